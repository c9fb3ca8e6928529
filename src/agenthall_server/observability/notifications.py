"""Who is told of an alert, when again, and by which key a receiver knows what it was told before.

One evaluation tells a channel of all alerts of one rule in one message. That an alert is over is told where it was told
that it fired, whatever the channel wants by now.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agenthall_server.clock import HOUR_US, SECOND_US
from agenthall_server.observability.alert_rules import SEVERITIES, Labels
from agenthall_server.observability.alert_states import ENDED, Change

PENDING, SENT, DEAD = "PENDING", "SENT", "DEAD"
MOST_ATTEMPTS = 10
MOST_PENDING = 1_000
"""Of a channel; what comes on top is given up."""
MOST_NOTICES = 100
"""Alerts that one message tells of; of the others it has the number."""
_FIRST_PAUSE_US, _LONGEST_PAUSE_US = 10 * SECOND_US, HOUR_US


@dataclass(frozen=True, slots=True)
class Wish:
    """What a channel wants to hear of."""

    channel_id: str
    minimum_severity: str
    rule_labels: Mapping[str, str]

    def covers(self, severity: str, labels: Mapping[str, str]) -> bool:
        least = SEVERITIES.index(self.minimum_severity) if self.minimum_severity in SEVERITIES else 0
        has = all(labels.get(name) == value for name, value in self.rule_labels.items())
        return has and severity in SEVERITIES and SEVERITIES.index(severity) >= least


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One alert of a message, and what happened to it. Times are microseconds."""

    alert_id: str
    kind: str
    group: Labels
    severity: str
    value: float | None
    threshold: float | None
    fire_time: int
    event_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """All that a channel is told at once: of one rule, after one evaluation."""

    channel_id: str
    rule_id: str
    display_name: str
    description: str
    labels: Mapping[str, str]
    annotations: Mapping[str, str]
    notices: Sequence[Notice]
    left_out: int
    key: str

    @property
    def is_over(self) -> bool:
        """Whether all of its alerts are."""
        return all(notice.kind == ENDED for notice in self.notices)


def listeners(
    change: Change, labels: Mapping[str, str], wishes: Sequence[Wish], told: Mapping[str, Sequence[str]], alert_id: str
) -> list[str]:
    """The channels that hear of a change. `told`: by alert, those that know that it fires."""
    if not change.notifies:
        return []
    if change.kind == ENDED:
        return [wish.channel_id for wish in wishes if wish.channel_id in told.get(alert_id, ())]
    return [wish.channel_id for wish in wishes if wish.covers(change.after.severity, labels)]


def pause(attempts: int, share: float) -> int:
    """Microseconds until the next attempt after so many: 10 s, doubled each time up to an hour, of which `share`, from
    0 to 1, decides between half and all, so that what failed together does not come again together.
    """
    longest = min(_FIRST_PAUSE_US << (attempts - 1), _LONGEST_PAUSE_US)
    return round(longest * (0.5 + share / 2))


def message_key(workspace_key: int, channel_id: str, revision: int, rule_id: str) -> str:
    """The same whenever the same message is sent again; 32 hexadecimal digits."""
    parts = json.dumps([workspace_key, channel_id, revision, rule_id]).encode()
    return hashlib.blake2b(parts, digest_size=16).hexdigest()


def signature(secrets: Sequence[str], seconds: int, body: bytes) -> str:
    """The header's value: HMAC-SHA256 (RFC 2104) of time, dot and body with each of the secrets."""
    signed = str(seconds).encode() + b"." + body
    parts = (hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() for secret in secrets)
    return ",".join([f"t={seconds}", *(f"v1={part}" for part in parts)])
