"""Alerts on the wire: what a caller may leave out of a rule, and what a rule finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from agenthall.observability.v1 import alert_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import edits
from agenthall_server.clock import DAY_US, MINUTE_US
from agenthall_server.errors import ValidationFailed
from agenthall_server.observability.alert_rules import (
    AGGREGATIONS,
    BURN_RATE,
    GREATER,
    MEAN,
    OK,
    SEVERITIES,
    THRESHOLD,
    WARNING,
    Labels,
    Rule,
    Verdict,
)
from agenthall_server.observability.following import Event, Wire
from agenthall_server.observability.incidents import Report, Times
from agenthall_server.observability.tables_alerts import EDITABLE, Alert, AlertSilence
from agenthall_server.scope import Scope
from agenthall_server.wire import from_message, microseconds, microseconds_of, timestamp, to_message

_MOST_RESULTS = 1000
_UNSET = {
    "kind": ("ALERT_RULE_KIND_UNSPECIFIED", THRESHOLD),
    "op": ("ALERT_OPERATOR_UNSPECIFIED", GREATER),
    "no_data": ("ALERT_NO_DATA_UNSPECIFIED", OK),
    "severity": ("ALERT_SEVERITY_UNSPECIFIED", WARNING),
    "window": (None, 5 * MINUTE_US),
    "for_duration": (None, 0),
    "keep_firing_for": (None, 0),
    "repeat_interval": (None, 5 * MINUTE_US),
    "enabled": (None, True),
}
"""How a field that is not set comes in, and what it stands for."""


def rule_of(message: alert_pb2.AlertRule) -> Rule:
    """The rule with every default filled in."""
    return Rule(rule_id=message.rule_id, **_stored(message))


def wanted(message: alert_pb2.AlertRule, paths: Iterable[str]) -> dict[str, Any]:
    """What an update gives the fields of its mask, or those that are set. Raises ValidationFailed."""
    stored = _stored(message)
    return {name: stored[name] for name in edits.masked(message, paths, EDITABLE)}


def _stored(message: alert_pb2.AlertRule) -> dict[str, Any]:
    read = from_message(message)
    values = {name: read[name] for name in EDITABLE}
    values |= {name: meant for name, (unset, meant) in _UNSET.items() if values[name] == unset}
    if values["aggregation"] == "ALERT_AGGREGATION_UNSPECIFIED" and values["kind"] == THRESHOLD:
        values["aggregation"] = AGGREGATIONS.get(values["metric"], (MEAN,))[0]
    if values["kind"] == BURN_RATE:
        values["metric"] = values["metric"] or "error_rate"
    return values


def results(found: Mapping[Labels, Verdict]) -> pb.TestAlertRuleResponse:
    """Those in trouble first."""
    ordered = sorted(found.items(), key=lambda one: (-_rank(one[1]), one[0]))
    return pb.TestAlertRuleResponse(results=[_result(*one) for one in ordered[:_MOST_RESULTS]])


def _rank(verdict: Verdict) -> int:
    return SEVERITIES.index(verdict.severity) if verdict.severity else -1


def _result(group: Labels, verdict: Verdict) -> pb.AlertRuleResult:
    return pb.AlertRuleResult(
        group_labels=dict(group),
        severity=alert_pb2.AlertSeverity.Value(verdict.severity or "ALERT_SEVERITY_UNSPECIFIED"),
        value=verdict.value,
        threshold=verdict.threshold,
        sample_count=verdict.samples,
    )


def silence_of(request: pb.SilenceAlertsRequest, scope: Scope, silence_id: str, now: int) -> AlertSilence:
    """Raises ValidationFailed."""
    start = microseconds_of(request, "start_time", now)
    if not now - DAY_US <= start <= now + 90 * DAY_US:
        raise ValidationFailed.of("start_time", "must not be more than a day ago or 90 days ahead")
    return AlertSilence(
        workspace_key=scope.workspace_key,
        silence_id=silence_id,
        rule_id=request.rule_id,
        labels=dict(sorted(request.labels.items())),
        start_time=start,
        end_time=start + microseconds(request.duration),
        comment=request.comment,
        creator=scope.principal,
        create_time=now,
    )


def incident_report(found: Report) -> pb.GetIncidentReportResponse:
    return to_message(
        pb.GetIncidentReportResponse,
        found,
        detection=_times(found.detection),
        acknowledgement=_times(found.acknowledgement),
        recovery=_times(found.recovery),
    )


def _times(found: Times) -> pb.TimeStatistics:
    return to_message(pb.TimeStatistics, found)


def _watch_response(event: Event[Alert]) -> pb.WatchAlertsResponse:
    alerts = [to_message(alert_pb2.Alert, alert) for alert in event.items]
    message = pb.WatchAlertsResponse(resume_token=event.token, server_time=timestamp(event.time))
    if event.kind == "snapshot":
        message.snapshot.alerts.extend(alerts)
    elif event.kind == "delta":
        message.delta.alerts.extend(alerts)
    elif event.kind == "gap":
        message.gap.reason = "the store is older than the token"
    else:
        message.heartbeat.SetInParent()
    return message


WATCH: Wire[Alert] = Wire(
    event=lambda event: _watch_response(event).SerializeToString(),
    missed=lambda looks: pb.WatchAlertsResponse(missed_intervals=looks).SerializeToString(),
)
"""Messages of WatchAlerts."""
