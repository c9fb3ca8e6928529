"""TeamMemoryService as callers see it: a real server, a real channel, both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import inf, nan
from typing import Any

import grpc
import pytest
from google.protobuf.struct_pb2 import Struct
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import error_details_pb2, status_pb2
from grpc import StatusCode

from agenthall.access.v1 import access_service_pb2, api_key_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as pb
from agenthall.memory.v1.build_pb2 import AgentResult, Build
from agenthall_server.config import Settings
from agenthall_server.offline import create_key
from tests.conftest import Hall, SettableClock, Stubs, reason, running, violated

STACK = {"frontend": "React", "backend": "FastAPI", "database": "PostgreSQL"}
HOUR = 3600


async def record(hall: Stubs, **values: Any) -> Build:
    return (await hall.memory.RecordBuild(pb.RecordBuildRequest(build=build(**values)))).build


def build(**values: Any) -> Build:
    return Build(**({"team_id": "web", "prompt": "Build a chat"} | values))


async def record_many(hall: Stubs, *builds: Build) -> pb.RecordBuildsResponse:
    return await hall.memory.RecordBuilds(pb.RecordBuildsRequest(builds=builds))


async def insights(hall: Stubs, team_id: str = "web", hours: int = 0) -> pb.GetTeamInsightsResponse:
    request = pb.GetTeamInsightsRequest(team_id=team_id)
    if hours:
        request.window.FromSeconds(hours * HOUR)
    return await hall.memory.GetTeamInsights(request)


async def suggest(hall: Stubs, prompt: str = "Build a chat", team_id: str = "web") -> pb.SuggestStackResponse:
    return await hall.memory.SuggestStack(pb.SuggestStackRequest(prompt=prompt, team_id=team_id))


async def recommendations(hall: Stubs, user_id: str = "", **values: Any) -> pb.ListRecommendationsResponse:
    request = pb.ListRecommendationsRequest(team_id="web", user_id=user_id, **values)
    return await hall.memory.ListRecommendations(request)


async def list_builds(hall: Stubs, **values: Any) -> pb.ListBuildsResponse:
    return await hall.memory.ListBuilds(pb.ListBuildsRequest(**values))


async def refusal(call: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as failure:
        await call
    return failure.value


async def test_memory_record(hall: Hall) -> None:
    attributes = Struct()
    attributes.update({"branch": "main", "retries": 2, "ratio": 0.5, "nested": {"deep": [1, None, True]}})
    sent = Build(
        build_id="build-1",
        user_id="ada",
        team_id="web",
        prompt="Baue einen Chat für 10 Leute 🚀",
        workflow="careful",
        tech_stack=STACK,
        success=False,
        quality_score=87.3,
        duration_seconds=12.5,
        files_generated=0,
        finish_time=Timestamp(seconds=1_700_000_000, nanos=123_456_000),
        failure_reason="tests failed",
        agent_results=[AgentResult(agent_name="Frontend Generation", success=True, duration_ms=1.5, tokens=10**12)],
        attributes=attributes,
    )
    answer = await hall.memory.RecordBuild(pb.RecordBuildRequest(build=sent))
    assert not answer.duplicate
    assert answer.build.HasField("create_time")
    stored = (await hall.memory.GetBuild(pb.GetBuildRequest(build_id="build-1"))).build
    assert stored == answer.build
    repeated = await hall.memory.RecordBuild(pb.RecordBuildRequest(build=sent))
    assert (repeated.duplicate, repeated.build) == (True, stored)
    sent.create_time.CopyFrom(stored.create_time)
    assert stored == sent


async def test_absent_measurements_stay_absent(hall: Hall, clock: SettableClock) -> None:
    stored = await record(hall)
    assert not any(
        stored.HasField(name)
        for name in ("success", "quality_score", "duration_seconds", "files_generated", "attributes")
    )
    assert (stored.workflow, stored.user_id, dict(stored.tech_stack)) == ("standard", "", {})
    assert len(stored.build_id) == 36
    assert stored.finish_time == stored.create_time
    assert abs(stored.create_time.ToMicroseconds() - clock.now_us()) < 60_000_000
    answer = await insights(hall)
    assert answer.total_builds == 1
    assert not answer.HasField("success_rate")
    assert not answer.HasField("avg_quality")
    assert list(answer.insights) == ["Most used workflow: standard (1 times)"]


async def test_the_same_build_again_changes_nothing(hall: Hall, clock: SettableClock) -> None:
    values: dict[str, Any] = {"build_id": "b", "tech_stack": STACK, "success": True, "quality_score": 80}
    first = await record(hall, **values)
    clock.advance(120)
    answer = await hall.memory.RecordBuild(pb.RecordBuildRequest(build=build(**values, workflow="standard")))
    assert answer.duplicate
    assert answer.build == first
    assert (await insights(hall)).total_builds == 1


async def test_another_build_under_the_same_id_is_refused(hall: Hall, subtests: pytest.Subtests) -> None:
    values: dict[str, Any] = {"build_id": "b", "tech_stack": STACK, "quality_score": 80}
    first = await record(hall, **values)
    for change in (
        {"quality_score": 81.0},
        {"prompt": "Build a shop"},
        {"tech_stack": {"frontend": "Vue"}},
        {"team_id": "other"},
        {"finish_time": Timestamp(seconds=1)},
        {"agent_results": [AgentResult(agent_name="x")]},
    ):
        with subtests.test(str(change)):
            failure = await refusal(record(hall, **(values | change)))
            assert (failure.code(), reason(failure)) == (StatusCode.ALREADY_EXISTS, "RECORD_ID_REUSED")
    assert (await hall.memory.GetBuild(pb.GetBuildRequest(build_id="b"))).build == first
    assert (await insights(hall)).total_builds == 1


def _attributes(value: Any) -> Struct:
    attributes = Struct()
    attributes.update({"value": value})
    return attributes


def _ahead(clock: SettableClock, seconds: int) -> Timestamp:
    found = Timestamp()
    found.FromMicroseconds(clock.now_us() + seconds * 1_000_000)
    return found


BAD: dict[str, tuple[Callable[[], dict[str, Any]], str]] = {
    "no team": (lambda: {"team_id": ""}, "build.team_id"),
    "quality 101": (lambda: {"quality_score": 101}, "build.quality_score"),
    "quality NaN": (lambda: {"quality_score": nan}, "build.quality_score"),
    "negative duration": (lambda: {"duration_seconds": -1}, "build.duration_seconds"),
    "infinite duration": (lambda: {"duration_seconds": inf}, "build.duration_seconds"),
    "negative files": (lambda: {"files_generated": -1}, "build.files_generated"),
    "NUL in the prompt": (lambda: {"prompt": "a\0b"}, "build.prompt"),
    "NUL in the attributes": (
        lambda: {"attributes": _attributes("\0")},
        "build.attributes.fields['value'].string_value",
    ),
    "300 KiB prompt": (lambda: {"prompt": "x" * 300 * 1024}, "build.prompt"),
    "70 KiB attributes": (lambda: {"attributes": _attributes("x" * 70_000)}, "build.attributes"),
    "NaN in the attributes": (
        lambda: {"attributes": _attributes(nan)},
        "build.attributes.fields['value'].number_value",
    ),
    "year 0": (lambda: {"finish_time": Timestamp(seconds=-(10**12))}, "build.finish_time"),
    "year 300000": (lambda: {"finish_time": Timestamp(seconds=10**13)}, "build.finish_time"),
    "negative nanos": (lambda: {"finish_time": Timestamp(nanos=-1)}, "build.finish_time"),
    "empty technology": (lambda: {"tech_stack": {"frontend": ""}}, "build.tech_stack['frontend']"),
    "51 slots": (lambda: {"tech_stack": {str(i): "x" for i in range(51)}}, "build.tech_stack"),
    "long id": (lambda: {"build_id": "x" * 201}, "build.build_id"),
    "nameless agent": (lambda: {"agent_results": [AgentResult()]}, "build.agent_results[0].agent_name"),
}


async def test_a_bad_build_is_refused_alone_and_in_a_batch_alike(hall: Hall, subtests: pytest.Subtests) -> None:
    for name, (values, field) in BAD.items():
        with subtests.test(name):
            failure = await refusal(record(hall, **values()))
            assert (failure.code(), reason(failure)) == (StatusCode.INVALID_ARGUMENT, "VALIDATION_FAILED")
            assert set(violated(failure)) == {field}
            answer = await record_many(hall, build(build_id="good"), build(**values()), build(build_id="well"))
            assert answer.accepted_count + answer.duplicate_count == 2
            [rejection] = answer.rejections
            assert rejection.index == 1
            assert _violated_in(rejection.status) == {field.removeprefix("build.")}
    assert (await insights(hall)).total_builds == 2


def _violated_in(status: status_pb2.Status) -> set[str]:
    found = error_details_pb2.BadRequest()
    assert any(detail.Unpack(found) for detail in status.details)
    return {violation.field for violation in found.field_violations}


async def test_a_finish_time_in_the_future_is_refused_beyond_five_minutes(hall: Hall, clock: SettableClock) -> None:
    failure = await refusal(record(hall, finish_time=_ahead(clock, 360)))
    assert violated(failure) == ["build.finish_time"]
    await record(hall, finish_time=_ahead(clock, 240))


async def test_a_call_without_a_build_and_an_empty_batch_are_refused(hall: Hall) -> None:
    assert violated(await refusal(hall.memory.RecordBuild(pb.RecordBuildRequest()))) == ["build"]
    assert violated(await refusal(record_many(hall))) == ["builds"]
    assert violated(await refusal(record_many(hall, *[build()] * 1001))) == ["builds"]


async def test_a_batch_tells_of_repeats_and_conflicts(hall: Hall) -> None:
    await record(hall, build_id="old", quality_score=1)
    answer = await record_many(
        hall,
        build(build_id="new"),
        build(build_id="new"),
        build(build_id="new", prompt="Another"),
        build(build_id="old", quality_score=1),
        build(build_id="old", quality_score=2),
    )
    assert (answer.accepted_count, answer.duplicate_count) == (1, 2)
    assert [rejection.index for rejection in answer.rejections] == [2, 4]
    assert {rejection.status.code for rejection in answer.rejections} == {StatusCode.ALREADY_EXISTS.value[0]}
    assert (await insights(hall)).total_builds == 2


async def test_a_batch_that_is_all_bad_is_answered(hall: Hall) -> None:
    answer = await record_many(hall, Build(), Build())
    assert (answer.accepted_count, len(answer.rejections)) == (0, 2)


async def test_counts_are_exact_under_concurrent_repeats(hall: Hall) -> None:
    calls = [record(hall, build_id=f"b{i % 100}", success=i % 4 == 0, quality_score=i % 100) for i in range(300)]
    batches = [record_many(hall, *(build(build_id=f"m{i}", success=True) for i in range(50))) for _ in range(4)]
    await asyncio.gather(*calls, *batches)
    answer = await insights(hall)
    assert answer.total_builds == 150
    assert answer.success_rate == pytest.approx(100 * (25 + 50) / 150)
    assert answer.avg_quality == pytest.approx(49.5)


async def test_a_missing_build_is_not_found(hall: Hall) -> None:
    failure = await refusal(hall.memory.GetBuild(pb.GetBuildRequest(build_id="none")))
    assert (failure.code(), reason(failure)) == (StatusCode.NOT_FOUND, "RESOURCE_NOT_FOUND")


async def test_no_history(hall: Hall) -> None:
    answer = await insights(hall)
    assert (answer.team_id, answer.total_builds, len(answer.workflows)) == ("web", 0, 0)
    assert not any(answer.HasField(name) for name in ("success_rate", "avg_quality", "speed_improvement_percent"))
    assert not answer.HasField("success_rate_interval")
    assert list(answer.insights) == ["No builds recorded yet"]
    assert list((await insights(hall, hours=24)).insights) == ["No builds recorded in this window"]


async def test_insights_with_history(hall: Hall, clock: SettableClock) -> None:
    """45 builds: 38 known of which 34 succeeded, mean quality 82.3; the newer half is 15.2 % faster."""
    await record_many(
        hall,
        *(
            build(
                build_id=f"b{i:02}",
                workflow="standard" if i < 35 else "quick",
                success=None if i >= 38 else i >= 4,
                quality_score=82.3,
                duration_seconds=(100.0 if i < 17 else 84.8) if i < 34 else None,
                finish_time=_ahead(clock, i - 100),
            )
            for i in range(45)
        ),
    )
    answer = await insights(hall)
    assert list(answer.insights) == [
        "Team success rate: 89.5%",
        "Average code quality: 82.3/100",
        "Most used workflow: standard (35 times)",
        "Speed improvement: +15.2%",
    ]
    assert (answer.team_id, answer.total_builds) == ("web", 45)
    assert answer.success_rate == pytest.approx(100 * 34 / 38)
    assert answer.avg_quality == pytest.approx(82.3)
    assert answer.speed_improvement_percent == pytest.approx(15.2)
    assert answer.success_rate_interval.low < answer.success_rate < answer.success_rate_interval.high
    assert [(usage.workflow, usage.build_count) for usage in answer.workflows] == [("standard", 35), ("quick", 10)]


async def test_insights_of_a_window(hall: Hall, clock: SettableClock) -> None:
    for hours_ago, success in ((200, False), (30, False), (20, True), (0, True)):
        await record(hall, success=success, finish_time=_ahead(clock, -hours_ago * HOUR))
    assert (await insights(hall)).success_rate == 50
    day = await insights(hall, hours=24)
    assert (day.total_builds, day.success_rate) == (2, 100)
    week = await insights(hall, hours=168)
    assert (week.total_builds, week.success_rate) == (3, pytest.approx(200 / 3))
    failure = await refusal(hall.memory.GetTeamInsights(pb.GetTeamInsightsRequest(team_id="web", window={})))
    assert violated(failure) == ["window"]


async def test_suggestion_without_history(hall: Hall) -> None:
    answer = await suggest(hall)
    assert (dict(answer.suggestion), answer.basis, answer.builds_needed) == ({}, pb.BASIS_NONE, 1)
    assert not answer.HasField("interval")
    assert not answer.HasField("avg_quality")
    assert (answer.usage_count, len(answer.evidence_build_ids), len(answer.alternatives)) == (0, 0, 0)
    assert "1 is needed" in answer.reason


async def test_suggestion_with_history(hall: Hall) -> None:
    quality = {0: 86.0, 1: 88.6}
    await record_many(
        hall,
        *(build(build_id=f"b{i}", tech_stack=STACK, success=True, quality_score=quality[i % 2]) for i in range(12)),
        *(build(tech_stack={"frontend": "Vue"}, success=False) for _ in range(3)),
    )
    answer = await suggest(hall, "We want a chat for our customers")
    assert answer.reason == "Used 12 times with 87.3 avg quality"
    assert (dict(answer.suggestion), answer.basis) == (STACK, pb.BASIS_TEAM)
    assert (answer.usage_count, answer.builds_needed) == (12, 0)
    assert answer.avg_quality == pytest.approx(87.3)
    assert 70 < answer.interval.low < answer.interval.high <= 100
    assert answer.interval.level == 0.9
    assert set(answer.evidence_build_ids) <= {f"b{i}" for i in range(12)}
    assert len(answer.evidence_build_ids) == 10


async def test_suggestion_of_alternatives(hall: Hall) -> None:
    await record_many(hall, *(build(tech_stack=STACK, success=True) for _ in range(5)))
    await record_many(hall, *(build(tech_stack={"frontend": "Vue"}, success=True, quality_score=70) for _ in range(2)))
    answer = await suggest(hall)
    assert [dict(other.tech_stack) for other in answer.alternatives] == [{"frontend": "Vue"}]
    [other] = answer.alternatives
    assert (other.usage_count, other.avg_quality, other.interval.level) == (2, 70, 0.9)


async def test_suggestion_slot_by_slot(hall: Hall) -> None:
    await record(hall, prompt="chat rooms", tech_stack={"frontend": "React", "database": "Redis"}, success=True)
    await record(hall, prompt="chat bots", tech_stack={"frontend": "React", "backend": "Go"}, success=True)
    answer = await suggest(hall, "chat")
    assert answer.basis == pb.BASIS_SLOT
    assert dict(answer.suggestion) == {"frontend": "React", "database": "Redis", "backend": "Go"}


async def test_suggestion_for_work_like_no_other(hall: Hall) -> None:
    await record_many(hall, *(build(tech_stack=STACK, success=True) for _ in range(3)))
    for prompt in ("firmware of a weather station", "the of and", "→ ☃", "?!"):
        answer = await suggest(hall, prompt)
        assert (answer.basis, answer.reason) == (pb.BASIS_TEAM, "Used 3 times")


HOSTILE_PROMPTS = (
    "'; DROP TABLE builds; --",
    '" OR 1=1 --',
    'chat" NEAR/2 "x',
    "chat AND NOT (shop*) OR tokens:x ^chat",
    "s_1 w_chat {tokens}: *",
    "chat & !shop | <-> :* \\' ''",
    "%s %(x)s :query ?1 $1",
    "\u202e\ud7ff\U0010ffff " * 50,
    "ch*t " * 10_000,
)


async def test_suggestion_takes_any_prompt_as_words(hall: Hall, subtests: pytest.Subtests) -> None:
    await record(hall, tech_stack=STACK, success=True)
    for prompt in HOSTILE_PROMPTS:
        with subtests.test(prompt[:40]):
            assert dict((await suggest(hall, prompt)).suggestion) == STACK
    assert (await insights(hall)).total_builds == 1


async def test_suggestion_refuses_what_is_too_long_or_empty(hall: Hall) -> None:
    assert violated(await refusal(suggest(hall, "x" * 65_537))) == ["prompt"]
    assert violated(await refusal(suggest(hall, ""))) == ["prompt"]
    assert violated(await refusal(suggest(hall, team_id=""))) == ["team_id"]
    assert violated(await refusal(suggest(hall, "a\0b"))) == ["prompt"]


async def test_a_long_prompt_is_stored_whole_and_found_by_its_beginning(hall: Hall) -> None:
    prompt = "Wettervorhersage " + "für Segler " * 20_000
    stored = await record(hall, build_id="long", prompt=prompt, tech_stack=STACK, success=True)
    assert stored.prompt == prompt
    await record_many(hall, *(build(tech_stack={"frontend": "Vue"}, success=True) for _ in range(5)))
    assert list((await suggest(hall, "Wettervorhersage")).evidence_build_ids) == ["long"]


async def test_suggestion_finds_the_build_with_every_word_behind_a_thousand_with_one(hall: Hall) -> None:
    await record(hall, build_id="all", prompt="chat about invoices", tech_stack={"queue": "Kafka"}, success=True)
    for _ in range(2):
        await record_many(hall, *(build(prompt="chat", tech_stack=STACK, success=True) for _ in range(550)))
    answer = await suggest(hall, "invoices in a chat")
    assert answer.basis == pb.BASIS_SLOT
    assert answer.suggestion["queue"] == "Kafka"
    assert answer.evidence_build_ids[0] == "all"


async def test_recommendations_for_insufficient_data(hall: Hall) -> None:
    await record_many(hall, build(quality_score=10), build(success=False))
    [found] = (await recommendations(hall)).recommendations
    assert found.kind == pb.RECOMMENDATION_KIND_INSUFFICIENT_DATA
    assert (found.builds_needed, found.sample_count) == (3, 2)
    assert "3 more builds" in found.text
    assert not found.HasField("value")


async def test_recommendations_for_quality(hall: Hall) -> None:
    await record_many(hall, *(build(build_id=f"b{i}", success=True, quality_score=60 + i) for i in range(5)))
    [found] = (await recommendations(hall)).recommendations
    assert found.kind == pb.RECOMMENDATION_KIND_QUALITY
    assert (found.value, found.threshold, found.sample_count, found.builds_needed) == (62, 70, 5, 0)
    assert set(found.evidence_build_ids) == {f"b{i}" for i in range(5)}


async def test_recommendations_look_at_the_last_ten(hall: Hall, clock: SettableClock) -> None:
    await record_many(
        hall,
        *(
            build(success=i >= 20, quality_score=90 if i >= 20 else 10, finish_time=_ahead(clock, i - 1000))
            for i in range(30)
        ),
    )
    [found] = (await recommendations(hall)).recommendations
    assert found.kind == pb.RECOMMENDATION_KIND_ALL_WELL


async def test_recommendations_of_one_user(hall: Hall) -> None:
    await record_many(hall, *(build(user_id="ada", success=True, quality_score=90) for _ in range(20)))
    await record_many(hall, *(build(user_id="bob", success=False, quality_score=95) for _ in range(5)))
    [ada] = (await recommendations(hall, "ada")).recommendations
    [bob] = (await recommendations(hall, "bob")).recommendations
    [eve] = (await recommendations(hall, "eve")).recommendations
    assert ada.kind == pb.RECOMMENDATION_KIND_ALL_WELL
    assert (bob.kind, bob.value) == (pb.RECOMMENDATION_KIND_SUCCESS_RATE, 0)
    assert (eve.kind, eve.builds_needed) == (pb.RECOMMENDATION_KIND_INSUFFICIENT_DATA, 5)


async def test_recommendations_come_in_pages(hall: Hall) -> None:
    await record_many(hall, *(build(success=False, quality_score=50) for _ in range(10)))
    first = await recommendations(hall, page_size=1)
    second = await recommendations(hall, page_size=1, page_token=first.next_page_token)
    assert [first.recommendations[0].kind, second.recommendations[0].kind] == [
        pb.RECOMMENDATION_KIND_SUCCESS_RATE,
        pb.RECOMMENDATION_KIND_QUALITY,
    ]
    assert second.next_page_token == ""
    failure = await refusal(recommendations(hall, "ada", page_token=first.next_page_token))
    assert reason(failure) == "INVALID_PAGE_TOKEN"


async def test_pages_put_together_are_the_whole_list(
    hall: Hall, clock: SettableClock, subtests: pytest.Subtests
) -> None:
    """With equal times among them, and two batches received at different times."""
    await record_many(hall, *(build(build_id=f"a{i}", finish_time=_ahead(clock, -100 - i % 3)) for i in range(10)))
    clock.advance(10)
    await record_many(hall, *(build(build_id=f"b{i}", finish_time=_ahead(clock, -200 - i)) for i in range(7)))
    for order_by in ("", "finish_time", "finish_time desc", "create_time", "create_time desc"):
        with subtests.test(order_by):
            whole = list((await list_builds(hall, order_by=order_by)).builds)
            assert await _by_pages(hall, order_by) == whole
            assert len({one.build_id for one in whole}) == 17
            name, _, direction = (order_by or "finish_time desc").partition(" ")
            times = [getattr(one, name).ToMicroseconds() for one in whole]
            assert times == sorted(times, reverse=direction == "desc")


async def _by_pages(hall: Hall, order_by: str) -> list[Build]:
    page = await list_builds(hall, order_by=order_by, page_size=4)
    found = list(page.builds)
    while page.next_page_token:
        page = await list_builds(hall, order_by=order_by, page_size=4, page_token=page.next_page_token)
        found += page.builds
    return found


FILTERS = {
    'team_id = "web"': {"a", "b"},
    'team_id = "web" AND quality_score >= 80': {"b"},
    "success = true": {"b"},
    "success != true": {"a"},
    "files_generated > 3": {"c"},
    'user_id = "ada" AND workflow = "quick"': {"c"},
    "duration_seconds < 10.5": {"a"},
    'finish_time >= "2023-11-14T22:13:21Z"': {"b", "c"},
    'create_time > "2023-11-14T22:13:21Z"': {"a", "b", "c"},
    'build_id = "a"': {"a"},
}


async def test_builds_by_filter(hall: Hall, subtests: pytest.Subtests) -> None:
    times = [Timestamp(seconds=1_700_000_000 + i) for i in range(2)]
    await record_many(
        hall,
        build(build_id="a", success=False, quality_score=70, duration_seconds=10, finish_time=times[0]),
        build(build_id="b", success=True, quality_score=80, finish_time=times[1]),
        build(build_id="c", team_id="app", user_id="ada", workflow="quick", files_generated=4),
    )
    for filter_text, expected in FILTERS.items():
        with subtests.test(filter_text):
            found = (await list_builds(hall, filter=filter_text)).builds
            assert {one.build_id for one in found} == expected


async def test_a_list_that_cannot_be_made_is_refused(hall: Hall, subtests: pytest.Subtests) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"filter": "prompt = x"}, "INVALID_FILTER"),
        ({"filter": "quality_score = high"}, "INVALID_FILTER"),
        ({"filter": "team_id = 'x' OR 1=1"}, "INVALID_FILTER"),
        ({"order_by": "quality_score"}, "INVALID_ORDER_BY"),
        ({"page_token": "x"}, "INVALID_PAGE_TOKEN"),
        ({"page_size": -1}, "VALIDATION_FAILED"),
    ]
    for values, expected in cases:
        with subtests.test(str(values)):
            failure = await refusal(list_builds(hall, **values))
            assert (failure.code(), reason(failure)) == (StatusCode.INVALID_ARGUMENT, expected)


async def test_another_workspace_sees_nothing(database_url: str) -> None:
    _, secret = await create_key(Settings(database=database_url), "strangers", "ROLE_RECORDER", "test")
    async with running(database_url) as hall:
        await _stay_apart(hall, hall.caller(secret))


async def _stay_apart(hall: Hall, stranger: Stubs) -> None:
    await record_many(hall, *(build(build_id=f"b{i}", tech_stack=STACK, success=True) for i in range(6)))
    failure = await refusal(stranger.memory.GetBuild(pb.GetBuildRequest(build_id="b0")))
    assert reason(failure) == "RESOURCE_NOT_FOUND"
    assert (await insights(stranger)).total_builds == 0
    assert (await suggest(stranger)).basis == pb.BASIS_NONE
    assert len((await list_builds(stranger)).builds) == 0
    [found] = (await recommendations(stranger)).recommendations
    assert found.builds_needed == 5
    token = (await list_builds(hall, page_size=1)).next_page_token
    assert reason(await refusal(list_builds(stranger, page_size=1, page_token=token))) == "INVALID_PAGE_TOKEN"
    theirs = await record(stranger, build_id="b0", prompt="Something else")
    assert theirs.prompt == "Something else"
    assert (await hall.memory.GetBuild(pb.GetBuildRequest(build_id="b0"))).build.prompt == "Build a chat"


async def test_another_team_counts_apart(hall: Hall) -> None:
    await record_many(hall, *(build(tech_stack=STACK, success=True) for _ in range(6)))
    assert (await suggest(hall, team_id="app")).basis == pb.BASIS_NONE
    assert (await insights(hall, "app")).total_builds == 0


async def test_a_viewer_reads_and_does_not_record(hall: Hall) -> None:
    await record(hall)
    request = access_service_pb2.CreateApiKeyRequest(display_name="dashboard", role=api_key_pb2.ROLE_VIEWER)
    viewer = hall.caller((await hall.access.CreateApiKey(request)).secret)
    assert (await insights(viewer)).total_builds == 1
    failure = await refusal(record(viewer))
    assert (failure.code(), reason(failure)) == (StatusCode.PERMISSION_DENIED, "MISSING_PERMISSION")


async def test_builds_outlive_the_server(database_url: str) -> None:
    async with running(database_url) as hall:
        first = await record(hall, build_id="b", tech_stack=STACK, success=True, quality_score=87.3)
    async with running(database_url) as hall:
        assert (await hall.memory.GetBuild(pb.GetBuildRequest(build_id="b"))).build == first
        assert (await suggest(hall)).reason == "Used 1 times with 87.3 avg quality"
        assert (await insights(hall)).total_builds == 1
