"""The admin port: /metrics, /healthz, and everything else."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import psycopg
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall_server.config import InvalidSetting
from tests.conftest import Hall, running


async def ask(port: int, request: bytes) -> bytes:
    """What the port answers to these bytes, up to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        writer.write_eof()
        async with asyncio.timeout(5):
            return await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()


async def get(port: int, path: str) -> tuple[int, str]:
    """Status and body of a GET."""
    answer = await ask(port, f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}\r\n".encode() in head + b"\r\n"
    assert b"Connection: close" in head
    return int(head.split()[1]), body.decode()


async def test_metrics_and_health(database_url: str) -> None:
    async with running(database_url, admin_listen="127.0.0.1:0") as hall:
        port = hall.server.admin_port
        assert await get(port, "/healthz") == (200, "ok\n")
        await hall.access.WhoAmI(pb.WhoAmIRequest())
        with pytest.raises(Exception, match="key_id"):
            await hall.access.RevokeApiKey(pb.RevokeApiKeyRequest())
        refusal = 'code="INVALID_ARGUMENT",method="/agenthall.access.v1.AccessService/RevokeApiKey"} 1.0'
        async with asyncio.timeout(5):
            status, text = await get(port, "/metrics?name=x")
            while refusal not in text:  # a call is counted just after its answer has left
                status, text = await get(port, "/metrics?name=x")
        assert status == 200
        who = 'method="/agenthall.access.v1.AccessService/WhoAmI"'
        assert f'agenthall_grpc_calls_total{{code="OK",{who}}} 1.0' in text
        assert f'agenthall_grpc_call_seconds_bucket{{le="+Inf",{who}}} 1.0' in text
        assert f"agenthall_grpc_call_seconds_count{{{who}}} 1.0" in text
        assert re.search(r"^agenthall_commits_total [1-9]", text, re.MULTILINE)
        assert re.search(r"^agenthall_writes_waiting \d+\.0$", text, re.MULTILINE)
        assert text.count("# TYPE agenthall_grpc_calls_total counter") == 1


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"", 400),
        (b"\r\n", 400),
        (b"\x00\xff\x16\x03\x01\r\n", 400),
        (b"POST /metrics HTTP/1.1\r\n\r\n", 400),
        (b"GET /metrics\r\n\r\n", 400),
        (b"GET  HTTP/1.1\r\n\r\n", 400),
        (b"GET /no HTTP/1.1\r\n\r\n", 404),
        (b"GET /../../etc/passwd HTTP/1.1\r\n\r\n", 404),
        (b"GET / HTTP/1.1\r\n\r\n", 404),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", 400),
        (b"a" * 9000, 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    ],
    ids=range(12),
)
async def test_garbage(sqlite_port: int, request_bytes: bytes, status: int) -> None:
    answer = await ask(sqlite_port, request_bytes)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"passwd" not in answer
    assert (await get(sqlite_port, "/healthz"))[0] == 200


@pytest.fixture
async def sqlite_port(tmp_path: object) -> object:
    """The admin port of a server on SQLite."""
    async with running(f"sqlite:///{tmp_path}/hall.db", admin_listen="127.0.0.1:0") as hall:
        yield hall.server.admin_port


async def test_a_client_that_goes_away_harms_nobody(sqlite_port: int) -> None:
    for _ in range(5):
        _, writer = await asyncio.open_connection("127.0.0.1", sqlite_port)
        writer.write(b"GET /metr")
        writer.transport.abort()
    assert (await get(sqlite_port, "/healthz"))[0] == 200


async def becomes(hall: Hall, expected: int) -> None:
    """Waits until the server calls itself that, for balancers and clients."""
    health = health_pb2_grpc.HealthStub(hall.channel)
    async with asyncio.timeout(20):
        while (await health.Check(health_pb2.HealthCheckRequest())).status != expected:  # noqa: ASYNC110 - it is asked
            await asyncio.sleep(0.05)


async def test_health_says_that_the_database_is_gone(new_postgres: Callable[[], str], postgres: str) -> None:
    url = new_postgres()
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    async with running(url, admin_listen="127.0.0.1:0", database_outage_seconds=0.5) as hall:
        with psycopg.connect(postgres, autocommit=True) as other:
            other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
            assert await get(hall.server.admin_port, "/healthz") == (503, "the database does not answer\n")
            await becomes(hall, health_pb2.HealthCheckResponse.NOT_SERVING)
            other.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        await becomes(hall, health_pb2.HealthCheckResponse.SERVING)
        assert await get(hall.server.admin_port, "/healthz") == (200, "ok\n")


async def test_a_port_that_is_taken_is_named(tmp_path: object) -> None:
    async with running(f"sqlite:///{tmp_path}/one.db", admin_listen="127.0.0.1:0") as hall:
        with pytest.raises(InvalidSetting, match="admin_listen"):
            async with running(f"sqlite:///{tmp_path}/two.db", admin_listen=f"127.0.0.1:{hall.server.admin_port}"):
                pass
