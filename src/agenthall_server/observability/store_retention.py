"""What is deleted when its time is over: a slice at a time, so that no other write waits long behind it.

Executions and steps go by the time of their receipt, so that imported history stays as long as everything else. What
executions added up to stays: for all time and by day for good, by hour 90 days, by minute 48 hours; gauges the same,
but a series without a new value for 90 days goes with all of them. Which commit recorded what is kept for 24 hours, as
long as a stream of executions can be resumed. Up to where rows
may be gone is kept in `retention_horizons`: `agenthall doctor --recount` compares what lies after it. An id from before
it counts as new.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import takewhile

from sqlalchemy import Connection, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from agenthall_server.api_keys import Workspace
from agenthall_server.clock import DAY_US, HOUR_US, SECOND_US
from agenthall_server.database import Accumulate
from agenthall_server.observability.executions import MOST_AHEAD_US
from agenthall_server.observability.rollup import ALL_TIME, HOUR, MINUTE
from agenthall_server.observability.tables import (
    ErrorRollup,
    Execution,
    ExecutionCommit,
    ExecutionRollup,
    ExecutionStep,
    RetentionHorizon,
    RunningExecution,
)
from agenthall_server.observability.tables_gauges import Gauge, GaugeRollup

EXECUTIONS = "executions"
ROLLUPS = {MINUTE: 48 * HOUR_US, HOUR: 90 * DAY_US}
"""How long buckets of so many seconds are kept, in microseconds."""
_ABANDONED_KEPT_US = 30 * DAY_US
"""Those that nobody will finish go even where executions stay for good."""
_GAUGES_KEPT_US = 90 * DAY_US
"""Series of gauges without a new value."""
_COMMITS_KEPT_US = DAY_US
"""As long as resume tokens are good."""
SLICE = 500
"""Rows at a time."""

Slice = Callable[[Connection], int]
"""Deletes up to SLICE rows; how many there were."""


_move = Accumulate("retention_horizons", key=("workspace_key", "kind"), add=(), maximum=("time",))


async def workspaces(session: AsyncSession) -> list[int]:
    """The keys of all workspaces."""
    return list((await session.execute(select(Workspace.workspace_key))).scalars())


def slices(workspace_key: int, now: int, executions_kept_us: int) -> list[Slice]:
    """What is over in a workspace; each is to be called until it deletes less than a slice. 0: executions stay."""
    found: list[Slice] = [
        partial(_forget_buckets, workspace_key=workspace_key, seconds=seconds, before=now - kept)
        for seconds, kept in ROLLUPS.items()
    ]
    found += [
        partial(_forget_buckets, workspace_key=workspace_key, seconds=seconds, before=now - ROLLUPS[seconds], table=of)
        for seconds, of in ((HOUR, ErrorRollup), (MINUTE, GaugeRollup), (HOUR, GaugeRollup))
    ]
    found.append(partial(_forget_gauges, workspace_key=workspace_key, before=now - _GAUGES_KEPT_US))
    found.append(partial(_forget_commits, workspace_key=workspace_key, before=now - _COMMITS_KEPT_US))
    if executions_kept_us:
        before = now - executions_kept_us
        found.append(partial(_forget_executions, workspace_key=workspace_key, before=before))
        found.append(partial(_forget_steps, workspace_key=workspace_key, before=before))
    abandoned_kept_us = executions_kept_us or _ABANDONED_KEPT_US
    return [*found, partial(_forget_abandoned, workspace_key=workspace_key, before=now - abandoned_kept_us)]


def horizons(connection: Connection) -> dict[tuple[int, str], int]:
    """Times by workspace and kind."""
    one = RetentionHorizon
    found = connection.execute(select(one.workspace_key, one.kind, one.time))
    return {(row.workspace_key, row.kind): row.time for row in found}


def is_whole(horizons: Mapping[tuple[int, str], int], workspace_key: int, seconds: int, start: int) -> bool:
    """Whether nothing of a bucket can be gone, neither executions nor sums. An execution may begin 5 minutes after its
    receipt, by a clock that is ahead.
    """
    received = horizons.get((workspace_key, EXECUTIONS))
    if received is not None and (seconds == ALL_TIME or start < received + MOST_AHEAD_US):
        return False
    return start >= horizons.get((workspace_key, _kind_of(seconds)), start)


def _kind_of(seconds: int) -> str:
    return f"rollups/{seconds}"


def _forget_executions(connection: Connection, workspace_key: int, before: int) -> int:
    found = _forget_received(connection, Execution, Execution.execution_id, workspace_key, before)
    if found:
        _move(connection, [(workspace_key, EXECUTIONS, before)])
    return found


def _forget_steps(connection: Connection, workspace_key: int, before: int) -> int:
    return _forget_received(connection, ExecutionStep, ExecutionStep.step_id, workspace_key, before)


def _forget_commits(connection: Connection, workspace_key: int, before: int) -> int:
    """From the lowest number on, so that those that stay follow one another; the newest stays, for numbers go on."""
    own = ExecutionCommit.workspace_key == workspace_key
    oldest = select(ExecutionCommit.revision, ExecutionCommit.receive_time).where(own)
    rows = connection.execute(oldest.order_by(ExecutionCommit.revision).limit(SLICE + 1)).all()
    over = [row.revision for row in takewhile(lambda row: row.receive_time < before, rows[:-1])]
    if over:
        connection.execute(delete(ExecutionCommit).where(own, ExecutionCommit.revision <= over[-1]))
    return len(over)


def _forget_received(
    connection: Connection,
    table: type[Execution | ExecutionStep],
    key: InstrumentedAttribute[str],
    workspace_key: int,
    before: int,
) -> int:
    own = table.workspace_key == workspace_key
    over = select(key).where(own, table.receive_time < before).order_by(table.receive_time).limit(SLICE)
    found = connection.execute(over).scalars().all()
    if found:
        connection.execute(delete(table).where(own, key.in_(found)))
    return len(found)


def _forget_buckets(
    connection: Connection,
    workspace_key: int,
    seconds: int,
    before: int,
    table: type[ErrorRollup | ExecutionRollup | GaugeRollup] = ExecutionRollup,
) -> int:
    """Whole buckets, as many as a slice ends in."""
    one = table
    own = one.workspace_key == workspace_key, one.bucket_seconds == seconds
    over = select(one.bucket_start).where(*own, one.bucket_start < before - seconds * SECOND_US)
    found = connection.execute(over.order_by(one.bucket_start).limit(SLICE)).scalars().all()
    if found:
        connection.execute(delete(one).where(*own, one.bucket_start <= found[-1]))
        _move(connection, [(workspace_key, _kind_of(seconds), found[-1] + seconds * SECOND_US)])
    return len(found)


def _forget_gauges(connection: Connection, workspace_key: int, before: int) -> int:
    """Whole series."""
    over = select(Gauge.series).where(Gauge.workspace_key == workspace_key, Gauge.time < before)
    found = connection.execute(over.limit(SLICE)).scalars().all()
    for table in (Gauge, GaugeRollup) if found else ():
        connection.execute(delete(table).where(table.workspace_key == workspace_key, table.series.in_(found)))
    return len(found)


def _forget_abandoned(connection: Connection, workspace_key: int, before: int) -> int:
    one = RunningExecution
    over = select(one.execution_id).where(one.workspace_key == workspace_key, one.lease_expire_time < before)
    found = connection.execute(over.limit(SLICE)).scalars().all()
    if found:
        connection.execute(delete(one).where(one.workspace_key == workspace_key, one.execution_id.in_(found)))
    return len(found)
