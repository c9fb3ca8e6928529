"""What resumable streams have in common: their messages, their tokens, and waiting for the next change.

A stream remembers one number, the revision that it has shown. It asks what changed since at most once an interval, and
only after something was committed, here or by another server. A token carries the revision and is bound to the
workspace and to what narrows the stream.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

from agenthall_server.changes import Signals
from agenthall_server.clock import Clock
from agenthall_server.errors import InvalidResumeToken, ResumeTokenExpired, ServerDraining
from agenthall_server.scope import Scope
from agenthall_server.tokens import InvalidToken, Signer

Item = TypeVar("Item")
Shape = tuple[str, ...]
"""What narrows a stream, in the short form that its tokens carry."""
Changed = Callable[[int], Awaitable[tuple[int, Sequence[Item]]]]
"""The newest revision, and what changed after one."""

HEARTBEAT_SECONDS = 10.0
_TOKEN_LIFETIME_US = 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class Event(Generic[Item]):
    """One message: `kind` is snapshot, delta, heartbeat or gap."""

    kind: str
    token: str
    time: int
    items: Sequence[Item] = ()


class Follower(Generic[Item]):
    """The streams of one topic."""

    def __init__(self, clock: Clock, signer: Signer, signals: Signals, *, purpose: str, topic: str) -> None:
        """`purpose`: of their tokens; `topic`: of the revisions that they follow."""
        self._clock = clock
        self._signer = signer
        self._signals = signals
        self._purpose = purpose
        self._topic = topic

    def watched(self, scope: Scope) -> AbstractContextManager[None]:
        """While it lasts commits of other servers are looked for too."""
        return self._signals.watched(scope.workspace_key, self._topic)

    def count(self, scope: Scope) -> int:
        """Changes with every commit."""
        return self._signals.count(scope.workspace_key, self._topic)

    def event(self, kind: str, scope: Scope, shape: Shape, seen: int, items: Sequence[Item] = ()) -> Event[Item]:
        """A message, with the token to go on after it."""
        now = self._clock.now_us()
        return Event(kind, self._signer.sign(self._purpose, [scope.workspace_key, *shape, seen, now]), now, items)

    def resumed(self, scope: Scope, shape: Shape, token: str) -> int | None:
        """The revision that the token's stream had shown; None without a token. Raises InvalidResumeToken and
        ResumeTokenExpired.
        """
        if not token:
            return None
        try:
            workspace_key, *bound, seen, made = self._signer.verify(self._purpose, token)
        except InvalidToken as error:
            raise InvalidResumeToken.of("resume_token", "was not made by this server; start without it") from error
        if (workspace_key, *bound) != (scope.workspace_key, *shape):
            raise InvalidResumeToken.of("resume_token", "belongs to another stream; start without it")
        if made < self._clock.now_us() - _TOKEN_LIFETIME_US:
            raise ResumeTokenExpired(
                "the resume token is older than 24 hours; start without it, a snapshot comes first"
            )
        return int(seen)

    async def later(
        self,
        scope: Scope,
        shape: Shape,
        seen: int,
        asked: int,
        changed: Changed[Item],
        interval: float,
        draining: asyncio.Event,
    ) -> AsyncGenerator[Event[Item], None]:
        """What comes after the revision `seen`, looked for since `count` was `asked`. Never ends by itself; raises
        ServerDraining at shutdown.
        """
        spoke = monotonic()
        while True:
            await _pause(interval, draining)
            count = self.count(scope)
            if count != asked:
                asked = count
                seen, items = await changed(seen)
                if items:
                    yield self.event("delta", scope, shape, seen, items)
                    spoke = monotonic()
            if monotonic() - spoke >= HEARTBEAT_SECONDS:
                yield self.event("heartbeat", scope, shape, seen)
                spoke = monotonic()


async def _pause(seconds: float, draining: asyncio.Event) -> None:
    """Raises ServerDraining where the server is to stop meanwhile."""
    try:
        async with asyncio.timeout(seconds):
            await draining.wait()
    except TimeoutError:
        return
    raise ServerDraining("the server is shutting down; resume with the last token", retry_after_seconds=1.0)
