r"""AIP-160 filters into SQL: which fields a resource lets callers filter by, and what an operator means there.

A resource names the fields that may be filtered, with their columns; everything else is refused with its position. The
syntax is filter_syntax.py's.

- Strings compare by code point, case counts. In `=` and `!=` a `*` stands for any characters (`\*` is a star); `:`
  finds a part.
- Times are RFC 3339; durations are a number of the field's unit, or seconds with an `s` (`1.5s`); enums are names.
- `field:*` is true where the field is present. An absent value, also an empty string, matches no comparison, but NOT of
  one; `field = ""` finds strings that are absent.
- Lists are asked with `:` only: `tags:seo` is true where "seo" is an element.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isinf
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Text, and_, false, func, literal, not_, or_, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from agenthall_server.filter_syntax import AllOf, AnyOf, Comparison, Filter, Not, Token, parse

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    ":": operator.eq,
}
_PIECE = re.compile(r"\\(.)|(\*)|([^\\*]+|\\)", re.DOTALL)

_NUMBER = re.compile(r"[+-]?[0-9.]+([eE][+-]?[0-9]+)?")  # Python takes 1_0 and the digits of all scripts too
_RFC_3339 = re.compile(r"[0-9]{4}(-[0-9]{2}){2}[Tt][0-9]{2}(:[0-9]{2}){2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})")

Column = InstrumentedAttribute[Any] | ColumnElement[Any]
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that may be filtered: its column, how a value of it is written, and whether it has an order."""

    column: Column
    parse: Callable[[str], Any]
    kind: str
    ordered: bool = True
    is_text: bool = False
    is_list: bool = False

    @property
    def operators(self) -> str:
        """Those that may stand beside it, apart by spaces."""
        return ":" if self.is_list else "= != < <= > >= :" if self.ordered else "= != :"


def text(column: Column) -> Field:
    """A string; the empty one is absent."""
    return Field(column, str, "a string", is_text=True)


def name(column: Column) -> Field:
    """A string whose order means nothing to a caller, such as a version."""
    return Field(column, str, "a string", ordered=False, is_text=True)


def strings(column: Column) -> Field:
    """A JSON list of strings."""
    return Field(column, str, "a list of strings", is_list=True)


def number(column: Column) -> Field:
    """A number that may have a fraction."""
    return Field(column, _finite, "a number")


def integer(column: Column) -> Field:
    """A whole number."""
    return Field(column, _int64, "a whole number")


def milliseconds(column: Column) -> Field:
    """A duration; the column holds milliseconds."""
    return Field(column, lambda value: _duration(value, 1000), "milliseconds, or seconds such as 1.5s")


def seconds(column: Column) -> Field:
    """A duration; the column holds seconds."""
    return Field(column, lambda value: _duration(value, 1), "seconds, such as 90 or 1.5s")


def boolean(column: Column) -> Field:
    """true or false."""
    return Field(column, {"true": True, "false": False}.__getitem__, "true or false", ordered=False)


def time(column: Column) -> Field:
    """A time; the column holds microseconds."""
    return Field(column, _microseconds, "a time such as 2026-01-31T12:00:00Z")


def enum(column: Column, names: Mapping[str, Any]) -> Field:
    """One of the names; the column holds what the name stands for."""
    return Field(column, dict(names).__getitem__, "one of " + ", ".join(names), ordered=False)


def compile_filter(source: str, fields: Mapping[str, Field]) -> list[Condition]:
    """The conditions of a filter, to be joined by AND; empty for an empty filter. Raises InvalidFilter."""
    tree = parse(source)
    parts = tree.parts if isinstance(tree, AllOf) else (tree,)
    return [_condition(part, fields, negated=False) for part in parts]


def _condition(tree: Filter, fields: Mapping[str, Field], *, negated: bool) -> Condition:
    match tree:
        case AllOf(parts):
            return and_(*(_condition(part, fields, negated=negated) for part in parts))
        case AnyOf(parts):
            return or_(*(_condition(part, fields, negated=negated) for part in parts))
        case Not(part):
            return not_(_condition(part, fields, negated=True))
        case Comparison():
            condition = _comparison(tree, fields)
            return func.coalesce(condition, false()) if negated else condition  # unwrapped, an index can serve it


