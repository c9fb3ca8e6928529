"""WatchAlerts: the alerts that are pending or firing, then each that changed, resumable from any message.

It works as WatchMetrics does (watching.py): a stream remembers the revision that it has shown, and alerts carry that of
their last change. There is one filter, the workspace.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from time import monotonic

from agenthall_server.changes import Signals
from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.errors import InvalidResumeToken, ResumeTokenExpired
from agenthall_server.observability import store_alerts
from agenthall_server.observability.tables_alerts import Alert
from agenthall_server.observability.watching import HEARTBEAT_SECONDS, TOKEN_LIFETIME_US, pause
from agenthall_server.scope import Scope
from agenthall_server.tokens import InvalidToken, Signer

_PURPOSE = "watch-alerts"


@dataclass(frozen=True, slots=True)
class Event:
    """One message: `kind` is snapshot, delta, heartbeat or gap."""

    kind: str
    token: str
    time: int
    alerts: Sequence[Alert] = ()


class AlertsWatcher:
    """Follows the alerts of workspaces for any number of streams."""

    def __init__(self, database: Database, clock: Clock, signer: Signer, signals: Signals) -> None:
        self._database = database
        self._clock = clock
        self._signer = signer
        self._signals = signals

    async def follow(
        self, scope: Scope, interval: float, resume_token: str, draining: asyncio.Event
    ) -> AsyncIterator[Event]:
        """Never ends by itself; raises ServerDraining at shutdown."""
        events = self._events(scope, interval, resume_token, draining)
        with self._signals.watched(scope.workspace_key, store_alerts.ALERTS):
            async with aclosing(events):
                async for event in events:
                    yield event

    async def _events(
        self, scope: Scope, interval: float, resume_token: str, draining: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        asked = self._signals.count(scope.workspace_key, store_alerts.ALERTS)
        seen = self._resumed(scope, resume_token) if resume_token else None
        newest, alerts = await self._changed(scope, seen)
        if seen is not None and seen > newest:
            yield self._event("gap", scope, 0)
            newest, alerts = await self._changed(scope, None)
            seen = None
        if seen is None or alerts:
            yield self._event("snapshot" if seen is None else "delta", scope, newest, alerts)
        seen, spoke = newest, monotonic()
        while True:
            await pause(interval, draining)
            count = self._signals.count(scope.workspace_key, store_alerts.ALERTS)
            if count != asked:
                asked = count
                seen, alerts = await self._changed(scope, seen)
                if alerts:
                    yield self._event("delta", scope, seen, alerts)
                    spoke = monotonic()
            if monotonic() - spoke >= HEARTBEAT_SECONDS:
                yield self._event("heartbeat", scope, seen)
                spoke = monotonic()

    async def _changed(self, scope: Scope, after: int | None) -> tuple[int, Sequence[Alert]]:
        async with self._database.snapshot() as session:
            return await store_alerts.changed_alerts(scope, session, after)

    def _event(self, kind: str, scope: Scope, seen: int, alerts: Sequence[Alert] = ()) -> Event:
        now = self._clock.now_us()
        return Event(kind, self._signer.sign(_PURPOSE, [scope.workspace_key, seen, now]), now, alerts)

    def _resumed(self, scope: Scope, token: str) -> int:
        try:
            workspace_key, seen, made = self._signer.verify(_PURPOSE, token)
        except InvalidToken as error:
            raise InvalidResumeToken.of("resume_token", "was not made by this server; start without it") from error
        if workspace_key != scope.workspace_key:
            raise InvalidResumeToken.of("resume_token", "belongs to another stream; start without it")
        if made < self._clock.now_us() - TOKEN_LIFETIME_US:
            raise ResumeTokenExpired(
                "the resume token is older than 24 hours; start without it, a snapshot comes first"
            )
        return int(seen)
