"""Notification channels on the wire: secrets come in, none goes out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from agenthall.observability.v1 import notification_channel_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import edits
from agenthall_server.errors import ValidationFailed
from agenthall_server.observability.alert_rules import INFO
from agenthall_server.observability.alert_states import FIRED
from agenthall_server.observability.notifications import Message, Notice
from agenthall_server.observability.sending import place_of_target
from agenthall_server.observability.store_channels import Target
from agenthall_server.observability.store_notifications import Standing
from agenthall_server.observability.tables_notifications import EDITABLE, NotificationChannel
from agenthall_server.outgoing import NotDelivered, Outgoing
from agenthall_server.wire import from_message, timestamp, to_message

Channel = notification_channel_pb2.NotificationChannel
_TARGETS = ("webhook", "slack", "email")
_SECRETS = {"webhook": ("secret", "previous_secret"), "slack": ("url",), "email": ("password",)}
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+\Z")
"""Of mail; a narrow form, so that no header can be made of it."""


def values_of(message: Channel, paths: Iterable[str] = EDITABLE) -> dict[str, Any]:
    """The fields of the paths but the target, in stored form, with defaults for what is not set."""
    read = from_message(message)
    found = {name: read[name] for name in paths if name not in _TARGETS}
    if found.get("enabled", True) is None:
        found["enabled"] = True
    return found


def wanted(message: Channel, paths: Iterable[str]) -> tuple[dict[str, Any], bool]:
    """What an update gives the fields of its mask, or those that are set; whether the target is among them.

    Raises ValidationFailed.
    """
    chosen = edits.masked(message, paths, EDITABLE)
    for name in chosen:
        if name in _TARGETS and not message.HasField(name):  # type: ignore[arg-type] # the stub lists literal names
            raise ValidationFailed.of(f"notification_channel.{name}", "is named by the mask and not set")
    return values_of(message, chosen), any(name in _TARGETS for name in chosen)


def target_of(message: Channel, outgoing: Outgoing) -> Target:
    """Raises ValidationFailed where it is missing, or must not be called."""
    kind = message.WhichOneof("target")
    if kind is None:
        raise ValidationFailed.of("notification_channel.target", f"is required: one of {', '.join(_TARGETS)}")
    fields = from_message(getattr(message, kind))
    secrets = {name: fields.pop(name) for name in _SECRETS[kind]}
    given = {name: value for name, value in secrets.items() if value}
    _check(kind, fields, given, outgoing)
    return Target(kind, fields, given)


def _check(kind: str, fields: dict[str, Any], secrets: dict[str, Any], outgoing: Outgoing) -> None:
    field = f"notification_channel.{kind}"
    if kind == "webhook" and "previous_secret" in secrets and "secret" not in secrets:
        raise ValidationFailed.of(f"{field}.previous_secret", "only beside secret")
    if kind == "email":
        _check_mail(field, fields, secrets)
    if kind == "slack" and not secrets:
        return  # the stored one was checked when it came
    try:
        outgoing.check(place_of_target(kind, fields, secrets))
    except NotDelivered as error:
        raise ValidationFailed.of(f"{field}.{'host' if kind == 'email' else 'url'}", str(error)) from error


def _check_mail(field: str, fields: dict[str, Any], secrets: dict[str, Any]) -> None:
    for name, addresses in (("from_address", [fields["from_address"]]), ("to_addresses", fields["to_addresses"])):
        if not addresses or not all(map(_ADDRESS.match, addresses)):
            raise ValidationFailed.of(f"{field}.{name}", "must be plain addresses such as alerts@example.com")
    if secrets and not fields["username"]:
        raise ValidationFailed.of(f"{field}.username", "is required with a password")


def channel_message(row: NotificationChannel, standing: Standing) -> Channel:
    """Without secrets."""
    return to_message(
        Channel,
        row,
        pending_count=standing.pending_count,
        dead_count=standing.dead_count,
        last_error=standing.last_error,
        last_error_time=_time(standing.last_error_time),
        last_success_time=_time(standing.last_success_time),
    )


def _time(microseconds: int | None) -> Timestamp | None:
    return None if microseconds is None else timestamp(microseconds)


def trial_message(channel_id: str, key: str, now: int) -> Message:
    """What TestNotificationChannel sends."""
    notice = Notice(
        alert_id="0" * 24,
        kind=FIRED,
        group=(),
        severity=INFO,
        value=None,
        threshold=None,
        fire_time=now,
        event_time=now,
    )
    return Message(
        channel_id=channel_id,
        rule_id="test",
        display_name="Test of a notification channel",
        description="Nothing has happened: somebody called TestNotificationChannel.",
        labels={},
        annotations={},
        notices=[notice],
        left_out=0,
        key=key,
    )


def trial_response(error: str) -> pb.TestNotificationChannelResponse:
    """An empty error: it was delivered."""
    return pb.TestNotificationChannelResponse(delivered=not error, error=error)