def _comparison(comparison: Comparison, fields: Mapping[str, Field]) -> Condition:
    field = fields.get(comparison.field.text)
    if field is None:
        can = f"these can be filtered: {', '.join(sorted(fields))}"
        raise comparison.field.refused(f"not a field that can be filtered; {can}")
    op, value = comparison.op, comparison.value
    if op.text == ":" and value.text == "*":
        return _present(field)
    if op.text not in field.operators.split():
        raise op.refused(f"{comparison.field.text} can only be compared with {field.operators}")
    if field.is_list:
        return _HasElement(field.column, literal(_plain(value)), literal(json.dumps([_plain(value)])))
    if field.is_text:
        return _text_condition(field.column, op.text, value)
    try:
        parsed = field.parse(_plain(value))
    except (ValueError, KeyError, OverflowError) as error:
        raise value.refused(f"{comparison.field.text} is {field.kind}") from error
    condition: Condition = _OPERATORS[op.text](field.column, parsed)
    return condition


def _present(field: Field) -> Condition:
    if field.is_text:
        return and_(field.column.is_not(None), field.column != "")
    if field.is_list:
        return type_coerce(field.column, Text).not_in(["[]"])
    return field.column.is_not(None)


class _HasElement(FunctionElement[bool]):
    """Whether a JSON list holds a string: the column, the string, the string as a JSON list of its own."""

    type = Boolean()
    inherit_cache = True


@compiles(_HasElement, "sqlite")
def _has_element_sqlite(has: _HasElement, compiler: SQLCompiler, **options: Any) -> str:
    column, element, _ = (compiler.process(clause, **options) for clause in has.clauses)
    return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE json_each.value = {element})"  # noqa: S608 - compiled clauses


@compiles(_HasElement, "postgresql")
def _has_element_postgresql(has: _HasElement, compiler: SQLCompiler, **options: Any) -> str:
    column, _, elements = (compiler.process(clause, **options) for clause in has.clauses)
    return f"CAST({column} AS jsonb) @> CAST({elements} AS jsonb)"


class _Matches(FunctionElement[bool]):
    """Whether a text has a form: the column, the pattern of GLOB, the pattern of LIKE. Both mind the case."""

    type = Boolean()
    inherit_cache = True


@compiles(_Matches, "sqlite")
def _matches_sqlite(matches: _Matches, compiler: SQLCompiler, **options: Any) -> str:
    column, glob, _ = (compiler.process(clause, **options) for clause in matches.clauses)
    return f"{column} GLOB {glob}"


@compiles(_Matches, "postgresql")
def _matches_postgresql(matches: _Matches, compiler: SQLCompiler, **options: Any) -> str:
    column, _, like = (compiler.process(clause, **options) for clause in matches.clauses)
    return f"{column} LIKE {like}"


def _matches(column: Column, pieces: Sequence[str | None]) -> Condition:
    """`None` among the pieces stands for any characters."""
    glob = "".join("*" if piece is None else re.sub(r"([*?\[])", r"[\1]", piece) for piece in pieces)
    like = "".join("%" if piece is None else re.sub(r"([%_\\])", r"\\\1", piece) for piece in pieces)
    return _Matches(column, literal(glob), literal(like))


def _text_condition(column: Column, op: str, value: Token) -> Condition:
    pieces = _pieces(value)
    if op == "=" and None not in pieces:
        return column == "".join(filter(None, pieces))
    return and_(column != "", _present_text(column, op, pieces))


def _present_text(column: Column, op: str, pieces: list[str | None]) -> Condition:
    if op == ":":
        return _matches(column, [None, *pieces, None])
    if op in {"=", "!="} and None in pieces:
        return _matches(column, pieces) if op == "=" else not_(_matches(column, pieces))
    condition: Condition = _OPERATORS[op](column, "".join("*" if piece is None else piece for piece in pieces))
    return condition


def _pieces(value: Token) -> list[str | None]:
    """The value between its stars, which are None."""
    found = _PIECE.findall(_bare(value))
    return [None if star else escaped or plain for escaped, star, plain in found]


def _plain(value: Token) -> str:
    return re.sub(r"\\(.)", r"\1", _bare(value), flags=re.DOTALL)


def _bare(value: Token) -> str:
    return value.text[1:-1] if value.kind == "text" else value.text


def _finite(value: str) -> float:
    parsed = float(value)
    if parsed - parsed != 0 or not _NUMBER.fullmatch(value):
        raise ValueError(value)
    return parsed


def _duration(value: str, units_a_second: int) -> float:
    parsed = _finite(value.removesuffix("s")) * (units_a_second if value.endswith("s") else 1)
    if isinf(parsed):
        raise ValueError(value)
    return parsed


def _int64(value: str) -> int:
    parsed = int(value) if _NUMBER.fullmatch(value) else 2**63
    if not -(2**63) <= parsed < 2**63:
        raise ValueError(value)
    return parsed


def _microseconds(value: str) -> int:
    if not _RFC_3339.fullmatch(value):
        raise ValueError(value)
    parsed = datetime.fromisoformat(value.upper())
    since = parsed - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
