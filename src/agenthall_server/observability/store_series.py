"""Buckets of a range, in the database: the rollups of one level together with what waits to be folded into them.

Executions are never read. What is read row by row, groups and sketches, is bounded: above `_MOST_ROWS` rows of
aggregates it is refused before it begins. Without either the database adds up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, SQLColumnExpression, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import sketch
from agenthall_server.errors import ValidationFailed
from agenthall_server.observability import rollup
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.rollup import ALL_TIME, VALUES
from agenthall_server.observability.series import Bucket, Range
from agenthall_server.observability.store_sums import added_up, whole
from agenthall_server.observability.tables import ExecutionDelta, ExecutionRollup
from agenthall_server.scope import Scope

ALL_OF_TIME = Range(ALL_TIME, 0, 1)
"""One bucket that holds everything."""
_MOST_ROWS = 100_000
"""A tenth of a second's reading where sketches are wanted."""
_KEYS = ("start", "grouped")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which executions, and what they are grouped by: `agent_name`, `model`, `team_id` or nothing."""

    agent_names: tuple[str, ...] = ()
    team_id: str = ""
    model: str = ""
    group_by: str = ""


async def buckets(
    scope: Scope, session: AsyncSession, within: Range, selection: Selection, *, sketches: bool = False
) -> list[Bucket]:
    """What the range holds, in no order. Raises ValidationFailed where that is more than can be read."""
    parts = _parts(scope, within, selection)
    if sketches or selection.group_by:
        await _refuse_too_much(session, parts)
    rows = (await session.execute(added_up(parts, _KEYS))).all()
    stored: Sequence[Sequence[Any]] = ()
    if sketches:
        stored = (await session.execute(union_all(*map(_sketches, parts)))).all()
    return await asyncio.to_thread(_buckets, rows, stored)


def _parts(scope: Scope, within: Range, selection: Selection) -> list[Select[Any]]:
    delta, folded = ExecutionDelta, ExecutionRollup
    step = within.step_us
    start = delta.bucket_start - delta.bucket_start % step if step else literal(0)
    waiting = [delta.workspace_key == scope.workspace_key]
    if step:
        waiting += [delta.bucket_start >= within.start, delta.bucket_start < within.end]
    return [
        _values(folded, folded.bucket_start, selection).where(
            folded.workspace_key == scope.workspace_key,
            folded.bucket_seconds == within.level,
            folded.bucket_start >= within.start,
            folded.bucket_start < within.end,
        ),
        _values(delta, start, selection).where(*waiting),
    ]


def _values(
    table: type[ExecutionDelta | ExecutionRollup], start: SQLColumnExpression[int], selection: Selection
) -> Select[Any]:
    grouped = getattr(table, selection.group_by) if selection.group_by else literal("")
    columns = (getattr(table, name) for name in (*VALUES, "sketches"))
    statement = select(start.label("start"), grouped.label("grouped"), *columns)
    if selection.agent_names:
        statement = statement.where(table.agent_name.in_(selection.agent_names))
    if selection.team_id:
        statement = statement.where(table.team_id == selection.team_id)
    if selection.model:
        statement = statement.where(table.model == selection.model)
    return statement


async def _refuse_too_much(session: AsyncSession, parts: Iterable[Select[Any]]) -> None:
    for part in parts:
        some = part.with_only_columns(literal(1)).limit(_MOST_ROWS + 1).subquery()
        if (await session.scalar(select(func.count()).select_from(some)) or 0) > _MOST_ROWS:
            raise ValidationFailed.of(
                "agent_names",
                f"more than {_MOST_ROWS:,} sums of agents, models and teams lie in this range: name fewer agents or a "
                "team, shorten the range, or take a larger step",
            )


def _sketches(part: Select[Any]) -> Select[Any]:
    columns = part.selected_columns
    return part.with_only_columns(columns["start"], columns["grouped"], columns["sketches"])


def _buckets(rows: Iterable[Row[Any]], stored: Iterable[Sequence[Any]]) -> list[Bucket]:
    merged = sketch.merged(((start, group), part) for start, group, part in stored)
    return [_bucket(whole(row, len(_KEYS)), merged.get((row.start, row.grouped), {})) for row in rows]


def _bucket(values: Sequence[Any], sketches: dict[int, int]) -> Bucket:
    start, *rest = values
    durations = {at: count for at, count in sketches.items() if at < rollup.TOKENS}
    return Bucket(start, AgentSums(*rest, *rollup.percentiles_ms(durations)), sketches)
