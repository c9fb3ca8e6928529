"""The tables of alerts: rules, alerts, what happened to them, silences.

Columns of `alert_rules` are named after the fields of the message; a deleted rule stays for a while as a mark, so that
deleting it again succeeds and a shipped rule stays deleted. An alert's key is its identity (alert_states.py). An event
stands in the transaction of the change that it tells of.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Float, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database import Base, Json, Text
from agenthall_server.edits import etag_of

EDITABLE = (
    "display_name", "description", "kind", "metric", "aggregation", "denominator", "slo_percent", "agent_names",
    "models", "team_ids", "window", "op", "warning", "critical", "for_duration", "keep_firing_for", "min_samples",
    "no_data", "group_by", "repeat_interval", "labels", "annotations", "severity", "enabled",
)  # fmt: skip
"""What UpdateAlertRule changes of a rule."""


class AlertRule(Base):
    """What to watch. Times are microseconds."""

    __tablename__ = "alert_rules"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    rule_id: Mapped[str] = mapped_column(Text, primary_key=True)
    display_name: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    metric: Mapped[str] = mapped_column(Text)
    aggregation: Mapped[str] = mapped_column(Text)
    denominator: Mapped[str] = mapped_column(Text)
    slo_percent: Mapped[float | None] = mapped_column(Float(53))
    agent_names: Mapped[list[str]] = mapped_column(Json)
    models: Mapped[list[str]] = mapped_column(Json)
    team_ids: Mapped[list[str]] = mapped_column(Json)
    window: Mapped[int] = mapped_column(BigInteger)
    op: Mapped[str] = mapped_column(Text)
    warning: Mapped[float | None] = mapped_column(Float(53))
    critical: Mapped[float | None] = mapped_column(Float(53))
    for_duration: Mapped[int] = mapped_column(BigInteger)
    keep_firing_for: Mapped[int] = mapped_column(BigInteger)
    min_samples: Mapped[int] = mapped_column(Integer)
    no_data: Mapped[str] = mapped_column(Text)
    group_by: Mapped[list[str]] = mapped_column(Json)
    repeat_interval: Mapped[int] = mapped_column(BigInteger)
    labels: Mapped[dict[str, str]] = mapped_column(Json)
    annotations: Mapped[dict[str, str]] = mapped_column(Json)
    severity: Mapped[str] = mapped_column(Text)
    enabled: Mapped[bool] = mapped_column(Boolean)
    creator: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int | None] = mapped_column(BigInteger)
    update_time: Mapped[int | None] = mapped_column(BigInteger)
    deleted: Mapped[bool] = mapped_column(Boolean, default=False)

    @property
    def etag(self) -> str:
        return etag_of(*(getattr(self, name) for name in EDITABLE))


class Alert(Base):
    """One alert as it is. `revision`: of the last change, in the topic of alerts."""

    __tablename__ = "alerts"
    __table_args__ = (Index(None, "workspace_key", "revision"),)

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    alert_id: Mapped[str] = mapped_column(Text, primary_key=True)
    rule_id: Mapped[str] = mapped_column(Text)
    group_labels: Mapped[dict[str, str]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(Text)
    value: Mapped[float | None] = mapped_column(Float(53))
    threshold: Mapped[float | None] = mapped_column(Float(53))
    pending_time: Mapped[int | None] = mapped_column(BigInteger)
    fire_time: Mapped[int | None] = mapped_column(BigInteger)
    clear_time: Mapped[int | None] = mapped_column(BigInteger)
    resolve_time: Mapped[int | None] = mapped_column(BigInteger)
    acknowledge_time: Mapped[int | None] = mapped_column(BigInteger)
    acknowledged_by: Mapped[str] = mapped_column(Text)
    silenced: Mapped[bool] = mapped_column(Boolean)
    inhibited: Mapped[bool] = mapped_column(Boolean)
    notify_time: Mapped[int | None] = mapped_column(BigInteger)
    notification_count: Mapped[int] = mapped_column(Integer)
    update_time: Mapped[int] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(BigInteger)


class AlertEvent(Base):
    """That an alert fired, got worse, was repeated or was resolved."""

    __tablename__ = "alert_events"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    alert_id: Mapped[str] = mapped_column(Text, primary_key=True)
    rule_id: Mapped[str] = mapped_column(Text)
    group_labels: Mapped[dict[str, str]] = mapped_column(Json)
    kind: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(Text)
    value: Mapped[float | None] = mapped_column(Float(53))
    threshold: Mapped[float | None] = mapped_column(Float(53))
    event_time: Mapped[int] = mapped_column(BigInteger)
    pending_time: Mapped[int | None] = mapped_column(BigInteger)
    fire_time: Mapped[int | None] = mapped_column(BigInteger)
    acknowledge_time: Mapped[int | None] = mapped_column(BigInteger)
    notifies: Mapped[bool] = mapped_column(Boolean)
    """False where it was silenced or inhibited."""


class AlertSilence(Base):
    """Which alerts tell nobody for a while."""

    __tablename__ = "alert_silences"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    silence_id: Mapped[str] = mapped_column(Text, primary_key=True)
    rule_id: Mapped[str] = mapped_column(Text)
    labels: Mapped[dict[str, Any]] = mapped_column(Json)
    start_time: Mapped[int] = mapped_column(BigInteger)
    end_time: Mapped[int] = mapped_column(BigInteger)
    comment: Mapped[str] = mapped_column(Text)
    creator: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)
