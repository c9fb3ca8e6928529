"""The optimizer as callers see it: a real server, a real channel, both databases."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc import StatusCode
from tests.conftest import Hall, SettableClock, details_of, reason, running, violated
from tests.optimizer.conftest import Experiment

from agenthall.access.v1 import access_service_pb2, api_key_pb2
from agenthall.optimizer.v1 import optimizer_service_pb2 as pb

New = Callable[..., Experiment]
AGENT = "Frontend Generation"


async def test_create(experiment: New) -> None:
    added = await experiment().add("a", "Write React.")
    assert (added.agent_name, added.variant_id, added.prompt, added.executions) == (AGENT, "a", "Write React.", 0)
    assert added.HasField("create_time")
    assert not added.HasField("score")
    again = await experiment().add("a", "Write React.")
    assert again == added


async def test_create_without_an_id_makes_one(hall: Hall) -> None:
    request = pb.AddVariantRequest(agent_name=AGENT, prompt="p")
    first, second = await hall.optimizer.AddVariant(request), await hall.optimizer.AddVariant(request)
    assert first.variant.variant_id
    assert first.variant.variant_id != second.variant.variant_id


async def test_the_same_id_with_another_prompt_is_refused(experiment: New, refused: Any) -> None:
    await experiment().add("a", "one")
    with refused(StatusCode.ALREADY_EXISTS) as failure:
        await experiment().add("a", "two")
    assert reason(failure.value) == "RECORD_ID_REUSED"
    assert (await experiment("Another agent").add("a", "two")).prompt == "two"


async def test_adding_again_answers_with_the_results(experiment: New) -> None:
    await experiment().add("a")
    await experiment().record("a", 3, success=True)
    again = await experiment().add("a")
    assert (again.executions, again.success_rate) == (3, 100.0)


async def test_no_variants(experiment: New) -> None:
    answer = await experiment().select()
    assert (answer.variant.variant_id, answer.variant.prompt) == ("default", "")
    assert (answer.selection_id, answer.propensity, answer.policy_version) == ("", 1.0, 0)
    assert not answer.HasField("expire_time")
    await experiment().add("a")  # the answer that nothing is there must not outlive this
    assert (await experiment().select()).variant.variant_id == "a"


async def test_selection(experiment: New) -> None:
    await experiment().add("a", "Write React.")
    await experiment().add("b", "Write Svelte.")
    seen = Counter()
    for _ in range(60):
        answer = await experiment().select()
        assert answer.propensity == 0.5
        assert answer.explored
        assert answer.variant.prompt == {"a": "Write React.", "b": "Write Svelte."}[answer.variant.variant_id]
        seen[answer.variant.variant_id] += 1
    assert set(seen) == {"a", "b"}  # one of both missing: 2 ** -59


async def test_selection_prefers_the_best(experiment: New) -> None:
    for name in ("a", "b"):
        await experiment().add(name)
    await experiment().record("a", 10, success=False)
    await experiment().record("b", 10, success=True)
    answers = [await experiment().select() for _ in range(100)]
    chosen = Counter(answer.variant.variant_id for answer in answers)
    assert chosen["b"] > 70
    for answer in answers:
        assert answer.explored == (answer.variant.variant_id == "a")
        assert answer.propensity == pytest.approx(0.05 if answer.explored else 0.95)


async def test_a_unit_keeps_its_variant(experiment: New) -> None:
    for name in ("a", "b", "c"):
        await experiment().add(name)
    for unit in range(10):
        answers = [await experiment().select(unit_key=f"user {unit}") for _ in range(3)]
        assert len({answer.variant.variant_id for answer in answers}) == 1
        assert len({answer.selection_id for answer in answers}) == 3


async def test_excluded_variants_are_not_chosen(experiment: New, refused: Any) -> None:
    for name in ("a", "b", "c"):
        await experiment().add(name)
    first = await experiment().select(unit_key="user")
    second = await experiment().select(unit_key="user", exclude_variant_ids=[first.variant.variant_id, "unknown"])
    assert second.variant.variant_id != first.variant.variant_id
    assert second.propensity == 0.5
    with refused(StatusCode.INVALID_ARGUMENT) as failure:
        await experiment().select(exclude_variant_ids=["a", "b", "c"])
    assert reason(failure.value) == "VALIDATION_FAILED"
    assert violated(failure.value) == ["exclude_variant_ids"]


async def test_policy_version_grows(experiment: New) -> None:
    await experiment().add("a")
    versions = [(await experiment().select()).policy_version]
    await experiment().add("b")
    versions.append((await experiment().select()).policy_version)
    await experiment().record("a", success=True)
    versions.append((await experiment().select()).policy_version)
    await experiment().add("b")  # changes nothing
    assert versions == sorted(set(versions))
    assert (await experiment().select()).policy_version == versions[-1]


async def test_record(experiment: New) -> None:
    await experiment().add("a")
    selected = await experiment().select()
    request = pb.RecordResultRequest(
        selection_id=selected.selection_id, success=True, quality_score=90, duration_ms=1500, cost_nano_usd=7
    )
    answer = await experiment().stub.RecordResult(request)
    assert (answer.duplicate, answer.late) == (False, False)
    variant = (await experiment().variants())["a"]
    assert variant.executions == 1
    assert (variant.success_rate, variant.avg_quality_score, variant.avg_duration_ms) == (100.0, 90.0, 1500.0)
    assert variant.score == 0.95


async def test_absent_measurements_enter_no_average(experiment: New) -> None:
    await experiment().add("a")
    await experiment().record("a", success=True)
    variant = (await experiment().variants())["a"]
    assert variant.score == 1.0
    assert not variant.HasField("avg_quality_score")
    assert not variant.HasField("avg_duration_ms")
    await experiment().record("a", quality_score=50)
    variant = (await experiment().variants())["a"]
    assert (variant.executions, variant.success_rate, variant.avg_quality_score, variant.score) == (
        2,
        100.0,
        50.0,
        0.75,
    )


async def test_a_selection_is_counted_once(experiment: New, refused: Any) -> None:
    await experiment().add("a")
    token = (await experiment().select()).selection_id
    request = pb.RecordResultRequest(selection_id=token, success=True)
    answers = [await experiment().stub.RecordResult(request) for _ in range(3)]
    assert [answer.duplicate for answer in answers] == [False, True, True]
    with refused(StatusCode.ALREADY_EXISTS) as failure:
        await experiment().stub.RecordResult(pb.RecordResultRequest(selection_id=token, success=False))
    assert reason(failure.value) == "RECORD_ID_REUSED"
    assert (await experiment().variants())["a"].executions == 1


async def test_a_result_id_is_counted_once_per_agent(experiment: New, refused: Any) -> None:
    for agent in (AGENT, "Another agent"):
        await experiment(agent).add("a")
        await experiment(agent).add("b")
        assert not (await experiment(agent).record("a", result_id="run 1", success=True)).duplicate
        assert (await experiment(agent).record("a", result_id="run 1", success=True)).duplicate
        with refused(StatusCode.ALREADY_EXISTS) as failure:
            await experiment(agent).record("b", result_id="run 1", success=True)
        assert reason(failure.value) == "RECORD_ID_REUSED"
        assert "result 'run 1' is already recorded" in str(failure.value.details())
        variants = await experiment(agent).variants()
        assert (variants["a"].executions, variants["b"].executions) == (1, 0)


async def test_agent_and_result_id_cannot_run_together(experiment: New) -> None:
    for agent, result_id in (("1:a", "b"), ("1", "a:b"), ("1:a:b", "")):
        await experiment(agent).add("a")
        assert not (await experiment(agent).record("a", result_id=result_id, success=True)).duplicate


async def test_without_an_id_every_call_counts(experiment: New) -> None:
    await experiment().add("a")
    assert not (await experiment().record("a", 3, success=True)).duplicate
    assert (await experiment().variants())["a"].executions == 3


async def test_late_results_count_and_say_so(experiment: New, clock: SettableClock) -> None:
    await experiment().add("a")
    in_time, late = [(await experiment().select()) for _ in range(2)]
    assert in_time.expire_time.seconds - clock.now_us() // 1_000_000 in range(86_395, 86_401)
    first = pb.RecordResultRequest(selection_id=in_time.selection_id, success=True)
    assert not (await experiment().stub.RecordResult(first)).late
    clock.advance(86_400)
    repeated = await experiment().stub.RecordResult(first)
    assert (repeated.duplicate, repeated.late) == (True, False)
    second = pb.RecordResultRequest(selection_id=late.selection_id, success=True)
    assert (await experiment().stub.RecordResult(second)).late
    assert (await experiment().variants())["a"].executions == 2


async def test_a_selection_outlives_the_server(database_url: str) -> None:
    async with running(database_url) as before:
        await Experiment(before.optimizer, AGENT).add("a")
        selected = await Experiment(before.optimizer, AGENT).select(unit_key="user")
    async with running(database_url) as after:
        request = pb.RecordResultRequest(selection_id=selected.selection_id, success=True)
        answers = [await after.optimizer.RecordResult(request) for _ in range(2)]
        again = await Experiment(after.optimizer, AGENT).select(unit_key="user")
    assert [answer.duplicate for answer in answers] == [False, True]
    assert again.variant == selected.variant


async def test_unknown_variants_are_not_found(experiment: New, refused: Any) -> None:
    await experiment().add("a")
    for agent, variant in ((AGENT, "b"), ("Another agent", "a"), ("Another agent", "default")):
        with refused(StatusCode.NOT_FOUND) as failure:
            await experiment(agent).record(variant, success=True)
        assert reason(failure.value) == "RESOURCE_NOT_FOUND"


NAMED = {"agent_name": AGENT, "variant_id": "a"}
BAD_RESULTS: list[tuple[dict[str, Any], set[str]]] = [
    (NAMED, {"success", "quality_score"}),
    ({"success": True}, {"agent_name", "variant_id"}),
    ({"agent_name": AGENT, "success": True}, {"variant_id"}),
    ({"variant_id": "a"}, {"agent_name", "success", "quality_score"}),
    (NAMED | {"quality_score": 101}, {"quality_score"}),
    (NAMED | {"quality_score": -1}, {"quality_score"}),
    (NAMED | {"quality_score": float("nan")}, {"quality_score"}),
    (NAMED | {"success": True, "duration_ms": -1}, {"duration_ms"}),
    (NAMED | {"success": True, "duration_ms": float("inf")}, {"duration_ms"}),
    (NAMED | {"success": True, "cost_nano_usd": -1}, {"cost_nano_usd"}),
    (NAMED | {"success": True, "error": "x" * 8193}, {"error"}),
    (NAMED | {"success": True, "error": "a\0b"}, {"error"}),
]


async def test_bad_results_name_their_fields(experiment: New, refused: Any) -> None:
    await experiment().add("a")
    for values, fields in BAD_RESULTS:
        with refused(StatusCode.INVALID_ARGUMENT) as failure:
            await experiment().stub.RecordResult(pb.RecordResultRequest(**values))
        assert reason(failure.value) == "VALIDATION_FAILED"
        assert set(violated(failure.value)) == fields
    assert (await experiment().variants())["a"].executions == 0


async def test_a_selection_and_other_names_are_refused(experiment: New, refused: Any) -> None:
    await experiment().add("a")
    token = (await experiment().select()).selection_id
    for field, value in (("agent_name", "Another agent"), ("variant_id", "b"), ("result_id", "x")):
        with refused(StatusCode.INVALID_ARGUMENT) as failure:
            request = pb.RecordResultRequest(selection_id=token, success=True, **{field: value})
            await experiment().stub.RecordResult(request)
        assert violated(failure.value) == [field]
    agreeing = pb.RecordResultRequest(selection_id=token, success=True, **NAMED)
    assert not (await experiment().stub.RecordResult(agreeing)).duplicate


async def test_tampered_selections_are_refused(experiment: New, refused: Any) -> None:
    await experiment().add("a")
    token = (await experiment().select()).selection_id
    middle = len(token) // 2
    changed = token[:middle] + ("A" if token[middle] != "A" else "B") + token[middle + 1 :]
    for bad in (changed, token[:-6], "x", "not a token", "é", "A" * 4096):
        with refused(StatusCode.INVALID_ARGUMENT) as failure:
            await experiment().stub.RecordResult(pb.RecordResultRequest(selection_id=bad, success=True))
        assert reason(failure.value) == "INVALID_SELECTION_ID"
        assert violated(failure.value) == ["selection_id"]
    assert (await experiment().variants())["a"].executions == 0


async def test_page_tokens_are_not_selections(experiment: New, hall: Hall, refused: Any) -> None:
    await experiment().add("a")
    await experiment().add("b")
    page = await hall.optimizer.ListVariants(pb.ListVariantsRequest(page_size=1))
    with refused(StatusCode.INVALID_ARGUMENT) as failure:
        await hall.optimizer.RecordResult(pb.RecordResultRequest(selection_id=page.next_page_token, success=True))
    assert reason(failure.value) == "INVALID_SELECTION_ID"


BAD_VARIANTS = [
    ({"agent_name": "", "prompt": "p"}, "agent_name"),
    ({"agent_name": "x" * 201, "prompt": "p"}, "agent_name"),
    ({"agent_name": AGENT, "prompt": ""}, "prompt"),
    ({"agent_name": AGENT, "prompt": "é" * 131_073}, "prompt"),
    ({"agent_name": AGENT, "prompt": "p", "variant_id": "default"}, "variant_id"),
    ({"agent_name": AGENT, "prompt": "p", "variant_id": "x" * 101}, "variant_id"),
    ({"agent_name": "a\0b", "prompt": "p"}, "agent_name"),
]


async def test_bad_variants_name_their_fields(hall: Hall, refused: Any) -> None:
    for values, field in BAD_VARIANTS:
        with refused(StatusCode.INVALID_ARGUMENT) as failure:
            await hall.optimizer.AddVariant(pb.AddVariantRequest(**values))
        assert violated(failure.value) == [field]


async def test_the_largest_prompt_comes_back_whole(experiment: New) -> None:
    prompt = "é" * 131_072
    await experiment().add("a", prompt)
    assert (await experiment().select()).variant.prompt == prompt


async def test_variants_are_listed_in_the_order_of_their_addition(experiment: New, hall: Hall) -> None:
    for agent, name in (("B", "z"), ("A", "y"), ("B", "x"), ("A", "w")):
        await experiment(agent).add(name)
    await experiment("B").record("x", 2, quality_score=50)
    found = (await hall.optimizer.ListVariants(pb.ListVariantsRequest())).variants
    assert [(variant.variant_id, variant.executions) for variant in found] == [("z", 0), ("y", 0), ("x", 2), ("w", 0)]
    assert [variant.variant_id for variant in (await experiment("A").variants()).values()] == ["y", "w"]


ORDERS = {"": "abcde", "create_time desc": "edcba", "agent_name": "acebd", "agent_name desc": "dbeca"}


async def test_pages_follow_each_other(hall: Hall, experiment: New) -> None:
    for at, name in enumerate("abcde"):
        await experiment("odd" if at % 2 else "even").add(name)
    for order_by, names in ORDERS.items():
        seen, token = "", ""
        while len(seen) < 5:
            request = pb.ListVariantsRequest(order_by=order_by, page_size=2, page_token=token)
            page = await hall.optimizer.ListVariants(request)
            seen += "".join(variant.variant_id for variant in page.variants)
            token = page.next_page_token
        assert (seen, token) == (names, "")


async def test_variants_are_filtered(hall: Hall, experiment: New, refused: Any) -> None:
    for agent, name in (("A", "x"), ("A", "y"), ("B", "x")):
        await experiment(agent).add(name)
    request = pb.ListVariantsRequest(filter='agent_name = "A" AND variant_id != "y"')
    found = (await hall.optimizer.ListVariants(request)).variants
    assert [(variant.agent_name, variant.variant_id) for variant in found] == [("A", "x")]
    later = pb.ListVariantsRequest(filter='create_time > "2100-01-01T00:00:00Z"')
    assert not (await hall.optimizer.ListVariants(later)).variants
    for bad, why in (
        ({"filter": "prompt = x"}, "INVALID_FILTER"),
        ({"filter": "agent_name = 'x' OR 1=1"}, "INVALID_FILTER"),
        ({"order_by": "score"}, "INVALID_ORDER_BY"),
        ({"page_token": "x"}, "INVALID_PAGE_TOKEN"),
        ({"page_size": -1}, "VALIDATION_FAILED"),
    ):
        with refused(StatusCode.INVALID_ARGUMENT) as failure:
            await hall.optimizer.ListVariants(pb.ListVariantsRequest(**bad))
        assert reason(failure.value) == why


async def test_names_are_only_names(experiment: New) -> None:
    nasty = 'x\'; DROP TABLE variants; -- "%s" {} \u200d 🙂'
    text = f"{nasty} \u202e\n"
    await experiment(nasty).add(nasty, text)
    await experiment(nasty).record(nasty, success=True, error=text, result_id=nasty)
    assert (await experiment(nasty).variants())[nasty].executions == 1
    assert (await experiment(nasty).select()).variant.prompt == text


async def test_counters_are_exact_under_500_concurrent_results(experiment: New) -> None:
    """Every result is sent twice at the same time; a fifth comes by selection."""
    for name in ("a", "b"):
        await experiment().add(name)
    selections = [await experiment().select() for _ in range(50)]
    requests = [
        pb.RecordResultRequest(selection_id=selection.selection_id, success=True, quality_score=50)
        for selection in selections
    ] + [
        pb.RecordResultRequest(
            agent_name=AGENT,
            variant_id="ab"[at % 2],
            result_id=f"run {at}",
            success=at % 3 == 0,
            quality_score=at / 4,
            duration_ms=at,
        )
        for at in range(200)
    ]
    answers = await asyncio.gather(*(experiment().stub.RecordResult(request) for request in requests * 2))
    assert sum(answer.duplicate for answer in answers) == 250
    variants = await experiment().variants()
    for name in ("a", "b"):
        recount = [
            (request.success, request.quality_score)
            for request, selection in zip(requests, selections + [None] * 200, strict=True)
            if name == (selection.variant.variant_id if selection else request.variant_id)
        ]
        assert variants[name].executions == len(recount)
        assert variants[name].success_rate == 100 * sum(success for success, _ in recount) / len(recount)
        assert variants[name].avg_quality_score == pytest.approx(sum(quality for _, quality in recount) / len(recount))
    assert variants["a"].avg_duration_ms == 99.0
    assert variants["b"].avg_duration_ms == 100.0


async def test_selections_see_acknowledged_results(experiment: New) -> None:
    """Many callers record and select at once: whoever has an answer selects with a version that holds its result."""
    await experiment().add("a")
    await experiment().add("b")

    async def cycle() -> None:
        for _ in range(5):
            before = (await experiment().select()).policy_version
            await experiment().record("a", success=True)
            assert (await experiment().select()).policy_version > before

    await asyncio.gather(*(cycle() for _ in range(20)))
    assert (await experiment().variants())["a"].executions == 100
    settled = await experiment().select()
    assert settled.propensity == pytest.approx(0.95 if settled.variant.variant_id == "a" else 0.05)


async def test_a_cancelled_call_is_either_recorded_or_not(experiment: New) -> None:
    await experiment().add("a")
    calls = [asyncio.ensure_future(experiment().record("a", result_id=str(at), success=True)) for at in range(100)]
    await asyncio.sleep(0.02)
    for call in calls[::2]:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    stored = [(await experiment().record("a", result_id=str(at), success=True)).duplicate for at in range(100)]
    assert all(stored[1::2])
    assert (await experiment().variants())["a"].executions == 100


async def test_roles(hall: Hall, experiment: New, refused: Any) -> None:
    stubs = {}
    for role in (api_key_pb2.ROLE_VIEWER, api_key_pb2.ROLE_RECORDER):
        made = await hall.access.CreateApiKey(access_service_pb2.CreateApiKeyRequest(display_name="k", role=role))
        stubs[role] = hall.caller(made.secret).optimizer
    await experiment().add("a")
    viewer = experiment(stub=stubs[api_key_pb2.ROLE_VIEWER])
    recorder = experiment(stub=stubs[api_key_pb2.ROLE_RECORDER])
    await viewer.report()
    await recorder.select()
    await recorder.record("a", success=True)
    for call in (recorder.add("b"), viewer.add("b"), viewer.select(), viewer.record("a", success=True)):
        with refused(StatusCode.PERMISSION_DENIED):
            await call


async def test_pages_of_the_largest_prompts_reach_an_ordinary_client(hall: Hall, experiment: New) -> None:
    names = [f"v{at:02}" for at in range(18)]
    for name in names:
        await experiment().add(name, "é" * 131_072)
    for size in (0, 1000):
        seen: list[str] = []
        token = ""
        while len(seen) < len(names):
            page = await hall.optimizer.ListVariants(pb.ListVariantsRequest(page_size=size, page_token=token))
            assert page.ByteSize() < 4 * 1024 * 1024
            seen += [variant.variant_id for variant in page.variants]
            token = page.next_page_token
        assert (seen, token) == (names, "")


async def test_an_agent_has_at_most_200_variants(hall: Hall, experiment: New, refused: Any) -> None:
    async def add(name: str) -> str:
        try:
            await experiment().add(name)
        except grpc.aio.AioRpcError as error:
            return reason(error)
        return "added"

    answers = await asyncio.gather(*(add(f"v{at}") for at in range(210)))
    assert Counter(answers) == {"added": 200, "VARIANT_LIMIT_REACHED": 10}
    with refused(StatusCode.FAILED_PRECONDITION) as failure:
        await experiment().add("one more")
    assert "200 variants" in failure.value.details()
    (violation,) = details_of(failure.value, error_details_pb2.PreconditionFailure).violations
    assert violation.subject == AGENT
    version = (await experiment().select()).policy_version
    stored = next(f"v{at}" for at in range(210) if answers[at] == "added")
    assert (await experiment().add(stored)).variant_id == stored
    with refused(StatusCode.ALREADY_EXISTS):
        await experiment().add(stored, "another prompt")
    await experiment("another agent").add("a")
    assert (await experiment().select()).policy_version == version
