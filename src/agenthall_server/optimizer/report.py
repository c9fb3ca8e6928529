"""What an experiment's results allow to say, in figures and in the words of the contract.

Boundaries, all inclusive: 10 results to compare a variant (and to be a baseline), 20 to be a best prompt, 50 to be
deployed. They say when to speak; the verdict says whether it is true: a winner's interval lies above every other one,
each interval at level 1 - 0.05 / number of variants (Bonferroni), so that all hold together at all times with 95 %.
One variant alone has nobody to win against. The promise is for one number of variants: an added one starts it anew.
Retired variants count in that number, so that retiring one makes no interval narrower, but are compared with nobody.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from agenthall_server.intervals import Interval
from agenthall_server.optimizer.confidence import Evidence
from agenthall_server.optimizer.scoring import SCORE_UNIT, Standing, best

MIN_RESULTS_TO_COMPARE: Final = 10
MIN_RESULTS_TO_BE_BEST: Final = 20
MIN_RESULTS_TO_DEPLOY: Final = 50
ERROR_PROBABILITY: Final = 0.05

NEED_MORE_DATA: Final = "Need more data (min 10 executions per variant)"
NO_WINNER: Final = "No clear winner yet"
DEPLOY: Final = "Deploy best variant to production"
CONTINUE: Final = "Continue testing"
NO_BASELINE_SCORE: Final = "the baseline's mean score is 0, so no percentage of it exists"


class Verdict(enum.Enum):
    """Names as in the contract's enum, without its prefix."""

    INSUFFICIENT_DATA = enum.auto()
    INCONCLUSIVE = enum.auto()
    WINNER = enum.auto()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A variant's mean score (None without results) and its anytime-valid interval."""

    variant_id: str
    executions: int
    score: float | None
    interval: Interval


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict; `variant_id` has the highest mean score and is empty without results."""

    verdict: Verdict
    variant_id: str
    estimates: tuple[Estimate, ...]
    error_probability: float


@dataclass(frozen=True, slots=True)
class ExperimentReport:
    """How one agent's experiment stands."""

    best: Standing | None
    variants_tested: int
    total_executions: int
    recommendation: str
    message: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Improvement:
    """What an agent gained over its first prompt; `improvement_percent` is None where `reason` says why."""

    agent: str
    baseline_score: float
    best_score: float
    improvement_percent: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class OptimizationReport:
    """What the fleet gained."""

    agents_optimized: int
    improvements: tuple[Improvement, ...]
    avg_improvement: float


def report_experiment(standings: Sequence[Standing]) -> ExperimentReport:
    """`standings`: all variants of one agent in the order of their addition; may be empty."""
    decision = decide(standings)
    leader = best(standings, min_results=MIN_RESULTS_TO_COMPARE)
    return ExperimentReport(
        best=leader,
        variants_tested=sum(one.totals.result_count > 0 for one in standings),
        total_executions=sum(one.totals.result_count for one in standings),
        recommendation=_recommendation(leader, decision.verdict),
        message=_MESSAGES[decision.verdict],
        decision=decision,
    )


def decide(standings: Sequence[Standing]) -> Decision:
    """The statistical verdict on one agent's variants."""
    leader = best(standings, min_results=1)
    in_use = [one for one in standings if not one.retired]
    estimates = tuple(_estimate(one, ERROR_PROBABILITY / len(standings)) for one in in_use)
    verdict = _verdict(in_use, leader, estimates)
    return Decision(verdict, leader.variant_id if leader else "", estimates, ERROR_PROBABILITY)


_MESSAGES = {Verdict.INSUFFICIENT_DATA: NEED_MORE_DATA, Verdict.INCONCLUSIVE: NO_WINNER, Verdict.WINNER: ""}


def _verdict(standings: Sequence[Standing], leader: Standing | None, estimates: Sequence[Estimate]) -> Verdict:
    if leader is None or any(one.totals.result_count < MIN_RESULTS_TO_COMPARE for one in standings):
        return Verdict.INSUFFICIENT_DATA
    floor = next(one.interval.low for one in estimates if one.variant_id == leader.variant_id)
    rivals = [one.interval.high for one in estimates if one.variant_id != leader.variant_id]
    return Verdict.WINNER if rivals and floor > max(rivals) else Verdict.INCONCLUSIVE


def _recommendation(leader: Standing | None, verdict: Verdict) -> str:
    if leader is None:
        return ""
    enough = leader.totals.result_count >= MIN_RESULTS_TO_DEPLOY
    return DEPLOY if enough and verdict is Verdict.WINNER else CONTINUE


def _estimate(standing: Standing, alpha: float) -> Estimate:
    totals = standing.totals
    missed = totals.result_count * SCORE_UNIT - totals.score_sum_nano
    evidence = Evidence(totals.score_sum_nano / SCORE_UNIT, missed / SCORE_UNIT)
    return Estimate(standing.variant_id, totals.result_count, totals.mean_score, evidence.interval(alpha))


def best_prompts(fleet: Mapping[str, Sequence[Standing]]) -> dict[str, Standing]:
    """By agent: its best variant with at least 20 results; agents without one are left out."""
    leaders = {agent: best(standings, min_results=MIN_RESULTS_TO_BE_BEST) for agent, standings in fleet.items()}
    return {agent: leader for agent, leader in leaders.items() if leader is not None}


def report_optimization(fleet: Mapping[str, Sequence[Standing]]) -> OptimizationReport:
    """`fleet`: of every agent all variants."""
    leaders = best_prompts(fleet)
    found = (_improvement(agent, fleet[agent], leader) for agent, leader in sorted(leaders.items()))
    improvements = tuple(one for one in found if one is not None)
    known = [one.improvement_percent for one in improvements if one.improvement_percent is not None]
    return OptimizationReport(len(leaders), improvements, sum(known) / len(known) if known else 0.0)


def _improvement(agent: str, standings: Sequence[Standing], leader: Standing) -> Improvement | None:
    """None where the first variant added is the best one, or has too few results to be compared with."""
    baseline = min(standings, key=lambda one: one.ordinal)
    before, after = baseline.totals.mean_score, leader.totals.mean_score
    if baseline == leader or baseline.totals.result_count < MIN_RESULTS_TO_COMPARE or before is None or after is None:
        return None
    if before == 0:
        return Improvement(agent, before, after, None, NO_BASELINE_SCORE)
    return Improvement(agent, before, after, 100 * (after - before) / before, "")
