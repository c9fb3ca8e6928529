"""The methods of ObservabilityService about alerts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from agenthall.observability.v1 import alert_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.changes import Signals
from agenthall_server.clock import SECOND_US, Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.errors import ValidationFailed
from agenthall_server.interceptors import Call
from agenthall_server.observability import store_alerts, store_rules, wire_alerts
from agenthall_server.observability.alert_rules import Rule
from agenthall_server.observability.alerting import Alerting, verdicts
from agenthall_server.observability.incidents import report
from agenthall_server.observability.watching_alerts import AlertsWatcher
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.requests import repeatable, request_key
from agenthall_server.tokens import Signer
from agenthall_server.wire import microseconds, microseconds_of, to_message

if TYPE_CHECKING:
    from sqlalchemy import Connection

Answer = TypeVar("Answer")
_DEFAULT_INTERVAL_US = SECOND_US


class AlertMethods:
    """Rules, alerts, silences and incidents of the caller's workspace. ObservabilityServicer inherits them."""

    def __init__(
        self,
        database: Database,
        committer: Committer,
        clock: Clock,
        pager: Pager,
        signer: Signer,
        signals: Signals,
    ) -> None:
        self._database = database
        self._committer = committer
        self._clock = clock
        self._pager = pager
        self._signals = signals
        self._alerts_watcher = AlertsWatcher(database, clock, signer, signals, wire_alerts.WATCH)
        self.alerting = Alerting(database, committer, clock, signals)

    async def CreateAlertRule(self, request: pb.CreateAlertRuleRequest, call: Call) -> pb.CreateAlertRuleResponse:
        rule = wire_alerts.rule_of(request.alert_rule)
        store_rules.check(rule)
        row = await self._alert_change(call, store_rules.create_rule, rule)
        return pb.CreateAlertRuleResponse(alert_rule=to_message(alert_pb2.AlertRule, row))

    async def GetAlertRule(self, request: pb.GetAlertRuleRequest, call: Call) -> pb.GetAlertRuleResponse:
        async with self._database.snapshot() as session:
            row = await store_rules.get_rule(call.scope, session, request.rule_id)
        return pb.GetAlertRuleResponse(alert_rule=to_message(alert_pb2.AlertRule, row))

    async def ListAlertRules(self, request: pb.ListAlertRulesRequest, call: Call) -> pb.ListAlertRulesResponse:
        async with self._database.snapshot() as session:
            found = await store_rules.list_rules(call.scope, session)
        page = PageRequest.of(call.method, request)
        rows, token = self._pager.slice(call.scope, found, lambda row: [row.rule_id], page)
        return pb.ListAlertRulesResponse(
            alert_rules=[to_message(alert_pb2.AlertRule, row) for row in rows], next_page_token=token
        )

    async def UpdateAlertRule(self, request: pb.UpdateAlertRuleRequest, call: Call) -> pb.UpdateAlertRuleResponse:
        named = request.alert_rule
        values = wire_alerts.wanted(named, request.update_mask.paths)
        row = await self._alert_change(call, store_rules.update_rule, named.rule_id, values, named.etag)
        return pb.UpdateAlertRuleResponse(alert_rule=to_message(alert_pb2.AlertRule, row))

    async def DeleteAlertRule(self, request: pb.DeleteAlertRuleRequest, call: Call) -> pb.DeleteAlertRuleResponse:
        await self._alert_change(call, store_rules.delete_rule, request.rule_id)
        return pb.DeleteAlertRuleResponse()

    async def TestAlertRule(self, request: pb.TestAlertRuleRequest, call: Call) -> pb.TestAlertRuleResponse:
        rule = await self._rule_to_test(request, call)
        now = self._clock.now_us()
        found = await verdicts(self._database, call.scope, {rule.rule_id: rule}, {}, now)
        return wire_alerts.results(found[rule.rule_id])

    async def ListAlerts(self, request: pb.ListAlertsRequest, call: Call) -> pb.ListAlertsResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            rows, token = await store_alerts.list_alerts(call.scope, session, self._pager, page)
        return pb.ListAlertsResponse(alerts=[to_message(alert_pb2.Alert, row) for row in rows], next_page_token=token)

    async def AcknowledgeAlert(self, request: pb.AcknowledgeAlertRequest, call: Call) -> pb.AcknowledgeAlertResponse:
        row = await self._alert_change(call, store_alerts.acknowledge, request.alert_id)
        self._signals.touch(call.scope.workspace_key, store_alerts.ALERTS)
        return pb.AcknowledgeAlertResponse(alert=to_message(alert_pb2.Alert, row))

    async def SilenceAlerts(self, request: pb.SilenceAlertsRequest, call: Call) -> pb.SilenceAlertsResponse:
        silence = wire_alerts.silence_of(request, call.scope, self._clock.new_id(), self._clock.now_us())

        def answer(connection: Connection) -> pb.SilenceAlertsResponse:
            store_rules.add_silence(call.scope, connection, self._clock, silence)
            return pb.SilenceAlertsResponse(silence=to_message(alert_pb2.Silence, silence))

        key = request_key(call.method, request.request_id, request.SerializeToString(deterministic=True))
        change = repeatable(call.scope, self._clock, key, pb.SilenceAlertsResponse, answer)
        return await self._committer.single(change, size=call.size)

    async def ListSilences(self, request: pb.ListSilencesRequest, call: Call) -> pb.ListSilencesResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            rows, token = await store_rules.list_silences(call.scope, session, self._pager, page)
        return pb.ListSilencesResponse(
            silences=[to_message(alert_pb2.Silence, row) for row in rows], next_page_token=token
        )

    async def DeleteSilence(self, request: pb.DeleteSilenceRequest, call: Call) -> pb.DeleteSilenceResponse:
        row = await self._alert_change(call, store_rules.end_silence, request.silence_id)
        return pb.DeleteSilenceResponse(silence=to_message(alert_pb2.Silence, row))

    async def GetIncidentReport(self, request: pb.GetIncidentReportRequest, call: Call) -> pb.GetIncidentReportResponse:
        start = self._clock.now_us() - microseconds(request.window) if request.HasField("window") else None
        async with self._database.snapshot() as session:
            found, open_count = await store_alerts.incidents(call.scope, session, start, request.rule_id)
        return wire_alerts.incident_report(report(found, open_count))

    async def WatchAlerts(self, request: pb.WatchAlertsRequest, call: Call) -> AsyncIterator[bytes]:
        interval_us = microseconds_of(request, "interval", _DEFAULT_INTERVAL_US)
        messages = self._alerts_watcher.follow(call.scope, interval_us / 1e6, request.resume_token, call.draining)
        async for message in messages:
            yield message

    async def _rule_to_test(self, request: pb.TestAlertRuleRequest, call: Call) -> Rule:
        """Raises NotFound, ValidationFailed."""
        if request.HasField("alert_rule") == bool(request.rule_id):
            raise ValidationFailed.of("rule_id", "give either alert_rule or rule_id")
        if request.HasField("alert_rule"):
            rule = wire_alerts.rule_of(request.alert_rule)
            store_rules.check(rule)
            return rule
        async with self._database.snapshot() as session:
            return store_rules.rule_of(await store_rules.get_rule(call.scope, session, request.rule_id))

    async def _alert_change(self, call: Call, do: Callable[..., Answer], *values: Any) -> Answer:
        """Commits a change; `do` gets the scope first."""
        return await self._committer.single(
            lambda connection: do(call.scope, connection, self._clock, *values), size=call.size
        )
