"""Health and reflection: open to every caller, so they are registered without the pipeline.

grpc answers bytes that are no message with UNKNOWN and the text of the exception; here they get INVALID_ARGUMENT and
nothing more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

import grpc
from google.protobuf.message import DecodeError
from grpc.aio import ServicerContext
from grpc_health.v1 import health_pb2_grpc
from grpc_health.v1.health import aio as health_aio
from grpc_reflection.v1alpha import reflection, reflection_pb2_grpc

from agenthall_server.registrar import Registrar

_Context = ServicerContext[Any, Any]


def add_open_services(server: grpc.aio.Server, health: health_aio.HealthServicer, services: Sequence[str]) -> None:
    """Registers both; `services` are the full names that reflection lists beside its own."""
    guarded: Any = Registrar(server, _guard)
    health_pb2_grpc.add_HealthServicer_to_server(health, guarded)
    listed = (*services, "grpc.health.v1.Health", reflection.SERVICE_NAME)
    add_reflection: Any = reflection_pb2_grpc.add_ServerReflectionServicer_to_server  # it has no types
    add_reflection(reflection.aio.ReflectionServicer(listed), guarded)


def _guard(_name: str, handler: Any) -> Any:
    parse, serialize = _lenient(handler.request_deserializer), handler.response_serializer
    if handler.request_streaming:
        return grpc.stream_stream_rpc_method_handler(_of_stream(handler.stream_stream), parse, serialize)
    if handler.response_streaming:
        return grpc.unary_stream_rpc_method_handler(_streaming(handler.unary_stream), parse, serialize)
    return grpc.unary_unary_rpc_method_handler(_unary(handler.unary_unary), parse, serialize)


def _lenient(parse: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    def parse_or_none(raw: bytes) -> Any:
        try:
            return parse(raw)
        except (DecodeError, UnicodeDecodeError):
            return _NO_MESSAGE

    return parse_or_none


_NO_MESSAGE = object()  # None would be the end of a stream


def _unary(behaviour: Any) -> Any:
    async def call(request: Any, context: _Context) -> Any:
        await _refuse(request, context)
        return await behaviour(request, context)

    return call


def _streaming(behaviour: Any) -> Any:
    async def call(request: Any, context: _Context) -> None:
        await _refuse(request, context)
        await behaviour(request, context)

    return call


def _of_stream(behaviour: Any) -> Any:
    async def checked(requests: AsyncIterator[Any], context: _Context) -> AsyncIterator[Any]:
        async for request in requests:
            await _refuse(request, context)
            yield request

    async def call(requests: AsyncIterator[Any], context: _Context) -> AsyncIterator[Any]:
        async for reply in behaviour(checked(requests, context), context):
            yield reply

    return call


async def _refuse(request: Any, context: _Context) -> None:
    if request is _NO_MESSAGE:
        await context.abort(grpc.StatusCode.INVALID_ARGUMENT, "the request is not a valid message of this method")
