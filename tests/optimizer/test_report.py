"""Verdicts, texts and improvements."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from agenthall_server.optimizer.confidence import Evidence
from agenthall_server.optimizer.report import (
    CONTINUE,
    DEPLOY,
    NEED_MORE_DATA,
    NO_WINNER,
    Improvement,
    Verdict,
    best_prompts,
    decide,
    report_experiment,
    report_optimization,
)
from agenthall_server.optimizer.scoring import SCORE_UNIT, Standing, Totals


def variant(name: str, order: int, results: int, score: float) -> Standing:
    return Standing(name, order, Totals(result_count=results, score_sum_nano=round(score * results * SCORE_UNIT)))


def test_no_variants() -> None:
    report = report_experiment([])
    assert (report.best, report.variants_tested, report.total_executions) == (None, 0, 0)
    assert (report.message, report.recommendation) == (NEED_MORE_DATA, "")
    assert report.decision.verdict is Verdict.INSUFFICIENT_DATA
    assert report.decision.variant_id == ""


@pytest.mark.parametrize(("results", "message"), [(0, NEED_MORE_DATA), (9, NEED_MORE_DATA), (10, NO_WINNER)])
def test_ten_results_of_every_variant_are_enough_data(results: int, message: str) -> None:
    report = report_experiment([variant("a", 1, 10, 0.8), variant("b", 2, results, 0.7)])
    assert report.message == message
    assert report.best is not None
    assert report.best.variant_id == "a"
    assert report.recommendation == CONTINUE


def test_nobody_is_best_below_ten_results() -> None:
    report = report_experiment([variant("a", 1, 9, 0.8), variant("b", 2, 9, 0.7)])
    assert (report.best, report.recommendation) == (None, "")
    assert report.decision.variant_id == "a"
    assert report.total_executions == 18


@pytest.mark.parametrize(("results", "recommendation"), [(49, CONTINUE), (50, DEPLOY)])
def test_a_winner_with_fifty_results_is_deployed(results: int, recommendation: str) -> None:
    report = report_experiment([variant("bad", 1, 200, 0.0), variant("good", 2, results, 1.0)])
    assert report.decision.verdict is Verdict.WINNER
    assert (report.message, report.recommendation) == ("", recommendation)
    assert report.decision.variant_id == "good"


def test_many_results_without_a_winner_are_not_deployed() -> None:
    report = report_experiment([variant("a", 1, 500, 0.51), variant("b", 2, 500, 0.5)])
    assert (report.message, report.recommendation) == (NO_WINNER, CONTINUE)


def test_one_variant_alone_cannot_win() -> None:
    report = report_experiment([variant("only", 1, 500, 0.9)])
    assert (report.message, report.recommendation) == (NO_WINNER, CONTINUE)


def test_the_winner_must_beat_every_rival() -> None:
    close, far, good = variant("close", 1, 400, 0.9), variant("far", 2, 400, 0.1), variant("good", 3, 400, 0.92)
    assert decide([close, far, good]).verdict is Verdict.INCONCLUSIVE
    assert decide([far, good]).verdict is Verdict.WINNER


def test_levels_share_the_error_among_the_variants() -> None:
    decision = decide([variant(str(at), at, 30, 0.5) for at in range(5)])
    assert [estimate.interval.level for estimate in decision.estimates] == [pytest.approx(0.99)] * 5
    assert [estimate.variant_id for estimate in decision.estimates] == ["0", "1", "2", "3", "4"]
    assert decision.error_probability == 0.05


def test_a_variant_without_results_has_no_score() -> None:
    (estimate,) = decide([variant("a", 1, 0, 0.0)]).estimates
    assert (estimate.score, estimate.executions, estimate.interval.low, estimate.interval.high) == (None, 0, 0.0, 1.0)


def test_best_prompts_need_twenty_results() -> None:
    fleet = {"ready": [variant("a", 1, 20, 0.5), variant("b", 2, 19, 0.9)], "early": [variant("a", 1, 19, 0.9)]}
    assert {agent: leader.variant_id for agent, leader in best_prompts(fleet).items()} == {"ready": "a"}


def test_improvements_by_hand() -> None:
    fleet = {
        "grew": [variant("first", 1, 10, 0.5), variant("second", 2, 20, 0.75)],
        "doubled": [variant("second", 5, 40, 0.8), variant("first", 4, 12, 0.4)],
        "from nothing": [variant("first", 1, 10, 0.0), variant("second", 2, 20, 0.5)],
        "first is best": [variant("first", 1, 20, 0.9), variant("second", 2, 20, 0.5)],
        "young baseline": [variant("first", 1, 9, 0.1), variant("second", 2, 20, 0.5)],
        "early": [variant("first", 1, 10, 0.1), variant("second", 2, 19, 0.5)],
    }
    report = report_optimization(fleet)
    assert report.agents_optimized == 5
    assert [improvement.agent for improvement in report.improvements] == ["doubled", "from nothing", "grew"]
    assert report.improvements[0].improvement_percent == pytest.approx(100.0)
    assert report.improvements[1] == Improvement(
        "from nothing", 0.0, 0.5, None, "the baseline's mean score is 0, so no percentage of it exists"
    )
    assert report.improvements[2].improvement_percent == pytest.approx(50.0)
    assert report.avg_improvement == pytest.approx(75.0)


def test_an_empty_fleet_gained_nothing() -> None:
    report = report_optimization({})
    assert (report.agents_optimized, report.improvements, report.avg_improvement) == (0, (), 0.0)


Arm = Callable[[Random], float]


def bernoulli(random: Random) -> float:
    return float(random.random() < 0.779)


def coin(random: Random) -> float:
    return float(random.random() < 0.4)


def rare_catastrophe(random: Random) -> float:
    """Mean .779: usually .82, a total failure in 5 % of the runs."""
    return 0.0 if random.random() < 0.05 else 0.82


def steady(random: Random) -> float:
    return 0.779


def better_steady(random: Random) -> float:
    return 0.8


def winner_at_any_look(arms: list[Arm], results: int, random: Random) -> int | None:
    """The first winner that `decide` names when it is asked after every round of results, or None.

    Disjoint intervals cannot both hold the midpoint of the means: where all do, there is no need to ask.
    """
    totals = [0.0] * len(arms)
    for n in range(1, results + 1):
        totals = [total + arm(random) for total, arm in zip(totals, arms, strict=True)]
        if n < 10 or _none_refuted(totals, n):
            continue
        standings = [
            Standing(str(at), at, Totals(result_count=n, score_sum_nano=round(total * SCORE_UNIT)))
            for at, total in enumerate(totals)
        ]
        decision = decide(standings)
        if decision.verdict is Verdict.WINNER:
            return int(decision.variant_id)
    return None


def _none_refuted(totals: list[float], n: int) -> bool:
    middle = sum(totals) / len(totals) / n
    budget = 3.6  # below log(2 / 0.05) = 3.69, so that rounding leaves no doubt
    return all(Evidence(total, max(n - total, 0.0)).against(middle) < budget for total in totals)


@pytest.mark.parametrize(
    "arms",
    [[bernoulli, bernoulli], [steady, rare_catastrophe], [rare_catastrophe, rare_catastrophe], [bernoulli, steady]],
)
def test_equal_arms_have_a_winner_in_at_most_five_percent(arms: list[Arm]) -> None:
    """200 runs of 400 rounds, looked at after every one."""
    random = Random(7)
    assert sum(winner_at_any_look(arms, 400, random) is not None for _ in range(200)) <= 10


def test_a_rare_catastrophe_is_not_named_the_winner() -> None:
    """.82 with total failures in 5 % of the runs against a steady .80: on the good runs alone it looks better."""
    random = Random(11)
    found = [winner_at_any_look([better_steady, rare_catastrophe], 600, random) for _ in range(100)]
    assert found.count(1) <= 5


def test_a_clear_difference_is_found() -> None:
    random = Random(13)
    found = [winner_at_any_look([bernoulli, coin], 400, random) for _ in range(50)]
    assert found == [0] * 50
