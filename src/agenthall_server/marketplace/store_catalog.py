"""Reading agents, versions and categories.

What a scope may see is decided by `visible` and nowhere else: PUBLIC agents and those of its own workspace. To others
an agent does not exist, in lists and counts as little as by name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from agenthall_server.database import DamagedValue
from agenthall_server.errors import NotFound
from agenthall_server.filters import enum, integer, name, strings, text, time
from agenthall_server.marketplace import canonical, naming, versions
from agenthall_server.marketplace.tables import ACTIVE, DEPRECATED, PUBLIC, WORKSPACE, Agent, AgentVersion, Category
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

AGENTS = Listing(
    fields={
        "namespace": text(Agent.namespace),
        "name": text(Agent.name),
        "category": text(Agent.category),
        "kind": enum(Agent.kind, {name: name for name in ("KIND_AGENT", "KIND_TEAM")}),
        "status": enum(Agent.status, {name: name for name in (ACTIVE, DEPRECATED)}),
        "visibility": enum(Agent.visibility, {name: name for name in (PUBLIC, WORKSPACE)}),
        "tags": strings(Agent.tags),
        "capabilities": strings(Agent.capabilities),
        "license": text(Agent.license),
        "author": text(Agent.author),
        "latest_version": name(Agent.latest_version),
        "download_count": integer(Agent.download_count),
        "rating_count": integer(Agent.rating_count),
        "create_time": time(Agent.create_time),
        "update_time": time(Agent.update_time),
    },
    orders={
        "name": Agent.name,
        "download_count": Agent.download_count,
        "create_time": Agent.create_time,
        "update_time": Agent.update_time,
        "rating_lower_bound": Agent.rating_lower_bound,
    },
    default_order="name",
    tie=Agent.agent_key,
)
_VERSIONS = Listing(
    fields={}, orders={"version": AgentVersion.version_key}, default_order="version desc", tie=AgentVersion.version
)


def visible(scope: Scope) -> ColumnElement[bool]:
    """Which agents the scope may see."""
    return or_(Agent.visibility == PUBLIC, Agent.workspace_key == scope.workspace_key)


async def find(scope: Scope, session: AsyncSession, wording: str, default_namespace: str) -> Agent:
    """The agent that a caller means by slug or original wording. Raises NotFound."""
    agent_id = naming.agent_id(wording, default_namespace)
    agent = await session.scalar(select(Agent).where(Agent.agent == str(agent_id), visible(scope)))
    if agent is None:
        raise not_found(wording, (await session.scalars(namesakes(scope, wording))).all())
    return agent


async def find_version(session: AsyncSession, agent: Agent, range_: str) -> AgentVersion:
    """The highest version in the range with its manifest; the latest for an empty range. Raises NotFound.

    Yanked ones are left out, but for the one whose very number the range is.
    """
    wanted: str | None = agent.latest_version
    if range_:
        usable = or_(AgentVersion.yank_time.is_(None), AgentVersion.version == (versions.exact(range_) or ""))
        published = select(AgentVersion.version).where(AgentVersion.agent_key == agent.agent_key, usable)
        wanted = versions.highest(await session.scalars(published), range_)
    if wanted is None:
        raise version_not_found(agent.agent, range_)
    found = await session.get(AgentVersion, (agent.agent_key, wanted), options=[undefer(AgentVersion.canonical)])
    if found is None or canonical.digest(found.canonical) != found.digest:  # versions are never deleted or changed
        raise DamagedValue(f"the manifest of {agent.agent} {wanted} is not the one that was published")
    return found


def namesakes(scope: Scope, wording: str) -> Select[str]:
    """Agents of that name in other namespaces, for the hint; none where the caller named the namespace."""
    name = "" if "/" in wording else naming.slug(wording)
    return select(Agent.agent).where(Agent.name == name, visible(scope)).order_by(Agent.agent).limit(5)


def not_found(wording: str, others: Sequence[str]) -> NotFound:
    return NotFound.of("agent", wording, f"there is {', '.join(others)}" if others else "")


def version_not_found(agent: str, range_: str) -> NotFound:
    wanted = f"{agent} {range_ or '(any release)'}"
    return NotFound.of("agent version", wanted, "ListAgentVersions shows what is published")


async def list_agents(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest, category: str
) -> tuple[list[Agent], str]:
    """One page of the agents that the scope may see."""
    statement = select(Agent).where(visible(scope))
    if category:
        statement = statement.where(Agent.category == naming.slug(category))
    return await pager.rows(scope, session, statement, AGENTS, page)


async def list_versions(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest, agent: Agent
) -> tuple[list[AgentVersion], str]:
    """One page of the versions, highest first."""
    statement = select(AgentVersion).where(AgentVersion.agent_key == agent.agent_key)
    return await pager.rows(scope, session, statement, _VERSIONS, page)


async def list_categories(scope: Scope, session: AsyncSession) -> list[tuple[Category, int]]:
    """All categories by name, with the number of agents that the scope may see."""
    counted = select(Agent.category, func.count()).where(visible(scope)).group_by(Agent.category)
    counts = dict((await session.execute(counted)).all())
    return [
        (one, counts.get(one.category, 0))
        for one in await session.scalars(select(Category).order_by(Category.category))
    ]


async def category_names(session: AsyncSession) -> list[str]:
    return list(await session.scalars(select(Category.category)))


async def published_versions(scope: Scope, session: AsyncSession, agents: Collection[str]) -> dict[str, list[str]]:
    """All versions of those agents that the scope may see, without yanked ones."""
    statement = (
        select(Agent.agent, AgentVersion.version)
        .join(AgentVersion, AgentVersion.agent_key == Agent.agent_key)
        .where(Agent.agent.in_(agents), visible(scope), AgentVersion.yank_time.is_(None))
    )
    found: dict[str, list[str]] = {}
    for agent, version in await session.execute(statement):
        found.setdefault(agent, []).append(version)
    return found
