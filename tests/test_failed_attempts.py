"""Wrong credentials: whom they are counted for, how long refusals take, and whom they never hold up."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import monotonic
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import api_key_pb2
from agenthall.observability.v1 import observability_service_pb2 as metrics_pb
from agenthall_server import failed_attempts
from agenthall_server.failed_attempts import FailedAttempts, peer_of
from tests.conftest import Hall, Stubs, details_of, reason, refused, running

HERE, THERE = "ipv4:192.0.2.1:1000", "ipv4:192.0.2.2:1000"


class Watch:
    """A monotonic time that only sleeping moves, and how long was slept."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def attempts(watch: Watch) -> FailedAttempts:
    return FailedAttempts(now=watch.now, sleep=watch.sleep)


async def test_the_tenth_failure_waits_and_each_further_one_twice_as_long(
    attempts: FailedAttempts, watch: Watch
) -> None:
    told = [await attempts.wait(HERE, 10) for _ in range(18)]
    assert watch.slept == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0]
    assert told[:9] == [None] * 9
    assert told[9] == pytest.approx(60 - 0.1), "when the second failure is a minute old, eight are left"


async def test_what_a_caller_is_told_is_right(attempts: FailedAttempts, watch: Watch) -> None:
    for _ in range(12):
        watch.time += 1
        after = await attempts.wait(HERE, 10)
    assert after is not None
    before = len(watch.slept)
    watch.time += after
    assert await attempts.wait(HERE, 10) is None
    assert len(watch.slept) == before
    assert await attempts.wait(HERE, 10) is not None, "one moment later it is the tenth again"


async def test_a_minute_later_all_is_forgotten(attempts: FailedAttempts, watch: Watch) -> None:
    for _ in range(30):
        await attempts.wait(HERE, 10)
    watch.time += 60
    assert [await attempts.wait(HERE, 10) for _ in range(9)] == [None] * 9


async def test_nine_a_minute_never_wait(attempts: FailedAttempts, watch: Watch) -> None:
    for _ in range(100):
        await attempts.wait(HERE, 10)
        watch.time += 60 / 9
    assert not watch.slept


async def test_another_peer_is_another_count(attempts: FailedAttempts, watch: Watch) -> None:
    for _ in range(12):
        await attempts.wait(HERE, 10)
    assert await attempts.wait(THERE, 10) is None
    assert await attempts.wait(HERE.replace(":1000", ":2000"), 10) is not None, "a new port is no new peer"


@pytest.mark.parametrize(
    ("address", "peer"),
    [
        ("ipv4:192.0.2.1:50051", "192.0.2.1"),
        ("ipv6:%5B2001:db8:1:2:3:4:5:6%5D:50051", "2001:db8:1:2::/64"),
        ("ipv6:[2001:db8:1:2:ffff::1]:1", "2001:db8:1:2::/64"),
        ("ipv6:%5B::1%5D:50051", "::/64"),
        ("ipv6:%5B::ffff:192.0.2.1%5D:50051", "192.0.2.1"),
        ("ipv6:%5Bfe80::1%25eth0%5D:50051", "fe80::/64"),
        ("unix:/run/agenthall.sock", "unix"),
        ("unix:", "unix"),
        ("unix-abstract:name", "unix-abstract"),
        ("ipv4:nonsense", "ipv4"),
        ("ipv6:%ff", "ipv6"),
        ("", ""),
        ("x" * 1000, "x" * 16),
    ],
)
def test_whom_a_failure_counts_for(address: str, peer: str) -> None:
    assert peer_of(address) == peer


async def test_memory_is_bounded_and_the_longest_quiet_peer_goes_first(attempts: FailedAttempts) -> None:
    many = 300
    for number in range(failed_attempts._PEERS + many):
        await attempts.wait(f"ipv4:10.{number >> 16}.{number >> 8 & 255}.{number & 255}:1", 10)
        if number % 1000 == 0:
            await attempts.wait(HERE, 10)
    assert len(attempts._failures) == failed_attempts._PEERS
    assert peer_of(HERE) in attempts._failures
    assert "10.0.0.1" not in attempts._failures
    for _ in range(100):
        await attempts.wait(HERE, 10)
    assert max(map(len, attempts._failures.values())) <= 16


