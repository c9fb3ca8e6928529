"""Executions that have begun: seen while they run, abandoned when nobody is heard of, counted once when they end."""

from __future__ import annotations

import asyncio

import grpc
import pytest
from google.protobuf.duration_pb2 import Duration
from google.protobuf.timestamp_pb2 import Timestamp

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.wire import struct
from tests.conftest import Hall, SettableClock, reason, refused, violated

RUNNING, ABANDONED = execution_pb2.RUNNING_STATE_RUNNING, execution_pb2.RUNNING_STATE_ABANDONED


async def start(hall: Hall, execution_id: str = "e", *, lease: int = 0, **values: object) -> pb.StartExecutionResponse:
    execution = execution_pb2.Execution(**{"execution_id": execution_id, "agent_name": "planner", **values})  # type: ignore[arg-type]
    request = pb.StartExecutionRequest(execution=execution)
    if lease:
        request.lease.CopyFrom(Duration(seconds=lease))
    return await hall.observability.StartExecution(request)


async def finish(hall: Hall, execution_id: str = "e", **values: object) -> pb.FinishExecutionResponse:
    execution = execution_pb2.Execution(**{"execution_id": execution_id, "success": True, **values})  # type: ignore[arg-type]
    return await hall.observability.FinishExecution(pb.FinishExecutionRequest(execution=execution))


async def running(hall: Hall, condition: str = "") -> list[execution_pb2.RunningExecution]:
    asked = pb.ListRunningExecutionsRequest(filter=condition)
    return list((await hall.observability.ListRunningExecutions(asked)).executions)


async def recorded(hall: Hall, execution_id: str = "e") -> execution_pb2.Execution:
    asked = pb.GetExecutionRequest(execution_id=execution_id)
    return (await hall.observability.GetExecution(asked)).execution


async def dashboard(hall: Hall, **asked: object) -> pb.GetDashboardResponse:
    return await hall.observability.GetDashboard(pb.GetDashboardRequest(**asked))  # type: ignore[arg-type]


async def test_a_started_execution_is_seen_and_counts_in_no_total(hall: Hall) -> None:
    await start(hall, model="m", team_id="web", user_id="u")
    (one,) = await running(hall)
    assert (one.state, one.execution.agent_name, one.execution.user_id) == (RUNNING, "planner", "u")
    found = await dashboard(hall)
    assert (found.summary.total_executions, found.summary.running, found.summary.abandoned) == (0, 1, 0)
    assert [(agent.agent_name, agent.running) for agent in found.agents] == [("planner", 1)]
    assert not found.agents[0].HasField("success_rate")


async def test_it_ends_with_what_was_said_at_both_ends(hall: Hall, clock: SettableClock) -> None:
    await start(hall, model="m", team_id="web", requirement_ids=["a"], trace_id="t")
    clock.advance(2.5)
    answer = await finish(hall, input_tokens=3, output_tokens=4, requirement_ids=["b"], model="n")
    assert (answer.execution_id, answer.duplicate) == ("e", False)
    found = await recorded(hall)
    assert (found.model, found.team_id, found.trace_id, found.tokens) == ("n", "web", "t", 7)
    assert list(found.requirement_ids) == ["b"]
    assert 2500 <= found.duration_ms < 12_500
    assert await running(hall) == []
    summary = (await dashboard(hall)).summary
    assert (summary.total_executions, summary.running) == (1, 0)


async def test_a_finish_again_counts_once_also_when_sent_at_once(hall: Hall, clock: SettableClock) -> None:
    await start(hall)
    answers = await asyncio.gather(*(finish(hall, tokens=5) for _ in range(8)))
    clock.advance(3)
    answers += [await finish(hall, tokens=5)]
    assert sorted(answer.duplicate for answer in answers) == [False] + [True] * 8
    assert (await dashboard(hall)).summary.total_tokens == 5
    assert reason(await refused(finish(hall, tokens=6))) == "RECORD_ID_REUSED"
    assert reason(await refused(finish(hall, success=False))) == "RECORD_ID_REUSED"


async def test_what_was_never_started_is_recorded_where_it_is_whole(hall: Hall) -> None:
    assert not (await finish(hall, agent_name="coder")).duplicate
    assert (await recorded(hall)).agent_name == "coder"
    error = await refused(finish(hall, "other"))
    assert violated(error) == ["execution.agent_name"]


