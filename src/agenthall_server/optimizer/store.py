"""Experiments and variants in the database; results are in store_results.py.

Reads take the rows of every writer slot and add them up here: their cost grows with the number of variants, never with
the number of results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.database import slot_of, values_of
from agenthall_server.edits import changes
from agenthall_server.errors import (
    AgenthallError,
    EtagMismatch,
    NotFound,
    RecordIdReused,
    VariantLimitReached,
    Violation,
)
from agenthall_server.filters import text, time
from agenthall_server.optimizer.scoring import Standing, Totals
from agenthall_server.optimizer.selection import NO_POLICY, Arm, Policy, make_policy
from agenthall_server.optimizer.tables import Experiment, Variant, VariantStatistics
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

LISTING: Final = Listing(
    fields={
        "agent_name": text(Variant.agent_name),
        "variant_id": text(Variant.variant_id),
        "create_time": time(Variant.create_time),
    },
    orders={"create_time": Variant.create_time, "agent_name": Variant.agent_name},
    default_order="create_time",
    tie=Variant.variant_key,
)
_SALT_BYTES: Final = 16
_MAX_VARIANTS: Final = 200
_KEYS_A_STATEMENT: Final = 400  # two parameters each
_SUMS: Final = tuple(getattr(VariantStatistics, field.name) for field in fields(Totals))
_OF_VARIANT: Final = and_(
    VariantStatistics.workspace_key == Variant.workspace_key,
    VariantStatistics.agent_name == Variant.agent_name,
    VariantStatistics.variant_id == Variant.variant_id,
)
_OF_EXPERIMENT: Final = and_(
    Experiment.workspace_key == Variant.workspace_key, Experiment.agent_name == Variant.agent_name
)

Name = tuple[str, str]
"""An agent and the id of its variant."""
BestPrompt = tuple[str, Standing, str]
"""An agent, its best variant and the prompt of that."""


async def load_policy(scope: Scope, connection: AsyncConnection, agent_name: str) -> Policy:
    """How the agent's variants are chosen now."""
    statement = (
        _standings(scope)
        .add_columns(Variant.prompt, Experiment.salt, Experiment.revision)
        .join(Experiment, _OF_EXPERIMENT)
        .where(Variant.agent_name == agent_name, Variant.retired.is_(False))
    )
    rows = (await connection.execute(statement)).all()
    if not rows:
        return NO_POLICY
    prompts = {row.variant_id: row.prompt for row in rows}
    arms = [Arm(prompts[standing.variant_id], standing) for standing in by_agent(rows)[agent_name]]
    return make_policy(agent_name, bytes.fromhex(rows[0].salt), rows[0].revision, arms)


async def list_variants(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest, agent_name: str
) -> tuple[list[tuple[Variant, Totals]], str]:
    """One page of the agent's variants, or of all agents' where `agent_name` is empty."""
    statement = select(Variant).where(Variant.workspace_key == scope.workspace_key)
    if agent_name:
        statement = statement.where(Variant.agent_name == agent_name)
    variants, token = await pager.rows(scope, session, statement, LISTING, page)
    totals = await _totals(scope, session, [(variant.agent_name, variant.variant_id) for variant in variants])
    return [(one, totals.get((one.agent_name, one.variant_id), Totals())) for one in variants], token


async def read_variant(scope: Scope, session: AsyncSession, agent_name: str, variant_id: str) -> Variant:
    """The stored variant, which exists: nothing removes variants."""
    return await session.get_one(Variant, (scope.workspace_key, agent_name, variant_id))


async def read_standings(scope: Scope, session: AsyncSession, agent_name: str) -> list[Standing]:
    """The agent's variants in the order of their addition; empty for an unknown agent."""
    rows = (await session.execute(_standings(scope).where(Variant.agent_name == agent_name))).all()
    return by_agent(rows).get(agent_name, [])


async def read_fleet(scope: Scope, session: AsyncSession) -> list[Row[Any]]:
    """Every variant of the workspace, for `by_agent`."""
    return list((await session.execute(_standings(scope))).all())


