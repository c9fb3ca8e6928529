"""Every method that answers in pages: how to put a row into its list, and how to read a page of it.

A method of the contract that is missing here fails `test_lists.py`.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1 import api_key_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as market_pb
from agenthall.memory.v1 import build_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as memory_pb
from agenthall.observability.v1 import execution_pb2, notification_channel_pb2
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimizer_pb
from agenthall_server.wire import timestamp
from tests.conftest import Stubs
from tests.marketplace.conftest import install, publish
from tests.observability.alerts import alarm, fired
from tests.observability.calls import execution, record


@dataclass(frozen=True, slots=True)
class Listed:
    """`insert` puts the row of a number into the list, `request` asks for it, `names` are those of an answer's rows."""

    insert: Callable[[Stubs, int], Awaitable[Any]]
    request: Callable[[], Any]
    names: Callable[[Any], Iterable[str]]
    rows: int = 6
    """How many there are at the start."""


async def _key(caller: Stubs, number: int) -> None:
    request = access_pb.CreateApiKeyRequest(display_name=f"key {number}", role=api_key_pb2.ROLE_VIEWER)
    await caller.access.CreateApiKey(request)


async def _version(caller: Stubs, number: int) -> None:
    await publish(caller, "versioned", version=f"1.{number}.0")


async def _installation(caller: Stubs, number: int) -> None:
    await _agent(caller, number)
    await install(caller, f"agent-{number}")


async def _agent(caller: Stubs, number: int) -> None:
    await publish(caller, f"agent-{number}")


async def _namespace(caller: Stubs, number: int) -> None:
    await caller.marketplace.CreateNamespace(market_pb.CreateNamespaceRequest(namespace=f"space-{number}"))


async def _build(caller: Stubs, number: int) -> None:
    build = build_pb2.Build(build_id=f"b-{number}", team_id="web", success=False, quality_score=40)
    await caller.memory.RecordBuild(memory_pb.RecordBuildRequest(build=build))


async def _slow_agent(caller: Stubs, number: int) -> None:
    """One that fails too, so that it is recommended and a bottleneck."""
    runs = (
        execution(agent_name=f"agent {number}", success=False, duration_ms=40_000 + 10 * number, tokens=9_000)
        for _ in range(20)
    )
    await record(caller, *runs)


async def _rule(caller: Stubs, number: int) -> None:
    await alarm(caller, f"rule-{number}", enabled=False)


async def _alert(caller: Stubs, number: int) -> None:
    await alarm(caller, f"rule-{number}")
    await fired(caller, f"rule-{number}")


async def _silence(caller: Stubs, number: int) -> None:
    request = observability_pb.SilenceAlertsRequest(rule_id=f"rule-{number}", duration={"seconds": 3600})
    await caller.observability.SilenceAlerts(request)


async def _channel(caller: Stubs, number: int) -> None:
    target = notification_channel_pb2.WebhookTarget(url="https://localhost/hook")
    channel = notification_channel_pb2.NotificationChannel(channel_id=f"channel-{number:03}", webhook=target)
    request = observability_pb.CreateNotificationChannelRequest(notification_channel=channel)
    await caller.observability.CreateNotificationChannel(request)


async def _unusual_agent(caller: Stubs, number: int) -> None:
    """One that takes a second again and again, and then an hour."""
    now = time.time_ns() // 1000
    runs = [
        execution(
            agent_name=f"agent {number}", duration_ms=1000, start_time=timestamp(now - (1 + at % 5) * 3_600_000_000)
        )
        for at in range(100)
    ]
    await record(caller, *runs, execution(agent_name=f"agent {number}", duration_ms=3_600_000))


async def _run(caller: Stubs, number: int) -> None:
    begun = execution_pb2.Execution(execution_id=f"run-{number}", agent_name="planner")
    await caller.observability.StartExecution(observability_pb.StartExecutionRequest(execution=begun))


async def _gauge(caller: Stubs, number: int) -> None:
    gauge = {"source": f"host {number}", "name": "cpu_percent", "value": 5}
    await caller.observability.RecordGauges(observability_pb.RecordGaugesRequest(gauges=[gauge]))


async def _price(caller: Stubs, number: int) -> None:
    price = {"model": f"model-{number}", "input_nano_usd_per_million_tokens": 5}
    await caller.observability.UpdatePrices(observability_pb.UpdatePricesRequest(prices=[price]))


async def _variant(caller: Stubs, number: int) -> None:
    request = optimizer_pb.AddVariantRequest(agent_name=f"agent {number}", variant_id="v", prompt="Plan.")
    await caller.optimizer.AddVariant(request)


async def _best_prompt(caller: Stubs, number: int) -> None:
    await _variant(caller, number)
    result = optimizer_pb.RecordResultRequest(agent_name=f"agent {number}", variant_id="v", success=True)
    for _ in range(20):
        await caller.optimizer.RecordResult(result)


async def _category(_caller: Stubs, _number: int) -> None:
    """The shelves are fixed."""


