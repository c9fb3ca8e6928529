"""Prices on the wire."""

from __future__ import annotations

from collections.abc import Iterable

from agenthall.observability.v1 import price_pb2
from agenthall_server.clock import YEAR_10000_US
from agenthall_server.errors import FieldViolation
from agenthall_server.observability.pricing import Price
from agenthall_server.observability.tables_prices import ModelPrice
from agenthall_server.validation import failed
from agenthall_server.wire import from_message, microseconds, timestamp, to_message


def prices_of(messages: Iterable[price_pb2.ModelPrice]) -> list[Price]:
    """What is to be stored; versions are the store's. Raises ValidationFailed."""
    found, broken = [], []
    seen: set[tuple[str, int]] = set()
    for at, message in enumerate(messages):
        price = _price(message)
        if not 0 <= price.effective_time < YEAR_10000_US:
            what = "is not a time between the years 1970 and 9999"
            broken.append(FieldViolation(f"prices[{at}].effective_time", what, "price.time"))
        elif (price.model, price.effective_time) in seen:
            what = "is named twice with this effective_time"
            broken.append(FieldViolation(f"prices[{at}].model", what, "price.twice"))
        seen.add((price.model, price.effective_time))
        found.append(price)
    if broken:
        raise failed(broken)
    return found


def _price(message: price_pb2.ModelPrice) -> Price:
    values = from_message(message)
    return Price(
        model=message.model,
        effective_time=microseconds(message.effective_time),
        input=values["input_nano_usd_per_million_tokens"],
        output=values["output_nano_usd_per_million_tokens"],
        cached_input=values["cached_input_nano_usd_per_million_tokens"],
        version=0,
    )


def price_message(row: ModelPrice) -> price_pb2.ModelPrice:
    """An entry as stored."""
    since = timestamp(row.effective_time) if row.effective_time else None
    return to_message(price_pb2.ModelPrice, row, effective_time=since)
