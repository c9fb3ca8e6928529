"""The sums that insights read, so that their cost does not grow with the number of builds.

A build counts in two buckets: the hour of its finish_time, and all time (bucket_seconds 0). Sums are integers, quality
in millionths of a point, so that they are exact in whatever order builds arrive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from agenthall_server.clock import HOUR_US

HOUR_SECONDS = 3600
ALL_TIME_SECONDS = 0
MICRO = 1_000_000


class Measured(Protocol):
    """What a rollup reads of a build."""

    workspace_key: int
    team_id: str
    workflow: str
    success: bool | None
    quality_score: float | None
    finish_time: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """Which rollup; the writer slot comes with the writer."""

    workspace_key: int
    team_id: str
    bucket_seconds: int
    bucket_start: int
    workflow: str


@dataclass(slots=True)
class Sums:
    """What is summed in a bucket."""

    build_count: int = 0
    known_count: int = 0
    success_count: int = 0
    quality_count: int = 0
    quality_sum_micro: int = 0

    @property
    def mean_quality(self) -> float | None:
        return self.quality_sum_micro / MICRO / self.quality_count if self.quality_count else None

    def count(self, build: Measured) -> None:
        """Adds one build."""
        self.build_count += 1
        self.known_count += build.success is not None
        self.success_count += bool(build.success)
        if build.quality_score is not None:
            self.quality_count += 1
            self.quality_sum_micro += round(build.quality_score * MICRO)


def hour_of(time_us: int) -> int:
    """The start of the hour that holds a time."""
    return time_us - time_us % HOUR_US


def sums_of(builds: Iterable[Measured]) -> dict[Bucket, Sums]:
    """What the builds add to each bucket."""
    found: dict[Bucket, Sums] = {}
    for build in builds:
        for seconds, start in ((HOUR_SECONDS, hour_of(build.finish_time)), (ALL_TIME_SECONDS, 0)):
            bucket = Bucket(build.workspace_key, build.team_id, seconds, start, build.workflow)
            found.setdefault(bucket, Sums()).count(build)
    return found


def window_start(now_us: int, window_us: int) -> int:
    """Where a window begins: at the start of the hour that holds now - window."""
    return hour_of(now_us - window_us)
