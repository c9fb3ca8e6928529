"""Deletes what is over every ten minutes: see store_retention.py for what and why."""

from __future__ import annotations

import asyncio

from agenthall_server.background import repeat
from agenthall_server.clock import DAY_US, Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.observability import store_retention

_INTERVAL_SECONDS = 600.0
_PAUSE_SECONDS = 0.05


class Retention:
    """Use it in one event loop. Several servers may do the same work: what one has deleted the others do not find."""

    def __init__(self, database: Database, committer: Committer, clock: Clock, execution_days: int) -> None:
        """`execution_days`: how long executions are kept after their receipt; 0: for good."""
        self._database = database
        self._committer = committer
        self._clock = clock
        self._kept_us = execution_days * DAY_US

    async def run(self) -> None:
        """Never ends by itself."""
        again = _INTERVAL_SECONDS
        await repeat(self._turn, "what is over stays for now", after_fault=again, after_surprise=again)

    async def _turn(self) -> float:
        await self.tidy()
        return _INTERVAL_SECONDS

    async def tidy(self) -> None:
        """All that is over now, with pauses between the slices for the writes of callers."""
        now = self._clock.now_us()
        async with self._database.snapshot() as session:
            workspaces = await store_retention.workspaces(session)
        for workspace_key in workspaces:
            for piece in store_retention.slices(workspace_key, now, self._kept_us):
                while await self._committer.single(piece, size=0) >= store_retention.SLICE:  # noqa: ASYNC110 - callers' turn
                    await asyncio.sleep(_PAUSE_SECONDS)
