"""OpenTelemetry data points as gauges: by hand, then over a real channel and from the stock SDK."""

from __future__ import annotations

import asyncio
from typing import Any

import grpc
import pytest
from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
from opentelemetry.metrics import CallbackOptions, Observation
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as otlp
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2_grpc
from opentelemetry.proto.metrics.v1 import metrics_pb2
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource

from agenthall_server.clock import system_now_us
from agenthall_server.errors import ValidationFailed
from agenthall_server.method_options import MOST_DATA_POINTS
from agenthall_server.observability.otel_metrics import DataPoint, sample_of
from tests.conftest import Hall, reason, refused, running
from tests.observability.samples import NOON_US
from tests.observability.spans import pairs
from tests.observability.test_gauges import history, listed

CUMULATIVE, DELTA = (
    metrics_pb2.AGGREGATION_TEMPORALITY_CUMULATIVE,
    metrics_pb2.AGGREGATION_TEMPORALITY_DELTA,
)
POINT = DataPoint("queued", "gauge", False, 5.0, NOON_US * 1000 + 999, {}, {"service.name": "shop"})


def request(*metrics: metrics_pb2.Metric, **resource: Any) -> otlp.ExportMetricsServiceRequest:
    found = otlp.ExportMetricsServiceRequest()
    group = found.resource_metrics.add()
    named = {name.replace("_", "."): value for name, value in (resource or {"service_name": "shop"}).items()}
    group.resource.attributes.extend(pairs(named))
    group.scope_metrics.add().metrics.extend(metrics)
    return found


def number(value: float, **attributes: Any) -> metrics_pb2.NumberDataPoint:
    return metrics_pb2.NumberDataPoint(
        as_double=value, time_unix_nano=system_now_us() * 1000, attributes=pairs(attributes)
    )


def gauge(name: str, *points: metrics_pb2.NumberDataPoint) -> metrics_pb2.Metric:
    return metrics_pb2.Metric(name=name, gauge=metrics_pb2.Gauge(data_points=points))


def total(name: str, temporality: Any, *points: metrics_pb2.NumberDataPoint) -> metrics_pb2.Metric:
    return metrics_pb2.Metric(
        name=name, sum=metrics_pb2.Sum(data_points=points, aggregation_temporality=temporality, is_monotonic=True)
    )


async def export(hall: Any, sent: otlp.ExportMetricsServiceRequest) -> otlp.ExportMetricsServiceResponse:
    stub: Any = metrics_service_pb2_grpc.MetricsServiceStub(hall.channel)
    answer: otlp.ExportMetricsServiceResponse = await stub.Export(sent)
    return answer


def test_what_means_the_same_gets_our_name_and_unit() -> None:
    found = sample_of(POINT._replace(metric="system.cpu.utilization", value=0.25), 7, NOON_US)
    assert (found.name, found.value, found.source, found.time) == ("cpu_percent", 25.0, "shop", NOON_US)
    assert (sample_of(POINT, 7, NOON_US).name, sample_of(POINT, 7, NOON_US).value) == ("queued", 5.0)


def test_labels_are_attributes_and_what_tells_instances_apart() -> None:
    resource = {"service.name": "shop", "host.name": "a", "telemetry.sdk.name": "x"}
    found = sample_of(POINT._replace(attributes={"cpu": 3, "idle": True, "b": "\n"}, resource=resource), 7, NOON_US)
    assert found.labels == '{"cpu":"3","host.name":"a","idle":"true"}'
    assert sample_of(POINT._replace(resource={"host.name": "a"}), 7, NOON_US).source == "a"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "histogram"}, "histogram"),
        ({"kind": ""}, "data"),
        ({"kind": "sum"}, "aggregation_temporality"),
        ({"metric": "\0"}, "name"),
        ({"value": float("nan")}, "value"),
        ({"value": 1e151}, "value"),
        ({"resource": {}}, "resource"),
        ({"attributes": {str(name): "x" for name in range(11)}}, "attributes"),
        ({"time_ns": 0}, "time_unix_nano"),
        ({"time_ns": (NOON_US + 301_000_000) * 1000}, "time_unix_nano"),
    ],
)
def test_what_never_can_be_taken(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationFailed) as caught:
        sample_of(POINT._replace(**changed), 7, NOON_US)
    assert [one.field for one in caught.value.fields] == [field]


