"""The contract as descriptors and comments, read from generated/descriptors/agenthall.binpb.

The image has what the generated code leaves out: the comments. Names are full names, `package.Message.field`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet
from google.protobuf.descriptor_pool import DescriptorPool

IMAGE = Path(__file__).parent.parent / "generated" / "descriptors" / "agenthall.binpb"
_OURS = "agenthall."


@dataclass(frozen=True, slots=True)
class Contract:
    """Services, messages and enums in the order of the proto files, and what stands above each thing."""

    services: list[Any]
    messages: list[Any]
    enums: list[Any]
    comments: dict[str, str]
    """By full name; paragraphs are parted by an empty line, other line breaks are gone."""

    def enum(self, full_name: str) -> Any:
        """The enum of this name."""
        return next(enum for enum in self.enums if enum.full_name == full_name)


def read(image: Path = IMAGE) -> Contract:
    """Our part of an image."""
    pool = DescriptorPool()
    files = FileDescriptorSet.FromString(image.read_bytes()).file
    for file in files:
        pool.AddSerializedFile(file.SerializeToString())
    ours = [file for file in files if file.package.startswith(_OURS)]
    return Contract(
        [pool.FindServiceByName(f"{file.package}.{one.name}") for file in ours for one in file.service],
        [pool.FindMessageTypeByName(f"{file.package}.{one.name}") for file in ours for one in file.message_type],
        [pool.FindEnumTypeByName(f"{file.package}.{one.name}") for file in ours for one in file.enum_type],
        {name: text for file in ours for name, text in _comments(file)},
    )


def _comments(file: FileDescriptorProto) -> Iterator[tuple[str, str]]:
    for place in file.source_code_info.location:
        name = _name_at(file, place.path)
        if name and place.leading_comments:
            yield name, prose(place.leading_comments)


def _name_at(file: FileDescriptorProto, path: Any) -> str:
    """The full name of what a path of the source information leads to; empty where that has no name.

    A path is pairs of a field number of descriptor.proto and an index: [6, 0, 2, 3] is service[0].method[3].
    """
    found: Any = file
    names = [file.package]
    for number, index in zip(path[::2], path[1::2], strict=False):
        field = found.DESCRIPTOR.fields_by_number[number]
        if not field.is_repeated or field.message_type is None:
            return ""
        found = getattr(found, field.name)[index]
        names.append(getattr(found, "name", ""))
    return ".".join(names) if path and len(path) % 2 == 0 else ""


def prose(comment: str) -> str:
    """A comment without its line breaks, but with its paragraphs."""
    lines = "\n".join(line.strip() for line in comment.strip().splitlines())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in lines.split("\n\n"))
