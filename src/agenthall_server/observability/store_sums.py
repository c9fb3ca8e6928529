"""What executions add up to, in the database: appended with them, folded a little later, read as both together.

A recording appends one row for each agent, model, team and minute of its commit. Folding moves what waits into the
rollups of all levels in one transaction, about once a second: their rows are written once for many commits, and no
answer changes by it. Each writer folds what it appended itself, and what writers left that are gone, into rows of its
own (database/slots.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Connection,
    Row,
    Select,
    bindparam,
    case,
    cast,
    delete,
    func,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import changes, sketch
from agenthall_server.database import Accumulate, Append, Find, slot_of, slots
from agenthall_server.observability import rollup, store_selection
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.executions import Execution
from agenthall_server.observability.rollup import (
    ALL_TIME,
    FLOATING_SUMS,
    HOUR,
    LARGE_SUMS,
    LARGEST_SUM,
    MAXIMA,
    MINIMA,
    SUMS,
    VALUES,
)
from agenthall_server.observability.store_selection import TIMES, WORKSPACE, Window
from agenthall_server.observability.tables import ExecutionDelta, ExecutionRollup, RunningExecution, readable
from agenthall_server.scope import Scope

GROUPS = ("agent_name", "model", "team_id")
"""What sums can be grouped by."""
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
_ROLLUPS, _DELTAS, _RUNNING = ExecutionRollup.__table__, ExecutionDelta.__table__, RunningExecution.__table__
_DELTA_KEY = list(ExecutionDelta.__table__.primary_key)
_FOLDED = [getattr(ExecutionDelta, name) for name in ("revision", *_MINUTE_KEY, *VALUES, "sketches")]
_VALUES_AT = 1 + len(_MINUTE_KEY)
_MOST_FOLDED = 4096
"""Rows at a time."""
_NOTHING = (*[0] * len(SUMS), *[LARGEST_SUM] * len(MINIMA), *[0] * len(MAXIMA))
_HALF = 2**32
_LARGE_AT = tuple(map(SUMS.index, LARGE_SUMS))


def append(connection: Connection, new: Sequence[Execution]) -> None:
    """What the executions add up to, under the next revision of each of their workspaces."""
    minutes = rollup.add_up(new)
    revisions = changes.advance_each(connection, (key[0] for key in minutes), METRICS)
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
        sketch.merge(levels[key[:-1]][-1], sketch.entries(readable(found)))
    _accumulate(
        connection,
        [
            (*key, slot, *values, newest[key[0], *key[3:]], sketch.encode(counts))
            for key, (*values, counts) in sorted(levels.items(), key=itemgetter(0))
        ],
    )
    return [len(rows) < _MOST_FOLDED] * len(askers)


async def sums(scope: Scope, session: AsyncSession, window: Window, now: int) -> list[AgentSums]:
    """The sums of each agent in the window, and what it runs now."""
    return await _agents(scope, session, window, now, None)


async def grouped(scope: Scope, session: AsyncSession, window: Window, by: str) -> list[AgentSums]:
    """The sums by one of GROUPS, whose value stands in `agent_name`; without percentiles."""
    given = _given(window, None)
    parameters = {**given, "workspace_key": scope.workspace_key}
    rows = (await session.execute(_grouped(frozenset(given), (by,)), parameters)).all()
    return await asyncio.to_thread(lambda: [AgentSums(*whole(row, 1)) for row in rows])


async def sums_by_model(scope: Scope, session: AsyncSession, window: Window) -> dict[str, list[AgentSums]]:
    """By agent the sums of each of its models, which stands in `agent_name`; without percentiles."""
    given = {**window.given(), "workspace_key": scope.workspace_key}
    rows = (await session.execute(_grouped(frozenset(given), ("agent_name", "model")), given)).all()

    def by_agent() -> dict[str, list[AgentSums]]:
        found: dict[str, list[AgentSums]] = {}
        for row in rows:
            agent_name, *values = whole(row, 2)
            found.setdefault(agent_name, []).append(AgentSums(*values))
        return found

    return await asyncio.to_thread(by_agent)


async def duration_counts(scope: Scope, session: AsyncSession, window: Window) -> dict[str, dict[int, int]]:
    """By agent the sketch of its durations in microseconds."""
    given = {**window.given(), "workspace_key": scope.workspace_key}
    rows = (await session.execute(_sketches(_parts(frozenset(given))), given)).all()

    def by_agent() -> dict[str, dict[int, int]]:
        found = sketch.merged((row.agent_name, row.sketches) for row in rows)
        return {
            name: {at: count for at, count in counts.items() if at < rollup.TOKENS} for name, counts in found.items()
        }

    return await asyncio.to_thread(by_agent)


async def first_hour(scope: Scope, session: AsyncSession) -> int | None:
    """The beginning of the hour of the workspace's earliest execution; None where there is none."""
    delta, folded = ExecutionDelta, ExecutionRollup
    found = [
        await session.scalar(statement.where(*conditions).order_by(statement.selected_columns[0]).limit(1))
        for statement, conditions in (
            (select(folded.bucket_start), (folded.workspace_key == scope.workspace_key, folded.bucket_seconds == HOUR)),
            (select(delta.bucket_start), (delta.workspace_key == scope.workspace_key,)),
        )
    ]
    return min((rollup.bucket_start(one, HOUR) for one in found if one is not None), default=None)


async def changed_sums(
    scope: Scope, session: AsyncSession, agent_names: tuple[str, ...], now: int, after: int
) -> tuple[int, list[AgentSums]]:
    """The newest revision, and the all-time sums of the agents that changed after `after`. That a lease is over is no
    change: it shows with the next one.
    """
    revision = await changes.current(session, scope.workspace_key, METRICS)
    return revision, await _agents(scope, session, Window(agent_names=agent_names), now, after)


