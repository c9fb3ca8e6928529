"""Calls a second for single callers: one bucket for each key and one for each workspace, where the settings ask for it.

A call costs one token of both buckets when its caller is known, before anything else is done for it. A batch costs one
for each of its items: what its first token does not cover is owed, so a batch larger than the burst passes once and the
next call waits until it is paid. A stream costs one, when it opens; what its client sends over it costs one for each
record, and is not refused but waits. A refused call costs nothing.

The limits are those of the service as a whole: each of the servers that share a database grants its part of them
(neighbours.py), which is right where calls are spread evenly.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import Self

from agenthall_server.config import Settings
from agenthall_server.errors import RateLimited
from agenthall_server.scope import Scope
from agenthall_server.token_bucket import TokenBuckets


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Calls a second and at once; 0 a second: no limit."""

    key_per_second: float = 0.0
    key_burst: float = 0.0
    workspace_per_second: float = 0.0
    workspace_burst: float = 0.0

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What the settings say."""
        return cls(
            key_per_second=settings.key_calls_per_second,
            key_burst=settings.key_burst,
            workspace_per_second=settings.workspace_calls_per_second,
            workspace_burst=settings.workspace_burst,
        )


def _one_server() -> int:
    return 1


class RateLimits:
    """Takes tokens of callers. `None` stands for it where nothing is limited: see `of`."""

    def __init__(
        self, rates: Rates, *, now: Callable[[], float] = monotonic, share: Callable[[], int] = _one_server
    ) -> None:
        """`now`: a monotonic clock in seconds. `share`: among how many servers the rates are divided, from 1."""
        self._now = now
        self._share = share
        self._keys = _buckets(rates.key_per_second, rates.key_burst)
        self._workspaces = _buckets(rates.workspace_per_second, rates.workspace_burst)

    @classmethod
    def of(cls, rates: Rates, *, share: Callable[[], int] = _one_server) -> RateLimits | None:
        """None where neither rate is set, so that a call pays nothing for it."""
        return cls(rates, share=share) if rates.key_per_second or rates.workspace_per_second else None

    def take(self, caller: Scope) -> None:
        """One token of the caller's key and of its workspace. Raises RateLimited, and then takes none."""
        now, share = self._now(), self._share()
        workspace, keys, workspaces = caller.workspace_key, self._keys, self._workspaces
        key = workspace, caller.principal  # a tuple has the quicker hash
        if keys is not None and (seconds := keys.wait(key, now, share)) > 0:
            raise _refusal("API key", seconds)
        if workspaces is not None:
            if (seconds := workspaces.wait(workspace, now, share)) > 0:
                raise _refusal("workspace", seconds)
            workspaces.spend(workspace, now, 1, share)
        if keys is not None:
            keys.spend(key, now, 1, share)

    def owe(self, caller: Scope, tokens: int) -> None:
        """Tokens, at least 0, of a call that was let in already."""
        now, share = self._now(), self._share()
        if self._keys is not None:
            self._keys.spend((caller.workspace_key, caller.principal), now, tokens, share)
        if self._workspaces is not None:
            self._workspaces.spend(caller.workspace_key, now, tokens, share)

    async def pay(self, caller: Scope, tokens: int) -> None:
        """Tokens of what came over an open stream, one at least; waits until they may be taken."""
        while True:
            try:
                self.take(caller)
            except RateLimited as error:
                await asyncio.sleep(error.retry_after_seconds or 0)
            else:
                self.owe(caller, max(0, tokens - 1))
                return


def _buckets(per_second: float, burst: float) -> TokenBuckets | None:
    return TokenBuckets(per_second, burst or per_second) if per_second else None


def _refusal(whose: str, seconds: float) -> RateLimited:
    """Rounded up to milliseconds, in which it is sent: who waits so long must find a token."""
    milliseconds = ceil(seconds * 1000)
    text = f"this {whose} has used up its calls; retry in {milliseconds} ms"
    return RateLimited(text, retry_after_seconds=milliseconds / 1000)
