"""The syntax of AIP-160 filters (https://google.aip.dev/160): text into a tree; what the names mean is not known here.

    filter     = sequence { AND sequence }
    sequence   = factor { factor }                 side by side means AND
    factor     = term { OR term }                  OR binds tighter than AND
    term       = [ NOT | "-" ] ( comparison | "(" filter ")" )
    comparison = field ( "=" | "!=" | "<" | "<=" | ">" | ">=" | ":" ) value
    value      = a quoted string, a number, a time, or a word

Limits: 32 comparisons, 16 levels of parentheses; the length is limited by the contract. Not here: functions, and words
without a field. Every error names the position of the first character that could not be used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agenthall_server.errors import InvalidFilter

_MAX_COMPARISONS = 32
_MAX_DEPTH = 16
_NO_OPERATOR = (
    "one of = != < <= > >= : is expected after a field; a value with spaces needs quotes, AND, OR and NOT are capitals"
)
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
      | (?P<op>!=|<=|>=|=|<|>|:)
      | (?P<open>\()
      | (?P<close>\))
      | (?P<word>\d{4}-\d\d-\d\d[Tt][\w.:+\-]+|(?:[\w.+\-/*]|\\.)+)
      | (?P<other>\S)
    )""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is text (quoted), op, open, close, word, other or end; `position` counts characters from 0."""

    text: str
    position: int
    kind: str

    def refused(self, why: str) -> InvalidFilter:
        """The error that this token cannot be used."""
        where = f"at position {self.position} " + (f"({self.text[:40]!r})" if self.text else "(the end)")
        metadata = {"position": str(self.position), "token": self.text[:40]}
        return InvalidFilter.of("filter", f"{where}: {why}", metadata=metadata)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field against one value."""

    field: Token
    op: Token
    value: Token


@dataclass(frozen=True, slots=True)
class Not:
    """True where its part is not."""

    part: Filter


@dataclass(frozen=True, slots=True)
class AllOf:
    """AND."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """OR."""

    parts: tuple[Filter, ...]


Filter = Comparison | Not | AllOf | AnyOf


def parse(source: str) -> Filter:
    """The tree of a filter; of an empty one AllOf without parts. Raises InvalidFilter."""
    parser = _Parser(source)
    if parser.token.kind == "end":
        return AllOf(())
    tree = parser.expression(depth=0)
    if parser.token.kind != "end":
        raise parser.token.refused("AND, OR or the end is expected")
    return tree


class _Parser:
    """Recursive descent; `token` is the next one that was not used yet."""

    def __init__(self, source: str) -> None:
        self._tokens = _tokens(source)
        self._comparisons = 0
        self.token = next(self._tokens)

    def expression(self, depth: int) -> Filter:
        parts = [self._sequence(depth)]
        while self._skips("AND"):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _sequence(self, depth: int) -> Filter:
        parts = [self._factor(depth)]
        while self.token.kind in {"word", "open"} and self.token.text != "AND":
            parts.append(self._factor(depth))
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _factor(self, depth: int) -> Filter:
        parts = [self._term(depth)]
        while self._skips("OR"):
            parts.append(self._term(depth))
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _term(self, depth: int) -> Filter:
        if self._skips("NOT") or self._skips("-"):
            return Not(self._simple(depth))
        if self.token.kind == "word" and self.token.text.startswith("-"):
            self.token = Token(self.token.text[1:], self.token.position + 1, "word")
            return Not(self._simple(depth))
        return self._simple(depth)

    def _simple(self, depth: int) -> Filter:
        if self.token.kind != "open":
            return self._comparison()
        if depth == _MAX_DEPTH:
            raise self.token.refused(f"more than {_MAX_DEPTH} levels of parentheses")
        self._next()
        inner = self.expression(depth + 1)
        if self.token.kind != "close":
            raise self.token.refused("a closing parenthesis is expected")
        self._next()
        return inner

    def _comparison(self) -> Comparison:
        if self._comparisons == _MAX_COMPARISONS:
            raise self.token.refused(f"more than {_MAX_COMPARISONS} comparisons")
        self._comparisons += 1
        if self.token.kind != "word" or self.token.text in {"AND", "OR", "NOT"}:
            raise self.token.refused("a field is expected")
        field = self._next()
        if self.token.kind != "op":
            raise field.refused(_NO_OPERATOR)
        op = self._next()
        if self.token.kind not in {"text", "word"}:
            unclosed = self.token.text in {'"', "'"}
            raise self.token.refused("the quote is not closed" if unclosed else "a value is expected")
        return Comparison(field, op, self._next())

    def _skips(self, word: str) -> bool:
        if self.token.kind == "word" and self.token.text == word:
            self._next()
            return True
        return False

    def _next(self) -> Token:
        used, self.token = self.token, next(self._tokens)
        return used


def _tokens(source: str) -> Iterator[Token]:
    if "\0" in source:
        raise Token("\0", source.index("\0"), "other").refused("NUL is not expected")
    end = len(source.rstrip())
    at = 0
    while at < end:
        found = _TOKEN.match(source, at)
        assert found is not None  # noqa: S101 - the last alternative takes anything
        kind = found.lastgroup or "other"
        yield Token(found[kind], found.start(kind), kind)
        at = found.end()
    while True:
        yield Token("", end, "end")
