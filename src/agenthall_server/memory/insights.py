"""How a team is doing, in numbers and in sentences.

The rate's interval is Wilson's at 95 % (intervals.py). Speed compares medians: the older
half of the measured builds against the newer half, over workflows that occur in both, so that a team which took up
another workflow does not seem faster or slower for that alone. Known limit: within a workflow, harder work looks like
slower work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from agenthall_server.intervals import Interval, wilson
from agenthall_server.memory.rollup import Sums

MIN_BUILDS_PER_HALF = 4
MAX_WORKFLOWS = 100


@dataclass(frozen=True, slots=True)
class Workflow:
    """The sums of one workflow."""

    workflow: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a build took."""

    workflow: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Insights:
    """The answer; rates in percent, None where nothing is known."""

    total_builds: int
    success_rate: float | None
    success_rate_interval: Interval | None
    avg_quality: float | None
    workflows: tuple[Workflow, ...]
    speed_improvement_percent: float | None
    insights: tuple[str, ...]


def insights(workflows: Sequence[Workflow], durations: Sequence[Duration], *, whole_history: bool) -> Insights:
    """`durations` are in order of finish_time, oldest first."""
    total = _total(workflows)
    used = sorted(workflows, key=lambda use: (-use.sums.build_count, use.workflow))
    rate = 100 * total.success_count / total.known_count if total.known_count else None
    speed = speed_improvement(durations)
    sentences = _sentences(rate, total.mean_quality, used, speed) or [_no_history(whole_history=whole_history)]
    return Insights(
        total_builds=total.build_count,
        success_rate=rate,
        success_rate_interval=wilson(total.success_count, total.known_count).scaled(100) if total.known_count else None,
        avg_quality=total.mean_quality,
        workflows=tuple(used[:MAX_WORKFLOWS]),
        speed_improvement_percent=speed,
        insights=tuple(sentences),
    )


def speed_improvement(durations: Sequence[Duration]) -> float | None:
    """Percent by which the newer half is faster; None below 4 builds in a half, or where the older took no time."""
    middle = len(durations) // 2
    older, newer = durations[:middle], durations[middle:]
    shared = {build.workflow for build in older} & {build.workflow for build in newer}
    before = [build.seconds for build in older if build.workflow in shared]
    after = [build.seconds for build in newer if build.workflow in shared]
    if min(len(before), len(after)) < MIN_BUILDS_PER_HALF or median(before) == 0:
        return None
    return 100 * (median(before) - median(after)) / median(before)


def _total(workflows: Sequence[Workflow]) -> Sums:
    parts = [workflow.sums for workflow in workflows]
    return Sums(
        build_count=sum(part.build_count for part in parts),
        known_count=sum(part.known_count for part in parts),
        success_count=sum(part.success_count for part in parts),
        quality_count=sum(part.quality_count for part in parts),
        quality_sum_micro=sum(part.quality_sum_micro for part in parts),
    )


def _sentences(rate: float | None, quality: float | None, used: Sequence[Workflow], speed: float | None) -> list[str]:
    sentences = []
    if rate is not None:
        sentences.append(f"Team success rate: {rate:.1f}%")
    if quality is not None:
        sentences.append(f"Average code quality: {quality:.1f}/100")
    if used:
        sentences.append(f"Most used workflow: {used[0].workflow} ({used[0].sums.build_count} times)")
    if speed is not None:
        sentences.append(f"Speed improvement: {round(speed, 1) + 0.0:+.1f}%")  # + 0.0 turns -0.0 into +0.0
    return sentences


def _no_history(*, whole_history: bool) -> str:
    return "No builds recorded yet" if whole_history else "No builds recorded in this window"
