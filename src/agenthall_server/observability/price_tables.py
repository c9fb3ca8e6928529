"""The prices of all workspaces in memory, for whoever records executions.

`refresh` reads the tables whose version has changed: at start, after an update by this server, and every second, for
another server may have made one, and a caller of this one may have gone away before its update was read. Known limit:
all tables together must fit into memory; the 10,000 entries that a workspace may have take some 3 MB.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from agenthall_server.background import repeat
from agenthall_server.database import Database
from agenthall_server.observability import store_prices
from agenthall_server.observability.pricing import PriceTable, table_of

_LOOK_SECONDS = 1.0
_EMPTY: PriceTable = {}


class PriceTables:
    """Use it in one event loop. A table never changes; a changed one takes its place."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables: dict[int, PriceTable] = {}
        self._versions: Mapping[int, int] = {}
        self._one_at_a_time = asyncio.Lock()  # or what was read first could take the place of what was read last

    def of(self, workspace_key: int) -> PriceTable:
        """As of the last refresh."""
        return self._tables.get(workspace_key, _EMPTY)

    async def refresh(self) -> None:
        """Reads what has changed."""
        async with self._one_at_a_time:
            versions = await store_prices.revisions(self._database)
            for workspace_key, version in versions.items():
                if self._versions.get(workspace_key) != version:
                    found = await store_prices.read_prices(self._database, workspace_key)
                    self._tables[workspace_key] = table_of(found)
            self._versions = versions

    async def run(self) -> None:
        """Never ends by itself. Where nothing can be read, the tables in memory are the best there are."""
        await repeat(self._turn, "prices not refreshed")

    async def _turn(self) -> float:
        await self.refresh()
        return _LOOK_SECONDS