async def list_prompts(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest, leaders: Mapping[str, Standing]
) -> tuple[list[BestPrompt], str]:
    """One page of the agents' best variants with their prompts, by agent name."""

    async def read(part: Sequence[Name]) -> list[BestPrompt]:
        named = tuple_(Variant.agent_name, Variant.variant_id).in_(part)
        statement = select(Variant.agent_name, Variant.prompt)
        rows = await session.execute(statement.where(Variant.workspace_key == scope.workspace_key, named))
        prompts = {row.agent_name: row.prompt for row in rows}
        return [(agent, leaders[agent], prompts[agent]) for agent, _ in part]

    names = sorted((agent, leader.variant_id) for agent, leader in leaders.items())
    return await pager.read_slice(scope, names, lambda name: name[:1], page, read)


def _standings(scope: Scope) -> Select[Any]:
    """A row for each variant and writer slot; sums are None where the variant has no result."""
    return (
        select(Variant.agent_name, Variant.variant_id, Variant.ordinal, Variant.retired, *_SUMS)
        .outerjoin(VariantStatistics, _OF_VARIANT)
        .where(Variant.workspace_key == scope.workspace_key)
        .order_by(Variant.agent_name, Variant.ordinal)
    )


def by_agent(rows: Iterable[Row[Any]]) -> dict[str, list[Standing]]:
    """By agent its variants in the order of their addition. A whole fleet takes time: call it off the event loop."""
    found: dict[str, list[Standing]] = {}
    for (agent_name, variant_id, ordinal, retired), slots in groupby(rows, key=lambda row: row[:4]):
        totals = _merged(row[4 : 4 + len(_SUMS)] for row in slots)
        found.setdefault(agent_name, []).append(Standing(variant_id, ordinal, totals, retired))
    return found


def _merged(slots: Iterable[Sequence[Any]]) -> Totals:
    return sum((Totals(*sums) for sums in slots if sums[0] is not None), Totals())


async def _totals(scope: Scope, session: AsyncSession, names: list[Name]) -> dict[Name, Totals]:
    totals: dict[Name, Totals] = {}
    for part in _parts(names):
        named = tuple_(VariantStatistics.agent_name, VariantStatistics.variant_id).in_(part)
        statement = select(VariantStatistics.agent_name, VariantStatistics.variant_id, *_SUMS)
        rows = await session.execute(statement.where(VariantStatistics.workspace_key == scope.workspace_key, named))
        for agent_name, variant_id, *sums in rows:
            name = agent_name, variant_id
            totals[name] = totals.get(name, Totals()) + Totals(*sums)
    return totals


def _parts(names: list[Name]) -> Iterator[list[Name]]:
    for start in range(0, len(names), _KEYS_A_STATEMENT):
        yield names[start : start + _KEYS_A_STATEMENT]


@dataclass(frozen=True, slots=True)
class NewVariant:
    """A variant to add."""

    scope: Scope
    agent_name: str
    variant_id: str
    prompt: str


@dataclass(frozen=True, slots=True)
class StoredVariant:
    """The variant as stored, and what its results add up to."""

    variant: Variant
    totals: Totals


@dataclass(frozen=True, slots=True)
class VariantChange:
    """What to change of a variant; `wanted`: new values by column."""

    scope: Scope
    agent_name: str
    variant_id: str
    wanted: Mapping[str, Any]
    etag: str


def update_variants(
    clock: Clock, connection: Connection, items: Sequence[VariantChange]
) -> list[StoredVariant | AgenthallError]:
    """Changes what differs. An outcome may be NotFound or EtagMismatch."""
    return [_update_variant(clock, connection, item) for item in items]


def _update_variant(clock: Clock, connection: Connection, change: VariantChange) -> StoredVariant | AgenthallError:
    stored, name = _stored_variant(connection, change), f"{change.agent_name}/{change.variant_id}"
    if stored is None:
        return NotFound.of("variant", name, "ListVariants shows what there is")
    try:
        changed = changes(stored, change.wanted, etag=change.etag, resource_type="variant", resource_name=name)
    except EtagMismatch as error:
        return error
    if changed:
        _advance(connection, change)
        connection.execute(update(Variant).where(*_own_variant(change)).values(**changed))
        audit.record(change.scope, connection, clock, "optimizer.variants.update", name, **changed)
    return StoredVariant(_stored_variant(connection, change) or stored, _stored_totals(connection, change))


