"""Buckets of a range, in the database: the rollups of one level together with what waits to be folded into them.

Executions are never read. What is read row by row, groups and sketches, is bounded: above `_MOST_ROWS` rows of
aggregates it is refused before it begins. Without either the database adds up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import sketch
from agenthall_server.clock import SECOND_US
from agenthall_server.errors import ValidationFailed
from agenthall_server.observability import rollup, store_selection
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.rollup import ALL_TIME, VALUES
from agenthall_server.observability.series import Bucket, Range
from agenthall_server.observability.store_selection import Window
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

    def given(self) -> dict[str, Any]:
        """The parameters that its conditions need, but the workspace's."""
        return Window(agent_names=self.agent_names, team_id=self.team_id, model=self.model).given()


class _Statements(NamedTuple):
    """`rows` counts what `sums` and `sketches` read, up to one more than may be read row by row."""

    rows: Select[Any]
    sums: Select[Any]
    sketches: CompoundSelect[Any]


async def buckets(
    scope: Scope, session: AsyncSession, within: Range, selection: Selection, *, sketches: bool = False
) -> list[Bucket]:
    """What the range holds, in no order. Raises ValidationFailed where that is more than can be read."""
    given = selection.given()
    asked = _statements(within.level, frozenset(given), selection.group_by)
    parameters = {**given, "workspace_key": scope.workspace_key, "start": within.start, "end": within.end}
    if sketches or selection.group_by:
        _refuse_too_much((await session.execute(asked.rows, parameters)).one())
    rows = (await session.execute(asked.sums, parameters)).all()
    stored: Sequence[Sequence[Any]] = ()
    if sketches:
        stored = (await session.execute(asked.sketches, parameters)).all()
    return await asyncio.to_thread(_buckets, rows, stored)


@cache
def _statements(level: int, given: frozenset[str], group_by: str) -> _Statements:
    """Made once for a level, a grouping and the filters that are given: to make them takes longer than to ask."""
    parts = _parts(level, given, group_by)
    some = [part.with_only_columns(literal(1)).limit(_MOST_ROWS + 1).subquery() for part in parts]
    counts = [select(func.count()).select_from(rows).scalar_subquery() for rows in some]
    stored = [part.with_only_columns(*(part.selected_columns[name] for name in (*_KEYS, "sketches"))) for part in parts]
    return _Statements(select(*counts), added_up(parts, _KEYS), union_all(*stored))


def _parts(level: int, given: frozenset[str], group_by: str) -> list[Select[Any]]:
    """The rollups and the deltas."""
    step, waiting, folded = level * SECOND_US, ExecutionDelta.__table__.c, ExecutionRollup.__table__.c
    start = waiting.bucket_start - waiting.bucket_start % step if step else literal(0)
    return [
        _values(folded, folded.bucket_start, group_by).where(
            folded.bucket_seconds == level, *_lies_within(folded), *store_selection.conditions(folded, given)
        ),
        _values(waiting, start, group_by).where(
            *(_lies_within(waiting) if step else ()), *store_selection.conditions(waiting, given)
        ),
    ]


def _values(columns: Any, start: ColumnElement[int], group_by: str) -> Select[Any]:
    grouped = columns[group_by] if group_by else literal("")
    values = (columns[name] for name in (*VALUES, "sketches"))
    return select(start.label("start"), grouped.label("grouped"), *values)


def _lies_within(columns: Any) -> Iterator[ColumnElement[bool]]:
    yield columns.bucket_start >= store_selection.instant("start")
    yield columns.bucket_start < store_selection.instant("end")


def _refuse_too_much(rows: Iterable[int]) -> None:
    if max(rows) > _MOST_ROWS:
        raise ValidationFailed.of(
            "agent_names",
            f"more than {_MOST_ROWS:,} sums of agents, models and teams lie in this range: name fewer agents or a "
            "team, shorten the range, or take a larger step",
        )


def _buckets(rows: Iterable[Row[Any]], stored: Iterable[Sequence[Any]]) -> list[Bucket]:
    merged = sketch.merged(((start, group), part) for start, group, part in stored)
    return [_bucket(whole(row, len(_KEYS)), merged.get((row.start, row.grouped), {})) for row in rows]


def _bucket(values: Sequence[Any], sketches: dict[int, int]) -> Bucket:
    start, *rest = values
    durations = {at: count for at, count in sketches.items() if at < rollup.TOKENS}
    return Bucket(start, AgentSums(*rest, *rollup.percentiles_ms(durations)), sketches)
