"""What the contract says of a method beside its messages: its permission, whether it only reads, what it has many of.

Descriptors come from the pool of the generated code. Methods of other contracts that are served like our own have no
such options: what those would say stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from google.protobuf import descriptor_pb2

from agenthall.common.v1 import options_pb2

_OTLP_TRACES = "opentelemetry.proto.collector.trace.v1.TraceService.Export"
_OTLP_METRICS = "opentelemetry.proto.collector.metrics.v1.MetricsService.Export"
_PERMISSIONS_ELSEWHERE = {
    _OTLP_TRACES: "observability.executions.record",
    _OTLP_METRICS: "observability.gauges.record",
}
_RESOURCE_EXHAUSTED, _UNAVAILABLE = 8, 14
MOST_SPANS = 20_000
"""In one export; stock collectors send 8,192."""
MOST_DATA_POINTS = MOST_SPANS


def permission_of(descriptor: Any) -> str:
    """The permission that a method's option names. Raises where it has none: such a method must not be served."""
    permission = permission_if_any(descriptor)
    if not permission:
        raise RuntimeError(f"{descriptor.full_name} has no (agenthall.common.v1.permission)")
    return permission


def permission_if_any(descriptor: Any) -> str:
    """The same, empty for a method that needs none, such as health."""
    permission: str = descriptor.GetOptions().Extensions[options_pb2.permission]
    return permission or _PERMISSIONS_ELSEWHERE.get(descriptor.full_name, "")


def only_reads(descriptor: Any) -> bool:
    """Whether the method changes nothing that a caller could see."""
    level: int = descriptor.GetOptions().idempotency_level
    return level == descriptor_pb2.MethodOptions.NO_SIDE_EFFECTS


def record_counter(descriptor: Any) -> Callable[[Any], int] | None:
    """Of a method that writes many records at once: how many a request holds."""
    if descriptor.full_name == _OTLP_TRACES:
        return span_count
    if descriptor.full_name == _OTLP_METRICS:
        return data_point_count
    field = _batch_field(descriptor)
    return (lambda request: len(getattr(request, field))) if field else None


def span_count(request: Any) -> int:
    """Spans of an ExportTraceServiceRequest, or more than MOST_SPANS where there is too much of anything."""
    spans = groups = 0
    for resource in request.resource_spans:
        groups += 1 + len(resource.scope_spans)
        if groups > MOST_SPANS:
            return MOST_SPANS + 1
        spans += sum(len(scope.spans) for scope in resource.scope_spans)
    return spans


def data_point_count(request: Any) -> int:
    """The same of an ExportMetricsServiceRequest and its data points."""
    points = groups = 0
    for resource in request.resource_metrics:
        groups += 1 + len(resource.scope_metrics)
        for scope in resource.scope_metrics:
            groups += len(scope.metrics)
            if groups > MOST_DATA_POINTS:
                return MOST_DATA_POINTS + 1
            points += sum(len(data_points(metric)) for metric in scope.metrics)
        if groups > MOST_DATA_POINTS:
            return MOST_DATA_POINTS + 1
    return points


def data_points(metric: Any) -> Sequence[Any]:
    """Those of an OpenTelemetry metric of any kind."""
    kind = metric.WhichOneof("data")
    return getattr(metric, kind).data_points if kind else ()


def codes_instead(descriptor: Any) -> Mapping[int, int]:
    """Status codes that mean something else to callers of the method.

    An OpenTelemetry exporter may take RESOURCE_EXHAUSTED for a reason to drop what it has, and UNAVAILABLE for one to
    wait (OpenTelemetry Protocol specification, "Failures" of OTLP/gRPC).
    """
    return {_RESOURCE_EXHAUSTED: _UNAVAILABLE} if descriptor.full_name in _PERMISSIONS_ELSEWHERE else {}


def _batch_field(descriptor: Any) -> str:
    if only_reads(descriptor):
        return ""
    repeated = (one for one in descriptor.input_type.fields if one.is_repeated and one.message_type is not None)
    return next((one.name for one in repeated if not one.message_type.GetOptions().map_entry), "")
