"""ObservabilityService over a real channel, on both databases."""

from __future__ import annotations

import asyncio
import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import code_pb2, error_details_pb2

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, details_of, reason, running, violated

HOUR = 3600
REAL = Path(__file__).parents[3] / "shared" / "data" / "observability" / "aider_executions.csv"


def execution(**values: Any) -> execution_pb2.Execution:
    return execution_pb2.Execution(**({"agent_name": "planner", "success": True} | values))


async def record(hall: Any, *executions: execution_pb2.Execution, **values: Any) -> pb.RecordExecutionsResponse:
    """Records a batch; with values only, one execution made of them."""
    batch = executions or (execution(**values),)
    answer: pb.RecordExecutionsResponse = await hall.observability.RecordExecutions(
        pb.RecordExecutionsRequest(executions=batch)
    )
    return answer


def one(hall: Any, **values: Any) -> Any:
    return hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=execution(**values)))


async def refused(call: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return caught.value


async def dashboard(hall: Any, **arguments: Any) -> pb.GetDashboardResponse:
    request = pb.GetDashboardRequest(agent_names=arguments.get("agent_names", ()), team_id=arguments.get("team_id", ""))
    if "hours" in arguments:
        request.window.FromSeconds(round(arguments["hours"] * HOUR))
    answer: pb.GetDashboardResponse = await hall.observability.GetDashboard(request)
    return answer


async def executions(hall: Any, **arguments: Any) -> list[execution_pb2.Execution]:
    """All pages, put together."""
    found, token = [], ""
    while True:
        page = await hall.observability.ListExecutions(pb.ListExecutionsRequest(page_token=token, **arguments))
        found += page.executions
        token = page.next_page_token
        if not token:
            return found


# --- the specification's cases ---------------------------------------------------------------------------------------


async def test_record_execution(hall: Hall, clock: SettableClock) -> None:
    answer = await one(
        hall, execution_id="run-1", duration_ms=1500, tokens=120, quality_score=87.5, model="m", team_id="t"
    )
    assert (answer.execution_id, answer.duplicate) == ("run-1", False)
    found = (await hall.observability.GetExecution(pb.GetExecutionRequest(execution_id="run-1"))).execution
    assert (found.agent_name, found.outcome, found.success) == ("planner", execution_pb2.OUTCOME_OK, True)
    assert (found.duration_ms, found.tokens, found.quality_score, found.model, found.team_id) == (
        1500,
        120,
        87.5,
        "m",
        "t",
    )
    assert abs(found.receive_time.ToMicroseconds() - clock.now_us()) < 10_000_000
    assert not any(found.HasField(name) for name in ("cost_nano_usd", "start_time", "end_time", "attributes"))


async def test_no_data(hall: Hall) -> None:
    for found in (
        await dashboard(hall),
        await dashboard(hall, hours=24),
        await dashboard(hall, team_id="t", agent_names=["x"]),
    ):
        assert not found.agents
        assert (found.summary.total_agents, found.summary.total_executions) == (0, 0)
        assert not found.summary.HasField("overall_success_rate")
        assert not found.summary.HasField("overall_avg_duration_ms")
        assert not found.summary.HasField("total_cost_nano_usd")
    assert not (await hall.observability.ListBottlenecks(pb.ListBottlenecksRequest())).bottlenecks
    (only,) = (await hall.observability.ListRecommendations(pb.ListRecommendationsRequest())).recommendations
    assert (only.kind, only.executions_needed) == (pb.RECOMMENDATION_KIND_INSUFFICIENT_DATA, 10)
    assert await executions(hall) == []
    error = await refused(hall.observability.GetExecution(pb.GetExecutionRequest(execution_id="none")))
    assert (error.code(), reason(error)) == (grpc.StatusCode.NOT_FOUND, "RESOURCE_NOT_FOUND")
    assert details_of(error, error_details_pb2.ResourceInfo).resource_type == "execution"


async def test_dashboard_with_metrics(hall: Hall) -> None:
    await record(
        hall,
        execution(
            duration_ms=100, tokens=10, quality_score=80, cost_nano_usd=5, start_time=Timestamp(seconds=1_700_000_000)
        ),
        execution(duration_ms=300, success=False, start_time=Timestamp(seconds=1_700_000_060)),
        execution(quality_score=90.5, tokens=0),
        execution_pb2.Execution(agent_name="planner", outcome=execution_pb2.OUTCOME_CANCELLED),
        execution(agent_name="coder", duration_ms=1000, start_time=Timestamp(seconds=1_600_000_000)),
    )
    found = await dashboard(hall)
    planner, coder = found.agents
    assert (planner.agent_name, planner.total_executions) == ("planner", 4)
    assert (planner.successful, planner.failed, planner.cancelled) == (2, 1, 1)
    assert planner.success_rate == pytest.approx(200 / 3)
    assert (planner.avg_duration_ms, planner.duration_count) == (200, 2)
    assert (planner.avg_tokens, planner.tokens_count, planner.total_tokens) == (5, 2, 10)
    assert (planner.avg_quality_score, planner.quality_count) == (85.25, 2)
    assert (planner.cost_nano_usd, planner.cost_count) == (5, 1)
    assert (coder.agent_name, coder.avg_duration_ms, coder.success_rate) == ("coder", 1000, 100)
    assert coder.last_executed.seconds == 1_600_000_000
    assert not coder.HasField("avg_tokens")
    assert not coder.HasField("cost_nano_usd")
    summary = found.summary
    assert (summary.total_agents, summary.total_executions, summary.failed, summary.cancelled) == (2, 5, 1, 1)
    assert summary.overall_success_rate == 75
    assert summary.overall_avg_duration_ms == pytest.approx(1400 / 3)
    assert (summary.total_cost_nano_usd, summary.total_tokens) == (5, 10)


async def recommended(hall: Any, **arguments: Any) -> list[pb.Recommendation]:
    return list(
        (await hall.observability.ListRecommendations(pb.ListRecommendationsRequest(**arguments))).recommendations
    )


async def test_slow_agent_recommendation(hall: Hall) -> None:
    await record(hall, *(execution(agent_name="coder", duration_ms=45_000 + number) for number in range(9)))
    (few,) = await recommended(hall)
    assert (few.kind, few.executions_needed, few.sample_count) == (pb.RECOMMENDATION_KIND_INSUFFICIENT_DATA, 1, 9)
    await record(hall, agent_name="coder", duration_ms=45_009)
    (slow,) = await recommended(hall)
    assert (slow.kind, slow.agent_name, slow.threshold, slow.sample_count) == (
        pb.RECOMMENDATION_KIND_SLOW,
        "coder",
        30_000,
        10,
    )
    assert slow.value == pytest.approx(45_004.5)
    assert slow.interval.low < slow.value < slow.interval.high
    assert slow.interval.level == 0.95
    assert "coder is slow: 45.0 s" in slow.text


async def test_failing_agent_recommendation(hall: Hall) -> None:
    await record(hall, *(execution(agent_name="tester", success=number < 3, team_id="t") for number in range(12)))
    for found in (await recommended(hall), await recommended(hall, team_id="t")):
        (failing,) = found
        assert (failing.kind, failing.agent_name, failing.value) == (pb.RECOMMENDATION_KIND_FAILING, "tester", 25)
        assert failing.interval.high < failing.threshold == 80
        assert "success rate 25.0%" in failing.text
    (other_team,) = await recommended(hall, team_id="u")
    assert other_team.kind == pb.RECOMMENDATION_KIND_INSUFFICIENT_DATA


async def test_all_is_well(hall: Hall) -> None:
    await record(hall, *(execution(duration_ms=5, tokens=5) for _ in range(10)))
    (well,) = await recommended(hall)
    assert well.kind == pb.RECOMMENDATION_KIND_ALL_WELL


async def test_expensive_agent_recommendation(hall: Hall) -> None:
    await record(hall, *(execution(input_tokens=4000, output_tokens=2000) for _ in range(10)))
    (expensive,) = await recommended(hall)
    assert (expensive.kind, expensive.value) == (pb.RECOMMENDATION_KIND_EXPENSIVE, 6000)


async def test_bottlenecks(hall: Hall) -> None:
    await record(
        hall,
        *(execution(agent_name="often", duration_ms=100) for _ in range(20)),
        *(execution(agent_name="slow", duration_ms=value) for value in (500, 700)),
        execution(agent_name="rare", duration_ms=300),
        execution(agent_name="quick", duration_ms=1),
        execution(agent_name="unknown"),
    )

    async def ranked(**arguments: Any) -> list[str]:
        found, token = [], ""
        while True:
            request = pb.ListBottlenecksRequest(page_token=token, **arguments)
            page = await hall.observability.ListBottlenecks(request)
            found += [one.agent_name for one in page.bottlenecks]
            token = page.next_page_token
            if not token:
                return found

    first = await hall.observability.ListBottlenecks(pb.ListBottlenecksRequest())
    assert [found.agent_name for found in first.bottlenecks] == ["slow", "rare", "often"]
    slow, rare, _ = first.bottlenecks
    assert (slow.avg_duration_ms, slow.duration_count) == (600, 2)
    assert slow.time_share == pytest.approx(100 * 1200 / 3501)
    assert slow.avg_duration_interval.low < 600 < slow.avg_duration_interval.high
    assert not rare.HasField("avg_duration_interval")
    for size in (0, 1, 2, 4, 9):
        assert await ranked(page_size=size) == ["slow", "rare", "often", "quick"]
        by_share = await ranked(page_size=size, ranking=pb.BOTTLENECK_RANKING_TIME_SHARE)
        assert by_share == ["often", "slow", "rare", "quick"]
    token = first.next_page_token
    for other in ({"ranking": pb.BOTTLENECK_RANKING_TIME_SHARE}, {"team_id": "t"}, {"page_token": token[:-1]}):
        request = pb.ListBottlenecksRequest(**({"page_token": token} | other))
        assert reason(await refused(hall.observability.ListBottlenecks(request))) == "INVALID_PAGE_TOKEN"


# --- once, however often it is sent ----------------------------------------------------------------------------------


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


# --- bad input -------------------------------------------------------------------------------------------------------


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
    "'; DROP TABLE executions; --", '" OR 1=1 --', "%", "a\r\n[info] forged \x1b[31m", "\\", "é\u202e\U0001f600",
    "NULL", "{}", "$1", ":x", "../..",
]  # fmt: skip


