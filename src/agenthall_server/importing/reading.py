"""Files as streams of rows, each with the line that it begins on.

CSV: UTF-8, with a head line; its separator is the one of `,` `;` tab `|` that the head line has most of; quotes are
`"`, doubled inside. JSON lines: an object a line. JSON: an array of objects, read one by one; an object goes to stores.

A row that cannot be read becomes an Unreadable and the next one is looked for. Bytes that are no UTF-8 are kept as lone
surrogates, so that only the row that uses them is refused. Nothing holds more than _MAX_ROW characters of a file,
except for JSON objects, which may have _MAX_STORE bytes. In an array the place of a broken object's end is unknown, so
what follows it is not read.
"""

from __future__ import annotations

import codecs
import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from agenthall_server.importing.columns import Fields, Kind
from agenthall_server.importing.stores import NoStore, records_of
from agenthall_server.importing.values import finite, refuse_constant

FORMATS = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".toml": "toml"}
_MAX_ROW = 4 * 1024 * 1024  # twice the largest manifest
_MAX_STORE = 64 * 1024 * 1024
_CHUNK = 64 * 1024
_MAX_COLUMNS = 1000
_BLANK = " \t\r\n"
_DECODER = json.JSONDecoder(parse_float=finite, parse_constant=refuse_constant)


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    values: Fields


@dataclass(frozen=True, slots=True)
class Unreadable:
    line: int
    reason: str
    text: str = ""


class NoTable(Exception):
    """A file of which no row can be read; the text says why."""


def rows_of(file: BinaryIO, form: str, kind: Kind, name: str) -> Iterator[Row | Unreadable]:
    """The rows of a file in one of FORMATS, whose name may say whose records it holds. Raises NoTable."""
    if form == "csv":
        return _csv(_Lines(file))
    if form == "jsonl":
        return _json_lines(_Lines(file))
    return _toml(file) if form == "toml" else _json(file, kind, name)


class _Unfit(Exception):
    """A line that is too long to be a row."""


