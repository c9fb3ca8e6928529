"""What resumable streams share: one answer for equal ones, fewer and newer messages for slow ones, no gap alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import pytest
from google.protobuf.duration_pb2 import Duration

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.changes import Signals
from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.observability import wire_alerts, wire_dashboard, wire_executions
from agenthall_server.observability.following import AGAIN, Event, Follower, Found, Wire
from agenthall_server.observability.watching import MetricsWatcher
from agenthall_server.observability.watching_alerts import AlertsWatcher
from agenthall_server.scope import Scope
from agenthall_server.tokens import Signer
from tests.conftest import Hall
from tests.observability.calls import record

SCOPE = Scope(1, "local")
SIGNER = Signer({1: b"k" * 32})
INTERVAL = 0.02
PLAIN: Wire[int] = Wire(
    event=lambda event: f"{event.kind} {list(event.items)}".encode(), missed=lambda looks: f" after {looks}".encode()
)
METHOD = "/agenthall.observability.v1.ObservabilityService/WatchMetrics"


@dataclass
class Counted:
    """A store with one number in it, its revision, that says how often it was asked."""

    signals: Signals = field(default_factory=Signals)
    revision: int = 0
    asked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.follower = Follower(Clock(), SIGNER, self.signals, PLAIN, purpose="test", topic="test")

    def commit(self) -> None:
        self.revision += 1
        self.signals.touch(SCOPE.workspace_key, "test")

    async def changed(self, after: int) -> Found[int]:
        self.asked.append(after)
        newest = self.revision
        await asyncio.sleep(0.001)
        return Found(newest, [newest] if newest > after else [])

    def later(self, shape: tuple[str, ...] = (), interval: float = INTERVAL) -> AsyncGenerator[bytes, None]:
        """A stream that has seen all that there is."""
        count = self.follower.count(SCOPE)
        return self.follower.later(SCOPE, shape, self.revision, count, self.changed, interval, asyncio.Event())


async def test_equal_streams_share_one_answer() -> None:
    store = Counted()
    streams = [store.later() for _ in range(50)]
    coming = [asyncio.ensure_future(anext(stream)) for stream in streams]
    await asyncio.sleep(0)
    store.commit()
    messages = await asyncio.gather(*coming)
    assert set(messages) == {b"delta [1]"}
    assert len(store.asked) == len({id(message) for message in messages}) <= 2, "some may have come before an instant"


async def test_streams_that_differ_share_none() -> None:
    store = Counted()
    streams = [store.later(), store.later(("filter",)), store.later(interval=INTERVAL * 2)]
    coming = [asyncio.ensure_future(anext(stream)) for stream in streams]
    await asyncio.sleep(0)
    store.commit()
    assert set(await asyncio.gather(*coming)) == {b"delta [1]"}
    assert store.asked == [0, 0, 0]


async def test_a_stream_that_ends_takes_nobody_with_it() -> None:
    store = Counted()
    leaving, staying = (asyncio.ensure_future(anext(store.later())) for _ in range(2))
    await asyncio.sleep(0)
    store.commit()
    while not store.asked:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0)
    leaving.cancel()
    assert await staying == b"delta [1]"


async def test_who_reads_slowly_gets_fewer_and_newer_messages_and_is_told() -> None:
    store = Counted()
    slow = store.later()
    quick = asyncio.create_task(_count(store.later(), 4))
    coming = asyncio.ensure_future(anext(slow))
    for number in range(1, 5):
        store.commit()
        await asyncio.sleep(INTERVAL)
        if number == 1:
            assert await coming == b"delta [1]"
    message = await anext(slow)
    assert message.startswith(b"delta [4] after ")
    assert int(message.rpartition(b" ")[2]) >= 2
    store.commit()
    assert (await anext(slow)).startswith(b"delta [5]")
    assert await quick >= 3


async def _count(stream: AsyncGenerator[bytes, None], last: int) -> int:
    """How many messages it takes to see that revision."""
    seen = 0
    async for message in stream:
        seen += 1
        if f"[{last}]".encode() in message:
            break
    return seen


async def test_a_commit_during_an_answer_comes_with_the_next_one() -> None:
    store = Counted()
    stream = store.later()
    coming = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0)
    store.commit()
    while not store.asked:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0)
    store.commit()
    assert await coming == b"delta [1]"
    assert (await anext(stream)).startswith(b"delta [2]")


async def test_two_subscribers_get_the_same_bytes(hall: Hall) -> None:
    request = pb.WatchMetricsRequest(interval=Duration(nanos=100_000_000)).SerializeToString()
    streams = [hall.channel.unary_stream(METHOD)(request) for _ in range(2)]
    for stream in streams:
        await stream.read()
    equal = 0
    for number in range(1, 4):  # one of the two may have looked before a commit and one after it
        await record(hall)
        first, second = [await stream.read() for stream in streams]
        equal += first == second
        assert pb.WatchMetricsResponse.FromString(first).delta.agents[0].total_executions == number
    assert equal > 0
    for stream in streams:
        stream.cancel()


@pytest.mark.parametrize("topic", ["metrics", "alerts"])
async def test_a_gap_is_followed_by_a_snapshot_also_on_the_next_stream(database: Database, topic: str) -> None:
    """A stream may break between the two."""
    signals = Signals()

    def follow(token: str) -> AsyncGenerator[bytes, None]:
        draining = asyncio.Event()
        if topic == "metrics":
            metrics = MetricsWatcher(database, Clock(), SIGNER, signals, wire_dashboard.WATCH)
            return metrics.follow(SCOPE, (), INTERVAL, token, draining)
        alerts = AlertsWatcher(database, Clock(), SIGNER, signals, wire_alerts.WATCH)
        return alerts.follow(SCOPE, INTERVAL, token, draining)

    async def first(token: str, count: int) -> list[Any]:
        async with aclosing(follow(token)) as messages:
            return [_response(topic).FromString(await anext(messages)) for _ in range(count)]

    (snapshot,) = await first("", 1)
    body = SIGNER.verify(f"watch-{topic}", snapshot.resume_token)
    newer = SIGNER.sign(f"watch-{topic}", [*body[:-2], body[-2] + 99, body[-1]])
    gap, snapshot = await first(newer, 2)
    assert [gap.WhichOneof("event"), snapshot.WhichOneof("event")] == ["gap", "snapshot"]
    assert SIGNER.verify(f"watch-{topic}", gap.resume_token)[-2] == AGAIN
    (resumed,) = await first(gap.resume_token, 1)
    assert resumed.WhichOneof("event") == "snapshot"


def _response(topic: str) -> Any:
    return pb.WatchMetricsResponse if topic == "metrics" else pb.WatchAlertsResponse


def test_what_is_appended_is_read_as_one_message() -> None:
    wires: Sequence[tuple[Wire[Any], Any]] = (
        (wire_dashboard.WATCH, pb.WatchMetricsResponse),
        (wire_alerts.WATCH, pb.WatchAlertsResponse),
        (wire_executions.WATCH, pb.WatchExecutionsResponse),
    )
    for wire, kind in wires:
        message: Any = kind.FromString(wire.event(Event("heartbeat", "token", 1_000_000)) + wire.missed(7))
        assert (message.WhichOneof("event"), message.resume_token, message.missed_intervals) == (
            "heartbeat",
            "token",
            7,
        )