async def test_hostile_strings_are_only_strings(hall: Hall) -> None:
    await record(
        hall,
        *(execution(agent_name=value, execution_id=value, team_id=value, error_message=value) for value in HOSTILE),
    )
    assert {agent.agent_name for agent in (await dashboard(hall)).agents} == set(HOSTILE)
    for value in HOSTILE:
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        (found,) = await executions(hall, filter=f'agent_name = "{quoted}" AND team_id = "{quoted}"')
        assert (found.execution_id, found.error_message) == (value, value)
        (agent,) = (await dashboard(hall, agent_names=[value], team_id=value)).agents
        assert agent.agent_name == value


async def test_bad_questions_are_refused_by_field(hall: Hall) -> None:
    questions: list[tuple[Any, str]] = [
        (pb.GetDashboardRequest(agent_names=["a", ""]), "agent_names[1]"),
        (pb.GetDashboardRequest(agent_names=["a"] * 1001), "agent_names"),
        (pb.GetDashboardRequest(team_id="x" * 201), "team_id"),
        (pb.GetDashboardRequest(team_id="\0"), "team_id"),
        (pb.GetDashboardRequest(window={"seconds": 0}), "window"),
        (pb.GetDashboardRequest(window={"seconds": -5}), "window"),
        (pb.GetDashboardRequest(window={"seconds": 315_576_001}), "window"),
        (pb.ListBottlenecksRequest(ranking=7), "ranking"),
        (pb.ListBottlenecksRequest(page_size=-1), "page_size"),
        (pb.ListRecommendationsRequest(page_size=-1), "page_size"),
        (pb.ListExecutionsRequest(page_size=-1), "page_size"),
        (pb.ListExecutionsRequest(filter="x" * 4097), "filter"),
        (pb.GetExecutionRequest(), "execution_id"),
        (pb.GetExecutionRequest(execution_id="x" * 201), "execution_id"),
    ]
    for question, field in questions:
        method = getattr(hall.observability, type(question).__name__.removesuffix("Request"))
        error = await refused(method(question))
        assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "VALIDATION_FAILED")
        assert violated(error) == [field]