class _Lines:
    """The lines of a file as text; goes on after a line that it has refused."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(_MAX_ROW)
        if not raw:
            raise StopIteration
        self.number += 1
        if len(raw) == _MAX_ROW and not raw.endswith(b"\n"):
            while (rest := self._file.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            raise _Unfit
        if self.number == 1:
            _refuse_utf16(raw)
            raw = raw.removeprefix(codecs.BOM_UTF8)
        return raw.decode("utf-8", "surrogateescape")


def _refuse_utf16(begin: bytes) -> None:
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise NoTable("is UTF-16; save it as UTF-8, for example with iconv -f UTF-16 -t UTF-8")


def _json_lines(lines: _Lines) -> Iterator[Row | Unreadable]:
    while True:
        try:
            line = next(lines).strip()
        except StopIteration:
            return
        except _Unfit:
            yield _too_long(lines.number)
            continue
        if line:
            yield _parsed(line, lines.number)


def _parsed(text: str, line: int) -> Row | Unreadable:
    try:
        value = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        return Unreadable(line, f"is no JSON: {_said(error)}", text)
    return _row(value, line, text)


def _row(value: Any, line: int, text: str) -> Row | Unreadable:
    return Row(line, value) if isinstance(value, dict) else Unreadable(line, "is no JSON object", text)


def _csv(lines: _Lines) -> Iterator[Row | Unreadable]:
    csv.field_size_limit(_MAX_ROW)  # of the process, which does nothing else
    try:
        head_line = next(lines)
        separator = max(",;\t|", key=head_line.count)
        head = _head(next(csv.reader([head_line], delimiter=separator)))
    except (StopIteration, _Unfit, csv.Error) as error:
        raise NoTable("has no head line with the names of the columns") from error
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _Unfit:
            yield _too_long(line)
        except csv.Error as error:
            yield Unreadable(line, f"is no CSV: {error} (up to line {lines.number})")
        else:
            if cells:
                yield _table_row(head, cells, line)


def _head(names: list[str]) -> list[str]:
    names = [name.strip() for name in names]
    if len(names) > _MAX_COLUMNS:
        raise NoTable(f"has more than {_MAX_COLUMNS} columns")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise NoTable(f"has two columns called {twice[0]}")
    return names


def _table_row(head: list[str], cells: list[str], line: int) -> Row | Unreadable:
    if len(cells) != len(head):
        return Unreadable(line, f"has {len(cells)} cells under {len(head)} columns", ",".join(cells))
    return Row(line, {name: cell for name, cell in zip(head, cells, strict=True) if name})


class _Window:
    """A part of a file's text; what lies before `at` may be forgotten."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode
        self.text = ""
        self.at = 0
        self.line = 1
        self.more()
        _refuse_utf16(self.text[:2].encode("utf-8", "surrogateescape"))
        self.text = self.text.removeprefix("\ufeff")

    def more(self) -> bool:
        """Reads on, at least as much as there is already; False at the end."""
        rest = self.text[self.at :]
        raw = self._file.read(max(_CHUNK, len(rest)))
        self.text, self.at = rest + self._decode(raw, final=not raw), 0
        return bool(raw)

    def skip_to(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def next_sign(self) -> str:
        """The next character that is not blank, without reading past it; empty at the end."""
        while True:
            end = self.at
            while end < len(self.text) and self.text[end] in _BLANK:
                end += 1
            self.skip_to(end)
            if end < len(self.text):
                return self.text[end]
            if not self.more():
                return ""


def _json(file: BinaryIO, kind: Kind, name: str) -> Iterator[Row | Unreadable]:
    window = _Window(file)
    first = window.next_sign()
    if first == "[":
        window.skip_to(window.at + 1)
        return _array(window)
    return _store(window, kind, name)


def _array(window: _Window) -> Iterator[Row | Unreadable]:
    while (sign := window.next_sign()) != "]":
        line = window.line
        try:
            value, size = _element(window)
        except (ValueError, RecursionError) as error:
            reason = "the array has no end" if not sign else f"is no JSON: {_said(error)}; what follows is not read"
            yield Unreadable(line, reason, window.text[window.at : window.at + _CHUNK])
            return
        yield _row(value, line, window.text[window.at : window.at + size])
        window.skip_to(window.at + size)
        if window.next_sign() == ",":
            window.skip_to(window.at + 1)
        elif window.next_sign() != "]":
            yield Unreadable(window.line, "has no comma or end of the array after it; what follows is not read")
            return


def _element(window: _Window) -> tuple[Any, int]:
    """The value that begins here and its length. Raises ValueError, RecursionError."""
    while True:
        try:
            value, end = _DECODER.raw_decode(window.text, window.at)
            size = end - window.at
            if end < len(window.text) or not window.more():  # otherwise it may go on: 1|2 is 12
                return value, size
        except (ValueError, RecursionError):
            if len(window.text) - window.at > _MAX_ROW or not window.more():
                raise


def _store(window: _Window, kind: Kind, name: str) -> Iterator[Row | Unreadable]:
    while len(window.text) - window.at <= _MAX_STORE and window.more():
        pass
    text = window.text[window.at :]
    if len(text) > _MAX_STORE:
        raise NoTable(f"is one JSON object of more than {_MAX_STORE >> 20} MiB; make it an array, or JSON lines")
    try:
        document = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise NoTable(f"is no JSON: {_said(error)} (an object a line? call it .jsonl)") from error
    try:
        for record in records_of(document, kind, name):
            yield _row(record, 1, str(record)[:200])
    except NoStore as error:
        raise NoTable(str(error)) from error


def _toml(file: BinaryIO) -> Iterator[Row | Unreadable]:
    raw = file.read(_MAX_ROW + 1)
    if len(raw) > _MAX_ROW:
        raise NoTable(f"is larger than {_MAX_ROW >> 20} MiB")
    try:
        yield Row(1, tomllib.loads(raw.decode("utf-8"), parse_float=finite))
    except (ValueError, RecursionError) as error:
        raise NoTable(f"is no TOML: {error}") from error


def _too_long(line: int) -> Unreadable:
    return Unreadable(line, f"is longer than {_MAX_ROW >> 20} MiB")


def _said(error: Exception) -> str:
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
