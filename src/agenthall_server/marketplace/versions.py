"""Semantic versions (semver.org 2.0.0) and npm-style ranges.

Ranges follow node-semver: `^1.2.0`, `~1.2`, `1.x`, `>=1 <3`, `1.2 - 2.3`, alternatives with `||`, empty for any
release. A pre-release satisfies a range only where the alternative that it satisfies names a pre-release of the same
major.minor.patch, so nobody gets one without asking for it.

Written here rather than taken from the semantic_version package: its ranges let `1.0.0-rc.1` match 1.0.0 and `<=2`
match 3.0.0-a, refuse the blank in `>= 1.2.3`, and its versions accept non-ASCII digits and a trailing line feed.

Numbers end at 2^53 - 1, as npm's do: what JavaScript reads would be another number.

Build metadata takes no part in precedence (semver.org section 10); where two versions differ in nothing else, the text
decides, so that every order is total.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from agenthall_server.errors import InvalidSemver

_NUMBER = r"(?:0|[1-9][0-9]*)"
_IDENTIFIER = r"(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_TAIL = rf"(?:-(?P<pre>{_IDENTIFIER}(?:\.{_IDENTIFIER})*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
_VERSION = re.compile(rf"(?P<major>{_NUMBER})\.(?P<minor>{_NUMBER})\.(?P<patch>{_NUMBER}){_TAIL}")
_WILD = rf"(?:[xX*]|{_NUMBER})"
_OPERATOR = r"(?P<op>\^|~>?|>=|<=|>|<|=|)"
_PARTIAL = re.compile(rf"{_OPERATOR}[v=]?(?P<major>{_WILD})(?:\.(?P<minor>{_WILD})(?:\.(?P<patch>{_WILD}){_TAIL})?)?")
_HYPHEN = re.compile(r"(\S+)\s+-\s+(\S+)")
_BLANK_AFTER_OPERATOR = re.compile(r"(?<=[<>=~^])\s+")

Numbers = tuple[int, int, int]
Precedence = tuple[Numbers, tuple[object, ...]]
_RELEASE = (2,)
_MAX_NUMBER = 2**53 - 1


class NotAVersion(ValueError):
    """The text is neither a semantic version nor, where one is expected, a range."""


@dataclass(frozen=True, slots=True)
class Version:
    """A parsed version. `precedence` orders as semver.org section 11 says."""

    precedence: Precedence

    @property
    def is_release(self) -> bool:
        return self.precedence[1] == _RELEASE


@dataclass(frozen=True, slots=True)
class _Comparator:
    compare: Callable[[Precedence, Precedence], bool]
    operand: Precedence
    names_prerelease: bool

    def allows(self, precedence: Precedence) -> bool:
        return self.compare(precedence, self.operand)


@lru_cache(maxsize=8192)
def parse(text: str) -> Version:
    """Raises NotAVersion."""
    found = _VERSION.fullmatch(text)
    if found is None:
        raise NotAVersion(text)
    numbers = (_number(found["major"]), _number(found["minor"]), _number(found["patch"]))
    return Version((numbers, _prerelease(found["pre"])))


def is_version(text: str) -> bool:
    try:
        parse(text)
    except NotAVersion:
        return False
    return True


def is_range(text: str) -> bool:
    try:
        _alternatives(text)
    except NotAVersion:
        return False
    return True


def exact(range_: str) -> str | None:
    """The version where a range is nothing but its number, as `1.2.0` or `=1.2.0`; None for any other range."""
    number = range_.strip().removeprefix("=").strip().removeprefix("v")
    return number if is_version(number) else None


def require_range(range_: str, field: str) -> None:
    """Raises InvalidSemver of the field."""
    if not is_range(range_):
        raise InvalidSemver.of(
            field, f"{range_[:80]!r} is not an npm-style range such as ^1.2.0, ~1.2 or >=1 <3 (numbers up to 2^53 - 1)"
        )


@lru_cache(maxsize=65_536)
def satisfies(version: str, range_: str) -> bool:
    """Raises NotAVersion where either is not one."""
    parsed = parse(version)
    return any(_allowed(parsed, comparators) for comparators in _alternatives(range_))


def highest(versions: Iterable[str], range_: str) -> str | None:
    """The highest version that satisfies the range."""
    return max((version for version in versions if satisfies(version, range_)), key=sort_key, default=None)


def latest(versions: Iterable[str]) -> str:
    """The highest release; the highest pre-release where there is no release. `versions` is not empty."""
    return max(versions, key=lambda version: (parse(version).is_release, sort_key(version)))


@lru_cache(maxsize=8192)
def sort_key(version: str) -> str:
    """Text that sorts by code point as the versions sort by precedence; kept beside them in the database."""
    numbers, prerelease = parse(version).precedence
    release = ".".join(_sortable(number) for number in numbers)
    return f"{release}{'~' if prerelease == _RELEASE else '-' + _sortable_prerelease(version)} {version}"


def _sortable(number: int) -> str:
    digits = str(number)
    return f"{len(digits):02}{digits}"


def _sortable_prerelease(version: str) -> str:
    identifiers = version.partition("+")[0].partition("-")[2].split(".")
    return "!".join(f"0{_sortable(int(part))}" if part.isdigit() else f"1{part}" for part in identifiers)


def _prerelease(text: str | None) -> tuple[object, ...]:
    if text is None:
        return _RELEASE
    return (1, *((0, _number(part), "") if part.isdigit() else (1, 0, part) for part in text.split(".")))


def _number(digits: str) -> int:
    number = int(digits)
    if number > _MAX_NUMBER:
        raise NotAVersion(digits)
    return number


def _allowed(version: Version, comparators: tuple[_Comparator, ...]) -> bool:
    precedence = version.precedence
    if not all(comparator.allows(precedence) for comparator in comparators):
        return False
    return version.is_release or any(
        comparator.names_prerelease and comparator.operand[0] == precedence[0] for comparator in comparators
    )


@lru_cache(maxsize=8192)
def _alternatives(range_: str) -> tuple[tuple[_Comparator, ...], ...]:
    return tuple(_alternative(part.strip()) for part in range_.split("||"))


def _alternative(text: str) -> tuple[_Comparator, ...]:
    hyphen = _HYPHEN.fullmatch(text)
    if hyphen is not None:
        return (*_comparators(f">={hyphen[1]}"), *_comparators(f"<={hyphen[2]}"))
    parts = _BLANK_AFTER_OPERATOR.sub("", text).split()
    return tuple(comparator for part in parts or ["*"] for comparator in _comparators(part))


def _comparators(text: str) -> tuple[_Comparator, ...]:
    """One part of an alternative as comparisons with full versions. The table is that of node-semver's manual."""
    found = _PARTIAL.fullmatch(text)
    if found is None:
        raise NotAVersion(text)
    known = _known_numbers(found["major"], found["minor"], found["patch"])
    op = found["op"]
    lower: Precedence = (_padded(known), _prerelease(found["pre"]) if len(known) == 3 else _RELEASE)
    if not known:
        return () if op not in {"<", ">"} else (_below((0, 0, 0)),)
    if op == "^":
        return _at_least(lower), _below(_raised(known[: _caret_width(known)]))
    if op in {"~", "~>"}:
        return _at_least(lower), _below(_raised(known[:2]))
    if len(known) < 3:
        return _of_partial(op, known, lower)
    return (_Comparator(_OPERATORS[op], lower, lower[1] != _RELEASE),)


