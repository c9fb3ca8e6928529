"""Gauges in the database: last values and sums by bucket, written in groups, read by series."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import changes, filters
from agenthall_server.database import Accumulate, Find, slot_of
from agenthall_server.errors import InvalidStateTransition, ValidationFailed
from agenthall_server.observability import gauge_sums
from agenthall_server.observability.alert_rules import GaugeKey
from agenthall_server.observability.gauge_sums import Point, Sample, Series
from agenthall_server.observability.series import MOST_POINTS, Range
from agenthall_server.observability.store_selection import whole
from agenthall_server.observability.tables_gauges import Gauge, GaugeRollup
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

MOST_SERIES = 10_000
GAUGES = "gauges"
"""Topic of the revision that every new value raises."""

LISTING = Listing(
    fields={
        "source": filters.text(Gauge.source),
        "name": filters.text(Gauge.name),
        "value": filters.number(Gauge.value),
        "time": filters.time(Gauge.time),
    },
    orders={"name": Gauge.name, "source": Gauge.source, "time": Gauge.time},
    default_order="name",
    tie=Gauge.series,
)

_SERIES = ("workspace_key", "series")
_find = Find("gauges", key=_SERIES, columns=("time",))
_put = Accumulate("gauges", key=_SERIES, add=(), maximum=("time",), replaced=("source", "name", "labels", "value"))
_accumulate = Accumulate(
    "gauge_rollups",
    key=(*_SERIES, "bucket_seconds", "bucket_start", "writer_slot"),
    add=("sample_count", "value_sum"),
    minimum=("value_min",),
    maximum=("value_max",),
    floating=("value_sum",),
)


def record(connection: Connection, items: Sequence[Sample]) -> list[bool | Exception]:
    """Stores what is newer than the last value of its series. For each: True for what is not, or the error of a new
    series that finds no room. Looks before it writes, so servers take turns.
    """
    keys = {item[:2] for item in items}
    last: dict[Series, int] = {(key[0], key[1]): time for key, (time,) in _find(connection, keys).items()}
    without_room = _without_room(connection, sorted(keys - last.keys()))
    fitting = [item for item in items if item[:2] not in without_room]
    newer = gauge_sums.newer(fitting, last)
    counted = [item for item, is_newer in zip(fitting, newer, strict=True) if is_newer]
    _put(connection, [tuple(one) for _, one in sorted(gauge_sums.latest(counted).items())])
    slot = slot_of(connection)
    _accumulate(connection, [(*key, slot, *sums) for key, sums in sorted(gauge_sums.add_up(counted).items())])
    changes.advance_each(connection, (one.workspace_key for one in counted), GAUGES)
    outcomes = iter(newer)
    return [_refusal() if item[:2] in without_room else not next(outcomes) for item in items]


def _without_room(connection: Connection, new: Sequence[Series]) -> set[Series]:
    """The new series that are too many for their workspace."""
    room = {key: MOST_SERIES - _count(connection, key) for key in {workspace_key for workspace_key, _ in new}}
    found, seen = set(), Counter[int]()
    for series in new:
        seen[series[0]] += 1
        if seen[series[0]] > room[series[0]]:
            found.add(series)
    return found


def _count(connection: Connection, workspace_key: int) -> int:
    statement = select(func.count()).select_from(Gauge).where(Gauge.workspace_key == workspace_key)
    return connection.execute(statement).scalar_one()


def _refusal() -> InvalidStateTransition:
    told = f"has {MOST_SERIES:,} series of gauges; use fewer labels, or wait until old ones are forgotten"
    return InvalidStateTransition.of("workspace", "of the caller", told)


async def list_gauges(scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest) -> tuple[list[Gauge], str]:
    """One page of the workspace's gauges."""
    mine = select(Gauge).where(Gauge.workspace_key == scope.workspace_key)
    return await pager.rows(scope, session, mine, LISTING, page)


async def last_values(
    scope: Scope, session: AsyncSession, now: int, wanted: Collection[GaugeKey]
) -> dict[GaugeKey, list[float]]:
    """The last value of each series of these names, where it is young enough."""
    found: dict[GaugeKey, list[float]] = {}
    names = {name for name, _ in wanted}
    if not names:
        return found
    mine = Gauge.workspace_key == scope.workspace_key, Gauge.name.in_(names)
    for row in (await session.execute(select(Gauge.name, Gauge.time, Gauge.value).where(*mine))).all():
        for name, age in wanted:
            if name == row.name and row.time >= now - age:
                found.setdefault((name, age), []).append(row.value)
    return found


async def history(
    scope: Scope, session: AsyncSession, name: str, source: str, within: Range
) -> list[tuple[Gauge, list[Point]]]:
    """The buckets of each series of the name, by source and labels. Raises ValidationFailed for too many."""
    wanted = [Gauge.workspace_key == scope.workspace_key, Gauge.name == name]
    if source:
        wanted.append(Gauge.source == source)
    points = await _points(scope, session, wanted, within)
    series = await session.scalars(select(Gauge).where(*wanted))
    ranked = sorted(series, key=lambda one: (one.source, sorted(one.labels.items())))
    return [(one, points[one.series]) for one in ranked if one.series in points]


async def _points(
    scope: Scope, session: AsyncSession, wanted: Sequence[ColumnElement[bool]], within: Range
) -> dict[str, list[Point]]:
    row = GaugeRollup
    extremes = func.min(row.value_min), func.max(row.value_max)
    sums = func.sum(row.value_sum), whole(func.sum(row.sample_count))
    statement = (
        select(row.series, row.bucket_start, *extremes, *sums)
        .where(
            row.workspace_key == scope.workspace_key,
            row.series.in_(select(Gauge.series).where(*wanted)),
            row.bucket_seconds == within.level,
            row.bucket_start >= within.start,
            row.bucket_start < within.end,
        )
        .group_by(row.series, row.bucket_start)
        .order_by(row.series, row.bucket_start)
        .limit(MOST_POINTS + 1)
    )
    rows = (await session.execute(statement)).all()
    if len(rows) > MOST_POINTS:
        told = f"more than {MOST_POINTS:,} points lie in this range: shorten it, take a larger step, or name a source"
        raise ValidationFailed.of("name", told)
    return await asyncio.to_thread(_by_series, rows)


def _by_series(rows: Iterable[Sequence[Any]]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for series, start, least, most, total, samples in rows:
        mean = min(most, max(least, total / samples))  # a sum of floats may be a little off
        found.setdefault(series, []).append(Point(start, least, most, mean, samples))
    return found
