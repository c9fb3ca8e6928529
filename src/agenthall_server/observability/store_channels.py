"""Notification channels in the database. Their secrets come and go sealed, and leave by nothing but a delivery.

Where a target keeps its place, an update that brings no secrets leaves the stored ones. A password is never kept for
another mail server, which could read it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import audit, edits
from agenthall_server.clock import DAY_US, Clock
from agenthall_server.database import values_of
from agenthall_server.errors import InvalidStateTransition, NotFound, RecordIdReused, ValidationFailed
from agenthall_server.observability.tables_notifications import STORED, Notification, NotificationChannel
from agenthall_server.scope import Scope
from agenthall_server.sealing import SecretBox, Unsealable

MOST_CHANNELS = 50
_MARK_US = DAY_US
"""How long a deleted channel is remembered, so that a repeated DeleteNotificationChannel succeeds."""
_TOLD_TO = {"email": ("host", "port", "security", "username")}
"""Whom a secret is told to: it does not stay where one of these changes."""
_NEEDED = {"slack": "url", "email": "password"}
"""The secret that a target cannot do without, where it may have any."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: the kind, what may be shown, and the secrets that were given."""

    kind: str
    shown: Mapping[str, Any]
    secrets: Mapping[str, Any] = field(repr=False)

    @property
    def may_have_secrets(self) -> bool:
        return self.kind != "email" or bool(self.shown["username"])


def place_of_secrets(workspace_key: int, channel_id: str) -> str:
    """What they are sealed for."""
    return f"notification_channels/{workspace_key}/{channel_id}"


def _select(scope: Scope) -> Select[Any]:
    columns = NotificationChannel.__table__.columns
    return select(*columns).where(NotificationChannel.workspace_key == scope.workspace_key)


async def list_channels(scope: Scope, session: AsyncSession) -> list[NotificationChannel]:
    """All of them, by id."""
    rows = await session.execute(
        _select(scope).where(NotificationChannel.deleted.is_(False)).order_by(NotificationChannel.channel_id)
    )
    return [NotificationChannel(**row._asdict()) for row in rows]


async def get_channel(scope: Scope, session: AsyncSession, channel_id: str) -> NotificationChannel:
    """Raises NotFound."""
    rows = await session.execute(_select(scope).where(NotificationChannel.channel_id == channel_id))
    return _known(channel_id, rows.one_or_none())


def create_channel(
    scope: Scope,
    connection: Connection,
    clock: Clock,
    box: SecretBox,
    channel_id: str,
    values: Mapping[str, Any],
    target: Target,
) -> NotificationChannel:
    """A new channel; the same one again comes as it is.

    Raises RecordIdReused, InvalidStateTransition, SecretKeyMissing, ValidationFailed.
    """
    row, now = _find(scope, connection, channel_id), clock.now_us()
    new = {**values, "kind": target.kind, "target": dict(target.shown)}
    if row is not None and not row.deleted:
        stored = NotificationChannel(**row._asdict())
        if any(getattr(stored, name) != value for name, value in new.items()) or not _same(stored, target, box):
            raise RecordIdReused.instead_of("UpdateNotificationChannel", "notification channel", channel_id)
        return stored
    _make_room(scope, connection, channel_id, now)
    new["sealed_secrets"] = _sealed(scope, channel_id, target, box)
    channel = NotificationChannel(
        workspace_key=scope.workspace_key,
        channel_id=channel_id,
        creator=scope.principal,
        create_time=now,
        update_time=now,
        **new,
    )
    connection.execute(insert(NotificationChannel).values(**values_of(channel)))
    audit.record(scope, connection, clock, "observability.notification_channels.create", channel_id, kind=target.kind)
    return channel


def update_channel(
    scope: Scope,
    connection: Connection,
    clock: Clock,
    box: SecretBox,
    channel_id: str,
    values: Mapping[str, Any],
    target: Target | None,
    etag: str,
) -> NotificationChannel:
    """Changes what differs. Raises NotFound, EtagMismatch, ValidationFailed, SecretKeyMissing."""
    before = _known(channel_id, _find(scope, connection, channel_id))
    wanted = dict(values)
    if target is not None:
        wanted |= {"kind": target.kind, "target": dict(target.shown)}
        wanted["sealed_secrets"] = _kept_or_sealed(scope, before, target, box)
    changed = edits.changes(before, wanted, etag=etag, resource_type="notification channel", resource_name=channel_id)
    if not changed:
        return before
    after = NotificationChannel(**values_of(before) | changed | {"update_time": clock.now_us()})
    _write(scope, connection, after)
    fields = sorted(changed.keys() & set(STORED))
    audit.record(scope, connection, clock, "observability.notification_channels.update", channel_id, fields=fields)
    return after


