"""Connections: one for writing, several for reading.

Invariants
- Only the writer's thread uses the writing connection. On SQLite no other may write or checkpoint, so
  "database is locked" and SQLite's WAL-reset bug (before 3.51.3) cannot be reached; readers are `query_only`.
- A commit is durable when it returns: SQLite WAL with `synchronous=FULL`, PostgreSQL `synchronous_commit=on`.
- Parameters are hidden from error texts, and so from logs; what PostgreSQL itself says of a broken constraint may name
  the key that broke it.
- `snapshot()` sees one state of the database, however many statements it runs; `reader()` is for a single statement.
- On PostgreSQL several servers write. What looks before it changes takes turns: see `take_turn`. A writer that is
  stopped in the middle of a transaction is cut off after 5 seconds, so that it holds up nobody for longer.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoReaderFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from agenthall_server.database.aiosqlite_at_once import at_once
from agenthall_server.database.faults import is_damaged, is_full
from agenthall_server.database.lock import DatabaseInUse, WriterLock

_STATEMENT_ALONE = "statement_alone"
_ALONE: dict[str, dict[str, Any]] = {
    "sqlite": {_STATEMENT_ALONE: True},  # AUTOCOMMIT would be set on the connection's thread: one handover more
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}
"""Options of a connection whose statement is a transaction of its own."""
_TURN_KEY = 0x6167656E7468616C  # "agenthal"
_CONFLICTS = frozenset({"23505", "40001", "40P01"})
"""SQLSTATEs of a transaction that lost against another server's: unique violation, serialisation failure, deadlock."""
_SQLITE_CONFLICTS = frozenset({1555, 2067})
"""Of a key that is taken, because the time was set back and the same microsecond came again."""

_SQLITE_TROUBLES = frozenset({5, 6, 7, 8, 10, 14})
"""BUSY, LOCKED, NOMEM, READONLY, IOERR, CANTOPEN; SQLite's other operational errors are mistakes of ours."""

_PAUSE_SECONDS = 0.1
_TIMEOUTS = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
"""What libpq gets where the URL says nothing: a silent server is noticed within seconds."""


class DatabaseUnreachable(Exception):
    """The database does not answer, or its URL names none; the text says which."""


class Database:
    """One SQLite file or one PostgreSQL database, opened for this process."""

    def __init__(
        self, write_engine: Engine, read_engine: AsyncEngine, lock: WriterLock | None, outage_seconds: float = 0.0
    ) -> None:
        self.outage_seconds = outage_seconds
        """How long a restart of the database is waited out; a file is not restarted."""
        self._write_engine = write_engine
        self._read_engine = read_engine
        self._lock = lock
        self.dialect = write_engine.dialect.name

    def connect_writer(self) -> Connection:
        """The writing connection; synchronous, for one thread. The caller closes it. Raises DatabaseUnreachable."""
        try:
            return self._write_engine.connect()
        except DatabaseError as error:
            raise DatabaseUnreachable(f"the database cannot be opened: {error.orig}") from error

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """The writing connection in one transaction that takes its turn; for what is done without a committer."""
        with self.connect_writer() as connection, connection.begin():
            take_turn(connection)
            yield connection

    @asynccontextmanager
    async def reader(self) -> AsyncIterator[AsyncConnection]:
        """A connection for one reading statement, outside of any transaction."""
        async with self._read_connection() as connection:
            await connection.execution_options(**_ALONE[self.dialect])
            yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncSession]:
        """A session for several reading statements that must agree; rows outlive it."""
        async with (
            self._read_connection() as connection,
            connection.begin(),  # ends with a COMMIT: after a ROLLBACK psycopg forgets its prepared statements
            AsyncSession(bind=connection, expire_on_commit=False, autoflush=False) as session,
        ):
            yield session

    @asynccontextmanager
    async def _read_connection(self) -> AsyncIterator[AsyncConnection]:
        """A connection that works, waited for while PostgreSQL is being restarted. Raises DatabaseUnreachable."""
        until = monotonic() + self.outage_seconds
        async with AsyncExitStack() as stack:
            connection = None
            while connection is None:
                try:
                    connection = await stack.enter_async_context(self._read_engine.connect())
                except (OperationalError, InterfaceError) as error:
                    if monotonic() >= until:
                        raise DatabaseUnreachable("the database does not answer") from error
                    await asyncio.sleep(_PAUSE_SECONDS)
            yield connection

    async def answers(self) -> bool:
        """Whether the database can be read at this moment."""
        try:
            async with self._read_engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    async def close(self) -> None:
        """Closes the readers, then the writer's engine, then lets go of the lock."""
        await self._read_engine.dispose()
        self._write_engine.dispose()
        if self._lock is not None:
            self._lock.release()


def open_database(url: str, *, readers: int = 4, outage_seconds: float = 10.0) -> Database:
    """Opens `sqlite:///path` or `postgresql://...`. Raises DatabaseInUse where another process writes the file.

    `outage_seconds`: how long a restart of PostgreSQL is waited out.
    """
    if url.startswith("sqlite:"):
        return _open_sqlite(sqlite_file(url), readers)
    try:
        make_url(url)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnreachable(
            "the database URL cannot be read; several hosts are written ?host=a:5432&host=b:5432"
        ) from error
    return _open_postgres(url, readers, outage_seconds)


def sqlite_file(url: str) -> Path:
    """The file of `sqlite:///path`: all that follows, as it is, so that `?`, `#` and `%` may stand in a path."""
    path = url.removeprefix("sqlite:///")
    if path in ("", ":memory:"):
        raise DatabaseInUse("SQLite needs a file: readers and the writer are different connections")
    return Path(path)


