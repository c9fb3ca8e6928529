"""Files as rows: every damaged row is named with its line, and its neighbours are read."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenthall_server.importing.columns import Choices, RefusedRow, fields_of
from agenthall_server.importing.kinds import EXECUTIONS
from agenthall_server.importing.reading import NoTable, Row, Unreadable, rows_of

_FAR = 4 * 1024 * 1024


def read(raw: bytes, form: str = "csv") -> list[Row | Unreadable]:
    return list(rows_of(io.BytesIO(raw), form, EXECUTIONS, "a.json"))


def lines(raw: bytes, form: str = "csv") -> list[tuple[int, bool]]:
    """The line of each row, and whether it could be read."""
    return [(row.line, isinstance(row, Row)) for row in read(raw, form)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_in_its_usual_forms(separator: str, end: str, mark: str) -> None:
    text = mark + end.join(("name{}said", '"a {} b"{}"says ""no"""', "\u00e9{}\u65e5", "")).replace("{}", separator)
    assert read(text.encode()) == [
        Row(2, {"name": f"a {separator} b", "said": 'says "no"'}),
        Row(3, {"name": "\u00e9", "said": "\u65e5"}),
    ]


def test_a_quoted_line_end_belongs_to_its_cell() -> None:
    assert read(b'a,b\n"1\n2",3\n4,5\n') == [Row(2, {"a": "1\n2", "b": "3"}), Row(4, {"a": "4", "b": "5"})]


def test_damaged_csv_rows_are_named_and_the_others_read() -> None:
    raw = b'a,b\n1,2\n1,2,3\n1\n"x"y,2\n\n3,4\n' + b"z" * (_FAR + 1) + b",1\n5,6\n"
    assert lines(raw) == [(2, True), (3, False), (4, False), (5, False), (7, True), (8, False), (9, True)]


def test_a_quote_that_never_closes_costs_what_it_swallows() -> None:
    found = read(b'a,b\n1,2\n"3,4\n5,6\n')
    assert found[0] == Row(2, {"a": "1", "b": "2"})
    assert isinstance(found[1], Unreadable)
    assert found[1].line == 3
    assert "up to line 4" in found[1].reason


@pytest.mark.parametrize(
    ("raw", "says"), [(b"", "no head line"), (b"a,b,a\n", "two columns called a"), (b"," * 1001, "more than 1000")]
)
def test_csv_without_a_usable_head_is_no_table(raw: bytes, says: str) -> None:
    with pytest.raises(NoTable, match=says):
        read(raw)


@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_utf16_is_named_with_the_way_out(form: str) -> None:
    with pytest.raises(NoTable, match="is UTF-16; save it as UTF-8, for example with iconv"):
        read('[{"agent_name": "a"}]\n'.encode("utf-16"), form)


def test_a_number_that_json_does_not_have_is_named_once() -> None:
    assert read(b'{"a": NaN}', "jsonl") == [Unreadable(1, "is no JSON: it has no NaN", '{"a": NaN}')]


def test_damaged_json_lines_are_named_and_the_others_read() -> None:
    raw = b'\xef\xbb\xbf{"a": 1}\n[1]\n{"a": \n\n{"a": NaN}\n{"a": 1e999}\n' + b"[" * 100_000 + b'\n{"a": 2}'
    assert lines(raw, "jsonl") == [(1, True), (2, False), (3, False), (5, False), (6, False), (7, False), (8, True)]


def test_bytes_that_are_no_utf8_refuse_their_row_only() -> None:
    for raw, form in (
        (b"agent_name\nok\n\xff\nok\n", "csv"),
        (b'{"agent_name":"ok"}\n{"agent_name":"\xff"}\n{"agent_name":"ok"}', "jsonl"),
        (b'[{"agent_name":"ok"},{"agent_name":"\xff"},{"agent_name":"ok"}]', "json"),
        (b'{"agent_name":"ok"}\n{"agent_name":"\\ud800"}\n{"agent_name":"ok"}', "jsonl"),
    ):
        accepted = [_accepted(row) for row in read(raw, form)]
        assert accepted == [True, False, True], raw