def delete_channel(scope: Scope, connection: Connection, clock: Clock, channel_id: str) -> None:
    """With its secrets and what waits. Deleting it again changes nothing. Raises NotFound."""
    row = _find(scope, connection, channel_id)
    if row is not None and row.deleted:
        return
    channel = _known(channel_id, row)
    channel.deleted, channel.sealed_secrets, channel.target = True, "", {}
    channel.update_time = clock.now_us()
    _write(scope, connection, channel)
    mine = Notification.workspace_key == scope.workspace_key, Notification.channel_id == channel_id
    connection.execute(delete(Notification).where(*mine))
    audit.record(scope, connection, clock, "observability.notification_channels.delete", channel_id)


def opened(channel: NotificationChannel, box: SecretBox) -> dict[str, Any]:
    """The channel's secrets. Raises Unsealable."""
    if not channel.sealed_secrets:
        return {}
    found: dict[str, Any] = json.loads(
        box.open(channel.sealed_secrets, place_of_secrets(channel.workspace_key, channel.channel_id))
    )
    return found


def _sealed(scope: Scope, channel_id: str, target: Target, box: SecretBox) -> str:
    """Raises ValidationFailed where one is missing, SecretKeyMissing."""
    needed = _NEEDED.get(target.kind)
    if needed and target.may_have_secrets and needed not in target.secrets:
        told = "is required; a stored one is not told to another server" if target.kind == "email" else "is required"
        raise ValidationFailed.of(f"notification_channel.{target.kind}.{needed}", told)
    text = json.dumps(dict(target.secrets), sort_keys=True)
    return box.seal(text, place_of_secrets(scope.workspace_key, channel_id)) if target.secrets else ""


def _same(stored: NotificationChannel, target: Target, box: SecretBox) -> bool:
    """Whether the stored secrets are those of the target; what cannot be opened is not."""
    try:
        return opened(stored, box) == dict(target.secrets)
    except Unsealable:
        return False


def _kept_or_sealed(scope: Scope, before: NotificationChannel, target: Target, box: SecretBox) -> str:
    """What is stored after an update. Raises ValidationFailed, SecretKeyMissing."""
    stays = target.kind == before.kind
    if target.secrets:
        same = stays and _same(before, target, box)
        return before.sealed_secrets if same else _sealed(scope, before.channel_id, target, box)
    moved = [name for name in _TOLD_TO.get(target.kind, ()) if before.target.get(name) != target.shown.get(name)]
    if stays and target.may_have_secrets and not moved and before.sealed_secrets:
        return before.sealed_secrets
    return _sealed(scope, before.channel_id, target, box)


def _known(channel_id: str, row: Row[Any] | None) -> NotificationChannel:
    """Raises NotFound."""
    if row is None or row.deleted:
        raise NotFound.of("notification channel", channel_id, "ListNotificationChannels shows what there is")
    return NotificationChannel(**row._asdict())


def _find(scope: Scope, connection: Connection, channel_id: str) -> Row[Any] | None:
    return connection.execute(_select(scope).where(NotificationChannel.channel_id == channel_id)).one_or_none()


def _make_room(scope: Scope, connection: Connection, channel_id: str, now: int) -> None:
    """Forgets the marks that are over, and one of this name. Raises InvalidStateTransition."""
    one = NotificationChannel
    mine, marked = one.workspace_key == scope.workspace_key, one.deleted.is_(True)
    connection.execute(
        delete(one).where(mine, marked, (one.update_time < now - _MARK_US) | (one.channel_id == channel_id))
    )
    count = connection.execute(select(func.count()).select_from(one).where(mine)).scalar_one()
    if count >= MOST_CHANNELS:
        told = f"has {MOST_CHANNELS} notification channels, those deleted within a day included; delete some, or wait"
        raise InvalidStateTransition.of("workspace", "of the caller", told)


def _write(scope: Scope, connection: Connection, channel: NotificationChannel) -> None:
    one = NotificationChannel
    this = one.workspace_key == scope.workspace_key, one.channel_id == channel.channel_id
    connection.execute(update(one).where(*this).values(**values_of(channel)))
