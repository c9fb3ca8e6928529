package dev.agenthall.memory.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Records the builds of teams and answers from them.
 * Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
 * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented
 * range. Too little history is never an error: the answer says how much more is needed.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class TeamMemoryServiceGrpc {

  private TeamMemoryServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "agenthall.memory.v1.TeamMemoryService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.agenthall.memory.v1.RecordBuildRequest,
      dev.agenthall.memory.v1.RecordBuildResponse> getRecordBuildMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RecordBuild",
      requestType = dev.agenthall.memory.v1.RecordBuildRequest.class,
      responseType = dev.agenthall.memory.v1.RecordBuildResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.memory.v1.RecordBuildRequest,
      dev.agenthall.memory.v1.RecordBuildResponse> getRecordBuildMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.memory.v1.RecordBuildRequest, dev.agenthall.memory.v1.RecordBuildResponse> getRecordBuildMethod;
    if ((getRecordBuildMethod = TeamMemoryServiceGrpc.getRecordBuildMethod) == null) {
      synchronized (TeamMemoryServiceGrpc.class) {
        if ((getRecordBuildMethod = TeamMemoryServiceGrpc.getRecordBuildMethod) == null) {
          TeamMemoryServiceGrpc.getRecordBuildMethod = getRecordBuildMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.memory.v1.RecordBuildRequest, dev.agenthall.memory.v1.RecordBuildResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RecordBuild"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.RecordBuildRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.RecordBuildResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TeamMemoryServiceMethodDescriptorSupplier("RecordBuild"))
              .build();
        }
      }
    }
    return getRecordBuildMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.memory.v1.RecordBuildsRequest,
      dev.agenthall.memory.v1.RecordBuildsResponse> getRecordBuildsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RecordBuilds",
      requestType = dev.agenthall.memory.v1.RecordBuildsRequest.class,
      responseType = dev.agenthall.memory.v1.RecordBuildsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.memory.v1.RecordBuildsRequest,
      dev.agenthall.memory.v1.RecordBuildsResponse> getRecordBuildsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.memory.v1.RecordBuildsRequest, dev.agenthall.memory.v1.RecordBuildsResponse> getRecordBuildsMethod;
    if ((getRecordBuildsMethod = TeamMemoryServiceGrpc.getRecordBuildsMethod) == null) {
      synchronized (TeamMemoryServiceGrpc.class) {
        if ((getRecordBuildsMethod = TeamMemoryServiceGrpc.getRecordBuildsMethod) == null) {
          TeamMemoryServiceGrpc.getRecordBuildsMethod = getRecordBuildsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.memory.v1.RecordBuildsRequest, dev.agenthall.memory.v1.RecordBuildsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RecordBuilds"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.RecordBuildsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.RecordBuildsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TeamMemoryServiceMethodDescriptorSupplier("RecordBuilds"))
              .build();
        }
      }
    }
    return getRecordBuildsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.memory.v1.GetBuildRequest,
      dev.agenthall.memory.v1.GetBuildResponse> getGetBuildMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetBuild",
      requestType = dev.agenthall.memory.v1.GetBuildRequest.class,
      responseType = dev.agenthall.memory.v1.GetBuildResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.memory.v1.GetBuildRequest,
      dev.agenthall.memory.v1.GetBuildResponse> getGetBuildMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.memory.v1.GetBuildRequest, dev.agenthall.memory.v1.GetBuildResponse> getGetBuildMethod;
    if ((getGetBuildMethod = TeamMemoryServiceGrpc.getGetBuildMethod) == null) {
      synchronized (TeamMemoryServiceGrpc.class) {
        if ((getGetBuildMethod = TeamMemoryServiceGrpc.getGetBuildMethod) == null) {
          TeamMemoryServiceGrpc.getGetBuildMethod = getGetBuildMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.memory.v1.GetBuildRequest, dev.agenthall.memory.v1.GetBuildResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetBuild"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.GetBuildRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.GetBuildResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TeamMemoryServiceMethodDescriptorSupplier("GetBuild"))
              .build();
        }
      }
    }
    return getGetBuildMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.memory.v1.ListBuildsRequest,
      dev.agenthall.memory.v1.ListBuildsResponse> getListBuildsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListBuilds",
      requestType = dev.agenthall.memory.v1.ListBuildsRequest.class,
      responseType = dev.agenthall.memory.v1.ListBuildsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.memory.v1.ListBuildsRequest,
      dev.agenthall.memory.v1.ListBuildsResponse> getListBuildsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.memory.v1.ListBuildsRequest, dev.agenthall.memory.v1.ListBuildsResponse> getListBuildsMethod;
    if ((getListBuildsMethod = TeamMemoryServiceGrpc.getListBuildsMethod) == null) {
      synchronized (TeamMemoryServiceGrpc.class) {
        if ((getListBuildsMethod = TeamMemoryServiceGrpc.getListBuildsMethod) == null) {
          TeamMemoryServiceGrpc.getListBuildsMethod = getListBuildsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.memory.v1.ListBuildsRequest, dev.agenthall.memory.v1.ListBuildsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListBuilds"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.ListBuildsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.ListBuildsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TeamMemoryServiceMethodDescriptorSupplier("ListBuilds"))
              .build();
        }
      }
    }
    return getListBuildsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.memory.v1.SuggestStackRequest,
      dev.agenthall.memory.v1.SuggestStackResponse> getSuggestStackMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SuggestStack",
      requestType = dev.agenthall.memory.v1.SuggestStackRequest.class,
      responseType = dev.agenthall.memory.v1.SuggestStackResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.memory.v1.SuggestStackRequest,
      dev.agenthall.memory.v1.SuggestStackResponse> getSuggestStackMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.memory.v1.SuggestStackRequest, dev.agenthall.memory.v1.SuggestStackResponse> getSuggestStackMethod;
    if ((getSuggestStackMethod = TeamMemoryServiceGrpc.getSuggestStackMethod) == null) {
      synchronized (TeamMemoryServiceGrpc.class) {
        if ((getSuggestStackMethod = TeamMemoryServiceGrpc.getSuggestStackMethod) == null) {
          TeamMemoryServiceGrpc.getSuggestStackMethod = getSuggestStackMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.memory.v1.SuggestStackRequest, dev.agenthall.memory.v1.SuggestStackResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SuggestStack"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.SuggestStackRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.SuggestStackResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TeamMemoryServiceMethodDescriptorSupplier("SuggestStack"))
              .build();
        }
      }
    }
    return getSuggestStackMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.memory.v1.GetTeamInsightsRequest,
      dev.agenthall.memory.v1.GetTeamInsightsResponse> getGetTeamInsightsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetTeamInsights",
      requestType = dev.agenthall.memory.v1.GetTeamInsightsRequest.class,
      responseType = dev.agenthall.memory.v1.GetTeamInsightsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.memory.v1.GetTeamInsightsRequest,
      dev.agenthall.memory.v1.GetTeamInsightsResponse> getGetTeamInsightsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.memory.v1.GetTeamInsightsRequest, dev.agenthall.memory.v1.GetTeamInsightsResponse> getGetTeamInsightsMethod;
    if ((getGetTeamInsightsMethod = TeamMemoryServiceGrpc.getGetTeamInsightsMethod) == null) {
      synchronized (TeamMemoryServiceGrpc.class) {
        if ((getGetTeamInsightsMethod = TeamMemoryServiceGrpc.getGetTeamInsightsMethod) == null) {
          TeamMemoryServiceGrpc.getGetTeamInsightsMethod = getGetTeamInsightsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.memory.v1.GetTeamInsightsRequest, dev.agenthall.memory.v1.GetTeamInsightsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetTeamInsights"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.GetTeamInsightsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.GetTeamInsightsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TeamMemoryServiceMethodDescriptorSupplier("GetTeamInsights"))
              .build();
        }
      }
    }
    return getGetTeamInsightsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.memory.v1.ListRecommendationsRequest,
      dev.agenthall.memory.v1.ListRecommendationsResponse> getListRecommendationsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListRecommendations",
      requestType = dev.agenthall.memory.v1.ListRecommendationsRequest.class,
      responseType = dev.agenthall.memory.v1.ListRecommendationsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.memory.v1.ListRecommendationsRequest,
      dev.agenthall.memory.v1.ListRecommendationsResponse> getListRecommendationsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.memory.v1.ListRecommendationsRequest, dev.agenthall.memory.v1.ListRecommendationsResponse> getListRecommendationsMethod;
    if ((getListRecommendationsMethod = TeamMemoryServiceGrpc.getListRecommendationsMethod) == null) {
      synchronized (TeamMemoryServiceGrpc.class) {
        if ((getListRecommendationsMethod = TeamMemoryServiceGrpc.getListRecommendationsMethod) == null) {
          TeamMemoryServiceGrpc.getListRecommendationsMethod = getListRecommendationsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.memory.v1.ListRecommendationsRequest, dev.agenthall.memory.v1.ListRecommendationsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListRecommendations"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.ListRecommendationsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.memory.v1.ListRecommendationsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new TeamMemoryServiceMethodDescriptorSupplier("ListRecommendations"))
              .build();
        }
      }
    }
    return getListRecommendationsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static TeamMemoryServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TeamMemoryServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TeamMemoryServiceStub>() {
        @java.lang.Override
        public TeamMemoryServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TeamMemoryServiceStub(channel, callOptions);
        }
      };
    return TeamMemoryServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static TeamMemoryServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TeamMemoryServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TeamMemoryServiceBlockingV2Stub>() {
        @java.lang.Override
        public TeamMemoryServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TeamMemoryServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return TeamMemoryServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static TeamMemoryServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TeamMemoryServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TeamMemoryServiceBlockingStub>() {
        @java.lang.Override
        public TeamMemoryServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TeamMemoryServiceBlockingStub(channel, callOptions);
        }
      };
    return TeamMemoryServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static TeamMemoryServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<TeamMemoryServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<TeamMemoryServiceFutureStub>() {
        @java.lang.Override
        public TeamMemoryServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new TeamMemoryServiceFutureStub(channel, callOptions);
        }
      };
    return TeamMemoryServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Records the builds of teams and answers from them.
   * Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented
   * range. Too little history is never an error: the answer says how much more is needed.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Records a finished build. Answered after it is durable. The same build again changes nothing and succeeds. Without
     * a build_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    default void recordBuild(dev.agenthall.memory.v1.RecordBuildRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.RecordBuildResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRecordBuildMethod(), responseObserver);
    }

    /**
     * <pre>
     * Records up to 1,000 builds. A bad build is reported in `rejections` and never refuses its neighbours. Builds without
     * a build_id are at-least-once, as above.
     * </pre>
     */
    default void recordBuilds(dev.agenthall.memory.v1.RecordBuildsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.RecordBuildsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRecordBuildsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one build.
     * Errors: NOT_FOUND.
     * </pre>
     */
    default void getBuild(dev.agenthall.memory.v1.GetBuildRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.GetBuildResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetBuildMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists builds.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listBuilds(dev.agenthall.memory.v1.ListBuildsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.ListBuildsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListBuildsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Suggests a technology stack for a prompt from the team's similar builds. Without history the suggestion is empty
     * and `basis` is BASIS_NONE.
     * </pre>
     */
    default void suggestStack(dev.agenthall.memory.v1.SuggestStackRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.SuggestStackResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSuggestStackMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says how a team is doing, in numbers and in sentences.
     * </pre>
     */
    default void getTeamInsights(dev.agenthall.memory.v1.GetTeamInsightsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.GetTeamInsightsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetTeamInsightsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says what a team, or one of its users, should look at. Below 5 builds the only recommendation is to record more.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listRecommendations(dev.agenthall.memory.v1.ListRecommendationsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.ListRecommendationsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListRecommendationsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service TeamMemoryService.
   * <pre>
   * Records the builds of teams and answers from them.
   * Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented
   * range. Too little history is never an error: the answer says how much more is needed.
   * </pre>
   */
  public static abstract class TeamMemoryServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return TeamMemoryServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service TeamMemoryService.
   * <pre>
   * Records the builds of teams and answers from them.
   * Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented
   * range. Too little history is never an error: the answer says how much more is needed.
   * </pre>
   */
  public static final class TeamMemoryServiceStub
      extends io.grpc.stub.AbstractAsyncStub<TeamMemoryServiceStub> {
    private TeamMemoryServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TeamMemoryServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TeamMemoryServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Records a finished build. Answered after it is durable. The same build again changes nothing and succeeds. Without
     * a build_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    public void recordBuild(dev.agenthall.memory.v1.RecordBuildRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.RecordBuildResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRecordBuildMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Records up to 1,000 builds. A bad build is reported in `rejections` and never refuses its neighbours. Builds without
     * a build_id are at-least-once, as above.
     * </pre>
     */
    public void recordBuilds(dev.agenthall.memory.v1.RecordBuildsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.RecordBuildsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRecordBuildsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one build.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public void getBuild(dev.agenthall.memory.v1.GetBuildRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.GetBuildResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetBuildMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists builds.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listBuilds(dev.agenthall.memory.v1.ListBuildsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.ListBuildsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListBuildsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Suggests a technology stack for a prompt from the team's similar builds. Without history the suggestion is empty
     * and `basis` is BASIS_NONE.
     * </pre>
     */
    public void suggestStack(dev.agenthall.memory.v1.SuggestStackRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.SuggestStackResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSuggestStackMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says how a team is doing, in numbers and in sentences.
     * </pre>
     */
    public void getTeamInsights(dev.agenthall.memory.v1.GetTeamInsightsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.GetTeamInsightsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetTeamInsightsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says what a team, or one of its users, should look at. Below 5 builds the only recommendation is to record more.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listRecommendations(dev.agenthall.memory.v1.ListRecommendationsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.ListRecommendationsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListRecommendationsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service TeamMemoryService.
   * <pre>
   * Records the builds of teams and answers from them.
   * Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented
   * range. Too little history is never an error: the answer says how much more is needed.
   * </pre>
   */
  public static final class TeamMemoryServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<TeamMemoryServiceBlockingV2Stub> {
    private TeamMemoryServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TeamMemoryServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TeamMemoryServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Records a finished build. Answered after it is durable. The same build again changes nothing and succeeds. Without
     * a build_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    public dev.agenthall.memory.v1.RecordBuildResponse recordBuild(dev.agenthall.memory.v1.RecordBuildRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRecordBuildMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records up to 1,000 builds. A bad build is reported in `rejections` and never refuses its neighbours. Builds without
     * a build_id are at-least-once, as above.
     * </pre>
     */
    public dev.agenthall.memory.v1.RecordBuildsResponse recordBuilds(dev.agenthall.memory.v1.RecordBuildsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRecordBuildsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one build.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public dev.agenthall.memory.v1.GetBuildResponse getBuild(dev.agenthall.memory.v1.GetBuildRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetBuildMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists builds.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.memory.v1.ListBuildsResponse listBuilds(dev.agenthall.memory.v1.ListBuildsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListBuildsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Suggests a technology stack for a prompt from the team's similar builds. Without history the suggestion is empty
     * and `basis` is BASIS_NONE.
     * </pre>
     */
    public dev.agenthall.memory.v1.SuggestStackResponse suggestStack(dev.agenthall.memory.v1.SuggestStackRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSuggestStackMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says how a team is doing, in numbers and in sentences.
     * </pre>
     */
    public dev.agenthall.memory.v1.GetTeamInsightsResponse getTeamInsights(dev.agenthall.memory.v1.GetTeamInsightsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetTeamInsightsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says what a team, or one of its users, should look at. Below 5 builds the only recommendation is to record more.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.memory.v1.ListRecommendationsResponse listRecommendations(dev.agenthall.memory.v1.ListRecommendationsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListRecommendationsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service TeamMemoryService.
   * <pre>
   * Records the builds of teams and answers from them.
   * Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented
   * range. Too little history is never an error: the answer says how much more is needed.
   * </pre>
   */
  public static final class TeamMemoryServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<TeamMemoryServiceBlockingStub> {
    private TeamMemoryServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TeamMemoryServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TeamMemoryServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Records a finished build. Answered after it is durable. The same build again changes nothing and succeeds. Without
     * a build_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    public dev.agenthall.memory.v1.RecordBuildResponse recordBuild(dev.agenthall.memory.v1.RecordBuildRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRecordBuildMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records up to 1,000 builds. A bad build is reported in `rejections` and never refuses its neighbours. Builds without
     * a build_id are at-least-once, as above.
     * </pre>
     */
    public dev.agenthall.memory.v1.RecordBuildsResponse recordBuilds(dev.agenthall.memory.v1.RecordBuildsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRecordBuildsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one build.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public dev.agenthall.memory.v1.GetBuildResponse getBuild(dev.agenthall.memory.v1.GetBuildRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetBuildMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists builds.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.memory.v1.ListBuildsResponse listBuilds(dev.agenthall.memory.v1.ListBuildsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListBuildsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Suggests a technology stack for a prompt from the team's similar builds. Without history the suggestion is empty
     * and `basis` is BASIS_NONE.
     * </pre>
     */
    public dev.agenthall.memory.v1.SuggestStackResponse suggestStack(dev.agenthall.memory.v1.SuggestStackRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSuggestStackMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says how a team is doing, in numbers and in sentences.
     * </pre>
     */
    public dev.agenthall.memory.v1.GetTeamInsightsResponse getTeamInsights(dev.agenthall.memory.v1.GetTeamInsightsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetTeamInsightsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says what a team, or one of its users, should look at. Below 5 builds the only recommendation is to record more.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.memory.v1.ListRecommendationsResponse listRecommendations(dev.agenthall.memory.v1.ListRecommendationsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListRecommendationsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service TeamMemoryService.
   * <pre>
   * Records the builds of teams and answers from them.
   * Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented
   * range. Too little history is never an error: the answer says how much more is needed.
   * </pre>
   */
  public static final class TeamMemoryServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<TeamMemoryServiceFutureStub> {
    private TeamMemoryServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected TeamMemoryServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new TeamMemoryServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Records a finished build. Answered after it is durable. The same build again changes nothing and succeeds. Without
     * a build_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.memory.v1.RecordBuildResponse> recordBuild(
        dev.agenthall.memory.v1.RecordBuildRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRecordBuildMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Records up to 1,000 builds. A bad build is reported in `rejections` and never refuses its neighbours. Builds without
     * a build_id are at-least-once, as above.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.memory.v1.RecordBuildsResponse> recordBuilds(
        dev.agenthall.memory.v1.RecordBuildsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRecordBuildsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one build.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.memory.v1.GetBuildResponse> getBuild(
        dev.agenthall.memory.v1.GetBuildRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetBuildMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists builds.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.memory.v1.ListBuildsResponse> listBuilds(
        dev.agenthall.memory.v1.ListBuildsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListBuildsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Suggests a technology stack for a prompt from the team's similar builds. Without history the suggestion is empty
     * and `basis` is BASIS_NONE.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.memory.v1.SuggestStackResponse> suggestStack(
        dev.agenthall.memory.v1.SuggestStackRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSuggestStackMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says how a team is doing, in numbers and in sentences.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.memory.v1.GetTeamInsightsResponse> getTeamInsights(
        dev.agenthall.memory.v1.GetTeamInsightsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetTeamInsightsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says what a team, or one of its users, should look at. Below 5 builds the only recommendation is to record more.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.memory.v1.ListRecommendationsResponse> listRecommendations(
        dev.agenthall.memory.v1.ListRecommendationsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListRecommendationsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_RECORD_BUILD = 0;
  private static final int METHODID_RECORD_BUILDS = 1;
  private static final int METHODID_GET_BUILD = 2;
  private static final int METHODID_LIST_BUILDS = 3;
  private static final int METHODID_SUGGEST_STACK = 4;
  private static final int METHODID_GET_TEAM_INSIGHTS = 5;
  private static final int METHODID_LIST_RECOMMENDATIONS = 6;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final AsyncService serviceImpl;
    private final int methodId;

    MethodHandlers(AsyncService serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_RECORD_BUILD:
          serviceImpl.recordBuild((dev.agenthall.memory.v1.RecordBuildRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.RecordBuildResponse>) responseObserver);
          break;
        case METHODID_RECORD_BUILDS:
          serviceImpl.recordBuilds((dev.agenthall.memory.v1.RecordBuildsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.RecordBuildsResponse>) responseObserver);
          break;
        case METHODID_GET_BUILD:
          serviceImpl.getBuild((dev.agenthall.memory.v1.GetBuildRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.GetBuildResponse>) responseObserver);
          break;
        case METHODID_LIST_BUILDS:
          serviceImpl.listBuilds((dev.agenthall.memory.v1.ListBuildsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.ListBuildsResponse>) responseObserver);
          break;
        case METHODID_SUGGEST_STACK:
          serviceImpl.suggestStack((dev.agenthall.memory.v1.SuggestStackRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.SuggestStackResponse>) responseObserver);
          break;
        case METHODID_GET_TEAM_INSIGHTS:
          serviceImpl.getTeamInsights((dev.agenthall.memory.v1.GetTeamInsightsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.GetTeamInsightsResponse>) responseObserver);
          break;
        case METHODID_LIST_RECOMMENDATIONS:
          serviceImpl.listRecommendations((dev.agenthall.memory.v1.ListRecommendationsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.memory.v1.ListRecommendationsResponse>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  public static final io.grpc.ServerServiceDefinition bindService(AsyncService service) {
    return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
        .addMethod(
          getRecordBuildMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.memory.v1.RecordBuildRequest,
              dev.agenthall.memory.v1.RecordBuildResponse>(
                service, METHODID_RECORD_BUILD)))
        .addMethod(
          getRecordBuildsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.memory.v1.RecordBuildsRequest,
              dev.agenthall.memory.v1.RecordBuildsResponse>(
                service, METHODID_RECORD_BUILDS)))
        .addMethod(
          getGetBuildMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.memory.v1.GetBuildRequest,
              dev.agenthall.memory.v1.GetBuildResponse>(
                service, METHODID_GET_BUILD)))
        .addMethod(
          getListBuildsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.memory.v1.ListBuildsRequest,
              dev.agenthall.memory.v1.ListBuildsResponse>(
                service, METHODID_LIST_BUILDS)))
        .addMethod(
          getSuggestStackMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.memory.v1.SuggestStackRequest,
              dev.agenthall.memory.v1.SuggestStackResponse>(
                service, METHODID_SUGGEST_STACK)))
        .addMethod(
          getGetTeamInsightsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.memory.v1.GetTeamInsightsRequest,
              dev.agenthall.memory.v1.GetTeamInsightsResponse>(
                service, METHODID_GET_TEAM_INSIGHTS)))
        .addMethod(
          getListRecommendationsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.memory.v1.ListRecommendationsRequest,
              dev.agenthall.memory.v1.ListRecommendationsResponse>(
                service, METHODID_LIST_RECOMMENDATIONS)))
        .build();
  }

  private static abstract class TeamMemoryServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    TeamMemoryServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.agenthall.memory.v1.TeamMemoryServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("TeamMemoryService");
    }
  }

  private static final class TeamMemoryServiceFileDescriptorSupplier
      extends TeamMemoryServiceBaseDescriptorSupplier {
    TeamMemoryServiceFileDescriptorSupplier() {}
  }

  private static final class TeamMemoryServiceMethodDescriptorSupplier
      extends TeamMemoryServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    TeamMemoryServiceMethodDescriptorSupplier(java.lang.String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (TeamMemoryServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new TeamMemoryServiceFileDescriptorSupplier())
              .addMethod(getRecordBuildMethod())
              .addMethod(getRecordBuildsMethod())
              .addMethod(getGetBuildMethod())
              .addMethod(getListBuildsMethod())
              .addMethod(getSuggestStackMethod())
              .addMethod(getGetTeamInsightsMethod())
              .addMethod(getListRecommendationsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
