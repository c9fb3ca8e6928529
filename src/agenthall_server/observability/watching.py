"""WatchMetrics: a snapshot, then what changed, resumable from any message.

A stream remembers one number, the revision that it has shown; what changed since is asked of the aggregate rows at most
once an interval, and only after something was committed, here or by another server. Values are absolute, so a slow
reader sees fewer and newer messages and misses nothing. A resume token carries the revision and is bound to workspace
and filter.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from time import monotonic

from agenthall_server import changes
from agenthall_server.changes import Signals
from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.errors import InvalidResumeToken, ResumeTokenExpired, ServerDraining
from agenthall_server.observability import store_sums
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.scope import Scope
from agenthall_server.tokens import InvalidToken, Signer

_PURPOSE = "watch-metrics"
TOKEN_LIFETIME_US = 24 * 3600 * 1_000_000
HEARTBEAT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Event:
    """One message: `kind` is snapshot, delta, heartbeat or gap."""

    kind: str
    token: str
    time: int
    agents: tuple[AgentSums, ...] = ()


class MetricsWatcher:
    """Follows the metrics of workspaces for any number of streams."""

    def __init__(self, database: Database, clock: Clock, signer: Signer, signals: Signals) -> None:
        self._database = database
        self._clock = clock
        self._signer = signer
        self._signals = signals

    async def follow(
        self, scope: Scope, agent_names: tuple[str, ...], interval: float, resume_token: str, draining: asyncio.Event
    ) -> AsyncIterator[Event]:
        """Never ends by itself; raises ServerDraining at shutdown."""
        events = self._events(scope, agent_names, interval, resume_token, draining)
        with self._signals.watched(scope.workspace_key, store_sums.METRICS):
            async with aclosing(events):
                async for event in events:
                    yield event

    async def _events(
        self, scope: Scope, agent_names: tuple[str, ...], interval: float, resume_token: str, draining: asyncio.Event
    ) -> AsyncGenerator[Event, None]:
        names = tuple(sorted(set(agent_names)))
        asked = self._signals.count(scope.workspace_key, store_sums.METRICS)
        seen = self._resumed(scope, names, resume_token) if resume_token else None
        if seen is not None and seen > await self._newest(scope):
            yield self._event("gap", scope, names, 0)
            seen = None
        if seen is None:
            seen, agents = await self._changed(scope, names, -1)
            yield self._event("snapshot", scope, names, seen, agents)
        else:
            asked -= 1  # there may be changes from before this stream
        spoke = monotonic()
        while True:
            await pause(interval, draining)
            count = self._signals.count(scope.workspace_key, store_sums.METRICS)
            if count != asked:
                asked = count
                seen, agents = await self._changed(scope, names, seen)
                if agents:
                    yield self._event("delta", scope, names, seen, agents)
                    spoke = monotonic()
            if monotonic() - spoke >= HEARTBEAT_SECONDS:
                yield self._event("heartbeat", scope, names, seen)
                spoke = monotonic()

    async def _changed(self, scope: Scope, names: tuple[str, ...], after: int) -> tuple[int, tuple[AgentSums, ...]]:
        async with self._database.snapshot() as session:
            revision, agents = await store_sums.changed_sums(scope, session, names, self._clock.now_us(), after)
        return revision, tuple(agents)

    async def _newest(self, scope: Scope) -> int:
        async with self._database.snapshot() as session:
            return await changes.current(session, scope.workspace_key, store_sums.METRICS)

    def _event(
        self, kind: str, scope: Scope, names: tuple[str, ...], seen: int, agents: tuple[AgentSums, ...] = ()
    ) -> Event:
        now = self._clock.now_us()
        token = self._signer.sign(_PURPOSE, [scope.workspace_key, _digest(names), seen, now])
        return Event(kind, token, now, agents)

    def _resumed(self, scope: Scope, names: tuple[str, ...], token: str) -> int:
        try:
            workspace_key, digest, seen, made = self._signer.verify(_PURPOSE, token)
        except InvalidToken as error:
            raise InvalidResumeToken.of("resume_token", "was not made by this server; start without it") from error
        if (workspace_key, digest) != (scope.workspace_key, _digest(names)):
            raise InvalidResumeToken.of("resume_token", "belongs to another stream; start without it")
        if made < self._clock.now_us() - TOKEN_LIFETIME_US:
            raise ResumeTokenExpired(
                "the resume token is older than 24 hours; start without it, a snapshot comes first"
            )
        return int(seen)


def _digest(names: tuple[str, ...]) -> str:
    """Stands for the filter in a token, which must stay short however many names there are."""
    return hashlib.blake2b(json.dumps(names).encode(), digest_size=9).hexdigest()


async def pause(seconds: float, draining: asyncio.Event) -> None:
    """Raises ServerDraining where the server is to stop meanwhile."""
    try:
        async with asyncio.timeout(seconds):
            await draining.wait()
    except TimeoutError:
        return
    raise ServerDraining("the server is shutting down; resume with the last token", retry_after_seconds=1.0)
