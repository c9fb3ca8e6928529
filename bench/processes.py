"""Servers in processes of their own: started, waited for, stopped or killed.

Every process started here ends with the `with` block that started it. Servers print one line that holds their address
when they serve; output goes to files, so that no full pipe can stop them.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).resolve().parents[1]
_ADDRESS = re.compile(rb"(?:127\.0\.0\.1|serves on 0\.0\.0\.0):(\d+)[^\n]*\n")
_START_SECONDS = 30.0
_STOP_SECONDS = 20.0


class ServerFailed(Exception):
    """A server that did not start; the text ends with what it printed."""


class ServerProcess:
    """A server that serves on `target`."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str], cwd: Path = ROOT) -> None:
        self._output = folder / f"server-{monotonic():.6f}.log"
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **environment},
            )
        self.pid = self._process.pid
        self.port = 0

    @property
    def target(self) -> str:
        return f"127.0.0.1:{self.port}"

    def wait_until_serving(self) -> None:
        """Raises ServerFailed."""
        deadline = monotonic() + _START_SECONDS
        while monotonic() < deadline:
            found = _ADDRESS.search(self._output.read_bytes())
            if found is not None:
                self.port = int(found[1])
                return
            if self._process.poll() is not None:
                break
            sleep(0.002)
        raise ServerFailed(f"no server after {_START_SECONDS:g} s or its end: {self.output()}")

    def is_running(self) -> bool:
        return self._process.poll() is None

    def output(self) -> str:
        """The end of what it printed."""
        return self.printed()[-2000:]

    def printed(self) -> str:
        """All that it printed so far."""
        return self._output.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """SIGKILL; does nothing to a process that has ended."""
        self._process.kill()

    def wait(self) -> int:
        """Its exit code; it is killed where it does not end."""
        try:
            return self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def stop(self) -> int:
        """SIGTERM, then its exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self.wait()


@contextmanager
def serving(folder: Path, module: str, *arguments: str, **environment: str) -> Iterator[ServerProcess]:
    """`python -m module arguments`, serving inside the block; killed at its end where it still runs."""
    server = ServerProcess([sys.executable, "-m", module, *arguments], folder, environment)
    try:
        server.wait_until_serving()
        yield server
    except Exception as error:  # whatever it is, what the server printed says more
        if server.is_running():
            error.add_note(f"The server printed: {server.output()}")
        raise
    finally:
        server.kill()
        server.wait()


@contextmanager
def hall(
    folder: Path,
    database: str,
    *,
    module: str = "agenthall_server",
    catalog: bool = False,
    port: int = 0,
    admin: str = "",
    **environment: str,
) -> Iterator[ServerProcess]:
    """`agenthall serve` on this database, or a variant of it with the same command line. Port 0 takes a free one.

    The URL goes by the environment, where a password would be allowed; so do other settings.
    """
    shelf = "--catalog" if catalog else "--no-catalog"
    flags = ["serve", "--listen", f"127.0.0.1:{port}", "--admin-listen", admin, shelf]
    with serving(
        folder,
        module,
        *flags,
        **{
            "AGENTHALL_DATABASE": database,
            "AGENTHALL_LAME_DUCK_SECONDS": "0",
            "AGENTHALL_LOG_FORMAT": "text",
            **environment,
        },
    ) as server:
        yield server


def run_to_end(module: str, *arguments: str, timeout: float, **environment: str) -> str:
    """What `python -m module arguments` printed. Raises where it failed or took longer."""
    finished = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    if finished.returncode != 0:
        raise ServerFailed(f"{module} ended with {finished.returncode}: {finished.stderr[-2000:]}")
    return finished.stdout
