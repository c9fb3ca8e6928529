// @generated
/// Generated client implementations.
pub mod optimizer_service_client {
    #![allow(
        unused_variables,
        dead_code,
        missing_docs,
        clippy::wildcard_imports,
        clippy::let_unit_value,
    )]
    use tonic::codegen::*;
    use tonic::codegen::http::Uri;
    #[derive(Debug, Clone)]
    pub struct OptimizerServiceClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl OptimizerServiceClient<tonic::transport::Channel> {
        /// Attempt to create a new client by connecting to a given endpoint.
        pub async fn connect<D>(dst: D) -> Result<Self, tonic::transport::Error>
        where
            D: TryInto<tonic::transport::Endpoint>,
            D::Error: Into<StdError>,
        {
            let conn = tonic::transport::Endpoint::new(dst)?.connect().await?;
            Ok(Self::new(conn))
        }
    }
    impl<T> OptimizerServiceClient<T>
    where
        T: tonic::client::GrpcService<tonic::body::Body>,
        T::Error: Into<StdError>,
        T::ResponseBody: Body<Data = Bytes> + std::marker::Send + 'static,
        <T::ResponseBody as Body>::Error: Into<StdError> + std::marker::Send,
    {
        pub fn new(inner: T) -> Self {
            let inner = tonic::client::Grpc::new(inner);
            Self { inner }
        }
        pub fn with_origin(inner: T, origin: Uri) -> Self {
            let inner = tonic::client::Grpc::with_origin(inner, origin);
            Self { inner }
        }
        pub fn with_interceptor<F>(
            inner: T,
            interceptor: F,
        ) -> OptimizerServiceClient<InterceptedService<T, F>>
        where
            F: tonic::service::Interceptor,
            T::ResponseBody: Default,
            T: tonic::codegen::Service<
                http::Request<tonic::body::Body>,
                Response = http::Response<
                    <T as tonic::client::GrpcService<tonic::body::Body>>::ResponseBody,
                >,
            >,
            <T as tonic::codegen::Service<
                http::Request<tonic::body::Body>,
            >>::Error: Into<StdError> + std::marker::Send + std::marker::Sync,
        {
            OptimizerServiceClient::new(InterceptedService::new(inner, interceptor))
        }
        /// Compress requests with the given encoding.
        ///
        /// This requires the server to support it otherwise it might respond with an
        /// error.
        #[must_use]
        pub fn send_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.inner = self.inner.send_compressed(encoding);
            self
        }
        /// Enable decompressing responses.
        #[must_use]
        pub fn accept_compressed(mut self, encoding: CompressionEncoding) -> Self {
            self.inner = self.inner.accept_compressed(encoding);
            self
        }
        /// Limits the maximum size of a decoded message.
        ///
        /// Default: `4MB`
        #[must_use]
        pub fn max_decoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_decoding_message_size(limit);
            self
        }
        /// Limits the maximum size of an encoded message.
        ///
        /// Default: `usize::MAX`
        #[must_use]
        pub fn max_encoding_message_size(mut self, limit: usize) -> Self {
            self.inner = self.inner.max_encoding_message_size(limit);
            self
        }
        pub async fn add_variant(
            &mut self,
            request: impl tonic::IntoRequest<super::AddVariantRequest>,
        ) -> std::result::Result<
            tonic::Response<super::AddVariantResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/agenthall.optimizer.v1.OptimizerService/AddVariant",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.optimizer.v1.OptimizerService",
                        "AddVariant",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_variants(
            &mut self,
            request: impl tonic::IntoRequest<super::ListVariantsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListVariantsResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/agenthall.optimizer.v1.OptimizerService/ListVariants",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.optimizer.v1.OptimizerService",
                        "ListVariants",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn update_variant(
            &mut self,
            request: impl tonic::IntoRequest<super::UpdateVariantRequest>,
        ) -> std::result::Result<
            tonic::Response<super::UpdateVariantResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/agenthall.optimizer.v1.OptimizerService/UpdateVariant",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.optimizer.v1.OptimizerService",
                        "UpdateVariant",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn select_variant(
            &mut self,
            request: impl tonic::IntoRequest<super::SelectVariantRequest>,
        ) -> std::result::Result<
            tonic::Response<super::SelectVariantResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/agenthall.optimizer.v1.OptimizerService/SelectVariant",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.optimizer.v1.OptimizerService",
                        "SelectVariant",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn record_result(
            &mut self,
            request: impl tonic::IntoRequest<super::RecordResultRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RecordResultResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/agenthall.optimizer.v1.OptimizerService/RecordResult",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.optimizer.v1.OptimizerService",
                        "RecordResult",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_best_prompts(
            &mut self,
            request: impl tonic::IntoRequest<super::GetBestPromptsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetBestPromptsResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/agenthall.optimizer.v1.OptimizerService/GetBestPrompts",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.optimizer.v1.OptimizerService",
                        "GetBestPrompts",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_optimization_report(
            &mut self,
            request: impl tonic::IntoRequest<super::GetOptimizationReportRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetOptimizationReportResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/agenthall.optimizer.v1.OptimizerService/GetOptimizationReport",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.optimizer.v1.OptimizerService",
                        "GetOptimizationReport",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_experiment_report(
            &mut self,
            request: impl tonic::IntoRequest<super::GetExperimentReportRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetExperimentReportResponse>,
            tonic::Status,
        > {
            self.inner
                .ready()
                .await
                .map_err(|e| {
                    tonic::Status::unknown(
                        format!("Service was not ready: {}", e.into()),
                    )
                })?;
            let codec = tonic_prost::ProstCodec::default();
            let path = http::uri::PathAndQuery::from_static(
                "/agenthall.optimizer.v1.OptimizerService/GetExperimentReport",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.optimizer.v1.OptimizerService",
                        "GetExperimentReport",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
    }
}
