"""The pipeline: what happens to every call before and after its servicer.

    count and time > map errors > drain gate > admission (a seat) > deadline > authentication > rate limits >
    authorisation > parse > validation > servicer > reply

It is put around every handler of the contract, unary or streaming, when the service is registered; grpc's own
interceptors would do the same work again on every call. Handlers have no deserialiser: the bytes are parsed here, so
that a message that cannot be parsed is refused like any other bad input instead of ending in the transport's own error
text. Health and reflection are registered without it: they are open to every caller and say nothing of any workspace.

Invariants
- A servicer method is called as `method(request, call)`; it raises AgenthallError and knows nothing of status codes.
  Where the client streams, `request` gives its messages one after the other, each parsed, paid for and validated.
- CancelledError is always re-raised (grpc leaks memory where it is swallowed).

What a failed call is told is decided in replies.py, how a stream is sent and what ends it in streams.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic, perf_counter
from typing import Any, cast

import grpc
import structlog
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import DecodeError, Message
from grpc.aio import ServicerContext

from agenthall_server import validation
from agenthall_server.admission import Gate, Room, Rooms
from agenthall_server.auth import Authenticator, Principal
from agenthall_server.clock import Clock
from agenthall_server.denials import ANONYMOUS
from agenthall_server.errors import (
    AgenthallError,
    MalformedMessage,
    Overloaded,
    PermissionDenied,
    ServerDraining,
    SlowConsumer,
    Unauthenticated,
)
from agenthall_server.limits import Limits
from agenthall_server.method_options import codes_instead, only_reads, permission_of, record_counter
from agenthall_server.metrics import CallMetrics
from agenthall_server.rate_limits import RateLimits
from agenthall_server.registrar import Registrar
from agenthall_server.replies import abort, known_error, read_again
from agenthall_server.scope import Scope
from agenthall_server.streams import NotTaken, Place, Streams

_log = structlog.get_logger(__name__)
_REFUSED_LATER = grpc.StatusCode.UNAUTHENTICATED.value[0]
"""Wrong credentials are answered late on purpose: see failed_attempts.py."""

Check = Callable[[Any, bytes], None]
Behaviour = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Call:
    """What a servicer method knows of its call besides the request."""

    principal: Principal
    method: str
    draining: asyncio.Event
    size: int = 0
    """Bytes of the request."""

    @property
    def scope(self) -> Scope:
        return self.principal.scope

    @property
    def workspace(self) -> str:
        return self.principal.workspace


@dataclass(slots=True)
class _Load:
    calls: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class _Method:
    name: str
    permission: str
    parse: Callable[[bytes], Message]
    check: Check
    behaviour: Behaviour
    serialize: Callable[[Message], bytes]
    metrics: Any = field(repr=False)
    gate: Gate
    records: Callable[[Any], int] | None
    """Of a method that takes many: how many a request holds."""
    codes: Mapping[int, int]
    """Status codes that its callers are told instead of ours."""
    takes_stream: bool


class Pipeline:
    """Wraps every handler once, when its service is registered."""

    def __init__(
        self,
        authenticator: Authenticator,
        limits: Limits,
        metrics: CallMetrics,
        clock: Clock,
        checks: Mapping[str, Check],
        denied: Callable[[Scope, str, str], None],
        rate_limits: RateLimits | None = None,
    ) -> None:
        """`checks` replaces the generic validation of the methods that it names (`/package.Service/Method`).
        `denied` is told who was refused which permission, and the reason.
        """
        self._authenticator = authenticator
        self._limits = limits
        self._metrics = metrics
        self._clock = clock
        self._checks = checks
        self._denied = denied
        self._rate_limits = rate_limits
        self._load = _Load()
        self.rooms = Rooms(limits.reads, limits.writes, limits.wait_seconds)
        self.streams = Streams(authenticator, limits.streams, limits.streams_of_a_caller, limits.unread_seconds)
        self.draining = asyncio.Event()

    def serve(self, add_to_server: Callable[[Any, Any], None], servicer: object, server: grpc.aio.Server) -> None:
        """Registers a servicer by its generated `add_...Servicer_to_server`, with the pipeline around each method."""
        add_to_server(servicer, Registrar(server, self.wrap))

    async def drain(self, seconds: float) -> None:
        """Refuses new calls, ends the streams, and waits until the calls that run are done, at most so long."""
        self.draining.set()
        until = monotonic() + seconds
        while (self._load.calls or self.streams.open > self.streams.parted) and monotonic() < until:  # noqa: ASYNC110 - see below
            await asyncio.sleep(0.01)  # an event would be set by every call for one use at the end

    def wrap(self, name: str, handler: Any) -> Any:
        """The handler of the method `/package.Service/Method`, with the pipeline around it."""
        descriptor = descriptor_pool.Default().FindMethodByName(name.strip("/").replace("/", "."))
        method = _Method(
            name=name,
            permission=permission_of(descriptor),
            parse=message_factory.GetMessageClass(descriptor.input_type).FromString,
            check=self._checks.get(name, validation.check),
            behaviour=handler.unary_stream
            or handler.stream_stream
            or (read_again(handler.unary_unary) if only_reads(descriptor) else handler.unary_unary),
            serialize=handler.response_serializer,
            metrics=self._metrics.of(name),
            gate=Gate(self._room_of(descriptor)),
            records=record_counter(descriptor),
            codes=codes_instead(descriptor),
            takes_stream=handler.request_streaming,
        )
        if handler.request_streaming:
            return grpc.stream_stream_rpc_method_handler(self._streaming(method))
        if handler.response_streaming:
            return grpc.unary_stream_rpc_method_handler(self._streaming(method))
        return grpc.unary_unary_rpc_method_handler(self._unary(method))

    def _room_of(self, descriptor: Any) -> Room:
        if descriptor.server_streaming:
            return self.rooms.openings
        return self.rooms.reads if only_reads(descriptor) else self.rooms.writes

    def _unary(self, method: _Method) -> Callable[[bytes, ServicerContext[Any, Any]], Awaitable[bytes]]:
        load, limits = self._load, self._limits
        is_draining = self.draining.is_set

        async def serve(raw: bytes, context: ServicerContext[Any, Any]) -> bytes:
            started = perf_counter()
            size = len(raw)
            load.calls += 1
            load.bytes += size
            code = 0
            try:
                if is_draining() or load.calls > limits.calls or load.bytes > limits.bytes:
                    raise self._refusal()
                left = cast("float | None", context.time_remaining())  # its stub forgets calls without a deadline
                if left is None or left > limits.deadline_seconds:
                    async with asyncio.timeout(limits.deadline_seconds):
                        return await self._seated(method, raw, context, limits.deadline_seconds)
                return await self._seated(method, raw, context, left)
            except asyncio.CancelledError:
                code = grpc.StatusCode.CANCELLED.value[0]
                raise
            except Exception as error:  # noqa: BLE001 - the one place where every error becomes a status
                known = self._known(error, method)
                code = method.codes.get(known.code, known.code)
                await self._refuse(context, known, code, size)
                return b""  # only after the transport itself has ended the call: nobody reads it
            finally:
                load.calls -= 1
                load.bytes -= size
                self._observe(method, code, perf_counter() - started)

        return serve

    def _streaming(self, method: _Method) -> Callable[[Any, ServicerContext[Any, Any]], Awaitable[None]]:
        """The handler is called with the bytes of a request, or where the client streams with what gives them."""
        streams = self.streams

        async def serve(sent: Any, context: ServicerContext[Any, Any]) -> None:
            place = streams.enter()
            code = 0
            started = perf_counter()
            try:
                if self.draining.is_set() or streams.are_too_many:
                    raise self._refusal()
                await self._stream(method, sent, context, place)
            except asyncio.CancelledError:
                code = grpc.StatusCode.CANCELLED.value[0]
                raise
            except NotTaken as late:
                code = SlowConsumer.code
                await place.part(context, late.writing)
            except Exception as error:  # noqa: BLE001 - the one place where every error becomes a status
                known = self._known(error, method)
                code = method.codes.get(known.code, known.code)
                await self._refuse(context, known, code, 0 if method.takes_stream else len(sent))
            finally:
                place.leave()
                method.metrics.observe(code, perf_counter() - started)

        return serve

    async def _stream(self, method: _Method, sent: Any, context: ServicerContext[Any, Any], place: Place) -> None:
        opening = await method.gate.open(cast("float | None", context.time_remaining()))
        try:
            call, request = await (self._begin if method.takes_stream else self._admit)(method, sent, context)
            place.belong_to(call.principal)
            if method.takes_stream:
                opening.end()  # its first message may be long in coming
            try:
                await self.streams.send(method.behaviour(request, call), method.serialize, context, opening.heard)
            except PermissionDenied as error:
                self._denied(call.scope, method.permission, error.reason)
                raise
        finally:
            opening.end()

    async def _seated(self, method: _Method, raw: bytes, context: ServicerContext[Any, Any], left: float) -> bytes:
        gate = method.gate
        await gate.enter(left)
        started = perf_counter()
        try:
            reply = await self._answer(method, raw, context)
            gate.served(perf_counter() - started)
            return reply
        finally:
            gate.leave()

    async def _answer(self, method: _Method, raw: bytes, context: ServicerContext[Any, Any]) -> bytes:
        call, request = await self._admit(method, raw, context)
        try:
            return method.serialize(await method.behaviour(request, call))
        except PermissionDenied as error:
            self._denied(call.scope, method.permission, error.reason)
            raise

    async def _admit(self, method: _Method, raw: bytes, context: ServicerContext[Any, Any]) -> tuple[Call, Message]:
        principal = await self._let_in(method, context)
        request = _parsed(method, raw)
        if self._rate_limits is not None and method.records is not None and (more := method.records(request) - 1) > 0:
            self._rate_limits.owe(principal.scope, more)
        method.check(request, raw)
        return Call(principal, method.name, self.draining, len(raw)), request

    async def _begin(
        self, method: _Method, sent: AsyncIterator[bytes], context: ServicerContext[Any, Any]
    ) -> tuple[Call, AsyncGenerator[Message, None]]:
        principal = await self._let_in(method, context)
        return Call(principal, method.name, self.draining), self._requests(method, sent, principal.scope)

    async def _requests(
        self, method: _Method, sent: AsyncIterator[bytes], caller: Scope
    ) -> AsyncGenerator[Message, None]:
        """What the client of a stream sends. A message counts with the bytes of calls until the next one is wanted."""
        load = self._load
        async for raw in sent:
            size = len(raw)
            load.bytes += size
            try:
                if load.bytes > self._limits.bytes:
                    raise self._refusal()
                request = _parsed(method, raw)
                if self._rate_limits is not None:
                    await self._rate_limits.pay(caller, method.records(request) if method.records is not None else 1)
                method.check(request, raw)
                yield request
            finally:
                load.bytes -= size

    async def _let_in(self, method: _Method, context: ServicerContext[Any, Any]) -> Principal:
        caller = ANONYMOUS
        try:
            principal = await self._authenticator.authenticate(context)
            caller = principal.scope
            if self._rate_limits is not None:
                self._rate_limits.take(caller)
            principal.require(method.permission)
        except (Unauthenticated, PermissionDenied) as error:
            self._denied(caller, method.permission, error.reason)
            raise
        return principal

    async def _refuse(self, context: ServicerContext[Any, Any], error: AgenthallError, code: int, size: int) -> None:
        """Answers with the error, late where it is one of many wrong credentials; the call has no seat any more."""
        if isinstance(error, Unauthenticated):
            await self._authenticator.slow_down(error, context, size)
        await abort(context, error, code)

    def _refusal(self) -> AgenthallError:
        if self.draining.is_set():
            return ServerDraining("the server is shutting down; retry", retry_after_seconds=1.0)
        return Overloaded("too many calls are in flight; retry later", retry_after_seconds=0.2)

    def _known(self, error: Exception, method: _Method) -> AgenthallError:
        return known_error(error, method.name, self._limits.deadline_seconds, self._clock)

    def _observe(self, method: _Method, code: int, seconds: float) -> None:
        method.metrics.observe(code, seconds)
        if seconds > self._limits.slow_seconds and code != _REFUSED_LATER:
            _log.warning("slow call", method=method.name, milliseconds=round(seconds * 1000), code=code)


def _parsed(method: _Method, raw: bytes) -> Message:
    try:
        return method.parse(raw)
    except (DecodeError, UnicodeDecodeError) as error:
        raise MalformedMessage(f"the request is not a valid message for {method.name}") from error
