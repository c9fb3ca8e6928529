"""The names that callers rely on: packages, services, methods, fields. Changing one breaks somebody: it fails here."""

from __future__ import annotations

METHODS = {
    "agenthall.access.v1.AccessService": "CreateApiKey ListApiKeys RevokeApiKey RotateApiKey ListAuditEvents WhoAmI",
    "agenthall.marketplace.v1.MarketplaceService": (
        "ValidateManifest PublishAgent GetAgent ListAgents ListAgentVersions SearchAgents ListCategories InstallAgent "
        "ListInstallations UninstallAgent RateAgent SetAgentStatus YankAgentVersion CreateNamespace GetNamespace "
        "ListNamespaces UpdateNamespace AddNamespaceMember RemoveNamespaceMember TransferNamespace"
    ),
    "agenthall.memory.v1.TeamMemoryService": (
        "RecordBuild RecordBuilds GetBuild ListBuilds SuggestStack GetTeamInsights ListRecommendations"
    ),
    "agenthall.observability.v1.ObservabilityService": (
        "RecordExecution RecordExecutions ListExecutions GetExecution GetDashboard ListBottlenecks ListRecommendations "
        "WatchMetrics CreateAlertRule GetAlertRule ListAlertRules UpdateAlertRule DeleteAlertRule TestAlertRule "
        "ListAlerts AcknowledgeAlert SilenceAlerts ListSilences DeleteSilence GetIncidentReport WatchAlerts "
        "QueryMetrics GetCostReport ListAgentHealth GetForecast ListAnomalies GetErrorAnalysis GetAttribution GetTrace "
        "ListPrices UpdatePrices RecordGauges ListGauges QueryGauges "
        "StartExecution HeartbeatExecution FinishExecution ListRunningExecutions "
        "StreamExecutions WatchExecutions "
        "CreateNotificationChannel ListNotificationChannels UpdateNotificationChannel DeleteNotificationChannel "
        "TestNotificationChannel"
    ),
    "agenthall.optimizer.v1.OptimizerService": (
        "AddVariant ListVariants UpdateVariant SelectVariant RecordResult GetBestPrompts GetOptimizationReport "
        "GetExperimentReport"
    ),
}

