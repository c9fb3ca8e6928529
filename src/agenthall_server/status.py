"""Errors as google.rpc.Status: one ErrorInfo; BadRequest, PreconditionFailure, ResourceInfo, RetryInfo beside it.

A status travels in trailers, of which clients take no more than 8 KiB (16 KiB at most): beyond that the caller would
see the transport's own error instead of ours. So texts are cut and lists end where the room does; the message says how
many rules were broken in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

from agenthall_server.errors import AgenthallError

DOMAIN = "agenthall.dev"
_MESSAGE_BYTES = 1000  # three times as many on the wire, where they are percent-encoded
_VALUE_BYTES = 800
_VIOLATION_BYTES = 300
_LIST_BYTES = 2500

M = TypeVar("M", bound=Message)


def status_of(error: AgenthallError) -> status_pb2.Status:
    """What goes over the wire for an error."""
    details = [_packed(part) for part in _details(error)]
    return status_pb2.Status(code=error.code, message=_cut(str(error), _MESSAGE_BYTES), details=details)


def _details(error: AgenthallError) -> Iterator[Message]:
    metadata = {name: _cut(value, _VALUE_BYTES) for name, value in error.metadata.items()}
    yield error_details_pb2.ErrorInfo(reason=error.reason, domain=DOMAIN, metadata=metadata)
    if error.fields:
        yield error_details_pb2.BadRequest(field_violations=_that_fit(_field_violations(error)))
    if error.violations:
        yield error_details_pb2.PreconditionFailure(violations=_that_fit(_violations(error)))
    if error.resource is not None:
        kind, name = error.resource
        yield error_details_pb2.ResourceInfo(resource_type=kind, resource_name=_cut(name, _VALUE_BYTES))
    if error.retry_after_seconds is not None:
        seconds, rest = divmod(round(error.retry_after_seconds * 1000), 1000)
        yield error_details_pb2.RetryInfo(retry_delay=Duration(seconds=seconds, nanos=rest * 1_000_000))


def _field_violations(error: AgenthallError) -> Iterator[error_details_pb2.BadRequest.FieldViolation]:
    for one in error.fields:
        yield error_details_pb2.BadRequest.FieldViolation(
            field=_cut(one.field, _VIOLATION_BYTES),
            description=_cut(one.description, _VIOLATION_BYTES),
            reason=one.rule,
        )


def _violations(error: AgenthallError) -> Iterator[error_details_pb2.PreconditionFailure.Violation]:
    for one in error.violations:
        yield error_details_pb2.PreconditionFailure.Violation(
            type=one.type,
            subject=_cut(one.subject, _VIOLATION_BYTES),
            description=_cut(one.description, _VIOLATION_BYTES),
        )


def _that_fit(messages: Iterable[M]) -> Iterator[M]:
    room = _LIST_BYTES
    for message in messages:
        room -= message.ByteSize()
        if room < 0:
            return
        yield message


def _cut(text: str, size: int) -> str:
    """At most `size` bytes of UTF-8, with `...` where something is missing."""
    raw = text.encode()
    return text if len(raw) <= size else raw[: size - 3].decode(errors="ignore") + "..."


def _packed(message: Message) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed
