"""The statements of the hot path: many rows at once, compiled once, no ORM.

Rows are tuples in the order of `columns`; values are int, float, str or None, already in their stored form. SQLite
takes up to 1,000 rows a statement: executemany would let go of Python's lock once a row, and with a busy event loop
wait for it as often (measured: 2 to 5 times slower; even statements of 64 rows are a fifth slower). PostgreSQL takes
one JSON parameter through json_populate_recordset, which costs one round trip and lets the table's own column types do
the conversion.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

Row = tuple[Any, ...]
_LARGEST_INTEGER = 2**63 - 1
_POSTGRES_SHA256 = "encode(sha256(convert_to({}, 'UTF8')), 'hex')"  # SQLite has none; see engine.py
_KEYS_A_STATEMENT = (1, 2, 5, 10, 20, 50, 100, 200, 500, 900)
"""The next larger one is taken, and filled with the last key again."""
_ROWS_A_STATEMENT = (1000, 500, 200, 100, 50, 25)
"""And whatever is left in one more. Few sizes, since each is prepared once and kept: one of 1,000 rows takes a megabyte
or more, all from 1 to 99 of a wide table would take 15. Round ones, as batches are. The columns of the widest table
times 1,000 are below SQLite's 32,766 parameters."""


class InsertNew:
    """Inserts the rows whose key is not taken, and says which those were.

    Of rows with equal keys inside one call only the first is new.
    """

    def __init__(self, table: str, *, columns: Sequence[str], key: Sequence[str]) -> None:
        """`key` is the primary key; many rows of one call differ in its last column."""
        self._key_columns = tuple(key)
        self._key = itemgetter(*(columns.index(name) for name in key))
        names = ", ".join(columns)
        self._columns = tuple(columns)
        self._select = f"SELECT {names} FROM {table} WHERE "
        unless = f"ON CONFLICT ({', '.join(key)}) DO NOTHING"  # a clash on anything else is an error, not a repeat
        self._sqlite = _ManyRows(f"INSERT INTO {table} ({names})", len(columns), unless)
        self._postgres = (
            f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s) "
            f"{unless} RETURNING {', '.join(key)}"
        )

    def __call__(self, connection: Connection, rows: Sequence[Row]) -> list[bool]:
        """For each row, whether it was inserted."""
        if not rows:
            return []
        if connection.dialect.name == "postgresql":
            found = connection.exec_driver_sql(self._postgres, (_as_json(self._columns, rows),))
            return self._first_of_each(rows, {tuple(row) for row in found})
        driver = _driver(connection)
        driver.execute("SAVEPOINT insert_new")
        all_new = self._sqlite.execute(driver, rows) == len(rows)
        if not all_new:
            driver.execute("ROLLBACK TO insert_new")
        driver.execute("RELEASE insert_new")
        return [True] * len(rows) if all_new else self._insert_missing(connection, rows)

    def stored(self, connection: Connection, keys: Iterable[Row]) -> dict[Row, Row]:
        """The stored rows under these keys, in the order of `columns`.

        One IN over the last column for each beginning of a key: an IN over pairs would scan the table on SQLite.
        """
        ends: dict[Row, list[Any]] = {}
        for key in set(keys):
            ends.setdefault(key[:-1], []).append(key[-1])
        found: dict[Row, Row] = {}
        for beginning, last in ends.items():
            for start in range(0, len(last), _KEYS_A_STATEMENT[-1]):
                part = last[start : start + _KEYS_A_STATEMENT[-1]]
                size = next(size for size in _KEYS_A_STATEMENT if size >= len(part))
                part += part[-1:] * (size - len(part))
                rows = connection.exec_driver_sql(self._lookup(connection, size), (*beginning, *part))
                found |= {self._key(row): tuple(row) for row in rows}
        return found

    def _lookup(self, connection: Connection, count: int) -> str:
        mark = "%s" if connection.dialect.name == "postgresql" else "?"
        *beginning, last = self._key_columns
        equal = "".join(f"{name} = {mark} AND " for name in beginning)
        return f"{self._select}{equal}{last} IN ({', '.join([mark] * count)})"

    def _insert_missing(self, connection: Connection, rows: Sequence[Row]) -> list[bool]:
        keys = {self._key(row) for row in rows}
        new = self._first_of_each(rows, keys - self.stored(connection, keys).keys())
        missing = [row for row, is_new in zip(rows, new, strict=True) if is_new]
        self._sqlite.execute(_driver(connection), missing)
        return new

    def _first_of_each(self, rows: Sequence[Row], keys: set[Row]) -> list[bool]:
        left = set(keys)
        new = []
        for row in rows:
            key = self._key(row)
            new.append(key in left)
            left.discard(key)
        return new


