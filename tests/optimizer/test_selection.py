"""A policy: what it chooses, and how it follows results."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.errors import ValidationFailed
from agenthall_server.optimizer.scoring import SCORE_UNIT, Standing, Totals, totals_of
from agenthall_server.optimizer.selection import Arm, Change, Policy, make_policy


def policy(*totals: Totals, version: int = 1) -> Policy:
    """Variants v0, v1, ... with these totals."""
    arms = [Arm("prompt", Standing(f"v{at}", at, one)) for at, one in enumerate(totals)]
    return make_policy("agent", b"salt", version, arms)


def test_explored_means_not_the_favourite() -> None:
    chosen = policy(Totals(result_count=10), Totals(10, score_sum_nano=10 * SCORE_UNIT))
    for unit in range(200):
        selected = chosen.choose(str(unit), ())
        assert selected.explored == (selected.variant_id == "v0")
    only = chosen.choose("unit", ["v1", "unknown"])
    assert (only.variant_id, only.propensity, only.explored) == ("v0", 1.0, True)


def test_somebody_must_be_left_to_choose() -> None:
    with pytest.raises(ValidationFailed) as failure:
        policy(Totals()).choose("unit", ["v0"])
    assert failure.value.fields[0].field == "exclude_variant_ids"


@pytest.mark.parametrize("count", [1, 3, 10, 20])
def test_the_propensity_of_a_uniform_choice_is_exact(count: int) -> None:
    assert policy(*[Totals()] * count).choose("unit", ()).propensity == 1 / count


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1)), max_size=60), st.text(max_size=9))
def test_following_results_is_the_same_as_loading_them(results: list[tuple[int, int]], unit: str) -> None:
    followed: Policy | None = policy(Totals(), Totals(), Totals())
    sums = [Totals()] * 3
    for at, (variant, success) in enumerate(results):
        one = totals_of(success, None, None, None)
        sums[variant] += one
        followed = followed and followed.after(Change(f"v{variant}", one, at + 2))
    loaded = policy(*sums, version=len(results) + 1)
    assert followed is not None
    assert (followed.version, followed.arms, followed.weights) == (loaded.version, loaded.arms, loaded.weights)
    assert followed.choose(unit, ()) == loaded.choose(unit, ())


def test_known_results_change_nothing_and_gaps_are_noticed() -> None:
    one = totals_of(1, None, None, None)
    third = policy(Totals(), version=3)
    assert third.after(Change("v0", one, 3)) is third
    assert third.after(Change("v0", one, 5)) is None
