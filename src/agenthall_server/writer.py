"""The writer thread: runs one group of writes after the other, each group in one transaction.

It owns the writing connection. A group that was handed over is always answered, whatever happens to it:
- it commits: each write gets its result;
- one write of it fails: every write runs again in a transaction of its own, so that the error reaches its caller alone;
- the database went away before COMMIT: the group runs again once, on a new connection;
- the database went away during COMMIT: nobody knows whether the group was committed, so it is not run again.

Everything here but `hand_over`, `stop` and `is_alive` runs on the thread.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import Connection

from agenthall_server.database import Database, is_full, is_unavailable
from agenthall_server.database.lock import DatabaseInUse
from agenthall_server.errors import AgenthallError, DatabaseUnavailable
from agenthall_server.scope import Scope

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

_log = structlog.get_logger(__name__)
_STOP = object()
_GROUP_COST = 4096
_SINGLE_COST = 64


@dataclass(frozen=True, slots=True, eq=False)
class MergedWrite(Generic[Item, Outcome]):
    """A kind of write whose items are applied together.

    `tally` is called in the transaction, after `apply`, with what each caller wrote: it counts for the audit log.
    `committed` is called in the event loop after the commit, before the callers wake, with what the group wrote.
    """

    name: str
    apply: Callable[[Connection, Sequence[Item]], Sequence[Outcome | Exception]]
    committed: Callable[[Sequence[Item], Sequence[Outcome | Exception]], None] | None = None
    tally: Callable[[Connection, list[tuple[Scope, Sequence[Item], Sequence[Outcome | Exception]]]], None] | None = None


@dataclass(slots=True, eq=False)
class Write:
    """What one caller wants written, and the future that tells it the result.

    Either `merged` and its `items`, or `single`. `size`: bytes of the request that they came in. `scope`: who the
    caller is, where the kind keeps a tally.
    """

    future: asyncio.Future[Any]
    size: int
    merged: MergedWrite[Any, Any] | None = None
    items: Sequence[Any] = ()
    single: Callable[[Connection], Any] | None = None
    scope: Scope | None = None

    @property
    def count(self) -> int:
        """Items that it writes."""
        return 1 if self.merged is None else len(self.items)

    @property
    def cost(self) -> int:
        """In items of a merged write: a single write takes some statements of its own."""
        return _SINGLE_COST if self.merged is None else len(self.items)


@dataclass(slots=True)
class WriterStatistics:
    """What the thread did since it started; read by /metrics."""

    commits: int = 0
    items: int = 0
    seconds: float = 0.0
    failures: int = 0
    storage_full: bool = False  # whether the last write found no room


class WriterThread:
    """Takes lists of writes and answers each with `done(writes, results)`, called on the thread."""

    def __init__(self, database: Database, done: Callable[[list[Write], list[Any]], None]) -> None:
        self._database = database
        self._done = done
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._connection: Connection | None = None
        self.statistics = WriterStatistics()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def start(self) -> None:
        """Opens the writing connection, so that a database that cannot be written fails here, and starts."""
        self._connection = self._database.connect_writer()
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
        if self._connection is not None:
            self._connection.close()

    def _next_group(self) -> tuple[list[Write], bool]:
        group: list[Write] = []
        cost = 0
        writes = self._queue.get()
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
            self._connection = None
            return [error] * len(group)
        finally:
            self.statistics.seconds += perf_counter() - started

    def _committed(self, group: list[Write]) -> list[Any]:
        try:
            return self._transact(group)
        except _OutcomeUnknown as error:
            return self._unanswered(group, error)
        except Exception as error:  # noqa: BLE001 - the database is gone, or it belongs to one caller: find out which
            return self._once_more(group) if _is_gone(error) else [self._transact_alone(one) for one in group]

    def _transact(self, group: list[Write]) -> list[Any]:
        """All writes of the group in one transaction; a result for each."""
        by_kind: dict[MergedWrite[Any, Any], list[Write]] = {}
        results: dict[Write, Any] = {}
        committing = False
        try:
            with self._begun() as connection:
                for write in group:
                    if write.merged is None:
                        results[write] = _apply_single(connection, write)
                    else:
                        by_kind.setdefault(write.merged, []).append(write)
                for kind, writes in by_kind.items():
                    _apply_merged(connection, kind, writes, results)
                committing = True
        except Exception as error:
            if committing and is_unavailable(error):
                raise _OutcomeUnknown from error
            raise
        self._note_room(full=False)
        self.statistics.commits += 1
        self.statistics.items += sum(write.count for write in group)
        return [results[write] for write in group]

    def _once_more(self, group: list[Write]) -> list[Any]:
        """Nothing was committed and the connection is lost: the group runs again on a new one, once."""
        self._drop_connection()
        try:
            return self._transact(group)
        except Exception as error:  # noqa: BLE001 - as above
            gone = isinstance(error, _OutcomeUnknown) or _is_gone(error)
            return self._unanswered(group, error) if gone else [self._transact_alone(one) for one in group]

    def _transact_alone(self, write: Write) -> Any:
        try:
            (result,) = self._transact([write])
        except AgenthallError as error:
            return error
        except Exception as error:  # noqa: BLE001 - it belongs to this caller, whose pipeline maps and logs it
            if isinstance(error, _OutcomeUnknown) or _is_gone(error):
                return self._unanswered([write], error)[0]
            self.statistics.failures += 1
            self._note_room(full=is_full(error))
            return error
        return result

    def _note_room(self, *, full: bool) -> None:
        if full and not self.statistics.storage_full:
            _log.error("the storage is full: writes are refused until there is room")
        self.statistics.storage_full = full

    def _unanswered(self, group: list[Write], error: Exception) -> list[Any]:
        self.statistics.failures += 1
        self._drop_connection()
        _log.warning("database unavailable", error=type(error.__cause__ or error).__name__)
        text = "the database did not answer; retry with the same id"
        return [DatabaseUnavailable(text, retry_after_seconds=1.0) for _ in group]

    def _drop_connection(self) -> None:
        """The next group connects anew; what is known of this connection is that nothing is known."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        """The writing connection in a transaction that is committed at the end."""
        if self._connection is None or self._connection.closed:
            self._connection = self._database.connect_writer()
        with self._connection.begin():
            yield self._connection


class _OutcomeUnknown(Exception):
    """The database went away during COMMIT."""


def _is_gone(error: Exception) -> bool:
    return isinstance(error, DatabaseInUse) or is_unavailable(error)


def _apply_single(connection: Connection, write: Write) -> Any:
    assert write.single is not None  # noqa: S101 - what is not merged has it by construction
    try:
        with connection.begin_nested():
            return write.single(connection)
    except AgenthallError as error:
        return error


def _apply_merged(
    connection: Connection, kind: MergedWrite[Any, Any], writes: list[Write], results: dict[Write, Any]
) -> None:
    items = writes[0].items if len(writes) == 1 else [item for write in writes for item in write.items]
    outcomes = kind.apply(connection, items)
    start = 0
    for write in writes:
        results[write] = outcomes[start : start + len(write.items)]
        start += len(write.items)
    if kind.tally is not None:
        kind.tally(
            connection, [(write.scope, write.items, results[write]) for write in writes if write.scope is not None]
        )
