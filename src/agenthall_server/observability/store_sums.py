"""What executions add up to, in the database: appended with them, folded a little later, read as both together.

A recording appends one row for each agent, model, team and minute of its commit. Folding moves what waits into the
rollups of all levels in one transaction, about once a second: their rows are written once for many commits, and no
answer changes by it. Each writer folds what it appended itself, and what writers left that are gone, into rows of its
own (database/slots.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, cast, delete, func, or_, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import changes, sketch
from agenthall_server.database import Accumulate, Append, DamagedValue, Find, slot_of, slots
from agenthall_server.observability import rollup
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.executions import Execution
from agenthall_server.observability.rollup import (
    ALL_TIME,
    DAY,
    DAY_US,
    FLOATING_SUMS,
    HOUR,
    HOUR_US,
    LARGE_SUMS,
    LARGEST_SUM,
    MAXIMA,
    MINIMA,
    SUMS,
    VALUES,
)
from agenthall_server.observability.tables import ExecutionDelta, ExecutionRollup
from agenthall_server.scope import Scope

METRICS = "metrics"
"""Topic of the revisions that deltas and rollups carry."""

_MINUTE_KEY = ("workspace_key", "bucket_start", "agent_name", "model", "team_id")
_KEY = ("workspace_key", "bucket_seconds", "bucket_start", "agent_name", "model", "team_id", "writer_slot")
_append = Append("execution_deltas", columns=(*_MINUTE_KEY, *VALUES, "sketches", "revision", "writer_slot"))
_find = Find("execution_rollups", key=_KEY, columns=("sketches",))
_accumulate = Accumulate(
    "execution_rollups",
    key=_KEY,
    add=SUMS,
    minimum=MINIMA,
    maximum=(*MAXIMA, "revision"),
    floating=FLOATING_SUMS,
    replaced=("sketches",),
)
_DELTA_KEY = list(ExecutionDelta.__table__.primary_key)
_FOLDED = [getattr(ExecutionDelta, name) for name in ("revision", *_MINUTE_KEY, *VALUES, "sketches")]
_VALUES_AT = 1 + len(_MINUTE_KEY)
_MOST_FOLDED = 4096
"""Rows at a time."""
_HALF = 2**32
_LARGE_AT = tuple(1 + SUMS.index(name) for name in LARGE_SUMS)


@dataclass(frozen=True, slots=True)
class Window:
    """Which sums: from an hour on (None: all time), of some agents (empty: all), of one team (empty: all)."""

    start: int | None = None
    agent_names: tuple[str, ...] = ()
    team_id: str = ""


def window_start(now: int, length_us: int | None) -> int | None:
    """The beginning of the hour that holds now - length; None for all time."""
    if length_us is None:
        return None
    return (now - length_us) - (now - length_us) % HOUR_US


def append(connection: Connection, new: Sequence[Execution]) -> None:
    """What the executions add up to, under the next revision of each of their workspaces."""
    minutes = rollup.add_up(new)
    revisions = {
        workspace_key: changes.advance(connection, workspace_key, METRICS)
        for workspace_key in sorted({key[0] for key in minutes})
    }
    slot = slot_of(connection)
    _append(
        connection,
        [(*key, *values, sketch.encode(counts), revisions[key[0]], slot) for key, (*values, counts) in minutes.items()],
    )


def fold(connection: Connection, askers: Sequence[None]) -> list[bool]:
    """Moves what this writer appended, and what writers left that are gone, into rollups of its own, once for all that
    ask. False: more is left than is moved at a time.
    """
    slot = slot_of(connection)
    some = (
        select(*_DELTA_KEY)
        .where(ExecutionDelta.writer_slot.in_((slot, *slots.free(connection))))
        .order_by(ExecutionDelta.workspace_key, ExecutionDelta.revision)
        .limit(_MOST_FOLDED)
    )
    taken = delete(ExecutionDelta).where(tuple_(*_DELTA_KEY).in_(some))
    rows = connection.execute(taken.returning(*_FOLDED)).all()
    levels = rollup.spread((row[1:_VALUES_AT], row[_VALUES_AT:]) for row in rows)
    newest: dict[tuple[Any, ...], int] = {}
    for row in rows:
        agent = row.workspace_key, row.agent_name, row.model, row.team_id
        newest[agent] = max(row.revision, newest.get(agent, 0))
    stored = _find(connection, [(*key, slot) for key in levels])
    for key, (found,) in stored.items():
        sketch.merge(levels[key[:-1]][-1], sketch.entries(_readable(found)))
    _accumulate(
        connection,
        [
            (*key, slot, *values, newest[key[0], *key[3:]], sketch.encode(counts))
            for key, (*values, counts) in sorted(levels.items(), key=itemgetter(0))
        ],
    )
    return [len(rows) < _MOST_FOLDED] * len(askers)


def _readable(stored: bytes) -> bytes:
    if not sketch.is_stored_form(stored):
        raise DamagedValue("a column of sketches holds something else")
    return stored


async def sums(scope: Scope, session: AsyncSession, window: Window) -> list[AgentSums]:
    """The sums of each agent in the window."""
    return await _agents(session, _in_window(scope, window))


async def changed_sums(
    scope: Scope, session: AsyncSession, agent_names: tuple[str, ...], after: int
) -> tuple[int, list[AgentSums]]:
    """The newest revision, and the all-time sums of the agents that changed after `after`."""
    revision = await changes.current(session, scope.workspace_key, METRICS)
    delta, folded = ExecutionDelta, ExecutionRollup
    changed = union_all(
        select(delta.agent_name).where(delta.workspace_key == scope.workspace_key, delta.revision > after),
        select(folded.agent_name).where(
            folded.workspace_key == scope.workspace_key, folded.bucket_seconds == ALL_TIME, folded.revision > after
        ),
    )
    parts = [
        part.where(part.selected_columns.agent_name.in_(changed))
        for part in _in_window(scope, Window(agent_names=agent_names))
    ]
    return revision, await _agents(session, parts)


async def _agents(session: AsyncSession, parts: Sequence[Select[Any]]) -> list[AgentSums]:
    rows = (await session.execute(_sums(parts))).all()
    stored = (await session.execute(union_all(*(_sketches(part) for part in parts)))).all()
    return await asyncio.to_thread(_agents_of, rows, stored)


def _agents_of(rows: Iterable[Row[Any]], stored: Iterable[Row[Any]]) -> list[AgentSums]:
    durations = rollup.durations_by_agent(stored)
    return [_agent_sums(row, durations[row.agent_name]) for row in rows]


def _in_window(scope: Scope, window: Window) -> tuple[Select[Any], Select[Any]]:
    """The rollups and the deltas of the window: the hours of its first day, then whole days."""
    folded = [ExecutionRollup.workspace_key == scope.workspace_key, _buckets(window.start)]
    waiting = [ExecutionDelta.workspace_key == scope.workspace_key]
    if window.start is not None:
        waiting.append(ExecutionDelta.bucket_start >= window.start)
    for table, conditions in ((ExecutionRollup, folded), (ExecutionDelta, waiting)):
        if window.agent_names:
            conditions.append(table.agent_name.in_(window.agent_names))
        if window.team_id:
            conditions.append(table.team_id == window.team_id)
    return _values(ExecutionRollup).where(*folded), _values(ExecutionDelta).where(*waiting)


def _buckets(start: int | None) -> ColumnElement[bool]:
    level, at = ExecutionRollup.bucket_seconds, ExecutionRollup.bucket_start
    if start is None:
        return level == ALL_TIME
    midnight = start + -start % DAY_US
    return or_(and_(level == HOUR, at >= start, at < midnight), and_(level == DAY, at >= midnight))


def _values(table: type[ExecutionDelta | ExecutionRollup]) -> Select[Any]:
    return select(table.agent_name, *(getattr(table, name) for name in (*VALUES, "sketches")))


def _sketches(part: Select[Any]) -> Select[Any]:
    columns = part.selected_columns
    return part.with_only_columns(columns.agent_name, columns.sketches)


def _sums(parts: Iterable[Select[Any]]) -> Select[Any]:
    """For `_agent_sums`: large sums come as the sums of their lower halves, those of the upper halves at the end."""
    rows = union_all(*parts).subquery().columns
    return select(
        rows.agent_name,
        *(_total(rows[name] % _HALF if name in LARGE_SUMS else rows[name]) for name in SUMS),
        *(func.min(rows[name]) for name in MINIMA),
        *(func.max(rows[name]) for name in MAXIMA),
        *(_total(rows[name] // _HALF) for name in LARGE_SUMS),
    ).group_by(rows.agent_name)


def _total(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """PostgreSQL adds bigints up as numeric: back to what they are."""
    return cast(func.sum(column), column.type)


def _agent_sums(row: Sequence[Any], durations: Mapping[int, int]) -> AgentSums:
    """Puts the halves together here, where an integer of any size fits: SQLite refuses a sum above 2^63 - 1."""
    values = list(row[: -len(LARGE_SUMS)])
    for at, upper in zip(_LARGE_AT, row[-len(LARGE_SUMS) :], strict=True):
        values[at] = min(LARGEST_SUM, values[at] + upper * _HALF)
    return AgentSums(*values, *rollup.milliseconds(durations, (0.5, 0.95, 0.99)))
