"""WatchExecutions: every execution that is recorded comes once, whoever writes and however often the stream breaks."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import random
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1 import api_key_pb2
from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import offline
from agenthall_server.changes import Signals
from agenthall_server.clock import DAY_US, Clock
from agenthall_server.config import Settings
from agenthall_server.database import Database
from agenthall_server.observability import store, store_retention
from agenthall_server.observability.executions import FAILED, OK
from agenthall_server.observability.store_names import CountedNames
from agenthall_server.observability.watching_executions import ExecutionsWatcher
from agenthall_server.scope import Scope
from agenthall_server.tokens import Signer
from agenthall_server.wire import struct
from tests.conftest import Hall, SettableClock, reason, running, violated
from tests.observability import samples, spans
from tests.observability.calls import execution, one, record
from tests.observability.test_running import finish, start
from tests.observability.test_watch import TENTH, Follower

SIGNER = Signer({1: b"k" * 32})
PURPOSE = "watch-executions"
BOUNDS = store.Bounds(CountedNames(1000), 0)
_workspaces = itertools.count(100)


class Tail(Follower):
    """Reads a stream and keeps what it was shown."""

    def __init__(self, hall: Any, *, resume_token: str = "", interval: Duration = TENTH, **arguments: Any) -> None:
        request = pb.WatchExecutionsRequest(interval=interval, resume_token=resume_token, **arguments)
        self._stream = hall.observability.WatchExecutions(request)
        self.token = resume_token
        self.seen: list[execution_pb2.Execution] = []

    @property
    def ids(self) -> list[str]:
        return [one.execution_id for one in self.seen]

    async def next(self) -> pb.WatchExecutionsResponse:
        message: pb.WatchExecutionsResponse = await super().next()
        self.seen += message.delta.executions
        return message

    async def read(self, count: int) -> list[str]:
        """The ids of the next so many executions."""
        before = len(self.seen)
        while len(self.seen) < before + count:
            await self.next()
        return self.ids[before:]


@asynccontextmanager
async def tailing(hall: Any, **arguments: Any) -> AsyncIterator[Tail]:
    """A stream that has begun."""
    tail = Tail(hall, **arguments)
    try:
        await tail.next()
        yield tail
    finally:
        tail.close()


async def refused(hall: Any, **arguments: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await hall.observability.WatchExecutions(pb.WatchExecutionsRequest(**arguments)).read()
    return caught.value


def batch(name: str, count: int, **values: Any) -> list[execution_pb2.Execution]:
    return [execution(execution_id=f"{name}{number}", **values) for number in range(count)]


async def test_it_begins_now_and_shows_what_is_recorded_whole_and_in_order(hall: Hall) -> None:
    await record(hall, *batch("before", 3))
    async with tailing(hall) as tail:
        assert tail.ids == []
        await record(hall, *batch("e", 3, model="m", tokens=7, error_message="none"))
        assert await tail.read(3) == ["e0", "e1", "e2"]
        found = await hall.observability.GetExecution(pb.GetExecutionRequest(execution_id="e1"))
        assert tail.seen[1] == found.execution
        await one(hall, execution_id="last")
        assert await tail.read(1) == ["last"]


async def test_the_first_message_is_a_sign_of_life_with_a_token(hall: Hall) -> None:
    tail = Tail(hall, interval=Duration(seconds=60))
    assert (await tail.next()).WhichOneof("event") == "heartbeat"
    tail.close()
    await one(hall, execution_id="e")
    tail = Tail(hall, interval=Duration(seconds=60), resume_token=tail.token)
    message = await tail.next()
    assert (message.WhichOneof("event"), tail.ids, message.waiting_count) == ("delta", ["e"], 0)
    tail.close()


async def test_every_way_in_is_shown_and_no_repeat(hall: Hall) -> None:
    async with tailing(hall) as tail:
        await start(hall, "run")
        await one(hall, execution_id="one")
        await one(hall, execution_id="one")
        await record(hall, *batch("many", 2), execution(execution_id="one"))
        assert await tail.read(3) == ["one", "many0", "many1"]
        await finish(hall, "run")
        assert await tail.read(1) == ["run"]
        stream = hall.observability.StreamExecutions()
        await stream.write(pb.StreamExecutionsRequest(executions=batch("streamed", 2)))
        assert await tail.read(2) == ["streamed0", "streamed1"]
        stream.cancel()
        await spans.export(hall, spans.agent(5), spans.message(6, 5))
        assert await tail.read(1) == [spans.key(5)]


async def test_a_filter_is_that_of_the_list(hall: Hall) -> None:
    wanted = 'success = false AND model = "m*"'
    async with tailing(hall, filter=wanted) as tail:
        await record(hall, *batch("ok", 2, model="m1"))
        await record(hall, *batch("bad", 2, model="m2", success=False), *batch("other", 2, model="x", success=False))
        assert await tail.read(2) == ["bad0", "bad1"]
        await one(hall, execution_id="next", model="m", success=False)
        assert await tail.read(1) == ["next"]
    listed = await hall.observability.ListExecutions(pb.ListExecutionsRequest(filter=wanted))
    assert {found.execution_id for found in listed.executions} == set(tail.ids)


async def test_it_may_begin_with_the_last_ones(hall: Hall) -> None:
    await record(hall, *batch("a", 4), *batch("b", 2, success=False))
    async with tailing(hall, backfill_count=3) as tail:
        assert tail.ids == ["a3", "b0", "b1"]
        await one(hall, execution_id="new")
        assert await tail.read(1) == ["new"]
    async with tailing(hall, backfill_count=3, filter="success = false") as tail:
        assert tail.ids == ["b0", "b1"]
    async with tailing(hall, backfill_count=1000, filter="success = true") as tail:
        assert tail.ids == ["a0", "a1", "a2", "a3", "new"]
    async with tailing(hall, backfill_count=1000, filter="success = true", resume_token=tail.token) as tail:
        assert tail.ids == [], "a token goes before"


async def test_what_no_message_can_hold_comes_at_once_in_the_next_ones(hall: Hall) -> None:
    first = Tail(hall)
    await first.next()
    first.close()
    await record(hall, *batch("a", 700))
    await record(hall, *batch("b", 500))
    long = Tail(hall, interval=Duration(seconds=60), resume_token=first.token)
    messages = [await long.next() for _ in range(3)]
    assert [(len(message.delta.executions), message.waiting_count) for message in messages] == [
        (500, 700),
        (500, 200),
        (200, 0),
    ]
    assert long.ids == [one.execution_id for one in (*batch("a", 700), *batch("b", 500))]
    long.close()
    await record(hall, *batch("large", 30, attributes=struct({"text": "x" * 60_000})))
    large = Tail(hall, interval=Duration(seconds=60), resume_token=long.token)
    sizes = [(await large.next()).ByteSize() for _ in range(2)]
    assert len(large.seen) == 30
    assert 900_000 < max(sizes) < 1_100_000
    large.close()


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_disconnects_lose_nothing_and_repeat_nothing(hall: Hall, seed: int) -> None:
    dice = random.Random(seed)
    recorded: set[str] = set()

    async def write(writer: int) -> None:
        for turn in range(5):
            some = batch(f"w{writer}-{turn}-", dice.randint(1, 40))
            await record(hall, *some)
            recorded.update(one.execution_id for one in some)
            await asyncio.sleep(dice.random() * 0.03)

    first = Tail(hall)
    await first.next()
    first.close()
    writing = [asyncio.create_task(write(number)) for number in range(3)]
    token, seen = first.token, []
    async with asyncio.timeout(20):
        while not all(task.done() for task in writing) or len(seen) < len(recorded):
            tail = Tail(hall, resume_token=token)
            for _ in range(dice.randint(1, 3)):
                await tail.next()
                if len(seen) + len(tail.seen) == len(recorded):
                    break
            tail.close()
            if dice.random() < 0.7:  # else it breaks before the reader has kept what it was shown
                token, seen = tail.token, seen + tail.ids
    assert len(seen) == len(set(seen))
    assert set(seen) == recorded


def commit(connection: Connection, workspace_key: int, names: list[str], time: int) -> None:
    new = [
        samples.execution(
            workspace_key=workspace_key,
            execution_id=name,
            receive_time=time,
            event_time=time,
            outcome=FAILED if name.endswith("5") else OK,
        )
        for name in names
    ]
    store.record_executions(BOUNDS, connection, new)


def followed(database: Database, scope: Scope, position: int, wanted: str = "") -> AsyncGenerator[bytes, None]:
    """What comes after the execution of this number."""
    clock = Clock()
    digest = hashlib.blake2b(wanted.encode(), digest_size=9).hexdigest()
    token = SIGNER.sign(PURPOSE, [scope.workspace_key, digest, position, clock.now_us()])
    watcher = ExecutionsWatcher(database, clock, SIGNER, Signals())
    return watcher.follow(scope, wanted, 0, 0.01, token, asyncio.Event())


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sizes=st.lists(st.sampled_from([1, 2, 499, 500, 501]), min_size=1, max_size=4),
    gone=st.integers(0, 4),
    at=st.floats(0, 1),
    wanted=st.sampled_from(["", "success = false"]),
)
async def test_from_wherever_it_goes_on_each_is_shown_or_counted(
    database: Database, sizes: list[int], gone: int, at: float, wanted: str
) -> None:
    """Whatever commits there were, and however many of them are kept no more."""
    scope = Scope(next(_workspaces), "local")
    now = Clock().now_us()
    numbers = iter(range(sum(sizes)))
    with database.connect_writer() as connection, connection.begin():
        for turn, size in enumerate(sizes):
            names = [str(number) for number in itertools.islice(numbers, size)]
            commit(connection, scope.workspace_key, names, now - 2 * DAY_US if turn < gone else now)
        for forget in store_retention.slices(scope.workspace_key, now, 0):
            forget(connection)
    total, position = sum(sizes), round(at * sum(sizes))
    newest = (sizes[-1] - 1) % 500 + 1  # what the newest row holds, which stays
    skipped = max(0, min(sum(sizes[:gone]), total - newest) - position)
    expected = [str(number) for number in range(position + skipped, total)]
    if wanted:
        expected = [name for name in expected if name.endswith("5")]
    shown, told = [], 0
    async with aclosing(followed(database, scope, position, wanted)) as messages:
        while told < skipped or len(shown) < len(expected):
            message = pb.WatchExecutionsResponse.FromString(await anext(messages))
            shown += [one.execution_id for one in message.delta.executions]
            told += message.gap.skipped_count
            assert len(message.delta.executions) <= 500
    assert (shown, told) == (expected, skipped)


async def test_a_reader_that_is_behind_what_is_kept_is_told_how_much_it_missed(database: Database) -> None:
    scope, now = Scope(next(_workspaces), "local"), Clock().now_us()
    with database.connect_writer() as connection, connection.begin():
        commit(connection, scope.workspace_key, [f"old{number}" for number in range(700)], now - 25 * 3600 * 10**6)
        commit(connection, scope.workspace_key, ["kept0", "kept1"], now - 23 * 3600 * 10**6)
        for forget in store_retention.slices(scope.workspace_key, now, 0):
            while forget(connection) >= store_retention.SLICE:
                pass
    async with aclosing(followed(database, scope, 10)) as messages:
        gap, delta = [pb.WatchExecutionsResponse.FromString(await anext(messages)) for _ in range(2)]
    assert (gap.WhichOneof("event"), gap.gap.skipped_count) == ("gap", 690)
    assert [one.execution_id for one in delta.delta.executions] == ["kept0", "kept1"]
    resumed = SIGNER.verify(PURPOSE, gap.resume_token)
    assert resumed[2] == 700, "a stream that breaks after the gap goes on behind it"


async def test_numbers_go_on_where_everything_is_old(database: Database) -> None:
    scope, now = Scope(next(_workspaces), "local"), Clock().now_us()
    with database.connect_writer() as connection, connection.begin():
        commit(connection, scope.workspace_key, ["a", "b"], now - 3 * DAY_US)
        commit(connection, scope.workspace_key, ["c"], now - 2 * DAY_US)
        for forget in store_retention.slices(scope.workspace_key, now, 0):
            forget(connection)
        commit(connection, scope.workspace_key, ["d"], now)
    async with aclosing(followed(database, scope, 3)) as messages:
        delta = pb.WatchExecutionsResponse.FromString(await anext(messages))
        assert [one.execution_id for one in delta.delta.executions] == ["d"]
        assert SIGNER.verify(PURPOSE, delta.resume_token)[2] == 4


async def test_a_store_older_than_the_token_says_so_and_goes_on_from_now(database: Database) -> None:
    scope, now = Scope(next(_workspaces), "local"), Clock().now_us()
    with database.connect_writer() as connection, connection.begin():
        commit(connection, scope.workspace_key, ["a", "b"], now)
    async with aclosing(followed(database, scope, 99)) as messages:
        gap = pb.WatchExecutionsResponse.FromString(await anext(messages))
        assert gap.WhichOneof("event") == "gap"
        assert "restored" in gap.gap.reason
        with database.connect_writer() as connection, connection.begin():
            commit(connection, scope.workspace_key, ["c"], now)
        delta = pb.WatchExecutionsResponse.FromString(await anext(messages))
        assert [one.execution_id for one in delta.delta.executions] == ["c"]


async def test_what_cannot_be_asked(hall: Hall) -> None:
    for arguments, field, why in (
        ({"filter": "nonsense = 3"}, "filter", "INVALID_FILTER"),
        ({"filter": "success = maybe"}, "filter", "INVALID_FILTER"),
        ({"filter": "x" * 4097}, "filter", "VALIDATION_FAILED"),
        ({"interval": Duration(nanos=99_999_999)}, "interval", "VALIDATION_FAILED"),
        ({"interval": Duration(seconds=61)}, "interval", "VALIDATION_FAILED"),
        ({"backfill_count": 1001}, "backfill_count", "VALIDATION_FAILED"),
        ({"backfill_count": -1}, "backfill_count", "VALIDATION_FAILED"),
        ({"resume_token": "made up"}, "resume_token", "INVALID_RESUME_TOKEN"),
    ):
        error = await refused(hall, **arguments)
        assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, why)
        assert violated(error) == [field]


async def test_a_token_belongs_to_its_stream_and_its_filter(hall: Hall, clock: SettableClock) -> None:
    async with tailing(hall, filter="success = true") as tail:
        pass
    metrics = Follower(hall)
    await metrics.next()
    metrics.close()
    for arguments in (
        {"resume_token": tail.token},
        {"resume_token": tail.token, "filter": "success = false"},
        {"resume_token": metrics.token},
    ):
        assert reason(await refused(hall, **arguments)) == "INVALID_RESUME_TOKEN"
    clock.advance(24 * 3600 + 60)
    error = await refused(hall, resume_token=tail.token, filter="success = true")
    assert (error.code(), reason(error)) == (grpc.StatusCode.OUT_OF_RANGE, "RESUME_TOKEN_EXPIRED")


async def test_another_workspace_is_another_stream(tmp_path: Path) -> None:
    setting = Settings(database=f"sqlite:///{tmp_path}/hall.db")
    secrets = [(await offline.create_key(setting, name, "ROLE_RECORDER", "k"))[1] for name in ("red", "blue")]
    async with running(setting.database, auth="required") as hall:
        red, blue = map(hall.caller, secrets)
        await record(blue, *batch("blue", 3))
        async with tailing(red, backfill_count=1000) as mine, tailing(blue) as other:
            assert mine.ids == []
            await record(blue, *batch("theirs", 2))
            await one(red, execution_id="mine")
            assert await mine.read(1) == ["mine"]
            assert await other.read(2) == ["theirs0", "theirs1"]
            assert await mine.quiet()
        assert reason(await refused(blue, resume_token=mine.token)) == "INVALID_RESUME_TOKEN"


async def test_it_ends_with_its_key(hall: Hall) -> None:
    created = await hall.access.CreateApiKey(
        access_pb.CreateApiKeyRequest(display_name="k", role=api_key_pb2.ROLE_VIEWER)
    )
    async with tailing(hall.caller(created.secret)) as tail, tailing(hall) as other:
        await hall.access.RevokeApiKey(access_pb.RevokeApiKeyRequest(key_id=created.api_key.key_id))
        await one(hall, execution_id="e")
        error = await tail.end()
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_INVALID")
        assert await other.read(1) == ["e"]


async def test_a_stopping_server_ends_it_and_the_next_one_goes_on(database_url: str) -> None:
    async with running(database_url) as hall:
        tail = Tail(hall, interval=Duration(seconds=60))
        await tail.next()
        await record(hall, *batch("e", 2))
        closing = asyncio.create_task(hall.server.__aexit__(None, None, None))
        error = await tail.end()
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "SERVER_DRAINING")
        await closing
    async with running(database_url) as hall, tailing(hall, resume_token=tail.token) as resumed:
        await one(hall, execution_id="after")
        assert [*resumed.ids, *await resumed.read(3 - len(resumed.ids))][-3:] == ["e0", "e1", "after"]


async def test_equal_tails_get_the_same_bytes(hall: Hall) -> None:
    request = pb.WatchExecutionsRequest(interval=TENTH, filter="success = true").SerializeToString()
    method = "/agenthall.observability.v1.ObservabilityService/WatchExecutions"
    streams = [hall.channel.unary_stream(method)(request) for _ in range(2)]
    for stream in streams:
        await stream.read()
    equal = 0
    for number in range(3):  # one of the two may have looked before a commit and one after it
        await one(hall, execution_id=f"e{number}")
        first, second = [await stream.read() for stream in streams]
        equal += first == second
    assert equal > 0
    for stream in streams:
        stream.cancel()
