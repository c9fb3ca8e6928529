"""What a committer does when PostgreSQL goes away: before a COMMIT, during one, for a while, for long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import psycopg
import pytest
from sqlalchemy import text

from agenthall_server.changes import Signals
from agenthall_server.committer import Committer
from agenthall_server.database import Database, open_database
from agenthall_server.errors import DatabaseUnavailable
from agenthall_server.neighbours import Neighbours
from tests.postgres_proxy import Loss, proxy
from tests.test_committer import METADATA, Mint, insert_box, stored


@asynccontextmanager
async def committing(url: str, outage_seconds: float = 10.0) -> AsyncIterator[tuple[Committer, Database]]:
    """A committer on a PostgreSQL database with an empty box of coins."""
    database = open_database(url, outage_seconds=outage_seconds)
    with database.connect_writer() as connection, connection.begin():
        METADATA.create_all(connection)
        insert_box(connection)
    committer = Committer(database)
    committer.start()
    try:
        yield committer, database
    finally:
        await committer.stop()
        await database.close()


def cut(connection: psycopg.Connection, name: str) -> None:
    """Ends every connection to the database."""
    connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))


def name_of(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])


async def test_a_lost_connection_is_made_again(new_postgres: Callable[[], str], postgres: str) -> None:
    url, mint = new_postgres(), Mint()
    async with committing(url) as (committer, database):
        assert await committer.merged(mint.write, ["before"], size=1) == ["BEFORE"]
        with psycopg.connect(postgres, autocommit=True) as other:
            cut(other, name_of(url))
        assert await committer.merged(mint.write, ["after"], size=1) == ["AFTER"]
        assert await stored(database) == (["after", "before"], 2)


@pytest.mark.parametrize("loss", ["before", "after"])
async def test_a_commit_whose_answer_is_lost_counts_once(new_postgres: Callable[[], str], loss: Loss) -> None:
    mint = Mint()
    with proxy(new_postgres()) as (between, url):
        async with committing(url) as (committer, database):
            between.lose = loss
            assert await committer.merged(mint.write, ["a", "b"], size=1) == ["A", "B"]
            assert between.lose == ""
            assert await stored(database) == (["a", "b"], 2)
            assert mint.groups == [["a", "b"]] * (2 if loss == "before" else 1)


async def test_nobody_claims_to_know_of_a_commit_under_a_slot_that_was_taken(new_postgres: Callable[[], str]) -> None:
    plain, mint = new_postgres(), Mint()

    def take_slot() -> None:
        with psycopg.connect(plain, autocommit=True) as other:
            other.execute("UPDATE writer_slots SET epoch = epoch + 1 WHERE slot = 0")

    with proxy(plain) as (between, url):
        async with committing(url) as (committer, database):
            between.meanwhile, between.lose = take_slot, "after"
            with pytest.raises(DatabaseUnavailable):
                await committer.merged(mint.write, ["a"], size=1)
            assert mint.followed == []
            assert await committer.merged(mint.write, ["b"], size=1) == ["B"]
            assert await stored(database) == (["a", "b"], 2)


async def test_a_server_whose_slot_was_taken_goes_on_under_another(new_postgres: Callable[[], str]) -> None:
    url, mint = new_postgres(), Mint()
    async with committing(url) as (committer, database):
        await committer.merged(mint.write, ["before"], size=1)
        with psycopg.connect(url, autocommit=True) as other:
            other.execute(
                "UPDATE writer_slots SET epoch = epoch + 1, "
                "expire_time = (extract(epoch FROM clock_timestamp()) * 1000000)::bigint + 2900000"
            )
            other.execute("UPDATE writer_slots SET expire_time = 0 WHERE slot = 3")
        assert await committer.merged(mint.write, ["after"], size=1) == ["AFTER"]
        assert await stored(database) == (["after", "before"], 2)
        with psycopg.connect(url) as other:
            assert other.execute("SELECT transaction_number FROM writer_slots WHERE slot = 3").fetchone() != (0,)


async def test_a_restart_of_the_database_is_waited_out(new_postgres: Callable[[], str], postgres: str) -> None:
    url, mint = new_postgres(), Mint()
    async with committing(url) as (committer, database):
        with psycopg.connect(postgres, autocommit=True) as other:
            other.execute(f"ALTER DATABASE {name_of(url)} ALLOW_CONNECTIONS false")
            cut(other, name_of(url))
            writing = asyncio.create_task(committer.merged(mint.write, ["during"], size=1))
            reading = asyncio.create_task(_count(database))
            await asyncio.sleep(0.5)
            assert not writing.done()
            assert not reading.done()
            assert not await database.answers()
            other.execute(f"ALTER DATABASE {name_of(url)} ALLOW_CONNECTIONS true")
        assert await writing == ["DURING"]
        assert await reading in {0, 1}
        assert await stored(database) == (["during"], 1)


async def _count(database: Database) -> int:
    async with database.reader() as connection:
        found: int = (await connection.execute(text("SELECT count(*) FROM coins"))).scalar_one()
        return found


async def test_a_database_that_stays_away_is_unavailable_and_comes_back(
    new_postgres: Callable[[], str], postgres: str
) -> None:
    url, mint = new_postgres(), Mint()
    async with committing(url, outage_seconds=0.3) as (committer, database):
        with psycopg.connect(postgres, autocommit=True) as other:
            other.execute(f"ALTER DATABASE {name_of(url)} ALLOW_CONNECTIONS false")
            cut(other, name_of(url))
            for _ in range(3):  # the second and third are not waited for again
                with pytest.raises(DatabaseUnavailable) as caught:
                    await committer.merged(mint.write, ["lost"], size=1)
                assert caught.value.retry_after_seconds
            other.execute(f"ALTER DATABASE {name_of(url)} ALLOW_CONNECTIONS true")
        assert await committer.merged(mint.write, ["again"], size=1) == ["AGAIN"]
        assert await stored(database) == (["again"], 1)


async def test_what_looks_for_other_servers_outlives_a_long_outage(
    new_postgres: Callable[[], str], postgres: str
) -> None:
    """A watcher must hear of other servers' commits again, and limits be divided again, when the database is back."""
    url = new_postgres()
    database = open_database(url, outage_seconds=0.0)
    signals, neighbours = Signals(), Neighbours(database)
    with psycopg.connect(postgres, autocommit=True) as other, signals.watched(1, "metrics"):
        other.execute(f"ALTER DATABASE {name_of(url)} ALLOW_CONNECTIONS false")
        cut(other, name_of(url))
        looking = [asyncio.create_task(signals.run(database)), asyncio.create_task(neighbours.run())]
        await asyncio.sleep(0.5)  # both have found nobody
        other.execute(f"ALTER DATABASE {name_of(url)} ALLOW_CONNECTIONS true")
    with psycopg.connect(url, autocommit=True) as other, signals.watched(1, "metrics"):
        other.execute("INSERT INTO streams (workspace_key, topic, revision) VALUES (1, 'metrics', 1)")
        async with asyncio.timeout(5):
            while not signals.count(1, "metrics") or neighbours.count() != 2:
                lease(other, 0, 1)
                await asyncio.sleep(0.1)
    for task in looking:
        task.cancel()
    await asyncio.gather(*looking, return_exceptions=True)
    await database.close()


def lease(connection: psycopg.Connection, *taken: int) -> None:
    """These slots, and no others, belong to servers for 2.9 seconds."""
    connection.execute(
        "UPDATE writer_slots SET expire_time = CASE WHEN slot = ANY(%s) "
        "THEN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint + 2900000 ELSE 0 END",
        (list(taken),),
    )
