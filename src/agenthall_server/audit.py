"""What people would ask about later: who published, installed, made a key, or was refused.

An event is written in the transaction of the change that it tells of: no change without its event, no event without
its change. The events of a workspace are a chain: each one's hash covers the one before, and the chain's head stands in
a table of its own, so that an event that was changed, removed, inserted or moved is found by `first_break`. Whoever may
write the whole database can forge a whole new chain: keep a head elsewhere to notice that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, insert, select, text, type_coerce, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text as RawText

from agenthall_server.clock import Clock
from agenthall_server.database import Base, Json, Text
from agenthall_server.database.columns import dump_json
from agenthall_server.scope import Scope

ALLOWED, DENIED = "AUDIT_OUTCOME_ALLOWED", "AUDIT_OUTCOME_DENIED"
NO_HASH = "0" * 64
"""What the first event has in place of the hash of the one before."""


class AuditEvent(Base):
    """One event."""

    __tablename__ = "audit_events"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_time: Mapped[int] = mapped_column(BigInteger)
    principal: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    resource: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    previous_hash: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)


class AuditHead(Base):
    """The last event of a workspace's chain."""

    __tablename__ = "audit_heads"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(Text)


_advance = text(
    "INSERT INTO audit_heads (workspace_key, sequence, hash) VALUES (:workspace_key, 1, :no_hash) "
    "ON CONFLICT (workspace_key) DO UPDATE SET sequence = audit_heads.sequence + 1 RETURNING sequence, hash"
)
_COLUMNS = tuple(AuditEvent.__table__.columns.keys())


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends."""

    sequence: int = 0
    hash: str = NO_HASH


def record(scope: Scope, connection: Connection, clock: Clock, action: str, resource: str, **details: Any) -> None:
    """Writes that it was done; `action` is the permission of the method; `details` are small and hold no secrets."""
    _append(scope, connection, clock, action, resource, ALLOWED, details)


def record_denial(scope: Scope, connection: Connection, clock: Clock, action: str, **details: Any) -> None:
    """Writes that it was refused."""
    _append(scope, connection, clock, action, "", DENIED, details)


def _append(
    scope: Scope,
    connection: Connection,
    clock: Clock,
    action: str,
    resource: str,
    outcome: str,
    details: dict[str, Any],
) -> None:
    own = {"workspace_key": scope.workspace_key, "no_hash": NO_HASH}
    sequence, previous_hash = connection.execute(_advance, own).one()  # holds the head's row until the commit
    values = (scope.workspace_key, sequence, clock.now_us(), scope.principal, action, resource, outcome)
    digest = _digest((*values, dump_json(details), previous_hash))
    connection.execute(
        insert(AuditEvent).values(dict(zip(_COLUMNS, (*values, details, previous_hash, digest), strict=True)))
    )
    own_head = AuditHead.workspace_key == scope.workspace_key
    connection.execute(update(AuditHead).where(own_head).values(hash=digest))


def head(connection: Connection, workspace_key: int) -> Head:
    """Where the workspace's chain ends."""
    statement = select(AuditHead.sequence, AuditHead.hash).where(AuditHead.workspace_key == workspace_key)
    found = connection.execute(statement).one_or_none()
    return Head(*found) if found else Head()


def first_break(connection: Connection, workspace_key: int) -> str:
    """What is wrong with the chain of the workspace, at its first wrong place; empty where it holds."""
    columns = [type_coerce(column, RawText) if column.key == "details" else column for column in AuditEvent.__table__.c]
    statement = select(*columns).where(AuditEvent.workspace_key == workspace_key).order_by(AuditEvent.sequence)
    end = head(connection, workspace_key)
    with connection.execute(statement, execution_options={"yield_per": 1000}) as rows:
        return _first_break((tuple(row) for row in rows), end)


def _first_break(events: Iterable[tuple[Any, ...]], end: Head) -> str:
    before = Head()
    for *values, previous_hash, digest in events:
        sequence = values[1]
        if sequence != before.sequence + 1:
            return f"event {before.sequence + 1} is missing"
        if previous_hash != before.hash:
            return f"event {sequence} does not follow the one before"
        if digest != _digest((*values, previous_hash)):
            return f"event {sequence} was changed"
        before = Head(sequence, digest)
    return "" if before == end else f"the chain ends with event {before.sequence}, its head is event {end.sequence}"


def _digest(values: tuple[Any, ...]) -> str:
    """Of all columns of an event before the hash, details as their text."""
    return hashlib.sha256(dump_json(values).encode()).hexdigest()
