"""What failed, by type and over time, against the time before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from agenthall_server.clock import HOUR_US


@dataclass(frozen=True, slots=True)
class ErrorType:
    """Fields as in ErrorTypeCount."""

    error_type: str
    failures: int
    share: float
    previous_failures: int


@dataclass(frozen=True, slots=True)
class CommonError:
    """Fields as in the message."""

    error_type: str
    template: str
    failures: int


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """Fields as in GetErrorAnalysisResponse; `hours` are pairs of an hour that had failures and their number."""

    total_failures: int
    previous_failures: int
    types: tuple[ErrorType, ...]
    hours: tuple[tuple[int, int], ...]


def report(hours: Iterable[tuple[int, str, int]], start: int) -> ErrorReport:
    """Of hours, types and failures by time; what is before `start` is what it is compared with."""
    now, before, by_hour = Counter[str](), Counter[str](), Counter[int]()
    for hour, kind, failures in hours:
        if hour >= start:
            now[kind] += failures
            by_hour[hour] += failures
        else:
            before[kind] += failures
    total = now.total()
    kinds = sorted(now.keys() | before.keys(), key=lambda kind: (-now[kind], -before[kind], kind))
    types = (ErrorType(kind, now[kind], 100 * now[kind] / total if total else 0.0, before[kind]) for kind in kinds)
    return ErrorReport(total, before.total(), tuple(types), tuple(sorted(by_hour.items())))


def window(now: int, length_us: int) -> tuple[int, int, int]:
    """The beginning of the hours before, of those asked for, and their end: whole hours, the running one included."""
    end = now - now % HOUR_US + HOUR_US
    length = -(-length_us // HOUR_US) * HOUR_US
    return end - 2 * length, end - length, end
