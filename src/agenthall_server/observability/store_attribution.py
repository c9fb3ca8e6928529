"""The executions that attribution looks at, in the database: a bounded number of the latest, by an index of times."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.observability.attribution import Run
from agenthall_server.observability.store_selection import Window
from agenthall_server.observability.tables import Execution
from agenthall_server.scope import Scope

_COLUMNS = [getattr(Execution, name) for name in Run._fields]


async def runs(
    scope: Scope, session: AsyncSession, window: Window, agent_name: str, most: int
) -> tuple[list[Run], int | None]:
    """Of the latest `most` executions of the window and the agent (empty: of all) those of its team, and the time of
    the earliest that was looked at, where there may be more before it.
    """
    statement = latest(scope, window, most, Execution.event_time, *_COLUMNS)
    if agent_name:
        statement = statement.where(Execution.agent_name == agent_name)
    rows = (await session.execute(statement)).all()
    found = [Run(*row[1:]) for row in rows]
    earliest = rows[-1].event_time if len(rows) == most else None
    return [one for one in found if window.team_id in ("", one.team_id)], earliest


def latest(scope: Scope, window: Window, most: int, *columns: Any) -> Select[Any]:
    """Columns of the latest so many executions that began in the window, whatever its agents, model and team."""
    statement = select(*columns).where(Execution.workspace_key == scope.workspace_key)
    if window.start is not None:
        statement = statement.where(Execution.event_time >= window.start)
    return statement.order_by(Execution.event_time.desc()).limit(most)
