"""Executions that were started and are not finished, in the database. One is abandoned when its lease is over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import changes, filters
from agenthall_server.database import Find, InsertNew
from agenthall_server.errors import NotFound, RecordIdReused
from agenthall_server.observability import store, store_sums
from agenthall_server.observability.executions import Execution, same_record
from agenthall_server.observability.tables import RunningExecution
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope


class Start(NamedTuple):
    """What is stored of a start, in the order of the table's columns but for the revision."""

    workspace_key: int
    execution_id: str
    agent_name: str
    model: str
    team_id: str
    start_time: int
    lease_expire_time: int
    execution: str
    """JSON text."""


class Heartbeat(NamedTuple):
    """A lease that is prolonged."""

    workspace_key: int
    execution_id: str
    lease_expire_time: int


class Finish(NamedTuple):
    """An execution that has ended; `ends_now`: its end is the server's, so a repeat has another one."""

    execution: Execution
    ends_now: bool


_Key = tuple[Any, ...]
_KEY = ("workspace_key", "execution_id")
_BODY = ("agent_name", "model", "team_id", "execution")
_Row = RunningExecution

LISTING = Listing(
    fields={
        "execution_id": filters.text(_Row.execution_id),
        "agent_name": filters.text(_Row.agent_name),
        "model": filters.text(_Row.model),
        "team_id": filters.text(_Row.team_id),
        "start_time": filters.time(_Row.start_time),
        "lease_expire_time": filters.time(_Row.lease_expire_time),
    },
    orders={"start_time": _Row.start_time, "lease_expire_time": _Row.lease_expire_time},
    default_order="start_time desc",
    tie=_Row.execution_id,
)

_insert = InsertNew("running_executions", columns=(*Start._fields, "revision"), key=_KEY)
_find_finished = Find("executions", key=_KEY, columns=("outcome",))
_find_running = Find("running_executions", key=_KEY, columns=_BODY)


def start(connection: Connection, items: Sequence[Start]) -> list[bool | Exception]:
    """Stores what is new. For each: True for a repeat, or the error of a reused id."""
    keys = [item[:2] for item in items]
    finished, running = _find_finished(connection, keys), _find_running(connection, keys)
    new = {item[:2]: item for item in reversed(items) if item[:2] not in finished and item[:2] not in running}
    revisions = changes.advance_each(connection, (key[0] for key in new), store_sums.METRICS)
    _insert(connection, [(*item, revisions[item.workspace_key]) for item in new.values()])
    bodies = running | {key: _body(item) for key, item in new.items()}
    return [_outcome(item, finished, bodies, is_new=new.get(item[:2]) is item) for item in items]


def heartbeat(connection: Connection, items: Sequence[Heartbeat]) -> list[bool | Exception]:
    """For each: True, or NotFound."""
    return [
        bool(
            connection.execute(
                update(_Row)
                .where(_Row.workspace_key == item.workspace_key, _Row.execution_id == item.execution_id)
                .values(lease_expire_time=item.lease_expire_time)
            ).rowcount
        )
        or NotFound.of("running execution", item.execution_id)
        for item in items
    ]


def finish(bounds: store.Bounds, connection: Connection, items: Sequence[Finish]) -> list[bool | Exception]:
    """Records them as executions; what is recorded runs no more. For each: True for a repeat, or its error."""
    outcomes = [
        _repeat(connection, item) if item.ends_now and isinstance(outcome, RecordIdReused) else outcome
        for item, outcome in zip(
            items, store.record_executions(bounds, connection, [one.execution for one in items]), strict=True
        )
    ]
    ended: defaultdict[int, list[str]] = defaultdict(list)
    for item, outcome in zip(items, outcomes, strict=True):
        if not isinstance(outcome, Exception):
            ended[item.execution.workspace_key].append(item.execution.execution_id)
    for workspace_key, ids in ended.items():
        connection.execute(delete(_Row).where(_Row.workspace_key == workspace_key, _Row.execution_id.in_(ids)))
    return outcomes


def _repeat(connection: Connection, item: Finish) -> bool | Exception:
    """The same finish, sent twice at once, was given two ends: the first one counts."""
    stored = store.stored(connection, item.execution)
    mine = item.execution._replace(end_time=stored.end_time, duration_ms=stored.duration_ms)
    return same_record(mine, stored) or RecordIdReused.of("execution", stored.execution_id)


async def find(scope: Scope, session: AsyncSession, execution_id: str) -> RunningExecution | None:
    """The execution, where it was started and is not finished."""
    return await session.get(_Row, (scope.workspace_key, execution_id))


async def list_running(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest
) -> tuple[list[RunningExecution], str]:
    """One page of the workspace's running executions."""
    statement = select(_Row).where(_Row.workspace_key == scope.workspace_key)
    return await pager.rows(scope, session, statement, LISTING, page)


def _body(item: Start) -> _Key:
    return tuple(getattr(item, name) for name in _BODY)


def _outcome(
    item: Start, finished: Mapping[_Key, Any], bodies: Mapping[_Key, Iterable[Any]], *, is_new: bool
) -> bool | Exception:
    key = item[:2]
    if is_new:
        return False
    if key in finished or bodies[key] != _body(item):
        return RecordIdReused.of("execution", item.execution_id)
    return True
