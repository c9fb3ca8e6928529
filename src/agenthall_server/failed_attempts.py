"""Refusals that come later and later: what a peer meets that presents wrong credentials again and again.

From the tenth failure within a minute on (`failed_attempts_per_minute`) a refusal comes after 0.1 s, each further one
after twice as long, up to 5 s. A peer is an IPv4 address, an IPv6 network of 64 bits (the least that one customer
gets, RFC 6177), or all of a Unix socket; its port does not matter. Calls with valid credentials never wait, wherever
they come from: nothing here is asked for them.

Known limits: it slows down whoever waits for the answer. Who sends many guesses at once meets the cap on how many
wait, beyond which refusals are immediate; what makes guessing hopeless is the length of the secrets. Behind a proxy
all callers are one peer.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from time import monotonic
from urllib.parse import unquote

_WINDOW_SECONDS = 60.0
_FIRST_DELAY_SECONDS, _LONGEST_DELAY_SECONDS = 0.1, 5.0
_DOUBLINGS = 6
"""As many as lead beyond the longest delay: older failures need not be remembered."""
_PEERS = 10_000
_WAITING = 256
_BYTES_THAT_WAIT = 16_384
"""A larger request is refused at once, so that those that wait hold at most 4 MiB."""


class FailedAttempts:
    """Counts by peer, of the latest 10,000 peers that failed; used from the event loop."""

    def __init__(
        self,
        per_minute: int = 10,
        now: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`per_minute` is the number of the first failure within a minute that waits; with 0 none does."""
        self._first = per_minute
        self._now = now
        self._sleep = sleep
        self._failures: OrderedDict[str, list[float]] = OrderedDict()
        self._waiting = 0

    async def wait(self, peer: str, size: int) -> float | None:
        """Notes a failure of gRPC's `peer` with a request of `size` bytes, and waits as long as it deserves.

        Answers the seconds from then on after which a failure is answered at once again; None where this one was.
        """
        if not self._first:
            return None
        failures = self._note(peer_of(peer))
        beyond = len(failures) - self._first
        if beyond < 0:
            return None
        delay = min(_FIRST_DELAY_SECONDS * 2**beyond, _LONGEST_DELAY_SECONDS)
        free_again = failures[-max(self._first - 1, 1)] + _WINDOW_SECONDS
        if self._waiting < _WAITING and size <= _BYTES_THAT_WAIT:
            self._waiting += 1
            try:
                await self._sleep(delay)
            finally:
                self._waiting -= 1
        return max(free_again - self._now(), 0.0)

    def _note(self, peer: str) -> list[float]:
        """The failures of the peer within the window, this one last."""
        now = self._now()
        earlier = self._failures.pop(peer, [])
        failures = [*(time for time in earlier if time > now - _WINDOW_SECONDS), now]
        failures = failures[-self._first - _DOUBLINGS :]
        self._failures[peer] = failures
        if len(self._failures) > _PEERS:
            self._failures.popitem(last=False)
        return failures


def peer_of(address: str) -> str:
    """Whom to count for a peer address of gRPC: `ipv4:1.2.3.4:5`, `ipv6:%5B::1%5D:5`, `unix:/path`, or anything."""
    scheme, _, rest = address.partition(":")
    if scheme not in {"ipv4", "ipv6"}:
        return scheme[:16]
    host = unquote(rest).rpartition(":")[0].strip("[]")
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return scheme
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return str(ipaddress.IPv6Network((found.packed, 64), strict=False))
        found = found.ipv4_mapped
    return str(found)
