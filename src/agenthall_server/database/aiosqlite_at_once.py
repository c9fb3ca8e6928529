"""SQLAlchemy's aiosqlite adapter with one handover a statement.

aiosqlite has a thread for each connection, and its adapter asks it for a cursor, to execute, to fetch and to close, one
after the other: a reading statement is handed over four times, which takes more of a small read than SQLite does. Here
the thread does all of it at once, and is not asked to roll back where nothing has begun. For reading only: there is no
`executemany`, and `fetchmany` wants a size.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from typing import Any, NamedTuple

import aiosqlite
from sqlalchemy.connectors.asyncio import AsyncAdapt_dbapi_connection
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)


def at_once() -> Any:
    """What `create_async_engine` takes as its `module`."""
    return _Dbapi(aiosqlite, sqlite3)


class _Answer(NamedTuple):
    description: Any = None
    rowcount: int = -1
    lastrowid: int = 0


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """Holds everything that its last statement returned; SQLite's cursor lives on the thread."""

    __slots__ = ("_answer", "_driver")

    def __init__(self, adapt_connection: AsyncAdapt_dbapi_connection) -> None:
        self._adapt_connection = adapt_connection
        self._driver: Any = adapt_connection.driver_connection
        self._answer = _Answer()
        self._rows = deque()

    @property
    def description(self) -> Any:
        return self._answer.description

    @property
    def rowcount(self) -> int:
        return self._answer.rowcount

    @property
    def lastrowid(self) -> int:
        return self._answer.lastrowid

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        run, connection = self._driver._execute, self._driver._conn  # noqa: SLF001 - each public method is a handover
        self._answer, rows = await run(_executed, connection, operation, parameters or ())
        self._rows = deque(rows)

    async def _async_soft_close(self) -> None:
        """There is nothing to close."""

    def close(self) -> None:
        self._rows.clear()


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor

    def rollback(self) -> None:
        driver: Any = self.driver_connection
        if driver._connection and driver.in_transaction:  # noqa: SLF001 - so the adapter asks whether it is open
            super().rollback()


class _Dbapi(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> _Connection:
        return _Connection(self, super().connect(*arg, **kw).driver_connection)


def _executed(connection: sqlite3.Connection, operation: str, parameters: Any) -> tuple[_Answer, list[Any]]:
    """Called on the connection's thread."""
    cursor = connection.cursor()
    try:
        cursor.execute(operation, parameters)
        return _Answer(cursor.description, cursor.rowcount, cursor.lastrowid or 0), cursor.fetchall()
    finally:
        cursor.close()
