"""A clock that is set forward or back under a running server, or between two runs of it, breaks nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest
import pytest_asyncio

from agenthall.access.v1 import access_service_pb2, api_key_pb2
from agenthall.memory.v1 import build_pb2, team_memory_service_pb2
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimizer
from agenthall_server import audit
from agenthall_server.clock import Clock, system_now_us
from agenthall_server.database import open_for_reading
from tests.conftest import Hall, SettableClock, reason, refused, running
from tests.marketplace.conftest import install, publish
from tests.observability.calls import dashboard, executions, one
from tests.observability.test_watch import following, totals

HOUR = 3600
DAY = 24 * HOUR
JUMPS = {
    "a day back": -DAY,
    "an hour back": -HOUR,
    "six minutes back": -360,
    "a leap second back": -1,
    "a second on": 1,
    "six minutes on": 360,
    "an hour on": HOUR,
    "a day on": DAY,
}


@pytest_asyncio.fixture
async def moving(tmp_path: Path, clock: SettableClock) -> AsyncIterator[Hall]:
    """A server whose clock a test sets; time is not the database's business."""
    async with running(f"sqlite:///{tmp_path}/hall.db", clock) as hall:
        yield hall


jumps = pytest.mark.parametrize("seconds", JUMPS.values(), ids=JUMPS.keys())


@jumps
async def test_records_of_both_times_count_and_are_listed_once(
    moving: Hall, clock: SettableClock, seconds: float
) -> None:
    for _ in range(3):
        await one(moving, duration_ms=5)
        clock.advance(seconds)
    (agent,) = (await dashboard(moving)).agents
    assert (agent.total_executions, agent.avg_duration_ms) == (3, 5)
    found = [run.execution_id for run in await executions(moving, page_size=1)]
    assert len(found) == len(set(found)) == 3


@jumps
async def test_a_stream_goes_on_and_is_resumed(moving: Hall, clock: SettableClock, seconds: float) -> None:
    async with following(moving) as follower:
        await follower.next()
        clock.advance(seconds * 0.99)  # a resume token is good for a day
        await one(moving)
        assert totals((await follower.next()).delta) == {"planner": 1}
        token = follower.token
    clock.advance(-seconds * 0.99)
    await one(moving)
    async with following(moving, resume_token=token) as follower:
        assert totals((await follower.next()).delta) == {"planner": 2}


@jumps
async def test_a_key_serves_on_unless_its_life_is_over(moving: Hall, clock: SettableClock, seconds: float) -> None:
    request = access_service_pb2.CreateApiKeyRequest(display_name="ci", role=api_key_pb2.ROLE_VIEWER)
    request.lifetime.FromSeconds(12 * HOUR)
    secret = (await moving.access.CreateApiKey(request)).secret
    clock.advance(seconds)
    asking = moving.caller(secret).access.WhoAmI(access_service_pb2.WhoAmIRequest())
    if seconds < 12 * HOUR:
        assert (await asking).workspace == "default"
    else:
        assert reason(await refused(asking)) == "CREDENTIALS_INVALID"


@jumps
async def test_a_selection_is_rewarded_once(moving: Hall, clock: SettableClock, seconds: float) -> None:
    await moving.optimizer.AddVariant(optimizer.AddVariantRequest(agent_name="planner", variant_id="a", prompt="p"))
    selected = await moving.optimizer.SelectVariant(optimizer.SelectVariantRequest(agent_name="planner"))
    clock.advance(seconds)
    request = optimizer.RecordResultRequest(selection_id=selected.selection_id, success=True)
    first = await moving.optimizer.RecordResult(request)
    assert (first.duplicate, first.late) == (False, seconds >= DAY)
    clock.advance(-seconds)
    assert (await moving.optimizer.RecordResult(request)).duplicate
    listing = optimizer.ListVariantsRequest(agent_name="planner")
    (variant,) = (await moving.optimizer.ListVariants(listing)).variants
    assert variant.executions == 1


@jumps
async def test_a_request_id_is_answered_once_within_its_day(moving: Hall, clock: SettableClock, seconds: float) -> None:
    await publish(moving, "tool")
    first = await install(moving, "tool", request_id="one")
    clock.advance(seconds * 0.99)
    assert await install(moving, "tool", request_id="one") == first


@jumps
async def test_a_new_variant_is_selected_at_once(moving: Hall, clock: SettableClock, seconds: float) -> None:
    request = optimizer.SelectVariantRequest(agent_name="planner")
    await moving.optimizer.SelectVariant(request)
    clock.advance(seconds)
    await moving.optimizer.AddVariant(optimizer.AddVariantRequest(agent_name="planner", variant_id="a", prompt="p"))
    assert (await moving.optimizer.SelectVariant(request)).variant.variant_id == "a"


@jumps
async def test_the_audit_log_stays_a_chain(moving: Hall, clock: SettableClock, tmp_path: Path, seconds: float) -> None:
    request = access_service_pb2.CreateApiKeyRequest(display_name="ci", role=api_key_pb2.ROLE_VIEWER)
    for _ in range(3):
        await moving.access.CreateApiKey(request)
        clock.advance(seconds)
    with open_for_reading(f"sqlite:///{tmp_path}/hall.db") as connection:
        assert audit.first_break(connection, 1) == ""
        assert audit.head(connection, 1).sequence >= 3


async def test_a_server_that_starts_in_the_same_microsecond_again_finds_other_keys(database_url: str) -> None:
    now = system_now_us()

    async def record(hall: Hall, number: int) -> None:
        build = build_pb2.Build(build_id=f"b{number}", team_id="web", prompt="a web shop", success=True)
        await hall.memory.RecordBuild(team_memory_service_pb2.RecordBuildRequest(build=build))

    for run in range(2):
        async with running(database_url, Clock(now_us=lambda: now)) as hall:
            await asyncio.gather(*(record(hall, 4 * run + number) for number in range(4)))
            found = await hall.memory.ListBuilds(team_memory_service_pb2.ListBuildsRequest())
            assert len(found.builds) == 4 * (run + 1)


async def test_what_is_far_in_the_future_is_refused_by_the_clock_as_it_is(moving: Hall, clock: SettableClock) -> None:
    clock.advance(HOUR)
    run = await one(moving)
    clock.advance(-HOUR)
    listed = (await executions(moving))[0]
    error = await refused(one(moving, execution_id="later", start_time=listed.receive_time))
    assert run.execution_id == listed.execution_id
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