async def _agents(scope: Scope, session: AsyncSession, window: Window, now: int, after: int | None) -> list[AgentSums]:
    given = _given(window, after)
    parameters = {**given, "workspace_key": scope.workspace_key, "now": now}
    answers = [
        (await session.execute(statement, {name: parameters[name] for name in names})).all()
        for statement, names in _statements(frozenset(given))
    ]
    return await asyncio.to_thread(_agents_of, *answers)


def _agents_of(rows: Sequence[Row[Any]], stored: Iterable[Row[Any]], running: Iterable[Row[Any]]) -> list[AgentSums]:
    number = {row.agent_name: at for at, row in enumerate(rows)}
    parts = ((number[row.agent_name], row.sketches) for row in stored)
    quantiles = sketch.quantiles_of_groups(parts, len(rows), rollup.DURATION_US, rollup.SHARES)
    found = {row.agent_name: _agent_sums(row, own) for row, own in zip(rows, quantiles, strict=True)}
    for row in running:
        so_far = found.get(row.agent_name) or AgentSums(row.agent_name, *_NOTHING)
        found[row.agent_name] = replace(so_far, running=row.running, abandoned=row.abandoned)
    return list(found.values())


def _given(window: Window, after: int | None) -> dict[str, Any]:
    """The parameters of a window but the workspace."""
    return window.given() | ({} if after is None else {"after": after})


@cache
def _statements(given: frozenset[str]) -> tuple[tuple[Select[Any] | CompoundSelect[Any], frozenset[str]], ...]:
    """The sums, the sketches and what runs, each with the names of its parameters. Made once for the filters that are
    given: to make them takes longer than to ask.
    """
    parts, names = _parts(given), given | {"workspace_key"}
    of_running = (names | {"now"}) - TIMES
    return (added_up(parts, ("agent_name",)), names), (_sketches(parts), names), (_running(given), of_running)


def _running(given: frozenset[str]) -> Select[Any]:
    table, now = _RUNNING.c, bindparam("now", type_=BigInteger)
    lasts = func.sum(case((table.lease_expire_time > now, 1), else_=0))
    columns = table.agent_name, lasts.label("running"), (func.count() - lasts).label("abandoned")
    return select(*columns).where(*_asked_for(table, given)).group_by(table.agent_name)


def _asked_for(columns: Any, given: frozenset[str]) -> Iterator[ColumnElement[bool]]:
    """The filters that a window gives, and that something has changed."""
    yield from store_selection.conditions(columns, given)
    if "after" in given:
        yield columns.agent_name.in_(_changed())


@cache
def _grouped(given: frozenset[str], by: tuple[str, ...]) -> Select[Any]:
    return added_up(_parts(given, by), by)


def _parts(given: frozenset[str], by: Sequence[str] = ("agent_name",)) -> list[Select[Any]]:
    """The rollups and the deltas."""
    return [
        select(*(table.c[name] for name in (*by, *VALUES, "sketches"))).where(*asked, *_asked_for(table.c, given))
        for table, asked in (
            (_ROLLUPS, [store_selection.buckets(_ROLLUPS.c, given)]),
            (_DELTAS, store_selection.minutes(_DELTAS.c, given)),
        )
    ]


def _changed() -> CompoundSelect[Any]:
    after = bindparam("after", type_=BigInteger)
    return union_all(
        *(
            select(table.c.agent_name).where(table.c.workspace_key == WORKSPACE, table.c.revision > after)
            for table in (_DELTAS, _RUNNING)
        ),
        select(_ROLLUPS.c.agent_name).where(
            _ROLLUPS.c.workspace_key == WORKSPACE, _ROLLUPS.c.bucket_seconds == ALL_TIME, _ROLLUPS.c.revision > after
        ),
    )


def _sketches(parts: Iterable[Select[Any]]) -> CompoundSelect[Any]:
    return union_all(
        *(part.with_only_columns(part.selected_columns.agent_name, part.selected_columns.sketches) for part in parts)
    )


def added_up(parts: Iterable[Select[Any]], by: Sequence[str]) -> Select[Any]:
    """For `whole`: large sums come as the sums of their lower halves, those of the upper halves at the end."""
    rows = union_all(*parts).subquery().columns
    keys = [rows[name] for name in by]
    return select(
        *keys,
        *(_total(rows[name] % _HALF if name in LARGE_SUMS else rows[name]) for name in SUMS),
        *(func.min(rows[name]) for name in MINIMA),
        *(func.max(rows[name]) for name in MAXIMA),
        *(_total(rows[name] // _HALF) for name in LARGE_SUMS),
    ).group_by(*keys)


def _total(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """PostgreSQL adds bigints up as numeric: back to what they are."""
    return cast(func.sum(column), column.type)


def whole(row: Sequence[Any], keys: int) -> list[Any]:
    """The keys and VALUES of a row of `added_up`. Puts the halves together here, where an integer of any size fits:
    SQLite refuses a sum above 2^63 - 1.
    """
    values = list(row[: -len(LARGE_SUMS)])
    for at, upper in zip(_LARGE_AT, row[-len(LARGE_SUMS) :], strict=True):
        values[keys + at] = min(LARGEST_SUM, values[keys + at] + upper * _HALF)
    return values


def _agent_sums(row: Sequence[Any], quantiles_us: Iterable[float | None]) -> AgentSums:
    return AgentSums(*whole(row, 1), *(None if one is None else one / 1000 for one in quantiles_us))
