"""Fixtures: both databases through one fixture, and a real server behind a real channel.

`database_url` runs a test twice, on SQLite and on PostgreSQL. `hall` is a running server on it with a stub for every
service. Nothing is mocked; time can be set through `clock`.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import hypothesis
import psycopg
import pytest
import pytest_asyncio
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2_grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc
from sqlalchemy import Connection

from agenthall.access.v1 import access_service_pb2_grpc
from agenthall.marketplace.v1 import marketplace_service_pb2_grpc
from agenthall.memory.v1 import team_memory_service_pb2_grpc
from agenthall.observability.v1 import observability_service_pb2_grpc
from agenthall.optimizer.v1 import optimizer_service_pb2_grpc
from agenthall_server import migrations
from agenthall_server.clock import Clock, system_now_us
from agenthall_server.config import Settings
from agenthall_server.database import Database, open_database
from agenthall_server.server import Server
from tests import tenancy
from tests.postgres import temporary_postgres

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("hall", deadline=None)
hypothesis.settings.load_profile("hall")

_numbers = itertools.count()


class SettableClock(Clock):
    """The system's time, moved by `offset_us`."""

    def __init__(self) -> None:
        super().__init__(now_us=lambda: system_now_us() + self.offset_us)
        self.offset_us = 0

    def advance(self, seconds: float) -> None:
        """Moves the time on (or, negative, back)."""
        self.offset_us += round(seconds * 1_000_000)


_LONG = ("test_proofs.py", "examples/", "deploy/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker begins one when the others are done."""
    items.sort(key=lambda item: not any(part in item.nodeid for part in _LONG))


class Stubs:
    """A stub for every service over one channel."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self.channel = channel
        self.access = access_service_pb2_grpc.AccessServiceStub(channel)
        self.marketplace = marketplace_service_pb2_grpc.MarketplaceServiceStub(channel)
        self.memory = team_memory_service_pb2_grpc.TeamMemoryServiceStub(channel)
        self.observability = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        self.optimizer = optimizer_service_pb2_grpc.OptimizerServiceStub(channel)
        self.traces = trace_service_pb2_grpc.TraceServiceStub(channel)
        self.metrics = metrics_service_pb2_grpc.MetricsServiceStub(channel)


class Hall(Stubs):
    """A running server with stubs for the local caller."""

    def __init__(self, server: Server) -> None:
        super().__init__(grpc.aio.insecure_channel(f"127.0.0.1:{server.port}"))
        self.server = server
        self._channels = [self.channel]

    def caller(self, secret: str) -> Stubs:
        """Stubs that send this API key with every call."""
        channel = grpc.aio.insecure_channel(f"127.0.0.1:{self.server.port}", interceptors=_bearer(secret))
        self._channels.append(channel)
        return Stubs(channel)

    async def close(self) -> None:
        for channel in self._channels:
            await channel.close()


def _bearer(secret: str) -> list[Any]:
    class Unary(grpc.aio.UnaryUnaryClientInterceptor):
        async def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
            return await continuation(_with_key(details, secret), request)

    class Stream(grpc.aio.UnaryStreamClientInterceptor):
        async def intercept_unary_stream(self, continuation: Any, details: Any, request: Any) -> Any:
            return await continuation(_with_key(details, secret), request)

    class BothWays(grpc.aio.StreamStreamClientInterceptor):
        async def intercept_stream_stream(self, continuation: Any, details: Any, requests: Any) -> Any:
            return await continuation(_with_key(details, secret), requests)

    return [Unary(), Stream(), BothWays()]


def _with_key(details: Any, secret: str) -> Any:
    metadata = grpc.aio.Metadata(*(details.metadata or ()), ("authorization", f"Bearer {secret}"))
    return details._replace(metadata=metadata)


async def refused(call: Any) -> grpc.aio.AioRpcError:
    """The error of a call that must fail."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    return caught.value


def reason(error: grpc.aio.AioRpcError) -> str:
    """The ErrorInfo reason of a failed call."""
    return details_of(error, error_details_pb2.ErrorInfo).reason


def violated(error: grpc.aio.AioRpcError) -> list[str]:
    """The fields that a failed call complains about."""
    return [violation.field for violation in details_of(error, error_details_pb2.BadRequest).field_violations]


def details_of(error: grpc.aio.AioRpcError, kind: Any) -> Any:
    """The one detail of a kind of a failed call."""
    status = rpc_status.from_call(error)
    assert status is not None, f"no status details: {error.code()} {error.details()}"
    found = [detail for detail in status.details if detail.Is(kind.DESCRIPTOR)]
    assert len(found) == 1, [detail.type_url for detail in status.details]
    message = kind()
    found[0].Unpack(message)
    return message


@asynccontextmanager
async def running(database_url: str, clock: Clock | None = None, **settings: Any) -> AsyncIterator[Hall]:
    """A server on this database, and its stubs."""
    values: dict[str, Any] = {"listen": "127.0.0.1:0", "admin_listen": "", "lame_duck_seconds": 0.0, "catalog": False}
    async with Server(Settings(database=database_url, **(values | settings)), clock) as server:
        hall = Hall(server)
        try:
            yield hall
        finally:
            await hall.close()


@pytest.fixture(autouse=True)
def _every_statement_names_its_workspace() -> Iterator[None]:
    """See tenancy.py."""
    with tenancy.watched():
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of its own for the session; the URL of its maintenance database."""
    with temporary_postgres() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            for name in ("fsync", "full_page_writes", "autovacuum"):  # no test cuts the power: ten times faster
                connection.execute(f"ALTER SYSTEM SET {name} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield url


@pytest.fixture(scope="session")
def migrated(postgres: str) -> str:
    """The name of a PostgreSQL database that holds the schema and nothing else, to copy from."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE hall_template")
    asyncio.run(migrations.migrate(database_of(postgres, "hall_template")))
    return "hall_template"


