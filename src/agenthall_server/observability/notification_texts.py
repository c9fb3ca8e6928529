"""What a message says: as Alertmanager's webhooks do, as a post of Slack, as mail.

The JSON is version 4 of https://prometheus.io/docs/alerting/latest/configuration/#webhook_config; a rule is a group.
Texts of callers are data: in Slack they cannot mention anybody or make links, in a subject they stay on their line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from agenthall_server.observability.alert_rules import SEVERITIES
from agenthall_server.observability.alert_states import ENDED
from agenthall_server.observability.notifications import Message, Notice

_NEVER = "0001-01-01T00:00:00Z"
_SHOWN = 20
_MOST_SUBJECT = 200


def alertmanager(message: Message) -> bytes:
    """The body of a webhook."""
    alerts = [_alert(message, notice) for notice in message.notices]
    values = {
        "version": "4",
        "groupKey": f'{{}}:{{alertname="{message.rule_id}"}}',
        "truncatedAlerts": message.left_out,
        "status": "resolved" if message.is_over else "firing",
        "receiver": message.channel_id,
        "groupLabels": {"alertname": message.rule_id},
        "commonLabels": _common([alert["labels"] for alert in alerts]),
        "commonAnnotations": _common([alert["annotations"] for alert in alerts]),
        "externalURL": "",
        "alerts": alerts,
    }
    return json.dumps(values).encode()


def _alert(message: Message, notice: Notice) -> dict[str, Any]:
    severity = _word(notice.severity)
    measured = {"value": notice.value, "threshold": notice.threshold}
    shown = {name: f"{value:g}" for name, value in measured.items() if value is not None}
    return {
        "status": "resolved" if notice.kind == ENDED else "firing",
        "labels": {**message.labels, **dict(notice.group), "alertname": message.rule_id, "severity": severity},
        "annotations": {
            "summary": message.display_name or message.rule_id,
            "description": message.description,
            **message.annotations,
            **shown,
            "event": _word(notice.kind),
        },
        "startsAt": _time(notice.fire_time),
        "endsAt": _time(notice.event_time) if notice.kind == ENDED else _NEVER,
        "generatorURL": "",
        "fingerprint": notice.alert_id,
    }


def _common(all_of_them: list[dict[str, str]]) -> dict[str, str]:
    first, *others = all_of_them
    return {name: value for name, value in first.items() if all(one.get(name) == value for one in others)}


def slack(message: Message) -> bytes:
    """A post: what is the matter, and a line an alert."""
    lines = [f"*{_escaped(_headline(message))}*", *(_escaped(line) for line in _lines(message))]
    return json.dumps({"text": "\n".join(lines)}).encode()


def mail(message: Message, target: Mapping[str, Any], now: int) -> EmailMessage:
    """From and to as the target says; sent again it has the same Message-ID."""
    found = EmailMessage()
    found["Subject"] = " ".join(_headline(message).split())[:_MOST_SUBJECT]
    found["From"] = target["from_address"]
    found["To"] = ", ".join(target["to_addresses"])
    found["Date"] = datetime.fromtimestamp(now / 1e6, UTC)
    found["Message-ID"] = f"<{message.key}@{target['from_address'].rpartition('@')[2]}>"
    found["Auto-Submitted"] = "auto-generated"
    notes = [f"{name}: {value}" for name, value in message.annotations.items()]
    parts = [*_lines(message), "", message.description, *notes]
    found.set_content("\n".join(parts).strip() + "\n")
    return found


def _headline(message: Message) -> str:
    worst = max((notice.severity for notice in message.notices), key=SEVERITIES.index)
    state = "over" if message.is_over else _word(worst)
    return f"[{state}] {message.display_name or message.rule_id}"


def _lines(message: Message) -> list[str]:
    lines = [_line(notice) for notice in message.notices[:_SHOWN]]
    more = len(message.notices) - len(lines) + message.left_out
    return [*lines, f"and {more} more"] if more else lines


def _line(notice: Notice) -> str:
    group = ", ".join(f"{name} {value}" for name, value in notice.group) or "all agents"
    measured = "" if notice.value is None else f", measured {notice.value:g}"
    limit = "" if notice.threshold is None else f" (threshold {notice.threshold:g})"
    return f"{group}: {_word(notice.kind)}{measured}{limit}, since {_time(notice.fire_time)}"


def _word(name: str) -> str:
    return name.rpartition("_")[2].lower()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(microseconds: int) -> str:
    return datetime.fromtimestamp(microseconds / 1e6, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
