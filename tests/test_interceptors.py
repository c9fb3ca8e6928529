"""The pipeline: what a caller gets for garbage, faults, overload, drain and deadlines, over a real channel."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import psycopg
import pytest
from google.protobuf import message_factory
from google.protobuf.struct_pb2 import Struct
from google.rpc import error_details_pb2
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from grpc_status import rpc_status
from structlog.testing import capture_logs

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import access_service_pb2_grpc, api_key_pb2
from agenthall.memory.v1 import team_memory_service_pb2
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall.observability.v1 import observability_service_pb2_grpc
from agenthall_server import interceptors
from agenthall_server.auth import ADMIN, VIEWER, Authenticator, Principal
from agenthall_server.clock import Clock
from agenthall_server.database import open_database
from agenthall_server.errors import NotFound
from agenthall_server.interceptors import Limits, Pipeline
from agenthall_server.metrics import CallMetrics
from agenthall_server.scope import Scope
from agenthall_server.server import SERVICES
from agenthall_server.status import status_of
from tests.conftest import Hall, details_of, reason, running, violated
from tests.contract.descriptors import methods

CANARY = "canary postgres://user:secret@host/db"
WHO = "/agenthall.access.v1.AccessService/WhoAmI"
CREATE = "/agenthall.access.v1.AccessService/CreateApiKey"


class Access(access_service_pb2_grpc.AccessServiceServicer):
    """A servicer that does what a test wants: `behaviour` runs inside WhoAmI."""

    def __init__(self) -> None:
        self.behaviour: Callable[[], Any] = lambda: asyncio.sleep(0)
        self.running = 0
        self.cancelled = 0

    async def WhoAmI(self, _request: pb.WhoAmIRequest, call: interceptors.Call) -> pb.WhoAmIResponse:
        self.running += 1
        try:
            await self.behaviour()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.running -= 1
        return pb.WhoAmIResponse(workspace=call.workspace, principal=call.scope.principal)


class Watching(observability_service_pb2_grpc.ObservabilityServiceServicer):
    """Streams what a test wants."""

    def __init__(self) -> None:
        self.messages: Callable[[], AsyncIterator[Any]] = _nothing

    async def WatchMetrics(self, _request: Any, _call: interceptors.Call) -> AsyncIterator[Any]:
        async for message in self.messages():
            yield message


async def _nothing() -> AsyncIterator[Any]:
    for _ in ():
        yield None


class Small:
    """A server with nothing but the pipeline and the two servicers above."""

    def __init__(self, channel: grpc.aio.Channel, pipeline: Pipeline, access: Access, watching: Watching) -> None:
        self.channel = channel
        self.pipeline = pipeline
        self.access = access
        self.watching = watching
        self.stub = access_service_pb2_grpc.AccessServiceStub(channel)
        self.observability = observability_service_pb2_grpc.ObservabilityServiceStub(channel)


@asynccontextmanager
async def small(tmp_path: Path, *, permissions: frozenset[str] = ADMIN, **limits: Any) -> AsyncIterator[Small]:
    database = open_database(f"sqlite:///{tmp_path}/small.db")
    local = Principal(Scope(1, "local"), "default", "ROLE_VIEWER", permissions)
    values: dict[str, Any] = {
        "calls": 100,
        "streams": 100,
        "bytes": 10**6,
        "deadline_seconds": 5.0,
        "slow_seconds": 9.0,
    }
    metrics = CallMetrics()
    pipeline = Pipeline(Authenticator(database, local), Limits(**(values | limits)), metrics, Clock(), {})
    access, watching = Access(), Watching()
    server = grpc.aio.server()
    pipeline.serve(access_service_pb2_grpc.add_AccessServiceServicer_to_server, access, server)
    pipeline.serve(observability_service_pb2_grpc.add_ObservabilityServiceServicer_to_server, watching, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Small(channel, pipeline, access, watching)
    await server.stop(0)
    await database.close()


async def refused(call: Any) -> grpc.aio.AioRpcError:
    """The error of a call."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return caught.value


def trailer(error: grpc.aio.AioRpcError, name: str) -> Any:
    return dict(error.trailing_metadata()).get(name)


# --- what cannot be parsed -------------------------------------------------------------------------------------------


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


