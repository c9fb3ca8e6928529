"""The control of the alerts proof: a state is committed first and its event later, so that a kill comes between."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import Connection

from agenthall_server import cli
from agenthall_server.observability import servicer_alerts, store_alerts
from agenthall_server.observability.alerting import Alerting
from agenthall_server.scope import Scope

_BETWEEN_SECONDS = 0.5
_tell = getattr(store_alerts, "_tell")  # noqa: B009 - what it breaks
_held: list[Any] = []


class TornAlerting(Alerting):
    """Wrong on purpose."""

    async def evaluate(self, scope: Scope) -> None:
        await super().evaluate(scope)
        rows = list(_held)
        _held.clear()
        if rows:
            await asyncio.sleep(_BETWEEN_SECONDS)
            await self._committer.single(lambda connection: _tell(connection, rows), size=0)


def _hold(_connection: Connection, rows: list[Any]) -> None:
    _held.extend(rows)


if __name__ == "__main__":
    setattr(store_alerts, "_tell", _hold)  # noqa: B010 - what it breaks
    setattr(servicer_alerts, "Alerting", TornAlerting)  # noqa: B010 - what it breaks
    cli.app()
