"""Recording over a real channel, on both databases: once however often it is sent, and what bad input gets."""

from __future__ import annotations

import asyncio
import csv
import random
import threading
from collections.abc import Iterator
from typing import Any

import grpc
import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import code_pb2, error_details_pb2

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from tests.conftest import Hall, SettableClock, details_of, reason, refused, running, violated
from tests.inputs import DATA
from tests.observability.calls import dashboard, execution, executions, one, record

REAL = DATA / "observability/aider_executions.csv"


async def test_a_repeat_counts_once(hall: Hall) -> None:
    values: dict[str, Any] = {
        "execution_id": "e",
        "duration_ms": 5,
        "requirement_ids": ["a", "b"],
        "start_time": Timestamp(seconds=5, nanos=1),
        "end_time": Timestamp(seconds=6),
        "error_message": "é",
    }
    message = execution(**values)
    message.attributes.update({"b": {"y": [1, 2.5, None], "x": "s"}, "a": True})
    for expected in (False, True, True):
        answer = await hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=message))
        assert (answer.execution_id, answer.duplicate) == ("e", expected)
    batch = await record(hall, message, message, execution(execution_id="f"), execution(execution_id="f"))
    assert (batch.accepted_count, batch.duplicate_count, len(batch.rejections)) == (1, 3, 0)
    assert (await dashboard(hall)).summary.total_executions == 2


async def test_an_answer_can_be_sent_again(hall: Hall) -> None:
    """What GetExecution answers is the same record, output-only fields and all."""
    await one(
        hall,
        execution_id="e",
        input_tokens=5,
        output_tokens=6,
        start_time=Timestamp(seconds=5),
        end_time=Timestamp(seconds=6),
    )
    found = (await hall.observability.GetExecution(pb.GetExecutionRequest(execution_id="e"))).execution
    assert (found.tokens, found.duration_ms) == (11, 1000)
    assert (await hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=found))).duplicate


async def test_an_id_cannot_be_used_for_something_else(hall: Hall) -> None:
    await one(hall, execution_id="e", tokens=1)
    others: list[dict[str, Any]] = [
        {},
        {"tokens": 2},
        {"agent_name": "other", "tokens": 1},
        {"success": False, "tokens": 1},
        {"tokens": 1, "duration_ms": 0},
        {"tokens": 1, "requirement_ids": ["r"]},
    ]
    for values in others:
        error = await refused(one(hall, execution_id="e", **values))
        assert (error.code(), reason(error)) == (grpc.StatusCode.ALREADY_EXISTS, "RECORD_ID_REUSED")
        assert details_of(error, error_details_pb2.ResourceInfo).resource_name == "e"
    found = await record(
        hall, execution(execution_id="e", tokens=9), execution(execution_id="n"), execution(execution_id="n", tokens=1)
    )
    assert (found.accepted_count, found.duplicate_count) == (1, 0)
    assert [(rejection.index, rejection.status.code) for rejection in found.rejections] == [(0, 6), (2, 6)]
    assert (await dashboard(hall)).summary.total_executions == 2
    assert (await dashboard(hall)).summary.total_tokens == 1


async def test_without_an_id_each_call_is_another_execution(hall: Hall) -> None:
    ids = {(await one(hall)).execution_id for _ in range(5)}
    assert len(ids) == 5
    assert all(len(made) == 36 and made[14] == "7" for made in ids)


async def test_concurrent_repeats_count_once(hall: Hall) -> None:
    answers = await asyncio.gather(*(one(hall, execution_id=f"e{number % 20}") for number in range(200)))
    assert sum(not answer.duplicate for answer in answers) == 20
    assert (await dashboard(hall)).summary.total_executions == 20


BAD: list[tuple[dict[str, Any], str]] = [
    ({"agent_name": ""}, "agent_name"),
    ({"agent_name": "x" * 201}, "agent_name"),
    ({"agent_name": "a\0b"}, "agent_name"),
    ({"quality_score": 101}, "quality_score"),
    ({"quality_score": -1}, "quality_score"),
    ({"quality_score": float("nan")}, "quality_score"),
    ({"duration_ms": -0.5}, "duration_ms"),
    ({"duration_ms": float("inf")}, "duration_ms"),
    ({"duration_ms": float("nan")}, "duration_ms"),
    ({"tokens": -1}, "tokens"),
    ({"cost_nano_usd": -1}, "cost_nano_usd"),
    ({"attempt": -1}, "attempt"),
    ({"outcome": 99}, "outcome"),
    ({"outcome": 2}, "success"),
    ({"execution_id": "x" * 201}, "execution_id"),
    ({"error_message": "x" * 8193}, "error_message"),
    ({"requirement_ids": [""]}, "requirement_ids[0]"),
    ({"requirement_ids": ["r"] * 101}, "requirement_ids"),
    ({"start_time": Timestamp(seconds=2**40)}, "start_time"),
    ({"start_time": Timestamp(seconds=2), "end_time": Timestamp(seconds=1)}, "end_time"),
    ({"start_time": Timestamp(seconds=1, nanos=-1)}, "start_time"),
]