async def test_a_name_of_any_characters_is_not_found(hall: Hall) -> None:
    for name in (
        "é\n\r\u2028\u202e\x1b[31m",
        "'; DROP TABLE executions; --",
        "../../etc/passwd",
        "x" * 200,
        "\U0001f600" * 200,
    ):
        error = await refused(hall.observability.GetExecution(observability_pb.GetExecutionRequest(execution_id=name)))
        assert error.code() is grpc.StatusCode.NOT_FOUND
        assert details_of(error, error_details_pb2.ResourceInfo).resource_name == name
        assert details_of(error, error_details_pb2.ErrorInfo).metadata["resource_name"] == name


# --- faults ----------------------------------------------------------------------------------------------------------


async def test_the_text_of_a_fault_stays_inside(tmp_path: Path) -> None:
    async def fall() -> None:
        raise ValueError(CANARY)

    async with small(tmp_path) as server:
        server.access.behaviour = fall
        with capture_logs() as logs:
            error = await refused(server.stub.WhoAmI(pb.WhoAmIRequest()))
        assert (error.code(), error.details()) == (grpc.StatusCode.INTERNAL, "internal error")
        info = details_of(error, error_details_pb2.ErrorInfo)
        assert (info.reason, info.domain, list(info.metadata)) == ("INTERNAL", "agenthall.dev", ["error_id"])
        assert "canary" not in json.dumps([repr(error), str(error.trailing_metadata()), str(error.initial_metadata())])
        (line,) = logs
        assert (line["event"], line["error_id"], str(line["exc_info"])) == (
            "internal error",
            info.metadata["error_id"],
            CANARY,
        )


async def test_the_text_of_a_fault_in_a_stream_stays_inside(tmp_path: Path) -> None:
    async def fall() -> AsyncIterator[Any]:
        yield observability_pb.WatchMetricsResponse(resume_token="first")
        raise ValueError(CANARY)

    async with small(tmp_path) as server:
        server.watching.messages = fall
        stream = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        assert await stream.read() == observability_pb.WatchMetricsResponse(resume_token="first")
        with capture_logs():
            error = await refused(stream.read())
        assert (error.code(), error.details(), reason(error)) == (
            grpc.StatusCode.INTERNAL,
            "internal error",
            "INTERNAL",
        )
        assert "canary" not in repr(error)


async def test_an_error_of_ours_in_a_stream_has_its_details(tmp_path: Path) -> None:
    async def fall() -> AsyncIterator[Any]:
        yield observability_pb.WatchMetricsResponse()
        raise NotFound.of("execution", "x")

    async with small(tmp_path) as server:
        server.watching.messages = fall
        stream = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        await stream.read()
        assert reason(await refused(stream.read())) == "RESOURCE_NOT_FOUND"


async def test_a_database_that_is_gone_is_unavailable(new_postgres: Callable[[], str], postgres: str) -> None:
    url = new_postgres()
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    async with running(url) as hall:
        await hall.observability.GetDashboard(observability_pb.GetDashboardRequest())
        request = observability_pb.RecordExecutionRequest()
        request.execution.agent_name, request.execution.success, request.execution.execution_id = "planner", True, "one"
        with psycopg.connect(postgres, autocommit=True) as other, capture_logs() as logs:
            other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
            for call in (
                hall.observability.RecordExecution(request),
                hall.observability.GetDashboard(observability_pb.GetDashboardRequest()),
                hall.access.ListApiKeys(pb.ListApiKeysRequest()),
            ):
                error = await refused(call)
                assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "DATABASE_UNAVAILABLE")
                assert details_of(error, error_details_pb2.RetryInfo).retry_delay.seconds == 1
                assert trailer(error, "grpc-retry-pushback-ms") == "1000"
                assert name not in str(error.details())
            other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert not any("secret" in str(line) for line in logs)
        assert not (await hall.observability.RecordExecution(request)).duplicate
        found = await hall.observability.GetDashboard(observability_pb.GetDashboardRequest())
        assert found.summary.total_executions == 1


# --- load, deadlines, drain ------------------------------------------------------------------------------------------


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - what is waited for is inside the server and tells nobody
            await asyncio.sleep(0.005)


