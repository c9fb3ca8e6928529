"""Calls by name: any method of the contract, with a request as a dictionary or as bytes, and all that came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import grpc
from google.protobuf import descriptor_pool, json_format, message_factory
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2

from agenthall_server.server import OTLP_SERVICES, SERVICES

Metadata = Sequence[tuple[str, str | bytes]]

_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call came to. `info` is the metadata of its ErrorInfo, `said` everything else that was sent back."""

    code: str
    reason: str = ""
    info: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[Message, ...] = ()
    said: str = ""

    def __str__(self) -> str:
        return f"{self.code} / {self.reason}" if self.reason else self.code


@cache
def methods() -> dict[str, Any]:
    """The descriptor of every method, by `Service/Method`, in the order of the contract; OpenTelemetry's come last."""
    pool = descriptor_pool.Default()
    services = [pool.FindServiceByName(name) for name in (*SERVICES, *OTLP_SERVICES)]
    return {f"{service.name}/{method.name}": method for service in services for method in service.methods}


def path_of(name: str) -> str:
    """`/package.Service/Method`."""
    method = methods()[name]
    return f"/{method.containing_service.full_name}/{method.name}"


def request_of(name: str, values: Mapping[str, Any]) -> bytes:
    """A request on the wire; the values are those of its JSON form."""
    message = message_factory.GetMessageClass(methods()[name].input_type)()
    return json_format.ParseDict(dict(values), message).SerializeToString()


def bearer(secret: str) -> Metadata:
    """The metadata that carries an API key."""
    return (("authorization", f"Bearer {secret}"),)


async def ask(channel: grpc.aio.Channel, name: str, request: bytes, metadata: Metadata = ()) -> Answer:
    """One call; of a stream the first message only."""
    parse = message_factory.GetMessageClass(methods()[name].output_type).FromString
    call: Any
    try:
        if methods()[name].server_streaming:
            call = channel.unary_stream(path_of(name), response_deserializer=parse)(
                request, metadata=metadata, timeout=_SECONDS
            )
            message = await call.read()
            call.cancel()
            return Answer("OK", messages=(message,), said=str(await call.initial_metadata()))
        call = channel.unary_unary(path_of(name), response_deserializer=parse)(
            request, metadata=metadata, timeout=_SECONDS
        )
        message = await call
        said = f"{await call.initial_metadata()} {await call.trailing_metadata()}"
        return Answer("OK", messages=(message,), said=said)
    except grpc.aio.AioRpcError as error:
        return refusal(error)


def refusal(error: grpc.aio.AioRpcError) -> Answer:
    """The answer that an error is."""
    info, said = error_details_pb2.ErrorInfo(), [str(error.details())]
    for name, value in (*error.initial_metadata(), *error.trailing_metadata()):
        if name != "grpc-status-details-bin":
            said.append(f"{name}: {value!r}")
            continue
        status = status_pb2.Status.FromString(value)
        said += [f"{status.code} {status.message}", *(str(_unpacked(detail)) for detail in status.details)]
        for detail in status.details:
            detail.Unpack(info)
    return Answer(error.code().name, info.reason, dict(info.metadata), said="\n".join(said))


def _unpacked(detail: Any) -> Message:
    """The message inside: its text has an order, where the bytes of a map have none."""
    name = detail.type_url.rpartition("/")[2]
    message = message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(name))()
    detail.Unpack(message)
    return message
