"""Seats: who gets one, who waits, who is refused at once, and how their number follows what is seen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall_server.admission import Door, Gate, Room
from agenthall_server.errors import DeadlineExceeded, Overloaded
from tests.conftest import Hall, details_of, reason, refused, running
from tests.small_server import small, trailer


def room(*, fewest: int = 1, most: int = 1, longest_wait: float = 10.0, taken_for: float = 0.0) -> Room:
    """A room whose seats were taken for so many seconds of late."""
    made = Room(Door(), fewest, most, longest_wait)
    for _ in range(200 if taken_for else 0):
        made.served(taken_for)
    return made


async def enter(gate: Gate, left: float = 10.0) -> asyncio.Task[None]:
    """A call at the gate, which has come as far as it gets by itself."""
    entering = asyncio.create_task(gate.enter(left))
    await asyncio.sleep(0)
    return entering


async def test_seats_are_given_in_the_order_of_coming() -> None:
    gate = Gate(room())
    first, second, third = [await enter(gate) for _ in range(3)]
    await asyncio.sleep(0.02)
    assert [task.done() for task in (first, second, third)] == [True, False, False]
    gate.leave()
    await second
    assert not third.done()
    gate.leave()
    await third


async def test_a_call_that_would_come_too_late_is_refused_at_once_with_the_wait() -> None:
    gate = Gate(room(taken_for=0.2))
    await gate.enter(10.0)
    waiting = await enter(gate, 1.0)
    with pytest.raises(Overloaded) as caught:
        await gate.enter(0.7)  # two times 0.2 s until its seat, which count three times
    assert caught.value.retry_after_seconds == pytest.approx(0.4, abs=0.01)
    assert not waiting.done()
    gate.leave()
    await waiting


async def test_who_would_wait_more_than_a_third_of_the_longest_wait_is_refused() -> None:
    gate = Gate(room(longest_wait=0.3, taken_for=0.2))
    await gate.enter(10.0)
    with pytest.raises(Overloaded):
        await gate.enter(10.0)


async def test_a_call_with_less_time_than_its_method_takes_is_refused_but_not_for_ever() -> None:
    gate = Gate(room())
    gate.served(1.0)
    refusals = 0
    while True:
        try:
            await gate.enter(0.05)
            break
        except Overloaded:
            refusals += 1
    assert 1 <= refusals <= 10


async def test_no_work_begins_with_less_than_a_millisecond_left() -> None:
    gate = Gate(room())
    with pytest.raises(DeadlineExceeded):
        await gate.enter(0.0009)
    await gate.enter(0.01)


async def test_who_gives_up_waiting_leaves_no_seat_taken() -> None:
    gate = Gate(room())
    await gate.enter(10.0)
    given_up, next_one = await enter(gate), await enter(gate)
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    gate.leave()
    await next_one
    third = await enter(gate)
    gate.leave()
    third.cancel()  # at the moment at which the seat is given to it, or before
    await asyncio.gather(third, return_exceptions=True)
    await asyncio.wait_for(gate.enter(10.0), 1)


async def test_new_calls_go_before_those_that_wait_and_cost_seats() -> None:
    crowded = room(fewest=1, most=8)
    gates = Gate(crowded)
    for _ in range(8):
        await gates.enter(10.0)
    waiting = await enter(gates)

    def come() -> None:
        crowded.arrived()
        coming.append(asyncio.get_running_loop().call_soon(come))

    coming: list[asyncio.Handle] = []
    come()
    gates.leave()
    await asyncio.sleep(0.002)
    assert not waiting.done()
    await asyncio.sleep(0.02)
    assert crowded.seats < 8
    coming[-1].cancel()
    for _ in range(8):
        gates.leave()
        await asyncio.sleep(0.001)
    await waiting


async def test_a_stream_has_its_seat_until_its_first_message() -> None:
    gate = Gate(room())
    opening = await gate.open(None)
    second = await enter(gate)
    opening.heard()
    await asyncio.wait_for(second, 1)
    opening.end()  # once is enough
    third = await enter(gate)
    await asyncio.sleep(0.02)
    assert not third.done()
    gate.leave()
    await third


async def test_streams_that_say_nothing_keep_no_stream_out(tmp_path: Path) -> None:
    async def silence() -> AsyncIterator[Any]:
        for _ in range(await asyncio.Event().wait()):
            yield None

    async with small(tmp_path, reads=1) as server:
        server.watching.messages = silence
        silent = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        await wait_until(lambda: server.pipeline.streams.open == 1)
        another = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        await wait_until(lambda: server.pipeline.rooms.openings.waiting == 1)
        await wait_until(lambda: server.pipeline.rooms.openings.waiting == 0)
        silent.cancel()
        another.cancel()
        await wait_until(lambda: server.pipeline.streams.open == 0)


async def wait_until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - what is waited for is inside the server and tells nobody
            await asyncio.sleep(0.005)


async def test_a_refused_call_is_told_when_to_come_back(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with small(tmp_path, reads=1, wait_seconds=0.0) as server:
        server.pipeline.rooms.reads.served(1.0)
        server.access.behaviour = gate.wait
        first = asyncio.ensure_future(server.stub.WhoAmI(pb.WhoAmIRequest()))
        await wait_until(lambda: server.access.running == 1)
        error = await refused(server.stub.WhoAmI(pb.WhoAmIRequest()))
        assert (error.code(), reason(error)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED")
        delay = details_of(error, error_details_pb2.RetryInfo).retry_delay.ToMilliseconds()
        assert trailer(error, "grpc-retry-pushback-ms") == str(delay)
        assert delay >= 100
        gate.set()
        await first


async def test_reads_that_wait_keep_no_write_and_no_stream_out(tmp_path: Path) -> None:
    async def one() -> AsyncIterator[Any]:
        yield observability_pb.WatchMetricsResponse()

    gate = asyncio.Event()
    async with small(tmp_path, reads=1) as server:
        server.access.behaviour = gate.wait
        server.watching.messages = one
        reads = [asyncio.ensure_future(server.stub.WhoAmI(pb.WhoAmIRequest())) for _ in range(3)]
        await wait_until(lambda: server.pipeline.rooms.reads.waiting == 2)
        stream = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        assert await stream.read()
        write = await refused(server.stub.CreateApiKey(pb.CreateApiKeyRequest(display_name="x", role=1)))
        assert reason(write) == "INTERNAL"  # it was let in; nobody here serves it
        gate.set()
        await asyncio.gather(*reads)


async def test_many_reads_at_once_are_all_served(hall: Hall) -> None:
    calls = (hall.observability.GetDashboard(observability_pb.GetDashboardRequest()) for _ in range(40))
    assert len(await asyncio.gather(*calls)) == 40


async def test_health_needs_no_seat(tmp_path: Path) -> None:
    """Or a balancer would take away a server that has as much to do as it can."""
    health = health_pb2.HealthCheckRequest()
    async with running(f"sqlite:///{tmp_path}/hall.db", max_calls_in_flight=1) as hall:
        calls = [hall.observability.GetDashboard(observability_pb.GetDashboardRequest()) for _ in range(50)]
        answers = await asyncio.gather(*(health_pb2_grpc.HealthStub(hall.channel).Check(health) for _ in range(20)))
        assert {answer.status for answer in answers} == {health_pb2.HealthCheckResponse.SERVING}
        ends = await asyncio.gather(*calls, return_exceptions=True)
        refusals = [end for end in ends if isinstance(end, grpc.aio.AioRpcError)]
        assert {reason(refusal) for refusal in refusals} == {"OVERLOADED"}
