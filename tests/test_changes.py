"""Revisions: gap-free, in commit order. The two-transaction test is permanent: a sequence would fail it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, make_url

from agenthall_server.changes import Signals, advance, current
from agenthall_server.database import Database


async def revision(database: Database, workspace_key: int, topic: str) -> int:
    async with database.snapshot() as session:
        return await current(session, workspace_key, topic)


async def test_revisions_grow_by_stream(database: Database) -> None:
    assert await revision(database, 1, "metrics") == 0
    with database.connect_writer() as connection:
        with connection.begin():
            assert advance(connection, 1, "metrics") == 1
            assert advance(connection, 1, "metrics", 5) == 6
            assert advance(connection, 1, "agents") == 1
            assert advance(connection, 2, "metrics") == 1
        with connection.begin():
            assert advance(connection, 1, "metrics") == 7
    assert await revision(database, 1, "metrics") == 7
    assert await revision(database, 2, "metrics") == 1
    assert await revision(database, 2, "agents") == 0


async def test_what_is_rolled_back_leaves_no_gap(database: Database) -> None:
    with database.connect_writer() as connection:
        for kept in (True, False, False, True):
            with connection.begin() as transaction:
                advance(connection, 1, "metrics")
                if not kept:
                    transaction.rollback()
    assert await revision(database, 1, "metrics") == 2


@pytest.fixture
def engine(new_postgres: Callable[[], str]) -> Engine:
    """Several writers of one PostgreSQL database, as several replicas would be."""
    return create_engine(make_url(new_postgres()).set(drivername="postgresql+psycopg"))


def test_the_order_of_revisions_is_the_order_of_commits(engine: Engine) -> None:
    """The first of two transactions draws its revision and dawdles; the second must get a later one, and only after
    the first has committed, or a reader that has seen the second would never look for the first again.
    """
    drawn, may_commit = threading.Event(), threading.Event()
    committed: list[int] = []

    def write(*, dawdle: bool) -> int:
        with engine.connect() as connection:
            with connection.begin():
                found = advance(connection, 1, "metrics")
                if dawdle:
                    drawn.set()
                    assert may_commit.wait(5)
            committed.append(found)
        return found

    with ThreadPoolExecutor(2) as pool:
        first: Future[int] = pool.submit(write, dawdle=True)
        assert drawn.wait(5)
        second = pool.submit(write, dawdle=False)
        assert waits_for_a_lock(engine)
        assert committed == []
        may_commit.set()
        assert (first.result(5), second.result(5)) == (1, 2)
    engine.dispose()


def waits_for_a_lock(engine: Engine) -> bool:
    """True once a transaction of this database waits for another one."""
    with psycopg.connect(
        engine.url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
    ) as watcher:
        statement = (
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return any(watcher.execute(statement).fetchone() != (0,) for _ in range(5000))


def test_many_writers_leave_no_gap(engine: Engine) -> None:
    seen: list[int] = []

    def write(number: int) -> None:
        with engine.connect() as connection, connection.begin() as transaction:
            found = advance(connection, 1, "metrics")
            if number % 3 == 0:
                transaction.rollback()
            else:
                seen.append(found)

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(write, range(60)))
    assert sorted(seen) == list(range(1, 41))
    engine.dispose()


async def test_signals_count_commits_of_this_process() -> None:
    signals = Signals()
    before = signals.count(1, "metrics")
    signals.touch(1, "metrics")
    assert signals.count(1, "metrics") == before + 1
    assert signals.count(2, "metrics") == signals.count(1, "agents") == 0
    await asyncio.sleep(0)