def _accepted(row: Row | Unreadable) -> bool:
    assert isinstance(row, Row)
    try:
        fields_of(EXECUTIONS, row.values, Choices({}, {}, strict=False))
    except RefusedRow as refused:
        return "UTF-8" not in refused.reason
    return True


def test_an_array_is_read_with_the_lines_of_its_objects() -> None:
    raw = b'\xef\xbb\xbf\n[\n  {"a": 1},\n\n  {"a":\n 2}, 3 ]\n'
    assert lines(raw, "json") == [(3, True), (5, True), (6, False)]
    assert lines(b" [ ] ", "json") == []


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b'[{"a": 1}', "no comma or end"),
        (b'[{"a": 1},', "no end"),
        (b'[{"a": 1} {"a": 2}]', "no comma"),
        (b'[{"a": 1}, {"a": }, {"a": 3}]', "not read"),
        (b'[{"a": 1}, ' + b"[" * 100_000, "nested too deep"),
    ],
)
def test_a_broken_array_is_read_up_to_the_break(raw: bytes, says: str) -> None:
    first, last = read(raw, "json")
    assert first == Row(1, {"a": 1})
    assert isinstance(last, Unreadable)
    assert says in last.reason


@settings(max_examples=20)
@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=20_000), max_size=2), max_size=5))
def test_an_array_is_the_same_wherever_its_chunks_end(objects: list[dict[str, str]]) -> None:
    for raw in (json.dumps(objects), json.dumps(objects, ensure_ascii=False, indent=1)):
        assert [row.values for row in read(raw.encode(), "json") if isinstance(row, Row)] == objects


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "toml"])
@settings(max_examples=40)
@given(raw=st.binary() | st.text(alphabet='{}[]",:\n\r\\ua1\x00 ').map(str.encode))
def test_any_bytes_are_rows_or_named_as_none(form: str, raw: bytes) -> None:
    try:
        found = read(raw, form)
    except NoTable:
        return
    assert all(1 <= row.line <= raw.count(b"\n") + raw.count(b"\r") + 1 for row in found)


class _Endless(io.RawIOBase):
    """A file of `size` bytes that is not there as a whole."""

    def __init__(self, head: bytes, body: bytes, size: int) -> None:
        self._parts = self._all(head, body, size)
        self._rest = b""

    def _all(self, head: bytes, body: bytes, size: int) -> Iterator[bytes]:
        yield head
        for _ in range(size // len(body)):
            yield body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # what io calls it with
        self._rest = self._rest or next(self._parts, b"")
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("form", "head", "body", "sizes"),
    [
        ("csv", b"agent_name,success\n", b"planner,true\n" * 1000, (1 * MIB, 2 * MIB)),
        ("jsonl", b"", b'{"agent_name": "planner"}\n' * 1000, (1 * MIB, 2 * MIB)),
        ("json", b"[{}", b',{"agent_name": "planner"}' * 1000, (1 * MIB, 2 * MIB)),
        ("csv", b'a,b\n"', b"x" * 10_000, (9 * MIB, 14 * MIB)),
        ("jsonl", b'{"a": "', b"x" * 10_000, (9 * MIB, 14 * MIB)),
        ("json", b'[{"a": "', b"x" * 10_000, (9 * MIB, 14 * MIB)),
    ],
)
def test_memory_does_not_grow_with_the_file(form: str, head: bytes, body: bytes, sizes: tuple[int, int]) -> None:
    def peak(size: int) -> int:
        tracemalloc.start()
        for _ in rows_of(io.BufferedReader(_Endless(head, body, size)), form, EXECUTIONS, "a"):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    small, large = map(peak, sizes)
    assert large < 1.2 * small + 100_000
    assert large < 40 * MIB
