"""Alert rules that fire at once, and waiting for what they do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from agenthall.observability.v1 import alert_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb

SECONDS = 10.0
"""How long a busy machine may take; test_alerts.py measures how long it does take."""


async def create(caller: Any, rule_id: str, **values: Any) -> alert_pb2.AlertRule:
    rule = alert_pb2.AlertRule(rule_id=rule_id, **values)
    answer = await caller.observability.CreateAlertRule(pb.CreateAlertRuleRequest(alert_rule=rule))
    made: alert_pb2.AlertRule = answer.alert_rule
    return made


async def alarm(caller: Any, rule_id: str, **values: Any) -> alert_pb2.AlertRule:
    """A rule over a metric that nobody sends, which is trouble."""
    rule = {"metric": "heartbeats", "warning": 1, "no_data": alert_pb2.ALERT_NO_DATA_ALERT} | values
    return await create(caller, rule_id, **rule)


async def alerts(caller: Any, rule_id: str = "") -> list[alert_pb2.Alert]:
    """By id."""
    asked = f'rule_id = "{rule_id}"' if rule_id else ""
    request = pb.ListAlertsRequest(filter=asked, order_by="alert_id", page_size=1000)
    return list((await caller.observability.ListAlerts(request)).alerts)


async def until(caller: Any, rule_id: str, holds: Callable[[list[alert_pb2.Alert]], bool]) -> list[alert_pb2.Alert]:
    """The rule's alerts, as soon as this holds of them."""
    async with asyncio.timeout(SECONDS):
        while not holds(found := await alerts(caller, rule_id)):  # noqa: ASYNC110 - another task evaluates
            await asyncio.sleep(0.02)
    return found


async def fired(caller: Any, rule_id: str) -> alert_pb2.Alert:
    """The rule's first alert, as soon as it fires."""
    found = await until(caller, rule_id, lambda found: any(one.state == alert_pb2.ALERT_STATE_FIRING for one in found))
    return next(one for one in found if one.state == alert_pb2.ALERT_STATE_FIRING)


async def look_again(caller: Any) -> None:
    """Has the rules evaluated soon, by changing one that is never in trouble."""
    rule = alert_pb2.AlertRule(rule_id="high-cpu", description=uuid4().hex)
    await caller.observability.UpdateAlertRule(pb.UpdateAlertRuleRequest(alert_rule=rule))
