"""Health as balancers and clients see it: NOT_SERVING while there is no use in calling.

The database is asked every second. Once it has not answered for as long as calls wait for it they begin to fail, and
whoever looks at health goes to another server; when it answers again they may come back. Sooner would fail calls that
only have to wait: a restart of PostgreSQL takes a second. A full storage is no reason, since reads go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from time import monotonic

import structlog
from grpc_health.v1 import health_pb2
from grpc_health.v1.health import aio as health_aio

from agenthall_server.background import repeat

_LOOK_SECONDS = 1.0

_log = structlog.get_logger(__name__)


class Readiness:
    """Of all services together. After a graceful shutdown of `health` it says nothing any more."""

    def __init__(
        self,
        health: health_aio.HealthServicer,
        services: Sequence[str],
        works: Callable[[], Awaitable[bool]],
        patience_seconds: float,
    ) -> None:
        """`works`: whether calls can be served at this moment."""
        self._health = health
        self._services = "", *services
        self._works = works
        self._patience = patience_seconds
        self._is_serving = False
        self._failing_since: float | None = None

    async def open(self) -> None:
        """Callers may come."""
        await self._say(is_serving=True)

    async def run(self) -> None:
        """Looks again and again until it is cancelled."""
        await repeat(self._look, "health was not looked at")

    async def _look(self) -> float:
        works, now = await self._works(), monotonic()
        if works:
            self._failing_since = None
        elif self._failing_since is None:
            self._failing_since = now
        await self._say(is_serving=self._failing_since is None or now - self._failing_since < self._patience)
        return _LOOK_SECONDS

    async def _say(self, *, is_serving: bool) -> None:
        if is_serving == self._is_serving:
            return
        self._is_serving = is_serving
        status = health_pb2.HealthCheckResponse.SERVING if is_serving else health_pb2.HealthCheckResponse.NOT_SERVING
        for service in self._services:
            await self._health.set(service, status)
        _log.info("health has changed", serving=is_serving)
