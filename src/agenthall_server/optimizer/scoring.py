"""The score of a result, and which variant stands best.

A result's score is 0.5 x success + 0.5 x quality / 100; where one part is unknown the other one counts alone. Scores
are whole billionths, so that sums are exact and equal in any order: a quality in millionths of its 0-100 scale, times
5 or 10, is its share without a remainder.

Among equal mean scores the variant with more results stands better, then the older one. Division of integers is
correctly rounded in Python, so equal means are equal floats.

Not here: weights of the parts that a caller chooses, speed and cost as parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import add, attrgetter

SCORE_UNIT = 1_000_000_000
"""The score 1.0."""


def score_nano(success: int | None, quality_micro: int | None) -> int:
    """The score in billionths. `success` is 1 or 0, `quality_micro` is 0-100 in millionths; one of them is known."""
    if quality_micro is None:
        return SCORE_UNIT if success else 0
    if success is None:
        return 10 * quality_micro
    return SCORE_UNIT // 2 * success + 5 * quality_micro


@dataclass(frozen=True, slots=True)
class Totals:
    """What a variant's results add up to. A part that a result did not have is in no count and no sum."""

    result_count: int = 0
    outcome_count: int = 0
    success_count: int = 0
    quality_count: int = 0
    quality_sum_micro: int = 0
    duration_count: int = 0
    duration_sum_us: int = 0
    cost_count: int = 0
    cost_sum_nano_usd: int = 0
    score_sum_nano: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(*map(add, _sums(self), _sums(other)))

    @property
    def mean_score(self) -> float | None:
        """0-1; None without results."""
        return self.score_sum_nano / (self.result_count * SCORE_UNIT) if self.result_count else None

    @property
    def success_rate(self) -> float | None:
        """Percent of the known outcomes."""
        return 100 * self.success_count / self.outcome_count if self.outcome_count else None

    @property
    def avg_quality_score(self) -> float | None:
        """0-100."""
        return self.quality_sum_micro / (self.quality_count * 1_000_000) if self.quality_count else None

    @property
    def avg_duration_ms(self) -> float | None:
        """Milliseconds."""
        return self.duration_sum_us / (self.duration_count * 1000) if self.duration_count else None


_sums = attrgetter(*(field.name for field in fields(Totals)))  # ten times as fast as dataclasses.astuple


def totals_of(
    success: int | None, quality_micro: int | None, duration_us: int | None, cost_nano_usd: int | None
) -> Totals:
    """One result; a success or a quality is known."""
    return Totals(
        1,
        int(success is not None),
        success or 0,
        int(quality_micro is not None),
        quality_micro or 0,
        int(duration_us is not None),
        duration_us or 0,
        int(cost_nano_usd is not None),
        cost_nano_usd or 0,
        score_nano(success, quality_micro),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A variant among its rivals; `ordinal` counts the agent's variants in the order of their addition, from 0.

    A retired one is nobody's rival any more.
    """

    variant_id: str
    ordinal: int
    totals: Totals
    retired: bool = False


def best(standings: Iterable[Standing], *, min_results: int) -> Standing | None:
    """The best mean score among the variants in use with at least `min_results` (1 or more) results."""
    rivals = (one for one in standings if one.totals.result_count >= min_results and not one.retired)
    return max(rivals, key=_rank, default=None)


def _rank(standing: Standing) -> tuple[float, int, int]:
    return standing.totals.mean_score or 0.0, standing.totals.result_count, -standing.ordinal
