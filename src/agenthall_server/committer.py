"""Group commit: many callers, one transaction, acknowledged after COMMIT.

One thread owns the writing connection. It takes everything that waits, runs it in one transaction, commits, and only
then wakes the callers. While one group commits the next one gathers by itself, so there is no timer and one caller
alone waits for nobody.

Two kinds of write, both plain synchronous functions:
- merged: `apply(connection, items) -> outcomes`, called once for all waiting items of its kind (executions, builds,
  results): set-based statements, one outcome an item. An outcome may be an exception; it goes to that caller alone.
- single: `apply(connection) -> result`, in a SAVEPOINT of its own (publish, install, rate).

Invariants
- A caller that is cancelled does not cancel its write; the transaction never sees it.
- One caller's error rolls back only its own write: a group that fails before its COMMIT is run again caller by caller.
- At most `max_waiting` items wait; more are refused with OVERLOADED at once.
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

from agenthall_server.database import Database, is_unavailable
from agenthall_server.database.lock import DatabaseInUse
from agenthall_server.errors import AgenthallError, DatabaseUnavailable, Overloaded

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
Result = TypeVar("Result")

_log = structlog.get_logger(__name__)
_STOP = object()
_MAX_GROUP_ITEMS = 8192
_MAX_GROUP_SINGLES = 64


@dataclass(frozen=True, slots=True, eq=False)
class MergedWrite(Generic[Item, Outcome]):
    """A kind of write whose items are applied together.

    `committed` is called in the event loop after the commit, before the callers wake, with what the group wrote.
    """

    name: str
    apply: Callable[[Connection, Sequence[Item]], Sequence[Outcome | Exception]]
    committed: Callable[[Sequence[Item], Sequence[Outcome | Exception]], None] | None = None


@dataclass(slots=True, eq=False)
class _Waiter:
    write: MergedWrite[Any, Any] | None  # None: a single write
    items: Sequence[Any]
    apply: Callable[[Connection], Any] | None
    future: asyncio.Future[Any]

    @property
    def weight(self) -> int:
        return 1 if self.write is None else len(self.items)


@dataclass(slots=True)
class CommitStatistics:
    """What the committer did since it started; read by /metrics."""

    commits: int = 0
    items: int = 0
    seconds: float = 0.0
    failures: int = 0


class _OutcomeUnknown(Exception):
    """The database went away during COMMIT: nobody knows whether the group was committed, so it is not run again."""


class Committer:
    """Owns the writer thread. Start it inside the event loop that will wait for it."""

    def __init__(self, database: Database, *, max_waiting: int = 100_000) -> None:
        self._database = database
        self._max_waiting = max_waiting
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._waiting = 0
        self._thread = threading.Thread(target=self._run, name="committer", daemon=True)
        self._connection: Connection | None = None
        self._stopped = False
        self.statistics = CommitStatistics()

    @property
    def waiting(self) -> int:
        """Items that wait for their commit."""
        return self._waiting

    def start(self) -> None:
        """Opens the writing connection, so that a database that cannot be written fails here, and starts the thread."""
        self._loop = asyncio.get_running_loop()
        self._connection = self._database.connect_writer()
        self._thread.start()

    async def stop(self) -> None:
        """Commits what waits, then ends the thread and closes the connection."""
        self._stopped = True
        self._queue.put(_STOP)
        await asyncio.to_thread(self._thread.join)

    async def merged(self, write: MergedWrite[Item, Outcome], items: Sequence[Item]) -> Sequence[Outcome | Exception]:
        """Commits the items together with whatever else waits; one outcome an item."""
        outcomes: Sequence[Outcome | Exception] = await self._submit(_Waiter(write, items, None, self._future()))
        return outcomes

    async def single(self, apply: Callable[[Connection], Result]) -> Result:
        """Commits one write of its own and returns what it returned."""
        result: Result = await self._submit(_Waiter(None, (), apply, self._future()))
        return result

    def _future(self) -> asyncio.Future[Any]:
        return self._loop.create_future()

    async def _submit(self, waiter: _Waiter) -> Any:
        if self._stopped:
            raise DatabaseUnavailable("the server is stopping", retry_after_seconds=1.0)
        if self._waiting + waiter.weight > self._max_waiting:
            raise Overloaded(f"{self._waiting} writes are waiting; retry later", retry_after_seconds=0.5)
        self._waiting += waiter.weight  # until the commit, also where the caller is cancelled: see _wake
        self._queue.put(waiter)
        return await waiter.future

    def _wake(self, group: list[_Waiter], results: list[Any]) -> None:
        """Tells what was committed to those who follow it, then answers the callers, whatever became of the telling."""
        self._waiting -= sum(waiter.weight for waiter in group)
        try:
            _tell_followers(group, results)
        finally:
            _answer_callers(group, results)

    # --- on the writer thread -----------------------------------------------------------------------------------

    def _run(self) -> None:
        stopping = False
        while not stopping:
            group, stopping = self._next_group()
            if group:
                self._commit(group)
        if self._connection is not None:
            self._connection.close()

    def _next_group(self) -> tuple[list[_Waiter], bool]:
        group: list[_Waiter] = []
        items = singles = 0
        waiter = self._queue.get()
        while waiter is not _STOP:
            group.append(waiter)
            items += len(waiter.items)
            singles += waiter.write is None
            if items >= _MAX_GROUP_ITEMS or singles >= _MAX_GROUP_SINGLES:
                return group, False
            try:
                waiter = self._queue.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _commit(self, group: list[_Waiter]) -> None:
        started = perf_counter()
        try:
            results = self._transact(group)
        except _OutcomeUnknown as error:
            results = self._unanswered(group, error)
        except Exception as error:  # noqa: BLE001 - the database is gone, or it belongs to one caller: find out which
            results = self._once_more(group) if _is_gone(error) else [self._transact_alone(one) for one in group]
        self.statistics.commits += 1
        self.statistics.items += sum(waiter.weight for waiter in group)
        self.statistics.seconds += perf_counter() - started
        self._loop.call_soon_threadsafe(self._wake, group, results)

    def _transact(self, group: list[_Waiter]) -> list[Any]:
        """All writes of the group in one transaction; a result for each waiter."""
        by_write: dict[MergedWrite[Any, Any], list[_Waiter]] = {}
        results: dict[_Waiter, Any] = {}
        committing = False
        try:
            with self._begun() as connection:
                for waiter in group:
                    if waiter.write is None:
                        results[waiter] = self._apply_single(connection, waiter)
                    else:
                        by_write.setdefault(waiter.write, []).append(waiter)
                for write, waiters in by_write.items():
                    _apply_merged(connection, write, waiters, results)
                committing = True
        except Exception as error:
            if committing and is_unavailable(error):
                raise _OutcomeUnknown from error
            raise
        return [results[waiter] for waiter in group]

    def _once_more(self, group: list[_Waiter]) -> list[Any]:
        """Nothing was committed and the connection is lost: the group runs again on a new one, once."""
        self._drop_connection()
        try:
            return self._transact(group)
        except Exception as error:  # noqa: BLE001 - as above
            gone = isinstance(error, _OutcomeUnknown) or _is_gone(error)
            return self._unanswered(group, error) if gone else [self._transact_alone(one) for one in group]

    def _transact_alone(self, waiter: _Waiter) -> Any:
        try:
            (result,) = self._transact([waiter])
        except AgenthallError as error:
            return error
        except Exception as error:  # noqa: BLE001 - it belongs to this caller, whose pipeline maps and logs it
            if isinstance(error, _OutcomeUnknown) or _is_gone(error):
                return self._unanswered([waiter], error)[0]
            self.statistics.failures += 1
            return error
        return result

    def _unanswered(self, group: list[_Waiter], error: Exception) -> list[Any]:
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

    @staticmethod
    def _apply_single(connection: Connection, waiter: _Waiter) -> Any:
        assert waiter.apply is not None  # noqa: S101 - a single write has it by construction
        try:
            with connection.begin_nested():
                return waiter.apply(connection)
        except AgenthallError as error:
            return error

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        """The writing connection in a transaction that is committed at the end."""
        if self._connection is None or self._connection.closed:
            self._connection = self._database.connect_writer()
        with self._connection.begin():
            yield self._connection


def _is_gone(error: Exception) -> bool:
    return isinstance(error, DatabaseInUse) or is_unavailable(error)


def _apply_merged(
    connection: Connection, write: MergedWrite[Any, Any], waiters: list[_Waiter], results: dict[_Waiter, Any]
) -> None:
    items = waiters[0].items if len(waiters) == 1 else [item for waiter in waiters for item in waiter.items]
    outcomes = write.apply(connection, items)
    start = 0
    for waiter in waiters:
        results[waiter] = outcomes[start : start + len(waiter.items)]
        start += len(waiter.items)


def _tell_followers(group: list[_Waiter], results: list[Any]) -> None:
    by_write: dict[MergedWrite[Any, Any], tuple[list[Any], list[Any]]] = {}
    for waiter, result in zip(group, results, strict=True):
        if waiter.write is not None and waiter.write.committed is not None and not isinstance(result, Exception):
            items, outcomes = by_write.setdefault(waiter.write, ([], []))
            items += waiter.items
            outcomes += result
    for write, (items, outcomes) in by_write.items():
        if write.committed is not None:
            write.committed(items, outcomes)


def _answer_callers(group: list[_Waiter], results: list[Any]) -> None:
    for waiter, result in zip(group, results, strict=True):
        if waiter.future.done():  # cancelled while it waited; the write stands
            continue
        if isinstance(result, Exception):
            waiter.future.set_exception(result)
        else:
            waiter.future.set_result(result)
