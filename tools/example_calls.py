"""One call of every method as a person writes it: short, by proto field names, in the order in which one
needs another's answer. docs/api shows them; tests/test_grpcurl.py runs them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answered:
    """A value out of an earlier answer."""

    call: str
    path: str


PROMPT = "Plan the work as numbered tasks, each with its dependencies and an estimate."
PLANNER = {
    "name": "planner",
    "version": "1.2.0",
    "description": "Plans work.",
    "category": "utility",
    "system_prompt": PROMPT,
}
EXECUTION = {"execution_id": "run-1", "agent_name": "planner", "success": True, "duration_ms": 800, "tokens": 1200}
FAILED = {"agent_name": "planner", "outcome": "OUTCOME_FAILED", "error_type": "timeout", "trace_id": "trace-1"}
BUILD = {"build_id": "b-1", "team_id": "web", "prompt": "a web shop", "success": True, "quality_score": 90}
STACKED = BUILD | {"tech_stack": {"frontend": "React"}}
FAILS = {"rule_id": "planner-fails", "metric": "error_rate", "warning": 20, "agent_names": ["planner"]}
ALERT_ID = "b5cf3934598d7ce1dbbfe033"
"""Of that rule's only alert."""

CALLS: Sequence[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = (
    ("AccessService/WhoAmI", {}, {"principal": "local", "workspace": "default"}),
    (
        "AccessService/CreateApiKey",
        {"display_name": "ci recorder", "role": "ROLE_RECORDER"},
        {"api_key": {"role": "ROLE_RECORDER", "creator": "local"}},
    ),
    (
        "AccessService/ListApiKeys",
        {"filter": 'role = "ROLE_RECORDER"'},
        {"api_keys": [{"display_name": "ci recorder"}]},
    ),
    (
        "AccessService/RotateApiKey",
        {"key_id": Answered("AccessService/CreateApiKey", "api_key.key_id"), "overlap": "60s"},
        {"api_key": {"display_name": "ci recorder"}, "previous_api_key": {"display_name": "ci recorder"}},
    ),
    (
        "AccessService/RevokeApiKey",
        {"key_id": Answered("AccessService/CreateApiKey", "api_key.key_id")},
        {"api_key": {"display_name": "ci recorder"}},
    ),
    (
        "AccessService/ListAuditEvents",
        {"filter": 'action = "access.keys.create"', "page_size": 1},
        {"audit_events": [{"principal": "local", "outcome": "AUDIT_OUTCOME_ALLOWED"}]},
    ),
    ("MarketplaceService/ValidateManifest", {"manifest": PLANNER}, {"valid": True}),
    (
        "MarketplaceService/PublishAgent",
        {"manifest": PLANNER, "visibility": "VISIBILITY_PUBLIC"},
        {"agent_version": {"agent": "default/planner", "version": "1.2.0"}},
    ),
    (
        "MarketplaceService/GetAgent",
        {"agent": "planner", "version_range": "^1.0.0"},
        {"agent": {"namespace": "default"}, "agent_version": {"manifest": {"system_prompt": PROMPT}}},
    ),
    ("MarketplaceService/ListAgents", {"category": "utility"}, {"agents": [{"name": "planner"}]}),
    ("MarketplaceService/ListAgentVersions", {"agent": "default/planner"}, {"agent_versions": [{"version": "1.2.0"}]}),
    ("MarketplaceService/SearchAgents", {"query": "plan"}, {"hits": [{"agent": {"name": "planner"}}]}),
    ("MarketplaceService/ListCategories", {"page_size": 1}, {"categories": [{"category": "analytics"}]}),
    (
        "MarketplaceService/InstallAgent",
        {"agent": "planner", "version_range": "1.x", "request_id": "r-1"},
        {"installation": {"direct": True}, "lock": {"agents": [{"agent": "default/planner", "version": "1.2.0"}]}},
    ),
    ("MarketplaceService/ListInstallations", {}, {"installations": [{"agent": "default/planner"}]}),
    (
        "MarketplaceService/RateAgent",
        {"agent": "planner", "rating": 4.5, "review": "Plans well."},
        {"agent": {"average_rating": 4.5, "rating_count": "1", "download_count": "1"}},
    ),
    (
        "MarketplaceService/SetAgentStatus",
        {"agent": "planner", "status": "AGENT_STATUS_DEPRECATED", "message": "Use default/project-planner."},
        {"agent": {"status": "AGENT_STATUS_DEPRECATED", "status_message": "Use default/project-planner."}},
    ),
    (
        "MarketplaceService/YankAgentVersion",
        {"agent": "planner", "version": "1.2.0", "reason": "Loses dependencies."},
        {"agent_version": {"version": "1.2.0", "yank_reason": "Loses dependencies."}},
    ),
    (
        "MarketplaceService/CreateNamespace",
        {"namespace": "acme", "description": "Agents of the web team."},
        {"namespace": {"namespace": "acme", "members": [{"principal": "local", "role": "NAMESPACE_ROLE_OWNER"}]}},
    ),
    ("MarketplaceService/GetNamespace", {"namespace": "acme"}, {"namespace": {"creator": "local"}}),
    (
        "MarketplaceService/ListNamespaces",
        {"order_by": "create_time desc"},
        {"namespaces": [{"namespace": "acme"}, {"namespace": "default"}]},
    ),
    (
        "MarketplaceService/UpdateNamespace",
        {
            "namespace": {
                "namespace": "acme",
                "description": "Agents of the platform team.",
                "etag": Answered("MarketplaceService/GetNamespace", "namespace.etag"),
            }
        },
        {"namespace": {"description": "Agents of the platform team."}},
    ),
    (
        "MarketplaceService/AddNamespaceMember",
        {"namespace": "acme", "principal": "key:k3v9m2q7w5xa", "role": "NAMESPACE_ROLE_PUBLISHER"},
        {"namespace": {"members": [{"principal": "key:k3v9m2q7w5xa"}, {"principal": "local"}]}},
    ),
    (
        "MarketplaceService/RemoveNamespaceMember",
        {"namespace": "acme", "principal": "key:k3v9m2q7w5xa"},
        {"namespace": {"members": [{"principal": "local"}]}},
    ),
    (
        "MarketplaceService/TransferNamespace",
        {"namespace": "acme", "workspace": "platform"},
        {"namespace": {"offered_workspace": "platform"}},
    ),
    ("MarketplaceService/UninstallAgent", {"agent": "planner"}, {"installations": [{"agent": "default/planner"}]}),
    ("TeamMemoryService/RecordBuild", {"build": STACKED}, {"build": {"build_id": "b-1", "workflow": "standard"}}),
    (
        "TeamMemoryService/RecordBuilds",
        {"builds": [STACKED, STACKED | {"build_id": "b-2"}]},
        {"accepted_count": 1, "duplicate_count": 1},
    ),
    ("TeamMemoryService/GetBuild", {"build_id": "b-1"}, {"build": {"quality_score": 90.0}}),
    ("TeamMemoryService/ListBuilds", {"filter": "quality_score >= 80"}, {"builds": [{"team_id": "web"}]}),
    (
        "TeamMemoryService/SuggestStack",
        {"prompt": "a web shop", "team_id": "web"},
        {"suggestion": {"frontend": "React"}, "reason": "Used 2 times with 90.0 avg quality"},
    ),
    (
        "TeamMemoryService/GetTeamInsights",
        {"team_id": "web", "window": "86400s"},
        {"total_builds": "2", "success_rate": 100.0, "avg_quality": 90.0},
    ),
    (
        "TeamMemoryService/ListRecommendations",
        {"team_id": "web"},
        {"recommendations": [{"kind": "RECOMMENDATION_KIND_INSUFFICIENT_DATA"}]},
    ),
    ("ObservabilityService/RecordExecution", {"execution": EXECUTION}, {"execution_id": "run-1"}),
    (
        "ObservabilityService/RecordExecutions",
        {"executions": [EXECUTION, FAILED, {"agent_name": ""}]},
        {"accepted_count": 1, "duplicate_count": 1, "rejections": [{"index": 2}]},
    ),
    ("ObservabilityService/GetExecution", {"execution_id": "run-1"}, {"execution": {"outcome": "OUTCOME_OK"}}),
    (
        "ObservabilityService/ListExecutions",
        {"filter": 'agent_name = "planner" AND success = false', "order_by": "start_time desc"},
        {"executions": [{"error_type": "timeout"}]},
    ),
    (
        "ObservabilityService/GetDashboard",
        {"agent_names": ["planner"], "window": "3600s"},
        {
            "agents": [{"total_executions": "2", "success_rate": 50.0, "avg_tokens": 1200.0}],
            "summary": {"common_errors": [{"error_type": "timeout", "failures": "1"}]},
        },
    ),
    (
        "ObservabilityService/ListBottlenecks",
        {"ranking": "BOTTLENECK_RANKING_TIME_SHARE"},
        {"bottlenecks": [{"agent_name": "planner", "time_share": 100.0, "failed": "1"}]},
    ),
    (
        "ObservabilityService/ListRecommendations",
        {},
        {"recommendations": [{"kind": "RECOMMENDATION_KIND_INSUFFICIENT_DATA", "executions_needed": 8}]},
    ),
    (
        "ObservabilityService/WatchMetrics",
        {"agent_names": ["planner"], "interval": "0.1s"},
        {"snapshot": {"agents": [{"agent_name": "planner", "failed": "1"}]}},
    ),
    ("ObservabilityService/GetTrace", {"trace_id": "trace-1"}, {"executions": [{"error_type": "timeout"}]}),
    (
        "ObservabilityService/CreateAlertRule",
        {"alert_rule": FAILS},
        {"alert_rule": {"severity": "ALERT_SEVERITY_WARNING", "window": "300s", "enabled": True}},
    ),
    (
        "ObservabilityService/GetAlertRule",
        {"rule_id": "high-hourly-cost"},
        {"alert_rule": {"metric": "cost_nano_usd", "warning": 1e10, "creator": "agenthall"}},
    ),
    (
        "ObservabilityService/ListAlertRules",
        {"page_size": 1},
        {"alert_rules": [{"rule_id": "high-agent-error-rate"}]},
    ),
    (
        "ObservabilityService/UpdateAlertRule",
        {"alert_rule": {"rule_id": "high-hourly-cost", "warning": 5e9}},
        {"alert_rule": {"warning": 5e9, "window": "3600s"}},
    ),
    (
        "ObservabilityService/DeleteAlertRule",
        {"rule_id": "low-throughput"},
        {},
    ),
    (
        "ObservabilityService/TestAlertRule",
        {"alert_rule": FAILS | {"group_by": ["agent_name"]}},
        {"results": [{"group_labels": {"agent_name": "planner"}, "value": 50.0, "severity": "ALERT_SEVERITY_WARNING"}]},
    ),
    (
        "ObservabilityService/ListAlerts",
        {"filter": 'state = "ALERT_STATE_FIRING" AND rule_id = "planner-fails"'},
        {"alerts": [{"alert_id": ALERT_ID, "notification_count": 1}]},
    ),
    (
        "ObservabilityService/AcknowledgeAlert",
        {"alert_id": ALERT_ID},
        {"alert": {"acknowledged_by": "local"}},
    ),
    (
        "ObservabilityService/SilenceAlerts",
        {"labels": {"agent_name": "planner"}, "duration": "3600s", "comment": "Known; see the run book."},
        {"silence": {"creator": "local", "labels": {"agent_name": "planner"}}},
    ),
    (
        "ObservabilityService/ListSilences",
        {},
        {"silences": [{"comment": "Known; see the run book."}]},
    ),
    (
        "ObservabilityService/DeleteSilence",
        {"silence_id": Answered("ObservabilityService/SilenceAlerts", "silence.silence_id")},
        {"silence": {"creator": "local"}},
    ),
    (
        "ObservabilityService/CreateNotificationChannel",
        {"notification_channel": {"channel_id": "on-call", "webhook": {"url": "https://localhost/alerts"}}},
        {"notification_channel": {"enabled": True, "creator": "local", "webhook": {"url": "https://localhost/alerts"}}},
    ),
    (
        "ObservabilityService/ListNotificationChannels",
        {},
        {"notification_channels": [{"channel_id": "on-call"}]},
    ),
    (
        "ObservabilityService/UpdateNotificationChannel",
        {"notification_channel": {"channel_id": "on-call", "minimum_severity": "ALERT_SEVERITY_CRITICAL"}},
        {"notification_channel": {"channel_id": "on-call", "minimum_severity": "ALERT_SEVERITY_CRITICAL"}},
    ),
    (
        "ObservabilityService/TestNotificationChannel",
        {"channel_id": "on-call"},
        {"error": "its address is not public, and the operator has not allowed it"},
    ),
    ("ObservabilityService/DeleteNotificationChannel", {"channel_id": "on-call"}, {}),
    (
        "ObservabilityService/GetIncidentReport",
        {"window": "86400s"},
        {"open_count": "1", "recovery_target": "300s"},
    ),
    (
        "ObservabilityService/WatchAlerts",
        {"interval": "0.1s"},
        {"snapshot": {"alerts": [{"rule_id": "planner-fails", "state": "ALERT_STATE_FIRING"}]}},
    ),
    (
        "ObservabilityService/QueryMetrics",
        {
            "metrics": ["SERIES_METRIC_EXECUTIONS", "SERIES_METRIC_P95_DURATION_MS"],
            "group_by": "SERIES_GROUPING_AGENT",
            "step": "86400s",
        },
        {"series": [{"group": "planner"}, {"metric": "SERIES_METRIC_P95_DURATION_MS"}]},
    ),
    (
        "ObservabilityService/GetCostReport",
        {"window": "86400s"},
        {"unknown_cost_share": 100.0, "agents": [{"name": "planner"}]},
    ),
    (
        "ObservabilityService/ListAgentHealth",
        {},
        {"agents": [{"agent_name": "planner", "status": "HEALTH_STATUS_UNKNOWN", "executions_needed": 8}]},
    ),
    (
        "ObservabilityService/GetForecast",
        {"metric": "FORECAST_METRIC_EXECUTIONS", "days": 7},
        {"days_needed": 21},
    ),
    ("ObservabilityService/ListAnomalies", {"step": "60s"}, {}),
    (
        "ObservabilityService/GetAttribution",
        {"target": "ATTRIBUTION_TARGET_FAILED", "window": "3600s"},
        {"execution_count": "2", "target_count": "1"},
    ),
    (
        "ObservabilityService/GetErrorAnalysis",
        {"agent_names": ["planner"]},
        {"total_failures": "1", "types": [{"error_type": "timeout"}], "patterns": [{"template": "timeout"}]},
    ),
    (
        "ObservabilityService/StartExecution",
        {"execution": {"execution_id": "run-7", "agent_name": "planner"}, "lease": "600s"},
        {"execution_id": "run-7"},
    ),
    ("ObservabilityService/HeartbeatExecution", {"execution_id": "run-7", "lease": "600s"}, {}),
    (
        "ObservabilityService/ListRunningExecutions",
        {"filter": 'agent_name = "planner"'},
        {"executions": [{"execution": {"execution_id": "run-7"}, "state": "RUNNING_STATE_RUNNING"}]},
    ),
    (
        "ObservabilityService/FinishExecution",
        {"execution": {"execution_id": "run-7", "success": True, "output_tokens": "320"}},
        {"execution_id": "run-7"},
    ),
    (
        "ObservabilityService/RecordGauges",
        {"gauges": [{"source": "host-1", "name": "cpu_percent", "labels": {"core": "0"}, "value": 42.5}]},
        {"accepted_count": 1},
    ),
    (
        "ObservabilityService/ListGauges",
        {"filter": 'name = "cpu_percent" AND value > 40'},
        {"gauges": [{"source": "host-1", "value": 42.5}]},
    ),
    (
        "ObservabilityService/QueryGauges",
        {"name": "cpu_percent", "step": "60s"},
        {"series": [{"labels": {"core": "0"}, "points": [{"max": 42.5, "sample_count": "1"}]}]},
    ),
    (
        "ObservabilityService/UpdatePrices",
        {
            "prices": [
                {
                    "model": "large",
                    "input_nano_usd_per_million_tokens": "3000000000",
                    "output_nano_usd_per_million_tokens": "15000000000",
                }
            ]
        },
        {"price_version": "1"},
    ),
    (
        "ObservabilityService/ListPrices",
        {"model": "large"},
        {"prices": [{"output_nano_usd_per_million_tokens": "15000000000", "price_version": "1"}]},
    ),
    (
        "ObservabilityService/StreamExecutions",
        {"sequence": 1, "executions": [EXECUTION]},
        {"acknowledged_sequence": "1", "credits": 4000, "duplicate_count": 1},
    ),
    (
        "ObservabilityService/WatchExecutions",
        {"filter": "outcome = OUTCOME_FAILED", "backfill_count": 1000, "interval": "0.1s"},
        {"delta": {"executions": [{"agent_name": "planner", "error_type": "timeout"}]}},
    ),
    (
        "OptimizerService/AddVariant",
        {"agent_name": "planner", "variant_id": "short", "prompt": "Plan briefly."},
        {"variant": {"variant_id": "short"}},
    ),
    ("OptimizerService/ListVariants", {"agent_name": "planner"}, {"variants": [{"prompt": "Plan briefly."}]}),
    (
        "OptimizerService/UpdateVariant",
        {"variant": {"agent_name": "planner", "variant_id": "short", "description": "Fewer words."}},
        {"variant": {"description": "Fewer words."}},
    ),
    (
        "OptimizerService/SelectVariant",
        {"agent_name": "planner", "unit_key": "project-7"},
        {"variant": {"variant_id": "short"}, "propensity": 1.0},
    ),
    (
        "OptimizerService/RecordResult",
        {
            "selection_id": Answered("OptimizerService/SelectVariant", "selection_id"),
            "success": True,
            "quality_score": 80,
        },
        {},
    ),
    ("OptimizerService/GetBestPrompts", {}, {}),
    ("OptimizerService/GetOptimizationReport", {}, {}),
    (
        "OptimizerService/GetExperimentReport",
        {"agent_name": "planner"},
        {"total_executions": "1", "message": "Need more data (min 10 executions per variant)"},
    ),
)
"""Service/Method, the request, and what its answer holds among other things."""
