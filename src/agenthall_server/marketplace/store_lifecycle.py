"""What becomes of published agents: their status, and versions that are yanked.

A yanked version stays stored and installed. It is no longer what its agent shows, unless every version is yanked.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, select, update

from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.edits import changes
from agenthall_server.errors import NotFound
from agenthall_server.marketplace import store_index, versions
from agenthall_server.marketplace.manifest import Manifest
from agenthall_server.marketplace.namespaces import Caller
from agenthall_server.marketplace.store_catalog import version_not_found, visible
from agenthall_server.marketplace.store_namespaces import require_may_publish
from agenthall_server.marketplace.store_publishing import shown
from agenthall_server.marketplace.tables import Agent, AgentVersion


def set_status(
    caller: Caller, connection: Connection, clock: Clock, agent: str, *, status: str, message: str, etag: str
) -> Agent:
    """The agent with this status. Raises NotFound, NamespaceNotOwned, EtagMismatch."""
    found = _find(caller, connection, agent)
    wanted = {"status": status, "status_message": message}
    changed = changes(found, wanted, etag=etag, resource_type="agent", resource_name=agent)
    if not changed:
        return found
    connection.execute(update(Agent).where(Agent.agent_key == found.agent_key).values(**wanted))
    audit.record(caller.scope, connection, clock, "marketplace.agents.deprecate", agent, **wanted)
    return _find(caller, connection, agent)


def yank(
    caller: Caller,
    connection: Connection,
    clock: Clock,
    names: tuple[str, str],
    reason: str | None,
    read: Callable[[str], Manifest],
) -> AgentVersion:
    """The version, yanked for this reason, or with None taken back. `names`: agent and version; `read` makes a manifest
    of its canonical JSON.

    Raises NotFound, NamespaceNotOwned.
    """
    agent, version = names
    agent_key = _find(caller, connection, agent).agent_key
    found = _version(connection, agent_key, agent, version)
    if (found.yank_time is not None, found.yank_reason) == (reason is not None, reason or ""):
        return found
    yank_time = None if reason is None else found.yank_time or clock.now_us()
    mine = AgentVersion.agent_key == agent_key, AgentVersion.version == version
    connection.execute(update(AgentVersion).where(*mine).values(yank_time=yank_time, yank_reason=reason or ""))
    _show_latest(connection, agent_key, read)
    audit.record(
        caller.scope, connection, clock, "marketplace.versions.yank", agent, version=version, yanked=reason is not None
    )
    return _version(connection, agent_key, agent, version)


def _show_latest(connection: Connection, agent_key: int, read: Callable[[str], Manifest]) -> None:
    """Makes the agent show its latest version that is not yanked."""
    columns = select(AgentVersion.version).where(AgentVersion.agent_key == agent_key)
    left = connection.scalars(columns.where(AgentVersion.yank_time.is_(None))).all()
    own = Agent.agent_key == agent_key
    before = connection.scalar(select(Agent.latest_version).where(own))
    latest = versions.latest(left) if left else before
    if latest == before:
        return
    row = connection.execute(
        select(AgentVersion.canonical, AgentVersion.create_time).where(
            AgentVersion.agent_key == agent_key, AgentVersion.version == latest
        )
    ).one()
    connection.execute(update(Agent).where(own).values(**shown(read(row.canonical), row.create_time)))
    store_index.put(connection, agent_key)


def _find(caller: Caller, connection: Connection, agent: str) -> Agent:
    row = connection.execute(select(Agent.__table__).where(Agent.agent == agent, visible(caller.scope))).one_or_none()
    if row is None:
        raise NotFound.of("agent", agent)
    require_may_publish(caller, connection, row.namespace)
    return Agent(**row._asdict())


def _version(connection: Connection, agent_key: int, agent: str, version: str) -> AgentVersion:
    mine = AgentVersion.agent_key == agent_key, AgentVersion.version == version
    row = connection.execute(select(AgentVersion.__table__).where(*mine)).one_or_none()
    if row is None:
        raise version_not_found(agent, version)
    return AgentVersion(**row._asdict())