@contextmanager
def open_for_reading(url: str) -> Iterator[Connection]:
    """One synchronous connection that sees one state of the database and writes nothing, also beside a running server.

    Raises DatabaseUnreachable, also for what goes wrong while it is used.
    """
    if url.startswith("sqlite:"):
        name = sqlite_file(url).absolute().as_uri()
        target = URL.create("sqlite", database=name, query={"mode": "rw", "uri": "true"})
        engine = create_engine(target, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite_reader)
        event.listen(engine, "begin", _begin_deferred)
    else:
        target = make_url(url).set(drivername="postgresql+psycopg")
        engine = create_engine(target, hide_parameters=True, isolation_level="REPEATABLE READ")
        event.listen(engine, "connect", _prepare_postgres_reader)
    try:
        with engine.connect() as connection:
            yield connection
    except DatabaseError as error:
        mend = "; nothing in it can be found any more: restore a backup" if is_damaged(error) else ""
        raise DatabaseUnreachable(f"the database cannot be read: {error.orig}{mend}") from error
    finally:
        engine.dispose()


def _open_sqlite(path: Path, readers: int) -> Database:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # keys and prompts are the owner's; -wal and -shm follow
        lock = WriterLock(path.resolve())
    except OSError as error:
        raise DatabaseUnreachable(f"{path} cannot be opened for writing: {error.strerror}") from error
    options = {"cached_statements": 512}  # bulk statements differ by their number of rows
    target = URL.create("sqlite", database=str(path))
    write_engine = create_engine(target, poolclass=NullPool, hide_parameters=True, connect_args=options)
    event.listen(write_engine, "connect", _prepare_sqlite_writer)
    event.listen(write_engine, "begin", _begin_immediate)
    read_engine = create_async_engine(
        target.set(drivername="sqlite+aiosqlite"),
        module=at_once(),
        pool_size=readers,
        max_overflow=0,
        hide_parameters=True,
    )
    event.listen(read_engine.sync_engine, "connect", _prepare_sqlite_reader)
    event.listen(read_engine.sync_engine, "begin", _begin_deferred)
    return Database(write_engine, read_engine, lock)


def _prepare_sqlite_writer(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are ours: see _begin_immediate
    for pragma in (
        "auto_vacuum=INCREMENTAL",  # before the first table, or not at all
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "cache_size=-65536",  # 64 MiB: random caller-made ids touch many index pages
        "wal_autocheckpoint=4000",
        "journal_size_limit=67108864",  # a long reader lets the WAL grow; afterwards its room is given back
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("sha256_hex", 1, _sha256_hex, deterministic=True)


def _sha256_hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _prepare_sqlite_reader(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("query_only=ON", "busy_timeout=5000", "temp_store=MEMORY", "cache_size=-16384"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection  # spares a fifth of a small group's time in the engine
    driver.execute("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    if not connection.get_execution_options().get(_STATEMENT_ALONE):
        connection.exec_driver_sql("BEGIN")


def _open_postgres(url: str, readers: int, outage_seconds: float) -> Database:
    target = make_url(url).set(drivername="postgresql+psycopg")
    target = target.update_query_dict({name: text for name, text in _TIMEOUTS.items() if name not in target.query})
    write_engine = create_engine(target, poolclass=NullPool, hide_parameters=True)
    event.listen(write_engine, "connect", _prepare_postgres_writer)
    read_engine = create_async_engine(
        target,
        pool_size=readers,
        max_overflow=0,
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",
    )
    event.listen(read_engine.sync_engine, "connect", _prepare_postgres_reader)
    return Database(write_engine, read_engine, None, outage_seconds)


def _prepare_postgres_reader(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("SET default_transaction_read_only = on")
    cursor.execute("SET timezone = 'UTC'")
    cursor.close()
    connection.commit()


def _prepare_postgres_writer(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        for setting in (
            "synchronous_commit = on",
            "timezone = 'UTC'",
            "idle_in_transaction_session_timeout = '5s'",  # a stopped writer must not keep its locks ...
            "tcp_keepalives_idle = 5",  # ... nor must one whose machine is gone
            "tcp_keepalives_interval = 2",
            "tcp_keepalives_count = 3",
        ):
            cursor.execute(f"SET {setting}")
    connection.commit()


def take_turn(connection: Connection) -> None:
    """Waits until no other server is in a transaction that took its turn; lasts to the end of this one.

    For writes that look before they change (the next free key, what is installed, the last vote): they are rare, and
    with turns they see what they would see if one server wrote. Call it before the first lock of any other kind.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_TURN_KEY,))


def is_conflict(error: Exception) -> bool:
    """True where a transaction met what another one wrote, and would see that, or find another key, if it ran again."""
    driver = error.orig if isinstance(error, DBAPIError) else error
    sqlite_code, sqlstate = getattr(driver, "sqlite_errorcode", None), getattr(driver, "sqlstate", None)
    return sqlite_code in _SQLITE_CONFLICTS or sqlstate in _CONFLICTS


def is_unavailable(error: Exception) -> bool:
    """True where the database did not answer, so that nothing is known of a transaction and a retry may help."""
    if is_full(error) or is_damaged(error) or is_conflict(error):
        return False
    if isinstance(error, (DatabaseUnreachable, NoReaderFree)) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    ):
        return True
    sqlite_code = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorcode", None)
    if sqlite_code is not None:
        return sqlite_code & 0xFF in _SQLITE_TROUBLES
    return isinstance(error, (OperationalError, InterfaceError))
