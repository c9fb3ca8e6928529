package dev.agenthall.access.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Manages the API keys of the caller's workspace.
 * The workspace always comes from the credential. On a loopback address without `--auth required`, a call without
 * credentials is the admin of workspace `default`. Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED,
 * RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and DEADLINE_EXCEEDED.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class AccessServiceGrpc {

  private AccessServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "agenthall.access.v1.AccessService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.agenthall.access.v1.CreateApiKeyRequest,
      dev.agenthall.access.v1.CreateApiKeyResponse> getCreateApiKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateApiKey",
      requestType = dev.agenthall.access.v1.CreateApiKeyRequest.class,
      responseType = dev.agenthall.access.v1.CreateApiKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.access.v1.CreateApiKeyRequest,
      dev.agenthall.access.v1.CreateApiKeyResponse> getCreateApiKeyMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.access.v1.CreateApiKeyRequest, dev.agenthall.access.v1.CreateApiKeyResponse> getCreateApiKeyMethod;
    if ((getCreateApiKeyMethod = AccessServiceGrpc.getCreateApiKeyMethod) == null) {
      synchronized (AccessServiceGrpc.class) {
        if ((getCreateApiKeyMethod = AccessServiceGrpc.getCreateApiKeyMethod) == null) {
          AccessServiceGrpc.getCreateApiKeyMethod = getCreateApiKeyMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.access.v1.CreateApiKeyRequest, dev.agenthall.access.v1.CreateApiKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateApiKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.CreateApiKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.CreateApiKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AccessServiceMethodDescriptorSupplier("CreateApiKey"))
              .build();
        }
      }
    }
    return getCreateApiKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.access.v1.ListApiKeysRequest,
      dev.agenthall.access.v1.ListApiKeysResponse> getListApiKeysMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListApiKeys",
      requestType = dev.agenthall.access.v1.ListApiKeysRequest.class,
      responseType = dev.agenthall.access.v1.ListApiKeysResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.access.v1.ListApiKeysRequest,
      dev.agenthall.access.v1.ListApiKeysResponse> getListApiKeysMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.access.v1.ListApiKeysRequest, dev.agenthall.access.v1.ListApiKeysResponse> getListApiKeysMethod;
    if ((getListApiKeysMethod = AccessServiceGrpc.getListApiKeysMethod) == null) {
      synchronized (AccessServiceGrpc.class) {
        if ((getListApiKeysMethod = AccessServiceGrpc.getListApiKeysMethod) == null) {
          AccessServiceGrpc.getListApiKeysMethod = getListApiKeysMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.access.v1.ListApiKeysRequest, dev.agenthall.access.v1.ListApiKeysResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListApiKeys"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.ListApiKeysRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.ListApiKeysResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AccessServiceMethodDescriptorSupplier("ListApiKeys"))
              .build();
        }
      }
    }
    return getListApiKeysMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.access.v1.RevokeApiKeyRequest,
      dev.agenthall.access.v1.RevokeApiKeyResponse> getRevokeApiKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RevokeApiKey",
      requestType = dev.agenthall.access.v1.RevokeApiKeyRequest.class,
      responseType = dev.agenthall.access.v1.RevokeApiKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.access.v1.RevokeApiKeyRequest,
      dev.agenthall.access.v1.RevokeApiKeyResponse> getRevokeApiKeyMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.access.v1.RevokeApiKeyRequest, dev.agenthall.access.v1.RevokeApiKeyResponse> getRevokeApiKeyMethod;
    if ((getRevokeApiKeyMethod = AccessServiceGrpc.getRevokeApiKeyMethod) == null) {
      synchronized (AccessServiceGrpc.class) {
        if ((getRevokeApiKeyMethod = AccessServiceGrpc.getRevokeApiKeyMethod) == null) {
          AccessServiceGrpc.getRevokeApiKeyMethod = getRevokeApiKeyMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.access.v1.RevokeApiKeyRequest, dev.agenthall.access.v1.RevokeApiKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RevokeApiKey"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.RevokeApiKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.RevokeApiKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AccessServiceMethodDescriptorSupplier("RevokeApiKey"))
              .build();
        }
      }
    }
    return getRevokeApiKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.access.v1.RotateApiKeyRequest,
      dev.agenthall.access.v1.RotateApiKeyResponse> getRotateApiKeyMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RotateApiKey",
      requestType = dev.agenthall.access.v1.RotateApiKeyRequest.class,
      responseType = dev.agenthall.access.v1.RotateApiKeyResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.access.v1.RotateApiKeyRequest,
      dev.agenthall.access.v1.RotateApiKeyResponse> getRotateApiKeyMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.access.v1.RotateApiKeyRequest, dev.agenthall.access.v1.RotateApiKeyResponse> getRotateApiKeyMethod;
    if ((getRotateApiKeyMethod = AccessServiceGrpc.getRotateApiKeyMethod) == null) {
      synchronized (AccessServiceGrpc.class) {
        if ((getRotateApiKeyMethod = AccessServiceGrpc.getRotateApiKeyMethod) == null) {
          AccessServiceGrpc.getRotateApiKeyMethod = getRotateApiKeyMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.access.v1.RotateApiKeyRequest, dev.agenthall.access.v1.RotateApiKeyResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RotateApiKey"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.RotateApiKeyRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.RotateApiKeyResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AccessServiceMethodDescriptorSupplier("RotateApiKey"))
              .build();
        }
      }
    }
    return getRotateApiKeyMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.access.v1.ListAuditEventsRequest,
      dev.agenthall.access.v1.ListAuditEventsResponse> getListAuditEventsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAuditEvents",
      requestType = dev.agenthall.access.v1.ListAuditEventsRequest.class,
      responseType = dev.agenthall.access.v1.ListAuditEventsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.access.v1.ListAuditEventsRequest,
      dev.agenthall.access.v1.ListAuditEventsResponse> getListAuditEventsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.access.v1.ListAuditEventsRequest, dev.agenthall.access.v1.ListAuditEventsResponse> getListAuditEventsMethod;
    if ((getListAuditEventsMethod = AccessServiceGrpc.getListAuditEventsMethod) == null) {
      synchronized (AccessServiceGrpc.class) {
        if ((getListAuditEventsMethod = AccessServiceGrpc.getListAuditEventsMethod) == null) {
          AccessServiceGrpc.getListAuditEventsMethod = getListAuditEventsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.access.v1.ListAuditEventsRequest, dev.agenthall.access.v1.ListAuditEventsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAuditEvents"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.ListAuditEventsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.ListAuditEventsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AccessServiceMethodDescriptorSupplier("ListAuditEvents"))
              .build();
        }
      }
    }
    return getListAuditEventsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.access.v1.WhoAmIRequest,
      dev.agenthall.access.v1.WhoAmIResponse> getWhoAmIMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WhoAmI",
      requestType = dev.agenthall.access.v1.WhoAmIRequest.class,
      responseType = dev.agenthall.access.v1.WhoAmIResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.access.v1.WhoAmIRequest,
      dev.agenthall.access.v1.WhoAmIResponse> getWhoAmIMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.access.v1.WhoAmIRequest, dev.agenthall.access.v1.WhoAmIResponse> getWhoAmIMethod;
    if ((getWhoAmIMethod = AccessServiceGrpc.getWhoAmIMethod) == null) {
      synchronized (AccessServiceGrpc.class) {
        if ((getWhoAmIMethod = AccessServiceGrpc.getWhoAmIMethod) == null) {
          AccessServiceGrpc.getWhoAmIMethod = getWhoAmIMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.access.v1.WhoAmIRequest, dev.agenthall.access.v1.WhoAmIResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WhoAmI"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.WhoAmIRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.access.v1.WhoAmIResponse.getDefaultInstance()))
              .setSchemaDescriptor(new AccessServiceMethodDescriptorSupplier("WhoAmI"))
              .build();
        }
      }
    }
    return getWhoAmIMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static AccessServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AccessServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AccessServiceStub>() {
        @java.lang.Override
        public AccessServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AccessServiceStub(channel, callOptions);
        }
      };
    return AccessServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static AccessServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AccessServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AccessServiceBlockingV2Stub>() {
        @java.lang.Override
        public AccessServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AccessServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return AccessServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static AccessServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AccessServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AccessServiceBlockingStub>() {
        @java.lang.Override
        public AccessServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AccessServiceBlockingStub(channel, callOptions);
        }
      };
    return AccessServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static AccessServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<AccessServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<AccessServiceFutureStub>() {
        @java.lang.Override
        public AccessServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new AccessServiceFutureStub(channel, callOptions);
        }
      };
    return AccessServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Manages the API keys of the caller's workspace.
   * The workspace always comes from the credential. On a loopback address without `--auth required`, a call without
   * credentials is the admin of workspace `default`. Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED,
   * RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and DEADLINE_EXCEEDED.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Makes a key and shows its secret. Without a request_id a retry makes another key; revoke the one that you did not
     * receive.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    default void createApiKey(dev.agenthall.access.v1.CreateApiKeyRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.CreateApiKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateApiKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the workspace's keys, newest first, revoked ones included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listApiKeys(dev.agenthall.access.v1.ListApiKeysRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.ListApiKeysResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListApiKeysMethod(), responseObserver);
    }

    /**
     * <pre>
     * Revokes a key. It is refused within 5 seconds. Revoking a revoked key changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    default void revokeApiKey(dev.agenthall.access.v1.RevokeApiKeyRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.RevokeApiKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRevokeApiKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a new key for the same bearer, with the same name and role, and lets the old one live for a while, so that it
     * can be replaced everywhere without a gap. Without a request_id a retry makes another key, as CreateApiKey.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION
     * (INVALID_STATE_TRANSITION) for a key that was revoked or has expired.
     * </pre>
     */
    default void rotateApiKey(dev.agenthall.access.v1.RotateApiKeyRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.RotateApiKeyResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRotateApiKeyMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists what was done in the workspace and by whom: every call that changed something has its event, and calls that were
     * refused for want of a permission are counted. What one caller recorded within 5 seconds (executions, builds,
     * results) is one event, which counts it. Newest first.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listAuditEvents(dev.agenthall.access.v1.ListAuditEventsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.ListAuditEventsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAuditEventsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says who the server takes the caller for.
     * </pre>
     */
    default void whoAmI(dev.agenthall.access.v1.WhoAmIRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.WhoAmIResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWhoAmIMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service AccessService.
   * <pre>
   * Manages the API keys of the caller's workspace.
   * The workspace always comes from the credential. On a loopback address without `--auth required`, a call without
   * credentials is the admin of workspace `default`. Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED,
   * RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and DEADLINE_EXCEEDED.
   * </pre>
   */
  public static abstract class AccessServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return AccessServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service AccessService.
   * <pre>
   * Manages the API keys of the caller's workspace.
   * The workspace always comes from the credential. On a loopback address without `--auth required`, a call without
   * credentials is the admin of workspace `default`. Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED,
   * RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and DEADLINE_EXCEEDED.
   * </pre>
   */
  public static final class AccessServiceStub
      extends io.grpc.stub.AbstractAsyncStub<AccessServiceStub> {
    private AccessServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AccessServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AccessServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a key and shows its secret. Without a request_id a retry makes another key; revoke the one that you did not
     * receive.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    public void createApiKey(dev.agenthall.access.v1.CreateApiKeyRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.CreateApiKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateApiKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the workspace's keys, newest first, revoked ones included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listApiKeys(dev.agenthall.access.v1.ListApiKeysRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.ListApiKeysResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListApiKeysMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Revokes a key. It is refused within 5 seconds. Revoking a revoked key changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public void revokeApiKey(dev.agenthall.access.v1.RevokeApiKeyRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.RevokeApiKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRevokeApiKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a new key for the same bearer, with the same name and role, and lets the old one live for a while, so that it
     * can be replaced everywhere without a gap. Without a request_id a retry makes another key, as CreateApiKey.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION
     * (INVALID_STATE_TRANSITION) for a key that was revoked or has expired.
     * </pre>
     */
    public void rotateApiKey(dev.agenthall.access.v1.RotateApiKeyRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.RotateApiKeyResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRotateApiKeyMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists what was done in the workspace and by whom: every call that changed something has its event, and calls that were
     * refused for want of a permission are counted. What one caller recorded within 5 seconds (executions, builds,
     * results) is one event, which counts it. Newest first.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listAuditEvents(dev.agenthall.access.v1.ListAuditEventsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.ListAuditEventsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAuditEventsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says who the server takes the caller for.
     * </pre>
     */
    public void whoAmI(dev.agenthall.access.v1.WhoAmIRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.access.v1.WhoAmIResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getWhoAmIMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service AccessService.
   * <pre>
   * Manages the API keys of the caller's workspace.
   * The workspace always comes from the credential. On a loopback address without `--auth required`, a call without
   * credentials is the admin of workspace `default`. Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED,
   * RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and DEADLINE_EXCEEDED.
   * </pre>
   */
  public static final class AccessServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<AccessServiceBlockingV2Stub> {
    private AccessServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AccessServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AccessServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a key and shows its secret. Without a request_id a retry makes another key; revoke the one that you did not
     * receive.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    public dev.agenthall.access.v1.CreateApiKeyResponse createApiKey(dev.agenthall.access.v1.CreateApiKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the workspace's keys, newest first, revoked ones included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.access.v1.ListApiKeysResponse listApiKeys(dev.agenthall.access.v1.ListApiKeysRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListApiKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Revokes a key. It is refused within 5 seconds. Revoking a revoked key changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.access.v1.RevokeApiKeyResponse revokeApiKey(dev.agenthall.access.v1.RevokeApiKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRevokeApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a new key for the same bearer, with the same name and role, and lets the old one live for a while, so that it
     * can be replaced everywhere without a gap. Without a request_id a retry makes another key, as CreateApiKey.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION
     * (INVALID_STATE_TRANSITION) for a key that was revoked or has expired.
     * </pre>
     */
    public dev.agenthall.access.v1.RotateApiKeyResponse rotateApiKey(dev.agenthall.access.v1.RotateApiKeyRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRotateApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what was done in the workspace and by whom: every call that changed something has its event, and calls that were
     * refused for want of a permission are counted. What one caller recorded within 5 seconds (executions, builds,
     * results) is one event, which counts it. Newest first.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.access.v1.ListAuditEventsResponse listAuditEvents(dev.agenthall.access.v1.ListAuditEventsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAuditEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says who the server takes the caller for.
     * </pre>
     */
    public dev.agenthall.access.v1.WhoAmIResponse whoAmI(dev.agenthall.access.v1.WhoAmIRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getWhoAmIMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service AccessService.
   * <pre>
   * Manages the API keys of the caller's workspace.
   * The workspace always comes from the credential. On a loopback address without `--auth required`, a call without
   * credentials is the admin of workspace `default`. Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED,
   * RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and DEADLINE_EXCEEDED.
   * </pre>
   */
  public static final class AccessServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<AccessServiceBlockingStub> {
    private AccessServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AccessServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AccessServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a key and shows its secret. Without a request_id a retry makes another key; revoke the one that you did not
     * receive.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    public dev.agenthall.access.v1.CreateApiKeyResponse createApiKey(dev.agenthall.access.v1.CreateApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the workspace's keys, newest first, revoked ones included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.access.v1.ListApiKeysResponse listApiKeys(dev.agenthall.access.v1.ListApiKeysRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListApiKeysMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Revokes a key. It is refused within 5 seconds. Revoking a revoked key changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public dev.agenthall.access.v1.RevokeApiKeyResponse revokeApiKey(dev.agenthall.access.v1.RevokeApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRevokeApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a new key for the same bearer, with the same name and role, and lets the old one live for a while, so that it
     * can be replaced everywhere without a gap. Without a request_id a retry makes another key, as CreateApiKey.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION
     * (INVALID_STATE_TRANSITION) for a key that was revoked or has expired.
     * </pre>
     */
    public dev.agenthall.access.v1.RotateApiKeyResponse rotateApiKey(dev.agenthall.access.v1.RotateApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRotateApiKeyMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what was done in the workspace and by whom: every call that changed something has its event, and calls that were
     * refused for want of a permission are counted. What one caller recorded within 5 seconds (executions, builds,
     * results) is one event, which counts it. Newest first.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.access.v1.ListAuditEventsResponse listAuditEvents(dev.agenthall.access.v1.ListAuditEventsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAuditEventsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says who the server takes the caller for.
     * </pre>
     */
    public dev.agenthall.access.v1.WhoAmIResponse whoAmI(dev.agenthall.access.v1.WhoAmIRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getWhoAmIMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service AccessService.
   * <pre>
   * Manages the API keys of the caller's workspace.
   * The workspace always comes from the credential. On a loopback address without `--auth required`, a call without
   * credentials is the admin of workspace `default`. Every method may also answer UNAUTHENTICATED, PERMISSION_DENIED,
   * RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED), UNAVAILABLE and DEADLINE_EXCEEDED.
   * </pre>
   */
  public static final class AccessServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<AccessServiceFutureStub> {
    private AccessServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected AccessServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new AccessServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Makes a key and shows its secret. Without a request_id a retry makes another key; revoke the one that you did not
     * receive.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.access.v1.CreateApiKeyResponse> createApiKey(
        dev.agenthall.access.v1.CreateApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateApiKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the workspace's keys, newest first, revoked ones included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.access.v1.ListApiKeysResponse> listApiKeys(
        dev.agenthall.access.v1.ListApiKeysRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListApiKeysMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Revokes a key. It is refused within 5 seconds. Revoking a revoked key changes nothing and succeeds.
     * Errors: NOT_FOUND (RESOURCE_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.access.v1.RevokeApiKeyResponse> revokeApiKey(
        dev.agenthall.access.v1.RevokeApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRevokeApiKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a new key for the same bearer, with the same name and role, and lets the old one live for a while, so that it
     * can be replaced everywhere without a gap. Without a request_id a retry makes another key, as CreateApiKey.
     * Errors: INVALID_ARGUMENT (VALIDATION_FAILED, REQUEST_ID_REUSED), NOT_FOUND (RESOURCE_NOT_FOUND), FAILED_PRECONDITION
     * (INVALID_STATE_TRANSITION) for a key that was revoked or has expired.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.access.v1.RotateApiKeyResponse> rotateApiKey(
        dev.agenthall.access.v1.RotateApiKeyRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRotateApiKeyMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists what was done in the workspace and by whom: every call that changed something has its event, and calls that were
     * refused for want of a permission are counted. What one caller recorded within 5 seconds (executions, builds,
     * results) is one event, which counts it. Newest first.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.access.v1.ListAuditEventsResponse> listAuditEvents(
        dev.agenthall.access.v1.ListAuditEventsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAuditEventsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says who the server takes the caller for.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.access.v1.WhoAmIResponse> whoAmI(
        dev.agenthall.access.v1.WhoAmIRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getWhoAmIMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_API_KEY = 0;
  private static final int METHODID_LIST_API_KEYS = 1;
  private static final int METHODID_REVOKE_API_KEY = 2;
  private static final int METHODID_ROTATE_API_KEY = 3;
  private static final int METHODID_LIST_AUDIT_EVENTS = 4;
  private static final int METHODID_WHO_AM_I = 5;

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
        case METHODID_CREATE_API_KEY:
          serviceImpl.createApiKey((dev.agenthall.access.v1.CreateApiKeyRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.access.v1.CreateApiKeyResponse>) responseObserver);
          break;
        case METHODID_LIST_API_KEYS:
          serviceImpl.listApiKeys((dev.agenthall.access.v1.ListApiKeysRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.access.v1.ListApiKeysResponse>) responseObserver);
          break;
        case METHODID_REVOKE_API_KEY:
          serviceImpl.revokeApiKey((dev.agenthall.access.v1.RevokeApiKeyRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.access.v1.RevokeApiKeyResponse>) responseObserver);
          break;
        case METHODID_ROTATE_API_KEY:
          serviceImpl.rotateApiKey((dev.agenthall.access.v1.RotateApiKeyRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.access.v1.RotateApiKeyResponse>) responseObserver);
          break;
        case METHODID_LIST_AUDIT_EVENTS:
          serviceImpl.listAuditEvents((dev.agenthall.access.v1.ListAuditEventsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.access.v1.ListAuditEventsResponse>) responseObserver);
          break;
        case METHODID_WHO_AM_I:
          serviceImpl.whoAmI((dev.agenthall.access.v1.WhoAmIRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.access.v1.WhoAmIResponse>) responseObserver);
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
          getCreateApiKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.access.v1.CreateApiKeyRequest,
              dev.agenthall.access.v1.CreateApiKeyResponse>(
                service, METHODID_CREATE_API_KEY)))
        .addMethod(
          getListApiKeysMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.access.v1.ListApiKeysRequest,
              dev.agenthall.access.v1.ListApiKeysResponse>(
                service, METHODID_LIST_API_KEYS)))
        .addMethod(
          getRevokeApiKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.access.v1.RevokeApiKeyRequest,
              dev.agenthall.access.v1.RevokeApiKeyResponse>(
                service, METHODID_REVOKE_API_KEY)))
        .addMethod(
          getRotateApiKeyMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.access.v1.RotateApiKeyRequest,
              dev.agenthall.access.v1.RotateApiKeyResponse>(
                service, METHODID_ROTATE_API_KEY)))
        .addMethod(
          getListAuditEventsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.access.v1.ListAuditEventsRequest,
              dev.agenthall.access.v1.ListAuditEventsResponse>(
                service, METHODID_LIST_AUDIT_EVENTS)))
        .addMethod(
          getWhoAmIMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.access.v1.WhoAmIRequest,
              dev.agenthall.access.v1.WhoAmIResponse>(
                service, METHODID_WHO_AM_I)))
        .build();
  }

  private static abstract class AccessServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    AccessServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.agenthall.access.v1.AccessServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("AccessService");
    }
  }

  private static final class AccessServiceFileDescriptorSupplier
      extends AccessServiceBaseDescriptorSupplier {
    AccessServiceFileDescriptorSupplier() {}
  }

  private static final class AccessServiceMethodDescriptorSupplier
      extends AccessServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    AccessServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (AccessServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new AccessServiceFileDescriptorSupplier())
              .addMethod(getCreateApiKeyMethod())
              .addMethod(getListApiKeysMethod())
              .addMethod(getRevokeApiKeyMethod())
              .addMethod(getRotateApiKeyMethod())
              .addMethod(getListAuditEventsMethod())
              .addMethod(getWhoAmIMethod())
              .build();
        }
      }
    }
    return result;
  }
}
