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

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.StartExecutionRequest,
      dev.agenthall.observability.v1.StartExecutionResponse> getStartExecutionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StartExecution",
      requestType = dev.agenthall.observability.v1.StartExecutionRequest.class,
      responseType = dev.agenthall.observability.v1.StartExecutionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.StartExecutionRequest,
      dev.agenthall.observability.v1.StartExecutionResponse> getStartExecutionMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.StartExecutionRequest, dev.agenthall.observability.v1.StartExecutionResponse> getStartExecutionMethod;
    if ((getStartExecutionMethod = ObservabilityServiceGrpc.getStartExecutionMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getStartExecutionMethod = ObservabilityServiceGrpc.getStartExecutionMethod) == null) {
          ObservabilityServiceGrpc.getStartExecutionMethod = getStartExecutionMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.StartExecutionRequest, dev.agenthall.observability.v1.StartExecutionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StartExecution"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.StartExecutionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.StartExecutionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("StartExecution"))
              .build();
        }
      }
    }
    return getStartExecutionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.HeartbeatExecutionRequest,
      dev.agenthall.observability.v1.HeartbeatExecutionResponse> getHeartbeatExecutionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "HeartbeatExecution",
      requestType = dev.agenthall.observability.v1.HeartbeatExecutionRequest.class,
      responseType = dev.agenthall.observability.v1.HeartbeatExecutionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.HeartbeatExecutionRequest,
      dev.agenthall.observability.v1.HeartbeatExecutionResponse> getHeartbeatExecutionMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.HeartbeatExecutionRequest, dev.agenthall.observability.v1.HeartbeatExecutionResponse> getHeartbeatExecutionMethod;
    if ((getHeartbeatExecutionMethod = ObservabilityServiceGrpc.getHeartbeatExecutionMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getHeartbeatExecutionMethod = ObservabilityServiceGrpc.getHeartbeatExecutionMethod) == null) {
          ObservabilityServiceGrpc.getHeartbeatExecutionMethod = getHeartbeatExecutionMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.HeartbeatExecutionRequest, dev.agenthall.observability.v1.HeartbeatExecutionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "HeartbeatExecution"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.HeartbeatExecutionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.HeartbeatExecutionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("HeartbeatExecution"))
              .build();
        }
      }
    }
    return getHeartbeatExecutionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.FinishExecutionRequest,
      dev.agenthall.observability.v1.FinishExecutionResponse> getFinishExecutionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "FinishExecution",
      requestType = dev.agenthall.observability.v1.FinishExecutionRequest.class,
      responseType = dev.agenthall.observability.v1.FinishExecutionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.FinishExecutionRequest,
      dev.agenthall.observability.v1.FinishExecutionResponse> getFinishExecutionMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.FinishExecutionRequest, dev.agenthall.observability.v1.FinishExecutionResponse> getFinishExecutionMethod;
    if ((getFinishExecutionMethod = ObservabilityServiceGrpc.getFinishExecutionMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getFinishExecutionMethod = ObservabilityServiceGrpc.getFinishExecutionMethod) == null) {
          ObservabilityServiceGrpc.getFinishExecutionMethod = getFinishExecutionMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.FinishExecutionRequest, dev.agenthall.observability.v1.FinishExecutionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "FinishExecution"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.FinishExecutionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.FinishExecutionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("FinishExecution"))
              .build();
        }
      }
    }
    return getFinishExecutionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListRunningExecutionsRequest,
      dev.agenthall.observability.v1.ListRunningExecutionsResponse> getListRunningExecutionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListRunningExecutions",
      requestType = dev.agenthall.observability.v1.ListRunningExecutionsRequest.class,
      responseType = dev.agenthall.observability.v1.ListRunningExecutionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListRunningExecutionsRequest,
      dev.agenthall.observability.v1.ListRunningExecutionsResponse> getListRunningExecutionsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListRunningExecutionsRequest, dev.agenthall.observability.v1.ListRunningExecutionsResponse> getListRunningExecutionsMethod;
    if ((getListRunningExecutionsMethod = ObservabilityServiceGrpc.getListRunningExecutionsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListRunningExecutionsMethod = ObservabilityServiceGrpc.getListRunningExecutionsMethod) == null) {
          ObservabilityServiceGrpc.getListRunningExecutionsMethod = getListRunningExecutionsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListRunningExecutionsRequest, dev.agenthall.observability.v1.ListRunningExecutionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListRunningExecutions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListRunningExecutionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListRunningExecutionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListRunningExecutions"))
              .build();
        }
      }
    }
    return getListRunningExecutionsMethod;
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

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.CreateAlertRuleRequest,
      dev.agenthall.observability.v1.CreateAlertRuleResponse> getCreateAlertRuleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateAlertRule",
      requestType = dev.agenthall.observability.v1.CreateAlertRuleRequest.class,
      responseType = dev.agenthall.observability.v1.CreateAlertRuleResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.CreateAlertRuleRequest,
      dev.agenthall.observability.v1.CreateAlertRuleResponse> getCreateAlertRuleMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.CreateAlertRuleRequest, dev.agenthall.observability.v1.CreateAlertRuleResponse> getCreateAlertRuleMethod;
    if ((getCreateAlertRuleMethod = ObservabilityServiceGrpc.getCreateAlertRuleMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getCreateAlertRuleMethod = ObservabilityServiceGrpc.getCreateAlertRuleMethod) == null) {
          ObservabilityServiceGrpc.getCreateAlertRuleMethod = getCreateAlertRuleMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.CreateAlertRuleRequest, dev.agenthall.observability.v1.CreateAlertRuleResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateAlertRule"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.CreateAlertRuleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.CreateAlertRuleResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("CreateAlertRule"))
              .build();
        }
      }
    }
    return getCreateAlertRuleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetAlertRuleRequest,
      dev.agenthall.observability.v1.GetAlertRuleResponse> getGetAlertRuleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetAlertRule",
      requestType = dev.agenthall.observability.v1.GetAlertRuleRequest.class,
      responseType = dev.agenthall.observability.v1.GetAlertRuleResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetAlertRuleRequest,
      dev.agenthall.observability.v1.GetAlertRuleResponse> getGetAlertRuleMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetAlertRuleRequest, dev.agenthall.observability.v1.GetAlertRuleResponse> getGetAlertRuleMethod;
    if ((getGetAlertRuleMethod = ObservabilityServiceGrpc.getGetAlertRuleMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetAlertRuleMethod = ObservabilityServiceGrpc.getGetAlertRuleMethod) == null) {
          ObservabilityServiceGrpc.getGetAlertRuleMethod = getGetAlertRuleMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetAlertRuleRequest, dev.agenthall.observability.v1.GetAlertRuleResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetAlertRule"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetAlertRuleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetAlertRuleResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetAlertRule"))
              .build();
        }
      }
    }
    return getGetAlertRuleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAlertRulesRequest,
      dev.agenthall.observability.v1.ListAlertRulesResponse> getListAlertRulesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAlertRules",
      requestType = dev.agenthall.observability.v1.ListAlertRulesRequest.class,
      responseType = dev.agenthall.observability.v1.ListAlertRulesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAlertRulesRequest,
      dev.agenthall.observability.v1.ListAlertRulesResponse> getListAlertRulesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAlertRulesRequest, dev.agenthall.observability.v1.ListAlertRulesResponse> getListAlertRulesMethod;
    if ((getListAlertRulesMethod = ObservabilityServiceGrpc.getListAlertRulesMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListAlertRulesMethod = ObservabilityServiceGrpc.getListAlertRulesMethod) == null) {
          ObservabilityServiceGrpc.getListAlertRulesMethod = getListAlertRulesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListAlertRulesRequest, dev.agenthall.observability.v1.ListAlertRulesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAlertRules"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListAlertRulesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListAlertRulesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListAlertRules"))
              .build();
        }
      }
    }
    return getListAlertRulesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdateAlertRuleRequest,
      dev.agenthall.observability.v1.UpdateAlertRuleResponse> getUpdateAlertRuleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateAlertRule",
      requestType = dev.agenthall.observability.v1.UpdateAlertRuleRequest.class,
      responseType = dev.agenthall.observability.v1.UpdateAlertRuleResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdateAlertRuleRequest,
      dev.agenthall.observability.v1.UpdateAlertRuleResponse> getUpdateAlertRuleMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdateAlertRuleRequest, dev.agenthall.observability.v1.UpdateAlertRuleResponse> getUpdateAlertRuleMethod;
    if ((getUpdateAlertRuleMethod = ObservabilityServiceGrpc.getUpdateAlertRuleMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getUpdateAlertRuleMethod = ObservabilityServiceGrpc.getUpdateAlertRuleMethod) == null) {
          ObservabilityServiceGrpc.getUpdateAlertRuleMethod = getUpdateAlertRuleMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.UpdateAlertRuleRequest, dev.agenthall.observability.v1.UpdateAlertRuleResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateAlertRule"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.UpdateAlertRuleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.UpdateAlertRuleResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("UpdateAlertRule"))
              .build();
        }
      }
    }
    return getUpdateAlertRuleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteAlertRuleRequest,
      dev.agenthall.observability.v1.DeleteAlertRuleResponse> getDeleteAlertRuleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteAlertRule",
      requestType = dev.agenthall.observability.v1.DeleteAlertRuleRequest.class,
      responseType = dev.agenthall.observability.v1.DeleteAlertRuleResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteAlertRuleRequest,
      dev.agenthall.observability.v1.DeleteAlertRuleResponse> getDeleteAlertRuleMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteAlertRuleRequest, dev.agenthall.observability.v1.DeleteAlertRuleResponse> getDeleteAlertRuleMethod;
    if ((getDeleteAlertRuleMethod = ObservabilityServiceGrpc.getDeleteAlertRuleMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getDeleteAlertRuleMethod = ObservabilityServiceGrpc.getDeleteAlertRuleMethod) == null) {
          ObservabilityServiceGrpc.getDeleteAlertRuleMethod = getDeleteAlertRuleMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.DeleteAlertRuleRequest, dev.agenthall.observability.v1.DeleteAlertRuleResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteAlertRule"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.DeleteAlertRuleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.DeleteAlertRuleResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("DeleteAlertRule"))
              .build();
        }
      }
    }
    return getDeleteAlertRuleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.TestAlertRuleRequest,
      dev.agenthall.observability.v1.TestAlertRuleResponse> getTestAlertRuleMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "TestAlertRule",
      requestType = dev.agenthall.observability.v1.TestAlertRuleRequest.class,
      responseType = dev.agenthall.observability.v1.TestAlertRuleResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.TestAlertRuleRequest,
      dev.agenthall.observability.v1.TestAlertRuleResponse> getTestAlertRuleMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.TestAlertRuleRequest, dev.agenthall.observability.v1.TestAlertRuleResponse> getTestAlertRuleMethod;
    if ((getTestAlertRuleMethod = ObservabilityServiceGrpc.getTestAlertRuleMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getTestAlertRuleMethod = ObservabilityServiceGrpc.getTestAlertRuleMethod) == null) {
          ObservabilityServiceGrpc.getTestAlertRuleMethod = getTestAlertRuleMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.TestAlertRuleRequest, dev.agenthall.observability.v1.TestAlertRuleResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "TestAlertRule"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.TestAlertRuleRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.TestAlertRuleResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("TestAlertRule"))
              .build();
        }
      }
    }
    return getTestAlertRuleMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAlertsRequest,
      dev.agenthall.observability.v1.ListAlertsResponse> getListAlertsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAlerts",
      requestType = dev.agenthall.observability.v1.ListAlertsRequest.class,
      responseType = dev.agenthall.observability.v1.ListAlertsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAlertsRequest,
      dev.agenthall.observability.v1.ListAlertsResponse> getListAlertsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAlertsRequest, dev.agenthall.observability.v1.ListAlertsResponse> getListAlertsMethod;
    if ((getListAlertsMethod = ObservabilityServiceGrpc.getListAlertsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListAlertsMethod = ObservabilityServiceGrpc.getListAlertsMethod) == null) {
          ObservabilityServiceGrpc.getListAlertsMethod = getListAlertsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListAlertsRequest, dev.agenthall.observability.v1.ListAlertsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAlerts"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListAlertsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListAlertsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListAlerts"))
              .build();
        }
      }
    }
    return getListAlertsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.AcknowledgeAlertRequest,
      dev.agenthall.observability.v1.AcknowledgeAlertResponse> getAcknowledgeAlertMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AcknowledgeAlert",
      requestType = dev.agenthall.observability.v1.AcknowledgeAlertRequest.class,
      responseType = dev.agenthall.observability.v1.AcknowledgeAlertResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.AcknowledgeAlertRequest,
      dev.agenthall.observability.v1.AcknowledgeAlertResponse> getAcknowledgeAlertMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.AcknowledgeAlertRequest, dev.agenthall.observability.v1.AcknowledgeAlertResponse> getAcknowledgeAlertMethod;
    if ((getAcknowledgeAlertMethod = ObservabilityServiceGrpc.getAcknowledgeAlertMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getAcknowledgeAlertMethod = ObservabilityServiceGrpc.getAcknowledgeAlertMethod) == null) {
          ObservabilityServiceGrpc.getAcknowledgeAlertMethod = getAcknowledgeAlertMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.AcknowledgeAlertRequest, dev.agenthall.observability.v1.AcknowledgeAlertResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AcknowledgeAlert"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.AcknowledgeAlertRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.AcknowledgeAlertResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("AcknowledgeAlert"))
              .build();
        }
      }
    }
    return getAcknowledgeAlertMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.SilenceAlertsRequest,
      dev.agenthall.observability.v1.SilenceAlertsResponse> getSilenceAlertsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SilenceAlerts",
      requestType = dev.agenthall.observability.v1.SilenceAlertsRequest.class,
      responseType = dev.agenthall.observability.v1.SilenceAlertsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.SilenceAlertsRequest,
      dev.agenthall.observability.v1.SilenceAlertsResponse> getSilenceAlertsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.SilenceAlertsRequest, dev.agenthall.observability.v1.SilenceAlertsResponse> getSilenceAlertsMethod;
    if ((getSilenceAlertsMethod = ObservabilityServiceGrpc.getSilenceAlertsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getSilenceAlertsMethod = ObservabilityServiceGrpc.getSilenceAlertsMethod) == null) {
          ObservabilityServiceGrpc.getSilenceAlertsMethod = getSilenceAlertsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.SilenceAlertsRequest, dev.agenthall.observability.v1.SilenceAlertsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SilenceAlerts"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.SilenceAlertsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.SilenceAlertsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("SilenceAlerts"))
              .build();
        }
      }
    }
    return getSilenceAlertsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListSilencesRequest,
      dev.agenthall.observability.v1.ListSilencesResponse> getListSilencesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListSilences",
      requestType = dev.agenthall.observability.v1.ListSilencesRequest.class,
      responseType = dev.agenthall.observability.v1.ListSilencesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListSilencesRequest,
      dev.agenthall.observability.v1.ListSilencesResponse> getListSilencesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListSilencesRequest, dev.agenthall.observability.v1.ListSilencesResponse> getListSilencesMethod;
    if ((getListSilencesMethod = ObservabilityServiceGrpc.getListSilencesMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListSilencesMethod = ObservabilityServiceGrpc.getListSilencesMethod) == null) {
          ObservabilityServiceGrpc.getListSilencesMethod = getListSilencesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListSilencesRequest, dev.agenthall.observability.v1.ListSilencesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListSilences"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListSilencesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListSilencesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListSilences"))
              .build();
        }
      }
    }
    return getListSilencesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteSilenceRequest,
      dev.agenthall.observability.v1.DeleteSilenceResponse> getDeleteSilenceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteSilence",
      requestType = dev.agenthall.observability.v1.DeleteSilenceRequest.class,
      responseType = dev.agenthall.observability.v1.DeleteSilenceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteSilenceRequest,
      dev.agenthall.observability.v1.DeleteSilenceResponse> getDeleteSilenceMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteSilenceRequest, dev.agenthall.observability.v1.DeleteSilenceResponse> getDeleteSilenceMethod;
    if ((getDeleteSilenceMethod = ObservabilityServiceGrpc.getDeleteSilenceMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getDeleteSilenceMethod = ObservabilityServiceGrpc.getDeleteSilenceMethod) == null) {
          ObservabilityServiceGrpc.getDeleteSilenceMethod = getDeleteSilenceMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.DeleteSilenceRequest, dev.agenthall.observability.v1.DeleteSilenceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteSilence"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.DeleteSilenceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.DeleteSilenceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("DeleteSilence"))
              .build();
        }
      }
    }
    return getDeleteSilenceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetIncidentReportRequest,
      dev.agenthall.observability.v1.GetIncidentReportResponse> getGetIncidentReportMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetIncidentReport",
      requestType = dev.agenthall.observability.v1.GetIncidentReportRequest.class,
      responseType = dev.agenthall.observability.v1.GetIncidentReportResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetIncidentReportRequest,
      dev.agenthall.observability.v1.GetIncidentReportResponse> getGetIncidentReportMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetIncidentReportRequest, dev.agenthall.observability.v1.GetIncidentReportResponse> getGetIncidentReportMethod;
    if ((getGetIncidentReportMethod = ObservabilityServiceGrpc.getGetIncidentReportMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetIncidentReportMethod = ObservabilityServiceGrpc.getGetIncidentReportMethod) == null) {
          ObservabilityServiceGrpc.getGetIncidentReportMethod = getGetIncidentReportMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetIncidentReportRequest, dev.agenthall.observability.v1.GetIncidentReportResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetIncidentReport"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetIncidentReportRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetIncidentReportResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetIncidentReport"))
              .build();
        }
      }
    }
    return getGetIncidentReportMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchAlertsRequest,
      dev.agenthall.observability.v1.WatchAlertsResponse> getWatchAlertsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchAlerts",
      requestType = dev.agenthall.observability.v1.WatchAlertsRequest.class,
      responseType = dev.agenthall.observability.v1.WatchAlertsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchAlertsRequest,
      dev.agenthall.observability.v1.WatchAlertsResponse> getWatchAlertsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchAlertsRequest, dev.agenthall.observability.v1.WatchAlertsResponse> getWatchAlertsMethod;
    if ((getWatchAlertsMethod = ObservabilityServiceGrpc.getWatchAlertsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getWatchAlertsMethod = ObservabilityServiceGrpc.getWatchAlertsMethod) == null) {
          ObservabilityServiceGrpc.getWatchAlertsMethod = getWatchAlertsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.WatchAlertsRequest, dev.agenthall.observability.v1.WatchAlertsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchAlerts"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.WatchAlertsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.WatchAlertsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("WatchAlerts"))
              .build();
        }
      }
    }
    return getWatchAlertsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.QueryMetricsRequest,
      dev.agenthall.observability.v1.QueryMetricsResponse> getQueryMetricsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "QueryMetrics",
      requestType = dev.agenthall.observability.v1.QueryMetricsRequest.class,
      responseType = dev.agenthall.observability.v1.QueryMetricsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.QueryMetricsRequest,
      dev.agenthall.observability.v1.QueryMetricsResponse> getQueryMetricsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.QueryMetricsRequest, dev.agenthall.observability.v1.QueryMetricsResponse> getQueryMetricsMethod;
    if ((getQueryMetricsMethod = ObservabilityServiceGrpc.getQueryMetricsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getQueryMetricsMethod = ObservabilityServiceGrpc.getQueryMetricsMethod) == null) {
          ObservabilityServiceGrpc.getQueryMetricsMethod = getQueryMetricsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.QueryMetricsRequest, dev.agenthall.observability.v1.QueryMetricsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "QueryMetrics"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.QueryMetricsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.QueryMetricsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("QueryMetrics"))
              .build();
        }
      }
    }
    return getQueryMetricsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetCostReportRequest,
      dev.agenthall.observability.v1.GetCostReportResponse> getGetCostReportMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetCostReport",
      requestType = dev.agenthall.observability.v1.GetCostReportRequest.class,
      responseType = dev.agenthall.observability.v1.GetCostReportResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetCostReportRequest,
      dev.agenthall.observability.v1.GetCostReportResponse> getGetCostReportMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetCostReportRequest, dev.agenthall.observability.v1.GetCostReportResponse> getGetCostReportMethod;
    if ((getGetCostReportMethod = ObservabilityServiceGrpc.getGetCostReportMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetCostReportMethod = ObservabilityServiceGrpc.getGetCostReportMethod) == null) {
          ObservabilityServiceGrpc.getGetCostReportMethod = getGetCostReportMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetCostReportRequest, dev.agenthall.observability.v1.GetCostReportResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetCostReport"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetCostReportRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetCostReportResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetCostReport"))
              .build();
        }
      }
    }
    return getGetCostReportMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAgentHealthRequest,
      dev.agenthall.observability.v1.ListAgentHealthResponse> getListAgentHealthMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAgentHealth",
      requestType = dev.agenthall.observability.v1.ListAgentHealthRequest.class,
      responseType = dev.agenthall.observability.v1.ListAgentHealthResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAgentHealthRequest,
      dev.agenthall.observability.v1.ListAgentHealthResponse> getListAgentHealthMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAgentHealthRequest, dev.agenthall.observability.v1.ListAgentHealthResponse> getListAgentHealthMethod;
    if ((getListAgentHealthMethod = ObservabilityServiceGrpc.getListAgentHealthMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListAgentHealthMethod = ObservabilityServiceGrpc.getListAgentHealthMethod) == null) {
          ObservabilityServiceGrpc.getListAgentHealthMethod = getListAgentHealthMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListAgentHealthRequest, dev.agenthall.observability.v1.ListAgentHealthResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAgentHealth"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListAgentHealthRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListAgentHealthResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListAgentHealth"))
              .build();
        }
      }
    }
    return getListAgentHealthMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetForecastRequest,
      dev.agenthall.observability.v1.GetForecastResponse> getGetForecastMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetForecast",
      requestType = dev.agenthall.observability.v1.GetForecastRequest.class,
      responseType = dev.agenthall.observability.v1.GetForecastResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetForecastRequest,
      dev.agenthall.observability.v1.GetForecastResponse> getGetForecastMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetForecastRequest, dev.agenthall.observability.v1.GetForecastResponse> getGetForecastMethod;
    if ((getGetForecastMethod = ObservabilityServiceGrpc.getGetForecastMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetForecastMethod = ObservabilityServiceGrpc.getGetForecastMethod) == null) {
          ObservabilityServiceGrpc.getGetForecastMethod = getGetForecastMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetForecastRequest, dev.agenthall.observability.v1.GetForecastResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetForecast"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetForecastRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetForecastResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetForecast"))
              .build();
        }
      }
    }
    return getGetForecastMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAnomaliesRequest,
      dev.agenthall.observability.v1.ListAnomaliesResponse> getListAnomaliesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAnomalies",
      requestType = dev.agenthall.observability.v1.ListAnomaliesRequest.class,
      responseType = dev.agenthall.observability.v1.ListAnomaliesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAnomaliesRequest,
      dev.agenthall.observability.v1.ListAnomaliesResponse> getListAnomaliesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListAnomaliesRequest, dev.agenthall.observability.v1.ListAnomaliesResponse> getListAnomaliesMethod;
    if ((getListAnomaliesMethod = ObservabilityServiceGrpc.getListAnomaliesMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListAnomaliesMethod = ObservabilityServiceGrpc.getListAnomaliesMethod) == null) {
          ObservabilityServiceGrpc.getListAnomaliesMethod = getListAnomaliesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListAnomaliesRequest, dev.agenthall.observability.v1.ListAnomaliesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAnomalies"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListAnomaliesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListAnomaliesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListAnomalies"))
              .build();
        }
      }
    }
    return getListAnomaliesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetErrorAnalysisRequest,
      dev.agenthall.observability.v1.GetErrorAnalysisResponse> getGetErrorAnalysisMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetErrorAnalysis",
      requestType = dev.agenthall.observability.v1.GetErrorAnalysisRequest.class,
      responseType = dev.agenthall.observability.v1.GetErrorAnalysisResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetErrorAnalysisRequest,
      dev.agenthall.observability.v1.GetErrorAnalysisResponse> getGetErrorAnalysisMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetErrorAnalysisRequest, dev.agenthall.observability.v1.GetErrorAnalysisResponse> getGetErrorAnalysisMethod;
    if ((getGetErrorAnalysisMethod = ObservabilityServiceGrpc.getGetErrorAnalysisMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetErrorAnalysisMethod = ObservabilityServiceGrpc.getGetErrorAnalysisMethod) == null) {
          ObservabilityServiceGrpc.getGetErrorAnalysisMethod = getGetErrorAnalysisMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetErrorAnalysisRequest, dev.agenthall.observability.v1.GetErrorAnalysisResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetErrorAnalysis"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetErrorAnalysisRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetErrorAnalysisResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetErrorAnalysis"))
              .build();
        }
      }
    }
    return getGetErrorAnalysisMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetTraceRequest,
      dev.agenthall.observability.v1.GetTraceResponse> getGetTraceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetTrace",
      requestType = dev.agenthall.observability.v1.GetTraceRequest.class,
      responseType = dev.agenthall.observability.v1.GetTraceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetTraceRequest,
      dev.agenthall.observability.v1.GetTraceResponse> getGetTraceMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetTraceRequest, dev.agenthall.observability.v1.GetTraceResponse> getGetTraceMethod;
    if ((getGetTraceMethod = ObservabilityServiceGrpc.getGetTraceMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetTraceMethod = ObservabilityServiceGrpc.getGetTraceMethod) == null) {
          ObservabilityServiceGrpc.getGetTraceMethod = getGetTraceMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetTraceRequest, dev.agenthall.observability.v1.GetTraceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetTrace"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetTraceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetTraceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetTrace"))
              .build();
        }
      }
    }
    return getGetTraceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListPricesRequest,
      dev.agenthall.observability.v1.ListPricesResponse> getListPricesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListPrices",
      requestType = dev.agenthall.observability.v1.ListPricesRequest.class,
      responseType = dev.agenthall.observability.v1.ListPricesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListPricesRequest,
      dev.agenthall.observability.v1.ListPricesResponse> getListPricesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListPricesRequest, dev.agenthall.observability.v1.ListPricesResponse> getListPricesMethod;
    if ((getListPricesMethod = ObservabilityServiceGrpc.getListPricesMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListPricesMethod = ObservabilityServiceGrpc.getListPricesMethod) == null) {
          ObservabilityServiceGrpc.getListPricesMethod = getListPricesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListPricesRequest, dev.agenthall.observability.v1.ListPricesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListPrices"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListPricesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListPricesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListPrices"))
              .build();
        }
      }
    }
    return getListPricesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdatePricesRequest,
      dev.agenthall.observability.v1.UpdatePricesResponse> getUpdatePricesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdatePrices",
      requestType = dev.agenthall.observability.v1.UpdatePricesRequest.class,
      responseType = dev.agenthall.observability.v1.UpdatePricesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdatePricesRequest,
      dev.agenthall.observability.v1.UpdatePricesResponse> getUpdatePricesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdatePricesRequest, dev.agenthall.observability.v1.UpdatePricesResponse> getUpdatePricesMethod;
    if ((getUpdatePricesMethod = ObservabilityServiceGrpc.getUpdatePricesMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getUpdatePricesMethod = ObservabilityServiceGrpc.getUpdatePricesMethod) == null) {
          ObservabilityServiceGrpc.getUpdatePricesMethod = getUpdatePricesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.UpdatePricesRequest, dev.agenthall.observability.v1.UpdatePricesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdatePrices"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.UpdatePricesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.UpdatePricesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("UpdatePrices"))
              .build();
        }
      }
    }
    return getUpdatePricesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.StreamExecutionsRequest,
      dev.agenthall.observability.v1.StreamExecutionsResponse> getStreamExecutionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StreamExecutions",
      requestType = dev.agenthall.observability.v1.StreamExecutionsRequest.class,
      responseType = dev.agenthall.observability.v1.StreamExecutionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.StreamExecutionsRequest,
      dev.agenthall.observability.v1.StreamExecutionsResponse> getStreamExecutionsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.StreamExecutionsRequest, dev.agenthall.observability.v1.StreamExecutionsResponse> getStreamExecutionsMethod;
    if ((getStreamExecutionsMethod = ObservabilityServiceGrpc.getStreamExecutionsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getStreamExecutionsMethod = ObservabilityServiceGrpc.getStreamExecutionsMethod) == null) {
          ObservabilityServiceGrpc.getStreamExecutionsMethod = getStreamExecutionsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.StreamExecutionsRequest, dev.agenthall.observability.v1.StreamExecutionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StreamExecutions"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.StreamExecutionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.StreamExecutionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("StreamExecutions"))
              .build();
        }
      }
    }
    return getStreamExecutionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordGaugesRequest,
      dev.agenthall.observability.v1.RecordGaugesResponse> getRecordGaugesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RecordGauges",
      requestType = dev.agenthall.observability.v1.RecordGaugesRequest.class,
      responseType = dev.agenthall.observability.v1.RecordGaugesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordGaugesRequest,
      dev.agenthall.observability.v1.RecordGaugesResponse> getRecordGaugesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.RecordGaugesRequest, dev.agenthall.observability.v1.RecordGaugesResponse> getRecordGaugesMethod;
    if ((getRecordGaugesMethod = ObservabilityServiceGrpc.getRecordGaugesMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getRecordGaugesMethod = ObservabilityServiceGrpc.getRecordGaugesMethod) == null) {
          ObservabilityServiceGrpc.getRecordGaugesMethod = getRecordGaugesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.RecordGaugesRequest, dev.agenthall.observability.v1.RecordGaugesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RecordGauges"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.RecordGaugesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.RecordGaugesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("RecordGauges"))
              .build();
        }
      }
    }
    return getRecordGaugesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListGaugesRequest,
      dev.agenthall.observability.v1.ListGaugesResponse> getListGaugesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListGauges",
      requestType = dev.agenthall.observability.v1.ListGaugesRequest.class,
      responseType = dev.agenthall.observability.v1.ListGaugesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListGaugesRequest,
      dev.agenthall.observability.v1.ListGaugesResponse> getListGaugesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListGaugesRequest, dev.agenthall.observability.v1.ListGaugesResponse> getListGaugesMethod;
    if ((getListGaugesMethod = ObservabilityServiceGrpc.getListGaugesMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListGaugesMethod = ObservabilityServiceGrpc.getListGaugesMethod) == null) {
          ObservabilityServiceGrpc.getListGaugesMethod = getListGaugesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListGaugesRequest, dev.agenthall.observability.v1.ListGaugesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListGauges"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListGaugesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListGaugesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListGauges"))
              .build();
        }
      }
    }
    return getListGaugesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.QueryGaugesRequest,
      dev.agenthall.observability.v1.QueryGaugesResponse> getQueryGaugesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "QueryGauges",
      requestType = dev.agenthall.observability.v1.QueryGaugesRequest.class,
      responseType = dev.agenthall.observability.v1.QueryGaugesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.QueryGaugesRequest,
      dev.agenthall.observability.v1.QueryGaugesResponse> getQueryGaugesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.QueryGaugesRequest, dev.agenthall.observability.v1.QueryGaugesResponse> getQueryGaugesMethod;
    if ((getQueryGaugesMethod = ObservabilityServiceGrpc.getQueryGaugesMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getQueryGaugesMethod = ObservabilityServiceGrpc.getQueryGaugesMethod) == null) {
          ObservabilityServiceGrpc.getQueryGaugesMethod = getQueryGaugesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.QueryGaugesRequest, dev.agenthall.observability.v1.QueryGaugesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "QueryGauges"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.QueryGaugesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.QueryGaugesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("QueryGauges"))
              .build();
        }
      }
    }
    return getQueryGaugesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetAttributionRequest,
      dev.agenthall.observability.v1.GetAttributionResponse> getGetAttributionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetAttribution",
      requestType = dev.agenthall.observability.v1.GetAttributionRequest.class,
      responseType = dev.agenthall.observability.v1.GetAttributionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetAttributionRequest,
      dev.agenthall.observability.v1.GetAttributionResponse> getGetAttributionMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.GetAttributionRequest, dev.agenthall.observability.v1.GetAttributionResponse> getGetAttributionMethod;
    if ((getGetAttributionMethod = ObservabilityServiceGrpc.getGetAttributionMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getGetAttributionMethod = ObservabilityServiceGrpc.getGetAttributionMethod) == null) {
          ObservabilityServiceGrpc.getGetAttributionMethod = getGetAttributionMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.GetAttributionRequest, dev.agenthall.observability.v1.GetAttributionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetAttribution"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetAttributionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.GetAttributionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("GetAttribution"))
              .build();
        }
      }
    }
    return getGetAttributionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchExecutionsRequest,
      dev.agenthall.observability.v1.WatchExecutionsResponse> getWatchExecutionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchExecutions",
      requestType = dev.agenthall.observability.v1.WatchExecutionsRequest.class,
      responseType = dev.agenthall.observability.v1.WatchExecutionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchExecutionsRequest,
      dev.agenthall.observability.v1.WatchExecutionsResponse> getWatchExecutionsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.WatchExecutionsRequest, dev.agenthall.observability.v1.WatchExecutionsResponse> getWatchExecutionsMethod;
    if ((getWatchExecutionsMethod = ObservabilityServiceGrpc.getWatchExecutionsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getWatchExecutionsMethod = ObservabilityServiceGrpc.getWatchExecutionsMethod) == null) {
          ObservabilityServiceGrpc.getWatchExecutionsMethod = getWatchExecutionsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.WatchExecutionsRequest, dev.agenthall.observability.v1.WatchExecutionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchExecutions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.WatchExecutionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.WatchExecutionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("WatchExecutions"))
              .build();
        }
      }
    }
    return getWatchExecutionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.CreateNotificationChannelRequest,
      dev.agenthall.observability.v1.CreateNotificationChannelResponse> getCreateNotificationChannelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateNotificationChannel",
      requestType = dev.agenthall.observability.v1.CreateNotificationChannelRequest.class,
      responseType = dev.agenthall.observability.v1.CreateNotificationChannelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.CreateNotificationChannelRequest,
      dev.agenthall.observability.v1.CreateNotificationChannelResponse> getCreateNotificationChannelMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.CreateNotificationChannelRequest, dev.agenthall.observability.v1.CreateNotificationChannelResponse> getCreateNotificationChannelMethod;
    if ((getCreateNotificationChannelMethod = ObservabilityServiceGrpc.getCreateNotificationChannelMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getCreateNotificationChannelMethod = ObservabilityServiceGrpc.getCreateNotificationChannelMethod) == null) {
          ObservabilityServiceGrpc.getCreateNotificationChannelMethod = getCreateNotificationChannelMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.CreateNotificationChannelRequest, dev.agenthall.observability.v1.CreateNotificationChannelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateNotificationChannel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.CreateNotificationChannelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.CreateNotificationChannelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("CreateNotificationChannel"))
              .build();
        }
      }
    }
    return getCreateNotificationChannelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListNotificationChannelsRequest,
      dev.agenthall.observability.v1.ListNotificationChannelsResponse> getListNotificationChannelsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListNotificationChannels",
      requestType = dev.agenthall.observability.v1.ListNotificationChannelsRequest.class,
      responseType = dev.agenthall.observability.v1.ListNotificationChannelsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListNotificationChannelsRequest,
      dev.agenthall.observability.v1.ListNotificationChannelsResponse> getListNotificationChannelsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.ListNotificationChannelsRequest, dev.agenthall.observability.v1.ListNotificationChannelsResponse> getListNotificationChannelsMethod;
    if ((getListNotificationChannelsMethod = ObservabilityServiceGrpc.getListNotificationChannelsMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getListNotificationChannelsMethod = ObservabilityServiceGrpc.getListNotificationChannelsMethod) == null) {
          ObservabilityServiceGrpc.getListNotificationChannelsMethod = getListNotificationChannelsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.ListNotificationChannelsRequest, dev.agenthall.observability.v1.ListNotificationChannelsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListNotificationChannels"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListNotificationChannelsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.ListNotificationChannelsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("ListNotificationChannels"))
              .build();
        }
      }
    }
    return getListNotificationChannelsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdateNotificationChannelRequest,
      dev.agenthall.observability.v1.UpdateNotificationChannelResponse> getUpdateNotificationChannelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateNotificationChannel",
      requestType = dev.agenthall.observability.v1.UpdateNotificationChannelRequest.class,
      responseType = dev.agenthall.observability.v1.UpdateNotificationChannelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdateNotificationChannelRequest,
      dev.agenthall.observability.v1.UpdateNotificationChannelResponse> getUpdateNotificationChannelMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.UpdateNotificationChannelRequest, dev.agenthall.observability.v1.UpdateNotificationChannelResponse> getUpdateNotificationChannelMethod;
    if ((getUpdateNotificationChannelMethod = ObservabilityServiceGrpc.getUpdateNotificationChannelMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getUpdateNotificationChannelMethod = ObservabilityServiceGrpc.getUpdateNotificationChannelMethod) == null) {
          ObservabilityServiceGrpc.getUpdateNotificationChannelMethod = getUpdateNotificationChannelMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.UpdateNotificationChannelRequest, dev.agenthall.observability.v1.UpdateNotificationChannelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateNotificationChannel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.UpdateNotificationChannelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.UpdateNotificationChannelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("UpdateNotificationChannel"))
              .build();
        }
      }
    }
    return getUpdateNotificationChannelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteNotificationChannelRequest,
      dev.agenthall.observability.v1.DeleteNotificationChannelResponse> getDeleteNotificationChannelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteNotificationChannel",
      requestType = dev.agenthall.observability.v1.DeleteNotificationChannelRequest.class,
      responseType = dev.agenthall.observability.v1.DeleteNotificationChannelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteNotificationChannelRequest,
      dev.agenthall.observability.v1.DeleteNotificationChannelResponse> getDeleteNotificationChannelMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.DeleteNotificationChannelRequest, dev.agenthall.observability.v1.DeleteNotificationChannelResponse> getDeleteNotificationChannelMethod;
    if ((getDeleteNotificationChannelMethod = ObservabilityServiceGrpc.getDeleteNotificationChannelMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getDeleteNotificationChannelMethod = ObservabilityServiceGrpc.getDeleteNotificationChannelMethod) == null) {
          ObservabilityServiceGrpc.getDeleteNotificationChannelMethod = getDeleteNotificationChannelMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.DeleteNotificationChannelRequest, dev.agenthall.observability.v1.DeleteNotificationChannelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteNotificationChannel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.DeleteNotificationChannelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.DeleteNotificationChannelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("DeleteNotificationChannel"))
              .build();
        }
      }
    }
    return getDeleteNotificationChannelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.observability.v1.TestNotificationChannelRequest,
      dev.agenthall.observability.v1.TestNotificationChannelResponse> getTestNotificationChannelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "TestNotificationChannel",
      requestType = dev.agenthall.observability.v1.TestNotificationChannelRequest.class,
      responseType = dev.agenthall.observability.v1.TestNotificationChannelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.observability.v1.TestNotificationChannelRequest,
      dev.agenthall.observability.v1.TestNotificationChannelResponse> getTestNotificationChannelMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.observability.v1.TestNotificationChannelRequest, dev.agenthall.observability.v1.TestNotificationChannelResponse> getTestNotificationChannelMethod;
    if ((getTestNotificationChannelMethod = ObservabilityServiceGrpc.getTestNotificationChannelMethod) == null) {
      synchronized (ObservabilityServiceGrpc.class) {
        if ((getTestNotificationChannelMethod = ObservabilityServiceGrpc.getTestNotificationChannelMethod) == null) {
          ObservabilityServiceGrpc.getTestNotificationChannelMethod = getTestNotificationChannelMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.observability.v1.TestNotificationChannelRequest, dev.agenthall.observability.v1.TestNotificationChannelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "TestNotificationChannel"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.TestNotificationChannelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.observability.v1.TestNotificationChannelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ObservabilityServiceMethodDescriptorSupplier("TestNotificationChannel"))
              .build();
        }
      }
    }
    return getTestNotificationChannelMethod;
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
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body, INVALID_ARGUMENT
     * (EXECUTION_TOO_OLD) where the server takes none that began so long ago.
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
     * Lists where time and money go: agents by mean duration, share of all time, share of critical paths, tail, what failed
     * executions took, or change against the window before, for which the request must name a window.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listBottlenecks(dev.agenthall.observability.v1.ListBottlenecksRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListBottlenecksResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListBottlenecksMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists what should be looked at beyond doubt: with at least 10 measured executions and the near bound of the 95 %
     * interval beyond the threshold. Of 1,000 judgements of a rate that lies at its threshold 25 are wrong at most, of a mean
     * about as many.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listRecommendations(dev.agenthall.observability.v1.ListRecommendationsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListRecommendationsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListRecommendationsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says that an execution has begun, so that it is seen while it runs. It holds a lease: one that is not prolonged by
     * HeartbeatExecution and not ended by FinishExecution shows as abandoned. The same start again changes nothing.
     * Without an execution_id the call is at-least-once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id was started otherwise, or has finished.
     * </pre>
     */
    default void startExecution(dev.agenthall.observability.v1.StartExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.StartExecutionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getStartExecutionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Prolongs the lease of a started execution, also of an abandoned one, which runs again then.
     * Errors: NOT_FOUND where nothing of this id was started, or it has finished.
     * </pre>
     */
    default void heartbeatExecution(dev.agenthall.observability.v1.HeartbeatExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.HeartbeatExecutionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getHeartbeatExecutionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Records a started execution as finished: what was said at its start, and over it what is said now. Neither end_time
     * nor duration_ms given: it ended now. One that was never started is recorded as by RecordExecution. The same finish
     * again counts once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has finished otherwise, INVALID_ARGUMENT (EXECUTION_TOO_OLD).
     * </pre>
     */
    default void finishExecution(dev.agenthall.observability.v1.FinishExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.FinishExecutionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getFinishExecutionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists executions that were started and not finished.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listRunningExecutions(dev.agenthall.observability.v1.ListRunningExecutionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListRunningExecutionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListRunningExecutionsMethod(), responseObserver);
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

    /**
     * <pre>
     * Makes an alert rule. The same rule again succeeds. Its alerts are evaluated within a second.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, ALREADY_EXISTS (RECORD_ID_REUSED)
     * where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 500 rules a workspace.
     * </pre>
     */
    default void createAlertRule(dev.agenthall.observability.v1.CreateAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.CreateAlertRuleResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateAlertRuleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets an alert rule, own or shipped.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    default void getAlertRule(dev.agenthall.observability.v1.GetAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetAlertRuleResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetAlertRuleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists alert rules by id: own ones, and the ten shipped ones unless they were deleted.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listAlertRules(dev.agenthall.observability.v1.ListAlertRulesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAlertRulesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAlertRulesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes an alert rule, own or shipped. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND),
     * ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    default void updateAlertRule(dev.agenthall.observability.v1.UpdateAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdateAlertRuleResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateAlertRuleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Deletes an alert rule, own or shipped. Its alerts end within a second. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    default void deleteAlertRule(dev.agenthall.observability.v1.DeleteAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteAlertRuleResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteAlertRuleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says what a rule would find now, by group, whether it is stored or not. Changes nothing and tells nobody.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    default void testAlertRule(dev.agenthall.observability.v1.TestAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.TestAlertRuleResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getTestAlertRuleMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists alerts, last changed first: pending and firing ones, and those that were, as far as they are kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listAlerts(dev.agenthall.observability.v1.ListAlertsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAlertsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAlertsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says that the caller looks after a pending or firing alert: it is not told again until it gets worse or is resolved.
     * The first who does counts; acknowledging again changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) for an alert that is over.
     * </pre>
     */
    default void acknowledgeAlert(dev.agenthall.observability.v1.AcknowledgeAlertRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.AcknowledgeAlertResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAcknowledgeAlertMethod(), responseObserver);
    }

    /**
     * <pre>
     * Keeps alerts from telling anybody for a while, those that come meanwhile included. They change as ever.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    default void silenceAlerts(dev.agenthall.observability.v1.SilenceAlertsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.SilenceAlertsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSilenceAlertsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists silences, newest first, those that are over included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listSilences(dev.agenthall.observability.v1.ListSilencesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListSilencesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListSilencesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Ends a silence now. One that is over stays as it is, and the call succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    default void deleteSilence(dev.agenthall.observability.v1.DeleteSilenceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteSilenceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteSilenceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says how long incidents took that are over: from the begin of the condition to the alert (MTTD), from there until
     * somebody acknowledged it (MTTA) and until it was resolved (MTTR). An incident is an alert from firing to resolved.
     * </pre>
     */
    default void getIncidentReport(dev.agenthall.observability.v1.GetIncidentReportRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetIncidentReportResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetIncidentReportMethod(), responseObserver);
    }

    /**
     * <pre>
     * Follows the alerts: a snapshot of those pending and firing, then each that changed, whole, and a heartbeat when nothing
     * changed for 10 seconds. Every message carries a resume token; a stream that starts with one sends what changed since
     * then and no snapshot.
     * Errors: INVALID_ARGUMENT (INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED), RESOURCE_EXHAUSTED
     * (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    default void watchAlerts(dev.agenthall.observability.v1.WatchAlertsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchAlertsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchAlertsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Series of named metrics by step and group, out of the aggregates. At most 1,500 steps and 20,000 points an answer.
     * Minutes are kept for 48 hours, hours for 90 days, days for good.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    default void queryMetrics(dev.agenthall.observability.v1.QueryMetricsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.QueryMetricsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getQueryMetricsMethod(), responseObserver);
    }

    /**
     * <pre>
     * What executions cost: this hour, today, in all, by agent, model and team, by hour and day, and where that leads.
     * </pre>
     */
    default void getCostReport(dev.agenthall.observability.v1.GetCostReportRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetCostReportResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetCostReportMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists how each agent is doing, with the evidence, worst first.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listAgentHealth(dev.agenthall.observability.v1.ListAgentHealthRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAgentHealthResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAgentHealthMethod(), responseObserver);
    }

    /**
     * <pre>
     * Forecasts a value a day, from the whole days of the last 400: the best of seasonal-naive, damped trend and
     * Holt-Winters by the errors that each would have made. Below 21 days of history there are no points, and
     * `days_needed` says how many more it takes.
     * </pre>
     */
    default void getForecast(dev.agenthall.observability.v1.GetForecastRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetForecastResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetForecastMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists what is unusual in the last buckets of each agent's durations, tokens, costs and failures, the newest first.
     * Each bucket is compared with those before it, never with itself. At most 750 buckets, and 100,000 sums of agents,
     * models and teams, are looked through.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listAnomalies(dev.agenthall.observability.v1.ListAnomaliesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAnomaliesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAnomaliesMethod(), responseObserver);
    }

    /**
     * <pre>
     * What failed, by type and by fingerprint of the message, by hour and against the time before, with the last examples.
     * </pre>
     */
    default void getErrorAnalysis(dev.agenthall.observability.v1.GetErrorAnalysisRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetErrorAnalysisResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetErrorAnalysisMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets what is known of one trace: its executions, the steps that OpenTelemetry spans told, and how long each
     * operation took. Parents, children and whole parts may come later, in any order; the answer is of what is there.
     * Spans come in by `opentelemetry.proto.collector.trace.v1.TraceService/Export` on the same port, which needs the
     * permission observability.executions.record. A span with gen_ai.operation.name `invoke_agent` or `invoke_workflow`
     * (or openinference.span.kind `AGENT`) is an execution, every other span is a step. Both ids are trace_id and span_id
     * as 48 hexadecimal digits. Tokens that only the steps of an execution counted are in `step_usage` here; dashboards
     * and ListExecutions know those alone that the execution counted itself.
     * Errors: NOT_FOUND where nothing is known of the trace.
     * </pre>
     */
    default void getTrace(dev.agenthall.observability.v1.GetTraceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetTraceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetTraceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the prices of models by model and time. A new workspace has none.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listPrices(dev.agenthall.observability.v1.ListPricesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListPricesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListPricesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Adds prices of models, or replaces those of the same model and effective_time, all of them or none. Executions that
     * are recorded from then on are priced by them: at once on this server, within 2 seconds on others that share the
     * database. Recorded costs stay as they are. Prices that are so already change nothing, and the call succeeds,
     * whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where one model and effective_time is named twice, ABORTED
     * (ETAG_MISMATCH), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 10,000 prices a workspace.
     * </pre>
     */
    default void updatePrices(dev.agenthall.observability.v1.UpdatePricesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdatePricesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdatePricesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Records executions as they come, over one stream: each answer says up to which number all is stored durably or
     * refused. Once an answer is here, what it acknowledges survives any crash. Validation, duplicates and refusals are
     * those of RecordExecutions; a bad execution never refuses its neighbours.
     * Send on without waiting for answers, but never more executions than the credits beyond the last one acknowledged: 1,000
     * before the first answer, then what each answer says. When the stream breaks, open another one and send
     * everything after the last acknowledged number again: what was stored already counts once, by its execution_id.
     * When the client has sent all and closes its side, the last answer acknowledges all and the status is OK.
     * A caller above its rate is slowed down, not refused.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) for a sequence with a gap, RESOURCE_EXHAUSTED (CREDITS_EXCEEDED,
     * SLOW_CONSUMER, STORAGE_FULL), UNAVAILABLE (SERVER_DRAINING) after the answer to all that was read.
     * </pre>
     */
    default io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.StreamExecutionsRequest> streamExecutions(
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.StreamExecutionsResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getStreamExecutionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Records up to 1,000 values of gauges. A bad one is reported in `rejections` and never refuses its neighbours. Of each
     * series only values count that are newer than the last one: so a repeat changes nothing.
     * </pre>
     */
    default void recordGauges(dev.agenthall.observability.v1.RecordGaugesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordGaugesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRecordGaugesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the last value of each series of gauges. A series without a new value for 90 days is forgotten.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listGauges(dev.agenthall.observability.v1.ListGaugesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListGaugesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListGaugesMethod(), responseObserver);
    }

    /**
     * <pre>
     * The history of a gauge: least, largest and mean value by minute, hour or day, for each of its series. At most 1,500
     * steps and 20,000 points an answer. Minutes are kept for 48 hours, hours for 90 days, days as long as their series.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    default void queryGauges(dev.agenthall.observability.v1.QueryGaugesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.QueryGaugesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getQueryGaugesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says which model, version, variant, team, user, attempt or kind of error sets the failing, or the slow, executions
     * apart from the others, for certain. Looks at the latest 10,000 executions of the window.
     * </pre>
     */
    default void getAttribution(dev.agenthall.observability.v1.GetAttributionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetAttributionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetAttributionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Follows the executions that are recorded from now on, finished ones included, in the order of their commits: each comes
     * once, an interval after its commit at most. A heartbeat comes first where there is nothing to show, and when nothing
     * came for 10 seconds. Every message carries a resume token, good for 24 hours; a stream that starts with one goes on
     * after that message, and nothing is lost or repeated. What waits for a reader stays in the store, for 24 hours: one that
     * is further behind gets a gap with the number of executions that it has missed, and goes on with the oldest that is kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED),
     * RESOURCE_EXHAUSTED (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    default void watchExecutions(dev.agenthall.observability.v1.WatchExecutionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchExecutionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchExecutionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a channel that tells of alerts from now on. The same channel again succeeds and changes nothing.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, ALREADY_EXISTS
     * (RECORD_ID_REUSED) where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where the
     * workspace has 50 channels, FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a secret and the server has no key to
     * seal it with.
     * </pre>
     */
    default void createNotificationChannel(dev.agenthall.observability.v1.CreateNotificationChannelRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.CreateNotificationChannelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateNotificationChannelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists channels by id, with how they are doing; without their secrets.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listNotificationChannels(dev.agenthall.observability.v1.ListNotificationChannelsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListNotificationChannelsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListNotificationChannelsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes a channel. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, NOT_FOUND
     * (RESOURCE_NOT_FOUND), ABORTED (ETAG_MISMATCH), FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a new secret and the
     * server has no key to seal it with.
     * </pre>
     */
    default void updateNotificationChannel(dev.agenthall.observability.v1.UpdateNotificationChannelRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdateNotificationChannelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateNotificationChannelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Deletes a channel, its secrets and what waits to be sent. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    default void deleteNotificationChannel(dev.agenthall.observability.v1.DeleteNotificationChannelRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteNotificationChannelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteNotificationChannelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Sends one message that says it is a test, also through a channel that is switched off, and says what became of it,
     * within some 10 seconds. A message that the receiver does not take is an answer, no error.
     * Errors: INVALID_ARGUMENT (REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    default void testNotificationChannel(dev.agenthall.observability.v1.TestNotificationChannelRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.TestNotificationChannelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getTestNotificationChannelMethod(), responseObserver);
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
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body, INVALID_ARGUMENT
     * (EXECUTION_TOO_OLD) where the server takes none that began so long ago.
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
     * Lists where time and money go: agents by mean duration, share of all time, share of critical paths, tail, what failed
     * executions took, or change against the window before, for which the request must name a window.
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
     * Lists what should be looked at beyond doubt: with at least 10 measured executions and the near bound of the 95 %
     * interval beyond the threshold. Of 1,000 judgements of a rate that lies at its threshold 25 are wrong at most, of a mean
     * about as many.
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
     * Says that an execution has begun, so that it is seen while it runs. It holds a lease: one that is not prolonged by
     * HeartbeatExecution and not ended by FinishExecution shows as abandoned. The same start again changes nothing.
     * Without an execution_id the call is at-least-once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id was started otherwise, or has finished.
     * </pre>
     */
    public void startExecution(dev.agenthall.observability.v1.StartExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.StartExecutionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getStartExecutionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Prolongs the lease of a started execution, also of an abandoned one, which runs again then.
     * Errors: NOT_FOUND where nothing of this id was started, or it has finished.
     * </pre>
     */
    public void heartbeatExecution(dev.agenthall.observability.v1.HeartbeatExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.HeartbeatExecutionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getHeartbeatExecutionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Records a started execution as finished: what was said at its start, and over it what is said now. Neither end_time
     * nor duration_ms given: it ended now. One that was never started is recorded as by RecordExecution. The same finish
     * again counts once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has finished otherwise, INVALID_ARGUMENT (EXECUTION_TOO_OLD).
     * </pre>
     */
    public void finishExecution(dev.agenthall.observability.v1.FinishExecutionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.FinishExecutionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getFinishExecutionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists executions that were started and not finished.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listRunningExecutions(dev.agenthall.observability.v1.ListRunningExecutionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListRunningExecutionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListRunningExecutionsMethod(), getCallOptions()), request, responseObserver);
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

    /**
     * <pre>
     * Makes an alert rule. The same rule again succeeds. Its alerts are evaluated within a second.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, ALREADY_EXISTS (RECORD_ID_REUSED)
     * where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 500 rules a workspace.
     * </pre>
     */
    public void createAlertRule(dev.agenthall.observability.v1.CreateAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.CreateAlertRuleResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateAlertRuleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets an alert rule, own or shipped.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public void getAlertRule(dev.agenthall.observability.v1.GetAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetAlertRuleResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetAlertRuleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists alert rules by id: own ones, and the ten shipped ones unless they were deleted.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listAlertRules(dev.agenthall.observability.v1.ListAlertRulesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAlertRulesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAlertRulesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes an alert rule, own or shipped. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND),
     * ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public void updateAlertRule(dev.agenthall.observability.v1.UpdateAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdateAlertRuleResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateAlertRuleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Deletes an alert rule, own or shipped. Its alerts end within a second. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public void deleteAlertRule(dev.agenthall.observability.v1.DeleteAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteAlertRuleResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteAlertRuleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says what a rule would find now, by group, whether it is stored or not. Changes nothing and tells nobody.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public void testAlertRule(dev.agenthall.observability.v1.TestAlertRuleRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.TestAlertRuleResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getTestAlertRuleMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists alerts, last changed first: pending and firing ones, and those that were, as far as they are kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listAlerts(dev.agenthall.observability.v1.ListAlertsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAlertsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAlertsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says that the caller looks after a pending or firing alert: it is not told again until it gets worse or is resolved.
     * The first who does counts; acknowledging again changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) for an alert that is over.
     * </pre>
     */
    public void acknowledgeAlert(dev.agenthall.observability.v1.AcknowledgeAlertRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.AcknowledgeAlertResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAcknowledgeAlertMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Keeps alerts from telling anybody for a while, those that come meanwhile included. They change as ever.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    public void silenceAlerts(dev.agenthall.observability.v1.SilenceAlertsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.SilenceAlertsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSilenceAlertsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists silences, newest first, those that are over included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listSilences(dev.agenthall.observability.v1.ListSilencesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListSilencesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListSilencesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Ends a silence now. One that is over stays as it is, and the call succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public void deleteSilence(dev.agenthall.observability.v1.DeleteSilenceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteSilenceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteSilenceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says how long incidents took that are over: from the begin of the condition to the alert (MTTD), from there until
     * somebody acknowledged it (MTTA) and until it was resolved (MTTR). An incident is an alert from firing to resolved.
     * </pre>
     */
    public void getIncidentReport(dev.agenthall.observability.v1.GetIncidentReportRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetIncidentReportResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetIncidentReportMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Follows the alerts: a snapshot of those pending and firing, then each that changed, whole, and a heartbeat when nothing
     * changed for 10 seconds. Every message carries a resume token; a stream that starts with one sends what changed since
     * then and no snapshot.
     * Errors: INVALID_ARGUMENT (INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED), RESOURCE_EXHAUSTED
     * (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    public void watchAlerts(dev.agenthall.observability.v1.WatchAlertsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchAlertsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchAlertsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Series of named metrics by step and group, out of the aggregates. At most 1,500 steps and 20,000 points an answer.
     * Minutes are kept for 48 hours, hours for 90 days, days for good.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    public void queryMetrics(dev.agenthall.observability.v1.QueryMetricsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.QueryMetricsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getQueryMetricsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * What executions cost: this hour, today, in all, by agent, model and team, by hour and day, and where that leads.
     * </pre>
     */
    public void getCostReport(dev.agenthall.observability.v1.GetCostReportRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetCostReportResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetCostReportMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists how each agent is doing, with the evidence, worst first.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listAgentHealth(dev.agenthall.observability.v1.ListAgentHealthRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAgentHealthResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAgentHealthMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Forecasts a value a day, from the whole days of the last 400: the best of seasonal-naive, damped trend and
     * Holt-Winters by the errors that each would have made. Below 21 days of history there are no points, and
     * `days_needed` says how many more it takes.
     * </pre>
     */
    public void getForecast(dev.agenthall.observability.v1.GetForecastRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetForecastResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetForecastMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists what is unusual in the last buckets of each agent's durations, tokens, costs and failures, the newest first.
     * Each bucket is compared with those before it, never with itself. At most 750 buckets, and 100,000 sums of agents,
     * models and teams, are looked through.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listAnomalies(dev.agenthall.observability.v1.ListAnomaliesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAnomaliesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAnomaliesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * What failed, by type and by fingerprint of the message, by hour and against the time before, with the last examples.
     * </pre>
     */
    public void getErrorAnalysis(dev.agenthall.observability.v1.GetErrorAnalysisRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetErrorAnalysisResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetErrorAnalysisMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets what is known of one trace: its executions, the steps that OpenTelemetry spans told, and how long each
     * operation took. Parents, children and whole parts may come later, in any order; the answer is of what is there.
     * Spans come in by `opentelemetry.proto.collector.trace.v1.TraceService/Export` on the same port, which needs the
     * permission observability.executions.record. A span with gen_ai.operation.name `invoke_agent` or `invoke_workflow`
     * (or openinference.span.kind `AGENT`) is an execution, every other span is a step. Both ids are trace_id and span_id
     * as 48 hexadecimal digits. Tokens that only the steps of an execution counted are in `step_usage` here; dashboards
     * and ListExecutions know those alone that the execution counted itself.
     * Errors: NOT_FOUND where nothing is known of the trace.
     * </pre>
     */
    public void getTrace(dev.agenthall.observability.v1.GetTraceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetTraceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetTraceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the prices of models by model and time. A new workspace has none.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listPrices(dev.agenthall.observability.v1.ListPricesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListPricesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListPricesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Adds prices of models, or replaces those of the same model and effective_time, all of them or none. Executions that
     * are recorded from then on are priced by them: at once on this server, within 2 seconds on others that share the
     * database. Recorded costs stay as they are. Prices that are so already change nothing, and the call succeeds,
     * whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where one model and effective_time is named twice, ABORTED
     * (ETAG_MISMATCH), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 10,000 prices a workspace.
     * </pre>
     */
    public void updatePrices(dev.agenthall.observability.v1.UpdatePricesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdatePricesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdatePricesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Records executions as they come, over one stream: each answer says up to which number all is stored durably or
     * refused. Once an answer is here, what it acknowledges survives any crash. Validation, duplicates and refusals are
     * those of RecordExecutions; a bad execution never refuses its neighbours.
     * Send on without waiting for answers, but never more executions than the credits beyond the last one acknowledged: 1,000
     * before the first answer, then what each answer says. When the stream breaks, open another one and send
     * everything after the last acknowledged number again: what was stored already counts once, by its execution_id.
     * When the client has sent all and closes its side, the last answer acknowledges all and the status is OK.
     * A caller above its rate is slowed down, not refused.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) for a sequence with a gap, RESOURCE_EXHAUSTED (CREDITS_EXCEEDED,
     * SLOW_CONSUMER, STORAGE_FULL), UNAVAILABLE (SERVER_DRAINING) after the answer to all that was read.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.StreamExecutionsRequest> streamExecutions(
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.StreamExecutionsResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncBidiStreamingCall(
          getChannel().newCall(getStreamExecutionsMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Records up to 1,000 values of gauges. A bad one is reported in `rejections` and never refuses its neighbours. Of each
     * series only values count that are newer than the last one: so a repeat changes nothing.
     * </pre>
     */
    public void recordGauges(dev.agenthall.observability.v1.RecordGaugesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordGaugesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRecordGaugesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the last value of each series of gauges. A series without a new value for 90 days is forgotten.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listGauges(dev.agenthall.observability.v1.ListGaugesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListGaugesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListGaugesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * The history of a gauge: least, largest and mean value by minute, hour or day, for each of its series. At most 1,500
     * steps and 20,000 points an answer. Minutes are kept for 48 hours, hours for 90 days, days as long as their series.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    public void queryGauges(dev.agenthall.observability.v1.QueryGaugesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.QueryGaugesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getQueryGaugesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says which model, version, variant, team, user, attempt or kind of error sets the failing, or the slow, executions
     * apart from the others, for certain. Looks at the latest 10,000 executions of the window.
     * </pre>
     */
    public void getAttribution(dev.agenthall.observability.v1.GetAttributionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetAttributionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetAttributionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Follows the executions that are recorded from now on, finished ones included, in the order of their commits: each comes
     * once, an interval after its commit at most. A heartbeat comes first where there is nothing to show, and when nothing
     * came for 10 seconds. Every message carries a resume token, good for 24 hours; a stream that starts with one goes on
     * after that message, and nothing is lost or repeated. What waits for a reader stays in the store, for 24 hours: one that
     * is further behind gets a gap with the number of executions that it has missed, and goes on with the oldest that is kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED),
     * RESOURCE_EXHAUSTED (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    public void watchExecutions(dev.agenthall.observability.v1.WatchExecutionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchExecutionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchExecutionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a channel that tells of alerts from now on. The same channel again succeeds and changes nothing.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, ALREADY_EXISTS
     * (RECORD_ID_REUSED) where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where the
     * workspace has 50 channels, FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a secret and the server has no key to
     * seal it with.
     * </pre>
     */
    public void createNotificationChannel(dev.agenthall.observability.v1.CreateNotificationChannelRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.CreateNotificationChannelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateNotificationChannelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists channels by id, with how they are doing; without their secrets.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listNotificationChannels(dev.agenthall.observability.v1.ListNotificationChannelsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListNotificationChannelsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListNotificationChannelsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes a channel. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, NOT_FOUND
     * (RESOURCE_NOT_FOUND), ABORTED (ETAG_MISMATCH), FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a new secret and the
     * server has no key to seal it with.
     * </pre>
     */
    public void updateNotificationChannel(dev.agenthall.observability.v1.UpdateNotificationChannelRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdateNotificationChannelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateNotificationChannelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Deletes a channel, its secrets and what waits to be sent. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public void deleteNotificationChannel(dev.agenthall.observability.v1.DeleteNotificationChannelRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteNotificationChannelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteNotificationChannelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Sends one message that says it is a test, also through a channel that is switched off, and says what became of it,
     * within some 10 seconds. A message that the receiver does not take is an answer, no error.
     * Errors: INVALID_ARGUMENT (REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public void testNotificationChannel(dev.agenthall.observability.v1.TestNotificationChannelRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.TestNotificationChannelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getTestNotificationChannelMethod(), getCallOptions()), request, responseObserver);
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
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body, INVALID_ARGUMENT
     * (EXECUTION_TOO_OLD) where the server takes none that began so long ago.
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
     * Lists where time and money go: agents by mean duration, share of all time, share of critical paths, tail, what failed
     * executions took, or change against the window before, for which the request must name a window.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListBottlenecksResponse listBottlenecks(dev.agenthall.observability.v1.ListBottlenecksRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListBottlenecksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what should be looked at beyond doubt: with at least 10 measured executions and the near bound of the 95 %
     * interval beyond the threshold. Of 1,000 judgements of a rate that lies at its threshold 25 are wrong at most, of a mean
     * about as many.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListRecommendationsResponse listRecommendations(dev.agenthall.observability.v1.ListRecommendationsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListRecommendationsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says that an execution has begun, so that it is seen while it runs. It holds a lease: one that is not prolonged by
     * HeartbeatExecution and not ended by FinishExecution shows as abandoned. The same start again changes nothing.
     * Without an execution_id the call is at-least-once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id was started otherwise, or has finished.
     * </pre>
     */
    public dev.agenthall.observability.v1.StartExecutionResponse startExecution(dev.agenthall.observability.v1.StartExecutionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getStartExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Prolongs the lease of a started execution, also of an abandoned one, which runs again then.
     * Errors: NOT_FOUND where nothing of this id was started, or it has finished.
     * </pre>
     */
    public dev.agenthall.observability.v1.HeartbeatExecutionResponse heartbeatExecution(dev.agenthall.observability.v1.HeartbeatExecutionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getHeartbeatExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records a started execution as finished: what was said at its start, and over it what is said now. Neither end_time
     * nor duration_ms given: it ended now. One that was never started is recorded as by RecordExecution. The same finish
     * again counts once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has finished otherwise, INVALID_ARGUMENT (EXECUTION_TOO_OLD).
     * </pre>
     */
    public dev.agenthall.observability.v1.FinishExecutionResponse finishExecution(dev.agenthall.observability.v1.FinishExecutionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getFinishExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists executions that were started and not finished.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListRunningExecutionsResponse listRunningExecutions(dev.agenthall.observability.v1.ListRunningExecutionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListRunningExecutionsMethod(), getCallOptions(), request);
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

    /**
     * <pre>
     * Makes an alert rule. The same rule again succeeds. Its alerts are evaluated within a second.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, ALREADY_EXISTS (RECORD_ID_REUSED)
     * where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 500 rules a workspace.
     * </pre>
     */
    public dev.agenthall.observability.v1.CreateAlertRuleResponse createAlertRule(dev.agenthall.observability.v1.CreateAlertRuleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets an alert rule, own or shipped.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.GetAlertRuleResponse getAlertRule(dev.agenthall.observability.v1.GetAlertRuleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists alert rules by id: own ones, and the ten shipped ones unless they were deleted.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListAlertRulesResponse listAlertRules(dev.agenthall.observability.v1.ListAlertRulesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAlertRulesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes an alert rule, own or shipped. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND),
     * ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.agenthall.observability.v1.UpdateAlertRuleResponse updateAlertRule(dev.agenthall.observability.v1.UpdateAlertRuleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes an alert rule, own or shipped. Its alerts end within a second. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.DeleteAlertRuleResponse deleteAlertRule(dev.agenthall.observability.v1.DeleteAlertRuleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says what a rule would find now, by group, whether it is stored or not. Changes nothing and tells nobody.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.TestAlertRuleResponse testAlertRule(dev.agenthall.observability.v1.TestAlertRuleRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getTestAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists alerts, last changed first: pending and firing ones, and those that were, as far as they are kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListAlertsResponse listAlerts(dev.agenthall.observability.v1.ListAlertsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAlertsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says that the caller looks after a pending or firing alert: it is not told again until it gets worse or is resolved.
     * The first who does counts; acknowledging again changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) for an alert that is over.
     * </pre>
     */
    public dev.agenthall.observability.v1.AcknowledgeAlertResponse acknowledgeAlert(dev.agenthall.observability.v1.AcknowledgeAlertRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAcknowledgeAlertMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Keeps alerts from telling anybody for a while, those that come meanwhile included. They change as ever.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    public dev.agenthall.observability.v1.SilenceAlertsResponse silenceAlerts(dev.agenthall.observability.v1.SilenceAlertsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSilenceAlertsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists silences, newest first, those that are over included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListSilencesResponse listSilences(dev.agenthall.observability.v1.ListSilencesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListSilencesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends a silence now. One that is over stays as it is, and the call succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.DeleteSilenceResponse deleteSilence(dev.agenthall.observability.v1.DeleteSilenceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteSilenceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says how long incidents took that are over: from the begin of the condition to the alert (MTTD), from there until
     * somebody acknowledged it (MTTA) and until it was resolved (MTTR). An incident is an alert from firing to resolved.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetIncidentReportResponse getIncidentReport(dev.agenthall.observability.v1.GetIncidentReportRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetIncidentReportMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Follows the alerts: a snapshot of those pending and firing, then each that changed, whole, and a heartbeat when nothing
     * changed for 10 seconds. Every message carries a resume token; a stream that starts with one sends what changed since
     * then and no snapshot.
     * Errors: INVALID_ARGUMENT (INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED), RESOURCE_EXHAUSTED
     * (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, dev.agenthall.observability.v1.WatchAlertsResponse>
        watchAlerts(dev.agenthall.observability.v1.WatchAlertsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchAlertsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Series of named metrics by step and group, out of the aggregates. At most 1,500 steps and 20,000 points an answer.
     * Minutes are kept for 48 hours, hours for 90 days, days for good.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    public dev.agenthall.observability.v1.QueryMetricsResponse queryMetrics(dev.agenthall.observability.v1.QueryMetricsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getQueryMetricsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * What executions cost: this hour, today, in all, by agent, model and team, by hour and day, and where that leads.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetCostReportResponse getCostReport(dev.agenthall.observability.v1.GetCostReportRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetCostReportMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists how each agent is doing, with the evidence, worst first.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListAgentHealthResponse listAgentHealth(dev.agenthall.observability.v1.ListAgentHealthRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAgentHealthMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Forecasts a value a day, from the whole days of the last 400: the best of seasonal-naive, damped trend and
     * Holt-Winters by the errors that each would have made. Below 21 days of history there are no points, and
     * `days_needed` says how many more it takes.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetForecastResponse getForecast(dev.agenthall.observability.v1.GetForecastRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetForecastMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what is unusual in the last buckets of each agent's durations, tokens, costs and failures, the newest first.
     * Each bucket is compared with those before it, never with itself. At most 750 buckets, and 100,000 sums of agents,
     * models and teams, are looked through.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListAnomaliesResponse listAnomalies(dev.agenthall.observability.v1.ListAnomaliesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAnomaliesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * What failed, by type and by fingerprint of the message, by hour and against the time before, with the last examples.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetErrorAnalysisResponse getErrorAnalysis(dev.agenthall.observability.v1.GetErrorAnalysisRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetErrorAnalysisMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets what is known of one trace: its executions, the steps that OpenTelemetry spans told, and how long each
     * operation took. Parents, children and whole parts may come later, in any order; the answer is of what is there.
     * Spans come in by `opentelemetry.proto.collector.trace.v1.TraceService/Export` on the same port, which needs the
     * permission observability.executions.record. A span with gen_ai.operation.name `invoke_agent` or `invoke_workflow`
     * (or openinference.span.kind `AGENT`) is an execution, every other span is a step. Both ids are trace_id and span_id
     * as 48 hexadecimal digits. Tokens that only the steps of an execution counted are in `step_usage` here; dashboards
     * and ListExecutions know those alone that the execution counted itself.
     * Errors: NOT_FOUND where nothing is known of the trace.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetTraceResponse getTrace(dev.agenthall.observability.v1.GetTraceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetTraceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the prices of models by model and time. A new workspace has none.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListPricesResponse listPrices(dev.agenthall.observability.v1.ListPricesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListPricesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds prices of models, or replaces those of the same model and effective_time, all of them or none. Executions that
     * are recorded from then on are priced by them: at once on this server, within 2 seconds on others that share the
     * database. Recorded costs stay as they are. Prices that are so already change nothing, and the call succeeds,
     * whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where one model and effective_time is named twice, ABORTED
     * (ETAG_MISMATCH), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 10,000 prices a workspace.
     * </pre>
     */
    public dev.agenthall.observability.v1.UpdatePricesResponse updatePrices(dev.agenthall.observability.v1.UpdatePricesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdatePricesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records executions as they come, over one stream: each answer says up to which number all is stored durably or
     * refused. Once an answer is here, what it acknowledges survives any crash. Validation, duplicates and refusals are
     * those of RecordExecutions; a bad execution never refuses its neighbours.
     * Send on without waiting for answers, but never more executions than the credits beyond the last one acknowledged: 1,000
     * before the first answer, then what each answer says. When the stream breaks, open another one and send
     * everything after the last acknowledged number again: what was stored already counts once, by its execution_id.
     * When the client has sent all and closes its side, the last answer acknowledges all and the status is OK.
     * A caller above its rate is slowed down, not refused.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) for a sequence with a gap, RESOURCE_EXHAUSTED (CREDITS_EXCEEDED,
     * SLOW_CONSUMER, STORAGE_FULL), UNAVAILABLE (SERVER_DRAINING) after the answer to all that was read.
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<dev.agenthall.observability.v1.StreamExecutionsRequest, dev.agenthall.observability.v1.StreamExecutionsResponse>
        streamExecutions() {
      return io.grpc.stub.ClientCalls.blockingBidiStreamingCall(
          getChannel(), getStreamExecutionsMethod(), getCallOptions());
    }

    /**
     * <pre>
     * Records up to 1,000 values of gauges. A bad one is reported in `rejections` and never refuses its neighbours. Of each
     * series only values count that are newer than the last one: so a repeat changes nothing.
     * </pre>
     */
    public dev.agenthall.observability.v1.RecordGaugesResponse recordGauges(dev.agenthall.observability.v1.RecordGaugesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRecordGaugesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the last value of each series of gauges. A series without a new value for 90 days is forgotten.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListGaugesResponse listGauges(dev.agenthall.observability.v1.ListGaugesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListGaugesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The history of a gauge: least, largest and mean value by minute, hour or day, for each of its series. At most 1,500
     * steps and 20,000 points an answer. Minutes are kept for 48 hours, hours for 90 days, days as long as their series.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    public dev.agenthall.observability.v1.QueryGaugesResponse queryGauges(dev.agenthall.observability.v1.QueryGaugesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getQueryGaugesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says which model, version, variant, team, user, attempt or kind of error sets the failing, or the slow, executions
     * apart from the others, for certain. Looks at the latest 10,000 executions of the window.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetAttributionResponse getAttribution(dev.agenthall.observability.v1.GetAttributionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetAttributionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Follows the executions that are recorded from now on, finished ones included, in the order of their commits: each comes
     * once, an interval after its commit at most. A heartbeat comes first where there is nothing to show, and when nothing
     * came for 10 seconds. Every message carries a resume token, good for 24 hours; a stream that starts with one goes on
     * after that message, and nothing is lost or repeated. What waits for a reader stays in the store, for 24 hours: one that
     * is further behind gets a gap with the number of executions that it has missed, and goes on with the oldest that is kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED),
     * RESOURCE_EXHAUSTED (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    @io.grpc.ExperimentalApi("https://github.com/grpc/grpc-java/issues/10918")
    public io.grpc.stub.BlockingClientCall<?, dev.agenthall.observability.v1.WatchExecutionsResponse>
        watchExecutions(dev.agenthall.observability.v1.WatchExecutionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingV2ServerStreamingCall(
          getChannel(), getWatchExecutionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a channel that tells of alerts from now on. The same channel again succeeds and changes nothing.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, ALREADY_EXISTS
     * (RECORD_ID_REUSED) where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where the
     * workspace has 50 channels, FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a secret and the server has no key to
     * seal it with.
     * </pre>
     */
    public dev.agenthall.observability.v1.CreateNotificationChannelResponse createNotificationChannel(dev.agenthall.observability.v1.CreateNotificationChannelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateNotificationChannelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists channels by id, with how they are doing; without their secrets.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListNotificationChannelsResponse listNotificationChannels(dev.agenthall.observability.v1.ListNotificationChannelsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListNotificationChannelsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a channel. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, NOT_FOUND
     * (RESOURCE_NOT_FOUND), ABORTED (ETAG_MISMATCH), FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a new secret and the
     * server has no key to seal it with.
     * </pre>
     */
    public dev.agenthall.observability.v1.UpdateNotificationChannelResponse updateNotificationChannel(dev.agenthall.observability.v1.UpdateNotificationChannelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateNotificationChannelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes a channel, its secrets and what waits to be sent. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.DeleteNotificationChannelResponse deleteNotificationChannel(dev.agenthall.observability.v1.DeleteNotificationChannelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getDeleteNotificationChannelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sends one message that says it is a test, also through a channel that is switched off, and says what became of it,
     * within some 10 seconds. A message that the receiver does not take is an answer, no error.
     * Errors: INVALID_ARGUMENT (REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.TestNotificationChannelResponse testNotificationChannel(dev.agenthall.observability.v1.TestNotificationChannelRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getTestNotificationChannelMethod(), getCallOptions(), request);
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
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body, INVALID_ARGUMENT
     * (EXECUTION_TOO_OLD) where the server takes none that began so long ago.
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
     * Lists where time and money go: agents by mean duration, share of all time, share of critical paths, tail, what failed
     * executions took, or change against the window before, for which the request must name a window.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListBottlenecksResponse listBottlenecks(dev.agenthall.observability.v1.ListBottlenecksRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListBottlenecksMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what should be looked at beyond doubt: with at least 10 measured executions and the near bound of the 95 %
     * interval beyond the threshold. Of 1,000 judgements of a rate that lies at its threshold 25 are wrong at most, of a mean
     * about as many.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListRecommendationsResponse listRecommendations(dev.agenthall.observability.v1.ListRecommendationsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListRecommendationsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says that an execution has begun, so that it is seen while it runs. It holds a lease: one that is not prolonged by
     * HeartbeatExecution and not ended by FinishExecution shows as abandoned. The same start again changes nothing.
     * Without an execution_id the call is at-least-once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id was started otherwise, or has finished.
     * </pre>
     */
    public dev.agenthall.observability.v1.StartExecutionResponse startExecution(dev.agenthall.observability.v1.StartExecutionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getStartExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Prolongs the lease of a started execution, also of an abandoned one, which runs again then.
     * Errors: NOT_FOUND where nothing of this id was started, or it has finished.
     * </pre>
     */
    public dev.agenthall.observability.v1.HeartbeatExecutionResponse heartbeatExecution(dev.agenthall.observability.v1.HeartbeatExecutionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getHeartbeatExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records a started execution as finished: what was said at its start, and over it what is said now. Neither end_time
     * nor duration_ms given: it ended now. One that was never started is recorded as by RecordExecution. The same finish
     * again counts once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has finished otherwise, INVALID_ARGUMENT (EXECUTION_TOO_OLD).
     * </pre>
     */
    public dev.agenthall.observability.v1.FinishExecutionResponse finishExecution(dev.agenthall.observability.v1.FinishExecutionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getFinishExecutionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists executions that were started and not finished.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListRunningExecutionsResponse listRunningExecutions(dev.agenthall.observability.v1.ListRunningExecutionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListRunningExecutionsMethod(), getCallOptions(), request);
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

    /**
     * <pre>
     * Makes an alert rule. The same rule again succeeds. Its alerts are evaluated within a second.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, ALREADY_EXISTS (RECORD_ID_REUSED)
     * where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 500 rules a workspace.
     * </pre>
     */
    public dev.agenthall.observability.v1.CreateAlertRuleResponse createAlertRule(dev.agenthall.observability.v1.CreateAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets an alert rule, own or shipped.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.GetAlertRuleResponse getAlertRule(dev.agenthall.observability.v1.GetAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists alert rules by id: own ones, and the ten shipped ones unless they were deleted.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListAlertRulesResponse listAlertRules(dev.agenthall.observability.v1.ListAlertRulesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAlertRulesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes an alert rule, own or shipped. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND),
     * ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.agenthall.observability.v1.UpdateAlertRuleResponse updateAlertRule(dev.agenthall.observability.v1.UpdateAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes an alert rule, own or shipped. Its alerts end within a second. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.DeleteAlertRuleResponse deleteAlertRule(dev.agenthall.observability.v1.DeleteAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says what a rule would find now, by group, whether it is stored or not. Changes nothing and tells nobody.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.TestAlertRuleResponse testAlertRule(dev.agenthall.observability.v1.TestAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getTestAlertRuleMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists alerts, last changed first: pending and firing ones, and those that were, as far as they are kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListAlertsResponse listAlerts(dev.agenthall.observability.v1.ListAlertsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAlertsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says that the caller looks after a pending or firing alert: it is not told again until it gets worse or is resolved.
     * The first who does counts; acknowledging again changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) for an alert that is over.
     * </pre>
     */
    public dev.agenthall.observability.v1.AcknowledgeAlertResponse acknowledgeAlert(dev.agenthall.observability.v1.AcknowledgeAlertRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAcknowledgeAlertMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Keeps alerts from telling anybody for a while, those that come meanwhile included. They change as ever.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    public dev.agenthall.observability.v1.SilenceAlertsResponse silenceAlerts(dev.agenthall.observability.v1.SilenceAlertsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSilenceAlertsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists silences, newest first, those that are over included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListSilencesResponse listSilences(dev.agenthall.observability.v1.ListSilencesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListSilencesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Ends a silence now. One that is over stays as it is, and the call succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.DeleteSilenceResponse deleteSilence(dev.agenthall.observability.v1.DeleteSilenceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteSilenceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says how long incidents took that are over: from the begin of the condition to the alert (MTTD), from there until
     * somebody acknowledged it (MTTA) and until it was resolved (MTTR). An incident is an alert from firing to resolved.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetIncidentReportResponse getIncidentReport(dev.agenthall.observability.v1.GetIncidentReportRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetIncidentReportMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Follows the alerts: a snapshot of those pending and firing, then each that changed, whole, and a heartbeat when nothing
     * changed for 10 seconds. Every message carries a resume token; a stream that starts with one sends what changed since
     * then and no snapshot.
     * Errors: INVALID_ARGUMENT (INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED), RESOURCE_EXHAUSTED
     * (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    public java.util.Iterator<dev.agenthall.observability.v1.WatchAlertsResponse> watchAlerts(
        dev.agenthall.observability.v1.WatchAlertsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchAlertsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Series of named metrics by step and group, out of the aggregates. At most 1,500 steps and 20,000 points an answer.
     * Minutes are kept for 48 hours, hours for 90 days, days for good.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    public dev.agenthall.observability.v1.QueryMetricsResponse queryMetrics(dev.agenthall.observability.v1.QueryMetricsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getQueryMetricsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * What executions cost: this hour, today, in all, by agent, model and team, by hour and day, and where that leads.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetCostReportResponse getCostReport(dev.agenthall.observability.v1.GetCostReportRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetCostReportMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists how each agent is doing, with the evidence, worst first.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListAgentHealthResponse listAgentHealth(dev.agenthall.observability.v1.ListAgentHealthRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAgentHealthMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Forecasts a value a day, from the whole days of the last 400: the best of seasonal-naive, damped trend and
     * Holt-Winters by the errors that each would have made. Below 21 days of history there are no points, and
     * `days_needed` says how many more it takes.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetForecastResponse getForecast(dev.agenthall.observability.v1.GetForecastRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetForecastMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what is unusual in the last buckets of each agent's durations, tokens, costs and failures, the newest first.
     * Each bucket is compared with those before it, never with itself. At most 750 buckets, and 100,000 sums of agents,
     * models and teams, are looked through.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListAnomaliesResponse listAnomalies(dev.agenthall.observability.v1.ListAnomaliesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAnomaliesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * What failed, by type and by fingerprint of the message, by hour and against the time before, with the last examples.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetErrorAnalysisResponse getErrorAnalysis(dev.agenthall.observability.v1.GetErrorAnalysisRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetErrorAnalysisMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets what is known of one trace: its executions, the steps that OpenTelemetry spans told, and how long each
     * operation took. Parents, children and whole parts may come later, in any order; the answer is of what is there.
     * Spans come in by `opentelemetry.proto.collector.trace.v1.TraceService/Export` on the same port, which needs the
     * permission observability.executions.record. A span with gen_ai.operation.name `invoke_agent` or `invoke_workflow`
     * (or openinference.span.kind `AGENT`) is an execution, every other span is a step. Both ids are trace_id and span_id
     * as 48 hexadecimal digits. Tokens that only the steps of an execution counted are in `step_usage` here; dashboards
     * and ListExecutions know those alone that the execution counted itself.
     * Errors: NOT_FOUND where nothing is known of the trace.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetTraceResponse getTrace(dev.agenthall.observability.v1.GetTraceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetTraceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the prices of models by model and time. A new workspace has none.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListPricesResponse listPrices(dev.agenthall.observability.v1.ListPricesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListPricesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Adds prices of models, or replaces those of the same model and effective_time, all of them or none. Executions that
     * are recorded from then on are priced by them: at once on this server, within 2 seconds on others that share the
     * database. Recorded costs stay as they are. Prices that are so already change nothing, and the call succeeds,
     * whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where one model and effective_time is named twice, ABORTED
     * (ETAG_MISMATCH), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 10,000 prices a workspace.
     * </pre>
     */
    public dev.agenthall.observability.v1.UpdatePricesResponse updatePrices(dev.agenthall.observability.v1.UpdatePricesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdatePricesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records up to 1,000 values of gauges. A bad one is reported in `rejections` and never refuses its neighbours. Of each
     * series only values count that are newer than the last one: so a repeat changes nothing.
     * </pre>
     */
    public dev.agenthall.observability.v1.RecordGaugesResponse recordGauges(dev.agenthall.observability.v1.RecordGaugesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRecordGaugesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the last value of each series of gauges. A series without a new value for 90 days is forgotten.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListGaugesResponse listGauges(dev.agenthall.observability.v1.ListGaugesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListGaugesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * The history of a gauge: least, largest and mean value by minute, hour or day, for each of its series. At most 1,500
     * steps and 20,000 points an answer. Minutes are kept for 48 hours, hours for 90 days, days as long as their series.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    public dev.agenthall.observability.v1.QueryGaugesResponse queryGauges(dev.agenthall.observability.v1.QueryGaugesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getQueryGaugesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says which model, version, variant, team, user, attempt or kind of error sets the failing, or the slow, executions
     * apart from the others, for certain. Looks at the latest 10,000 executions of the window.
     * </pre>
     */
    public dev.agenthall.observability.v1.GetAttributionResponse getAttribution(dev.agenthall.observability.v1.GetAttributionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetAttributionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Follows the executions that are recorded from now on, finished ones included, in the order of their commits: each comes
     * once, an interval after its commit at most. A heartbeat comes first where there is nothing to show, and when nothing
     * came for 10 seconds. Every message carries a resume token, good for 24 hours; a stream that starts with one goes on
     * after that message, and nothing is lost or repeated. What waits for a reader stays in the store, for 24 hours: one that
     * is further behind gets a gap with the number of executions that it has missed, and goes on with the oldest that is kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_RESUME_TOKEN), OUT_OF_RANGE (RESUME_TOKEN_EXPIRED),
     * RESOURCE_EXHAUSTED (SLOW_CONSUMER), UNAVAILABLE (SERVER_DRAINING).
     * </pre>
     */
    public java.util.Iterator<dev.agenthall.observability.v1.WatchExecutionsResponse> watchExecutions(
        dev.agenthall.observability.v1.WatchExecutionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchExecutionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a channel that tells of alerts from now on. The same channel again succeeds and changes nothing.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, ALREADY_EXISTS
     * (RECORD_ID_REUSED) where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where the
     * workspace has 50 channels, FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a secret and the server has no key to
     * seal it with.
     * </pre>
     */
    public dev.agenthall.observability.v1.CreateNotificationChannelResponse createNotificationChannel(dev.agenthall.observability.v1.CreateNotificationChannelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateNotificationChannelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists channels by id, with how they are doing; without their secrets.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.observability.v1.ListNotificationChannelsResponse listNotificationChannels(dev.agenthall.observability.v1.ListNotificationChannelsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListNotificationChannelsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a channel. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, NOT_FOUND
     * (RESOURCE_NOT_FOUND), ABORTED (ETAG_MISMATCH), FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a new secret and the
     * server has no key to seal it with.
     * </pre>
     */
    public dev.agenthall.observability.v1.UpdateNotificationChannelResponse updateNotificationChannel(dev.agenthall.observability.v1.UpdateNotificationChannelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateNotificationChannelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Deletes a channel, its secrets and what waits to be sent. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.DeleteNotificationChannelResponse deleteNotificationChannel(dev.agenthall.observability.v1.DeleteNotificationChannelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteNotificationChannelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Sends one message that says it is a test, also through a channel that is switched off, and says what became of it,
     * within some 10 seconds. A message that the receiver does not take is an answer, no error.
     * Errors: INVALID_ARGUMENT (REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.observability.v1.TestNotificationChannelResponse testNotificationChannel(dev.agenthall.observability.v1.TestNotificationChannelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getTestNotificationChannelMethod(), getCallOptions(), request);
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
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id is stored with another body, INVALID_ARGUMENT
     * (EXECUTION_TOO_OLD) where the server takes none that began so long ago.
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
     * Lists where time and money go: agents by mean duration, share of all time, share of critical paths, tail, what failed
     * executions took, or change against the window before, for which the request must name a window.
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
     * Lists what should be looked at beyond doubt: with at least 10 measured executions and the near bound of the 95 %
     * interval beyond the threshold. Of 1,000 judgements of a rate that lies at its threshold 25 are wrong at most, of a mean
     * about as many.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListRecommendationsResponse> listRecommendations(
        dev.agenthall.observability.v1.ListRecommendationsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListRecommendationsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says that an execution has begun, so that it is seen while it runs. It holds a lease: one that is not prolonged by
     * HeartbeatExecution and not ended by FinishExecution shows as abandoned. The same start again changes nothing.
     * Without an execution_id the call is at-least-once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id was started otherwise, or has finished.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.StartExecutionResponse> startExecution(
        dev.agenthall.observability.v1.StartExecutionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getStartExecutionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Prolongs the lease of a started execution, also of an abandoned one, which runs again then.
     * Errors: NOT_FOUND where nothing of this id was started, or it has finished.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.HeartbeatExecutionResponse> heartbeatExecution(
        dev.agenthall.observability.v1.HeartbeatExecutionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getHeartbeatExecutionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Records a started execution as finished: what was said at its start, and over it what is said now. Neither end_time
     * nor duration_ms given: it ended now. One that was never started is recorded as by RecordExecution. The same finish
     * again counts once.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has finished otherwise, INVALID_ARGUMENT (EXECUTION_TOO_OLD).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.FinishExecutionResponse> finishExecution(
        dev.agenthall.observability.v1.FinishExecutionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getFinishExecutionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists executions that were started and not finished.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListRunningExecutionsResponse> listRunningExecutions(
        dev.agenthall.observability.v1.ListRunningExecutionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListRunningExecutionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes an alert rule. The same rule again succeeds. Its alerts are evaluated within a second.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, ALREADY_EXISTS (RECORD_ID_REUSED)
     * where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 500 rules a workspace.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.CreateAlertRuleResponse> createAlertRule(
        dev.agenthall.observability.v1.CreateAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateAlertRuleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets an alert rule, own or shipped.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetAlertRuleResponse> getAlertRule(
        dev.agenthall.observability.v1.GetAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetAlertRuleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists alert rules by id: own ones, and the ten shipped ones unless they were deleted.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListAlertRulesResponse> listAlertRules(
        dev.agenthall.observability.v1.ListAlertRulesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAlertRulesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes an alert rule, own or shipped. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND),
     * ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.UpdateAlertRuleResponse> updateAlertRule(
        dev.agenthall.observability.v1.UpdateAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateAlertRuleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Deletes an alert rule, own or shipped. Its alerts end within a second. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.DeleteAlertRuleResponse> deleteAlertRule(
        dev.agenthall.observability.v1.DeleteAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteAlertRuleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says what a rule would find now, by group, whether it is stored or not. Changes nothing and tells nobody.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where fields do not go together, NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.TestAlertRuleResponse> testAlertRule(
        dev.agenthall.observability.v1.TestAlertRuleRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getTestAlertRuleMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists alerts, last changed first: pending and firing ones, and those that were, as far as they are kept.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListAlertsResponse> listAlerts(
        dev.agenthall.observability.v1.ListAlertsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAlertsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says that the caller looks after a pending or firing alert: it is not told again until it gets worse or is resolved.
     * The first who does counts; acknowledging again changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) for an alert that is over.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.AcknowledgeAlertResponse> acknowledgeAlert(
        dev.agenthall.observability.v1.AcknowledgeAlertRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAcknowledgeAlertMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Keeps alerts from telling anybody for a while, those that come meanwhile included. They change as ever.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.SilenceAlertsResponse> silenceAlerts(
        dev.agenthall.observability.v1.SilenceAlertsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSilenceAlertsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists silences, newest first, those that are over included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListSilencesResponse> listSilences(
        dev.agenthall.observability.v1.ListSilencesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListSilencesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Ends a silence now. One that is over stays as it is, and the call succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.DeleteSilenceResponse> deleteSilence(
        dev.agenthall.observability.v1.DeleteSilenceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteSilenceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says how long incidents took that are over: from the begin of the condition to the alert (MTTD), from there until
     * somebody acknowledged it (MTTA) and until it was resolved (MTTR). An incident is an alert from firing to resolved.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetIncidentReportResponse> getIncidentReport(
        dev.agenthall.observability.v1.GetIncidentReportRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetIncidentReportMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Series of named metrics by step and group, out of the aggregates. At most 1,500 steps and 20,000 points an answer.
     * Minutes are kept for 48 hours, hours for 90 days, days for good.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.QueryMetricsResponse> queryMetrics(
        dev.agenthall.observability.v1.QueryMetricsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getQueryMetricsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * What executions cost: this hour, today, in all, by agent, model and team, by hour and day, and where that leads.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetCostReportResponse> getCostReport(
        dev.agenthall.observability.v1.GetCostReportRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetCostReportMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists how each agent is doing, with the evidence, worst first.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListAgentHealthResponse> listAgentHealth(
        dev.agenthall.observability.v1.ListAgentHealthRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAgentHealthMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Forecasts a value a day, from the whole days of the last 400: the best of seasonal-naive, damped trend and
     * Holt-Winters by the errors that each would have made. Below 21 days of history there are no points, and
     * `days_needed` says how many more it takes.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetForecastResponse> getForecast(
        dev.agenthall.observability.v1.GetForecastRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetForecastMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists what is unusual in the last buckets of each agent's durations, tokens, costs and failures, the newest first.
     * Each bucket is compared with those before it, never with itself. At most 750 buckets, and 100,000 sums of agents,
     * models and teams, are looked through.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListAnomaliesResponse> listAnomalies(
        dev.agenthall.observability.v1.ListAnomaliesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAnomaliesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * What failed, by type and by fingerprint of the message, by hour and against the time before, with the last examples.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetErrorAnalysisResponse> getErrorAnalysis(
        dev.agenthall.observability.v1.GetErrorAnalysisRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetErrorAnalysisMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets what is known of one trace: its executions, the steps that OpenTelemetry spans told, and how long each
     * operation took. Parents, children and whole parts may come later, in any order; the answer is of what is there.
     * Spans come in by `opentelemetry.proto.collector.trace.v1.TraceService/Export` on the same port, which needs the
     * permission observability.executions.record. A span with gen_ai.operation.name `invoke_agent` or `invoke_workflow`
     * (or openinference.span.kind `AGENT`) is an execution, every other span is a step. Both ids are trace_id and span_id
     * as 48 hexadecimal digits. Tokens that only the steps of an execution counted are in `step_usage` here; dashboards
     * and ListExecutions know those alone that the execution counted itself.
     * Errors: NOT_FOUND where nothing is known of the trace.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetTraceResponse> getTrace(
        dev.agenthall.observability.v1.GetTraceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetTraceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the prices of models by model and time. A new workspace has none.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListPricesResponse> listPrices(
        dev.agenthall.observability.v1.ListPricesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListPricesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Adds prices of models, or replaces those of the same model and effective_time, all of them or none. Executions that
     * are recorded from then on are priced by them: at once on this server, within 2 seconds on others that share the
     * database. Recorded costs stay as they are. Prices that are so already change nothing, and the call succeeds,
     * whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where one model and effective_time is named twice, ABORTED
     * (ETAG_MISMATCH), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) above 10,000 prices a workspace.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.UpdatePricesResponse> updatePrices(
        dev.agenthall.observability.v1.UpdatePricesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdatePricesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Records up to 1,000 values of gauges. A bad one is reported in `rejections` and never refuses its neighbours. Of each
     * series only values count that are newer than the last one: so a repeat changes nothing.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.RecordGaugesResponse> recordGauges(
        dev.agenthall.observability.v1.RecordGaugesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRecordGaugesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the last value of each series of gauges. A series without a new value for 90 days is forgotten.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListGaugesResponse> listGauges(
        dev.agenthall.observability.v1.ListGaugesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListGaugesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * The history of a gauge: least, largest and mean value by minute, hour or day, for each of its series. At most 1,500
     * steps and 20,000 points an answer. Minutes are kept for 48 hours, hours for 90 days, days as long as their series.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) where the range holds more; it says what to narrow.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.QueryGaugesResponse> queryGauges(
        dev.agenthall.observability.v1.QueryGaugesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getQueryGaugesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says which model, version, variant, team, user, attempt or kind of error sets the failing, or the slow, executions
     * apart from the others, for certain. Looks at the latest 10,000 executions of the window.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.GetAttributionResponse> getAttribution(
        dev.agenthall.observability.v1.GetAttributionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetAttributionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a channel that tells of alerts from now on. The same channel again succeeds and changes nothing.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, ALREADY_EXISTS
     * (RECORD_ID_REUSED) where the id is taken by other values, FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where the
     * workspace has 50 channels, FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a secret and the server has no key to
     * seal it with.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.CreateNotificationChannelResponse> createNotificationChannel(
        dev.agenthall.observability.v1.CreateNotificationChannelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateNotificationChannelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists channels by id, with how they are doing; without their secrets.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.ListNotificationChannelsResponse> listNotificationChannels(
        dev.agenthall.observability.v1.ListNotificationChannelsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListNotificationChannelsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes a channel. Nothing to change succeeds, whatever the etag.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED) also where the server may not call the target, NOT_FOUND
     * (RESOURCE_NOT_FOUND), ABORTED (ETAG_MISMATCH), FAILED_PRECONDITION (SECRET_KEY_MISSING) where it has a new secret and the
     * server has no key to seal it with.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.UpdateNotificationChannelResponse> updateNotificationChannel(
        dev.agenthall.observability.v1.UpdateNotificationChannelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateNotificationChannelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Deletes a channel, its secrets and what waits to be sent. Deleting it again within a day succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.DeleteNotificationChannelResponse> deleteNotificationChannel(
        dev.agenthall.observability.v1.DeleteNotificationChannelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteNotificationChannelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Sends one message that says it is a test, also through a channel that is switched off, and says what became of it,
     * within some 10 seconds. A message that the receiver does not take is an answer, no error.
     * Errors: INVALID_ARGUMENT (REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.observability.v1.TestNotificationChannelResponse> testNotificationChannel(
        dev.agenthall.observability.v1.TestNotificationChannelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getTestNotificationChannelMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_RECORD_EXECUTION = 0;
  private static final int METHODID_RECORD_EXECUTIONS = 1;
  private static final int METHODID_LIST_EXECUTIONS = 2;
  private static final int METHODID_GET_EXECUTION = 3;
  private static final int METHODID_GET_DASHBOARD = 4;
  private static final int METHODID_LIST_BOTTLENECKS = 5;
  private static final int METHODID_LIST_RECOMMENDATIONS = 6;
  private static final int METHODID_START_EXECUTION = 7;
  private static final int METHODID_HEARTBEAT_EXECUTION = 8;
  private static final int METHODID_FINISH_EXECUTION = 9;
  private static final int METHODID_LIST_RUNNING_EXECUTIONS = 10;
  private static final int METHODID_WATCH_METRICS = 11;
  private static final int METHODID_CREATE_ALERT_RULE = 12;
  private static final int METHODID_GET_ALERT_RULE = 13;
  private static final int METHODID_LIST_ALERT_RULES = 14;
  private static final int METHODID_UPDATE_ALERT_RULE = 15;
  private static final int METHODID_DELETE_ALERT_RULE = 16;
  private static final int METHODID_TEST_ALERT_RULE = 17;
  private static final int METHODID_LIST_ALERTS = 18;
  private static final int METHODID_ACKNOWLEDGE_ALERT = 19;
  private static final int METHODID_SILENCE_ALERTS = 20;
  private static final int METHODID_LIST_SILENCES = 21;
  private static final int METHODID_DELETE_SILENCE = 22;
  private static final int METHODID_GET_INCIDENT_REPORT = 23;
  private static final int METHODID_WATCH_ALERTS = 24;
  private static final int METHODID_QUERY_METRICS = 25;
  private static final int METHODID_GET_COST_REPORT = 26;
  private static final int METHODID_LIST_AGENT_HEALTH = 27;
  private static final int METHODID_GET_FORECAST = 28;
  private static final int METHODID_LIST_ANOMALIES = 29;
  private static final int METHODID_GET_ERROR_ANALYSIS = 30;
  private static final int METHODID_GET_TRACE = 31;
  private static final int METHODID_LIST_PRICES = 32;
  private static final int METHODID_UPDATE_PRICES = 33;
  private static final int METHODID_RECORD_GAUGES = 34;
  private static final int METHODID_LIST_GAUGES = 35;
  private static final int METHODID_QUERY_GAUGES = 36;
  private static final int METHODID_GET_ATTRIBUTION = 37;
  private static final int METHODID_WATCH_EXECUTIONS = 38;
  private static final int METHODID_CREATE_NOTIFICATION_CHANNEL = 39;
  private static final int METHODID_LIST_NOTIFICATION_CHANNELS = 40;
  private static final int METHODID_UPDATE_NOTIFICATION_CHANNEL = 41;
  private static final int METHODID_DELETE_NOTIFICATION_CHANNEL = 42;
  private static final int METHODID_TEST_NOTIFICATION_CHANNEL = 43;
  private static final int METHODID_STREAM_EXECUTIONS = 44;

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
        case METHODID_START_EXECUTION:
          serviceImpl.startExecution((dev.agenthall.observability.v1.StartExecutionRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.StartExecutionResponse>) responseObserver);
          break;
        case METHODID_HEARTBEAT_EXECUTION:
          serviceImpl.heartbeatExecution((dev.agenthall.observability.v1.HeartbeatExecutionRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.HeartbeatExecutionResponse>) responseObserver);
          break;
        case METHODID_FINISH_EXECUTION:
          serviceImpl.finishExecution((dev.agenthall.observability.v1.FinishExecutionRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.FinishExecutionResponse>) responseObserver);
          break;
        case METHODID_LIST_RUNNING_EXECUTIONS:
          serviceImpl.listRunningExecutions((dev.agenthall.observability.v1.ListRunningExecutionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListRunningExecutionsResponse>) responseObserver);
          break;
        case METHODID_WATCH_METRICS:
          serviceImpl.watchMetrics((dev.agenthall.observability.v1.WatchMetricsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchMetricsResponse>) responseObserver);
          break;
        case METHODID_CREATE_ALERT_RULE:
          serviceImpl.createAlertRule((dev.agenthall.observability.v1.CreateAlertRuleRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.CreateAlertRuleResponse>) responseObserver);
          break;
        case METHODID_GET_ALERT_RULE:
          serviceImpl.getAlertRule((dev.agenthall.observability.v1.GetAlertRuleRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetAlertRuleResponse>) responseObserver);
          break;
        case METHODID_LIST_ALERT_RULES:
          serviceImpl.listAlertRules((dev.agenthall.observability.v1.ListAlertRulesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAlertRulesResponse>) responseObserver);
          break;
        case METHODID_UPDATE_ALERT_RULE:
          serviceImpl.updateAlertRule((dev.agenthall.observability.v1.UpdateAlertRuleRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdateAlertRuleResponse>) responseObserver);
          break;
        case METHODID_DELETE_ALERT_RULE:
          serviceImpl.deleteAlertRule((dev.agenthall.observability.v1.DeleteAlertRuleRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteAlertRuleResponse>) responseObserver);
          break;
        case METHODID_TEST_ALERT_RULE:
          serviceImpl.testAlertRule((dev.agenthall.observability.v1.TestAlertRuleRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.TestAlertRuleResponse>) responseObserver);
          break;
        case METHODID_LIST_ALERTS:
          serviceImpl.listAlerts((dev.agenthall.observability.v1.ListAlertsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAlertsResponse>) responseObserver);
          break;
        case METHODID_ACKNOWLEDGE_ALERT:
          serviceImpl.acknowledgeAlert((dev.agenthall.observability.v1.AcknowledgeAlertRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.AcknowledgeAlertResponse>) responseObserver);
          break;
        case METHODID_SILENCE_ALERTS:
          serviceImpl.silenceAlerts((dev.agenthall.observability.v1.SilenceAlertsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.SilenceAlertsResponse>) responseObserver);
          break;
        case METHODID_LIST_SILENCES:
          serviceImpl.listSilences((dev.agenthall.observability.v1.ListSilencesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListSilencesResponse>) responseObserver);
          break;
        case METHODID_DELETE_SILENCE:
          serviceImpl.deleteSilence((dev.agenthall.observability.v1.DeleteSilenceRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteSilenceResponse>) responseObserver);
          break;
        case METHODID_GET_INCIDENT_REPORT:
          serviceImpl.getIncidentReport((dev.agenthall.observability.v1.GetIncidentReportRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetIncidentReportResponse>) responseObserver);
          break;
        case METHODID_WATCH_ALERTS:
          serviceImpl.watchAlerts((dev.agenthall.observability.v1.WatchAlertsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchAlertsResponse>) responseObserver);
          break;
        case METHODID_QUERY_METRICS:
          serviceImpl.queryMetrics((dev.agenthall.observability.v1.QueryMetricsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.QueryMetricsResponse>) responseObserver);
          break;
        case METHODID_GET_COST_REPORT:
          serviceImpl.getCostReport((dev.agenthall.observability.v1.GetCostReportRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetCostReportResponse>) responseObserver);
          break;
        case METHODID_LIST_AGENT_HEALTH:
          serviceImpl.listAgentHealth((dev.agenthall.observability.v1.ListAgentHealthRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAgentHealthResponse>) responseObserver);
          break;
        case METHODID_GET_FORECAST:
          serviceImpl.getForecast((dev.agenthall.observability.v1.GetForecastRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetForecastResponse>) responseObserver);
          break;
        case METHODID_LIST_ANOMALIES:
          serviceImpl.listAnomalies((dev.agenthall.observability.v1.ListAnomaliesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListAnomaliesResponse>) responseObserver);
          break;
        case METHODID_GET_ERROR_ANALYSIS:
          serviceImpl.getErrorAnalysis((dev.agenthall.observability.v1.GetErrorAnalysisRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetErrorAnalysisResponse>) responseObserver);
          break;
        case METHODID_GET_TRACE:
          serviceImpl.getTrace((dev.agenthall.observability.v1.GetTraceRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetTraceResponse>) responseObserver);
          break;
        case METHODID_LIST_PRICES:
          serviceImpl.listPrices((dev.agenthall.observability.v1.ListPricesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListPricesResponse>) responseObserver);
          break;
        case METHODID_UPDATE_PRICES:
          serviceImpl.updatePrices((dev.agenthall.observability.v1.UpdatePricesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdatePricesResponse>) responseObserver);
          break;
        case METHODID_RECORD_GAUGES:
          serviceImpl.recordGauges((dev.agenthall.observability.v1.RecordGaugesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.RecordGaugesResponse>) responseObserver);
          break;
        case METHODID_LIST_GAUGES:
          serviceImpl.listGauges((dev.agenthall.observability.v1.ListGaugesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListGaugesResponse>) responseObserver);
          break;
        case METHODID_QUERY_GAUGES:
          serviceImpl.queryGauges((dev.agenthall.observability.v1.QueryGaugesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.QueryGaugesResponse>) responseObserver);
          break;
        case METHODID_GET_ATTRIBUTION:
          serviceImpl.getAttribution((dev.agenthall.observability.v1.GetAttributionRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.GetAttributionResponse>) responseObserver);
          break;
        case METHODID_WATCH_EXECUTIONS:
          serviceImpl.watchExecutions((dev.agenthall.observability.v1.WatchExecutionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.WatchExecutionsResponse>) responseObserver);
          break;
        case METHODID_CREATE_NOTIFICATION_CHANNEL:
          serviceImpl.createNotificationChannel((dev.agenthall.observability.v1.CreateNotificationChannelRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.CreateNotificationChannelResponse>) responseObserver);
          break;
        case METHODID_LIST_NOTIFICATION_CHANNELS:
          serviceImpl.listNotificationChannels((dev.agenthall.observability.v1.ListNotificationChannelsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.ListNotificationChannelsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_NOTIFICATION_CHANNEL:
          serviceImpl.updateNotificationChannel((dev.agenthall.observability.v1.UpdateNotificationChannelRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.UpdateNotificationChannelResponse>) responseObserver);
          break;
        case METHODID_DELETE_NOTIFICATION_CHANNEL:
          serviceImpl.deleteNotificationChannel((dev.agenthall.observability.v1.DeleteNotificationChannelRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.DeleteNotificationChannelResponse>) responseObserver);
          break;
        case METHODID_TEST_NOTIFICATION_CHANNEL:
          serviceImpl.testNotificationChannel((dev.agenthall.observability.v1.TestNotificationChannelRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.TestNotificationChannelResponse>) responseObserver);
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
        case METHODID_STREAM_EXECUTIONS:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.streamExecutions(
              (io.grpc.stub.StreamObserver<dev.agenthall.observability.v1.StreamExecutionsResponse>) responseObserver);
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
          getStartExecutionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.StartExecutionRequest,
              dev.agenthall.observability.v1.StartExecutionResponse>(
                service, METHODID_START_EXECUTION)))
        .addMethod(
          getHeartbeatExecutionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.HeartbeatExecutionRequest,
              dev.agenthall.observability.v1.HeartbeatExecutionResponse>(
                service, METHODID_HEARTBEAT_EXECUTION)))
        .addMethod(
          getFinishExecutionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.FinishExecutionRequest,
              dev.agenthall.observability.v1.FinishExecutionResponse>(
                service, METHODID_FINISH_EXECUTION)))
        .addMethod(
          getListRunningExecutionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListRunningExecutionsRequest,
              dev.agenthall.observability.v1.ListRunningExecutionsResponse>(
                service, METHODID_LIST_RUNNING_EXECUTIONS)))
        .addMethod(
          getWatchMetricsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.WatchMetricsRequest,
              dev.agenthall.observability.v1.WatchMetricsResponse>(
                service, METHODID_WATCH_METRICS)))
        .addMethod(
          getCreateAlertRuleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.CreateAlertRuleRequest,
              dev.agenthall.observability.v1.CreateAlertRuleResponse>(
                service, METHODID_CREATE_ALERT_RULE)))
        .addMethod(
          getGetAlertRuleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetAlertRuleRequest,
              dev.agenthall.observability.v1.GetAlertRuleResponse>(
                service, METHODID_GET_ALERT_RULE)))
        .addMethod(
          getListAlertRulesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListAlertRulesRequest,
              dev.agenthall.observability.v1.ListAlertRulesResponse>(
                service, METHODID_LIST_ALERT_RULES)))
        .addMethod(
          getUpdateAlertRuleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.UpdateAlertRuleRequest,
              dev.agenthall.observability.v1.UpdateAlertRuleResponse>(
                service, METHODID_UPDATE_ALERT_RULE)))
        .addMethod(
          getDeleteAlertRuleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.DeleteAlertRuleRequest,
              dev.agenthall.observability.v1.DeleteAlertRuleResponse>(
                service, METHODID_DELETE_ALERT_RULE)))
        .addMethod(
          getTestAlertRuleMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.TestAlertRuleRequest,
              dev.agenthall.observability.v1.TestAlertRuleResponse>(
                service, METHODID_TEST_ALERT_RULE)))
        .addMethod(
          getListAlertsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListAlertsRequest,
              dev.agenthall.observability.v1.ListAlertsResponse>(
                service, METHODID_LIST_ALERTS)))
        .addMethod(
          getAcknowledgeAlertMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.AcknowledgeAlertRequest,
              dev.agenthall.observability.v1.AcknowledgeAlertResponse>(
                service, METHODID_ACKNOWLEDGE_ALERT)))
        .addMethod(
          getSilenceAlertsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.SilenceAlertsRequest,
              dev.agenthall.observability.v1.SilenceAlertsResponse>(
                service, METHODID_SILENCE_ALERTS)))
        .addMethod(
          getListSilencesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListSilencesRequest,
              dev.agenthall.observability.v1.ListSilencesResponse>(
                service, METHODID_LIST_SILENCES)))
        .addMethod(
          getDeleteSilenceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.DeleteSilenceRequest,
              dev.agenthall.observability.v1.DeleteSilenceResponse>(
                service, METHODID_DELETE_SILENCE)))
        .addMethod(
          getGetIncidentReportMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetIncidentReportRequest,
              dev.agenthall.observability.v1.GetIncidentReportResponse>(
                service, METHODID_GET_INCIDENT_REPORT)))
        .addMethod(
          getWatchAlertsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.WatchAlertsRequest,
              dev.agenthall.observability.v1.WatchAlertsResponse>(
                service, METHODID_WATCH_ALERTS)))
        .addMethod(
          getQueryMetricsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.QueryMetricsRequest,
              dev.agenthall.observability.v1.QueryMetricsResponse>(
                service, METHODID_QUERY_METRICS)))
        .addMethod(
          getGetCostReportMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetCostReportRequest,
              dev.agenthall.observability.v1.GetCostReportResponse>(
                service, METHODID_GET_COST_REPORT)))
        .addMethod(
          getListAgentHealthMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListAgentHealthRequest,
              dev.agenthall.observability.v1.ListAgentHealthResponse>(
                service, METHODID_LIST_AGENT_HEALTH)))
        .addMethod(
          getGetForecastMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetForecastRequest,
              dev.agenthall.observability.v1.GetForecastResponse>(
                service, METHODID_GET_FORECAST)))
        .addMethod(
          getListAnomaliesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListAnomaliesRequest,
              dev.agenthall.observability.v1.ListAnomaliesResponse>(
                service, METHODID_LIST_ANOMALIES)))
        .addMethod(
          getGetErrorAnalysisMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetErrorAnalysisRequest,
              dev.agenthall.observability.v1.GetErrorAnalysisResponse>(
                service, METHODID_GET_ERROR_ANALYSIS)))
        .addMethod(
          getGetTraceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetTraceRequest,
              dev.agenthall.observability.v1.GetTraceResponse>(
                service, METHODID_GET_TRACE)))
        .addMethod(
          getListPricesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListPricesRequest,
              dev.agenthall.observability.v1.ListPricesResponse>(
                service, METHODID_LIST_PRICES)))
        .addMethod(
          getUpdatePricesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.UpdatePricesRequest,
              dev.agenthall.observability.v1.UpdatePricesResponse>(
                service, METHODID_UPDATE_PRICES)))
        .addMethod(
          getStreamExecutionsMethod(),
          io.grpc.stub.ServerCalls.asyncBidiStreamingCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.StreamExecutionsRequest,
              dev.agenthall.observability.v1.StreamExecutionsResponse>(
                service, METHODID_STREAM_EXECUTIONS)))
        .addMethod(
          getRecordGaugesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.RecordGaugesRequest,
              dev.agenthall.observability.v1.RecordGaugesResponse>(
                service, METHODID_RECORD_GAUGES)))
        .addMethod(
          getListGaugesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListGaugesRequest,
              dev.agenthall.observability.v1.ListGaugesResponse>(
                service, METHODID_LIST_GAUGES)))
        .addMethod(
          getQueryGaugesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.QueryGaugesRequest,
              dev.agenthall.observability.v1.QueryGaugesResponse>(
                service, METHODID_QUERY_GAUGES)))
        .addMethod(
          getGetAttributionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.GetAttributionRequest,
              dev.agenthall.observability.v1.GetAttributionResponse>(
                service, METHODID_GET_ATTRIBUTION)))
        .addMethod(
          getWatchExecutionsMethod(),
          io.grpc.stub.ServerCalls.asyncServerStreamingCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.WatchExecutionsRequest,
              dev.agenthall.observability.v1.WatchExecutionsResponse>(
                service, METHODID_WATCH_EXECUTIONS)))
        .addMethod(
          getCreateNotificationChannelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.CreateNotificationChannelRequest,
              dev.agenthall.observability.v1.CreateNotificationChannelResponse>(
                service, METHODID_CREATE_NOTIFICATION_CHANNEL)))
        .addMethod(
          getListNotificationChannelsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.ListNotificationChannelsRequest,
              dev.agenthall.observability.v1.ListNotificationChannelsResponse>(
                service, METHODID_LIST_NOTIFICATION_CHANNELS)))
        .addMethod(
          getUpdateNotificationChannelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.UpdateNotificationChannelRequest,
              dev.agenthall.observability.v1.UpdateNotificationChannelResponse>(
                service, METHODID_UPDATE_NOTIFICATION_CHANNEL)))
        .addMethod(
          getDeleteNotificationChannelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.DeleteNotificationChannelRequest,
              dev.agenthall.observability.v1.DeleteNotificationChannelResponse>(
                service, METHODID_DELETE_NOTIFICATION_CHANNEL)))
        .addMethod(
          getTestNotificationChannelMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.observability.v1.TestNotificationChannelRequest,
              dev.agenthall.observability.v1.TestNotificationChannelResponse>(
                service, METHODID_TEST_NOTIFICATION_CHANNEL)))
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
              .addMethod(getStartExecutionMethod())
              .addMethod(getHeartbeatExecutionMethod())
              .addMethod(getFinishExecutionMethod())
              .addMethod(getListRunningExecutionsMethod())
              .addMethod(getWatchMetricsMethod())
              .addMethod(getCreateAlertRuleMethod())
              .addMethod(getGetAlertRuleMethod())
              .addMethod(getListAlertRulesMethod())
              .addMethod(getUpdateAlertRuleMethod())
              .addMethod(getDeleteAlertRuleMethod())
              .addMethod(getTestAlertRuleMethod())
              .addMethod(getListAlertsMethod())
              .addMethod(getAcknowledgeAlertMethod())
              .addMethod(getSilenceAlertsMethod())
              .addMethod(getListSilencesMethod())
              .addMethod(getDeleteSilenceMethod())
              .addMethod(getGetIncidentReportMethod())
              .addMethod(getWatchAlertsMethod())
              .addMethod(getQueryMetricsMethod())
              .addMethod(getGetCostReportMethod())
              .addMethod(getListAgentHealthMethod())
              .addMethod(getGetForecastMethod())
              .addMethod(getListAnomaliesMethod())
              .addMethod(getGetErrorAnalysisMethod())
              .addMethod(getGetTraceMethod())
              .addMethod(getListPricesMethod())
              .addMethod(getUpdatePricesMethod())
              .addMethod(getStreamExecutionsMethod())
              .addMethod(getRecordGaugesMethod())
              .addMethod(getListGaugesMethod())
              .addMethod(getQueryGaugesMethod())
              .addMethod(getGetAttributionMethod())
              .addMethod(getWatchExecutionsMethod())
              .addMethod(getCreateNotificationChannelMethod())
              .addMethod(getListNotificationChannelsMethod())
              .addMethod(getUpdateNotificationChannelMethod())
              .addMethod(getDeleteNotificationChannelMethod())
              .addMethod(getTestNotificationChannelMethod())
              .build();
        }
      }
    }
    return result;
  }
}