async def test_only_so_many_wait_and_the_rest_is_refused_at_once(watch: Watch) -> None:
    hold = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        await hold.wait()

    attempts = FailedAttempts(now=watch.now, sleep=sleep)
    for _ in range(9):
        await attempts.wait(HERE, 10)
    waiting = [asyncio.create_task(attempts.wait(HERE, 10)) for _ in range(failed_attempts._WAITING)]
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        assert await attempts.wait(HERE, 10) is not None, "one too many"
    waiting.pop().cancel()
    await asyncio.sleep(0)
    again = asyncio.create_task(attempts.wait(HERE, 10))
    await asyncio.sleep(0)
    assert not again.done(), "one that gave up has made room"
    async with asyncio.timeout(5):
        assert await attempts.wait(HERE, failed_attempts._BYTES_THAT_WAIT + 1) is not None, "too large to be held"
    hold.set()
    await asyncio.gather(*waiting, again)


async def test_it_can_be_turned_off(watch: Watch) -> None:
    attempts = FailedAttempts(0, now=watch.now, sleep=watch.sleep)
    assert [await attempts.wait(HERE, 10) for _ in range(50)] == [None] * 50


def who(hall: Hall, credential: str | None = None) -> Any:
    metadata = (("authorization", f"Bearer {credential}"),) if credential else ()
    return hall.access.WhoAmI(pb.WhoAmIRequest(), metadata=metadata)


async def test_guesses_are_slow_and_the_right_key_is_not(sqlite_hall: Hall) -> None:
    request = pb.CreateApiKeyRequest(display_name="k", role=api_key_pb2.ROLE_VIEWER)
    secret = (await sqlite_hall.access.CreateApiKey(request)).secret
    guess = f"{secret[:-4]}AAAA"
    errors = [await refused(who(sqlite_hall, guess)) for _ in range(9)]
    assert all("retry" not in str(error.trailing_metadata()) for error in errors)
    slow = asyncio.gather(*(refused(who(sqlite_hall, guess)) for _ in range(3)))
    await asyncio.sleep(0)
    assert (await who(sqlite_hall, secret)).role == api_key_pb2.ROLE_VIEWER
    assert (await who(sqlite_hall)).principal == "local"
    assert not slow.done(), "who is right does not wait with those who are wrong"
    for error in await slow:
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_INVALID")
        assert 50 <= details_of(error, error_details_pb2.RetryInfo).retry_delay.ToSeconds() <= 60


@pytest.mark.parametrize("streams", [False, True])
async def test_guesses_that_wait_keep_nobody_out(tmp_path: Path, *, streams: bool) -> None:
    """They wait beside the seats: otherwise a few of them were all that is served."""
    async with running(f"sqlite:///{tmp_path}/hall.db", failed_attempts_per_minute=1, readers=1) as hall:
        guesser = hall.caller("agenthall_nobody")
        guesses = [asyncio.create_task(refused(called(guesser, streams=streams))) for _ in range(40)]
        await asyncio.sleep(0.5)
        started = monotonic()
        await called(hall, streams=streams)
        assert monotonic() - started < 1.5
        for guess in guesses:
            guess.cancel()
        await asyncio.gather(*guesses, return_exceptions=True)


async def called(caller: Stubs, *, streams: bool) -> None:
    """A read, or a stream until its first message."""
    if streams:
        await caller.observability.WatchMetrics(metrics_pb.WatchMetricsRequest()).read()
    else:
        await caller.access.WhoAmI(pb.WhoAmIRequest(), timeout=10)


async def test_calls_without_credentials_are_no_guesses(tmp_path: object) -> None:
    async with running(f"sqlite:///{tmp_path}/h.db", auth="required") as hall:
        for _ in range(15):
            assert reason(await refused(who(hall))) == "CREDENTIALS_MISSING"
        assert "retry" not in str((await refused(who(hall, "wrong"))).trailing_metadata())
