"""Writer slots: which of the servers that share a PostgreSQL database may write which rows of an aggregate.

A writing server leases the lowest of 16 slots that is free, for 3 seconds by the database's clock. Each of its
transactions first renews the lease, with one UPDATE of the slot's row. That statement
- fails where another server has taken the slot since, so that a process that was paused writes nothing more under it;
- numbers the transaction, so that the row tells whether it was committed when the connection is lost during COMMIT.

SQLite has one writing process, which holds slot 0 without a lease.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BigInteger, Connection, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database.columns import Base, Text
from agenthall_server.database.lock import DatabaseInUse

SLOTS: Final = 16
LEASE_SECONDS: Final = 3.0
_NAME: Final = "writer_slot"
_NOW: Final = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
_UNTIL: Final = f"{_NOW} + {round(LEASE_SECONDS * 1_000_000)}"


class WriterSlot(Base):
    """A slot and who has it. All rows are there from the first migration on."""

    __tablename__ = "writer_slots"

    slot: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    epoch: Mapped[int] = mapped_column(BigInteger)
    """Grows with every new owner."""
    owner: Mapped[str] = mapped_column(Text)
    expire_time: Mapped[int] = mapped_column(BigInteger)
    transaction_number: Mapped[int] = mapped_column(BigInteger)
    """Of the last transaction that was committed under it."""


class SlotLost(Exception):
    """Another server has the slot now; nothing was written."""


@dataclass(slots=True)
class Lease:
    """A slot that is ours as long as its epoch is."""

    slot: int
    epoch: int
    number: int

    def renew(self, connection: Connection) -> None:
        """Call it first in every transaction. Raises SlotLost."""
        self.number += 1
        renewed = connection.exec_driver_sql(_RENEW, (self.number, self.slot, self.epoch))
        if renewed.rowcount != 1:
            raise SlotLost
        connection.info[_NAME] = self.slot

    def was_committed(self, connection: Connection) -> bool | None:
        """Whether the transaction that was renewed last was committed; None where the slot has another owner.

        Waits until PostgreSQL itself knows, where it has not noticed yet that the connection was lost.
        """
        found = connection.exec_driver_sql(_NUMBER, (self.slot, self.epoch)).scalar()
        return None if found is None else found == self.number

    def release(self, connection: Connection) -> None:
        """Lets the next server have it at once."""
        connection.exec_driver_sql(_RELEASE, (self.slot, self.epoch))


_FREE = f"expire_time NOT BETWEEN {_NOW} AND {_UNTIL}"
"""A lease that ends later than any could was made before the database's clock was set back."""
LEASED: Final = text(f"SELECT count(*) FROM writer_slots WHERE NOT ({_FREE})")
"""How many servers write."""
FIRST: Final = text(f"SELECT owner FROM writer_slots WHERE NOT ({_FREE}) ORDER BY slot LIMIT 1")
"""Who has the lowest slot, and does what one server is enough for."""
_CLAIM = (
    f"UPDATE writer_slots SET epoch = epoch + 1, owner = %s, expire_time = {_UNTIL} WHERE slot = ("
    f"SELECT slot FROM writer_slots WHERE {_FREE} ORDER BY slot LIMIT 1 FOR UPDATE SKIP LOCKED"
    ") RETURNING slot, epoch, transaction_number"
)
_RENEW = f"UPDATE writer_slots SET transaction_number = %s, expire_time = {_UNTIL} WHERE slot = %s AND epoch = %s"
_NUMBER = "SELECT transaction_number FROM writer_slots WHERE slot = %s AND epoch = %s FOR UPDATE"
_RELEASE = "UPDATE writer_slots SET expire_time = 0 WHERE slot = %s AND epoch = %s"


def claim(connection: Connection) -> Lease | None:
    """A lease of the lowest free slot, committed; None on SQLite, which needs none. Raises DatabaseInUse."""
    if connection.dialect.name != "postgresql":
        return None
    with connection.begin():
        claimed = connection.exec_driver_sql(_CLAIM, (own_name(),)).one_or_none()
    if claimed is None:
        raise DatabaseInUse(f"{SLOTS} servers write this database already; stop one, or wait {LEASE_SECONDS:g} seconds")
    return Lease(*claimed)


def own_name() -> str:
    """What this process calls itself as an owner."""
    return f"{socket.gethostname()}:{os.getpid()}"


def free(connection: Connection) -> list[int]:
    """The slots that nobody has; on SQLite all but the first, which rows of a restored PostgreSQL database may name."""
    if connection.dialect.name != "postgresql":
        return list(range(1, SLOTS))
    return list(connection.exec_driver_sql(f"SELECT slot FROM writer_slots WHERE {_FREE}").scalars())


def slot_of(connection: Connection) -> int:
    """The slot under which this transaction writes."""
    slot: int = connection.info.get(_NAME, 0)
    return slot
