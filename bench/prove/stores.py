"""Empty stores for proofs, on either database, and a look into them that does not go through the server."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from tests.postgres import PostgresServer, postgres_server

from bench.processes import run_to_end
from bench.stored import query


@dataclass(frozen=True, slots=True)
class Store:
    """A database that a server may serve. `folder` is for its log; `postgres` is what serves the database itself."""

    kind: str
    url: str
    folder: Path
    postgres: PostgresServer | None = None

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of one statement, written in the SQL that both databases share."""
        if self.kind == "sqlite":
            return query(self._path, sql)
        with psycopg.connect(self.url) as connection:
            return connection.execute(sql.encode()).fetchall()

    def damage(self) -> str:
        """What SQLite's own check finds; empty where all is well, and for PostgreSQL, which we do not kill."""
        if self.kind != "sqlite":
            return ""
        found = [row[0] for row in query(self._path, "PRAGMA integrity_check")]
        return "" if found == ["ok"] else "; ".join(found)

    def lock_held(self) -> str:
        """Who keeps a writer out while nobody writes; empty where nobody does. Changes nothing."""
        return self._sqlite_lock() if self.kind == "sqlite" else self._postgres_locks()

    @property
    def _path(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///"))

    def _sqlite_lock(self) -> str:
        with closing(sqlite3.connect(self._path, isolation_level=None, timeout=1)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                return str(error)
            connection.execute("ROLLBACK")
        return ""

    def _postgres_locks(self) -> str:
        """Transactions left open."""
        found = self.query(
            "SELECT pid, state FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND xact_start IS NOT NULL"
        )
        return "; ".join(f"process {pid} is {state}" for pid, state in found)


@contextmanager
def empty_store(kind: str) -> Iterator[Store]:
    """A store with the schema in it, gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        if kind == "sqlite":
            yield Store(kind, f"sqlite:///{name}/hall.db", Path(name))
            return
        with postgres_server() as postgres:
            run_to_end("agenthall_server", "migrate", timeout=60, AGENTHALL_DATABASE=postgres.url)
            yield Store(kind, postgres.url, Path(name), postgres)
