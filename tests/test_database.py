"""The ground: connections, bulk statements and full text, alike on both databases."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Column, Connection, Float, Integer, LargeBinary, MetaData, Table, text
from sqlalchemy.exc import DBAPIError

from agenthall_server.database import Accumulate, Database, InsertNew, Text, TextIndex, Word, open_database
from agenthall_server.database.engine import is_unavailable
from agenthall_server.database.lock import DatabaseInUse
from agenthall_server.words import token, words_of

METADATA = MetaData()
NOTES = Table(
    "notes",
    METADATA,
    Column("workspace_key", Integer, primary_key=True, autoincrement=False),
    Column("note_id", Text, primary_key=True),
    Column("words", Text),
    Column("size", Float(53)),
    Column("seen", BigInteger),
    Column("raw", LargeBinary),
)
TOTALS = Table(
    "totals",
    METADATA,
    Column("workspace_key", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("count", BigInteger),
    Column("size", Float(53)),
    Column("last", BigInteger),
    Column("revision", BigInteger),
)
PAGES = TextIndex("pages")
insert = InsertNew(
    "notes", columns=("workspace_key", "note_id", "words", "size", "seen", "raw"), key=("workspace_key", "note_id")
)
add = Accumulate(
    "totals",
    key=("workspace_key", "name"),
    add=("count", "size"),
    maximum=("last", "revision"),
    floating=("size",),
)


@pytest.fixture
async def opened(database_url: str) -> Any:
    """An open database with the test's own tables."""
    database = open_database(database_url, readers=2)
    with database.connect_writer() as connection, connection.begin():
        METADATA.create_all(connection)
        for statement in PAGES.ddl(database.dialect):
            connection.exec_driver_sql(statement)
    yield database
    await database.close()


@pytest.fixture
def writer(opened: Database) -> Iterator[Connection]:
    """The writing connection, inside a transaction."""
    with opened.connect_writer() as connection, connection.begin():
        yield connection


def note(workspace_key: int, note_id: str, words: str | None = "w", size: float | None = 1.0) -> tuple[Any, ...]:
    return workspace_key, note_id, words, size, 2**62, b"\x00\xff"


def notes(connection: Connection) -> dict[tuple[int, str], Any]:
    rows = connection.execute(NOTES.select())
    return {(row.workspace_key, row.note_id): row for row in rows}


def test_only_new_rows_are_inserted_and_named(writer: Connection) -> None:
    assert insert(writer, [note(1, "a"), note(1, "b")]) == [True, True]
    assert insert(writer, [note(1, "b", "other"), note(1, "c"), note(2, "b")]) == [False, True, True]
    stored = notes(writer)
    assert sorted(stored) == [(1, "a"), (1, "b"), (1, "c"), (2, "b")]
    assert stored[1, "b"].words == "w"


def test_the_first_of_equal_keys_in_one_group_is_new(writer: Connection) -> None:
    insert(writer, [note(1, "old")])
    rows = [note(1, "a", "first"), note(1, "old"), note(1, "a", "second"), note(1, "b"), note(1, "a", "third")]
    assert insert(writer, rows) == [True, False, False, True, False]
    assert notes(writer)[1, "a"].words == "first"


def test_nothing_to_insert(writer: Connection) -> None:
    assert insert(writer, []) == []
    add(writer, [])
    assert notes(writer) == {}


def test_values_survive_exactly(writer: Connection) -> None:
    odd = "quote ' \" backslash \\ % ? :x %s emoji \U0001f600 del \x7f escape \x1b line\r\n \u2028 {} []"
    sizes = [0.1, -0.0, 1e-308, 1.7976931348623157e308, 3.141592653589793, None]
    rows = [note(1, f"{odd}{index}", odd, size) for index, size in enumerate(sizes)]
    insert(writer, rows)
    found = [notes(writer)[1, f"{odd}{index}"] for index in range(len(sizes))]
    assert [tuple(row)[:5] for row in found] == [row[:5] for row in rows]
    assert [bytes(row.raw) for row in found] == [b"\x00\xff"] * len(sizes)
    insert(writer, [(1, "empty", None, None, None, None)])
    assert tuple(notes(writer)[1, "empty"]) == (1, "empty", None, None, None, None)


