"""Two servers on one PostgreSQL database: together they are as exact as one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import grpc
import pytest_asyncio
from google.rpc import error_details_pb2

from agenthall.access.v1 import access_service_pb2, api_key_pb2
from agenthall.memory.v1 import build_pb2, team_memory_service_pb2
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimizer
from tests.conftest import Hall, details_of, reason, running
from tests.marketplace.conftest import get, install, publish, rate
from tests.observability.calls import dashboard, execution, record
from tests.observability.test_tail import batch, tailing
from tests.observability.test_watch import following, totals

Pair = tuple[Hall, Hall]


@pytest_asyncio.fixture
async def pair(new_postgres: Callable[[], str]) -> AsyncIterator[Pair]:
    """Two servers on one empty database."""
    url = new_postgres()
    async with running(url) as first, running(url) as second:
        yield first, second


async def both(pair: Pair, call: Callable[[Hall, int], Awaitable[Any]], times: int) -> list[Any]:
    """`times` calls, every other one to the other server, all at once; errors are answers."""
    calls = (call(pair[number % 2], number) for number in range(times))
    return await asyncio.gather(*calls, return_exceptions=True)


def outcomes(answers: list[Any]) -> Counter[str]:
    return Counter(reason(answer) if isinstance(answer, grpc.aio.AioRpcError) else "OK" for answer in answers)


async def becomes_true(ask: Callable[[], Awaitable[bool]], seconds: float = 5.0) -> None:
    """Asks again and again, at most so long."""
    async with asyncio.timeout(seconds):
        while not await ask():  # noqa: ASYNC110 - the other server has no event to wait for
            await asyncio.sleep(0.1)


async def test_executions_are_counted_once_whichever_server_they_reach(pair: Pair) -> None:
    def batch(number: int) -> list[Any]:  # each id is sent to both servers
        return [execution(execution_id=f"e{number // 2}-{item}", duration_ms=item, tokens=7) for item in range(20)]

    answers = await both(pair, lambda hall, number: record(hall, *batch(number)), 60)
    assert sum(answer.accepted_count for answer in answers) == 600
    assert sum(answer.duplicate_count for answer in answers) == 600
    for hall in pair:
        (agent,) = (await dashboard(hall)).agents
        assert agent.total_executions == 600
        assert (agent.avg_duration_ms, agent.avg_tokens) == (9.5, 7)


async def test_tails_of_both_servers_show_each_execution_once_and_in_the_same_order(pair: Pair) -> None:
    first, second = pair
    async with tailing(first) as one, tailing(second) as other:
        await both(pair, lambda hall, number: record(hall, *batch(f"e{number}-", 20)), 30)
        assert len(set(await one.read(600))) == 600
        assert await other.read(600) == one.ids
    async with tailing(second, resume_token=one.token) as resumed:
        await record(first, *batch("late", 2))
        assert await resumed.read(2 - len(resumed.ids)) == ["late0", "late1"]


async def test_builds_of_both_servers_are_one_history(pair: Pair) -> None:
    async def build(hall: Hall, number: int) -> None:
        new = build_pb2.Build(build_id=f"b{number}", team_id="web", prompt="a web shop", success=True, quality_score=80)
        await hall.memory.RecordBuild(team_memory_service_pb2.RecordBuildRequest(build=new))

    assert set(await both(pair, build, 80)) == {None}
    for hall in pair:
        request = team_memory_service_pb2.GetTeamInsightsRequest(team_id="web")
        assert (await hall.memory.GetTeamInsights(request)).total_builds == 80
        listing = team_memory_service_pb2.ListBuildsRequest(page_size=1000)
        found = (await hall.memory.ListBuilds(listing)).builds
        assert {one.build_id for one in found} == {f"b{number}" for number in range(80)}


async def test_variants_and_results(pair: Pair) -> None:
    async def add(hall: Hall, number: int) -> None:
        await hall.optimizer.AddVariant(
            optimizer.AddVariantRequest(agent_name="planner", variant_id=f"v{number}", prompt="p")
        )

    assert outcomes(await both(pair, add, 230)) == {"OK": 200, "VARIANT_LIMIT_REACHED": 30}
    listing = optimizer.ListVariantsRequest(agent_name="planner", page_size=1000)
    variants = [one.variant_id for one in (await pair[0].optimizer.ListVariants(listing)).variants]

    async def result(hall: Hall, number: int) -> Any:
        return await hall.optimizer.RecordResult(
            optimizer.RecordResultRequest(
                agent_name="planner", variant_id=variants[number % 3], result_id=f"r{number // 2}", success=True
            )
        )

    for start in range(2):  # the second time all are repeats
        answers = await both(pair, lambda hall, number: result(hall, number * 2), 90)
        assert Counter(answer.duplicate for answer in answers) == {bool(start): 90}
    counted = {one.variant_id: one.executions for one in (await pair[1].optimizer.ListVariants(listing)).variants}
    assert [counted[name] for name in variants[:4]] == [30, 30, 30, 0]


async def test_a_new_variant_is_selected_by_the_other_server_soon(pair: Pair) -> None:
    first, second = pair
    request = optimizer.SelectVariantRequest(agent_name="planner")
    assert (await second.optimizer.SelectVariant(request)).variant.variant_id == "default"
    await first.optimizer.AddVariant(optimizer.AddVariantRequest(agent_name="planner", variant_id="a", prompt="p"))

    async def selected() -> bool:
        return bool((await second.optimizer.SelectVariant(request)).variant.variant_id == "a")

    await becomes_true(selected)


async def test_votes_and_versions(pair: Pair) -> None:
    async def same(hall: Hall, _number: int) -> Any:
        return await publish(hall, "tool", version="1.0.0")

    async def different(hall: Hall, number: int) -> Any:
        return await publish(hall, "tool", version="2.0.0", description=f"The version of server {number}.")

    assert outcomes(await both(pair, same, 12)) == {"OK": 12}
    assert outcomes(await both(pair, different, 4)) == {"OK": 1, "VERSION_ALREADY_PUBLISHED": 3}
    votes = await both(pair, lambda hall, number: rate(hall, "tool", 1 + number % 9 / 2), 36)
    assert outcomes(votes) == {"OK": 36}
    agent = (await get(pair[0], "tool")).agent
    assert agent.rating_count == 1
    assert agent.average_rating in {vote.agent.average_rating for vote in votes}
    stored = (await rate(pair[1], "tool", 4.5)).agent
    assert (stored.rating_count, stored.average_rating) == (1, 4.5)


async def test_a_request_id_is_answered_once_by_all_servers(pair: Pair) -> None:
    await publish(pair[0], "tool")
    answers = await both(pair, lambda hall, _number: install(hall, "tool", request_id="one"), 10)
    assert len({answer.SerializeToString(deterministic=True) for answer in answers}) == 1
    assert (await get(pair[1], "tool")).agent.download_count == 1


async def test_a_key_that_one_server_revoked_ends_at_the_other(pair: Pair) -> None:
    first, second = pair
    request = access_service_pb2.CreateApiKeyRequest(display_name="ci", role=api_key_pb2.ROLE_VIEWER)
    created = await first.access.CreateApiKey(request)
    caller = second.caller(created.secret)
    await caller.access.WhoAmI(access_service_pb2.WhoAmIRequest())
    await first.access.RevokeApiKey(access_service_pb2.RevokeApiKeyRequest(key_id=created.api_key.key_id))

    async def ended() -> bool:
        answers = await asyncio.gather(caller.access.WhoAmI(access_service_pb2.WhoAmIRequest()), return_exceptions=True)
        return outcomes(answers) == {"CREDENTIALS_INVALID": 1}

    await becomes_true(ended)


async def test_a_stream_at_one_server_ends_within_five_seconds_with_a_key_that_another_revoked(pair: Pair) -> None:
    first, second = pair
    request = access_service_pb2.CreateApiKeyRequest(display_name="ci", role=api_key_pb2.ROLE_VIEWER)
    created = await first.access.CreateApiKey(request)
    async with following(second.caller(created.secret)) as follower:
        await follower.next()
        await first.access.RevokeApiKey(access_service_pb2.RevokeApiKeyRequest(key_id=created.api_key.key_id))
        async with asyncio.timeout(5):
            assert reason(await follower.end()) == "CREDENTIALS_INVALID"


async def test_a_stream_shows_what_the_other_server_recorded_and_is_resumed_there(pair: Pair) -> None:
    first, second = pair
    async with following(second) as follower:
        await follower.next()
        await record(first, agent_name="planner")
        assert totals((await follower.next()).delta) == {"planner": 1}
        await record(second, agent_name="planner")
        assert totals((await follower.next()).delta) == {"planner": 2}
        token = follower.token
    await record(second, agent_name="coder")
    async with following(first, resume_token=token) as follower:
        assert totals((await follower.next()).delta) == {"coder": 1}


async def test_servers_may_start_at_the_same_time(new_postgres: Callable[[], str]) -> None:
    url = new_postgres()

    async def serve(number: int) -> int:
        async with running(url, catalog=True) as hall:
            await record(hall, agent_name=f"a{number}")
            return len((await dashboard(hall)).agents)

    assert all(await asyncio.gather(*(serve(number) for number in range(4))))


async def test_a_limit_of_the_service_is_divided_among_its_servers(new_postgres: Callable[[], str]) -> None:
    url = new_postgres()
    limited: dict[str, Any] = {"workspace_calls_per_second": 2, "workspace_burst": 1}

    async def seconds_to_wait(hall: Hall) -> float:
        request = access_service_pb2.WhoAmIRequest()
        answers = await asyncio.gather(*(hall.access.WhoAmI(request) for _ in range(2)), return_exceptions=True)
        (error,) = (answer for answer in answers if isinstance(answer, grpc.aio.AioRpcError))
        delay = details_of(error, error_details_pb2.RetryInfo).retry_delay
        return float(delay.ToMilliseconds()) / 1000

    async with running(url, **limited) as first:
        assert 0.3 < await seconds_to_wait(first) <= 0.5
        async with running(url, **limited) as second:
            await asyncio.sleep(2.5)  # they look every 2 seconds
            for hall in (first, second):
                assert 0.8 < await seconds_to_wait(hall) <= 1.0
