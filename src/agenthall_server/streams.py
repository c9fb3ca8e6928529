"""Open streams: their places, how each is sent, and what ends one before its last message.

Invariants
- A stream ends with the key that opened it, within some 5 seconds: credentials are looked at before each message and
  every 2 seconds (answers are cached for 3). One that is not read is looked at again when it is let go.
- A subscriber that does not read for 30 seconds loses its place, and learns SLOW_CONSUMER when it reads again. Until
  then it costs one message and what the transport keeps; there are no more of them than there may be streams.
- No caller that is known holds more streams than its share, those that it does not read included.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from math import inf
from typing import TYPE_CHECKING, Any

from google.protobuf.message import Message

from agenthall_server.auth import Authenticator, Principal
from agenthall_server.errors import Overloaded, SlowConsumer
from agenthall_server.replies import abort
from agenthall_server.scope import Scope

if TYPE_CHECKING:
    from grpc.aio import ServicerContext

Reply = Message | bytes
"""A message, or what it is on the wire."""
_LOOK_SECONDS = 2.0


class NotTaken(Exception):
    """A subscriber that reads nothing; `writing` ends when it takes the message that waits."""

    def __init__(self, writing: asyncio.Future[None]) -> None:
        super().__init__()
        self.writing = writing


class Streams:
    """All of one server."""

    def __init__(self, authenticator: Authenticator, most: int, most_of_a_caller: int, unread_seconds: float) -> None:
        """At most so many are open; one whose message nobody takes for so many seconds is let go."""
        self._authenticator = authenticator
        self._most = most
        self._most_of_a_caller = most_of_a_caller or inf
        self.unread_seconds = unread_seconds
        self.open = 0
        self.parted = 0
        """Of the open ones, those that only wait to be told that they were too slow."""
        self.of_callers: Counter[Scope] = Counter()

    @property
    def are_too_many(self) -> bool:
        """Whether the one that was opened last has to go."""
        return self.open - self.parted > self._most or self.parted > self._most

    def enter(self) -> Place:
        """The place of a stream that was opened now."""
        return Place(self)

    def check_share(self, caller: Principal) -> None:
        """Raises Overloaded where the caller has as many as it may. Calls without credentials may be anybody's."""
        if caller is not self._authenticator.local and self.of_callers[caller.scope] >= self._most_of_a_caller:
            text = f"this caller has {self._most_of_a_caller} streams open, as many as it may; close some, or wait"
            raise Overloaded(text, retry_after_seconds=1.0)

    async def send(
        self,
        replies: AsyncGenerator[Reply, None],
        serialize: Callable[[Message], bytes],
        context: ServicerContext[Any, Any],
        sent: Callable[[], None],
    ) -> None:
        """Sends them all and calls `sent` after each. Raises NotTaken, and what ends the credentials."""
        async with aclosing(replies), aclosing(self._while_valid(replies, context)) as allowed:
            async for reply in allowed:
                await self._write(reply if isinstance(reply, bytes) else serialize(reply), context)
                sent()

    async def _while_valid(
        self, replies: AsyncGenerator[Reply, None], context: ServicerContext[Any, Any]
    ) -> AsyncGenerator[Reply, None]:
        """The replies, as long as the credentials hold: looked at before each one, and while none comes."""
        while True:
            coming = asyncio.create_task(_next(replies))
            try:
                while not (await asyncio.wait({coming}, timeout=_LOOK_SECONDS))[0]:
                    await self._authenticator.authenticate(context)
            except BaseException:  # a cancelled call too must not leave the task behind
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)  # its own end has nothing to say any more
                raise
            reply = coming.result()
            if reply is None:
                return
            await self._authenticator.authenticate(context)
            yield reply

    async def _write(self, message: bytes, context: ServicerContext[Any, Any]) -> None:
        """Raises NotTaken where the client does not take it."""
        writing = asyncio.ensure_future(context.write(message))
        try:
            taken, _ = await asyncio.wait({writing}, timeout=self.unread_seconds)
        except asyncio.CancelledError:
            writing.cancel()
            raise
        if not taken:
            raise NotTaken(writing)
        writing.result()


class Place:
    """Of one stream, until it has ended: `leave` must follow."""

    __slots__ = ("_caller", "_streams")

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self._caller: Scope | None = None
        streams.open += 1

    def belong_to(self, caller: Principal) -> None:
        """Says whose it is. Raises Overloaded where the caller has as many as it may."""
        self._streams.check_share(caller)
        self._streams.of_callers[caller.scope] += 1
        self._caller = caller.scope

    async def part(self, context: ServicerContext[Any, Any], writing: asyncio.Future[None]) -> None:
        """Tells a subscriber that it was too slow, when it reads again: no status can overtake the message that waits.
        Its place is free meanwhile, but not for the same caller.
        """
        streams = self._streams
        streams.parted += 1
        try:
            await writing
            text = f"nothing was read for {streams.unread_seconds:g} seconds; resume with the last token"
            await abort(context, SlowConsumer(text))
        finally:
            streams.parted -= 1
            writing.cancel()

    def leave(self) -> None:
        """The stream has ended."""
        streams, caller = self._streams, self._caller
        streams.open -= 1
        if caller is not None:
            streams.of_callers[caller] -= 1
            if not streams.of_callers[caller]:
                del streams.of_callers[caller]


async def _next(replies: AsyncGenerator[Reply, None]) -> Reply | None:
    """The next reply, None after the last."""
    return await anext(replies, None)
