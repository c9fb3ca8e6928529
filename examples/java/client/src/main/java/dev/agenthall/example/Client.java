package dev.agenthall.example;

import static java.util.stream.Collectors.joining;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import dev.agenthall.marketplace.v1.Manifest;
import dev.agenthall.marketplace.v1.MarketplaceServiceGrpc;
import dev.agenthall.marketplace.v1.PublishAgentRequest;
import dev.agenthall.marketplace.v1.SearchAgentsRequest;
import dev.agenthall.marketplace.v1.Visibility;
import dev.agenthall.memory.v1.Build;
import dev.agenthall.memory.v1.RecordBuildRequest;
import dev.agenthall.memory.v1.SuggestStackRequest;
import dev.agenthall.memory.v1.TeamMemoryServiceGrpc;
import dev.agenthall.observability.v1.AgentMetrics;
import dev.agenthall.observability.v1.Execution;
import dev.agenthall.observability.v1.ObservabilityServiceGrpc;
import dev.agenthall.observability.v1.ObservabilityServiceGrpc.ObservabilityServiceBlockingV2Stub;
import dev.agenthall.observability.v1.Outcome;
import dev.agenthall.observability.v1.RecordExecutionRequest;
import dev.agenthall.observability.v1.RecordExecutionsRequest;
import dev.agenthall.observability.v1.WatchMetricsRequest;
import dev.agenthall.observability.v1.WatchMetricsResponse;
import dev.agenthall.optimizer.v1.AddVariantRequest;
import dev.agenthall.optimizer.v1.OptimizerServiceGrpc;
import dev.agenthall.optimizer.v1.RecordResultRequest;
import dev.agenthall.optimizer.v1.SelectVariantRequest;
import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.CompositeChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.TlsChannelCredentials;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.BlockingClientCall;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A small agenthall client: publishes, records, follows, chooses, asks, and reads what an error says.
 *
 * <p>Usage: java -jar client.jar [HOST:PORT]; default: AGENTHALL_TARGET or 127.0.0.1:50051. It may run again on the
 * same server. AGENTHALL_TLS_CA, a PEM file, means TLS with a server that its CAs vouch for; AGENTHALL_API_KEY goes over
 * TLS only. Exit code 0 and the last line "ok" mean that the server answered as its contract says.
 */
public final class Client {
  private static final String NAMESPACE = "example-java";
  private static final String AGENT = "Changelog Writer (Java)";
  /** Begins this run's ids: what has an id may be sent again and counts once. */
  private static final String RUN = UUID.randomUUID().toString();
  /** The service config has the longest time that makes sense; so long we will wait. */
  private static final int CALL_SECONDS = 5;
  private static final int WATCH_SECONDS = 20;
  private static final int BATCH = 100;
  private static final int BAD = 42;

  private Client() {}

  public static void main(String[] args) throws Exception {
    String target = args.length > 0 ? args[0] : System.getenv().getOrDefault("AGENTHALL_TARGET", "127.0.0.1:50051");
    ManagedChannel channel = Grpc.newChannelBuilder(target, credentials())
        .defaultServiceConfig(serviceConfig())
        .enableRetry()
        .intercept(new InTime())
        .build();
    try {
      publish(channel);
      follow(channel);
      choose(channel);
      suggest(channel);
      fail(channel);
    } finally {
      channel.shutdownNow();
    }
    System.out.println("ok");
  }

  private static ChannelCredentials credentials() throws IOException {
    String ca = System.getenv("AGENTHALL_TLS_CA");
    String key = System.getenv("AGENTHALL_API_KEY");
    boolean plaintext = ca == null || ca.isEmpty();
    ChannelCredentials transport = plaintext
        ? InsecureChannelCredentials.create()
        : TlsChannelCredentials.newBuilder().trustManager(new File(ca)).build();
    return key == null || key.isEmpty() ? transport : CompositeChannelCredentials.create(transport, new ApiKey(key));
  }

  /** Goes along with every call. What a plaintext channel would send must be refused here: gRPC does not do it. */
  private static final class ApiKey extends CallCredentials {
    private static final Metadata.Key<String> AUTHORIZATION =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private final Metadata headers = new Metadata();

    ApiKey(String key) {
      headers.put(AUTHORIZATION, "Bearer " + key);
    }

