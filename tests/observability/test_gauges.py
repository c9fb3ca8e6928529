"""Gauges: what counts, by hand and over a real channel on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection

from agenthall.observability.v1 import alert_pb2, gauge_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import DAY_US, HOUR_US, MINUTE_US, system_now_us
from agenthall_server.errors import InvalidStateTransition
from agenthall_server.observability import store_gauges, store_retention
from agenthall_server.observability.gauge_sums import Sample, add_up, newer, sample
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock, reason, refused, violated
from tests.observability.alerts import alarm, fired, until
from tests.observability.samples import NOON_US

MIDNIGHT_US = NOON_US - NOON_US % DAY_US


def at(time: int, value: float = 1.0, name: str = "cpu_percent") -> Sample:
    return sample(1, "host", name, {}, value, time)


def gauge(value: float = 1.0, time: int | None = None, **values: Any) -> gauge_pb2.Gauge:
    when = None if time is None else timestamp(time)
    return gauge_pb2.Gauge(**({"source": "host", "name": "cpu_percent"} | values), value=value, time=when)


async def record(hall: Any, *gauges: gauge_pb2.Gauge) -> pb.RecordGaugesResponse:
    answer: pb.RecordGaugesResponse = await hall.observability.RecordGauges(pb.RecordGaugesRequest(gauges=gauges))
    return answer


async def listed(hall: Any, **arguments: Any) -> list[gauge_pb2.Gauge]:
    return list((await hall.observability.ListGauges(pb.ListGaugesRequest(**arguments))).gauges)


async def history(hall: Any, **arguments: Any) -> list[gauge_pb2.GaugeSeries]:
    request = pb.QueryGaugesRequest(**({"name": "cpu_percent", "step": {"seconds": 60}} | arguments))
    return list((await hall.observability.QueryGauges(request)).series)


def figures(series: gauge_pb2.GaugeSeries) -> list[tuple[float, float, float, int]]:
    return [(one.min, one.max, one.avg, one.sample_count) for one in series.points]


def test_a_series_is_its_source_name_and_labels_in_any_order() -> None:
    one = sample(1, "s", "n", {"a": "1", "b": "2"}, 5, 0)
    assert one.series == sample(1, "s", "n", {"b": "2", "a": "1"}, 6, 1).series
    others = (("s", "n", {}), ("s", "n", {"a": "1", "b": "3"}), ("n", "s", {"a": "1", "b": "2"}))
    assert len({one.series, *(sample(1, *other, 5, 0).series for other in others)}) == 4


def test_only_what_is_newer_counts() -> None:
    first, second, third = at(5), at(7), at(9)
    assert newer([first, second, first], {}) == [True, True, False]
    assert newer([third, first, second], {first[:2]: 5}) == [True, False, True]  # together, in any order
    assert newer([first, at(5, name="other")], {first[:2]: 5}) == [False, True]


def test_buckets_by_hand() -> None:
    found = add_up([at(MIDNIGHT_US, -2.0), at(MIDNIGHT_US + 1, 5.0), at(MIDNIGHT_US + MINUTE_US, 1.0)])
    by_level = {(seconds, start - MIDNIGHT_US): sums for (_, _, seconds, start), sums in found.items()}
    assert by_level == {
        (60, 0): (2, 3.0, -2.0, 5.0),
        (60, MINUTE_US): (1, 1.0, 1.0, 1.0),
        (3600, 0): (3, 4.0, -2.0, 5.0),
        (86_400, 0): (3, 4.0, -2.0, 5.0),
    }


async def test_last_values_and_history(hall: Hall) -> None:
    minute = system_now_us() // MINUTE_US * MINUTE_US - 2 * MINUTE_US
    first = (gauge(10, minute), gauge(30, minute + 1), gauge(5, minute + MINUTE_US))
    labelled = gauge(7, minute, labels={"core": "1"}), gauge(8, minute, source="other host")
    answer = await record(hall, *first, *labelled)
    assert (answer.accepted_count, answer.duplicate_count) == (5, 0)
    again = await record(hall, *first, *labelled, gauge(99, minute + 2), gauge(6, minute + MINUTE_US + 1))
    assert (again.accepted_count, again.duplicate_count) == (1, 6)
    last = [(one.source, dict(one.labels), one.value) for one in await listed(hall, order_by="source")]
    assert sorted(last, key=str) == [("host", {"core": "1"}, 7), ("host", {}, 6), ("other host", {}, 8)]
    assert [one.value for one in await listed(hall, filter="name = cpu_percent AND value > 7")] == [8]
    found = await history(hall)
    assert [(one.source, dict(one.labels)) for one in found] == [
        ("host", {}), ("host", {"core": "1"}), ("other host", {}),
    ]  # fmt: skip
    assert figures(found[0]) == [(10, 30, 20, 2), (5, 6, 5.5, 2)]
    assert [len(await history(hall, source=source)) for source in ("host", "other host", "nobody")] == [2, 1, 0]
    assert await history(hall, name="memory_percent") == []
    days = await history(hall, source="other host", step={"seconds": 86_400})
    assert figures(days[0]) == [(8, 8, 8, 1)]


async def test_without_a_time_each_call_is_another_value(hall: Hall, clock: SettableClock) -> None:
    for value in (1, 2):
        assert (await record(hall, gauge(value))).accepted_count == 1
        clock.advance(1)
    assert [one.value for one in await listed(hall)] == [2]


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"source": ""}, "source"),
        ({"name": "a\nb"}, "name"),
        ({"labels": {"a": ""}}, "labels['a']"),
        ({"labels": {str(number): "x" for number in range(11)}}, "labels"),
        ({"value": float("nan")}, "value"),
        ({"value": 1e151}, "value"),
        ({"time": -1}, "time"),
        ({"time": system_now_us() + HOUR_US}, "time"),
    ],
)
async def test_a_bad_value_keeps_its_neighbours(sqlite_hall: Hall, bad: dict[str, Any], field: str) -> None:
    answer = await record(sqlite_hall, gauge(1, source="a"), gauge(**{"value": 5.0} | bad), gauge(1, source="b"))
    assert (answer.accepted_count, [one.index for one in answer.rejections]) == (2, [1])
    assert answer.rejections[0].status.message.startswith(f"{field}: ")
    unset = gauge_pb2.Gauge(source="c", name="d")
    assert len((await record(sqlite_hall, unset)).rejections) == 1


async def test_a_call_needs_values(sqlite_hall: Hall) -> None:
    error = await refused(record(sqlite_hall))
    assert (reason(error), violated(error)) == ("VALIDATION_FAILED", ["gauges"])


def test_a_workspace_has_so_many_series_and_no_more(writer: Connection) -> None:
    many = [sample(1, f"host {number}", "up", {}, 1, 5) for number in range(store_gauges.MOST_SERIES)]
    assert not any(store_gauges.record(writer, many))
    known, new, of_another = many[7]._replace(time=6), at(6), at(6)._replace(workspace_key=2)
    outcomes = store_gauges.record(writer, [known, new, of_another])
    assert [type(one) for one in outcomes] == [bool, InvalidStateTransition, bool]


def test_old_buckets_and_silent_series_are_forgotten(writer: Connection) -> None:
    old, recent = NOON_US - 91 * DAY_US, NOON_US - 3 * DAY_US
    store_gauges.record(writer, [at(old, name="silent"), at(old), at(recent)])
    for forget in store_retention.slices(1, NOON_US, 0):
        while forget(writer) == store_retention.SLICE:
            pass
    kept = writer.exec_driver_sql(
        "SELECT name, bucket_seconds FROM gauge_rollups r JOIN gauges g ON g.series = r.series "
        "WHERE r.workspace_key = 1 ORDER BY bucket_seconds"
    ).all()
    assert [tuple(row) for row in kept] == [("cpu_percent", 3600), ("cpu_percent", 86_400), ("cpu_percent", 86_400)]


async def test_alert_rules_are_measured_by_gauges(hall: Hall) -> None:
    """No execution was ever recorded."""
    await alarm(hall, "busy", metric="cpu_percent", warning=90, no_data=alert_pb2.ALERT_NO_DATA_OK)
    await record(hall, gauge(20), gauge(97.5, source="other host"), gauge(99, system_now_us() - HOUR_US, source="gone"))
    alert = await fired(hall, "busy")
    assert (alert.value, alert.threshold) == (97.5, 90)
    await record(hall, gauge(30, source="other host"))
    await until(hall, "busy", lambda found: all(one.state == alert_pb2.ALERT_STATE_RESOLVED for one in found))
