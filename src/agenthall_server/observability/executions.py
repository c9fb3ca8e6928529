"""An execution in its normal form: one tuple, in the order of the table's columns.

Normal form means: ids given, absent measurements None, times in microseconds, `tokens` and `duration_ms` derived where
their parts are given, the cost computed by a price where none was given (pricing.py). Two recordings of the same
execution have the same normal form apart from the server's times and prices.
"""

from __future__ import annotations

from typing import NamedTuple

from agenthall_server.clock import MINUTE_US

OK, FAILED, CANCELLED = 1, 2, 3
"""Stored outcomes; the numbers of agenthall.observability.v1.Outcome."""

MOST_AHEAD_US = 5 * MINUTE_US
"""So much later than its receipt an execution may say that it was."""


class Execution(NamedTuple):
    """A normalised execution; strings that were not given are empty."""

    workspace_key: int
    execution_id: str
    event_time: int
    """start_time, or receive_time where that is unknown: decides the hour it counts in, and the order of lists."""
    receive_time: int
    agent_name: str
    outcome: int
    duration_ms: float | None
    tokens: int | None
    input_tokens: int | None
    output_tokens: int | None
    cached_tokens: int | None
    quality_score: float | None
    cost_nano_usd: int | None
    model: str
    team_id: str
    user_id: str
    build_id: str
    variant_id: str
    attempt: int
    retry_of_execution_id: str
    requirement_ids: str | None
    """JSON text of a list, None where it is empty."""
    error_type: str
    error_message: str
    start_time: int | None
    end_time: int | None
    parent_execution_id: str
    trace_id: str
    agent: str
    agent_version: str
    attributes: str | None
    """JSON text of an object, None where it was not given."""
    price_version: int | None
    """Of the price table by which the cost was computed; None where it was given or is unknown."""
    overflow: int | None
    """What of it counts under another name than its own (cardinality.py); None for nothing."""


_COST = Execution._fields.index("cost_nano_usd")
_PRICE_VERSION = Execution._fields.index("price_version")


def same_record(one: Execution, other: Execution) -> bool:
    """True where the caller said the same both times; the server's own times do not count, nor its prices."""
    return _said(one) == _said(other)


def _said(execution: Execution) -> tuple[object, ...]:
    """What the caller said: a cost that was computed is not."""
    given = execution.cost_nano_usd if execution.price_version is None else None
    return (*execution[:2], *execution[4:_COST], given, *execution[_COST + 1 : _PRICE_VERSION])
