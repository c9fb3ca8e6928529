"""Group commit: many callers, one transaction, acknowledged after COMMIT.

Callers hand their writes over in the event loop; writer.py commits them on its thread; the callers wake after the
commit. Two kinds of write, both plain synchronous functions:
- merged: `apply(connection, items) -> outcomes`, called once for all items of its kind (executions, builds, results):
  set-based statements, one outcome an item. An outcome may be an exception; it goes to that caller alone.
- single: `apply(connection) -> result`, in a SAVEPOINT of its own (publish, install, rate).

When a group is handed over: while one commits, the next one gathers by itself. A free writer gets what has gathered as
soon as the loop has turned 16 times without a new write, 0.1 ms where it is idle and 5 ms at most, or at once where it
is much. Python runs one thread at a time, so a group for every few calls would make loop and writer wait for each other
at every statement: with 64 callers, groups of 38 instead of 14 gave a third more calls (bench/RESULTS.md).

Invariants
- A caller that is cancelled does not cancel its write; the transaction never sees it.
- What waits is bounded, in items and in bytes; more is refused with OVERLOADED at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, TypeVar

from sqlalchemy import Connection

from agenthall_server.database import Database
from agenthall_server.errors import AgenthallError, DatabaseUnavailable, Overloaded
from agenthall_server.scope import Scope
from agenthall_server.writer import RENEW_SECONDS, WriterStatistics, WriterThread
from agenthall_server.writes import MergedWrite, Write

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
Result = TypeVar("Result")

__all__ = ["Committer", "MergedWrite"]

_QUIET_TURNS = 16
_LONGEST_SECONDS = 0.005
_MUCH = 256


class Committer:
    """Start it inside the event loop that will wait for it."""

    def __init__(
        self,
        database: Database,
        *,
        max_items: int = 100_000,
        max_bytes: int = 2**28,
        renew_seconds: float = RENEW_SECONDS,
    ) -> None:
        """At most `max_items` items that came in at most `max_bytes` bytes of requests wait. The writer's slot is
        renewed where nothing was written for `renew_seconds`.
        """
        self._max_items = max_items
        self._max_bytes = max_bytes
        self._writer = WriterThread(database, self._done, renew_seconds)
        self._items = self._bytes = 0
        self._gathered: list[Write] = []
        self._gathered_cost = 0
        self._looking = False
        self._committing = False
        self._stopped = False

    @property
    def waiting(self) -> int:
        """Items that wait for their commit."""
        return self._items

    @property
    def is_alive(self) -> bool:
        """Whether anybody commits what is handed over."""
        return self._writer.is_alive

    @property
    def statistics(self) -> WriterStatistics:
        return self._writer.statistics

    def start(self) -> None:
        """Raises what opening the database for writing raises."""
        self._loop = asyncio.get_running_loop()
        self._writer.start()

    async def stop(self) -> None:
        """Commits what waits, then ends the thread and closes the connection."""
        self._stopped = True
        self._hand_over()
        await asyncio.to_thread(self._writer.stop)

    async def one(
        self, kind: MergedWrite[Item, Outcome], item: Item, *, size: int, scope: Scope | None = None
    ) -> Outcome:
        """Commits one item together with whatever else waits. `size`: bytes of the request that it came in; `scope`: of
        the caller, for kinds that keep a tally.
        """
        (outcome,) = await self.merged(kind, (item,), size=size, scope=scope)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def merged(
        self, kind: MergedWrite[Item, Outcome], items: Sequence[Item], *, size: int, scope: Scope | None = None
    ) -> Sequence[Outcome | Exception]:
        """The same for several: one outcome an item, which may be its error."""
        if not items:
            return []
        outcomes: Sequence[Outcome | Exception] = await self._submit(
            Write(self._loop.create_future(), size, merged=kind, items=items, scope=scope)
        )
        return outcomes

    async def batch(
        self,
        kind: MergedWrite[Item, Outcome],
        read: Sequence[Item | AgenthallError],
        *,
        size: int,
        scope: Scope | None = None,
    ) -> list[Outcome | Exception]:
        """The same for what was read of a request: what is refused already keeps its place among the outcomes."""
        good = [item for item in read if not isinstance(item, AgenthallError)]
        outcomes = await self.merged(kind, good, size=size, scope=scope)
        in_order = iter(outcomes)
        return [item if isinstance(item, AgenthallError) else next(in_order) for item in read]

    async def single(self, apply: Callable[[Connection], Result], *, size: int) -> Result:
        """Commits one write of its own and returns what it returned."""
        result: Result = await self._submit(Write(self._loop.create_future(), size, single=apply))
        return result

    async def _submit(self, write: Write) -> Any:
        if self._stopped:
            raise DatabaseUnavailable("the server is stopping", retry_after_seconds=1.0)
        if self._items + write.count > self._max_items or self._bytes + write.size > self._max_bytes:
            raise Overloaded("too many writes are waiting; retry later", retry_after_seconds=0.5)
        self._items += write.count  # until the commit, also where the caller is cancelled: see _wake
        self._bytes += write.size
        self._gathered.append(write)
        self._gathered_cost += write.cost
        if not self._looking and not self._committing:
            self._look_on()
        elif self._gathered_cost >= _MUCH:
            self._hand_over()
        return await write.future

    def _look_on(self) -> None:
        self._looking = True
        self._look(0, 0, perf_counter() + _LONGEST_SECONDS)

    def _look(self, gathered: int, quiet_turns: int, until: float) -> None:
        """Once a turn of the loop, until nothing new has come for a while, or much, or it has taken too long."""
        quiet_turns = quiet_turns + 1 if len(self._gathered) == gathered else 0
        enough = quiet_turns >= _QUIET_TURNS or self._gathered_cost >= _MUCH or perf_counter() > until
        if enough or not self._gathered:
            self._looking = False
            self._hand_over()
        else:
            self._loop.call_soon(self._look, len(self._gathered), quiet_turns, until)

    def _hand_over(self) -> None:
        if self._gathered:
            self._committing = True
            self._writer.hand_over(self._gathered)
            self._gathered, self._gathered_cost = [], 0

    def _done(self, group: list[Write], results: list[Any]) -> None:
        self._loop.call_soon_threadsafe(self._wake, group, results)

    def _wake(self, group: list[Write], results: list[Any]) -> None:
        """Tells what was committed to those who follow it, then answers the callers, whatever became of the telling."""
        self._items -= sum(write.count for write in group)
        self._bytes -= sum(write.size for write in group)
        self._committing = False
        if self._gathered and not self._looking:
            self._look_on()
        try:
            _tell_followers(group, results)
        finally:
            _answer_callers(group, results)


def _tell_followers(group: list[Write], results: list[Any]) -> None:
    by_kind: dict[MergedWrite[Any, Any], tuple[list[Any], list[Any]]] = {}
    for write, result in zip(group, results, strict=True):
        if write.merged is not None and write.merged.committed is not None and not isinstance(result, Exception):
            items, outcomes = by_kind.setdefault(write.merged, ([], []))
            items += write.items
            outcomes += result
    for kind, (items, outcomes) in by_kind.items():
        if kind.committed is not None:
            kind.committed(items, outcomes)


def _answer_callers(group: list[Write], results: list[Any]) -> None:
    for write, result in zip(group, results, strict=True):
        if write.future.done():  # cancelled while it waited; the write stands
            continue
        if isinstance(result, Exception):
            write.future.set_exception(result)
        else:
            write.future.set_result(result)
