"""A file system with next to no room, for what happens when a disk is full; mounting one needs the right to."""

from __future__ import annotations

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


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
