"""AIP-160 filters (https://google.aip.dev/160): `field op value`, joined by AND.

    filter     = comparison { AND comparison }
    comparison = field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
    value      = a quoted string, a number, true, false, or a word

A resource names the fields that may be filtered, with their columns; everything else is refused with the position of
the first character that could not be used. Absent values match no comparison. Strings compare by code point, case
counts; times are RFC 3339 in quotes; enums are names of their values.

Limits: 4 KiB, 32 comparisons. Not here yet, and refused by name: OR, NOT, `-`, parentheses, `:`, wildcards.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from agenthall_server.errors import InvalidFilter

_MAX_COMPARISONS = 32
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?P<op>!=|<=|>=|=|<|>)|(?P<word>[\w.+\-/]+)|(?P<other>\S))""",
    re.VERBOSE,
)
_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_LATER = {
    "OR": "OR is not supported yet; send one request for each side",
    "NOT": "NOT is not supported yet; use !=",
    "(": "parentheses are not supported yet",
    ")": "parentheses are not supported yet",
    ":": "the has operator `:` is not supported yet; use =",
    "*": "wildcards are not supported yet",
    "-": "- is not supported yet; use !=",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field that may be filtered: its column and how a value of it is written."""

    column: InstrumentedAttribute[Any] | ColumnElement[Any]
    parse: Callable[[str], Any]
    kind: str
    ordered: bool = True


def text(column: Any) -> Field:
    """A string."""
    return Field(column, str, "a string")


def name(column: Any) -> Field:
    """A string whose order means nothing to a caller, such as a version."""
    return Field(column, str, "a string", ordered=False)


def number(column: Any) -> Field:
    """A number that may have a fraction."""
    return Field(column, _finite, "a number")


def integer(column: Any) -> Field:
    """A whole number."""
    return Field(column, _int64, "a whole number")


def boolean(column: Any) -> Field:
    """true or false."""
    return Field(column, {"true": True, "false": False}.__getitem__, "true or false", ordered=False)


def time(column: Any) -> Field:
    """A time; the column holds microseconds."""
    return Field(column, _microseconds, 'a time in quotes, such as "2026-01-31T12:00:00Z"')


def enum(column: Any, names: Mapping[str, Any]) -> Field:
    """One of the names; the column holds what the name stands for."""
    return Field(column, dict(names).__getitem__, "one of " + ", ".join(names), ordered=False)


def compile_filter(source: str, fields: Mapping[str, Field]) -> list[ColumnElement[bool]]:
    """The conditions of a filter, to be joined by AND; empty for an empty filter. Raises InvalidFilter."""
    tokens = _tokens(source)
    conditions: list[ColumnElement[bool]] = []
    at = 0
    while tokens[at].kind != "end":
        if conditions:
            _expect_and(tokens[at])
            at += 1
        if len(conditions) == _MAX_COMPARISONS:
            raise _refused(tokens[at], f"more than {_MAX_COMPARISONS} comparisons")
        conditions.append(_comparison(tokens[at : at + 3], fields))
        at += 3
    return conditions


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    position: int
    kind: str


def _tokens(source: str) -> list[_Token]:
    tokens = []
    end = len(source.rstrip())
    at = 0
    while at < end:
        found = _TOKEN.match(source, at)
        assert found is not None  # noqa: S101 - the last alternative takes anything
        kind = found.lastgroup or "other"
        token = _Token(found[kind], found.start(kind), kind)
        if (
            kind == "other"
            or token.text in _LATER
            or (kind == "word" and token.text.startswith("-") and not _is_number(token.text))
        ):
            raise _refused(token, _LATER.get(token.text, _LATER["-"] if token.text[0] == "-" else "not expected here"))
        tokens.append(token)
        at = found.end()
    return [*tokens, _Token("", end, "end")]


def _expect_and(token: _Token) -> None:
    if token.text != "AND":
        raise _refused(token, "AND is expected between comparisons")


def _comparison(tokens: Sequence[_Token], fields: Mapping[str, Field]) -> ColumnElement[bool]:
    """Of a field, an operator and a value; the list may end before them, with the token "end"."""
    name = tokens[0]
    field = fields.get(name.text) if name.kind == "word" else None
    if field is None:
        what = "a field is expected" if name.kind == "end" else "not a field that can be filtered"
        raise _refused(name, f"{what}; these can be filtered: {', '.join(sorted(fields))}")
    op = tokens[1]
    if op.kind != "op":
        raise _refused(op, "one of = != < <= > >= is expected")
    if not field.ordered and op.text not in {"=", "!="}:
        raise _refused(op, f"{name.text} can only be compared with = and !=")
    value = tokens[2]
    if value.kind in {"op", "end"}:
        raise _refused(value, "a value is expected")
    try:
        parsed = field.parse(_unquoted(value))
    except (ValueError, KeyError, OverflowError) as error:
        raise _refused(value, f"{name.text} is {field.kind}") from error
    condition: ColumnElement[bool] = _OPERATORS[op.text](field.column, parsed)
    return condition


def _unquoted(token: _Token) -> str:
    return re.sub(r"\\(.)", r"\1", token.text[1:-1]) if token.kind == "text" else token.text


def _refused(token: _Token, why: str) -> InvalidFilter:
    where = f"at position {token.position} " + (f"({token.text[:40]!r})" if token.text else "(the end)")
    metadata = {"position": str(token.position), "token": token.text[:40]}
    return InvalidFilter.of("filter", f"{where}: {why}", metadata=metadata)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _finite(value: str) -> float:
    parsed = float(value)
    if parsed - parsed != 0:
        raise ValueError(value)
    return parsed


def _int64(value: str) -> int:
    parsed = int(value)
    if not -(2**63) <= parsed < 2**63:
        raise ValueError(value)
    return parsed


def _microseconds(value: str) -> int:
    parsed = datetime.fromisoformat(value)
    if parsed.tzinfo is None:
        raise ValueError(value)
    since = parsed - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