def database_of(server_url: str, name: str) -> str:
    """The URL of another database of the same server."""
    return server_url.replace("/postgres?", f"/{name}?")


@pytest.fixture
def new_postgres(postgres: str, migrated: str) -> Iterator[Callable[[], str]]:
    """Makes migrated PostgreSQL databases and drops them after the test."""
    made: list[str] = []

    def make() -> str:
        name = f"hall_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {migrated} STRATEGY FILE_COPY")
        made.append(name)
        return database_of(postgres, name)

    yield make
    with psycopg.connect(postgres, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that holds the schema and nothing else, to copy from: laying it costs more than all of a start."""
    file = tmp_path_factory.mktemp("migrated") / "hall.db"
    asyncio.run(migrations.migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The URL of an empty SQLite database."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'hall.db')}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database: each test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        url: str = request.getfixturevalue("sqlite_url")
        return url
    make: Callable[[], str] = request.getfixturevalue("new_postgres")
    return make()


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database with the schema, open for this process."""
    opened = open_database(database_url)
    with opened.connect_writer() as connection, connection.begin():
        migrations.upgrade(connection)
    yield opened
    await opened.close()


@pytest.fixture
def writer(database: Database) -> Iterator[Connection]:
    """The writing connection, inside a transaction."""
    with database.connect_writer() as connection, connection.begin():
        yield connection


@pytest.fixture
def clock() -> SettableClock:
    """The server's clock."""
    return SettableClock()


@pytest_asyncio.fixture
async def hall(database_url: str, clock: SettableClock) -> AsyncIterator[Hall]:
    """A running server on an empty database, without the shipped agents."""
    async with running(database_url, clock) as started:
        yield started


@pytest_asyncio.fixture
async def sqlite_hall(sqlite_url: str) -> AsyncIterator[Hall]:
    """The same for what does not depend on the database."""
    async with running(sqlite_url) as started:
        yield started
