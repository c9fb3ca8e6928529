"""ListBottlenecks and ListRecommendations over a real channel, by rankings and kinds."""

from __future__ import annotations

from typing import Any

import pytest

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import DAY_US, HOUR_US
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, refused, violated
from tests.observability.calls import execution, record

DAY: dict[str, Any] = {"window": {"seconds": 86_400}}
TREE = ("run", "", "planner", 0, 1000), ("step", "run", "coder", 100, 700), ("alone", "", "lonely", 0, 9000)


async def ranked(hall: Any, ranking: pb.BottleneckRanking.ValueType, **arguments: Any) -> list[pb.Bottleneck]:
    request = pb.ListBottlenecksRequest(ranking=ranking, page_size=1000, **arguments)
    return list((await hall.observability.ListBottlenecks(request)).bottlenecks)


def names(found: list[pb.Bottleneck]) -> list[str]:
    return [one.agent_name for one in found]


async def test_rankings(hall: Hall, clock: SettableClock) -> None:
    yesterday = timestamp(clock.now_us() - DAY_US - 2 * HOUR_US)
    await record(
        hall,
        *(execution(agent_name="tailed", duration_ms=9000 if at > 16 else 1000, model="m") for at in range(20)),
        *(execution(agent_name="slower", duration_ms=2000 + at) for at in range(20)),
        *(execution(agent_name="slower", duration_ms=1000 + at, start_time=yesterday) for at in range(20)),
        *(
            execution(agent_name=name, duration_ms=took, success=False, cost_nano_usd=cost)
            for name, took, cost in (("fails", 7000, 1), ("wastes", 10, 900))
        ),
    )
    assert names(await ranked(hall, pb.BOTTLENECK_RANKING_TAIL_RATIO)) == ["tailed", "slower"]
    tailed, _ = await ranked(hall, pb.BOTTLENECK_RANKING_TAIL_RATIO, **DAY)
    assert tailed.tail_ratio == pytest.approx(9, rel=0.03)
    assert not tailed.HasField("tail_ratio_interval")
    fails, wastes = await ranked(hall, pb.BOTTLENECK_RANKING_FAILED_TIME)
    assert (fails.agent_name, fails.failed, fails.failed_duration_ms, fails.failed_cost_nano_usd) == (
        "fails", 1, 7000, 1,
    )  # fmt: skip
    assert (wastes.agent_name, wastes.failed_cost_nano_usd) == ("wastes", 900)
    assert names(await ranked(hall, pb.BOTTLENECK_RANKING_FAILED_COST)) == ["wastes", "fails"]
    assert names(await ranked(hall, pb.BOTTLENECK_RANKING_MEAN_DURATION, model="m")) == ["tailed"]
    assert names(await ranked(hall, pb.BOTTLENECK_RANKING_TIME_SHARE, agent_names=["fails", "tailed"])) == [
        "tailed", "fails",
    ]  # fmt: skip
    (slower,) = await ranked(hall, pb.BOTTLENECK_RANKING_CHANGE, **DAY)
    assert (slower.agent_name, slower.duration_count, slower.previous_duration_count) == ("slower", 20, 20)
    assert slower.previous_avg_duration_ms == 1009.5
    assert slower.change_percent == pytest.approx(100 * (2009.5 / 1009.5 - 1))
    assert slower.change_interval.low < slower.change_percent < slower.change_interval.high
    unasked = await ranked(hall, pb.BOTTLENECK_RANKING_MEAN_DURATION, agent_names=["slower"])
    assert not unasked[0].HasField("change_percent")
    error = await refused(
        hall.observability.ListBottlenecks(pb.ListBottlenecksRequest(ranking=pb.BOTTLENECK_RANKING_CHANGE))
    )
    assert violated(error) == ["window"]


async def test_critical_paths(hall: Hall, clock: SettableClock) -> None:
    now = clock.now_us()
    await record(
        hall,
        *(
            execution(
                execution_id=name, parent_execution_id=parent, agent_name=agent, duration_ms=end - start,
                start_time=timestamp(now + 1000 * start), team_id="t",
            )
            for name, parent, agent, start, end in TREE
        ),
    )  # fmt: skip
    for arguments in ({}, DAY, {"team_id": "t"}):
        coder, planner = await ranked(hall, pb.BOTTLENECK_RANKING_CRITICAL_PATH, **arguments)
        assert (coder.agent_name, coder.critical_path_share) == ("coder", 60)
        assert (planner.agent_name, planner.critical_path_share) == ("planner", 40)
    (only,) = await ranked(hall, pb.BOTTLENECK_RANKING_CRITICAL_PATH, agent_names=["planner"])
    assert only.critical_path_share == 40
    assert not await ranked(hall, pb.BOTTLENECK_RANKING_CRITICAL_PATH, team_id="u")


async def test_every_kind_of_recommendation(hall: Hall, clock: SettableClock) -> None:
    now = clock.now_us()
    yesterday = timestamp(now - DAY_US - 2 * HOUR_US)
    message: dict[str, Any] = {"success": False, "error_message": "the request timed out"}
    await record(
        hall,
        *(execution(agent_name="slower", duration_ms=2000 + at) for at in range(20)),
        *(execution(agent_name="slower", duration_ms=1000 + at, start_time=yesterday) for at in range(20)),
        *(execution(agent_name="worse", **(message if at > 7 else {})) for at in range(20)),
        *(execution(agent_name="worse", start_time=yesterday) for _ in range(20)),
        *(execution(agent_name="again", attempt=2) for _ in range(20)),
        *(execution(agent_name="uncached", input_tokens=2000, cached_tokens=0) for _ in range(20)),
        *(execution(agent_name="dear", model="large", cost_nano_usd=100 + at % 2) for at in range(110)),
        *(execution(agent_name="dear", model="small", cost_nano_usd=10 + at % 2) for at in range(100)),
    )
    request = pb.ListRecommendationsRequest(**DAY)
    found = (await hall.observability.ListRecommendations(request)).recommendations
    said = [(pb.RecommendationKind.Name(one.kind)[20:], one.agent_name, one.metric) for one in found]
    assert said == [
        ("FAILING", "worse", "success_rate"),
        ("REGRESSING", "worse", "success_rate_change"),
        ("REGRESSING", "slower", "avg_duration_change"),
        ("TIMEOUTS", "worse", "timeout_rate"),
        ("RETRY_HEAVY", "again", "retry_rate"),
        ("CHEAPER_MODEL", "dear", "cost_ratio"),
        ("CACHE_POOR", "uncached", "cache_hit_rate"),
    ]
    start = (now - DAY_US) // HOUR_US * HOUR_US
    for one in found:
        assert one.sample_count >= 10
        assert one.interval.low > one.threshold or one.interval.high < one.threshold
        assert one.start_time.ToMicroseconds() == start
    cheaper, slower = found[5], found[2]
    assert (cheaper.model, cheaper.baseline, cheaper.baseline_sample_count) == ("small", 100.5, 110)
    assert cheaper.expected_saving.cost_nano_usd == pytest.approx(90 * 110)
    assert slower.expected_saving.duration_ms == pytest.approx(20_000)
    only = pb.ListRecommendationsRequest(agent_names=["again"])
    (again,) = (await hall.observability.ListRecommendations(only)).recommendations
    assert (again.agent_name, again.value, again.expected_saving.executions) == ("again", 100, 16)
    assert not again.HasField("start_time")
