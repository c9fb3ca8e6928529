"""OpenTelemetry spans as executions and steps.

What a span says is looked up by meaning in `NAMES`: the names of the generative AI conventions as they are now come
first, then those up to 1.36 that libraries send until they are told otherwise, then those of OpenInference. Sources:
OpenTelemetry semantic conventions for generative AI (spans, agent spans), OpenInference semantic conventions.

A span whose operation is invoke_agent or invoke_workflow is an execution, any other a step. The same span gives the
same record whenever it is read, apart from a cost by changed prices, so sending it again changes nothing.

What does not fit is cut (names at 200 characters, error messages at 8 KiB) where that loses little; a span without an
identity, a time or an agent, or with numbers out of range, is refused. Attributes of another type than expected count
as absent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any, NamedTuple

from agenthall_server.errors import ValidationFailed
from agenthall_server.names import as_name
from agenthall_server.observability.executions import CANCELLED, FAILED, MOST_AHEAD_US, OK, Execution
from agenthall_server.observability.pricing import PriceTable, priced
from agenthall_server.observability.traces import Step

NAMES: Mapping[str, tuple[str, ...]] = {
    "operation": ("gen_ai.operation.name",),
    "kind": ("openinference.span.kind",),
    "agent_name": ("gen_ai.agent.name", "agent.name"),
    "agent_version": ("gen_ai.agent.version",),
    "agent_id": ("gen_ai.agent.id",),
    "workflow": ("gen_ai.workflow.name",),
    "conversation": ("gen_ai.conversation.id", "session.id"),
    "provider": ("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system"),
    "model": ("gen_ai.request.model", "gen_ai.response.model", "llm.model_name", "embedding.model_name"),
    "input_tokens": ("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"),
    "output_tokens": ("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"),
    "cached_tokens": (
        "gen_ai.usage.cache_read.input_tokens",
        "gen_ai.usage.cache_read_input_tokens",
        "llm.token_count.prompt_details.cache_read",
    ),
    "cost_usd": ("llm.cost.total",),
    "quality_score": ("agent.quality_score",),
    "user": ("user.id", "enduser.id"),
    "error_type": ("error.type",),
}
"""Attributes of spans by what they mean, in the order in which they are believed."""
ATTRIBUTES = frozenset(name for names in NAMES.values() for name in names)
SERVICE_NAME = "service.name"
"""Of the resource."""

INVOKE_AGENT, INVOKE_WORKFLOW = "invoke_agent", "invoke_workflow"
EXECUTIONS = frozenset({INVOKE_AGENT, INVOKE_WORKFLOW})
_OPERATION_OF_KIND = {
    "AGENT": INVOKE_AGENT,
    "LLM": "chat",
    "EMBEDDING": "embeddings",
    "TOOL": "execute_tool",
    "RETRIEVER": "retrieval",
}
_OPERATIONS = EXECUTIONS | {
    "chat",
    "create_agent",
    "embeddings",
    "execute_tool",
    "generate_content",
    "plan",
    "retrieval",
    "text_completion",
}
"""Those that begin the name of a span which does not say its operation."""
_CANCELLED = frozenset({"cancelled", "canceled", "cancellederror", "aborterror"})
"""Last parts of error types, in lower case: gRPC and HTTP, asyncio, JavaScript."""

_NAME_LENGTH, _VERSION_LENGTH = 200, 64
_MAX_ERROR_BYTES = 8192
_MAX_TOKENS = 1_000_000_000_000
_MAX_COST_USD = 1_000_000
_MAX_AHEAD_NS = MOST_AHEAD_US * 1000
_MAX_DURATION_NS = 315_576_000 * 1_000_000_000
_TRACE_DIGITS, _SPAN_DIGITS = 32, 16


class Span(NamedTuple):
    """A span as it was sent; what it says in attributes that mean nothing here is left out."""

    trace_id: str
    """32 hexadecimal digits."""
    span_id: str
    """16 hexadecimal digits."""
    parent_span_id: str
    """Empty for a root."""
    name: str
    start_ns: int
    end_ns: int
    failed: bool
    """Whether its status is an error."""
    status_message: str
    attributes: Mapping[str, Any]
    exception: tuple[str, str]
    """Type and message of the last exception that it recorded."""
    service_name: str


def record_of(span: Span, workspace_key: int, now: int, prices: PriceTable) -> Execution | Step:
    """What the span tells, received now (in microseconds). Raises ValidationFailed for one that never can be taken."""
    _check_identity(span)
    _check_times(span, now)
    operation = operation_of(span)
    if operation in EXECUTIONS:
        return _execution(span, operation, workspace_key, now, prices)
    return _step(span, operation, workspace_key, now)


def operation_of(span: Span) -> str:
    """By gen_ai.operation.name, else OpenInference's kind, else the beginning of the name; empty where it has none."""
    if operation := _text(span, "operation"):
        return operation
    if kind := _text(span, "kind"):
        return _OPERATION_OF_KIND.get(kind.upper(), kind.lower())
    if not _text(span, "provider"):
        return ""
    first = span.name.partition(" ")[0]
    return first if first in _OPERATIONS else "chat" if _text(span, "model") else ""


