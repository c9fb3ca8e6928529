"""What is unusual, by hand; then ListAnomalies over a real channel."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Sequence

import pytest

from agenthall.observability.v1 import analysis_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import HOUR_US
from agenthall_server.observability import rollup
from agenthall_server.observability.anomalies import Anomaly, anomalies
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.executions import FAILED, OK
from agenthall_server.observability.rollup import HOUR
from agenthall_server.observability.series import Bucket
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, refused, violated
from tests.observability.calls import execution as message
from tests.observability.calls import record
from tests.observability.samples import execution

HOURS = 60


def buckets(hours: Sequence[Sequence[tuple[float, int]]]) -> list[Bucket]:
    """Hours of executions with a duration and an outcome."""
    runs = [
        execution(event_time=hour * HOUR_US, duration_ms=duration, outcome=outcome)
        for hour, executions in enumerate(hours)
        for duration, outcome in executions
    ]
    levels = rollup.spread(rollup.add_up(runs).items())
    return [
        Bucket(start, AgentSums(agent, *values), counts)
        for (_, seconds, start, agent, _, _), (*values, counts) in levels.items()
        if seconds == HOUR
    ]


def quiet(seed: int = 1, *, hours: int = HOURS) -> list[list[tuple[float, int]]]:
    rng = random.Random(seed)
    return [[(rng.lognormvariate(7, 0.5), OK) for _ in range(10)] for _ in range(hours)]


def found(hours: Sequence[Sequence[tuple[float, int]]], first: int = 0) -> list[tuple[str, str, int]]:
    return [(one.kind, one.metric, one.start_time // HOUR_US) for one in anomalies(buckets(hours), first * HOUR_US)]


@pytest.mark.parametrize("seed", range(5))
def test_nothing_unusual(seed: int) -> None:
    assert found(quiet(seed)) == []


def test_a_slow_hour() -> None:
    hours = quiet()
    hours[40] = [(20 * duration, OK) for duration, _ in hours[40]]
    kinds = found(hours)
    assert ("LEVEL", "duration_ms", 40) in kinds
    assert {hour for _, _, hour in kinds} == {40}
    assert found(hours, first=41) == []


def test_a_fast_hour_is_unusual_too() -> None:
    hours = quiet()
    hours[40] = [(duration / 50, OK) for duration, _ in hours[40]]
    assert found(hours) == [("LEVEL", "duration_ms", 40)]


def test_a_drift_below_the_threshold_of_a_point() -> None:
    hours = quiet(hours=100)
    for hour in range(70, 100):
        hours[hour] = [(3 * duration, OK) for duration, _ in hours[hour]]
    kinds = found(hours)
    assert kinds
    assert {kind for kind, _, _ in kinds} == {"DRIFT"}
    assert 70 < min(hour for _, _, hour in kinds) < 90


def test_a_point_is_not_part_of_what_it_is_compared_with() -> None:
    """The fault: in a window of 10 that holds the point no z-score is above 3, whatever the value."""
    window = [1.0] * 9 + [1e9]
    assert (window[-1] - statistics.fmean(window)) / statistics.pstdev(window) == pytest.approx(math.sqrt(9))
    hours = quiet(hours=21)
    hours[20] = [(1e9, OK)] * 10
    assert ("LEVEL", "duration_ms", 20) in found(hours)


def test_one_run_out_of_all_proportion_and_the_next() -> None:
    hours = quiet()
    hours[40].append((3e7, OK))
    hours[50].append((4e7, OK))
    assert found(hours) == [("SINGLE", "duration_ms", 50), ("SINGLE", "duration_ms", 40)]
    one: Anomaly = anomalies(buckets(hours), 0)[0]
    assert one.value == pytest.approx(4e7)
    assert one.severity == pytest.approx(one.value / one.threshold)
    assert one.threshold == pytest.approx(5 * one.expected)


def test_failures_by_their_tail() -> None:
    hours = quiet()
    for hour in range(HOURS):
        hours[hour][0] = (1000, FAILED)  # one of ten, always
    hours[40] = [(1000, FAILED)] * 7 + [(1000, OK)] * 3
    hours[50] = [(1000, FAILED)] * 3 + [(1000, OK)] * 7
    (one,) = [one for one in anomalies(buckets(hours), 0) if one.kind == "FAILURES"]
    assert (one.start_time // HOUR_US, one.metric, one.value, one.sample_count) == (40, "failure_rate", 70.0, 10)
    rate = 40.5 / 401
    assert one.expected == pytest.approx(100 * rate)
    tail = sum(math.comb(10, count) * beta(40.5 + count, 360.5 + 10 - count) for count in range(7, 11))
    tail /= beta(40.5, 360.5)
    assert one.severity == pytest.approx(math.log(tail) / math.log(1e-4))
    assert one.text == "7 of 10 executions failed, usually 10.1% do"


def beta(a: float, b: float) -> float:
    return math.exp(math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b))


def test_an_outage_of_the_third_hour_is_seen_when_there_were_executions_enough() -> None:
    busy = [[(1000, OK)] * 60, [(1000, OK)] * 60, [(1000, FAILED)] * 20 + [(1000, OK)] * 40]
    (one,) = anomalies(buckets(busy), 0)
    assert (one.kind, one.start_time) == ("FAILURES", 2 * HOUR_US)
    assert anomalies(buckets([hour[::2] for hour in busy]), 0) == []


def test_steady_failures_are_hardly_ever_taken_for_more() -> None:
    """40 agents of 60 hours each, with failures of one rate: 2,240 judgements, of which 1 in 10,000 is to be wrong."""
    dice = random.Random(3)
    said = 0
    for _ in range(40):
        hours = [[(1000, FAILED if dice.random() < 0.1 else OK) for _ in range(25)] for _ in range(60)]
        said += sum(one.kind == "FAILURES" for one in anomalies(buckets(hours), 0))
    assert said <= 2


def test_free_and_cheaper_runs_are_no_anomaly() -> None:
    costs = [[10_000_000] * 5] * 40 + [[0] * 5, [1_000] * 5, [10_000_000_000] * 5]
    runs = [
        execution(event_time=hour * HOUR_US, cost_nano_usd=cost)
        for hour, of_hour in enumerate(costs)
        for cost in of_hour
    ]
    levels = rollup.spread(rollup.add_up(runs).items())
    of_hours = [
        Bucket(key[2], AgentSums(key[3], *values), counts)
        for key, (*values, counts) in levels.items()
        if key[1] == HOUR
    ]
    assert {one.start_time // HOUR_US for one in anomalies(of_hours, 0)} == {42}


async def test_anomalies_of_a_store(hall: Hall, clock: SettableClock) -> None:
    assert not (await hall.observability.ListAnomalies(pb.ListAnomaliesRequest())).anomalies
    hour = clock.now_us() // HOUR_US * HOUR_US
    runs = [
        message(duration_ms=1000, start_time=timestamp(hour - (1 + at % 50) * HOUR_US), team_id="t")
        for at in range(200)
    ]
    await record(hall, *runs, message(duration_ms=3_600_000, team_id="t"))
    request = pb.ListAnomaliesRequest()
    (one,) = (await hall.observability.ListAnomalies(request)).anomalies
    assert (one.kind, one.agent_name, one.metric) == (analysis_pb2.ANOMALY_KIND_SINGLE, "planner", "duration_ms")
    assert (one.start_time.ToMicroseconds(), one.value) == (hour, 3_600_000)
    assert one.expected == pytest.approx(1000, rel=0.011)
    request.agent_names.append("coder")
    assert not (await hall.observability.ListAnomalies(request)).anomalies
    clock.advance(25 * 3600)
    assert not (await hall.observability.ListAnomalies(pb.ListAnomaliesRequest(team_id="t"))).anomalies


async def test_too_long_a_look_is_refused(hall: Hall) -> None:
    request = pb.ListAnomaliesRequest()
    request.window.seconds, request.step.seconds = 13 * 3600, 60
    assert violated(await refused(hall.observability.ListAnomalies(request))) == ["window"]
    request.step.seconds = 86_400
    assert violated(await refused(hall.observability.ListAnomalies(request))) == ["step"]
