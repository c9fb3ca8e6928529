"""What a team, or one of its users, should look at.

Thresholds are the specification's: mean quality of the last 10 measured builds below 70, success rate of the last 10
builds with a known outcome below 80 percent, nothing at all below 5 builds. Severity is how far a value lies below its
threshold, relative to it. Known limit: 10 builds are few; a rate of 70 % in 10 is compatible with a true 90 %, so a
recommendation is a reason to look, not a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MIN_BUILDS = 5
RECENT = 10
MIN_QUALITY = 70.0
MIN_SUCCESS_RATE = 80.0


@dataclass(frozen=True, slots=True)
class RecentBuild:
    """What counts of a build."""

    build_id: str
    success: bool | None
    quality_score: float | None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One thing to look at; `kind` is a name of RecommendationKind."""

    kind: str
    text: str
    sample_count: int
    evidence_build_ids: tuple[str, ...]
    value: float | None = None
    threshold: float | None = None
    builds_needed: int = 0


def recommend(builds: Sequence[RecentBuild]) -> list[Recommendation]:
    """At least one recommendation, most severe first; `builds` are the newest ones, newest first."""
    if len(builds) < MIN_BUILDS:
        return [_insufficient(builds)]
    measured = [build for build in builds if build.quality_score is not None][:RECENT]
    known = [build for build in builds if build.success is not None][:RECENT]
    quality = _mean([build.quality_score or 0.0 for build in measured])
    rate = _mean([100.0 * bool(build.success) for build in known])
    found = []
    if quality is not None and quality < MIN_QUALITY:
        found.append(_quality(quality, measured))
    if rate is not None and rate < MIN_SUCCESS_RATE:
        found.append(_success_rate(rate, known))
    return sorted(found, key=_severity, reverse=True) or [_all_well(builds[:RECENT], quality, rate)]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _severity(found: Recommendation) -> float:
    return 1 - (found.value or 0.0) / (found.threshold or 1.0)


def _ids(builds: Sequence[RecentBuild]) -> tuple[str, ...]:
    return tuple(build.build_id for build in builds)


def _counted(builds: Sequence[object], noun: str) -> str:
    return f"{len(builds)} {noun}{'s' * (len(builds) != 1)}"


def _insufficient(builds: Sequence[RecentBuild]) -> Recommendation:
    needed = range(len(builds), MIN_BUILDS)
    return Recommendation(
        kind="RECOMMENDATION_KIND_INSUFFICIENT_DATA",
        text=f"Insufficient data: record {_counted(needed, 'more build')} to get recommendations",
        sample_count=len(builds),
        evidence_build_ids=_ids(builds),
        builds_needed=len(needed),
    )


def _quality(value: float, measured: Sequence[RecentBuild]) -> Recommendation:
    return Recommendation(
        kind="RECOMMENDATION_KIND_QUALITY",
        text=(
            f"Improve code quality: {value:.1f}/100 on average over the last {_counted(measured, 'measured build')}, "
            f"below {MIN_QUALITY:g}; start with the weakest of them"
        ),
        value=value,
        threshold=MIN_QUALITY,
        sample_count=len(measured),
        evidence_build_ids=_ids(measured),
    )


def _success_rate(value: float, known: Sequence[RecentBuild]) -> Recommendation:
    return Recommendation(
        kind="RECOMMENDATION_KIND_SUCCESS_RATE",
        text=(
            f"Reduce failures: {value:.1f}% success over the last {_counted(known, 'build')} with a known outcome, "
            f"below {MIN_SUCCESS_RATE:g}%; start with what the failed ones have in common"
        ),
        value=value,
        threshold=MIN_SUCCESS_RATE,
        sample_count=len(known),
        evidence_build_ids=_ids(known),
    )


def _all_well(builds: Sequence[RecentBuild], quality: float | None, rate: float | None) -> Recommendation:
    seen = []
    if quality is not None:
        seen.append(f"average quality {quality:.1f}/100")
    if rate is not None:
        seen.append(f"success rate {rate:.1f}%")
    return Recommendation(
        kind="RECOMMENDATION_KIND_ALL_WELL",
        text="All is well in recent builds: " + (", ".join(seen) or "no outcome and no quality was reported"),
        sample_count=len(builds),
        evidence_build_ids=_ids(builds),
    )