class Append:
    """Inserts rows whose keys are new."""

    def __init__(self, table: str, *, columns: Sequence[str]) -> None:
        names = ", ".join(columns)
        self._columns = tuple(columns)
        self._sqlite = _ManyRows(f"INSERT INTO {table} ({names})", len(columns), "")
        self._postgres = f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s)"

    def __call__(self, connection: Connection, rows: Sequence[Row]) -> None:
        if not rows:
            return
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(self._postgres, (_as_json(self._columns, rows),))
        else:
            self._sqlite.execute(_driver(connection), rows)


class AppendNumbered:
    """Inserts a row whose number is the greatest of its key and so many more; the first one is 0 and so many more.

    The caller holds a lock that every writer of the key takes, or two of them would find the same number.
    """

    def __init__(self, table: str, *, key: str, number: str, columns: Sequence[str]) -> None:
        self._sqlite = (
            f"INSERT INTO {table} ({key}, {number}, {', '.join(columns)}) "
            f"SELECT ?, coalesce(max({number}), 0) + ?{', ?' * len(columns)} FROM {table} WHERE {key} = ?"
        )
        self._postgres = self._sqlite.replace("?", "%s")

    def __call__(self, connection: Connection, key: int, count: int, values: Row) -> None:
        parameters = (key, count, *values, key)
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(self._postgres, parameters)
        else:
            _driver(connection).execute(self._sqlite, parameters)


class Find:
    """Reads rows by many whole keys of any number of columns, each by a look at the primary key."""

    def __init__(self, table: str, *, key: Sequence[str], columns: Sequence[str]) -> None:
        names = ", ".join(f"t.{name}" for name in (*key, *columns))
        equal = " AND ".join(f"t.{name} = k.value ->> {number}" for number, name in enumerate(key))
        self._key = tuple(key)
        self._sqlite = f"SELECT {names} FROM json_each(?) k CROSS JOIN {table} t ON {equal}"  # CROSS: in this order
        same = " AND ".join(f"t.{name} = k.{name}" for name in key)
        self._postgres = f"SELECT {names} FROM json_populate_recordset(NULL::{table}, %s) k, {table} t WHERE {same}"

    def __call__(self, connection: Connection, keys: Collection[Row]) -> dict[Row, Row]:
        """The columns of the rows that there are, by key."""
        if connection.dialect.name == "postgresql":
            found: Any = connection.exec_driver_sql(self._postgres, (_as_json(self._key, list(keys)),))
        else:
            found = _driver(connection).execute(self._sqlite, (json.dumps(list(keys)),))
        width = len(self._key)
        return {tuple(row[:width]): tuple(row[width:]) for row in found}