FIELDS = {
    "agenthall.common.v1.Rejection": "index status",
    "agenthall.access.v1.CreateApiKeyRequest": "display_name role",
    "agenthall.access.v1.CreateApiKeyResponse": "api_key secret",
    "agenthall.marketplace.v1.Manifest": (
        "namespace name display_name author description version category tags capabilities system_prompt input_schema "
        "output_schema dependencies kind license model tools examples homepage"
    ),
    "agenthall.marketplace.v1.Dependency": "agent range",
    "agenthall.marketplace.v1.Agent": (
        "namespace name average_rating rating_count download_count unique_installer_count"
    ),
    "agenthall.marketplace.v1.PublishAgentRequest": "manifest visibility validate_only",
    "agenthall.marketplace.v1.PublishAgentResponse": "agent_version findings static_score",
    "agenthall.marketplace.v1.GetAgentRequest": "agent version_range",
    "agenthall.marketplace.v1.ListAgentsRequest": "category filter",
    "agenthall.marketplace.v1.SearchAgentsRequest": (
        "query category tags capability min_rating filter order_by page_size page_token explain"
    ),
    "agenthall.marketplace.v1.SearchAgentsResponse": "hits facets next_page_token",
    "agenthall.marketplace.v1.InstallAgentRequest": "agent version_range config request_id validate_only",
    "agenthall.marketplace.v1.InstallAgentResponse": "installation lock",
    "agenthall.marketplace.v1.RateAgentRequest": "agent rating review",
    "agenthall.memory.v1.Build": (
        "build_id user_id team_id prompt workflow tech_stack success quality_score duration_seconds files_generated "
        "finish_time create_time failure_reason agent_results attributes"
    ),
    "agenthall.memory.v1.RecordBuildRequest": "build",
    "agenthall.memory.v1.RecordBuildsRequest": "builds",
    "agenthall.memory.v1.RecordBuildsResponse": "accepted_count duplicate_count rejections",
    "agenthall.memory.v1.SuggestStackRequest": "prompt team_id",
    "agenthall.memory.v1.SuggestStackResponse": (
        "suggestion reason usage_count avg_quality interval evidence_build_ids alternatives basis"
    ),
    "agenthall.memory.v1.GetTeamInsightsRequest": "team_id window",
    "agenthall.memory.v1.GetTeamInsightsResponse": "team_id total_builds success_rate avg_quality insights",
    "agenthall.memory.v1.ListRecommendationsRequest": "team_id user_id",
    "agenthall.observability.v1.Execution": (
        "execution_id agent_name agent agent_version outcome success duration_ms tokens input_tokens output_tokens "
        "cached_tokens quality_score cost_nano_usd model team_id user_id build_id variant_id attempt "
        "retry_of_execution_id requirement_ids error_type error_message start_time end_time parent_execution_id "
        "trace_id attributes"
    ),
    "agenthall.observability.v1.RecordExecutionRequest": "execution",
    "agenthall.observability.v1.RecordExecutionsRequest": "executions",
    "agenthall.observability.v1.RecordExecutionsResponse": "accepted_count duplicate_count rejections",
    "agenthall.observability.v1.StreamExecutionsRequest": "sequence executions",
    "agenthall.observability.v1.StreamExecutionsResponse": (
        "acknowledged_sequence credits accepted_count duplicate_count rejections"
    ),
    "agenthall.observability.v1.ListExecutionsRequest": "filter order_by page_size page_token",
    "agenthall.observability.v1.ListExecutionsResponse": "executions next_page_token",
    "agenthall.observability.v1.GetDashboardRequest": "window agent_names team_id",
    "agenthall.observability.v1.GetDashboardResponse": "agents summary bottlenecks recommendations start_time",
    "agenthall.observability.v1.AgentMetrics": (
        "agent_name total_executions successful failed cancelled success_rate avg_duration_ms avg_tokens "
        "avg_quality_score cost_nano_usd last_executed"
    ),
    "agenthall.observability.v1.DashboardSummary": (
        "total_agents total_executions overall_success_rate overall_avg_duration_ms"
    ),
    "agenthall.observability.v1.WatchMetricsRequest": "agent_names interval resume_token",
    "agenthall.observability.v1.WatchMetricsResponse": "resume_token snapshot delta heartbeat gap",
    "agenthall.optimizer.v1.AddVariantRequest": "agent_name variant_id prompt",
    "agenthall.optimizer.v1.SelectVariantRequest": "agent_name unit_key exclude_variant_ids",
    "agenthall.optimizer.v1.SelectVariantResponse": (
        "selection_id variant propensity explored policy_version expire_time"
    ),
    "agenthall.optimizer.v1.RecordResultRequest": (
        "selection_id agent_name variant_id result_id success quality_score duration_ms cost_nano_usd error"
    ),
    "agenthall.optimizer.v1.RecordResultResponse": "duplicate late",
    "agenthall.optimizer.v1.GetBestPromptsResponse": "best_prompts",
    "agenthall.optimizer.v1.BestPrompt": "prompt score executions success_rate",
    "agenthall.optimizer.v1.GetOptimizationReportResponse": "agents_optimized improvements avg_improvement",
    "agenthall.optimizer.v1.Improvement": "agent baseline_score best_score improvement_percent",
    "agenthall.optimizer.v1.GetExperimentReportRequest": "agent_name",
    "agenthall.optimizer.v1.GetExperimentReportResponse": (
        "agent_name best_variant variants_tested total_executions recommendation message decision"
    ),
}

ENUMS = {
    "agenthall.access.v1.Role": "ROLE_VIEWER ROLE_RECORDER ROLE_PUBLISHER ROLE_OPERATOR ROLE_ADMIN",
    "agenthall.marketplace.v1.Kind": "KIND_AGENT KIND_TEAM",
    "agenthall.observability.v1.Outcome": "OUTCOME_OK OUTCOME_FAILED OUTCOME_CANCELLED",
}
