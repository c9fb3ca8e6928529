"""What a team should look at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.memory.recommendations import RecentBuild, recommend

PREFIX = "RECOMMENDATION_KIND_"


def made(*outcomes: tuple[bool | None, float | None]) -> list[RecentBuild]:
    return [RecentBuild(f"b{i}", success, quality) for i, (success, quality) in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("count", "text"), [(0, "record 5 more builds"), (2, "record 3 more builds"), (4, "record 1 more build ")]
)
def test_insufficient_data(count: int, text: str) -> None:
    [found] = recommend(made(*[(False, 10.0)] * count))
    assert found.kind == PREFIX + "INSUFFICIENT_DATA"
    assert text in found.text
    assert (found.builds_needed, found.sample_count) == (5 - count, count)


def test_quality() -> None:
    [found] = recommend(made(*[(True, 60.0)] * 4, (True, 99.0)))
    assert (found.kind, found.value, found.threshold) == (PREFIX + "QUALITY", pytest.approx(67.8), 70.0)
    assert "67.8/100" in found.text
    assert "quality" in found.text
    assert found.evidence_build_ids == ("b0", "b1", "b2", "b3", "b4")
    assert found.builds_needed == 0


def test_success_rate() -> None:
    [found] = recommend(made(*[(True, None)] * 7, *[(False, None)] * 3))
    assert (found.kind, found.value, found.threshold, found.sample_count) == (PREFIX + "SUCCESS_RATE", 70.0, 80.0, 10)
    assert "70.0%" in found.text


def test_thresholds_themselves_are_well() -> None:
    [found] = recommend(made(*[(True, 70.0)] * 8, *[(False, 70.0)] * 2))
    assert found.kind == PREFIX + "ALL_WELL"
    assert "70.0/100" in found.text
    assert "80.0%" in found.text


def test_only_the_last_ten_that_say_something_count() -> None:
    good, unknown, bad = [(True, 90.0)] * 10, [(None, None)] * 7, [(False, 1.0)] * 30
    assert recommend(made(*unknown, *good, *bad))[0].kind == PREFIX + "ALL_WELL"


def test_the_more_severe_comes_first() -> None:
    quality_first = recommend(made(*[(True, 10.0)] * 7, *[(False, 10.0)] * 3))
    rate_first = recommend(made(*[(False, 69.0)] * 10))
    assert [found.kind.removeprefix(PREFIX) for found in quality_first] == ["QUALITY", "SUCCESS_RATE"]
    assert [found.kind.removeprefix(PREFIX) for found in rate_first] == ["SUCCESS_RATE", "QUALITY"]


def test_nothing_known_is_said() -> None:
    [found] = recommend(made(*[(None, None)] * 5))
    assert found.kind == PREFIX + "ALL_WELL"
    assert "no outcome and no quality" in found.text


@given(st.lists(st.tuples(st.none() | st.booleans(), st.none() | st.floats(0, 100)), max_size=30))
def test_there_is_always_an_answer_with_its_evidence(outcomes: list[tuple[bool | None, float | None]]) -> None:
    builds = made(*outcomes)
    for found in recommend(builds):
        assert len(found.evidence_build_ids) == found.sample_count <= 10
        assert {*found.evidence_build_ids} <= {build.build_id for build in builds}
        if found.threshold is not None:
            assert found.value is not None
            assert found.value < found.threshold
