"""Two workspaces with the same names: what alpha keeps, what beta keeps, and everything that beta may ask.

Alpha's texts, prompts, tags, reviews, configurations and names that nobody else has carry the canary; its ids, agents
and teams are those that beta uses too, so that a forgotten workspace shows in counts, sums and clashes as well.
What beta is not asked: to publish into alpha's namespaces, or to create them. That a namespace is taken can be found
out, as SECURITY.md says.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agenthall_server.observability.alert_states import identity
from bench.prove.calls import methods
from bench.prove.sample_calls import SAMPLES

CANARY = "canary7f3ab2e1"
Values = Mapping[str, Any]
Step = tuple[str, Values]

_PLANNER = {"version": "1.0.0", "category": "utility", "description": "Plans work.", "system_prompt": "Plan the work."}
_HIDDEN = "alpha/secret-tool"
_TRACE = b"a trace of steps"
_HOOK = {"url": "https://localhost/hook"}
_ALARM = {"metric": "heartbeats", "warning": 1, "no_data": "ALERT_NO_DATA_ALERT"}
_MARKED = {
    "model": CANARY, "user_id": CANARY, "error_type": CANARY, "error_message": CANARY, "trace_id": CANARY,
    "agent": f"alpha/{CANARY}", "variant_id": CANARY, "requirement_ids": [CANARY], "attributes": {CANARY: CANARY},
}  # fmt: skip
LISTS = {
    "page_token": ("AccessService/ListApiKeys", "AccessService/ListAuditEvents", "ObservabilityService/ListExecutions"),
    "filter": tuple(
        name
        for name, method in methods().items()
        if "filter" in method.input_type.fields_by_name and not method.server_streaming
    ),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A call of beta. Of one that carries a `foreign` token only the status is compared: its text may say that the
    token was made, by this server, for somebody else. `marked`: the request itself holds the canary.
    """

    name: str
    values: Values
    foreign: bool = False
    marked: bool = False


def alpha(start: str) -> Iterator[Step]:
    """What alpha stores; `start` is a time of the last hours."""
    yield "AccessService/CreateApiKey", {"display_name": CANARY, "role": "ROLE_ADMIN"}
    hook = {"display_name": CANARY, "webhook": {"url": f"https://localhost/{CANARY}"}}
    for channel_id in (CANARY, "shared", "only-alpha"):
        yield (
            "ObservabilityService/CreateNotificationChannel",
            {"notification_channel": {**hook, "channel_id": channel_id}},
        )
    for rule_id in (CANARY, "shared", "over"):
        yield "ObservabilityService/CreateAlertRule", {"alert_rule": {**_ALARM, "rule_id": rule_id, "metric": CANARY}}
    silence = {"rule_id": CANARY, "duration": "3600s", "comment": CANARY, "request_id": "silence"}
    yield "ObservabilityService/SilenceAlerts", silence
    for number in range(40):
        names = {"execution_id": f"run-{number}", "agent_name": "planner", "team_id": "web", "start_time": start}
        yield (
            "ObservabilityService/RecordExecution",
            {"execution": {**_MARKED, **names, "success": False, "duration_ms": 90_000}},
        )
    yield (
        "ObservabilityService/RecordExecution",
        {"execution": {**_MARKED, "agent_name": CANARY, "success": False}},
    )
    yield (
        "ObservabilityService/RecordExecution",
        {"execution": {"execution_id": "only-alpha", "agent_name": "lonely", "success": True}},
    )
    for number in range(5):
        begun = {"execution_id": f"begun-{number}", "agent_name": "planner", "team_id": "web", "user_id": CANARY}
        yield "ObservabilityService/StartExecution", {"execution": begun, "lease": "86400s"}
    yield "ObservabilityService/StartExecution", {"execution": {"execution_id": "begun", "agent_name": CANARY}}
    for number in range(12):
        stack = {"frontend": CANARY, "backend": f"{CANARY}-{number % 2}"}
        build = {"build_id": f"build-{number}", "team_id": "web", "prompt": "a web shop with a cart", "user_id": "ada"}
        marked = {"workflow": CANARY, "failure_reason": CANARY, "attributes": {CANARY: CANARY}, "quality_score": 95}
        yield (
            "TeamMemoryService/RecordBuild",
            {"build": {**build, **marked, "tech_stack": stack, "success": number > 2}},
        )
    yield "TeamMemoryService/RecordBuild", {"build": {"build_id": "only-alpha", "team_id": CANARY, "success": True}}
    yield from _alpha_agents()
    for variant, prompt in (("a", CANARY), ("b", f"{CANARY} b"), (CANARY, f"{CANARY} c")):
        for agent in ("planner", "lonely", CANARY):
            yield "OptimizerService/AddVariant", {"agent_name": agent, "variant_id": variant, "prompt": prompt}
    for number in range(60):
        result = {"agent_name": "planner", "variant_id": "ab"[number % 2], "result_id": f"result-{number}"}
        yield "OptimizerService/RecordResult", {**result, "success": number % 2 == 0, "error": CANARY}
    yield "ObservabilityService/DeleteAlertRule", {"rule_id": "over"}
    prices = [{"model": model, "input_nano_usd_per_million_tokens": 10**12} for model in (CANARY, "large", "small")]
    yield "ObservabilityService/UpdatePrices", {"prices": prices}
    yield "TraceService/Export", _exported(CANARY)
    measured = {"name": "cpu_percent", "value": 99}
    marked = {"source": CANARY, "labels": {CANARY: CANARY}}
    yield "ObservabilityService/RecordGauges", {"gauges": [measured | marked, measured | {"source": "host"}]}


