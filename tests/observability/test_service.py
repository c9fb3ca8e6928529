"""What ObservabilityService answers over a real channel, on both databases. Recording: test_recording.py."""

from __future__ import annotations

from typing import Any

import grpc
import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import error_details_pb2

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, details_of, reason, refused, running, violated
from tests.observability.calls import HOUR, dashboard, execution, executions, one, record


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


async def test_bad_questions_are_refused_by_field(hall: Hall) -> None:
    questions: list[tuple[Any, str]] = [
        (pb.GetDashboardRequest(agent_names=["a", ""]), "agent_names[1]"),
        (pb.GetDashboardRequest(agent_names=["a"] * 1001), "agent_names"),
        (pb.GetDashboardRequest(team_id="x" * 201), "team_id"),
        (pb.GetDashboardRequest(team_id="\0"), "team_id"),
        (pb.GetDashboardRequest(window={"seconds": 0}), "window"),
        (pb.GetDashboardRequest(window={"seconds": -5}), "window"),
        (pb.GetDashboardRequest(window={"seconds": 315_576_001}), "window"),
        (pb.ListBottlenecksRequest(ranking=99), "ranking"),
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
    error = await refused(executions(hall, filter='agent_name = "a" AND nothing = 1'))
    assert (error.code(), reason(error), violated(error)) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "INVALID_FILTER",
        ["filter"],
    )
    metadata = details_of(error, error_details_pb2.ErrorInfo).metadata
    assert (metadata["position"], metadata["token"]) == ("21", "nothing")
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


async def test_figures_outlive_a_restart(database_url: str) -> None:
    async with running(database_url) as hall:
        await record(hall, execution(execution_id="e", tokens=5), execution())
        before = await dashboard(hall)
    async with running(database_url) as hall:
        assert await dashboard(hall) == before
        assert (await one(hall, execution_id="e", tokens=5)).duplicate


async def execution_pages(hall: Any, **arguments: Any) -> list[pb.ListExecutionsResponse]:
    found: list[pb.ListExecutionsResponse] = []
    token = ""
    while token or not found:
        request = pb.ListExecutionsRequest(page_token=token, **arguments)
        found.append(await hall.observability.ListExecutions(request))
        token = found[-1].next_page_token
    return found


async def test_pages_of_large_executions_reach_an_ordinary_client(hall: Hall) -> None:
    """Text is as long on the wire as in the store, numbers of attributes are five times as long."""
    numbers = execution()
    numbers.attributes["a"] = [0] * 32_000
    batch = [execution(execution_id=f"t{at:03}", error_message="é" * 4096) for at in range(500)]
    for at in range(12):
        large = execution(execution_id=f"z{at:03}")
        large.attributes.CopyFrom(numbers.attributes)
        batch.append(large)
    answer = await record(hall, *batch)
    assert answer.accepted_count == 512
    for size in (0, 1000):
        pages = await execution_pages(hall, page_size=size, order_by="receive_time")
        assert [one.execution_id for page in pages for one in page.executions] == [one.execution_id for one in batch]
        assert max(page.ByteSize() for page in pages) < 4 * 1024 * 1024
    assert len(pages[0].executions) > 300
    assert pages[-1].executions[-1].attributes == numbers.attributes


async def test_sums_that_reached_their_limit_stay_there_and_recording_goes_on(hall: Hall) -> None:
    """9,223 executions of a million dollars each are all that 64 bits hold."""
    most, million = 2**63 - 1, 10**15
    for model in ("m", "n"):
        batch = [execution(model=model, cost_nano_usd=million, tokens=5) for _ in range(1000)]
        for _ in range(10 if model == "m" else 1):
            assert (await record(hall, *batch)).accepted_count == 1000
    assert not (await one(hall, model="m", cost_nano_usd=million)).duplicate
    await one(hall, agent_name="coder", cost_nano_usd=million)
    for hours in ({}, {"hours": 24}):
        found = await dashboard(hall, **hours)
        planner, coder = found.agents
        assert (planner.total_executions, planner.cost_nano_usd, planner.total_tokens) == (11_001, most, 55_000)
        assert coder.cost_nano_usd == million
        assert (found.summary.total_cost_nano_usd, found.summary.total_tokens) == (most, 55_000)