async def test_an_export_becomes_gauges_once(hall: Hall) -> None:
    sent = request(
        gauge("system.memory.utilization", number(0.5)),
        total("requests", CUMULATIVE, number(12, code=200), number(3, code=500)),
    )
    for _ in range(2):
        assert await export(hall, sent) == otlp.ExportMetricsServiceResponse()
    found = {(one.name, *one.labels.values()): one.value for one in await listed(hall)}
    assert found == {("memory_percent",): 50, ("requests", "200"): 12, ("requests", "500"): 3}
    (series,) = await history(hall, name="memory_percent")
    assert [one.sample_count for one in series.points] == [1]
    assert await export(hall, otlp.ExportMetricsServiceRequest()) == otlp.ExportMetricsServiceResponse()


async def test_only_what_never_can_be_taken_is_refused(hall: Hall) -> None:
    histogram = metrics_pb2.Metric(name="seconds", histogram=metrics_pb2.Histogram(data_points=[{"count": 1}]))
    nothing = metrics_pb2.NumberDataPoint(flags=metrics_pb2.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK)
    answer = await export(hall, request(histogram, gauge("up", number(1), nothing), total("t", DELTA, number(1))))
    assert answer.partial_success.rejected_data_points == 2
    assert "histogram: is not taken; gauges and sums are" in answer.partial_success.error_message
    assert [one.name for one in await listed(hall)] == ["up"]


async def test_too_much_at_once(sqlite_hall: Hall) -> None:
    point = number(1)
    for sent in (
        request(gauge("many", *[point] * (MOST_DATA_POINTS + 1))),
        request(*[metrics_pb2.Metric()] * (MOST_DATA_POINTS + 1)),
        otlp.ExportMetricsServiceRequest(resource_metrics=[metrics_pb2.ResourceMetrics()] * (MOST_DATA_POINTS + 1)),
    ):
        assert reason(await refused(export(sqlite_hall, sent))) == "VALIDATION_FAILED"


async def test_back_pressure_is_unavailable(tmp_path: Any) -> None:
    async with running(f"sqlite:///{tmp_path}/hall.db", workspace_calls_per_second=0.001, workspace_burst=1.0) as hall:
        answers = [await _code(export(hall, request(gauge("up", number(1))))) for _ in range(2)]
    assert answers == [grpc.StatusCode.OK, grpc.StatusCode.UNAVAILABLE]


async def _code(call: Any) -> grpc.StatusCode:
    try:
        await call
    except grpc.aio.AioRpcError as error:
        return error.code()
    return grpc.StatusCode.OK


async def test_the_stock_sdk_feeds_gauges(hall: Hall) -> None:
    await asyncio.to_thread(_measure, hall.server.port)
    found = {one.name: (one.source, one.value) for one in await listed(hall)}
    assert found == {"queued_tasks": ("worker", 4), "tasks": ("worker", 3)}


def _measure(port: int) -> None:
    exporter = OTLPMetricExporter(endpoint=f"http://127.0.0.1:{port}", insecure=True)
    reader = PeriodicExportingMetricReader(exporter)
    provider = MeterProvider([reader], resource=Resource({"service.name": "worker"}))
    meter = provider.get_meter("tests")

    def queued(_options: CallbackOptions) -> list[Observation]:
        return [Observation(4)]

    meter.create_observable_gauge("queued_tasks", [queued])
    meter.create_counter("tasks").add(3)
    provider.shutdown()  # sends what was measured
