"""What recording leaves in the database, on both of them."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text

from agenthall_server import migrations
from agenthall_server.clock import Clock
from agenthall_server.database import open_database
from agenthall_server.errors import RecordIdReused
from agenthall_server.memory.store import NewBuild, Outcome, Recorded, recorder
from agenthall_server.memory.tables import Build, BuildRollup

HOUR = 3600 * 1_000_000
_keys = itertools.count(1)
Body = dict[str, Any]

BODIES = st.fixed_dictionaries(
    {
        "build_id": st.sampled_from("abcdef"),
        "team_id": st.sampled_from(["web", "mobile"]),
        "workflow": st.sampled_from(["standard", "fast"]),
        "success": st.none() | st.booleans(),
        "quality_score": st.none() | st.floats(0, 100),
        "finish_time": st.sampled_from([1, HOUR - 1, HOUR, 5 * HOUR + 1]),
    }
)
BATCHES = st.lists(st.lists(BODIES, min_size=1, max_size=8), min_size=1, max_size=4)
SLOW_FIXTURE = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass
class Store:
    """The write path without a server: one connection, one transaction a call."""

    connection: Connection

    def record(self, workspace_key: int, bodies: Sequence[Body]) -> list[Outcome]:
        items = [NewBuild.of(build_of(workspace_key, body)) for body in bodies]
        with self.connection.begin():
            return recorder(Clock())(self.connection, items)

    def rollups(self, workspace_key: int) -> dict[tuple[Any, ...], tuple[int, ...]]:
        rows = self.connection.execute(
            select(BuildRollup.__table__).where(BuildRollup.workspace_key == workspace_key)
        ).all()
        self.connection.rollback()
        return {tuple(row[1:5]): tuple(row[6:]) for row in rows}

    def builds(self, workspace_key: int) -> Sequence[Any]:
        rows = self.connection.execute(select(Build.__table__).where(Build.workspace_key == workspace_key)).all()
        self.connection.rollback()
        return rows


def build_of(workspace_key: int, body: Body) -> Build:
    defaults: Body = {
        "build_key": 0,
        "user_id": "",
        "prompt": "a chat",
        "tech_stack": {"frontend": "React"},
        "duration_seconds": None,
        "files_generated": None,
        "create_time": 10 * HOUR,
        "failure_reason": "",
        "agent_results": [],
        "attributes": None,
    }
    return Build(workspace_key=workspace_key, **(defaults | body))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    asyncio.run(migrations.migrate(database_url))
    database = open_database(database_url)
    connection = database.connect_writer()
    yield Store(connection)
    connection.close()
    asyncio.run(database.close())


def recounted(rows: Sequence[Any]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """The rollups, counted again from the rows by other means."""
    counts: dict[tuple[Any, ...], Counter[str]] = {}
    for row in rows:
        for seconds, start in ((3600, row.finish_time // HOUR * HOUR), (0, 0)):
            count = counts.setdefault((row.team_id, seconds, start, row.workflow), Counter())
            count["builds"] += 1
            count["known"] += row.success in {True, False}
            count["succeeded"] += row.success is True
            count["measured"] += row.quality_score is not None
            count["quality"] += round((row.quality_score or 0) * 1_000_000)
    names = ("builds", "known", "succeeded", "measured", "quality")
    return {key: tuple(count[name] for name in names) for key, count in counts.items()}


@SLOW_FIXTURE
@given(BATCHES)
def test_rollups_equal_a_recount_from_the_rows(store: Store, batches: list[list[Body]]) -> None:
    workspace_key = next(_keys)
    first: dict[str, Body] = {}
    for batch in batches:
        for body, outcome in zip(batch, store.record(workspace_key, batch), strict=True):
            stored = first.setdefault(body["build_id"], body)
            if stored != body:
                assert isinstance(outcome, RecordIdReused)
            else:
                assert isinstance(outcome, Recorded)
                assert outcome.duplicate == (stored is not body)
    rows = store.builds(workspace_key)
    assert {row.build_id: row.quality_score for row in rows} == {
        key: body["quality_score"] for key, body in first.items()
    }
    assert store.rollups(workspace_key) == recounted(rows)


@SLOW_FIXTURE
@given(st.lists(BODIES, unique_by=lambda body: body["build_id"], min_size=1), st.data())
def test_the_order_of_arrival_does_not_matter(store: Store, bodies: list[Body], data: st.DataObject) -> None:
    one, other = next(_keys), next(_keys)
    store.record(one, bodies)
    for body in data.draw(st.permutations(bodies)):
        store.record(other, [body])
    assert store.rollups(one) == store.rollups(other)


def test_workspaces_may_use_the_same_ids(store: Store) -> None:
    body: Body = {
        "build_id": "b",
        "team_id": "web",
        "workflow": "x",
        "success": True,
        "quality_score": 1.0,
        "finish_time": 1,
    }
    one, other = next(_keys), next(_keys)
    first, second = NewBuild.of(build_of(one, body)), NewBuild.of(build_of(other, body | {"quality_score": 2.0}))
    with store.connection.begin():
        outcomes = recorder(Clock())(store.connection, [first, second])
    assert [isinstance(outcome, Recorded) and not outcome.duplicate for outcome in outcomes] == [True, True]


def test_later_builds_get_higher_keys(store: Store) -> None:
    workspace_key = next(_keys)
    body: Body = {"team_id": "web", "workflow": "x", "success": True, "quality_score": None, "finish_time": 1}
    store.record(workspace_key, [body | {"build_id": name} for name in "zyx"])
    store.record(workspace_key, [body | {"build_id": name} for name in "ba"])
    rows = sorted(store.builds(workspace_key), key=lambda row: row.build_key)
    assert [row.build_id for row in rows] == ["z", "y", "x", "b", "a"]


def test_only_new_builds_enter_the_full_text(store: Store) -> None:
    workspace_key = next(_keys)
    body: Body = {"team_id": "web", "workflow": "x", "success": True, "quality_score": None, "finish_time": 1}
    for _ in range(3):
        store.record(workspace_key, [body | {"build_id": "b"}])
    assert store.connection.execute(text("SELECT count(*) FROM build_text")).scalar_one() == 1
    store.connection.rollback()