def _exported(name: str) -> Values:
    """One step of a trace, without the execution that it belongs to."""
    ids = {"trace_id": base64.b64encode(_TRACE).decode(), "span_id": base64.b64encode(b"one step").decode()}
    times = {"start_time_unix_nano": "1790000000000000000", "end_time_unix_nano": "1790000001000000000"}
    chat = {"key": "gen_ai.operation.name", "value": {"string_value": "chat"}}
    return {"resource_spans": [{"scope_spans": [{"spans": [{**ids, **times, "name": name, "attributes": [chat]}]}]}]}


def _alpha_agents() -> Iterator[Step]:
    for version in ("1.0.0", "1.1.0"):
        manifest = {**_PLANNER, "namespace": "alpha", "name": "secret-tool", "version": version, "author": CANARY}
        texts = {"description": f"Plans work; {CANARY}.", "tags": [CANARY, "shared-tag"], "capabilities": [CANARY]}
        yield "MarketplaceService/PublishAgent", {"manifest": {**manifest, **texts, "display_name": CANARY}}
    named = {"name": CANARY, "namespace": "alpha", "category": "analytics"}
    yield "MarketplaceService/PublishAgent", {"manifest": {**_PLANNER, **named}}
    install = {"agent": _HIDDEN, "config": {CANARY: CANARY}, "request_id": "request-1"}
    yield "MarketplaceService/InstallAgent", install
    yield "MarketplaceService/RateAgent", {"agent": _HIDDEN, "rating": 5, "review": CANARY}
    yield "MarketplaceService/YankAgentVersion", {"agent": _HIDDEN, "version": "1.0.0", "reason": CANARY}
    yield (
        "MarketplaceService/SetAgentStatus",
        {"agent": _HIDDEN, "status": "AGENT_STATUS_DEPRECATED", "message": CANARY},
    )
    yield "MarketplaceService/CreateNamespace", {"namespace": "alpha-tools", "description": CANARY}
    member = {"principal": f"key:{CANARY}", "role": "NAMESPACE_ROLE_OWNER"}
    yield "MarketplaceService/AddNamespaceMember", {"namespace": "alpha-tools", **member}
    yield "MarketplaceService/TransferNamespace", {"namespace": "alpha-tools", "workspace": CANARY}


