"""The life of an alert: inactive, pending while `for_duration` runs, firing, resolved; and when somebody is told.

An alert is a rule and one group of it, never a value, so the same trouble is the same alert however bad it gets. All
times are kept in it, so that a restarted server goes on where the last one was: it neither fires again nor forgets how
long the condition held. `step` is the only way in which an alert changes by itself.

An alert whose rule is deleted or switched off ends like one whose condition has ended. Silenced and inhibited alerts
change as others do, but nobody is told; acknowledged ones are not repeated.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from agenthall_server.observability.alert_rules import CRITICAL, SEVERITIES, Labels, Rule, Verdict

INACTIVE, PENDING, FIRING, RESOLVED = (f"ALERT_STATE_{name}" for name in ("INACTIVE", "PENDING", "FIRING", "RESOLVED"))
FIRED, ESCALATED, REPEATED, ENDED = (
    f"ALERT_EVENT_KIND_{name}" for name in ("FIRED", "ESCALATED", "REPEATED", "RESOLVED")
)
MOST_ALERTS = 5_000
"""Pending and firing ones of a workspace; further groups wait until others end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert; fields as in the table and the message. Times are microseconds."""

    rule_id: str
    group: Labels
    state: str = INACTIVE
    severity: str = "ALERT_SEVERITY_UNSPECIFIED"
    value: float | None = None
    threshold: float | None = None
    pending_time: int | None = None
    fire_time: int | None = None
    clear_time: int | None = None
    """Since when the condition does not hold any more, while `keep_firing_for` runs."""
    resolve_time: int | None = None
    acknowledge_time: int | None = None
    acknowledged_by: str = ""
    silenced: bool = False
    inhibited: bool = False
    notify_time: int | None = None
    notification_count: int = 0

    @property
    def is_active(self) -> bool:
        return self.state in {PENDING, FIRING}


@dataclass(frozen=True, slots=True)
class Silence:
    """Which alerts tell nobody, from a time on until another. Empty: any rule, any group."""

    start_time: int
    end_time: int
    rule_id: str = ""
    labels: Mapping[str, str] | None = None

    def covers(self, alert: Alert, now: int) -> bool:
        group = dict(alert.group)
        return (
            self.start_time <= now < self.end_time
            and self.rule_id in {"", alert.rule_id}
            and all(group.get(name) == value for name, value in (self.labels or {}).items())
        )


def identity(rule_id: str, group: Labels) -> str:
    """The alert's id, 24 hexadecimal digits: of the rule and the group alone."""
    return hashlib.blake2b(json.dumps([rule_id, group]).encode(), digest_size=12).hexdigest()


def step(alert: Alert, rule: Rule | None, verdict: Verdict | None, now: int) -> Alert:
    """The alert after this look at it. Without a rule its condition has ended; without a verdict nothing is known."""
    if rule is None:
        return _cleared(alert, 0, now)
    if verdict is None or verdict.severity is None:
        return alert
    if not verdict.severity:
        return _cleared(alert, rule.keep_firing_for, now)
    return _held(alert, rule, verdict, now)


def _held(alert: Alert, rule: Rule, verdict: Verdict, now: int) -> Alert:
    severity = verdict.severity or alert.severity
    if not alert.is_active:
        alert = Alert(rule_id=alert.rule_id, group=alert.group, state=PENDING, pending_time=now)
    fires = alert.state == PENDING and now - (alert.pending_time or 0) >= rule.for_duration
    if fires or alert.severity != severity:
        alert = replace(alert, severity=severity, value=verdict.value, threshold=verdict.threshold)
    if fires:
        return replace(alert, state=FIRING, fire_time=now)
    return alert if alert.clear_time is None else replace(alert, clear_time=None)


