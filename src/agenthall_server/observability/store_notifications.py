"""The outbox of notifications.

`put` writes who is to hear of an alert's change in the transaction of that change. Whoever delivers takes a message
with `claim`, which begins an attempt, and says with `settle` how it went. Of two that claim the same one gets it; a
claim that nobody settles, because its server has died, ends by itself, and the message is sent again under the same
key. Known limit: an alert that fires through 10,000 changes of others, acknowledged, ends without a notification.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.clock import SECOND_US
from agenthall_server.database import Append, Database
from agenthall_server.observability import alert_states, store_rules
from agenthall_server.observability.alert_states import ENDED, Change
from agenthall_server.observability.notifications import (
    DEAD,
    MOST_ATTEMPTS,
    MOST_NOTICES,
    MOST_PENDING,
    PENDING,
    SENT,
    Message,
    Notice,
    Wish,
    listeners,
    message_key,
)
from agenthall_server.observability.tables_alerts import AlertEvent
from agenthall_server.observability.tables_notifications import Notification, NotificationChannel
from agenthall_server.scope import Scope

CLAIM_US = 60 * SECOND_US
"""How long an attempt may take before another one begins, longer than any does."""
_MOST_DUE = 200
_put = Append(
    "notifications",
    columns=(
        "workspace_key", "channel_id", "revision", "alert_id", "rule_id", "kind", "state", "attempts", "due_time",
        "last_error", "update_time",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours to send, and the attempt that this is."""

    workspace_key: int
    revision: int
    attempts: int
    channel: NotificationChannel
    message: Message


@dataclass(frozen=True, slots=True)
class Standing:
    """How a channel is doing."""

    pending_count: int = 0
    dead_count: int = 0
    last_error: str = ""
    last_error_time: int | None = None
    last_success_time: int | None = None


def put(
    scope: Scope, connection: Connection, changes: Sequence[Change], labels: Mapping[str, Any], now: int, revision: int
) -> None:
    """One row for each change and each channel that hears of it. `labels`: those of the rules."""
    news = {_alert_id(change): change for change in changes if change.notifies}
    wishes = _wishes(scope, connection) if news else []
    if not wishes:
        return
    told = _told(scope, connection, [alert_id for alert_id, change in news.items() if change.kind == ENDED])
    waiting = _waiting(scope, connection)
    rows = []
    for alert_id, change in news.items():
        rule_id = change.after.rule_id
        for channel_id in listeners(change, labels.get(rule_id, {}), wishes, told, alert_id):
            waiting[channel_id] += 1
            fits = waiting[channel_id] <= MOST_PENDING
            state, due, why = (PENDING, now, "") if fits else (DEAD, None, f"more than {MOST_PENDING} waited")
            key = scope.workspace_key, channel_id, revision, alert_id
            rows.append((*key, rule_id, change.kind, state, 0, due, why, now))
    _put(connection, rows)


def _alert_id(change: Change) -> str:
    return alert_states.identity(change.after.rule_id, change.after.group)


def _wishes(scope: Scope, connection: Connection) -> list[Wish]:
    one = NotificationChannel
    mine = one.workspace_key == scope.workspace_key, one.enabled.is_(True), one.deleted.is_(False)
    rows = connection.execute(select(one.channel_id, one.minimum_severity, one.rule_labels).where(*mine))
    return [Wish(*row) for row in rows]


def _told(scope: Scope, connection: Connection, alert_ids: Sequence[str]) -> dict[str, list[str]]:
    """By alert the channels whose last notification of it says that it fires."""
    if not alert_ids:
        return {}
    one = Notification
    mine = one.workspace_key == scope.workspace_key, one.alert_id.in_(alert_ids)
    rows = connection.execute(select(one.alert_id, one.channel_id, one.kind).where(*mine).order_by(one.revision))
    last = {(row.alert_id, row.channel_id): row.kind for row in rows}
    found: dict[str, list[str]] = {}
    for (alert_id, channel_id), kind in last.items():
        if kind != ENDED:
            found.setdefault(alert_id, []).append(channel_id)
    return found


def _waiting(scope: Scope, connection: Connection) -> Counter[str]:
    one = Notification
    mine = one.workspace_key == scope.workspace_key, one.due_time > 0
    rows = connection.execute(select(one.channel_id, func.count()).where(*mine).group_by(one.channel_id))
    return Counter({row[0]: row[1] for row in rows})


def forget(scope: Scope, connection: Connection, revision: int) -> None:
    """Those of revisions before this one, whose events go too."""
    old = Notification.workspace_key == scope.workspace_key, Notification.revision < revision
    connection.execute(delete(Notification).where(*old))


async def due_channels(database: Database, now: int) -> list[tuple[int, str]]:
    """The channels of all workspaces to which something is to be sent now, as workspace and channel; those that have
    waited longest first, a part of them where there are many.
    """
    one = Notification
    statement = select(one.workspace_key, one.channel_id).where(one.due_time <= now)
    longest_first = statement.group_by(one.workspace_key, one.channel_id).order_by(func.min(one.due_time))
    async with database.reader() as connection:
        return [(row[0], row[1]) for row in await connection.execute(longest_first.limit(_MOST_DUE))]


