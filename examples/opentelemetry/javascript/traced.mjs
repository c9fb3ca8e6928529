// An agent that is traced by the OpenTelemetry SDK alone. Where to send to comes from OTEL_EXPORTER_OTLP_ENDPOINT; nothing
// in it knows of agenthall. It prints the id of its trace.
import { context, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-grpc";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
const tracer = provider.getTracer("traced");

const agent = tracer.startSpan("invoke_agent planner", {
  attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "planner-javascript" },
});
const inside = trace.setSpan(context.active(), agent);
const chat = tracer.startSpan("chat gpt-4o", {}, inside);
chat.setAttributes({
  "gen_ai.operation.name": "chat",
  "gen_ai.request.model": "gpt-4o",
  "gen_ai.usage.input_tokens": 900,
  "gen_ai.usage.output_tokens": 120,
});
chat.end();
const tool = tracer.startSpan("execute_tool search", { attributes: { "gen_ai.operation.name": "execute_tool" } }, inside);
tool.setAttribute("error.type", "timeout");
tool.recordException(new Error("no answer"));
tool.setStatus({ code: SpanStatusCode.ERROR, message: "no answer" });
tool.end();
agent.end();

await provider.shutdown(); // sends what waits
console.log(agent.spanContext().traceId);
