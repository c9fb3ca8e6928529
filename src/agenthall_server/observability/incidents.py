"""How long incidents took: MTTD, MTTA and MTTR, with the target that recovery has.

An incident is an alert from firing to resolved. Percentiles are exact, by the lower rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agenthall_server.clock import MINUTE_US

RECOVERY_TARGET_US = 5 * MINUTE_US


@dataclass(frozen=True, slots=True)
class Incident:
    """Times in microseconds; `acknowledge_time`: None where nobody did."""

    pending_time: int
    fire_time: int
    acknowledge_time: int | None
    resolve_time: int


@dataclass(frozen=True, slots=True)
class Times:
    """Fields as in the message TimeStatistics."""

    count: int
    mean_ms: float | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Fields as in the message."""

    incident_count: int
    open_count: int
    detection: Times
    acknowledgement: Times
    recovery: Times
    recovery_target: int
    recovery_target_met: float | None


def report(incidents: Sequence[Incident], open_count: int) -> Report:
    """`open_count`: alerts that are firing now, which count in nothing else."""
    recoveries = [one.resolve_time - one.fire_time for one in incidents]
    met = sum(taken <= RECOVERY_TARGET_US for taken in recoveries)
    return Report(
        incident_count=len(incidents),
        open_count=open_count,
        detection=times([one.fire_time - one.pending_time for one in incidents]),
        acknowledgement=times(
            [one.acknowledge_time - one.fire_time for one in incidents if one.acknowledge_time is not None]
        ),
        recovery=times(recoveries),
        recovery_target=RECOVERY_TARGET_US,
        recovery_target_met=100 * met / len(incidents) if incidents else None,
    )


def times(taken_us: Sequence[int]) -> Times:
    """Microseconds as milliseconds. Before its alert fired, an alert was acknowledged in no time."""
    if not taken_us:
        return Times(0)
    ordered = sorted(max(0, one) / 1000 for one in taken_us)
    last = len(ordered) - 1
    return Times(len(ordered), sum(ordered) / len(ordered), ordered[last // 2], ordered[int(0.95 * last)])
