"""A hook that fails every statement on a tenant table that does not name its workspace.

A tenant table is one whose primary key begins with `workspace_key`. A statement on one must name `workspace_key` in its
WHERE clause, or, where it inserts, among its columns. It listens on SQLAlchemy's Engine class, so writers and readers
of every server in the process are watched; `ALLOWED` lists the exceptions with their reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from agenthall_server.api_keys import Workspace
from agenthall_server.migrations.schema import metadata

ALLOWED = (
    (
        re.compile(r"SELECT api_keys\.workspace_key.*WHERE api_keys\.secret_hash = "),
        "the credential decides the workspace, so it cannot be known before the key is found",
    ),
    (
        re.compile(r"DELETE FROM requests WHERE requests\.expire_time <= "),
        "expired answers of all workspaces go at once; nothing is read",
    ),
    (
        re.compile(
            r"SELECT streams\.workspace_key, streams\.topic, streams\.revision FROM streams WHERE streams\.topic IN"
        ),
        "whoever evaluates alert rules asks in which workspaces there is something to evaluate",
    ),
    (
        re.compile(
            r"SELECT notifications\.workspace_key, notifications\.channel_id FROM notifications "
            r"WHERE notifications\.due_time <= "
        ),
        "whoever delivers asks to which channels something is due",
    ),
    (
        re.compile(r"DELETE FROM audit_tallies WHERE audit_tallies\.writer_slot = "),
        "the tallies of all workspaces become events at once, each in the chain of its own workspace",
    ),
)

_TENANT_TABLES = frozenset(
    table.name
    for table in metadata.sorted_tables
    if next(iter(table.primary_key.columns)).name == "workspace_key" and table.name != Workspace.__tablename__
)
_NAMES = re.compile(r"\b(" + "|".join(sorted(_TENANT_TABLES)) + r")\b(?!\.)")


class ForgottenWorkspace(AssertionError):
    """A statement would read or write the rows of every workspace."""


def check(statement: str) -> None:
    """Raises ForgottenWorkspace."""
    flat = " ".join(statement.split())
    verb = flat.partition(" ")[0].upper()
    if verb not in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"} or not _NAMES.search(flat):
        return
    if any(pattern.search(flat) for pattern, _ in ALLOWED):
        return
    clause = flat if verb == "INSERT" else flat.partition(" WHERE ")[2]
    if "workspace_key" not in clause:
        raise ForgottenWorkspace(flat)


@contextmanager
def watched() -> Iterator[None]:
    """Fails a statement where it runs, and once more at the end, so that nobody can swallow the failure."""
    forgotten: list[str] = []

    def before(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        try:
            check(statement)
        except ForgottenWorkspace as error:
            forgotten.append(str(error))
            raise

    event.listen(Engine, "before_cursor_execute", before)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", before)
    assert not forgotten, forgotten
