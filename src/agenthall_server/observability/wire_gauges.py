"""Gauges on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from agenthall.observability.v1 import gauge_pb2
from agenthall_server import validation
from agenthall_server.errors import AgenthallError, FieldViolation
from agenthall_server.observability.executions import MOST_AHEAD_US
from agenthall_server.observability.gauge_sums import Point, Sample, sample
from agenthall_server.observability.tables_gauges import Gauge
from agenthall_server.wire import microseconds, to_message


def samples_of(messages: Iterable[gauge_pb2.Gauge], workspace_key: int, now: int) -> list[Sample | AgenthallError]:
    """What to store; an error in place of each that is refused."""
    return [_sample(message, workspace_key, now) for message in messages]


def _sample(message: gauge_pb2.Gauge, workspace_key: int, now: int) -> Sample | AgenthallError:
    time = microseconds(message.time) if message.HasField("time") else now
    broken = validation.violations(message) + time_violations(time, now)
    if broken:
        return validation.failed(broken)
    return sample(workspace_key, message.source, message.name, message.labels, message.value, time)


def time_violations(time: int, now: int) -> list[FieldViolation]:
    """What is wrong with the time of a value."""
    if time < 0:
        return [FieldViolation("time", "is before the year 1970", "gauge.time")]
    if time > now + MOST_AHEAD_US:
        return [FieldViolation("time", "is more than 5 minutes in the future", "gauge.future")]
    return []


def gauge_message(row: Gauge) -> gauge_pb2.Gauge:
    """The last value of a series."""
    return to_message(gauge_pb2.Gauge, row)


def gauge_series(row: Gauge, points: Sequence[Point]) -> gauge_pb2.GaugeSeries:
    """The history of a series."""
    return to_message(gauge_pb2.GaugeSeries, row, points=[to_message(gauge_pb2.GaugePoint, one) for one in points])
