"""`agenthall doctor --recount`: whether what is kept as sums is what the rows add up to, by the rules of the server.

Neither database notices a value that was changed behind its back as long as it is a possible value. A changed
measurement shows here, in sums; a changed manifest in its digest; a changed audit event in its chain (audit.py).
Known limit: free text of executions, builds and reviews is in no sum, so a changed letter there goes unnoticed.

Rows and sums are read side by side in the same order, so memory holds the sums of one agent or team at a time; those
of variants and votes, of which there are few, are held all at once.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from operator import add, attrgetter
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, case, func, literal, select, true, union_all
from sqlalchemy.exc import DatabaseError

from agenthall_server import sketch
from agenthall_server.database import DamagedValue, is_damaged, whole
from agenthall_server.marketplace.canonical import digest
from agenthall_server.marketplace.tables import AGENT_TEXT, HALF_STARS, Agent, AgentVersion, Installer, Rating
from agenthall_server.memory import rollup as builds
from agenthall_server.memory.tables import BUILD_TEXT, Build, BuildRollup
from agenthall_server.migrations.schema import metadata
from agenthall_server.observability import error_sums, store_retention
from agenthall_server.observability import rollup as executions
from agenthall_server.observability.cardinality import AGENT, MODEL, OTHER, TEAM
from agenthall_server.observability.executions import FAILED
from agenthall_server.observability.tables import ErrorRollup, Execution, ExecutionDelta, ExecutionRollup
from agenthall_server.optimizer.scoring import Totals, totals_of
from agenthall_server.optimizer.tables import Result, VariantStatistics

_ROWS_A_CHUNK = 1000
_SHOWN = 3
_LARGEST = 2**63 - 1
_TOTALS = tuple(field.name for field in fields(Totals))
_VERIFIED = ("verified_count", "verified_sum", "verified_squares")
_BUCKET = 6
_VOTES = tuple(f"votes_{half_stars}" for half_stars in HALF_STARS)

Sums = dict[tuple[Any, ...], Sequence[Any]]
"""Values by key."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many sums of a kind were compared, and which differ: the first few, in words."""

    what: str
    rows: int
    sums: int
    wrong: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of rows, and the table that keeps their sums.

    `stored` selects the columns `key` and then the values. Both statements come in the order of their first `grouped`
    columns. `merge` makes one of the rows of several writers; without it all values are added.
    """

    what: str
    rows: Select[*tuple[Any, ...]] | CompoundSelect[Any]
    add_up: Callable[[Iterable[Any]], Sums]
    stored: Select[*tuple[Any, ...]]
    key: int
    grouped: int = 0
    merge: Callable[[Iterable[Any]], Sums] | None = None


def kinds(connection: Connection) -> tuple[_Kind, ...]:
    """Everything that is kept as sums, as far as its rows are still kept."""
    horizons = store_retention.horizons(connection)
    return _executions(horizons), _failures(horizons), _builds(), _results(), _votes(), _installers()


def row_count(connection: Connection) -> int:
    """How many rows a recount reads."""
    counts = (select(func.count()).select_from(kind.rows.subquery()) for kind in kinds(connection))
    return sum(connection.scalar(count) or 0 for count in counts)


def recount(connection: Connection, kind: _Kind, advance: Callable[[int], None]) -> Verdict:
    """Reads all rows of the kind; `advance` is told how many, again and again."""
    streamed = connection.execution_options(yield_per=_ROWS_A_CHUNK)
    sums = wrong = 0
    examples: list[str] = []
    names = kind.stored.selected_columns.keys()
    counter = _Counter(advance)
    for counted, stored in _side_by_side(streamed, kind, counter):
        for key in sorted(counted.keys() | stored.keys()):
            sums += 1
            difference = _difference(names[kind.key :], stored.get(key), counted.get(key))
            if difference:
                wrong += 1
                where = ", ".join(f"{name} {value}" for name, value in zip(names, key, strict=False))
                examples += [f"{where}: {difference}"][: _SHOWN - len(examples)]
    advance(counter.rows % _ROWS_A_CHUNK)
    return Verdict(kind.what, counter.rows, sums, wrong, tuple(examples))


def changed_manifests(connection: Connection) -> list[str]:
    """The published versions whose manifest is not the one that was published."""
    statement = (
        select(Agent.agent, AgentVersion.version, AgentVersion.digest, AgentVersion.canonical)
        .join(Agent, Agent.agent_key == AgentVersion.agent_key)
        .execution_options(yield_per=100)
    )
    return [
        f"{row.agent} {row.version}" for row in connection.execute(statement) if digest(row.canonical) != row.digest
    ]


def unreadable(connection: Connection) -> list[str]:
    """Tables with a value that is not what its column holds: another type, text that is no UTF-8, JSON that is none."""
    found = []
    for table in metadata.sorted_tables:
        if whole.has_foreign_types(connection, table):
            found.append(table.name)
            continue
        try:
            with connection.execute(select(table), execution_options={"yield_per": _ROWS_A_CHUNK}) as rows:
                for _ in rows.partitions():
                    pass
        except (DatabaseError, DamagedValue) as error:
            if not is_damaged(error):
                raise
            found.append(table.name)
    return found


def unindexed(connection: Connection) -> list[str]:
    """Full-text indexes that do not have one document a row."""
    found = []
    for index, key in ((AGENT_TEXT, Agent.agent_key), (BUILD_TEXT, Build.build_key)):
        rows = connection.scalar(select(func.count(key)))
        documents = whole.count(connection, index.name)
        if rows != documents:
            found.append(f"{index.name} has {documents} documents for {rows} rows")
    return found


class _Counter:
    """Counts rows as they pass."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        self.rows = 0
        self._advance = advance

    def passing(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            self.rows += 1
            if self.rows % _ROWS_A_CHUNK == 0:
                self._advance(_ROWS_A_CHUNK)
            yield row


def _side_by_side(connection: Connection, kind: _Kind, counter: _Counter) -> Iterator[tuple[Sums, Sums]]:
    """What is counted and what is stored, group by group; a group that only one side has is empty on the other."""

    def group(row: Any) -> tuple[Any, ...]:
        return tuple(row[: kind.grouped])

    counted = groupby(counter.passing(connection.execute(kind.rows)), group)
    stored = groupby(connection.execute(kind.stored), group)
    left, right = next(counted, None), next(stored, None)
    while left or right:
        first = min(side[0] for side in (left, right) if side)
        mine: Sums = {}
        kept: Sums = {}
        if left and left[0] == first:
            mine = kind.add_up(left[1])
            left = next(counted, None)
        if right and right[0] == first:
            kept = _merged(kind, right[1])
            right = next(stored, None)
        yield mine, kept


def _merged(kind: _Kind, rows: Iterable[Any]) -> Sums:
    if kind.merge is not None:
        return kind.merge(rows)
    found: Sums = {}
    for row in rows:
        key, values = tuple(row[: kind.key]), list(row[kind.key :])
        found[key] = list(map(add, found[key], values)) if key in found else values
    return found


def _difference(names: Sequence[str], stored: Sequence[Any] | None, counted: Sequence[Any] | None) -> str:
    """Which values differ; nothing stored is the same as zeros."""
    nothing = [0] * len(names)
    return "; ".join(
        f"{name} differ" if dict in {type(one), type(other)} else f"{name} is {one}, the rows say {other}"
        for name, one, other in zip(names, stored or nothing, counted or nothing, strict=True)
        if not _same(one, other)
    )


def _same(one: Any, other: Any) -> bool:
    """Integers end at 2^63 - 1, see Accumulate; floats depend on the order in which they were added."""
    if dict in {type(one), type(other)}:
        return bool((one or {}) == (other or {}))
    if float in {type(one), type(other)}:
        return math.isclose(one, other, rel_tol=1e-9)
    return bool(min(one, _LARGEST) == min(other, _LARGEST))


def _executions(horizons: Mapping[tuple[int, str], int]) -> _Kind:
    """On all levels; what was folded and what waits to be count together. Only buckets of which all rows are kept."""

    def add_up(rows: Iterable[Any]) -> Sums:
        found = executions.spread(executions.add_up_parts(rows).items())
        return {
            (workspace, agent, seconds, start, model, team): values
            for (workspace, seconds, start, agent, model, team), values in found.items()
            if store_retention.is_whole(horizons, workspace, seconds, start)
        }

    def merged(rows: Iterable[Any]) -> Sums:
        found: Sums = {}
        for row in rows:
            if store_retention.is_whole(horizons, row.workspace_key, row.bucket_seconds, row.bucket_start):
                key, values = tuple(row[:_BUCKET]), [*row[_BUCKET:-1], sketch.decode(row[-1])]
                found[key] = executions.combined(found[key], values) if key in found else values
        return found

    folded = select(*_bucket(ExecutionRollup, ExecutionRollup.bucket_seconds, ExecutionRollup.bucket_start))
    waiting = [
        select(*_bucket(ExecutionDelta, literal(seconds), _start(ExecutionDelta.bucket_start, seconds)))
        for seconds in executions.LEVELS
    ]
    stored = union_all(folded, *waiting).subquery()
    return _Kind(
        "executions",
        _counted(*(getattr(Execution, name) for name in executions.PARTS[4:])),
        add_up,
        select(stored).order_by(stored.columns.workspace_key, stored.columns.agent_name),
        key=_BUCKET,
        grouped=2,
        merge=merged,
    )


def _failures(horizons: Mapping[tuple[int, str], int]) -> _Kind:
    """By type only: which fingerprints found room depends on the order in which they came. Only whole buckets."""

    def add_up(rows: Iterable[Any]) -> Sums:
        found: defaultdict[tuple[Any, ...], int] = defaultdict(int)
        for workspace, agent, _model, team, at, given, message in rows:
            kind = error_sums.error_type(given, message)
            for seconds in error_sums.LEVELS:
                start = executions.bucket_start(at, seconds)
                if store_retention.is_whole(horizons, workspace, seconds, start):
                    found[workspace, agent, seconds, start, team, kind] += 1
        return {key: (count,) for key, count in found.items()}

    def merged(rows: Iterable[Any]) -> Sums:
        found: defaultdict[tuple[Any, ...], int] = defaultdict(int)
        for *bucket, failures in rows:
            workspace, _, seconds, start, *_ = bucket
            if store_retention.is_whole(horizons, workspace, seconds, start):
                found[tuple(bucket)] += failures
        return {key: (count,) for key, count in found.items()}

    sums = ErrorRollup
    key = (sums.workspace_key, sums.agent_name, sums.bucket_seconds, sums.bucket_start, sums.team_id, sums.error_type)
    measured = (Execution.event_time, Execution.error_type, Execution.error_message)
    return _Kind(
        "failures",
        _counted(*measured, among=Execution.outcome == FAILED),
        add_up,
        select(*key, sums.failures).order_by(sums.workspace_key, sums.agent_name),
        key=len(key),
        grouped=2,
        merge=merged,
    )


def _counted(*measured: Any, among: ColumnElement[bool] | None = None) -> CompoundSelect[Any]:
    """Workspace, and the agent, model and team under which executions count (cardinality.py), then what was measured,
    in the order of the first two. As two statements, so that the index gives the order of the first.
    """
    model, team = (_own(name, bit) for name, bit in ((Execution.model, MODEL), (Execution.team_id, TEAM)))
    overflow = func.coalesce(Execution.overflow, 0).op("&")(AGENT)
    parts = [
        select(
            Execution.workspace_key, agent.label("agent_name"), model.label("model"), team.label("team"), *measured
        ).where(overflow == bit, true() if among is None else among)
        for agent, bit in ((Execution.agent_name, 0), (literal(OTHER), AGENT))
    ]
    found = union_all(*parts)
    return found.order_by(found.selected_columns.workspace_key, found.selected_columns.agent_name)


def _own(name: Any, bit: int) -> ColumnElement[str]:
    return case((func.coalesce(Execution.overflow, 0).op("&")(bit) != 0, OTHER), else_=name)


def _bucket(table: Any, seconds: Any, start: Any) -> list[Any]:
    """The key of a bucket in the order of _side_by_side, then its values."""
    names = (*executions.VALUES, "sketches")
    key = (table.workspace_key, table.agent_name, seconds.label("bucket_seconds"), start.label("bucket_start"))
    return [*key, table.model, table.team_id, *(getattr(table, name) for name in names)]


def _start(minute: Any, seconds: int) -> ColumnElement[int]:
    """As rollup.bucket_start, in SQL."""
    return minute - minute % (seconds * 1_000_000) if seconds else literal(0)


def _builds() -> _Kind:
    sums = BuildRollup
    key = (sums.workspace_key, sums.team_id, sums.bucket_seconds, sums.bucket_start, sums.workflow)
    names = [field.name for field in fields(builds.Sums)]
    bucket = attrgetter(*(column.key for column in key))

    def add_up(rows: Iterable[Any]) -> Sums:
        return {bucket(one): attrgetter(*names)(counted) for one, counted in builds.sums_of(rows).items()}

    measured = (Build.workflow, Build.success, Build.quality_score, Build.finish_time)
    return _Kind(
        "builds",
        select(Build.workspace_key, Build.team_id, *measured).order_by(Build.workspace_key, Build.team_id),
        add_up,
        select(*key, *(getattr(sums, name) for name in names)).order_by(sums.workspace_key, sums.team_id),
        key=len(key),
        grouped=2,
    )


def _results() -> _Kind:
    sums = VariantStatistics

    def add_up(rows: Iterable[Any]) -> Sums:
        found: defaultdict[tuple[Any, ...], Totals] = defaultdict(Totals)
        for workspace, agent, variant, *parts in rows:
            found[workspace, agent, variant] += totals_of(*parts)
        return {key: attrgetter(*_TOTALS)(totals) for key, totals in found.items()}

    measured = (Result.success, Result.quality_micro, Result.duration_us, Result.cost_nano_usd)
    return _Kind(
        "results",
        select(Result.workspace_key, Result.agent_name, Result.variant_id, *measured),
        add_up,
        select(sums.workspace_key, sums.agent_name, sums.variant_id, *(getattr(sums, name) for name in _TOTALS)),
        key=3,
    )


def _votes() -> _Kind:
    names = ("rating_count", "rating_sum", *_VERIFIED, *_VOTES)

    def add_up(rows: Iterable[Any]) -> Sums:
        found: dict[tuple[Any, ...], list[float]] = {}
        for agent_key, half_stars, verified in rows:
            votes = [int(half_stars == one) for one in HALF_STARS]
            one = [1, half_stars, int(verified), verified * half_stars, verified * half_stars**2, *votes]
            found[agent_key,] = list(map(add, found.get((agent_key,), [0] * len(names)), one))
        return dict(found)

    return _Kind(
        "votes",
        select(Rating.agent_key, Rating.half_stars, Rating.verified),
        add_up,
        select(Agent.agent_key, *(getattr(Agent, name) for name in names)),
        key=1,
    )


def _installers() -> _Kind:
    def add_up(rows: Iterable[Any]) -> Sums:
        found: defaultdict[tuple[Any, ...], list[float]] = defaultdict(lambda: [0])
        for (agent_key,) in rows:
            found[agent_key,][0] += 1
        return dict(found)

    return _Kind(
        "installers",
        select(Installer.agent_key),
        add_up,
        select(Agent.agent_key, Agent.unique_installer_count),
        key=1,
    )
