"""One value of a row as what a field of the contract holds.

Values come as text (CSV) or as JSON, where numbers with a point are finite Decimals so that money stays exact. Each
function takes both, never None, and raises Unusable. Ranges of fields are not checked here: the contract has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Any

_NUMBER = re.compile(r"[+-]?(\d{1,40}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,3})?", re.ASCII)
_INT64 = 2**63
_NANO = Decimal(1_000_000_000)
_FIRST_SECOND, _LAST_SECOND = -62_135_596_800, 253_402_300_799  # the years 1 to 9999, as a Timestamp has them
_TRUE, _FALSE = ("true", "yes", "1", "t", "y"), ("false", "no", "0", "f", "n")
_OUTCOMES = {
    **dict.fromkeys(("ok", "success", "successful", "succeeded", "completed", "done", "outcome_ok"), "OUTCOME_OK"),
    **dict.fromkeys(("failed", "failure", "error", "errored", "outcome_failed"), "OUTCOME_FAILED"),
    **dict.fromkeys(
        ("cancelled", "canceled", "aborted", "stopped", "unfinished", "outcome_cancelled"), "OUTCOME_CANCELLED"
    ),
}
_SHOWN = 60
MAX_DEPTH = 16
"""Levels of lists and objects in one value; a message may not be nested as deep as JSON may."""

Convert = Callable[[Any], Any]
Fields = dict[str, Any]


class Unusable(Exception):
    """A value that cannot become what its field holds; the text says what would do."""


def text(value: Any) -> str:
    """Numbers are taken as they are written."""
    if isinstance(value, (bool, list, dict)):
        raise Unusable(f"{_shown(value)} is no text")
    found = str(value)
    if "\0" in found:
        raise Unusable("holds a NUL character")
    try:
        found.encode()
    except UnicodeEncodeError as error:
        raise Unusable("is not valid UTF-8") from error
    return found


def number(value: Any) -> float:
    return float(_decimal(value))


def count(value: Any) -> int:
    """A whole number of 64 bits; 12.0 is one."""
    found = _decimal(value)
    if abs(found) >= _INT64 or found != int(found):
        raise Unusable(f"{_shown(value)} is no whole number of 64 bits")
    return int(found)


def scaled(factor: str) -> Convert:
    """A number of another unit, exactly: `scaled("1000")` makes milliseconds of seconds."""
    by = Decimal(factor)

    def convert(value: Any) -> float:
        with localcontext(prec=500):
            return float(_decimal(value) * by)

    return convert


def nano_usd(value: Any) -> int:
    """US dollars as nano-USD; what is finer is rounded to the nearest, a half to the even one."""
    found = _decimal(value)
    if abs(found) >= _INT64 / _NANO:
        raise Unusable(f"{_shown(value)} is no amount of US dollars")
    with localcontext(prec=500):
        return int((found * _NANO).to_integral_value(ROUND_HALF_EVEN))


def flag(value: Any) -> bool:
    said = str(value).strip().lower()
    if said in _TRUE:
        return True
    if said in _FALSE:
        return False
    raise Unusable(f"{_shown(value)} is neither true nor false")


def outcome(value: Any) -> str:
    """The name of an Outcome from the words that others use for it."""
    found = _OUTCOMES.get(str(value).strip().lower())
    if found is None:
        raise Unusable(f"{_shown(value)} is not ok, failed or cancelled, nor another word for one of them")
    return found


def time(value: Any) -> tuple[int, int]:
    """Seconds since 1970 and nanoseconds, from RFC 3339 (without a zone: UTC; a day: its midnight) or Unix seconds."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value.strip()):
        return _unix(value)
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise Unusable(f"{_shown(value)} is no time such as 2026-03-01T12:30:00Z, and no Unix seconds") from error
    try:
        since = (found if found.tzinfo else found.replace(tzinfo=UTC)) - datetime.fromtimestamp(0, UTC)
    except OverflowError as error:
        raise Unusable(f"{_shown(value)} is not between the years 1 and 9999") from error
    return _in_range(value, since.days * 86_400 + since.seconds, since.microseconds * 1000)


def texts(value: Any) -> list[str]:
    """A JSON list, or words between commas."""
    if isinstance(value, str) and not value.lstrip().startswith("["):
        return [part.strip() for part in text(value).split(",") if part.strip()]
    return [text(item) for item in json_list(value)]


def json_list(value: Any) -> list[Any]:
    """A list, or its JSON text."""
    return _plain(_parsed(value, list), MAX_DEPTH)  # type: ignore[no-any-return] # a list stays one


def json_object(value: Any) -> Fields:
    """An object, or its JSON text."""
    return _plain(_parsed(value, dict), MAX_DEPTH)  # type: ignore[no-any-return] # an object stays one


def _plain(value: Any, depth: int) -> Any:
    if depth == 0:
        raise Unusable(f"is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, dict):
        return {text(key): _plain(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth - 1) for item in value]
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return _double(value)
    return value if value is None or isinstance(value, (bool, float)) else text(value)


def _double(value: int | Decimal) -> float | str:
    """JSON numbers are doubles in a message; whole numbers that a double cannot hold stay as they are written."""
    try:
        found = float(value)
    except OverflowError:
        return text(value)
    return str(value) if isinstance(value, int) and int(found) != value else found


def _parsed(value: Any, kind: type) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value, parse_float=finite, parse_constant=refuse_constant)
        except (ValueError, RecursionError) as error:
            raise Unusable(f"{_shown(value)} is no JSON") from error
    if not isinstance(value, kind):
        raise Unusable(f"{_shown(value)} is no JSON {'object' if kind is dict else 'list'}")
    return value


def finite(written: str) -> Decimal:
    """A number with a point or an exponent, for the JSON parser; ValueError where no double is that large."""
    if not _NUMBER.fullmatch(written) or abs(float(written)) == float("inf"):
        raise ValueError(f"{_shown(written)} is out of range")
    return Decimal(written)


def refuse_constant(written: str) -> None:
    """For the JSON parser: NaN and the infinities are no JSON."""
    raise ValueError(f"it has no {written}")


def _decimal(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):  # out of an object that was converted whole; finite
        return Decimal(str(value))
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise Unusable(f"{_shown(value)} is no number")
    if isinstance(value, int):
        if abs(value) >= 10**40:
            raise Unusable("is a number out of all range")
        return Decimal(value)
    if not _NUMBER.fullmatch(value.strip()) or abs(float(value)) == float("inf"):
        raise Unusable(f"{_shown(value)} is no number")
    return Decimal(value.strip())


def _unix(value: Any) -> tuple[int, int]:
    found = _decimal(value)
    if not _FIRST_SECOND <= found <= _LAST_SECOND:
        raise Unusable(f"{_shown(value)} Unix seconds are not between the years 1 and 9999 (milliseconds?)")
    seconds, rest = divmod(int(found.scaleb(9).to_integral_value(ROUND_HALF_EVEN)), 1_000_000_000)
    return _in_range(value, seconds, rest)


def _in_range(value: Any, seconds: int, nanos: int) -> tuple[int, int]:
    if not _FIRST_SECOND <= seconds <= _LAST_SECOND:
        raise Unusable(f"{_shown(value)} is not between the years 1 and 9999")
    return seconds, nanos


def _shown(value: Any) -> str:
    shown = ascii(value) if isinstance(value, str) else str(value)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "..."
