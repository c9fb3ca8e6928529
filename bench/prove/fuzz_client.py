"""One part of the fuzz proof: some thousand random calls from one process, judged as they are answered.

A part has a seed of its own and begins with nothing learnt, so that it can be repeated alone.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import grpc
from google.protobuf import message_factory
from google.protobuf.message import DecodeError

from bench.prove.calls import methods, path_of, refusal
from bench.prove.fuzz_values import Maker
from bench.prove.wire_mutations import mutated, shapes

ALLOWED = frozenset({
    "OK", "INVALID_ARGUMENT", "NOT_FOUND", "ALREADY_EXISTS", "FAILED_PRECONDITION", "OUT_OF_RANGE", "PERMISSION_DENIED",
    "ABORTED",
})  # fmt: skip
SLOW_SECONDS = 1.0
_IN_FLIGHT = 4
_SECONDS = 30.0
_QUIET_SECONDS = 0.05
_MOST_FAULTS = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """A call that was not answered as it should: which, what was sent, what came."""

    method: str
    raw: bytes
    said: str


@dataclass(slots=True)
class Part:
    """What some calls came to."""

    codes: Counter[str] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    slow: list[Fault] = field(default_factory=list)
    slowest_seconds: float = 0.0
    slowest: str = ""


def structured(target: str, seed: int, count: int) -> Part:
    """Calls made from the descriptors."""
    maker, part = Maker(seed), Part()
    named = list(methods().items())

    async def one(channel: grpc.aio.Channel) -> None:
        name, method = maker.rng.choice(named)
        reply = await judged(channel, name, maker.request(method).SerializeToString(), part)
        if reply:
            maker.learn(message_factory.GetMessageClass(method.output_type).FromString(reply))

    asyncio.run(_many(target, one, count, part))
    return part


def damaged(target: str, seed: int, count: int) -> Part:
    """Messages damaged on the wire."""
    rng, part = random.Random(seed), Part()
    kinds = [(f"{method.containing_service.name}/{method.name}", raws) for method, raws in shapes(seed)]

    async def one(channel: grpc.aio.Channel) -> None:
        name, raws = rng.choice(kinds)
        await judged(channel, name, mutated(rng.choice(raws), rng), part)

    asyncio.run(_many(target, one, count, part))
    return part


async def judged(channel: grpc.aio.Channel, name: str, raw: bytes, part: Part) -> bytes | None:
    """One call; the bytes of its answer where it is one. What may not be answered is added to the faults."""
    started = perf_counter()
    reply, code, fault = await _sent(channel, name, raw)
    seconds = perf_counter() - started
    part.codes[code] += 1
    part.methods[name] += code == "OK"
    if seconds > part.slowest_seconds:
        part.slowest_seconds, part.slowest = seconds, name
    if seconds > SLOW_SECONDS and len(part.slow) < _MOST_FAULTS:
        part.slow.append(Fault(name, raw, f"{seconds:.2f} s"))
    if fault:
        part.faults.append(Fault(name, raw, fault))
    return reply


async def _sent(channel: grpc.aio.Channel, name: str, raw: bytes) -> tuple[bytes | None, str, str]:
    """The answer, the code, and what is wrong with it."""
    try:
        if not methods()[name].server_streaming:
            reply: bytes = await channel.unary_unary(path_of(name))(raw, timeout=_SECONDS)
            return reply, "OK", ""
        reply = await _first_of_stream(channel.unary_stream(path_of(name))(raw, timeout=_SECONDS), name, raw)
    except grpc.aio.AioRpcError as error:
        answer = refusal(error)
        if answer.code in ALLOWED and answer.reason:
            return None, answer.code, ""
        return None, answer.code, f"{answer.code} {answer.reason or 'without a reason'}: {error.details()}"
    except DecodeError as error:
        return None, "OK", f"an answer that is no message: {error}"
    return reply, "OK", ""


async def _first_of_stream(call: Any, name: str, raw: bytes) -> bytes:
    """The first message. A stream that goes on from a token may say nothing for long, so it is not waited for."""
    reading = asyncio.ensure_future(call.read())
    if (await asyncio.wait({reading}, timeout=_QUIET_SECONDS))[0]:
        reply: bytes = reading.result()
    else:
        reply = b"" if _goes_on(name, raw) else await reading
    call.cancel()
    await asyncio.gather(reading, return_exceptions=True)
    return reply


def _goes_on(name: str, raw: bytes) -> bool:
    """Whether it asks for what comes after a token."""
    try:
        request = message_factory.GetMessageClass(methods()[name].input_type).FromString(raw)
    except DecodeError:
        return False
    return bool(getattr(request, "resume_token", ""))  # StreamExecutions has none


async def _many(target: str, one: Any, count: int, part: Part) -> None:
    left = iter(range(count))

    async def caller(channel: grpc.aio.Channel) -> None:
        for _ in left:
            if len(part.faults) >= _MOST_FAULTS:
                return
            await one(channel)

    async with grpc.aio.insecure_channel(target, options=[("grpc.max_receive_message_length", -1)]) as channel:
        await asyncio.gather(*(caller(channel) for _ in range(_IN_FLIGHT)))
