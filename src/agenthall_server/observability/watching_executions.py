"""WatchExecutions: what is recorded, each execution once, in the order of commits, resumable from any message.

What waits for a reader waits in the store. A stream holds one message; it reads on when that was taken, and all streams
together read no more than two at a time, so those that are far behind leave connections to everybody else. Tokens and
waiting are those of every stream: following.py.

Known limit: an execution that retention has deleted before a stream came to it is not shown, and not counted where its
commit is kept, which can only be where servers' clocks differ (both are deleted a day after their receipt, or later).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from agenthall_server.changes import Signals
from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.filters import Condition, compile_filter
from agenthall_server.finishing import finished
from agenthall_server.observability import store, store_sums, store_tail, tables, wire_executions
from agenthall_server.observability.following import Follower, Found
from agenthall_server.scope import Scope
from agenthall_server.tokens import Signer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

_MOST_BYTES = 1024 * 1024
_ROWS_AT_ONCE = 100
_READERS = 2


@dataclass(frozen=True, slots=True)
class Tail:
    """Which executions of a workspace are followed: those that match all conditions, which `filter` says."""

    scope: Scope
    filter: str
    conditions: Sequence[Condition]

    @property
    def shape(self) -> tuple[str, ...]:
        """Stands for the filter in tokens."""
        return (hashlib.blake2b(self.filter.encode(), digest_size=9).hexdigest(),)


class ExecutionsWatcher:
    """Follows the executions of workspaces for any number of streams."""

    def __init__(self, database: Database, clock: Clock, signer: Signer, signals: Signals) -> None:
        self._database = database
        self._reading = asyncio.Semaphore(_READERS)
        self._follower: Follower[bytes] = Follower(
            clock, signer, signals, wire_executions.WATCH, purpose="watch-executions", topic=store_sums.METRICS
        )

    async def follow(
        self,
        scope: Scope,
        wanted: str,
        backfill: int,
        interval: float,
        resume_token: str,
        draining: asyncio.Event,
    ) -> AsyncGenerator[bytes, None]:
        """Never ends by itself; raises ServerDraining at shutdown. Raises InvalidFilter."""
        follower = self._follower
        tail = Tail(scope, wanted, compile_filter(wanted, store.LISTING.fields))
        with follower.watched(scope):
            seen = follower.resumed(scope, tail.shape, resume_token)
            before, newest = await finished(self._ends(scope))
            if seen is None:
                seen = max(before, newest - backfill)
            if seen > newest:
                seen = newest
                yield follower.message("gap", scope, tail.shape, seen, [wire_executions.RESTORED])
            changed = partial(self._changed, tail)
            async with aclosing(follower.later(scope, tail.shape, seen, None, changed, interval, draining)) as later:
                async for message in later:
                    yield message

    async def _ends(self, scope: Scope) -> tuple[int, int]:
        async with self._database.snapshot() as session:
            return await store_tail.ends(scope, session)

    async def _changed(self, tail: Tail, seen: int) -> Found[bytes]:
        async with self._reading, self._database.snapshot() as session:
            part = await store_tail.after(tail.scope, session, seen)
            if part.first > seen + 1:
                return Found(part.first - 1, [wire_executions.gap(part.first - 1 - seen)], has_more=bool(part.ids))
            last, pieces = await _read(tail, session, part)
        if pieces:
            pieces.append(wire_executions.waiting(part.newest - last))
        return Found(last, pieces, has_more=last < part.newest)


async def _read(tail: Tail, session: AsyncSession, part: store_tail.Part) -> tuple[int, list[bytes]]:
    """The number of the last execution that a message has room for, and those before it that match, encoded."""
    pieces: list[bytes] = []
    last, size = part.first - 1, 0
    for start in range(0, len(part.ids), _ROWS_AT_ONCE):
        ids = part.ids[start : start + _ROWS_AT_ONCE]
        rows = await store_tail.matching(tail.scope, session, ids, tail.conditions)
        encoded = await asyncio.to_thread(_encoded, rows)
        for name in ids:
            piece = encoded.get(name, b"")
            size += len(piece)
            if pieces and size > _MOST_BYTES:
                return last, pieces
            if piece:
                pieces.append(piece)
            last += 1
    return last, pieces


def _encoded(rows: dict[str, tables.Execution]) -> dict[str, bytes]:
    return {name: wire_executions.shown(row) for name, row in rows.items()}
