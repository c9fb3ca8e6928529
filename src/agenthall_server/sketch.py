"""DDSketch: quantiles of positive integers from counts of buckets that grow by a fixed factor.

Source: C. Masson, J. E. Rim, H. K. Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
guarantees", PVLDB 12 (2019). The factor is 2^(1/32), that of OpenTelemetry's exponential histograms at scale 5, so an
export needs no rebucketing.

A sketch is a mapping of positions to counts. Position 0 counts zeros (and what is below), position p > 0 the values in
(2^((p-2)/32), 2^((p-1)/32)]; 1 is at position 1. Values end at 2^63, so there are 2,018 positions at most and nothing
ever has to be collapsed: merging adds counts, in any order with the same result bit for bit.

An estimate is off by 1.09 % of the value at most. Stored form: 6 bytes a position, little-endian uint16 and uint32, by
ascending position; a larger count takes several entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain
from math import ceil, floor, log2, sqrt
from struct import Struct, error, pack
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

POSITIONS = 2_048
"""Above every position."""
_BUCKETS_A_DOUBLING = 32
_MIDDLE = 2 / (1 + 2 ** (1 / _BUCKETS_A_DOUBLING))
_ENTRY = Struct("<HI")
_LARGEST_COUNT = 2**32 - 1
_GROUPS_AT_ONCE = 128
"""So that a few MB are enough, however many there are."""


def position(value: int) -> int:
    """Where a value is counted."""
    return ceil(log2(value) * _BUCKETS_A_DOUBLING) + 1 if value > 0 else 0


def estimate(at: int) -> float:
    """The value that is nearest, in relative terms, to all that are counted there."""
    return _MIDDLE * 2 ** ((at - 1) / _BUCKETS_A_DOUBLING) if at else 0.0


def quantile(counts: Mapping[int, int], share: float) -> float | None:
    """The value below which that share (0-1) of all lies, by the lower rank; None where nothing is counted."""
    total = sum(counts.values())
    if not total:
        return None
    rank = int(share * (total - 1))
    below = 0
    for at in sorted(counts):
        below += counts[at]
        if below > rank:
            return estimate(at)
    raise AssertionError("a rank below the total is always reached")


def quantile_bounds(counts: Mapping[int, int], share: float, deviations: float) -> tuple[float, float] | None:
    """Between which values the quantile of what was drawn from lies, by ranks so many standard deviations of the
    binomial distribution around its own (W. J. Conover, "Practical Nonparametric Statistics", 1999, section 3.2); None
    where such ranks are not among the counted.
    """
    total = sum(counts.values())
    spread = deviations * sqrt(total * share * (1 - share))
    low, high = floor(total * share - spread), ceil(total * share + spread)
    if low < 0 or high >= total:
        return None
    bounds = [quantile(counts, (rank + 0.5) / (total - 1)) for rank in (low, high)]
    return bounds[0] or 0.0, bounds[1] or 0.0


def quantiles_of_groups(
    stored: Iterable[tuple[int, bytes]], groups: int, begin: int, shares: Sequence[float]
) -> list[list[float | None]]:
    """The same for many sketches at once: `stored` are pairs of a group, counted from 0, and a part of its sketch, of
    which the POSITIONS from `begin` on count. For each group its quantiles.
    """
    parts: defaultdict[int, list[tuple[int, bytes]]] = defaultdict(list)
    for group, part in stored:
        parts[group // _GROUPS_AT_ONCE].append((group % _GROUPS_AT_ONCE, part))
    found: list[list[float | None]] = []
    for first in range(0, groups, _GROUPS_AT_ONCE):
        count = min(_GROUPS_AT_ONCE, groups - first)
        found += _quantiles_of_some(parts[first // _GROUPS_AT_ONCE], count, begin, shares)
    return found


def _quantiles_of_some(
    parts: Sequence[tuple[int, bytes]], groups: int, begin: int, shares: Sequence[float]
) -> list[list[float | None]]:
    import numpy as np  # noqa: PLC0415 - 20 MB and 0.1 s, which a server needs with its first dashboard only

    pairs = np.frombuffer(b"".join(part for _, part in parts), dtype=[("at", "<u2"), ("count", "<u4")])
    lengths = [len(part) // _ENTRY.size for _, part in parts]
    own = (pairs["at"] >= begin) & (pairs["at"] < begin + POSITIONS)
    group = np.repeat(np.array([group for group, _ in parts], dtype=np.int32), lengths)[own]
    cell = group * POSITIONS + pairs["at"][own] - begin
    order = np.argsort(cell, kind="stable")  # a cell for every position there is would take many times as long
    cells, up_to = cell[order], np.cumsum(pairs["count"][own][order], dtype=np.int64)
    ends = np.searchsorted(cells, np.arange(1, groups + 1) * POSITIONS)
    reached = np.concatenate(([0], up_to))[ends]  # over all groups: what lies before one is added to its ranks
    totals = np.diff(reached, prepend=0)
    ranks = np.floor(np.outer(totals - 1, shares)) + (reached - totals)[:, None]
    places = np.append(cells, 0)[np.searchsorted(up_to, ranks, side="right")] % POSITIONS
    return [
        [estimate(one) for one in found] if total else [None] * len(shares)
        for found, total in zip(places.tolist(), totals.tolist(), strict=True)
    ]


def merge(into: dict[int, int], counts: Iterable[tuple[int, int]]) -> None:
    """Adds pairs of position and count."""
    get = into.get
    for at, count in counts:
        into[at] = get(at, 0) + count


def merged(parts: Iterable[tuple[Key, bytes]]) -> dict[Key, dict[int, int]]:
    """One sketch for each key, of stored parts of it."""
    found: dict[Key, dict[int, int]] = {}
    for key, stored in parts:
        merge(found.setdefault(key, {}), entries(stored))
    return found


def encode(counts: Mapping[int, int]) -> bytes:
    """The stored form."""
    pairs = sorted(counts.items())
    try:
        return pack("<" + "HI" * len(pairs), *chain.from_iterable(pairs))
    except error:
        return b"".join(_ENTRY.pack(at, part) for at, count in pairs for part in _parts(count))


def decode(stored: bytes) -> dict[int, int]:
    """Counts by position."""
    counts: dict[int, int] = {}
    merge(counts, entries(stored))
    return counts


def is_stored_form(stored: bytes) -> bool:
    """Whether it can be read."""
    return len(stored) % _ENTRY.size == 0


def entries(stored: bytes) -> Iterable[tuple[int, int]]:
    """Pairs of position and count; forms that were joined end to end are one sketch as well."""
    return _ENTRY.iter_unpack(stored)


def _parts(count: int) -> Iterable[int]:
    while count > _LARGEST_COUNT:
        yield _LARGEST_COUNT
        count -= _LARGEST_COUNT
    yield count
