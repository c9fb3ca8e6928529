"""StreamExecutions: what an answer acknowledges is stored, whatever happens next, and nothing is held without bound."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import grpc
import psycopg
import pytest

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1.api_key_pb2 import ROLE_RECORDER, ROLE_VIEWER
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.client import failure_of_status
from agenthall_server.errors import CreditsExceeded, ServerDraining, ValidationFailed
from agenthall_server.observability.intake import CREDITS, Intake
from tests.conftest import Hall, Stubs, reason, refused, running, violated
from tests.observability.calls import dashboard, execution, executions, record
from tests.test_access import new_key, run

METHOD = "/agenthall.observability.v1.ObservabilityService/StreamExecutions"


class Sender:
    """One stream as a client has it."""

    def __init__(self, hall: Any, **metadata: str) -> None:
        self.stream = hall.observability.StreamExecutions(metadata=tuple(metadata.items()))

    async def send(self, *ids: str, sequence: int = 0, **values: Any) -> None:
        items = [execution(execution_id=one, **values) for one in ids]
        await self.stream.write(pb.StreamExecutionsRequest(sequence=sequence, executions=items))

    async def next(self) -> Any:
        async with asyncio.timeout(5):
            answer = await self.stream.read()
        assert answer is not grpc.aio.EOF
        return answer

    async def until(self, sequence: int) -> list[Any]:
        """The answers until that number is acknowledged."""
        answers = [await self.next()]
        while answers[-1].acknowledged_sequence < sequence:
            answers.append(await self.next())
        return answers

    async def end(self) -> tuple[list[Any], grpc.aio.AioRpcError]:
        """The answers until the stream fails, and the error."""
        answers = []
        while True:
            try:
                answers.append(await self.next())
            except grpc.aio.AioRpcError as error:
                return answers, error


@asynccontextmanager
async def sending(hall: Any, **metadata: str) -> AsyncIterator[Sender]:
    sender = Sender(hall, **metadata)
    try:
        yield sender
    finally:
        sender.stream.cancel()


@contextmanager
def held(url: str) -> Iterator[None]:
    """Meanwhile no execution can be committed."""
    if url.startswith("sqlite"):
        connection: Any = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
    else:
        connection = psycopg.connect(url)
        connection.execute("LOCK TABLE executions IN SHARE MODE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def ids(first: int, count: int) -> list[str]:
    return [f"run-{number}" for number in range(first, first + count)]


async def total(hall: Any) -> int:
    return int((await dashboard(hall)).summary.total_executions)


async def test_an_answer_says_up_to_which_number_all_is_stored(hall: Hall) -> None:
    async with sending(hall) as sender:
        await sender.send("run-1", tokens=3)
        answer = await sender.next()
        assert answer == pb.StreamExecutionsResponse(acknowledged_sequence=1, credits=CREDITS, accepted_count=1)
        await sender.send(*ids(2, 3), sequence=2)
        await sender.send(*ids(5, 2))
        answers = await sender.until(6)
        assert sum(answer.accepted_count for answer in answers) == 5
        assert {one.execution_id for one in await executions(hall)} == set(ids(1, 6))


async def test_a_closed_side_is_answered_to_the_last_and_ends_well(hall: Hall) -> None:
    requests = [pb.StreamExecutionsRequest(executions=[execution(execution_id=one)]) for one in ids(1, 300)]
    stream = hall.observability.StreamExecutions(iter(requests))
    answers = [answer async for answer in stream]
    assert await stream.code() is grpc.StatusCode.OK
    assert answers[-1].acknowledged_sequence == 300
    assert sum(answer.accepted_count for answer in answers) == 300
    assert len(answers) < 100, "many small messages share a commit and an answer"
    assert await total(hall) == 300
    assert [one async for one in hall.observability.StreamExecutions(iter(()))] == []


async def test_nothing_is_acknowledged_before_its_commit(hall: Hall, database_url: str) -> None:
    async with sending(hall) as sender:
        await sender.send("run-1")
        await sender.until(1)
        with held(database_url):
            await sender.send(*ids(2, 20))
            reading = asyncio.ensure_future(sender.until(21))
            assert not (await asyncio.wait({reading}, timeout=0.15))[0]
        await reading
        stored = {row[0] for row in run(database_url, "SELECT execution_id FROM executions")}
        assert stored == set(ids(1, 21))


async def test_what_is_sent_again_counts_once_and_keeps_its_numbers(hall: Hall) -> None:
    """Streams break at random instants; each goes on after the last number that was acknowledged."""
    dice = random.Random(7)
    all_ids, acknowledged, duplicates = ids(1, 240), 0, 0
    while acknowledged < len(all_ids):
        async with sending(hall) as sender:
            for first in range(acknowledged, len(all_ids), 12):
                await sender.send(*all_ids[first : first + 12], sequence=first + 1)
                if dice.random() < 0.3:
                    answer = await sender.next()
                    acknowledged = answer.acknowledged_sequence
                    duplicates += answer.duplicate_count
                if dice.random() < 0.2:
                    break
            else:
                await sender.until(len(all_ids))
                acknowledged = len(all_ids)
    assert await total(hall) == 240
    assert len(await executions(hall)) == 240
    assert duplicates > 0


async def test_bad_ones_are_named_and_never_refuse_their_neighbours(hall: Hall) -> None:
    await record(hall, execution_id="taken", tokens=1)
    async with sending(hall) as sender:
        bad = [
            execution(execution_id="good"),
            execution(execution_id="bad", quality_score=101),
            execution(execution_id="taken", tokens=2),
            execution(execution_id="taken", tokens=1),
        ]
        await sender.stream.write(pb.StreamExecutionsRequest(sequence=41, executions=bad))
        (answer,) = await sender.until(44)
        assert (answer.accepted_count, answer.duplicate_count) == (1, 1)
        failures = {one.sequence: failure_of_status(one.status) for one in answer.rejections}
        assert {number: one.reason for number, one in failures.items()} == {
            42: "VALIDATION_FAILED",
            43: "RECORD_ID_REUSED",
        }
        assert [field for field, _ in failures[42].fields] == ["quality_score"]
        await sender.send("after")
        assert (await sender.until(45))[-1].accepted_count == 1


async def test_numbers_without_a_gap(hall: Hall) -> None:
    for sequence in (3, 5):
        async with sending(hall) as sender:
            await sender.send("run-1", "run-2", "run-3", sequence=1)
            await sender.send("run-4", sequence=sequence)
            answers, error = await sender.end()
            assert answers[-1].acknowledged_sequence == 3, "what came before the mistake is stored and acknowledged"
            assert (reason(error), violated(error)) == ("VALIDATION_FAILED", ["sequence"])


async def test_what_cannot_be_sent(hall: Hall) -> None:
    one = execution()
    for request, field in (
        (pb.StreamExecutionsRequest(), "executions"),
        (pb.StreamExecutionsRequest(executions=[one] * 1001), "executions"),
        (pb.StreamExecutionsRequest(executions=[one], sequence=-1), "sequence"),
        (pb.StreamExecutionsRequest(executions=[one], sequence=2**53), "sequence"),
    ):
        async with sending(hall) as sender:
            await sender.stream.write(request)
            answers, error = await sender.end()
            assert (answers, reason(error), violated(error)) == ([], "VALIDATION_FAILED", [field])
    stream = hall.channel.stream_stream(METHOD)()
    await stream.write(pb.StreamExecutionsRequest(executions=[one]).SerializeToString())
    await stream.write(b"\xff")
    assert (await stream.read())[:2] == b"\x08\x01"
    assert reason(await refused(stream.read())) == "MALFORMED_MESSAGE"


async def test_who_sends_more_than_its_credits_is_refused_after_all_that_was_read(
    hall: Hall, database_url: str
) -> None:
    async with sending(hall) as sender:
        with held(database_url):
            for first in range(1, CREDITS + 2, 1000):
                await sender.send(*ids(first, 1000))
            await asyncio.sleep(0.05)
        answers, error = await sender.end()
        assert (error.code(), reason(error)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "CREDITS_EXCEEDED")
        assert dict(error.trailing_metadata())["grpc-retry-pushback-ms"] == "-1"
        acknowledged = answers[-1].acknowledged_sequence
        assert acknowledged == CREDITS == await total(hall)


async def test_who_reads_no_answers_cannot_send_on_for_ever(sqlite_hall: Hall) -> None:
    """Over a connection that keeps few of them. What the transport takes on the way in is bounded by its windows."""
    long = execution(quality_score=101, error_message="x" * 8000)
    bad = pb.StreamExecutionsRequest(executions=[long] * 50)
    small = [("grpc.http2.bdp_probe", 0), ("grpc.http2.lookahead_bytes", 65_536)]
    async with grpc.aio.insecure_channel(f"127.0.0.1:{sqlite_hall.server.port}", options=small) as channel:
        stream = Stubs(channel).observability.StreamExecutions()
        sent = 0
        while sent < 100:
            writing = asyncio.ensure_future(stream.write(bad))
            if not (await asyncio.wait({writing}, timeout=0.2))[0]:
                break
            sent += 1
        assert sent < 100
        stream.cancel()
        await asyncio.gather(writing, return_exceptions=True)


async def test_a_stopping_server_stores_what_it_read_and_says_so(database_url: str) -> None:
    async with running(database_url) as hall, sending(hall) as sender:
        await sender.send(*ids(1, 5))
        await sender.until(5)
        await sender.send(*ids(6, 1000))
        closing = asyncio.create_task(hall.server.__aexit__(None, None, None))
        answers, error = await sender.end()
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "SERVER_DRAINING")
        await closing
    acknowledged = answers[-1].acknowledged_sequence if answers else 5
    stored = {row[0] for row in run(database_url, "SELECT execution_id FROM executions")}
    assert set(ids(1, acknowledged)) <= stored


async def test_a_stream_ends_with_its_key(hall: Hall) -> None:
    created = await new_key(hall, ROLE_RECORDER)
    async with sending(hall, authorization=f"Bearer {created.secret}") as sender:
        await sender.send("run-1")
        await sender.next()
        await hall.access.RevokeApiKey(access_pb.RevokeApiKeyRequest(key_id=created.api_key.key_id))
        await sender.send("run-2")
        answers, error = await sender.end()
        assert (answers, reason(error)) == ([], "CREDENTIALS_INVALID")


async def test_who_may_not_record_may_not_stream(hall: Hall) -> None:
    viewer = await new_key(hall, ROLE_VIEWER)
    async with sending(hall, authorization=f"Bearer {viewer.secret}") as sender:
        _, error = await sender.end()
        assert (error.code(), reason(error)) == (grpc.StatusCode.PERMISSION_DENIED, "MISSING_PERMISSION")


async def test_a_caller_holds_no_more_streams_than_its_share(tmp_path: Path) -> None:
    async with running(f"sqlite:///{tmp_path}/hall.db", max_streams_per_caller=1) as hall:
        key = f"Bearer {(await new_key(hall, ROLE_RECORDER)).secret}"
        async with sending(hall, authorization=key) as first, sending(hall, authorization=key) as second:
            await first.send("run-1")
            await first.next()
            assert reason((await second.end())[1]) == "OVERLOADED"


async def test_above_its_rate_a_stream_is_slowed_down_and_not_refused(tmp_path: Path) -> None:
    settings: dict[str, Any] = {"key_calls_per_second": 200.0, "key_burst": 20.0}
    async with running(f"sqlite:///{tmp_path}/hall.db", **settings) as hall, sending(hall) as sender:
        started = perf_counter()
        for number in range(1, 61, 4):
            await sender.send(*ids(number, 4))
        answers = await sender.until(60)
        assert 0.15 <= perf_counter() - started < 2  # 40 above the burst, but for the last message, at 200 a second
        assert sum(answer.accepted_count for answer in answers) == 60


async def test_an_idle_stream_keeps_no_seat(tmp_path: Path) -> None:
    async with running(f"sqlite:///{tmp_path}/hall.db", readers=1) as hall, sending(hall) as idle:
        await idle.stream.wait_for_connection()
        async with asyncio.timeout(0.9), sending(hall) as other:  # a seat is kept for a second
            await other.send("run-1")
            await other.next()


async def test_reading_waits_while_too_many_bytes_have_gathered() -> None:
    intake: Intake[str] = Intake()
    read = 0

    async def reading() -> None:
        nonlocal read
        for _ in range(10):
            intake.expect(0, 1)
            await intake.add(["item"], 200_000)
            read += 1

    parts = intake.parts(reading(), asyncio.Event())
    assert (await anext(parts)).first == 1
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert read < 4
    taken = [part async for part in parts]
    assert (read, taken[-1].first + len(taken[-1].items)) == (10, 11)


async def test_credits_come_back_when_they_are_acknowledged() -> None:
    intake: Intake[int] = Intake()

    async def reading() -> None:
        for _ in range(CREDITS // 1000 + 3):
            intake.expect(0, 1000)
            await intake.add(range(1000), 1)
            await asyncio.sleep(0)

    async for part in intake.parts(reading(), asyncio.Event()):
        intake.acknowledge(part)
    with pytest.raises(CreditsExceeded):
        intake.expect(0, CREDITS + 1)


async def test_a_stop_and_an_error_come_after_what_was_read() -> None:
    for error in (ValidationFailed, ServerDraining):
        intake: Intake[int] = Intake()
        draining = asyncio.Event()

        async def reading(intake: Intake[int] = intake, draining: asyncio.Event = draining, error: Any = error) -> None:
            intake.expect(0, 3)
            await intake.add([1, 2, 3], 1)
            if error is ServerDraining:
                draining.set()
                await asyncio.sleep(60)
            raise error("no")

        parts = intake.parts(reading(), draining)
        assert (await anext(parts)).items == [1, 2, 3]
        with pytest.raises(error):
            await anext(parts)