def _of_partial(op: str, known: tuple[int, ...], lower: Precedence) -> tuple[_Comparator, ...]:
    """`>1.2` means at least 1.3.0, `<=1.2` below 1.3.0, `1.2` both at least 1.2.0 and below 1.3.0."""
    if op == ">":
        return (_at_least((_raised(known), _RELEASE)),)
    if op == ">=":
        return (_at_least(lower),)
    if op == "<":
        return (_below(lower[0]),)
    if op == "<=":
        return (_below(_raised(known)),)
    return _at_least(lower), _below(_raised(known))


_OPERATORS: dict[str, Callable[[Precedence, Precedence], bool]] = {
    "": operator.eq,
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def _at_least(lower: Precedence) -> _Comparator:
    return _Comparator(operator.ge, lower, lower[1] != _RELEASE)


def _below(numbers: Numbers) -> _Comparator:
    """Below every pre-release of these numbers too."""
    return _Comparator(operator.lt, (numbers, (0,)), names_prerelease=False)


def _known_numbers(*parts: str | None) -> tuple[int, ...]:
    """The numbers before the first absent or wild one."""
    known: list[int] = []
    for part in parts:
        if part is None or part in "xX*":
            break
        known.append(_number(part))
    return tuple(known)


def _caret_width(known: tuple[int, ...]) -> int:
    """How many numbers `^` keeps: up to the first that is not zero."""
    return next((at + 1 for at, number in enumerate(known) if number), len(known))


def _raised(known: tuple[int, ...]) -> Numbers:
    return _padded((*known[:-1], known[-1] + 1))


def _padded(known: tuple[int, ...]) -> Numbers:
    major, minor, patch = (*known, 0, 0, 0)[:3]
    return major, minor, patch
