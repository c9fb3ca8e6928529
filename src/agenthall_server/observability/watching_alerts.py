"""WatchAlerts: the alerts that are pending or firing, then each that changed, resumable from any message.

Alerts carry the revision of their last change. There is one filter, the workspace. Tokens and waiting are those of
every stream: following.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial

from agenthall_server.changes import Signals
from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.finishing import finished
from agenthall_server.observability import store_alerts
from agenthall_server.observability.following import AGAIN, Follower, Found, Wire
from agenthall_server.observability.tables_alerts import Alert
from agenthall_server.scope import Scope
from agenthall_server.tokens import Signer


class AlertsWatcher:
    """Follows the alerts of workspaces for any number of streams."""

    def __init__(self, database: Database, clock: Clock, signer: Signer, signals: Signals, wire: Wire[Alert]) -> None:
        self._database = database
        self._follower: Follower[Alert] = Follower(
            clock, signer, signals, wire, purpose="watch-alerts", topic=store_alerts.ALERTS
        )

    async def follow(
        self, scope: Scope, interval: float, resume_token: str, draining: asyncio.Event
    ) -> AsyncGenerator[bytes, None]:
        """Never ends by itself; raises ServerDraining at shutdown."""
        follower = self._follower
        with follower.watched(scope):
            asked = follower.count(scope)
            seen = follower.resumed(scope, (), resume_token)
            if seen == AGAIN:
                seen = None
            first = await finished(self._changed(scope, seen))
            if seen is not None and seen > first.seen:
                yield follower.message("gap", scope, (), AGAIN)
                first = await finished(self._changed(scope, None))
                seen = None
            if seen is None or first.items:
                yield follower.message("snapshot" if seen is None else "delta", scope, (), first.seen, first.items)
            changed = partial(self._changed, scope)
            async with aclosing(follower.later(scope, (), first.seen, asked, changed, interval, draining)) as later:
                async for message in later:
                    yield message

    async def _changed(self, scope: Scope, after: int | None) -> Found[Alert]:
        async with self._database.snapshot() as session:
            return Found(*await store_alerts.changed_alerts(scope, session, after))
