"""Short ways to publish, install and search, and a server with a caller in another workspace."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import grpc
import pytest
import pytest_asyncio
from tests.conftest import Hall, Stubs, running

from agenthall.access.v1 import access_service_pb2, api_key_pb2
from agenthall.marketplace.v1 import agent_pb2, manifest_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server import migrations
from agenthall_server.access import store as access_store
from agenthall_server.api_keys import ensure_workspace
from agenthall_server.clock import Clock
from agenthall_server.database import open_database
from agenthall_server.scope import Scope

PROMPT = "You review code. Read the change, name each defect with its line, and say how to mend it. " * 3


def manifest(name: str, *, needs: Sequence[tuple[str, str]] = (), **fields: Any) -> manifest_pb2.Manifest:
    """A manifest that is valid unless a field says otherwise."""
    values: dict[str, Any] = {
        "version": "1.0.0",
        "description": f"{name} helps with a task that the tests need.",
        "category": "utility",
        "system_prompt": PROMPT,
    }
    dependencies = [manifest_pb2.Dependency(agent=agent, range=range_) for agent, range_ in needs]
    return manifest_pb2.Manifest(name=name, dependencies=dependencies, **(values | fields))


async def publish(caller: Stubs, name: str, *, public: bool = True, **fields: Any) -> pb.PublishAgentResponse:
    """Publishes an agent."""
    visibility = agent_pb2.VISIBILITY_PUBLIC if public else agent_pb2.VISIBILITY_WORKSPACE
    request = pb.PublishAgentRequest(manifest=manifest(name, **fields), visibility=visibility)
    return await caller.marketplace.PublishAgent(request)


async def get(caller: Stubs, agent: str, range_: str = "") -> pb.GetAgentResponse:
    """Gets an agent."""
    return await caller.marketplace.GetAgent(pb.GetAgentRequest(agent=agent, version_range=range_))


async def install(caller: Stubs, agent: str, range_: str = "", **fields: Any) -> pb.InstallAgentResponse:
    """Installs an agent."""
    return await caller.marketplace.InstallAgent(pb.InstallAgentRequest(agent=agent, version_range=range_, **fields))


async def uninstall(caller: Stubs, agent: str, **fields: Any) -> list[str]:
    """Uninstalls an agent; what went."""
    answer = await caller.marketplace.UninstallAgent(pb.UninstallAgentRequest(agent=agent, **fields))
    return [one.agent for one in answer.installations]


async def installed(caller: Stubs) -> dict[str, str]:
    """Version by agent of everything that the caller's workspace has."""
    answer = await caller.marketplace.ListInstallations(pb.ListInstallationsRequest(page_size=1000))
    return {one.agent: one.version for one in answer.installations}


async def rate(caller: Stubs, agent: str, rating: float, review: str = "") -> pb.RateAgentResponse:
    """Votes for an agent."""
    return await caller.marketplace.RateAgent(pb.RateAgentRequest(agent=agent, rating=rating, review=review))


async def search(caller: Stubs, query: str = "", **fields: Any) -> list[str]:
    """Ids of the hits, best first."""
    answer = await caller.marketplace.SearchAgents(pb.SearchAgentsRequest(query=query, **fields))
    return [f"{hit.agent.namespace}/{hit.agent.name}" for hit in answer.hits]


async def colleague(hall: Hall, name: str) -> Stubs:
    """Another principal of the local caller's workspace."""
    made = await hall.access.CreateApiKey(
        access_service_pb2.CreateApiKeyRequest(display_name=name, role=api_key_pb2.ROLE_ADMIN)
    )
    return hall.caller(made.secret)


def refused(code: grpc.StatusCode) -> Any:
    """A context that expects a call to fail with this status code."""
    return pytest.raises(grpc.aio.AioRpcError, check=lambda error: error.code() is code)


class Town:
    """A server with two workspaces: `home` calls from `default`, `abroad` from `neighbour`."""

    def __init__(self, hall: Hall, secret: str) -> None:
        self.home = hall
        self.abroad = hall.caller(secret)


@pytest_asyncio.fixture
async def town(database_url: str, clock: Clock) -> AsyncIterator[Town]:
    """Two workspaces on one server."""
    database = open_database(database_url)
    with database.connect_writer() as connection, connection.begin():
        migrations.upgrade(connection)
        ensure_workspace(connection, clock, "default")
        scope = Scope(ensure_workspace(connection, clock, "neighbour"), "founder")
        _, secret = access_store.create(scope, connection, clock, "neighbour", "ROLE_ADMIN")
    await database.close()
    async with running(database_url, clock) as hall:
        yield Town(hall, secret)
