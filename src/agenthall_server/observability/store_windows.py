"""What executions add up to by agent, model and team in a window that ends now, for alert rules.

Windows of up to an hour are read by minutes, longer ones by hours and days; the minute, or hour, in which the window
begins counts whole. Sums are floats here: a threshold is one, and no sum overflows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Float,
    Row,
    Select,
    and_,
    cast,
    func,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import sketch
from agenthall_server.clock import HOUR_US
from agenthall_server.observability.alert_rules import GROUPS, Cell
from agenthall_server.observability.rollup import HOUR, MINUTE, bucket_start, next_midnight
from agenthall_server.observability.store_selection import WORKSPACE, hours_and_days, instant
from agenthall_server.observability.tables import ExecutionDelta, ExecutionRollup
from agenthall_server.scope import Scope

_MEASURED = Cell._fields[len(GROUPS) : -1]
_MAXIMA = tuple(name for name in _MEASURED if "_max" in name)


async def cells(scope: Scope, session: AsyncSession, now: int, length: int, *, sketches: bool) -> list[Cell]:
    """One for each agent, model and team with executions in the last `length` microseconds; `sketches`: with theirs."""
    by_minutes = length <= HOUR_US
    start = bucket_start(now - length, MINUTE if by_minutes else HOUR)
    parameters = {"workspace_key": scope.workspace_key, "start": start}
    if not by_minutes:
        parameters["midnight"] = next_midnight(start)
    of_sums, of_sketches = _statements(by_minutes)
    rows = (await session.execute(of_sums, parameters)).all()
    stored = (await session.execute(of_sketches, parameters)).all() if sketches else []
    return await asyncio.to_thread(_cells, rows, stored)


@cache
def _statements(by_minutes: bool) -> tuple[Select[Any], CompoundSelect[Any]]:  # noqa: FBT001 - what is cached by
    """The sums and the sketches; made once, since to make them takes longer than to ask."""
    waiting, folded = ExecutionDelta.__table__.c, ExecutionRollup.__table__.c
    parts = [
        _part(folded).where(folded.workspace_key == WORKSPACE, _buckets(folded, by_minutes=by_minutes)),
        _part(waiting).where(waiting.workspace_key == WORKSPACE, waiting.bucket_start >= instant("start")),
    ]
    return _sums(parts), union_all(*map(_with_sketches, parts))


def _buckets(columns: Any, *, by_minutes: bool) -> ColumnElement[bool]:
    """Minutes, or the hours of the first day and then whole days."""
    if by_minutes:
        return and_(columns.bucket_seconds == MINUTE, columns.bucket_start >= instant("start"))
    return hours_and_days(columns, instant("start"), instant("midnight"))


def _part(columns: Any) -> Select[Any]:
    return select(*(columns[name] for name in (*GROUPS, *_MEASURED, "sketches")))


def _with_sketches(part: Select[Any]) -> Select[Any]:
    columns = part.selected_columns
    return part.with_only_columns(*(columns[name] for name in (*GROUPS, "sketches")))


def _sums(parts: Sequence[Select[Any]]) -> Select[Any]:
    rows = union_all(*parts).subquery().columns
    groups = [rows[name] for name in GROUPS]
    values = (func.max(rows[name]) if name in _MAXIMA else func.sum(cast(rows[name], Float(53))) for name in _MEASURED)
    return select(*groups, *values).group_by(*groups)


def _cells(rows: Iterable[Row[Any]], stored: Iterable[Row[Any]]) -> list[Cell]:
    counts: dict[tuple[Any, ...], dict[int, int]] = sketch.merged((tuple(row[:-1]), row.sketches) for row in stored)
    return [Cell._make((*row, counts.get(tuple(row[: len(GROUPS)]), {}))) for row in rows]
