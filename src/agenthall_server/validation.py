"""The contract's own field rules (buf.validate options), checked in one place.

Besides them, NUL is refused in every string (PostgreSQL cannot store it, SQLite's functions stop at it), and NaN and
the infinities in free attributes (google.protobuf.Struct), which are JSON and have no such numbers. A string that the
contract limits to 200 characters or less is a name, and names.py says what that may be; longer ones are free text.

What is far too large is refused before anybody looks into it: checking each of a million items would hold up all other
callers for seconds, only to say that there are too many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from math import isfinite
from typing import Any

import protovalidate
from google.protobuf.message import Message

from agenthall_server.errors import FieldViolation, ValidationFailed
from agenthall_server.names import RULE, is_name
from buf.validate import validate_pb2

_validator = protovalidate.Validator()
_FAR = 4
_MAX_NAME = 200
_OBJECT = "google.protobuf.Struct"
_MAX_OBJECT_BYTES = 6 * 65_536  # all are limited to 64 KiB of JSON, which is at most 5.5 times as long on the wire


def violations(message: Message) -> list[FieldViolation]:
    """Every broken rule of a message, or only what is too large; the paths start below it."""
    oversized = list(_oversized(message))
    if oversized:
        return oversized
    broken = [_violation(found) for found in _validator.collect_violations(message)]
    return broken + list(value_violations(message)) + list(_name_violations(message, ignored=True))


def check(message: Message, raw: bytes) -> None:
    """Raises ValidationFailed with every broken rule. `raw` is the message's wire form: a string with NUL puts a zero
    byte into it, NaN and infinities 0x7F or 0xFF; without those the message need not be walked, as for most requests.
    """
    broken = list(_oversized(message))
    if broken:
        raise failed(broken)
    broken = [_violation(found) for found in _validator.collect_violations(message)]
    if b"\0" in raw or b"\x7f" in raw or b"\xff" in raw:
        broken += value_violations(message, skip=_is_ignored)
    broken += _name_violations(message, ignored=False)
    if broken:
        raise failed(broken)


def failed(broken: list[FieldViolation]) -> ValidationFailed:
    """The error that lists them; its text shows the first three."""
    shown = "; ".join(f"{one.field}: {one.description}" for one in broken[:3])
    more = f"; and {len(broken) - 3} more" if len(broken) > 3 else ""
    return ValidationFailed(shown + more, fields=tuple(broken[:100]))


def self_test(bad: Message) -> None:
    """Refuses to go on where the validator no longer sees what is wrong with a known-bad message."""
    if not _validator.collect_violations(bad):
        raise RuntimeError(f"the validator accepts a bad {bad.DESCRIPTOR.full_name}; check the protovalidate version")


def value_violations(
    message: Message, path: str = "", skip: Callable[[Any], bool] = lambda _field: False
) -> Iterator[FieldViolation]:
    """One violation for each string that holds NUL and each number of a Struct that JSON does not have."""
    for field, value in message.ListFields():
        if skip(field):
            continue
        here = f"{path}.{field.name}" if path else field.name
        if field.full_name == "google.protobuf.Value.number_value" and not isfinite(value):
            yield FieldViolation(here, "must be a finite number", "number.finite")
        for suffix, item in _items(value):
            if isinstance(item, Message):
                yield from value_violations(item, here + suffix)
            elif isinstance(item, str) and "\0" in item:
                yield FieldViolation(here + suffix, "must not contain NUL characters", "string.nul")


def _name_violations(message: Message, path: str = "", *, ignored: bool) -> Iterator[FieldViolation]:
    """One violation for each name that is none; `ignored`: also in fields that their servicer checks itself."""
    for field, is_own in _named_fields(message.DESCRIPTOR):
        if not is_own and not field.is_repeated and not message.HasField(field.name):
            continue
        value = getattr(message, field.name)
        if not value or (not ignored and _is_ignored(field)):
            continue
        here = f"{path}.{field.name}" if path else field.name
        for suffix, item in _items(value):
            if isinstance(item, Message):
                yield from _name_violations(item, here + suffix, ignored=ignored)
            elif isinstance(item, str) and "\0" not in item and not is_name(item):
                yield FieldViolation(here + suffix, RULE, "string.name")


@cache
def _named_fields(descriptor: Any) -> list[tuple[Any, bool]]:
    """The fields that are names themselves, and those that lead to names."""
    if descriptor.full_name.startswith("google."):
        return []
    found = [(field, _is_name_field(field)) for field in descriptor.fields]
    return [(field, own) for field, own in found if own or (field.message_type and _named_fields(field.message_type))]


def _is_name_field(field: Any) -> bool:
    rules = field.GetOptions().Extensions[validate_pb2.field]
    strings = (rules.string, rules.repeated.items.string, rules.map.values.string)
    return any(one.HasField("max_len") and one.max_len <= _MAX_NAME and not one.pattern for one in strings)


def _oversized(message: Message, path: str = "") -> Iterator[FieldViolation]:
    """One violation for each list with far more items than its rule allows, and each object that no limit allows."""
    for field, most in _bounded_fields(message.DESCRIPTOR):
        value, here = getattr(message, field.name), f"{path}.{field.name}" if path else field.name
        if most is not None and len(value) > _FAR * most:
            yield FieldViolation(here, f"must contain no more than {most} item(s)", "repeated.max_items")
        elif field.message_type is None or _is_ignored(field):
            continue
        elif field.message_type.full_name == _OBJECT:
            if value.ByteSize() > _MAX_OBJECT_BYTES:
                yield FieldViolation(here, "must be at most 64 KiB as JSON", "struct.size")
        else:
            for suffix, item in _items(value):
                yield from _oversized(item, here + suffix)  # type: ignore[arg-type] # its items are messages


@cache
def _bounded_fields(descriptor: Any) -> list[tuple[Any, int | None]]:
    """The fields with a most of items, which is given, and those that lead to such a field or to an object."""
    found = [(field, _most_items(field)) for field in descriptor.fields]
    return [(field, most) for field, most in found if most is not None or _leads_to_bounds(field)]


def _leads_to_bounds(field: Any) -> bool:
    message = field.message_type
    if message is None or message.GetOptions().map_entry:
        return False
    return message.full_name == _OBJECT or (
        not message.full_name.startswith("google.") and bool(_bounded_fields(message))
    )


def _most_items(field: Any) -> int | None:
    rules = field.GetOptions().Extensions[validate_pb2.field]
    return rules.repeated.max_items if rules.repeated.HasField("max_items") else None


@cache
def _is_ignored(field: Any) -> bool:
    """True for a field that its servicer checks itself, item by item: the contract says IGNORE_ALWAYS."""
    rules = field.GetOptions().Extensions[validate_pb2.field]
    return validate_pb2.IGNORE_ALWAYS in (rules.ignore, rules.repeated.items.ignore)


def _items(value: Any) -> Iterator[tuple[str, object]]:
    """What a field holds, each with its subscript; map keys are looked at too."""
    if isinstance(value, (str, Message)):
        yield "", value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield "", key
            yield f"[{str(key)[:40]!r}]", item
    elif not isinstance(value, (bytes, int, float)):
        for index, item in enumerate(value):
            yield f"[{index}]", item


def _violation(found: protovalidate.Violation) -> FieldViolation:
    path = ""
    for element in found.proto.field.elements if found.proto.field is not None else ():
        path += f".{element.field_name}" if path else element.field_name
        if element.subscript is not None:
            path += f"[{element.subscript.value!r}]"
    return FieldViolation(path, found.proto.message, found.proto.rule_id)
