"""The smallest request that still fails: takes away what is not needed, as long as the fault stays."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import grpc
from google.protobuf import json_format, message_factory
from google.protobuf.message import DecodeError, Message

from bench.prove.calls import methods
from bench.prove.fuzz_client import Fault, Part, judged
from bench.prove.fuzz_values import is_map

_MOST_CALLS = 300


def described(target: str, fault: Fault) -> str:
    """The fault as one line of JSON, its request as small as it can be made by sending it again.

    Where the request does not fail again, because what it needs is gone, it is shown as it was sent.
    """
    smallest = asyncio.run(_smallest(target, fault))
    shown: dict[str, Any] = {"method": fault.method, "said": fault.said[:300], "again": smallest is not None}
    raw = fault.raw if smallest is None else smallest
    message = _parsed(fault.method, raw)
    if message is not None:
        shown["request"] = _as_json(message)
    return json.dumps(shown | {"hex": raw[:2000].hex()})


async def _smallest(target: str, fault: Fault) -> bytes | None:
    async with grpc.aio.insecure_channel(target) as channel:

        async def fails(raw: bytes) -> bool:
            part = Part()
            await judged(channel, fault.method, raw, part)
            return bool(part.faults)

        if not await fails(fault.raw):
            return None
        best, calls, message = fault.raw, 1, _parsed(fault.method, fault.raw)
        smaller = _smaller(message) if message is not None else iter(())
        while calls < _MOST_CALLS and (change := next(smaller, None)) is not None:
            tried = type(message)() if message is not None else None
            assert tried is not None
            tried.ParseFromString(best)
            change(tried)
            raw, calls = tried.SerializeToString(), calls + 1
            if len(raw) < len(best) and await fails(raw):
                best, smaller = raw, _smaller(tried)
        return best


def _parsed(method: str, raw: bytes) -> Message | None:
    try:
        return message_factory.GetMessageClass(methods()[method].input_type).FromString(raw)
    except (DecodeError, UnicodeDecodeError):
        return None


def _as_json(message: Message) -> Any:
    try:
        return json_format.MessageToDict(message, preserving_proto_field_name=True)
    except (ValueError, json_format.SerializeToJsonError):  # times and numbers that JSON does not have
        return str(message)[:2000]


def _smaller(message: Message) -> Iterator[Callable[[Message], None]]:
    """Ways to make it smaller: fields away, lists and texts halved; the largest steps first."""
    yield from _without(message, lambda root: root)


def _without(message: Message, find: Callable[[Message], Any]) -> Iterator[Callable[[Message], None]]:
    for field, value in message.ListFields():
        yield lambda root, name=field.name: find(root).ClearField(name)
        if isinstance(value, str) and len(value) > 1:
            half = len(value) // 2
            for part in (value[:half], value[half:], value[:-1], value[1:]):
                yield lambda root, name=field.name, part=part: setattr(find(root), name, part)
        elif isinstance(value, Message):
            yield from _without(value, lambda root, name=field.name: getattr(find(root), name))
        elif field.is_repeated and not is_map(field):
            yield from _fewer(field, value, find)


def _fewer(field: Any, values: Any, find: Callable[[Message], Any]) -> Iterator[Callable[[Message], None]]:
    for start, end in ((0, len(values) // 2), (len(values) // 2, len(values))):
        if 0 < end - start < len(values):

            def cut(root: Message, start: int = start, end: int = end) -> None:
                del getattr(find(root), field.name)[start:end]

            yield cut
    if len(values) == 1 and field.message_type is not None:
        yield from _without(values[0], lambda root: getattr(find(root), field.name)[0])
