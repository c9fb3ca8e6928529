"""What the contract says of a method beside its messages: its permission, whether it only reads, what it has many of.

Descriptors come from the pool of the generated code.
"""

from __future__ import annotations

from typing import Any

from google.protobuf import descriptor_pb2

from agenthall.common.v1 import options_pb2


def permission_of(descriptor: Any) -> str:
    """The permission that a method's option names. Raises where it has none: such a method must not be served."""
    permission = permission_if_any(descriptor)
    if not permission:
        raise RuntimeError(f"{descriptor.full_name} has no (agenthall.common.v1.permission)")
    return permission


def permission_if_any(descriptor: Any) -> str:
    """The same, empty for a method of another contract, such as health."""
    permission: str = descriptor.GetOptions().Extensions[options_pb2.permission]
    return permission


def only_reads(descriptor: Any) -> bool:
    """Whether the method changes nothing that a caller could see."""
    level: int = descriptor.GetOptions().idempotency_level
    return level == descriptor_pb2.MethodOptions.NO_SIDE_EFFECTS


def batch_field(descriptor: Any) -> str:
    """Of a method that writes many records at once, the field that holds them."""
    if only_reads(descriptor):
        return ""
    repeated = (one for one in descriptor.input_type.fields if one.is_repeated and one.message_type is not None)
    return next((one.name for one in repeated if not one.message_type.GetOptions().map_entry), "")
