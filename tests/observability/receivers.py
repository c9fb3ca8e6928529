"""Receivers of notifications on loopback: an HTTP server and a mail server, each in a thread, that keep what comes."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECONDS = 30.0
"""How long a busy machine may take: the pause between two evaluations is ten times as long as one takes."""


@dataclass(slots=True)
class Received:
    """One request; headers by their lower-case names."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Receiver:
    """What came, and how the next requests are answered: a status each, the last one for all that follow."""

    port: int = 0
    requests: list[Received] = field(default_factory=list)
    statuses: list[int] = field(default_factory=lambda: [200])
    open: threading.Event = field(default_factory=threading.Event)
    """Set unless answers are to wait."""
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def wait(self) -> None:
        """Until one more request has come than was waited for before."""
        assert self.arrived.acquire(timeout=SECONDS), "nothing came"

    def take(self, request: Received) -> int:
        """The status of the answer."""
        self.requests.append(request)
        self.arrived.release()
        self.open.wait(SECONDS)
        return self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]


@contextmanager
def receiver(*statuses: int) -> Iterator[Receiver]:
    """An HTTP server."""
    found = Receiver(statuses=list(statuses) or [200])
    found.open.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status = found.take(Received(self.path, headers, body))
            self.send_response(status)
            if status // 100 == 3:
                self.send_header("Location", f"http://127.0.0.1:{found.port}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as found.port:
        yield found
        found.open.set()


@contextmanager
def mail_server(*, accepts: bool = True) -> Iterator[list[str]]:
    """An SMTP server without encryption; the mails that it got, the first entry is its port."""
    found: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 hello\r\n")
            for line in self.rfile:
                command = line[:4].upper()
                if command == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    found.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
                refused = command == b"RCPT" and not accepts
                self.wfile.write(b"550 no such user\r\n" if refused else b"250 ok\r\n")
                if command == b"QUIT":
                    return

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as port:
        found.append(str(port))
        yield found


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[int]:
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()
