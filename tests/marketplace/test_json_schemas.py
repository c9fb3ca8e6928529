"""Schemas from publishers: what is taken, what is refused, and that none of them does harm."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest

from agenthall_server.marketplace.json_schemas import mismatch, problem_of


def nested(depth: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        schema = {"type": "object", "properties": {"a": schema}}
    return schema


def doubling(steps: int) -> dict[str, Any]:
    """A schema that evaluates its last part 2^steps times."""
    parts = {f"a{step}": {"allOf": [{"$ref": f"#/$defs/a{step + 1}"}] * 2} for step in range(steps)}
    return {"type": "object", "$defs": {**parts, f"a{steps}": {"type": "object"}}, "$ref": "#/$defs/a0"}


def doubling_downwards() -> dict[str, Any]:
    """A schema that doubles the work with every level of the instance."""
    twice = {"allOf": [{"$ref": "#/$defs/node"}] * 2}
    return {"type": "object", "$defs": {"node": {"properties": {"a": twice}}}, "$ref": "#/$defs/node"}


TREE = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#"}}},
}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object"},
        {"type": "object", "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/a"},
        {"type": "object", "properties": {"$ref": {"type": "string"}, "$id": {"type": "integer"}}},
        {"type": "object", "$defs": {"x": {"enum": [1, "a"]}}, "properties": {"x": {"$ref": "#/$defs/x"}}},
        {"type": "object", "properties": {"code": {"type": "string", "pattern": "^[A-Z]{2,3}$"}}},
        TREE,
        nested(15),
    ],
)
def test_ordinary_schemas_are_taken(schema: dict[str, Any]) -> None:
    assert problem_of(schema) == ""


@pytest.mark.parametrize(
    ("schema", "why"),
    [
        ({}, "not an object schema"),
        ({"type": "string"}, "not an object schema"),
        ({"type": "objekt"}, "not an object schema"),
        ({"type": "object", "$schema": "http://json-schema.org/draft-07/schema#"}, "another draft"),
        ({"type": "object", "properties": {"a": {"type": "objekt"}}}, "not a JSON Schema"),
        ({"type": "object", "properties": {"a": {"minLength": -1}}}, "not a JSON Schema"),
        ({"type": "object", "required": "a"}, "not a JSON Schema"),
        ({"type": "object", "allOf": 5}, "not a JSON Schema"),
        ({"type": "object", "properties": [1]}, "not a JSON Schema"),
        ({"type": "object", "$ref": "http://169.254.169.254/latest"}, "refers to"),
        ({"type": "object", "$ref": "file:///etc/passwd"}, "refers to"),
        ({"type": "object", "$ref": "other.json"}, "refers to"),
        ({"type": "object", "$ref": "#/nowhere"}, "refers to"),
        ({"type": "object", "$ref": "#anchor"}, "refers to"),
        ({"type": "object", "$ref": 5}, "refers to"),
        ({"type": "object", "properties": {"a": {"$id": "http://x.example/a", "$ref": "b"}}}, "$id"),
        ({"type": "object", "$dynamicRef": "#a"}, "$dynamicRef"),
        ({"type": "object", "$ref": "#"}, "leads back to itself"),
        ({"type": "object", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}]}}, "$ref": "#/$defs/a"}, "leads back"),
        ({"type": "object", "properties": {"a": {"pattern": "^(?=x)y"}}}, "not a JSON Schema"),
        ({"type": "object", "properties": {"a": {"pattern": "((a{1000}){1000}){1000}"}}}, "not a JSON Schema"),
        (
            {"type": "object", "properties": {f"a{i}": {"pattern": f"\\w{{100}}{i}"} for i in range(101)}},
            "100 patterns",
        ),
        ({"type": "object", "properties": {str(i): {"type": "string"} for i in range(600)}}, "500 nodes"),
        ({"type": "object", "description": "x" * 70_000}, "64 KiB"),
        (nested(40), "32 levels"),
    ],
)
def test_what_is_refused_and_why(schema: dict[str, Any], why: str) -> None:
    started = perf_counter()
    assert why in problem_of(schema)
    assert perf_counter() - started < 0.5


def test_an_instance_is_checked() -> None:
    assert mismatch(TREE, {"name": "a", "children": [{"name": "b"}]}) == ""
    assert "['children'][0]" in mismatch(TREE, {"name": "a", "children": [{}]})
    assert "'name' is a required property" in mismatch(TREE, {}).replace('"', "'")


def test_whole_numbers_are_integers_however_they_are_written() -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
    assert mismatch(schema, {"n": 5}) == mismatch(schema, {"n": 5.0}) == ""
    assert mismatch(schema, {"n": 5.5}) != ""


def test_a_pattern_that_backtracks_elsewhere_is_quick_here() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "string", "pattern": "^(a+)+$"}}}
    assert problem_of(schema) == ""
    started = perf_counter()
    assert mismatch(schema, {"a": "a" * 50_000 + "b"}) != ""
    assert perf_counter() - started < 0.5


@pytest.mark.parametrize("schema", [doubling(60), doubling_downwards()])
def test_schemas_that_double_the_work_are_not_run(schema: dict[str, Any]) -> None:
    assert problem_of(schema) == ""
    instance: dict[str, Any] = {}
    for _ in range(30):
        instance = {"a": instance}
    started = perf_counter()
    assert "evaluations" in mismatch(schema, instance)
    assert perf_counter() - started < 0.5


def test_a_large_example_of_an_ordinary_schema_is_run() -> None:
    assert mismatch(TREE, {"name": "a", "children": [{"name": str(number)} for number in range(2000)]}) == ""