# --- windows, teams, lists -------------------------------------------------------------------------------------------


def at_the_hour(clock: SettableClock, *, seconds_after: float) -> None:
    """Moves the clock to so many seconds after a full hour."""
    now = clock.now_us()
    clock.advance((3_600_000_000 - now % 3_600_000_000) / 1e6 + seconds_after)


async def test_windows_are_whole_hours(hall: Hall, clock: SettableClock) -> None:
    at_the_hour(clock, seconds_after=1800)
    now = clock.now_us()
    hour = now - now % 3_600_000_000
    starts = {
        "this hour": hour,
        "end of last": hour - 1,
        "last hour": hour - 3_600_000_000,
        "before": hour - 3_600_000_001,
        "soon": now + 290_000_000,
    }
    await record(hall, *(execution(agent_name=name, start_time=timestamp(at)) for name, at in starts.items()))

    async def within(hours: float) -> set[str]:
        return {agent.agent_name for agent in (await dashboard(hall, hours=hours)).agents}

    assert await within(0.1) == {"this hour", "soon"}
    assert await within(0.5) == {"this hour", "soon"}
    assert await within(0.6) == {"this hour", "soon", "end of last", "last hour"}
    assert await within(1) == {"this hour", "soon", "end of last", "last hour"}
    assert await within(1.6) == set(starts)
    assert {agent.agent_name for agent in (await dashboard(hall)).agents} == set(starts)
    clock.advance(3600)
    assert await within(0.5) == set()
    assert await within(1) == {"this hour", "soon"}


