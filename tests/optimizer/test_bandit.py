"""Weights and choices."""

from __future__ import annotations

from collections import Counter
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenthall_server.optimizer.bandit import Lottery, epsilon_greedy
from agenthall_server.optimizer.scoring import SCORE_UNIT, Standing, Totals

SALT = bytes(range(16))


def standings(*counts_and_scores: tuple[int, float]) -> list[Standing]:
    return [
        Standing(f"v{at}", at, Totals(result_count=count, score_sum_nano=round(count * score * SCORE_UNIT)))
        for at, (count, score) in enumerate(counts_and_scores)
    ]


def lottery(count: int, agent: str = "agent") -> Lottery:
    return Lottery(SALT, agent, range(count))


def picks(shares: tuple[float, ...], units: int, excluded: tuple[int, ...] = ()) -> list[int]:
    draw = lottery(len(shares))
    chosen = [draw.draw(shares, f"unit {unit}", excluded) for unit in range(units)]
    return [choice.position for choice in chosen if choice is not None]


def chi_square(observed: Counter[int], expected: dict[int, float]) -> float:
    return sum((observed[at] - count) ** 2 / count for at, count in expected.items())


def test_uniform_while_no_variant_has_ten_results() -> None:
    weights = epsilon_greedy(standings((9, 1.0), (9, 0.0), (0, 0.0), (3, 0.5)))
    assert weights.shares == (0.25, 0.25, 0.25, 0.25)
    assert weights.favourite is None


def test_ten_percent_uniform_and_the_rest_on_the_best() -> None:
    weights = epsilon_greedy(standings((10, 0.4), (10, 0.6), (9, 1.0), (0, 0.0)))
    assert weights.favourite == 1
    assert weights.shares == pytest.approx((0.025, 0.925, 0.025, 0.025))


def test_the_only_variant_always_gets_the_run() -> None:
    assert epsilon_greedy(standings((0, 0.0))).shares == (1.0,)
    assert epsilon_greedy(standings((50, 0.2))).shares == (1.0,)


@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0, 1)), min_size=1, max_size=40))
def test_weights_sum_to_one_and_leave_no_variant_out(counts_and_scores: list[tuple[int, float]]) -> None:
    weights = epsilon_greedy(standings(*counts_and_scores))
    assert isclose(sum(weights.shares), 1, rel_tol=1e-12)
    assert min(weights.shares) >= 0.1 / len(weights.shares) - 1e-15


@pytest.mark.parametrize("shares", [(0.25,) * 4, (0.025, 0.925, 0.025, 0.025), (0.5, 0.3, 0.15, 0.05)])
@pytest.mark.parametrize("excluded", [(), (1,), (0, 3)])
def test_the_propensity_is_the_frequency(shares: tuple[float, ...], excluded: tuple[int, ...]) -> None:
    """20,000 fresh units; 21.1 is the 0.9999 quantile of chi-square with 3 degrees of freedom."""
    draw = lottery(4)
    propensities = {}
    observed: Counter[int] = Counter()
    for unit in range(20_000):
        choice = draw.draw(shares, f"selection {unit}", excluded)
        assert choice is not None
        observed[choice.position] += 1
        propensities[choice.position] = choice.propensity
    assert set(observed) == set(range(4)) - set(excluded)
    assert isclose(sum(propensities.values()), 1)
    assert chi_square(observed, {at: 20_000 * share for at, share in propensities.items()}) < 21.1


def test_nothing_is_left_to_draw() -> None:
    assert lottery(2).draw((0.5, 0.5), "unit", (0, 1)) is None
    assert lottery(2).draw((0.0, 1.0), "unit", (1,)) is None


def test_a_share_of_nought_is_never_drawn() -> None:
    assert set(picks((0.0, 1.0, 1e-300), 500)) == {1}


@given(st.text(max_size=40), st.lists(st.floats(0.01, 1), min_size=1, max_size=12))
def test_the_same_unit_gets_the_same_variant(unit: str, shares: list[float]) -> None:
    first = lottery(len(shares)).draw(shares, unit)
    assert first == lottery(len(shares)).draw(shares, unit)


def test_experiments_and_salts_are_independent() -> None:
    units = [f"user {unit}" for unit in range(2000)]
    one, other_agent, other_salt = lottery(2), lottery(2, "other"), Lottery(b"x" * 16, "agent", range(2))
    for other in (other_agent, other_salt):
        agree = sum(one.draw((0.5, 0.5), unit) == other.draw((0.5, 0.5), unit) for unit in units)
        assert 850 < agree < 1150  # half of 2,000, more than six standard deviations wide


def test_an_ordinal_keeps_its_numbers() -> None:
    """Eight ordinals share a digest; who stands beside whom in the list changes nothing."""
    units = [f"user {unit}" for unit in range(300)]
    few, many = Lottery(SALT, "agent", [3, 17]), Lottery(SALT, "agent", range(20))
    shares = tuple(float(at in {3, 17}) for at in range(20))
    found = [few.draw((1.0, 1.0), unit) for unit in units]
    assert [(3, 17)[choice.position] for choice in found if choice] == [
        choice.position for unit in units if (choice := many.draw(shares, unit))
    ]


@settings(max_examples=25)
@given(st.lists(st.floats(0.05, 1), min_size=2, max_size=6), st.data())
def test_a_weight_change_moves_units_only_towards_what_grew(shares: list[float], data: st.DataObject) -> None:
    grown = data.draw(st.integers(0, len(shares) - 1))
    after = list(shares)
    after[grown] *= data.draw(st.floats(1.01, 5))
    moved = {new for old, new in zip(picks(tuple(shares), 300), picks(tuple(after), 300), strict=True) if old != new}
    assert moved <= {grown}


def test_a_weight_change_moves_no_more_units_than_it_must() -> None:
    """From (.05, .95) to (.95, .05) at least 90 % must move; 20,000 units, five standard deviations are .011."""
    before, after = picks((0.05, 0.95), 20_000), picks((0.95, 0.05), 20_000)
    moved = sum(old != new for old, new in zip(before, after, strict=True)) / 20_000
    assert abs(moved - 0.9) < 0.011


def test_excluding_a_variant_moves_only_its_units() -> None:
    shares = (0.2, 0.5, 0.3)
    for old, new in zip(picks(shares, 3000), picks(shares, 3000, excluded=(1,)), strict=True):
        assert new == old if old != 1 else new != 1


def test_a_new_variant_takes_units_from_the_others_only() -> None:
    before, after = picks((0.5, 0.5), 3000), picks((1 / 3, 1 / 3, 1 / 3), 3000)
    assert {new for old, new in zip(before, after, strict=True) if old != new} == {2}
