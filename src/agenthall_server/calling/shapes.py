"""What a method is for and what its request looks like, with the comments of the contract.

The comments come with the descriptors that the wheel carries. A message that holds itself is shown once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from textwrap import wrap
from typing import Any

from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

from agenthall_server.client import DESCRIPTORS
from agenthall_server.method_options import permission_if_any

_WIDTH = 100
_WELL_KNOWN = {
    "google.protobuf.Timestamp": '"2026-03-01T12:30:00Z"',
    "google.protobuf.Duration": '"1.5s"',
    "google.protobuf.Struct": "{...}",
    "google.protobuf.FieldMask": '"name,tags"',
}
_SCALARS = {"bool": "true", "string": '""', "bytes": '"base64"', "double": "0.0", "float": "0.0"}


def describe(method: Any) -> Iterator[str]:
    """Lines: the comment of the method, its permission, its request with the comment of every field."""
    yield from _comment(method.full_name, "")
    yield f"// Permission: {permission_if_any(method) or 'none'}."
    if method.client_streaming:
        yield "// Takes a stream of requests."
    yield f"// Answers {'a stream of ' if method.server_streaming else ''}{method.output_type.full_name}."
    yield from _message(method.input_type, "", ())


def form_of(message: Any, path: Sequence[str]) -> str:
    """How the value of a field below a message is written, such as `"1.5s"`; empty where a line does not hold it."""
    *above, last = path
    for name in above:
        field = _named(message, name)
        if field is None or field.message_type is None:
            return ""
        message = field.message_type
    field = _named(message, last)
    if field is None or (field.message_type is not None and field.message_type.full_name not in _WELL_KNOWN):
        return ""
    return f"[{_value(field)}, ...]" if field.is_repeated else _value(field)


def _named(message: Any, name: str) -> Any:
    return message.fields_by_name.get(name) or message.fields_by_camelcase_name.get(name)


def _message(message: Any, indent: str, above: tuple[str, ...]) -> Iterator[str]:
    yield indent + "{"
    inner = indent + "  "
    for field in message.fields:
        yield from _comment(field.full_name, inner)
        yield from _field(field, inner, (*above, message.full_name))
    yield indent + "}"


def _field(field: Any, indent: str, above: tuple[str, ...]) -> Iterator[str]:
    head = f'{indent}"{field.name}": '
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        yield f'{head}{{"key": {_value(field.message_type.fields_by_name["value"])}}}'
    elif field.message_type is None or field.message_type.full_name in (*_WELL_KNOWN, *above):
        yield head + (f"[{_value(field)}]" if field.is_repeated else _value(field))
    else:
        first, *rest, last = _message(field.message_type, indent, above)
        yield head + ("[" if field.is_repeated else "") + first.lstrip()
        yield from rest
        yield last + ("]" if field.is_repeated else "")


def _value(field: Any) -> str:
    if field.enum_type is not None:
        return " | ".join(f'"{value.name}"' for value in field.enum_type.values)
    if field.message_type is not None:
        return _WELL_KNOWN.get(field.message_type.full_name, "{...}")
    return _SCALARS.get(_type_name(field), "0")


def _type_name(field: Any) -> str:
    names = {field.TYPE_BOOL: "bool", field.TYPE_STRING: "string", field.TYPE_BYTES: "bytes"}
    return names.get(field.type, "double" if field.type in (field.TYPE_DOUBLE, field.TYPE_FLOAT) else "int")


def _comment(full_name: str, indent: str) -> Iterator[str]:
    text = " ".join(_comments().get(full_name, "").split())
    yield from (f"{indent}// {line}" for line in wrap(text, _WIDTH - len(indent)))


@cache
def _comments() -> dict[str, str]:
    files = FileDescriptorSet.FromString(DESCRIPTORS.read_bytes()).file
    return {name: text for file in files if file.package.startswith("agenthall.") for name, text in _of_file(file)}


def _of_file(file: FileDescriptorProto) -> Iterator[tuple[str, str]]:
    for location in file.source_code_info.location:
        if location.leading_comments:
            yield _name_at(file, location.path), location.leading_comments


def _name_at(file: FileDescriptorProto, path: Any) -> str:
    """The full name of what stands at a path of field numbers and positions, as source_code_info has them."""
    names, here = [file.package], file
    for number, position in zip(path[::2], path[1::2], strict=False):
        here = getattr(here, here.DESCRIPTOR.fields_by_number[number].name)[position]
        names.append(getattr(here, "name", ""))
    return ".".join(names)
