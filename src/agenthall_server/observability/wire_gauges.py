"""Gauges on the wire."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from google.rpc import status_pb2

from agenthall.common.v1 import batch_pb2
from agenthall.observability.v1 import gauge_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
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


def batch_response(
    outcomes: Iterable[bool | Exception], status_of: Callable[[AgenthallError], status_pb2.Status]
) -> pb.RecordGaugesResponse:
    """What became of a batch, in the order of the request. Raises any exception that is not a refusal."""
    response = pb.RecordGaugesResponse()
    for index, outcome in enumerate(outcomes):
        if isinstance(outcome, AgenthallError):
            response.rejections.append(batch_pb2.Rejection(index=index, status=status_of(outcome)))
        elif isinstance(outcome, Exception):
            raise outcome
        elif outcome:
            response.duplicate_count += 1
        else:
            response.accepted_count += 1
    return response


def gauge_message(row: Gauge) -> gauge_pb2.Gauge:
    """The last value of a series."""
    return to_message(gauge_pb2.Gauge, row)


def gauge_series(row: Gauge, points: Sequence[Point]) -> gauge_pb2.GaugeSeries:
    """The history of a series."""
    return to_message(gauge_pb2.GaugeSeries, row, points=[to_message(gauge_pb2.GaugePoint, one) for one in points])
