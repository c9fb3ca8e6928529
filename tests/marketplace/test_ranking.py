"""Scores by hand, and the laws that hold for all of them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.marketplace.ranking import Score, Scorer, document_number, rating_lower_bound, search_text

DAY = 86_400_000_000
NOW = 20_000 * DAY
#                    name      display name   tags             capabilities  description          author
TEXT = search_text([["react"], ["react", "x"], ["ui", "forms"], ["testing"], ["writes", "tests"], ["ann"]])


def score(*words: str, now: int = NOW, **values: Any) -> Score:
    return Scorer(words, now)(TEXT, **({"download_count": 0, "lower_bound": 1.0, "update_time": NOW} | values))


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ((), 1.0),
        (("react",), 1.0),
        (("ui",), 0.8),
        (("testing",), 0.7),
        (("writes",), 0.5),
        (("ann",), 0.3),
        (("test",), 0.7),  # the last word may be the beginning of one
        (("test", "ui"), 0.4),  # any other must be a whole one
        (("react", "ui", "nothing"), 0.6),
        (("nothing",), 0.0),
        (("act",), 0.0),
    ],
)
def test_words_weigh_as_much_as_the_best_place_that_has_them(words: tuple[str, ...], share: float) -> None:
    assert score(*words).text == pytest.approx(0.60 * share)


def test_the_other_parts_by_hand() -> None:
    parts = score(download_count=1023, lower_bound=3.0, update_time=NOW - 180 * DAY)
    assert parts.popularity == pytest.approx(0.15 * 10 / 20)
    assert parts.rating == pytest.approx(0.15 * 0.5)
    assert parts.freshness == pytest.approx(0.10 * 0.5)
    assert parts.total == pytest.approx(0.60 + 0.075 + 0.075 + 0.05)


def test_freshness_counts_days_so_that_pages_agree() -> None:
    ages = {score(update_time=NOW - DAY, now=NOW + microseconds).freshness for microseconds in (0, 1, DAY - 1)}
    assert ages == {0.10 * 2 ** (-1 / 180)}
    assert score(update_time=NOW + DAY).freshness == 0.10


@given(st.integers(0, 2**60), st.floats(1, 5), st.integers(0, NOW))
def test_a_score_is_between_0_and_1(downloads: int, bound: float, updated: int) -> None:
    assert 0 <= score("react", download_count=downloads, lower_bound=bound, update_time=updated).total <= 1 + 1e-12


def bound_of(votes: list[float]) -> float:
    half_stars = [round(2 * vote) for vote in votes]
    return rating_lower_bound(len(votes), sum(half_stars), sum(vote**2 for vote in half_stars))


def test_the_lower_bound_by_hand() -> None:
    # No votes: 3 - 1.65 * sqrt((5/3) / 10).
    assert bound_of([]) == pytest.approx(2.32639, abs=1e-5)
    # Two votes of 5: mean 40/12; squares 10 * (5/3 + 9) + 50, over 12, less the mean squared: 1.94444.
    assert bound_of([5, 5]) == pytest.approx(40 / 12 - 1.65 * math.sqrt((470 / 3 / 12 - (40 / 12) ** 2) / 12))
    assert bound_of([5.0] * 1000) == pytest.approx(4.96795, abs=1e-5)


votes = st.lists(st.integers(2, 10).map(lambda half_stars: half_stars / 2), max_size=60)


@given(votes)
def test_the_lower_bound_stays_on_the_scale_and_below_the_mean(given_votes: list[float]) -> None:
    pooled = (30 + sum(given_votes)) / (10 + len(given_votes))
    assert 1 <= bound_of(given_votes) <= pooled


@given(votes)
def test_one_more_vote_of_five_never_lowers_it(given_votes: list[float]) -> None:
    assert bound_of([*given_votes, 5]) > bound_of(given_votes)


def test_one_perfect_vote_does_not_beat_many_good_ones() -> None:
    assert bound_of([5]) < bound_of([4.5] * 20)


def test_popular_agents_come_first_and_move_when_installs_double() -> None:
    numbers = [document_number(7, downloads) for downloads in (0, 1, 2, 3, 6, 7, 1_000_000)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[1] == numbers[2] > numbers[3] == numbers[4] > numbers[5]
    assert document_number(1, 5) < document_number(2, 5)
    assert 0 < document_number(2**40 - 1, 0) < 2**47
