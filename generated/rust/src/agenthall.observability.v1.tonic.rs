// @generated
/// Generated client implementations.
pub mod observability_service_client {
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
    pub struct ObservabilityServiceClient<T> {
        inner: tonic::client::Grpc<T>,
    }
    impl ObservabilityServiceClient<tonic::transport::Channel> {
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
    impl<T> ObservabilityServiceClient<T>
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
        ) -> ObservabilityServiceClient<InterceptedService<T, F>>
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
            ObservabilityServiceClient::new(InterceptedService::new(inner, interceptor))
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
        pub async fn record_execution(
            &mut self,
            request: impl tonic::IntoRequest<super::RecordExecutionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RecordExecutionResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/RecordExecution",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "RecordExecution",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn record_executions(
            &mut self,
            request: impl tonic::IntoRequest<super::RecordExecutionsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RecordExecutionsResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/RecordExecutions",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "RecordExecutions",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_executions(
            &mut self,
            request: impl tonic::IntoRequest<super::ListExecutionsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListExecutionsResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListExecutions",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListExecutions",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_execution(
            &mut self,
            request: impl tonic::IntoRequest<super::GetExecutionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetExecutionResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetExecution",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetExecution",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_dashboard(
            &mut self,
            request: impl tonic::IntoRequest<super::GetDashboardRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetDashboardResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetDashboard",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetDashboard",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_bottlenecks(
            &mut self,
            request: impl tonic::IntoRequest<super::ListBottlenecksRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListBottlenecksResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListBottlenecks",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListBottlenecks",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_recommendations(
            &mut self,
            request: impl tonic::IntoRequest<super::ListRecommendationsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListRecommendationsResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListRecommendations",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListRecommendations",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn start_execution(
            &mut self,
            request: impl tonic::IntoRequest<super::StartExecutionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::StartExecutionResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/StartExecution",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "StartExecution",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn heartbeat_execution(
            &mut self,
            request: impl tonic::IntoRequest<super::HeartbeatExecutionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::HeartbeatExecutionResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/HeartbeatExecution",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "HeartbeatExecution",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn finish_execution(
            &mut self,
            request: impl tonic::IntoRequest<super::FinishExecutionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::FinishExecutionResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/FinishExecution",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "FinishExecution",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_running_executions(
            &mut self,
            request: impl tonic::IntoRequest<super::ListRunningExecutionsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListRunningExecutionsResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListRunningExecutions",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListRunningExecutions",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn watch_metrics(
            &mut self,
            request: impl tonic::IntoRequest<super::WatchMetricsRequest>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::WatchMetricsResponse>>,
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
                "/agenthall.observability.v1.ObservabilityService/WatchMetrics",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "WatchMetrics",
                    ),
                );
            self.inner.server_streaming(req, path, codec).await
        }
        pub async fn create_alert_rule(
            &mut self,
            request: impl tonic::IntoRequest<super::CreateAlertRuleRequest>,
        ) -> std::result::Result<
            tonic::Response<super::CreateAlertRuleResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/CreateAlertRule",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "CreateAlertRule",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_alert_rule(
            &mut self,
            request: impl tonic::IntoRequest<super::GetAlertRuleRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetAlertRuleResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetAlertRule",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetAlertRule",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_alert_rules(
            &mut self,
            request: impl tonic::IntoRequest<super::ListAlertRulesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListAlertRulesResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListAlertRules",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListAlertRules",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn update_alert_rule(
            &mut self,
            request: impl tonic::IntoRequest<super::UpdateAlertRuleRequest>,
        ) -> std::result::Result<
            tonic::Response<super::UpdateAlertRuleResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/UpdateAlertRule",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "UpdateAlertRule",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn delete_alert_rule(
            &mut self,
            request: impl tonic::IntoRequest<super::DeleteAlertRuleRequest>,
        ) -> std::result::Result<
            tonic::Response<super::DeleteAlertRuleResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/DeleteAlertRule",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "DeleteAlertRule",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn test_alert_rule(
            &mut self,
            request: impl tonic::IntoRequest<super::TestAlertRuleRequest>,
        ) -> std::result::Result<
            tonic::Response<super::TestAlertRuleResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/TestAlertRule",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "TestAlertRule",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_alerts(
            &mut self,
            request: impl tonic::IntoRequest<super::ListAlertsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListAlertsResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListAlerts",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListAlerts",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn acknowledge_alert(
            &mut self,
            request: impl tonic::IntoRequest<super::AcknowledgeAlertRequest>,
        ) -> std::result::Result<
            tonic::Response<super::AcknowledgeAlertResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/AcknowledgeAlert",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "AcknowledgeAlert",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn silence_alerts(
            &mut self,
            request: impl tonic::IntoRequest<super::SilenceAlertsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::SilenceAlertsResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/SilenceAlerts",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "SilenceAlerts",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_silences(
            &mut self,
            request: impl tonic::IntoRequest<super::ListSilencesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListSilencesResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListSilences",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListSilences",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn delete_silence(
            &mut self,
            request: impl tonic::IntoRequest<super::DeleteSilenceRequest>,
        ) -> std::result::Result<
            tonic::Response<super::DeleteSilenceResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/DeleteSilence",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "DeleteSilence",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_incident_report(
            &mut self,
            request: impl tonic::IntoRequest<super::GetIncidentReportRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetIncidentReportResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetIncidentReport",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetIncidentReport",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn watch_alerts(
            &mut self,
            request: impl tonic::IntoRequest<super::WatchAlertsRequest>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::WatchAlertsResponse>>,
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
                "/agenthall.observability.v1.ObservabilityService/WatchAlerts",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "WatchAlerts",
                    ),
                );
            self.inner.server_streaming(req, path, codec).await
        }
        pub async fn query_metrics(
            &mut self,
            request: impl tonic::IntoRequest<super::QueryMetricsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::QueryMetricsResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/QueryMetrics",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "QueryMetrics",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_cost_report(
            &mut self,
            request: impl tonic::IntoRequest<super::GetCostReportRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetCostReportResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetCostReport",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetCostReport",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_agent_health(
            &mut self,
            request: impl tonic::IntoRequest<super::ListAgentHealthRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListAgentHealthResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListAgentHealth",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListAgentHealth",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_forecast(
            &mut self,
            request: impl tonic::IntoRequest<super::GetForecastRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetForecastResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetForecast",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetForecast",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_anomalies(
            &mut self,
            request: impl tonic::IntoRequest<super::ListAnomaliesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListAnomaliesResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListAnomalies",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListAnomalies",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_error_analysis(
            &mut self,
            request: impl tonic::IntoRequest<super::GetErrorAnalysisRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetErrorAnalysisResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetErrorAnalysis",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetErrorAnalysis",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_trace(
            &mut self,
            request: impl tonic::IntoRequest<super::GetTraceRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetTraceResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetTrace",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetTrace",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_prices(
            &mut self,
            request: impl tonic::IntoRequest<super::ListPricesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListPricesResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListPrices",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListPrices",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn update_prices(
            &mut self,
            request: impl tonic::IntoRequest<super::UpdatePricesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::UpdatePricesResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/UpdatePrices",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "UpdatePrices",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn stream_executions(
            &mut self,
            request: impl tonic::IntoStreamingRequest<
                Message = super::StreamExecutionsRequest,
            >,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::StreamExecutionsResponse>>,
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
                "/agenthall.observability.v1.ObservabilityService/StreamExecutions",
            );
            let mut req = request.into_streaming_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "StreamExecutions",
                    ),
                );
            self.inner.streaming(req, path, codec).await
        }
        pub async fn record_gauges(
            &mut self,
            request: impl tonic::IntoRequest<super::RecordGaugesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::RecordGaugesResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/RecordGauges",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "RecordGauges",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_gauges(
            &mut self,
            request: impl tonic::IntoRequest<super::ListGaugesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListGaugesResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListGauges",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListGauges",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn query_gauges(
            &mut self,
            request: impl tonic::IntoRequest<super::QueryGaugesRequest>,
        ) -> std::result::Result<
            tonic::Response<super::QueryGaugesResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/QueryGauges",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "QueryGauges",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn get_attribution(
            &mut self,
            request: impl tonic::IntoRequest<super::GetAttributionRequest>,
        ) -> std::result::Result<
            tonic::Response<super::GetAttributionResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/GetAttribution",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "GetAttribution",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn watch_executions(
            &mut self,
            request: impl tonic::IntoRequest<super::WatchExecutionsRequest>,
        ) -> std::result::Result<
            tonic::Response<tonic::codec::Streaming<super::WatchExecutionsResponse>>,
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
                "/agenthall.observability.v1.ObservabilityService/WatchExecutions",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "WatchExecutions",
                    ),
                );
            self.inner.server_streaming(req, path, codec).await
        }
        pub async fn create_notification_channel(
            &mut self,
            request: impl tonic::IntoRequest<super::CreateNotificationChannelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::CreateNotificationChannelResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/CreateNotificationChannel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "CreateNotificationChannel",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn list_notification_channels(
            &mut self,
            request: impl tonic::IntoRequest<super::ListNotificationChannelsRequest>,
        ) -> std::result::Result<
            tonic::Response<super::ListNotificationChannelsResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/ListNotificationChannels",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "ListNotificationChannels",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn update_notification_channel(
            &mut self,
            request: impl tonic::IntoRequest<super::UpdateNotificationChannelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::UpdateNotificationChannelResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/UpdateNotificationChannel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "UpdateNotificationChannel",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn delete_notification_channel(
            &mut self,
            request: impl tonic::IntoRequest<super::DeleteNotificationChannelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::DeleteNotificationChannelResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/DeleteNotificationChannel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "DeleteNotificationChannel",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
        pub async fn test_notification_channel(
            &mut self,
            request: impl tonic::IntoRequest<super::TestNotificationChannelRequest>,
        ) -> std::result::Result<
            tonic::Response<super::TestNotificationChannelResponse>,
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
                "/agenthall.observability.v1.ObservabilityService/TestNotificationChannel",
            );
            let mut req = request.into_request();
            req.extensions_mut()
                .insert(
                    GrpcMethod::new(
                        "agenthall.observability.v1.ObservabilityService",
                        "TestNotificationChannel",
                    ),
                );
            self.inner.unary(req, path, codec).await
        }
    }
}
