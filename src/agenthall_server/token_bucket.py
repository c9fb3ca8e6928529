"""Token buckets by key: so many calls a second, and so many at once after a pause.

A bucket is kept as one number, the instant at which it will be full again (the "theoretical arrival time" of the
generic cell rate algorithm, ITU-T I.371, annex A, virtual scheduling): a call moves it on by one interval, and does not
conform where that would lie further ahead than the burst is long. Instants are seconds of one monotonic clock.

Invariants
- In any time t no key gets more than burst + t * rate, except by spending what is not there; that is paid back before
  the next call.
- Memory is bounded: what is full again is forgotten as others spend, and beyond `entries` the one that spent longest
  ago is, which is the one that had the most time to fill.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

_ROUNDING = 1e-6
"""Seconds; instants are doubles, so sums of intervals are off by less than a microsecond."""


class TokenBuckets:
    """The buckets of one kind of caller."""

    __slots__ = ("_burst", "_entries", "_full_at", "_interval")

    def __init__(self, per_second: float, burst: float, entries: int = 10_000) -> None:
        """`per_second` above 0; `burst`: tokens of a full bucket, at least 1."""
        self._interval = 1.0 / per_second
        self._burst = max(1.0, burst)
        self._entries = entries
        self._full_at: OrderedDict[Hashable, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full_at)

    def wait(self, key: Hashable, now: float, share: int = 1) -> float:
        """Seconds until the next token; 0 or less where there is one. Takes nothing.

        `share`: among how many servers rate and burst are divided.
        """
        interval = self._interval * share
        burst = self._burst if share == 1 else max(1.0, self._burst / share)
        ahead = self._full_at.get(key, now) - now
        return (ahead if ahead > 0 else 0.0) + interval - burst * interval - _ROUNDING

    def spend(self, key: Hashable, now: float, tokens: float = 1.0, share: int = 1) -> None:
        """Takes tokens, be there any or not: what is missing is owed, and `wait` is the longer."""
        buckets = self._full_at
        full_at = buckets.get(key, now)
        buckets[key] = max(now, full_at) + tokens * self._interval * share
        buckets.move_to_end(key)
        oldest = next(iter(buckets))
        if buckets[oldest] <= now or len(buckets) > self._entries:
            del buckets[oldest]
