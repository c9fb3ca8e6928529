"""What sets the failing, or the slow, executions apart from the others: which model, version, variant, kind of error.

For each value of each dimension the weighted log-odds-ratio with an informative Dirichlet prior: B. L. Monroe, M. P.
Colaresi, K. M. Quinn, "Fightin' Words", Political Analysis 16 (2008), equations 15 to 20. The prior holds PRIOR
executions that are spread over the values as all executions are, so rare values shrink towards no difference. Its
variance has all four terms of a difference of two logits, not the two that the authors keep for rare words: a value may
be as common as any. A value counts with 10 of the executions in question, and is named where the interval lies above 0;
its level is 1 - 0.05 / (number of values compared), so that of 20 answers on random data one names something.

Known limit: one dimension at a time. Where two always change together, both are named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from agenthall_server.intervals import Interval
from agenthall_server.observability.error_sums import error_type
from agenthall_server.observability.executions import CANCELLED, FAILED

PRIOR = 10.0
MIN_SUPPORT = 10
MOST = 50
SLOW_SHARE = 0.9
"""Slow is what lies above this quantile of its agent's durations."""
_ERROR = 0.05


class Run(NamedTuple):
    """What is looked at of an execution; columns as in the table."""

    outcome: int
    duration_ms: float | None
    error_message: str
    agent_name: str
    agent_version: str
    model: str
    team_id: str
    user_id: str
    variant_id: str
    attempt: int
    error_type: str


_DIMENSIONS = ("agent_name", "agent_version", "model", "team_id", "user_id", "variant_id", "attempt", "error_type")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Fields as in the message."""

    dimension: str
    value: str
    target_count: int
    other_count: int
    target_percent: float
    rest_target_percent: float
    log_odds_ratio: float
    interval: Interval
    z_score: float


Labelled = tuple[bool, Mapping[str, str]]
"""Whether it is one of those in question, and its values by dimension; what is not known is left out."""


def failed(runs: Iterable[Run]) -> list[Labelled]:
    """The failed against those that did their work. Every failure has a type, which says nothing."""
    ended = (run for run in runs if run.outcome != CANCELLED)
    return [(run.outcome == FAILED, _values(run, _DIMENSIONS[:-1])) for run in ended]


def slow(runs: Iterable[Run]) -> list[Labelled]:
    """The slow of each agent against its others; agents with fewer than 10 measured ones are left out."""
    agents: dict[str, list[tuple[float, Run]]] = {}
    for run in runs:
        if run.duration_ms is not None:
            agents.setdefault(run.agent_name, []).append((run.duration_ms, run))
    found: list[Labelled] = []
    for measured in agents.values():
        if len(measured) >= MIN_SUPPORT:
            limit = sorted(took for took, _ in measured)[int(SLOW_SHARE * (len(measured) - 1))]
            found += [(took > limit, _values(run, _DIMENSIONS)) for took, run in measured]
    return found


def attributions(labelled: Sequence[Labelled]) -> list[Attribution]:
    """The most certain first, MOST at most."""
    targets, others = (_counted(labelled, wanted=wanted) for wanted in (True, False))
    compared = [
        (dimension, value)
        for dimension, counts in targets.items()
        for value, count in counts.items()
        if count >= MIN_SUPPORT and len(counts.keys() | others.get(dimension, {}).keys()) > 1
    ]
    if not compared:
        return []
    level = 1 - _ERROR / len(compared)
    found = (_attribution(*key, targets[key[0]], others.get(key[0], Counter()), level) for key in compared)
    certain = [one for one in found if one.interval.low > 0]
    return sorted(certain, key=lambda one: (-one.z_score, one.dimension, one.value))[:MOST]


def _attribution(dimension: str, value: str, targets: Counter[str], others: Counter[str], level: float) -> Attribution:
    mine, rest, other, other_rest = (
        targets[value], targets.total() - targets[value], others[value], others.total() - others[value],
    )  # fmt: skip
    share = (mine + other) / (mine + rest + other + other_rest)
    prior, prior_rest = PRIOR * share, PRIOR * (1 - share)
    cells = mine + prior, rest + prior_rest, other + prior, other_rest + prior_rest
    ratio = log(cells[0] / cells[1]) - log(cells[2] / cells[3])
    error = sqrt(sum(1 / cell for cell in cells))
    spread = NormalDist().inv_cdf((1 + level) / 2) * error
    return Attribution(
        dimension=dimension,
        value=value,
        target_count=mine,
        other_count=other,
        target_percent=100 * mine / (mine + other),
        rest_target_percent=100 * rest / (rest + other_rest),
        log_odds_ratio=ratio,
        interval=Interval(ratio - spread, ratio + spread, level),
        z_score=ratio / error,
    )


def _counted(labelled: Iterable[Labelled], *, wanted: bool) -> dict[str, Counter[str]]:
    """By dimension, how often each value comes."""
    found: dict[str, Counter[str]] = {}
    for is_target, values in labelled:
        if is_target == wanted:
            for dimension, value in values.items():
                found.setdefault(dimension, Counter())[value] += 1
    return found


def _values(run: Run, dimensions: Iterable[str]) -> dict[str, str]:
    values = {name: str(getattr(run, name) or "") for name in dimensions}
    if "error_type" in values and run.outcome == FAILED:
        values["error_type"] = error_type(run.error_type, run.error_message)
    return {name: value for name, value in values.items() if value}