def beta(start: str) -> Iterator[Step]:
    """What beta stores, under the same names."""
    yield "ObservabilityService/DeleteAlertRule", {"rule_id": "low-throughput"}  # whose alert would tell the time
    yield "ObservabilityService/CreateAlertRule", {"alert_rule": {**_ALARM, "rule_id": "shared"}}
    quiet = {"channel_id": "shared", "minimum_severity": "ALERT_SEVERITY_EMERGENCY", "webhook": _HOOK}
    yield "ObservabilityService/CreateNotificationChannel", {"notification_channel": quiet}
    for number in range(6):
        names = {"execution_id": f"run-{number}", "agent_name": "planner", "team_id": "web", "start_time": start}
        yield (
            "ObservabilityService/RecordExecution",
            {"execution": {**names, "success": True, "duration_ms": 100 + number}},
        )
    for number in range(2):
        begun = {"execution_id": f"begun-{number}", "agent_name": "planner", "team_id": "web", "start_time": start}
        yield "ObservabilityService/StartExecution", {"execution": begun, "lease": "86400s"}
    for number in range(4):
        build = {"build_id": f"build-{number}", "team_id": "web", "prompt": "a web shop with a cart", "user_id": "ada"}
        stack = {"frontend": "React", "backend": "Go"}
        yield (
            "TeamMemoryService/RecordBuild",
            {"build": {**build, "tech_stack": stack, "success": True, "quality_score": 80}},
        )
    manifest = {**_PLANNER, "namespace": "beta", "name": "planner", "tags": ["shared-tag"]}
    yield "MarketplaceService/PublishAgent", {"manifest": manifest}
    wanting = {**_PLANNER, "namespace": "beta", "name": "wanting", "dependencies": [{"agent": _HIDDEN}]}
    yield "MarketplaceService/PublishAgent", {"manifest": wanting}
    yield "MarketplaceService/InstallAgent", {"agent": "beta/planner", "request_id": "request-1"}
    yield "OptimizerService/AddVariant", {"agent_name": "planner", "variant_id": "a", "prompt": "Plan."}
    for number in range(25):
        result = {"agent_name": "planner", "variant_id": "a", "result_id": f"result-{number}", "success": True}
        yield "OptimizerService/RecordResult", result


def questions(taken: Mapping[str, str]) -> list[Question]:
    """Everything that beta asks, what carries the canary last. `taken` are ids and tokens that alpha was given."""
    plain = [Question(name, _timeless(name, values)) for name, values in (*_reads(), *_lists(), *_writes())]
    stolen = list(_stolen(taken))
    marked = [Question(name, _timeless(name, values), marked=True) for name, values in _guesses()]
    asked = [*plain, *stolen, *marked]
    assert {one.name for one in asked} == set(methods()), "a method that beta does not ask"
    return asked


def _timeless(name: str, values: Values) -> Values:
    """The same question, for audit events without those of recordings: they are one an interval, whenever that ends."""
    if name != "AccessService/ListAuditEvents":
        return values
    asked = f"({values['filter']}) AND " if "filter" in values else ""
    return {**values, "filter": f'{asked}NOT action = "*.record"'}


def _reads() -> Iterator[Step]:
    yield "AccessService/WhoAmI", {}
    for number in ("run-0", "run-39", "only-alpha"):
        yield "ObservabilityService/GetExecution", {"execution_id": number}
    for number in ("build-0", "build-11", "only-alpha"):
        yield "TeamMemoryService/GetBuild", {"build_id": number}
    for agent in (_HIDDEN, "secret-tool", "Secret Tool", "beta/planner"):
        yield "MarketplaceService/GetAgent", {"agent": agent}
        yield "MarketplaceService/GetAgent", {"agent": agent, "version_range": "^1.0.0"}
        yield "MarketplaceService/ListAgentVersions", {"agent": agent}
    for namespace in ("alpha", "alpha-tools", "beta"):
        yield "MarketplaceService/GetNamespace", {"namespace": namespace}
    for query in ("", "secret", "plan", "plans work", "tool", "planner"):
        yield "MarketplaceService/SearchAgents", {"query": query, "explain": True}
    for facet in ({"tags": ["shared-tag"]}, {"category": "utility"}, {"category": "analytics"}, {"min_rating": 1}):
        yield "MarketplaceService/SearchAgents", facet
    yield from _figures()
    yield from _analysis()
    yield "MarketplaceService/ListCategories", {}
    yield "MarketplaceService/ValidateManifest", {"manifest": {**_PLANNER, "namespace": "beta", "name": "secret-tool"}}


