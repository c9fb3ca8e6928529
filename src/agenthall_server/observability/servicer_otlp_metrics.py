"""OpenTelemetry's MetricsService over gRPC: data points as values of gauges, answered after they are durable.

As with spans, transient trouble is UNAVAILABLE, and only what can never be taken is refused (partial success).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as otlp

from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.errors import AgenthallError, ValidationFailed
from agenthall_server.interceptors import Call
from agenthall_server.method_options import MOST_DATA_POINTS, data_point_count
from agenthall_server.observability import wire_metrics
from agenthall_server.observability.gauge_sums import Sample
from agenthall_server.observability.otel_metrics import DataPoint, sample_of
from agenthall_server.observability.servicer_gauges import RECORD_GAUGES


class MetricsServicer:
    """Records data points."""

    def __init__(self, committer: Committer, clock: Clock) -> None:
        self._committer = committer
        self._clock = clock

    async def Export(self, request: otlp.ExportMetricsServiceRequest, call: Call) -> otlp.ExportMetricsServiceResponse:
        key, now = call.scope.workspace_key, self._clock.now_us()
        read = await asyncio.to_thread(lambda: [_sample(point, key, now) for point in wire_metrics.points_of(request)])
        outcomes = await self._committer.batch(RECORD_GAUGES, read, size=call.size, scope=call.scope)
        return wire_metrics.export_response(outcomes)


def otlp_metric_checks() -> dict[str, Callable[[Any, bytes], None]]:
    """Validation of the method, whose messages have no rules of ours."""
    service = "/" + otlp.DESCRIPTOR.services_by_name["MetricsService"].full_name
    return {f"{service}/Export": _check_size}


def _check_size(request: otlp.ExportMetricsServiceRequest, _raw: bytes) -> None:
    if data_point_count(request) > MOST_DATA_POINTS:
        told = f"must hold at most {MOST_DATA_POINTS:,} data points; send smaller batches"
        raise ValidationFailed.of("resource_metrics", told)


def _sample(point: DataPoint, workspace_key: int, now: int) -> Sample | AgenthallError:
    try:
        return sample_of(point, workspace_key, now)
    except ValidationFailed as error:
        return error