async def test_without_a_start_the_receipt_decides_the_hour(hall: Hall, clock: SettableClock) -> None:
    at_the_hour(clock, seconds_after=1800)
    await record(hall, agent_name="now")
    clock.advance(2 * HOUR)
    assert not (await dashboard(hall, hours=1)).agents
    (found,) = (await dashboard(hall, hours=2)).agents
    assert found.last_executed.ToMicroseconds() < clock.now_us() - 2 * HOUR * 1_000_000 + 60_000_000


async def test_windows_narrow_bottlenecks_and_recommendations(hall: Hall, clock: SettableClock) -> None:
    await record(hall, *(execution(duration_ms=60_000, success=False) for _ in range(10)))
    clock.advance(5 * HOUR)
    hour: dict[str, Any] = {"window": {"seconds": HOUR}}
    assert not (await hall.observability.ListBottlenecks(pb.ListBottlenecksRequest(**hour))).bottlenecks
    (found,) = await recommended(hall, **hour)
    assert found.kind == pb.RECOMMENDATION_KIND_INSUFFICIENT_DATA
    assert len(await recommended(hall)) == 2
    first, second = (
        await hall.observability.ListRecommendations(pb.ListRecommendationsRequest(page_size=1)),
        await recommended(hall),
    )
    rest = await hall.observability.ListRecommendations(
        pb.ListRecommendationsRequest(page_size=1, page_token=first.next_page_token)
    )
    assert [*first.recommendations, *rest.recommendations] == second
    assert not rest.next_page_token


async def test_teams_and_agents_narrow_the_dashboard(hall: Hall) -> None:
    batch = [
        execution(agent_name=agent, team_id=team)
        for agent in ("a", "b")
        for team in ("", "t", "u")
        for _ in range(len(team) + 1)
    ]
    await record(hall, *batch)

    async def totals(**arguments: Any) -> dict[str, int]:
        return {agent.agent_name: agent.total_executions for agent in (await dashboard(hall, **arguments)).agents}

    assert await totals() == {"a": 5, "b": 5}
    assert await totals(team_id="t") == {"a": 2, "b": 2}
    assert await totals(team_id="T") == {}
    assert await totals(agent_names=["a", "a", "none"]) == {"a": 5}
    assert await totals(agent_names=["b"], team_id="u", hours=1) == {"b": 2}
    assert (await dashboard(hall, agent_names=["a"])).summary.total_agents == 1


async def listed(hall: Any, **arguments: Any) -> list[str]:
    return [found.execution_id for found in await executions(hall, **arguments)]


