"""Errors as google.rpc.Status: one ErrorInfo; BadRequest, PreconditionFailure, ResourceInfo, RetryInfo beside it."""

from __future__ import annotations

from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

from agenthall_server.errors import AgenthallError

DOMAIN = "agenthall.dev"


def status_of(error: AgenthallError) -> status_pb2.Status:
    """What goes over the wire for an error."""
    return status_pb2.Status(code=error.code, message=str(error), details=[_packed(part) for part in _details(error)])


def _details(error: AgenthallError) -> list[Message]:
    details: list[Message] = [error_details_pb2.ErrorInfo(reason=error.reason, domain=DOMAIN, metadata=error.metadata)]
    if error.fields:
        details.append(
            error_details_pb2.BadRequest(
                field_violations=[
                    error_details_pb2.BadRequest.FieldViolation(
                        field=field.field, description=field.description, reason=field.rule
                    )
                    for field in error.fields
                ]
            )
        )
    if error.violations:
        details.append(
            error_details_pb2.PreconditionFailure(
                violations=[
                    error_details_pb2.PreconditionFailure.Violation(
                        type=violation.type, subject=violation.subject, description=violation.description
                    )
                    for violation in error.violations
                ]
            )
        )
    if error.resource is not None:
        kind, name = error.resource
        details.append(error_details_pb2.ResourceInfo(resource_type=kind, resource_name=name, description=str(error)))
    if error.retry_after_seconds is not None:
        seconds, rest = divmod(round(error.retry_after_seconds * 1000), 1000)
        details.append(error_details_pb2.RetryInfo(retry_delay=Duration(seconds=seconds, nanos=rest * 1_000_000)))
    return details


def _packed(message: Message) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed
