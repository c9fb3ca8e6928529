// A small agenthall client: publishes, records, follows, chooses, asks, and reads what an error says.
//
// Usage: go run . [HOST:PORT]; default: AGENTHALL_TARGET or 127.0.0.1:50051. It may run again on the same server.
// AGENTHALL_TLS_CA, a PEM file, means TLS with a server that its CAs vouch for; AGENTHALL_API_KEY goes over TLS only.
// Exit code 0 and the last line "ok" mean that the server answered as its contract says.
package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	_ "google.golang.org/grpc/health" // the service config asks for health checks: without this import there are none
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	marketplace "agenthall.dev/go/agenthall/marketplace/v1"
	memory "agenthall.dev/go/agenthall/memory/v1"
	observability "agenthall.dev/go/agenthall/observability/v1"
	optimizer "agenthall.dev/go/agenthall/optimizer/v1"
)

const (
	serviceConfig = "../../generated/service_config.json" // seen from this folder, where go run . runs
	namespace     = "example-go"
	agent         = "Changelog Writer (Go)"
	callTime      = 5 * time.Second // the service config has the longest time that makes sense; so long we will wait
	watchTime     = 20 * time.Second
	batch         = 100
	bad           = 42
)

// run begins this run's ids: what has an id may be sent again and counts once.
var run = rand.Text()

func main() {
	target := cmp.Or(os.Getenv("AGENTHALL_TARGET"), "127.0.0.1:50051")
	if len(os.Args) > 1 {
		target = os.Args[1]
	}
	if err := tour(target); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("ok")
}

func tour(target string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	conn, err := connect(target)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, step := range []func(context.Context, *grpc.ClientConn) error{publish, follow, choose, suggest, fail} {
		if err := step(ctx, conn); err != nil {
			return err
		}
	}
	return nil
}

func connect(target string) (*grpc.ClientConn, error) {
	config, err := os.ReadFile(serviceConfig)
	if err != nil {
		return nil, err
	}
	transport := insecure.NewCredentials()
	if ca := os.Getenv("AGENTHALL_TLS_CA"); ca != "" {
		if transport, err = credentials.NewClientTLSFromFile(ca, ""); err != nil {
			return nil, err
		}
	}
	options := []grpc.DialOption{
		grpc.WithTransportCredentials(transport),
		grpc.WithDefaultServiceConfig(string(config)),
		grpc.WithUnaryInterceptor(inTime),
	}
	if key := os.Getenv("AGENTHALL_API_KEY"); key != "" {
		options = append(options, grpc.WithPerRPCCredentials(apiKey(key)))
	}
	return grpc.NewClient(target, options...)
}

// apiKey goes along with every call. grpc.NewClient refuses it without TLS.
type apiKey string

func (key apiKey) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + string(key)}, nil
}

func (apiKey) RequireTransportSecurity() bool { return true }

// inTime gives every call a deadline, and its error the name of the method.
func inTime(
	ctx context.Context, method string, request, reply any,
	conn *grpc.ClientConn, call grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if err := call(ctx, method, request, reply, conn, options...); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	return nil
}

func publish(ctx context.Context, conn *grpc.ClientConn) error {
	client := marketplace.NewMarketplaceServiceClient(conn)
	manifest := &marketplace.Manifest{
		Namespace: namespace, Name: "changelog-writer", DisplayName: agent, Version: "1.0.0", Category: "utility",
		Description:  "Writes the changelog entry of a release from its commit messages.",
		Tags:         []string{"changelog", "release"},
		SystemPrompt: "Write one line for each change that a user can see. Leave out everything else.",
	}
	published, err := client.PublishAgent(ctx, &marketplace.PublishAgentRequest{
		Manifest: manifest, Visibility: marketplace.Visibility_VISIBILITY_WORKSPACE,
	})
	if err != nil {
		return err
	}
	version := published.AgentVersion
	fmt.Println("published", version.Agent, version.Version)
	found, err := client.SearchAgents(ctx, &marketplace.SearchAgentsRequest{
		Query: "changelog", Filter: fmt.Sprintf("namespace = %q", namespace),
	})
	if err != nil {
		return err
	}
	if len(found.Hits) != 1 || found.Hits[0].Agent.Namespace+"/"+found.Hits[0].Agent.Name != version.Agent {
		return fmt.Errorf("the search found %v", found.Hits)
	}
	fmt.Println("found", version.Agent)
	return nil
}

func execution(name string) *observability.Execution {
	return &observability.Execution{
		ExecutionId: run + "-" + name, AgentName: agent, Outcome: observability.Outcome_OUTCOME_OK,
		DurationMs: proto.Float64(1200), Tokens: proto.Int64(800),
	}
}

func record(ctx context.Context, client observability.ObservabilityServiceClient) error {
	single, err := client.RecordExecution(ctx, &observability.RecordExecutionRequest{Execution: execution("single")})
	if err != nil {
		return err
	}
	if single.Duplicate {
		return fmt.Errorf("%s is new and was called a duplicate", single.ExecutionId)
	}
	request := &observability.RecordExecutionsRequest{}
	for number := range batch {
		request.Executions = append(request.Executions, execution(fmt.Sprint(number)))
	}
	request.Executions[bad].DurationMs = proto.Float64(-1)
	answer, err := client.RecordExecutions(ctx, request)
	if err != nil {
		return err
	}
	if answer.AcceptedCount != batch-1 || len(answer.Rejections) != 1 || answer.Rejections[0].Index != bad {
		return fmt.Errorf("the batch was answered with %v", answer)
	}
	fmt.Printf("recorded 1 execution, and %d of a batch of %d\n", answer.AcceptedCount, batch)
	fmt.Printf("refused execution %d: %s\n", bad, explain(status.FromProto(answer.Rejections[0].Status)))
	return nil
}

