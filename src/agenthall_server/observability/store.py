"""Executions in the database: written in groups, with their sums, in one transaction; read one by one or as sums.

No read of sums looks at executions, so its cost depends on the number of agents, not on history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import changes, filters
from agenthall_server.database import Accumulate, InsertNew, slot_of
from agenthall_server.errors import NotFound, RecordIdReused
from agenthall_server.observability import executions, tables
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.rollup import FLOATING_SUMS, HOUR_US, LARGE_SUMS, LARGEST_SUM, SUMS, add_up
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

METRICS = "metrics"
"""Topic of the revisions that aggregate rows carry."""

_Row = tables.Execution
_Rollup = tables.ExecutionRollup

LISTING = Listing(
    fields={
        "execution_id": filters.text(_Row.execution_id),
        "agent_name": filters.text(_Row.agent_name),
        "agent": filters.text(_Row.agent),
        "agent_version": filters.text(_Row.agent_version),
        "outcome": filters.enum(
            _Row.outcome,
            {
                "OUTCOME_OK": executions.OK,
                "OUTCOME_FAILED": executions.FAILED,
                "OUTCOME_CANCELLED": executions.CANCELLED,
            },
        ),
        "success": filters.Field(
            func.nullif(_Row.outcome, executions.CANCELLED),  # absent where it was stopped, so it matches neither
            {"true": executions.OK, "false": executions.FAILED}.__getitem__,
            "true or false",
            ordered=False,
        ),
        "duration_ms": filters.milliseconds(_Row.duration_ms),
        "tokens": filters.integer(_Row.tokens),
        "quality_score": filters.number(_Row.quality_score),
        "cost_nano_usd": filters.integer(_Row.cost_nano_usd),
        "requirement_ids": filters.strings(_Row.requirement_ids),
        "model": filters.text(_Row.model),
        "team_id": filters.text(_Row.team_id),
        "user_id": filters.text(_Row.user_id),
        "build_id": filters.text(_Row.build_id),
        "variant_id": filters.text(_Row.variant_id),
        "error_type": filters.text(_Row.error_type),
        "start_time": filters.time(_Row.start_time),
        "receive_time": filters.time(_Row.receive_time),
        "trace_id": filters.text(_Row.trace_id),
        "parent_execution_id": filters.text(_Row.parent_execution_id),
    },
    orders={"start_time": _Row.event_time, "receive_time": _Row.receive_time},
    default_order="start_time desc",
    tie=_Row.execution_id,
)

_insert = InsertNew("executions", columns=executions.Execution._fields, key=("workspace_key", "execution_id"))
_accumulate = Accumulate(
    "execution_rollups",
    key=("workspace_key", "bucket_seconds", "bucket_start", "agent_name", "model", "team_id", "writer_slot"),
    add=SUMS,
    maximum=("last_executed", "revision"),
    floating=FLOATING_SUMS,
)
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


def record_executions(connection: Connection, items: Sequence[executions.Execution]) -> Sequence[bool | Exception]:
    """Stores what is new and adds it up. For each execution: True for a repeat, or the error of a reused id."""
    new = _insert(connection, items)
    if all(new):
        _count(connection, items)
        return [False] * len(items)
    _count(connection, [item for item, is_new in zip(items, new, strict=True) if is_new])
    repeated = [item[:2] for item, is_new in zip(items, new, strict=True) if not is_new]
    stored = {key: executions.Execution._make(row) for key, row in _insert.stored(connection, repeated).items()}
    return [False if is_new else _repeat(item, stored) for item, is_new in zip(items, new, strict=True)]


def _count(connection: Connection, new: Sequence[executions.Execution]) -> None:
    sums = add_up(new)
    revisions = {
        workspace_key: changes.advance(connection, workspace_key, METRICS)
        for workspace_key in sorted({key[0] for key in sums})
    }
    slot = slot_of(connection)
    _accumulate(connection, [(*key, slot, *values, revisions[key[0]]) for key, values in sums.items()])


def _repeat(item: executions.Execution, stored: Mapping[tuple[Any, ...], executions.Execution]) -> bool | Exception:
    if executions.same_record(item, stored[item.workspace_key, item.execution_id]):
        return True
    return RecordIdReused.of("execution", item.execution_id)


async def get_execution(scope: Scope, session: AsyncSession, execution_id: str) -> tables.Execution:
    """Raises NotFound."""
    row = await session.get(_Row, (scope.workspace_key, execution_id))
    if row is None:
        raise NotFound.of("execution", execution_id)
    return row


async def list_executions(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest
) -> tuple[list[tables.Execution], str]:
    """One page of the workspace's executions."""
    return await pager.rows(
        scope, session, select(_Row).where(_Row.workspace_key == scope.workspace_key), LISTING, page
    )


async def sums(scope: Scope, session: AsyncSession, window: Window) -> list[AgentSums]:
    """The sums of each agent in the window; one statement."""
    return [_agent_sums(row) for row in await session.execute(_sums(scope, *_in_window(window)))]


async def changed_sums(
    scope: Scope, session: AsyncSession, agent_names: tuple[str, ...], after: int
) -> tuple[int, list[AgentSums]]:
    """The newest revision, and the all-time sums of the agents that changed after `after`."""
    revision = await changes.current(session, scope.workspace_key, METRICS)
    changed = select(_Rollup.agent_name).where(
        _Rollup.workspace_key == scope.workspace_key, _Rollup.bucket_seconds == 0, _Rollup.revision > after
    )
    conditions = (*_in_window(Window(agent_names=agent_names)), _Rollup.agent_name.in_(changed))
    return revision, [_agent_sums(row) for row in await session.execute(_sums(scope, *conditions))]


def _in_window(window: Window) -> list[ColumnElement[bool]]:
    if window.start is None:
        conditions = [_Rollup.bucket_seconds == 0]
    else:
        conditions = [_Rollup.bucket_seconds == HOUR_US // 1_000_000, _Rollup.bucket_start >= window.start]
    if window.agent_names:
        conditions.append(_Rollup.agent_name.in_(window.agent_names))
    if window.team_id:
        conditions.append(_Rollup.team_id == window.team_id)
    return conditions


def _sums(scope: Scope, *conditions: ColumnElement[bool]) -> Select[Any]:
    """For `_agent_sums`: large sums come as the sums of their lower halves, those of the upper halves at the end."""
    upper = [_total(getattr(_Rollup, name) // _HALF) for name in LARGE_SUMS]
    return (
        select(_Rollup.agent_name, *map(_sum, SUMS), func.max(_Rollup.last_executed), *upper)
        .where(_Rollup.workspace_key == scope.workspace_key, *conditions)
        .group_by(_Rollup.agent_name)
    )


def _sum(name: str) -> ColumnElement[Any]:
    column = getattr(_Rollup, name)
    return _total(column % _HALF if name in LARGE_SUMS else column)


def _total(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """PostgreSQL adds bigints up as numeric: back to what they are."""
    return cast(func.sum(column), column.type)


def _agent_sums(row: Sequence[Any]) -> AgentSums:
    """Puts the halves together here, where an integer of any size fits: SQLite refuses a sum above 2^63 - 1."""
    values = list(row[: -len(LARGE_SUMS)])
    for at, upper in zip(_LARGE_AT, row[-len(LARGE_SUMS) :], strict=True):
        values[at] = min(LARGEST_SUM, values[at] + upper * _HALF)
    return AgentSums(*values)
