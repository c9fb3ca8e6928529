"""The admin port: /metrics for Prometheus and /healthz for probes, over HTTP/1.1.

Read-only, no bodies, one request a connection; what is not understood gets 400 and is closed. Not here: any way to
change something.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

_LIMIT_SECONDS = 5.0
_PAGE_SECONDS = 4.0
_MAX_REQUEST_BYTES = 8192

Page = Callable[[], Awaitable[tuple[int, str, bytes]]]
_REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 503: "Service Unavailable"}


class AdminServer:
    """Serves a few pages by path; each gives (status, content type, body)."""

    def __init__(self, pages: dict[str, Page]) -> None:
        self._pages = pages
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listens; returns the port."""
        self._server = await asyncio.start_server(self._serve, host, port, limit=_MAX_REQUEST_BYTES)
        bound: int = self._server.sockets[0].getsockname()[1]
        return bound

    async def stop(self) -> None:
        """Stops listening."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_LIMIT_SECONDS):
                status, kind, body = await self._answer(await _request_line(reader))
                head = (
                    f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                )
                writer.write(head.encode("ascii") + b"Connection: close\r\n\r\n" + body)
                await writer.drain()
        except (TimeoutError, ConnectionError):
            pass  # the caller went away or never ends its line: nobody is left to be told
        finally:
            writer.close()

    async def _answer(self, request_line: bytes) -> tuple[int, str, bytes]:
        parts = request_line.decode("latin-1").split()
        if len(parts) != 3 or parts[0] != "GET":
            return 400, "text/plain", b"only GET\n"
        page = self._pages.get(parts[1].partition("?")[0])
        if page is None:
            return 404, "text/plain", b"see /metrics and /healthz\n"
        try:
            async with asyncio.timeout(_PAGE_SECONDS):
                return await page()
        except TimeoutError:
            return 503, "text/plain", b"no answer in time\n"


async def _request_line(reader: asyncio.StreamReader) -> bytes:
    """Empty where what came is no line: it is answered with 400."""
    try:
        return await reader.readuntil(b"\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return b""