class Accumulate:
    """Adds rows to aggregates: one row a key, sums added, minima and maxima kept, in any order the same; digests
    chained; and values replaced by what the caller made of the stored ones.

    What is added is not negative. A sum of integers that would pass 2^63 - 1 ends there: an error instead would refuse
    every later record that belongs to it.
    """

    def __init__(
        self,
        table: str,
        *,
        key: Sequence[str],
        add: Sequence[str],
        minimum: Sequence[str] = (),
        maximum: Sequence[str] = (),
        floating: Collection[str] = (),
        chained: Sequence[str] = (),
        replaced: Sequence[str] = (),
    ) -> None:
        """`floating`: those of `add` that are floats. `chained`: hexadecimal SHA-256 digests; the stored one becomes
        that of itself followed by the new one. Rows hold key, add, minimum, maximum, chained, replaced in this order.
        """
        self.columns = (*key, *add, *minimum, *maximum, *chained, *replaced)
        names = ", ".join(self.columns)
        changes = [_sum(table, name) if name in floating else _bounded_sum(table, name) for name in add]
        changes += [_extreme(table, name, "<") for name in minimum]
        changes += [_extreme(table, name, ">") for name in maximum]
        changes += [f"{name} = excluded.{name}" for name in replaced]
        conflict = f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET "
        sqlite = conflict + ", ".join(changes + [_chained(table, name, "sha256_hex({})") for name in chained])
        postgres = conflict + ", ".join(changes + [_chained(table, name, _POSTGRES_SHA256) for name in chained])
        self._sqlite = _ManyRows(f"INSERT INTO {table} ({names})", len(self.columns), sqlite)
        self._postgres = (
            f"INSERT INTO {table} ({names}) SELECT {names} FROM json_populate_recordset(NULL::{table}, %s) {postgres}"
        )

    def __call__(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Keys must not repeat within one call."""
        if not rows:
            return
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(self._postgres, (_as_json(self.columns, rows),))
        else:
            self._sqlite.execute(_driver(connection), rows)


class Increment:
    """Adds to one counter and returns the sum; the counter begins at 0. Its row stays locked until the commit."""

    def __init__(self, table: str, *, key: Sequence[str], column: str) -> None:
        names = ", ".join((*key, column))
        statement = (
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * (len(key) + 1))}) ON CONFLICT ({', '.join(key)}) "
            f"DO UPDATE SET {column} = {table}.{column} + excluded.{column} RETURNING {column}"
        )
        self._sqlite = statement
        self._postgres = statement.replace("?", "%s")

    def __call__(self, connection: Connection, key: Row, count: int) -> int:
        """The counter's new value."""
        if connection.dialect.name == "postgresql":
            found = connection.exec_driver_sql(self._postgres, (*key, count)).one()
        else:
            found = _driver(connection).execute(self._sqlite, (*key, count)).fetchall()[0]
        value: int = found[0]
        return value


class _ManyRows:
    """An INSERT for SQLite that takes many rows a statement."""

    def __init__(self, head: str, width: int, tail: str) -> None:
        self._head = head
        self._row = f"({', '.join('?' * width)})"
        self._tail = tail
        self._texts: dict[int, str] = {}

    def execute(self, driver: sqlite3.Connection, rows: Sequence[Row]) -> int:
        """Inserts all rows; returns how many rows changed."""
        changed = start = 0
        while start < len(rows):
            left = len(rows) - start
            count = next((size for size in _ROWS_A_STATEMENT if size <= left), left)
            values = list(chain.from_iterable(rows[start : start + count]))
            changed += driver.execute(self._text(count), values).rowcount
            start += count
        return changed

    def _text(self, count: int) -> str:
        text = self._texts.get(count)
        if text is None:
            text = self._texts[count] = f"{self._head} VALUES {', '.join([self._row] * count)} {self._tail}"
        return text


def _driver(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, inside the same transaction: a statement costs a tenth of one through the engine."""
    driver: Any = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - asked for only where the dialect is sqlite
    return driver


def _sum(table: str, name: str) -> str:
    return f"{name} = {table}.{name} + excluded.{name}"


def _bounded_sum(table: str, name: str) -> str:
    full = f"{table}.{name} > {_LARGEST_INTEGER} - excluded.{name}"
    return f"{name} = CASE WHEN {full} THEN {_LARGEST_INTEGER} ELSE {table}.{name} + excluded.{name} END"


def _extreme(table: str, name: str, beyond: str) -> str:
    return f"{name} = CASE WHEN {table}.{name} {beyond} excluded.{name} THEN {table}.{name} ELSE excluded.{name} END"


def _chained(table: str, name: str, function: str) -> str:
    return f"{name} = {function.format(f'{table}.{name} || excluded.{name}')}"


def _as_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    return json.dumps(
        [{name: value for name, value in zip(columns, row, strict=True) if value is not None} for row in rows],
        default=_hexadecimal,
    )


def _hexadecimal(value: bytes) -> str:
    return "\\x" + value.hex()
