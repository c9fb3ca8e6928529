"""Requests out of JSON, answers as JSON, by the descriptor of a method."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

import grpc
from google.protobuf import json_format, message_factory
from google.protobuf.message import Message

from agenthall_server.calling.shapes import form_of
from agenthall_server.client import Failure

_MEND = {
    "UNAUTHENTICATED": "set AGENTHALL_API_KEY or AGENTHALL_API_KEY_FILE, or give --api-key-file",
    "PERMISSION_DENIED": "call with a key whose role has the permission that agenthall call --list shows",
    "DEADLINE_EXCEEDED": "give it more time with --timeout SECONDS",
    "UNIMPLEMENTED": "the server is older than this client, or something else listens there",
}

_LEVEL = re.compile(r"Failed to parse (\w+) field")
_UNKNOWN = re.compile(r'has no field named "([^"]*)"')


class NotRequest(Exception):
    """The text is no request of the method; the message says why."""


def texts_of(given: Iterable[str]) -> Iterator[str]:
    """The requests in the lines of a file: one a line where the first line is JSON by itself, otherwise the whole."""
    lines = (line for line in given if line.strip())
    first = next(lines, "{}")
    try:
        json.loads(first)
    except ValueError:
        yield first + "".join(lines)
        return
    yield first
    yield from lines


def request_of(method: Any, text: str) -> Message:
    """The request. Raises NotRequest."""
    if not text.lstrip().startswith("{"):
        raise NotRequest(f"the request is no {method.input_type.name}: it must be a JSON object, {{...}}")
    message: Message = message_factory.GetMessageClass(method.input_type)()
    try:
        json.loads(text)
        return json_format.Parse(text, message)
    except (ValueError, json_format.ParseError, RecursionError) as error:
        raise NotRequest(f"the request is no {method.input_type.name}: {_said(error, method.input_type)}") from error


def _said(error: Exception, kind: Any) -> str:
    """In the words of the contract: the library's own name its classes, and repeat themselves at each level."""
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    if not isinstance(error, json_format.ParseError):
        return f"it is no JSON: {error}"
    names = _LEVEL.findall(str(error))
    path = ".".join(names)
    if unknown := _UNKNOWN.search(str(error)):
        return f"{path or 'it'} has no field {unknown[1]}"
    if not path:
        return "a field is there twice, or cannot hold its value"
    form = form_of(kind, names)
    return f"{path} cannot hold this value{f'; it is written {form}' if form else ''}"


async def answers(
    channel: grpc.aio.Channel, method: Any, request: Any, seconds: float | None
) -> AsyncIterator[Message]:
    """What the server answers, one message or a stream of them; so is the request. Raises AioRpcError, and what giving
    requests raises.
    """
    path = f"/{method.containing_service.full_name}/{method.name}"
    answer = message_factory.GetMessageClass(method.output_type)
    ways: dict[str, Any] = {
        "request_serializer": message_factory.GetMessageClass(method.input_type).SerializeToString,
        "response_deserializer": answer.FromString,
    }
    if method.client_streaming:
        async for message in _exchanged(channel.stream_stream(path, **ways)(timeout=seconds), request):
            yield message
    elif method.server_streaming:
        async for message in channel.unary_stream(path, **ways)(request, timeout=seconds):
            yield message
    else:
        yield await channel.unary_unary(path, **ways)(request, timeout=seconds)


async def _exchanged(call: Any, requests: AsyncIterator[Message]) -> AsyncIterator[Message]:
    """The answers, while the requests are sent. Raises at the end what giving them has raised."""

    async def send() -> None:
        try:
            async for request in requests:
                await call.write(request)
        finally:
            await call.done_writing()

    sending = asyncio.create_task(send())
    try:
        async for message in call:
            yield message
        await sending
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


async def requests_of(method: Any, texts: Iterator[str]) -> AsyncIterator[Message]:
    """All of them, as they come. Raises NotRequest."""
    while (text := await asyncio.to_thread(next, texts, None)) is not None:
        yield request_of(method, text)


def written(message: Message, *, pretty: bool) -> str:
    return json_format.MessageToJson(message, indent=2 if pretty else None, ensure_ascii=False)


def lines_of(failure: Failure) -> Iterator[str]:
    """What a person needs to know of a failed call: code, reason, what is wrong with which field, how to mend it."""
    yield f"{failure.code}{f' ({failure.reason})' if failure.reason else ''}: {failure.message}"
    for field, what in failure.fields:
        yield f"  {field}: {what}"
    for violation in failure.preconditions:
        yield f"  {violation}"
    if failure.retry_after_seconds is not None:
        yield f"  try again in {failure.retry_after_seconds:g} s"
    if failure.fields:
        yield "  --describe shows the fields of the request"
    elif failure.code in _MEND:
        yield f"  {_MEND[failure.code]}"
