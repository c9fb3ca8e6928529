"""Keeps the keys that tokens are checked with up to date: from a file, or from a URL of the issuer.

Nobody's call pays for it: while keys are at hand they are used, and new ones are looked for beside. Only a token that
no key fits waits for a look, at most 5 seconds, and a look is due again only after the least interval, however many
such tokens come. What is read is at most 256 KiB, within 5 seconds; redirects are not followed.

    source   looked at again after   least interval   where it fails
    file     1 s                     1 s              the old keys stay for an hour
    URL      5 min                   1 min            the old keys stay for an hour

Then tokens are refused with SIGNING_KEYS_UNAVAILABLE. Looks happen only while tokens come; time is monotonic. Known
limits: proxies of the environment are not used.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import structlog

from agenthall_server.config import InvalidSetting
from agenthall_server.errors import SigningKeysUnavailable
from agenthall_server.json_web_keys import MAX_SET_BYTES, KeySet, UnusableKeySet, VerifyingKey, read_key_set

_log = structlog.get_logger(__name__)
_READ_SECONDS = 5.0
_STALE_SECONDS = 3600.0
_FILE_INTERVAL_SECONDS = 1.0
_URL_INTERVAL_SECONDS, _URL_LEAST_INTERVAL_SECONDS = 300.0, 60.0
_MAX_HEADER_BYTES = 65_536


class KeySource:
    """The newest keys of one place."""

    def __init__(
        self,
        read: Callable[[], Awaitable[bytes]],
        interval: float,
        least_interval: float,
        now: Callable[[], float] = monotonic,
        patience: float = _READ_SECONDS,
    ) -> None:
        """`read` fetches the JWK Set; intervals, and how long a token may wait for a look, are in seconds."""
        self._read = read
        self._interval = interval
        self._least_interval = least_interval
        self._now = now
        self._patience = patience
        self._raw: bytes | None = None
        self._set = KeySet()
        self._read_at = self._looked_at = -float("inf")
        self._looking: asyncio.Task[None] | None = None

    async def find(self, algorithm: str, key_id: str | None) -> VerifyingKey | None:
        """The key that fits, or None. Raises SigningKeysUnavailable where no keys could be read for too long."""
        if self._now() >= self._looked_at + self._interval:
            self._look()
        found = self._usable().fitting(algorithm, key_id)
        if found is None:
            if self._now() >= self._looked_at + self._least_interval:
                self._look()
            if self._looking is not None:
                await asyncio.wait({self._looking}, timeout=self._patience)
            found = self._usable().fitting(algorithm, key_id)
        if found is None and not self._usable().keys:
            raise SigningKeysUnavailable(
                "the server cannot get the keys that tokens are checked with; retry",
                retry_after_seconds=self._least_interval,
            )
        return found

    async def begin(self) -> None:
        """The first look. Raises OSError or UnusableKeySet, after which `find` looks again."""
        self._looked_at = self._now()
        await self._renew()

    def faults(self) -> tuple[str, ...]:
        """What is wrong with keys of the set that are not used."""
        return self._set.faults

    async def close(self) -> None:
        """Gives up a look that is under way."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    def _usable(self) -> KeySet:
        return self._set if self._now() < self._read_at + _STALE_SECONDS else KeySet()

    def _look(self) -> None:
        """Starts one, where none is under way: a source that hangs holds one task and no more."""
        if self._looking is None:
            self._looked_at = self._now()
            self._looking = asyncio.create_task(self._try())

    async def _try(self) -> None:
        try:
            await self._renew()
        except (OSError, UnusableKeySet) as error:
            _log.error("new keys of tokens cannot be used, the old ones stay", reason=_why(error))
        finally:
            self._looking = None

    async def _renew(self) -> None:
        raw = await self._read()
        if raw != self._raw:
            self._set = await asyncio.to_thread(read_key_set, raw)
            self._raw = raw
            _log.info("keys of tokens", count=len(self._set.keys), not_used=self._set.faults[:5])
        self._read_at = self._now()


async def open_source(place: str) -> KeySource:
    """The keys of a file or URL. Raises InvalidSetting where a file cannot be used; a URL may answer later."""
    if "://" not in place:
        return await _open_file(Path(place))
    source = KeySource(url_reader(place), _URL_INTERVAL_SECONDS, _URL_LEAST_INTERVAL_SECONDS)
    try:
        await source.begin()
    except (OSError, UnusableKeySet) as error:
        _log.error("no keys of tokens yet", url=place, reason=_why(error))
    return source


def check_place(place: str) -> None:
    """Raises InvalidSetting where it is a file that cannot be used; a URL is not asked."""
    if "://" not in place:
        with _named(Path(place)):
            _refuse_faults(place, read_key_set(_read(Path(place))).faults)


async def _open_file(file: Path) -> KeySource:
    source = KeySource(file_reader(file), _FILE_INTERVAL_SECONDS, _FILE_INTERVAL_SECONDS)
    with _named(file):
        await source.begin()
    _refuse_faults(file, source.faults())
    return source


@contextmanager
def _named(file: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnusableKeySet) as error:
        raise InvalidSetting(f"jwt_jwks: {file} cannot be used: {_why(error)}") from error


def _refuse_faults(file: str | Path, faults: tuple[str, ...]) -> None:
    if faults:
        raise InvalidSetting(f"jwt_jwks: {file}: {'; '.join(faults[:5])}")


def file_reader(file: Path) -> Callable[[], Awaitable[bytes]]:
    """A function that reads the file, off the event loop. It raises OSError."""
    return lambda: asyncio.to_thread(_read, file)


def _read(file: Path) -> bytes:
    with file.open("rb") as reading:
        return reading.read(MAX_SET_BYTES + 1)


def url_reader(url: str, seconds: float = _READ_SECONDS) -> Callable[[], Awaitable[bytes]]:
    """A function that gets what the http or https URL answers within so long. It raises OSError."""
    parts = urlsplit(url)
    host, tls = parts.hostname or "", ssl.create_default_context() if parts.scheme == "https" else None
    port = parts.port or (443 if tls else 80)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    request = f"GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: application/json\r\nConnection: close\r\n\r\n"

    async def read() -> bytes:
        try:
            async with asyncio.timeout(seconds):
                return _body(await _exchange(host, port, tls, request.encode("ascii")))
        except TimeoutError as error:
            raise OSError(f"no whole answer within {seconds:g} s") from error
        except HTTPException as error:
            raise OSError(f"no HTTP answer: {type(error).__name__}") from error

    return read


async def _exchange(host: str, port: int, tls: ssl.SSLContext | None, request: bytes) -> bytes:
    """Everything that comes back until the other side closes."""
    reader, writer = await asyncio.open_connection(host, port, ssl=tls)
    try:
        writer.write(request)
        received = b""
        while more := await reader.read(65_536):
            received += more
            if len(received) > MAX_SET_BYTES + _MAX_HEADER_BYTES:
                raise OSError(f"it answers more than {MAX_SET_BYTES} bytes")
        return received
    finally:
        writer.transport.abort()


class _Received:
    """What http.client needs of a socket, over bytes that are here already."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def makefile(self, _mode: str) -> BytesIO:
        return BytesIO(self._raw)


def _body(received: bytes) -> bytes:
    response = HTTPResponse(_Received(received))  # type: ignore[arg-type] # it only ever calls makefile
    response.begin()
    if response.status != 200:
        raise OSError(f"it answers HTTP {response.status}; redirects are not followed")
    return response.read()


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
