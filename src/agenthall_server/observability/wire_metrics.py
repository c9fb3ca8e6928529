"""OpenTelemetry data points off the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as otlp
from opentelemetry.proto.common.v1 import common_pb2
from opentelemetry.proto.metrics.v1 import metrics_pb2

from agenthall_server.method_options import data_points
from agenthall_server.observability.otel_metrics import GAUGE, INSTANCES, SOURCES, SUM, DataPoint
from agenthall_server.observability.wire_traces import refusals

_OF_RESOURCES = frozenset((*SOURCES, *INSTANCES))
_KINDS = ("bool_value", "string_value", "int_value", "double_value")
_NO_VALUE = metrics_pb2.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK


def points_of(request: otlp.ExportMetricsServiceRequest) -> Iterator[DataPoint]:
    """All data points that have a value, in the order of the request."""
    for resource in request.resource_metrics:
        named = _scalars(one for one in resource.resource.attributes if one.key in _OF_RESOURCES)
        for scope in resource.scope_metrics:
            for metric in scope.metrics:
                for point in data_points(metric):
                    if not point.flags & _NO_VALUE:
                        yield _point(metric, point, named)


def export_response(results: Iterable[bool | Exception]) -> otlp.ExportMetricsServiceResponse:
    """A success, partial where data points never can be taken. Raises any other exception."""
    count, text = refusals(results)
    if not count:
        return otlp.ExportMetricsServiceResponse()
    return otlp.ExportMetricsServiceResponse(
        partial_success=otlp.ExportMetricsPartialSuccess(rejected_data_points=count, error_message=text)
    )


def _point(metric: metrics_pb2.Metric, point: Any, resource: dict[str, Any]) -> DataPoint:
    kind = metric.WhichOneof("data") or ""
    is_number = kind in (GAUGE, SUM)
    temporality = metric.sum.aggregation_temporality
    return DataPoint(
        metric=metric.name,
        kind=kind,
        is_cumulative=temporality == metrics_pb2.AGGREGATION_TEMPORALITY_CUMULATIVE,
        value=float(getattr(point, point.WhichOneof("value") or "as_double")) if is_number else 0.0,
        time_ns=point.time_unix_nano,
        attributes=_scalars(point.attributes),
        resource=resource,
    )


def _scalars(attributes: Iterable[common_pb2.KeyValue]) -> dict[str, Any]:
    """Texts, truths and numbers by name."""
    kinds = ((one, one.value.WhichOneof("value")) for one in attributes)
    return {one.key: getattr(one.value, kind) for one, kind in kinds if kind in _KINDS}
