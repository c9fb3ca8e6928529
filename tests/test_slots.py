"""Writer slots: one owner each, taken over when the lease is over, and what they know of a lost COMMIT."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, text

from agenthall_server.database import open_database, slot_of, slots
from agenthall_server.database.lock import DatabaseInUse
from agenthall_server.database.slots import Lease, SlotLost


@pytest.fixture
def connect(new_postgres: Callable[[], str]) -> Iterator[Callable[[], Connection]]:
    """Writing connections of several servers to one PostgreSQL database."""
    url = new_postgres()
    made: list[Connection] = []

    def new() -> Connection:
        made.append(open_database(url).connect_writer())
        return made[-1]

    yield new
    for connection in made:
        connection.close()


def claimed(connection: Connection) -> Lease:
    lease = slots.claim(connection)
    assert lease is not None
    return lease


def expire(connection: Connection, slot: int) -> None:
    """What three seconds without a renewal do."""
    with connection.begin():
        connection.execute(text("UPDATE writer_slots SET expire_time = 0 WHERE slot = :slot"), {"slot": slot})


def test_each_server_gets_the_lowest_free_slot(connect: Callable[[], Connection]) -> None:
    connection = connect()
    leases = [claimed(connect()) for _ in range(3)]
    assert [lease.slot for lease in leases] == [0, 1, 2]
    with connection.begin():
        leases[1].release(connection)
    assert claimed(connection).slot == 1


def test_the_seventeenth_server_is_refused(connect: Callable[[], Connection]) -> None:
    connection = connect()
    assert [claimed(connection).slot for _ in range(16)] == list(range(16))
    with pytest.raises(DatabaseInUse, match="16 servers write this database already"):
        slots.claim(connection)


def test_a_lease_that_is_over_goes_to_the_next_server_and_its_owner_writes_nothing_more(
    connect: Callable[[], Connection],
) -> None:
    paused, other = connect(), connect()
    lease = claimed(paused)
    with paused.begin():
        lease.renew(paused)
    expire(other, lease.slot)
    assert claimed(other).slot == lease.slot
    with pytest.raises(SlotLost), paused.begin():
        lease.renew(paused)


def test_a_renewed_lease_stays(connect: Callable[[], Connection]) -> None:
    connection, other = connect(), connect()
    lease = claimed(connection)
    expire(other, lease.slot)
    with connection.begin():
        lease.renew(connection)
        assert slot_of(connection) == lease.slot
    assert claimed(other).slot == lease.slot + 1


def test_a_slot_in_the_middle_of_a_transaction_is_passed_over(connect: Callable[[], Connection]) -> None:
    connection, other = connect(), connect()
    lease = claimed(connection)
    expire(other, lease.slot)
    with connection.begin():
        lease.renew(connection)
        assert claimed(other).slot == lease.slot + 1


def test_the_slot_knows_whether_the_last_transaction_was_committed(connect: Callable[[], Connection]) -> None:
    connection, other = connect(), connect()
    lease = claimed(connection)
    with connection.begin():
        lease.renew(connection)
    with other.begin():
        assert lease.was_committed(other) is True
    with connection.begin() as transaction:
        lease.renew(connection)
        transaction.rollback()
    with other.begin():
        assert lease.was_committed(other) is False
    expire(other, lease.slot)
    claimed(other)
    with connection.begin():
        assert lease.was_committed(connection) is None


def test_sqlite_needs_no_lease(writer: Connection) -> None:
    if writer.dialect.name == "sqlite":
        assert slots.claim(writer) is None
    assert slot_of(writer) == 0


def test_a_lease_from_before_the_clock_was_set_back_is_no_lease(connect: Callable[[], Connection]) -> None:
    connection = connect()
    claimed(connection)
    with connection.begin():
        connection.execute(text("UPDATE writer_slots SET expire_time = expire_time + 3600000000 WHERE slot = 0"))
    assert claimed(connection).slot == 0
