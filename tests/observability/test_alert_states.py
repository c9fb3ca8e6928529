"""The life of an alert, step by step, and what a restart in any of them changes: nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.observability.alert_rules import CRITICAL, WARNING, Labels, Rule, Verdict
from agenthall_server.observability.alert_states import (
    ENDED,
    ESCALATED,
    FIRED,
    FIRING,
    INACTIVE,
    PENDING,
    REPEATED,
    RESOLVED,
    Alert,
    Silence,
    advance,
    identity,
)

SECOND = 1_000_000
GROUP: Labels = (("agent_name", "planner"),)
BAD = Verdict(WARNING, 90.0, 20.0, 10)
WORSE = Verdict(CRITICAL, 99.0, 95.0, 10)
WELL = Verdict("", 1.0, None, 10)
UNKNOWN = Verdict(None, None, None, 0)


class Life:
    """One rule and its alerts, looked at again and again; all that is kept between two looks are the alerts."""

    def __init__(self, **values: Any) -> None:
        given = {"metric": "error_rate", "warning": 20, "group_by": ["agent_name"]} | values
        self.rules = {"r": Rule(rule_id="r", **given)}
        self.alerts: dict[tuple[str, Labels], Alert] = {}
        self.silences: list[Silence] = []

    def look(self, at: int, verdict: Verdict, group: Labels = GROUP, rule_id: str = "r") -> list[tuple[str, bool]]:
        """The events, each with whether somebody is told."""
        changes = advance(self.rules, self.alerts, {rule_id: {group: verdict}}, self.silences, at * SECOND)
        for change in changes:
            self.alerts[change.after.rule_id, change.after.group] = change.after
        return [(change.kind, change.notifies) for change in changes if change.kind]

    @property
    def alert(self) -> Alert:
        return self.alerts["r", GROUP]


def test_it_is_pending_until_the_condition_has_held_for_long_enough() -> None:
    life = Life(for_duration=60 * SECOND)
    assert life.look(0, BAD) == []
    assert (life.alert.state, life.alert.pending_time) == (PENDING, 0)
    assert life.look(59, BAD) == []
    assert life.look(60, BAD) == [(FIRED, True)]
    assert (life.alert.state, life.alert.fire_time, life.alert.value) == (FIRING, 60 * SECOND, 90.0)
    assert life.look(70, WELL) == [(ENDED, True)]
    assert (life.alert.state, life.alert.resolve_time) == (RESOLVED, 70 * SECOND)


def test_a_condition_that_ends_early_starts_anew() -> None:
    life = Life(for_duration=60 * SECOND)
    life.look(0, BAD)
    assert life.look(50, WELL) == []
    assert life.alert.state == INACTIVE
    life.look(55, BAD)
    assert life.look(100, BAD) == []
    assert life.look(115, BAD) == [(FIRED, True)]


def test_without_a_wait_it_fires_at_the_first_look_and_once() -> None:
    life = Life()
    assert life.look(0, BAD) == [(FIRED, True)]
    assert [life.look(at, BAD) for at in range(1, 300)] == [[]] * 299


def test_the_identity_is_the_rule_and_the_group_never_the_value() -> None:
    life = Life()
    life.look(0, BAD)
    assert life.look(1, replace(BAD, value=91.0)) == []
    assert len(life.alerts) == 1
    assert identity("r", GROUP) == identity("r", GROUP) != identity("r", (("agent_name", "writer"),))


def test_it_is_told_again_after_the_repeat_interval_until_somebody_acknowledges_it() -> None:
    life = Life(repeat_interval=300 * SECOND)
    life.look(0, BAD)
    assert life.look(300, BAD) == [(REPEATED, True)]
    assert life.look(599, BAD) == []
    life.alerts["r", GROUP] = replace(life.alert, acknowledge_time=599 * SECOND)
    assert life.look(10_000, BAD) == []
    assert life.look(10_001, WORSE) == [(ESCALATED, True)]
    assert life.look(10_002, BAD) == []
    assert life.alert.notification_count == 3


def test_it_goes_on_firing_for_a_while_against_flapping() -> None:
    life = Life(keep_firing_for=30 * SECOND)
    life.look(0, BAD)
    assert [life.look(at, WELL) for at in (10, 39)] == [[], []]
    assert life.look(39, BAD) == []
    assert [life.look(at, WELL) for at in (40, 69)] == [[], []]
    assert life.look(70, WELL) == [(ENDED, True)]


def test_nothing_known_changes_nothing() -> None:
    life = Life()
    assert life.look(0, UNKNOWN) == []
    assert life.alerts == {}
    life.look(1, BAD)
    assert life.look(100, UNKNOWN) == []
    assert life.alert.state == FIRING


def test_a_rule_that_is_gone_ends_its_alerts() -> None:
    life = Life(keep_firing_for=3600 * SECOND)
    life.look(0, BAD)
    life.rules = {}
    assert life.look(1, BAD) == [(ENDED, True)]


def test_a_rule_that_groups_otherwise_ends_its_alerts() -> None:
    life = Life(group_by=["agent_name"])
    life.look(0, BAD)
    life.rules["r"] = replace(life.rules["r"], group_by=["model"])
    assert life.look(1, BAD) == [(ENDED, True)]


def test_a_silence_keeps_it_from_telling_and_changes_nothing_else() -> None:
    life = Life()
    life.silences = [Silence(0, 100 * SECOND, "r", {"agent_name": "planner"})]
    assert life.look(0, BAD) == [(FIRED, False)]
    assert (life.alert.state, life.alert.silenced) == (FIRING, True)
    assert life.look(50, WORSE) == [(ESCALATED, False)]
    assert life.look(100, WORSE) == [(REPEATED, True)]
    assert not life.alert.silenced
    other = Silence(0, 100, "another rule", {})
    assert not other.covers(life.alert, 50)
    assert not Silence(0, 100, "", {"agent_name": "writer"}).covers(life.alert, 50)
    assert not Silence(60, 100).covers(life.alert, 50)
    assert Silence(0, 100).covers(life.alert, 50)


def test_what_was_never_told_is_not_told_to_be_over() -> None:
    life = Life()
    life.silences = [Silence(0, 100 * SECOND)]
    life.look(0, BAD)
    assert life.look(200, WELL) == [(ENDED, False)]


def test_a_critical_alert_mutes_what_is_less_in_the_same_group() -> None:
    life = Life()
    life.rules["latency"] = Rule(rule_id="latency", metric="duration_ms", warning=1, group_by=["agent_name"])
    assert life.look(0, WORSE) == [(FIRED, True)]
    assert life.look(1, BAD, GROUP, "latency") == [(FIRED, False)]
    assert life.alerts["latency", GROUP].inhibited
    assert life.look(2, BAD, (("agent_name", "writer"),), "latency") == [(FIRED, True)]
    assert (REPEATED, True) in life.look(3, WELL)  # the critical one is over, so the other is told now


@given(st.lists(st.tuples(st.sampled_from([BAD, WORSE, WELL, UNKNOWN]), st.integers(1, 400)), max_size=30))
def test_every_fired_alert_is_resolved_once_and_told_in_order(looks: list[tuple[Verdict, int]]) -> None:
    life, at, events = Life(for_duration=20 * SECOND, keep_firing_for=20 * SECOND), 0, []
    for verdict, pause in looks:
        at += pause
        events += life.look(at, verdict)
        assert life.look(at, verdict) == [], "the same look again, as after a restart, changes nothing"
    begun = [kind for kind, _ in events if kind in {FIRED, ENDED}]
    assert begun == [FIRED, ENDED] * (len(begun) // 2) + [FIRED] * (len(begun) % 2)
