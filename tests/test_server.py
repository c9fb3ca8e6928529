"""What every gRPC server has: health, reflection, unknown methods, and an orderly end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import api_key_pb2
from agenthall_server.config import InvalidSetting
from agenthall_server.server import SERVICES
from tests.conftest import Hall, refused, running


@pytest.mark.parametrize(
    "path",
    ["/agenthall.access.v1.AccessService/NoSuchMethod", "/no.such.Service/Method", "/x", "/grpc.health.v1.Health/No"],
)
async def test_an_unknown_method_is_unimplemented(hall: Hall, path: str) -> None:
    error = await refused(hall.channel.unary_unary(path)(b""))
    assert error.code() is grpc.StatusCode.UNIMPLEMENTED


@pytest.mark.parametrize(
    "path",
    [
        "/grpc.health.v1.Health/Check",
        "/grpc.health.v1.Health/Watch",
        "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
    ],
)
async def test_garbage_for_the_open_services_is_refused_without_a_word_of_internals(hall: Hall, path: str) -> None:
    if path.endswith("Info"):
        call = hall.channel.stream_stream(path)(iter([b"\xff" * 9]))
        error = await refused(call.read())
    elif path.endswith("Watch"):
        error = await refused(hall.channel.unary_stream(path)(b"\xff" * 9).read())
    else:
        error = await refused(hall.channel.unary_unary(path)(b"\xff" * 9))
    assert error.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert error.details() == "the request is not a valid message of this method"


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


async def test_a_name_of_which_one_address_is_taken_is_not_shared(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(InvalidSetting, match=f"listen: localhost:{port} cannot be bound"):
            async with running(f"sqlite:///{tmp_path}/hall.db", listen=f"localhost:{port}"):
                pass
