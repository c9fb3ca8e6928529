"""Spans off the wire, traces onto it.

Of a span's attributes only those are read that mean something (otel_spans.py); prompts and answers, which are most of
what libraries send, are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as otlp
from opentelemetry.proto.common.v1 import common_pb2
from opentelemetry.proto.trace.v1 import trace_pb2

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall.observability.v1 import trace_pb2 as trace_messages
from agenthall_server.errors import AgenthallError
from agenthall_server.observability import traces
from agenthall_server.observability.otel_spans import ATTRIBUTES, SERVICE_NAME, Span
from agenthall_server.observability.store_traces import Trace
from agenthall_server.observability.wire_executions import to_message as execution_message
from agenthall_server.wire import to_message

_MAX_BYTES = 3 * 2**20
_EXCEPTION = "exception"
_EXCEPTION_PARTS = ("exception.type", "exception.message")


def spans_of(request: otlp.ExportTraceServiceRequest) -> Iterator[Span]:
    """All spans, in the order of the request."""
    for resource in request.resource_spans:
        service_name = _texts(resource.resource.attributes, (SERVICE_NAME,))[0]
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield _span(span, service_name)


def export_response(results: Iterable[bool | Exception]) -> otlp.ExportTraceServiceResponse:
    """A success, partial where spans never can be taken. Raises any other exception."""
    count, text = refusals(results)
    if not count:
        return otlp.ExportTraceServiceResponse()
    return otlp.ExportTraceServiceResponse(
        partial_success=otlp.ExportTracePartialSuccess(rejected_spans=count, error_message=text)
    )


def refusals(results: Iterable[bool | Exception]) -> tuple[int, str]:
    """How many of an export are refused for good, and why the first ones are. Raises any other exception."""
    refused: list[AgenthallError] = []
    for result in results:
        if isinstance(result, AgenthallError):
            refused.append(result)
        elif isinstance(result, Exception):
            raise result
    reasons = "; ".join(dict.fromkeys(map(str, refused[:3])))
    return len(refused), f"{len(refused)} refused: {reasons}"


def trace_response(trace: Trace) -> pb.GetTraceResponse:
    """What is known of a trace, as far as it fits."""
    owner, usage = traces.owners((one.execution_id for one in trace.executions), trace.steps)
    response, fitting = pb.GetTraceResponse(), _Fitting()
    for operation in traces.operations(trace.steps):
        fitting.add(response.operations, _operation(operation))
    for execution in trace.executions:
        if not fitting.add(response.executions, execution_message(execution)):
            break
        counted = usage[execution.execution_id]
        if execution.tokens is None and counted.step_count:
            fitting.add(response.step_usage, to_message(trace_messages.StepUsage, counted))
    for step in trace.steps:
        if not fitting.add(response.steps, _step(step, owner.get(step.step_id, ""))):
            break
    response.truncated = trace.has_more or fitting.full
    return response


class _Fitting:
    """Adds messages to lists until the answer is full."""

    def __init__(self) -> None:
        self._left = _MAX_BYTES
        self.full = False

    def add(self, target: Any, message: Any) -> bool:
        """Whether it was added."""
        self._left -= message.ByteSize() + 8
        self.full = self.full or self._left < 0
        if not self.full:
            target.append(message)
        return not self.full


def _step(step: traces.Step, execution_id: str) -> trace_messages.Step:
    return to_message(
        trace_messages.Step,
        step,
        execution_id=execution_id,
        duration_ms=step.duration_us / 1000,
        failed=bool(step.failed),
    )


def _operation(found: traces.Operation) -> trace_messages.OperationStatistics:
    return to_message(trace_messages.OperationStatistics, found)


def _span(span: trace_pb2.Span, service_name: str) -> Span:
    return Span(
        trace_id=span.trace_id.hex(),
        span_id=span.span_id.hex(),
        parent_span_id=span.parent_span_id.hex(),
        name=span.name,
        start_ns=span.start_time_unix_nano,
        end_ns=span.end_time_unix_nano,
        failed=span.status.code == trace_pb2.Status.STATUS_CODE_ERROR,
        status_message=span.status.message,
        attributes={one.key: _scalar(one.value) for one in span.attributes if one.key in ATTRIBUTES},
        exception=_last_exception(span.events),
        service_name=service_name,
    )


def _last_exception(events: Sequence[trace_pb2.Span.Event]) -> tuple[str, str]:
    for event in reversed(events):
        if event.name == _EXCEPTION:
            kind, message = _texts(event.attributes, _EXCEPTION_PARTS)
            return kind, message
    return "", ""


def _texts(attributes: Iterable[common_pb2.KeyValue], names: Sequence[str]) -> list[str]:
    """What the attributes of these names say, in their order; empty for those that are absent or no text."""
    found = {one.key: one.value.string_value for one in attributes if one.key in names}
    return [found.get(name, "") for name in names]


def _scalar(value: common_pb2.AnyValue) -> Any:
    """A text or a number; None for anything else."""
    kind = value.WhichOneof("value")
    return getattr(value, kind) if kind in ("string_value", "int_value", "double_value") else None
