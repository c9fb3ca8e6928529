"""What an execution costs by the prices of its model, by hand."""

from __future__ import annotations

from typing import Any

import pytest

from agenthall_server.observability.executions import same_record
from agenthall_server.observability.pricing import MOST_NANO_USD, Price, cost_of, priced, table_of
from tests.observability.samples import NOON_US, execution

USD = 1_000_000_000
LARGE = Price("large", 0, input=3 * USD, output=15 * USD, cached_input=USD // 4, version=1)


def cost(price: Price = LARGE, **counts: Any) -> int | None:
    """As in the normal form: `tokens` are the sum of the parts where they are not given."""
    read, written = counts.get("read"), counts.get("written")
    tokens = counts.get("tokens", None if read is None and written is None else (read or 0) + (written or 0))
    return cost_of(price, tokens, read, written, counts.get("cached"))


def of(price: int | None, output: int | None, cached: int | None = None) -> Price:
    return Price("m", 0, price, output, cached, 1)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"read": 1000, "written": 200}, 6_000_000),  # 1,000 x 3 USD and 200 x 15 USD a million
        ({"read": 1000, "written": 200, "cached": 400}, 4_900_000),  # 600 x 3, 400 x 0.25, 200 x 15
        ({"read": 1000}, 3_000_000),
        ({"written": 200}, 3_000_000),
        ({"read": 1000, "tokens": 1200}, 6_000_000),  # the rest was written
        ({"written": 200, "tokens": 1200}, 6_000_000),
        ({"read": 0, "written": 0}, 0),
        ({}, None),
        ({"tokens": 1200}, None),  # nobody knows which of them were written
        ({"read": 100, "written": 200, "cached": 101}, None),
        ({"read": 100, "tokens": 99}, None),
        ({"cached": 100}, None),
    ],
)
def test_tokens_times_price(counts: dict[str, int], expected: int | None) -> None:
    assert cost(**counts) == expected


def test_cached_tokens_cost_as_others_where_they_have_no_price() -> None:
    assert cost(of(4 * USD, USD), read=1000, written=0, cached=900) == 4_000_000
    assert cost(of(4 * USD, USD, 0), read=1000, written=0, cached=900) == 400_000


def test_a_price_that_is_missing_is_not_zero() -> None:
    assert cost(of(4 * USD, None), read=10, written=1) is None
    assert cost(of(4 * USD, None), read=10) == 40_000
    assert cost(of(None, USD), read=10, written=1) is None
    assert cost(of(None, None), read=0, written=0) is None
    assert cost(of(0, 0), read=10, written=1) == 0


def test_the_nearest_nano_dollar() -> None:
    assert [cost(of(one, 0), read=1) for one in (499_999, 500_000, 1_499_999)] == [0, 1, 1]


def test_what_nobody_can_have_spent_is_unknown() -> None:
    assert cost(of(MOST_NANO_USD, 0), read=1_000_000) == MOST_NANO_USD
    assert cost(of(MOST_NANO_USD, 0), read=1_000_001) is None


def test_the_price_in_force_at_the_time() -> None:
    first, second = Price("m", 100, USD, USD, None, 1), Price("m", 200, 2 * USD, USD, None, 7)
    table = table_of([first, second, LARGE])
    assert table == {"m": (second, first), "large": (LARGE,)}
    found = [priced(table["m"], at, 5, 5, 0, None) for at in (99, 100, 199, 200, 10**18)]
    assert found == [(None, None), (5000, 1), (5000, 1), (10_000, 7), (10_000, 7)]


def test_an_unknown_cost_has_no_version() -> None:
    assert priced([LARGE], NOON_US, 5, None, None, None) == (None, None)


def test_prices_of_the_server_are_no_part_of_what_was_said() -> None:
    said = execution(model="m", input_tokens=5)
    computed = [said._replace(cost_nano_usd=cost, price_version=version) for cost, version in ((5, 1), (9, 2))]
    assert same_record(said, computed[0])
    assert same_record(*computed)
    given = said._replace(cost_nano_usd=5)
    assert not same_record(given, computed[0])
    assert not same_record(given, said)
    assert not same_record(given, given._replace(cost_nano_usd=6))
