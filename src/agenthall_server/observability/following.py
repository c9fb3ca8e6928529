"""What resumable streams have in common: their messages, their tokens, and waiting for the next change.

A stream remembers one number, the revision that it has shown. It asks what changed since at most once an interval, and
only after something was committed, here or by another server; at once again where a message has not held all of it. A
token carries the revision and is bound to the workspace and to what narrows the stream.

Streams of the same workspace, shape and interval look at the same instants. Those that have seen the same revision,
which soon are all of them, share one answer, read and encoded once. A stream that is not read waits in the sending of
its message and goes on from the revision that it has shown: it gets fewer and newer messages, and is told how many
looks it has missed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from math import floor, inf
from time import monotonic
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from agenthall_server.changes import Signals
from agenthall_server.clock import DAY_US, Clock
from agenthall_server.errors import InvalidResumeToken, ResumeTokenExpired, ServerDraining
from agenthall_server.scope import Scope
from agenthall_server.tokens import InvalidToken, Signer

Item = TypeVar("Item")
Shape = tuple[str, ...]
"""What narrows a stream, in the short form that its tokens carry."""
HEARTBEAT_SECONDS = 10.0
AGAIN = -1
"""The revision of a token after which a snapshot comes first."""
_MOST_ANSWERS = 8


@dataclass(frozen=True, slots=True)
class Found(Generic[Item]):
    """What changed after a revision, up to the revision `seen`. `has_more`: a message cannot hold all of it."""

    seen: int
    items: Sequence[Item]
    has_more: bool = False


Changed = Callable[[int], Awaitable[Found[Item]]]
"""Finds what changed after a revision."""


@dataclass(frozen=True, slots=True)
class Event(Generic[Item]):
    """One message: `kind` is snapshot, delta, heartbeat or gap."""

    kind: str
    token: str
    time: int
    items: Sequence[Item] = ()


@dataclass(frozen=True, slots=True)
class Wire(Generic[Item]):
    """How messages are encoded."""

    event: Callable[[Event[Item]], bytes]
    missed: Callable[[int], bytes]
    """What is appended to a message that comes after so many looks were missed."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a look has found: the message is empty where nothing had changed."""

    asked: int
    seen: int
    message: bytes
    has_more: bool


class _Looks:
    """Of streams that look at the same instants, numbered since the start of the monotonic clock."""

    def __init__(self, interval: float, phase: float) -> None:
        """`interval` in seconds; `phase`: from 0 to 1, so that not all streams of a server look at once."""
        self._interval = interval
        self._phase = phase
        self._now = 0
        self._answers: dict[int, asyncio.Task[_Answer]] = {}

    def last(self) -> int:
        """The number of the look before now."""
        return floor(monotonic() / self._interval - self._phase)

    def seconds_until(self, look: int) -> float:
        """From now; negative where it is over."""
        return (look + self._phase) * self._interval - monotonic()

    async def answer(self, look: int, seen: int, find: Callable[[], Coroutine[Any, Any, _Answer]]) -> _Answer:
        """What `find` finds, called once for all streams that have seen the same. The last few answers are kept."""
        if look > self._now:
            self._now, self._answers = look, {}
        found = self._answers.get(seen)
        if found is None:
            if len(self._answers) == _MOST_ANSWERS:
                del self._answers[next(iter(self._answers))]
            found = self._answers[seen] = asyncio.create_task(find())
        return await asyncio.shield(found)  # it is not cancelled with one of those that wait for it


class Follower(Generic[Item]):
    """The streams of one topic."""

    def __init__(
        self, clock: Clock, signer: Signer, signals: Signals, wire: Wire[Item], *, purpose: str, topic: str
    ) -> None:
        """`purpose`: of their tokens; `topic`: of the revisions that they follow."""
        self._clock = clock
        self._signer = signer
        self._signals = signals
        self._wire = wire
        self._purpose = purpose
        self._topic = topic
        self._looks: WeakValueDictionary[tuple[int, Shape, float], _Looks] = WeakValueDictionary()

    def watched(self, scope: Scope) -> AbstractContextManager[None]:
        """While it lasts commits of other servers are looked for too."""
        return self._signals.watched(scope.workspace_key, self._topic)

    def count(self, scope: Scope) -> int:
        """Changes with every commit."""
        return self._signals.count(scope.workspace_key, self._topic)

    def message(self, kind: str, scope: Scope, shape: Shape, seen: int, items: Sequence[Item] = ()) -> bytes:
        """With the token to go on after it."""
        now = self._clock.now_us()
        token = self._signer.sign(self._purpose, [scope.workspace_key, *shape, seen, now])
        return self._wire.event(Event(kind, token, now, items))

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
        if made < self._clock.now_us() - DAY_US:
            raise ResumeTokenExpired("the resume token is older than 24 hours; start without it")
        return int(seen)

    async def later(
        self,
        scope: Scope,
        shape: Shape,
        seen: int,
        asked: int | None,
        changed: Changed[Item],
        interval: float,
        draining: asyncio.Event,
    ) -> AsyncGenerator[bytes, None]:
        """What comes after the revision `seen`, looked for since `count` was `asked`; None: look now, and say so where
        there is nothing. Never ends by itself; raises ServerDraining at shutdown.
        """
        looks = self._looks_of(scope, shape, interval)
        behind = asked is None
        look, missed, spoke = looks.last(), 0, -inf if behind else monotonic()
        while True:
            if not behind:
                before, look = look, max(look, looks.last()) + 1
                missed += look - before - 1
            await _pause(0 if behind else looks.seconds_until(look), draining)
            message = b""
            if behind or self.count(scope) != asked:
                answer = await looks.answer(look, seen, partial(self._find, scope, shape, seen, changed))
                asked, seen, message, behind = answer.asked, answer.seen, answer.message, answer.has_more
            if not message and monotonic() - spoke >= HEARTBEAT_SECONDS:
                message = self.message("heartbeat", scope, shape, seen)
            if message:
                yield message + self._wire.missed(missed) if missed else message
                missed, spoke = 0, monotonic()

    async def _find(self, scope: Scope, shape: Shape, seen: int, changed: Changed[Item]) -> _Answer:
        asked = self.count(scope)
        found = await changed(seen)
        message = self.message("delta", scope, shape, found.seen, found.items) if found.items else b""
        return _Answer(asked, found.seen, message, found.has_more)

    def _looks_of(self, scope: Scope, shape: Shape, interval: float) -> _Looks:
        """Those of all streams that are equal to this one, as long as there is one."""
        key = scope.workspace_key, shape, interval
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = _Looks(interval, hash(key) % 1000 / 1000)
        return found


async def _pause(seconds: float, draining: asyncio.Event) -> None:
    """Raises ServerDraining where the server is to stop meanwhile."""
    try:
        async with asyncio.timeout(seconds):
            await draining.wait()
    except TimeoutError:
        return
    raise ServerDraining("the server is shutting down; resume with the last token", retry_after_seconds=1.0)