LISTS: dict[str, Listed] = {
    "AccessService/ListApiKeys": Listed(_key, access_pb.ListApiKeysRequest, lambda a: [k.key_id for k in a.api_keys]),
    "AccessService/ListAuditEvents": Listed(
        _key, access_pb.ListAuditEventsRequest, lambda a: [e.hash for e in a.audit_events]
    ),
    "MarketplaceService/ListAgents": Listed(
        _agent, market_pb.ListAgentsRequest, lambda a: [one.name for one in a.agents]
    ),
    "MarketplaceService/ListAgentVersions": Listed(
        _version,
        lambda: market_pb.ListAgentVersionsRequest(agent="versioned"),
        lambda a: [one.version for one in a.agent_versions],
    ),
    "MarketplaceService/SearchAgents": Listed(
        _agent, lambda: market_pb.SearchAgentsRequest(query="agent"), lambda a: [hit.agent.name for hit in a.hits]
    ),
    "MarketplaceService/ListCategories": Listed(
        _category, market_pb.ListCategoriesRequest, lambda a: [one.category for one in a.categories]
    ),
    "MarketplaceService/ListInstallations": Listed(
        _installation, market_pb.ListInstallationsRequest, lambda a: [one.agent for one in a.installations]
    ),
    "MarketplaceService/ListNamespaces": Listed(
        _namespace, market_pb.ListNamespacesRequest, lambda a: [one.namespace for one in a.namespaces]
    ),
    "TeamMemoryService/ListBuilds": Listed(
        _build, memory_pb.ListBuildsRequest, lambda a: [one.build_id for one in a.builds]
    ),
    "TeamMemoryService/ListRecommendations": Listed(
        _build,
        lambda: memory_pb.ListRecommendationsRequest(team_id="web"),
        lambda a: [str(one.kind) for one in a.recommendations],
    ),
    "ObservabilityService/ListExecutions": Listed(
        lambda caller, number: record(caller, execution(execution_id=f"run-{number}")),
        observability_pb.ListExecutionsRequest,
        lambda a: [one.execution_id for one in a.executions],
    ),
    "ObservabilityService/ListRunningExecutions": Listed(
        _run,
        observability_pb.ListRunningExecutionsRequest,
        lambda a: [one.execution.execution_id for one in a.executions],
    ),
    "ObservabilityService/ListBottlenecks": Listed(
        _slow_agent,
        lambda: observability_pb.ListBottlenecksRequest(ranking=observability_pb.BOTTLENECK_RANKING_TIME_SHARE),
        lambda a: [one.agent_name for one in a.bottlenecks],
    ),
    "ObservabilityService/ListRecommendations": Listed(
        _slow_agent,
        observability_pb.ListRecommendationsRequest,
        lambda a: [f"{one.kind} {one.agent_name}" for one in a.recommendations],
    ),
    "ObservabilityService/ListAlertRules": Listed(
        _rule, observability_pb.ListAlertRulesRequest, lambda a: [one.rule_id for one in a.alert_rules]
    ),
    "ObservabilityService/ListAlerts": Listed(
        _alert,
        lambda: observability_pb.ListAlertsRequest(order_by="alert_id"),
        lambda a: [one.alert_id for one in a.alerts],
    ),
    "ObservabilityService/ListSilences": Listed(
        _silence, observability_pb.ListSilencesRequest, lambda a: [one.silence_id for one in a.silences]
    ),
    "ObservabilityService/ListNotificationChannels": Listed(
        _channel,
        observability_pb.ListNotificationChannelsRequest,
        lambda a: [one.channel_id for one in a.notification_channels],
    ),
    "ObservabilityService/ListAgentHealth": Listed(
        _slow_agent, observability_pb.ListAgentHealthRequest, lambda a: [one.agent_name for one in a.agents]
    ),
    "ObservabilityService/ListAnomalies": Listed(
        _unusual_agent, observability_pb.ListAnomaliesRequest, lambda a: [one.agent_name for one in a.anomalies]
    ),
    "ObservabilityService/ListGauges": Listed(
        _gauge,
        lambda: observability_pb.ListGaugesRequest(order_by="source"),
        lambda a: [one.source for one in a.gauges],
    ),
    "ObservabilityService/ListPrices": Listed(
        _price, observability_pb.ListPricesRequest, lambda a: [one.model for one in a.prices]
    ),
    "OptimizerService/ListVariants": Listed(
        _variant, optimizer_pb.ListVariantsRequest, lambda a: [one.agent_name for one in a.variants]
    ),
    "OptimizerService/GetBestPrompts": Listed(
        _best_prompt, optimizer_pb.GetBestPromptsRequest, lambda a: sorted(a.best_prompts), rows=4
    ),
}


def with_page(request: Message, size: int, token: str) -> Message:
    """The request for this page."""
    request.page_size, request.page_token = size, token  # type: ignore[attr-defined] # every request of LISTS has them
    return request
