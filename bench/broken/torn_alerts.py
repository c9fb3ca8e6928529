"""The control of the alerts proof: a state is committed first, its event later and its notifications last, so that a
kill comes between.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from sqlalchemy import Connection

from agenthall_server import cli
from agenthall_server.observability import servicer_alerts, store_alerts, store_notifications
from agenthall_server.observability.alerting import Alerting
from agenthall_server.scope import Scope

_BETWEEN_SECONDS = 0.5
_tell = getattr(store_alerts, "_tell")  # noqa: B009 - what it breaks
_put = getattr(store_notifications, "_put")  # noqa: B009 - what it breaks
_events: list[Any] = []
_notifications: list[Any] = []


class TornAlerting(Alerting):
    """Wrong on purpose."""

    async def evaluate(self, scope: Scope) -> None:
        await super().evaluate(scope)
        for held, append in ((_events, _tell), (_notifications, _put)):
            rows = list(held)
            held.clear()
            if rows:
                await asyncio.sleep(_BETWEEN_SECONDS)
                await self._committer.single(partial(append, rows=rows), size=0)


def _hold_events(_connection: Connection, rows: list[Any]) -> None:
    _events.extend(rows)


def _hold_notifications(_connection: Connection, rows: list[Any]) -> None:
    _notifications.extend(rows)


if __name__ == "__main__":
    setattr(store_alerts, "_tell", _hold_events)  # noqa: B010 - what it breaks
    setattr(store_notifications, "_put", _hold_notifications)  # noqa: B010 - what it breaks
    setattr(servicer_alerts, "Alerting", TornAlerting)  # noqa: B010 - what it breaks
    cli.app()
