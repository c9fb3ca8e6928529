"""OpenTelemetry traces over a real channel, on both databases: from the stock SDK, and from bad exporters."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import grpc
import pytest
from bench.processes import ROOT
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as otlp
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc
from opentelemetry.proto.trace.v1 import trace_pb2
from sqlalchemy import Engine, event

from agenthall.access.v1.api_key_pb2 import ROLE_RECORDER, ROLE_VIEWER
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.database import open_for_reading
from agenthall_server.method_options import MOST_SPANS
from agenthall_server.server import OTLP_SERVICES
from tests.command_line import agenthall
from tests.conftest import Hall, SettableClock, details_of, reason, refused, running, violated
from tests.marketplace.conftest import Town, town
from tests.observability.calls import dashboard, execution, executions, one, record
from tests.observability.spans import TRACE, agent, chat, export, key, message, request
from tests.test_access import new_key

__all__ = ["town"]  # a fixture
EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export"
FAILED = trace_pb2.Status(code=trace_pb2.Status.STATUS_CODE_ERROR)


async def trace_of(caller: Any, trace_id: str = TRACE) -> pb.GetTraceResponse:
    answer: pb.GetTraceResponse = await caller.observability.GetTrace(pb.GetTraceRequest(trace_id=trace_id))
    return answer


PROGRAM = ROOT / "examples" / "opentelemetry" / "python" / "traced.py"


async def test_an_unmodified_sdk_feeds_agents(hall: Hall) -> None:
    environment = os.environ | {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{hall.server.port}"}
    agent_process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", str(PROGRAM), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, errors = await asyncio.wait_for(agent_process.communicate(), 60)
    assert (agent_process.returncode, errors) == (0, b"")  # the SDK says what it could not send, and goes on
    trace_id = out.decode().strip()
    (planner,) = (await dashboard(hall)).agents
    assert (planner.agent_name, planner.total_executions, planner.success_rate) == ("planner-python", 1, 100)
    assert planner.duration_count == 1
    found = await trace_of(hall, trace_id)
    (run,) = found.executions
    assert (run.trace_id, run.parent_execution_id) == (trace_id, "")
    assert run.execution_id.startswith(trace_id)
    assert run.attributes["service.name"]
    assert [(step.operation, step.failed, step.error_type) for step in found.steps] == [
        ("chat", False, ""),
        ("execute_tool", True, "timeout"),
    ]
    assert {step.execution_id for step in found.steps} == {run.execution_id}
    (usage,) = found.step_usage
    assert (usage.step_count, usage.input_tokens, usage.output_tokens) == (1, 900, 120)


def spans() -> list[trace_pb2.Span]:
    """Two agents, one below the other; the outer one counts no tokens, the inner one does."""
    return [
        agent(1, name="lead"),
        chat(2, 1, 10, 1),
        message(3, 1, name="GET"),
        chat(4, 3, 20, 2),
        agent(5, 1, name="coder", attributes={"gen_ai.usage.input_tokens": 500, "gen_ai.usage.output_tokens": 50}),
        chat(6, 5, 500, 50, status=FAILED),
    ]


async def test_any_order_and_any_repeats_tell_the_same(hall: Hall) -> None:
    rng = random.Random(11)
    answers = []
    for number in range(5):
        trace = f"{number + 1:032x}"
        sent = spans()
        for span in sent:
            span.trace_id = bytes.fromhex(trace)
        sent = rng.sample(sent, len(sent)) + rng.sample(sent, 3)
        cut = rng.randint(0, len(sent))
        await asyncio.gather(*(export(hall, *part) for part in (sent[:cut], sent[cut:], sent[::2])))
        found = await trace_of(hall, trace)
        for execution_ in found.executions:
            execution_.ClearField("receive_time")
        answers.append(str(found).replace(trace, TRACE))
    assert len(set(answers)) == 1
    agents = (await dashboard(hall)).agents
    assert {one.agent_name: one.total_executions for one in agents} == {"lead": 5, "coder": 5}
    assert {one.agent_name: one.total_tokens for one in agents} == {"lead": 0, "coder": 5 * 550}


async def test_sums_are_those_of_the_executions(database_url: str) -> None:
    async with running(database_url) as hall:
        for _ in range(2):
            await export(hall, *spans())
        await one(hall, tokens=3)
    done = await agenthall("doctor", "--recount", "--database", database_url)
    assert done.code == 0, done.out


async def test_the_tokens_of_steps_count_where_the_execution_has_none(hall: Hall) -> None:
    await export(hall, *spans())
    found = await trace_of(hall)
    assert [one.agent_name for one in found.executions] == ["lead", "coder"]
    assert found.executions[1].parent_execution_id == found.executions[0].execution_id
    assert [(one.execution_id, one.step_count, one.input_tokens, one.output_tokens) for one in found.step_usage] == [
        (key(1), 2, 30, 3)
    ]
    assert [(one.step_id, one.parent_id, one.execution_id) for one in found.steps] == [
        (key(2), key(1), key(1)),
        (key(3), key(1), key(1)),
        (key(4), key(3), key(1)),
        (key(6), key(5), key(5)),
    ]
    assert [(one.operation, one.step_count, one.failed_count) for one in found.operations] == [
        ("chat", 3, 1),
        ("", 1, 0),
    ]
    assert found.operations[0].p99_duration_ms == pytest.approx(1000, rel=0.011)
    assert not found.truncated


async def test_children_may_come_before_their_parents(hall: Hall) -> None:
    await export(hall, chat(2, 1, 10, 1))
    before = await trace_of(hall)
    assert [(one.execution_id, one.parent_id) for one in before.steps] == [("", key(1))]
    await export(hall, agent(1))
    after = await trace_of(hall)
    assert [one.execution_id for one in after.steps] == [key(1)]
    assert [one.input_tokens for one in after.step_usage] == [10]


async def test_an_execution_from_a_span_is_like_any_other(hall: Hall) -> None:
    await export(hall, agent(1, attributes={"gen_ai.request.model": "gpt-4o", "agent.quality_score": 90}))
    (found,) = await executions(hall, filter=f'trace_id = "{TRACE}" AND model = "gpt-4o"')
    assert found.execution_id == key(1)
    assert found.duration_ms == 1000
    again = await hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=found))
    assert again.duplicate
    (planner,) = (await dashboard(hall)).agents
    assert (planner.total_executions, planner.avg_quality_score) == (1, 90)


async def test_a_bad_span_is_refused_alone_and_for_good(hall: Hall) -> None:
    bad = message(2, end_time_unix_nano=1)
    answer = await export(hall, agent(1), bad, agent(3, attributes={"gen_ai.usage.input_tokens": -5}), chat(4, 1))
    assert answer.partial_success.rejected_spans == 2
    assert "end_time_unix_nano" in answer.partial_success.error_message
    assert "gen_ai.usage.input_tokens" in answer.partial_success.error_message
    found = await trace_of(hall)
    assert ([one.execution_id for one in found.executions], [one.step_id for one in found.steps]) == (
        [key(1)],
        [key(4)],
    )


async def test_an_id_is_not_used_twice_for_different_executions(hall: Hall) -> None:
    await export(hall, agent(1))
    answer = await export(hall, agent(1, name="other"), agent(2))
    assert answer.partial_success.rejected_spans == 1
    assert key(1) in answer.partial_success.error_message
    assert {one.agent_name for one in (await trace_of(hall)).executions} == {"planner"}


async def test_success_says_nothing(hall: Hall) -> None:
    nothing = otlp.ExportTraceServiceResponse()
    assert await export(hall) == nothing
    assert await export(hall, agent(1)) == nothing
    assert await export(hall, agent(1)) == nothing


async def test_traces_of_executions_that_were_recorded_otherwise(hall: Hall) -> None:
    await record(hall, execution(execution_id="a", trace_id="mine"), execution(execution_id="b", trace_id="mine2"))
    await one(hall, execution_id="c", trace_id=TRACE, parent_execution_id=key(1))
    await export(hall, agent(1), chat(2, 1))
    assert [found.execution_id for found in (await trace_of(hall, "mine")).executions] == ["a"]
    assert [found.execution_id for found in (await trace_of(hall)).executions] == [key(1), "c"]
    for trace_id in ("none", TRACE[:-1], TRACE[:4], TRACE.upper(), "f" * 32):
        error = await refused(trace_of(hall, trace_id))
        assert (error.code(), reason(error)) == (grpc.StatusCode.NOT_FOUND, "RESOURCE_NOT_FOUND")
    assert violated(await refused(trace_of(hall, ""))) == ["trace_id"]


async def test_a_trace_belongs_to_its_workspace(town: Town) -> None:
    await export(town.home, agent(1), chat(2, 1))
    assert (await refused(trace_of(town.abroad))).code() is grpc.StatusCode.NOT_FOUND
    await export(town.abroad, agent(1, name="stranger"))
    abroad = await trace_of(town.abroad)
    assert ([one.agent_name for one in abroad.executions], len(abroad.steps)) == (["stranger"], 0)
    home = await trace_of(town.home)
    assert ([one.agent_name for one in home.executions], len(home.steps)) == (["planner"], 1)


async def test_exporting_needs_the_permission_to_record(hall: Hall) -> None:
    recorder = hall.caller((await new_key(hall, ROLE_RECORDER)).secret)
    await export(recorder, agent(1), chat(2, 1))
    viewer = hall.caller((await new_key(hall, ROLE_VIEWER)).secret)
    assert (await trace_of(viewer)).steps
    error = await refused(export(viewer, agent(3)))
    assert (error.code(), reason(error)) == (grpc.StatusCode.PERMISSION_DENIED, "MISSING_PERMISSION")
    assert details_of(error, error_details_pb2.ErrorInfo).metadata["permission"] == "observability.executions.record"
    error = await refused(export(hall.caller("agenthall_wrong"), agent(3)))
    assert (error.code(), reason(error)) == (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_INVALID")
    assert len((await trace_of(hall)).executions) == 1


@pytest.mark.parametrize(("model", "fewest", "most"), [("m", 10_000, 10_000), ("\u00e9" * 200, 5_000, 9_000)])
async def test_a_large_trace_is_cut_and_says_so(sqlite_hall: Hall, model: str, fewest: int, most: int) -> None:
    """By their number, or by the size of the answer."""
    calls = (chat(number, 1, 1, 1, attributes={"gen_ai.request.model": model}) for number in range(2, 10_003))
    await export(sqlite_hall, agent(1), *calls)
    found = await trace_of(sqlite_hall)
    assert found.truncated
    assert found.ByteSize() < 3 * 2**20
    assert fewest <= len(found.steps) <= most
    assert found.steps[0].step_id == key(2)
    assert found.operations[0].step_count == found.step_usage[0].step_count == 10_000


async def test_a_trace_is_found_without_walking_others(tmp_path: Path) -> None:
    """With an index that lacks their order SQLite would walk the executions of the whole workspace instead, by time."""
    url = f"sqlite:///{tmp_path}/hall.db"
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((" ".join(statement.split()), parameters))

    async with running(url) as hall:
        await export(hall, agent(1), chat(2, 1))
        event.listen(Engine, "before_cursor_execute", note)
        try:
            await trace_of(hall)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
    with open_for_reading(url) as connection:
        for condition, index in (("executions.trace_id =", "ix_executions_trace"), ("step_id >=", "autoindex")):
            ((statement, parameters),) = [one for one in asked if condition in one[0]]
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            assert index in plan[0][-1], plan


async def test_too_many_spans_at_once_are_refused_for_good(sqlite_hall: Hall) -> None:
    for sent in (
        request(*[trace_pb2.Span()] * (MOST_SPANS + 1)),
        otlp.ExportTraceServiceRequest(resource_spans=[trace_pb2.ResourceSpans()] * (MOST_SPANS + 1)),
    ):
        error = await refused(sqlite_hall.channel.unary_unary(EXPORT)(sent.SerializeToString()))
        assert (error.code(), violated(error)) == (grpc.StatusCode.INVALID_ARGUMENT, ["resource_spans"])
    most = request(*[trace_pb2.Span()] * MOST_SPANS)
    raw = await sqlite_hall.channel.unary_unary(EXPORT)(most.SerializeToString())
    answer = otlp.ExportTraceServiceResponse.FromString(raw)
    assert answer.partial_success.rejected_spans == MOST_SPANS
    assert len(answer.partial_success.error_message) < 1000


async def test_what_is_no_message_is_malformed(sqlite_hall: Hall) -> None:
    error = await refused(sqlite_hall.channel.unary_unary(EXPORT)(b"\xff\xff\xff"))
    assert (error.code(), reason(error)) == (grpc.StatusCode.INVALID_ARGUMENT, "MALFORMED_MESSAGE")


async def test_an_exporter_that_is_too_fast_is_told_to_wait_not_to_drop(tmp_path: Path) -> None:
    """UNAVAILABLE with RetryInfo, where our own methods answer RESOURCE_EXHAUSTED."""
    settings: dict[str, Any] = {"key_calls_per_second": 10.0, "key_burst": 20.0}
    async with running(f"sqlite:///{tmp_path}/hall.db", **settings) as hall:
        caller = hall.caller((await new_key(hall, ROLE_RECORDER)).secret)
        await export(caller, *(agent(number) for number in range(1, 51)))  # each span is a call
        error = await refused(export(caller, agent(60)))
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "RATE_LIMITED")
        assert details_of(error, error_details_pb2.RetryInfo).retry_delay.seconds >= 2
        own = await refused(one(caller))
        assert (own.code(), reason(own)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "RATE_LIMITED")


async def test_a_full_server_is_unavailable_to_exporters(tmp_path: Path) -> None:
    async with running(f"sqlite:///{tmp_path}/hall.db", max_bytes_in_flight=1) as hall:
        error = await refused(export(hall, agent(1)))
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "OVERLOADED")
        assert details_of(error, error_details_pb2.RetryInfo).HasField("retry_delay")
        own = await refused(one(hall))
        assert (own.code(), reason(own)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED")


async def test_steps_go_with_their_executions(database_url: str, clock: SettableClock) -> None:
    async with running(database_url, clock) as hall:
        await export(hall, agent(1), chat(2, 1))
    clock.advance(20 * 86_400)
    async with running(database_url, clock) as hall:
        await export(hall, chat(3, 1))
    clock.advance(11 * 86_400)
    async with running(database_url, clock) as hall, asyncio.timeout(20):
        while len((found := await trace_of(hall)).steps) > 1:  # noqa: ASYNC110 - it happens in the server
            await asyncio.sleep(0.05)
    assert ([one.step_id for one in found.steps], len(found.executions)) == ([key(3)], 0)


async def test_it_is_listed_and_healthy(sqlite_hall: Hall) -> None:
    health = health_pb2_grpc.HealthStub(sqlite_hall.channel)
    for service in OTLP_SERVICES:
        answer = await health.Check(health_pb2.HealthCheckRequest(service=service))
        assert answer.status == health_pb2.HealthCheckResponse.SERVING


async def test_hostile_spans_harm_nobody(hall: Hall) -> None:
    """What is no name, no number or out of range: stored clean or refused, never an error of the server."""
    rng = random.Random(5)
    stub: Any = trace_service_pb2_grpc.TraceServiceStub(hall.channel)
    texts = ("", "\0", "'; DROP TABLE executions; --", "\u202e", "é" * 300, "a\nb", "%s")
    for number in range(1, 60):
        text = rng.choice(texts)
        attributes = {name: rng.choice((text, -1, 2**62, float("nan"), True, [text])) for name in rng.sample(NAMES, 6)}
        attributes["gen_ai.operation.name"] = rng.choice(("invoke_agent", "chat", text))
        span = message(number, rng.randint(0, 70), name=text, attributes=attributes)
        answer = await stub.Export(request(span, service=text))
        assert answer.partial_success.rejected_spans <= 1
    assert (await dashboard(hall)).summary.total_executions == len(await executions(hall, page_size=1000))


NAMES = [
    "gen_ai.agent.name", "gen_ai.agent.version", "gen_ai.request.model", "gen_ai.usage.input_tokens", "error.type",
    "agent.quality_score", "llm.cost.total", "gen_ai.conversation.id", "gen_ai.provider.name", "user.id",
]  # fmt: skip
