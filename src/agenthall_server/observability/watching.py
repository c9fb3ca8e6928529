"""WatchMetrics: a snapshot, then what changed, resumable from any message.

What changed is asked of the aggregate rows. Values are absolute, so a slow reader sees fewer and newer messages and
misses nothing. Tokens and waiting are those of every stream: following.py.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial

from agenthall_server import changes
from agenthall_server.changes import Signals
from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.finishing import finished
from agenthall_server.observability import store_sums
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.following import AGAIN, Follower, Found, Wire
from agenthall_server.scope import Scope
from agenthall_server.tokens import Signer


class MetricsWatcher:
    """Follows the metrics of workspaces for any number of streams."""

    def __init__(
        self, database: Database, clock: Clock, signer: Signer, signals: Signals, wire: Wire[AgentSums]
    ) -> None:
        self._database = database
        self._clock = clock
        self._follower: Follower[AgentSums] = Follower(
            clock, signer, signals, wire, purpose="watch-metrics", topic=store_sums.METRICS
        )

    async def follow(
        self, scope: Scope, agent_names: tuple[str, ...], interval: float, resume_token: str, draining: asyncio.Event
    ) -> AsyncGenerator[bytes, None]:
        """Never ends by itself; raises ServerDraining at shutdown."""
        follower, names = self._follower, tuple(sorted(set(agent_names)))
        shape = (_digest(names),)
        with follower.watched(scope):
            asked = follower.count(scope)
            seen = follower.resumed(scope, shape, resume_token)
            if seen is not None and seen > await finished(self._newest(scope)):
                yield follower.message("gap", scope, shape, AGAIN)
                seen = AGAIN
            if seen is None or seen == AGAIN:
                first = await finished(self._changed(scope, names, -1))
                seen = first.seen
                yield follower.message("snapshot", scope, shape, seen, first.items)
            else:
                asked -= 1  # there may be changes from before this stream
            changed = partial(self._changed, scope, names)
            async with aclosing(follower.later(scope, shape, seen, asked, changed, interval, draining)) as later:
                async for message in later:
                    yield message

    async def _changed(self, scope: Scope, names: tuple[str, ...], after: int) -> Found[AgentSums]:
        async with self._database.snapshot() as session:
            return Found(*await store_sums.changed_sums(scope, session, names, self._clock.now_us(), after))

    async def _newest(self, scope: Scope) -> int:
        async with self._database.snapshot() as session:
            return await changes.current(session, scope.workspace_key, store_sums.METRICS)


def _digest(names: tuple[str, ...]) -> str:
    """Stands for the filter in a token, which must stay short however many names there are."""
    return hashlib.blake2b(json.dumps(names).encode(), digest_size=9).hexdigest()
