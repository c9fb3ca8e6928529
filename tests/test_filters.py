"""The filter language: what it accepts, what it refuses and where, and that a value stays a value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Engine,
    Float,
    Integer,
    MetaData,
    Table,
    and_,
    create_engine,
    insert,
    make_url,
    select,
)

from agenthall_server import filters
from agenthall_server.database import columns
from agenthall_server.database.columns import Json
from agenthall_server.errors import InvalidFilter
from agenthall_server.filters import compile_filter

THINGS = Table(
    "things",
    MetaData(),
    Column("number", Integer, primary_key=True),
    Column("name", columns.Text),
    Column("size", Float),
    Column("count", BigInteger),
    Column("open", Boolean),
    Column("at", BigInteger),
    Column("color", Integer),
    Column("took", Float),
    Column("tags", Json),
)
FIELDS = {
    "name": filters.text(THINGS.c.name),
    "size": filters.number(THINGS.c.size),
    "count": filters.integer(THINGS.c.count),
    "open": filters.boolean(THINGS.c.open),
    "at": filters.time(THINGS.c.at),
    "color": filters.enum(THINGS.c.color, {"RED": 1, "GREEN": 2}),
    "took": filters.milliseconds(THINGS.c.took),
    "tags": filters.strings(THINGS.c.tags),
}
NAMES = ["number", "name", "size", "count", "open", "at", "color", "took", "tags"]
ROWS: list[dict[str, Any]] = [
    dict(zip(NAMES, row, strict=True))
    for row in (
        (1, "oak", 1.5, 3, True, 0, 1, 1500.0, ["seo", "web"]),
        (2, "Oak", 2.0, -4, False, 1_767_225_600_000_000, 2, 850.0, ["SEO"]),
        (3, "oak tree AND", None, None, None, None, None, None, []),
        (4, 'say "oak" \\', -1e300, 2**62, True, 1, 2, 0.0, ["a*b", '"', "%", "'"]),
        (5, "' OR 1=1 --", 0.0, 0, False, -1, 1, 60_000.0, None),
        (6, "50%_*[?]", 7.0, 7, True, 7, 1, 7.0, ["\u00e9"]),
        (7, "", 8.0, 8, False, 8, 2, 8.0, ["web"]),
    )
]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres")
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg") if request.param == "postgres" else url)
    with engine.begin() as connection:
        THINGS.metadata.drop_all(connection)
        THINGS.metadata.create_all(connection)
        connection.execute(insert(THINGS), ROWS)
    yield engine
    with engine.begin() as connection:
        THINGS.metadata.drop_all(connection)
    engine.dispose()


def matched(engine: Engine, source: str) -> list[int]:
    """The numbers of the rows that a filter lets through."""
    with engine.connect() as connection:
        statement = select(THINGS.c.number).where(and_(True, *compile_filter(source, FIELDS))).order_by(THINGS.c.number)
        return list(connection.scalars(statement))


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7]),
        ("   ", [1, 2, 3, 4, 5, 6, 7]),
        ('name = "oak"', [1]),
        ("name = 'oak'", [1]),
        ("name=oak", [1]),
        ('name != "oak"', [2, 3, 4, 5, 6]),
        ('name < "a"', [2, 5, 6]),
        ('name = ""', [7]),
        ('name:""', [1, 2, 3, 4, 5, 6]),
        ('name = "oak tree AND"', [3]),
        (r'name = "say \"oak\" \\"', [4]),
        ("size > 0", [1, 2, 6, 7]),
        ("size >= 1.5 AND size <= 2", [1, 2]),
        ("size = 1.5e0", [1]),
        ("size < -1", [4]),
        ("size != 0", [1, 2, 4, 6, 7]),
        ("size:1.5", [1]),
        ("count = -4", [2]),
        ("count > 4000000000000000000", [4]),
        ("open = true", [1, 4, 6]),
        ("open != true", [2, 5, 7]),
        ('at >= "2026-01-01T00:00:00Z"', [2]),
        ("at >= 2026-01-01T00:00:00.5-00:30", []),
        ("at = 2026-01-01T01:00:00+01:00", [2]),
        ("at = 2026-01-01t00:00:00z", [2]),
        ('at < "1970-01-01T00:00:00Z"', [5]),
        ('at = "1970-01-01T00:00:00.000001Z"', [4]),
        ("color = RED", [1, 5, 6]),
        ('color != "RED"', [2, 4, 7]),
        ("color = RED AND open = true AND name = oak", [1]),
        ('name > "a"', [1, 3, 4]),
        ('\tname\n=\r\n"oak"\t', [1]),
        # OR binds tighter than AND, side by side is AND, parentheses as they say
        ("name = oak OR name = Oak", [1, 2]),
        ("color = GREEN AND name = oak OR name = Oak", [2]),
        ("(color = GREEN AND name = oak) OR name = oak", [1]),
        ("color = GREEN open = false", [2, 7]),
        ("color = RED (open = false OR name = oak)", [1, 5]),
        # NOT, also of what is absent
        ("NOT name = oak", [2, 3, 4, 5, 6, 7]),
        ("-name = oak", [2, 3, 4, 5, 6, 7]),
        ("- name = oak", [2, 3, 4, 5, 6, 7]),
        ("NOT (open = true OR open = false)", [3]),
        ("NOT -name = oak", None),
        ("NOT (NOT name = oak)", [1]),
        ("NOT open = true", [2, 3, 5, 7]),
        ("NOT size:*", [3]),
        # what is there
        ("size:*", [1, 2, 4, 5, 6, 7]),
        ("name:*", [1, 2, 3, 4, 5, 6]),
        ("tags:*", [1, 2, 4, 6, 7]),
        # parts of strings, stars
        ("name:oak", [1, 3, 4]),
        ('name:" "', [3, 4, 5]),
        ("name = oak*", [1, 3]),
        ('name = "*AND"', [3]),
        ("name = o*k", [1]),
        ("name = *", [1, 2, 3, 4, 5, 6]),
        ("name != *a*", [5, 6]),
        (r"name = 50%_\*[?]", None),
        (r'name = "50%_\*[?]"', [6]),
        (r'name = "5*\**"', [6]),
        ('name:"%"', [6]),
        ('name:"_"', [6]),
        ('name:"["', [6]),
        ('name:"?"', [6]),
        (r'name:"\\"', [4]),
        (r'name:"\*"', [6]),
        # lists
        ("tags:seo", [1]),
        ("tags:web AND tags:seo", [1]),
        ("NOT tags:web", [2, 3, 4, 5, 6]),
        (r'tags:"a\*b"', [4]),
        (r'tags:"\""', [4]),
        ('tags:"%"', [4]),
        ("tags:\u00e9", [6]),
        # durations
        ("took = 1500", [1]),
        ("took >= 1.5s", [1, 5]),
        ("took < 0.01s", [4, 6, 7]),
    ],
)
def test_what_a_filter_lets_through(engine: Engine, source: str, numbers: list[int] | None) -> None:
    if numbers is None:
        with pytest.raises(InvalidFilter):
            compile_filter(source, FIELDS)
    else:
        assert matched(engine, source) == numbers


@pytest.mark.parametrize(
    "value",
    [
        "' OR 1=1 --",
        '" OR "1"="1',
        "'; DROP TABLE things; --",
        "\\'; DELETE FROM things; --",
        "%",
        "_ak",
        "oak%' ESCAPE '\\",
        "name",
        "NULL",
        ":name",
        "%(name_1)s",
        "?",
        "x' UNION SELECT 1 --",
        "\u02bc OR 1=1",
    ],
)
def test_injection_strings_are_values(engine: Engine, value: str) -> None:
    quoted = re.sub(r'([\\"*])', r"\\\1", value)
    assert matched(engine, f'name = "{quoted}"') == [row["number"] for row in ROWS if row["name"] == value]
    assert matched(engine, "") == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("source", "position", "token", "says"),
    [
        ("nme = 1", 0, "nme", "these can be filtered: at, color, count, name, open, size, tags, took"),
        ('"name" = 1', 0, '"name"', "a field is expected"),
        ("name", 0, "name", "one of = !="),
        ("name =", 6, "", "a value is expected"),
        ("name = = 1", 7, "=", "a value is expected"),
        ("name oak = 1", 0, "name", "one of = !="),
        ("name == oak", 6, "=", "a value is expected"),
        ("name = oak tree", 11, "tree", "a value with spaces needs quotes"),
        ("name = oak and open = true", 11, "and", "AND, OR and NOT are capitals"),
        ("name = oak AND", 14, "", "a field is expected"),
        ("name = oak OR", 13, "", "a field is expected"),
        ("OR name = oak", 0, "OR", "a field is expected"),
        ("NOT", 3, "", "a field is expected"),
        ("NOT NOT open = true", 4, "NOT", "a field is expected"),
        ("(name = oak", 11, "", "a closing parenthesis"),
        ("name = oak)", 10, ")", "the end is expected"),
        ("()", 1, ")", "a field is expected"),
        ("name = (oak OR elm)", 7, "(", "a value is expected"),
        ("(" * 17 + "name = oak" + ")" * 17, 16, "(", "more than 16 levels"),
        ("size = big", 7, "big", "size is a number"),
        ("size = nan", 7, "nan", "size is a number"),
        ("size = inf", 7, "inf", "size is a number"),
        ("size = 1e999", 7, "1e999", "size is a number"),
        ("count = 1.5", 8, "1.5", "count is a whole number"),
        ("count = 9223372036854775808", 8, "9223372036854775808", "count is a whole number"),
        ("open > true", 5, ">", "can only be compared with = != :"),
        ("open = yes", 7, "yes", "true or false"),
        ("color = BLUE", 8, "BLUE", "one of RED, GREEN"),
        ("color < RED", 6, "<", "can only be compared with = != :"),
        ("tags = seo", 5, "=", "can only be compared with :"),
        ("took > 1m", 7, "1m", "seconds such as 1.5s"),
        ("at = 5", 5, "5", "a time such as"),
        ('at = "2026-W05-6T12:00:00Z"', 5, '"2026-W05-6T12:00:00Z"', "a time such as"),
        ('at = "20260131T120000Z"', 5, '"20260131T120000Z"', "a time such as"),
        ("count = 1_0", 8, "1_0", "count is a whole number"),
        ("size > \u0663", 7, "\u0663", "size is a number"),
        ("took > 1e308s", 7, "1e308s", "seconds such as 1.5s"),
        ('at = "2026-01-01"', 5, '"2026-01-01"', "a time such as"),
        ('at = "2026-01-01T00:00:00"', 5, '"2026-01-01T00:00:00"', "a time such as"),
        ("at = 2026-13-01T00:00:00Z", 5, "2026-13-01T00:00:00Z", "a time such as"),
        ('name = "oak', 7, '"', "the quote is not closed"),
        ("name = oak; DROP TABLE things", 10, ";", "the end is expected"),
        ("name = oak -- x", 12, "-", "one of = !="),
        ("name = \x00", 7, "\x00", "NUL"),
        ('name = "a\x00"', 9, "\x00", "NUL"),
    ],
)
def test_what_is_refused_and_where(source: str, position: int, token: str, says: str) -> None:
    with pytest.raises(InvalidFilter) as caught:
        compile_filter(source, FIELDS)
    assert caught.value.metadata == {"position": str(position), "token": token}
    assert says in str(caught.value)
    assert [violation.field for violation in caught.value.fields] == ["filter"]


def test_32_comparisons_and_no_more() -> None:
    assert len(compile_filter(" AND ".join(["count = 1"] * 32), FIELDS)) == 32
    with pytest.raises(InvalidFilter, match="more than 32"):
        compile_filter(" AND ".join(["count = 1"] * 33), FIELDS)


pieces = st.sampled_from(
    [
        "name", "size", "count", "open", "at", "color", "=", "!=", "<", ">=", " ", " AND ", "AND", "OR", "-", "'", '"',
        "\\", "(", ")", " OR ", "NOT ", ":", "*", "tags", "took", "5s",
        "1", "-1e5", "1_0", "\u0661", "true", "RED", '"x"', "''", '"2026-01-01T00:00:00Z"',
        '"0001-01-01T00:00:00+23:59"', '"9999-12-31T23:59:59-23:59"',
        "\n", "é", "\U0001f600", "1e400", "9" * 5000, "\x00", "/", ".", "+",
    ]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(pieces, max_size=9).map("".join)))
@example("at = '0001-01-01T00:00:00+23:59'")
@example("at = '9999-12-31T23:59:59-23:59'")
@example("count = " + "9" * 5000)
@example("name = '\\")
def test_any_text_is_a_filter_or_an_invalid_filter(engine: Engine, source: str) -> None:
    try:
        conditions = compile_filter(source, FIELDS)
    except InvalidFilter as error:
        check_position(source, error)
    else:
        with engine.connect() as connection:
            connection.execute(select(THINGS.c.number).where(and_(True, *conditions))).all()


def check_position(source: str, error: InvalidFilter) -> None:
    position = int(error.metadata["position"])
    assert 0 <= position <= len(source)
    assert source[position:].startswith(error.metadata["token"])
    assert len(str(error)) < 500


@given(st.text(max_size=30).filter(lambda text: "\x00" not in text))
def test_every_string_can_be_written_in_quotes(value: str) -> None:
    quoted = re.sub(r'([\\"*])', r"\\\1", value)
    (condition,) = compile_filter(f'name = "{quoted}"', FIELDS)
    assert condition.compile().params == {"name_1": value}


Oracle = Callable[[dict[str, Any]], bool]
LEAVES: list[tuple[str, Oracle]] = [
    ("open = true", lambda row: row["open"] is True),
    ("count > 0", lambda row: row["count"] is not None and row["count"] > 0),
    ("color = RED", lambda row: row["color"] == 1),
    ("name = o*", lambda row: row["name"].startswith("o")),
    ("tags:web", lambda row: "web" in (row["tags"] or [])),
    ("size:*", lambda row: row["size"] is not None),
]
trees = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(
            lambda some: (" AND ".join(f"({one[0]})" for one in some), lambda row: all(one[1](row) for one in some))
        ),
        st.lists(parts, min_size=2, max_size=3).map(
            lambda some: (" OR ".join(f"({one[0]})" for one in some), lambda row: any(one[1](row) for one in some))
        ),
        parts.map(lambda one: (f"NOT ({one[0]})", lambda row: not one[1](row))),
    ),
    max_leaves=8,
)


@given(trees)
def test_a_tree_means_what_logic_says(engine: Engine, tree: tuple[str, Oracle]) -> None:
    """Two-valued logic: a comparison with an absent value is false, and NOT of it true."""
    source, holds = tree
    assert matched(engine, source) == [row["number"] for row in ROWS if holds(row)]
