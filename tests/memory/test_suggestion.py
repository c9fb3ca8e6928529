"""Which stack to use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.intervals import beta_quantile
from agenthall_server.memory.stacks import canonical_stack
from agenthall_server.memory.suggestion import PastBuild, Suggestion, TeamRecord, sentence, suggest

DAY = 86_400 * 1_000_000
NOW = 20_000 * DAY
REACT = {"frontend": "React", "database": "PostgreSQL"}
VUE = {"frontend": "Vue", "database": "MySQL"}


def past(
    number: int,
    prompt: str,
    stack: dict[str, str],
    *,
    success: bool = True,
    quality: float | None = None,
    days_ago: float = 0,
) -> PastBuild:
    return PastBuild(f"b{number}", prompt, stack, success, quality, NOW - round(days_ago * DAY))


def team_of(builds: list[PastBuild]) -> TeamRecord:
    measured = [build.quality_score for build in builds if build.quality_score is not None]
    quality = sum(measured) / len(measured) if measured else None
    return TeamRecord(len(builds), len(builds), sum(build.success for build in builds), quality)


def answer(prompt: str, builds: list[PastBuild]) -> Suggestion:
    return suggest(prompt, builds, team_of(builds), NOW)


def suggested(found: Suggestion) -> dict[str, str]:
    assert found.option is not None
    return dict(found.option.tech_stack)


def test_suggestion_without_history() -> None:
    found = answer("a chat", [])
    assert (found.basis, found.option, found.builds_needed) == ("BASIS_NONE", None, 1)
    assert "1 is needed" in found.reason


def test_failures_and_builds_without_a_stack_are_no_history() -> None:
    found = answer("a chat", [past(1, "a chat", REACT, success=False), past(2, "a chat", {})])
    assert (found.basis, found.builds_needed) == ("BASIS_NONE", 1)


def test_suggestion_with_history() -> None:
    builds = [past(i, f"Build chat app {i}", REACT, quality=87.3) for i in range(12)]
    found = answer("Create a chat application", builds)
    assert found.basis == "BASIS_TEAM"
    assert suggested(found) == REACT
    assert found.reason == "Used 12 times with 87.3 avg quality"
    assert len(found.evidence_build_ids) == 10
    assert found.alternatives == ()
    assert found.builds_needed == 0


def test_the_answer_does_not_change_until_midnight() -> None:
    builds = [past(i, "a chat", REACT, quality=80, success=i != 3, days_ago=9.7 * i) for i in range(6)]
    first, last, next_day = (suggest("a chat", builds, team_of(builds), now) for now in (NOW, NOW + DAY - 1, NOW + DAY))
    assert first == last
    assert first != next_day, "a build of yesterday weighs less than one of today"


def test_the_reason_keeps_its_form() -> None:
    assert sentence(1, 90.0) == "Used 1 times with 90.0 avg quality"
    assert sentence(12, None) == "Used 12 times"


def test_a_count_does_not_stop_at_the_nearest() -> None:
    found = answer("a chat", [past(i, f"chat {'with many words ' * (i % 3)}", REACT) for i in range(100)])
    assert found.option is not None
    assert found.option.usage_count == 100


def test_similar_work_counts_not_what_the_team_uses_most() -> None:
    builds = [past(i, "shop with cart and checkout", VUE) for i in range(20)]
    builds += [past(i, "chat with rooms and history", REACT) for i in range(20, 23)]
    assert suggested(answer("chat for support with history", builds)) == REACT
    assert suggested(answer("cart and checkout for flowers", builds)) == VUE


def test_the_interval_computed_by_hand() -> None:
    """Three equal successes and one equal failure: p = (3 + 1/2) / (4 + 1) = 0.7, Beta(2.8 + 3, 1.2 + 1)."""
    builds = [past(i, "a chat", REACT) for i in range(3)] + [past(3, "a chat", REACT, success=False)]
    found = answer("a chat", builds)
    assert found.option is not None
    assert found.option.interval.low == pytest.approx(100 * beta_quantile(5.8, 2.2, 0.05))
    assert found.option.interval.high == pytest.approx(100 * beta_quantile(5.8, 2.2, 0.95))
    assert (found.option.interval.level, found.option.usage_count) == (0.9, 3)


def test_failures_in_similar_work_count_against_a_stack() -> None:
    builds = [past(i, "a chat", VUE, success=i % 2 == 0) for i in range(12)]
    builds += [past(i, "a chat", REACT) for i in range(20, 25)]
    found = answer("a chat", builds)
    assert suggested(found) == REACT
    assert [dict(option.tech_stack) for option in found.alternatives] == [VUE]
    assert found.alternatives[0].usage_count == 6


def test_quality_decides_between_stacks_that_both_succeed() -> None:
    builds = [past(i, "a chat", VUE, quality=60) for i in range(6)] + [
        past(i, "a chat", REACT, quality=95) for i in range(6, 12)
    ]
    assert suggested(answer("a chat", builds)) == REACT


def test_recent_work_weighs_more() -> None:
    builds = [past(i, "a chat", VUE, days_ago=360) for i in range(3)]
    builds += [past(i, "a chat", REACT, days_ago=1) for i in range(3, 5)]
    assert suggested(answer("a chat", builds)) == REACT


def test_quality_is_that_of_successful_measured_builds() -> None:
    builds = [
        past(1, "a chat", REACT, quality=80),
        past(2, "a chat", REACT, quality=90),
        past(3, "a chat", REACT),
        past(4, "a chat", REACT, quality=1, success=False),
    ]
    found = answer("a chat", builds)
    assert found.reason == "Used 3 times with 85.0 avg quality"


def test_slot_by_slot_where_no_whole_stack_repeats() -> None:
    builds = [
        past(1, "chat with rooms", {"frontend": "React", "database": "PostgreSQL"}),
        past(2, "chat with threads", {"frontend": "React", "database": "Redis", "queue": "Kafka"}),
        past(3, "chat with bots", {"frontend": "Vue", "database": "PostgreSQL"}),
    ]
    found = answer("chat", builds)
    assert found.basis == "BASIS_SLOT"
    assert suggested(found) == REACT | {"queue": "Kafka"}
    assert set(found.evidence_build_ids) == {"b1", "b2", "b3"}


def test_a_stack_put_together_counts_the_builds_that_agree_with_it() -> None:
    builds = [
        past(1, "chat with rooms", {"frontend": "React", "database": "PostgreSQL"}, quality=80),
        past(2, "chat with threads", {"frontend": "React"}, quality=90),
        past(3, "chat with bots", {"frontend": "Vue", "database": "PostgreSQL"}, quality=10),
    ]
    found = answer("chat", builds)
    assert found.basis == "BASIS_SLOT"
    assert suggested(found) == REACT
    assert found.reason == "Used 2 times with 85.0 avg quality"


def test_a_slot_that_hardly_anyone_filled_is_left_out() -> None:
    builds = [past(i, f"chat {i}", {"frontend": "React", f"slot{i}": "x"}) for i in range(20)]
    assert suggested(answer("chat", builds)) == {"frontend": "React"}


def test_what_the_prompt_names_wins() -> None:
    builds = [past(i, "chat rooms", VUE) for i in range(20)] + [past(i, "shop", REACT) for i in range(20, 22)]
    named = suggested(answer("chat rooms on Postgres", builds))
    assert named["database"] == "PostgreSQL"
    assert suggested(answer("chat rooms", builds)) == VUE


def test_work_that_resembles_nothing_falls_back_to_all_work() -> None:
    builds = [past(i, "invoices", REACT, quality=87.3) for i in range(12)]
    found = answer("weather station firmware", builds)
    assert (found.basis, found.reason) == ("BASIS_TEAM", "Used 12 times with 87.3 avg quality")
    assert answer("of the", builds) == found


def test_similar_work_that_only_failed_falls_back_to_all_work() -> None:
    builds = [past(i, "chat rooms", VUE, success=False) for i in range(40)] + [
        past(i, "invoices", REACT) for i in range(40, 43)
    ]
    assert suggested(answer("chat rooms", builds)) == REACT


def test_one_build_is_enough() -> None:
    found = answer("a chat", [past(1, "a chat", REACT, quality=90)])
    assert (found.basis, found.reason) == ("BASIS_SLOT", "Used 1 times with 90.0 avg quality")
    assert suggested(found) == REACT


def test_spellings_of_one_stack_are_one_stack_shown_as_last_spelled() -> None:
    builds = [
        past(1, "a chat", {"db": "Postgres", "frontend": "ReactJS"}, days_ago=2),
        past(2, "a chat", {"database": "PostgreSQL", "frontend": "React"}, days_ago=1),
    ]
    found = answer("a chat", builds)
    assert found.basis == "BASIS_TEAM"
    assert suggested(found) == {"database": "PostgreSQL", "frontend": "React"}
    assert found.option is not None
    assert found.option.usage_count == 2


def test_at_most_three_alternatives_none_of_them_the_suggestion() -> None:
    builds = [past(i, "a chat", {"frontend": f"Framework{chr(65 + i % 8)}"}) for i in range(24)]
    found = answer("a chat", builds)
    assert len(found.alternatives) == 3
    assert suggested(found) not in [dict(option.tech_stack) for option in found.alternatives]


STACKS = st.dictionaries(
    st.sampled_from(["frontend", "backend", "Database", "db"]),
    st.sampled_from(["React", "Vue", "Go", "Postgres"]),
    max_size=3,
)
PROMPTS = st.lists(st.sampled_from(["chat", "shop", "blog", "go", "react", "invoice"]), max_size=4).map(" ".join)
BUILDS = st.lists(
    st.builds(
        PastBuild,
        build_id=st.uuids().map(str),
        prompt=PROMPTS,
        tech_stack=STACKS,
        success=st.booleans(),
        quality_score=st.none() | st.floats(0, 100),
        finish_time=st.integers(NOW - 400 * DAY, NOW + DAY // 1440),
    ),
    max_size=50,
    unique_by=lambda build: build.build_id,
)


@given(PROMPTS, BUILDS)
def test_laws(prompt: str, builds: list[PastBuild]) -> None:
    found = answer(prompt, builds)
    usable = [build for build in builds if build.success and build.tech_stack]
    assert (found.basis == "BASIS_NONE") == (not usable)
    if found.option is None:
        return
    succeeded = {build.build_id: build for build in usable}
    assert found.option.tech_stack
    assert {*found.evidence_build_ids} <= succeeded.keys()
    assert 0 <= found.option.interval.low <= found.option.interval.high <= 100
    assert found.option.usage_count <= len(usable)
    assert found.reason == sentence(found.option.usage_count, found.option.avg_quality)
    values = {item for build in usable for item in canonical_stack(build.tech_stack)}
    assert {*canonical_stack(found.option.tech_stack)} <= values
    if found.basis == "BASIS_TEAM":
        chosen = canonical_stack(found.option.tech_stack)
        assert sum(canonical_stack(build.tech_stack) == chosen for build in usable) >= found.option.usage_count >= 2


@given(PROMPTS, BUILDS)
def test_the_order_of_builds_does_not_matter(prompt: str, builds: list[PastBuild]) -> None:
    other_order = sorted(builds, key=lambda build: build.build_id)
    assert suggest(prompt, other_order, team_of(builds), NOW) == answer(prompt, builds)
