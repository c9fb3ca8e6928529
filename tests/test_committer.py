"""Group commit: who waits for what, whose error is whose, and what cancelling does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from time import perf_counter, sleep
from typing import Any

import pytest
from sqlalchemy import BigInteger, Column, Connection, Integer, MetaData, Table, insert, select

from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.database import Database, Text, open_database
from agenthall_server.errors import DatabaseUnavailable, NotFound, Overloaded, RecordIdReused

METADATA = MetaData()
COINS = Table("coins", METADATA, Column("coin", Text, primary_key=True), Column("worth", BigInteger))
BOX = Table("box", METADATA, Column("box", Integer, primary_key=True), Column("coins", BigInteger))


@pytest.fixture
async def database(database_url: str) -> Any:
    """A database with a table of coins and a counter."""
    opened = open_database(database_url)
    with opened.connect_writer() as connection, connection.begin():
        METADATA.create_all(connection)
        insert_box(connection)
    yield opened
    await opened.close()


@pytest.fixture
async def committer(database: Database) -> Any:
    """A running committer."""
    started = Committer(database, max_items=1000, max_bytes=10_000)
    started.start()
    yield started
    await started.stop()


def insert_box(connection: Connection) -> None:
    connection.execute(insert(BOX).values(box=1, coins=0))


class Mint:
    """A merged write that notes which items came together; "bad" fails its group, "reused" only itself."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []
        self.followed: list[tuple[list[str], list[Any]]] = []
        self.write: MergedWrite[str, str] = MergedWrite("coins", self.apply, self.committed)

    def apply(self, connection: Connection, items: Sequence[str]) -> Sequence[str | Exception]:
        self.groups.append(list(items))
        good = [item for item in items if item != "reused"]
        for item in good:
            connection.execute(insert(COINS).values(coin=item, worth=1))
            if item == "bad":
                raise ValueError("a bad coin")
        connection.execute(BOX.update().values(coins=BOX.c.coins + len(good)))
        return [RecordIdReused.of("coin", item) if item == "reused" else item.upper() for item in items]

    def committed(self, items: Sequence[str], outcomes: Sequence[str | Exception]) -> None:
        self.followed.append((list(items), list(outcomes)))


@asynccontextmanager
async def busy(committer: Committer) -> AsyncIterator[None]:
    """Keeps the writer thread busy, so that what is called meanwhile makes one group."""
    gate = threading.Event()
    blocking = asyncio.create_task(committer.single(lambda _connection: gate.wait(5), size=1))
    await asyncio.sleep(0)
    try:
        yield
        await asyncio.sleep(0.01)
    finally:
        gate.set()
        await blocking


async def stored(database: Database) -> tuple[list[str], int]:
    """The coins, and what the box says of their number."""
    async with database.snapshot() as session:
        coins = list(await session.scalars(select(COINS.c.coin).order_by(COINS.c.coin)))
        return coins, (await session.execute(select(BOX.c.coins))).scalar_one()


async def test_one_caller_waits_for_nobody(committer: Committer, database: Database) -> None:
    mint = Mint()
    assert await committer.merged(mint.write, ["a", "b"], size=1) == ["A", "B"]
    assert await stored(database) == (["a", "b"], 2)
    assert mint.followed == [(["a", "b"], ["A", "B"])]
    assert committer.waiting == 0


async def test_what_waits_is_committed_together(committer: Committer, database: Database) -> None:
    mint = Mint()
    async with busy(committer):
        calls = [
            asyncio.create_task(committer.merged(mint.write, [f"{number:02}", f"{number:02}x"], size=1))
            for number in range(50)
        ]
        await asyncio.sleep(0.01)
        assert committer.waiting == 101
    outcomes = await asyncio.gather(*calls)
    assert outcomes == [[f"{number:02}", f"{number:02}X"] for number in range(50)]
    assert len(mint.groups) == 1
    assert (await stored(database))[1] == 100
    assert committer.waiting == 0


