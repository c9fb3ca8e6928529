"""A valid request for every method of the contract, which may be sent any number of times.

What a request names was made before by `PREPARATION`, in the workspace of the key that sends it; what a request stores
has other ids, so that a caller of another workspace finds nothing under the names that it reads.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping, Sequence
from typing import Any

import grpc

from agenthall_server.observability.alert_states import identity
from bench.prove.calls import Metadata, ask, request_of

Values = Mapping[str, Any]

_MANIFEST = {
    "namespace": "default",
    "name": "planner",
    "version": "1.2.0",
    "description": "Plans work.",
    "category": "utility",
    "system_prompt": "Plan the work as numbered tasks.",
}
_PLANNER = {"agent": "default/planner"}
_MEMBER = {"namespace": "prepared", "principal": "key:sample"}
_BUILD = {"team_id": "web", "prompt": "a web shop", "success": True, "tech_stack": {"frontend": "React"}}
_ALARM = {"metric": "heartbeats", "warning": 1, "no_data": "ALERT_NO_DATA_ALERT"}
_SILENCE = {"rule_id": "nobody", "duration": "60s", "request_id": "sample"}
_CHANNEL = {"webhook": {"url": "https://localhost/hook"}}
_EXECUTION = {"agent_name": "planner", "success": True}
_TRACED = _EXECUTION | {"execution_id": "prepared", "trace_id": "prepared"}
_STARTED = {"execution_id": "started", "agent_name": "planner"}
_SERVICE = {"attributes": [{"key": "service.name", "value": {"string_value": "sample"}}]}
_NANO = "1790000000000000000"
_SPAN = {
    "trace_id": base64.b64encode(b"sample of a span").decode(),
    "span_id": base64.b64encode(b"a sample").decode(),
    "name": "invoke_agent planner",
    "start_time_unix_nano": _NANO,
    "end_time_unix_nano": _NANO,
    "attributes": [{"key": "gen_ai.operation.name", "value": {"string_value": "invoke_agent"}}],
}
_POINT = {"time_unix_nano": _NANO, "as_double": 5}

PREPARATION: Sequence[tuple[str, Values]] = (
    ("MarketplaceService/PublishAgent", {"manifest": _MANIFEST}),
    ("MarketplaceService/InstallAgent", _PLANNER),
    ("MarketplaceService/CreateNamespace", {"namespace": "prepared"}),
    ("TeamMemoryService/RecordBuild", {"build": _BUILD | {"build_id": "prepared"}}),
    ("ObservabilityService/RecordExecution", {"execution": _TRACED}),
    ("ObservabilityService/CreateAlertRule", {"alert_rule": _ALARM | {"rule_id": "prepared"}}),
    ("ObservabilityService/CreateAlertRule", {"alert_rule": _ALARM | {"rule_id": "spare"}}),
    ("ObservabilityService/StartExecution", {"execution": _STARTED}),
    (
        "ObservabilityService/CreateNotificationChannel",
        {"notification_channel": _CHANNEL | {"channel_id": "prepared", "enabled": False}},
    ),
    ("ObservabilityService/CreateNotificationChannel", {"notification_channel": _CHANNEL | {"channel_id": "spare"}}),
    ("OptimizerService/AddVariant", {"agent_name": "prepared", "variant_id": "a", "prompt": "Plan."}),
)
_SPARE_KEY = "the key of a prepared spare"
_SPARE_SILENCE = "the silence that was prepared"

SAMPLES: Mapping[str, Values] = {
    "AccessService/CreateApiKey": {"display_name": "sample", "role": "ROLE_VIEWER"},
    "AccessService/ListApiKeys": {"filter": 'display_name = "sample"'},
    "AccessService/RevokeApiKey": {"key_id": _SPARE_KEY},
    "AccessService/RotateApiKey": {"key_id": _SPARE_KEY},
    "AccessService/ListAuditEvents": {"page_size": 2},
    "AccessService/WhoAmI": {},
    "MarketplaceService/ValidateManifest": {"manifest": _MANIFEST},
    "MarketplaceService/PublishAgent": {"manifest": _MANIFEST},
    "MarketplaceService/GetAgent": _PLANNER,
    "MarketplaceService/ListAgents": {"page_size": 2},
    "MarketplaceService/ListAgentVersions": _PLANNER,
    "MarketplaceService/SearchAgents": {"query": "plan"},
    "MarketplaceService/ListCategories": {"page_size": 2},
    "MarketplaceService/InstallAgent": _PLANNER,
    "MarketplaceService/ListInstallations": {},
    "MarketplaceService/UninstallAgent": _PLANNER | {"validate_only": True},
    "MarketplaceService/RateAgent": _PLANNER | {"rating": 4.5},
    "MarketplaceService/SetAgentStatus": _PLANNER | {"status": "AGENT_STATUS_ACTIVE"},
    "MarketplaceService/YankAgentVersion": _PLANNER | {"version": "1.2.0", "undo": True},
    "MarketplaceService/CreateNamespace": {"namespace": "prepared"},
    "MarketplaceService/GetNamespace": {"namespace": "prepared"},
    "MarketplaceService/ListNamespaces": {"page_size": 2},
    "MarketplaceService/UpdateNamespace": {"namespace": {"namespace": "prepared"}, "update_mask": "description"},
    "MarketplaceService/AddNamespaceMember": _MEMBER | {"role": "NAMESPACE_ROLE_PUBLISHER"},
    "MarketplaceService/RemoveNamespaceMember": _MEMBER,
    "MarketplaceService/TransferNamespace": {"namespace": "prepared", "workspace": "default"},
    "TeamMemoryService/RecordBuild": {"build": _BUILD | {"build_id": "sample"}},
    "TeamMemoryService/RecordBuilds": {"builds": [_BUILD | {"build_id": "sample"}]},
    "TeamMemoryService/GetBuild": {"build_id": "prepared"},
    "TeamMemoryService/ListBuilds": {"filter": "success = true"},
    "TeamMemoryService/SuggestStack": {"prompt": "a web shop", "team_id": "web"},
    "TeamMemoryService/GetTeamInsights": {"team_id": "web"},
    "TeamMemoryService/ListRecommendations": {"team_id": "web"},
    "ObservabilityService/RecordExecution": {"execution": _EXECUTION | {"execution_id": "sample"}},
    "ObservabilityService/RecordExecutions": {"executions": [_EXECUTION | {"execution_id": "sample"}]},
    "ObservabilityService/StreamExecutions": {"executions": [_EXECUTION | {"execution_id": "sample"}]},
    "ObservabilityService/ListExecutions": {"page_size": 2},
    "ObservabilityService/GetExecution": {"execution_id": "prepared"},
    "ObservabilityService/GetDashboard": {"window": "3600s"},
    "ObservabilityService/ListBottlenecks": {},
    "ObservabilityService/ListRecommendations": {},
    "ObservabilityService/StartExecution": {"execution": _STARTED},
    "ObservabilityService/HeartbeatExecution": {"execution_id": "started"},
    "ObservabilityService/FinishExecution": {"execution": _EXECUTION | {"execution_id": "sample"}},
    "ObservabilityService/ListRunningExecutions": {"page_size": 2},
    "ObservabilityService/WatchMetrics": {"interval": "1s"},
    "ObservabilityService/CreateAlertRule": {
        "alert_rule": {"rule_id": "sample", "metric": "error_rate", "warning": 20}
    },
    "ObservabilityService/GetAlertRule": {"rule_id": "prepared"},
    "ObservabilityService/ListAlertRules": {"page_size": 2},
    "ObservabilityService/UpdateAlertRule": {"alert_rule": {"rule_id": "prepared", "description": "The sample."}},
    "ObservabilityService/DeleteAlertRule": {"rule_id": "spare"},
    "ObservabilityService/TestAlertRule": {"rule_id": "prepared"},
    "ObservabilityService/ListAlerts": {"page_size": 2},
    "ObservabilityService/AcknowledgeAlert": {"alert_id": identity("prepared", ())},
    "ObservabilityService/SilenceAlerts": _SILENCE,
    "ObservabilityService/ListSilences": {"page_size": 2},
    "ObservabilityService/DeleteSilence": {"silence_id": _SPARE_SILENCE},
    "ObservabilityService/GetIncidentReport": {"window": "3600s"},
    "ObservabilityService/WatchAlerts": {"interval": "1s"},
    "ObservabilityService/WatchExecutions": {"interval": "1s", "backfill_count": 10},
    "ObservabilityService/QueryMetrics": {"metrics": ["SERIES_METRIC_EXECUTIONS"], "group_by": "SERIES_GROUPING_AGENT"},
    "ObservabilityService/GetCostReport": {},
    "ObservabilityService/ListAgentHealth": {},
    "ObservabilityService/GetForecast": {"days": 3},
    "ObservabilityService/ListAnomalies": {},
    "ObservabilityService/GetErrorAnalysis": {},
    "ObservabilityService/GetAttribution": {},
    "ObservabilityService/GetTrace": {"trace_id": "prepared"},
    "ObservabilityService/RecordGauges": {"gauges": [{"source": "sample", "name": "cpu_percent", "value": 5}]},
    "ObservabilityService/ListGauges": {"page_size": 2},
    "ObservabilityService/QueryGauges": {"name": "cpu_percent"},
    "ObservabilityService/ListPrices": {"page_size": 2},
    "ObservabilityService/UpdatePrices": {"prices": [{"model": "sample", "input_nano_usd_per_million_tokens": "5"}]},
    "ObservabilityService/CreateNotificationChannel": {"notification_channel": _CHANNEL | {"channel_id": "sample"}},
    "ObservabilityService/ListNotificationChannels": {"page_size": 2},
    "ObservabilityService/UpdateNotificationChannel": {
        "notification_channel": {"channel_id": "prepared", "display_name": "The sample."}
    },
    "ObservabilityService/DeleteNotificationChannel": {"channel_id": "spare"},
    "ObservabilityService/TestNotificationChannel": {"channel_id": "prepared", "request_id": "sample"},
    "OptimizerService/AddVariant": {"agent_name": "sample", "variant_id": "a", "prompt": "Plan."},
    "OptimizerService/ListVariants": {"agent_name": "sample"},
    "OptimizerService/UpdateVariant": {
        "variant": {"agent_name": "prepared", "variant_id": "a", "description": "The sample."}
    },
    "OptimizerService/SelectVariant": {"agent_name": "sample"},
    "OptimizerService/RecordResult": {
        "agent_name": "prepared",
        "variant_id": "a",
        "result_id": "sample",
        "success": True,
    },
    "OptimizerService/GetBestPrompts": {"page_size": 2},
    "OptimizerService/GetOptimizationReport": {},
    "OptimizerService/GetExperimentReport": {"agent_name": "prepared"},
    "TraceService/Export": {"resource_spans": [{"resource": _SERVICE, "scope_spans": [{"spans": [_SPAN]}]}]},
    "MetricsService/Export": {
        "resource_metrics": [
            {
                "resource": _SERVICE,
                "scope_metrics": [{"metrics": [{"name": "queue.size", "gauge": {"data_points": [_POINT]}}]}],
            }
        ]
    },
}


async def prepare(channel: grpc.aio.Channel, metadata: Metadata) -> dict[str, bytes]:
    """Makes what the samples name; the samples on the wire."""
    for name, values in PREPARATION:
        answer = await ask(channel, name, request_of(name, values), metadata)
        assert answer.code == "OK", (name, answer)
    spares: dict[str, Values] = {}
    for name in ("AccessService/RevokeApiKey", "AccessService/RotateApiKey"):
        made = request_of("AccessService/CreateApiKey", {"display_name": "spare", "role": "ROLE_VIEWER"})
        created: Any = (await ask(channel, "AccessService/CreateApiKey", made, metadata)).messages[0]
        spares[name] = {"key_id": created.api_key.key_id}
    made = request_of("ObservabilityService/SilenceAlerts", {"rule_id": "nobody", "duration": "60s"})
    silenced: Any = (await ask(channel, "ObservabilityService/SilenceAlerts", made, metadata)).messages[0]
    spares["ObservabilityService/DeleteSilence"] = {"silence_id": silenced.silence.silence_id}
    await _alert_fired(channel, metadata)
    return {name: request_of(name, spares.get(name, values)) for name, values in SAMPLES.items()}


async def _alert_fired(channel: grpc.aio.Channel, metadata: Metadata) -> None:
    """Waits until the prepared rule has its alert."""
    listing = request_of("ObservabilityService/ListAlerts", {"filter": 'rule_id = "prepared"'})
    async with asyncio.timeout(30):
        while True:
            found: Any = (await ask(channel, "ObservabilityService/ListAlerts", listing, metadata)).messages[0]
            if found.alerts:
                return
            await asyncio.sleep(0.1)
