"""What one workspace keeps to itself does not exist for another: by no method, in no count, in no error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import grpc
from google.protobuf.message import Message
from tests.conftest import Stubs
from tests.marketplace.conftest import Town, get, install, installed, publish, rate, refused, search, uninstall

from agenthall.marketplace.v1 import marketplace_service_pb2 as pb

CANARY = "canarybird"


async def secrets(town: Town) -> None:
    """A private agent, and a public one that needs it."""
    await publish(
        town.home,
        CANARY,
        public=False,
        tags=[CANARY],
        capabilities=[CANARY],
        author=CANARY,
        category="security",
        license=CANARY,
    )
    await publish(town.home, "public", needs=[("default/other", "")])


READS: dict[str, Callable[[Stubs], Awaitable[Message]]] = {
    "list": lambda caller: caller.marketplace.ListAgents(pb.ListAgentsRequest()),
    "list filtered": lambda caller: caller.marketplace.ListAgents(pb.ListAgentsRequest(filter=f'author = "{CANARY}"')),
    "list a category": lambda caller: caller.marketplace.ListAgents(pb.ListAgentsRequest(category="security")),
    "search": lambda caller: caller.marketplace.SearchAgents(pb.SearchAgentsRequest(explain=True)),
    "search by name": lambda caller: caller.marketplace.SearchAgents(pb.SearchAgentsRequest(query="cana")),
    "search by tag": lambda caller: caller.marketplace.SearchAgents(pb.SearchAgentsRequest(tags=[CANARY])),
    "search by capability": lambda caller: caller.marketplace.SearchAgents(pb.SearchAgentsRequest(capability=CANARY)),
    "search filtered": lambda caller: caller.marketplace.SearchAgents(
        pb.SearchAgentsRequest(filter='visibility = "VISIBILITY_WORKSPACE"')
    ),
}


async def test_no_read_shows_it(town: Town) -> None:
    await secrets(town)
    for name, read in READS.items():
        assert CANARY in str(await read(town.home)), name
        answer = await read(town.abroad)
        assert CANARY not in str(answer), name
        assert getattr(answer, "match_count", 0) == len(getattr(answer, "hits", ())), name


async def test_categories_do_not_count_it(town: Town) -> None:
    await secrets(town)
    for caller, expected in ((town.home, 1), (town.abroad, 0)):
        answer = await caller.marketplace.ListCategories(pb.ListCategoriesRequest())
        assert {one.category: one.agent_count for one in answer.categories}["security"] == expected


async def test_by_name_it_is_as_missing_as_one_that_never_was(town: Town) -> None:
    await secrets(town)
    calls: list[Callable[[str], Awaitable[Message]]] = [
        lambda agent: get(town.abroad, agent),
        lambda agent: install(town.abroad, agent),
        lambda agent: rate(town.abroad, agent, 5),
        lambda agent: town.abroad.marketplace.ListAgentVersions(pb.ListAgentVersionsRequest(agent=agent)),
    ]
    for call in calls:
        with refused(grpc.StatusCode.NOT_FOUND) as real:
            await call(f"default/{CANARY}")
        with refused(grpc.StatusCode.NOT_FOUND) as never:
            await call("default/neverexisted")
        assert real.value.details().replace(CANARY, "neverexisted") == never.value.details()
        with refused(grpc.StatusCode.NOT_FOUND) as hinted:
            await call(CANARY)
        assert "default/" not in hinted.value.details()


async def test_as_a_dependency_it_is_as_missing_as_one_that_never_was(town: Town) -> None:
    await secrets(town)
    texts = []
    for name in (CANARY, "neverexisted"):
        answer = await publish(town.abroad, f"user-{len(texts)}", needs=[(f"default/{name}", "")])
        assert [one.field for one in answer.findings if one.rule_id == "manifest.unresolved"] == ["dependencies[0]"]
        with refused(grpc.StatusCode.FAILED_PRECONDITION) as caught:
            await install(town.abroad, f"user-{len(texts)}")
        texts.append(caught.value.details().replace(name, "it").replace(f"user-{len(texts)}", "user"))
    assert texts[0] == texts[1]
    await publish(town.home, "home-user", needs=[(CANARY, "")])
    assert (await install(town.home, "home-user")).lock.agents[1].agent == f"default/{CANARY}"
    with refused(grpc.StatusCode.FAILED_PRECONDITION):
        await install(town.abroad, "default/home-user")


async def test_who_published_is_the_owners_business(town: Town) -> None:
    published = await publish(town.abroad, "a")
    publisher = published.agent_version.publisher
    assert publisher.startswith("key:")
    for caller, expected in ((town.abroad, publisher), (town.home, "")):
        listed = await caller.marketplace.ListAgentVersions(pb.ListAgentVersionsRequest(agent="neighbour/a"))
        assert [one.publisher for one in listed.agent_versions] == [expected]
        answer = await get(caller, "neighbour/a")
        assert answer.agent_version.publisher == expected
        assert (publisher in str(answer)) == bool(expected)


async def test_installations_and_votes_are_each_workspaces_own(town: Town) -> None:
    await publish(town.home, "a")
    await install(town.home, "a")
    assert await installed(town.abroad) == {}
    with refused(grpc.StatusCode.NOT_FOUND):
        await uninstall(town.abroad, "default/a")
    await install(town.abroad, "default/a")
    await uninstall(town.home, "a")
    assert await installed(town.abroad) == {"default/a": "1.0.0"}
    await rate(town.home, "a", 1)
    assert (await rate(town.abroad, "default/a", 5)).agent.rating_count == 2


async def test_what_is_installed_stays_when_its_owner_hides_it(town: Town) -> None:
    await publish(town.home, "a")
    await publish(town.abroad, "user", needs=[("default/a", "^1")])
    await install(town.abroad, "user")
    await publish(town.home, "a", version="1.1.0", public=False)
    with refused(grpc.StatusCode.NOT_FOUND):
        await get(town.abroad, "default/a")
    assert await search(town.abroad, "a", category="security") == []
    await publish(town.abroad, "other", needs=[("default/a", "^1")])
    answer = await install(town.abroad, "other")
    assert [(one.agent, one.version) for one in answer.lock.agents][1] == ("default/a", "1.0.0")
    assert await uninstall(town.abroad, "user") == ["neighbour/user"]
    assert await uninstall(town.abroad, "other") == ["neighbour/other", "default/a"]