def _cleared(alert: Alert, keep_firing_for: int, now: int) -> Alert:
    if alert.state == PENDING:
        return replace(alert, state=INACTIVE, pending_time=None)
    if alert.state != FIRING:
        return alert
    since = now if alert.clear_time is None else alert.clear_time
    if now - since < keep_firing_for:
        return replace(alert, clear_time=since)
    return replace(alert, state=RESOLVED, clear_time=None, resolve_time=now)


def flagged(alerts: Sequence[Alert], silences: Iterable[Silence], now: int) -> list[Alert]:
    """The alerts with what keeps each from telling anybody: a silence, or a critical alert of the same group.

    Alerts without a group are not inhibited: they have nothing in common but the workspace.
    """
    running = list(silences)
    critical = {alert.group for alert in alerts if alert.state == FIRING and _is_critical(alert)}
    return [
        replace(
            alert,
            silenced=any(silence.covers(alert, now) for silence in running),
            inhibited=bool(alert.group) and alert.group in critical and not _is_critical(alert),
        )
        if alert.is_active
        else alert
        for alert in alerts
    ]


def _is_critical(alert: Alert) -> bool:
    return alert.severity in SEVERITIES and SEVERITIES.index(alert.severity) >= SEVERITIES.index(CRITICAL)


@dataclass(frozen=True, slots=True)
class Change:
    """An alert as it was and as it is now; the kind of event that this is, or nothing; whether somebody is told."""

    before: Alert
    after: Alert
    kind: str
    notifies: bool


def advance(
    rules: Mapping[str, Rule],
    alerts: Mapping[tuple[str, Labels], Alert],
    verdicts: Mapping[str, Mapping[Labels, Verdict]],
    silences: Iterable[Silence],
    now: int,
) -> list[Change]:
    """What changes of the alerts, those of other groups that begin now included. `rules`: the enabled ones by id."""
    names = dict.fromkeys(alerts)
    names |= dict.fromkeys((rule_id, group) for rule_id, found in verdicts.items() for group in found)
    before = [alerts.get(name) or Alert(rule_id=name[0], group=name[1]) for name in names]
    stepped = [
        step(alert, _own_rule(alert, rules), verdicts.get(alert.rule_id, {}).get(alert.group), now) for alert in before
    ]
    pairs = zip(before, flagged(stepped, silences, now), strict=True)
    changes = [_change(old, new, rules.get(new.rule_id), now) for old, new in pairs]
    return _bounded([one for one in changes if one.after != one.before], alerts)


def _own_rule(alert: Alert, rules: Mapping[str, Rule]) -> Rule | None:
    """None where the rule is gone, or groups by other fields by now."""
    rule = rules.get(alert.rule_id)
    return rule if rule is not None and sorted(rule.group_by) == [name for name, _ in alert.group] else None


def _bounded(changes: list[Change], alerts: Mapping[tuple[str, Labels], Alert]) -> list[Change]:
    room = MOST_ALERTS - sum(alert.is_active for alert in alerts.values())
    kept = []
    for change in changes:
        if not change.before.is_active and change.after.is_active:
            room -= 1
            if room < 0:
                continue
        kept.append(change)
    return kept


def _change(before: Alert, after: Alert, rule: Rule | None, now: int) -> Change:
    kind, muted = _news(before, after, rule, now), after.silenced or after.inhibited
    notifies = bool(kind) and not muted and (kind != ENDED or after.notify_time is not None)
    if notifies:
        after = replace(after, notify_time=now, notification_count=after.notification_count + 1)
    return Change(before, after, kind, notifies)


def _news(before: Alert, after: Alert, rule: Rule | None, now: int) -> str:
    if after.state != FIRING:
        return ENDED if before.state == FIRING else ""
    if before.state != FIRING:
        return FIRED
    if _rank(after) > _rank(before):
        return ESCALATED
    if rule is None or after.acknowledge_time is not None or after.silenced or after.inhibited:
        return ""
    is_due = after.notify_time is None or now - after.notify_time >= rule.repeat_interval
    return REPEATED if is_due else ""


def _rank(alert: Alert) -> int:
    return SEVERITIES.index(alert.severity)
