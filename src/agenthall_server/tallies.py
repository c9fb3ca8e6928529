"""Recordings on their way into the audit log: counted in the transaction of what they count, an event every 5 seconds.

An event for each recorded execution would cost as much as the execution. So a group commit adds what it recorded to
the caller's tally, by one statement for all callers of the group: how many, and a digest of their ids. Every 5 seconds
each tally becomes an event in the caller's chain, and goes. Both happen in transactions, so nothing is recorded without
being in a tally or in an event; what a killed server left as a tally becomes an event when the next one starts, or
when another one on the same database makes its own.

The digest of one commit is the SHA-256 of the ids that it recorded for the caller, in their order, with NUL between
them; that of a tally with several commits is the SHA-256 of the digest before, as hexadecimal text, followed by that of
the commit. What was stored before, and what was refused, is not counted: it changed nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import BigInteger, Connection, Integer, delete, select, tuple_
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Accumulate, Base, Text, slot_of, slots
from agenthall_server.errors import AgenthallError
from agenthall_server.scope import Scope

_log = structlog.get_logger(__name__)
_INTERVAL_SECONDS = 5.0
SLICE = 100
"""Tallies that are sealed in one transaction."""

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class AuditTally(Base):
    """What one caller recorded since its last event. `action` is the permission of the method."""

    __tablename__ = "audit_tallies"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    principal: Mapped[str] = mapped_column(Text, primary_key=True)
    action: Mapped[str] = mapped_column(Text, primary_key=True)
    writer_slot: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    record_count: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(Text)


_KEY = (AuditTally.workspace_key, AuditTally.principal, AuditTally.action, AuditTally.writer_slot)
_add = Accumulate(
    AuditTally.__tablename__,
    key=("workspace_key", "principal", "action", "writer_slot"),
    add=("record_count",),
    chained=("digest",),
)


class Tally(Generic[Item, Outcome]):
    """Counts what a kind of merged write recorded; it runs in the transaction of the write."""

    def __init__(self, action: str, id_of: Callable[[Item], str], is_repeat: Callable[[Outcome], bool]) -> None:
        """`is_repeat`: whether the outcome says that the item was stored before."""
        self._action = action
        self._id_of = id_of
        self._is_repeat = is_repeat

    def __call__(
        self, connection: Connection, parts: Iterable[tuple[Scope, Sequence[Item], Sequence[Outcome | Exception]]]
    ) -> None:
        """`parts`: what each caller of the group wrote."""
        ids: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for scope, items, outcomes in parts:
            ids[scope.workspace_key, scope.principal] += [
                self._id_of(item)
                for item, outcome in zip(items, outcomes, strict=True)
                if not isinstance(outcome, Exception) and not self._is_repeat(outcome)
            ]
        found = sorted((caller, recorded) for caller, recorded in ids.items() if recorded)
        slot = slot_of(connection)
        _add(
            connection,
            [(*caller, self._action, slot, len(recorded), digest_of(recorded)) for caller, recorded in found],
        )


def digest_of(ids: Iterable[str]) -> str:
    """The digest of what one commit recorded."""
    return hashlib.sha256("\0".join(ids).encode()).hexdigest()


def seal(connection: Connection, clock: Clock) -> int:
    """Turns tallies of this writer, and of those that are gone, into events, at most 100; how many there were."""
    ready = (slot_of(connection), *slots.free(connection))
    some = select(*_KEY).where(AuditTally.writer_slot.in_(ready)).order_by(*_KEY).limit(SLICE)
    taken = delete(AuditTally).where(tuple_(*_KEY).in_(some))
    found = connection.execute(taken.returning(*AuditTally.__table__.columns)).all()
    for tally in sorted(found):
        scope = Scope(tally.workspace_key, tally.principal)
        details: dict[str, Any] = {"records": tally.record_count, "digest": tally.digest}
        audit.record(scope, connection, clock, tally.action, "", **details)
    return len(found)


class Sealer:
    """Seals the tallies of a running server."""

    def __init__(self, committer: Committer, clock: Clock) -> None:
        self._committer = committer
        self._clock = clock
        self._sealed = -1  # not yet: a server that was killed may have left tallies

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            await self.write()
            await asyncio.sleep(_INTERVAL_SECONDS)

    async def write(self) -> None:
        """Seals what there is, where anything was written since the last time."""
        written = self._committer.statistics.items
        if written == self._sealed:
            return
        try:
            while await self._committer.single(lambda connection: seal(connection, self._clock), size=0) == SLICE:
                pass  # a transaction a slice, so that nobody waits long behind it
        except (AgenthallError, SQLAlchemyError) as error:  # it has alarms of its own; the tallies stay
            _log.warning("recordings are not in the audit log yet", error=type(error).__name__)
        else:
            self._sealed = written + 1  # with its own write; what came meanwhile is looked at the next time