async def test_more_calls_than_the_limit_are_refused_with_a_delay(tmp_path: Path) -> None:
    gate = asyncio.Event()
    async with small(tmp_path, calls=2) as server:
        server.access.behaviour = gate.wait
        first = [asyncio.ensure_future(server.stub.WhoAmI(pb.WhoAmIRequest())) for _ in range(2)]
        await until(lambda: server.access.running == 2)
        error = await refused(server.stub.WhoAmI(pb.WhoAmIRequest()))
        assert (error.code(), reason(error)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "OVERLOADED")
        assert details_of(error, error_details_pb2.RetryInfo).retry_delay.ToMilliseconds() == 200
        assert trailer(error, "grpc-retry-pushback-ms") == "200"
        gate.set()
        assert all(answer.workspace == "default" for answer in await asyncio.gather(*first))
        assert (await server.stub.WhoAmI(pb.WhoAmIRequest())).principal == "local"
        assert (server.pipeline._load.calls, server.pipeline._load.bytes) == (0, 0)


async def test_more_bytes_than_the_limit_are_refused(tmp_path: Path) -> None:
    async with small(tmp_path, bytes=1000) as server:
        call = server.channel.unary_unary(WHO)
        assert reason(await refused(call(b"x" * 1001))) == "OVERLOADED"
        assert reason(await refused(call(b"\xff" * 999))) == "MALFORMED_MESSAGE"


async def test_more_streams_than_the_limit_are_refused(tmp_path: Path) -> None:
    async def wait() -> AsyncIterator[Any]:
        yield observability_pb.WatchMetricsResponse()
        await asyncio.Event().wait()

    async with small(tmp_path, streams=2) as server:
        server.watching.messages = wait
        streams = [server.observability.WatchMetrics(observability_pb.WatchMetricsRequest()) for _ in range(2)]
        for stream in streams:
            await stream.read()
        one_more = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        assert reason(await refused(one_more.read())) == "OVERLOADED"
        for stream in streams:
            stream.cancel()
        await until(lambda: server.pipeline._load.streams == 0)


@pytest.mark.parametrize("client_seconds", [None, 10])
async def test_a_call_gets_no_more_time_than_the_server_gives(tmp_path: Path, client_seconds: float | None) -> None:
    async with small(tmp_path, deadline_seconds=0.05) as server:
        server.access.behaviour = asyncio.Event().wait
        error = await refused(server.stub.WhoAmI(pb.WhoAmIRequest(), timeout=client_seconds))
        assert (error.code(), reason(error)) == (grpc.StatusCode.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED")
        assert error.details() == "not done within 0.05 seconds"
        assert server.access.running == 0


async def test_the_deadline_of_the_caller_ends_the_call(tmp_path: Path) -> None:
    async with small(tmp_path) as server:
        server.access.behaviour = asyncio.Event().wait
        error = await refused(server.stub.WhoAmI(pb.WhoAmIRequest(), timeout=0.05))
        assert error.code() is grpc.StatusCode.DEADLINE_EXCEEDED
        await until(lambda: server.access.cancelled == 1)
        assert server.pipeline._load.calls == 0


async def test_a_cancelled_call_is_cancelled_inside(tmp_path: Path) -> None:
    async with small(tmp_path) as server:
        server.access.behaviour = asyncio.Event().wait
        call = server.stub.WhoAmI(pb.WhoAmIRequest())
        running_call = asyncio.ensure_future(call)
        await until(lambda: server.access.running == 1)
        call.cancel()
        await asyncio.gather(running_call, return_exceptions=True)
        await until(lambda: server.access.cancelled == 1)
        await until(lambda: server.pipeline._load.calls == 0)
        assert server.pipeline._metrics.of(WHO).by_code[1] == 1


async def test_a_draining_server_says_so(tmp_path: Path) -> None:
    async with small(tmp_path) as server:
        assert await server.stub.WhoAmI(pb.WhoAmIRequest())
        server.pipeline.draining.set()
        stream = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        for error in (await refused(server.stub.WhoAmI(pb.WhoAmIRequest())), await refused(stream.read())):
            assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "SERVER_DRAINING")
            assert details_of(error, error_details_pb2.RetryInfo).retry_delay.seconds == 1
            assert trailer(error, "grpc-retry-pushback-ms") == "1000"


async def test_a_subscriber_that_does_not_read_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interceptors, "_WRITE_TIMEOUT_SECONDS", 0.1)
    sent = 0

    async def flood() -> AsyncIterator[Any]:
        nonlocal sent
        for _ in range(200):
            sent += 1
            yield observability_pb.WatchMetricsResponse(resume_token="x" * 1_000_000)

    async with small(tmp_path) as server:
        server.watching.messages = flood
        stream = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        assert await stream.read()
        await until(lambda: server.pipeline._load.streams == 0)
        assert sent < 200
        assert reason(await refused(read_to_the_end(stream))) == "SLOW_CONSUMER"


