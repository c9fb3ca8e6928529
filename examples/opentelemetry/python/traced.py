"""An agent that is traced by the OpenTelemetry SDK alone. Where to send to comes from OTEL_EXPORTER_OTLP_ENDPOINT;
nothing in it knows of agenthall. It prints the id of its trace.
"""

from __future__ import annotations

from contextlib import suppress

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Tracer, format_trace_id


def main() -> None:
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    print(run(provider.get_tracer("traced")))
    provider.shutdown()  # sends what waits


def run(tracer: Tracer) -> str:
    """One run of an agent, with a call of a model and a tool that fails."""
    with tracer.start_as_current_span("invoke_agent planner") as agent:
        agent.set_attributes({"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "planner-python"})
        with tracer.start_as_current_span("chat gpt-4o") as chat:
            chat.set_attributes({"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o"})
            chat.set_attributes({"gen_ai.usage.input_tokens": 900, "gen_ai.usage.output_tokens": 120})
        with suppress(TimeoutError), tracer.start_as_current_span("execute_tool search") as tool:
            tool.set_attributes({"gen_ai.operation.name": "execute_tool", "error.type": "timeout"})
            raise TimeoutError("no answer")
    return format_trace_id(agent.get_span_context().trace_id)


if __name__ == "__main__":
    main()
