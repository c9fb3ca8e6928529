"""Executions in the order of their commits, for those who follow them.

Each execution of a workspace has a number, without gaps, in the order of commits. A commit leaves one row for up to 500
executions, with their ids and the number of the last; a number in the rows of executions would cost an index
(docs/adr/0011). These rows are deleted from the lowest number on, after 24 hours and all but the newest
(store_retention.py), so that what is gone can be counted.

The next number is one more than the last row's. A commit asks for it when it holds the lock of the workspace's metrics
(changes.py), which every recording takes for its sums, so no other commit can ask before this one has ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server.database import AppendNumbered
from agenthall_server.database.columns import dump_json
from agenthall_server.filters import Condition
from agenthall_server.observability import tables
from agenthall_server.observability.executions import Execution
from agenthall_server.observability.tables import ExecutionCommit
from agenthall_server.scope import Scope

MOST = 500
"""Executions in a row, and in a part that is read at once."""

_Row = tables.Execution
_insert = AppendNumbered(
    "execution_commits", key="workspace_key", number="revision", columns=("receive_time", "execution_ids")
)


@dataclass(frozen=True, slots=True)
class Part:
    """Executions that follow one another. `newest`: the number of the newest of all."""

    first: int
    ids: Sequence[str]
    newest: int


def append(connection: Connection, new: Sequence[Execution]) -> None:
    """Numbers what a commit has recorded; its sums have been appended before."""
    by_workspace: defaultdict[int, list[str]] = defaultdict(list)
    for item in new:
        by_workspace[item.workspace_key].append(item.execution_id)
    for workspace_key, ids in by_workspace.items():
        for start in range(0, len(ids), MOST):
            part = ids[start : start + MOST]
            _insert(connection, workspace_key, len(part), (new[0].receive_time, dump_json(part)))


async def ends(scope: Scope, session: AsyncSession) -> tuple[int, int]:
    """The number before the oldest execution that can be followed, and that of the newest."""
    newest = await _newest(scope, session)
    kept = await _kept(scope, session, 0, newest)
    return kept.first - 1, newest


async def after(scope: Scope, session: AsyncSession, seen: int) -> Part:
    """What follows a number, up to 500. It begins later where what follows at once is kept no more."""
    newest = await _newest(scope, session)
    # a row holds 500 at most, so these hold the next 500
    own = ExecutionCommit.workspace_key == scope.workspace_key, ExecutionCommit.revision > seen
    next_ones = select(ExecutionCommit).where(*own, ExecutionCommit.revision < seen + 2 * MOST)
    rows = (await session.scalars(next_ones.order_by(ExecutionCommit.revision))).all()
    if not rows:
        return await _kept(scope, session, seen, newest)
    ids = [name for row in rows for name in row.execution_ids]
    first = rows[-1].revision - len(ids) + 1
    unseen = max(0, seen + 1 - first)
    return Part(first + unseen, ids[unseen : unseen + MOST], newest)


async def matching(
    scope: Scope, session: AsyncSession, ids: Sequence[str], conditions: Sequence[Condition]
) -> dict[str, tables.Execution]:
    """Those of the executions that match, by id."""
    own = _Row.workspace_key == scope.workspace_key, _Row.execution_id.in_(ids)
    return {row.execution_id: row for row in await session.scalars(select(_Row).where(*own, *conditions))}


async def _newest(scope: Scope, session: AsyncSession) -> int:
    own = ExecutionCommit.workspace_key == scope.workspace_key
    return await session.scalar(select(func.max(ExecutionCommit.revision)).where(own)) or 0


async def _kept(scope: Scope, session: AsyncSession, seen: int, newest: int) -> Part:
    """The oldest row after a number; beyond the newest where there is none."""
    own = ExecutionCommit.workspace_key == scope.workspace_key, ExecutionCommit.revision > seen
    oldest = await session.scalar(select(ExecutionCommit).where(*own).order_by(ExecutionCommit.revision).limit(1))
    if oldest is None:
        return Part(newest + 1, (), newest)
    return Part(oldest.revision - len(oldest.execution_ids) + 1, oldest.execution_ids, newest)