async def read_to_the_end(stream: Any) -> None:
    while await stream.read() is not grpc.aio.EOF:
        pass


# --- what every gRPC server has --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/agenthall.access.v1.AccessService/NoSuchMethod", "/no.such.Service/Method", "/x", "/grpc.health.v1.Health/No"],
)
async def test_an_unknown_method_is_unimplemented(hall: Hall, path: str) -> None:
    error = await refused(hall.channel.unary_unary(path)(b""))
    assert error.code() is grpc.StatusCode.UNIMPLEMENTED


async def test_health_of_each_service(hall: Hall) -> None:
    health = health_pb2_grpc.HealthStub(hall.channel)
    for service in ("", *SERVICES):
        answer = await health.Check(health_pb2.HealthCheckRequest(service=service))
        assert answer.status == health_pb2.HealthCheckResponse.SERVING
    error = await refused(health.Check(health_pb2.HealthCheckRequest(service="no.such.Service")))
    assert error.code() is grpc.StatusCode.NOT_FOUND


async def test_a_stopping_server_first_says_that_it_does_not_serve(database_url: str) -> None:
    async with running(database_url, lame_duck_seconds=0.1) as hall:
        health = health_pb2_grpc.HealthStub(hall.channel)
        watches = [health.Watch(health_pb2.HealthCheckRequest(service=service)) for service in ("", *SERVICES)]
        for watch in watches:
            assert (await watch.read()).status == health_pb2.HealthCheckResponse.SERVING
        closing = asyncio.create_task(hall.server.__aexit__(None, None, None))
        for watch in watches:
            assert (await watch.read()).status == health_pb2.HealthCheckResponse.NOT_SERVING
        assert (await hall.access.WhoAmI(pb.WhoAmIRequest())).workspace == "default"
        async with asyncio.timeout(5):  # well below drain_seconds: who watches the health does not hold the server up
            await closing
        assert (await refused(hall.access.WhoAmI(pb.WhoAmIRequest()))).code() is grpc.StatusCode.UNAVAILABLE


async def test_reflection_lists_the_services(hall: Hall) -> None:
    stub = reflection_pb2_grpc.ServerReflectionStub(hall.channel)

    async def asked() -> AsyncIterator[Any]:
        yield reflection_pb2.ServerReflectionRequest(list_services="")
        yield reflection_pb2.ServerReflectionRequest(file_containing_symbol=SERVICES[0])

    listed, described = [answer async for answer in stub.ServerReflectionInfo(asked())]
    assert set(SERVICES) <= {service.name for service in listed.list_services_response.service}
    assert described.file_descriptor_response.file_descriptor_proto


async def test_calls_in_flight_at_shutdown_are_finished(database_url: str) -> None:
    async with running(database_url) as hall:
        created = [
            asyncio.ensure_future(
                hall.access.CreateApiKey(pb.CreateApiKeyRequest(display_name="k", role=api_key_pb2.ROLE_VIEWER))
            )
            for _ in range(30)
        ]
        await asyncio.sleep(0.02)
        await hall.server.__aexit__(None, None, None)
        answers = await asyncio.gather(*created, return_exceptions=True)
    acknowledged = {answer.api_key.key_id for answer in answers if isinstance(answer, pb.CreateApiKeyResponse)}
    for failed in (answer for answer in answers if isinstance(answer, grpc.aio.AioRpcError)):
        assert failed.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED)  # the latter: grpc/grpc#41785
    async with running(database_url) as hall:
        listed = {key.key_id for key in (await hall.access.ListApiKeys(pb.ListApiKeysRequest())).api_keys}
    assert acknowledged <= listed


def test_status_of_every_error_has_one_reason() -> None:
    status = status_of(NotFound.of("execution", "x"))
    assert status.code == grpc.StatusCode.NOT_FOUND.value[0]
    assert rpc_status.to_status(status).code is grpc.StatusCode.NOT_FOUND
    assert sum(detail.Is(error_details_pb2.ErrorInfo.DESCRIPTOR) for detail in status.details) == 1
