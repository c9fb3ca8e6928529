"""Results in the database: each counted exactly once.

A group of results is stored, counted and stamped on its experiments in one transaction, by statements over all of them.
A result that was stored before changes nothing; with other figures it is refused. Sums belong to the writer's slot:
readers add up all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter, itemgetter
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from agenthall_server.database import Accumulate, InsertNew, slot_of
from agenthall_server.errors import AgenthallError, NotFound, RecordIdReused
from agenthall_server.optimizer.scoring import Totals, totals_of
from agenthall_server.optimizer.tables import Experiment, Result, Variant, VariantStatistics
from agenthall_server.scope import Scope

_KEYS_A_STATEMENT: Final = 400  # of two lists
_TOTALS: Final = tuple(field.name for field in fields(Totals))
_BODY: Final = ("agent_name", "variant_id", "success", "quality_micro", "duration_us", "cost_nano_usd", "error")

_COLUMNS: Final = ("workspace_key", "result_id", *_BODY, "propensity", "policy_version", "late", "receive_time")

_insert_new = InsertNew(Result.__tablename__, columns=_COLUMNS, key=("workspace_key", "result_id"))
_add_up = Accumulate(
    VariantStatistics.__tablename__,
    key=("workspace_key", "agent_name", "variant_id", "writer_slot"),
    add=_TOTALS,
)


@dataclass(frozen=True, slots=True)
class NewResult:
    """A result to record, in stored units. `result_id` is unique in the workspace."""

    scope: Scope
    result_id: str
    agent_name: str
    variant_id: str
    success: int | None
    quality_micro: int | None
    duration_us: int | None
    cost_nano_usd: int | None
    error: str
    propensity: float | None
    policy_version: int | None
    late: bool
    receive_time: int

    @property
    def totals(self) -> Totals:
        """What it adds to the statistics."""
        return totals_of(self.success, self.quality_micro, self.duration_us, self.cost_nano_usd)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The result is stored. `duplicate`: it was before; `late`: what was true the first time.

    `revision` is the one that a new result made of its experiment; 0 for a duplicate.
    """

    duplicate: bool
    late: bool
    revision: int = 0


_VariantKey = tuple[int, str, str]
_ExperimentKey = tuple[int, str]
_sums = attrgetter(*_TOTALS)
_body = attrgetter(*_BODY)
_stored_body = itemgetter(*map(_COLUMNS.index, _BODY))
_stored_late = itemgetter(_COLUMNS.index("late"))


def record_results(connection: Connection, items: Sequence[NewResult]) -> list[Recorded | AgenthallError]:
    """Stores and counts what is new; an outcome for each item."""
    known = _known_variants(connection, items)
    accepted = [item for item in items if _variant_of(item) in known]
    inserted = iter(_insert_new(connection, [_row(item) for item in accepted]) if accepted else ())
    is_new = [next(inserted) if _variant_of(item) in known else None for item in items]
    counted = [item for item, new in zip(items, is_new, strict=True) if new]
    _count(connection, counted)
    revisions = iter(_advance(connection, counted))
    repeated = [_row(item)[:2] for item, new in zip(items, is_new, strict=True) if new is False]
    stored = _insert_new.stored(connection, repeated)
    return [
        Recorded(duplicate=False, late=item.late, revision=next(revisions))
        if new
        else _not_counted(item, stored, known)
        for item, new in zip(items, is_new, strict=True)
    ]


def _not_counted(
    item: NewResult, stored: dict[tuple[Any, ...], tuple[Any, ...]], known: set[_VariantKey]
) -> Recorded | AgenthallError:
    if _variant_of(item) not in known:
        return NotFound.of("variant", f"{item.agent_name}/{item.variant_id}", "add it with AddVariant first")
    row = stored[item.scope.workspace_key, item.result_id]
    if _stored_body(row) != _body(item):
        return RecordIdReused.of("result", item.result_id.removeprefix(f"{len(item.agent_name)}:{item.agent_name}:"))
    return Recorded(duplicate=True, late=bool(_stored_late(row)))


def _count(connection: Connection, new: Sequence[NewResult]) -> None:
    sums: defaultdict[_VariantKey, Totals] = defaultdict(Totals)
    for item in new:
        sums[_variant_of(item)] += item.totals
    slot = slot_of(connection)
    _add_up(connection, [(*variant, slot, *_sums(totals)) for variant, totals in sorted(sums.items())])


def _advance(connection: Connection, new: Sequence[NewResult]) -> list[int]:
    """A revision for each result: the ones of an experiment follow each other without a gap."""
    if not new:
        return []
    counts = Counter(_variant_of(item)[:2] for item in new)
    mine = Experiment.workspace_key == bindparam("workspace"), Experiment.agent_name == bindparam("agent")
    statement = update(Experiment).where(*mine).values(revision=Experiment.revision + bindparam("results"))
    order = sorted(counts.items())  # so that two writers cannot wait for each other's rows
    connection.execute(statement, [{"workspace": one[0], "agent": one[1], "results": n} for one, n in order])
    newest = _revisions(connection, set(counts))
    revisions = []
    for item in new:
        experiment = _variant_of(item)[:2]
        counts[experiment] -= 1
        revisions.append(newest[experiment] - counts[experiment])
    return revisions


def _revisions(connection: Connection, experiments: set[_ExperimentKey]) -> dict[_ExperimentKey, int]:
    found: dict[_ExperimentKey, int] = {}
    for workspace, names in _parts(experiments):
        statement = select(Experiment.workspace_key, Experiment.agent_name, Experiment.revision).where(
            Experiment.workspace_key == workspace, Experiment.agent_name.in_([name for (name,) in names])
        )
        found |= {(row.workspace_key, row.agent_name): row.revision for row in connection.execute(statement)}
    return found


def _known_variants(connection: Connection, items: Sequence[NewResult]) -> set[_VariantKey]:
    known: set[_VariantKey] = set()
    for workspace, names in _parts({_variant_of(item) for item in items}):
        agents, variants = {name[0] for name in names}, {name[1] for name in names}
        statement = select(Variant.workspace_key, Variant.agent_name, Variant.variant_id).where(
            Variant.workspace_key == workspace, Variant.agent_name.in_(agents), Variant.variant_id.in_(variants)
        )
        known |= {(row.workspace_key, row.agent_name, row.variant_id) for row in connection.execute(statement)}
    return known


def _parts(keys: set[Any]) -> Iterator[tuple[int, list[Any]]]:
    """The keys without their workspace, by workspace, as many as a statement takes."""
    by_workspace: defaultdict[int, list[Any]] = defaultdict(list)
    for workspace, *key in keys:
        by_workspace[workspace].append(key)
    for workspace, left in by_workspace.items():
        for start in range(0, len(left), _KEYS_A_STATEMENT):
            yield workspace, left[start : start + _KEYS_A_STATEMENT]


def _variant_of(item: NewResult) -> _VariantKey:
    return item.scope.workspace_key, item.agent_name, item.variant_id


def _row(item: NewResult) -> tuple[Any, ...]:
    sure = item.propensity, item.policy_version, int(item.late), item.receive_time
    return (item.scope.workspace_key, item.result_id, *_body(item), *sure)
