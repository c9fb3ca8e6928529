"""Rows to messages and back, by field name.

A column is named after the field that it fills. `to_message` walks the message's descriptor once per message type and
copies what the row has; `computed` fills or overrides fields that no column holds. Stored forms:

    Timestamp    int, microseconds since 1970          enum      str, the value's name
    Duration     int, microseconds                     Struct    dict (a Json column)
    map, repeated scalars: dict and list (Json columns); absent values: None

Every field has a home: where the row has no attribute of its name and no computed value is given, `to_message` raises,
whatever the other values are, so the first test that sees such a message fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, TypeVar, cast

from google.protobuf import json_format, message_factory
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.protobuf.struct_pb2 import Struct, Value
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import status_pb2

from agenthall_server.database.columns import dump_json
from agenthall_server.errors import AgenthallError

M = TypeVar("M", bound=Message)
Default = TypeVar("Default")
_Setter = Callable[[Any, Any], None]


def to_message(kind: type[M], row: object, /, **computed: Any) -> M:
    """A message of the row's values; None leaves a field unset. `computed` values are already in wire form."""
    plain_fields, values_of, others = _plan(cast(Any, kind), tuple(computed))
    message = kind(**dict(zip(plain_fields, values_of(row), strict=True)))
    for name, set_field in others:
        value = getattr(row, name)
        if value is not None:
            set_field(message, value)
    for name, value in computed.items():
        if value is not None:
            _set_wire_value(message, name, value)
    return message


def from_message(message: Message) -> dict[str, Any]:
    """The message's fields in stored form; unset optional and message fields are None."""
    return {name: read(message) for name, read in _readers(cast(Any, type(message)))}


def batch_response(
    response: M, outcomes: Iterable[bool | Exception], status_of: Callable[[AgenthallError], status_pb2.Status]
) -> M:
    """Fills in what became of a batch: each item was a repeat or not, or is refused. Raises any other exception."""
    counts: Any = response
    for index, outcome in enumerate(outcomes):
        if isinstance(outcome, AgenthallError):
            counts.rejections.add(index=index, status=status_of(outcome))
        elif isinstance(outcome, Exception):
            raise outcome
        elif outcome:
            counts.duplicate_count += 1
        else:
            counts.accepted_count += 1
    return response


