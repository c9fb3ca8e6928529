"""The pipeline: what a caller gets for faults, overload, drain and deadlines, over a real channel."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import grpc
import psycopg
import pytest
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall.observability.v1 import observability_service_pb2_grpc
from agenthall_server.errors import NamespaceNotOwned, NotFound
from agenthall_server.status import status_of
from tests.conftest import details_of, reason, refused, running
from tests.small_server import WHO, small, trailer

CANARY = "canary postgres://user:secret@host/db"


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


async def test_a_refusal_is_noted_once_wherever_it_is_decided(tmp_path: Path) -> None:
    async def refuse() -> None:
        raise NamespaceNotOwned("not yours")

    async def refuse_later() -> AsyncIterator[Any]:
        yield observability_pb.WatchMetricsResponse()
        await refuse()

    async with small(tmp_path) as server:
        server.access.behaviour, server.watching.messages = refuse, refuse_later
        assert reason(await refused(server.stub.WhoAmI(pb.WhoAmIRequest()))) == "NAMESPACE_NOT_OWNED"
        assert server.denied == [("local", "access.self.get", "NAMESPACE_NOT_OWNED")]
        stream = server.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        assert reason(await refused(read_to_the_end(stream))) == "NAMESPACE_NOT_OWNED"
        assert server.denied[1:] == [("local", "observability.metrics.watch", "NAMESPACE_NOT_OWNED")]
    async with small(tmp_path, permissions=frozenset()) as server:
        await refused(server.observability.WatchMetrics(observability_pb.WatchMetricsRequest()).read())
        assert server.denied == [("local", "observability.metrics.watch", "MISSING_PERMISSION")]


async def test_a_database_that_is_gone_is_unavailable(new_postgres: Callable[[], str], postgres: str) -> None:
    url = new_postgres()
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    async with running(url, database_outage_seconds=0.2) as hall:
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


async def test_a_read_whose_connection_was_lost_is_asked_again(tmp_path: Path) -> None:
    losses = [OperationalError("SELECT 1", {}, sqlite_error(10)) for _ in range(2)]

    async def lose() -> None:
        if losses:
            raise losses.pop()

    async with small(tmp_path) as server:
        server.access.behaviour = lose
        assert (await server.stub.WhoAmI(pb.WhoAmIRequest())).principal == "local"
        assert losses == []


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


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
        await until(lambda: server.pipeline.streams.open == 0)


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


async def test_a_subscriber_that_does_not_read_loses_its_place_and_learns_why(tmp_path: Path) -> None:
    """No message fits into what the client takes, so that one waits in the transport, which no status can overtake."""
    options = [("grpc.http2.lookahead_bytes", 4096), ("grpc.http2.bdp_probe", 0)]
    request, sent = observability_pb.WatchMetricsRequest(), 0

    async def flood() -> AsyncIterator[Any]:
        nonlocal sent
        for _ in range(200):
            sent += 1
            yield observability_pb.WatchMetricsResponse(resume_token="x" * 1_000_000)

    with capture_logs() as logs:
        async with small(tmp_path, streams=1, unread_seconds=0.2) as server:
            server.watching.messages = flood
            async with grpc.aio.insecure_channel(server.target, options=options) as channel:
                stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
                slow = stub.WatchMetrics(request, timeout=20)
                await until(lambda: sent > 0)
                assert reason(await refused(server.observability.WatchMetrics(request).read())) == "OVERLOADED"
                await until(lambda: server.pipeline.streams.parted == 1)
                assert await server.observability.WatchMetrics(request).read(), "the place is free"
                error = await refused(read_to_the_end(slow))
                assert (error.code(), reason(error)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "SLOW_CONSUMER")
    assert sent < 200
    assert not [line for line in logs if line["log_level"] == "error"]


async def test_subscribers_that_were_let_go_are_bounded_too(tmp_path: Path) -> None:
    options = [("grpc.http2.lookahead_bytes", 4096), ("grpc.http2.bdp_probe", 0)]

    async def flood() -> AsyncIterator[Any]:
        while True:
            yield observability_pb.WatchMetricsResponse(resume_token="x" * 100_000)

    async with small(tmp_path, streams=1, unread_seconds=0.1) as server:
        server.watching.messages = flood
        async with grpc.aio.insecure_channel(server.target, options=options) as channel:
            stub, request = (
                observability_service_pb2_grpc.ObservabilityServiceStub(channel),
                observability_pb.WatchMetricsRequest(),
            )
            kept = []
            for number in (1, 2):
                kept.append(stub.WatchMetrics(request, timeout=20))
                await until(lambda number=number: server.pipeline.streams.parted == number)
            assert reason(await refused(stub.WatchMetrics(request).read())) == "OVERLOADED"
            for stream in kept:
                stream.cancel()
            await until(lambda: server.pipeline.streams.parted == server.pipeline.streams.open == 0)


async def read_to_the_end(stream: Any) -> None:
    while await stream.read() is not grpc.aio.EOF:
        pass


def test_status_of_every_error_has_one_reason() -> None:
    status = status_of(NotFound.of("execution", "x"))
    assert status.code == grpc.StatusCode.NOT_FOUND.value[0]
    assert rpc_status.to_status(status).code is grpc.StatusCode.NOT_FOUND
    assert sum(detail.Is(error_details_pb2.ErrorInfo.DESCRIPTOR) for detail in status.details) == 1
