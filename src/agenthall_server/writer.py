"""The writer thread: runs one group of writes after the other, each group in one transaction.

It owns the writing connection. A group that was handed over is always answered, whatever happens to it:
- it commits: each write gets its result;
- one write of it fails: every write runs again in a transaction of its own, so that the error reaches its caller alone;
- it lost against another server (a deadlock, the same new key): it runs again, and sees what the other one wrote;
- the database went away before COMMIT: the group runs again on a new connection, on PostgreSQL until the outage has
  lasted 10 seconds, so that a restart costs time and no error;
- the database went away during COMMIT: on PostgreSQL the writer's slot tells afterwards whether the group was
  committed (slots.py); on SQLite nobody knows, so it is not run again.

Everything here but `hand_over`, `stop` and `is_alive` runs on the thread.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from operator import attrgetter
from time import monotonic, perf_counter, sleep
from typing import Any

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from agenthall_server.database import Database, is_conflict, is_full, is_unavailable, slots, take_turn
from agenthall_server.database.lock import DatabaseInUse
from agenthall_server.database.slots import LEASE_SECONDS, Lease, SlotLost
from agenthall_server.errors import AgenthallError, DatabaseUnavailable
from agenthall_server.writes import MergedWrite, Write, apply_merged, apply_single

_log = structlog.get_logger(__name__)
_STOP = object()
_GROUP_COST = 4096
_MOST_LOST = 5
_LONGEST_PAUSE_SECONDS = 0.1
RENEW_SECONDS = LEASE_SECONDS / 3


@dataclass(slots=True)
class WriterStatistics:
    """What the thread did since it started; read by /metrics."""

    commits: int = 0
    items: int = 0
    seconds: float = 0.0
    failures: int = 0
    storage_full: bool = False  # whether a write found no room, and none was stored since


class WriterThread:
    """Takes lists of writes and answers each with `done(writes, results)`, called on the thread."""

    def __init__(
        self, database: Database, done: Callable[[list[Write], list[Any]], None], renew_seconds: float
    ) -> None:
        self._database = database
        self._renew_seconds = renew_seconds
        self._done = done
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._connection: Connection | None = None
        self._lease: Lease | None = None
        self._gone_since: float | None = None
        self.statistics = WriterStatistics()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def start(self) -> None:
        """Opens the writing connection, so that a database that cannot be written fails here, and starts."""
        try:
            self._connected()
        except DatabaseInUse as error:
            self._drop_connection(error)
            raise
        self._thread.start()

    def hand_over(self, writes: list[Write]) -> None:
        """Queues them; lists that wait are committed together."""
        self._queue.put(writes)

    def stop(self) -> None:
        """Commits what was handed over, ends the thread and closes the connection. Blocks."""
        self._queue.put(_STOP)
        self._thread.join()

    def _run(self) -> None:
        stopping = False
        while not stopping:
            group, stopping = self._next_group()
            if group:
                self._done(group, self._results(group))
        self._end()

    def _next(self) -> Any:
        """What was handed over next; the slot is renewed while nothing is."""
        while True:
            try:
                return self._queue.get(timeout=None if self._lease is None else self._renew_seconds)
            except queue.Empty:
                self._renew()

    def _next_group(self) -> tuple[list[Write], bool]:
        group: list[Write] = []
        cost = 0
        writes = self._next()
        while writes is not _STOP:
            group += writes
            cost += sum(write.cost for write in writes)
            if cost >= _GROUP_COST:
                return group, False
            try:
                writes = self._queue.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _results(self, group: list[Write]) -> list[Any]:
        started = perf_counter()
        try:
            return self._committed(group)
        except Exception as error:  # noqa: BLE001 - a mistake of this file; the thread must outlive it
            self.statistics.failures += 1
            self._drop_connection(error)
            return [error] * len(group)
        finally:
            self.statistics.seconds += perf_counter() - started

    def _committed(self, group: list[Write]) -> list[Any]:
        """A result for each write of the group, once all is known of them."""
        lost = 0
        while True:
            try:
                return self._transact(group)
            except _OutcomeUnknown as unknown:
                committed = self._was_committed(unknown)
                if committed is None:
                    return self._unanswered(group)
                if committed:
                    return unknown.results
            except Exception as error:  # noqa: BLE001 - the database is gone, or it belongs to one caller
                if _is_gone(error):
                    if not self._rides_out(error):
                        return self._unanswered(group)
                elif is_conflict(error) and lost < _MOST_LOST:
                    lost += 1
                elif len(group) > 1:
                    return [self._committed([one])[0] for one in group]
                else:
                    return self._failed(error)

    def _transact(self, group: list[Write]) -> list[Any]:
        """All writes of the group in one transaction; a result for each."""
        by_kind: dict[MergedWrite[Any, Any], list[Write]] = {}
        results: dict[Write, Any] = {}
        committing = False
        try:
            with self._begun(takes_turn=any(write.looks_first for write in group)) as connection:
                for write in group:
                    if write.merged is None:
                        results[write] = apply_single(connection, write)
                    else:
                        by_kind.setdefault(write.merged, []).append(write)
                for kind in sorted(by_kind, key=_name):  # in one order, or two servers wait for each other
                    apply_merged(connection, kind, by_kind[kind], results)
                committing = True
        except Exception as error:  # is_unavailable knows the errors of several libraries; all others go on
            if committing and is_unavailable(error):
                raise _OutcomeUnknown([results[write] for write in group]) from error
            raise
        answers = [results[write] for write in group]
        self._note_back()
        if self.statistics.storage_full and any(map(_stored, group, answers)):
            self.statistics.storage_full = False
        self.statistics.commits += 1
        self.statistics.items += sum(write.count for write in group)
        return answers

    @contextmanager
    def _begun(self, *, takes_turn: bool) -> Iterator[Connection]:
        """The writing connection in a transaction that is committed at the end."""
        connection = self._connected()
        with connection.begin():
            if self._lease is not None:
                self._lease.renew(connection)
            if takes_turn:
                take_turn(connection)
            yield connection

    def _connected(self) -> Connection:
        """The writing connection, with a lease of a slot where slots are leased."""
        if self._connection is None or self._connection.closed:
            self._connection = self._database.connect_writer()
        if self._lease is None:
            self._lease = slots.claim(self._connection)
        return self._connection

    def _rides_out(self, error: Exception) -> bool:
        """Waits a little before the next try; False where the database has been gone for too long."""
        now = monotonic()
        self._drop_connection(error)
        if self._gone_since is None:
            _log.warning("database went away", error=type(error).__name__)
            self._gone_since = now  # and once more at once: most connections are lost by themselves
            return True
        gone = now - self._gone_since
        if gone > self._database.outage_seconds:
            return False
        sleep(min(_LONGEST_PAUSE_SECONDS, gone / 4 + 0.01))
        return True

    def _was_committed(self, unknown: _OutcomeUnknown) -> bool | None:
        """Whether the transaction of the lost COMMIT counts; None where nobody can tell."""
        if self._lease is None:
            self._drop_connection(unknown)
            return None
        error: Exception = unknown
        while self._rides_out(error):
            try:
                connection = self._connected()
                with connection.begin():
                    return self._lease.was_committed(connection)
            except Exception as again:  # as above: _is_gone knows which
                if not _is_gone(again):
                    raise
                error = again
        return None

    def _note_back(self) -> None:
        if self._gone_since is not None:
            _log.info("database is back", seconds=round(monotonic() - self._gone_since, 2))
            self._gone_since = None

    def _failed(self, error: Exception) -> list[Any]:
        """The result of a single write that failed by its own; the pipeline of its caller maps and logs it."""
        if isinstance(error, AgenthallError):
            return [error]
        self.statistics.failures += 1
        if is_full(error) and not self.statistics.storage_full:
            _log.error("the storage is full: writes are refused until there is room")
            self.statistics.storage_full = True
        return [error]

    def _unanswered(self, group: list[Write]) -> list[Any]:
        self.statistics.failures += 1
        text = "the database did not answer; retry with the same id"
        return [DatabaseUnavailable(text, retry_after_seconds=1.0) for _ in group]

    def _drop_connection(self, error: Exception) -> None:
        """The next group connects anew, under another slot where this one was lost: nothing is known of the old one."""
        if self._connection is not None and not self._connection.closed:
            self._connection.invalidate()
            self._connection.close()
        self._connection = None
        if isinstance(error, SlotLost):
            _log.warning("writer slot lost to another server; taking another one")
            self._lease = None

    def _renew(self) -> None:
        """Keeps the slot while nothing is written. A database that is gone is the next write's trouble."""
        try:
            with self._begun(takes_turn=False):
                pass
            self._note_back()
        except Exception as error:  # noqa: BLE001 - as above; a mistake of ours would come again with the next write
            self._drop_connection(error)

    def _end(self) -> None:
        """Lets go of the slot and closes the connection."""
        if self._connection is not None and not self._connection.closed:
            with suppress(SQLAlchemyError):
                if self._lease is not None:
                    with self._connection.begin():
                        self._lease.release(self._connection)
                self._connection.close()


class _OutcomeUnknown(Exception):
    """The database went away during COMMIT; these are the results if it was committed."""

    def __init__(self, results: list[Any]) -> None:
        super().__init__()
        self.results = results


_name = attrgetter("name")


def _stored(write: Write, answer: Any) -> bool:
    """Whether the answer, or that of one item, is no refusal."""
    return any(not isinstance(one, Exception) for one in ([answer] if write.merged is None else answer))


def _is_gone(error: Exception) -> bool:
    return isinstance(error, (DatabaseInUse, SlotLost)) or is_unavailable(error)