def timestamp(microseconds: int) -> Timestamp:
    """A time on the wire."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return Timestamp(seconds=seconds, nanos=rest * 1000)


def microseconds(value: Timestamp | Duration) -> int:
    """A time or duration below the wire; nanoseconds are cut off."""
    return value.seconds * 1_000_000 + value.nanos // 1000


def microseconds_of(message: Message, name: str, default: Default) -> int | Default:
    """The same of a field; the default where it is not set."""
    return microseconds(getattr(message, name)) if message.HasField(name) else default


def struct(value: dict[str, Any]) -> Struct:
    """A JSON object on the wire."""
    message = Struct()
    message.update(value)
    return message


def plain(value: Struct) -> dict[str, Any]:
    """A JSON object below the wire: whole numbers are int, keys are sorted, for a Struct has no order to keep (protobuf
    hands it out in another one in every process).
    """
    return {key: _plain_value(item) for key, item in sorted(value.fields.items())}


def small_json(value: Struct, limit: int) -> str | None:
    """The object as JSON text, or None where that has more than `limit` bytes. Raises ValueError for NaN.

    On the wire it is at most 5.5 times as long as its JSON (11 bytes for `0,`), so what is far too large is refused
    without being looked into.
    """
    if value.ByteSize() > 6 * limit:
        return None
    text = dump_json(plain(value))
    return text if len(text.encode()) <= limit else None


def _plain_value(value: Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() and abs(number) < 2**53 else number
    if kind == "struct_value":
        return plain(value.struct_value)
    if kind == "list_value":
        return [_plain_value(item) for item in value.list_value.values]
    return None if kind in (None, "null_value") else getattr(value, kind)


def _set_wire_value(message: Message, name: str, value: Any) -> None:
    field: Any = message.DESCRIPTOR.fields_by_name[name]  # stubs differ between protobuf's two descriptor classes
    if field.is_repeated and _is_map(field):
        _fill_map(getattr(message, name), value, field)
    elif field.is_repeated:
        getattr(message, name).extend(value)
    elif field.message_type is not None:
        getattr(message, name).CopyFrom(value)
    else:
        setattr(message, name, value)


def _fill_map(target: Any, values: Any, field: Any) -> None:
    if field.message_type.fields_by_name["value"].message_type is None:
        target.update(values)
        return
    for key, value in values.items():
        target[key].CopyFrom(value)


@cache
def _plan(
    kind: Any, computed: tuple[str, ...]
) -> tuple[tuple[str, ...], Callable[[object], Sequence[Any]], tuple[tuple[str, _Setter], ...]]:
    """Fields that the constructor takes as they are (None: unset), how to read them, and setters for all others."""
    fields = [field for field in kind.DESCRIPTOR.fields if field.name not in computed]
    plain_fields = tuple(field.name for field in fields if _is_plain(field))
    others = tuple((field.name, _setter(field)) for field in fields if not _is_plain(field))
    if len(plain_fields) > 1:
        return plain_fields, attrgetter(*plain_fields), others
    return plain_fields, lambda row: [getattr(row, name) for name in plain_fields], others


def _is_plain(field: Any) -> bool:
    return not field.is_repeated and field.enum_type is None and field.message_type is None


def _setter(field: Any) -> _Setter:
    name = field.name
    if field.is_repeated and _is_map(field):
        return lambda message, value: _fill_map(getattr(message, name), value, field)
    if field.is_repeated and field.message_type is not None:
        return lambda message, value: getattr(message, name).extend(_parsed(field, item) for item in value)
    if field.is_repeated:
        return lambda message, value: getattr(message, name).extend(value)
    if field.enum_type is not None:
        numbers = field.enum_type.values_by_name
        return lambda message, value: setattr(message, name, numbers[value].number)
    return lambda message, value: getattr(message, name).CopyFrom(_parsed(field, value))


def _parsed(field: Any, value: Any) -> Message:
    full_name = field.message_type.full_name
    if full_name == "google.protobuf.Timestamp":
        return timestamp(value)
    if full_name == "google.protobuf.Duration":
        seconds, rest = divmod(value, 1_000_000)
        return Duration(seconds=seconds, nanos=rest * 1000)
    if full_name == "google.protobuf.Struct":
        return struct(value)
    return json_format.ParseDict(value, message_factory.GetMessageClass(field.message_type)())


@cache
def _readers(kind: Any) -> tuple[tuple[str, Callable[[Message], Any]], ...]:
    return tuple((field.name, _reader(field)) for field in kind.DESCRIPTOR.fields)


def _reader(field: Any) -> Callable[[Any], Any]:
    name = field.name
    if field.is_repeated:
        return _repeated_reader(field)
    if field.enum_type is not None:
        names = field.enum_type.values_by_number
        return lambda message: names[getattr(message, name)].name
    if field.message_type is not None:
        read = _message_reader(field)
        return lambda message: read(getattr(message, name)) if message.HasField(name) else None
    if field.has_presence:
        return lambda message: getattr(message, name) if message.HasField(name) else None
    return lambda message: getattr(message, name)


def _repeated_reader(field: Any) -> Callable[[Any], Any]:
    name = field.name
    if _is_map(field):
        return lambda message: dict(sorted(getattr(message, name).items(), key=itemgetter(0)))
    if field.message_type is not None:
        return lambda message: [_as_dict(item) for item in getattr(message, name)]
    return lambda message: list(getattr(message, name))


def _message_reader(field: Any) -> Callable[[Any], Any]:
    full_name = field.message_type.full_name
    if full_name in {"google.protobuf.Timestamp", "google.protobuf.Duration"}:
        return microseconds
    if full_name == "google.protobuf.Struct":
        return plain
    return _as_dict


def _as_dict(message: Message) -> dict[str, Any]:
    found: dict[str, Any] = json_format.MessageToDict(message, preserving_proto_field_name=True)
    return found


def _is_map(field: Any) -> bool:
    return bool(field.message_type is not None and field.message_type.GetOptions().map_entry)
