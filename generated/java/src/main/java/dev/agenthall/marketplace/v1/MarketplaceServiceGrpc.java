package dev.agenthall.marketplace.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Publishes, validates, finds, installs and rates agents.
 * An agent's id is `namespace/name`. Reads accept the published slug as well as the original wording ("ReactExpert"),
 * and an id without a namespace means the caller's default one. The catalogue is shared by all workspaces of a server
 * as far as visibility allows; installations and votes belong to the caller's workspace. Every method may also answer
 * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
 * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
 * its documented range.
 * </pre>
 */
@io.grpc.stub.annotations.GrpcGenerated
public final class MarketplaceServiceGrpc {

  private MarketplaceServiceGrpc() {}

  public static final java.lang.String SERVICE_NAME = "agenthall.marketplace.v1.MarketplaceService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ValidateManifestRequest,
      dev.agenthall.marketplace.v1.ValidateManifestResponse> getValidateManifestMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ValidateManifest",
      requestType = dev.agenthall.marketplace.v1.ValidateManifestRequest.class,
      responseType = dev.agenthall.marketplace.v1.ValidateManifestResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ValidateManifestRequest,
      dev.agenthall.marketplace.v1.ValidateManifestResponse> getValidateManifestMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ValidateManifestRequest, dev.agenthall.marketplace.v1.ValidateManifestResponse> getValidateManifestMethod;
    if ((getValidateManifestMethod = MarketplaceServiceGrpc.getValidateManifestMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getValidateManifestMethod = MarketplaceServiceGrpc.getValidateManifestMethod) == null) {
          MarketplaceServiceGrpc.getValidateManifestMethod = getValidateManifestMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.ValidateManifestRequest, dev.agenthall.marketplace.v1.ValidateManifestResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ValidateManifest"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ValidateManifestRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ValidateManifestResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("ValidateManifest"))
              .build();
        }
      }
    }
    return getValidateManifestMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.PublishAgentRequest,
      dev.agenthall.marketplace.v1.PublishAgentResponse> getPublishAgentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "PublishAgent",
      requestType = dev.agenthall.marketplace.v1.PublishAgentRequest.class,
      responseType = dev.agenthall.marketplace.v1.PublishAgentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.PublishAgentRequest,
      dev.agenthall.marketplace.v1.PublishAgentResponse> getPublishAgentMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.PublishAgentRequest, dev.agenthall.marketplace.v1.PublishAgentResponse> getPublishAgentMethod;
    if ((getPublishAgentMethod = MarketplaceServiceGrpc.getPublishAgentMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getPublishAgentMethod = MarketplaceServiceGrpc.getPublishAgentMethod) == null) {
          MarketplaceServiceGrpc.getPublishAgentMethod = getPublishAgentMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.PublishAgentRequest, dev.agenthall.marketplace.v1.PublishAgentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "PublishAgent"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.PublishAgentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.PublishAgentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("PublishAgent"))
              .build();
        }
      }
    }
    return getPublishAgentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.GetAgentRequest,
      dev.agenthall.marketplace.v1.GetAgentResponse> getGetAgentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetAgent",
      requestType = dev.agenthall.marketplace.v1.GetAgentRequest.class,
      responseType = dev.agenthall.marketplace.v1.GetAgentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.GetAgentRequest,
      dev.agenthall.marketplace.v1.GetAgentResponse> getGetAgentMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.GetAgentRequest, dev.agenthall.marketplace.v1.GetAgentResponse> getGetAgentMethod;
    if ((getGetAgentMethod = MarketplaceServiceGrpc.getGetAgentMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getGetAgentMethod = MarketplaceServiceGrpc.getGetAgentMethod) == null) {
          MarketplaceServiceGrpc.getGetAgentMethod = getGetAgentMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.GetAgentRequest, dev.agenthall.marketplace.v1.GetAgentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetAgent"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.GetAgentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.GetAgentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("GetAgent"))
              .build();
        }
      }
    }
    return getGetAgentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListAgentsRequest,
      dev.agenthall.marketplace.v1.ListAgentsResponse> getListAgentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAgents",
      requestType = dev.agenthall.marketplace.v1.ListAgentsRequest.class,
      responseType = dev.agenthall.marketplace.v1.ListAgentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListAgentsRequest,
      dev.agenthall.marketplace.v1.ListAgentsResponse> getListAgentsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListAgentsRequest, dev.agenthall.marketplace.v1.ListAgentsResponse> getListAgentsMethod;
    if ((getListAgentsMethod = MarketplaceServiceGrpc.getListAgentsMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getListAgentsMethod = MarketplaceServiceGrpc.getListAgentsMethod) == null) {
          MarketplaceServiceGrpc.getListAgentsMethod = getListAgentsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.ListAgentsRequest, dev.agenthall.marketplace.v1.ListAgentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAgents"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListAgentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListAgentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("ListAgents"))
              .build();
        }
      }
    }
    return getListAgentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListAgentVersionsRequest,
      dev.agenthall.marketplace.v1.ListAgentVersionsResponse> getListAgentVersionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListAgentVersions",
      requestType = dev.agenthall.marketplace.v1.ListAgentVersionsRequest.class,
      responseType = dev.agenthall.marketplace.v1.ListAgentVersionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListAgentVersionsRequest,
      dev.agenthall.marketplace.v1.ListAgentVersionsResponse> getListAgentVersionsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListAgentVersionsRequest, dev.agenthall.marketplace.v1.ListAgentVersionsResponse> getListAgentVersionsMethod;
    if ((getListAgentVersionsMethod = MarketplaceServiceGrpc.getListAgentVersionsMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getListAgentVersionsMethod = MarketplaceServiceGrpc.getListAgentVersionsMethod) == null) {
          MarketplaceServiceGrpc.getListAgentVersionsMethod = getListAgentVersionsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.ListAgentVersionsRequest, dev.agenthall.marketplace.v1.ListAgentVersionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListAgentVersions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListAgentVersionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListAgentVersionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("ListAgentVersions"))
              .build();
        }
      }
    }
    return getListAgentVersionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.SearchAgentsRequest,
      dev.agenthall.marketplace.v1.SearchAgentsResponse> getSearchAgentsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SearchAgents",
      requestType = dev.agenthall.marketplace.v1.SearchAgentsRequest.class,
      responseType = dev.agenthall.marketplace.v1.SearchAgentsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.SearchAgentsRequest,
      dev.agenthall.marketplace.v1.SearchAgentsResponse> getSearchAgentsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.SearchAgentsRequest, dev.agenthall.marketplace.v1.SearchAgentsResponse> getSearchAgentsMethod;
    if ((getSearchAgentsMethod = MarketplaceServiceGrpc.getSearchAgentsMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getSearchAgentsMethod = MarketplaceServiceGrpc.getSearchAgentsMethod) == null) {
          MarketplaceServiceGrpc.getSearchAgentsMethod = getSearchAgentsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.SearchAgentsRequest, dev.agenthall.marketplace.v1.SearchAgentsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SearchAgents"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.SearchAgentsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.SearchAgentsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("SearchAgents"))
              .build();
        }
      }
    }
    return getSearchAgentsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListCategoriesRequest,
      dev.agenthall.marketplace.v1.ListCategoriesResponse> getListCategoriesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListCategories",
      requestType = dev.agenthall.marketplace.v1.ListCategoriesRequest.class,
      responseType = dev.agenthall.marketplace.v1.ListCategoriesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListCategoriesRequest,
      dev.agenthall.marketplace.v1.ListCategoriesResponse> getListCategoriesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListCategoriesRequest, dev.agenthall.marketplace.v1.ListCategoriesResponse> getListCategoriesMethod;
    if ((getListCategoriesMethod = MarketplaceServiceGrpc.getListCategoriesMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getListCategoriesMethod = MarketplaceServiceGrpc.getListCategoriesMethod) == null) {
          MarketplaceServiceGrpc.getListCategoriesMethod = getListCategoriesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.ListCategoriesRequest, dev.agenthall.marketplace.v1.ListCategoriesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListCategories"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListCategoriesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListCategoriesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("ListCategories"))
              .build();
        }
      }
    }
    return getListCategoriesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.InstallAgentRequest,
      dev.agenthall.marketplace.v1.InstallAgentResponse> getInstallAgentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "InstallAgent",
      requestType = dev.agenthall.marketplace.v1.InstallAgentRequest.class,
      responseType = dev.agenthall.marketplace.v1.InstallAgentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.InstallAgentRequest,
      dev.agenthall.marketplace.v1.InstallAgentResponse> getInstallAgentMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.InstallAgentRequest, dev.agenthall.marketplace.v1.InstallAgentResponse> getInstallAgentMethod;
    if ((getInstallAgentMethod = MarketplaceServiceGrpc.getInstallAgentMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getInstallAgentMethod = MarketplaceServiceGrpc.getInstallAgentMethod) == null) {
          MarketplaceServiceGrpc.getInstallAgentMethod = getInstallAgentMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.InstallAgentRequest, dev.agenthall.marketplace.v1.InstallAgentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "InstallAgent"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.InstallAgentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.InstallAgentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("InstallAgent"))
              .build();
        }
      }
    }
    return getInstallAgentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListInstallationsRequest,
      dev.agenthall.marketplace.v1.ListInstallationsResponse> getListInstallationsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListInstallations",
      requestType = dev.agenthall.marketplace.v1.ListInstallationsRequest.class,
      responseType = dev.agenthall.marketplace.v1.ListInstallationsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListInstallationsRequest,
      dev.agenthall.marketplace.v1.ListInstallationsResponse> getListInstallationsMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListInstallationsRequest, dev.agenthall.marketplace.v1.ListInstallationsResponse> getListInstallationsMethod;
    if ((getListInstallationsMethod = MarketplaceServiceGrpc.getListInstallationsMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getListInstallationsMethod = MarketplaceServiceGrpc.getListInstallationsMethod) == null) {
          MarketplaceServiceGrpc.getListInstallationsMethod = getListInstallationsMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.ListInstallationsRequest, dev.agenthall.marketplace.v1.ListInstallationsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListInstallations"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListInstallationsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListInstallationsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("ListInstallations"))
              .build();
        }
      }
    }
    return getListInstallationsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.UninstallAgentRequest,
      dev.agenthall.marketplace.v1.UninstallAgentResponse> getUninstallAgentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UninstallAgent",
      requestType = dev.agenthall.marketplace.v1.UninstallAgentRequest.class,
      responseType = dev.agenthall.marketplace.v1.UninstallAgentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.UninstallAgentRequest,
      dev.agenthall.marketplace.v1.UninstallAgentResponse> getUninstallAgentMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.UninstallAgentRequest, dev.agenthall.marketplace.v1.UninstallAgentResponse> getUninstallAgentMethod;
    if ((getUninstallAgentMethod = MarketplaceServiceGrpc.getUninstallAgentMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getUninstallAgentMethod = MarketplaceServiceGrpc.getUninstallAgentMethod) == null) {
          MarketplaceServiceGrpc.getUninstallAgentMethod = getUninstallAgentMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.UninstallAgentRequest, dev.agenthall.marketplace.v1.UninstallAgentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UninstallAgent"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.UninstallAgentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.UninstallAgentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("UninstallAgent"))
              .build();
        }
      }
    }
    return getUninstallAgentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.RateAgentRequest,
      dev.agenthall.marketplace.v1.RateAgentResponse> getRateAgentMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RateAgent",
      requestType = dev.agenthall.marketplace.v1.RateAgentRequest.class,
      responseType = dev.agenthall.marketplace.v1.RateAgentResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.RateAgentRequest,
      dev.agenthall.marketplace.v1.RateAgentResponse> getRateAgentMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.RateAgentRequest, dev.agenthall.marketplace.v1.RateAgentResponse> getRateAgentMethod;
    if ((getRateAgentMethod = MarketplaceServiceGrpc.getRateAgentMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getRateAgentMethod = MarketplaceServiceGrpc.getRateAgentMethod) == null) {
          MarketplaceServiceGrpc.getRateAgentMethod = getRateAgentMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.RateAgentRequest, dev.agenthall.marketplace.v1.RateAgentResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RateAgent"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.RateAgentRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.RateAgentResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("RateAgent"))
              .build();
        }
      }
    }
    return getRateAgentMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.SetAgentStatusRequest,
      dev.agenthall.marketplace.v1.SetAgentStatusResponse> getSetAgentStatusMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SetAgentStatus",
      requestType = dev.agenthall.marketplace.v1.SetAgentStatusRequest.class,
      responseType = dev.agenthall.marketplace.v1.SetAgentStatusResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.SetAgentStatusRequest,
      dev.agenthall.marketplace.v1.SetAgentStatusResponse> getSetAgentStatusMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.SetAgentStatusRequest, dev.agenthall.marketplace.v1.SetAgentStatusResponse> getSetAgentStatusMethod;
    if ((getSetAgentStatusMethod = MarketplaceServiceGrpc.getSetAgentStatusMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getSetAgentStatusMethod = MarketplaceServiceGrpc.getSetAgentStatusMethod) == null) {
          MarketplaceServiceGrpc.getSetAgentStatusMethod = getSetAgentStatusMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.SetAgentStatusRequest, dev.agenthall.marketplace.v1.SetAgentStatusResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SetAgentStatus"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.SetAgentStatusRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.SetAgentStatusResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("SetAgentStatus"))
              .build();
        }
      }
    }
    return getSetAgentStatusMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.YankAgentVersionRequest,
      dev.agenthall.marketplace.v1.YankAgentVersionResponse> getYankAgentVersionMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "YankAgentVersion",
      requestType = dev.agenthall.marketplace.v1.YankAgentVersionRequest.class,
      responseType = dev.agenthall.marketplace.v1.YankAgentVersionResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.YankAgentVersionRequest,
      dev.agenthall.marketplace.v1.YankAgentVersionResponse> getYankAgentVersionMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.YankAgentVersionRequest, dev.agenthall.marketplace.v1.YankAgentVersionResponse> getYankAgentVersionMethod;
    if ((getYankAgentVersionMethod = MarketplaceServiceGrpc.getYankAgentVersionMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getYankAgentVersionMethod = MarketplaceServiceGrpc.getYankAgentVersionMethod) == null) {
          MarketplaceServiceGrpc.getYankAgentVersionMethod = getYankAgentVersionMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.YankAgentVersionRequest, dev.agenthall.marketplace.v1.YankAgentVersionResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "YankAgentVersion"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.YankAgentVersionRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.YankAgentVersionResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("YankAgentVersion"))
              .build();
        }
      }
    }
    return getYankAgentVersionMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.CreateNamespaceRequest,
      dev.agenthall.marketplace.v1.CreateNamespaceResponse> getCreateNamespaceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateNamespace",
      requestType = dev.agenthall.marketplace.v1.CreateNamespaceRequest.class,
      responseType = dev.agenthall.marketplace.v1.CreateNamespaceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.CreateNamespaceRequest,
      dev.agenthall.marketplace.v1.CreateNamespaceResponse> getCreateNamespaceMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.CreateNamespaceRequest, dev.agenthall.marketplace.v1.CreateNamespaceResponse> getCreateNamespaceMethod;
    if ((getCreateNamespaceMethod = MarketplaceServiceGrpc.getCreateNamespaceMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getCreateNamespaceMethod = MarketplaceServiceGrpc.getCreateNamespaceMethod) == null) {
          MarketplaceServiceGrpc.getCreateNamespaceMethod = getCreateNamespaceMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.CreateNamespaceRequest, dev.agenthall.marketplace.v1.CreateNamespaceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateNamespace"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.CreateNamespaceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.CreateNamespaceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("CreateNamespace"))
              .build();
        }
      }
    }
    return getCreateNamespaceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.GetNamespaceRequest,
      dev.agenthall.marketplace.v1.GetNamespaceResponse> getGetNamespaceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetNamespace",
      requestType = dev.agenthall.marketplace.v1.GetNamespaceRequest.class,
      responseType = dev.agenthall.marketplace.v1.GetNamespaceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.GetNamespaceRequest,
      dev.agenthall.marketplace.v1.GetNamespaceResponse> getGetNamespaceMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.GetNamespaceRequest, dev.agenthall.marketplace.v1.GetNamespaceResponse> getGetNamespaceMethod;
    if ((getGetNamespaceMethod = MarketplaceServiceGrpc.getGetNamespaceMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getGetNamespaceMethod = MarketplaceServiceGrpc.getGetNamespaceMethod) == null) {
          MarketplaceServiceGrpc.getGetNamespaceMethod = getGetNamespaceMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.GetNamespaceRequest, dev.agenthall.marketplace.v1.GetNamespaceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetNamespace"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.GetNamespaceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.GetNamespaceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("GetNamespace"))
              .build();
        }
      }
    }
    return getGetNamespaceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListNamespacesRequest,
      dev.agenthall.marketplace.v1.ListNamespacesResponse> getListNamespacesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListNamespaces",
      requestType = dev.agenthall.marketplace.v1.ListNamespacesRequest.class,
      responseType = dev.agenthall.marketplace.v1.ListNamespacesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListNamespacesRequest,
      dev.agenthall.marketplace.v1.ListNamespacesResponse> getListNamespacesMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.ListNamespacesRequest, dev.agenthall.marketplace.v1.ListNamespacesResponse> getListNamespacesMethod;
    if ((getListNamespacesMethod = MarketplaceServiceGrpc.getListNamespacesMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getListNamespacesMethod = MarketplaceServiceGrpc.getListNamespacesMethod) == null) {
          MarketplaceServiceGrpc.getListNamespacesMethod = getListNamespacesMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.ListNamespacesRequest, dev.agenthall.marketplace.v1.ListNamespacesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListNamespaces"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListNamespacesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.ListNamespacesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("ListNamespaces"))
              .build();
        }
      }
    }
    return getListNamespacesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.UpdateNamespaceRequest,
      dev.agenthall.marketplace.v1.UpdateNamespaceResponse> getUpdateNamespaceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateNamespace",
      requestType = dev.agenthall.marketplace.v1.UpdateNamespaceRequest.class,
      responseType = dev.agenthall.marketplace.v1.UpdateNamespaceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.UpdateNamespaceRequest,
      dev.agenthall.marketplace.v1.UpdateNamespaceResponse> getUpdateNamespaceMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.UpdateNamespaceRequest, dev.agenthall.marketplace.v1.UpdateNamespaceResponse> getUpdateNamespaceMethod;
    if ((getUpdateNamespaceMethod = MarketplaceServiceGrpc.getUpdateNamespaceMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getUpdateNamespaceMethod = MarketplaceServiceGrpc.getUpdateNamespaceMethod) == null) {
          MarketplaceServiceGrpc.getUpdateNamespaceMethod = getUpdateNamespaceMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.UpdateNamespaceRequest, dev.agenthall.marketplace.v1.UpdateNamespaceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateNamespace"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.UpdateNamespaceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.UpdateNamespaceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("UpdateNamespace"))
              .build();
        }
      }
    }
    return getUpdateNamespaceMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.AddNamespaceMemberRequest,
      dev.agenthall.marketplace.v1.AddNamespaceMemberResponse> getAddNamespaceMemberMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "AddNamespaceMember",
      requestType = dev.agenthall.marketplace.v1.AddNamespaceMemberRequest.class,
      responseType = dev.agenthall.marketplace.v1.AddNamespaceMemberResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.AddNamespaceMemberRequest,
      dev.agenthall.marketplace.v1.AddNamespaceMemberResponse> getAddNamespaceMemberMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.AddNamespaceMemberRequest, dev.agenthall.marketplace.v1.AddNamespaceMemberResponse> getAddNamespaceMemberMethod;
    if ((getAddNamespaceMemberMethod = MarketplaceServiceGrpc.getAddNamespaceMemberMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getAddNamespaceMemberMethod = MarketplaceServiceGrpc.getAddNamespaceMemberMethod) == null) {
          MarketplaceServiceGrpc.getAddNamespaceMemberMethod = getAddNamespaceMemberMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.AddNamespaceMemberRequest, dev.agenthall.marketplace.v1.AddNamespaceMemberResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "AddNamespaceMember"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.AddNamespaceMemberRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.AddNamespaceMemberResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("AddNamespaceMember"))
              .build();
        }
      }
    }
    return getAddNamespaceMemberMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest,
      dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse> getRemoveNamespaceMemberMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RemoveNamespaceMember",
      requestType = dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest.class,
      responseType = dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest,
      dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse> getRemoveNamespaceMemberMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest, dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse> getRemoveNamespaceMemberMethod;
    if ((getRemoveNamespaceMemberMethod = MarketplaceServiceGrpc.getRemoveNamespaceMemberMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getRemoveNamespaceMemberMethod = MarketplaceServiceGrpc.getRemoveNamespaceMemberMethod) == null) {
          MarketplaceServiceGrpc.getRemoveNamespaceMemberMethod = getRemoveNamespaceMemberMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest, dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RemoveNamespaceMember"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("RemoveNamespaceMember"))
              .build();
        }
      }
    }
    return getRemoveNamespaceMemberMethod;
  }

  private static volatile io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.TransferNamespaceRequest,
      dev.agenthall.marketplace.v1.TransferNamespaceResponse> getTransferNamespaceMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "TransferNamespace",
      requestType = dev.agenthall.marketplace.v1.TransferNamespaceRequest.class,
      responseType = dev.agenthall.marketplace.v1.TransferNamespaceResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.TransferNamespaceRequest,
      dev.agenthall.marketplace.v1.TransferNamespaceResponse> getTransferNamespaceMethod() {
    io.grpc.MethodDescriptor<dev.agenthall.marketplace.v1.TransferNamespaceRequest, dev.agenthall.marketplace.v1.TransferNamespaceResponse> getTransferNamespaceMethod;
    if ((getTransferNamespaceMethod = MarketplaceServiceGrpc.getTransferNamespaceMethod) == null) {
      synchronized (MarketplaceServiceGrpc.class) {
        if ((getTransferNamespaceMethod = MarketplaceServiceGrpc.getTransferNamespaceMethod) == null) {
          MarketplaceServiceGrpc.getTransferNamespaceMethod = getTransferNamespaceMethod =
              io.grpc.MethodDescriptor.<dev.agenthall.marketplace.v1.TransferNamespaceRequest, dev.agenthall.marketplace.v1.TransferNamespaceResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "TransferNamespace"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.TransferNamespaceRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  dev.agenthall.marketplace.v1.TransferNamespaceResponse.getDefaultInstance()))
              .setSchemaDescriptor(new MarketplaceServiceMethodDescriptorSupplier("TransferNamespace"))
              .build();
        }
      }
    }
    return getTransferNamespaceMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static MarketplaceServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<MarketplaceServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<MarketplaceServiceStub>() {
        @java.lang.Override
        public MarketplaceServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new MarketplaceServiceStub(channel, callOptions);
        }
      };
    return MarketplaceServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports all types of calls on the service
   */
  public static MarketplaceServiceBlockingV2Stub newBlockingV2Stub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<MarketplaceServiceBlockingV2Stub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<MarketplaceServiceBlockingV2Stub>() {
        @java.lang.Override
        public MarketplaceServiceBlockingV2Stub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new MarketplaceServiceBlockingV2Stub(channel, callOptions);
        }
      };
    return MarketplaceServiceBlockingV2Stub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static MarketplaceServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<MarketplaceServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<MarketplaceServiceBlockingStub>() {
        @java.lang.Override
        public MarketplaceServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new MarketplaceServiceBlockingStub(channel, callOptions);
        }
      };
    return MarketplaceServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static MarketplaceServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<MarketplaceServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<MarketplaceServiceFutureStub>() {
        @java.lang.Override
        public MarketplaceServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new MarketplaceServiceFutureStub(channel, callOptions);
        }
      };
    return MarketplaceServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Publishes, validates, finds, installs and rates agents.
   * An agent's id is `namespace/name`. Reads accept the published slug as well as the original wording ("ReactExpert"),
   * and an id without a namespace means the caller's default one. The catalogue is shared by all workspaces of a server
   * as far as visibility allows; installations and votes belong to the caller's workspace. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public interface AsyncService {

    /**
     * <pre>
     * Says everything that is wrong with a manifest, or could be better, at once. Stores nothing.
     * </pre>
     */
    default void validateManifest(dev.agenthall.marketplace.v1.ValidateManifestRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ValidateManifestResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getValidateManifestMethod(), responseObserver);
    }

    /**
     * <pre>
     * Publishes one version. The same manifest again succeeds and changes nothing but the visibility, where one is given.
     * The workspace that publishes in a namespace first owns it; CreateNamespace says who may publish in it.
     * Errors: INVALID_ARGUMENT (INVALID_SEMVER, INVALID_JSON_SCHEMA), ALREADY_EXISTS (VERSION_ALREADY_PUBLISHED),
     * FAILED_PRECONDITION (MANIFEST_REJECTED), PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    default void publishAgent(dev.agenthall.marketplace.v1.PublishAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.PublishAgentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getPublishAgentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets an agent and one of its versions with the manifest. A yanked version is found where the range names exactly it.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER).
     * </pre>
     */
    default void getAgent(dev.agenthall.marketplace.v1.GetAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.GetAgentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetAgentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the agents that the caller may see.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listAgents(dev.agenthall.marketplace.v1.ListAgentsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListAgentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAgentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the versions of an agent, highest first, without their manifests; yanked ones too, with their `yank_time`.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listAgentVersions(dev.agenthall.marketplace.v1.ListAgentVersionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListAgentVersionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListAgentVersionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Finds agents by words and facets, best first. At most the 1,000 most installed matches are ranked; beyond them
     * counts are marked approximate.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void searchAgents(dev.agenthall.marketplace.v1.SearchAgentsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.SearchAgentsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSearchAgentsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the categories with the number of agents that the caller may see in each.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listCategories(dev.agenthall.marketplace.v1.ListCategoriesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListCategoriesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListCategoriesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Installs an agent at the highest version that all installed ranges allow, with everything that it depends on. What
     * is installed already keeps its version where that still serves and moves where it must; what is new comes at the
     * highest version that is left. Dependencies that nothing needs any more go. Installing again re-resolves: with
     * nothing newer it changes nothing. A yanked version stays where it is installed; otherwise it is taken only where a
     * range that has a part in it names exactly this version, and nothing else serves.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER, REQUEST_ID_REUSED), FAILED_PRECONDITION
     * (DEPENDENCY_CONFLICT, DEPENDENCY_CYCLE).
     * </pre>
     */
    default void installAgent(dev.agenthall.marketplace.v1.InstallAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.InstallAgentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getInstallAgentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists what the workspace has installed, dependencies included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listInstallations(dev.agenthall.marketplace.v1.ListInstallationsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListInstallationsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListInstallationsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Uninstalls an agent and those dependencies that nothing else needs.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (REQUEST_ID_REUSED), FAILED_PRECONDITION (DEPENDENTS_EXIST).
     * </pre>
     */
    default void uninstallAgent(dev.agenthall.marketplace.v1.UninstallAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.UninstallAgentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUninstallAgentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Votes for an agent. One vote a principal: a second one replaces the first, the same one changes nothing.
     * Errors: NOT_FOUND.
     * </pre>
     */
    default void rateAgent(dev.agenthall.marketplace.v1.RateAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.RateAgentResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRateAgentMethod(), responseObserver);
    }

    /**
     * <pre>
     * Says whether an agent should still be used. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    default void setAgentStatus(dev.agenthall.marketplace.v1.SetAgentStatusRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.SetAgentStatusResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSetAgentStatusMethod(), responseObserver);
    }

    /**
     * <pre>
     * Withdraws a version, or takes that back. A yanked version stays where it is installed and can still be got and
     * installed by its exact number; nothing else resolves to it. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    default void yankAgentVersion(dev.agenthall.marketplace.v1.YankAgentVersionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.YankAgentVersionResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getYankAgentVersionMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a namespace of the caller's workspace, with the caller as its OWNER, so that only members and admins may
     * publish in it. (A namespace that comes to be by publishing has no members and is open to the workspace.) One that
     * the workspace has already is answered as it is. That a name is taken is all that can be found out about namespaces
     * of other workspaces. `agenthall` is reserved.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the workspace has it with another description, PERMISSION_DENIED
     * (NAMESPACE_NOT_OWNED) where the name is taken or reserved.
     * </pre>
     */
    default void createNamespace(dev.agenthall.marketplace.v1.CreateNamespaceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.CreateNamespaceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateNamespaceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Gets a namespace of the caller's workspace with its members.
     * Errors: NOT_FOUND.
     * </pre>
     */
    default void getNamespace(dev.agenthall.marketplace.v1.GetNamespaceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.GetNamespaceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetNamespaceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists the namespaces of the caller's workspace, without their members.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    default void listNamespaces(dev.agenthall.marketplace.v1.ListNamespacesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListNamespacesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListNamespacesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes a namespace's description; for its owners and admins. An update that changes nothing succeeds, whatever its
     * etag, so it may be repeated.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    default void updateNamespace(dev.agenthall.marketplace.v1.UpdateNamespaceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.UpdateNamespaceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateNamespaceMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a principal a member, at most 200 a namespace, or gives a member another role; for owners and admins. The same
     * again changes nothing and succeeds. Whether there is such a principal is not looked at.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where no
     * OWNER would be left or the namespace is full.
     * </pre>
     */
    default void addNamespaceMember(dev.agenthall.marketplace.v1.AddNamespaceMemberRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.AddNamespaceMemberResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getAddNamespaceMemberMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a member; for owners and admins. Removing one that is none changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where it
     * is the last OWNER.
     * </pre>
     */
    default void removeNamespaceMember(dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRemoveNamespaceMemberMethod(), responseObserver);
    }

    /**
     * <pre>
     * Hands a namespace with all its agents to another workspace, in two calls by two admins. An admin of the owner names
     * the other workspace: the namespace is offered. An admin of that workspace calls with the same values: it is taken
     * over, without members. Naming the own workspace withdraws an offer. Whether there is a workspace of that name is not
     * said. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND where it is neither the caller's nor offered to it, PERMISSION_DENIED (NAMESPACE_NOT_OWNED) where
     * the name is reserved.
     * </pre>
     */
    default void transferNamespace(dev.agenthall.marketplace.v1.TransferNamespaceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.TransferNamespaceResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getTransferNamespaceMethod(), responseObserver);
    }
  }

  /**
   * Base class for the server implementation of the service MarketplaceService.
   * <pre>
   * Publishes, validates, finds, installs and rates agents.
   * An agent's id is `namespace/name`. Reads accept the published slug as well as the original wording ("ReactExpert"),
   * and an id without a namespace means the caller's default one. The catalogue is shared by all workspaces of a server
   * as far as visibility allows; installations and votes belong to the caller's workspace. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static abstract class MarketplaceServiceImplBase
      implements io.grpc.BindableService, AsyncService {

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return MarketplaceServiceGrpc.bindService(this);
    }
  }

  /**
   * A stub to allow clients to do asynchronous rpc calls to service MarketplaceService.
   * <pre>
   * Publishes, validates, finds, installs and rates agents.
   * An agent's id is `namespace/name`. Reads accept the published slug as well as the original wording ("ReactExpert"),
   * and an id without a namespace means the caller's default one. The catalogue is shared by all workspaces of a server
   * as far as visibility allows; installations and votes belong to the caller's workspace. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static final class MarketplaceServiceStub
      extends io.grpc.stub.AbstractAsyncStub<MarketplaceServiceStub> {
    private MarketplaceServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected MarketplaceServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new MarketplaceServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Says everything that is wrong with a manifest, or could be better, at once. Stores nothing.
     * </pre>
     */
    public void validateManifest(dev.agenthall.marketplace.v1.ValidateManifestRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ValidateManifestResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getValidateManifestMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Publishes one version. The same manifest again succeeds and changes nothing but the visibility, where one is given.
     * The workspace that publishes in a namespace first owns it; CreateNamespace says who may publish in it.
     * Errors: INVALID_ARGUMENT (INVALID_SEMVER, INVALID_JSON_SCHEMA), ALREADY_EXISTS (VERSION_ALREADY_PUBLISHED),
     * FAILED_PRECONDITION (MANIFEST_REJECTED), PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    public void publishAgent(dev.agenthall.marketplace.v1.PublishAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.PublishAgentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getPublishAgentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets an agent and one of its versions with the manifest. A yanked version is found where the range names exactly it.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER).
     * </pre>
     */
    public void getAgent(dev.agenthall.marketplace.v1.GetAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.GetAgentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetAgentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the agents that the caller may see.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listAgents(dev.agenthall.marketplace.v1.ListAgentsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListAgentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAgentsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the versions of an agent, highest first, without their manifests; yanked ones too, with their `yank_time`.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listAgentVersions(dev.agenthall.marketplace.v1.ListAgentVersionsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListAgentVersionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListAgentVersionsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Finds agents by words and facets, best first. At most the 1,000 most installed matches are ranked; beyond them
     * counts are marked approximate.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void searchAgents(dev.agenthall.marketplace.v1.SearchAgentsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.SearchAgentsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSearchAgentsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the categories with the number of agents that the caller may see in each.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listCategories(dev.agenthall.marketplace.v1.ListCategoriesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListCategoriesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListCategoriesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Installs an agent at the highest version that all installed ranges allow, with everything that it depends on. What
     * is installed already keeps its version where that still serves and moves where it must; what is new comes at the
     * highest version that is left. Dependencies that nothing needs any more go. Installing again re-resolves: with
     * nothing newer it changes nothing. A yanked version stays where it is installed; otherwise it is taken only where a
     * range that has a part in it names exactly this version, and nothing else serves.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER, REQUEST_ID_REUSED), FAILED_PRECONDITION
     * (DEPENDENCY_CONFLICT, DEPENDENCY_CYCLE).
     * </pre>
     */
    public void installAgent(dev.agenthall.marketplace.v1.InstallAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.InstallAgentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getInstallAgentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists what the workspace has installed, dependencies included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listInstallations(dev.agenthall.marketplace.v1.ListInstallationsRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListInstallationsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListInstallationsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Uninstalls an agent and those dependencies that nothing else needs.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (REQUEST_ID_REUSED), FAILED_PRECONDITION (DEPENDENTS_EXIST).
     * </pre>
     */
    public void uninstallAgent(dev.agenthall.marketplace.v1.UninstallAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.UninstallAgentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUninstallAgentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Votes for an agent. One vote a principal: a second one replaces the first, the same one changes nothing.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public void rateAgent(dev.agenthall.marketplace.v1.RateAgentRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.RateAgentResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRateAgentMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Says whether an agent should still be used. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public void setAgentStatus(dev.agenthall.marketplace.v1.SetAgentStatusRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.SetAgentStatusResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSetAgentStatusMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Withdraws a version, or takes that back. A yanked version stays where it is installed and can still be got and
     * installed by its exact number; nothing else resolves to it. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    public void yankAgentVersion(dev.agenthall.marketplace.v1.YankAgentVersionRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.YankAgentVersionResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getYankAgentVersionMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a namespace of the caller's workspace, with the caller as its OWNER, so that only members and admins may
     * publish in it. (A namespace that comes to be by publishing has no members and is open to the workspace.) One that
     * the workspace has already is answered as it is. That a name is taken is all that can be found out about namespaces
     * of other workspaces. `agenthall` is reserved.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the workspace has it with another description, PERMISSION_DENIED
     * (NAMESPACE_NOT_OWNED) where the name is taken or reserved.
     * </pre>
     */
    public void createNamespace(dev.agenthall.marketplace.v1.CreateNamespaceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.CreateNamespaceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateNamespaceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Gets a namespace of the caller's workspace with its members.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public void getNamespace(dev.agenthall.marketplace.v1.GetNamespaceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.GetNamespaceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetNamespaceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists the namespaces of the caller's workspace, without their members.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public void listNamespaces(dev.agenthall.marketplace.v1.ListNamespacesRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListNamespacesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListNamespacesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes a namespace's description; for its owners and admins. An update that changes nothing succeeds, whatever its
     * etag, so it may be repeated.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public void updateNamespace(dev.agenthall.marketplace.v1.UpdateNamespaceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.UpdateNamespaceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateNamespaceMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a principal a member, at most 200 a namespace, or gives a member another role; for owners and admins. The same
     * again changes nothing and succeeds. Whether there is such a principal is not looked at.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where no
     * OWNER would be left or the namespace is full.
     * </pre>
     */
    public void addNamespaceMember(dev.agenthall.marketplace.v1.AddNamespaceMemberRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.AddNamespaceMemberResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getAddNamespaceMemberMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a member; for owners and admins. Removing one that is none changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where it
     * is the last OWNER.
     * </pre>
     */
    public void removeNamespaceMember(dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRemoveNamespaceMemberMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Hands a namespace with all its agents to another workspace, in two calls by two admins. An admin of the owner names
     * the other workspace: the namespace is offered. An admin of that workspace calls with the same values: it is taken
     * over, without members. Naming the own workspace withdraws an offer. Whether there is a workspace of that name is not
     * said. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND where it is neither the caller's nor offered to it, PERMISSION_DENIED (NAMESPACE_NOT_OWNED) where
     * the name is reserved.
     * </pre>
     */
    public void transferNamespace(dev.agenthall.marketplace.v1.TransferNamespaceRequest request,
        io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.TransferNamespaceResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getTransferNamespaceMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * A stub to allow clients to do synchronous rpc calls to service MarketplaceService.
   * <pre>
   * Publishes, validates, finds, installs and rates agents.
   * An agent's id is `namespace/name`. Reads accept the published slug as well as the original wording ("ReactExpert"),
   * and an id without a namespace means the caller's default one. The catalogue is shared by all workspaces of a server
   * as far as visibility allows; installations and votes belong to the caller's workspace. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static final class MarketplaceServiceBlockingV2Stub
      extends io.grpc.stub.AbstractBlockingStub<MarketplaceServiceBlockingV2Stub> {
    private MarketplaceServiceBlockingV2Stub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected MarketplaceServiceBlockingV2Stub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new MarketplaceServiceBlockingV2Stub(channel, callOptions);
    }

    /**
     * <pre>
     * Says everything that is wrong with a manifest, or could be better, at once. Stores nothing.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ValidateManifestResponse validateManifest(dev.agenthall.marketplace.v1.ValidateManifestRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getValidateManifestMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Publishes one version. The same manifest again succeeds and changes nothing but the visibility, where one is given.
     * The workspace that publishes in a namespace first owns it; CreateNamespace says who may publish in it.
     * Errors: INVALID_ARGUMENT (INVALID_SEMVER, INVALID_JSON_SCHEMA), ALREADY_EXISTS (VERSION_ALREADY_PUBLISHED),
     * FAILED_PRECONDITION (MANIFEST_REJECTED), PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.PublishAgentResponse publishAgent(dev.agenthall.marketplace.v1.PublishAgentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getPublishAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets an agent and one of its versions with the manifest. A yanked version is found where the range names exactly it.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.GetAgentResponse getAgent(dev.agenthall.marketplace.v1.GetAgentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the agents that the caller may see.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListAgentsResponse listAgents(dev.agenthall.marketplace.v1.ListAgentsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAgentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the versions of an agent, highest first, without their manifests; yanked ones too, with their `yank_time`.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListAgentVersionsResponse listAgentVersions(dev.agenthall.marketplace.v1.ListAgentVersionsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListAgentVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Finds agents by words and facets, best first. At most the 1,000 most installed matches are ranked; beyond them
     * counts are marked approximate.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.SearchAgentsResponse searchAgents(dev.agenthall.marketplace.v1.SearchAgentsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSearchAgentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the categories with the number of agents that the caller may see in each.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListCategoriesResponse listCategories(dev.agenthall.marketplace.v1.ListCategoriesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListCategoriesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Installs an agent at the highest version that all installed ranges allow, with everything that it depends on. What
     * is installed already keeps its version where that still serves and moves where it must; what is new comes at the
     * highest version that is left. Dependencies that nothing needs any more go. Installing again re-resolves: with
     * nothing newer it changes nothing. A yanked version stays where it is installed; otherwise it is taken only where a
     * range that has a part in it names exactly this version, and nothing else serves.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER, REQUEST_ID_REUSED), FAILED_PRECONDITION
     * (DEPENDENCY_CONFLICT, DEPENDENCY_CYCLE).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.InstallAgentResponse installAgent(dev.agenthall.marketplace.v1.InstallAgentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getInstallAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what the workspace has installed, dependencies included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListInstallationsResponse listInstallations(dev.agenthall.marketplace.v1.ListInstallationsRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListInstallationsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Uninstalls an agent and those dependencies that nothing else needs.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (REQUEST_ID_REUSED), FAILED_PRECONDITION (DEPENDENTS_EXIST).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.UninstallAgentResponse uninstallAgent(dev.agenthall.marketplace.v1.UninstallAgentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUninstallAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Votes for an agent. One vote a principal: a second one replaces the first, the same one changes nothing.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.RateAgentResponse rateAgent(dev.agenthall.marketplace.v1.RateAgentRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRateAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says whether an agent should still be used. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.SetAgentStatusResponse setAgentStatus(dev.agenthall.marketplace.v1.SetAgentStatusRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getSetAgentStatusMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Withdraws a version, or takes that back. A yanked version stays where it is installed and can still be got and
     * installed by its exact number; nothing else resolves to it. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.YankAgentVersionResponse yankAgentVersion(dev.agenthall.marketplace.v1.YankAgentVersionRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getYankAgentVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a namespace of the caller's workspace, with the caller as its OWNER, so that only members and admins may
     * publish in it. (A namespace that comes to be by publishing has no members and is open to the workspace.) One that
     * the workspace has already is answered as it is. That a name is taken is all that can be found out about namespaces
     * of other workspaces. `agenthall` is reserved.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the workspace has it with another description, PERMISSION_DENIED
     * (NAMESPACE_NOT_OWNED) where the name is taken or reserved.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.CreateNamespaceResponse createNamespace(dev.agenthall.marketplace.v1.CreateNamespaceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getCreateNamespaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a namespace of the caller's workspace with its members.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.GetNamespaceResponse getNamespace(dev.agenthall.marketplace.v1.GetNamespaceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getGetNamespaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the namespaces of the caller's workspace, without their members.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListNamespacesResponse listNamespaces(dev.agenthall.marketplace.v1.ListNamespacesRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getListNamespacesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a namespace's description; for its owners and admins. An update that changes nothing succeeds, whatever its
     * etag, so it may be repeated.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.UpdateNamespaceResponse updateNamespace(dev.agenthall.marketplace.v1.UpdateNamespaceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getUpdateNamespaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a principal a member, at most 200 a namespace, or gives a member another role; for owners and admins. The same
     * again changes nothing and succeeds. Whether there is such a principal is not looked at.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where no
     * OWNER would be left or the namespace is full.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.AddNamespaceMemberResponse addNamespaceMember(dev.agenthall.marketplace.v1.AddNamespaceMemberRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getAddNamespaceMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a member; for owners and admins. Removing one that is none changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where it
     * is the last OWNER.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse removeNamespaceMember(dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getRemoveNamespaceMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Hands a namespace with all its agents to another workspace, in two calls by two admins. An admin of the owner names
     * the other workspace: the namespace is offered. An admin of that workspace calls with the same values: it is taken
     * over, without members. Naming the own workspace withdraws an offer. Whether there is a workspace of that name is not
     * said. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND where it is neither the caller's nor offered to it, PERMISSION_DENIED (NAMESPACE_NOT_OWNED) where
     * the name is reserved.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.TransferNamespaceResponse transferNamespace(dev.agenthall.marketplace.v1.TransferNamespaceRequest request) throws io.grpc.StatusException {
      return io.grpc.stub.ClientCalls.blockingV2UnaryCall(
          getChannel(), getTransferNamespaceMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do limited synchronous rpc calls to service MarketplaceService.
   * <pre>
   * Publishes, validates, finds, installs and rates agents.
   * An agent's id is `namespace/name`. Reads accept the published slug as well as the original wording ("ReactExpert"),
   * and an id without a namespace means the caller's default one. The catalogue is shared by all workspaces of a server
   * as far as visibility allows; installations and votes belong to the caller's workspace. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static final class MarketplaceServiceBlockingStub
      extends io.grpc.stub.AbstractBlockingStub<MarketplaceServiceBlockingStub> {
    private MarketplaceServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected MarketplaceServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new MarketplaceServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Says everything that is wrong with a manifest, or could be better, at once. Stores nothing.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ValidateManifestResponse validateManifest(dev.agenthall.marketplace.v1.ValidateManifestRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getValidateManifestMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Publishes one version. The same manifest again succeeds and changes nothing but the visibility, where one is given.
     * The workspace that publishes in a namespace first owns it; CreateNamespace says who may publish in it.
     * Errors: INVALID_ARGUMENT (INVALID_SEMVER, INVALID_JSON_SCHEMA), ALREADY_EXISTS (VERSION_ALREADY_PUBLISHED),
     * FAILED_PRECONDITION (MANIFEST_REJECTED), PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.PublishAgentResponse publishAgent(dev.agenthall.marketplace.v1.PublishAgentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getPublishAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets an agent and one of its versions with the manifest. A yanked version is found where the range names exactly it.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.GetAgentResponse getAgent(dev.agenthall.marketplace.v1.GetAgentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the agents that the caller may see.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListAgentsResponse listAgents(dev.agenthall.marketplace.v1.ListAgentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAgentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the versions of an agent, highest first, without their manifests; yanked ones too, with their `yank_time`.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListAgentVersionsResponse listAgentVersions(dev.agenthall.marketplace.v1.ListAgentVersionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListAgentVersionsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Finds agents by words and facets, best first. At most the 1,000 most installed matches are ranked; beyond them
     * counts are marked approximate.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.SearchAgentsResponse searchAgents(dev.agenthall.marketplace.v1.SearchAgentsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSearchAgentsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the categories with the number of agents that the caller may see in each.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListCategoriesResponse listCategories(dev.agenthall.marketplace.v1.ListCategoriesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListCategoriesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Installs an agent at the highest version that all installed ranges allow, with everything that it depends on. What
     * is installed already keeps its version where that still serves and moves where it must; what is new comes at the
     * highest version that is left. Dependencies that nothing needs any more go. Installing again re-resolves: with
     * nothing newer it changes nothing. A yanked version stays where it is installed; otherwise it is taken only where a
     * range that has a part in it names exactly this version, and nothing else serves.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER, REQUEST_ID_REUSED), FAILED_PRECONDITION
     * (DEPENDENCY_CONFLICT, DEPENDENCY_CYCLE).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.InstallAgentResponse installAgent(dev.agenthall.marketplace.v1.InstallAgentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getInstallAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists what the workspace has installed, dependencies included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListInstallationsResponse listInstallations(dev.agenthall.marketplace.v1.ListInstallationsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListInstallationsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Uninstalls an agent and those dependencies that nothing else needs.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (REQUEST_ID_REUSED), FAILED_PRECONDITION (DEPENDENTS_EXIST).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.UninstallAgentResponse uninstallAgent(dev.agenthall.marketplace.v1.UninstallAgentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUninstallAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Votes for an agent. One vote a principal: a second one replaces the first, the same one changes nothing.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.RateAgentResponse rateAgent(dev.agenthall.marketplace.v1.RateAgentRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRateAgentMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Says whether an agent should still be used. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.SetAgentStatusResponse setAgentStatus(dev.agenthall.marketplace.v1.SetAgentStatusRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSetAgentStatusMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Withdraws a version, or takes that back. A yanked version stays where it is installed and can still be got and
     * installed by its exact number; nothing else resolves to it. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.YankAgentVersionResponse yankAgentVersion(dev.agenthall.marketplace.v1.YankAgentVersionRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getYankAgentVersionMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a namespace of the caller's workspace, with the caller as its OWNER, so that only members and admins may
     * publish in it. (A namespace that comes to be by publishing has no members and is open to the workspace.) One that
     * the workspace has already is answered as it is. That a name is taken is all that can be found out about namespaces
     * of other workspaces. `agenthall` is reserved.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the workspace has it with another description, PERMISSION_DENIED
     * (NAMESPACE_NOT_OWNED) where the name is taken or reserved.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.CreateNamespaceResponse createNamespace(dev.agenthall.marketplace.v1.CreateNamespaceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateNamespaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Gets a namespace of the caller's workspace with its members.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.GetNamespaceResponse getNamespace(dev.agenthall.marketplace.v1.GetNamespaceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetNamespaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists the namespaces of the caller's workspace, without their members.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.ListNamespacesResponse listNamespaces(dev.agenthall.marketplace.v1.ListNamespacesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListNamespacesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a namespace's description; for its owners and admins. An update that changes nothing succeeds, whatever its
     * etag, so it may be repeated.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public dev.agenthall.marketplace.v1.UpdateNamespaceResponse updateNamespace(dev.agenthall.marketplace.v1.UpdateNamespaceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateNamespaceMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a principal a member, at most 200 a namespace, or gives a member another role; for owners and admins. The same
     * again changes nothing and succeeds. Whether there is such a principal is not looked at.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where no
     * OWNER would be left or the namespace is full.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.AddNamespaceMemberResponse addNamespaceMember(dev.agenthall.marketplace.v1.AddNamespaceMemberRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getAddNamespaceMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a member; for owners and admins. Removing one that is none changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where it
     * is the last OWNER.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse removeNamespaceMember(dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRemoveNamespaceMemberMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Hands a namespace with all its agents to another workspace, in two calls by two admins. An admin of the owner names
     * the other workspace: the namespace is offered. An admin of that workspace calls with the same values: it is taken
     * over, without members. Naming the own workspace withdraws an offer. Whether there is a workspace of that name is not
     * said. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND where it is neither the caller's nor offered to it, PERMISSION_DENIED (NAMESPACE_NOT_OWNED) where
     * the name is reserved.
     * </pre>
     */
    public dev.agenthall.marketplace.v1.TransferNamespaceResponse transferNamespace(dev.agenthall.marketplace.v1.TransferNamespaceRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getTransferNamespaceMethod(), getCallOptions(), request);
    }
  }

  /**
   * A stub to allow clients to do ListenableFuture-style rpc calls to service MarketplaceService.
   * <pre>
   * Publishes, validates, finds, installs and rates agents.
   * An agent's id is `namespace/name`. Reads accept the published slug as well as the original wording ("ReactExpert"),
   * and an id without a namespace means the caller's default one. The catalogue is shared by all workspaces of a server
   * as far as visibility allows; installations and votes belong to the caller's workspace. Every method may also answer
   * UNAUTHENTICATED, PERMISSION_DENIED, RESOURCE_EXHAUSTED (OVERLOADED, RATE_LIMITED),
   * UNAVAILABLE and DEADLINE_EXCEEDED, and INVALID_ARGUMENT (VALIDATION_FAILED) where a field is out of
   * its documented range.
   * </pre>
   */
  public static final class MarketplaceServiceFutureStub
      extends io.grpc.stub.AbstractFutureStub<MarketplaceServiceFutureStub> {
    private MarketplaceServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected MarketplaceServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new MarketplaceServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Says everything that is wrong with a manifest, or could be better, at once. Stores nothing.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.ValidateManifestResponse> validateManifest(
        dev.agenthall.marketplace.v1.ValidateManifestRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getValidateManifestMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Publishes one version. The same manifest again succeeds and changes nothing but the visibility, where one is given.
     * The workspace that publishes in a namespace first owns it; CreateNamespace says who may publish in it.
     * Errors: INVALID_ARGUMENT (INVALID_SEMVER, INVALID_JSON_SCHEMA), ALREADY_EXISTS (VERSION_ALREADY_PUBLISHED),
     * FAILED_PRECONDITION (MANIFEST_REJECTED), PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.PublishAgentResponse> publishAgent(
        dev.agenthall.marketplace.v1.PublishAgentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getPublishAgentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets an agent and one of its versions with the manifest. A yanked version is found where the range names exactly it.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.GetAgentResponse> getAgent(
        dev.agenthall.marketplace.v1.GetAgentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetAgentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the agents that the caller may see.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.ListAgentsResponse> listAgents(
        dev.agenthall.marketplace.v1.ListAgentsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAgentsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the versions of an agent, highest first, without their manifests; yanked ones too, with their `yank_time`.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.ListAgentVersionsResponse> listAgentVersions(
        dev.agenthall.marketplace.v1.ListAgentVersionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListAgentVersionsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Finds agents by words and facets, best first. At most the 1,000 most installed matches are ranked; beyond them
     * counts are marked approximate.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.SearchAgentsResponse> searchAgents(
        dev.agenthall.marketplace.v1.SearchAgentsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSearchAgentsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the categories with the number of agents that the caller may see in each.
     * Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.ListCategoriesResponse> listCategories(
        dev.agenthall.marketplace.v1.ListCategoriesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListCategoriesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Installs an agent at the highest version that all installed ranges allow, with everything that it depends on. What
     * is installed already keeps its version where that still serves and moves where it must; what is new comes at the
     * highest version that is left. Dependencies that nothing needs any more go. Installing again re-resolves: with
     * nothing newer it changes nothing. A yanked version stays where it is installed; otherwise it is taken only where a
     * range that has a part in it names exactly this version, and nothing else serves.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (INVALID_SEMVER, REQUEST_ID_REUSED), FAILED_PRECONDITION
     * (DEPENDENCY_CONFLICT, DEPENDENCY_CYCLE).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.InstallAgentResponse> installAgent(
        dev.agenthall.marketplace.v1.InstallAgentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getInstallAgentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists what the workspace has installed, dependencies included.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.ListInstallationsResponse> listInstallations(
        dev.agenthall.marketplace.v1.ListInstallationsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListInstallationsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Uninstalls an agent and those dependencies that nothing else needs.
     * Errors: NOT_FOUND, INVALID_ARGUMENT (REQUEST_ID_REUSED), FAILED_PRECONDITION (DEPENDENTS_EXIST).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.UninstallAgentResponse> uninstallAgent(
        dev.agenthall.marketplace.v1.UninstallAgentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUninstallAgentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Votes for an agent. One vote a principal: a second one replaces the first, the same one changes nothing.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.RateAgentResponse> rateAgent(
        dev.agenthall.marketplace.v1.RateAgentRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRateAgentMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Says whether an agent should still be used. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.SetAgentStatusResponse> setAgentStatus(
        dev.agenthall.marketplace.v1.SetAgentStatusRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSetAgentStatusMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Withdraws a version, or takes that back. A yanked version stays where it is installed and can still be got and
     * installed by its exact number; nothing else resolves to it. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.YankAgentVersionResponse> yankAgentVersion(
        dev.agenthall.marketplace.v1.YankAgentVersionRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getYankAgentVersionMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a namespace of the caller's workspace, with the caller as its OWNER, so that only members and admins may
     * publish in it. (A namespace that comes to be by publishing has no members and is open to the workspace.) One that
     * the workspace has already is answered as it is. That a name is taken is all that can be found out about namespaces
     * of other workspaces. `agenthall` is reserved.
     * Errors: ALREADY_EXISTS (RECORD_ID_REUSED) where the workspace has it with another description, PERMISSION_DENIED
     * (NAMESPACE_NOT_OWNED) where the name is taken or reserved.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.CreateNamespaceResponse> createNamespace(
        dev.agenthall.marketplace.v1.CreateNamespaceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateNamespaceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Gets a namespace of the caller's workspace with its members.
     * Errors: NOT_FOUND.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.GetNamespaceResponse> getNamespace(
        dev.agenthall.marketplace.v1.GetNamespaceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetNamespaceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists the namespaces of the caller's workspace, without their members.
     * Errors: INVALID_ARGUMENT (INVALID_FILTER, INVALID_ORDER_BY, INVALID_PAGE_TOKEN).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.ListNamespacesResponse> listNamespaces(
        dev.agenthall.marketplace.v1.ListNamespacesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListNamespacesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes a namespace's description; for its owners and admins. An update that changes nothing succeeds, whatever its
     * etag, so it may be repeated.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), ABORTED (ETAG_MISMATCH).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.UpdateNamespaceResponse> updateNamespace(
        dev.agenthall.marketplace.v1.UpdateNamespaceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateNamespaceMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a principal a member, at most 200 a namespace, or gives a member another role; for owners and admins. The same
     * again changes nothing and succeeds. Whether there is such a principal is not looked at.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where no
     * OWNER would be left or the namespace is full.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.AddNamespaceMemberResponse> addNamespaceMember(
        dev.agenthall.marketplace.v1.AddNamespaceMemberRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getAddNamespaceMemberMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a member; for owners and admins. Removing one that is none changes nothing and succeeds.
     * Errors: NOT_FOUND, PERMISSION_DENIED (NAMESPACE_NOT_OWNED), FAILED_PRECONDITION (INVALID_STATE_TRANSITION) where it
     * is the last OWNER.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse> removeNamespaceMember(
        dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRemoveNamespaceMemberMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Hands a namespace with all its agents to another workspace, in two calls by two admins. An admin of the owner names
     * the other workspace: the namespace is offered. An admin of that workspace calls with the same values: it is taken
     * over, without members. Naming the own workspace withdraws an offer. Whether there is a workspace of that name is not
     * said. The same again changes nothing and succeeds.
     * Errors: NOT_FOUND where it is neither the caller's nor offered to it, PERMISSION_DENIED (NAMESPACE_NOT_OWNED) where
     * the name is reserved.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<dev.agenthall.marketplace.v1.TransferNamespaceResponse> transferNamespace(
        dev.agenthall.marketplace.v1.TransferNamespaceRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getTransferNamespaceMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_VALIDATE_MANIFEST = 0;
  private static final int METHODID_PUBLISH_AGENT = 1;
  private static final int METHODID_GET_AGENT = 2;
  private static final int METHODID_LIST_AGENTS = 3;
  private static final int METHODID_LIST_AGENT_VERSIONS = 4;
  private static final int METHODID_SEARCH_AGENTS = 5;
  private static final int METHODID_LIST_CATEGORIES = 6;
  private static final int METHODID_INSTALL_AGENT = 7;
  private static final int METHODID_LIST_INSTALLATIONS = 8;
  private static final int METHODID_UNINSTALL_AGENT = 9;
  private static final int METHODID_RATE_AGENT = 10;
  private static final int METHODID_SET_AGENT_STATUS = 11;
  private static final int METHODID_YANK_AGENT_VERSION = 12;
  private static final int METHODID_CREATE_NAMESPACE = 13;
  private static final int METHODID_GET_NAMESPACE = 14;
  private static final int METHODID_LIST_NAMESPACES = 15;
  private static final int METHODID_UPDATE_NAMESPACE = 16;
  private static final int METHODID_ADD_NAMESPACE_MEMBER = 17;
  private static final int METHODID_REMOVE_NAMESPACE_MEMBER = 18;
  private static final int METHODID_TRANSFER_NAMESPACE = 19;

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
        case METHODID_VALIDATE_MANIFEST:
          serviceImpl.validateManifest((dev.agenthall.marketplace.v1.ValidateManifestRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ValidateManifestResponse>) responseObserver);
          break;
        case METHODID_PUBLISH_AGENT:
          serviceImpl.publishAgent((dev.agenthall.marketplace.v1.PublishAgentRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.PublishAgentResponse>) responseObserver);
          break;
        case METHODID_GET_AGENT:
          serviceImpl.getAgent((dev.agenthall.marketplace.v1.GetAgentRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.GetAgentResponse>) responseObserver);
          break;
        case METHODID_LIST_AGENTS:
          serviceImpl.listAgents((dev.agenthall.marketplace.v1.ListAgentsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListAgentsResponse>) responseObserver);
          break;
        case METHODID_LIST_AGENT_VERSIONS:
          serviceImpl.listAgentVersions((dev.agenthall.marketplace.v1.ListAgentVersionsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListAgentVersionsResponse>) responseObserver);
          break;
        case METHODID_SEARCH_AGENTS:
          serviceImpl.searchAgents((dev.agenthall.marketplace.v1.SearchAgentsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.SearchAgentsResponse>) responseObserver);
          break;
        case METHODID_LIST_CATEGORIES:
          serviceImpl.listCategories((dev.agenthall.marketplace.v1.ListCategoriesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListCategoriesResponse>) responseObserver);
          break;
        case METHODID_INSTALL_AGENT:
          serviceImpl.installAgent((dev.agenthall.marketplace.v1.InstallAgentRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.InstallAgentResponse>) responseObserver);
          break;
        case METHODID_LIST_INSTALLATIONS:
          serviceImpl.listInstallations((dev.agenthall.marketplace.v1.ListInstallationsRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListInstallationsResponse>) responseObserver);
          break;
        case METHODID_UNINSTALL_AGENT:
          serviceImpl.uninstallAgent((dev.agenthall.marketplace.v1.UninstallAgentRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.UninstallAgentResponse>) responseObserver);
          break;
        case METHODID_RATE_AGENT:
          serviceImpl.rateAgent((dev.agenthall.marketplace.v1.RateAgentRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.RateAgentResponse>) responseObserver);
          break;
        case METHODID_SET_AGENT_STATUS:
          serviceImpl.setAgentStatus((dev.agenthall.marketplace.v1.SetAgentStatusRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.SetAgentStatusResponse>) responseObserver);
          break;
        case METHODID_YANK_AGENT_VERSION:
          serviceImpl.yankAgentVersion((dev.agenthall.marketplace.v1.YankAgentVersionRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.YankAgentVersionResponse>) responseObserver);
          break;
        case METHODID_CREATE_NAMESPACE:
          serviceImpl.createNamespace((dev.agenthall.marketplace.v1.CreateNamespaceRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.CreateNamespaceResponse>) responseObserver);
          break;
        case METHODID_GET_NAMESPACE:
          serviceImpl.getNamespace((dev.agenthall.marketplace.v1.GetNamespaceRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.GetNamespaceResponse>) responseObserver);
          break;
        case METHODID_LIST_NAMESPACES:
          serviceImpl.listNamespaces((dev.agenthall.marketplace.v1.ListNamespacesRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.ListNamespacesResponse>) responseObserver);
          break;
        case METHODID_UPDATE_NAMESPACE:
          serviceImpl.updateNamespace((dev.agenthall.marketplace.v1.UpdateNamespaceRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.UpdateNamespaceResponse>) responseObserver);
          break;
        case METHODID_ADD_NAMESPACE_MEMBER:
          serviceImpl.addNamespaceMember((dev.agenthall.marketplace.v1.AddNamespaceMemberRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.AddNamespaceMemberResponse>) responseObserver);
          break;
        case METHODID_REMOVE_NAMESPACE_MEMBER:
          serviceImpl.removeNamespaceMember((dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse>) responseObserver);
          break;
        case METHODID_TRANSFER_NAMESPACE:
          serviceImpl.transferNamespace((dev.agenthall.marketplace.v1.TransferNamespaceRequest) request,
              (io.grpc.stub.StreamObserver<dev.agenthall.marketplace.v1.TransferNamespaceResponse>) responseObserver);
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
          getValidateManifestMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.ValidateManifestRequest,
              dev.agenthall.marketplace.v1.ValidateManifestResponse>(
                service, METHODID_VALIDATE_MANIFEST)))
        .addMethod(
          getPublishAgentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.PublishAgentRequest,
              dev.agenthall.marketplace.v1.PublishAgentResponse>(
                service, METHODID_PUBLISH_AGENT)))
        .addMethod(
          getGetAgentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.GetAgentRequest,
              dev.agenthall.marketplace.v1.GetAgentResponse>(
                service, METHODID_GET_AGENT)))
        .addMethod(
          getListAgentsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.ListAgentsRequest,
              dev.agenthall.marketplace.v1.ListAgentsResponse>(
                service, METHODID_LIST_AGENTS)))
        .addMethod(
          getListAgentVersionsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.ListAgentVersionsRequest,
              dev.agenthall.marketplace.v1.ListAgentVersionsResponse>(
                service, METHODID_LIST_AGENT_VERSIONS)))
        .addMethod(
          getSearchAgentsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.SearchAgentsRequest,
              dev.agenthall.marketplace.v1.SearchAgentsResponse>(
                service, METHODID_SEARCH_AGENTS)))
        .addMethod(
          getListCategoriesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.ListCategoriesRequest,
              dev.agenthall.marketplace.v1.ListCategoriesResponse>(
                service, METHODID_LIST_CATEGORIES)))
        .addMethod(
          getInstallAgentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.InstallAgentRequest,
              dev.agenthall.marketplace.v1.InstallAgentResponse>(
                service, METHODID_INSTALL_AGENT)))
        .addMethod(
          getListInstallationsMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.ListInstallationsRequest,
              dev.agenthall.marketplace.v1.ListInstallationsResponse>(
                service, METHODID_LIST_INSTALLATIONS)))
        .addMethod(
          getUninstallAgentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.UninstallAgentRequest,
              dev.agenthall.marketplace.v1.UninstallAgentResponse>(
                service, METHODID_UNINSTALL_AGENT)))
        .addMethod(
          getRateAgentMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.RateAgentRequest,
              dev.agenthall.marketplace.v1.RateAgentResponse>(
                service, METHODID_RATE_AGENT)))
        .addMethod(
          getSetAgentStatusMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.SetAgentStatusRequest,
              dev.agenthall.marketplace.v1.SetAgentStatusResponse>(
                service, METHODID_SET_AGENT_STATUS)))
        .addMethod(
          getYankAgentVersionMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.YankAgentVersionRequest,
              dev.agenthall.marketplace.v1.YankAgentVersionResponse>(
                service, METHODID_YANK_AGENT_VERSION)))
        .addMethod(
          getCreateNamespaceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.CreateNamespaceRequest,
              dev.agenthall.marketplace.v1.CreateNamespaceResponse>(
                service, METHODID_CREATE_NAMESPACE)))
        .addMethod(
          getGetNamespaceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.GetNamespaceRequest,
              dev.agenthall.marketplace.v1.GetNamespaceResponse>(
                service, METHODID_GET_NAMESPACE)))
        .addMethod(
          getListNamespacesMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.ListNamespacesRequest,
              dev.agenthall.marketplace.v1.ListNamespacesResponse>(
                service, METHODID_LIST_NAMESPACES)))
        .addMethod(
          getUpdateNamespaceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.UpdateNamespaceRequest,
              dev.agenthall.marketplace.v1.UpdateNamespaceResponse>(
                service, METHODID_UPDATE_NAMESPACE)))
        .addMethod(
          getAddNamespaceMemberMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.AddNamespaceMemberRequest,
              dev.agenthall.marketplace.v1.AddNamespaceMemberResponse>(
                service, METHODID_ADD_NAMESPACE_MEMBER)))
        .addMethod(
          getRemoveNamespaceMemberMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.RemoveNamespaceMemberRequest,
              dev.agenthall.marketplace.v1.RemoveNamespaceMemberResponse>(
                service, METHODID_REMOVE_NAMESPACE_MEMBER)))
        .addMethod(
          getTransferNamespaceMethod(),
          io.grpc.stub.ServerCalls.asyncUnaryCall(
            new MethodHandlers<
              dev.agenthall.marketplace.v1.TransferNamespaceRequest,
              dev.agenthall.marketplace.v1.TransferNamespaceResponse>(
                service, METHODID_TRANSFER_NAMESPACE)))
        .build();
  }

  private static abstract class MarketplaceServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    MarketplaceServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return dev.agenthall.marketplace.v1.MarketplaceServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("MarketplaceService");
    }
  }

  private static final class MarketplaceServiceFileDescriptorSupplier
      extends MarketplaceServiceBaseDescriptorSupplier {
    MarketplaceServiceFileDescriptorSupplier() {}
  }

  private static final class MarketplaceServiceMethodDescriptorSupplier
      extends MarketplaceServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final java.lang.String methodName;

    MarketplaceServiceMethodDescriptorSupplier(java.lang.String methodName) {
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
      synchronized (MarketplaceServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new MarketplaceServiceFileDescriptorSupplier())
              .addMethod(getValidateManifestMethod())
              .addMethod(getPublishAgentMethod())
              .addMethod(getGetAgentMethod())
              .addMethod(getListAgentsMethod())
              .addMethod(getListAgentVersionsMethod())
              .addMethod(getSearchAgentsMethod())
              .addMethod(getListCategoriesMethod())
              .addMethod(getInstallAgentMethod())
              .addMethod(getListInstallationsMethod())
              .addMethod(getUninstallAgentMethod())
              .addMethod(getRateAgentMethod())
              .addMethod(getSetAgentStatusMethod())
              .addMethod(getYankAgentVersionMethod())
              .addMethod(getCreateNamespaceMethod())
              .addMethod(getGetNamespaceMethod())
              .addMethod(getListNamespacesMethod())
              .addMethod(getUpdateNamespaceMethod())
              .addMethod(getAddNamespaceMemberMethod())
              .addMethod(getRemoveNamespaceMemberMethod())
              .addMethod(getTransferNamespaceMethod())
              .build();
        }
      }
    }
    return result;
  }
}