async def test_a_group_that_fails_is_done_caller_by_caller(committer: Committer, database: Database) -> None:
    mint = Mint()
    async with busy(committer):
        calls = [
            asyncio.create_task(committer.merged(mint.write, items, size=1)) for items in (["a"], ["b", "bad"], ["c"])
        ]
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert (results[0], results[2]) == (["A"], ["C"])
    assert isinstance(results[1], ValueError)
    assert await stored(database) == (["a", "c"], 2)
    assert [item for items, _ in mint.followed for item in items] == ["a", "c"]
    assert committer.statistics.failures == 1


async def test_an_outcome_may_be_an_error_of_one_item(committer: Committer, database: Database) -> None:
    outcomes = await committer.merged(Mint().write, ["a", "reused", "b"], size=1)
    assert [type(outcome) for outcome in outcomes] == [str, RecordIdReused, str]
    assert await stored(database) == (["a", "b"], 2)


async def test_single_writes_fail_alone(committer: Committer, database: Database) -> None:
    def put(coin: str, error: Exception | None = None) -> Callable[[Connection], str]:
        def apply(connection: Connection) -> str:
            connection.execute(insert(COINS).values(coin=coin, worth=1))
            if error is not None:
                raise error
            return coin

        return apply

    writes = [put("a"), put("b", NotFound.of("coin", "b")), put("c", ZeroDivisionError()), put("d"), put("a")]
    async with busy(committer):
        calls = [asyncio.create_task(committer.single(write, size=1)) for write in writes]
        merged = asyncio.create_task(committer.merged(Mint().write, ["m"], size=1))
    results = await asyncio.gather(*calls, merged, return_exceptions=True)
    assert (results[0], results[3], results[5]) == ("a", "d", ["M"])
    assert [type(result).__name__ for result in results[1:3]] == ["NotFound", "ZeroDivisionError"]
    assert type(results[4]).__name__ == "IntegrityError"
    assert await stored(database) == (["a", "d", "m"], 1)


async def test_a_cancelled_caller_does_not_cancel_its_write(committer: Committer, database: Database) -> None:
    mint = Mint()
    async with busy(committer):
        calls = [asyncio.create_task(committer.merged(mint.write, [f"{number:04}"], size=1)) for number in range(500)]
        await asyncio.sleep(0.01)
        for call in calls[::2]:
            call.cancel()
        await asyncio.sleep(0)
        assert committer.waiting == 501, "a cancelled write still waits, and counts"
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert sum(isinstance(result, asyncio.CancelledError) for result in results) == 250
    assert await committer.merged(mint.write, ["after"], size=1) == ["AFTER"]
    assert (await stored(database))[1] == 501
    assert committer.waiting == 0


async def test_cancelled_readers_leave_no_lock(committer: Committer, database: Database) -> None:
    async def read() -> None:
        async with database.snapshot() as session:
            await session.execute(select(COINS.c.coin))

    calls = [asyncio.create_task(read()) for _ in range(60)]
    for index, call in enumerate(calls):
        if index % 3 == 0:
            await asyncio.sleep(0.001)
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    assert await committer.merged(Mint().write, ["a"], size=1) == ["A"]
    assert await stored(database) == (["a"], 1)


async def test_too_much_that_waits_is_refused_at_once(committer: Committer) -> None:
    mint = Mint()
    async with busy(committer):
        waiting = asyncio.create_task(committer.merged(mint.write, [str(number) for number in range(990)], size=1))
        await asyncio.sleep(0.01)
        with pytest.raises(Overloaded) as caught:
            await committer.merged(mint.write, [f"x{number}" for number in range(10)], size=1)
        assert caught.value.retry_after_seconds
        waiting.cancel()
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await committer.merged(mint.write, [f"x{number}" for number in range(10)], size=1)
    assert len(await committer.merged(mint.write, ["later"], size=1)) == 1


