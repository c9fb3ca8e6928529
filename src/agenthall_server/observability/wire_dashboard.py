"""Sums, bottlenecks, recommendations and watch events as messages."""

from __future__ import annotations

from collections.abc import Sequence

from agenthall.common.v1 import statistics_pb2
from agenthall.observability.v1 import dashboard_pb2, errors_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.intervals import interval_message
from agenthall_server.observability.bottlenecks import MEAN_DURATION, Bottleneck, bottlenecks
from agenthall_server.observability.dashboard import (
    AgentSums,
    Summary,
    most_executions_first,
    summarise,
)
from agenthall_server.observability.error_report import CommonError
from agenthall_server.observability.following import Event, Wire
from agenthall_server.observability.recommendations import Recommendation, recommend
from agenthall_server.observability.store_common_errors import CommonErrors
from agenthall_server.wire import timestamp, to_message

_RESTORED = "the store is older than this token: it was restored from a backup; a snapshot follows"
_SLOWEST, _MOST_SEVERE = 3, 10


def dashboard(agents: Sequence[AgentSums], errors: CommonErrors, start: int | None) -> pb.GetDashboardResponse:
    """Everything that the sums of a window say; `start` is its beginning."""
    slowest = bottlenecks(agents, MEAN_DURATION, most=_SLOWEST)
    return pb.GetDashboardResponse(
        agents=(agent_metrics(one, errors.of_agents.get(one.agent_name, ())) for one in most_executions_first(agents)),
        summary=summary(summarise(agents), errors.overall),
        bottlenecks=map(bottleneck, slowest),
        recommendations=(recommendation(one, start) for one in recommend(agents)[:_MOST_SEVERE]),
        start_time=None if start is None else timestamp(start),
    )


def agent_metrics(agent: AgentSums, errors: Sequence[CommonError] = ()) -> dashboard_pb2.AgentMetrics:
    """One agent's figures."""
    return to_message(dashboard_pb2.AgentMetrics, agent, common_errors=map(_common_error, errors))


def summary(found: Summary, errors: Sequence[CommonError] = ()) -> dashboard_pb2.DashboardSummary:
    """All agents' figures."""
    return to_message(dashboard_pb2.DashboardSummary, found, common_errors=map(_common_error, errors))


def _common_error(found: CommonError) -> errors_pb2.CommonError:
    return to_message(errors_pb2.CommonError, found)


def bottleneck(found: Bottleneck) -> pb.Bottleneck:
    """One bottleneck."""
    intervals = {
        name: interval_message(statistics_pb2.Interval, getattr(found, name))
        for name in ("avg_duration_interval", "tail_ratio_interval", "change_interval")
    }
    return to_message(pb.Bottleneck, found, **intervals)


def recommendation(found: Recommendation, start: int | None) -> pb.Recommendation:
    """One recommendation; `start` is the beginning of the window."""
    saving = found.expected_saving
    return to_message(
        pb.Recommendation,
        found,
        kind=pb.RecommendationKind.Value(f"RECOMMENDATION_KIND_{found.kind}"),
        interval=interval_message(statistics_pb2.Interval, found.interval),
        start_time=None if start is None else timestamp(start),
        expected_saving=None if saving is None else to_message(pb.ExpectedSaving, saving),
    )


def _watch_response(event: Event[AgentSums]) -> pb.WatchMetricsResponse:
    """One message of WatchMetrics."""
    response = pb.WatchMetricsResponse(resume_token=event.token, server_time=timestamp(event.time))
    agents = map(agent_metrics, most_executions_first(event.items))
    if event.kind == "snapshot":
        response.snapshot.CopyFrom(pb.MetricsSnapshot(agents=agents, summary=summary(summarise(event.items))))
    elif event.kind == "delta":
        response.delta.CopyFrom(pb.MetricsDelta(agents=agents))
    elif event.kind == "gap":
        response.gap.CopyFrom(pb.MetricsGap(reason=_RESTORED))
    else:
        response.heartbeat.CopyFrom(pb.MetricsHeartbeat())
    return response


WATCH: Wire[AgentSums] = Wire(
    event=lambda event: _watch_response(event).SerializeToString(),
    missed=lambda looks: pb.WatchMetricsResponse(missed_intervals=looks).SerializeToString(),
)
"""Messages of WatchMetrics."""
