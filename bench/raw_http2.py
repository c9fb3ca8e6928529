"""A gRPC client that costs little: HTTP/2 frames written by hand over one TCP connection.

For load that must not wait for answers (open loop), and for peers that behave as no gRPC library would. Headers are
sent as literals, and the peer is told to keep no table of headers (SETTINGS_HEADER_TABLE_SIZE 0), so that its trailers
can be read by looking for bytes. Frames, settings and codes: RFC 9113; header literals: RFC 7541, section 6.2.2.

Known limits: no TLS, no CONTINUATION, no padding, and requests that fit into the peer's window at once.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Callable
from typing import Any

from bench.samples import framed

_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
_DATA, _HEADERS, _RST_STREAM, _SETTINGS, _PING, _GOAWAY, _WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
_END_STREAM, _ACK, _END_HEADERS = 1, 1, 4
_CANCEL = 8
_HEADER_TABLE_SIZE, _MAX_CONCURRENT_STREAMS, _INITIAL_WINDOW_SIZE = 1, 3, 4
_WINDOW = 2**30
_STATUS = b"grpc-status"

OK = 0
CANCELLED, UNKNOWN, UNAVAILABLE = 1, 2, 14


def frame(kind: int, flags: int, stream: int, payload: bytes = b"") -> bytes:
    """One HTTP/2 frame."""
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def header_block(method: str, timeout_ms: int = 0, key: str = "") -> bytes:
    """The headers of a gRPC call; `timeout_ms` 0 sends no deadline."""
    block = b"\x83\x86" + b"\x04" + _text(method) + b"\x01" + _text("localhost")
    for name, value in (("content-type", "application/grpc"), ("te", "trailers")):
        block += b"\x00" + _text(name) + _text(value)
    if timeout_ms:
        block += b"\x00" + _text("grpc-timeout") + _text(f"{timeout_ms}m")
    if key:
        block += b"\x00" + _text("authorization") + _text(f"Bearer {key}")
    return block


def _text(value: str) -> bytes:
    raw = value.encode()
    assert len(raw) < 127, "longer ones need an integer of several bytes"
    return bytes((len(raw),)) + raw


class RawConnection(asyncio.Protocol):
    """One connection. `call` sends at once; `done(status, trailers)` is called with the answer."""

    def __init__(self) -> None:
        self._transport: Any = None
        self._buffer = bytearray()
        self._calls: dict[int, Callable[[int, bytes], None]] = {}
        self._next = 1
        self._received = 0
        self.limit = 100
        """Streams that the server allows at one time."""
        self.heard: set[int] = set()
        """Open streams that have sent a message."""
        self.ready = asyncio.Event()
        self.closed = False

    @property
    def in_flight(self) -> int:
        return len(self._calls)

    @property
    def unsent(self) -> int:
        """Bytes that the peer has not taken yet."""
        return 0 if self._transport is None else self._transport.get_write_buffer_size()

    def call(self, headers: bytes, message: bytes, done: Callable[[int, bytes], None]) -> int:
        """Starts a call; its stream."""
        stream = self._next
        self._next += 2
        self._calls[stream] = done
        self.write(frame(_HEADERS, _END_HEADERS, stream, headers) + frame(_DATA, _END_STREAM, stream, framed(message)))
        return stream

    def open_and_reset(self, headers: bytes, count: int) -> None:
        """Starts that many streams and resets each at once."""
        reset = struct.pack(">I", _CANCEL)
        first = self._next
        self._next += 2 * count
        self.write(
            b"".join(
                frame(_HEADERS, _END_HEADERS, stream, headers) + frame(_RST_STREAM, 0, stream, reset)
                for stream in range(first, self._next, 2)
            )
        )

    def cancel(self, stream: int) -> None:
        """Gives a call up, as clients do whose deadline is over."""
        self.heard.discard(stream)
        if self._calls.pop(stream, None) is not None:
            self.write(frame(_RST_STREAM, 0, stream, struct.pack(">I", _CANCEL)))

    def write(self, raw: bytes) -> None:
        """Nothing where the connection is closed."""
        if self._transport is not None and not self.closed:
            self._transport.write(raw)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # a stream transport: uvloop has a class of its own
        settings = struct.pack(">HIHI", _HEADER_TABLE_SIZE, 0, _INITIAL_WINDOW_SIZE, _WINDOW)
        grown = struct.pack(">I", _WINDOW)
        self.write(_PREFACE + frame(_SETTINGS, 0, 0, settings) + frame(_WINDOW_UPDATE, 0, 0, grown))

    def connection_lost(self, _error: Exception | None) -> None:
        self.closed = True
        calls, self._calls = self._calls, {}
        for done in calls.values():
            done(UNAVAILABLE, b"")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        at, end = 0, len(self._buffer)
        while end - at >= 9:
            length = int.from_bytes(self._buffer[at : at + 3], "big")
            if end - at < 9 + length:
                break
            kind, flags, stream = struct.unpack_from(">BBI", self._buffer, at + 3)
            self._received_frame(kind, flags, stream, bytes(self._buffer[at + 9 : at + 9 + length]))
            at += 9 + length
        del self._buffer[:at]

    def _received_frame(self, kind: int, flags: int, stream: int, payload: bytes) -> None:
        if kind == _HEADERS:
            if flags & _END_STREAM:
                self._answered(stream, _status(payload), payload)
        elif kind == _DATA:
            self.heard.add(stream)
            self._received += len(payload)
            if self._received > _WINDOW // 2:
                self.write(frame(_WINDOW_UPDATE, 0, 0, struct.pack(">I", self._received)))
                self._received = 0
        elif kind == _RST_STREAM:
            self._answered(stream, CANCELLED, b"")
        elif kind == _SETTINGS and not flags & _ACK:
            self._settle(payload)
        elif kind == _PING and not flags & _ACK:
            self.write(frame(_PING, _ACK, 0, payload))

    def _settle(self, payload: bytes) -> None:
        for name, value in struct.iter_unpack(">HI", payload):
            if name == _MAX_CONCURRENT_STREAMS:
                self.limit = value
        self.write(frame(_SETTINGS, _ACK, 0))
        self.ready.set()

    def _answered(self, stream: int, status: int, trailers: bytes) -> None:
        done = self._calls.pop(stream, None)
        self.heard.discard(stream)
        if done is not None:
            done(status, trailers)


def _status(trailers: bytes) -> int:
    """Of a literal `grpc-status`; UNKNOWN where there is none."""
    at = trailers.find(_STATUS) + len(_STATUS)
    if at < len(_STATUS):
        return UNKNOWN
    return int(trailers[at + 1 : at + 1 + trailers[at]])


async def connect(target: str) -> RawConnection:
    """A connection whose server has told its settings."""
    host, _, port = target.rpartition(":")
    _, connection = await asyncio.get_running_loop().create_connection(RawConnection, host, int(port))
    await asyncio.wait_for(connection.ready.wait(), 10)
    return connection