def test_more_repeats_than_a_statement_has_parameters(writer: Connection) -> None:
    rows = [note(workspace, f"n{number}") for workspace in (1, 2) for number in range(1500)]
    assert insert(writer, rows[::2]) == [True] * 1500
    assert insert(writer, rows) == [index % 2 == 1 for index in range(3000)]
    assert len(notes(writer)) == 3000


def total(name: str, count: int, size: float, last: int, revision: int) -> tuple[Any, ...]:
    return 1, name, count, size, last, revision


def test_sums_are_added_and_maxima_kept(writer: Connection) -> None:
    add(writer, [total("a", 1, 0.5, 10, 1), total("b", 2, 0.25, 5, 1)])
    add(writer, [total("a", 2**40, 0.25, 7, 2), total("c", 3, 1.0, 1, 2)])
    rows = {row.name: tuple(row)[2:] for row in writer.execute(TOTALS.select())}
    assert rows == {"a": (1 + 2**40, 0.75, 10, 2), "b": (2, 0.25, 5, 1), "c": (3, 1.0, 1, 2)}


def test_sums_stay_at_the_largest_integer_and_floats_go_on(writer: Connection) -> None:
    most = 2**63 - 1
    for count, size, expected in (
        (most - 5, 1e20, (most - 5, 1e20)),
        (4, 1e20, (most - 1, 2e20)),
        (2, 0.0, (most, 2e20)),
        (most, 0.0, (most, 2e20)),
        (0, 1e20, (most, 3e20)),
    ):
        add(writer, [total("a", count, size, 1, 1), total("b", 1, 1.0, 1, 1)])
        rows = {row.name: (row.count, row.size) for row in writer.execute(TOTALS.select())}
        assert rows["a"] == expected
    assert rows["b"] == (5, 5.0)


changes = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 100), st.integers(-50, 50)), min_size=1, max_size=12
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes, st.randoms(use_true_random=False))
def test_the_order_of_additions_does_not_matter(writer: Connection, changes: list[Any], random: Any) -> None:
    results = []
    for order in (changes, random.sample(changes, len(changes))):
        writer.execute(TOTALS.delete())
        for name, count, last in order:
            add(writer, [total(name, count, 0.5, last, 1)])
        results.append(sorted(map(tuple, writer.execute(TOTALS.select()))))
    assert results[0] == results[1]


def documents(connection: Connection, groups: list[list[Word]], limit: int = 100, *, newest: bool = False) -> list[int]:
    statement = PAGES.candidates(connection, groups, limit, newest_first=newest)
    return [row[0] for row in connection.execute(statement)]


def tokens(field: str, value: str) -> list[str]:
    return [token(field, word) for word in words_of(value)]


def test_full_text_finds_the_same_on_both(writer: Connection) -> None:
    texts = {
        1: "React front-end, with_underscores",
        2: "react AND NOT angular OR near",
        3: "Überprüfung der Straße",
        4: "数据 分析 C++ c# .NET",
        5: "reactive programming",
        6: "\uff32\uff25\uff21\uff23\uff34 full width",
    }
    for document, value in texts.items():
        PAGES.put(writer, document, tokens("w", value))
    exact = Word(token("w", "react"))
    assert documents(writer, [[exact]]) == [1, 2, 6]
    assert documents(writer, [[exact]], newest=True) == [6, 2, 1]
    assert documents(writer, [[exact]], limit=2) == [1, 2]
    assert documents(writer, [[Word("w_react", prefix=True)]]) == [1, 2, 5, 6]
    assert documents(writer, [[exact], [Word("w_angular")]]) == [2]
    assert documents(writer, [[Word("w_angular"), Word("w_programming")]]) == [2, 5]
    assert documents(writer, [[Word(found)] for found in tokens("w", "STRASSE überprüfung")]) == [3]
    assert documents(writer, [[Word(tokens("w", "数据")[0])]]) == [4]
    for operator in ("and", "not", "or", "near", "underscores"):
        assert documents(writer, [[Word(token("w", operator))]])
    assert documents(writer, [[Word("n_react")]]) == []


