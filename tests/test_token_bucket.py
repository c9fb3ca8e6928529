"""Token buckets: hand-computed instants, the law of the burst, and what is kept in memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.token_bucket import TokenBuckets


def admitted(buckets: TokenBuckets, now: float, *, share: int = 1) -> bool:
    """Whether a call at this instant finds a token, which it then takes."""
    if buckets.wait("key", now, share) > 0:
        return False
    buckets.spend("key", now, share=share)
    return True


def test_a_burst_then_one_an_interval() -> None:
    buckets = TokenBuckets(per_second=4, burst=3)
    assert [admitted(buckets, 100.0) for _ in range(4)] == [True, True, True, False]
    assert buckets.wait("key", 100.0) == pytest.approx(0.25, abs=1e-5)
    assert buckets.wait("key", 100.1) == pytest.approx(0.15, abs=1e-5)
    assert not admitted(buckets, 100.24)
    assert admitted(buckets, 100.25)
    assert not admitted(buckets, 100.25)
    assert buckets.wait("another", 100.25) <= 0


def test_what_was_not_there_is_owed() -> None:
    buckets = TokenBuckets(per_second=10, burst=5)
    buckets.spend("key", 0.0, 25)
    assert buckets.wait("key", 0.0) == pytest.approx(2.1, abs=1e-5)  # 20 tokens owed and one to take, at ten a second
    assert not admitted(buckets, 2.09)
    assert admitted(buckets, 2.1)


def test_two_servers_share_rate_and_burst() -> None:
    buckets = TokenBuckets(per_second=4, burst=4)
    assert [admitted(buckets, 0.0, share=2) for _ in range(3)] == [True, True, False]
    assert buckets.wait("key", 0.0, 2) == pytest.approx(0.5, abs=1e-5)


@given(
    st.floats(0.5, 100),
    st.integers(1, 20),
    st.lists(st.floats(0, 0.5), min_size=1, max_size=200),
)
def test_in_no_span_of_time_more_than_the_burst_and_the_rate(rate: float, burst: int, gaps: list[float]) -> None:
    buckets, now, passed = TokenBuckets(rate, burst), 1000.0, []
    for gap in gaps:
        now += gap
        if admitted(buckets, now):
            passed.append(now)
    for index, first in enumerate(passed):
        for count, last in enumerate(passed[index:], start=1):
            assert count <= burst + (last - first) * rate + 1e-6


def test_buckets_that_are_full_again_are_forgotten() -> None:
    buckets = TokenBuckets(per_second=1000, burst=1)
    for number in range(1000):
        buckets.spend(number, now=float(number))
    assert len(buckets) <= 1


def test_no_more_buckets_than_entries() -> None:
    buckets = TokenBuckets(per_second=0.001, burst=1, entries=100)
    for number in range(1000):
        buckets.spend(number, now=0.0)
    assert len(buckets) == 100
    assert buckets.wait(999, 0.0) > 0
    assert buckets.wait(0, 0.0) <= 0  # it had the longest time to fill
