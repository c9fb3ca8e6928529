"""Which sums are asked for: a window of whole hours, agents, a team, a model.

Statements are made once for the filters that are given, since to make one takes longer than to ask it: conditions hold
named parameters (`conditions`), and their values come apart from them (`Window.given`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, and_, bindparam, cast, or_

from agenthall_server.clock import HOUR_US
from agenthall_server.observability.rollup import ALL_TIME, DAY, HOUR, bucket_start, next_midnight

WORKSPACE = bindparam("workspace_key", type_=Integer)
TIMES = frozenset({"start", "midnight", "end", "last_midnight"})
"""The parameters of a window's bounds."""


@dataclass(frozen=True, slots=True)
class Window:
    """From an hour on (None: all time), of some agents (empty: all), of one team and one model (empty: all), up to an
    hour (None: until now; never without a start).
    """

    start: int | None = None
    agent_names: tuple[str, ...] = ()
    team_id: str = ""
    model: str = ""
    end: int | None = None

    def given(self) -> dict[str, Any]:
        """The parameters that its conditions need, but the workspace's. From midnight to midnight days are read, before
        and after it hours.
        """
        given: dict[str, Any] = {}
        if self.start is not None:
            given |= {"start": self.start, "midnight": next_midnight(self.start)}
        if self.start is not None and self.end is not None:
            given["midnight"] = min(given["midnight"], self.end)
            given |= {"end": self.end, "last_midnight": max(given["midnight"], bucket_start(self.end, DAY))}
        filters = {"agent_names": self.agent_names, "team_id": self.team_id, "model": self.model}
        return given | {name: value for name, value in filters.items() if value}

    def previous(self, now: int) -> Window | None:
        """As many hours before it, the running one included; None for all time."""
        if self.start is None:
            return None
        length = bucket_start(now, HOUR) + HOUR_US - self.start
        return replace(self, start=max(0, self.start - length), end=self.start)


def window_start(now: int, length_us: int | None) -> int | None:
    """The beginning of the hour that holds now - length; None for all time."""
    if length_us is None:
        return None
    return bucket_start(now - length_us, HOUR)


def conditions(columns: Any, given: frozenset[str]) -> Iterator[ColumnElement[bool]]:
    """Workspace, agents, team and model. Columns a table does not have must not be asked of it."""
    yield columns.workspace_key == WORKSPACE
    if "agent_names" in given:
        yield columns.agent_name.in_(bindparam("agent_names", expanding=True))
    for name in ("team_id", "model"):
        if name in given:
            yield columns[name] == bindparam(name)


def buckets(columns: Any, given: frozenset[str]) -> ColumnElement[bool]:
    """Of a table with levels: the hours and days of a window, or the bucket of all time."""
    level, at = columns.bucket_seconds, columns.bucket_start
    if "start" not in given:
        found: ColumnElement[bool] = level == ALL_TIME
        return found
    start, midnight = instant("start"), instant("midnight")
    if "end" not in given:
        return hours_and_days(columns, start, midnight)
    end, last_midnight = instant("end"), instant("last_midnight")
    before = and_(level == HOUR, at >= start, at < midnight)
    days = and_(level == DAY, at >= midnight, at < last_midnight)
    return or_(before, days, and_(level == HOUR, at >= last_midnight, at < end))


def hours_and_days(columns: Any, start: Any, midnight: Any) -> ColumnElement[bool]:
    """Of a window until now: the hours of its first day, then, from the next midnight on, whole days."""
    level, at = columns.bucket_seconds, columns.bucket_start
    return or_(and_(level == HOUR, at >= start, at < midnight), and_(level == DAY, at >= midnight))


def minutes(columns: Any, given: frozenset[str]) -> Iterator[ColumnElement[bool]]:
    """Of a table of minutes: those of the window."""
    if "start" in given:
        yield columns.bucket_start >= instant("start")
    if "end" in given:
        yield columns.bucket_start < instant("end")


def whole(total: ColumnElement[Any]) -> ColumnElement[int]:
    """PostgreSQL adds bigints up as numeric: back to what they are."""
    return cast(total, BigInteger)


def instant(name: str) -> Any:
    """The parameter of a time."""
    return bindparam(name, type_=BigInteger)