def test_a_document_is_replaced_and_forgotten(writer: Connection) -> None:
    PAGES.put(writer, 7, ["w_old"])
    PAGES.put(writer, 7, ["w_new", "w_new"])
    assert (documents(writer, [[Word("w_old")]]), documents(writer, [[Word("w_new")]])) == ([], [7])
    PAGES.remove(writer, 7)
    PAGES.remove(writer, 8)
    assert documents(writer, [[Word("w_new")]]) == []


HOSTILE = st.text(alphabet=st.sampled_from("aé\"'*:^()&|!<>-+\\\0%_ \n数\U0001f600x"), max_size=12) | st.sampled_from(
    ["'; DROP TABLE pages; --", '" OR "1', "NEAR(a b)", "tokens:a", "a*", "^a", "a & b", "!a", "a <-> b", "x'41'", "\\"]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, st.booleans())
def test_no_text_is_query_syntax(writer: Connection, value: str, prefix: bool) -> None:
    PAGES.put(writer, 1, tokens("w", value))
    PAGES.put(writer, 2, ["w_other"])
    groups = [[Word(found, prefix)] for found in tokens("w", value)]
    if groups:
        assert documents(writer, groups) == [1]


def test_a_large_document_fits(writer: Connection) -> None:
    """256 KiB of words of two letters that each take three bytes in UTF-8 and six characters in the index."""
    words = [chr(0x4E00 + number // 200) + chr(0x5E00 + number % 200) for number in range(37_000)]
    PAGES.put(writer, 1, tokens("w", " ".join(words)))
    assert documents(writer, [[Word(token("w", words[-1]))], [Word(token("w", words[0]))]]) == [1]


async def count_notes(database: Database) -> int:
    async with database.reader() as connection:
        found: int = (await connection.execute(text("SELECT count(*) FROM notes"))).scalar_one()
    return found


async def test_a_snapshot_sees_one_state(opened: Database) -> None:
    with opened.connect_writer() as connection:
        async with opened.snapshot() as session:
            before = (await session.execute(text("SELECT count(*) FROM notes"))).scalar_one()
            with connection.begin():
                insert(connection, [note(1, "a")])
            after = (await session.execute(text("SELECT count(*) FROM notes"))).scalar_one()
            outside = await count_notes(opened)
        assert (before, after, outside) == (0, 0, 1)
        assert await count_notes(opened) == 1


async def test_nobody_sees_what_is_not_committed(opened: Database) -> None:
    with opened.connect_writer() as connection:
        with connection.begin() as transaction:
            insert(connection, [note(1, "a")])
            assert await count_notes(opened) == 0
            transaction.rollback()
        assert await count_notes(opened) == 0


@pytest.mark.parametrize(
    "statement", ["DELETE FROM notes", "INSERT INTO notes (workspace_key, note_id) VALUES (9, 'x')", "DROP TABLE notes"]
)
async def test_readers_cannot_write(opened: Database, statement: str) -> None:
    with pytest.raises(DBAPIError):
        async with opened.reader() as connection:
            await connection.execute(text(statement))
    with pytest.raises(DBAPIError):
        async with opened.snapshot() as session:
            await session.execute(text(statement))
    assert await count_notes(opened) == 0


async def test_a_reader_is_outside_of_any_transaction(opened: Database) -> None:
    with opened.connect_writer() as connection:
        async with opened.reader() as reader:
            statement = text("SELECT count(*) FROM notes")
            before = (await reader.execute(statement)).scalar_one()
            with connection.begin():
                insert(connection, [note(1, "a")])
            after = (await reader.execute(statement)).scalar_one()
    assert (before, after) == (0, 1)


async def test_a_reader_that_was_used_for_one_statement_still_makes_snapshots(opened: Database) -> None:
    for _ in range(3):
        await count_notes(opened)
        await test_a_snapshot_of_nothing_new(opened)


async def test_a_snapshot_of_nothing_new(opened: Database) -> None:
    async with opened.snapshot() as session:
        first = (await session.execute(text("SELECT count(*) FROM notes"))).scalar_one()
        with opened.connect_writer() as connection, connection.begin():
            insert(connection, [note(1, f"n{first}")])
        assert (await session.execute(text("SELECT count(*) FROM notes"))).scalar_one() == first


async def test_error_texts_hold_no_values(opened: Database) -> None:
    with opened.connect_writer() as connection, pytest.raises(DBAPIError) as caught:
        connection.execute(text("SELECT * FROM missing WHERE secret = :secret"), {"secret": "canary"})
    assert "canary" not in str(caught.value)
    assert not is_unavailable(caught.value)


async def test_durable_settings(opened: Database) -> None:
    with opened.connect_writer() as connection:
        if opened.dialect == "sqlite":
            found = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "auto_vacuum")
            ]
            assert found == ["wal", 2, 2]
        else:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
            assert connection.exec_driver_sql("SHOW timezone").scalar() == "UTC"