async def test_the_bytes_of_a_cancelled_caller_count_until_its_commit(committer: Committer) -> None:
    mint = Mint()
    async with busy(committer):
        waiting = asyncio.create_task(committer.merged(mint.write, ["large"], size=9_000))
        await asyncio.sleep(0.01)
        waiting.cancel()
        await asyncio.sleep(0)
        with pytest.raises(Overloaded):
            await committer.merged(mint.write, ["second"], size=1_001)
    assert await committer.merged(mint.write, ["second"], size=1_001) == ["SECOND"]


async def test_callers_that_come_within_a_few_turns_share_a_commit(committer: Committer) -> None:
    mint = Mint()
    calls = []
    for number in range(40):
        calls.append(asyncio.create_task(committer.merged(mint.write, [f"{number:02}"], size=1)))
        await asyncio.sleep(0)
    await asyncio.gather(*calls)
    assert [len(group) for group in mint.groups] == [40]


async def test_a_trickle_of_writes_in_a_slow_loop_is_not_gathered_for_long(committer: Committer) -> None:
    """Turns of a millisecond each, a write every second turn: it never becomes quiet, and waits 5 ms all the same."""
    waited: list[float] = []

    async def write(number: int) -> None:
        started = perf_counter()
        await committer.merged(mint.write, [f"{number:03}"], size=1)
        waited.append(perf_counter() - started)

    def turn(left: int) -> None:
        sleep(0.001)
        if left:
            asyncio.get_running_loop().call_soon(turn, left - 1)

    mint = Mint()
    turn(400)
    calls = []
    for number in range(100):
        calls.append(asyncio.create_task(write(number)))
        for _ in range(2):
            await asyncio.sleep(0)
    await asyncio.gather(*calls)
    assert sorted(waited)[50] < 0.1
    assert len(mint.groups) > 5


async def test_one_item_gets_its_outcome_or_its_error(committer: Committer) -> None:
    assert await committer.one(Mint().write, "a", size=1) == "A"
    with pytest.raises(RecordIdReused):
        await committer.one(Mint().write, "reused", size=1)


async def test_nobody_is_acknowledged_before_the_commit(committer: Committer, database: Database) -> None:
    seen: list[int] = []

    async def write(number: int) -> None:
        await committer.merged(mint.write, [f"{number}"], size=1)
        coins, _ = await stored(database)
        seen.append(f"{number}" in coins)

    mint = Mint()
    await asyncio.gather(*(write(number) for number in range(40)))
    assert seen == [True] * 40


async def test_callers_are_answered_even_where_a_follower_fails(committer: Committer) -> None:
    def follow(_items: Sequence[str], _outcomes: Sequence[Any]) -> None:
        raise RuntimeError("the follower fell")

    failures: list[Any] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: failures.append(context["exception"]))
    write: MergedWrite[str, str] = MergedWrite("coins", lambda _connection, items: list(items), follow)
    async with asyncio.timeout(2):
        assert await committer.merged(write, ["a"], size=1) == ["a"]
    assert [type(failure) for failure in failures] == [RuntimeError]


async def test_stopping_commits_what_waits_and_refuses_what_comes(database: Database) -> None:
    committer, mint = Committer(database), Mint()
    committer.start()
    calls = [asyncio.create_task(committer.merged(mint.write, [str(number)], size=1)) for number in range(20)]
    await asyncio.sleep(0)
    await committer.stop()
    assert len(await asyncio.gather(*calls)) == 20
    assert (await stored(database))[1] == 20
    with pytest.raises(DatabaseUnavailable):
        await committer.merged(mint.write, ["late"], size=1)
    assert await stored(database) != ([], 0)


async def test_statistics(committer: Committer) -> None:
    await committer.merged(Mint().write, ["a", "b", "c"], size=1)
    await committer.single(lambda _connection: None, size=1)
    statistics = committer.statistics
    assert (statistics.commits, statistics.items, statistics.failures) == (2, 4, 0)
    assert statistics.seconds > 0