def _figures() -> Iterator[Step]:
    """Sums, rates, suggestions and reports."""
    for scope in ({}, {"window": "86400s"}, {"team_id": "web"}, {"window": "86400s", "team_id": "web"}):
        yield "ObservabilityService/GetDashboard", scope
        yield "ObservabilityService/ListBottlenecks", scope
        yield "ObservabilityService/ListRecommendations", scope
    for names in (["planner"], ["lonely"], ["planner", "lonely"]):
        yield "ObservabilityService/GetDashboard", {"agent_names": names}
        yield "ObservabilityService/WatchMetrics", {"agent_names": names}
    for rule_id in ("shared", "over", "low-throughput", "high-cpu"):
        yield "ObservabilityService/GetAlertRule", {"rule_id": rule_id}
        yield "ObservabilityService/TestAlertRule", {"rule_id": rule_id}
        yield "ObservabilityService/GetIncidentReport", {"rule_id": rule_id}
    for group in ("agent_name", "model", "team_id"):
        tested = {"rule_id": "tested", "metric": "executions", "warning": 5, "window": "86400s", "group_by": [group]}
        yield "ObservabilityService/TestAlertRule", {"alert_rule": tested}
    yield "ObservabilityService/WatchAlerts", {}
    for condition in ("", "outcome = OUTCOME_FAILED", 'model != "x"'):
        yield "ObservabilityService/WatchExecutions", {"filter": condition, "backfill_count": 1000}
    rankings = "MEAN_DURATION TIME_SHARE CRITICAL_PATH TAIL_RATIO FAILED_TIME FAILED_COST CHANGE"
    for ranking in rankings.split():
        asked = {"ranking": f"BOTTLENECK_RANKING_{ranking}", "window": "86400s", "page_size": 100}
        yield "ObservabilityService/ListBottlenecks", asked
    for prompt in ("a web shop with a cart", "a web shop", "something else"):
        yield "TeamMemoryService/SuggestStack", {"prompt": prompt, "team_id": "web"}
    for team in ("web", "nobody"):
        yield "TeamMemoryService/GetTeamInsights", {"team_id": team}
        yield "TeamMemoryService/ListRecommendations", {"team_id": team}
    yield "TeamMemoryService/GetTeamInsights", {"team_id": "web", "window": "86400s"}
    yield "TeamMemoryService/ListRecommendations", {"team_id": "web", "user_id": "ada"}
    for agent in ("planner", "lonely"):
        yield "OptimizerService/SelectVariant", {"agent_name": agent, "unit_key": "one"}
        yield "OptimizerService/GetExperimentReport", {"agent_name": agent}
        yield "OptimizerService/ListVariants", {"agent_name": agent}
    yield "OptimizerService/GetBestPrompts", {}
    yield "OptimizerService/GetOptimizationReport", {}


def _analysis() -> Iterator[Step]:
    """What is worked out from sums."""
    for scope in ({}, {"window": "86400s"}, {"team_id": "web"}):
        yield "ObservabilityService/ListAgentHealth", scope
        yield "ObservabilityService/GetCostReport", scope
    for group in ("AGENT", "MODEL", "TEAM"):
        named = {"metrics": ["SERIES_METRIC_EXECUTIONS", "SERIES_METRIC_COST_NANO_USD"], "step": "86400s"}
        yield "ObservabilityService/QueryMetrics", {**named, "group_by": f"SERIES_GROUPING_{group}"}
    yield "ObservabilityService/GetForecast", {"days": 3}
    yield "ObservabilityService/ListAnomalies", {}
    yield "ObservabilityService/GetErrorAnalysis", {}
    yield "ObservabilityService/GetErrorAnalysis", {"agent_names": ["planner"]}
    for target in ("FAILED", "SLOW"):
        yield "ObservabilityService/GetAttribution", {"target": f"ATTRIBUTION_TARGET_{target}"}
    for trace_id in ("alpha-trace", _TRACE.hex()):
        yield "ObservabilityService/GetTrace", {"trace_id": trace_id}
    yield "ObservabilityService/QueryGauges", {"name": "cpu_percent", "step": "60s"}
    yield "ObservabilityService/ListPrices", {"model": "large", "include_replaced": True}


def _lists() -> Iterator[Step]:
    """Every list by every field, in every order, and in pages of one."""
    for name in LISTS["filter"]:
        method = methods()[name]
        for field in _fields(method):
            yield name, {"filter": f'{field} != "x"'}
            yield name, {"filter": f"{field}:*"}
            yield name, {"filter": f'NOT {field} = "*"'}
            yield name, {"order_by": f"{field} desc", "page_size": 1}
            yield name, {"order_by": field}
    for name, method in methods().items():
        if "page_size" in method.input_type.fields_by_name and not _needs_a_name(method):
            yield name, {}
            yield name, {"page_size": 1}


