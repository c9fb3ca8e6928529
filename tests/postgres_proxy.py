"""A proxy in front of PostgreSQL that loses the connection at the worst moment."""

from __future__ import annotations

import socket
import socketserver
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import psycopg
from sqlalchemy import make_url

_SOCKET = ".s.PGSQL.5432"
Loss = Literal["", "before", "after"]


class PostgresProxy(socketserver.ThreadingUnixStreamServer):
    """Passes on what both sides say. The next COMMIT is lost `before` it reaches the server, or `after`, its answer.

    `meanwhile` is called between the two.
    """

    daemon_threads = True

    def __init__(self, server: Path, path: Path) -> None:
        super().__init__(str(path), _Connection)
        self.upstream = str(server)
        self.lose: Loss = ""
        self.meanwhile: Callable[[], None] = lambda: None


class _Connection(socketserver.BaseRequestHandler):
    """One connection, until either side ends it or the loss."""

    def handle(self) -> None:
        proxy = self.server
        assert isinstance(proxy, PostgresProxy)
        with socket.socket(socket.AF_UNIX) as server:
            server.connect(proxy.upstream)
            lost = threading.Event()
            answering = threading.Thread(target=_pass_answers, args=(server, self.request, lost), daemon=True)
            answering.start()
            while data := self.request.recv(65_536):
                loss: Loss = proxy.lose if b"COMMIT\0" in data else ""
                if loss:
                    proxy.lose = ""
                    lost.set()
                if loss != "before":
                    server.sendall(data)
                if loss == "after":
                    answering.join()  # the server has committed when it answers
                if loss:
                    proxy.meanwhile()
                    return


def _pass_answers(server: socket.socket, client: socket.socket, lost: threading.Event) -> None:
    with suppress(OSError):
        while (data := server.recv(65_536)) and not lost.is_set():
            client.sendall(data)
    if not lost.is_set():
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxy(url: str) -> Iterator[tuple[PostgresProxy, str]]:
    """The proxy and the URL that leads through it to the database of `url`."""
    parts = psycopg.conninfo.conninfo_to_dict(url)
    with (
        tempfile.TemporaryDirectory(prefix="pg") as folder,
        PostgresProxy(Path(str(parts["host"])) / _SOCKET, Path(folder) / _SOCKET) as between,
    ):
        threading.Thread(target=between.serve_forever, daemon=True).start()
        yield between, make_url(url).update_query_dict({"host": folder}).render_as_string(hide_password=False)
        between.shutdown()
