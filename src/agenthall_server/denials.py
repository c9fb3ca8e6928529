"""Refused calls on their way into the audit log: counted by who, what and why, and written every 5 seconds.

One event a kind and 5 seconds, whatever a caller does, so that being refused costs the server next to nothing. What
could not be written is tried again with what came since. What was counted and not written yet is lost with the process;
what was lost during a COMMIT of SQLite may be written twice. A refusal changes nothing that an answer promises.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.errors import AgenthallError
from agenthall_server.scope import Scope

ANONYMOUS = Scope(0, "anonymous")
"""A caller that nobody knows; its events belong to no workspace and are verified, but listed for none."""

_OTHERS = "others"
_log = structlog.get_logger(__name__)
_INTERVAL_SECONDS = 5.0


class Denials:
    """Counts from the event loop; `run` writes."""

    def __init__(self, committer: Committer, clock: Clock, *, most_kinds: int = 1000) -> None:
        """So many kinds are counted at one time; until they are written other callers count together, as `others`."""
        self._committer = committer
        self._clock = clock
        self._most_kinds = most_kinds
        self._counts: Counter[tuple[Scope, str, str]] = Counter()

    def note(self, scope: Scope, action: str, reason: str) -> None:
        """A call was refused."""
        self._count((scope, action, reason), 1)

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            await asyncio.sleep(_INTERVAL_SECONDS)
            await self.write()

    async def write(self) -> None:
        """Writes what was counted."""
        counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            await self._committer.single(lambda connection: self._record(connection, counts), size=0)
        except (AgenthallError, SQLAlchemyError) as error:  # it has alarms of its own, and may be gone the next time
            for kind, calls in counts.items():
                self._count(kind, calls)
            _log.warning("refused calls are not in the audit log yet", kinds=len(counts), error=type(error).__name__)

    def _count(self, kind: tuple[Scope, str, str], calls: int) -> None:
        if kind not in self._counts and len(self._counts) >= self._most_kinds:
            scope, action, reason = kind
            kind = replace(scope, principal=_OTHERS), action, reason
        self._counts[kind] += calls

    def _record(self, connection: Connection, counts: Counter[tuple[Scope, str, str]]) -> None:
        for (scope, action, reason), calls in counts.items():
            audit.record_denial(scope, connection, self._clock, action, reason=reason, calls=calls)
