"""`agenthall doctor`: what is wrong with a database, without changing it; a server may run on it meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, union

from agenthall_server import audit, migrations
from agenthall_server.database import open_for_reading


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    ok: bool
    text: str


def examine(url: str, *, with_audit: bool) -> Iterator[Finding]:
    """Everything that was looked at, one by one. Raises DatabaseUnreachable."""
    with open_for_reading(url) as connection:
        yield from _file(connection)
        revision = migrations.current(connection)
        known = migrations.HEAD
        yield Finding(revision == known, f"schema {revision}, this version of agenthall has {known}")
        if with_audit and revision == known:
            yield from _chains(connection)


def _file(connection: Connection) -> Iterator[Finding]:
    """SQLite only: PostgreSQL looks after its own pages."""
    if connection.dialect.name == "sqlite":
        said = connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
        yield Finding(list(said) == ["ok"], f"SQLite {sqlite3.sqlite_version}, integrity check: {'; '.join(said)}")


def _chains(connection: Connection) -> Iterator[Finding]:
    every = union(select(audit.AuditHead.workspace_key), select(audit.AuditEvent.workspace_key).distinct())
    for workspace_key in sorted(connection.execute(every).scalars()):
        broken = audit.first_break(connection, workspace_key)
        end = audit.head(connection, workspace_key)
        told = broken or f"{end.sequence} events, head {end.hash}"
        yield Finding(not broken, f"audit log of workspace {workspace_key}: {told}")