def _writes() -> Iterator[Step]:
    """Writes whose errors, counts or answers could tell what alpha has."""
    new = {"agent_name": "writer", "success": True}
    yield "ObservabilityService/RecordExecution", {"execution": {**new, "execution_id": "run-39"}}
    yield (
        "ObservabilityService/RecordExecutions",
        {"executions": [{**new, "execution_id": f"run-{n}"} for n in (0, 30, 38)]},
    )
    yield (
        "ObservabilityService/StreamExecutions",
        {"executions": [{**new, "execution_id": f"run-{n}"} for n in (1, 31, 36)]},
    )
    for begun in ("begun-0", "begun-4", "begun"):
        yield "ObservabilityService/StartExecution", {"execution": {"execution_id": begun, "agent_name": "writer"}}
        yield "ObservabilityService/HeartbeatExecution", {"execution_id": begun}
    for ended in ("begun-3", "run-37"):
        yield "ObservabilityService/HeartbeatExecution", {"execution_id": ended}
        yield "ObservabilityService/FinishExecution", {"execution": {**new, "execution_id": ended}}
    build = {"team_id": "writers", "success": True}
    yield "TeamMemoryService/RecordBuild", {"build": {**build, "build_id": "build-11"}}
    yield "TeamMemoryService/RecordBuilds", {"builds": [{**build, "build_id": f"build-{n}"} for n in (0, 9, 10)]}
    yield "OptimizerService/AddVariant", {"agent_name": "planner", "variant_id": "b", "prompt": "Plan differently."}
    yield "OptimizerService/AddVariant", {"agent_name": "lonely", "variant_id": "a", "prompt": "Plan alone."}
    result = {"agent_name": "planner", "success": False}
    yield "OptimizerService/RecordResult", {**result, "variant_id": "a", "result_id": "result-59"}
    yield "OptimizerService/RecordResult", {**result, "variant_id": "c", "result_id": "result-58"}
    for name, more in (
        ("InstallAgent", {}),
        ("InstallAgent", {"validate_only": True}),
        ("UninstallAgent", {}),
        ("RateAgent", {"rating": 1}),
        ("SetAgentStatus", {"status": "AGENT_STATUS_ACTIVE"}),
        ("YankAgentVersion", {"version": "1.0.0", "undo": True}),
    ):
        yield f"MarketplaceService/{name}", {"agent": _HIDDEN, **more}
    yield "MarketplaceService/CreateNamespace", {"namespace": "beta"}
    for namespace in ("alpha", "alpha-tools"):
        member = {"namespace": namespace, "principal": "key:of-beta"}
        yield "MarketplaceService/UpdateNamespace", {"namespace": {"namespace": namespace, "description": "beta's"}}
        yield "MarketplaceService/AddNamespaceMember", {**member, "role": "NAMESPACE_ROLE_OWNER"}
        yield "MarketplaceService/RemoveNamespaceMember", member
        yield "MarketplaceService/TransferNamespace", {"namespace": namespace, "workspace": "beta"}
    for variant in ("a", "b"):
        changed = {"agent_name": "lonely", "variant_id": variant, "description": "beta's"}
        yield "OptimizerService/UpdateVariant", {"variant": changed}
    yield "MarketplaceService/InstallAgent", {"agent": "beta/wanting"}
    yield (
        "MarketplaceService/InstallAgent",
        {"agent": "beta/planner", "version_range": "^1.0.0", "request_id": "request-1"},
    )
    yield "MarketplaceService/PublishAgent", {"manifest": {**_PLANNER, "namespace": "beta", "name": "secret-tool"}}
    yield "ObservabilityService/CreateAlertRule", {"alert_rule": {**_ALARM, "rule_id": "over", "enabled": False}}
    for name in ("UpdateAlertRule", "DeleteAlertRule"):
        named = {"rule_id": CANARY[:6]}
        yield f"ObservabilityService/{name}", {"alert_rule": named} if name == "UpdateAlertRule" else named
    yield "ObservabilityService/AcknowledgeAlert", {"alert_id": identity("over", ())}
    yield "ObservabilityService/SilenceAlerts", {"duration": "60s", "rule_id": "nobody", "request_id": "silence"}
    yield "ObservabilityService/DeleteSilence", {"silence_id": "nobody's"}
    yield from _channel_writes()
    used = {**new, "model": "large", "input_tokens": 5, "execution_id": "priced"}
    yield "ObservabilityService/RecordExecution", {"execution": used}
    yield "ObservabilityService/GetExecution", {"execution_id": "priced"}
    gauge = {"source": "host", "name": "cpu_percent", "value": 1, "time": "2026-11-01T00:00:00Z"}
    yield "ObservabilityService/RecordGauges", {"gauges": [gauge]}
    yield "ObservabilityService/QueryGauges", {"name": "cpu_percent", "start_time": "2026-11-01T00:00:00Z"}
    for name in ("TraceService/Export", "MetricsService/Export"):
        yield name, SAMPLES[name]
    for rate in (1, 2):
        price = {"model": "large", "input_nano_usd_per_million_tokens": rate}
        yield "ObservabilityService/UpdatePrices", {"prices": [price], "etag": "" if rate == 1 else "stale"}
    yield "AccessService/CreateApiKey", {"display_name": "of beta", "role": "ROLE_VIEWER"}
    yield "AccessService/ListAuditEvents", {}


