"""The executions of which critical paths are made, in the database: a bounded number of the latest, by time."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.observability.critical_paths import Span
from agenthall_server.observability.store_attribution import latest
from agenthall_server.observability.store_selection import Window
from agenthall_server.observability.tables import Execution
from agenthall_server.scope import Scope


async def spans(scope: Scope, session: AsyncSession, window: Window, most: int) -> list[Span]:
    """Of the latest `most` executions of the window those with a known start and duration, and of its team. Its agents
    and model do not matter: the path of a run leads through all of them.
    """
    one = Execution
    columns = one.execution_id, one.parent_execution_id, one.agent_name, one.start_time, one.duration_ms, one.team_id
    rows = await session.execute(latest(scope, window, most, *columns))
    return [
        Span(execution_id, parent_id, agent_name, start, start + round(1000 * duration_ms))
        for execution_id, parent_id, agent_name, start, duration_ms, team_id in rows
        if start is not None and duration_ms is not None and window.team_id in ("", team_id)
    ]
