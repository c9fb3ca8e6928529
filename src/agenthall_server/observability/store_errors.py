"""Failures by agent, type and fingerprint, in the database: counted in the transaction that records the executions.

Only failed executions cost anything. A look at what is known by key, a count of what a bucket already holds where
something is new, and one statement that adds it all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeVarTuple

from sqlalchemy import Connection, Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.database import Accumulate, Find, slot_of
from agenthall_server.observability import error_sums
from agenthall_server.observability.cardinality import OTHER
from agenthall_server.observability.error_sums import MOST_PATTERNS, Failures, Key
from agenthall_server.observability.executions import Execution
from agenthall_server.observability.rollup import HOUR
from agenthall_server.observability.store_selection import whole
from agenthall_server.observability.tables import ErrorRollup
from agenthall_server.observability.tables import Execution as Row
from agenthall_server.scope import Scope

Shape = TypeVarTuple("Shape")

_KEY = (
    "workspace_key", "bucket_seconds", "bucket_start", "agent_name", "team_id", "error_type", "fingerprint",
    "writer_slot",
)  # fmt: skip
_find = Find("error_rollups", key=_KEY, columns=("last_time", "template", "last_execution_id"))
_accumulate = Accumulate(
    "error_rollups",
    key=_KEY,
    add=("failures",),
    maximum=("last_time",),
    replaced=("template", "last_execution_id"),
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Fields as in ErrorPattern."""

    agent_name: str
    error_type: str
    fingerprint: str
    failures: int
    previous_failures: int
    last_time: int
    template: str
    last_execution_id: str


def accumulate(connection: Connection, new: Sequence[Execution]) -> None:
    """Counts the failed ones."""
    sums = error_sums.add_up(new)
    if not sums:
        return
    slot = slot_of(connection)
    stored = {key[:-1]: latest for key, latest in _find(connection, [(*key, slot) for key in sums]).items()}
    kept = error_sums.bounded(sums, stored, _room(connection, sums.keys() - stored.keys(), slot))
    _accumulate(
        connection,
        [
            (*key, slot, failures.count, failures.last_time, *_latest(failures, stored.get(key)))
            for key, failures in sorted(kept.items(), key=itemgetter(0))
        ],
    )


def _room(connection: Connection, new: Collection[Key], slot: int) -> dict[tuple[int, int, int], int]:
    """How many new fingerprints each bucket with a new one may still take."""
    return {bucket: MOST_PATTERNS - _count(connection, bucket, slot) for bucket in sorted({key[:3] for key in new})}


def _count(connection: Connection, bucket: tuple[int, int, int], slot: int) -> int:
    workspace_key, seconds, start = bucket
    found = connection.scalar(
        select(func.count())
        .select_from(ErrorRollup)
        .where(
            ErrorRollup.workspace_key == workspace_key,
            ErrorRollup.bucket_seconds == seconds,
            ErrorRollup.bucket_start == start,
            ErrorRollup.fingerprint != OTHER,
            ErrorRollup.writer_slot == slot,
        )
    )
    return found or 0


def _latest(mine: Failures, stored: Sequence[Any] | None) -> tuple[str, str]:
    """Template and id of the later of the two."""
    if stored is not None and stored[0] > mine.last_time:
        return stored[1], stored[2]
    return mine.template, mine.execution_id


@dataclass(frozen=True, slots=True)
class Span:
    """Whole hours from `start` to `end`, and as many before them, from `previous` on; of some agents or a team
    (empty: all).
    """

    previous: int
    start: int
    end: int
    agent_names: tuple[str, ...] = ()
    team_id: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One failed execution; fields as in ErrorExample."""

    execution_id: str
    agent_name: str
    error_type: str
    error_message: str
    event_time: int


async def hours(scope: Scope, session: AsyncSession, span: Span) -> list[tuple[int, str, int]]:
    """Hour, type and failures, from `previous` on, the hours by time."""
    statement = _within(
        scope, span, select(ErrorRollup.bucket_start, ErrorRollup.error_type, whole(func.sum(ErrorRollup.failures)))
    )
    statement = statement.group_by(ErrorRollup.bucket_start, ErrorRollup.error_type)
    rows = await session.execute(statement.order_by(ErrorRollup.bucket_start, ErrorRollup.error_type))
    return [(start, kind, count) for start, kind, count in rows]


async def patterns(scope: Scope, session: AsyncSession, span: Span, most: int) -> list[Pattern]:
    """The most frequent ones of the span; what is the same of several writers and hours is one."""
    own = ErrorRollup
    key = (own.agent_name, own.error_type, own.fingerprint)
    is_now = own.bucket_start >= span.start
    each = _within(
        scope,
        span,
        select(
            *key,
            own.last_time,
            own.template,
            own.last_execution_id,
            whole(func.sum(case((is_now, own.failures), else_=0)).over(partition_by=key)).label("now"),
            whole(func.sum(case((is_now, 0), else_=own.failures)).over(partition_by=key)).label("before"),
            func.row_number().over(partition_by=key, order_by=(own.last_time.desc(), own.writer_slot)).label("place"),
        ),
    ).subquery()
    latest = each.columns
    rows = await session.execute(
        select(
            latest.agent_name, latest.error_type, latest.fingerprint, latest.now, latest.before, latest.last_time,
            latest.template, latest.last_execution_id,
        )
        .where(latest.place == 1, latest.now > 0)
        .order_by(latest.now.desc(), latest.agent_name, latest.error_type, latest.fingerprint)
        .limit(most)
    )  # fmt: skip
    return [Pattern(*row) for row in rows]


async def examples(scope: Scope, session: AsyncSession, span: Span, most: int) -> list[Example]:
    """The latest execution of each of the patterns that failed last, the newest first, as far as it is still stored."""
    statement = _within(scope, span, select(ErrorRollup.last_execution_id, ErrorRollup.error_type))
    latest = statement.where(ErrorRollup.bucket_start >= span.start).order_by(ErrorRollup.last_time.desc()).limit(most)
    types = {row.last_execution_id: row.error_type for row in await session.execute(latest)}
    rows = await session.execute(
        select(Row.execution_id, Row.agent_name, Row.error_message, Row.event_time).where(
            Row.workspace_key == scope.workspace_key, Row.execution_id.in_(types)
        )
    )
    found = [Example(row.execution_id, row.agent_name, types[row.execution_id], *row[2:]) for row in rows]
    return sorted(found, key=lambda one: (-one.event_time, one.execution_id))


def _within(scope: Scope, span: Span, statement: Select[*Shape]) -> Select[*Shape]:
    found = statement.where(
        ErrorRollup.workspace_key == scope.workspace_key,
        ErrorRollup.bucket_seconds == HOUR,
        ErrorRollup.bucket_start >= span.previous,
        ErrorRollup.bucket_start < span.end,
    )
    if span.agent_names:
        found = found.where(ErrorRollup.agent_name.in_(span.agent_names))
    return found.where(ErrorRollup.team_id == span.team_id) if span.team_id else found