def _channel_writes() -> Iterator[Step]:
    yield "ObservabilityService/ListNotificationChannels", {}  # once more, when alpha's were told of its alerts
    for channel_id in ("only-alpha", "shared"):
        named = {"channel_id": channel_id}
        changed = {"notification_channel": {**named, "display_name": "beta's"}}
        yield "ObservabilityService/UpdateNotificationChannel", changed
        yield "ObservabilityService/TestNotificationChannel", named
        yield "ObservabilityService/DeleteNotificationChannel", named
    made = {"channel_id": "only-alpha", "webhook": _HOOK}
    yield "ObservabilityService/CreateNotificationChannel", {"notification_channel": made}


def _stolen(taken: Mapping[str, str]) -> Iterator[Question]:
    """Ids and tokens that alpha was given."""
    for name in ("AccessService/RevokeApiKey", "AccessService/RotateApiKey"):
        yield Question(name, {"key_id": taken["key_id"]})
    for name in LISTS["page_token"]:
        yield Question(name, {"page_size": 1, "page_token": taken[name]}, foreign=True)
    watched = {"resume_token": taken["resume_token"], "interval": "0.1s"}
    yield Question("ObservabilityService/WatchMetrics", watched, foreign=True)
    followed = {"resume_token": taken["execution_token"]}
    yield Question("ObservabilityService/WatchExecutions", followed, foreign=True)
    result = {"selection_id": taken["selection_id"], "success": True}
    yield Question("OptimizerService/RecordResult", result, foreign=True)
    for name in ("TeamMemoryService/ListBuilds", "MarketplaceService/ListAgents"):
        yield Question(name, {"page_token": taken[LISTS["page_token"][0]]}, foreign=True)


def _guesses() -> Iterator[Step]:
    """What somebody asks who knows the canary and wants to know whether it exists."""
    for name in LISTS["filter"]:
        for field in _fields(methods()[name]):
            yield name, {"filter": f'{field} = "{CANARY}"'}
            yield name, {"filter": f"{field}:{CANARY}"}
            if field not in {"key_id", "principal", "resource"}:  # random ones are on either side by chance
                yield name, {"filter": f'{field} >= "{CANARY}"'}
    yield "MarketplaceService/SearchAgents", {"query": CANARY}
    yield "MarketplaceService/SearchAgents", {"query": CANARY[:8]}
    yield "MarketplaceService/SearchAgents", {"tags": [CANARY]}
    yield "MarketplaceService/SearchAgents", {"capability": CANARY}
    for agent in (CANARY, f"alpha/{CANARY}"):
        yield "MarketplaceService/GetAgent", {"agent": agent}
    yield "ObservabilityService/GetDashboard", {"agent_names": [CANARY]}
    yield "ObservabilityService/WatchMetrics", {"agent_names": [CANARY]}
    for condition in (f'model = "{CANARY}"', f"execution_id:{CANARY}"):
        yield "ObservabilityService/WatchExecutions", {"filter": condition, "backfill_count": 1000}
    yield "TeamMemoryService/GetTeamInsights", {"team_id": CANARY}
    yield "TeamMemoryService/SuggestStack", {"prompt": "a web shop with a cart", "team_id": CANARY}
    yield "TeamMemoryService/ListRecommendations", {"team_id": "web", "user_id": CANARY}
    yield "OptimizerService/GetExperimentReport", {"agent_name": CANARY}
    yield "OptimizerService/SelectVariant", {"agent_name": CANARY}
    yield "OptimizerService/AddVariant", {"agent_name": CANARY, "variant_id": CANARY, "prompt": "Guess."}


def _fields(method: Any) -> Sequence[str]:
    listed = [field for field in method.output_type.fields if field.is_repeated and field.message_type is not None]
    kind = listed[0].message_type
    if kind.name == "SearchHit":
        kind = kind.fields_by_name["agent"].message_type
    return [field.name for field in kind.fields]


def _needs_a_name(method: Any) -> bool:
    return any(name in method.input_type.fields_by_name for name in ("agent", "team_id"))
