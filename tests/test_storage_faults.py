"""A storage without room, and one that is damaged: what callers are told, and what goes on."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import grpc
import pytest
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.exc import DBAPIError

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import migrations
from agenthall_server.audit import AuditHead
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database, DatabaseUnreachable, is_damaged, is_full, is_unavailable, open_database
from agenthall_server.database.columns import Json
from agenthall_server.database.faults import DamagedValue
from agenthall_server.denials import Denials
from agenthall_server.errors import NotFound
from agenthall_server.scope import Scope
from agenthall_server.tallies import AuditTally, Sealer, Tally
from tests.conftest import Hall, reason, refused, running
from tests.small_disk import CannotMount, FileLimit, SmallDisk, small_disk, small_tablespace
from tests.test_admin import get

_LONG = "x" * 4000


def execution(number: int) -> pb.RecordExecutionRequest:
    request = pb.RecordExecutionRequest()
    request.execution.execution_id = f"e{number}"
    request.execution.agent_name = "planner"
    request.execution.success = True
    request.execution.error_message = _LONG
    return request


@contextmanager
def mounted(folder: Path) -> Iterator[SmallDisk]:
    """A disk of 16 MB, or a skipped test."""
    try:
        with small_disk(folder, megabytes=16) as disk:
            yield disk
    except CannotMount:
        pytest.skip("no right to mount a small file system here")


@contextmanager
def limited(folder: Path) -> Iterator[FileLimit]:
    folder.mkdir()
    limit = FileLimit(folder / "hall.db-wal", os.getpid())
    try:
        yield limit
    finally:
        limit.free()


@pytest.mark.parametrize("room", [mounted, limited])
async def test_a_full_disk_refuses_writes_and_serves_reads_until_there_is_room(
    tmp_path: Path, room: Callable[[Path], AbstractContextManager[Any]]
) -> None:
    with room(tmp_path / "disk") as disk:
        async with running(f"sqlite:///{tmp_path}/disk/hall.db", admin_listen="127.0.0.1:0") as hall:
            await full_and_back(hall, disk)


async def test_postgres_with_a_full_tablespace(postgres: str, migrated: str) -> None:
    try:
        with small_tablespace(postgres, megabytes=16, template=migrated) as (url, disk):
            async with running(url, admin_listen="127.0.0.1:0") as hall:
                await full_and_back(hall, disk)
    except CannotMount:
        pytest.skip("no right to mount a small file system here")


async def full_and_back(hall: Hall, disk: Any) -> None:
    """Writes until the disk is full; then reads, room, and the next write."""
    acknowledged = 0
    stub, port = hall.observability, hall.server.admin_port
    for acknowledged in range(20):
        await stub.RecordExecution(execution(acknowledged))
    disk.fill()
    error = await first_refusal(hall, acknowledged + 1)
    assert (error.code(), reason(error)) == (grpc.StatusCode.RESOURCE_EXHAUSTED, "STORAGE_FULL")
    assert ("grpc-retry-pushback-ms", "-1") in tuple(error.trailing_metadata() or ())
    shown = (await stub.GetDashboard(pb.GetDashboardRequest())).summary.total_executions
    assert shown > acknowledged
    assert await get(port, "/healthz") == (200, "ok, but the storage is full: writes are refused\n")
    assert "agenthall_storage_full 1.0" in (await get(port, "/metrics"))[1]
    disk.free()
    freed = monotonic()
    await stub.RecordExecution(execution(10_000))
    assert monotonic() - freed < 5
    assert await get(port, "/healthz") == (200, "ok\n")
    assert "agenthall_storage_full 0.0" in (await get(port, "/metrics"))[1]
    after = (await stub.GetDashboard(pb.GetDashboardRequest())).summary.total_executions
    assert after == shown + 1, "what was acknowledged is stored, what was refused is not"


async def first_refusal(hall: Hall, number: int) -> grpc.aio.AioRpcError:
    """Of writes that go on until there is no room in pages that are half empty either."""
    while True:
        try:
            await hall.observability.RecordExecution(execution(number))
        except grpc.aio.AioRpcError as error:
            return error
        number += 1


@contextmanager
def small_database(path: Path, pages: int = 100) -> Iterator[Database]:
    """A SQLite database that may not grow beyond so many pages, or those that it has."""
    database = open_database(f"sqlite:///{path}")

    @event.listens_for(database._write_engine, "connect")
    def _limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    yield database


async def test_a_statement_that_finds_no_room_fails_alone(tmp_path: Path) -> None:
    """SQLite rolls the whole transaction back by itself, so that the savepoint around the write is gone too."""
    with small_database(tmp_path / "h.db") as database:
        with database.connect_writer() as connection, connection.begin():
            connection.execute(text("CREATE TABLE notes (note TEXT)"))
        committer = Committer(database)
        committer.start()

        def write(size: int) -> Callable[[Connection], None]:
            return lambda connection: connection.execute(text("INSERT INTO notes VALUES (:note)"), {"note": "n" * size})

        outcomes = await asyncio.gather(
            *(committer.single(write(size), size=1) for size in (10, 1_000_000, 20)), return_exceptions=True
        )
        assert [isinstance(outcome, Exception) for outcome in outcomes] == [False, True, False]
        assert is_full(outcomes[1])
        assert not is_unavailable(outcomes[1])
        async with database.reader() as reader:
            assert (await reader.execute(text("SELECT sum(length(note)) FROM notes"))).scalar() == 30
        await committer.stop()
        await database.close()


async def test_the_audit_log_goes_on_when_there_is_room_again(tmp_path: Path) -> None:
    """Refusals and recordings are written in the background; a full disk must not end that for ever."""
    url, callers = f"sqlite:///{tmp_path}/h.db", [Scope(1, f"key:{number}") for number in range(300)]
    await migrations.migrate(url)
    database = open_database(url)
    with database.alone() as connection:
        tally = Tally("observability.executions.record", str, bool)
        tally(connection, [(caller, ["e1"], [False]) for caller in callers])
    await database.close()
    with small_database(tmp_path / "h.db", pages=1) as full:
        async with auditing(full) as (denials, sealer):
            for caller in callers:
                denials.note(caller, "access.keys.list", "MISSING_PERMISSION")
            await denials.write()
            await sealer.write()
    database = open_database(url)
    async with auditing(database) as (_, sealer):
        await sealer.write()
        left = select(func.count()).select_from(AuditTally).where(AuditTally.workspace_key == 1)
        head = select(AuditHead.sequence).where(AuditHead.workspace_key == 1)
        async with database.reader() as reader:
            assert (await reader.execute(left)).scalar() == 0
            assert (await reader.execute(head)).scalar() == len(callers)


@asynccontextmanager
async def auditing(database: Database) -> AsyncIterator[tuple[Denials, Sealer]]:
    """What writes the audit log of a database, which is closed at the end."""
    committer = Committer(database)
    committer.start()
    yield Denials(committer, Clock()), Sealer(committer, Clock())
    await committer.stop()
    await database.close()


async def test_postgres_says_disk_full(new_postgres: Callable[[], str]) -> None:
    database = open_database(new_postgres())
    with database.connect_writer() as connection, pytest.raises(Exception, match="no room") as caught:
        connection.execute(text("DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$"))
    assert is_full(caught.value)
    assert not is_unavailable(caught.value)
    await database.close()


async def test_the_storage_counts_as_full_until_something_was_stored(new_postgres: Callable[[], str]) -> None:
    """Neither the renewal of a slot nor a refusal says that there is room for more."""

    def find_no_room(connection: Connection) -> None:
        connection.execute(text("DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$"))

    def refuse(_connection: Connection) -> None:
        raise NotFound.of("agent", "x")

    def transactions(connection: Connection) -> int:
        return connection.execute(text("SELECT transaction_number FROM writer_slots WHERE slot = 0")).scalar_one()

    database = open_database(new_postgres())
    committer = Committer(database, renew_seconds=0.01)
    committer.start()
    with pytest.raises(DBAPIError, match="no room"):
        await committer.single(find_no_room, size=1)
    async with database.reader() as reader, asyncio.timeout(5):
        before = await reader.run_sync(transactions)
        while await reader.run_sync(transactions) < before + 3:  # noqa: ASYNC110 - the writer renews and tells nobody
            await asyncio.sleep(0.005)
    assert committer.statistics.storage_full
    with pytest.raises(NotFound):
        await committer.single(refuse, size=1)
    assert committer.statistics.storage_full
    await committer.single(lambda connection: connection.execute(text("CREATE TABLE notes (note TEXT)")), size=1)
    assert not committer.statistics.storage_full
    await committer.stop()
    await database.close()


def test_what_is_no_json_is_damage() -> None:
    with pytest.raises(DamagedValue) as caught:
        Json().process_result_value('{"a": ', None)
    assert is_damaged(caught.value)
    assert not is_unavailable(caught.value)


async def test_a_server_does_not_start_on_a_damaged_schema(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path}/hall.db", tmp_path / "hall.db"
    async with running(url):
        pass
    content = bytearray(file.read_bytes())
    content[100:4096] = bytes(3996)  # the first page holds the schema
    file.write_bytes(content)
    with pytest.raises(DatabaseUnreachable, match="the database is damaged; `agenthall doctor`"):
        async with running(url):
            pass


async def test_a_damaged_page_fails_the_calls_that_need_it(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path}/hall.db", tmp_path / "hall.db"
    async with running(url) as hall:
        for number in range(20):
            await hall.observability.RecordExecution(execution(number))
    with closing(sqlite3.connect(file)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'executions'").fetchone()[0]
    content = bytearray(file.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    file.write_bytes(content)
    async with running(url) as hall:
        for call in (
            hall.observability.ListExecutions(pb.ListExecutionsRequest()),
            hall.observability.RecordExecution(execution(21)),
        ):
            error = await refused(call)
            assert (error.code(), reason(error)) == (grpc.StatusCode.DATA_LOSS, "STORAGE_CORRUPT")
            assert "grpc-retry-pushback-ms" not in dict(error.trailing_metadata() or ())
        assert (await hall.observability.GetDashboard(pb.GetDashboardRequest())).summary.total_executions == 20