def _execution(span: Span, operation: str, workspace_key: int, now: int, prices: PriceTable) -> Execution:
    start, end = span.start_ns // 1000, span.end_ns // 1000
    read, written, cached = (_tokens(span, name) for name in ("input_tokens", "output_tokens", "cached_tokens"))
    tokens = None if read is None and written is None else (read or 0) + (written or 0)
    model, cost, version = _text(span, "model"), _cost(span), None
    if cost is None:
        cost, version = priced(prices.get(model, ()), start, tokens, read, written, cached)
    error_type = _error_type(span)
    return Execution(
        workspace_key=workspace_key,
        execution_id=span.trace_id + span.span_id,
        event_time=start,
        receive_time=now,
        agent_name=_agent_name(span, operation),
        outcome=_outcome(span, error_type),
        duration_ms=(span.end_ns - span.start_ns) / 1_000_000,
        tokens=tokens,
        input_tokens=read,
        output_tokens=written,
        cached_tokens=cached,
        quality_score=_number(span, "quality_score", 100),
        cost_nano_usd=cost,
        model=model,
        team_id="",
        user_id=_text(span, "user"),
        build_id="",
        variant_id="",
        attempt=0,
        retry_of_execution_id="",
        requirement_ids=None,
        error_type=error_type,
        error_message=_error_message(span),
        start_time=start,
        end_time=end,
        parent_execution_id=_parent_id(span),
        trace_id=span.trace_id,
        agent="",
        agent_version=_text(span, "agent_version", _VERSION_LENGTH),
        attributes=_attributes(span, operation),
        price_version=version,
        overflow=None,
    )


def _step(span: Span, operation: str, workspace_key: int, now: int) -> Step:
    error_type = _error_type(span)
    return Step(
        workspace_key=workspace_key,
        step_id=span.trace_id + span.span_id,
        parent_id=_parent_id(span),
        receive_time=now,
        operation=operation,
        name=as_name(span.name, _NAME_LENGTH),
        model=_text(span, "model"),
        provider=_text(span, "provider"),
        start_time=span.start_ns // 1000,
        end_time=span.end_ns // 1000,
        duration_us=(span.end_ns - span.start_ns) // 1000,
        input_tokens=_tokens(span, "input_tokens"),
        output_tokens=_tokens(span, "output_tokens"),
        cached_tokens=_tokens(span, "cached_tokens"),
        failed=int(_outcome(span, error_type) == FAILED),
        error_type=error_type,
    )


