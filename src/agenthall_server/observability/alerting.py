"""Evaluates the alert rules of every workspace: soon after what was recorded or a rule changed, and every 10 seconds.

On PostgreSQL one server does it, the one with the lowest writer slot; the next one follows within 4 seconds of its end.
Where two believe to be the one for a moment, the store makes one change of it. A state changes within a second of the
commit that causes it, while an evaluation takes less than 50 ms; where it takes longer, it is made so rarely that it
takes a tenth of the time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from agenthall_server.background import repeat
from agenthall_server.changes import Signals
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database, slots
from agenthall_server.observability import alert_rules, store_alerts, store_gauges, store_windows
from agenthall_server.observability.alert_rules import Cell, Labels, Rule, Verdict
from agenthall_server.scope import Scope

_LOOK_SECONDS = 0.25
_PAUSE_SECONDS = 0.5
_PAUSES = 10
"""How many times as long as an evaluation took nothing is evaluated after it."""
_TIMER_SECONDS = 10.0
_OTHERS_SECONDS = 1.0

Verdicts = Mapping[str, Mapping[Labels, Verdict]]


@dataclass(slots=True)
class _Look:
    """The last look at a workspace: at which revisions, when the next one may be, when it must be."""

    seen: object
    not_before: float
    due: float


class Alerting:
    """Use it in one event loop: `run` beside everything else."""

    def __init__(self, database: Database, committer: Committer, clock: Clock, signals: Signals) -> None:
        self._database = database
        self._committer = committer
        self._clock = clock
        self._signals = signals
        self._looks: dict[int, _Look] = {}

    async def run(self) -> None:
        """Never ends by itself."""
        await asyncio.sleep(_LOOK_SECONDS)  # calls first
        await repeat(self._turn, "alert rules not evaluated")

    async def _turn(self) -> float:
        if not await is_mine(self._database):
            return _OTHERS_SECONDS
        await self.look()
        return _LOOK_SECONDS

    async def look(self) -> None:
        """Evaluates the workspaces in which something has changed since, or where it is time again."""
        for workspace_key, seen in (await store_alerts.revisions(self._database)).items():
            last, now = self._looks.get(workspace_key), monotonic()
            if last is None or (now >= last.not_before and (seen != last.seen or now >= last.due)):
                await self.evaluate(Scope(workspace_key, "agenthall"))
                taken = monotonic() - now
                pause = max(_PAUSE_SECONDS, _PAUSES * taken)
                self._looks[workspace_key] = _Look(seen, now + pause, now + max(pause, _TIMER_SECONDS))

    async def evaluate(self, scope: Scope) -> None:
        """The rules of one workspace."""
        now = self._clock.now_us()
        async with self._database.snapshot() as session:
            world = await store_alerts.read_world(scope, session, now)
        groups: dict[str, list[Labels]] = {}
        for rule_id, group in world.alerts:
            groups.setdefault(rule_id, []).append(group)
        found = await verdicts(self._database, scope, world.rules, groups, now)
        if world.changes(found, now):
            await self._committer.single(
                lambda connection: store_alerts.evaluate(scope, connection, world.rules, found, now), size=0
            )
            self._signals.touch(scope.workspace_key, store_alerts.ALERTS)


async def is_mine(database: Database) -> bool:
    """Whether this server is the one of the database's that evaluates and delivers."""
    if database.dialect != "postgresql":
        return True
    async with database.reader() as connection:
        return (await connection.execute(slots.FIRST)).scalar() == slots.own_name()


async def verdicts(
    database: Database, scope: Scope, rules: Mapping[str, Rule], groups: Mapping[str, list[Labels]], now: int
) -> Verdicts:
    """What each rule says of the groups that have data, and of those that it is asked about."""
    lengths = {length for rule in rules.values() for length in alert_rules.windows(rule)}
    with_sketches = {rule.window for rule in rules.values() if alert_rules.needs_sketches(rule)}
    cells: dict[int, list[Cell]] = {}
    async with database.snapshot() as session:
        for length in sorted(lengths):
            cells[length] = await store_windows.cells(scope, session, now, length, sketches=length in with_sketches)
        wanted = {key for rule in rules.values() if (key := alert_rules.gauge_of(rule))}
        gauges = await store_gauges.last_values(scope, session, now, wanted)

    def judged() -> Verdicts:
        return {
            rule_id: alert_rules.judge(rule, cells, groups.get(rule_id, ()), gauges) for rule_id, rule in rules.items()
        }

    return await asyncio.to_thread(judged)
