// Command traced is an agent that is traced by the OpenTelemetry SDK alone. Where to send to comes from
// OTEL_EXPORTER_OTLP_ENDPOINT; nothing in it knows of agenthall. It prints the id of its trace.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/sdk/trace"
)

func main() {
	log.SetFlags(0)
	ctx := context.Background()
	exporter, err := otlptracegrpc.New(ctx)
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	fmt.Println(run(ctx, provider))
	if err := provider.Shutdown(ctx); err != nil { // sends what waits
		log.Fatal(err)
	}
}

// run is one run of an agent, with a call of a model and a tool that fails.
func run(ctx context.Context, provider *trace.TracerProvider) string {
	tracer := provider.Tracer("traced")
	ctx, agent := tracer.Start(ctx, "invoke_agent planner")
	defer agent.End()
	agent.SetAttributes(
		attribute.String("gen_ai.operation.name", "invoke_agent"),
		attribute.String("gen_ai.agent.name", "planner-go"),
	)
	_, chat := tracer.Start(ctx, "chat gpt-4o")
	chat.SetAttributes(
		attribute.String("gen_ai.operation.name", "chat"),
		attribute.String("gen_ai.request.model", "gpt-4o"),
		attribute.Int("gen_ai.usage.input_tokens", 900),
		attribute.Int("gen_ai.usage.output_tokens", 120),
	)
	chat.End()
	_, tool := tracer.Start(ctx, "execute_tool search")
	tool.SetAttributes(attribute.String("gen_ai.operation.name", "execute_tool"), attribute.String("error.type", "timeout"))
	tool.RecordError(errors.New("no answer"))
	tool.SetStatus(codes.Error, "no answer")
	tool.End()
	return agent.SpanContext().TraceID().String()
}