def _check_identity(span: Span) -> None:
    for field, value, digits in (
        ("trace_id", span.trace_id, _TRACE_DIGITS),
        ("span_id", span.span_id, _SPAN_DIGITS),
    ):
        if len(value) != digits or value == "0" * digits:
            raise ValidationFailed.of(field, f"must be {digits // 2} bytes, not all of them zero")
    if span.parent_span_id and len(span.parent_span_id) != _SPAN_DIGITS:
        raise ValidationFailed.of("parent_span_id", f"must be {_SPAN_DIGITS // 2} bytes or none")


def _check_times(span: Span, now: int) -> None:
    if not span.start_ns:
        raise ValidationFailed.of("start_time_unix_nano", "is missing")
    if span.end_ns < span.start_ns:
        raise ValidationFailed.of("end_time_unix_nano", "is missing or before start_time_unix_nano")
    if span.end_ns > now * 1000 + _MAX_AHEAD_NS:
        raise ValidationFailed.of("end_time_unix_nano", "is more than 5 minutes in the future")
    if span.end_ns - span.start_ns > _MAX_DURATION_NS:
        raise ValidationFailed.of("end_time_unix_nano", "is more than ten years after start_time_unix_nano")


def _agent_name(span: Span, operation: str) -> str:
    named = _text(span, "agent_name")
    if not named and operation == INVOKE_WORKFLOW:
        named = _text(span, "workflow")
    if not named and span.name.startswith(f"{operation} "):
        named = as_name(span.name.removeprefix(f"{operation} "), _NAME_LENGTH)
    found = named or as_name(span.service_name, _NAME_LENGTH)
    if not found:
        raise ValidationFailed.of("attributes", "name no agent: gen_ai.agent.name or service.name is needed")
    return found


def _outcome(span: Span, error_type: str) -> int:
    if not span.failed and not _text(span, "error_type"):
        return OK
    return CANCELLED if error_type.rpartition(".")[2].lower() in _CANCELLED else FAILED


def _error_type(span: Span) -> str:
    named = _text(span, "error_type")
    return named or (as_name(span.exception[0], _NAME_LENGTH) if span.failed else "")


def _error_message(span: Span) -> str:
    text = span.exception[1] or span.status_message
    if _outcome(span, "") == OK or not text:
        return ""
    return text.replace("\0", "").encode()[:_MAX_ERROR_BYTES].decode(errors="ignore")


def _attributes(span: Span, operation: str) -> str:
    """What else is worth keeping, under the names that the conventions have now."""
    found = {
        "gen_ai.operation.name": operation,
        "gen_ai.agent.id": _text(span, "agent_id"),
        "gen_ai.conversation.id": _text(span, "conversation"),
        "gen_ai.provider.name": _text(span, "provider"),
        "gen_ai.workflow.name": _text(span, "workflow"),
        SERVICE_NAME: as_name(span.service_name, _NAME_LENGTH),
    }
    kept = {name: value for name, value in found.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _parent_id(span: Span) -> str:
    has_parent = span.parent_span_id.strip("0")
    return span.trace_id + span.parent_span_id if has_parent else ""


def _text(span: Span, meaning: str, most: int = _NAME_LENGTH) -> str:
    for name in NAMES[meaning]:
        value = span.attributes.get(name)
        if isinstance(value, str) and value and (found := as_name(value, most)):
            return found
    return ""


def _number(span: Span, meaning: str, most: float) -> float | None:
    """Raises ValidationFailed where it is below 0 or above `most`."""
    for name in NAMES[meaning]:
        value = span.attributes.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            if isfinite(value) and 0 <= value <= most:
                return value
            raise ValidationFailed.of(f"attributes[{name!r}]", f"must be between 0 and {most}")
    return None


def _tokens(span: Span, meaning: str) -> int | None:
    found = _number(span, meaning, _MAX_TOKENS)
    return None if found is None else int(found)


def _cost(span: Span) -> int | None:
    found = _number(span, "cost_usd", _MAX_COST_USD)
    return None if found is None else round(found * 1_000_000_000)