def claim(connection: Connection, workspace_key: int, channel_id: str, now: int) -> Claim | None:
    """The channel's message that is due longest, if there is one; begins an attempt."""
    one = Notification
    mine = one.workspace_key == workspace_key, one.channel_id == channel_id, one.due_time <= now
    columns = one.revision, one.rule_id, one.attempts
    row = connection.execute(select(*columns).where(*mine).order_by(one.due_time, one.revision).limit(1)).one_or_none()
    if row is None:
        return None
    channel = _channel(connection, workspace_key, channel_id)
    if channel is None:
        _give_up(connection, workspace_key, channel_id, now)
        return None
    message = _message(connection, workspace_key, channel_id, row.revision, row.rule_id)
    this = *mine, one.revision == row.revision, one.rule_id == row.rule_id
    begun = {"attempts": row.attempts + 1, "due_time": now + CLAIM_US}
    if not connection.execute(update(one).where(*this).values(**begun)).rowcount:
        return None  # another server was faster
    return Claim(workspace_key, row.revision, row.attempts + 1, channel, message)


def _channel(connection: Connection, workspace_key: int, channel_id: str) -> NotificationChannel | None:
    one = NotificationChannel
    own = one.workspace_key == workspace_key, one.channel_id == channel_id
    row = connection.execute(select(*one.__table__.columns).where(*own, one.enabled.is_(True))).one_or_none()
    return None if row is None or row.deleted else NotificationChannel(**row._asdict())


def _give_up(connection: Connection, workspace_key: int, channel_id: str, now: int) -> None:
    one = Notification
    waiting = one.workspace_key == workspace_key, one.channel_id == channel_id, one.state == PENDING
    values = {"state": DEAD, "due_time": None, "last_error": "the channel was switched off", "update_time": now}
    connection.execute(update(one).where(*waiting).values(**values))


def _message(connection: Connection, workspace_key: int, channel_id: str, revision: int, rule_id: str) -> Message:
    one, event = Notification, AlertEvent
    same = (event.workspace_key == one.workspace_key) & (event.revision == one.revision)
    statement = (
        select(*event.__table__.columns)
        .join(one, same & (event.alert_id == one.alert_id))
        .where(one.workspace_key == workspace_key, one.channel_id == channel_id)
        .where(one.revision == revision, one.rule_id == rule_id, one.state == PENDING)
        .order_by(event.alert_id)
    )
    events = connection.execute(statement).all()
    rule = store_rules.last_known(Scope(workspace_key, "agenthall"), connection, rule_id)
    return Message(
        channel_id=channel_id,
        rule_id=rule_id,
        display_name=rule.display_name if rule else "",
        description=rule.description if rule else "",
        labels=rule.labels if rule else {},
        annotations=rule.annotations if rule else {},
        notices=[_notice(row) for row in events[:MOST_NOTICES]],
        left_out=max(0, len(events) - MOST_NOTICES),
        key=message_key(workspace_key, channel_id, revision, rule_id),
    )


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        alert_id=row.alert_id,
        kind=row.kind,
        group=tuple(row.group_labels.items()),
        severity=row.severity,
        value=row.value,
        threshold=row.threshold,
        fire_time=row.fire_time or row.event_time,
        event_time=row.event_time,
    )


def settle(connection: Connection, claimed: Claim, error: str, retry_time: int | None, now: int) -> str:
    """How it went: no error, or one that is tried again at `retry_time`, or never. Returns the new state; where another
    attempt has begun meanwhile, nothing changes.
    """
    one = Notification
    state = SENT if not error else PENDING if retry_time is not None and claimed.attempts < MOST_ATTEMPTS else DEAD
    this = (
        one.workspace_key == claimed.workspace_key,
        one.channel_id == claimed.message.channel_id,
        one.revision == claimed.revision,
        one.rule_id == claimed.message.rule_id,
        one.attempts == claimed.attempts,
        one.state == PENDING,
    )
    due = retry_time if state == PENDING else None
    values = {"state": state, "due_time": due, "last_error": error, "update_time": now}
    connection.execute(update(one).where(*this).values(**values))
    return state


async def standings(scope: Scope, session: AsyncSession, channel_ids: Sequence[str]) -> dict[str, Standing]:
    """How each of the channels is doing."""
    one = Notification
    mine = one.workspace_key == scope.workspace_key, one.channel_id.in_(channel_ids)
    grouped = select(one.channel_id, one.state, func.count(), func.max(one.update_time)).where(*mine)
    found: dict[str, dict[str, Any]] = {channel_id: {} for channel_id in channel_ids}
    for row in await session.execute(grouped.group_by(one.channel_id, one.state)):
        found[row.channel_id][row.state] = row
    return {
        channel_id: _standing(states, await _last_error(scope, session, channel_id) if states else None)
        for channel_id, states in found.items()
    }


async def _last_error(scope: Scope, session: AsyncSession, channel_id: str) -> Any:
    """Error and time of the latest that is not delivered, or None."""
    one = Notification
    mine = one.workspace_key == scope.workspace_key, one.channel_id == channel_id, one.state.in_((PENDING, DEAD))
    failed = select(one.last_error, one.update_time).where(*mine, one.last_error != "")
    return (await session.execute(failed.order_by(one.update_time.desc()).limit(1))).one_or_none()


def _standing(states: Mapping[str, Any], failed: Any) -> Standing:
    count = {state: row[2] for state, row in states.items()}
    return Standing(
        pending_count=count.get(PENDING, 0),
        dead_count=count.get(DEAD, 0),
        last_error=failed.last_error if failed else "",
        last_error_time=failed.update_time if failed else None,
        last_success_time=states[SENT][3] if SENT in states else None,
    )
