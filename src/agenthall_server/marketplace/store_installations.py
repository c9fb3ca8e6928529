"""What a workspace has installed, in the database.

An installation is resolved on a snapshot, off the writer thread, because a search for versions may take long. The write
then compares what is installed with what the plan was made for: where somebody else changed it meanwhile,
`unless_stale` does nothing, and the caller plans again. So what is committed satisfies all ranges of the workspace.

What is installed stays usable: an agent that its owner hid since is still known here, at its installed version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.database import InsertNew
from agenthall_server.errors import AgenthallError, NotFound
from agenthall_server.filters import boolean, name, text, time
from agenthall_server.marketplace import resolution, store_index, versions
from agenthall_server.marketplace.backjumping import Demand, Release
from agenthall_server.marketplace.resolution import Held, Plan
from agenthall_server.marketplace.store_catalog import namesakes, not_found, version_not_found, visible
from agenthall_server.marketplace.tables import PUBLIC, Agent, AgentVersion, Installation, Installer
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

_PLAN_SECONDS = 1.5
_CHUNK = 50  # rows are decoded on the event loop: few at a time
_LISTING = Listing(
    fields={
        "agent": text(Installation.agent),
        "version": name(Installation.version),
        "direct": boolean(Installation.direct),
        "create_time": time(Installation.create_time),
        "update_time": time(Installation.update_time),
    },
    orders={
        "agent": Installation.agent,
        "create_time": Installation.create_time,
        "update_time": Installation.update_time,
    },
    default_order="agent",
    tie=Installation.agent_key,
)
_INSTALLER = ("workspace_key", "agent_key", "principal")
_new_installers = InsertNew(Installer.__tablename__, columns=_INSTALLER, key=_INSTALLER)

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be installed; `wording` is how the caller named it. A config of None keeps what there is."""

    agent: str
    wording: str
    range: str
    config: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Board:
    """All that a plan depends on."""

    held: Mapping[str, Held]
    releases: resolution.Releases
    namesakes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, or why there is none, with what was installed when it was made."""

    held: Mapping[str, Held]
    result: Plan | AgenthallError


@dataclass(frozen=True, slots=True)
class Installed:
    """An installation with the lock of everything below it."""

    installation: Installation
    lock: list[Release]


def load_board(scope: Scope, connection: Connection, order: Order) -> Board:
    """What is installed, and all releases that may matter for the order."""
    held = _held(scope, connection)
    releases: dict[str, tuple[Release, ...]] = {}
    _load_releases(scope, connection, [order.agent], held, releases, resolution.MAX_CLOSURE)
    _load_releases(scope, connection, held, held, releases, None)
    others = () if order.agent in releases else connection.scalars(namesakes(scope, order.wording)).all()
    return Board(held, releases, others)


def plan(order: Order, board: Board) -> Planned:
    """Resolves the order. Errors are values here: an idempotent repeat of the call answers as it did the first time."""
    deadline = monotonic() + _PLAN_SECONDS
    try:
        return Planned(board.held, _plan(order, board, lambda: monotonic() > deadline))
    except AgenthallError as error:
        return Planned(board.held, error)


def unless_stale(
    scope: Scope, connection: Connection, planned: Planned, act: Callable[[Connection], Answer]
) -> Answer | None:
    """What `act` returns; None, and nothing done, where what is installed is no longer what the plan was made for.

    Why there is no plan stays true of the moment when it was found, so that is never stale.
    """
    is_stale = isinstance(planned.result, Plan) and _held(scope, connection) != planned.held
    return None if is_stale else act(connection)


def install(scope: Scope, connection: Connection, clock: Clock, order: Order, planned: Planned) -> Installed:
    """Installs what was planned; only within `unless_stale`. Raises NotFound and the errors of resolution.plan."""
    found = _plan_of(planned)
    before = _rows(scope, connection, {*found.chosen, *found.dropped})
    after = _after(scope, connection, clock, order, found, before)
    for agent, row in after.items():
        _store(scope, connection, row, before.get(agent))
    _delete(scope, connection, [before[agent].agent_key for agent in found.dropped])
    changed = sorted(agent for agent, row in after.items() if _differs(row, before.get(agent)))
    if changed or found.dropped:
        _record(scope, connection, clock, order, after, changed, found.dropped)
    return Installed(Installation(**after[order.agent]), resolution.lock_of(order.agent, found.chosen))


def preview(scope: Scope, connection: Connection, clock: Clock, order: Order, planned: Planned) -> Installed:
    """What `install` would answer; nothing is stored. The id of a new installation is empty."""
    found = _plan_of(planned)
    before = _rows(scope, connection, found.chosen)
    row = _after(scope, connection, clock, order, found, before)[order.agent]
    known = order.agent in before
    return Installed(
        Installation(**(row if known else row | {"installation_id": ""})),
        resolution.lock_of(order.agent, found.chosen),
    )


def uninstall(scope: Scope, connection: Connection, clock: Clock, agent: str, *, dry: bool) -> list[Installation]:
    """Removes an agent with the dependencies that only it needed; returns them. Raises NotFound, DependentsExist."""
    direct = {name: holding.asked is not None for name, holding in _held(scope, connection).items()}
    if agent not in direct:
        raise NotFound.of("installation", agent)
    names = resolution.removal(agent, direct, _needs(scope, connection))
    rows = _rows(scope, connection, names)
    if not dry:
        _delete(scope, connection, [row.agent_key for row in rows.values()])
        audit.record(scope, connection, clock, "marketplace.installations.delete", agent, removed=names)
    return [Installation(**rows[name]._asdict()) for name in names]


async def list_installations(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest
) -> tuple[list[Installation], str]:
    """One page of what the workspace has."""
    statement = select(Installation).where(Installation.workspace_key == scope.workspace_key)
    return await pager.rows(scope, session, statement, _LISTING, page)


def _load_releases(
    scope: Scope,
    connection: Connection,
    agents: Iterable[str],
    held: Mapping[str, Held],
    into: dict[str, tuple[Release, ...]],
    limit: int | None,
) -> None:
    """Adds the releases of the agents and of all that they may need, until more than `limit` agents are there."""
    known = set(into)
    frontier = sorted(set(agents) - known)
    while frontier and (limit is None or len(known) <= limit):
        known.update(frontier)
        for start in range(0, len(frontier), _CHUNK):
            into.update(_releases(scope, connection, frontier[start : start + _CHUNK], held))
        needed = {need.agent for agent in frontier for release in into.get(agent, ()) for need in release.needs}
        frontier = sorted(needed - known)


def _releases(
    scope: Scope, connection: Connection, agents: list[str], held: Mapping[str, Held]
) -> dict[str, tuple[Release, ...]]:
    statement = (
        select(
            Agent.agent,
            Agent.workspace_key,
            Agent.visibility,
            AgentVersion.version,
            AgentVersion.digest,
            AgentVersion.needs,
            AgentVersion.yank_time,
        )
        .join(AgentVersion, AgentVersion.agent_key == Agent.agent_key)
        .where(Agent.agent.in_(agents), or_(visible(scope), Agent.agent.in_(held.keys() & set(agents))))
        .order_by(Agent.agent, AgentVersion.version_key.desc())
    )
    found: dict[str, list[Release]] = {}
    for row in connection.execute(statement):
        is_visible = row.visibility == PUBLIC or row.workspace_key == scope.workspace_key
        if is_visible or held[row.agent].version == row.version:
            needs = tuple(Demand(agent, range_) for agent, range_ in row.needs)
            release = Release(row.agent, row.version, row.digest, needs, row.yank_time is not None)
            found.setdefault(row.agent, []).append(release)
    return {agent: tuple(releases) for agent, releases in found.items()}


def _plan(order: Order, board: Board, expired: Callable[[], bool]) -> Plan:
    if not board.releases.get(order.agent):
        raise not_found(order.wording, board.namesakes)
    releases = resolution.available(Demand(order.agent, order.range), board.held, board.releases)
    published = releases[order.agent]
    if not any(versions.satisfies(release.version, order.range) for release in published):
        raise version_not_found(order.agent, order.range)
    return resolution.plan(Demand(order.agent, order.range), board.held, releases, expired)


def _plan_of(planned: Planned) -> Plan:
    if isinstance(planned.result, AgenthallError):
        raise planned.result
    return planned.result


def _held(scope: Scope, connection: Connection) -> dict[str, Held]:
    statement = select(Installation.agent, Installation.version, Installation.version_range, Installation.direct)
    rows = connection.execute(statement.where(Installation.workspace_key == scope.workspace_key))
    return {row.agent: Held(row.version, row.version_range if row.direct else None) for row in rows}


def _rows(scope: Scope, connection: Connection, agents: Iterable[str]) -> dict[str, Any]:
    """The workspace's installations of the agents."""
    owned = (Installation.workspace_key == scope.workspace_key, Installation.agent.in_(list(agents)))
    return {row.agent: row for row in connection.execute(select(Installation).where(*owned))}


