"""Every transition of an alert has one event and one notification a channel, however often its server is killed.

Callers switch ten rules off and on, whose alerts fire and end by it, until the server dies at a random instant; it is
started again on the same store. After each kill the events of every alert must be fired, resolved, fired and so on, and
end as the alert's state says, and the outbox must hold one row for each event and each of two channels, and no
other; after the last one the alerts must follow their rules. 100 rounds on either database.
`ours` is the number of alerts whose events are wrong and of notifications that are missing or too many. Control:
bench/broken/torn_alerts.py, which commits a state, its event and its notifications one after the other, must be caught
with both within 40 rounds; `reference` is how many show it.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

import grpc

from bench.figures import Figure
from bench.processes import ServerProcess
from bench.prove.calls import ask, request_of
from bench.prove.kill import channel_to, restarting
from bench.prove.options import Options
from bench.prove.stores import Store, empty_store

ROUNDS = 100
CONTROL_ROUNDS = 40
_RULES = [f"rule-{number}" for number in range(10)]
_CHANNELS = ("first", "second")
_SHORTEST_SECONDS, _LONGEST_SECONDS = 0.3, 2.0
_SETTLE_SECONDS = 20.0
_SHOWN = 5
_FIRED, _RESOLVED = "ALERT_EVENT_KIND_FIRED", "ALERT_EVENT_KIND_RESOLVED"


@dataclass(slots=True)
class Outcome:
    """What some rounds came to."""

    rounds: int = 0
    events: int = 0
    notifications: int = 0
    wrong: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [*self.wrong, *self.untold]


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database."""
    for kind in options.databases:
        rng = random.Random(options.seed)
        with empty_store(kind) as store:
            ours = asyncio.run(_rounds(store, "agenthall_server", options.rounds or ROUNDS, rng, kinds=1))
        with empty_store(kind) as store:
            control = asyncio.run(_rounds(store, "bench.broken.torn_alerts", CONTROL_ROUNDS, rng, kinds=2))
        yield Figure(
            name=f"alerts_{kind}_wrong",
            ours=len(ours.faults),
            reference=len(control.faults),
            goal=0,
            ok=not ours.faults and ours.events > 0 and bool(control.wrong) and bool(control.untold),
            detail={
                "rounds": ours.rounds,
                "events": ours.events,
                "notifications": ours.notifications,
                "examples": ours.faults[:_SHOWN],
                "control_rounds": control.rounds,
                "control_events": control.wrong[:_SHOWN],
                "control_notifications": control.untold[:_SHOWN],
            },
        )


async def _rounds(store: Store, module: str, rounds: int, rng: random.Random, kinds: int) -> Outcome:
    """Until faults of so many kinds were seen."""
    outcome = Outcome()
    with restarting(store, module) as restart:
        server = restart()
        await _make_rules(server)
        while outcome.rounds < rounds and bool(outcome.wrong) + bool(outcome.untold) < kinds:
            await _switch_until_killed(server, rng)
            outcome.rounds += 1
            outcome.wrong += wrong_events(store)
            outcome.untold += wrong_notifications(store)
            server = restart()
        outcome.wrong += await _unsettled(server, store) if not outcome.faults else []
    outcome.events = len(_events(store))
    outcome.notifications = len(_notifications(store))
    return outcome


async def _make_rules(server: ServerProcess) -> None:
    """And the channels; what they are told is refused by the server itself, so that nothing leaves it."""
    for channel_id in _CHANNELS:
        target = {"channel_id": channel_id, "webhook": {"url": "https://localhost/hook"}}
        await _call(server, "CreateNotificationChannel", {"notification_channel": target})
    rule = {"metric": "heartbeats", "warning": 1, "no_data": "ALERT_NO_DATA_ALERT"}
    for rule_id in _RULES:
        await _call(server, "CreateAlertRule", {"alert_rule": rule | {"rule_id": rule_id}})


