"""The pipeline: what happens to every call before and after its servicer.

    count and time > map errors > drain gate > admission (a seat) > deadline > authentication > rate limits >
    authorisation > parse > validation > servicer > reply

It is put around every handler of the contract, unary or server streaming, when the service is registered; grpc's own
interceptors would do the same work again on every call. Handlers have no deserialiser: the bytes are parsed here, so
that a message that cannot be parsed is refused like any other bad input instead of ending in the transport's own error
text. Health and reflection are registered without it: they are open to every caller and say nothing of any workspace.

Invariants
- A servicer method is called as `method(request, call)`; it raises AgenthallError and knows nothing of status codes.
- An unexpected exception reaches the client as "internal error" with an id; the text stays in the log under that id.
- CancelledError is always re-raised (grpc leaks memory where it is swallowed).
- A stream ends with the key that opened it, within some 5 seconds: credentials are looked at before each message and
  every 2 seconds (answers are cached for 3). One that is not read is looked at again when it is let go.
- A subscriber that does not read for 30 seconds loses its place, and learns SLOW_CONSUMER when it reads again. Until
  then it costs one message and what the transport keeps; there are no more of them than there may be streams.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from math import inf
from time import monotonic, perf_counter
from typing import Any, cast

import grpc
import structlog
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import DecodeError, Message
from grpc.aio import ServicerContext

from agenthall_server import validation
from agenthall_server.admission import Door, Gate, Room
from agenthall_server.auth import Authenticator, Principal
from agenthall_server.clock import Clock
from agenthall_server.database import DatabaseUnreachable, is_damaged, is_full, is_unavailable
from agenthall_server.denials import ANONYMOUS
from agenthall_server.errors import (
    AgenthallError,
    DatabaseUnavailable,
    DeadlineExceeded,
    Internal,
    MalformedMessage,
    Overloaded,
    PermissionDenied,
    ServerDraining,
    SlowConsumer,
    StorageCorrupt,
    StorageFull,
    Unauthenticated,
)
from agenthall_server.method_options import batch_field, only_reads, permission_of
from agenthall_server.metrics import CallMetrics
from agenthall_server.rate_limits import RateLimits
from agenthall_server.registrar import Registrar
from agenthall_server.scope import Scope
from agenthall_server.status import status_of

_log = structlog.get_logger(__name__)
_WRITE_TIMEOUT_SECONDS = 30.0
_LOOK_SECONDS = 2.0
_FEWEST_WRITES = 64  # a commit for fewer costs more a call (bench/RESULTS.md)
_READS_AGAIN = 2
_REFUSED_LATER = grpc.StatusCode.UNAUTHENTICATED.value[0]
"""Wrong credentials are answered late on purpose: see failed_attempts.py."""
_CODES = {code.value[0]: code for code in grpc.StatusCode}

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
class Limits:
    """How much is served at one time; see config.py."""

    calls: int
    streams: int
    bytes: int
    deadline_seconds: float
    slow_seconds: float
    reads: int
    writes: int
    wait_seconds: float


@dataclass(slots=True)
class _Load:
    calls: int = 0
    streams: int = 0
    parted: int = 0
    """Of the streams, those that only wait to be told that they were too slow."""
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
    items: str
    """The field that holds the records of a batch."""


class _NotTaken(Exception):
    """A subscriber that reads nothing; `writing` ends when it takes the message that waits."""

    def __init__(self, writing: asyncio.Future[None]) -> None:
        super().__init__()
        self.writing = writing


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
        door = Door()
        self.reads = Room(door, 1, limits.reads, limits.wait_seconds)
        self.writes = Room(door, min(_FEWEST_WRITES, limits.writes), limits.writes, limits.wait_seconds)
        self.openings = Room(door, 1, limits.reads, inf)  # subscribers have time
        self.draining = asyncio.Event()

    def serve(self, add_to_server: Callable[[Any, Any], None], servicer: object, server: grpc.aio.Server) -> None:
        """Registers a servicer by its generated `add_...Servicer_to_server`, with the pipeline around each method."""
        add_to_server(servicer, Registrar(server, self.wrap))

    async def drain(self, seconds: float) -> None:
        """Refuses new calls, ends the streams, and waits until the calls that run are done, at most so long."""
        self.draining.set()
        until = monotonic() + seconds
        while (self._load.calls or self._load.streams > self._load.parted) and monotonic() < until:  # noqa: ASYNC110 - see below
            await asyncio.sleep(0.01)  # an event would be set by every call for one use at the end

    def wrap(self, name: str, handler: Any) -> Any:
        """The handler of the method `/package.Service/Method`, with the pipeline around it."""
        descriptor = descriptor_pool.Default().FindMethodByName(name.strip("/").replace("/", "."))
        method = _Method(
            name=name,
            permission=permission_of(descriptor),
            parse=message_factory.GetMessageClass(descriptor.input_type).FromString,
            check=self._checks.get(name, validation.check),
            behaviour=handler.unary_stream or _read_again(handler.unary_unary, descriptor),
            serialize=handler.response_serializer,
            metrics=self._metrics.of(name),
            gate=Gate(self._room_of(descriptor)),
            items=batch_field(descriptor),
        )
        if handler.response_streaming:
            return grpc.unary_stream_rpc_method_handler(self._streaming(method))
        return grpc.unary_unary_rpc_method_handler(self._unary(method))

    def _room_of(self, descriptor: Any) -> Room:
        if descriptor.server_streaming:
            return self.openings
        return self.reads if only_reads(descriptor) else self.writes

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
                code = known.code
                await self._refuse(context, known, size)
                return b""  # only after the transport itself has ended the call: nobody reads it
            finally:
                load.calls -= 1
                load.bytes -= size
                self._observe(method, code, perf_counter() - started)

        return serve

    def _streaming(self, method: _Method) -> Callable[[bytes, ServicerContext[Any, Any]], Awaitable[None]]:
        load, limits = self._load, self._limits

        async def serve(raw: bytes, context: ServicerContext[Any, Any]) -> None:
            load.streams += 1
            code = 0
            started = perf_counter()
            try:
                if (
                    self.draining.is_set()
                    or load.streams - load.parted > limits.streams
                    or load.parted > limits.streams
                ):
                    raise self._refusal()
                await self._stream(method, raw, context)
            except asyncio.CancelledError:
                code = grpc.StatusCode.CANCELLED.value[0]
                raise
            except _NotTaken as late:
                code = SlowConsumer.code
                await self._part(context, late.writing)
            except Exception as error:  # noqa: BLE001 - the one place where every error becomes a status
                known = self._known(error, method)
                code = known.code
                await self._refuse(context, known, len(raw))
            finally:
                load.streams -= 1
                method.metrics.observe(code, perf_counter() - started)

        return serve

    async def _part(self, context: ServicerContext[Any, Any], writing: asyncio.Future[None]) -> None:
        """Tells a subscriber that it was too slow, when it reads again: no status can overtake the message that waits.
        Its place is free meanwhile.
        """
        self._load.parted += 1
        try:
            await writing
            await _abort(context, SlowConsumer("nothing was read for 30 seconds; resume with the last token"))
        finally:
            self._load.parted -= 1
            writing.cancel()

    async def _stream(self, method: _Method, raw: bytes, context: ServicerContext[Any, Any]) -> None:
        opening = await method.gate.open(cast("float | None", context.time_remaining()))
        try:
            call, request = await self._admit(method, raw, context)
            async with (
                aclosing(method.behaviour(request, call)) as replies,
                aclosing(self._while_valid(replies, context)) as allowed,
            ):
                async for reply in allowed:
                    await _send(method, reply, context)
                    opening.heard()
        finally:
            opening.end()

    async def _while_valid(
        self, replies: AsyncGenerator[Message, None], context: ServicerContext[Any, Any]
    ) -> AsyncGenerator[Message, None]:
        """The replies, as long as the credentials hold: looked at before each one, and while none comes."""
        while True:
            coming = asyncio.create_task(_next(replies))
            try:
                while not (await asyncio.wait({coming}, timeout=_LOOK_SECONDS))[0]:
                    await self._authenticator.authenticate(context)
            except BaseException:
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)  # its own end has nothing to say any more
                raise
            reply = coming.result()
            if reply is None:
                return
            await self._authenticator.authenticate(context)
            yield reply

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
        try:
            request = method.parse(raw)
        except (DecodeError, UnicodeDecodeError) as error:
            raise MalformedMessage(f"the request is not a valid message for {method.name}") from error
        if self._rate_limits is not None and method.items and (more := len(getattr(request, method.items)) - 1) > 0:
            self._rate_limits.owe(principal.scope, more)
        method.check(request, raw)
        return Call(principal, method.name, self.draining, len(raw)), request

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

    async def _refuse(self, context: ServicerContext[Any, Any], error: AgenthallError, size: int) -> None:
        """Answers with the error, late where it is one of many wrong credentials; the call has no seat any more."""
        if isinstance(error, Unauthenticated):
            await self._authenticator.slow_down(error, context, size)
        await _abort(context, error)

    def _refusal(self) -> AgenthallError:
        if self.draining.is_set():
            return ServerDraining("the server is shutting down; retry", retry_after_seconds=1.0)
        return Overloaded("too many calls are in flight; retry later", retry_after_seconds=0.2)

    def _known(self, error: Exception, method: _Method) -> AgenthallError:
        if isinstance(error, AgenthallError):
            return error
        if isinstance(error, TimeoutError):
            return DeadlineExceeded(f"not done within {self._limits.deadline_seconds:g} seconds")
        if is_unavailable(error):
            _log.warning("database unavailable", method=method.name, error=type(error).__name__)
            return DatabaseUnavailable("the database did not answer; retry", retry_after_seconds=1.0)
        if is_full(error):
            return StorageFull("the storage is full: nothing was written; the operator has to make room")
        if is_damaged(error):
            _log.error("damaged database; run `agenthall doctor`", method=method.name, error=str(error))
            return StorageCorrupt("what is stored there is damaged; the operator has to restore a backup")
        error_id = self._clock.new_id()
        _log.error("internal error", method=method.name, error_id=error_id, exc_info=error)
        return Internal("internal error", metadata={"error_id": error_id})

    def _observe(self, method: _Method, code: int, seconds: float) -> None:
        method.metrics.observe(code, seconds)
        if seconds > self._limits.slow_seconds and code != _REFUSED_LATER:
            _log.warning("slow call", method=method.name, milliseconds=round(seconds * 1000), code=code)


def _read_again(behaviour: Behaviour, descriptor: Any) -> Behaviour:
    """The same; a method that only reads is asked again where the database's connection was lost meanwhile.

    Connections wait until PostgreSQL is back (database/engine.py), so its restart costs a read time and no error.
    """
    if not only_reads(descriptor):
        return behaviour

    async def read(request: Any, call: Any) -> Any:
        for _ in range(_READS_AGAIN):
            try:
                return await behaviour(request, call)
            except Exception as error:
                if not is_unavailable(error) or isinstance(error, DatabaseUnreachable):  # that was waited for already
                    raise
        return await behaviour(request, call)

    return read


async def _next(replies: AsyncGenerator[Message, None]) -> Message | None:
    """The next reply, None after the last."""
    return await anext(replies, None)


async def _send(method: _Method, reply: Message, context: ServicerContext[Any, Any]) -> None:
    """Writes a reply. Raises _NotTaken where the client does not take it for 30 seconds."""
    writing = asyncio.ensure_future(context.write(method.serialize(reply)))
    try:
        taken, _ = await asyncio.wait({writing}, timeout=_WRITE_TIMEOUT_SECONDS)
    except asyncio.CancelledError:
        writing.cancel()
        raise
    if not taken:
        raise _NotTaken(writing)
    writing.result()


async def _abort(context: ServicerContext[Any, Any], error: AgenthallError) -> None:
    status = status_of(error)
    trailers: list[tuple[str, str | bytes]] = [("grpc-status-details-bin", status.SerializeToString())]
    if error.retry_after_seconds is not None:
        trailers.append(("grpc-retry-pushback-ms", str(round(error.retry_after_seconds * 1000))))
    elif error.final:
        trailers.append(("grpc-retry-pushback-ms", "-1"))
    try:
        async with asyncio.timeout(_WRITE_TIMEOUT_SECONDS):
            await context.abort(_CODES[error.code], status.message, tuple(trailers))
    except TimeoutError:
        return  # a client that reads nothing: its status waits in the transport, and nobody here waits for it
