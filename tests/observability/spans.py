"""OpenTelemetry spans as exporters send them."""

from __future__ import annotations

from typing import Any

from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as otlp
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc
from opentelemetry.proto.common.v1 import common_pb2
from opentelemetry.proto.trace.v1 import trace_pb2

TRACE = "0af7651916cd43dd8448eb211c80319c"
START_NS = 1_700_000_000_000_000_000
SECOND_NS = 1_000_000_000


def span_id(number: int) -> str:
    return f"{number:016x}"


def key(number: int, trace: str = TRACE) -> str:
    """The id of the execution or step that the span becomes."""
    return trace + span_id(number)


def message(number: int, parent: int = 0, *, trace: str = TRACE, **values: Any) -> trace_pb2.Span:
    """A span of one second that began `number` milliseconds after START_NS, with `attributes` as a dictionary."""
    attributes = values.pop("attributes", {})
    start = START_NS + number * 1_000_000
    defaults = {"name": "span", "start_time_unix_nano": start, "end_time_unix_nano": start + SECOND_NS}
    return trace_pb2.Span(
        trace_id=bytes.fromhex(trace),
        span_id=bytes.fromhex(span_id(number)),
        parent_span_id=bytes.fromhex(span_id(parent)) if parent else b"",
        attributes=pairs(attributes),
        **(defaults | values),
    )


def agent(number: int, parent: int = 0, name: str = "planner", **values: Any) -> trace_pb2.Span:
    attributes = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name} | values.pop("attributes", {})
    return message(number, parent, name=f"invoke_agent {name}", attributes=attributes, **values)


def chat(number: int, parent: int = 0, read: int = 0, written: int = 0, **values: Any) -> trace_pb2.Span:
    attributes = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o"} | values.pop("attributes", {})
    if read or written:
        attributes |= {"gen_ai.usage.input_tokens": read, "gen_ai.usage.output_tokens": written}
    return message(number, parent, name="chat gpt-4o", attributes=attributes, **values)


def pairs(attributes: dict[str, Any]) -> list[common_pb2.KeyValue]:
    return [common_pb2.KeyValue(key=name, value=_value(value)) for name, value in attributes.items()]


def _value(value: Any) -> common_pb2.AnyValue:
    if isinstance(value, bool):
        return common_pb2.AnyValue(bool_value=value)
    if isinstance(value, int):
        return common_pb2.AnyValue(int_value=value)
    if isinstance(value, float):
        return common_pb2.AnyValue(double_value=value)
    if isinstance(value, list):
        return common_pb2.AnyValue(array_value=common_pb2.ArrayValue(values=map(_value, value)))
    return common_pb2.AnyValue(string_value=value)


def request(*spans: trace_pb2.Span, service: str = "shop") -> otlp.ExportTraceServiceRequest:
    found = otlp.ExportTraceServiceRequest()
    if spans:
        resource = found.resource_spans.add()
        resource.resource.attributes.extend(pairs({"service.name": service} if service else {}))
        resource.scope_spans.add().spans.extend(spans)
    return found


async def export(caller: Any, *spans: trace_pb2.Span, **values: Any) -> otlp.ExportTraceServiceResponse:
    """Sends them as one export."""
    stub: Any = trace_service_pb2_grpc.TraceServiceStub(caller.channel)
    answer: otlp.ExportTraceServiceResponse = await stub.Export(request(*spans, **values))
    return answer
