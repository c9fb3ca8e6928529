"""Publishing in the database: agents and their versions.

Ownership of a namespace is the one thing about others that may be told: a namespace belongs to one workspace of the
whole server. `agents` always shows what the latest version says that is not yanked, so a fix of an older line changes
nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.database import values_of
from agenthall_server.errors import VersionAlreadyPublished
from agenthall_server.marketplace import ranking, store_index, store_namespaces, versions
from agenthall_server.marketplace.manifest import Manifest
from agenthall_server.marketplace.namespaces import Caller
from agenthall_server.marketplace.tables import WORKSPACE, Agent, AgentVersion
from agenthall_server.scope import Scope
from agenthall_server.words import words_of

_PUBLISH = "marketplace.agents.publish"


@dataclass(frozen=True, slots=True)
class Publication:
    """A version ready to be published: checked, with its identity."""

    manifest: Manifest
    canonical: str
    digest: str
    static_score: float
    visibility: str


def check(caller: Caller, connection: Connection, publication: Publication) -> AgentVersion | None:
    """The stored version where this very manifest is published already, None where it may be.

    Raises NamespaceNotOwned, VersionAlreadyPublished.
    """
    manifest = publication.manifest
    store_namespaces.require_may_publish(caller, connection, manifest.namespace)
    statement = select(AgentVersion).join(Agent, Agent.agent_key == AgentVersion.agent_key)
    stored = connection.execute(
        statement.where(Agent.agent == manifest.agent, AgentVersion.version == manifest.version)
    ).one_or_none()
    if stored is not None and stored.digest != publication.digest:
        raise VersionAlreadyPublished(
            f"{manifest.agent} {manifest.version} is published with other content; publish a higher version",
            metadata={"resource_name": manifest.agent, "version": manifest.version},
            resource=("agent version", f"{manifest.agent} {manifest.version}"),
        )
    return None if stored is None else AgentVersion(**stored._asdict(), canonical=publication.canonical)


def publish(caller: Caller, connection: Connection, clock: Clock, publication: Publication) -> AgentVersion:
    """Publishes a version, and its agent and namespace where they are new. Raises as check.

    The same manifest again changes nothing but the visibility, where one is given.
    """
    scope, stored = caller.scope, check(caller, connection, publication)
    if stored is not None:
        _show_to(scope, connection, clock, stored.agent_key, publication)
        return stored
    now = clock.now_us()
    store_namespaces.claim(scope, connection, clock, publication.manifest.namespace)
    agent_key = _upsert_agent(scope, connection, clock, publication, now)
    version = _new_version(scope, publication, agent_key, now)
    connection.execute(insert(AgentVersion).values(**values_of(version)))
    audit.record(
        scope,
        connection,
        clock,
        _PUBLISH,
        publication.manifest.agent,
        version=version.version,
        digest=version.digest,
    )
    return version


def preview(caller: Caller, connection: Connection, clock: Clock, publication: Publication) -> AgentVersion:
    """What `publish` would answer; nothing is stored. Raises as check."""
    stored = check(caller, connection, publication)
    return stored or _new_version(caller.scope, publication, agent_key=0, now=clock.now_us())


def _new_version(scope: Scope, publication: Publication, agent_key: int, now: int) -> AgentVersion:
    manifest = publication.manifest
    return AgentVersion(
        agent_key=agent_key,
        version=manifest.version,
        version_key=versions.sort_key(manifest.version),
        digest=publication.digest,
        needs=[[dependency.agent, dependency.range] for dependency in manifest.dependencies],
        static_score=publication.static_score,
        create_time=now,
        publisher=scope.principal,
        canonical=publication.canonical,
    )


def _upsert_agent(scope: Scope, connection: Connection, clock: Clock, publication: Publication, now: int) -> int:
    manifest = publication.manifest
    latest = AgentVersion.agent_key == Agent.agent_key, AgentVersion.version == Agent.latest_version
    known = connection.execute(
        select(Agent.agent_key, Agent.latest_version, AgentVersion.yank_time)
        .join(AgentVersion, and_(*latest))
        .where(Agent.agent == manifest.agent)
    ).one_or_none()
    if known is None:
        return _insert_agent(scope, connection, publication, now)
    agent_key: int = known.agent_key
    _show_to(scope, connection, clock, agent_key, publication)
    all_yanked = known.yank_time is not None  # or it would show another version
    if all_yanked or versions.latest((known.latest_version, manifest.version)) == manifest.version:
        connection.execute(update(Agent).where(Agent.agent_key == agent_key).values(**shown(manifest, now)))
        store_index.put(connection, agent_key)
    return agent_key


def _insert_agent(scope: Scope, connection: Connection, publication: Publication, now: int) -> int:
    manifest = publication.manifest
    agent_key: int = connection.execute(select(func.coalesce(func.max(Agent.agent_key), 0) + 1)).scalar_one()
    agent = Agent(
        agent_key=agent_key,
        agent=manifest.agent,
        namespace=manifest.namespace,
        name=manifest.name,
        workspace_key=scope.workspace_key,
        visibility=publication.visibility or WORKSPACE,
        create_time=now,
        document=ranking.document_number(agent_key, 0),
        rating_lower_bound=ranking.rating_lower_bound(0, 0, 0),
        **shown(manifest, now),
    )
    connection.execute(insert(Agent).values(**values_of(agent)))
    store_index.put(connection, agent_key)
    return agent_key


def shown(manifest: Manifest, publish_time: int) -> dict[str, Any]:
    """What an agent shows of its latest version."""
    fields = (
        manifest.name,
        manifest.display_name,
        " ".join(manifest.tags),
        " ".join(manifest.capabilities),
        manifest.description,
        manifest.author,
    )
    return {
        "display_name": manifest.display_name,
        "author": manifest.author,
        "description": manifest.description,
        "category": manifest.category,
        "tags": list(manifest.tags),
        "capabilities": list(manifest.capabilities),
        "kind": manifest.kind,
        "license": manifest.license,
        "latest_version": manifest.version,
        "update_time": publish_time,
        "search_text": ranking.search_text([words_of(field) for field in fields]),
    }


def _show_to(scope: Scope, connection: Connection, clock: Clock, agent_key: int, publication: Publication) -> None:
    """Changes who sees an agent, and says so in the audit log. An empty visibility keeps what the agent has."""
    agent, visibility = publication.manifest.agent, publication.visibility
    before = connection.scalar(select(Agent.visibility).where(Agent.agent_key == agent_key))
    if visibility in {"", before}:
        return
    connection.execute(update(Agent).where(Agent.agent_key == agent_key).values(visibility=visibility))
    store_index.put(connection, agent_key)
    audit.record(scope, connection, clock, _PUBLISH, agent, visibility=visibility, visibility_before=before)
