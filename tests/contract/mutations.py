"""A valid request for every method that changes something, and what must be there before it.

A request is made anew for each `number`, so that different numbers are different changes; the same number again is the
same request. `test_mutations.py` fails where a method of the contract is missing here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import grpc
from google.protobuf.message import Message
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2
from opentelemetry.proto.common.v1 import common_pb2
from opentelemetry.proto.metrics.v1 import metrics_pb2
from opentelemetry.proto.resource.v1 import resource_pb2
from opentelemetry.proto.trace.v1 import trace_pb2

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1 import api_key_pb2
from agenthall.marketplace.v1 import agent_pb2, namespace_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as market_pb
from agenthall.memory.v1 import build_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as memory_pb
from agenthall.observability.v1 import alert_pb2, execution_pb2, gauge_pb2, notification_channel_pb2, price_pb2
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimizer_pb
from agenthall.optimizer.v1 import variant_pb2
from agenthall_server.clock import system_now_us
from agenthall_server.wire import timestamp
from tests.conftest import Stubs
from tests.marketplace.conftest import manifest, publish
from tests.observability.alerts import alarm, fired

_NOW = timestamp(system_now_us())
"""Older buckets are soon gone."""


async def _nothing(_caller: Stubs, _number: int) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Mutation:
    """`prepare` makes what the request names and returns a name or token that only it knows; `request` is made of the
    number and of that.
    """

    request: Callable[[int, str], Message]
    prepare: Callable[[Stubs, int], Awaitable[str]] = _nothing


def _request_id(number: int) -> str:
    return f"request-{number:032}"


async def _agent(caller: Stubs, number: int) -> str:
    await publish(caller, f"agent-{number}")
    return f"default/agent-{number}"


async def _installed(caller: Stubs, number: int) -> str:
    agent = await _agent(caller, number)
    await caller.marketplace.InstallAgent(market_pb.InstallAgentRequest(agent=agent))
    return agent


async def _namespace(caller: Stubs, number: int) -> str:
    name = f"space-{number}"
    made = await caller.marketplace.CreateNamespace(market_pb.CreateNamespaceRequest(namespace=name))
    return str(made.namespace.etag)


async def _member(caller: Stubs, number: int) -> str:
    await _namespace(caller, number)
    role = namespace_pb2.NAMESPACE_ROLE_PUBLISHER
    request = market_pb.AddNamespaceMemberRequest(namespace=f"space-{number}", principal="key:member", role=role)
    await caller.marketplace.AddNamespaceMember(request)
    return ""


async def _key(caller: Stubs, _number: int) -> str:
    request = access_pb.CreateApiKeyRequest(display_name="prepared", role=api_key_pb2.ROLE_VIEWER)
    return str((await caller.access.CreateApiKey(request)).api_key.key_id)


async def _started(caller: Stubs, number: int) -> str:
    execution = execution_pb2.Execution(execution_id=f"run {number}", agent_name="planner")
    await caller.observability.StartExecution(observability_pb.StartExecutionRequest(execution=execution))
    return ""


async def _variant(caller: Stubs, number: int) -> str:
    request = optimizer_pb.AddVariantRequest(agent_name=f"agent {number}", variant_id="v", prompt="Plan.")
    return str((await caller.optimizer.AddVariant(request)).variant.etag)


async def _selection(caller: Stubs, number: int) -> str:
    await _variant(caller, number)
    request = optimizer_pb.SelectVariantRequest(agent_name=f"agent {number}")
    return str((await caller.optimizer.SelectVariant(request)).selection_id)


async def _rule(caller: Stubs, number: int) -> str:
    return str((await alarm(caller, f"rule-{number}")).etag)


async def _alert(caller: Stubs, number: int) -> str:
    await alarm(caller, f"rule-{number}")
    return (await fired(caller, f"rule-{number}")).alert_id


async def _channel(caller: Stubs, number: int) -> str:
    request = observability_pb.CreateNotificationChannelRequest(notification_channel=_webhook(f"channel-{number}"))
    return str((await caller.observability.CreateNotificationChannel(request)).notification_channel.etag)


def _webhook(channel_id: str, **values: Any) -> notification_channel_pb2.NotificationChannel:
    """One that nothing reaches."""
    target = notification_channel_pb2.WebhookTarget(url="https://localhost/hook")
    return notification_channel_pb2.NotificationChannel(channel_id=channel_id, **{"webhook": target} | values)


async def _silence(caller: Stubs, number: int) -> str:
    request = observability_pb.SilenceAlertsRequest(rule_id=f"rule-{number}", duration={"seconds": 3600})
    return str((await caller.observability.SilenceAlerts(request)).silence.silence_id)


def _execution(number: int, part: str = "") -> execution_pb2.Execution:
    return execution_pb2.Execution(
        execution_id=f"run-{number}{part}", agent_name="planner", success=True, duration_ms=800, tokens=1200
    )


def _build(number: int, part: str = "") -> build_pb2.Build:
    return build_pb2.Build(build_id=f"b-{number}{part}", team_id="web", prompt="a web shop", success=True)


MUTATIONS: dict[str, Mutation] = {
    "AccessService/CreateApiKey": Mutation(
        lambda number, _: access_pb.CreateApiKeyRequest(
            display_name="made", role=api_key_pb2.ROLE_VIEWER, request_id=_request_id(number)
        )
    ),
    "AccessService/RevokeApiKey": Mutation(lambda _, key_id: access_pb.RevokeApiKeyRequest(key_id=key_id), _key),
    "AccessService/RotateApiKey": Mutation(
        lambda number, key_id: access_pb.RotateApiKeyRequest(key_id=key_id, request_id=_request_id(number)), _key
    ),
    "MarketplaceService/PublishAgent": Mutation(
        lambda number, _: market_pb.PublishAgentRequest(
            manifest=manifest(f"new-{number}"), visibility=agent_pb2.VISIBILITY_PUBLIC
        )
    ),
    "MarketplaceService/InstallAgent": Mutation(
        lambda number, agent: market_pb.InstallAgentRequest(agent=agent, request_id=_request_id(number)), _agent
    ),
    "MarketplaceService/UninstallAgent": Mutation(
        lambda number, agent: market_pb.UninstallAgentRequest(agent=agent, request_id=_request_id(number)), _installed
    ),
    "MarketplaceService/RateAgent": Mutation(
        lambda _, agent: market_pb.RateAgentRequest(agent=agent, rating=4.5, review="Plans well."), _agent
    ),
    "MarketplaceService/SetAgentStatus": Mutation(
        lambda _, agent: market_pb.SetAgentStatusRequest(
            agent=agent, status=agent_pb2.AGENT_STATUS_DEPRECATED, message="Use another."
        ),
        _agent,
    ),
    "MarketplaceService/YankAgentVersion": Mutation(
        lambda _, agent: market_pb.YankAgentVersionRequest(agent=agent, version="1.0.0", reason="broken"), _agent
    ),
    "MarketplaceService/CreateNamespace": Mutation(
        lambda number, _: market_pb.CreateNamespaceRequest(namespace=f"new-{number}", description="new")
    ),
    "MarketplaceService/UpdateNamespace": Mutation(
        lambda number, etag: market_pb.UpdateNamespaceRequest(
            namespace=namespace_pb2.Namespace(namespace=f"space-{number}", description="changed", etag=etag)
        ),
        _namespace,
    ),
    "MarketplaceService/AddNamespaceMember": Mutation(
        lambda number, _: market_pb.AddNamespaceMemberRequest(
            namespace=f"space-{number}", principal="key:new", role=namespace_pb2.NAMESPACE_ROLE_PUBLISHER
        ),
        _namespace,
    ),
    "MarketplaceService/RemoveNamespaceMember": Mutation(
        lambda number, _: market_pb.RemoveNamespaceMemberRequest(namespace=f"space-{number}", principal="key:member"),
        _member,
    ),
    "MarketplaceService/TransferNamespace": Mutation(
        lambda number, _: market_pb.TransferNamespaceRequest(namespace=f"space-{number}", workspace="elsewhere"),
        _namespace,
    ),
    "TeamMemoryService/RecordBuild": Mutation(lambda number, _: memory_pb.RecordBuildRequest(build=_build(number))),
    "TeamMemoryService/RecordBuilds": Mutation(
        lambda number, _: memory_pb.RecordBuildsRequest(builds=[_build(number, part) for part in "xyx"])
    ),
    "ObservabilityService/RecordExecution": Mutation(
        lambda number, _: observability_pb.RecordExecutionRequest(execution=_execution(number))
    ),
    "ObservabilityService/RecordExecutions": Mutation(
        lambda number, _: observability_pb.RecordExecutionsRequest(
            executions=[_execution(number, part) for part in "xyx"]
        )
    ),
    "ObservabilityService/StreamExecutions": Mutation(
        lambda number, _: observability_pb.StreamExecutionsRequest(
            executions=[_execution(number, part) for part in "xyx"]
        )
    ),
    "ObservabilityService/CreateAlertRule": Mutation(
        lambda number, _: observability_pb.CreateAlertRuleRequest(
            alert_rule=alert_pb2.AlertRule(rule_id=f"new-{number}", metric="error_rate", warning=20)
        )
    ),
    "ObservabilityService/UpdateAlertRule": Mutation(
        lambda number, etag: observability_pb.UpdateAlertRuleRequest(
            alert_rule=alert_pb2.AlertRule(rule_id=f"rule-{number}", description="changed", etag=etag)
        ),
        _rule,
    ),
    "ObservabilityService/DeleteAlertRule": Mutation(
        lambda number, _: observability_pb.DeleteAlertRuleRequest(rule_id=f"rule-{number}"), _rule
    ),
    "ObservabilityService/AcknowledgeAlert": Mutation(
        lambda _, alert_id: observability_pb.AcknowledgeAlertRequest(alert_id=alert_id), _alert
    ),
    "ObservabilityService/SilenceAlerts": Mutation(
        lambda number, _: observability_pb.SilenceAlertsRequest(
            duration={"seconds": 3600}, request_id=_request_id(number)
        )
    ),
    "ObservabilityService/DeleteSilence": Mutation(
        lambda _, silence_id: observability_pb.DeleteSilenceRequest(silence_id=silence_id), _silence
    ),
    "ObservabilityService/CreateNotificationChannel": Mutation(
        lambda number, _: observability_pb.CreateNotificationChannelRequest(
            notification_channel=_webhook(f"new-{number}")
        )
    ),
    "ObservabilityService/UpdateNotificationChannel": Mutation(
        lambda number, etag: observability_pb.UpdateNotificationChannelRequest(
            notification_channel=_webhook(f"channel-{number}", display_name="changed", etag=etag)
        ),
        _channel,
    ),
    "ObservabilityService/DeleteNotificationChannel": Mutation(
        lambda number, _: observability_pb.DeleteNotificationChannelRequest(channel_id=f"channel-{number}"), _channel
    ),
    "ObservabilityService/TestNotificationChannel": Mutation(
        lambda number, _: observability_pb.TestNotificationChannelRequest(
            channel_id=f"channel-{number}", request_id=_request_id(number)
        ),
        _channel,
    ),
    "ObservabilityService/StartExecution": Mutation(
        lambda number, _: observability_pb.StartExecutionRequest(
            execution=execution_pb2.Execution(execution_id=f"run {number}", agent_name="planner")
        )
    ),
    "ObservabilityService/FinishExecution": Mutation(
        lambda number, _: observability_pb.FinishExecutionRequest(
            execution=execution_pb2.Execution(execution_id=f"run {number}", success=True)
        ),
        _started,
    ),
    "ObservabilityService/RecordGauges": Mutation(
        lambda number, _: observability_pb.RecordGaugesRequest(
            gauges=[gauge_pb2.Gauge(source=f"host {number}", name="cpu_percent", value=5, time=_NOW)]
        )
    ),
    "ObservabilityService/UpdatePrices": Mutation(
        lambda number, _: observability_pb.UpdatePricesRequest(
            prices=[price_pb2.ModelPrice(model=f"model-{number}", input_nano_usd_per_million_tokens=5)]
        )
    ),
    "OptimizerService/AddVariant": Mutation(
        lambda number, _: optimizer_pb.AddVariantRequest(agent_name="new", variant_id=f"v-{number}", prompt="Plan.")
    ),
    "OptimizerService/UpdateVariant": Mutation(
        lambda number, etag: optimizer_pb.UpdateVariantRequest(
            variant=variant_pb2.Variant(agent_name=f"agent {number}", variant_id="v", retired=True, etag=etag)
        ),
        _variant,
    ),
    "OptimizerService/RecordResult": Mutation(
        lambda _, token: optimizer_pb.RecordResultRequest(selection_id=token, success=True, quality_score=80),
        _selection,
    ),
    "TraceService/Export": Mutation(lambda number, _: _spans(number)),
    "MetricsService/Export": Mutation(lambda number, _: _points(number)),
}


def _attribute(name: str, value: str) -> common_pb2.KeyValue:
    return common_pb2.KeyValue(key=name, value=common_pb2.AnyValue(string_value=value))


def _spans(number: int) -> trace_service_pb2.ExportTraceServiceRequest:
    """One that is an execution."""
    span = trace_pb2.Span(
        trace_id=(number + 1).to_bytes(16),  # 0 is none
        span_id=(number + 1).to_bytes(8),
        start_time_unix_nano=_NOW.ToNanoseconds(),
        end_time_unix_nano=_NOW.ToNanoseconds(),
        attributes=[_attribute("gen_ai.operation.name", "invoke_agent"), _attribute("gen_ai.agent.name", "planner")],
    )
    scope = trace_pb2.ScopeSpans(spans=[span])
    return trace_service_pb2.ExportTraceServiceRequest(resource_spans=[trace_pb2.ResourceSpans(scope_spans=[scope])])


def _points(number: int) -> metrics_service_pb2.ExportMetricsServiceRequest:
    point = metrics_pb2.NumberDataPoint(time_unix_nano=_NOW.ToNanoseconds(), as_double=5)
    metric = metrics_pb2.Metric(name="queue.size", gauge=metrics_pb2.Gauge(data_points=[point]))
    resource = metrics_pb2.ResourceMetrics(
        resource=resource_pb2.Resource(attributes=[_attribute("service.name", f"host {number}")]),
        scope_metrics=[metrics_pb2.ScopeMetrics(metrics=[metric])],
    )
    return metrics_service_pb2.ExportMetricsServiceRequest(resource_metrics=[resource])


def method_of(caller: Stubs, name: str) -> Any:
    """The stub of a method; of one whose client streams, as if it took one message and gave one answer."""
    service, _, method = name.partition("/")
    attributes = {
        "AccessService": caller.access,
        "MarketplaceService": caller.marketplace,
        "TeamMemoryService": caller.memory,
        "ObservabilityService": caller.observability,
        "OptimizerService": caller.optimizer,
        "TraceService": caller.traces,
        "MetricsService": caller.metrics,
    }
    stub = getattr(attributes[service], method)
    return partial(_only, stub) if isinstance(stub, grpc.aio.StreamStreamMultiCallable) else stub


async def _only(stub: Any, request: Message, **options: Any) -> Any:
    (answer,) = [answer async for answer in stub(iter((request,)), **options)]
    return answer
