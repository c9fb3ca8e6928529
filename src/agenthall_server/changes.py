"""Revisions: what makes every watch resumable.

A stream is (workspace, topic). Its revision grows without gaps, in commit order: `advance` takes the stream's row lock
as late as possible in a transaction and holds it to the commit, so a reader that has seen revision r has seen
everything up to r. (A plain sequence loses events on PostgreSQL: a number may be drawn first and committed last.)

Telemetry writes no row per event: aggregate rows carry the revision of their last change, and a watcher asks for the
rows above the revision that it has seen. `Signals` tells watchers that there is something to ask for.

Not here: a table of entity changes; it comes with the first watch of entities.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import BigInteger, Connection, Integer, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.database import Base, Database, DatabaseUnreachable, Increment, Text
from agenthall_server.finishing import finished

_Stream = tuple[int, str]
_LOOK_SECONDS = 0.2


class Stream(Base):
    """The last committed revision of a topic in a workspace."""

    __tablename__ = "streams"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    topic: Mapped[str] = mapped_column(Text, primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger)


_raise = Increment("streams", key=("workspace_key", "topic"), column="revision")


def advance(connection: Connection, workspace_key: int, topic: str, count: int = 1) -> int:
    """Raises the stream's revision by `count` and returns the new one. Call it last before the rows that carry it."""
    return _raise(connection, (workspace_key, topic), count)


def advance_each(connection: Connection, workspace_keys: Iterable[int], topic: str) -> dict[int, int]:
    """The same for several workspaces, in the order of their keys, so that no two writers wait for each other."""
    return {key: advance(connection, key, topic) for key in sorted(set(workspace_keys))}


async def current(session: AsyncSession, workspace_key: int, topic: str) -> int:
    """The last committed revision, 0 before the first."""
    statement = select(Stream.revision).where(Stream.workspace_key == workspace_key, Stream.topic == topic)
    return (await session.execute(statement)).scalar() or 0


class Signals:
    """Counts commits by stream, so that a watcher asks the database only when there is something new.

    Commits of this process are told by `touch`; those of other servers are noticed by `run`, 0.2 seconds later at most.
    """

    def __init__(self) -> None:
        self._counts: dict[_Stream, int] = {}
        self._watchers: Counter[_Stream] = Counter()

    def touch(self, workspace_key: int, topic: str) -> None:
        """Called in the event loop after a commit."""
        stream = workspace_key, topic
        self._counts[stream] = self._counts.get(stream, 0) + 1

    def count(self, workspace_key: int, topic: str) -> int:
        """Grows with every commit of the stream."""
        return self._counts.get((workspace_key, topic), 0)

    @contextmanager
    def watched(self, workspace_key: int, topic: str) -> Iterator[None]:
        """While somebody here wants to know of other servers' commits."""
        stream = workspace_key, topic
        self._watchers[stream] += 1
        try:
            yield
        finally:
            self._watchers[stream] -= 1
            if not self._watchers[stream]:
                del self._watchers[stream]

    async def run(self, database: Database) -> None:
        """Looks at the revisions of all watched streams with one statement, five times a second, until cancelled."""
        seen: dict[_Stream, int] = {}
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            watched = {workspace_key for workspace_key, _ in self._watchers}
            with suppress(SQLAlchemyError, DatabaseUnreachable):  # the watchers find out by themselves
                now = await finished(_revisions(database, watched)) if watched else {}
                for stream in now.keys() & self._watchers.keys():
                    if now[stream] != seen.get(stream):
                        self.touch(*stream)
                seen = now


async def _revisions(database: Database, workspace_keys: Collection[int]) -> dict[_Stream, int]:
    mine = Stream.workspace_key.in_(workspace_keys)
    async with database.reader() as connection:
        found = await connection.execute(select(Stream.workspace_key, Stream.topic, Stream.revision).where(mine))
        return {(row.workspace_key, row.topic): row.revision for row in found}
