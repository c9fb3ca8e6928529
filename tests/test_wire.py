"""Rows to messages and back, by field name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct
from google.protobuf.timestamp_pb2 import Timestamp
from hypothesis import given
from hypothesis import strategies as st

from agenthall.access.v1 import api_key_pb2
from agenthall.memory.v1 import build_pb2
from agenthall.observability.v1 import dashboard_pb2, execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import validation, wire
from agenthall_server.database.columns import dump_json
from agenthall_server.errors import NotFound
from agenthall_server.status import status_of
from tests.observability.samples import sums

MIN_US, MAX_US = -62_135_596_800_000_000, 253_402_300_799_999_999  # the years 1 to 9999: what a Timestamp may hold
names = st.text(max_size=8)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=10,
)
json_objects = st.dictionaries(names, json_values, max_size=4)


@dataclass
class Key:
    """A row with more attributes than the message has fields."""

    key_id: str = "k"
    role: str = "ROLE_ADMIN"
    create_time: int = 1_500_001
    revoke_time: int | None = None
    expire_time: int | None = None
    last_use_time: int | None = None
    successor_key_id: str = ""
    display_name: str = ""
    creator: str = ""
    creator_hash: str = "never on the wire"


def test_columns_fill_the_fields_of_their_name() -> None:
    message = wire.to_message(api_key_pb2.ApiKey, Key())
    expected = api_key_pb2.ApiKey(
        key_id="k", role=api_key_pb2.ROLE_ADMIN, create_time=Timestamp(seconds=1, nanos=500_001_000)
    )
    assert message == expected
    assert not message.HasField("revoke_time")


def test_computed_values_come_before_columns() -> None:
    message = wire.to_message(api_key_pb2.ApiKey, Key(), key_id="other", role=None, display_name="shown")
    assert (message.key_id, message.role, message.display_name) == ("other", api_key_pb2.ROLE_UNSPECIFIED, "shown")


def test_a_computed_value_without_field_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        wire.to_message(api_key_pb2.ApiKey, Key(), creator_hash="x")


def test_absent_and_zero_stay_apart() -> None:
    message = wire.to_message(dashboard_pb2.AgentMetrics, sums(failed=1), common_errors=())
    assert message.HasField("success_rate")
    assert not message.HasField("avg_duration_ms")


def test_messages_and_enums_below_the_wire() -> None:
    message = build_pb2.Build(build_id="b", tech_stack={"z": "1", "a": "2"}, success=False)
    found = wire.from_message(message)
    assert found["build_id"] == "b"
    assert found["tech_stack"] == {"a": "2", "z": "1"}
    assert list(found["tech_stack"]) == ["a", "z"]
    assert found["success"] is False
    assert found["quality_score"] is None
    assert found["finish_time"] is None
    execution = wire.from_message(execution_pb2.Execution(outcome=execution_pb2.OUTCOME_FAILED, requirement_ids=["r"]))
    assert (execution["outcome"], execution["requirement_ids"]) == ("OUTCOME_FAILED", ["r"])


def test_durations() -> None:
    request = pb.GetDashboardRequest()
    request.window.FromMicroseconds(90_000_001)
    assert wire.microseconds(request.window) == 90_000_001
    assert wire.from_message(request)["window"] == 90_000_001


@given(st.integers(MIN_US, MAX_US))
def test_times_survive(at: int) -> None:
    there = wire.timestamp(at)
    assert 0 <= there.nanos < 10**9
    assert wire.microseconds(there) == at
    assert there.ToMicroseconds() == at


def test_nanoseconds_are_cut_off() -> None:
    assert wire.microseconds(Timestamp(seconds=5, nanos=1_999)) == 5_000_001
    assert wire.microseconds(Timestamp(seconds=-1, nanos=999_999_999)) == -1


@given(json_objects)
def test_json_objects_survive(value: dict[str, Any]) -> None:
    there = wire.struct(value)
    assert wire.plain(Struct.FromString(there.SerializeToString())) == value


@given(json_objects)
def test_json_objects_have_one_text_whatever_the_order(value: dict[str, Any]) -> None:
    """A repeated record must be recognised, though protobuf maps come in another order in every process."""
    turned = dict(reversed(value.items()))
    assert dump_json(wire.plain(wire.struct(value))) == dump_json(wire.plain(wire.struct(turned)))


def test_whole_numbers_are_whole_below_the_wire() -> None:
    assert dump_json(wire.plain(wire.struct({"a": 3.0, "b": 2.5, "c": [1.0, {"d": -0.0}], "e": 1e300}))) == (
        '{"a":3,"b":2.5,"c":[1,{"d":0}],"e":1e+300}'
    )


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_json_does_not_have_is_refused(number: float) -> None:
    message = build_pb2.Build(user_id="u")
    message.attributes["deep"] = {"list": [1, number]}
    with pytest.raises(validation.ValidationFailed) as caught:
        validation.check(message, message.SerializeToString())
    assert any(
        "attributes" in violation.field and violation.rule == "number.finite" for violation in caught.value.fields
    )


def test_a_nan_with_another_payload_is_refused() -> None:
    message = build_pb2.Build()
    message.attributes["x"] = 1.5
    raw = message.SerializeToString().replace(b"\x00\x00\x00\x00\x00\x00\xf8\x3f", b"\x01\x01\x01\x01\x01\x01\xf8\xff")
    with pytest.raises(validation.ValidationFailed):
        validation.check(build_pb2.Build.FromString(raw), raw)


@pytest.mark.parametrize(
    ("build", "field"),
    [
        ({"user_id": "a\0"}, "user_id"),
        ({"tech_stack": {"a": "\0"}}, "tech_stack['a']"),
        ({"tech_stack": {"\0": "a"}}, "tech_stack"),
        ({"attributes": {"a": ["\0"]}}, "attributes"),
        ({"attributes": {"a\0": 1}}, "attributes"),
    ],
)
def test_nul_is_refused_wherever_it_stands(build: dict[str, Any], field: str) -> None:
    message = build_pb2.Build(**build)
    with pytest.raises(validation.ValidationFailed) as caught:
        validation.check(message, message.SerializeToString())
    assert any(one.field.startswith(field) for one in caught.value.fields if one.rule == "string.nul")


def test_a_batch_says_what_became_of_each_item() -> None:
    refused = NotFound.of("execution", "e")
    found = wire.batch_response(pb.RecordExecutionsResponse(), [False, True, refused, False], status_of)
    assert (found.accepted_count, found.duplicate_count) == (2, 1)
    assert [(one.index, one.status.message) for one in found.rejections] == [(2, str(refused))]


def test_a_fault_is_not_a_rejection() -> None:
    with pytest.raises(ZeroDivisionError):
        wire.batch_response(pb.RecordExecutionsResponse(), [False, ZeroDivisionError()], status_of)
