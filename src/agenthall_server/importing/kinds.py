"""What can be imported: the columns of agents, executions and builds, and the older forms that their records had.

Beside the fields of the contract stand the names that the specification's JSON stores, usage records of model vendors
and common exports use; a name with another unit brings its conversion.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agenthall_server.importing.columns import Column, Fields, Kind
from agenthall_server.importing.values import (
    Convert,
    Unusable,
    count,
    flag,
    json_list,
    json_object,
    nano_usd,
    number,
    outcome,
    scaled,
    text,
    texts,
    time,
)


def _agent_results(value: Any) -> list[Fields]:
    """A list, or an object by agent."""
    if isinstance(value, dict):
        return [_agent_result({"agent_name": name} | json_object(item)) for name, item in value.items()]
    return [_agent_result(json_object(item)) for item in json_list(value)]


_RESULT: Mapping[str, Column] = {
    "agent_name": ("agent_name", text), "agent": ("agent_name", text), "success": ("success", flag),
    "duration_ms": ("duration_ms", number), "tokens": ("tokens", count), "tokens_used": ("tokens", count),
    "quality_score": ("quality_score", number), "quality": ("quality_score", number),
}  # fmt: skip


def _agent_result(given: Fields) -> Fields:
    known = {name: _RESULT[name] for name in given if name in _RESULT and given[name] is not None}
    return {field: convert(given[name]) for name, (field, convert) in known.items()}


def _tech_stack(value: Any) -> Fields:
    """Technology by slot; of a list the first, which leads."""
    leading = {slot: one[0] if isinstance(one, list) and one else one for slot, one in json_object(value).items()}
    return {slot: text(one) for slot, one in leading.items() if one not in (None, "", [])}


def _dependencies(value: Any) -> list[Fields]:
    """Objects of the contract, or texts: `namespace/name` or `namespace/name@range`."""
    if isinstance(value, str) and not value.lstrip().startswith("["):
        value = texts(value)
    return [_dependency(item) for item in json_list(value)]


def _dependency(value: Any) -> Fields:
    if isinstance(value, dict):
        return {"agent": text(value.get("agent") or value.get("name") or ""), "range": text(value.get("range") or "")}
    agent, _, versions = text(value).partition("@")
    return {"agent": agent.strip(), "range": versions.strip()}


def _examples(value: Any) -> list[Fields]:
    return [json_object(item) for item in json_list(value)]


def _kind_of_agent(value: Any) -> str:
    said = str(value).strip().lower().removeprefix("kind_")
    if said not in ("agent", "team"):
        raise Unusable("is neither agent nor team")
    return f"KIND_{said.upper()}"


def _named(convert: Convert, *names: str) -> dict[str, Column]:
    return {name: (name, convert) for name in names}


def _also(field: str, convert: Convert, *names: str) -> dict[str, Column]:
    return dict.fromkeys(names, (field, convert))


def _unfold_build(row: Fields) -> Fields:
    """A build whose measurements stand in `result`, and whose files are listed instead of counted."""
    result = row.get("result")
    if isinstance(result, dict):
        row = {name: value for name, value in row.items() if name != "result"}
        row = result | {name: value for name, value in row.items() if value is not None}
    files = row.get("files")
    if isinstance(files, list) and row.get("files_generated") is None:
        row = {name: value for name, value in row.items() if name != "files"} | {"files_generated": len(files)}
    return row


EXECUTIONS = Kind(
    name="executions",
    columns={
        **_named(text, "execution_id", "agent_name", "agent", "agent_version", "model", "team_id", "user_id",
                 "build_id", "variant_id", "retry_of_execution_id", "error_type", "error_message",
                 "parent_execution_id", "trace_id"),
        **_named(count, "tokens", "input_tokens", "output_tokens", "cached_tokens", "cost_nano_usd", "attempt"),
        **_named(number, "duration_ms", "quality_score"),
        **_named(time, "start_time", "end_time"),
        **_named(outcome, "outcome"),
        **_named(flag, "success"),
        **_named(texts, "requirement_ids"),
        **_named(json_object, "attributes"),
        **_also("execution_id", text, "id"),
        **_also("outcome", outcome, "status"),
        **_also("duration_ms", scaled("1000"), "duration_seconds", "duration_s"),
        **_also("tokens", count, "tokens_used", "total_tokens"),
        **_also("input_tokens", count, "prompt_tokens"),
        **_also("output_tokens", count, "completion_tokens"),
        **_also("cost_nano_usd", nano_usd, "cost_usd", "estimated_cost"),
        **_also("user_id", text, "user"),
        **_also("error_message", text, "error"),
        **_also("start_time", time, "timestamp", "start_unix"),
        **_also("end_time", time, "end_unix"),
        **_also("requirement_ids", texts, "requirements_handled"),
    },
    id_field="execution_id",
    group_field="agent_name",
    marks=frozenset({"agent_name", "outcome", "success", "duration_ms"}),
    objects=frozenset({"attributes"}),
)  # fmt: skip

BUILDS = Kind(
    name="builds",
    columns={
        **_named(text, "build_id", "user_id", "team_id", "prompt", "workflow", "failure_reason"),
        **_named(number, "quality_score", "duration_seconds"),
        **_named(count, "files_generated"),
        **_named(flag, "success"),
        **_named(time, "finish_time"),
        **_named(json_object, "attributes"),
        "tech_stack": ("tech_stack", _tech_stack),
        "agent_results": ("agent_results", _agent_results),
        **_also("build_id", text, "id"),
        **_also("quality_score", number, "quality"),
        **_also("duration_seconds", scaled("0.001"), "duration_ms"),
        **_also("finish_time", time, "timestamp"),
        **_also("failure_reason", text, "error"),
    },
    id_field="build_id",
    group_field="team_id",
    marks=frozenset({"prompt", "workflow", "tech_stack", "build_id", "result"}),
    objects=frozenset({"attributes", "tech_stack"}),
    unfold=_unfold_build,
)  # fmt: skip

AGENTS = Kind(
    name="agents",
    columns={
        **_named(text, "namespace", "name", "display_name", "author", "description", "version", "category",
                 "system_prompt", "license", "model", "homepage"),
        **_named(texts, "tags", "capabilities", "tools"),
        **_named(json_object, "input_schema", "output_schema"),
        "dependencies": ("dependencies", _dependencies),
        "examples": ("examples", _examples),
        "kind": ("kind", _kind_of_agent),
        **_also("system_prompt", text, "prompt"),
    },
    id_field="",
    group_field="name",
    marks=frozenset({"description", "system_prompt", "prompt", "version"}),
    objects=frozenset(),
)  # fmt: skip

KINDS = {kind.name: kind for kind in (AGENTS, EXECUTIONS, BUILDS)}
