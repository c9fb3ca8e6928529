"""OpenTelemetry's TraceService over gRPC: what stock exporters send, answered after it is durable.

Transient trouble is UNAVAILABLE, so that exporters keep their spans and come again; only spans that can never be taken
are counted as refused (partial success), and their neighbours are stored.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as otlp

from agenthall_server.clock import Clock
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.errors import AgenthallError, ValidationFailed
from agenthall_server.interceptors import Call
from agenthall_server.method_options import MOST_SPANS, span_count
from agenthall_server.observability import store, store_traces, wire_traces
from agenthall_server.observability.executions import Execution
from agenthall_server.observability.otel_spans import Span, record_of
from agenthall_server.observability.price_tables import PriceTables
from agenthall_server.observability.pricing import PriceTable
from agenthall_server.observability.traces import Step
from agenthall_server.tallies import Tally

_LARGE_BYTES = 64 * 1024
"""An export from this size on is read on a thread: it would hold the event loop for milliseconds."""


class TraceServicer:
    """Records spans as executions and steps."""

    def __init__(
        self,
        committer: Committer,
        clock: Clock,
        recorded: Callable[[Sequence[Execution], Sequence[Any]], None],
        prices: PriceTables,
        bounds: store.Bounds,
    ) -> None:
        """`recorded` is told which executions were committed."""
        self._committer = committer
        self._clock = clock
        self._recorded = recorded
        self._prices = prices
        tally = Tally("observability.executions.record", _id_of, bool)
        self._record = MergedWrite("spans", partial(store_traces.record_spans, bounds), self._committed, tally)

    async def Export(self, request: otlp.ExportTraceServiceRequest, call: Call) -> otlp.ExportTraceServiceResponse:
        records = await self._read(request, call)
        outcomes = await self._committer.batch(self._record, records, size=call.size, scope=call.scope)
        return wire_traces.export_response(outcomes)

    async def _read(self, request: otlp.ExportTraceServiceRequest, call: Call) -> list[Any]:
        """An Execution, a Step or its error for each span."""
        key, now = call.scope.workspace_key, self._clock.now_us()
        prices = self._prices.of(key)

        def read() -> list[Any]:
            return [_record(span, key, now, prices) for span in wire_traces.spans_of(request)]

        return await asyncio.to_thread(read) if call.size > _LARGE_BYTES else read()

    def _committed(self, items: Sequence[Execution | Step], _outcomes: Sequence[bool | Exception]) -> None:
        executions = [item for item in items if isinstance(item, Execution)]
        if executions:
            self._recorded(executions, ())


def otlp_checks() -> dict[str, Callable[[Any, bytes], None]]:
    """Validation of the method, whose messages have no rules of ours."""
    service = "/" + otlp.DESCRIPTOR.services_by_name["TraceService"].full_name
    return {f"{service}/Export": _check_size}


def _check_size(request: otlp.ExportTraceServiceRequest, _raw: bytes) -> None:
    if span_count(request) > MOST_SPANS:
        raise ValidationFailed.of("resource_spans", f"must hold at most {MOST_SPANS:,} spans; send smaller batches")


def _record(span: Span, workspace_key: int, now: int, prices: PriceTable) -> Execution | Step | AgenthallError:
    try:
        return record_of(span, workspace_key, now, prices)
    except ValidationFailed as error:
        return error


def _id_of(item: Execution | Step) -> str:
    return item.execution_id if isinstance(item, Execution) else item.step_id
