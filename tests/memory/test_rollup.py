"""The sums that insights read."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.memory.rollup import Bucket, Sums, hour_of, sums_of, window_start

HOUR = 3600 * 1_000_000


@dataclass
class Made:
    workspace_key: int = 1
    team_id: str = "web"
    workflow: str = "standard"
    success: bool | None = None
    quality_score: float | None = None
    finish_time: int = 0


def test_a_build_counts_in_its_hour_and_in_all_time() -> None:
    found = sums_of(
        [Made(success=True, quality_score=82.25, finish_time=5 * HOUR + 7), Made(success=False, finish_time=-1)]
    )
    one, other = Sums(1, 1, 1, 1, 82_250_000), Sums(1, 1, 0, 0, 0)
    assert found == {
        Bucket(1, "web", 3600, 5 * HOUR, "standard"): one,
        Bucket(1, "web", 3600, -HOUR, "standard"): other,
        Bucket(1, "web", 0, 0, "standard"): Sums(2, 2, 1, 1, 82_250_000),
    }


def test_what_is_unknown_is_counted_as_a_build_only() -> None:
    assert sums_of([Made()])[Bucket(1, "web", 0, 0, "standard")] == Sums(1, 0, 0, 0, 0)
    assert Sums().mean_quality is None
    assert Sums(2, 0, 0, 2, 165_000_000).mean_quality == 82.5


def test_a_window_begins_with_an_hour() -> None:
    assert window_start(10 * HOUR + 5, HOUR) == 9 * HOUR
    assert window_start(10 * HOUR, HOUR) == 9 * HOUR
    assert window_start(10 * HOUR, HOUR + 1) == 8 * HOUR


@given(st.integers(-(10**17), 10**17), st.integers(1, 10**16))
def test_a_window_holds_at_least_what_was_asked_for(now: int, length: int) -> None:
    start = window_start(now, length)
    assert start == hour_of(start)
    assert now - length - HOUR < start <= now - length
