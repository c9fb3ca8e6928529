"""What people would ask about later: who published, installed, or made a key.

An event is written in the transaction of the change that it tells of: no change without its event, no event without
its change.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, insert
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.clock import Clock
from agenthall_server.database import Base, Json, Text
from agenthall_server.scope import Scope


class AuditEvent(Base):
    """One change that a person made."""

    __tablename__ = "audit_events"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    event_key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    event_time: Mapped[int] = mapped_column(BigInteger)
    principal: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    resource: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any]] = mapped_column(Json)


def record(scope: Scope, connection: Connection, clock: Clock, action: str, resource: str, **details: Any) -> None:
    """Writes the event; `action` is the permission of the method, `details` are small JSON values, never secrets."""
    connection.execute(
        insert(AuditEvent).values(
            workspace_key=scope.workspace_key,
            event_key=clock.new_key(),
            event_time=clock.now_us(),
            principal=scope.principal,
            action=action,
            resource=resource,
            details=details,
        )
    )
