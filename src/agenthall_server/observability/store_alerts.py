"""Alerts in the database: what is, and what happened.

`evaluate` is the one place where alerts change by themselves. It looks at them again inside its transaction, which
takes turns with those of other servers, so that two evaluations at the same time make one change and one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import audit, changes, filters
from agenthall_server.clock import Clock
from agenthall_server.database import Accumulate, Append, Database
from agenthall_server.database.columns import dump_json
from agenthall_server.errors import InvalidStateTransition, NotFound
from agenthall_server.observability import alert_states, store_notifications, store_rules, tables_alerts
from agenthall_server.observability.alert_rules import SEVERITIES, Labels, Rule, Verdict
from agenthall_server.observability.alert_states import FIRING, INACTIVE, PENDING, RESOLVED, Change, Silence
from agenthall_server.observability.incidents import Incident
from agenthall_server.observability.store_gauges import GAUGES
from agenthall_server.observability.store_sums import METRICS
from agenthall_server.observability.tables_alerts import AlertEvent, AlertSilence
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

ALERTS = "alerts"
"""Topic of the revisions that alerts carry."""
_KEPT = 10_000
"""Revisions for which events, and alerts that are over, stay."""
_Row = tables_alerts.Alert
_COPIED = (
    "rule_id", "state", "severity", "value", "threshold", "pending_time", "fire_time", "clear_time", "resolve_time",
    "acknowledge_time", "acknowledged_by", "silenced", "inhibited", "notify_time", "notification_count",
)  # fmt: skip
_TOLD = ("rule_id", "severity", "value", "threshold", "pending_time", "fire_time", "acknowledge_time")
_put = Accumulate(
    "alerts",
    key=("workspace_key", "alert_id"),
    add=(),
    replaced=(*_COPIED, "group_labels", "update_time", "revision"),
)
_tell = Append(
    "alert_events",
    columns=("workspace_key", "revision", "alert_id", *_TOLD, "group_labels", "kind", "event_time", "notifies"),
)

LISTING = Listing(
    fields={
        "alert_id": filters.text(_Row.alert_id),
        "rule_id": filters.text(_Row.rule_id),
        "state": filters.enum(_Row.state, {name: name for name in (INACTIVE, PENDING, FIRING, RESOLVED)}),
        "severity": filters.enum(_Row.severity, {name: name for name in SEVERITIES}),
        "silenced": filters.boolean(_Row.silenced),
        "inhibited": filters.boolean(_Row.inhibited),
        "fire_time": filters.time(_Row.fire_time),
        "update_time": filters.time(_Row.update_time),
    },
    orders={"update_time": _Row.update_time, "alert_id": _Row.alert_id},
    default_order="update_time desc",
    tie=_Row.alert_id,
)


@dataclass(frozen=True, slots=True)
class World:
    """All that decides what becomes of a workspace's alerts, but for the verdicts."""

    rules: Mapping[str, Rule]
    alerts: Mapping[tuple[str, Labels], alert_states.Alert]
    silences: Sequence[Silence]

    def changes(self, verdicts: Mapping[str, Mapping[Labels, Verdict]], now: int) -> list[Change]:
        return alert_states.advance(self.rules, self.alerts, verdicts, self.silences, now)


async def read_world(scope: Scope, session: AsyncSession, now: int) -> World:
    rows = [(await session.execute(statement)).all() for statement in _statements(scope, now)]
    return _world(scope, *rows)


def _statements(scope: Scope, now: int) -> tuple[Select[Any], Select[Any], Select[Any]]:
    mine = _Row.workspace_key == scope.workspace_key
    return (
        store_rules.select_rules(scope),
        select(*_Row.__table__.columns).where(mine, _Row.state.in_((PENDING, FIRING))),
        select(*AlertSilence.__table__.columns).where(
            AlertSilence.workspace_key == scope.workspace_key, AlertSilence.end_time > now
        ),
    )


def _world(scope: Scope, rules: Iterable[Row[Any]], alerts: Iterable[Row[Any]], silences: Iterable[Row[Any]]) -> World:
    enabled = [store_rules.rule_of(rule) for rule in store_rules.merged(scope, rules) if rule.enabled]
    active = map(_alert, alerts)
    return World(
        {rule.rule_id: rule for rule in enabled},
        {(alert.rule_id, alert.group): alert for alert in active},
        [Silence(row.start_time, row.end_time, row.rule_id, row.labels) for row in silences],
    )


def _alert(row: Row[Any]) -> alert_states.Alert:
    values = {name: getattr(row, name) for name in _COPIED}
    return alert_states.Alert(group=tuple(row.group_labels.items()), **values)


def evaluate(
    scope: Scope,
    connection: Connection,
    judged: Mapping[str, Rule],
    verdicts: Mapping[str, Mapping[Labels, Verdict]],
    now: int,
) -> list[Change]:
    """Writes what becomes of the alerts. A verdict counts where its rule is still the one that was `judged`."""
    rules, *rest = (connection.execute(statement).all() for statement in _statements(scope, now))
    world = _world(scope, rules, *rest)
    fresh = {rule_id: found for rule_id, found in verdicts.items() if world.rules.get(rule_id) == judged[rule_id]}
    found = world.changes(fresh, now)
    if found:
        revision = changes.advance(connection, scope.workspace_key, ALERTS)
        _put(connection, [_alert_row(scope, one.after, now, revision) for one in found])
        _tell(connection, [_event_row(scope, one, now, revision) for one in found if one.kind])
        store_notifications.put(scope, connection, found, store_rules.labels(rules), now, revision)
        _forget(scope, connection, revision - _KEPT)
    return found


