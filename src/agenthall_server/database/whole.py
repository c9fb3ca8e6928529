"""Whole tables: counted, read in the order of their keys, emptied and filled, for backups.

Rows are lists in the order of the table's columns, with values that JSON can hold and that are the same for both
databases: truth values, and base64 for bytes. Names of tables and columns come from our own metadata.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Float, Integer, LargeBinary, Table, TypeDecorator
from sqlalchemy.types import TypeEngine

Row = list[Any]
_Changes = dict[int, Callable[[Any], Any]]


def count(connection: Connection, name: str) -> int:
    """The rows of a table or a full-text index."""
    found: int = connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
    return found


def read(connection: Connection, table: Table, size: int) -> Iterator[list[Row]]:
    """All rows in the order of the primary key, in lists of `size`."""
    names, key = _quoted(table.columns.keys()), _quoted(table.primary_key.columns.keys())
    changes = _changes(table, {Boolean: bool, LargeBinary: _base64})
    streamed = connection.execution_options(yield_per=size)
    with streamed.exec_driver_sql(f"SELECT {names} FROM {table.name} ORDER BY {key}") as result:
        for rows in result.partitions():
            yield [_changed(row, changes) for row in rows]


def has_foreign_types(connection: Connection, table: Table) -> bool:
    """True where SQLite, which asks for no type, holds a value of a type that is never stored in its column."""
    if connection.dialect.name != "sqlite":
        return False
    wrong = " OR ".join(f"typeof({column.name}) NOT IN ('null', '{_stored_type(column)}')" for column in table.columns)
    return connection.exec_driver_sql(f"SELECT 1 FROM {table.name} WHERE {wrong} LIMIT 1").first() is not None


def _stored_type(column: Column[Any]) -> str:
    kinds = {(Integer, Boolean): "integer", (Float,): "real", (LargeBinary,): "blob"}
    return next((name for types, name in kinds.items() if isinstance(_kind(column), types)), "text")


def _kind(column: Column[Any]) -> TypeEngine[Any]:
    """What the database stores."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def empty(connection: Connection, names: Iterable[str]) -> None:
    """Deletes all rows of these tables."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"TRUNCATE {', '.join(names)}")
        return
    for name in names:
        connection.exec_driver_sql(f"DELETE FROM {name}")


def fill(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Inserts rows into an empty table."""
    changes = _changes(table, {LargeBinary: base64.b64decode})
    given = (_changed(row, changes) for row in rows) if changes else rows
    names = _quoted(table.columns.keys())
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        driver.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", given)
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in given:
            copy.write_row(row)
    if table.autoincrement_column is not None:
        _count_on(connection, table.name, table.autoincrement_column.name)


def _count_on(connection: Connection, table: str, column: str) -> None:
    """PostgreSQL's counter goes on after the largest number."""
    largest = f"(SELECT coalesce(max({column}), 0) + 1 FROM {table})"
    connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), {largest}, false)")


def _changes(table: Table, by_type: dict[type, Callable[[Any], Any]]) -> _Changes:
    """What is to be done to which columns, by their numbers."""
    return {
        number: change
        for number, column in enumerate(table.columns)
        for kind, change in by_type.items()
        if isinstance(_kind(column), kind)
    }


def _changed(row: Sequence[Any], changes: _Changes) -> Row:
    values = list(row)
    for number, change in changes.items():
        if values[number] is not None:
            values[number] = change(values[number])
    return values


def _quoted(names: Iterable[str]) -> str:
    """Some columns are called what SQL calls something else, such as `window`."""
    return ", ".join(f'"{name}"' for name in names)


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
