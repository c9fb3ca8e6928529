"""The ceiling for storing rows: stdlib sqlite3, `executemany`, 1,000 rows a transaction, nothing else.

`python -m bench.raw_sqlite DATABASE SECONDS` prints {rows, seconds}. WAL, synchronous=FULL, the columns of our
executions table, a UUIDv7 primary key and an index on (agent, time). Making the rows is not timed, only
BEGIN, executemany, COMMIT.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from time import perf_counter
from typing import Any

from agenthall_server.clock import Clock
from agenthall_server.observability import wire_executions
from agenthall_server.observability.executions import Execution
from bench.samples import executions

_ROWS_A_TRANSACTION = 1000
_TYPES = {int: "INTEGER", float: "REAL", str: "TEXT"}


def create(connection: sqlite3.Connection, example: Execution) -> str:
    """Makes the table; returns the INSERT."""
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    columns = [f"{name} {_TYPES.get(type(value), '')}" for name, value in zip(example._fields, example, strict=True)]
    columns = [column + " PRIMARY KEY" if column.startswith("execution_id ") else column for column in columns]
    connection.execute(f"CREATE TABLE executions ({', '.join(columns)})")
    connection.execute("CREATE INDEX by_agent ON executions (agent_name, event_time)")
    return f"INSERT INTO executions VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - no value from outside


def measure(path: str, seconds: float) -> dict[str, Any]:
    """Inserts until that much time went into inserting."""
    clock, samples = Clock(), executions(_ROWS_A_TRANSACTION)
    connection = sqlite3.connect(path, isolation_level=None)
    insert, spent, rows = create(connection, _rows(samples[:1], clock)[0]), 0.0, 0
    while spent < seconds:
        batch = _rows(samples, clock)
        started = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert, batch)
        connection.execute("COMMIT")
        spent += perf_counter() - started
        rows += len(batch)
    connection.close()
    return {"rows": rows, "seconds": spent}


def _rows(samples: list[Any], clock: Clock) -> list[Execution]:
    rows = [wire_executions.row_of(sample, 1, clock.now_us(), clock.new_id, {}) for sample in samples]
    return [row for row in rows if row is not None]


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], float(sys.argv[2]))))
