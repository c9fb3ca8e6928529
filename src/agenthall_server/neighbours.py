"""How many servers share this database: what is limited for the whole service is divided among them.

On PostgreSQL the leases of writer slots tell (database/slots.py), asked for every 2 seconds; a server that was killed
counts for 3 seconds more. On SQLite there is one.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError

from agenthall_server.database import Database, DatabaseUnreachable, slots
from agenthall_server.finishing import finished

_LOOK_SECONDS = 2.0


class Neighbours:
    """Counts the servers, this one among them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._count = 1

    def count(self) -> int:
        """As of the last look; 1 before the first."""
        return self._count

    async def run(self) -> None:
        """Looks again and again until it is cancelled; for PostgreSQL, where there can be more than one."""
        while True:
            with suppress(SQLAlchemyError, DatabaseUnreachable):  # the last count is the best there is
                self._count = max(1, await finished(self._leased()))
            await asyncio.sleep(_LOOK_SECONDS)

    async def _leased(self) -> int:
        async with self._database.reader() as connection:
            servers: int = (await connection.execute(slots.LEASED)).scalar_one()
            return servers
