"""A row as fields of the contract: which column gives which field, and an id for a row that has none.

A column is a field by its name (`duration_ms`) or by another name of it that a kind lists. Names are compared without
regard to case, spaces, hyphens and camel case. `name.key` puts a value into an object: `tech_stack.frontend`. What is
empty is absent. What nothing knows goes into `attributes`; a manifest has none, so there it is left out and reported.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from agenthall_server.importing.values import Convert, Unusable

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s-]+")
_MAX_COLUMNS = 1000
_REST = "attributes"

Fields = dict[str, Any]
Column = tuple[str, Convert]
"""The field that a column gives, and how."""


class RefusedRow(Exception):
    """A row that cannot be sent; `field` is the column or field that is to blame, empty where it is the whole row."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.field = field
        self.reason = reason


class InvalidChoice(Exception):
    """What the user says of the columns cannot be done; the text says what could."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing to import."""

    name: str
    columns: Mapping[str, Column]
    id_field: str
    """Gets an id made of the row where the row has none; empty where the server needs none."""
    group_field: str
    """What the name of a group in a JSON store says of its records."""
    marks: frozenset[str]
    """A JSON object with one of these is a record and not a store of records."""
    objects: frozenset[str]
    """Fields that take `name.key`."""
    unfold: Callable[[Fields], Fields] = field(default=dict)
    """The older forms of a record in the present one."""

    def knows(self, column: str) -> bool:
        name, _, key = column.partition(".")
        return column in self.columns or (bool(key) and name in self.objects)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user says of the columns."""

    renamed: Mapping[str, str]
    preset: Fields
    """Fields of rows that do not have them."""
    strict: bool

    @classmethod
    def of(cls, kind: Kind, maps: Iterable[str], sets: Iterable[str], *, strict: bool) -> Choices:
        """From `source=field` and `field=value`. Raises InvalidChoice."""
        renamed = dict(_pairs("--map", maps))
        constants = dict(_pairs("--set", sets))
        for column in (*renamed.values(), *constants):
            _require_known(kind, column)
        try:
            return cls(
                renamed, _converted(kind, [(column, column, value) for column, value in constants.items()]), strict
            )
        except RefusedRow as error:
            raise InvalidChoice(f"--set {error}") from error


def fields_of(kind: Kind, row: Fields, choices: Choices) -> tuple[Fields, list[str]]:
    """The fields of a row, and the columns that have no place in them. Raises RefusedRow."""
    if len(row) > _MAX_COLUMNS:
        raise RefusedRow("", f"has more than {_MAX_COLUMNS} columns")
    given = [(name, value) for name, value in kind.unfold(row).items() if not _is_empty(value)]
    columns = [(choices.renamed.get(name) or normal_name(name), name, value) for name, value in given]
    direct = {column for column, _, _ in columns}
    known: list[tuple[str, str, Any]] = []
    lost: list[str] = []
    for column, name, value in columns:
        if kind.knows(column) and not _is_shadowed(kind, column, direct):
            known.append((name, column, value))
        elif choices.strict:
            raise RefusedRow(name, "is no column of " + kind.name)
        elif _REST in kind.objects:
            known.append((name, f"{_REST}.{name}", value))
        else:
            lost.append(name)
    return choices.preset | _converted(kind, known), lost


def with_id(kind: Kind, fields: Fields, source: str, number: int) -> Fields:
    """The same with an id: that of the row, or one made of the source's name, the row's number in it and its content.

    So the same file again, also with more rows at its end, gives the same ids; another file gives others.
    """
    if not kind.id_field or fields.get(kind.id_field):
        return fields
    said = json.dumps([kind.name, source, number, fields], sort_keys=True)
    return fields | {kind.id_field: f"import-{hashlib.sha256(said.encode()).hexdigest()[:32]}"}


@lru_cache(maxsize=4096)
def normal_name(column: str) -> str:
    """`Agent Name`, `agentName` and `agent-name` are agent_name."""
    return _BETWEEN.sub("_", _HUMP.sub("_", column.strip())).lower()


def _converted(kind: Kind, given: Iterable[tuple[str, str, Any]]) -> Fields:
    """Fields from the names and values of columns; the first name is what the user calls it."""
    found: Fields = {}
    parts: dict[str, Fields] = {}
    for name, column, value in given:
        whole, _, key = column.partition(".")
        if column not in kind.columns:
            parts.setdefault(whole, {})[key] = value
            continue
        field, convert = kind.columns[column]
        if field in found:
            raise RefusedRow(name, f"another column gives {field} too")
        found[field] = _convert(name, convert, value)
    for field, values in parts.items():
        found[field] = found.get(field, {}) | _convert(field, kind.columns[field][1], values)
    return found


def _convert(name: str, convert: Convert, value: Any) -> Any:
    try:
        return convert(value)
    except Unusable as error:
        raise RefusedRow(name, str(error)) from error


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _is_shadowed(kind: Kind, column: str, direct: set[str]) -> bool:
    """True for another name of a field that the row also has by its own name, which wins."""
    field = kind.columns[column][0] if column in kind.columns else column
    return field != column and field in direct


def _pairs(flag: str, given: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in given:
        left, separator, right = pair.partition("=")
        if not separator or not left or not right:
            raise InvalidChoice(f"{flag} {pair}: is not {'SOURCE=FIELD' if flag == '--map' else 'FIELD=VALUE'}")
        yield left, right


def _require_known(kind: Kind, column: str) -> None:
    if not kind.knows(column):
        alike = get_close_matches(column, kind.columns, n=1)
        hint = f"; did you mean {alike[0]}?" if alike else "."
        raise InvalidChoice(f"{column} is no column of {kind.name}{hint} There are {', '.join(sorted(kind.columns))}")
