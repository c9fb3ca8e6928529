"""Traces in the database: spans written as executions and steps in one transaction, and read back by trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.database import InsertNew
from agenthall_server.errors import NotFound
from agenthall_server.observability import store, tables
from agenthall_server.observability.executions import Execution
from agenthall_server.observability.traces import Step
from agenthall_server.scope import Scope

_MOST_EXECUTIONS, _MOST_STEPS = 500, 10_000
_ROWS_AT_ONCE = 500
_TRACE_DIGITS, _SPAN_DIGITS = 32, 16

_insert_steps = InsertNew("execution_steps", columns=Step._fields, key=("workspace_key", "step_id"))


@dataclass(frozen=True, slots=True)
class Trace:
    """What is stored of one trace, by time."""

    executions: Sequence[tables.Execution]
    steps: Sequence[Step]
    has_more: bool


def record_spans(
    bounds: store.Bounds, connection: Connection, items: Sequence[Execution | Step]
) -> Sequence[bool | Exception]:
    """Stores what is new. For each: True for a repeat, or the error of an execution whose id is reused. A step that is
    stored already stays as it is.
    """
    executions = [item for item in items if isinstance(item, Execution)]
    steps = [item for item in items if isinstance(item, Step)]
    recorded = iter(store.record_executions(bounds, connection, executions) if executions else ())
    new_steps = iter(_insert_steps(connection, steps))
    return [next(recorded) if isinstance(item, Execution) else not next(new_steps) for item in items]


async def get_trace(scope: Scope, session: AsyncSession, trace_id: str) -> Trace:
    """The beginning of a trace. Raises NotFound where nothing is stored of it."""
    row = tables.Execution
    executions = await session.scalars(
        select(row)
        .where(row.workspace_key == scope.workspace_key, row.trace_id == trace_id, text("trace_id <> ''"))
        .order_by(row.event_time, row.execution_id)
        .limit(_MOST_EXECUTIONS + 1)
    )
    found, steps = list(executions), await _steps(scope, session, trace_id)
    if not found and not steps:
        raise NotFound.of("trace", trace_id)
    has_more = len(found) > _MOST_EXECUTIONS or len(steps) > _MOST_STEPS
    return Trace(found[:_MOST_EXECUTIONS], steps[:_MOST_STEPS], has_more)


async def _steps(scope: Scope, session: AsyncSession, trace_id: str) -> list[Step]:
    """One more than are shown, some at a time, so that the event loop gets its turns."""
    step = tables.ExecutionStep
    first, last = _bounds(trace_id)
    statement = (
        select(*(getattr(step, name) for name in Step._fields))
        .where(step.workspace_key == scope.workspace_key, step.step_id >= first, step.step_id <= last)
        .order_by(step.start_time, step.step_id)
        .limit(_MOST_STEPS + 1)
    )
    rows = await session.stream(statement, execution_options={"yield_per": _ROWS_AT_ONCE})
    try:
        return [Step._make(row) async for row in rows]
    finally:
        await rows.close()


def _bounds(trace_id: str) -> tuple[str, str]:
    """The first and the last id that a step of the trace can have; none at all where no span can belong to it."""
    if len(trace_id) != _TRACE_DIGITS:
        return "1", "0"
    return trace_id + "0" * _SPAN_DIGITS, trace_id + "f" * _SPAN_DIGITS
