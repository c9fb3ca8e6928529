"""Sends what waits in the outbox: within a second of the alert's change, and again until it is taken or given up.

As with alert rules one of the servers of a database does it. A channel gets one message at a time, and at most one a
second after the first ten; 16 channels are served at once, so that one which does not answer holds up no other. What a
receiver refuses for good (most statuses from 400 to 499, redirects, addresses that are not allowed) is given up at
once, everything else after ten attempts in about an hour.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from functools import partial
from time import monotonic

import structlog

from agenthall_server.background import repeat
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.observability import store_notifications
from agenthall_server.observability.alerting import is_mine
from agenthall_server.observability.notifications import DEAD, pause
from agenthall_server.observability.sending import Sender
from agenthall_server.observability.store_notifications import Claim
from agenthall_server.token_bucket import TokenBuckets

_log = structlog.get_logger(__name__)
_LOOK_SECONDS = 0.25
_OTHERS_SECONDS = 1.0
_MOST_AT_ONCE = 16
_A_SECOND, _BURST = 1.0, 10.0

_Channel = tuple[int, str]


@dataclass(slots=True)
class DeliveryStatistics:
    """Messages since the start."""

    sent: int = 0
    failed: int = 0
    """Attempts."""
    dead: int = 0


class Delivery:
    """Use it in one event loop: `run` beside everything else."""

    def __init__(self, database: Database, committer: Committer, clock: Clock, sender: Sender) -> None:
        self.statistics = DeliveryStatistics()
        self._database = database
        self._committer = committer
        self._clock = clock
        self._sender = sender
        self._buckets = TokenBuckets(_A_SECOND, _BURST)
        self._running: dict[_Channel, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Never ends by itself. What is being sent when it is cancelled is sent again under the same key."""
        try:
            await repeat(self._turn, "notifications not sent")
        finally:
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _turn(self) -> float:
        if not await is_mine(self._database):
            return _OTHERS_SECONDS
        due = await store_notifications.due_channels(self._database, self._clock.now_us())
        for channel in due:
            if channel not in self._running and len(self._running) < _MOST_AT_ONCE and self._may(channel):
                task = self._running[channel] = asyncio.create_task(self._serve(channel))
                task.add_done_callback(partial(self._ended, channel))
        return _LOOK_SECONDS

    def _may(self, channel: _Channel) -> bool:
        return self._buckets.wait(channel, monotonic()) <= 0

    def _ended(self, channel: _Channel, task: asyncio.Task[None]) -> None:
        del self._running[channel]
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.warning("notification not sent", channel_id=channel[1], error=type(error).__name__)

    async def _serve(self, channel: _Channel) -> None:
        """Sends what is due to the channel, as fast as it may be."""
        while self._may(channel):
            now = self._clock.now_us()
            claimed = await self._committer.single(
                lambda connection: store_notifications.claim(connection, *channel, now),  # noqa: B023 - awaited here
                size=0,
            )
            if claimed is None:
                return
            self._buckets.spend(channel, monotonic())
            await self._attempt(claimed)

    async def _attempt(self, claimed: Claim) -> None:
        failed = await self._sender.attempt(claimed.channel, claimed.message)
        error, now = str(failed or ""), self._clock.now_us()
        wait = pause(claimed.attempts, random.random())  # noqa: S311 - it spreads attempts and hides nothing
        retry_time = None if failed and failed.final else now + wait
        state = await self._committer.single(
            lambda connection: store_notifications.settle(connection, claimed, error, retry_time, now), size=0
        )
        self._count(claimed, error, state)

    def _count(self, claimed: Claim, error: str, state: str) -> None:
        self.statistics.sent += not error
        self.statistics.failed += bool(error)
        self.statistics.dead += state == DEAD
        if state == DEAD:
            _log.warning("notification given up", channel_id=claimed.message.channel_id, error=error)
