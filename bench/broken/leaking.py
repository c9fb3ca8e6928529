"""The control of the soak proof: a server that keeps 8 KB, a task and a file of every stream that was cancelled."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from agenthall_server import cli
from agenthall_server.observability.servicer import ObservabilityServicer

_kept: list[tuple[bytes, asyncio.Task[None], int]] = []
_watch = ObservabilityServicer.WatchMetrics


async def _leaking(self: Any, request: Any, call: Any) -> AsyncIterator[Any]:
    try:
        async for reply in _watch(self, request, call):
            yield reply
    finally:
        waiting = asyncio.create_task(asyncio.sleep(86_400))
        _kept.append((os.urandom(8192), waiting, os.open(Path(__file__), os.O_RDONLY)))


if __name__ == "__main__":
    ObservabilityServicer.WatchMetrics = _leaking  # type: ignore[method-assign,assignment]
    cli.app()
