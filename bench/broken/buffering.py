"""The control of the slow readers' proof: a server that keeps what a subscriber does not read, and never lets it go."""

from __future__ import annotations

import asyncio
from typing import Any

from agenthall_server import cli
from agenthall_server.streams import Streams

_queues: dict[int, asyncio.Queue[bytes]] = {}
_draining: set[asyncio.Task[None]] = set()


async def _drain(queue: asyncio.Queue[bytes], context: Any) -> None:
    while True:
        await context.write(await queue.get())


async def _write(_self: Any, message: bytes, context: Any) -> None:
    queue = _queues.get(id(context))
    if queue is None:
        queue = _queues[id(context)] = asyncio.Queue()
        _draining.add(asyncio.create_task(_drain(queue, context)))
    queue.put_nowait(message)


if __name__ == "__main__":
    Streams._write = _write  # type: ignore[method-assign]  # noqa: SLF001 - where the bound is that it lacks
    cli.app()