async def test_bad_executions_are_refused_by_field(hall: Hall) -> None:
    for values, field in BAD:
        error = await refused(one(hall, **values))
        assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "VALIDATION_FAILED"), values
        assert f"execution.{field}" in violated(error), values
    assert (await dashboard(hall)).summary.total_executions == 0


async def test_no_execution_at_all(hall: Hall) -> None:
    for request in (pb.RecordExecutionRequest(), pb.RecordExecutionRequest(execution=execution_pb2.Execution())):
        error = await refused(hall.observability.RecordExecution(request))
        assert reason(error) == "VALIDATION_FAILED"
        assert all(field.startswith("execution") for field in violated(error))


async def test_bad_items_of_a_batch_keep_their_neighbours(hall: Hall) -> None:
    batch = [execution(execution_id="first")]
    for number, (values, _) in enumerate(BAD):
        batch += [execution(**values), execution(execution_id=f"good{number}")]
    found = await record(hall, *batch)
    assert (found.accepted_count, found.duplicate_count) == (len(BAD) + 1, 0)
    assert [rejection.index for rejection in found.rejections] == list(range(1, len(batch), 2))
    for rejection, (_, field) in zip(found.rejections, BAD, strict=True):
        assert rejection.status.code == code_pb2.INVALID_ARGUMENT
        info, request = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
        assert rejection.status.details[0].Unpack(info)
        assert rejection.status.details[1].Unpack(request)
        assert info.reason == "VALIDATION_FAILED"
        assert field in {violation.field for violation in request.field_violations}
    assert len(await executions(hall)) == len(BAD) + 1


async def test_the_size_of_a_batch(hall: Hall) -> None:
    for count in (0, 1001):
        error = await refused(
            record(hall, *[execution()] * count)
            if count
            else hall.observability.RecordExecutions(pb.RecordExecutionsRequest())
        )
        assert (reason(error), violated(error)) == ("VALIDATION_FAILED", ["executions"])
    assert (await record(hall, *[execution()] * 1000)).accepted_count == 1000
    all_bad = await record(hall, *[execution_pb2.Execution()] * 1000)
    assert (all_bad.accepted_count, len(all_bad.rejections)) == (0, 1000)
    assert (await dashboard(hall)).summary.total_executions == 1000


HOSTILE = [
    "'; DROP TABLE executions; --", '" OR 1=1 --', "%", "\\", "é\u200d\U0001f600",
    "NULL", "{}", "$1", ":x", "../..",
]  # fmt: skip


FORGED = "\r\n[info] forged \x1b[31m\u202e"


async def test_hostile_strings_are_only_strings(hall: Hall) -> None:
    await record(
        hall,
        *(
            execution(agent_name=value, execution_id=value, team_id=value, error_message=value + FORGED)
            for value in HOSTILE
        ),
    )
    assert {agent.agent_name for agent in (await dashboard(hall)).agents} == set(HOSTILE)
    for value in HOSTILE:
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        (found,) = await executions(hall, filter=f'agent_name = "{quoted}" AND team_id = "{quoted}"')
        assert (found.execution_id, found.error_message) == (value, value + FORGED)
        (agent,) = (await dashboard(hall, agent_names=[value], team_id=value)).agents
        assert agent.agent_name == value


