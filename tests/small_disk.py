"""A file system with next to no room, for what happens when a disk is full; mounting one needs the right to."""

from __future__ import annotations

import errno
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

_ROOM_LEFT = 8192


class CannotMount(Exception):
    """The right to mount is missing."""


@dataclass(frozen=True, slots=True)
class SmallDisk:
    """A tmpfs of a few megabytes."""

    folder: Path

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"

    def fill(self) -> None:
        """Takes all the room that is left."""
        with self._ballast.open("ab", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(65_536))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise

    def free(self) -> None:
        """Gives back what `fill` took."""
        self._ballast.unlink()


class FileLimit:
    """The largest size of a file that a process may write: room ends there without any right to mount."""

    def __init__(self, file: Path, pid: int) -> None:
        """`file` is the one that grows."""
        self._file = file
        self._pid = pid
        self._before = resource.prlimit(pid, resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        """Lets the file grow by two pages more."""
        most = self._file.stat().st_size + _ROOM_LEFT
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, (most, self._before[1]))

    def free(self) -> None:
        """Takes the limit away."""
        resource.prlimit(self._pid, resource.RLIMIT_FSIZE, self._before)


@contextmanager
def small_disk(folder: Path, *, megabytes: int, owner: int = 0) -> Iterator[SmallDisk]:
    """Mounted on a new folder, which belongs to the user `owner`; gone afterwards. Raises CannotMount."""
    folder.mkdir()
    options = f"size={megabytes}m,mode=0700,uid={owner}"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:  # noqa: S603 - ours
        raise CannotMount(str(folder))
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - ours; found where mount is


@contextmanager
def small_tablespace(server_url: str, *, megabytes: int, template: str) -> Iterator[tuple[str, SmallDisk]]:
    """The URL of a copy of the database `template` whose tables are on a small disk; PostgreSQL's log is elsewhere."""
    with psycopg.connect(server_url, autocommit=True) as server:
        row = server.execute("SELECT current_setting('data_directory')").fetchone()
        assert row
        folder = Path(row[0]).parent / "small"
        with small_disk(folder, megabytes=megabytes, owner=Path(row[0]).stat().st_uid) as disk:
            server.execute(f"CREATE TABLESPACE small LOCATION '{folder}'".encode())
            server.execute(f"CREATE DATABASE hall_small TEMPLATE {template} TABLESPACE small".encode())
            try:
                yield server_url.replace("/postgres?", "/hall_small?"), disk
            finally:
                server.execute("DROP DATABASE hall_small WITH (FORCE)")
                server.execute("DROP TABLESPACE small")
