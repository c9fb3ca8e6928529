"""The tables of notifications: channels, and the outbox.

A row of the outbox stands in the transaction of the alert's event that it tells of, and there is one for each channel.
Rows of one channel, revision and rule are one message: they are made, tried and settled together. A deleted channel
stays for a while as a mark, so that deleting it again succeeds.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database import Base, Json, Text
from agenthall_server.edits import etag_of

EDITABLE = ("display_name", "webhook", "slack", "email", "minimum_severity", "rule_labels", "enabled")
"""What UpdateNotificationChannel changes of a channel, as the message has it."""
STORED = ("display_name", "kind", "target", "sealed_secrets", "minimum_severity", "rule_labels", "enabled")
"""The same as the table has it."""


class NotificationChannel(Base):
    """Where alerts are told. Times are microseconds."""

    __tablename__ = "notification_channels"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    channel_id: Mapped[str] = mapped_column(Text, primary_key=True)
    display_name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    """The field of the message that says where to: webhook, slack or email."""
    target: Mapped[dict[str, Any]] = mapped_column(Json)
    """That field without its secrets."""
    sealed_secrets: Mapped[str] = mapped_column(Text)
    """Its secrets as sealed JSON; empty where it has none."""
    minimum_severity: Mapped[str] = mapped_column(Text)
    rule_labels: Mapped[dict[str, str]] = mapped_column(Json)
    enabled: Mapped[bool] = mapped_column(Boolean)
    creator: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)
    update_time: Mapped[int] = mapped_column(BigInteger)
    deleted: Mapped[bool] = mapped_column(Boolean, default=False)

    @property
    def etag(self) -> str:
        return etag_of(*(getattr(self, name) for name in STORED))

    @property
    def has_secrets(self) -> bool:
        return bool(self.sealed_secrets)

    @property
    def webhook(self) -> dict[str, Any] | None:
        return self.target if self.kind == "webhook" else None

    @property
    def slack(self) -> dict[str, Any] | None:
        return self.target if self.kind == "slack" else None

    @property
    def email(self) -> dict[str, Any] | None:
        return self.target if self.kind == "email" else None


class Notification(Base):
    """That a channel is to hear of an alert's event, or has."""

    __tablename__ = "notifications"
    __table_args__ = (
        Index(None, "workspace_key", "alert_id"),
        Index(None, "workspace_key", "channel_id", "state", "update_time"),
    )

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    channel_id: Mapped[str] = mapped_column(Text, primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    alert_id: Mapped[str] = mapped_column(Text, primary_key=True)
    rule_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(Integer)
    """Begun, so that a server that dies over one counts as well."""
    due_time: Mapped[int | None] = mapped_column(BigInteger, index=True)
    """When to try next, of those that are pending; while one is tried: when again if nobody says how it went."""
    last_error: Mapped[str] = mapped_column(Text)
    """Of the last attempt that failed; empty once delivered."""
    update_time: Mapped[int] = mapped_column(BigInteger)
