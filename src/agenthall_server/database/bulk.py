"""The statements of the hot path: many rows at once, compiled once, no ORM.

Rows are tuples in the order of `columns`; values are int, float, str, bytes or None, already in their stored form.
SQLite takes them by executemany; PostgreSQL takes one JSON parameter through json_populate_recordset, which costs one
round trip and lets the table's own column types do the conversion.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

Row = tuple[Any, ...]
_SQLITE_VARIABLES = 900  # stays below the 999 host parameters of old builds


class InsertNew:
    """Inserts the rows whose key is not taken, and says which those were.

    Of rows with equal keys inside one call only the first is new.
    """

    def __init__(self, table: str, *, columns: Sequence[str], key: tuple[str, str]) -> None:
        """`key` is the primary key: the workspace column and the id column."""
        self._table = table
        self._columns = tuple(columns)
        self._workspace_column, self._id_column = key
        self._workspace_at, self._id_at = (self._columns.index(name) for name in key)
        names = ", ".join(self._columns)
        marks = ", ".join("?" * len(self._columns))
        self._sqlite = f"INSERT INTO {self._table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        self._postgres = (
            f"INSERT INTO {self._table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{self._table}, %s) "
            f"ON CONFLICT DO NOTHING RETURNING {self._workspace_column}, {self._id_column}"
        )

    def __call__(self, connection: Connection, rows: Sequence[Row]) -> list[bool]:
        """For each row, whether it was inserted."""
        if connection.dialect.name == "postgresql":
            found = connection.exec_driver_sql(self._postgres, (_as_json(self._columns, rows),))
            return self._first_of_each(rows, {tuple(row) for row in found})
        driver = _driver(connection)
        driver.execute("SAVEPOINT insert_new")
        all_new = driver.executemany(self._sqlite, rows).rowcount == len(rows)
        if not all_new:
            driver.execute("ROLLBACK TO insert_new")
        driver.execute("RELEASE insert_new")
        return [True] * len(rows) if all_new else self._insert_missing(connection, rows)

    def _insert_missing(self, connection: Connection, rows: Sequence[Row]) -> list[bool]:
        keys = {self._key(row) for row in rows}
        new = self._first_of_each(rows, keys - self._stored(connection, keys))
        missing = [row for row, is_new in zip(rows, new, strict=True) if is_new]
        _driver(connection).executemany(self._sqlite, missing)
        return new

    def _stored(self, connection: Connection, keys: set[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
        stored: set[tuple[Any, ...]] = set()
        for workspace in {workspace for workspace, _ in keys}:
            ids = [name for owner, name in keys if owner == workspace]
            for start in range(0, len(ids), _SQLITE_VARIABLES):
                part = ids[start : start + _SQLITE_VARIABLES]
                found = connection.exec_driver_sql(
                    f"SELECT {self._workspace_column}, {self._id_column} FROM {self._table} "
                    f"WHERE {self._workspace_column} = ? AND {self._id_column} IN ({', '.join('?' * len(part))})",
                    (workspace, *part),
                )
                stored |= {tuple(row) for row in found}
        return stored

    def _key(self, row: Row) -> tuple[Any, ...]:
        return row[self._workspace_at], row[self._id_at]

    def _first_of_each(self, rows: Sequence[Row], keys: set[tuple[Any, ...]]) -> list[bool]:
        left = set(keys)
        new = []
        for row in rows:
            key = self._key(row)
            new.append(key in left)
            left.discard(key)
        return new


class Accumulate:
    """Adds rows to aggregates: one row a key, sums added, maxima kept, the rest replaced; in any order the same."""

    def __init__(
        self,
        table: str,
        *,
        key: Sequence[str],
        add: Sequence[str],
        maximum: Sequence[str] = (),
        replace: Sequence[str] = (),
    ) -> None:
        self.columns = (*key, *add, *maximum, *replace)
        names = ", ".join(self.columns)
        self._sqlite = (
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(self.columns))}) "
            f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {_assignments(table, add, maximum, replace, 'max')}"
        )
        self._postgres = (
            f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s) "
            f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {_assignments(table, add, maximum, replace, 'greatest')}"
        )

    def __call__(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Keys must not repeat within one call."""
        if not rows:
            return
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(self._postgres, (_as_json(self.columns, rows),))
        else:
            _driver(connection).executemany(self._sqlite, rows)


def _driver(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, inside the same transaction: a statement costs a tenth of one through the engine."""
    driver: Any = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - asked for only where the dialect is sqlite
    return driver


def _assignments(table: str, add: Sequence[str], maximum: Sequence[str], replace: Sequence[str], larger: str) -> str:
    return ", ".join(
        [f"{name} = {table}.{name} + excluded.{name}" for name in add]
        + [f"{name} = {larger}({table}.{name}, excluded.{name})" for name in maximum]
        + [f"{name} = excluded.{name}" for name in replace]
    )


def _as_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    return json.dumps(
        [{name: value for name, value in zip(columns, row, strict=True) if value is not None} for row in rows],
        default=_hexadecimal,
    )


def _hexadecimal(value: bytes) -> str:
    return "\\x" + value.hex()