async def test_a_start_again_changes_nothing(hall: Hall, clock: SettableClock) -> None:
    assert [(await start(hall)).duplicate, (await start(hall)).duplicate] == [False, True]
    before = await running(hall)
    clock.advance(5)
    assert (await start(hall)).duplicate
    assert await running(hall) == before
    assert reason(await refused(start(hall, model="another"))) == "RECORD_ID_REUSED"
    await finish(hall)
    assert reason(await refused(start(hall))) == "RECORD_ID_REUSED"


async def test_what_only_the_server_says_of_an_execution_is_not_heard(hall: Hall) -> None:
    answers = [await start(hall, receive_time=Timestamp(seconds=said)) for said in (1, 2**63 - 1, -(2**63))]
    assert [answer.duplicate for answer in answers] == [False, True, True]
    (one,) = await running(hall)
    assert not one.execution.HasField("receive_time")


async def test_a_start_whose_attributes_are_too_large_is_refused(hall: Hall) -> None:
    error = await refused(start(hall, attributes=struct({"text": "a" * 70_000})))
    assert violated(error) == ["execution.attributes"]


async def test_a_lease_that_is_over_abandons_and_a_heartbeat_brings_back(hall: Hall, clock: SettableClock) -> None:
    await start(hall, lease=10)
    await start(hall, "long", lease=3600)
    clock.advance(11)
    assert {one.execution.execution_id: one.state for one in await running(hall)} == {"e": ABANDONED, "long": RUNNING}
    summary = (await dashboard(hall)).summary
    assert (summary.running, summary.abandoned) == (1, 1)
    beat = pb.HeartbeatExecutionRequest(execution_id="e", lease=Duration(seconds=10))
    await hall.observability.HeartbeatExecution(beat)
    assert [one.state for one in await running(hall)] == [RUNNING, RUNNING]
    clock.advance(11)
    assert not (await finish(hall)).duplicate
    summary = (await dashboard(hall)).summary
    assert (summary.total_executions, summary.running, summary.abandoned) == (1, 1, 0)


async def test_a_heartbeat_of_nothing_is_not_found(hall: Hall) -> None:
    beat = pb.HeartbeatExecutionRequest(execution_id="e")
    error = await refused(hall.observability.HeartbeatExecution(beat))
    assert error.code() is grpc.StatusCode.NOT_FOUND
    await start(hall)
    await finish(hall)
    error = await refused(hall.observability.HeartbeatExecution(beat))
    assert error.code() is grpc.StatusCode.NOT_FOUND


async def test_the_list_is_filtered_and_newest_first(hall: Hall, clock: SettableClock) -> None:
    for number in range(3):
        await start(hall, str(number), agent_name=f"agent {number % 2}")
        clock.advance(1)
    assert [one.execution.execution_id for one in await running(hall)] == ["2", "1", "0"]
    assert [one.execution.execution_id for one in await running(hall, 'agent_name = "agent 0"')] == ["2", "0"]
    assert reason(await refused(running(hall, "nonsense = 1"))) == "INVALID_FILTER"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"success": True}, "execution.success"),
        ({"outcome": execution_pb2.OUTCOME_OK}, "execution.outcome"),
        ({"duration_ms": 1.0}, "execution.duration_ms"),
        ({"agent_name": ""}, "execution.agent_name"),
        ({"agent_name": "a\nb"}, "execution.agent_name"),
        ({"lease": 86_401}, "lease"),
    ],
)
async def test_what_cannot_be_a_start_is_refused_by_field(hall: Hall, values: dict[str, object], field: str) -> None:
    assert violated(await refused(start(hall, **values))) == [field]  # type: ignore[arg-type]


async def test_a_finish_without_an_id_or_an_outcome_is_refused(hall: Hall) -> None:
    assert violated(await refused(finish(hall, ""))) == ["execution.execution_id"]
    await start(hall)
    said = pb.FinishExecutionRequest(execution=execution_pb2.Execution(execution_id="e"))
    assert violated(await refused(hall.observability.FinishExecution(said))) == ["execution.outcome"]
    assert len(await running(hall)) == 1
