"""Executions in the database: written in groups, with their sums, in one transaction; read one by one or in pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import filters
from agenthall_server.clock import DAY_US
from agenthall_server.database import InsertNew
from agenthall_server.errors import ExecutionTooOld, NotFound, RecordIdReused
from agenthall_server.observability import executions, store_errors, store_sums, store_tail, tables
from agenthall_server.observability.cardinality import as_counted
from agenthall_server.observability.store_names import CountedNames
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

_Row = tables.Execution

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
        "price_version": filters.integer(_Row.price_version),
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


@dataclass(frozen=True, slots=True)
class Bounds:
    """What bounds executions and their sums, whichever way they come."""

    names: CountedNames
    max_event_age_us: int
    """So much earlier than its receipt a new one may have begun; 0: no matter when."""


def record_executions(
    bounds: Bounds, connection: Connection, items: Sequence[executions.Execution]
) -> Sequence[bool | Exception]:
    """Stores what is new and adds it up. For each execution: True for a repeat, or the error of a reused id, or of one
    that is new and too old.
    """
    too_old = _too_old(connection, items, bounds.max_event_age_us) if bounds.max_event_age_us else ()
    if not too_old:
        return _record(bounds.names, connection, items)
    recorded = iter(_record(bounds.names, connection, [item for item in items if item[:2] not in too_old]))
    return [_refusal(bounds) if item[:2] in too_old else next(recorded) for item in items]


def _too_old(connection: Connection, items: Sequence[executions.Execution], age_us: int) -> set[tuple[int, str]]:
    """Keys of those that are refused. One that was stored in time may be sent again for ever."""
    old = {(item[0], item[1]) for item in items if item.event_time < item.receive_time - age_us}
    return old - _insert.stored(connection, old).keys()


def _refusal(bounds: Bounds) -> Exception:
    days = bounds.max_event_age_us // DAY_US
    told = f"is more than {days} days ago, and the server takes no older executions (AGENTHALL_MAX_EVENT_AGE_DAYS)"
    return ExecutionTooOld.of("start_time", told)


def _record(
    names: CountedNames, connection: Connection, items: Sequence[executions.Execution]
) -> Sequence[bool | Exception]:
    items = names.marked(connection, items)
    new = _insert(connection, items)
    if all(new):
        _add_up(names, connection, items)
        return [False] * len(items)
    _add_up(names, connection, [item for item, is_new in zip(items, new, strict=True) if is_new])
    repeated = [item[:2] for item, is_new in zip(items, new, strict=True) if not is_new]
    stored = {key: executions.Execution._make(row) for key, row in _insert.stored(connection, repeated).items()}
    return [False if is_new else _repeat(item, stored) for item, is_new in zip(items, new, strict=True)]


def _add_up(names: CountedNames, connection: Connection, new: Sequence[executions.Execution]) -> None:
    counted = list(map(as_counted, new))
    names.overflowed += sum(1 for item in new if item.overflow)
    store_sums.append(connection, counted)
    store_errors.accumulate(connection, counted)
    store_tail.append(connection, new)


def _repeat(item: executions.Execution, stored: Mapping[tuple[Any, ...], executions.Execution]) -> bool | Exception:
    if executions.same_record(item, stored[item.workspace_key, item.execution_id]):
        return True
    return RecordIdReused.of("execution", item.execution_id)


def stored(connection: Connection, execution: executions.Execution) -> executions.Execution:
    """What is stored under its id."""
    (row,) = _insert.stored(connection, [execution[:2]]).values()
    return executions.Execution._make(row)


async def find_execution(scope: Scope, session: AsyncSession, execution_id: str) -> tables.Execution | None:
    """The execution, where it was recorded."""
    return await session.get(_Row, (scope.workspace_key, execution_id))


async def get_execution(scope: Scope, session: AsyncSession, execution_id: str) -> tables.Execution:
    """Raises NotFound."""
    row = await find_execution(scope, session, execution_id)
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
