"""One writing process for one SQLite file.

The lock is the operating system's: it goes with the process, however that ends. The file beside the database holds the
owner's process id for the message that a second process prints.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class DatabaseInUse(Exception):
    """Another process writes this database."""


class WriterLock:
    """Held from open to close."""

    def __init__(self, database_path: Path) -> None:
        path = database_path.with_name(database_path.name + ".lock")
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.read(self._file, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            raise DatabaseInUse(
                f"{database_path} is being written by process {owner}; stop it, or use its gRPC address"
            ) from error
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode("ascii"))

    def release(self) -> None:
        """Lets the next process in."""
        os.close(self._file)