async def test_lists_are_ordered_filtered_and_paged(hall: Hall, clock: SettableClock) -> None:
    base = 1_700_000_000
    await record(
        hall,
        execution(execution_id="a", start_time=Timestamp(seconds=base + 30), tokens=5, model="m1", quality_score=50),
        execution(
            execution_id="b", start_time=Timestamp(seconds=base + 10), tokens=10, success=False, error_type="timeout"
        ),
        execution_pb2.Execution(
            execution_id="c", agent_name="coder", outcome=3, start_time=Timestamp(seconds=base + 20)
        ),
    )
    clock.advance(1)
    await record(
        hall, execution(execution_id="d", agent_name="coder", start_time=Timestamp(seconds=base + 10), cost_nano_usd=7)
    )
    clock.advance(1)
    await record(hall, execution(execution_id="e", team_id="t"))
    assert await listed(hall) == ["e", "a", "c", "d", "b"]
    assert await listed(hall, order_by="start_time") == ["b", "d", "c", "a", "e"]
    assert await listed(hall, order_by="receive_time desc") == ["e", "d", "c", "b", "a"]
    for size in (1, 2, 3, 4, 5, 6, 1001):
        assert await listed(hall, page_size=size) == ["e", "a", "c", "d", "b"]
        assert await listed(hall, page_size=size, order_by="receive_time", filter="agent_name = planner") == [
            "a",
            "b",
            "e",
        ]
    filters = {
        'agent_name = "coder"': ["c", "d"],
        "success = true": ["e", "a", "d"],
        "success = false": ["b"],
        "success != true": ["b"],
        "success != false": ["e", "a", "d"],
        'outcome = "OUTCOME_CANCELLED"': ["c"],
        "outcome != OUTCOME_OK": ["c", "b"],
        "tokens > 5": ["b"],
        "tokens != 5": ["b"],
        "quality_score <= 50.0": ["a"],
        "cost_nano_usd = 7": ["d"],
        "model = m1 AND tokens = 5": ["a"],
        "error_type = timeout": ["b"],
        'team_id = "t"': ["e"],
        'start_time >= "2023-11-14T22:13:50Z"': ["a"],
        'start_time < "2023-11-14T22:13:31Z"': ["d", "b"],
        'receive_time > "2020-01-01T00:00:00Z" AND agent_name = coder': ["c", "d"],
        'execution_id = "a"': ["a"],
        "duration_ms > 0": [],
    }
    for source, expected in filters.items():
        assert await listed(hall, filter=source) == expected, source


async def test_bad_filters_orders_and_tokens(hall: Hall) -> None:
    await record(hall, *(execution() for _ in range(3)))
    token = (await hall.observability.ListExecutions(pb.ListExecutionsRequest(page_size=1))).next_page_token
    error = await refused(executions(hall, filter='agent_name = "a" OR tokens = 1'))
    assert (error.code(), reason(error), violated(error)) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "INVALID_FILTER",
        ["filter"],
    )
    metadata = details_of(error, error_details_pb2.ErrorInfo).metadata
    assert (metadata["position"], metadata["token"]) == ("17", "OR")
    for arguments, expected in (
        ({"filter": "attributes = 1"}, "INVALID_FILTER"),
        ({"filter": "workspace_key = 1"}, "INVALID_FILTER"),
        ({"filter": "tokens = '5; DROP TABLE executions'"}, "INVALID_FILTER"),
        ({"order_by": "tokens"}, "INVALID_ORDER_BY"),
        ({"order_by": "start_time; DROP TABLE executions"}, "INVALID_ORDER_BY"),
        ({"page_token": "x"}, "INVALID_PAGE_TOKEN"),
        ({"page_token": token[:-1] + ("A" if token[-1] != "A" else "B")}, "INVALID_PAGE_TOKEN"),
        ({"page_token": token, "filter": "tokens = 1"}, "INVALID_PAGE_TOKEN"),
        ({"page_token": token, "order_by": "receive_time"}, "INVALID_PAGE_TOKEN"),
    ):
        request = pb.ListExecutionsRequest(**arguments)
        assert reason(await refused(hall.observability.ListExecutions(request))) == expected, arguments
    bottlenecks = pb.ListBottlenecksRequest(page_token=token)
    assert reason(await refused(hall.observability.ListBottlenecks(bottlenecks))) == "INVALID_PAGE_TOKEN"


# --- sums are those of the rows --------------------------------------------------------------------------------------


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


@pytest.mark.skipif(not REAL.exists(), reason="the real executions are not beside this clone")
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
    again = await record(hall, *rows[:1000])
    assert (again.duplicate_count, again.accepted_count) == (1000, 0)


async def test_figures_outlive_a_restart(database_url: str) -> None:
    async with running(database_url) as hall:
        await record(hall, execution(execution_id="e", tokens=5), execution())
        before = await dashboard(hall)
    async with running(database_url) as hall:
        assert await dashboard(hall) == before
        assert (await one(hall, execution_id="e", tokens=5)).duplicate
