"""Rows as fields: names, units, older forms, ids."""

from __future__ import annotations

import pytest
from google.protobuf.descriptor import Descriptor
from hypothesis import given, settings
from hypothesis import strategies as st

from agenthall.marketplace.v1.manifest_pb2 import Manifest
from agenthall.memory.v1.build_pb2 import Build
from agenthall.observability.v1.execution_pb2 import Execution
from agenthall_server.importing.columns import Choices, Fields, InvalidChoice, Kind, RefusedRow, fields_of, with_id
from agenthall_server.importing.kinds import AGENTS, BUILDS, EXECUTIONS, KINDS
from agenthall_server.importing.messages import check, message_of

_ANY = Choices({}, {}, strict=False)
_STRICT = Choices({}, {}, strict=True)


def fields(kind: Kind, choices: Choices = _ANY, **row: object) -> Fields:
    found, left_out = fields_of(kind, row, choices)
    assert not left_out
    return found


@pytest.mark.parametrize(
    ("kind", "message"),
    [(AGENTS, Manifest.DESCRIPTOR), (BUILDS, Build.DESCRIPTOR), (EXECUTIONS, Execution.DESCRIPTOR)],
    ids=lambda one: one.name,
)
def test_every_field_that_a_caller_gives_has_a_column(kind: Kind, message: Descriptor) -> None:
    of_the_server = {"receive_time", "create_time", "price_version"}
    assert {field for field, _ in kind.columns.values()} == {field.name for field in message.fields} - of_the_server
    assert {field for field, _ in kind.columns.values()} <= set(kind.columns)


@pytest.mark.parametrize("name", ["agent_name", "agentName", "Agent Name", " agent-name "])
def test_names_are_compared_without_regard_to_their_spelling(name: str) -> None:
    assert fields(EXECUTIONS, **{name: "planner"}) == {"agent_name": "planner"}


def test_other_names_bring_their_units() -> None:
    row = {"duration_s": "1.5", "cost_usd": "0.25", "prompt_tokens": "10", "status": "completed", "error": ""}
    assert fields(EXECUTIONS, **row) == {
        "duration_ms": 1500.0, "cost_nano_usd": 250_000_000, "input_tokens": 10, "outcome": "OUTCOME_OK",
    }  # fmt: skip
    assert fields(BUILDS, duration_ms=1500) == {"duration_seconds": 1.5}


def test_a_field_by_its_own_name_wins_and_the_other_name_is_kept() -> None:
    assert fields(EXECUTIONS, tokens=7, total_tokens=9) == {"tokens": 7, "attributes": {"total_tokens": 9.0}}
    with pytest.raises(RefusedRow, match="another column gives tokens too"):
        fields(EXECUTIONS, tokens_used=7, total_tokens=9)


def test_unknown_columns_become_attributes_unless_strict() -> None:
    row = {"agent_name": "planner", "attributes": {"a": 1}, "attributes.b": "2", "api calls": 3}
    expected = {"agent_name": "planner", "attributes": {"a": 1.0, "b": "2", "api calls": 3.0}}
    assert fields(EXECUTIONS, **row) == expected
    with pytest.raises(RefusedRow, match="api calls: is no column of executions"):
        fields(EXECUTIONS, _STRICT, **row)


def test_a_manifest_has_no_place_for_unknown_columns() -> None:
    assert fields_of(AGENTS, {"name": "planner", "downloads": 12}, _ANY) == ({"name": "planner"}, ["downloads"])


def test_a_mapped_column_and_a_preset_field() -> None:
    choices = Choices.of(EXECUTIONS, ["edit format=agent_name", "t=duration_s"], ["agent_name=unnamed"], strict=True)
    assert fields(EXECUTIONS, choices, **{"edit format": "diff", "t": "2"}) == {
        "agent_name": "diff",
        "duration_ms": 2000.0,
    }
    assert fields(EXECUTIONS, choices, **{"edit format": " ", "t": "2"})["agent_name"] == "unnamed"


@pytest.mark.parametrize(
    ("maps", "sets", "says"),
    [
        (["a"], [], "--map a: is not SOURCE=FIELD"),
        (["a=agent_nam"], [], "did you mean agent_name?"),
        (["a=tech_stack.b"], [], "tech_stack.b is no column of executions"),
        ([], ["quality_score=high"], "--set quality_score: 'high' is no number"),
        ([], ["=1"], "is not FIELD=VALUE"),
    ],
)
def test_a_choice_that_cannot_be_is_explained(maps: list[str], sets: list[str], says: str) -> None:
    with pytest.raises(InvalidChoice) as refused:
        Choices.of(EXECUTIONS, maps, sets, strict=False)
    assert says in str(refused.value)


def test_the_older_form_of_a_build() -> None:
    result = {
        "workflow": "standard",
        "tech_stack": {"frontend": "React", "language": ["Python", "SQL"], "none": None},
        "success": True,
        "quality_score": 82.5,
        "files": ["a.py", "b.py"],
        "agent_results": {"Frontend Generation": {"success": True, "duration_ms": 1200, "tokens": 900, "quality": 90}},
    }
    assert fields(BUILDS, build_id="b1", team_id="web", result=result) == {
        "build_id": "b1", "team_id": "web", "workflow": "standard", "success": True, "quality_score": 82.5,
        "tech_stack": {"frontend": "React", "language": "Python"}, "files_generated": 2,
        "agent_results": [
            {"agent_name": "Frontend Generation", "success": True, "duration_ms": 1200.0, "tokens": 900,
             "quality_score": 90.0},
        ],
    }  # fmt: skip


def test_a_technology_a_column() -> None:
    row = {"team_id": "web", "tech_stack.frontend": "React", "tech_stack.database": ""}
    assert fields(BUILDS, **row) == {"team_id": "web", "tech_stack": {"frontend": "React"}}


def test_dependencies_are_objects_or_words() -> None:
    expected = [{"agent": "web/linter", "range": "^1.2"}, {"agent": "planner", "range": ""}]
    for given_ in (
        "web/linter@^1.2, planner",
        ["web/linter@^1.2", {"name": "planner"}],
        '["web/linter@^1.2", "planner"]',
    ):
        assert fields(AGENTS, dependencies=given_) == {"dependencies": expected}


def test_an_id_is_made_of_source_number_and_content() -> None:
    row = {"agent_name": "planner", "success": True}
    ids = {
        with_id(EXECUTIONS, given_, source, number)["execution_id"]
        for given_ in (row, row | {"success": False})
        for source in ("a.csv", "b.csv")
        for number in (1, 2)
    }
    assert len(ids) == 8
    assert ids == {
        with_id(EXECUTIONS, dict(reversed(given_.items())), source, number)["execution_id"]
        for given_ in (row, row | {"success": False})
        for source in ("a.csv", "b.csv")
        for number in (1, 2)
    }
    assert with_id(EXECUTIONS, row | {"execution_id": "own"}, "a.csv", 1)["execution_id"] == "own"


NAMES = st.sampled_from(sorted({name for kind in KINDS.values() for name in kind.columns})) | st.text()
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["1", "0.5", "ok", "2026-01-01", "[1]"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | NAMES, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@settings(max_examples=40)
@given(row=st.dictionaries(NAMES, VALUES, max_size=6))
def test_any_row_becomes_a_message_or_is_refused(kind: Kind, row: Fields) -> None:
    try:
        found, _ = fields_of(kind, row, _ANY)
        message = message_of(kind.name, with_id(kind, found, "any.json", 1))
        check(message)
    except RefusedRow as refused:
        outcome = refused.reason
    else:
        outcome = message.SerializeToString()
    assert outcome