def _needs(scope: Scope, connection: Connection) -> dict[str, list[str]]:
    """What each installed version needs."""
    statement = (
        select(Installation.agent, AgentVersion.needs)
        .join(
            AgentVersion,
            (AgentVersion.agent_key == Installation.agent_key) & (AgentVersion.version == Installation.version),
        )
        .where(Installation.workspace_key == scope.workspace_key)
    )
    return {agent: [need for need, _ in needs] for agent, needs in connection.execute(statement)}


def _after(
    scope: Scope, connection: Connection, clock: Clock, order: Order, found: Plan, before: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """The rows of the chosen releases as they shall be."""
    known = select(Agent.agent, Agent.agent_key).where(Agent.agent.in_(found.chosen))
    keys = dict(connection.execute(known).all())
    now = clock.now_us()
    rows = {}
    for agent, release in found.chosen.items():
        old = before.get(agent)
        row = old._asdict() if old is not None else _new(scope, clock, keys[agent], agent, now)
        row |= {"version": release.version, "digest": release.digest}
        if agent == order.agent:
            row |= {"version_range": order.range, "direct": True}
            row["config"] = row["config"] if order.config is None else order.config
        rows[agent] = row | {"update_time": now} if _differs(row, old) else row
    return rows


def _new(scope: Scope, clock: Clock, agent_key: int, agent: str, now: int) -> dict[str, Any]:
    return {
        "workspace_key": scope.workspace_key,
        "agent_key": agent_key,
        "installation_id": clock.new_id(),
        "agent": agent,
        "version_range": "",
        "direct": False,
        "config": None,
        "create_time": now,
    }


def _differs(row: Mapping[str, Any], old: Any) -> bool:
    return old is None or dict(row) != old._asdict()


def _store(scope: Scope, connection: Connection, row: dict[str, Any], old: Any) -> None:
    if old is None:
        connection.execute(insert(Installation).values(**row))
    elif _differs(row, old):
        owned = (Installation.workspace_key == scope.workspace_key, Installation.agent_key == row["agent_key"])
        connection.execute(update(Installation).where(*owned).values(**row))
    if old is None or old.version != row["version"]:
        _count_download(scope, connection, row["agent_key"])


def _count_download(scope: Scope, connection: Connection, agent_key: int) -> None:
    (first,) = _new_installers(connection, [(scope.workspace_key, agent_key, scope.principal)])
    counted = connection.execute(
        update(Agent)
        .where(Agent.agent_key == agent_key)
        .values(
            download_count=Agent.download_count + 1, unique_installer_count=Agent.unique_installer_count + int(first)
        )
        .returning(Agent.document, Agent.download_count)
    ).one()
    store_index.renumber(connection, agent_key, counted.document, counted.download_count)


def _delete(scope: Scope, connection: Connection, agent_keys: list[int]) -> None:
    owned = (Installation.workspace_key == scope.workspace_key, Installation.agent_key.in_(agent_keys))
    connection.execute(delete(Installation).where(*owned))


def _record(
    scope: Scope,
    connection: Connection,
    clock: Clock,
    order: Order,
    after: Mapping[str, Mapping[str, Any]],
    changed: list[str],
    dropped: Iterable[str],
) -> None:
    audit.record(
        scope,
        connection,
        clock,
        "marketplace.installations.create",
        order.agent,
        range=order.range,
        versions={agent: after[agent]["version"] for agent in changed},
        removed=sorted(dropped),
    )
