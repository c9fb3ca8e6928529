"""What the failures of a window say most often, in the database: of each agent and of all together.

Read from the counts that recording keeps (store_errors.py), never from executions. A bucket holds 1,000 patterns of
each writer at most, so the cost is bounded by the hours and days of the window, and for all time by one bucket.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.observability import store_selection
from agenthall_server.observability.cardinality import OTHER
from agenthall_server.observability.error_report import CommonError
from agenthall_server.observability.store_selection import Window, whole
from agenthall_server.observability.tables import ErrorRollup
from agenthall_server.scope import Scope

_SHOWN = 3
_ROLLUPS = ErrorRollup.__table__


@dataclass(frozen=True, slots=True)
class CommonErrors:
    """The commonest ones of each agent that has any and of all together, most failures first."""

    of_agents: Mapping[str, list[CommonError]]
    overall: list[CommonError]


async def common_errors(scope: Scope, session: AsyncSession, window: Window) -> CommonErrors:
    """Three at most of each. The window must not name a model: failures are not counted by model."""
    given = window.given()
    rows = (await session.execute(_statement(frozenset(given)), {**given, "workspace_key": scope.workspace_key})).all()
    of_agents: dict[str, list[CommonError]] = {}
    overall: dict[int, CommonError] = {}
    for row in rows:
        if row.place <= _SHOWN:
            found = CommonError(row.error_type, row.template, row.failures)
            of_agents.setdefault(row.agent_name, []).append(found)
        if row.place_overall <= _SHOWN:
            overall[row.place_overall] = CommonError(row.error_type, row.template, row.failures_overall)
    return CommonErrors(of_agents, [overall[place] for place in sorted(overall)])


async def failures_by_agent(scope: Scope, session: AsyncSession, window: Window, error_type: str) -> dict[str, int]:
    """How often each agent failed in this way. The window must not name a model."""
    given, columns = window.given(), _ROLLUPS.c
    names = frozenset(given)
    statement = (
        select(columns.agent_name, whole(func.sum(columns.failures)).label("failures"))
        .where(store_selection.buckets(columns, names), *store_selection.conditions(columns, names))
        .where(columns.error_type == error_type)
        .group_by(columns.agent_name)
    )
    rows = await session.execute(statement, {**given, "workspace_key": scope.workspace_key})
    return {row.agent_name: row.failures for row in rows}


@cache
def _statement(given: frozenset[str]) -> Select[Any]:
    """Agents and patterns with their places, by the agents' places: those among the first of their agent or of all."""
    columns = _ROLLUPS.c
    template = func.max(case((columns.fingerprint == OTHER, ""), else_=columns.template)).label("template")
    key = (columns.agent_name, columns.error_type, columns.fingerprint)
    failures = whole(func.sum(columns.failures)).label("failures")
    asked = store_selection.conditions(columns, given)
    of_agents = (
        select(*key, template, failures).where(store_selection.buckets(columns, given), *asked).group_by(*key)
    ).subquery()
    own = of_agents.c
    pattern = (own.error_type, own.fingerprint)
    overall = whole(func.sum(own.failures).over(partition_by=pattern)).label("failures_overall")
    of_all = select(*own, overall).subquery().c
    last = (of_all.error_type, of_all.fingerprint)
    place = func.row_number().over(partition_by=of_all.agent_name, order_by=(of_all.failures.desc(), *last))
    place_overall = func.dense_rank().over(order_by=(of_all.failures_overall.desc(), *last))
    placed = select(*of_all, place.label("place"), place_overall.label("place_overall")).subquery()
    first = or_(placed.c.place <= _SHOWN, placed.c.place_overall <= _SHOWN)
    return select(placed).where(first).order_by(placed.c.agent_name, placed.c.place)
