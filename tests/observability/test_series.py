"""Steps and points, by hand; then QueryMetrics over a real channel."""

from __future__ import annotations

from typing import Any

import pytest
from google.protobuf.duration_pb2 import Duration

from agenthall.observability.v1 import analysis_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.errors import ValidationFailed
from agenthall_server.observability.rollup import DAY, HOUR, MINUTE
from agenthall_server.observability.series import METRICS, MOST_POINTS, Bucket, cut, range_of
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, refused, violated
from tests.observability.calls import execution, record
from tests.observability.samples import NOON_US, sums
from tests.observability.test_folding import folded

HOUR_US, MINUTE_US = 3_600_000_000, 60_000_000
_EXECUTIONS, _RATE = analysis_pb2.SERIES_METRIC_EXECUTIONS, analysis_pb2.SERIES_METRIC_SUCCESS_RATE
_P50, _COST = analysis_pb2.SERIES_METRIC_P50_DURATION_MS, analysis_pb2.SERIES_METRIC_COST_NANO_USD


async def query(hall: Hall, *metrics: Any, **values: Any) -> list[tuple[int, str, list[tuple[int, float, int]]]]:
    """Metric, group and points: time, value and executions."""
    answer = await hall.observability.QueryMetrics(pb.QueryMetricsRequest(metrics=metrics, **values))
    return [
        (one.metric, one.group, [(at.start_time.ToMicroseconds(), at.value, at.sample_count) for at in one.points])
        for one in answer.series
    ]


def test_the_range_is_of_whole_steps() -> None:
    within = range_of(HOUR, NOON_US, NOON_US - HOUR_US - 1, NOON_US + 1)
    assert (within.start, within.end, within.steps) == (NOON_US - 2 * HOUR_US, NOON_US + HOUR_US, 3)
    assert list(range_of(HOUR, NOON_US, NOON_US - HOUR_US, NOON_US).starts()) == [NOON_US - HOUR_US]
    unset = range_of(MINUTE, NOON_US + 1, None, None)
    assert (unset.end, unset.steps) == (NOON_US + MINUTE_US, 60)


@pytest.mark.parametrize(
    ("level", "start", "end", "field", "hint"),
    [
        (MINUTE, NOON_US - 26 * HOUR_US, None, "step", "steps of an hour"),
        (HOUR, NOON_US - 1501 * HOUR_US, None, "step", "steps of a day"),
        (DAY, 0, None, "step", "a later start_time"),
        (HOUR, NOON_US, NOON_US, "start_time", "before end_time"),
        (HOUR, -1, None, "start_time", "1970"),
        (HOUR, None, 10**19, "end_time", "9999"),
    ],
)
def test_a_range_that_cannot_be_is_refused_with_a_way_out(
    level: int, start: int | None, end: int | None, field: str, hint: str
) -> None:
    with pytest.raises(ValidationFailed, match=hint) as caught:
        range_of(level, NOON_US, start, end)
    assert caught.value.fields[0].field == field


def test_a_step_without_a_value_has_no_point() -> None:
    buckets = [
        Bucket(HOUR_US, sums("b", cancelled=1), {}),
        Bucket(HOUR_US, sums("a", successful=3, failed=1, cost_count=2, cost_sum_nano=10), {}),
        Bucket(0, sums("a", successful=1), {}),
    ]
    found = cut(buckets, ["SUCCESS_RATE", "COST_NANO_USD"])
    assert [(one.metric, one.group) for one in found] == [("SUCCESS_RATE", "a"), ("COST_NANO_USD", "a")]
    assert [(one.start, one.value, one.sample_count) for one in found[0].points] == [(0, 100.0, 1), (HOUR_US, 75.0, 4)]
    assert [(one.start, one.value, one.sample_count) for one in found[1].points] == [(HOUR_US, 10, 2)]


def test_too_many_points_are_refused() -> None:
    buckets = [Bucket(0, sums(str(number), successful=1), {}) for number in range(MOST_POINTS // 2)]
    assert len(cut(buckets, ["EXECUTIONS", "FAILURES"])) == MOST_POINTS
    with pytest.raises(ValidationFailed, match="agent_names") as caught:
        cut(buckets, ["EXECUTIONS", "FAILURES", "TOKENS"])
    assert caught.value.fields[0].field == "group_by"


def test_every_metric_of_the_contract_is_known() -> None:
    names = {name.removeprefix("SERIES_METRIC_") for name in analysis_pb2.SeriesMetric.keys()}  # noqa: SIM118 - a wrapper, not a dict
    assert names - {"UNSPECIFIED"} == METRICS.keys()


async def test_series_by_step_and_group(hall: Hall, clock: SettableClock, database_url: str) -> None:
    hour = clock.now_us() // HOUR_US * HOUR_US
    at = {"start_time": timestamp(hour - 2 * HOUR_US)}
    await record(
        hall,
        execution(duration_ms=100, model="m", cost_nano_usd=7, **at),
        execution(success=False, duration_ms=300, team_id="t", **at),
        execution(agent_name="coder", duration_ms=1000, start_time=timestamp(hour - HOUR_US)),
    )
    for _ in range(2):  # what waits to be folded, and what was
        whole = await query(hall, _EXECUTIONS, _P50)
        assert [(metric, group) for metric, group, _ in whole] == [(_EXECUTIONS, ""), (_P50, "")]
        assert whole[0][2] == [(hour - 2 * HOUR_US, 2, 2), (hour - HOUR_US, 1, 1)]
        assert [value for _, value, _ in whole[1][2]] == pytest.approx([100, 1000], rel=0.011)
        assert await query(hall, _RATE, group_by=analysis_pb2.SERIES_GROUPING_AGENT) == [
            (_RATE, "coder", [(hour - HOUR_US, 100.0, 1)]),
            (_RATE, "planner", [(hour - 2 * HOUR_US, 50.0, 2)]),
        ]
        by_model = await query(hall, _EXECUTIONS, _COST, group_by=analysis_pb2.SERIES_GROUPING_MODEL)
        assert [(metric, group) for metric, group, _ in by_model] == [
            (_EXECUTIONS, ""),
            (_EXECUTIONS, "m"),
            (_COST, "m"),
        ]
        assert (await query(hall, _EXECUTIONS, team_id="t"))[0][2] == [(hour - 2 * HOUR_US, 1, 1)]
        assert (await query(hall, _EXECUTIONS, model="m"))[0][2] == [(hour - 2 * HOUR_US, 1, 1)]
        assert await query(hall, _EXECUTIONS, agent_names=["none"]) == []
        day = await query(hall, _EXECUTIONS, step=Duration(seconds=86_400))
        assert sum(value for _, value, _ in day[0][2]) == 3
        assert len((await query(hall, _EXECUTIONS, step=Duration(seconds=60), start_time=at["start_time"]))[0][2]) == 2
        await folded(database_url)


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"metrics": []}, ["metrics"]),
        ({"metrics": [0]}, ["metrics[0]"]),
        ({"metrics": [_RATE, _RATE]}, ["metrics"]),
        ({"metrics": [_RATE], "step": Duration(seconds=61)}, ["step"]),
        ({"metrics": [_RATE], "start_time": timestamp(0)}, ["step"]),
        ({"metrics": [_RATE], "start_time": timestamp(10**15 * 3)}, ["start_time"]),
    ],
)
async def test_bad_queries(hall: Hall, values: dict[str, Any], fields: list[str]) -> None:
    error = await refused(hall.observability.QueryMetrics(pb.QueryMetricsRequest(**values)))
    assert violated(error) == fields