// follow watches the agent while its executions are recorded; then it continues from the first token, as after a lost
// connection.
func follow(ctx context.Context, conn *grpc.ClientConn) error {
	ctx, cancel := context.WithTimeout(ctx, watchTime)
	defer cancel()
	client := observability.NewObservabilityServiceClient(conn)
	request := &observability.WatchMetricsRequest{
		AgentNames: []string{agent}, Interval: durationpb.New(100 * time.Millisecond),
	}
	stream, first, err := watch(ctx, client, request)
	if err != nil {
		return err
	}
	if first.GetSnapshot() == nil {
		return fmt.Errorf("the stream began with %v", first)
	}
	goal := executions(first.GetSnapshot().Agents) + batch
	reached := make(chan error, 1)
	go func() { reached <- reach(goal, stream) }()
	if err := record(ctx, client); err != nil {
		return err
	}
	if err := <-reached; err != nil {
		return err
	}
	fmt.Println("watched", batch, "executions arrive")
	request.ResumeToken = first.ResumeToken
	_, resumed, err := watch(ctx, client, request)
	if err != nil {
		return err
	}
	if resumed.GetDelta() == nil || executions(resumed.GetDelta().Agents) != goal {
		return fmt.Errorf("the resumed stream began with %v", resumed)
	}
	fmt.Println("resumed from the first token: one delta brings what was missed")
	return nil
}

type metricsStream = grpc.ServerStreamingClient[observability.WatchMetricsResponse]

// watch opens a stream, which ends with ctx, and reads its first message.
func watch(
	ctx context.Context, client observability.ObservabilityServiceClient, request *observability.WatchMetricsRequest,
) (metricsStream, *observability.WatchMetricsResponse, error) {
	stream, err := client.WatchMetrics(ctx, request)
	if err != nil {
		return nil, nil, err
	}
	first, err := stream.Recv()
	return stream, first, err
}

func reach(goal int64, stream metricsStream) error {
	for {
		message, err := stream.Recv()
		if err != nil {
			return err
		}
		if executions(message.GetDelta().GetAgents()) == goal {
			return nil
		}
	}
}

func executions(agents []*observability.AgentMetrics) (sum int64) {
	for _, one := range agents {
		sum += one.TotalExecutions
	}
	return sum
}

func choose(ctx context.Context, conn *grpc.ClientConn) error {
	client := optimizer.NewOptimizerServiceClient(conn)
	for _, variant := range []*optimizer.AddVariantRequest{
		{AgentName: agent, VariantId: "short", Prompt: "One line a change."},
		{AgentName: agent, VariantId: "long", Prompt: "A paragraph a change, with its reason."},
	} {
		if _, err := client.AddVariant(ctx, variant); err != nil {
			return err
		}
	}
	selected, err := client.SelectVariant(ctx, &optimizer.SelectVariantRequest{AgentName: agent})
	if err != nil {
		return err
	}
	fmt.Printf("selected %s with probability %.2f\n", selected.Variant.VariantId, selected.Propensity)
	result, err := client.RecordResult(ctx, &optimizer.RecordResultRequest{
		SelectionId: selected.SelectionId, Success: proto.Bool(true), QualityScore: proto.Float64(90),
	})
	if err != nil {
		return err
	}
	if result.Duplicate {
		return fmt.Errorf("the result of a new selection was called a duplicate")
	}
	fmt.Println("recorded its result")
	return nil
}

func suggest(ctx context.Context, conn *grpc.ClientConn) error {
	client := memory.NewTeamMemoryServiceClient(conn)
	build := &memory.Build{
		BuildId: run, TeamId: namespace, Prompt: "a web shop with a product search",
		TechStack: map[string]string{"database": "PostgreSQL", "frontend": "React"},
		Success:   proto.Bool(true), QualityScore: proto.Float64(91),
	}
	if _, err := client.RecordBuild(ctx, &memory.RecordBuildRequest{Build: build}); err != nil {
		return err
	}
	question := &memory.SuggestStackRequest{TeamId: namespace, Prompt: "a web shop for books"}
	answer, err := client.SuggestStack(ctx, question)
	if err != nil {
		return err
	}
	if !maps.Equal(answer.Suggestion, build.TechStack) {
		return fmt.Errorf("suggested %v", answer.Suggestion)
	}
	stack := answer.Suggestion
	fmt.Printf("suggested database %s, frontend %s: %s\n", stack["database"], stack["frontend"], answer.Reason)
	return nil
}

// fail sends a quality that is out of range, to show what a caller learns.
func fail(ctx context.Context, conn *grpc.ClientConn) error {
	client := observability.NewObservabilityServiceClient(conn)
	request := &observability.RecordExecutionRequest{Execution: execution("bad")}
	request.Execution.QualityScore = proto.Float64(101)
	_, err := client.RecordExecution(ctx, request)
	if status.Code(err) != codes.InvalidArgument {
		return fmt.Errorf("quality 101 was answered with %v", err)
	}
	fmt.Println("refused quality 101:", explain(status.Convert(err)))
	return nil
}

// explain tells what a program can read in an error: the reason, and the fields that are wrong.
func explain(failure *status.Status) string {
	var reason string
	var fields []string
	for _, detail := range failure.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			reason = detail.Reason
		case *errdetails.BadRequest:
			for _, violation := range detail.FieldViolations {
				fields = append(fields, violation.Field+": "+violation.Description)
			}
		}
	}
	return reason + " " + strings.Join(fields, "; ")
}
