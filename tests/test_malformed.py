"""What cannot be parsed or breaks a rule: a typed error that names the field, whatever the bytes."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import grpc
import pytest
from google.protobuf import message_factory
from google.protobuf.struct_pb2 import Struct
from google.rpc import error_details_pb2
from structlog.testing import capture_logs

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import api_key_pb2
from agenthall.memory.v1 import team_memory_service_pb2
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall.optimizer.v1 import optimizer_service_pb2
from agenthall_server.client import failure_of_status
from agenthall_server.roles import VIEWER
from tests.conftest import Hall, details_of, reason, refused, violated
from tests.contract.descriptors import methods
from tests.memory.test_service import build
from tests.observability.calls import execution
from tests.small_server import CREATE, small, trailer


def deep(levels: int) -> bytes:
    inner = Struct()
    for _ in range(levels):
        outer = Struct()
        outer.fields["x"].struct_value.CopyFrom(inner)
        inner = outer
    return inner.SerializeToString()


GARBAGE = [
    b"\xff\xff\xff\xff",
    b"\x0a\x02\xff\xfe",  # a string that is not UTF-8
    b"\x0a\x7fshort",  # a string that ends too early
    b"\x0b",  # a group that never ends
    b"\x10" + b"\xff" * 11,  # a number that never ends
    b"\x00\x00",  # field number 0
    b"not a protobuf message at all",
]


@pytest.mark.parametrize("raw", GARBAGE)
async def test_garbage_is_malformed(tmp_path: Path, raw: bytes) -> None:
    async with small(tmp_path) as server:
        error = await refused(server.channel.unary_unary(CREATE)(raw))
        assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
        assert reason(error) == "MALFORMED_MESSAGE"
        assert error.details() == f"the request is not a valid message for {CREATE}"
        stream = server.channel.unary_stream("/agenthall.observability.v1.ObservabilityService/WatchMetrics")(
            b"\xff" + raw
        )
        assert reason(await refused(stream.read())) == "MALFORMED_MESSAGE"


async def test_what_is_nested_too_deep_is_malformed(hall: Hall) -> None:
    path = "/agenthall.observability.v1.ObservabilityService/RecordExecution"
    for levels, expected in ((30, None), (200, "MALFORMED_MESSAGE"), (20_000, "MALFORMED_MESSAGE")):
        attributes = bytearray(deep(min(levels, 30)))
        for _ in range(30, levels):
            attributes = _field(1, _field(1, b"x") + _field(2, _field(5, attributes)))
        execution = _field(2, b"a") + b"\x30\x01" + _field(28, attributes)
        call = hall.channel.unary_unary(path)(bytes(_field(1, execution)))
        if expected is None:
            assert await call
        else:
            assert reason(await refused(call)) == expected


def _field(number: int, value: bytes) -> bytearray:
    return bytearray(_varint(number << 3 | 2) + _varint(len(value)) + bytes(value))


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*found, value))


async def test_random_bytes_get_a_known_status_from_every_method(hall: Hall) -> None:
    """A fuzzer that asks the contract which methods there are; nothing may be answered INTERNAL or UNKNOWN."""
    expected = {"OK", "INVALID_ARGUMENT", "NOT_FOUND", "FAILED_PRECONDITION", "ALREADY_EXISTS"}
    dice = random.Random(20_261_121)
    with capture_logs() as logs:
        for method in methods():
            valid = message_factory.GetMessageClass(method.input_type)().SerializeToString()
            noise = [dice.randbytes(dice.randint(1, 40)) for _ in range(4)] + [
                _likely(method.input_type, dice) for _ in range(6)
            ]
            for raw in (valid, *noise):
                code = await _code_of(hall.channel, method, raw)
                assert code.name in expected, (method.full_name, raw, code, logs)


async def _code_of(channel: grpc.aio.Channel, method: Any, raw: bytes) -> grpc.StatusCode:
    path = f"/{method.containing_service.full_name}/{method.name}"
    if not method.server_streaming:
        return await channel.unary_unary(path)(raw).code()
    call = channel.unary_stream(path)(raw)
    try:
        await call.read()
    except grpc.aio.AioRpcError as error:
        return error.code()
    call.cancel()
    return grpc.StatusCode.OK


def _likely(kind: Any, dice: random.Random, depth: int = 3) -> bytes:
    """Bytes that parse: every field set to something unlikely to be right."""
    found = bytearray()
    for field in kind.fields:
        if dice.random() < 0.4:
            continue
        if field.message_type is not None:
            found += _field(field.number, _likely(field.message_type, dice, depth - 1) if depth else b"")
        elif field.type in (field.TYPE_STRING, field.TYPE_BYTES):
            texts = (
                "",
                "x",
                "\0",
                "'; DROP TABLE executions; --",
                "é" * 300,
                "../../etc/passwd",
                "a/b",
                "1.0.0",
                "\u202e",
                "%s%n{}",
            )
            found += _field(field.number, dice.choice(texts).encode())
        elif field.type == field.TYPE_DOUBLE:
            found += _varint(field.number << 3 | 1) + dice.choice(
                (b"\0" * 6 + b"\xf8\x7f", b"\0" * 6 + b"\xf0\x7f", dice.randbytes(8))
            )
        else:
            found += _varint(field.number << 3) + _varint(dice.choice((0, 1, 2, 99, 2**31 - 1, 2**63, 2**64 - 1)))
    return bytes(found)


async def test_credentials_and_permission_come_before_the_message(tmp_path: Path) -> None:
    async with small(tmp_path, permissions=VIEWER) as server:
        call = server.channel.unary_unary(CREATE)
        assert reason(await refused(call(b"\xff\xff"))) == "MISSING_PERMISSION"
        assert (
            reason(await refused(call(b"\xff\xff", metadata=(("authorization", "Bearer x"),)))) == "CREDENTIALS_INVALID"
        )


async def test_every_broken_rule_is_named(hall: Hall) -> None:
    error = await refused(hall.access.CreateApiKey(pb.CreateApiKeyRequest(role=7)))
    assert reason(error) == "VALIDATION_FAILED"
    assert violated(error) == ["display_name", "role"]


async def test_a_thousand_broken_rules_still_arrive(hall: Hall) -> None:
    """Status details travel in trailers, of which the transport takes 8 KiB."""
    build, recording = team_memory_service_pb2.RecordBuildRequest(), observability_pb.RecordExecutionRequest()
    build.build.user_id = build.build.team_id = "x"
    build.build.tech_stack.update({"k" * 300 + str(number): "v" * 500 for number in range(100)})
    recording.execution.attributes.update({"\0\U0001f600" * 100 + str(number): float("nan") for number in range(400)})
    for call, field in (
        (
            hall.observability.GetDashboard(observability_pb.GetDashboardRequest(agent_names=[""] * 1000)),
            "agent_names[0]",
        ),
        (hall.memory.RecordBuild(build), "build.tech_stack"),
        (hall.observability.RecordExecution(recording), "execution."),
    ):
        error = await refused(call)
        assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
        assert reason(error) == "VALIDATION_FAILED"
        assert violated(error)[0].startswith(field)
        details = trailer(error, "grpc-status-details-bin")
        assert len(details) + 3 * len(str(error.details()).encode()) < 7500


UNREADABLE = (
    " ",
    "\u00a0\u3000",
    "\u200b",
    "a\nb",
    "a\tb",
    "\x1b[31ma",
    "a\x7f",
    "a\x85",
    "a\u2028",
    "a\u202eb",
    "\u2066a",
)
FREE_TEXT = "two lines:\n\tone \u202e\x1b and the other"


@pytest.mark.parametrize("name", UNREADABLE, ids=ascii)
async def test_what_is_no_name_is_refused_everywhere_with_its_field(sqlite_hall: Hall, name: str) -> None:
    executions = observability_pb.RecordExecutionsRequest(
        executions=[execution(agent_name=name, user_id=name, requirement_ids=["r", name])]
    )
    (rejected,) = (await sqlite_hall.observability.RecordExecutions(executions)).rejections
    named = [field for field, _ in failure_of_status(rejected.status).fields]
    assert named == ["agent_name", "user_id", "requirement_ids[1]"]
    one = observability_pb.RecordExecutionRequest(execution=execution(team_id=name))
    calls: dict[str, Any] = {
        "execution.team_id": sqlite_hall.observability.RecordExecution(one),
        "display_name": sqlite_hall.access.CreateApiKey(
            pb.CreateApiKeyRequest(display_name=name, role=api_key_pb2.ROLE_VIEWER)
        ),
        "agent_name": sqlite_hall.optimizer.AddVariant(
            optimizer_service_pb2.AddVariantRequest(agent_name=name, prompt=FREE_TEXT)
        ),
        "build.tech_stack['db']": sqlite_hall.memory.RecordBuild(
            team_memory_service_pb2.RecordBuildRequest(build=build(tech_stack={"db": name}))
        ),
    }
    for field, call in calls.items():
        error = await refused(call)
        assert (reason(error), violated(error)) == ("VALIDATION_FAILED", [field])


async def test_free_text_has_lines_and_names_have_joiners(sqlite_hall: Hall) -> None:
    family = "\U0001f469\u200d\U0001f467 crew"
    one = execution(agent_name=family, error_message=FREE_TEXT)
    await sqlite_hall.observability.RecordExecution(observability_pb.RecordExecutionRequest(execution=one))
    await sqlite_hall.optimizer.AddVariant(optimizer_service_pb2.AddVariantRequest(agent_name=family, prompt=FREE_TEXT))
    await sqlite_hall.memory.RecordBuild(
        team_memory_service_pb2.RecordBuildRequest(build=build(prompt=FREE_TEXT, team_id=family))
    )


async def test_a_name_of_any_characters_is_not_found(hall: Hall) -> None:
    for name in (
        "é\u200d",
        "'; DROP TABLE executions; --",
        "../../etc/passwd",
        "x" * 200,
        "\U0001f600" * 200,
    ):
        error = await refused(hall.observability.GetExecution(observability_pb.GetExecutionRequest(execution_id=name)))
        assert error.code() is grpc.StatusCode.NOT_FOUND
        assert details_of(error, error_details_pb2.ResourceInfo).resource_name == name
        assert details_of(error, error_details_pb2.ErrorInfo).metadata["resource_name"] == name
