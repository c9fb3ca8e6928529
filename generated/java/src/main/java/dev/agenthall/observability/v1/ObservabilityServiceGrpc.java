package dev.agenthall.observability.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Records executions durably and answers from aggregates, so that no answer gets slower with history.
 * Aggregates are kept by hour and for all time, by start_time (by receipt where that is unknown), in UTC. Every method
 * may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and
 * DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented range.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class ObservabilityServiceGrpc {

  private ObservabilityServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "agenthall.observability.v1.ObservabilityService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordExecutionRequest,
      dev.agenthall.observability.v1.RecordExecutionResponse> getRecordExecutionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RecordExecution",
      requestType = dev.agenthall.observability.v1.RecordExecutionRequest.class,
      responseType = dev.agenthall.observability.v1.RecordExecutionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordExecutionRequest,
      dev.agenthall.observability.v1.RecordExecutionResponse> getRecordExecutionMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordExecutionRequest, dev.agenthall.observability.v1.RecordExecutionResponse> getRecordExecutionMethod;
    if ((getRecordExecutionMethod = ObservabilityServiceGrpc.getRecordExecutionMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getRecordExecutionMethod = ObservabilityServiceGrpc.getRecordExecutionMethod) == null) {
          ObservabilityServiceGrpc.getRecordExecutionMethod = getRecordExecutionMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.RecordExecutionRequest, dev.agenthall.observability.v1.RecordExecutionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RecordExecution"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.RecordExecutionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.RecordExecutionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("RecordExecution"))
              .build();
        }
      }
    }
    return getRecordExecutionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordExecutionsRequest,
      dev.agenthall.observability.v1.RecordExecutionsResponse> getRecordExecutionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RecordExecutions",
      requestType = dev.agenthall.observability.v1.RecordExecutionsRequest.class,
      responseType = dev.agenthall.observability.v1.RecordExecutionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordExecutionsRequest,
      dev.agenthall.observability.v1.RecordExecutionsResponse> getRecordExecutionsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordExecutionsRequest, dev.agenthall.observability.v1.RecordExecutionsResponse> getRecordExecutionsMethod;
    if ((getRecordExecutionsMethod = ObservabilityServiceGrpc.getRecordExecutionsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getRecordExecutionsMethod = ObservabilityServiceGrpc.getRecordExecutionsMethod) == null) {
          ObservabilityServiceGrpc.getRecordExecutionsMethod = getRecordExecutionsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.RecordExecutionsRequest, dev.agenthall.observability.v1.RecordExecutionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RecordExecutions"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.RecordExecutionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.RecordExecutionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("RecordExecutions"))
              .build();
        }
      }
    }
    return getRecordExecutionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListExecutionsRequest,
      dev.agenthall.observability.v1.ListExecutionsResponse> getListExecutionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListExecutions",
      requestType = dev.agenthall.observability.v1.ListExecutionsRequest.class,
      responseType = dev.agenthall.observability.v1.ListExecutionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListExecutionsRequest,
      dev.agenthall.observability.v1.ListExecutionsResponse> getListExecutionsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListExecutionsRequest, dev.agenthall.observability.v1.ListExecutionsResponse> getListExecutionsMethod;
    if ((getListExecutionsMethod = ObservabilityServiceGrpc.getListExecutionsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListExecutionsMethod = ObservabilityServiceGrpc.getListExecutionsMethod) == null) {
          ObservabilityServiceGrpc.getListExecutionsMethod = getListExecutionsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListExecutionsRequest, dev.agenthall.observability.v1.ListExecutionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListExecutions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListExecutionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListExecutionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListExecutions"))
              .build();
        }
      }
    }
    return getListExecutionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetExecutionRequest,
      dev.agenthall.observability.v1.GetExecutionResponse> getGetExecutionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetExecution",
      requestType = dev.agenthall.observability.v1.GetExecutionRequest.class,
      responseType = dev.agenthall.observability.v1.GetExecutionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetExecutionRequest,
      dev.agenthall.observability.v1.GetExecutionResponse> getGetExecutionMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetExecutionRequest, dev.agenthall.observability.v1.GetExecutionResponse> getGetExecutionMethod;
    if ((getGetExecutionMethod = ObservabilityServiceGrpc.getGetExecutionMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetExecutionMethod = ObservabilityServiceGrpc.getGetExecutionMethod) == null) {
          ObservabilityServiceGrpc.getGetExecutionMethod = getGetExecutionMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetExecutionRequest, dev.agenthall.observability.v1.GetExecutionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetExecution"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetExecutionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetExecutionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetExecution"))
              .build();
        }
      }
    }
    return getGetExecutionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetDashboardRequest,
      dev.agenthall.observability.v1.GetDashboardResponse> getGetDashboardMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetDashboard",
      requestType = dev.agenthall.observability.v1.GetDashboardRequest.class,
      responseType = dev.agenthall.observability.v1.GetDashboardResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetDashboardRequest,
      dev.agenthall.observability.v1.GetDashboardResponse> getGetDashboardMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetDashboardRequest, dev.agenthall.observability.v1.GetDashboardResponse> getGetDashboardMethod;
    if ((getGetDashboardMethod = ObservabilityServiceGrpc.getGetDashboardMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetDashboardMethod = ObservabilityServiceGrpc.getGetDashboardMethod) == null) {
          ObservabilityServiceGrpc.getGetDashboardMethod = getGetDashboardMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetDashboardRequest, dev.agenthall.observability.v1.GetDashboardResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetDashboard"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetDashboardRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetDashboardResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetDashboard"))
              .build();
        }
      }
    }
    return getGetDashboardMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListBottlenecksRequest,
      dev.agenthall.observability.v1.ListBottlenecksResponse> getListBottlenecksMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListBottlenecks",
      requestType = dev.agenthall.observability.v1.ListBottlenecksRequest.class,
      responseType = dev.agenthall.observability.v1.ListBottlenecksResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListBottlenecksRequest,
      dev.agenthall.observability.v1.ListBottlenecksResponse> getListBottlenecksMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListBottlenecksRequest, dev.agenthall.observability.v1.ListBottlenecksResponse> getListBottlenecksMethod;
    if ((getListBottlenecksMethod = ObservabilityServiceGrpc.getListBottlenecksMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListBottlenecksMethod = ObservabilityServiceGrpc.getListBottlenecksMethod) == null) {
          ObservabilityServiceGrpc.getListBottlenecksMethod = getListBottlenecksMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListBottlenecksRequest, dev.agenthall.observability.v1.ListBottlenecksResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListBottlenecks"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListBottlenecksRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListBottlenecksResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListBottlenecks"))
              .build();
        }
      }
    }
    return getListBottlenecksMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListRecommendationsRequest,
      dev.agenthall.observability.v1.ListRecommendationsResponse> getListRecommendationsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListRecommendations",
      requestType = dev.agenthall.observability.v1.ListRecommendationsRequest.class,
      responseType = dev.agenthall.observability.v1.ListRecommendationsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListRecommendationsRequest,
      dev.agenthall.observability.v1.ListRecommendationsResponse> getListRecommendationsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListRecommendationsRequest, dev.agenthall.observability.v1.ListRecommendationsResponse> getListRecommendationsMethod;
    if ((getListRecommendationsMethod = ObservabilityServiceGrpc.getListRecommendationsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListRecommendationsMethod = ObservabilityServiceGrpc.getListRecommendationsMethod) == null) {
          ObservabilityServiceGrpc.getListRecommendationsMethod = getListRecommendationsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListRecommendationsRequest, dev.agenthall.observability.v1.ListRecommendationsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListRecommendations"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListRecommendationsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListRecommendationsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListRecommendations"))
              .build();
        }
      }
    }
    return getListRecommendationsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchMetricsRequest,
      dev.agenthall.observability.v1.WatchMetricsResponse> getWatchMetricsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchMetrics",
      requestType = dev.agenthall.observability.v1.WatchMetricsRequest.class,
      responseType = dev.agenthall.observability.v1.WatchMetricsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchMetricsRequest,
      dev.agenthall.observability.v1.WatchMetricsResponse> getWatchMetricsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchMetricsRequest, dev.agenthall.observability.v1.WatchMetricsResponse> getWatchMetricsMethod;
    if ((getWatchMetricsMethod = ObservabilityServiceGrpc.getWatchMetricsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getWatchMetricsMethod = ObservabilityServiceGrpc.getWatchMetricsMethod) == null) {
          ObservabilityServiceGrpc.getWatchMetricsMethod = getWatchMetricsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.WatchMetricsRequest, dev.agenthall.observability.v1.WatchMetricsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchMetrics"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.WatchMetricsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.WatchMetricsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("WatchMetrics"))
              .build();
        }
      }
    }
    return getWatchMetricsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ObservabilityServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ObservabilityServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ObservabilityServiceStub>() {
        @java.lang.Override
        public ObservabilityServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ObservabilityServiceStub(channel, callOptions);
        }
      };
    return ObservabilityServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static ObservabilityServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ObservabilityServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ObservabilityServiceBlockingV2Stub>() {
        @java.lang.Override
        public ObservabilityServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ObservabilityServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return ObservabilityServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ObservabilityServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ObservabilityServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ObservabilityServiceBlockingStub>() {
        @java.lang.Override
        public ObservabilityServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ObservabilityServiceBlockingStub(channel, callOptions);
        }
      };
    return ObservabilityServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ObservabilityServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ObservabilityServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ObservabilityServiceFutureStub>() {
        @java.lang.Override
        public ObservabilityServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ObservabilityServiceFutureStub(channel, callOptions);
        }
      };
    return ObservabilityServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Records executions durably and answers from aggregates, so that no answer gets slower with history.
   * Aggregates are kept by hour and for all time, by start_time (by receipt where that is unknown), in UTC. Every method
   * may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and
   * DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented range.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Records one finished execution. Answered after it is durable. The same execution again counts once. Without an
     * execution_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    default void recordExecution(dev.agenthall.observability.v1.RecordExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordExecutionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRecordExecutionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Records up to 1,000 executions. A bad one is reported in `rejections` and never refuses its neighbours. Executions
     * without an execution_id are at-least-once, as above.
     * </pre>
     */
    default void recordExecutions(dev.agenthall.observability.v1.RecordExecutionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordExecutionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRecordExecutionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists executions.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listExecutions(dev.agenthall.observability.v1.ListExecutionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListExecutionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListExecutionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets one execution.
     * Errors: NOT_FOUND.
     * </pre>
     */
    default void getExecution(dev.agenthall.observability.v1.GetExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetExecutionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetExecutionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Adds up the executions of a window by agent. Without data the lists are empty and the counts 0.
     * </pre>
     */
    default void getDashboard(dev.agenthall.observability.v1.GetDashboardRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetDashboardResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetDashboardMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists where time goes: agents by mean duration or by share of all time spent.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listBottlenecks(dev.agenthall.observability.v1.ListBottlenecksRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListBottlenecksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListBottlenecksMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists agents that are slow, failing or expensive beyond doubt: with at least 10 measured executions and the near
     * bound of the interval beyond the threshold.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listRecommendations(dev.agenthall.observability.v1.ListRecommendationsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListRecommendationsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListRecommendationsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Follows the all-time figures of agents: a snapshot, then the agents that changed, with absolute values, at most
     * once an interval, and a heartbeat when nothing changed for 10 seconds (or one interval, if that is longer). Every
     * message carries a resume token; a stream that starts with one sends what changed since then and no snapshot. A
     * stream that is silent for three times as long is dead: reconnect with the last token.
     * Errors: INVALID_ARGUMENT (INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED), RESOURCE_EXHAUSTED
     * (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    default void watchMetrics(dev.agenthall.observability.v1.WatchMetricsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchMetricsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchMetricsMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service ObservabilityService.
   * <pre>
   * Records executions durably and answers from aggregates, so that no answer gets slower with history.
   * Aggregates are kept by hour and for all time, by start_time (by receipt where that is unknown), in UTC. Every method
   * may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and
   * DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented range.
   * </pre>
   */
  public static abstract class ObservabilityServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return ObservabilityServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service ObservabilityService.
   * <pre>
   * Records executions durably and answers from aggregates, so that no answer gets slower with history.
   * Aggregates are kept by hour and for all time, by start_time (by receipt where that is unknown), in UTC. Every method
   * may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and
   * DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented range.
   * </pre>
   */
  public static final class ObservabilityServiceStub
      extends io.grpc.stub.AbstractAsyncStub<ObservabilityServiceStub> {
    private ObservabilityServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ObservabilityServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ObservabilityServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Records one finished execution. Answered after it is durable. The same execution again counts once. Without an
     * execution_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    public void recordExecution(dev.agenthall.observability.v1.RecordExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordExecutionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRecordExecutionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Records up to 1,000 executions. A bad one is reported in `rejections` and never refuses its neighbours. Executions
     * without an execution_id are at-least-once, as above.
     * </pre>
     */
    public void recordExecutions(dev.agenthall.observability.v1.RecordExecutionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordExecutionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRecordExecutionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists executions.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listExecutions(dev.agenthall.observability.v1.ListExecutionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListExecutionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListExecutionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets one execution.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public void getExecution(dev.agenthall.observability.v1.GetExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetExecutionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetExecutionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Adds up the executions of a window by agent. Without data the lists are empty and the counts 0.
     * </pre>
     */
    public void getDashboard(dev.agenthall.observability.v1.GetDashboardRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetDashboardResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetDashboardMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists where time goes: agents by mean duration or by share of all time spent.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listBottlenecks(dev.agenthall.observability.v1.ListBottlenecksRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListBottlenecksResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListBottlenecksMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists agents that are slow, failing or expensive beyond doubt: with at least 10 measured executions and the near
     * bound of the interval beyond the threshold.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listRecommendations(dev.agenthall.observability.v1.ListRecommendationsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListRecommendationsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListRecommendationsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Follows the all-time figures of agents: a snapshot, then the agents that changed, with absolute values, at most
     * once an interval, and a heartbeat when nothing changed for 10 seconds (or one interval, if that is longer). Every
     * message carries a resume token; a stream that starts with one sends what changed since then and no snapshot. A
     * stream that is silent for three times as long is dead: reconnect with the last token.
     * Errors: INVALID_ARGUMENT (INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED), RESOURCE_EXHAUSTED
     * (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    public void watchMetrics(dev.agenthall.observability.v1.WatchMetricsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchMetricsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchMetricsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service ObservabilityService.
   * <pre>
   * Records executions durably and answers from aggregates, so that no answer gets slower with history.
   * Aggregates are kept by hour and for all time, by start_time (by receipt where that is unknown), in UTC. Every method
   * may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and
   * DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented range.
   * </pre>
   */
  public static final class ObservabilityServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<ObservabilityServiceBlockingV2Stub> {
    private ObservabilityServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ObservabilityServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ObservabilityServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Records one finished execution. Answered after it is durable. The same execution again counts once. Without an
     * execution_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    public dev.agenthall.observability.v1.RecordExecutionResponse recordExecution(dev.agenthall.observability.v1.RecordExecutionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRecordExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records up to 1,000 executions. A bad one is reported in `rejections` and never refuses its neighbours. Executions
     * without an execution_id are at-least-once, as above.
     * </pre>
     */
    public dev.agenthall.observability.v1.RecordExecutionsResponse recordExecutions(dev.agenthall.observability.v1.RecordExecutionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRecordExecutionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists executions.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListExecutionsResponse listExecutions(dev.agenthall.observability.v1.ListExecutionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListExecutionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one execution.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetExecutionResponse getExecution(dev.agenthall.observability.v1.GetExecutionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds up the executions of a window by agent. Without data the lists are empty and the counts 0.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetDashboardResponse getDashboard(dev.agenthall.observability.v1.GetDashboardRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetDashboardMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists where time goes: agents by mean duration or by share of all time spent.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListBottlenecksResponse listBottlenecks(dev.agenthall.observability.v1.ListBottlenecksRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListBottlenecksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists agents that are slow, failing or expensive beyond doubt: with at least 10 measured executions and the near
     * bound of the interval beyond the threshold.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListRecommendationsResponse listRecommendations(dev.agenthall.observability.v1.ListRecommendationsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListRecommendationsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Follows the all-time figures of agents: a snapshot, then the agents that changed, with absolute values, at most
     * once an interval, and a heartbeat when nothing changed for 10 seconds (or one interval, if that is longer). Every
     * message carries a resume token; a stream that starts with one sends what changed since then and no snapshot. A
     * stream that is silent for three times as long is dead: reconnect with the last token.
     * Errors: INVALID_ARGUMENT (INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED), RESOURCE_EXHAUSTED
     * (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, dev.agenthall.observability.v1.WatchMetricsResponse>
        watchMetrics(dev.agenthall.observability.v1.WatchMetricsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchMetricsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service ObservabilityService.
   * <pre>
   * Records executions durably and answers from aggregates, so that no answer gets slower with history.
   * Aggregates are kept by hour and for all time, by start_time (by receipt where that is unknown), in UTC. Every method
   * may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and
   * DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented range.
   * </pre>
   */
  public static final class ObservabilityServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<ObservabilityServiceBlockingStub> {
    private ObservabilityServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ObservabilityServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ObservabilityServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Records one finished execution. Answered after it is durable. The same execution again counts once. Without an
     * execution_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    public dev.agenthall.observability.v1.RecordExecutionResponse recordExecution(dev.agenthall.observability.v1.RecordExecutionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRecordExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records up to 1,000 executions. A bad one is reported in `rejections` and never refuses its neighbours. Executions
     * without an execution_id are at-least-once, as above.
     * </pre>
     */
    public dev.agenthall.observability.v1.RecordExecutionsResponse recordExecutions(dev.agenthall.observability.v1.RecordExecutionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRecordExecutionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists executions.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListExecutionsResponse listExecutions(dev.agenthall.observability.v1.ListExecutionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListExecutionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets one execution.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetExecutionResponse getExecution(dev.agenthall.observability.v1.GetExecutionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds up the executions of a window by agent. Without data the lists are empty and the counts 0.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetDashboardResponse getDashboard(dev.agenthall.observability.v1.GetDashboardRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetDashboardMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists where time goes: agents by mean duration or by share of all time spent.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListBottlenecksResponse listBottlenecks(dev.agenthall.observability.v1.ListBottlenecksRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListBottlenecksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists agents that are slow, failing or expensive beyond doubt: with at least 10 measured executions and the near
     * bound of the interval beyond the threshold.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListRecommendationsResponse listRecommendations(dev.agenthall.observability.v1.ListRecommendationsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListRecommendationsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Follows the all-time figures of agents: a snapshot, then the agents that changed, with absolute values, at most
     * once an interval, and a heartbeat when nothing changed for 10 seconds (or one interval, if that is longer). Every
     * message carries a resume token; a stream that starts with one sends what changed since then and no snapshot. A
     * stream that is silent for three times as long is dead: reconnect with the last token.
     * Errors: INVALID_ARGUMENT (INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED), RESOURCE_EXHAUSTED
     * (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    public java.util.Iterator<dev.agenthall.observability.v1.WatchMetricsResponse> watchMetrics(
        dev.agenthall.observability.v1.WatchMetricsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchMetricsMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service ObservabilityService.
   * <pre>
   * Records executions durably and answers from aggregates, so that no answer gets slower with history.
   * Aggregates are kept by hour and for all time, by start_time (by receipt where that is unknown), in UTC. Every method
   * may also answer UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and
   * DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of its documented range.
   * </pre>
   */
  public static final class ObservabilityServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<ObservabilityServiceFutureStub> {
    private ObservabilityServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ObservabilityServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ObservabilityServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Records one finished execution. Answered after it is durable. The same execution again counts once. Without an
     * execution_id the call is at-least-once: a retry, also one that the client library makes, is a new record.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.RecordExecutionResponse> recordExecution(
        dev.agenthall.observability.v1.RecordExecutionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRecordExecutionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Records up to 1,000 executions. A bad one is reported in `rejections` and never refuses its neighbours. Executions
     * without an execution_id are at-least-once, as above.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.RecordExecutionsResponse> recordExecutions(
        dev.agenthall.observability.v1.RecordExecutionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRecordExecutionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists executions.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListExecutionsResponse> listExecutions(
        dev.agenthall.observability.v1.ListExecutionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListExecutionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets one execution.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetExecutionResponse> getExecution(
        dev.agenthall.observability.v1.GetExecutionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetExecutionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Adds up the executions of a window by agent. Without data the lists are empty and the counts 0.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetDashboardResponse> getDashboard(
        dev.agenthall.observability.v1.GetDashboardRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetDashboardMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists where time goes: agents by mean duration or by share of all time spent.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListBottlenecksResponse> listBottlenecks(
        dev.agenthall.observability.v1.ListBottlenecksRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListBottlenecksMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists agents that are slow, failing or expensive beyond doubt: with at least 10 measured executions and the near
     * bound of the interval beyond the threshold.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListRecommendationsResponse> listRecommendations(
        dev.agenthall.observability.v1.ListRecommendationsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListRecommendationsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_RECORD_EXECUTION = 0;
  private static final int METHODID_RECORD_EXECUTIONS = 1;
  private static final int METHODID_LIST_EXECUTIONS = 2;
  private static final int METHODID_GET_EXECUTION = 3;
  private static final int METHODID_GET_DASHBOARD = 4;
  private static final int METHODID_LIST_BOTTLENECKS = 5;
  private static final int METHODID_LIST_RECOMMENDATIONS = 6;
  private static final int METHODID_WATCH_METRICS = 7;

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
        case METHODID_RECORD_EXECUTION:
          serviceImpl.recordExecution((dev.agenthall.observability.v1.RecordExecutionRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordExecutionResponse>) responseObserver);
          break;
        case METHODID_RECORD_EXECUTIONS:
          serviceImpl.recordExecutions((dev.agenthall.observability.v1.RecordExecutionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordExecutionsResponse>) responseObserver);
          break;
        case METHODID_LIST_EXECUTIONS:
          serviceImpl.listExecutions((dev.agenthall.observability.v1.ListExecutionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListExecutionsResponse>) responseObserver);
          break;
        case METHODID_GET_EXECUTION:
          serviceImpl.getExecution((dev.agenthall.observability.v1.GetExecutionRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetExecutionResponse>) responseObserver);
          break;
        case METHODID_GET_DASHBOARD:
          serviceImpl.getDashboard((dev.agenthall.observability.v1.GetDashboardRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetDashboardResponse>) responseObserver);
          break;
        case METHODID_LIST_BOTTLENECKS:
          serviceImpl.listBottlenecks((dev.agenthall.observability.v1.ListBottlenecksRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListBottlenecksResponse>) responseObserver);
          break;
        case METHODID_LIST_RECOMMENDATIONS:
          serviceImpl.listRecommendations((dev.agenthall.observability.v1.ListRecommendationsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListRecommendationsResponse>) responseObserver);
          break;
        case METHODID_WATCH_METRICS:
          serviceImpl.watchMetrics((dev.agenthall.observability.v1.WatchMetricsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchMetricsResponse>) responseObserver);
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
          getRecordExecutionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.RecordExecutionRequest,
              dev.agenthall.observability.v1.RecordExecutionResponse>(
                service, METHODID_RECORD_EXECUTION)))
        .addMethod(
          getRecordExecutionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.RecordExecutionsRequest,
              dev.agenthall.observability.v1.RecordExecutionsResponse>(
                service, METHODID_RECORD_EXECUTIONS)))
        .addMethod(
          getListExecutionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListExecutionsRequest,
              dev.agenthall.observability.v1.ListExecutionsResponse>(
                service, METHODID_LIST_EXECUTIONS)))
        .addMethod(
          getGetExecutionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetExecutionRequest,
              dev.agenthall.observability.v1.GetExecutionResponse>(
                service, METHODID_GET_EXECUTION)))
        .addMethod(
          getGetDashboardMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetDashboardRequest,
              dev.agenthall.observability.v1.GetDashboardResponse>(
                service, METHODID_GET_DASHBOARD)))
        .addMethod(
          getListBottlenecksMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListBottlenecksRequest,
              dev.agenthall.observability.v1.ListBottlenecksResponse>(
                service, METHODID_LIST_BOTTLENECKS)))
        .addMethod(
          getListRecommendationsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListRecommendationsRequest,
              dev.agenthall.observability.v1.ListRecommendationsResponse>(
                service, METHODID_LIST_RECOMMENDATIONS)))
        .addMethod(
          getWatchMetricsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.WatchMetricsRequest,
              dev.agenthall.observability.v1.WatchMetricsResponse>(
                service, METHODID_WATCH_METRICS)))
        .build();
  }

  private static abstract class ObservabilityServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ObservabilityServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.agenthall.observability.v1.ObservabilityServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ObservabilityService");
    }
  }

  private static final class ObservabilityServiceFileDescriptorSupplier
      extends ObservabilityServiceBaseDescriptorSupplier {
    ObservabilityServiceFileDescriptorSupplier() {}
  }

  private static final class ObservabilityServiceMethodDescriptorSupplier
      extends ObservabilityServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    ObservabilityServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (ObservabilityServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ObservabilityServiceFileDescriptorSupplier())
              .addMethod(getRecordExecutionMethod())
              .addMethod(getRecordExecutionsMethod())
              .addMethod(getListExecutionsMethod())
              .addMethod(getGetExecutionMethod())
              .addMethod(getGetDashboardMethod())
              .addMethod(getListBottlenecksMethod())
              .addMethod(getListRecommendationsMethod())
              .addMethod(getWatchMetricsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