    @Override
    public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
      if (call.getSecurityLevel() == SecurityLevel.PRIVACY_AND_INTEGRITY) {
        applier.apply(headers);
      } else {
        var told = "AGENTHALL_API_KEY goes over TLS only: set AGENTHALL_TLS_CA";
        applier.fail(Status.UNAUTHENTICATED.withDescription(told));
      }
    }
  }

  /** generated/service_config.json, which the library carries. */
  private static Map<String, ?> serviceConfig() throws IOException {
    try (var json = Client.class.getResourceAsStream("/dev/agenthall/service_config.json")) {
      var reader = new InputStreamReader(json, StandardCharsets.UTF_8);
      return new Gson().fromJson(reader, new TypeToken<Map<String, ?>>() {});
    }
  }

  /** Gives every call a deadline that has none. */
  private static final class InTime implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      boolean limited = options.getDeadline() != null;
      return next.newCall(method, limited ? options : options.withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS));
    }
  }

  private static void publish(Channel channel) throws StatusException {
    var marketplace = MarketplaceServiceGrpc.newBlockingV2Stub(channel);
    var manifest = Manifest.newBuilder()
        .setNamespace(NAMESPACE)
        .setName("changelog-writer")
        .setDisplayName(AGENT)
        .setDescription("Writes the changelog entry of a release from its commit messages.")
        .setVersion("1.0.0")
        .setCategory("utility")
        .addAllTags(List.of("changelog", "release"))
        .setSystemPrompt("Write one line for each change that a user can see. Leave out everything else.");
    var publication =
        PublishAgentRequest.newBuilder().setManifest(manifest).setVisibility(Visibility.VISIBILITY_WORKSPACE).build();
    var version = marketplace.publishAgent(publication).getAgentVersion();
    System.out.println("published " + version.getAgent() + " " + version.getVersion());

    String filter = "namespace = \"" + NAMESPACE + "\"";
    var search = SearchAgentsRequest.newBuilder().setQuery("changelog").setFilter(filter).build();
    var found = marketplace.searchAgents(search).getHitsList().stream()
        .map(hit -> hit.getAgent().getNamespace() + "/" + hit.getAgent().getName())
        .toList();
    expect(found, List.of(version.getAgent()));
    System.out.println("found " + version.getAgent());
  }

  private static Execution.Builder execution(String name) {
    return Execution.newBuilder()
        .setExecutionId(RUN + "-" + name)
        .setAgentName(AGENT)
        .setOutcome(Outcome.OUTCOME_OK)
        .setDurationMs(1200)
        .setTokens(800);
  }

  private static void record(ObservabilityServiceBlockingV2Stub observability)
      throws StatusException, InvalidProtocolBufferException {
    var single = RecordExecutionRequest.newBuilder().setExecution(execution("single")).build();
    expect(observability.recordExecution(single).getDuplicate(), false);

    var batch = RecordExecutionsRequest.newBuilder();
    IntStream.range(0, BATCH).mapToObj(Integer::toString).map(Client::execution).forEach(batch::addExecutions);
    batch.getExecutionsBuilder(BAD).setDurationMs(-1);
    var answer = observability.recordExecutions(batch.build());
    expect(answer.getRejectionsList().stream().map(rejection -> rejection.getIndex()).toList(), List.of(BAD));
    expect(answer.getAcceptedCount(), BATCH - 1);
    System.out.printf("recorded 1 execution, and %d of a batch of %d%n", answer.getAcceptedCount(), BATCH);
    System.out.printf("refused execution %d: %s%n", BAD, explain(answer.getRejections(0).getStatus()));
  }

  /** Watches while executions are recorded; then continues from the first token, as after a lost connection. */
  private static void follow(Channel channel) throws Exception {
    var observability = ObservabilityServiceGrpc.newBlockingV2Stub(channel);
    var watching = observability.withDeadlineAfter(WATCH_SECONDS, TimeUnit.SECONDS);
    var request = WatchMetricsRequest.newBuilder()
        .addAgentNames(AGENT)
        .setInterval(Duration.newBuilder().setNanos(100_000_000));

    var stream = watching.watchMetrics(request.build());
    var first = next(stream);
    expect(first.hasSnapshot(), true);
    long goal = executions(first.getSnapshot().getAgentsList()) + BATCH;
    record(observability);
    while (executions(next(stream).getDelta().getAgentsList()) < goal) {}
    stream.cancel("has seen enough", null);
    System.out.println("watched " + BATCH + " executions arrive");

    stream = watching.watchMetrics(request.setResumeToken(first.getResumeToken()).build());
    var resumed = next(stream);
    stream.cancel("has seen enough", null);
    expect(resumed.hasDelta(), true);
    expect(executions(resumed.getDelta().getAgentsList()), goal);
    System.out.println("resumed from the first token: one delta brings what was missed");
  }

  private static WatchMetricsResponse next(BlockingClientCall<?, WatchMetricsResponse> stream)
      throws InterruptedException, StatusException {
    return Objects.requireNonNull(stream.read(), "the stream ended");
  }

  private static long executions(List<AgentMetrics> agents) {
    return agents.stream().mapToLong(AgentMetrics::getTotalExecutions).sum();
  }

  private static void choose(Channel channel) throws StatusException {
    var optimizer = OptimizerServiceGrpc.newBlockingV2Stub(channel);
    var variant = AddVariantRequest.newBuilder().setAgentName(AGENT);
    optimizer.addVariant(variant.setVariantId("short").setPrompt("One line a change.").build());
    optimizer.addVariant(variant.setVariantId("long").setPrompt("A paragraph a change, with its reason.").build());

    var selected = optimizer.selectVariant(SelectVariantRequest.newBuilder().setAgentName(AGENT).build());
    String chosen = selected.getVariant().getVariantId();
    System.out.printf(Locale.ROOT, "selected %s with probability %.2f%n", chosen, selected.getPropensity());
    var result = RecordResultRequest.newBuilder()
        .setSelectionId(selected.getSelectionId())
        .setSuccess(true)
        .setQualityScore(90);
    expect(optimizer.recordResult(result.build()).getDuplicate(), false);
    System.out.println("recorded its result");
  }

  private static void suggest(Channel channel) throws StatusException {
    var memory = TeamMemoryServiceGrpc.newBlockingV2Stub(channel);
    var techStack = Map.of("database", "PostgreSQL", "frontend", "React");
    var build = Build.newBuilder()
        .setBuildId(RUN)
        .setTeamId(NAMESPACE)
        .setPrompt("a web shop with a product search")
        .putAllTechStack(techStack)
        .setSuccess(true)
        .setQualityScore(91);
    memory.recordBuild(RecordBuildRequest.newBuilder().setBuild(build).build());
    var question = SuggestStackRequest.newBuilder().setTeamId(NAMESPACE).setPrompt("a web shop for books").build();
    var answer = memory.suggestStack(question);
    expect(answer.getSuggestionMap(), techStack);
    String stack = new TreeMap<>(answer.getSuggestionMap()).entrySet().stream()
        .map(choice -> choice.getKey() + " " + choice.getValue())
        .collect(joining(", "));
    System.out.println("suggested " + stack + ": " + answer.getReason());
  }

  /** Sends a quality that is out of range, to show what a caller learns. */
  private static void fail(Channel channel) throws InvalidProtocolBufferException {
    var observability = ObservabilityServiceGrpc.newBlockingV2Stub(channel);
    var bad = RecordExecutionRequest.newBuilder().setExecution(execution("bad").setQualityScore(101)).build();
    try {
      observability.recordExecution(bad);
      throw new IllegalStateException("quality 101 was recorded");
    } catch (StatusException error) {
      expect(error.getStatus().getCode(), Status.Code.INVALID_ARGUMENT);
      System.out.println("refused quality 101: " + explain(StatusProto.fromThrowable(error)));
    }
  }

  /** What a program can read in an error: the reason, and the fields that are wrong. */
  private static String explain(com.google.rpc.Status status) throws InvalidProtocolBufferException {
    String reason = "";
    var fields = new ArrayList<String>();
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        reason = detail.unpack(ErrorInfo.class).getReason();
      } else if (detail.is(BadRequest.class)) {
        for (var violation : detail.unpack(BadRequest.class).getFieldViolationsList()) {
          fields.add(violation.getField() + ": " + violation.getDescription());
        }
      }
    }
    return reason + " " + String.join("; ", fields);
  }

  private static void expect(Object answered, Object promised) {
    if (!answered.equals(promised)) {
      throw new IllegalStateException("promised " + promised + ", answered " + answered);
    }
  }
}