async def _call(server: ServerProcess, method: str, values: dict[str, object]) -> None:
    name = f"ObservabilityService/{method}"
    async with channel_to(server) as channel:
        answer = await ask(channel, name, request_of(name, values))
    assert answer.code == "OK", answer


async def _switch_until_killed(server: ServerProcess, rng: random.Random) -> None:
    """The killer is a thread, so that the instant does not depend on what the callers do."""
    killed = threading.Event()

    def kill() -> None:
        killed.set()
        server.kill()

    timer = threading.Timer(rng.uniform(_SHORTEST_SECONDS, _LONGEST_SECONDS), kill)
    timer.start()
    async with channel_to(server) as channel, asyncio.TaskGroup() as callers:
        for rule_id in _RULES:
            callers.create_task(_switch(channel, rule_id, killed, random.Random(rng.random())))
    timer.join()
    server.wait()


async def _switch(channel: grpc.aio.Channel, rule_id: str, killed: threading.Event, rng: random.Random) -> None:
    name = "ObservabilityService/UpdateAlertRule"
    for enabled in cycle((False, True)):
        rule = {"rule_id": rule_id, "enabled": enabled}
        answer = await ask(channel, name, request_of(name, {"alert_rule": rule}))
        if killed.is_set():
            return
        assert answer.code == "OK", answer
        await asyncio.sleep(rng.uniform(0, 0.6))


def wrong_events(store: Store) -> list[str]:
    """Alerts whose events do not take turns, or do not end as their state says."""
    kinds: dict[str, list[str]] = {}
    for alert_id, kind, _ in _events(store):
        kinds.setdefault(alert_id, []).append(kind)
    states = dict(store.query("SELECT alert_id, state FROM alerts"))
    found = []
    for alert_id, state in states.items():
        seen = [kind for kind in kinds.get(alert_id, []) if kind in {_FIRED, _RESOLVED}]
        expected = [kind for kind, _ in zip(cycle((_FIRED, _RESOLVED)), seen, strict=False)]
        last = {"ALERT_STATE_FIRING": [_FIRED], "ALERT_STATE_RESOLVED": [_RESOLVED]}.get(state, [])
        if seen != expected or seen[-1:] != last:
            found.append(f"{alert_id} is {state} after {seen[-4:]}")
    return found


def wrong_notifications(store: Store) -> list[str]:
    """Notifications that are missing, and those of which there is no event."""
    rows = store.query("SELECT revision, alert_id FROM alert_events WHERE notifies")
    expected = {(channel_id, row[0], row[1]) for channel_id in _CHANNELS for row in rows}
    found = set(_notifications(store))
    missing = [f"{name} was not told of change {revision} of {alert}" for name, revision, alert in expected - found]
    return missing + [f"{name} is told of a change {revision} of {alert}" for name, revision, alert in found - expected]


def _notifications(store: Store) -> list[tuple[str, int, str]]:
    rows = store.query("SELECT channel_id, revision, alert_id FROM notifications")
    return [(row[0], row[1], row[2]) for row in rows]


def _events(store: Store) -> list[tuple[str, str, int]]:
    rows = store.query("SELECT alert_id, kind, revision FROM alert_events ORDER BY revision")
    return [(row[0], row[1], row[2]) for row in rows]


async def _unsettled(server: ServerProcess, store: Store) -> list[str]:
    """Switches all rules on; the alerts that do not fire in time."""
    for rule_id in _RULES:
        await _call(server, "UpdateAlertRule", {"alert_rule": {"rule_id": rule_id, "enabled": True}})
    for _ in range(round(_SETTLE_SECONDS / 0.2)):
        states = store.query("SELECT rule_id, state FROM alerts")
        left = [rule_id for rule_id, state in states if rule_id in _RULES and state != "ALERT_STATE_FIRING"]
        if not left and len(states) >= len(_RULES):
            break
        await asyncio.sleep(0.2)
    return [f"{rule_id} does not fire" for rule_id in left] + wrong_events(store) + wrong_notifications(store)