async def test_sums_are_those_of_the_rows_after_random_batches_with_repeats(hall: Hall, clock: SettableClock) -> None:
    dice = random.Random(7)
    known: dict[str, execution_pb2.Execution] = {}
    for _ in range(12):
        batch = []
        for _ in range(dice.randint(1, 40)):
            name = f"e{dice.randint(0, 150)}"
            batch.append(known.setdefault(name, _random_execution(dice, name)))
        await asyncio.gather(record(hall, *batch), record(hall, *batch[::2]), record(hall, *batch[::3]))
    found = await dashboard(hall)
    assert found.summary.total_executions == len(known) == len(await executions(hall, page_size=17))
    for agent in found.agents:
        rows = [row for row in known.values() if row.agent_name == agent.agent_name]
        assert agent.total_executions == len(rows)
        assert agent.successful == sum(row.success for row in rows if row.HasField("success"))
        assert agent.total_tokens == sum(row.tokens for row in rows)
        durations = [row.duration_ms for row in rows if row.HasField("duration_ms")]
        assert agent.avg_duration_ms == pytest.approx(sum(durations) / len(durations), abs=1e-3)
        assert agent.quality_count == sum(row.HasField("quality_score") for row in rows)


def _random_execution(dice: random.Random, name: str) -> execution_pb2.Execution:
    message = execution(
        execution_id=name, agent_name=dice.choice("abc"), success=dice.random() < 0.7, model=dice.choice("xy")
    )
    if dice.random() < 0.8:
        message.duration_ms = dice.random() * 1000
    if dice.random() < 0.6:
        message.tokens = dice.randint(0, 1000)
    if dice.random() < 0.5:
        message.quality_score = dice.random() * 100
    message.start_time.seconds = 1_700_000_000 + dice.randint(0, 100_000)
    return message


OUTCOMES = {"ok": 1, "error": 2, "aborted": 3, "unfinished": 3}


def real_executions() -> Iterator[execution_pb2.Execution]:
    """Real runs of a coding agent; what they did not measure stays absent."""
    with REAL.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            message = execution_pb2.Execution(
                execution_id=str(number),
                agent_name=row["agent_edit_format"] or "unnamed",
                outcome=OUTCOMES[row["outcome"]],
                model=row["model"][:200],
                error_message=row["error"][:2000],
            )
            if row["duration_s"]:
                message.duration_ms = float(row["duration_s"]) * 1000
            if row["total_tokens"]:
                message.tokens = int(row["total_tokens"])
            if row["cost_usd"]:
                message.cost_nano_usd = round(float(row["cost_usd"]) * 1e9)
            if row["start_unix"]:
                message.start_time.seconds = int(row["start_unix"])
            yield message


async def test_real_executions_add_up(hall: Hall) -> None:
    rows = list(real_executions())
    answers = [await record(hall, *rows[start : start + 1000]) for start in range(0, len(rows), 1000)]
    assert not any(answer.rejections for answer in answers)
    found = await dashboard(hall)
    summary = found.summary
    assert summary.total_executions == len(rows) == sum(answer.accepted_count for answer in answers)
    assert summary.total_agents == len({row.agent_name for row in rows})
    assert summary.failed == sum(row.outcome == 2 for row in rows)
    assert summary.cancelled == sum(row.outcome == 3 for row in rows)
    assert summary.total_tokens == sum(row.tokens for row in rows)
    assert summary.total_cost_nano_usd == sum(row.cost_nano_usd for row in rows)
    durations = [row.duration_ms for row in rows if row.HasField("duration_ms")]
    assert summary.overall_avg_duration_ms == pytest.approx(sum(durations) / len(durations))
    again = await record(hall, *rows[:300])
    assert (again.duplicate_count, again.accepted_count) == (300, 0)


class ThreadsOfClock(SettableClock):
    """Notes on which threads the time was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: set[str] = set()
        ask = self.now_us

        def now_us() -> int:
            self.threads.add(threading.current_thread().name)
            return ask()

        self.now_us = now_us


async def test_large_batches_are_read_beside_the_event_loop(database_url: str) -> None:
    clock = ThreadsOfClock()
    async with running(database_url, clock) as hall:
        clock.threads.clear()  # the start has a thread of its own
        small = await record(hall, *(execution(error_message="x" * 200) for _ in range(1000)))
        assert clock.threads - {"writer"} == {threading.main_thread().name}
        large = [execution(error_message="x" * 300) for _ in range(998)]
        found = await record(hall, *large, execution(tokens=-1), execution(outcome=7))
        assert clock.threads - {"writer"} > {threading.main_thread().name}
        assert (small.accepted_count, found.accepted_count, found.duplicate_count) == (1000, 998, 0)
        assert [rejection.index for rejection in found.rejections] == [998, 999]
        assert len({stored.execution_id for stored in await executions(hall, page_size=1000)}) == 1998
