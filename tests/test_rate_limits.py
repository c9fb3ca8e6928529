"""Rate limits of single callers: who is refused when, and that waiting as long as told is enough and not too long."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

import grpc
import pytest
from google.rpc import error_details_pb2

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1 import api_key_pb2
from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.auth import Authenticator, Principal
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.errors import Overloaded, RateLimited
from agenthall_server.rate_limits import RateLimits, Rates
from agenthall_server.scope import Scope
from agenthall_server.streams import Streams
from tests.conftest import Hall, Stubs, details_of, reason, refused, running
from tests.small_server import trailer

ONE, TWO = Scope(1, "key:one"), Scope(1, "key:two")
ELSEWHERE = Scope(2, "key:one")


class Seconds:
    """A monotonic clock that stands still."""

    def __init__(self) -> None:
        self.now = 5000.0

    def __call__(self) -> float:
        return self.now


def limits(clock: Seconds, **rates: float) -> RateLimits:
    return RateLimits(Rates(**rates), now=clock)


def told(rate_limits: RateLimits, caller: Scope) -> float:
    """Seconds that a refused call is told to wait."""
    with pytest.raises(RateLimited) as caught:
        rate_limits.take(caller)
    assert caught.value.retry_after_seconds is not None
    return caught.value.retry_after_seconds


@pytest.mark.parametrize("rate", [0.1, 3.0, 7.0, 90.0])
@pytest.mark.parametrize("debt", [0, 1, 40])
def test_waiting_as_told_is_enough_and_a_fifth_less_is_not(rate: float, debt: int) -> None:
    clock = Seconds()
    rate_limits = limits(clock, key_per_second=rate, key_burst=2)
    for _ in range(2):
        rate_limits.take(ONE)
    rate_limits.owe(ONE, debt)
    started, seconds = clock.now, told(rate_limits, ONE)
    clock.now = started + 0.8 * seconds
    told(rate_limits, ONE)
    clock.now = started + seconds
    rate_limits.take(ONE)


def test_callers_of_one_workspace_share_its_calls() -> None:
    rate_limits = limits(Seconds(), key_per_second=10, key_burst=2, workspace_per_second=10, workspace_burst=3)
    rate_limits.take(ONE)
    rate_limits.take(ONE)
    rate_limits.take(TWO)
    assert "API key" in refusal(rate_limits, ONE)
    assert "workspace" in refusal(rate_limits, TWO)
    rate_limits.take(ELSEWHERE)  # the same name in another workspace is another caller


def test_a_call_that_the_workspace_refuses_costs_the_key_nothing() -> None:
    clock = Seconds()
    rate_limits = limits(clock, key_per_second=1, key_burst=2, workspace_per_second=1, workspace_burst=1)
    rate_limits.take(ONE)
    for _ in range(10):
        told(rate_limits, ONE)
    clock.now += 1
    rate_limits.take(ONE)


def refusal(rate_limits: RateLimits, caller: Scope) -> str:
    with pytest.raises(RateLimited) as caught:
        rate_limits.take(caller)
    return str(caught.value)


def test_servers_that_share_divide_the_rate() -> None:
    clock, servers = Seconds(), 1
    rate_limits = RateLimits(Rates(key_per_second=10, key_burst=10), now=clock, share=lambda: servers)
    servers = 2
    for _ in range(5):
        rate_limits.take(ONE)
    assert told(rate_limits, ONE) == pytest.approx(0.2)


def test_without_rates_there_are_no_limits() -> None:
    assert RateLimits.of(Rates()) is None


async def key_of(hall: Hall) -> Stubs:
    request = access_pb.CreateApiKeyRequest(display_name="limited", role=api_key_pb2.ROLE_RECORDER)
    return hall.caller((await hall.access.CreateApiKey(request)).secret)


async def test_a_key_that_calls_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"key_calls_per_second": 12.5, "key_burst": 3.0}
    async with running(f"sqlite:///{tmp_path}/hall.db", **settings) as hall:
        caller = await key_of(hall)
        for _ in range(3):
            await caller.access.WhoAmI(access_pb.WhoAmIRequest())
        error = await refused(caller.access.WhoAmI(access_pb.WhoAmIRequest()))
        assert (error.code(), reason(error)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "RATE_LIMITED")
        delay = details_of(error, error_details_pb2.RetryInfo).retry_delay.ToMilliseconds()
        assert trailer(error, "grpc-retry-pushback-ms") == str(delay)
        assert 0 < delay <= 80
        await hall.access.WhoAmI(access_pb.WhoAmIRequest())  # another caller, and its own tokens
        await asyncio.sleep(delay / 1000)
        await caller.access.WhoAmI(access_pb.WhoAmIRequest())


async def test_a_batch_costs_a_call_for_each_of_its_records(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"workspace_calls_per_second": 10.0, "workspace_burst": 10.0}
    async with running(f"sqlite:///{tmp_path}/hall.db", **settings) as hall:
        execution = execution_pb2.Execution(agent_name="planner", success=True)
        await hall.observability.RecordExecutions(pb.RecordExecutionsRequest(executions=[execution] * 100))
        error = await refused(hall.observability.GetDashboard(pb.GetDashboardRequest()))
        assert reason(error) == "RATE_LIMITED"
        seconds = details_of(error, error_details_pb2.RetryInfo).retry_delay.ToMilliseconds() / 1000
        assert seconds == pytest.approx(9.1, abs=0.5)  # 90 owed and one to take, at ten a second


async def test_a_batch_of_nothing_costs_a_call(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"key_calls_per_second": 0.01, "key_burst": 3.0}
    async with running(f"sqlite:///{tmp_path}/hall.db", **settings) as hall:
        nothing = pb.RecordExecutionsRequest()
        calls = [hall.observability.RecordExecutions(nothing) for _ in range(6)]
        answers = await asyncio.gather(*calls, return_exceptions=True)
    refusals = [answer for answer in answers if isinstance(answer, grpc.aio.AioRpcError)]
    assert [reason(error) for error in refusals].count("RATE_LIMITED") == 3


async def test_a_stream_costs_one_call_when_it_opens(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"key_calls_per_second": 0.01, "key_burst": 1.0}
    async with running(f"sqlite:///{tmp_path}/hall.db", **settings) as hall:
        stream = hall.observability.WatchMetrics(pb.WatchMetricsRequest())
        assert await stream.read()
        again = hall.observability.WatchMetrics(pb.WatchMetricsRequest())
        assert reason(await refused(again.read())) == "RATE_LIMITED"
        stream.cancel()


async def test_one_caller_holds_no_more_streams_than_its_share(tmp_path: Path) -> None:
    async with running(f"sqlite:///{tmp_path}/h.db", max_streams_per_caller=2) as hall:
        one, other = await key_of(hall), await key_of(hall)
        streams = [await watching(one) for _ in range(2)]
        error = await refused(watching(one))
        assert (error.code(), reason(error)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED")
        assert "2 streams" in str(error.details())
        assert details_of(error, error_details_pb2.RetryInfo).retry_delay.seconds == 1
        await watching(other)
        for _ in range(3):
            await watching(hall)  # nobody can tell calls without credentials apart
        assert await one.access.WhoAmI(access_pb.WhoAmIRequest())
        streams[0].cancel()
        async with asyncio.timeout(5):  # the server hears of the end a little later
            while not await is_let_in(one):  # noqa: ASYNC110 - it tells nobody
                await asyncio.sleep(0.005)
        assert not await is_let_in(one)


@pytest.mark.parametrize(("most_of_a_caller", "let_in"), [(1, False), (0, True)])
async def test_who_was_let_go_for_not_reading_still_counts(
    database: Database, most_of_a_caller: int, let_in: bool
) -> None:
    """Or one caller could take the places of all that wait for their last word."""
    authenticator = Authenticator(database, Committer(database), Clock(), None)
    streams = Streams(authenticator, 10, most_of_a_caller, 30.0)
    caller = Principal(ONE, "default", "ROLE_VIEWER", frozenset())
    slow, unread = streams.enter(), asyncio.get_running_loop().create_future()
    slow.belong_to(caller)
    parting = asyncio.create_task(slow.part(cast("Any", None), unread))
    await asyncio.sleep(0)
    assert (streams.open, streams.parted) == (1, 1)
    if let_in:
        streams.enter().belong_to(caller)
    else:
        with pytest.raises(Overloaded):
            streams.enter().belong_to(caller)
    parting.cancel()
    await asyncio.gather(parting, return_exceptions=True)
    slow.leave()
    streams.enter().belong_to(caller)


async def is_let_in(caller: Stubs) -> bool:
    try:
        await watching(caller)
    except grpc.aio.AioRpcError:
        return False
    return True


async def watching(caller: Stubs) -> Any:
    """A stream that has begun."""
    stream = caller.observability.WatchMetrics(pb.WatchMetricsRequest())
    await stream.read()
    return stream
