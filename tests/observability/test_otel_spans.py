"""What a span becomes: both generations of the generative AI conventions, and OpenInference; what is refused."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest
from opentelemetry.proto.trace.v1 import trace_pb2

from agenthall_server.errors import ValidationFailed
from agenthall_server.observability.executions import CANCELLED, FAILED, OK, Execution
from agenthall_server.observability.otel_spans import record_of
from agenthall_server.observability.traces import Step
from agenthall_server.observability.wire_traces import spans_of
from tests.observability.spans import SECOND_NS, START_NS, TRACE, agent, key, message, pairs, request

NOW = START_NS // 1000 + 3_600_000_000
ERROR = trace_pb2.Status(code=trace_pb2.Status.STATUS_CODE_ERROR, message="it broke")


def record(span: trace_pb2.Span, service: str = "shop") -> Execution | Step:
    (found,) = spans_of(request(span, service=service))
    return record_of(found, 7, NOW, {})


def execution(span: trace_pb2.Span, service: str = "shop") -> Execution:
    found = record(span, service)
    assert isinstance(found, Execution)
    return found


def step(span: trace_pb2.Span) -> Step:
    found = record(span)
    assert isinstance(found, Step)
    return found


LATEST = {
    "gen_ai.operation.name": "invoke_agent",
    "gen_ai.provider.name": "openai",
    "gen_ai.agent.name": "Math Tutor",
    "gen_ai.agent.id": "asst_5j66",
    "gen_ai.agent.version": "1.0.0",
    "gen_ai.conversation.id": "conv_5j66",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 100,
    "gen_ai.usage.output_tokens": 180,
    "gen_ai.usage.cache_read.input_tokens": 50,
    "user.id": "u-1",
    "agent.quality_score": 87.5,
}
OLD = {
    "gen_ai.operation.name": "invoke_agent",
    "gen_ai.system": "openai",
    "gen_ai.agent.name": "Math Tutor",
    "gen_ai.agent.id": "asst_5j66",
    "gen_ai.agent.version": "1.0.0",
    "session.id": "conv_5j66",
    "gen_ai.response.model": "gpt-4o",
    "gen_ai.usage.prompt_tokens": 100,
    "gen_ai.usage.completion_tokens": 180,
    "gen_ai.usage.cache_read_input_tokens": 50,
    "enduser.id": "u-1",
    "agent.quality_score": 87.5,
}
OPENINFERENCE = {
    "openinference.span.kind": "AGENT",
    "llm.provider": "openai",
    "agent.name": "Math Tutor",
    "gen_ai.agent.id": "asst_5j66",
    "gen_ai.agent.version": "1.0.0",
    "session.id": "conv_5j66",
    "llm.model_name": "gpt-4o",
    "llm.token_count.prompt": 100,
    "llm.token_count.completion": 180,
    "llm.token_count.prompt_details.cache_read": 50,
    "user.id": "u-1",
    "agent.quality_score": 87.5,
}


@pytest.mark.parametrize("attributes", [LATEST, OLD, OPENINFERENCE], ids=["latest", "old", "openinference"])
def test_an_agent_of_every_generation_is_the_same_execution(attributes: dict[str, Any]) -> None:
    start = START_NS + 1_000_000
    found = execution(message(1, 9, attributes=attributes, end_time_unix_nano=start + 1_234_567_890))
    assert found == Execution(
        workspace_key=7,
        execution_id=key(1),
        event_time=start // 1000,
        receive_time=NOW,
        agent_name="Math Tutor",
        outcome=OK,
        duration_ms=1234.56789,
        tokens=280,
        input_tokens=100,
        output_tokens=180,
        cached_tokens=50,
        quality_score=87.5,
        cost_nano_usd=None,
        model="gpt-4o",
        team_id="",
        user_id="u-1",
        build_id="",
        variant_id="",
        attempt=0,
        retry_of_execution_id="",
        requirement_ids=None,
        error_type="",
        error_message="",
        start_time=start // 1000,
        end_time=(start + 1_234_567_890) // 1000,
        parent_execution_id=key(9),
        trace_id=TRACE,
        agent="",
        agent_version="1.0.0",
        attributes=found.attributes,
        price_version=None,
        overflow=None,
    )
    assert json.loads(found.attributes or "") == {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.id": "asst_5j66",
        "gen_ai.conversation.id": "conv_5j66",
        "gen_ai.provider.name": "openai",
        "service.name": "shop",
    }


CALLS: list[tuple[str, dict[str, Any], tuple[str, str, str]]] = [
    (
        "chat gpt-4o",
        {"gen_ai.operation.name": "chat", "gen_ai.provider.name": "openai", "gen_ai.request.model": "gpt-4o"},
        ("chat", "openai", "gpt-4o"),
    ),
    (
        "chat gpt-4o",
        {"gen_ai.operation.name": "chat", "gen_ai.system": "openai", "gen_ai.request.model": "gpt-4o"},
        ("chat", "openai", "gpt-4o"),
    ),
    (
        "chat claude-3",  # before operations had an attribute of their own
        {"gen_ai.system": "anthropic", "gen_ai.request.model": "claude-3"},
        ("chat", "anthropic", "claude-3"),
    ),
    (
        "text_completion davinci",
        {"gen_ai.system": "openai", "gen_ai.request.model": "davinci"},
        ("text_completion", "openai", "davinci"),
    ),
    (
        "openai.chat",
        {"gen_ai.system": "openai", "gen_ai.request.model": "gpt-4"},
        ("chat", "openai", "gpt-4"),
    ),
    ("generate", {"gen_ai.operation.name": "generate_content"}, ("generate_content", "", "")),
    ("execute_tool search", {"gen_ai.operation.name": "execute_tool"}, ("execute_tool", "", "")),
    ("retrieval docs", {"gen_ai.operation.name": "retrieval"}, ("retrieval", "", "")),
    ("plan", {"gen_ai.operation.name": "plan"}, ("plan", "", "")),
    ("embeddings ada", {"gen_ai.operation.name": "embeddings"}, ("embeddings", "", "")),
    ("something new", {"gen_ai.operation.name": "dream"}, ("dream", "", "")),
    (
        "ChatOpenAI",
        {"openinference.span.kind": "LLM", "llm.system": "openai", "llm.model_name": "gpt-4o"},
        ("chat", "openai", "gpt-4o"),
    ),
    ("search", {"openinference.span.kind": "TOOL"}, ("execute_tool", "", "")),
    ("rerank", {"openinference.span.kind": "RERANKER"}, ("reranker", "", "")),
    ("GET", {"http.request.method": "GET"}, ("", "", "")),
    ("chat", {}, ("", "", "")),
]


@pytest.mark.parametrize(("name", "attributes", "expected"), CALLS, ids=count())
def test_what_is_no_agent_is_a_step(name: str, attributes: dict[str, Any], expected: tuple[str, str, str]) -> None:
    found = step(message(2, 1, name=name, attributes=attributes))
    assert (found.operation, found.provider, found.model) == expected
    assert (found.step_id, found.parent_id, found.name) == (key(2), key(1), name)
    assert (found.duration_us, found.failed, found.input_tokens) == (1_000_000, 0, None)


@pytest.mark.parametrize(
    "names",
    [
        ("gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "gen_ai.usage.cache_read.input_tokens"),
        ("gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens", "gen_ai.usage.cache_read_input_tokens"),
        ("llm.token_count.prompt", "llm.token_count.completion", "llm.token_count.prompt_details.cache_read"),
    ],
)
def test_tokens_of_every_generation(names: tuple[str, str, str]) -> None:
    found = step(message(2, attributes=dict(zip(names, (10, 20, 3), strict=True))))
    assert (found.input_tokens, found.output_tokens, found.cached_tokens) == (10, 20, 3)


def test_the_newest_name_is_believed() -> None:
    attributes = {"gen_ai.usage.prompt_tokens": 1, "gen_ai.usage.input_tokens": 2, "llm.token_count.prompt": 3}
    assert step(message(2, attributes=attributes)).input_tokens == 2


WORKFLOW = {"gen_ai.operation.name": "invoke_workflow", "gen_ai.workflow.name": "support"}


@pytest.mark.parametrize(
    ("span", "service", "expected"),
    [
        (agent(1, name="coder"), "shop", "coder"),
        (message(1, name="invoke_agent coder", attributes={"gen_ai.operation.name": "invoke_agent"}), "shop", "coder"),
        (message(1, name="run", attributes={"gen_ai.operation.name": "invoke_agent"}), "shop", "shop"),
        (message(1, name="run", attributes=WORKFLOW), "shop", "support"),
        (message(1, name="run", attributes=WORKFLOW | {"gen_ai.agent.name": "lead"}), "shop", "lead"),
        (message(1, name="run", attributes={"openinference.span.kind": "agent"}), "shop", "shop"),
        (agent(1, name="a\nb\x00c"), "shop", "a b c"),
        (agent(1, name="x" * 300), "shop", "x" * 200),
        (agent(1, name=" \u200b"), "shop", "shop"),
    ],
    ids=count(),
)
def test_the_name_of_the_agent(span: trace_pb2.Span, service: str, expected: str) -> None:
    assert execution(span, service).agent_name == expected


def exception(kind: str, text: str) -> trace_pb2.Span.Event:
    attributes = pairs({"exception.type": kind, "exception.message": text})
    return trace_pb2.Span.Event(name="exception", attributes=attributes)


@pytest.mark.parametrize(
    ("values", "outcome", "error_type", "error_message"),
    [
        ({}, OK, "", ""),
        ({"events": [exception("ValueError", "handled")]}, OK, "", ""),
        ({"status": ERROR}, FAILED, "", "it broke"),
        ({"attributes": {"error.type": "timeout"}}, FAILED, "timeout", ""),
        ({"status": ERROR, "attributes": {"error.type": "timeout"}}, FAILED, "timeout", "it broke"),
        ({"status": ERROR, "events": [exception("ValueError", "no\0")]}, FAILED, "ValueError", "no"),
        (
            {"status": ERROR, "events": [exception("A", "first"), exception("B", "é" * 5000)]},
            FAILED,
            "B",
            "é" * 4096,
        ),
        (
            {"status": ERROR, "events": [exception("asyncio.CancelledError", "")]},
            CANCELLED,
            "asyncio.CancelledError",
            "it broke",
        ),
        ({"attributes": {"error.type": "cancelled"}}, CANCELLED, "cancelled", ""),
    ],
)
def test_how_it_ended(values: dict[str, Any], outcome: int, error_type: str, error_message: str) -> None:
    found = execution(agent(1, **values))
    assert (found.outcome, found.error_type, found.error_message) == (outcome, error_type, error_message)


def test_what_has_another_type_is_absent() -> None:
    attributes: dict[str, Any] = {
        "gen_ai.usage.input_tokens": "12",
        "gen_ai.usage.output_tokens": True,
        "gen_ai.request.model": 4,
        "agent.quality_score": [80],
        "gen_ai.conversation.id": 5,
    }
    found = execution(agent(1, attributes=attributes))
    assert (found.tokens, found.model, found.quality_score) == (None, "", None)
    assert "conversation" not in (found.attributes or "")


def test_a_cost_that_a_library_counted_is_kept() -> None:
    assert execution(agent(1, attributes={"llm.cost.total": 0.0049})).cost_nano_usd == 4_900_000


LATE = START_NS + 3_600 * SECOND_NS + 301 * SECOND_NS


@pytest.mark.parametrize(
    ("span", "field"),
    [
        (message(1, trace="0" * 32), "trace_id"),
        (message(1, trace="ab" * 15), "trace_id"),
        (message(0), "span_id"),
        (trace_pb2.Span(trace_id=b"1" * 16, span_id=b"1" * 7), "span_id"),
        (trace_pb2.Span(trace_id=b"1" * 16, span_id=b"1" * 8, parent_span_id=b"1"), "parent_span_id"),
        (message(1, start_time_unix_nano=0), "start_time_unix_nano"),
        (message(1, end_time_unix_nano=0), "end_time_unix_nano"),
        (message(1, end_time_unix_nano=START_NS), "end_time_unix_nano"),
        (message(1, end_time_unix_nano=LATE), "end_time_unix_nano"),
        (message(1, start_time_unix_nano=1), "end_time_unix_nano"),
        (message(1, attributes={"gen_ai.usage.input_tokens": -1}), "attributes['gen_ai.usage.input_tokens']"),
        (message(1, attributes={"gen_ai.usage.output_tokens": 10**13}), "attributes['gen_ai.usage.output_tokens']"),
        (agent(1, attributes={"agent.quality_score": 101}), "attributes['agent.quality_score']"),
        (agent(1, attributes={"agent.quality_score": float("nan")}), "attributes['agent.quality_score']"),
        (agent(1, attributes={"llm.cost.total": float("inf")}), "attributes['llm.cost.total']"),
    ],
    ids=count(),
)
def test_what_never_can_be_taken_is_refused_by_field(span: trace_pb2.Span, field: str) -> None:
    with pytest.raises(ValidationFailed) as caught:
        record(span)
    assert caught.value.fields[0].field == field


def test_an_agent_without_any_name_is_refused() -> None:
    with pytest.raises(ValidationFailed, match=r"service\.name"):
        record(message(1, attributes={"gen_ai.operation.name": "invoke_agent"}), service="")
