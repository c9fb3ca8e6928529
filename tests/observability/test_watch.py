"""WatchMetrics: what a follower sees, and that it misses nothing however often it is cut off."""

from __future__ import annotations

import asyncio
import gc
import random
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import psycopg
import pytest
from google.protobuf.duration_pb2 import Duration

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1 import api_key_pb2
from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import offline
from agenthall_server.config import Settings
from agenthall_server.observability.following import HEARTBEAT_SECONDS
from tests.conftest import Hall, SettableClock, reason, running, violated

TENTH = Duration(nanos=100_000_000)
HEARTBEAT = "agenthall_server.observability.following.HEARTBEAT_SECONDS"


async def record(hall: Any, agent_name: str = "planner", count: int = 1, **values: Any) -> None:
    batch = [execution_pb2.Execution(**({"agent_name": agent_name, "success": True} | values)) for _ in range(count)]
    await hall.observability.RecordExecutions(pb.RecordExecutionsRequest(executions=batch))


class Follower:
    """Reads a stream and keeps what it was shown."""

    def __init__(self, hall: Any, *, agent_names: tuple[str, ...] = (), resume_token: str = "") -> None:
        request = pb.WatchMetricsRequest(agent_names=agent_names, interval=TENTH, resume_token=resume_token)
        self._stream = hall.observability.WatchMetrics(request)
        self.token = resume_token

    async def next(self) -> Any:
        async with asyncio.timeout(5):
            message = await self._stream.read()
        assert message is not grpc.aio.EOF
        self.token = message.resume_token
        assert self.token
        assert message.server_time.seconds
        return message

    async def end(self) -> grpc.aio.AioRpcError:
        """Reads on until the stream fails."""
        while True:
            try:
                await self.next()
            except grpc.aio.AioRpcError as error:
                return error

    async def quiet(self, seconds: float = 0.25) -> bool:
        """True where nothing comes for a while; the stream cannot be used after that."""
        try:
            async with asyncio.timeout(seconds):
                await self._stream.read()
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        self._stream.cancel()


@asynccontextmanager
async def following(hall: Any, **arguments: Any) -> AsyncIterator[Follower]:
    follower = Follower(hall, **arguments)
    try:
        yield follower
    finally:
        follower.close()


def totals(event: Any) -> dict[str, int]:
    return {agent.agent_name: agent.total_executions for agent in event.agents}