async def test_text_sorts_by_code_point(opened: Database) -> None:
    names = ["a", "B", "é", "z", "Z", "_", "\U0001f600", "\uffff"]
    with opened.connect_writer() as connection, connection.begin():
        insert(connection, [note(1, name) for name in names])
        found = connection.execute(NOTES.select().order_by(NOTES.c.note_id)).all()
    assert [row.note_id for row in found] == sorted(names)


async def test_the_database_says_whether_it_answers(opened: Database) -> None:
    assert await opened.answers()


def test_a_second_process_is_refused_and_learns_the_owner(tmp_path: Path) -> None:
    program = (
        "import sys; from agenthall_server.database import open_database\n"
        "try: open_database(sys.argv[1])\n"
        "except Exception as error: sys.exit(f'{type(error).__name__}: {error}')"
    )
    url = f"sqlite:///{tmp_path}/hall.db"
    first = open_database(url)
    command = [sys.executable, "-c", program, url]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert refused.returncode == 1
    assert refused.stderr.startswith("DatabaseInUse: ")
    assert f"process {os.getpid()};" in refused.stderr
    first._lock.release()  # type: ignore[union-attr] # as the operating system does where the owner dies
    assert subprocess.run(command, check=False).returncode == 0  # noqa: S603 - our own program


async def test_a_file_of_sqlite_is_readable_by_others(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/deep/er/hall.db")
    with database.connect_writer() as connection, connection.begin():
        METADATA.create_all(connection)
        insert(connection, [note(1, "a")])
    with sqlite3.connect(tmp_path / "deep/er/hall.db") as other:
        assert other.execute("SELECT note_id FROM notes").fetchall() == [("a",)]
    other.close()
    await database.close()


def test_sqlite_in_memory_is_refused() -> None:
    with pytest.raises(DatabaseInUse, match="needs a file"):
        open_database("sqlite:///:memory:")


async def test_readers_of_sqlite_work_on_after_any_were_cancelled(sqlite_url: str) -> None:
    """At whatever moment: while they wait for a connection, begin, read or end."""
    database, rng = open_database(sqlite_url, readers=2), random.Random(1)

    async def read() -> list[int]:
        async with database.snapshot() as session:
            found = [await session.scalar(text("SELECT 1")), await session.scalar(text("SELECT 2"))]
        async with database.reader() as connection:
            return [*found, await connection.scalar(text("SELECT 3"))]

    tasks = []
    for _ in range(300):
        tasks.append(asyncio.create_task(read()))
        await asyncio.sleep(rng.uniform(0, 0.003))
        tasks[-1].cancel()
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(end == [1, 2, 3] or isinstance(end, asyncio.CancelledError) for end in ends)
    assert await asyncio.gather(*(read() for _ in range(8))) == [[1, 2, 3]] * 8
    await database.close()
