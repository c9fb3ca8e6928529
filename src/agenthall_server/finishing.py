"""Work that comes to its end though its caller has gone.

A database connection whose statement is cut off cannot be used again: SQLAlchemy closes it, and the next read opens a
new one, with an empty page cache on SQLite and a new process on PostgreSQL. Callers that give up, of which there may be
many when a server is slow, would so make it slower. Their reads are finished instead, and nobody hears of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")

_MOST_SECONDS = 1.0
"""A database that does not answer is not waited for longer."""


async def finished(work: Awaitable[T]) -> T:
    """Its result. Where this is cancelled, the work goes on, for a second at most, and only then this ends."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        try:
            await asyncio.wait({task}, timeout=_MOST_SECONDS)
        finally:
            if not task.cancel() and not task.cancelled():
                task.exception()  # told to nobody: there is nobody any more
        raise
