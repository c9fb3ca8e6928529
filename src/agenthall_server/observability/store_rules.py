"""Alert rules and silences in the database. Every change of them raises the revision of RULES, which alerting.py sees.

A workspace has the shipped rules until it changes or deletes them; only then have they rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import audit, edits
from agenthall_server.changes import advance
from agenthall_server.clock import DAY_US, Clock
from agenthall_server.database import values_of
from agenthall_server.errors import FieldViolation, InvalidStateTransition, NotFound, RecordIdReused, ValidationFailed
from agenthall_server.filters import text, time
from agenthall_server.observability.alert_rules import Rule, problems
from agenthall_server.observability.default_rules import DEFAULT_RULES
from agenthall_server.observability.tables_alerts import AlertRule, AlertSilence
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

RULES = "alert-rules"
MOST_RULES = 500
_MARK_US = DAY_US
"""How long a deleted rule is remembered, so that a repeated DeleteAlertRule succeeds."""
_FIELDS = tuple(field.name for field in fields(Rule))

_SILENCES = Listing(
    fields={
        "silence_id": text(AlertSilence.silence_id),
        "rule_id": text(AlertSilence.rule_id),
        "creator": text(AlertSilence.creator),
        "start_time": time(AlertSilence.start_time),
        "end_time": time(AlertSilence.end_time),
    },
    orders={"create_time": AlertSilence.create_time, "end_time": AlertSilence.end_time},
    default_order="create_time desc",
    tie=AlertSilence.silence_id,
)


def rule_of(row: AlertRule) -> Rule:
    return Rule(**{name: getattr(row, name) for name in _FIELDS})


def select_rules(scope: Scope) -> Select[Any]:
    """For `merged`."""
    return select(*AlertRule.__table__.columns).where(AlertRule.workspace_key == scope.workspace_key)


def merged(scope: Scope, rows: Iterable[Row[Any]]) -> list[AlertRule]:
    """The rules of the workspace by id, shipped ones included."""
    stored = {row.rule_id: AlertRule(**row._asdict()) for row in rows}
    found = {rule_id: _shipped(scope, rule) for rule_id, rule in DEFAULT_RULES.items()} | stored
    return [found[rule_id] for rule_id in sorted(found) if not found[rule_id].deleted]


async def list_rules(scope: Scope, session: AsyncSession) -> list[AlertRule]:
    """All of them, by id."""
    return merged(scope, await session.execute(select_rules(scope)))


async def get_rule(scope: Scope, session: AsyncSession, rule_id: str) -> AlertRule:
    """Raises NotFound."""
    rows = await session.execute(select_rules(scope).where(AlertRule.rule_id == rule_id))
    return _known(scope, rule_id, rows.one_or_none())


def last_known(scope: Scope, connection: Connection, rule_id: str) -> AlertRule | None:
    """As it is, or was when it was deleted; None where nobody remembers."""
    row = _find(scope, connection, rule_id)
    return AlertRule(**row._asdict()) if row else _shipped_under(scope, rule_id)


def labels(rows: Iterable[Row[Any]]) -> dict[str, Mapping[str, str]]:
    """Of every rule, those that are switched off or deleted included."""
    return {rule_id: rule.labels for rule_id, rule in DEFAULT_RULES.items()} | {row.rule_id: row.labels for row in rows}


def check(rule: Rule) -> None:
    """Raises ValidationFailed with all that does not go together."""
    broken = tuple(FieldViolation(f"alert_rule.{name}", what) for name, what in problems(rule))
    if broken:
        raise ValidationFailed("; ".join(f"{one.field}: {one.description}" for one in broken), fields=broken)


def create_rule(scope: Scope, connection: Connection, clock: Clock, rule: Rule) -> AlertRule:
    """A new rule; the same one again comes as it is. Raises RecordIdReused, InvalidStateTransition."""
    row = _find(scope, connection, rule.rule_id)
    stored = AlertRule(**row._asdict()) if row else _shipped_under(scope, rule.rule_id)
    now = clock.now_us()
    new = _row(scope, rule, scope.principal, now)
    if stored is not None and not stored.deleted:
        if stored.etag != new.etag:
            raise RecordIdReused.instead_of("UpdateAlertRule", "alert rule", rule.rule_id)
        return stored
    _require_room(scope, connection, now)
    _write(scope, connection, new, is_new=_find(scope, connection, rule.rule_id) is None)  # its mark may be gone by now
    audit.record(scope, connection, clock, "observability.alert_rules.create", rule.rule_id)
    return new


def update_rule(
    scope: Scope, connection: Connection, clock: Clock, rule_id: str, wanted: Mapping[str, Any], etag: str
) -> AlertRule:
    """Changes what differs. Raises NotFound, EtagMismatch, ValidationFailed."""
    row = _find(scope, connection, rule_id)
    before = _known(scope, rule_id, row)
    changed = edits.changes(before, wanted, etag=etag, resource_type="alert rule", resource_name=rule_id)
    if not changed:
        return before
    values = values_of(before) | changed
    after = AlertRule(**values | {"update_time": clock.now_us()})
    check(rule_of(after))
    _write(scope, connection, after, is_new=row is None)
    audit.record(scope, connection, clock, "observability.alert_rules.update", rule_id, fields=sorted(changed))
    return after


def delete_rule(scope: Scope, connection: Connection, clock: Clock, rule_id: str) -> None:
    """Its alerts end. Deleting it again changes nothing. Raises NotFound."""
    row = _find(scope, connection, rule_id)
    if row is not None and row.deleted:
        return
    rule = _known(scope, rule_id, row)
    rule.deleted, rule.update_time = True, clock.now_us()
    _write(scope, connection, rule, is_new=row is None)
    audit.record(scope, connection, clock, "observability.alert_rules.delete", rule_id)


def _known(scope: Scope, rule_id: str, row: Row[Any] | None) -> AlertRule:
    """Raises NotFound."""
    found = AlertRule(**row._asdict()) if row else _shipped_under(scope, rule_id)
    if found is None or found.deleted:
        raise NotFound.of("alert rule", rule_id, "ListAlertRules shows what there is")
    return found


def _shipped_under(scope: Scope, rule_id: str) -> AlertRule | None:
    rule = DEFAULT_RULES.get(rule_id)
    return None if rule is None else _shipped(scope, rule)


def _shipped(scope: Scope, rule: Rule) -> AlertRule:
    return _row(scope, rule, "agenthall", None)


def _row(scope: Scope, rule: Rule, creator: str, now: int | None) -> AlertRule:
    values: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(rule).items()
    }
    return AlertRule(workspace_key=scope.workspace_key, creator=creator, create_time=now, update_time=now, **values)


def _find(scope: Scope, connection: Connection, rule_id: str) -> Row[Any] | None:
    return connection.execute(select_rules(scope).where(AlertRule.rule_id == rule_id)).one_or_none()


def _require_room(scope: Scope, connection: Connection, now: int) -> None:
    mine = AlertRule.workspace_key == scope.workspace_key
    old = AlertRule.deleted.is_(True), AlertRule.update_time < now - _MARK_US, AlertRule.rule_id.not_in(DEFAULT_RULES)
    connection.execute(delete(AlertRule).where(mine, *old))
    count = connection.execute(select(func.count()).select_from(AlertRule).where(mine)).scalar_one()
    if count >= MOST_RULES:
        told = f"has {MOST_RULES} alert rules, those deleted within a day included; delete some, or wait"
        raise InvalidStateTransition.of("workspace", "of the caller", told)


def _write(scope: Scope, connection: Connection, rule: AlertRule, *, is_new: bool) -> None:
    values = values_of(rule)
    if is_new:
        connection.execute(insert(AlertRule).values(**values))
    else:
        mine = AlertRule.workspace_key == scope.workspace_key, AlertRule.rule_id == rule.rule_id
        connection.execute(update(AlertRule).where(*mine).values(**values))
    advance(connection, scope.workspace_key, RULES)


def add_silence(scope: Scope, connection: Connection, clock: Clock, silence: AlertSilence) -> AlertSilence:
    connection.execute(insert(AlertSilence).values(**values_of(silence)))
    advance(connection, scope.workspace_key, RULES)
    audit.record(scope, connection, clock, "observability.silences.create", silence.silence_id)
    return silence


def end_silence(scope: Scope, connection: Connection, clock: Clock, silence_id: str) -> AlertSilence:
    """Ends it now; one that is over changes no more. Raises NotFound."""
    mine = AlertSilence.workspace_key == scope.workspace_key, AlertSilence.silence_id == silence_id
    row = connection.execute(select(*AlertSilence.__table__.columns).where(*mine)).one_or_none()
    if row is None:
        raise NotFound.of("silence", silence_id, "ListSilences shows what there is")
    silence, now = AlertSilence(**row._asdict()), clock.now_us()
    if silence.end_time > now:
        silence.end_time = now
        connection.execute(update(AlertSilence).where(*mine).values(end_time=now))
        advance(connection, scope.workspace_key, RULES)
        audit.record(scope, connection, clock, "observability.silences.delete", silence_id)
    return silence


async def list_silences(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest
) -> tuple[list[AlertSilence], str]:
    """One page of the workspace's silences, those that are over included."""
    statement = select(AlertSilence).where(AlertSilence.workspace_key == scope.workspace_key)
    return await pager.rows(scope, session, statement, _SILENCES, page)