async def refused(hall: Any, **arguments: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await hall.observability.WatchMetrics(pb.WatchMetricsRequest(**arguments)).read()
    return caught.value


async def test_first_a_snapshot_then_what_changed_in_absolute_values(hall: Hall) -> None:
    await record(hall, "planner", 2, duration_ms=100, tokens=3)
    await record(hall, "coder", 1)
    async with following(hall) as follower:
        first = await follower.next()
        assert first.WhichOneof("event") == "snapshot"
        assert totals(first.snapshot) == {"planner": 2, "coder": 1}
        assert [agent.agent_name for agent in first.snapshot.agents] == ["planner", "coder"]
        assert (first.snapshot.summary.total_agents, first.snapshot.summary.total_executions) == (2, 3)
        await record(hall, "planner", 3, duration_ms=200)
        delta = await follower.next()
        assert delta.WhichOneof("event") == "delta"
        assert totals(delta.delta) == {"planner": 5}
        (planner,) = delta.delta.agents
        assert (planner.avg_duration_ms, planner.duration_count, planner.total_tokens) == (160, 5, 6)
        await record(hall, "tester")
        assert totals((await follower.next()).delta) == {"tester": 1}
        dashboard = await hall.observability.GetDashboard(pb.GetDashboardRequest())
        assert planner in dashboard.agents


async def test_an_empty_store_has_an_empty_snapshot(hall: Hall) -> None:
    async with following(hall) as follower:
        first = await follower.next()
        assert first.WhichOneof("event") == "snapshot"
        assert (len(first.snapshot.agents), first.snapshot.summary.total_executions) == (0, 0)
        await record(hall)
        assert totals((await follower.next()).delta) == {"planner": 1}


async def test_changes_within_an_interval_come_as_one(hall: Hall) -> None:
    async with following(hall) as follower:
        await follower.next()
        await asyncio.gather(*(record(hall, f"agent {number % 3}") for number in range(12)))
        seen: dict[str, int] = {}
        messages = 0
        while sum(seen.values()) < 12:
            seen |= totals((await follower.next()).delta)
            messages += 1
        assert seen == {"agent 0": 4, "agent 1": 4, "agent 2": 4}
        assert messages <= 3


async def test_teams_and_models_of_an_agent_are_shown_together(hall: Hall) -> None:
    await record(hall, "planner", 1, team_id="t", model="a")
    async with following(hall) as follower:
        await follower.next()
        await record(hall, "planner", 1, team_id="u", model="b")
        assert totals((await follower.next()).delta) == {"planner": 2}


async def test_only_the_agents_that_were_asked_for(hall: Hall) -> None:
    await record(hall, "planner")
    await record(hall, "coder")
    async with following(hall, agent_names=("coder", "tester")) as follower:
        first = await follower.next()
        assert (totals(first.snapshot), first.snapshot.summary.total_executions) == ({"coder": 1}, 1)
        await record(hall, "planner")
        await record(hall, "tester")
        assert totals((await follower.next()).delta) == {"tester": 1}
        await record(hall, "planner")
        assert await follower.quiet()


async def test_a_repeat_is_no_change(hall: Hall) -> None:
    await record(hall, execution_id="e")
    async with following(hall) as follower:
        await follower.next()
        await record(hall, execution_id="e")
        assert await follower.quiet()


async def test_a_heartbeat_shows_that_the_stream_lives(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    assert HEARTBEAT_SECONDS == 10
    monkeypatch.setattr(HEARTBEAT, 0.15)
    await record(hall, "other")
    async with following(hall, agent_names=("planner",)) as follower:
        first = await follower.next()
        await record(hall, "other")
        heartbeats = [await follower.next(), await follower.next()]
        assert [beat.WhichOneof("event") for beat in heartbeats] == ["heartbeat", "heartbeat"]
        assert first.resume_token != heartbeats[0].resume_token != heartbeats[1].resume_token
        await record(hall, "planner")
        message = await follower.next()
        while message.WhichOneof("event") == "heartbeat":  # one may have been on its way
            message = await follower.next()
        assert totals(message.delta) == {"planner": 1}


async def test_a_token_continues_without_a_snapshot_and_without_loss(hall: Hall) -> None:
    await record(hall, "planner")
    await record(hall, "coder")
    async with following(hall) as follower:
        await follower.next()
    await record(hall, "planner")
    async with following(hall, resume_token=follower.token) as resumed:
        message = await resumed.next()
        assert message.WhichOneof("event") == "delta"
        assert totals(message.delta) == {"planner": 2}
    async with following(hall, resume_token=resumed.token) as nothing_new:
        assert await nothing_new.quiet()
    async with following(hall, resume_token=follower.token) as once_more:
        assert totals((await once_more.next()).delta) == {"planner": 2}


async def test_the_order_of_names_does_not_matter_to_a_token(hall: Hall) -> None:
    async with following(hall, agent_names=("b", "a", "a")) as follower:
        await follower.next()
    await record(hall, "a")
    async with following(hall, agent_names=("a", "b"), resume_token=follower.token) as resumed:
        assert totals((await resumed.next()).delta) == {"a": 1}


async def test_a_token_stays_short_however_many_names_there_are(hall: Hall) -> None:
    names = tuple(f"{number:04}" + "数" * 196 for number in range(1000))
    async with following(hall, agent_names=names) as follower:
        await follower.next()
    assert len(follower.token) < 200
    await record(hall, names[7])
    async with following(hall, agent_names=names, resume_token=follower.token) as resumed:
        assert totals((await resumed.next()).delta) == {names[7]: 1}


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_disconnects_lose_nothing(hall: Hall, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HEARTBEAT, 0.15)
    dice = random.Random(seed)
    names = ["planner", "coder", "tester"]
    recorded = dict.fromkeys(names, 0)
    finished = asyncio.Event()

    async def write() -> None:
        for _ in range(30):
            name, count = dice.choice(names), dice.randint(1, 5)
            await record(hall, name, count)
            recorded[name] += count
            await asyncio.sleep(dice.random() * 0.05)
        finished.set()

    writer = asyncio.create_task(write())
    known: dict[str, int] = {}
    token, kinds = "", []
    async with asyncio.timeout(20):
        while not finished.is_set() or sum(known.values()) < sum(recorded.values()):
            async with following(hall, resume_token=token) as follower:
                for _ in range(dice.randint(1, 2)):
                    message = await follower.next()
                    kind = message.WhichOneof("event")
                    kinds.append(kind)
                    for name, total in () if kind == "heartbeat" else totals(getattr(message, kind)).items():
                        assert total >= known.get(name, 0), "time runs forwards"
                        known[name] = total
                    if finished.is_set() and sum(known.values()) == sum(recorded.values()):
                        break
                token = follower.token if dice.random() < 0.8 else token or follower.token
    await writer
    assert known == recorded
    assert kinds[0] == "snapshot"
    assert set(kinds[1:]) <= {"delta", "heartbeat"}


async def test_a_follower_sees_what_another_call_was_acknowledged(hall: Hall) -> None:
    """After the reply to a record call, the next message of any follower holds it."""
    async with following(hall) as follower:
        await follower.next()
        for number in range(1, 4):
            await record(hall)
            assert totals((await follower.next()).delta) == {"planner": number}


async def test_tampered_and_foreign_tokens_are_refused(hall: Hall) -> None:
    await record(hall)
    async with following(hall) as follower:
        await follower.next()
    token = follower.token
    page = (await hall.observability.ListExecutions(pb.ListExecutionsRequest(page_size=1))).next_page_token
    await record(hall)
    page = page or (await hall.observability.ListExecutions(pb.ListExecutionsRequest(page_size=1))).next_page_token
    changed = [
        token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        for at in (0, 1, len(token) // 2, len(token) - 1)
    ]
    for other in (*changed, token + "A", token[:-1], "x", "💥", page):
        error = await refused(hall, resume_token=other)
        assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "INVALID_RESUME_TOKEN")
        assert violated(error) == ["resume_token"]
    error = await refused(hall, resume_token=token, agent_names=["planner"])
    assert reason(error) == "INVALID_RESUME_TOKEN"


async def test_a_token_of_another_workspace_is_refused(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path}/hall.db")
    secrets = [(await offline.create_key(settings, name, "ROLE_VIEWER", "k"))[1] for name in ("red", "blue")]
    async with running(settings.database, auth="required") as hall:
        red, blue = map(hall.caller, secrets)
        async with following(red) as follower:
            await follower.next()
        error = await refused(blue, resume_token=follower.token)
        assert reason(error) == "INVALID_RESUME_TOKEN"


async def test_a_stream_ends_with_its_key(hall: Hall) -> None:
    """Nothing is shown to a revoked key, not even over a stream that it opened before."""
    created = await hall.access.CreateApiKey(
        access_pb.CreateApiKeyRequest(display_name="k", role=api_key_pb2.ROLE_VIEWER)
    )
    async with following(hall.caller(created.secret)) as follower, following(hall) as other:
        await follower.next()
        await other.next()
        await hall.access.RevokeApiKey(access_pb.RevokeApiKeyRequest(key_id=created.api_key.key_id))
        await record(hall)
        error = await follower.end()
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_INVALID")
        assert totals((await other.next()).delta) == {"planner": 1}


async def test_a_stream_that_says_nothing_ends_with_its_key_within_five_seconds(hall: Hall) -> None:
    created = await hall.access.CreateApiKey(
        access_pb.CreateApiKeyRequest(display_name="k", role=api_key_pb2.ROLE_VIEWER)
    )
    async with following(hall.caller(created.secret)) as follower:
        await follower.next()
        await hall.access.RevokeApiKey(access_pb.RevokeApiKeyRequest(key_id=created.api_key.key_id))
        async with asyncio.timeout(5):
            assert reason(await follower.end()) == "CREDENTIALS_INVALID"


async def test_an_old_token_has_expired(hall: Hall, clock: SettableClock) -> None:
    async with following(hall) as follower:
        await follower.next()
    clock.advance(24 * 3600 - 60)
    async with following(hall, resume_token=follower.token) as resumed:
        await record(hall)
        await resumed.next()
    clock.advance(120)
    error = await refused(hall, resume_token=follower.token)
    assert (error.code(), reason(error)) == (grpc.StatusCode.OUT_OF_RANGE, "RESUME_TOKEN_EXPIRED")
    async with following(hall, resume_token=resumed.token):
        pass


async def test_what_cannot_be_asked(hall: Hall) -> None:
    for arguments, field in (
        ({"interval": Duration(nanos=99_999_999)}, "interval"),
        ({"interval": Duration(seconds=60, nanos=1)}, "interval"),
        ({"interval": Duration(seconds=-1)}, "interval"),
        ({"agent_names": [""]}, "agent_names[0]"),
        ({"resume_token": "x" * 4097}, "resume_token"),
    ):
        error = await refused(hall, **arguments)
        assert (reason(error), violated(error)) == ("VALIDATION_FAILED", [field])


Copy = Callable[[str], str]


@pytest.fixture
def copy_of(tmp_path: Path, request: pytest.FixtureRequest) -> Copy:
    """Copies the database of a stopped server, as a backup does; gives the URL of the copy."""

    def copy(url: str) -> str:
        if url.startswith("sqlite"):
            shutil.copy(url.removeprefix("sqlite:///"), tmp_path / "copy.db")
            return f"sqlite:///{tmp_path}/copy.db"
        name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
        other = request.getfixturevalue("new_postgres")()
        other_name = psycopg.conninfo.conninfo_to_dict(other)["dbname"]
        gc.collect()  # closes a connection that the stop has cut off while it was being opened
        with psycopg.connect(request.getfixturevalue("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {other_name}")
            connection.execute(f"CREATE DATABASE {other_name} TEMPLATE {name}")
        return other

    return copy


async def test_a_store_restored_to_an_older_copy_says_so(database_url: str, copy_of: Copy) -> None:
    async with running(database_url) as hall:
        await record(hall, "planner")
    backup = copy_of(database_url)
    async with running(database_url) as hall:
        await record(hall, "planner")
        async with following(hall) as follower:
            assert totals((await follower.next()).snapshot) == {"planner": 2}
    async with running(backup) as hall, following(hall, resume_token=follower.token) as resumed:
        gap = await resumed.next()
        assert gap.WhichOneof("event") == "gap"
        assert "restored" in gap.gap.reason
        snapshot = await resumed.next()
        assert snapshot.WhichOneof("event") == "snapshot"
        assert totals(snapshot.snapshot) == {"planner": 1}


async def test_a_token_continues_on_the_next_server(database_url: str) -> None:
    async with running(database_url) as hall:
        await record(hall, "planner")
        async with following(hall) as follower:
            await follower.next()
        await record(hall, "coder")
    async with running(database_url) as hall, following(hall, resume_token=follower.token) as resumed:
        assert totals((await resumed.next()).delta) == {"coder": 1}


async def test_a_stopping_server_ends_its_streams_with_a_word(database_url: str) -> None:
    async with running(database_url) as hall:
        followers = [Follower(hall) for _ in range(5)]
        for follower in followers:
            await follower.next()
        closing = asyncio.create_task(hall.server.__aexit__(None, None, None))
        for follower in followers:
            error = await follower.end()
            assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "SERVER_DRAINING")
        async with asyncio.timeout(5):
            await closing
    async with running(database_url) as hall:
        await record(hall)
        async with following(hall, resume_token=followers[0].token) as resumed:
            assert totals((await resumed.next()).delta) == {"planner": 1}
