"""Pages: every row once, in order, whatever the size; tokens are bound to their list."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, event, insert, select

from agenthall.access.v1 import access_service_pb2
from agenthall.observability.v1 import observability_service_pb2
from agenthall_server.access.store import LISTING
from agenthall_server.api_keys import ApiKey
from agenthall_server.database import Database
from agenthall_server.errors import InvalidOrderBy, InvalidPageToken
from agenthall_server.paging import Pager, PageRequest, parse_order
from agenthall_server.scope import Scope
from agenthall_server.tokens import Signer

SCOPE = Scope(1, "tester")
PAGER = Pager(Signer({1: b"k" * 32}))
NAMES = ["b", "a", "é", "B", "a", "\U0001f600", "z", "b", "-", "~", "ß"]


def key(number: int, *, workspace_key: int = 1) -> dict[str, Any]:
    return {
        "workspace_key": workspace_key,
        "key_id": f"key{number:02}",
        "secret_hash": f"{workspace_key}-{number}",
        "display_name": NAMES[number],
        "role": "ROLE_VIEWER" if number % 3 else "ROLE_ADMIN",
        "create_time": 100 + number // 2,
        "creator": "tester",
    }


@pytest.fixture
def keys(database: Database) -> Database:
    """Eleven keys with repeated names and times, and as many of another workspace."""
    with database.connect_writer() as connection, connection.begin():
        rows = [key(number, workspace_key=workspace) for workspace in (1, 2) for number in range(len(NAMES))]
        connection.execute(insert(ApiKey), rows)
    return database


async def page_of(database: Database, page: PageRequest, scope: Scope = SCOPE) -> tuple[list[str], str]:
    statement = select(ApiKey).where(ApiKey.workspace_key == scope.workspace_key)
    async with database.snapshot() as session:
        rows, token = await PAGER.rows(scope, session, statement, LISTING, page)
    return [row.key_id for row in rows], token


async def all_pages(database: Database, **arguments: Any) -> list[str]:
    found: list[str] = []
    token = ""
    while True:
        rows, token = await page_of(database, PageRequest("M", token=token, **arguments))
        found += rows
        if not token:
            return found


async def test_pages_put_together_are_the_list(keys: Database) -> None:
    for order_by in ("", "create_time", "create_time desc", "display_name", "display_name desc", " display_name  asc "):
        column = "display_name" if "name" in order_by else "create_time"
        descending = "desc" in order_by or not order_by
        ordered = sorted(map(key, range(len(NAMES))), key=lambda row: (row[column], row["key_id"]), reverse=descending)
        for size in (1, 2, 3, 5, 10, 11, 12):
            assert await all_pages(keys, size=size, order_by=order_by) == [row["key_id"] for row in ordered]


async def test_a_filter_holds_over_the_pages(keys: Database) -> None:
    found = await all_pages(keys, size=1, filter="role = ROLE_ADMIN", order_by="display_name")
    assert sorted(found) == ["key00", "key03", "key06", "key09"]


async def test_rows_that_come_and_go_meanwhile_move_no_others(keys: Database) -> None:
    first, token = await page_of(keys, PageRequest("M", 4, ""))
    with keys.connect_writer() as connection, connection.begin():
        newest = key(0) | {"key_id": "newest", "secret_hash": "newest", "create_time": 999}
        connection.execute(insert(ApiKey), [newest])
        last_seen = (ApiKey.workspace_key == 1) & (ApiKey.key_id == first[-1])
        connection.execute(ApiKey.__table__.delete().where(last_seen))
    rest, _ = await page_of(keys, PageRequest("M", 100, token))
    assert first + rest == [f"key{number:02}" for number in reversed(range(len(NAMES)))]


def test_sizes() -> None:
    sizes = {0: 50, 1: 1, 50: 50, 1000: 1000, 1001: 1000, 2**31 - 1: 1000}
    assert {size: PageRequest("M", size, "").limit for size in sizes} == sizes
    assert PageRequest("M", 0, "", default_size=3).limit == 3


async def test_a_token_belongs_to_its_list(keys: Database) -> None:
    _, token = await page_of(keys, PageRequest("M", 2, ""))
    arguments: dict[str, Any] = {"method": "M", "size": 2, "token": token}
    others: list[dict[str, Any]] = [
        {"method": "N"},
        {"filter": "role = ROLE_ADMIN"},
        {"order_by": "display_name"},
        {"order_by": "create_time desc"},
        {"shape": ("team",)},
    ]
    for other in others:
        with pytest.raises(InvalidPageToken, match="other arguments"):
            await page_of(keys, PageRequest(**(arguments | other)))


async def test_a_token_belongs_to_its_workspace(keys: Database) -> None:
    _, token = await page_of(keys, PageRequest("M", 2, ""))
    with pytest.raises(InvalidPageToken):
        await page_of(keys, PageRequest("M", 2, token), Scope(2, "tester"))


async def test_a_token_survives_another_page_size(keys: Database) -> None:
    first, token = await page_of(keys, PageRequest("M", 2, ""))
    rest, none = await page_of(keys, PageRequest("M", 500, token))
    assert len(first + rest) == len(NAMES)
    assert none == ""


async def test_a_foreign_token_is_refused(keys: Database) -> None:
    for token in ("x", "AAAA", "💥", "é", "\0", "a" * 4096):
        with pytest.raises(InvalidPageToken) as caught:
            await page_of(keys, PageRequest("M", 2, token))
        assert [violation.field for violation in caught.value.fields] == ["page_token"]


@pytest.mark.parametrize(
    "order_by",
    [
        "secret_hash",
        "create_time descending",
        "create_time desc, key_id",
        "create_time,display_name",
        "desc",
        "CREATE_TIME",
        "x" * 200,
        "create_time; DROP TABLE api_keys",
        "create_time desc desc",
        " ",
    ],
)
def test_an_unknown_order_is_refused(order_by: str) -> None:
    with pytest.raises(InvalidOrderBy) as caught:
        parse_order(order_by, LISTING.orders)
    assert "create_time, display_name" in str(caught.value)
    assert [violation.field for violation in caught.value.fields] == ["order_by"]


def slices(values: list[tuple[int, str]], size: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    token = ""
    while True:
        rows, token = PAGER.slice(SCOPE, values, lambda value: value, PageRequest("M", size, token))
        assert len(rows) <= size
        found += rows
        if not token:
            return found


@given(st.sets(st.tuples(st.integers(), st.text(max_size=3)), max_size=20), st.integers(1, 8))
def test_slices_put_together_are_the_list(values: set[tuple[int, str]], size: int) -> None:
    assert slices(sorted(values), size) == sorted(values)


def test_a_request_message_says_which_page() -> None:
    asked = access_service_pb2.ListApiKeysRequest(page_size=7, page_token="t", filter="f", order_by="o")
    assert PageRequest.of("M", asked) == PageRequest("M", 7, "t", "f", "o")
    computed = observability_service_pb2.ListBottlenecksRequest(page_token="t")
    found = PageRequest.of("M", computed, shape=("team",), default_size=3)
    assert found == PageRequest("M", 0, "t", shape=("team",), default_size=3)
    assert found.limit == 3


KIB = 1024


def fill(database: Database, sizes: list[int], letter: str = "x") -> list[str]:
    """Keys whose names take so many bytes; their ids in the order of the list."""
    rows = [
        key(0)
        | {"key_id": f"k{at:04}", "secret_hash": f"s{at}", "display_name": letter * (size // len(letter.encode()))}
        for at, size in enumerate(sizes)
    ]
    with database.connect_writer() as connection, connection.begin():
        connection.execute(insert(ApiKey), rows)
    return [f"k{at:04}" for at in range(len(sizes))]


async def page_sizes(database: Database, size: int) -> list[list[str]]:
    found: list[list[str]] = []
    token = ""
    while token or not found:
        rows, token = await page_of(database, PageRequest("M", size, token, order_by="create_time"))
        found.append(rows)
    return found


@pytest.mark.parametrize("size", [0, 1000])
@pytest.mark.parametrize("letter", ["x", "\U0001f600"])
async def test_a_page_ends_before_it_is_too_large(database: Database, size: int, letter: str) -> None:
    ids = fill(database, [500 * KIB] * 10 + [4000 * KIB] * 2 + [500 * KIB, 4000 * KIB], letter)
    pages = await page_sizes(database, size)
    assert [len(page) for page in pages] == [6, 4, 1, 1, 1, 1]
    assert [key_id for page in pages for key_id in page] == ids


@contextmanager
def counted() -> Iterator[dict[str, int]]:
    """How many statements on keys ran, and how many keys came out of the database."""
    found = {"statements": 0, "rows": 0}

    def ran(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found["statements"] += "api_keys" in statement

    def loaded(_row: Any, _context: Any) -> None:
        found["rows"] += 1

    event.listen(Engine, "before_cursor_execute", ran)
    event.listen(ApiKey, "load", loaded)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", ran)
        event.remove(ApiKey, "load", loaded)


async def test_a_page_is_one_statement_that_reads_little_more_than_it_answers(database: Database) -> None:
    ids = fill(database, [64 * KIB] * 400)
    for size, most in ((0, 51), (1000, 102)):
        with counted() as found:
            rows, token = await page_of(database, PageRequest("M", size, "", order_by="create_time"))
        assert rows == ids[:47]
        assert token
        assert found["statements"] == 1
        assert found["rows"] <= most


async def test_a_long_page_of_small_rows_is_full(database: Database) -> None:
    ids = fill(database, [1] * 1100)
    assert await page_sizes(database, 5000) == [ids[:1000], ids[1000:]]
    assert await page_sizes(database, 550) == [ids[:550], ids[550:]]


async def test_large_rows_of_a_computed_list_are_read_as_far_as_the_page_goes() -> None:
    values, asked = list(range(150)), list[int]()

    async def read(part: Any) -> list[tuple[int, str]]:
        asked.extend(part)
        return [(number, "x" * 100 * KIB) for number in part]

    found, token, pages = list[int](), "", 0
    while token or not pages:
        page = PageRequest("M", 100, token)
        rows, token = await PAGER.read_slice(SCOPE, values, lambda value: (value,), page, read)
        found += [number for number, _ in rows]
        pages += 1
    assert (found, pages) == (values, 5)
    assert len(asked) <= 150 + 4 * 51