def add_variants(
    clock: Clock, connection: Connection, items: Sequence[NewVariant]
) -> list[StoredVariant | AgenthallError]:
    """Adds each variant whose id is new, while its agent has room; the experiment begins with its first one."""
    return [_add_variant(clock, connection, item) for item in items]


def _add_variant(clock: Clock, connection: Connection, new: NewVariant) -> StoredVariant | AgenthallError:
    is_new = not _lock_experiment(connection, new)
    stored = _stored_variant(connection, new)
    if stored is not None and stored.prompt != new.prompt:
        return RecordIdReused.of("variant", f"{new.agent_name}/{new.variant_id}")
    if stored is not None:
        return StoredVariant(stored, _stored_totals(connection, new))
    ordinal = _next_ordinal(connection, new)
    if ordinal >= _MAX_VARIANTS:
        return _no_room(new.agent_name)
    if is_new:
        _begin_experiment(clock, connection, new)
    else:
        _advance(connection, new)
    return StoredVariant(_insert_variant(clock, connection, new, ordinal), Totals())


def _no_room(agent_name: str) -> VariantLimitReached:
    text = f"has {_MAX_VARIANTS} variants, as many as it may have; go on with the best of them under a new agent_name"
    violation = Violation("VARIANT_LIMIT", agent_name, text)
    return VariantLimitReached(f"agent {agent_name!r} {text}", violations=(violation,))


def _lock_experiment(connection: Connection, new: NewVariant) -> bool:
    """Whether there is one; its row stays locked, so that two writers cannot count its variants at the same time."""
    mine = Experiment.workspace_key == new.scope.workspace_key, Experiment.agent_name == new.agent_name
    return connection.execute(select(Experiment.revision).where(*mine).with_for_update()).scalar() is not None


def _begin_experiment(clock: Clock, connection: Connection, new: NewVariant) -> None:
    connection.execute(
        insert(Experiment).values(
            workspace_key=new.scope.workspace_key,
            agent_name=new.agent_name,
            salt=clock.random_bytes(_SALT_BYTES).hex(),
            revision=1,
            create_time=clock.now_us(),
        )
    )


def _advance(connection: Connection, new: NewVariant | VariantChange) -> None:
    mine = Experiment.workspace_key == new.scope.workspace_key, Experiment.agent_name == new.agent_name
    connection.execute(update(Experiment).where(*mine).values(revision=Experiment.revision + 1))


def _insert_variant(clock: Clock, connection: Connection, new: NewVariant, ordinal: int) -> Variant:
    variant = Variant(
        workspace_key=new.scope.workspace_key,
        agent_name=new.agent_name,
        variant_id=new.variant_id,
        variant_key=clock.new_key(slot_of(connection)),
        ordinal=ordinal,
        prompt=new.prompt,
        create_time=clock.now_us(),
    )
    values = values_of(variant)
    connection.execute(insert(Variant).values(**values))
    audit.record(new.scope, connection, clock, "optimizer.variants.add", f"{new.agent_name}/{new.variant_id}")
    return variant


def _next_ordinal(connection: Connection, new: NewVariant) -> int:
    mine = Variant.workspace_key == new.scope.workspace_key, Variant.agent_name == new.agent_name
    return connection.execute(select(func.count()).select_from(Variant).where(*mine)).scalar_one()


def _own_variant(named: NewVariant | VariantChange) -> tuple[ColumnElement[bool], ...]:
    return (
        Variant.workspace_key == named.scope.workspace_key,
        Variant.agent_name == named.agent_name,
        Variant.variant_id == named.variant_id,
    )


def _stored_variant(connection: Connection, named: NewVariant | VariantChange) -> Variant | None:
    statement = select(*Variant.__table__.columns).where(*_own_variant(named))
    row = connection.execute(statement).one_or_none()
    return None if row is None else Variant(**row._asdict())


def _stored_totals(connection: Connection, named: NewVariant | VariantChange) -> Totals:
    statement = select(*_SUMS).where(
        VariantStatistics.workspace_key == named.scope.workspace_key,
        VariantStatistics.agent_name == named.agent_name,
        VariantStatistics.variant_id == named.variant_id,
    )
    return _merged(connection.execute(statement))
