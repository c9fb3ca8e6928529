"""Deprecated agents, and versions that are yanked."""

from __future__ import annotations

from typing import Any

import grpc
import pytest
from tests.conftest import Hall, Stubs, reason
from tests.marketplace.conftest import Town, get, install, installed, publish, refused

from agenthall.marketplace.v1 import agent_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.marketplace.backjumping import Demand, Release
from agenthall_server.marketplace.resolution import Held, available
from agenthall_server.marketplace.versions import exact

DEPRECATED = agent_pb2.AGENT_STATUS_DEPRECATED


async def yank(caller: Stubs, agent: str, version: str, **values: Any) -> agent_pb2.AgentVersion:
    request = pb.YankAgentVersionRequest(agent=agent, version=version, **values)
    return (await caller.marketplace.YankAgentVersion(request)).agent_version


async def deprecate(caller: Stubs, agent: str, message: str, etag: str = "") -> agent_pb2.Agent:
    request = pb.SetAgentStatusRequest(agent=agent, status=DEPRECATED, message=message, etag=etag)
    return (await caller.marketplace.SetAgentStatus(request)).agent


async def versions_of(caller: Stubs, agent: str) -> dict[str, str]:
    """Why each version was yanked; "-" where it was not."""
    listed = await caller.marketplace.ListAgentVersions(pb.ListAgentVersionsRequest(agent=agent))
    return {one.version: one.yank_reason if one.HasField("yank_time") else "-" for one in listed.agent_versions}


async def test_a_yanked_version_is_no_longer_resolved_to(hall: Hall) -> None:
    for version in ("1.0.0", "1.1.0"):
        await publish(hall, "a", version=version, description=f"This is version {version} of a tool.")
    yanked = await yank(hall, "a", "1.1.0", reason="leaks")
    assert (yanked.version, yanked.yank_reason) == ("1.1.0", "leaks")
    assert await yank(hall, "a", "1.1.0", reason="leaks") == yanked
    found = await get(hall, "a")
    assert (found.agent.latest_version, found.agent_version.version) == ("1.0.0", "1.0.0")
    assert "1.0.0" in found.agent.description
    assert (await get(hall, "a", "^1")).agent_version.version == "1.0.0"
    assert (await get(hall, "a", "1.1.0")).agent_version.yank_reason == "leaks"
    assert await versions_of(hall, "a") == {"1.1.0": "leaks", "1.0.0": "-"}
    assert (await install(hall, "a")).installation.version == "1.0.0"
    assert (await install(hall, "a", "=1.1.0")).installation.version == "1.1.0"
    await yank(hall, "a", "1.1.0", undo=True)
    assert await versions_of(hall, "a") == {"1.1.0": "-", "1.0.0": "-"}
    assert (await get(hall, "a")).agent.latest_version == "1.1.0"


async def test_what_is_installed_stays_at_its_yanked_version(hall: Hall) -> None:
    for version in ("1.0.0", "1.1.0"):
        await publish(hall, "a", version=version)
    await install(hall, "a", "^1")
    await yank(hall, "a", "1.1.0")
    await publish(hall, "user", needs=[("a", "^1")])
    await install(hall, "user")
    await install(hall, "a", "^1")
    assert await installed(hall) == {"default/a": "1.1.0", "default/user": "1.0.0"}


async def test_with_every_version_yanked_nothing_new_is_installed(hall: Hall) -> None:
    await publish(hall, "a")
    await yank(hall, "a", "1.0.0")
    assert (await get(hall, "a")).agent.latest_version == "1.0.0"
    with refused(grpc.StatusCode.NOT_FOUND):
        await install(hall, "a")
    await publish(hall, "a", version="0.9.0")
    assert (await get(hall, "a")).agent.latest_version == "0.9.0"
    assert (await install(hall, "a")).installation.version == "0.9.0"


async def test_a_deprecated_agent_says_so(hall: Hall) -> None:
    await publish(hall, "old")
    await publish(hall, "new")
    seen = (await get(hall, "old")).agent
    assert seen.status == agent_pb2.AGENT_STATUS_ACTIVE
    told = await deprecate(hall, "old", "Use default/new.", seen.etag)
    assert await deprecate(hall, "old", "Use default/new.", seen.etag) == told
    with refused(grpc.StatusCode.ABORTED) as caught:
        await deprecate(hall, "old", "Never mind.", seen.etag)
    assert reason(caught.value) == "ETAG_MISMATCH"
    listed = await hall.marketplace.ListAgents(pb.ListAgentsRequest(filter="status = AGENT_STATUS_DEPRECATED"))
    assert [(one.name, one.status_message) for one in listed.agents] == [("old", "Use default/new.")]
    assert (await install(hall, "old")).installation.version == "1.0.0"


async def test_only_who_may_publish_may_do_it(town: Town) -> None:
    await publish(town.home, "a")
    await publish(town.home, "hidden", public=False)
    for call in (yank(town.abroad, "default/a", "1.0.0"), deprecate(town.abroad, "default/a", "no")):
        with refused(grpc.StatusCode.PERMISSION_DENIED) as caught:
            await call
        assert reason(caught.value) == "NAMESPACE_NOT_OWNED"
    missing = (
        yank(town.abroad, "default/hidden", "1.0.0"),
        deprecate(town.abroad, "default/hidden", "no"),
        yank(town.home, "a", "1.0"),
        yank(town.home, "nobody", "1.0.0"),
    )
    for nothing in missing:
        with refused(grpc.StatusCode.NOT_FOUND):
            await nothing


@pytest.mark.parametrize(
    ("range_", "version"),
    [("1.2.0", "1.2.0"), ("=1.2.0", "1.2.0"), (" = 1.2.0 ", "1.2.0"), ("v1.2.0-rc.1", "1.2.0-rc.1")]
    + [(other, None) for other in ("", "1.2", "^1.2.0", ">=1.2.0", "1.2.0 || 1.3.0", "1.x")],
)
def test_ranges_that_name_one_version(range_: str, version: str | None) -> None:
    assert exact(range_) == version


def test_which_yanked_releases_may_be_chosen() -> None:
    needs = (Demand("pinned", "1.1.0"), Demand("loose", "^1.0.0"))
    releases = {
        "a": (Release("a", "1.0.0", "", needs),),
        **{
            agent: (Release(agent, "1.1.0", "", yanked=True), Release(agent, "1.0.0", ""))
            for agent in ("pinned", "loose", "held", "asked")
        },
    }
    held = {"held": Held("1.1.0", None), "asked": Held("1.0.0", "1.1.0")}
    found = available(Demand("a", ""), held, releases)
    assert {agent: [one.version for one in usable] for agent, usable in found.items()} == {
        "a": ["1.0.0"],
        "pinned": ["1.0.0", "1.1.0"],  # last
        "loose": ["1.0.0"],
        "held": ["1.1.0", "1.0.0"],  # as if it were not yanked
        "asked": ["1.0.0", "1.1.0"],
    }
