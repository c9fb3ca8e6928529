"""Deletes what is over every ten minutes: see store_retention.py for what and why.

A clock that is set far forward while the server runs deletes nothing; one that is wrong when it starts is believed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic_ns

import structlog

from agenthall_server.background import repeat
from agenthall_server.clock import DAY_US, Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.observability import store_retention

_INTERVAL_SECONDS = 600.0
_PAUSE_SECONDS = 0.05
_MOST_AHEAD_US = DAY_US
"""By so much a clock may be set forward."""
_log = structlog.get_logger(__name__)


class Retention:
    """Use it in one event loop. Several servers may do the same work: what one has deleted the others do not find."""

    def __init__(
        self,
        database: Database,
        committer: Committer,
        clock: Clock,
        execution_days: int,
        elapsed_us: Callable[[], int] = lambda: monotonic_ns() // 1000,
    ) -> None:
        """`execution_days`: how long executions are kept after their receipt; 0: for good. `elapsed_us`: time that
        nobody sets.
        """
        self._database = database
        self._committer = committer
        self._clock = clock
        self._kept_us = execution_days * DAY_US
        self._elapsed_us = elapsed_us
        self._first = clock.now_us(), elapsed_us()

    async def run(self) -> None:
        """Never ends by itself."""
        again = _INTERVAL_SECONDS
        await repeat(self._turn, "what is over stays for now", after_fault=again, after_surprise=again)

    async def _turn(self) -> float:
        await self.tidy()
        return _INTERVAL_SECONDS

    async def tidy(self) -> None:
        """All that is over now, with pauses between the slices for the writes of callers."""
        now = self._believed_now()
        async with self._database.snapshot() as session:
            workspaces = await store_retention.workspaces(session)
        for workspace_key in workspaces:
            for piece in store_retention.slices(workspace_key, now, self._kept_us):
                while await self._committer.single(piece, size=0) >= store_retention.SLICE:  # noqa: ASYNC110 - callers' turn
                    await asyncio.sleep(_PAUSE_SECONDS)

    def _believed_now(self) -> int:
        """The time, but no later than what has passed since the start allows: what is deleted does not come back when
        a clock that was set wrong is set right again.
        """
        now, (first, started) = self._clock.now_us(), self._first
        latest = first + self._elapsed_us() - started + _MOST_AHEAD_US
        if now > latest:
            _log.warning(
                "the clock went further than this process ran; what is over only by the clock stays until a restart"
            )
        return min(now, latest)
