"""What an execution costs by the prices of its model, where nobody said what it cost.

The formula stands in price.proto. Everything is integers: nano-USD, and nano-USD for a million tokens. What cannot be
known stays unknown, None; it is never taken for 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_NANO_USD = 1_000_000_000_000_000
"""Of one execution; more counts as unknown."""
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """Of a million tokens of one model from a time on (microseconds). None: unknown; cached ones then cost as input."""

    model: str
    effective_time: int
    input: int | None
    output: int | None
    cached_input: int | None
    version: int


PriceTable = Mapping[str, tuple[Price, ...]]
"""By model, the latest effective_time first."""


def table_of(prices: Iterable[Price]) -> PriceTable:
    """Of prices of which no two have the same model and time."""
    found: dict[str, list[Price]] = {}
    for price in sorted(prices, key=lambda price: -price.effective_time):
        found.setdefault(price.model, []).append(price)
    return {model: tuple(of_model) for model, of_model in found.items()}


def priced(
    prices: Iterable[Price],
    event_time: int,
    tokens: int | None,
    read: int | None,
    written: int | None,
    cached: int | None,
) -> tuple[int | None, int | None]:
    """The cost by the price of the model that is in force at that time, and its version; None for both if unknown."""
    for price in prices:
        if price.effective_time <= event_time:
            cost = cost_of(price, tokens, read, written, cached)
            return (None, None) if cost is None else (cost, price.version)
    return None, None


def cost_of(price: Price, tokens: int | None, read: int | None, written: int | None, cached: int | None) -> int | None:
    """In nano-USD, rounded to the nearest. `tokens` in all, `cached` as a part of what was `read`."""
    parts = _parts(tokens, read, written, cached or 0)
    if parts is None or (price.input is None and price.output is None):
        return None
    of_cached = price.input if price.cached_input is None else price.cached_input
    total = 0
    for count, rate in zip(parts, (price.input, of_cached, price.output), strict=True):
        if count and rate is None:
            return None
        total += count * (rate or 0)
    cost = (total + _MILLION // 2) // _MILLION
    return cost if cost <= MOST_NANO_USD else None


def _parts(tokens: int | None, read: int | None, written: int | None, cached: int) -> tuple[int, int, int] | None:
    """Tokens read anew, read from a cache, and written; None where they are not known or contradict each other."""
    if read is None and written is None:
        return None
    if read is None or written is None:
        known = read if written is None else written
        rest = (tokens or 0) - (known or 0)
        read, written = (rest, written) if read is None else (read, rest)
    if written is None or read < cached or written < 0:
        return None
    return read - cached, cached, written
