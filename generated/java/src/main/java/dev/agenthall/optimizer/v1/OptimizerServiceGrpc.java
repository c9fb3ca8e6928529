package dev.agenthall.optimizer.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Chooses among prompt variants and learns from their results.
 * An agent's experiment begins with its first variant. It is epsilon-greedy: 10 % of selections are uniform, 90 % go
 * to the best mean score; while no variant has 10 results, selections are uniform. Every method may also answer
 * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
 * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
 * its documented range.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class OptimizerServiceGrpc {

  private OptimizerServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "agenthall.optimizer.v1.OptimizerService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.AddVariantRequest,
      dev.agenthall.optimizer.v1.AddVariantResponse> getAddVariantMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AddVariant",
      requestType = dev.agenthall.optimizer.v1.AddVariantRequest.class,
      responseType = dev.agenthall.optimizer.v1.AddVariantResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.AddVariantRequest,
      dev.agenthall.optimizer.v1.AddVariantResponse> getAddVariantMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.AddVariantRequest, dev.agenthall.optimizer.v1.AddVariantResponse> getAddVariantMethod;
    if ((getAddVariantMethod = OptimizerServiceGrpc.getAddVariantMethod) == null) {
      synchronized (OptimizerServiceGrpc.class) {
        if ((getAddVariantMethod = OptimizerServiceGrpc.getAddVariantMethod) == null) {
          OptimizerServiceGrpc.getAddVariantMethod = getAddVariantMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.optimizer.v1.AddVariantRequest, dev.agenthall.optimizer.v1.AddVariantResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AddVariant"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.AddVariantRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.AddVariantResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OptimizerServiceMethodDescriptorSupplier("AddVariant"))
              .build();
        }
      }
    }
    return getAddVariantMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.ListVariantsRequest,
      dev.agenthall.optimizer.v1.ListVariantsResponse> getListVariantsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListVariants",
      requestType = dev.agenthall.optimizer.v1.ListVariantsRequest.class,
      responseType = dev.agenthall.optimizer.v1.ListVariantsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.ListVariantsRequest,
      dev.agenthall.optimizer.v1.ListVariantsResponse> getListVariantsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.ListVariantsRequest, dev.agenthall.optimizer.v1.ListVariantsResponse> getListVariantsMethod;
    if ((getListVariantsMethod = OptimizerServiceGrpc.getListVariantsMethod) == null) {
      synchronized (OptimizerServiceGrpc.class) {
        if ((getListVariantsMethod = OptimizerServiceGrpc.getListVariantsMethod) == null) {
          OptimizerServiceGrpc.getListVariantsMethod = getListVariantsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.optimizer.v1.ListVariantsRequest, dev.agenthall.optimizer.v1.ListVariantsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListVariants"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.ListVariantsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.ListVariantsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OptimizerServiceMethodDescriptorSupplier("ListVariants"))
              .build();
        }
      }
    }
    return getListVariantsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.UpdateVariantRequest,
      dev.agenthall.optimizer.v1.UpdateVariantResponse> getUpdateVariantMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateVariant",
      requestType = dev.agenthall.optimizer.v1.UpdateVariantRequest.class,
      responseType = dev.agenthall.optimizer.v1.UpdateVariantResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.UpdateVariantRequest,
      dev.agenthall.optimizer.v1.UpdateVariantResponse> getUpdateVariantMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.UpdateVariantRequest, dev.agenthall.optimizer.v1.UpdateVariantResponse> getUpdateVariantMethod;
    if ((getUpdateVariantMethod = OptimizerServiceGrpc.getUpdateVariantMethod) == null) {
      synchronized (OptimizerServiceGrpc.class) {
        if ((getUpdateVariantMethod = OptimizerServiceGrpc.getUpdateVariantMethod) == null) {
          OptimizerServiceGrpc.getUpdateVariantMethod = getUpdateVariantMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.optimizer.v1.UpdateVariantRequest, dev.agenthall.optimizer.v1.UpdateVariantResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateVariant"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.UpdateVariantRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.UpdateVariantResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OptimizerServiceMethodDescriptorSupplier("UpdateVariant"))
              .build();
        }
      }
    }
    return getUpdateVariantMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.SelectVariantRequest,
      dev.agenthall.optimizer.v1.SelectVariantResponse> getSelectVariantMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SelectVariant",
      requestType = dev.agenthall.optimizer.v1.SelectVariantRequest.class,
      responseType = dev.agenthall.optimizer.v1.SelectVariantResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.SelectVariantRequest,
      dev.agenthall.optimizer.v1.SelectVariantResponse> getSelectVariantMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.SelectVariantRequest, dev.agenthall.optimizer.v1.SelectVariantResponse> getSelectVariantMethod;
    if ((getSelectVariantMethod = OptimizerServiceGrpc.getSelectVariantMethod) == null) {
      synchronized (OptimizerServiceGrpc.class) {
        if ((getSelectVariantMethod = OptimizerServiceGrpc.getSelectVariantMethod) == null) {
          OptimizerServiceGrpc.getSelectVariantMethod = getSelectVariantMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.optimizer.v1.SelectVariantRequest, dev.agenthall.optimizer.v1.SelectVariantResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SelectVariant"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.SelectVariantRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.SelectVariantResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OptimizerServiceMethodDescriptorSupplier("SelectVariant"))
              .build();
        }
      }
    }
    return getSelectVariantMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.RecordResultRequest,
      dev.agenthall.optimizer.v1.RecordResultResponse> getRecordResultMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RecordResult",
      requestType = dev.agenthall.optimizer.v1.RecordResultRequest.class,
      responseType = dev.agenthall.optimizer.v1.RecordResultResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.RecordResultRequest,
      dev.agenthall.optimizer.v1.RecordResultResponse> getRecordResultMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.RecordResultRequest, dev.agenthall.optimizer.v1.RecordResultResponse> getRecordResultMethod;
    if ((getRecordResultMethod = OptimizerServiceGrpc.getRecordResultMethod) == null) {
      synchronized (OptimizerServiceGrpc.class) {
        if ((getRecordResultMethod = OptimizerServiceGrpc.getRecordResultMethod) == null) {
          OptimizerServiceGrpc.getRecordResultMethod = getRecordResultMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.optimizer.v1.RecordResultRequest, dev.agenthall.optimizer.v1.RecordResultResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RecordResult"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.RecordResultRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.RecordResultResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OptimizerServiceMethodDescriptorSupplier("RecordResult"))
              .build();
        }
      }
    }
    return getRecordResultMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetBestPromptsRequest,
      dev.agenthall.optimizer.v1.GetBestPromptsResponse> getGetBestPromptsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetBestPrompts",
      requestType = dev.agenthall.optimizer.v1.GetBestPromptsRequest.class,
      responseType = dev.agenthall.optimizer.v1.GetBestPromptsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetBestPromptsRequest,
      dev.agenthall.optimizer.v1.GetBestPromptsResponse> getGetBestPromptsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetBestPromptsRequest, dev.agenthall.optimizer.v1.GetBestPromptsResponse> getGetBestPromptsMethod;
    if ((getGetBestPromptsMethod = OptimizerServiceGrpc.getGetBestPromptsMethod) == null) {
      synchronized (OptimizerServiceGrpc.class) {
        if ((getGetBestPromptsMethod = OptimizerServiceGrpc.getGetBestPromptsMethod) == null) {
          OptimizerServiceGrpc.getGetBestPromptsMethod = getGetBestPromptsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.optimizer.v1.GetBestPromptsRequest, dev.agenthall.optimizer.v1.GetBestPromptsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetBestPrompts"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.GetBestPromptsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.GetBestPromptsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OptimizerServiceMethodDescriptorSupplier("GetBestPrompts"))
              .build();
        }
      }
    }
    return getGetBestPromptsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetOptimizationReportRequest,
      dev.agenthall.optimizer.v1.GetOptimizationReportResponse> getGetOptimizationReportMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetOptimizationReport",
      requestType = dev.agenthall.optimizer.v1.GetOptimizationReportRequest.class,
      responseType = dev.agenthall.optimizer.v1.GetOptimizationReportResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetOptimizationReportRequest,
      dev.agenthall.optimizer.v1.GetOptimizationReportResponse> getGetOptimizationReportMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetOptimizationReportRequest, dev.agenthall.optimizer.v1.GetOptimizationReportResponse> getGetOptimizationReportMethod;
    if ((getGetOptimizationReportMethod = OptimizerServiceGrpc.getGetOptimizationReportMethod) == null) {
      synchronized (OptimizerServiceGrpc.class) {
        if ((getGetOptimizationReportMethod = OptimizerServiceGrpc.getGetOptimizationReportMethod) == null) {
          OptimizerServiceGrpc.getGetOptimizationReportMethod = getGetOptimizationReportMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.optimizer.v1.GetOptimizationReportRequest, dev.agenthall.optimizer.v1.GetOptimizationReportResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetOptimizationReport"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.GetOptimizationReportRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.GetOptimizationReportResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OptimizerServiceMethodDescriptorSupplier("GetOptimizationReport"))
              .build();
        }
      }
    }
    return getGetOptimizationReportMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetExperimentReportRequest,
      dev.agenthall.optimizer.v1.GetExperimentReportResponse> getGetExperimentReportMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetExperimentReport",
      requestType = dev.agenthall.optimizer.v1.GetExperimentReportRequest.class,
      responseType = dev.agenthall.optimizer.v1.GetExperimentReportResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetExperimentReportRequest,
      dev.agenthall.optimizer.v1.GetExperimentReportResponse> getGetExperimentReportMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.optimizer.v1.GetExperimentReportRequest, dev.agenthall.optimizer.v1.GetExperimentReportResponse> getGetExperimentReportMethod;
    if ((getGetExperimentReportMethod = OptimizerServiceGrpc.getGetExperimentReportMethod) == null) {
      synchronized (OptimizerServiceGrpc.class) {
        if ((getGetExperimentReportMethod = OptimizerServiceGrpc.getGetExperimentReportMethod) == null) {
          OptimizerServiceGrpc.getGetExperimentReportMethod = getGetExperimentReportMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.optimizer.v1.GetExperimentReportRequest, dev.agenthall.optimizer.v1.GetExperimentReportResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetExperimentReport"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.GetExperimentReportRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.optimizer.v1.GetExperimentReportResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OptimizerServiceMethodDescriptorSupplier("GetExperimentReport"))
              .build();
        }
      }
    }
    return getGetExperimentReportMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static OptimizerServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OptimizerServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OptimizerServiceStub>() {
        @java.lang.Override
        public OptimizerServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OptimizerServiceStub(channel, callOptions);
        }
      };
    return OptimizerServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static OptimizerServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OptimizerServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OptimizerServiceBlockingV2Stub>() {
        @java.lang.Override
        public OptimizerServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OptimizerServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return OptimizerServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static OptimizerServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OptimizerServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OptimizerServiceBlockingStub>() {
        @java.lang.Override
        public OptimizerServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OptimizerServiceBlockingStub(channel, callOptions);
        }
      };
    return OptimizerServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static OptimizerServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OptimizerServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OptimizerServiceFutureStub>() {
        @java.lang.Override
        public OptimizerServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OptimizerServiceFutureStub(channel, callOptions);
        }
      };
    return OptimizerServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Chooses among prompt variants and learns from their results.
   * An agent's experiment begins with its first variant. It is epsilon-greedy: 10 % of selections are uniform, 90 % go
   * to the best mean score; while no variant has 10 results, selections are uniform. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Adds a variant to an agent's experiment, which has room for 200, retired ones included. The first one is the
     * baseline. The same variant again changes nothing.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has another prompt, FAILED_PRECONDITION
     * (VARIANT_LIMIT_REACHED).
     * </pre>
     */
    default void addVariant(dev.agenthall.optimizer.v1.AddVariantRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.AddVariantResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAddVariantMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists variants with their results, in the order of their addition.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listVariants(dev.agenthall.optimizer.v1.ListVariantsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.ListVariantsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListVariantsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes a variant's description, or retires it, or takes that back; its prompt never changes. An update that changes
     * nothing succeeds, whatever its etag, so it may be repeated.
     * Errors: NOT_FOUND, ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    default void updateVariant(dev.agenthall.optimizer.v1.UpdateVariantRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.UpdateVariantResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateVariantMethod(), responseObserver);
    }

    /**
     * <pre>
     * Chooses a variant for one run. Writes nothing: the selection_id is a signed token that carries the choice, and
     * RecordResult takes it. For an agent without variants, or with retired ones only, the variant_id is `default` and
     * there is no selection_id.
     * </pre>
     */
    default void selectVariant(dev.agenthall.optimizer.v1.SelectVariantRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.SelectVariantResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSelectVariantMethod(), responseObserver);
    }

    /**
     * <pre>
     * Records how a run with a selected variant went. Answered after it is durable; the same result again counts once.
     * Errors: INVALID_ARGUMENT (INVALID_SELECTION_ID), NOT_FOUND, ALREADY_EXISTS (RECORD_ID_REUSED) where this result
     * is stored with other figures.
     * </pre>
     */
    default void recordResult(dev.agenthall.optimizer.v1.RecordResultRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.RecordResultResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRecordResultMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets the best prompt of every agent that has a variant with at least 20 results that is not retired, a page at a
     * time.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void getBestPrompts(dev.agenthall.optimizer.v1.GetBestPromptsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetBestPromptsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetBestPromptsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says what the whole fleet gained over its first prompts.
     * </pre>
     */
    default void getOptimizationReport(dev.agenthall.optimizer.v1.GetOptimizationReportRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetOptimizationReportResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetOptimizationReportMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says how one agent's experiment stands. For an agent without variants or results the message says what is missing.
     * </pre>
     */
    default void getExperimentReport(dev.agenthall.optimizer.v1.GetExperimentReportRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetExperimentReportResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetExperimentReportMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service OptimizerService.
   * <pre>
   * Chooses among prompt variants and learns from their results.
   * An agent's experiment begins with its first variant. It is epsilon-greedy: 10 % of selections are uniform, 90 % go
   * to the best mean score; while no variant has 10 results, selections are uniform. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static abstract class OptimizerServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return OptimizerServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service OptimizerService.
   * <pre>
   * Chooses among prompt variants and learns from their results.
   * An agent's experiment begins with its first variant. It is epsilon-greedy: 10 % of selections are uniform, 90 % go
   * to the best mean score; while no variant has 10 results, selections are uniform. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static final class OptimizerServiceStub
      extends io.grpc.stub.AbstractAsyncStub<OptimizerServiceStub> {
    private OptimizerServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OptimizerServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OptimizerServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a variant to an agent's experiment, which has room for 200, retired ones included. The first one is the
     * baseline. The same variant again changes nothing.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has another prompt, FAILED_PRECONDITION
     * (VARIANT_LIMIT_REACHED).
     * </pre>
     */
    public void addVariant(dev.agenthall.optimizer.v1.AddVariantRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.AddVariantResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAddVariantMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists variants with their results, in the order of their addition.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listVariants(dev.agenthall.optimizer.v1.ListVariantsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.ListVariantsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListVariantsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes a variant's description, or retires it, or takes that back; its prompt never changes. An update that changes
     * nothing succeeds, whatever its etag, so it may be repeated.
     * Errors: NOT_FOUND, ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public void updateVariant(dev.agenthall.optimizer.v1.UpdateVariantRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.UpdateVariantResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateVariantMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Chooses a variant for one run. Writes nothing: the selection_id is a signed token that carries the choice, and
     * RecordResult takes it. For an agent without variants, or with retired ones only, the variant_id is `default` and
     * there is no selection_id.
     * </pre>
     */
    public void selectVariant(dev.agenthall.optimizer.v1.SelectVariantRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.SelectVariantResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSelectVariantMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Records how a run with a selected variant went. Answered after it is durable; the same result again counts once.
     * Errors: INVALID_ARGUMENT (INVALID_SELECTION_ID), NOT_FOUND, ALREADY_EXISTS (RECORD_ID_REUSED) where this result
     * is stored with other figures.
     * </pre>
     */
    public void recordResult(dev.agenthall.optimizer.v1.RecordResultRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.RecordResultResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRecordResultMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets the best prompt of every agent that has a variant with at least 20 results that is not retired, a page at a
     * time.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void getBestPrompts(dev.agenthall.optimizer.v1.GetBestPromptsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetBestPromptsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetBestPromptsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says what the whole fleet gained over its first prompts.
     * </pre>
     */
    public void getOptimizationReport(dev.agenthall.optimizer.v1.GetOptimizationReportRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetOptimizationReportResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetOptimizationReportMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says how one agent's experiment stands. For an agent without variants or results the message says what is missing.
     * </pre>
     */
    public void getExperimentReport(dev.agenthall.optimizer.v1.GetExperimentReportRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetExperimentReportResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetExperimentReportMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service OptimizerService.
   * <pre>
   * Chooses among prompt variants and learns from their results.
   * An agent's experiment begins with its first variant. It is epsilon-greedy: 10 % of selections are uniform, 90 % go
   * to the best mean score; while no variant has 10 results, selections are uniform. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static final class OptimizerServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<OptimizerServiceBlockingV2Stub> {
    private OptimizerServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OptimizerServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OptimizerServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a variant to an agent's experiment, which has room for 200, retired ones included. The first one is the
     * baseline. The same variant again changes nothing.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has another prompt, FAILED_PRECONDITION
     * (VARIANT_LIMIT_REACHED).
     * </pre>
     */
    public dev.agenthall.optimizer.v1.AddVariantResponse addVariant(dev.agenthall.optimizer.v1.AddVariantRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAddVariantMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists variants with their results, in the order of their addition.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.optimizer.v1.ListVariantsResponse listVariants(dev.agenthall.optimizer.v1.ListVariantsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListVariantsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a variant's description, or retires it, or takes that back; its prompt never changes. An update that changes
     * nothing succeeds, whatever its etag, so it may be repeated.
     * Errors: NOT_FOUND, ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.agenthall.optimizer.v1.UpdateVariantResponse updateVariant(dev.agenthall.optimizer.v1.UpdateVariantRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateVariantMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Chooses a variant for one run. Writes nothing: the selection_id is a signed token that carries the choice, and
     * RecordResult takes it. For an agent without variants, or with retired ones only, the variant_id is `default` and
     * there is no selection_id.
     * </pre>
     */
    public dev.agenthall.optimizer.v1.SelectVariantResponse selectVariant(dev.agenthall.optimizer.v1.SelectVariantRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSelectVariantMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records how a run with a selected variant went. Answered after it is durable; the same result again counts once.
     * Errors: INVALID_ARGUMENT (INVALID_SELECTION_ID), NOT_FOUND, ALREADY_EXISTS (RECORD_ID_REUSED) where this result
     * is stored with other figures.
     * </pre>
     */
    public dev.agenthall.optimizer.v1.RecordResultResponse recordResult(dev.agenthall.optimizer.v1.RecordResultRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRecordResultMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets the best prompt of every agent that has a variant with at least 20 results that is not retired, a page at a
     * time.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.optimizer.v1.GetBestPromptsResponse getBestPrompts(dev.agenthall.optimizer.v1.GetBestPromptsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetBestPromptsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says what the whole fleet gained over its first prompts.
     * </pre>
     */
    public dev.agenthall.optimizer.v1.GetOptimizationReportResponse getOptimizationReport(dev.agenthall.optimizer.v1.GetOptimizationReportRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetOptimizationReportMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says how one agent's experiment stands. For an agent without variants or results the message says what is missing.
     * </pre>
     */
    public dev.agenthall.optimizer.v1.GetExperimentReportResponse getExperimentReport(dev.agenthall.optimizer.v1.GetExperimentReportRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetExperimentReportMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service OptimizerService.
   * <pre>
   * Chooses among prompt variants and learns from their results.
   * An agent's experiment begins with its first variant. It is epsilon-greedy: 10 % of selections are uniform, 90 % go
   * to the best mean score; while no variant has 10 results, selections are uniform. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static final class OptimizerServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<OptimizerServiceBlockingStub> {
    private OptimizerServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OptimizerServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OptimizerServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a variant to an agent's experiment, which has room for 200, retired ones included. The first one is the
     * baseline. The same variant again changes nothing.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has another prompt, FAILED_PRECONDITION
     * (VARIANT_LIMIT_REACHED).
     * </pre>
     */
    public dev.agenthall.optimizer.v1.AddVariantResponse addVariant(dev.agenthall.optimizer.v1.AddVariantRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAddVariantMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists variants with their results, in the order of their addition.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.optimizer.v1.ListVariantsResponse listVariants(dev.agenthall.optimizer.v1.ListVariantsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListVariantsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a variant's description, or retires it, or takes that back; its prompt never changes. An update that changes
     * nothing succeeds, whatever its etag, so it may be repeated.
     * Errors: NOT_FOUND, ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.agenthall.optimizer.v1.UpdateVariantResponse updateVariant(dev.agenthall.optimizer.v1.UpdateVariantRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateVariantMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Chooses a variant for one run. Writes nothing: the selection_id is a signed token that carries the choice, and
     * RecordResult takes it. For an agent without variants, or with retired ones only, the variant_id is `default` and
     * there is no selection_id.
     * </pre>
     */
    public dev.agenthall.optimizer.v1.SelectVariantResponse selectVariant(dev.agenthall.optimizer.v1.SelectVariantRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSelectVariantMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Records how a run with a selected variant went. Answered after it is durable; the same result again counts once.
     * Errors: INVALID_ARGUMENT (INVALID_SELECTION_ID), NOT_FOUND, ALREADY_EXISTS (RECORD_ID_REUSED) where this result
     * is stored with other figures.
     * </pre>
     */
    public dev.agenthall.optimizer.v1.RecordResultResponse recordResult(dev.agenthall.optimizer.v1.RecordResultRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRecordResultMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets the best prompt of every agent that has a variant with at least 20 results that is not retired, a page at a
     * time.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.optimizer.v1.GetBestPromptsResponse getBestPrompts(dev.agenthall.optimizer.v1.GetBestPromptsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetBestPromptsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says what the whole fleet gained over its first prompts.
     * </pre>
     */
    public dev.agenthall.optimizer.v1.GetOptimizationReportResponse getOptimizationReport(dev.agenthall.optimizer.v1.GetOptimizationReportRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetOptimizationReportMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says how one agent's experiment stands. For an agent without variants or results the message says what is missing.
     * </pre>
     */
    public dev.agenthall.optimizer.v1.GetExperimentReportResponse getExperimentReport(dev.agenthall.optimizer.v1.GetExperimentReportRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetExperimentReportMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service OptimizerService.
   * <pre>
   * Chooses among prompt variants and learns from their results.
   * An agent's experiment begins with its first variant. It is epsilon-greedy: 10 % of selections are uniform, 90 % go
   * to the best mean score; while no variant has 10 results, selections are uniform. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static final class OptimizerServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<OptimizerServiceFutureStub> {
    private OptimizerServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OptimizerServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OptimizerServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a variant to an agent's experiment, which has room for 200, retired ones included. The first one is the
     * baseline. The same variant again changes nothing.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the id has another prompt, FAILED_PRECONDITION
     * (VARIANT_LIMIT_REACHED).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.optimizer.v1.AddVariantResponse> addVariant(
        dev.agenthall.optimizer.v1.AddVariantRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAddVariantMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists variants with their results, in the order of their addition.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.optimizer.v1.ListVariantsResponse> listVariants(
        dev.agenthall.optimizer.v1.ListVariantsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListVariantsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes a variant's description, or retires it, or takes that back; its prompt never changes. An update that changes
     * nothing succeeds, whatever its etag, so it may be repeated.
     * Errors: NOT_FOUND, ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.optimizer.v1.UpdateVariantResponse> updateVariant(
        dev.agenthall.optimizer.v1.UpdateVariantRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateVariantMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Chooses a variant for one run. Writes nothing: the selection_id is a signed token that carries the choice, and
     * RecordResult takes it. For an agent without variants, or with retired ones only, the variant_id is `default` and
     * there is no selection_id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.optimizer.v1.SelectVariantResponse> selectVariant(
        dev.agenthall.optimizer.v1.SelectVariantRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSelectVariantMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Records how a run with a selected variant went. Answered after it is durable; the same result again counts once.
     * Errors: INVALID_ARGUMENT (INVALID_SELECTION_ID), NOT_FOUND, ALREADY_EXISTS (RECORD_ID_REUSED) where this result
     * is stored with other figures.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.optimizer.v1.RecordResultResponse> recordResult(
        dev.agenthall.optimizer.v1.RecordResultRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRecordResultMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets the best prompt of every agent that has a variant with at least 20 results that is not retired, a page at a
     * time.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.optimizer.v1.GetBestPromptsResponse> getBestPrompts(
        dev.agenthall.optimizer.v1.GetBestPromptsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetBestPromptsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says what the whole fleet gained over its first prompts.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.optimizer.v1.GetOptimizationReportResponse> getOptimizationReport(
        dev.agenthall.optimizer.v1.GetOptimizationReportRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetOptimizationReportMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says how one agent's experiment stands. For an agent without variants or results the message says what is missing.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.optimizer.v1.GetExperimentReportResponse> getExperimentReport(
        dev.agenthall.optimizer.v1.GetExperimentReportRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetExperimentReportMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_ADD_VARIANT = 0;
  private static final int METHODID_LIST_VARIANTS = 1;
  private static final int METHODID_UPDATE_VARIANT = 2;
  private static final int METHODID_SELECT_VARIANT = 3;
  private static final int METHODID_RECORD_RESULT = 4;
  private static final int METHODID_GET_BEST_PROMPTS = 5;
  private static final int METHODID_GET_OPTIMIZATION_REPORT = 6;
  private static final int METHODID_GET_EXPERIMENT_REPORT = 7;

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
        case METHODID_ADD_VARIANT:
          serviceImpl.addVariant((dev.agenthall.optimizer.v1.AddVariantRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.AddVariantResponse>) responseObserver);
          break;
        case METHODID_LIST_VARIANTS:
          serviceImpl.listVariants((dev.agenthall.optimizer.v1.ListVariantsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.ListVariantsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_VARIANT:
          serviceImpl.updateVariant((dev.agenthall.optimizer.v1.UpdateVariantRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.UpdateVariantResponse>) responseObserver);
          break;
        case METHODID_SELECT_VARIANT:
          serviceImpl.selectVariant((dev.agenthall.optimizer.v1.SelectVariantRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.SelectVariantResponse>) responseObserver);
          break;
        case METHODID_RECORD_RESULT:
          serviceImpl.recordResult((dev.agenthall.optimizer.v1.RecordResultRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.RecordResultResponse>) responseObserver);
          break;
        case METHODID_GET_BEST_PROMPTS:
          serviceImpl.getBestPrompts((dev.agenthall.optimizer.v1.GetBestPromptsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetBestPromptsResponse>) responseObserver);
          break;
        case METHODID_GET_OPTIMIZATION_REPORT:
          serviceImpl.getOptimizationReport((dev.agenthall.optimizer.v1.GetOptimizationReportRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetOptimizationReportResponse>) responseObserver);
          break;
        case METHODID_GET_EXPERIMENT_REPORT:
          serviceImpl.getExperimentReport((dev.agenthall.optimizer.v1.GetExperimentReportRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.optimizer.v1.GetExperimentReportResponse>) responseObserver);
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
          getAddVariantMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.optimizer.v1.AddVariantRequest,
              dev.agenthall.optimizer.v1.AddVariantResponse>(
                service, METHODID_ADD_VARIANT)))
        .addMethod(
          getListVariantsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.optimizer.v1.ListVariantsRequest,
              dev.agenthall.optimizer.v1.ListVariantsResponse>(
                service, METHODID_LIST_VARIANTS)))
        .addMethod(
          getUpdateVariantMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.optimizer.v1.UpdateVariantRequest,
              dev.agenthall.optimizer.v1.UpdateVariantResponse>(
                service, METHODID_UPDATE_VARIANT)))
        .addMethod(
          getSelectVariantMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.optimizer.v1.SelectVariantRequest,
              dev.agenthall.optimizer.v1.SelectVariantResponse>(
                service, METHODID_SELECT_VARIANT)))
        .addMethod(
          getRecordResultMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.optimizer.v1.RecordResultRequest,
              dev.agenthall.optimizer.v1.RecordResultResponse>(
                service, METHODID_RECORD_RESULT)))
        .addMethod(
          getGetBestPromptsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.optimizer.v1.GetBestPromptsRequest,
              dev.agenthall.optimizer.v1.GetBestPromptsResponse>(
                service, METHODID_GET_BEST_PROMPTS)))
        .addMethod(
          getGetOptimizationReportMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.optimizer.v1.GetOptimizationReportRequest,
              dev.agenthall.optimizer.v1.GetOptimizationReportResponse>(
                service, METHODID_GET_OPTIMIZATION_REPORT)))
        .addMethod(
          getGetExperimentReportMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.optimizer.v1.GetExperimentReportRequest,
              dev.agenthall.optimizer.v1.GetExperimentReportResponse>(
                service, METHODID_GET_EXPERIMENT_REPORT)))
        .build();
  }

  private static abstract class OptimizerServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    OptimizerServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.agenthall.optimizer.v1.OptimizerServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("OptimizerService");
    }
  }

  private static final class OptimizerServiceFileDescriptorSupplier
      extends OptimizerServiceBaseDescriptorSupplier {
    OptimizerServiceFileDescriptorSupplier() {}
  }

  private static final class OptimizerServiceMethodDescriptorSupplier
      extends OptimizerServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    OptimizerServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (OptimizerServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new OptimizerServiceFileDescriptorSupplier())
              .addMethod(getAddVariantMethod())
              .addMethod(getListVariantsMethod())
              .addMethod(getUpdateVariantMethod())
              .addMethod(getSelectVariantMethod())
              .addMethod(getRecordResultMethod())
              .addMethod(getGetBestPromptsMethod())
              .addMethod(getGetOptimizationReportMethod())
              .addMethod(getGetExperimentReportMethod())
              .build();
        }
      }
    }
    return result;
  }
}
