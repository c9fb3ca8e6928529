"""Executions from the wire: the fast path and the exact one agree with each other and with the contract."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import protovalidate
import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agenthall.observability.v1 import execution_pb2 as pb
from agenthall_server.observability import tables
from agenthall_server.observability.executions import Execution, same_record
from agenthall_server.observability.wire_executions import row_of, to_message, violations_of
from tests.observability.samples import NOON_US

VALIDATOR = protovalidate.Validator()
NOW = NOON_US + 123_456
AHEAD = 5 * 60 * 1_000_000


def normal(message: pb.Execution, now: int = NOW) -> Execution | None:
    numbers = count()
    return row_of(message, 7, now, lambda: f"made-{next(numbers)}", {})


def rules(message: pb.Execution) -> list[tuple[str, str]]:
    return [(one.field, one.rule) for one in violations_of(message, NOW)]


def at(microseconds: int) -> Timestamp:
    return Timestamp(seconds=microseconds // 1_000_000, nanos=microseconds % 1_000_000 * 1000)


def good(**values: Any) -> pb.Execution:
    return pb.Execution(**({"agent_name": "planner", "success": True} | values))


def strings(longest: int, *, shortest: int = 0) -> st.SearchStrategy[str]:
    """Around the limits, in characters of one to four bytes, some with NUL."""
    lengths = st.sampled_from(sorted({shortest, 1, longest // 4, longest - 1, longest, longest + 1, longest * 4}))
    filler = st.sampled_from(["a", "é", "数", "\U0001f600", " ", "\u0301", "\n", "\u202e", "\u200d", "\u3000"])
    plain = st.builds(lambda length, one: one * length, lengths, filler)
    return plain | st.builds(lambda text: text[:-1] + "\0", plain) | st.text(max_size=5)


def numbers(highest: int) -> st.SearchStrategy[int]:
    return st.sampled_from([-(2**63), -1, 0, 1, highest - 1, highest, highest + 1, 2**63 - 1])


def doubles(highest: float) -> st.SearchStrategy[float]:
    return st.sampled_from(
        [float("nan"), float("inf"), float("-inf"), -1.0, -5e-324, -0.0, 0.0, 5e-324, 0.1, highest, highest + 1e-4]
    ) | st.floats(0, highest)


times = st.sampled_from([NOW, NOW + AHEAD, NOW + AHEAD + 1, NOW - 1, 0, -1, 1]).map(at) | st.builds(
    Timestamp,
    seconds=st.sampled_from(
        [-62_135_596_801, -62_135_596_800, 253_402_300_799, 253_402_300_800, 2**63 - 1, -(2**63), 0]
    ),
    nanos=st.sampled_from([-1, 0, 999_999_999, 1_000_000_000, 2**31 - 1]),
)
json_values = (
    st.sampled_from(
        [None, True, 1, 1.5, "x", "\0", "x" * 65_520, "é" * 32_760, [1, ["\0"]], {"a": {"b": 1}}, {"\0": 1}, "\\u0000"]
    )
    | st.floats().map(lambda number: number + 0.0)  # JSON has one zero: -0.0 comes back as 0
)
names = {
    name: strings(200)
    for name in (
        "execution_id", "agent", "model", "team_id", "user_id", "build_id", "variant_id", "retry_of_execution_id",
        "error_type", "parent_execution_id", "trace_id",
    )
}  # fmt: skip
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **names,
    "agent_name": strings(200, shortest=1),
    "agent_version": strings(64),
    "error_message": strings(8192),
    "outcome": st.sampled_from([-(2**31), -1, 0, 1, 2, 3, 4, 2**31 - 1]),
    "success": st.booleans(),
    "duration_ms": doubles(315_576_000_000.0),
    "quality_score": doubles(100.0),
    "tokens": numbers(2 * 10**12),
    "input_tokens": numbers(10**12),
    "output_tokens": numbers(10**12),
    "cached_tokens": numbers(10**12),
    "cost_nano_usd": numbers(10**15),
    "attempt": st.sampled_from([-(2**31), -1, 0, 1, 1_000_000, 1_000_001, 2**31 - 1]),
    "requirement_ids": st.lists(st.sampled_from(["", "r", "r\0", "r" * 200, "数" * 201]), max_size=3)
    | st.sampled_from([["r"] * 100, ["r"] * 101]),
    "start_time": times,
    "end_time": times,
    "attributes": st.dictionaries(st.sampled_from(["", "a", "b", "\0"]), json_values, max_size=3),
    "receive_time": times,
}


@st.composite
def messages(draw: st.DrawFn) -> pb.Execution:
    """A good execution with a few fields at their limits."""
    message = (
        good() if draw(st.booleans()) else pb.Execution(agent_name="planner", outcome=draw(st.sampled_from([0, 1, 3])))
    )
    for name in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=4, unique=True)):
        value = draw(VALUES[name])
        field = getattr(message, name)
        if name == "attributes":
            message.attributes.update(value)
        elif name == "requirement_ids":
            field.extend(value)
        elif name.endswith("_time"):
            field.CopyFrom(value)
        else:
            setattr(message, name, value)
    return message


@settings(max_examples=600)
@given(messages())
@example(pb.Execution())
@example(pb.Execution(agent_name="a", outcome=7))
@example(pb.Execution(agent_name="a", outcome=-1))
@example(good(start_time=Timestamp(seconds=-62_135_596_800), end_time=at(NOW)))
@example(good(start_time=Timestamp(seconds=-62_135_596_800), end_time=at(NOW), duration_ms=1))
@example(good(start_time=at(5), end_time=at(315_576_000_000_005)))
def test_the_fast_path_agrees_with_the_exact_one_and_with_the_contract(message: pb.Execution) -> None:
    row, broken = normal(message), violations_of(message, NOW)
    assert (row is None) == bool(broken), broken
    of_the_contract = VALIDATOR.collect_violations(message)
    assert not (of_the_contract and row is not None)
    assert {found.proto.rule_id for found in of_the_contract} <= {one.rule for one in broken}
    assert all(one.field and one.description and one.rule for one in broken)


@settings(max_examples=300)
@given(messages())
@example(good(start_time=Timestamp(seconds=-62_135_596_800), end_time=at(NOW)))
@example(good(input_tokens=10**12, output_tokens=10**12))
def test_what_is_stored_is_what_was_said(message: pb.Execution) -> None:
    row = normal(message)
    if row is None:
        return
    shown = to_message(stored(row))
    expected = pb.Execution()
    expected.CopyFrom(message)
    expected.execution_id = message.execution_id or "made-0"
    expected.outcome = row.outcome
    expected.receive_time.CopyFrom(at(NOW))
    expected.ClearField("success")
    if row.outcome != pb.OUTCOME_CANCELLED:
        expected.success = row.outcome == pb.OUTCOME_OK
    for name in ("start_time", "end_time"):
        if message.HasField(name):
            getattr(expected, name).nanos = getattr(message, name).nanos // 1000 * 1000
    for name, derived in (("tokens", row.tokens), ("duration_ms", row.duration_ms)):
        if derived is not None and not message.HasField(name):
            setattr(expected, name, derived)
    assert shown == expected
    again = normal(shown)
    assert again is not None
    assert same_record(again, row)


def stored(row: Execution) -> tables.Execution:
    """As the ORM reads it."""
    values = row._asdict()
    for name in ("requirement_ids", "attributes"):
        values[name] = None if values[name] is None else json.loads(values[name])
    return tables.Execution(**values)


def test_by_hand() -> None:
    message = good(
        input_tokens=5,
        output_tokens=7,
        start_time=at(NOON_US),
        end_time=at(NOON_US + 1500),
        requirement_ids=["r1", "r2"],
        quality_score=0.0,
        cost_nano_usd=0,
    )
    message.attributes.update({"b": [1, 2.5], "a": None})
    row = normal(message)
    assert row is not None
    assert (row.workspace_key, row.execution_id, row.event_time, row.receive_time) == (7, "made-0", NOON_US, NOW)
    assert (row.outcome, row.tokens, row.duration_ms, row.quality_score, row.cost_nano_usd) == (1, 12, 1.5, 0.0, 0)
    assert (row.requirement_ids, row.attributes) == ('["r1","r2"]', '{"a":null,"b":[1,2.5]}')
    assert (row.cached_tokens, row.team_id, row.attempt) == (None, "", 0)


def test_absent_stays_absent() -> None:
    row = normal(pb.Execution(agent_name="a", outcome=pb.OUTCOME_CANCELLED))
    assert row is not None
    assert (row.duration_ms, row.tokens, row.quality_score, row.cost_nano_usd, row.attributes, row.requirement_ids) == (
        None,
    ) * 6
    assert (row.start_time, row.end_time, row.event_time) == (None, None, NOW)
    shown = to_message(stored(row))
    assert not any(
        shown.HasField(name)
        for name in ("success", "duration_ms", "tokens", "quality_score", "start_time", "attributes")
    )


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"success": True}, 1),
        ({"success": False}, 2),
        ({"outcome": 1}, 1),
        ({"outcome": 2}, 2),
        ({"outcome": 3}, 3),
        ({"outcome": 1, "success": True}, 1),
        ({"outcome": 2, "success": False}, 2),
        ({}, None),
        ({"outcome": 1, "success": False}, None),
        ({"outcome": 2, "success": True}, None),
        ({"outcome": 3, "success": False}, None),
        ({"outcome": 4}, None),
        ({"outcome": -1, "success": True}, None),
    ],
)
def test_how_it_ended(values: dict[str, Any], outcome: int | None) -> None:
    row = normal(pb.Execution(agent_name="a", **values))
    assert (row.outcome if row else None) == outcome


@pytest.mark.parametrize(
    ("values", "broken"),
    [
        ({"agent_name": ""}, [("agent_name", "string.min_len")]),
        ({"agent_name": "a" * 201}, [("agent_name", "string.max_len")]),
        ({"quality_score": 101}, [("quality_score", "double.gte_lte")]),
        ({"quality_score": float("nan")}, [("quality_score", "double.finite")]),
        ({"duration_ms": -1}, [("duration_ms", "double.gte_lte")]),
        ({"duration_ms": float("inf")}, [("duration_ms", "double.finite")]),
        ({"tokens": -1}, [("tokens", "int64.gte_lte")]),
        ({"model": "a\0b"}, [("model", "string.nul")]),
        ({"model": "a\nb", "trace_id": " "}, [("model", "string.name"), ("trace_id", "string.name")]),
        ({"agent_version": "\u200b"}, [("agent_version", "string.name")]),
        ({"start_time": at(-1)}, [("start_time", "execution.time")]),
        ({"error_message": "数" * 2731}, [("error_message", "string.max_bytes")]),
        ({"outcome": 2}, [("success", "execution.outcome_contradicts")]),
        ({"requirement_ids": ["a", ""]}, [("requirement_ids[1]", "string.min_len")]),
        ({"start_time": at(NOW + AHEAD + 1)}, [("start_time", "execution.future")]),
        ({"end_time": at(NOW + AHEAD + 1)}, [("end_time", "execution.future")]),
        ({"start_time": Timestamp(seconds=2**62)}, [("start_time", "execution.time")]),
        ({"start_time": Timestamp(seconds=253_402_300_800)}, [("start_time", "execution.time")]),
        ({"start_time": Timestamp(seconds=-62_135_596_801)}, [("start_time", "execution.time")]),
        ({"end_time": Timestamp(seconds=5, nanos=-1)}, [("end_time", "execution.time")]),
        ({"end_time": Timestamp(seconds=5, nanos=1_000_000_000)}, [("end_time", "execution.time")]),
        ({"start_time": at(5), "end_time": at(4)}, [("end_time", "execution.end_before_start")]),
        ({"start_time": at(5), "end_time": at(315_576_000_000_006)}, [("end_time", "execution.duration")]),
    ],
)
def test_each_mistake_names_its_field(values: dict[str, Any], broken: list[tuple[str, str]]) -> None:
    message = good(**values)
    assert normal(message) is None
    found = rules(message)
    assert [field for field, _ in broken] == [field for field, _ in found][: len(broken)]
    assert broken[0] in found


def test_many_mistakes_are_all_named() -> None:
    message = pb.Execution(quality_score=101, tokens=-1, start_time=at(NOW + 2 * AHEAD), team_id="\0")
    assert {field for field, _ in rules(message)} == {
        "agent_name",
        "quality_score",
        "tokens",
        "start_time",
        "team_id",
        "outcome",
    }


def test_attributes_up_to_64_kib() -> None:
    fits, too_large = good(), good()
    fits.attributes["a"] = "x" * (65_536 - len('{"a":""}'))
    too_large.attributes["a"] = "x" * (65_537 - len('{"a":""}'))
    assert normal(fits) is not None
    assert normal(too_large) is None
    assert rules(too_large) == [("attributes", "execution.attributes_size")]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [1, {"deep": float("-inf")}]])
def test_attributes_without_numbers_that_json_does_not_have(value: Any) -> None:
    message = good()
    message.attributes["a"] = value
    assert normal(message) is None
    ((field, rule),) = rules(message)
    assert field.startswith("attributes")
    assert rule == "number.finite"


def test_the_same_execution_has_the_same_normal_form_later() -> None:
    message = good(execution_id="e", duration_ms=1)
    message.attributes.update({"z": 1, "a": {"y": 2, "b": 3}})
    first, later = normal(message), normal(pb.Execution.FromString(message.SerializeToString()), NOW + 1_000_000)
    assert first is not None
    assert later is not None
    assert first != later
    assert same_record(first, later)
    assert not same_record(first, later._replace(tokens=0))
    assert not same_record(first, later._replace(execution_id="f"))
    assert not same_record(first, later._replace(workspace_key=8))


def test_times_that_are_none_are_named_once_each() -> None:
    early, late = Timestamp(seconds=-(2**62)), at(NOW + AHEAD + 1)
    assert rules(good(start_time=early, end_time=late)) == [
        ("start_time", "execution.time"),
        ("end_time", "execution.future"),
    ]
    assert rules(good(start_time=late, end_time=early)) == [
        ("start_time", "execution.future"),
        ("end_time", "execution.time"),
    ]
