"""`agenthall doctor`: what is wrong with a database, without changing it; a server may run on it meanwhile.

What it looks at by itself: that every page (SQLite) or every row (PostgreSQL) can be read, that indexes agree with
their tables (SQLite), and the schema. On request: the chains of the audit log, and whether sums are what the rows add
up to; these catch what the database itself cannot, see recount.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, select, union
from sqlalchemy.exc import DatabaseError

from agenthall_server import audit, migrations, recount
from agenthall_server.api_keys import Workspace
from agenthall_server.database import is_damaged, open_for_reading, sqlite_file
from agenthall_server.migrations.schema import metadata
from agenthall_server.progress import Progress

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    ok: bool
    text: str


class _Unreadable(Exception):
    """It is damaged where it was looked at."""


def examine(url: str, progress: Progress, *, with_audit: bool, with_recount: bool) -> Iterator[Finding]:
    """Everything that was looked at, one by one; ends early where too much is damaged. Raises DatabaseUnreachable."""
    yield from _wal(url)
    with open_for_reading(url) as connection:
        try:
            with _told_where("the file"):
                yield from _sqlite(connection) if connection.dialect.name == "sqlite" else _postgres(connection)
            with _told_where("the schema"):
                yield from _schema(connection)
            known = migrations.current(connection) == migrations.HEAD
            if with_audit and known:
                with _told_where("the audit log"):
                    yield from _chains(connection)
            if with_recount and known:
                with _told_where("the rows"):
                    yield from _sums(connection, progress)
        except _Unreadable as error:
            yield Finding(ok=False, text=str(error))


@contextmanager
def _told_where(what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # is_damaged knows the errors of several libraries; all others go on
        if not is_damaged(error):
            raise
        said = error.orig if isinstance(error, DatabaseError) else error
        raise _Unreadable(f"{what} cannot be read: {said}") from error


def _wal(url: str) -> Iterator[Finding]:
    """SQLite leaves both files beside the database or none, also where its process was killed."""
    if url.startswith("sqlite:"):
        file = sqlite_file(url)
        if Path(f"{file}-shm").exists() and not Path(f"{file}-wal").exists():
            yield Finding(ok=False, text=f"{file.name}-wal is missing: it held writes that are not in {file.name}")


def _sqlite(connection: Connection) -> Iterator[Finding]:
    said = _said(connection, "integrity_check", _SHOWN)
    yield Finding(said == ["ok"], f"SQLite {sqlite3.sqlite_version}, integrity check: {'; '.join(said)}")
    if said != ["ok"]:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        broken = [table for table in sorted(tables) if _said(connection, "quick_check", table) != ["ok"]]
        yield Finding(ok=False, text=f"damaged tables: {', '.join(broken) or 'none, only indexes or free pages'}")


def _said(connection: Connection, check: str, of: str | int) -> list[str]:
    """What one of SQLite's checks says, a line a fault."""
    try:
        found = connection.exec_driver_sql(f"PRAGMA {check}({of!r})").scalars().all()
    except DatabaseError as error:
        if not is_damaged(error):
            raise
        return [str(error.orig)]
    return [" ".join(line.split()) for line in found]


def _postgres(connection: Connection) -> Iterator[Finding]:
    """Reads every value of every table in the server; whether indexes agree with them takes its own tools (amcheck)."""
    sums = connection.exec_driver_sql("SHOW data_checksums").scalar_one()
    version = connection.exec_driver_sql("SHOW server_version").scalar_one()
    warning = "" if sums == "on" else ": a changed bit goes unnoticed; pg_checksums --enable turns them on"
    yield Finding(ok=True, text=f"PostgreSQL {version}, data checksums {sums}{warning}")
    tables, rows = sorted(inspect(connection).get_table_names()), 0
    unreadable = 0
    for table in tables:
        try:
            with connection.begin_nested():
                statement = f"SELECT count(octet_length(t::text)) FROM {table} t"  # noqa: S608 - names of its own tables
                rows += connection.exec_driver_sql(statement).scalar_one()
        except DatabaseError as error:
            if not is_damaged(error):
                raise
            unreadable += 1
            yield Finding(ok=False, text=f"table {table} cannot be read: {error.orig}")
    if not unreadable:
        yield Finding(ok=True, text=f"every row can be read: {rows:,} in {len(tables)} tables")


def _schema(connection: Connection) -> Iterator[Finding]:
    revision, known = migrations.current(connection), migrations.HEAD
    yield Finding(revision == known, f"schema {revision}, this version of agenthall has {known}")
    if revision == known:
        looked = inspect(connection)
        there = {table: {column["name"] for column in looked.get_columns(table)} for table in looked.get_table_names()}
        for table in metadata.sorted_tables:
            missing = set(table.columns.keys()) - there.get(table.name, set())
            if missing:
                yield Finding(ok=False, text=f"table {table.name} has no {', '.join(sorted(missing))}")


def _chains(connection: Connection) -> Iterator[Finding]:
    every = union(select(audit.AuditHead.workspace_key), select(audit.AuditEvent.workspace_key).distinct())
    named = select(Workspace.workspace_key, Workspace.workspace)
    names = dict(connection.execute(named).tuples().all())
    for workspace_key in sorted(connection.execute(every).scalars()):
        broken = audit.first_break(connection, workspace_key)
        end = audit.head(connection, workspace_key)
        told = broken or f"{end.sequence} events, head {end.hash}"
        yield Finding(not broken, f"audit log of workspace {names.get(workspace_key, workspace_key)}: {told}")


def _sums(connection: Connection, progress: Progress) -> Iterator[Finding]:
    unreadable = recount.unreadable(connection)
    told = f"not what was written in {', '.join(unreadable)}" if unreadable else "can all be read"
    yield Finding(not unreadable, f"values: {told}")
    if unreadable:
        return
    progress.begin(recount.row_count(connection))
    for kind in recount.kinds(connection):
        verdict = recount.recount(connection, kind, progress.advance)
        told = f"all {verdict.sums:,} sums agree"
        if verdict.wrong:
            told = f"{verdict.wrong:,} of {verdict.sums:,} sums differ: {'; '.join(verdict.examples)}"
        yield Finding(not verdict.wrong, f"{verdict.rows:,} {verdict.what} recounted: {told}")
    changed, unindexed = recount.changed_manifests(connection), recount.unindexed(connection)
    told = f"changed: {', '.join(changed[:_SHOWN])}" if changed else "as they were published"
    yield Finding(not changed, f"manifests: {told}")
    yield Finding(not unindexed, f"full text: {'; '.join(unindexed) or 'one document a row'}")