def _alert_row(scope: Scope, alert: alert_states.Alert, now: int, revision: int) -> tuple[Any, ...]:
    values = (getattr(alert, name) for name in _COPIED)
    return (*_key(scope, alert), *values, dump_json(dict(alert.group)), now, revision)


def _event_row(scope: Scope, change: Change, now: int, revision: int) -> tuple[Any, ...]:
    workspace_key, alert_id = _key(scope, change.after)
    values = (getattr(change.after, name) for name in _TOLD)
    labels = dump_json(dict(change.after.group))
    return (workspace_key, revision, alert_id, *values, labels, change.kind, now, change.notifies)


def _key(scope: Scope, alert: alert_states.Alert) -> tuple[int, str]:
    return scope.workspace_key, alert_states.identity(alert.rule_id, alert.group)


def _forget(scope: Scope, connection: Connection, revision: int) -> None:
    old = AlertEvent.workspace_key == scope.workspace_key, AlertEvent.revision < revision
    connection.execute(delete(AlertEvent).where(*old))
    store_notifications.forget(scope, connection, revision)
    over = _Row.workspace_key == scope.workspace_key, _Row.revision < revision, _Row.state.in_((INACTIVE, RESOLVED))
    connection.execute(delete(_Row).where(*over))


def acknowledge(scope: Scope, connection: Connection, clock: Clock, alert_id: str) -> tables_alerts.Alert:
    """Somebody looks after it; again changes nothing. Raises NotFound, InvalidStateTransition."""
    alert = _find(scope, connection, alert_id)
    if alert.acknowledge_time is not None:
        return alert
    if alert.state not in {PENDING, FIRING}:
        raise InvalidStateTransition.of("alert", alert_id, "is over; there is nothing to acknowledge")
    revision = changes.advance(connection, scope.workspace_key, ALERTS)
    now = clock.now_us()
    values = {"acknowledge_time": now, "acknowledged_by": scope.principal, "update_time": now, "revision": revision}
    connection.execute(update(_Row).where(*_own(scope, alert_id)).values(**values))
    audit.record(scope, connection, clock, "observability.alerts.acknowledge", alert_id, rule_id=alert.rule_id)
    return _find(scope, connection, alert_id)


def _own(scope: Scope, alert_id: str) -> tuple[Any, ...]:
    return _Row.workspace_key == scope.workspace_key, _Row.alert_id == alert_id


def _find(scope: Scope, connection: Connection, alert_id: str) -> tables_alerts.Alert:
    row = connection.execute(select(*_Row.__table__.columns).where(*_own(scope, alert_id))).one_or_none()
    if row is None:
        raise NotFound.of("alert", alert_id, "ListAlerts shows what there is")
    return tables_alerts.Alert(**row._asdict())


async def list_alerts(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest
) -> tuple[list[tables_alerts.Alert], str]:
    """One page of the workspace's alerts, those that are over included."""
    return await pager.rows(
        scope, session, select(_Row).where(_Row.workspace_key == scope.workspace_key), LISTING, page
    )


async def changed_alerts(
    scope: Scope, session: AsyncSession, after: int | None
) -> tuple[int, Sequence[tables_alerts.Alert]]:
    """The newest revision, and the alerts that changed after `after`; None: those that are pending or firing."""
    revision = await changes.current(session, scope.workspace_key, ALERTS)
    statement = select(_Row).where(_Row.workspace_key == scope.workspace_key).order_by(_Row.revision, _Row.alert_id)
    wanted = _Row.state.in_((PENDING, FIRING)) if after is None else _Row.revision > after
    return revision, (await session.scalars(statement.where(wanted))).all()


async def revisions(database: Database) -> dict[int, tuple[tuple[str, int], ...]]:
    """By workspace, what tells that there is something to evaluate."""
    stream = changes.Stream
    statement = select(stream.workspace_key, stream.topic, stream.revision).where(
        stream.topic.in_((METRICS, GAUGES, store_rules.RULES))
    )
    found: dict[int, tuple[tuple[str, int], ...]] = {}
    async with database.reader() as connection:
        for row in (await connection.execute(statement.order_by(stream.topic))).all():
            found[row.workspace_key] = (*found.get(row.workspace_key, ()), (row.topic, row.revision))
    return found


async def incidents(scope: Scope, session: AsyncSession, start: int | None, rule_id: str) -> tuple[list[Incident], int]:
    """Those that ended since `start` (None: all that are kept), of a rule (empty: all); how many alerts fire now."""
    ended = [AlertEvent.workspace_key == scope.workspace_key, AlertEvent.kind == alert_states.ENDED]
    firing = [_Row.workspace_key == scope.workspace_key, _Row.state == FIRING]
    if start is not None:
        ended.append(AlertEvent.event_time >= start)
    if rule_id:
        ended.append(AlertEvent.rule_id == rule_id)
        firing.append(_Row.rule_id == rule_id)
    columns = AlertEvent.pending_time, AlertEvent.fire_time, AlertEvent.acknowledge_time, AlertEvent.event_time
    rows: Sequence[Any] = (await session.execute(select(*columns).where(*ended))).all()
    found = [Incident(*row) for row in rows]
    return found, (await session.execute(select(func.count()).select_from(_Row).where(*firing))).scalar_one()
