"""What one stream of executions has sent and was not acknowledged yet.

One side adds what it reads, the other takes what has gathered, commits it and acknowledges it. While one part is being
committed the next one gathers, so a stream has one commit and one answer under way at a time, however fast it sends and
however slowly its answers are read.

Invariants
- Sequence numbers have no gaps, so that one number says what is done.
- A stream holds no more than CREDITS executions. Reading waits while more than _GATHERED_BYTES of them are not being
  committed yet; one message may go beyond.
- An error that ends reading, a stop of the server included, comes after everything that was read before it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from agenthall_server.errors import CreditsExceeded, ServerDraining, ValidationFailed

Item = TypeVar("Item")

CREDITS = 4000
"""The contract grants 1,000 before the first answer."""
_MOST_OF_A_PART = 1000
_GATHERED_BYTES = 2**18


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """What is committed together: some items, the first of which has the number `first`; `size` in bytes."""

    first: int
    items: Sequence[Item]
    size: int


class Intake(Generic[Item]):
    """Of one stream."""

    def __init__(self) -> None:
        self._gathered: deque[Part[Item]] = deque()
        self._gathered_bytes = 0
        self._next = 0
        self._unacknowledged = 0
        self._ended = False
        self._added, self._taken = asyncio.Event(), asyncio.Event()

    def expect(self, sequence: int, count: int) -> None:
        """So many items come, from this number on; 0: the next one. Raises ValidationFailed and CreditsExceeded."""
        self._next = self._next or sequence or 1
        if sequence not in (0, self._next):
            raise ValidationFailed.of("sequence", f"must be {self._next}, after the last one, or unset")
        if self._unacknowledged + count > CREDITS:
            text = (
                f"more than {CREDITS} were sent beyond the last acknowledged one; send those again over another stream"
            )
            raise CreditsExceeded(text)

    async def add(self, items: Sequence[Item], size: int) -> None:
        """The items that were expected last. Waits while too much has gathered."""
        self._gathered.append(Part(self._next, items, size))
        self._gathered_bytes += size
        self._next += len(items)
        self._unacknowledged += len(items)
        self._added.set()
        while self._gathered_bytes > _GATHERED_BYTES:
            self._taken.clear()
            await self._taken.wait()

    def acknowledge(self, part: Part[Item]) -> None:
        """Its client is about to be told, so as many may be sent again."""
        self._unacknowledged -= len(part.items)

    async def parts(self, read: Coroutine[Any, Any, None], draining: asyncio.Event) -> AsyncGenerator[Part[Item], None]:
        """What `read` adds, until it has ended and all is taken; then raises what `read` raised, or ServerDraining."""
        reading, stopping = asyncio.create_task(read), asyncio.create_task(draining.wait())
        reading.add_done_callback(self._end)
        stopping.add_done_callback(lambda _: reading.cancel())
        try:
            while not self._ended or self._gathered:
                if self._gathered:
                    yield self._part()
                else:
                    self._added.clear()
                    await self._added.wait()
            if reading.cancelled():
                text = "the server is shutting down; send again what is not acknowledged"
                raise ServerDraining(text, retry_after_seconds=1.0)
            reading.result()
        finally:
            reading.cancel()
            stopping.cancel()
            await asyncio.gather(reading, stopping, return_exceptions=True)

    def _end(self, _reading: asyncio.Task[None]) -> None:
        self._ended = True
        self._added.set()

    def _part(self) -> Part[Item]:
        first, size = self._gathered[0].first, 0
        items: list[Item] = []
        while self._gathered and len(items) + len(self._gathered[0].items) <= _MOST_OF_A_PART:
            message = self._gathered.popleft()
            items += message.items
            size += message.size
        self._gathered_bytes -= size
        self._taken.set()
        return Part(first, items, size)
