"""The file of a backup: a zip with one member of JSON Lines a table, and a manifest.

    manifest.json       format, schema revision, and for each table its columns, rows and the SHA-256 of its lines
    tables/NAME.jsonl   one row a line, an array in the order of the columns, rows in the order of the primary key

The same rows make the same lines, whichever database they come from: truth values are true and false, bytes are
base64. A file is whole where its manifest can be read and every table has the rows and the hash that stand there; it is
read from beginning to end to know that. Not here: what the rows mean, and databases.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self, cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

FORMAT = 1
Row = Sequence[Any]

_MANIFEST = "manifest.json"
_CHUNK_BYTES = 1 << 20
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ArchiveDamaged(Exception):
    """The file is no backup, or not all of one; the text says how that shows."""


@dataclass(frozen=True, slots=True)
class Member:
    """One table of the file."""

    table: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the file says of itself. `revision`: of the schema; `create_time`: RFC 3339 in UTC."""

    revision: str
    agenthall_version: str
    database: str
    create_time: str
    members: tuple[Member, ...]
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(member.rows for member in self.members)


class ArchiveWriter:
    """Writes tables one after the other; `finish` writes the manifest, without which the file is none.

    Leave its block before the file is closed.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1)  # a third larger than level 6, four times faster

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # where it was not finished, nobody wants what it still has to write
            self._zip.close()

    def add(self, table: str, columns: Sequence[str], chunks: Iterable[Sequence[Row]]) -> Member:
        """Writes the rows of a table, which come in chunks."""
        digest, count = hashlib.sha256(), 0
        with self._zip.open(_name(table), "w", force_zip64=True) as member:
            for rows in chunks:
                lines = "".join([_encode(row) + "\n" for row in rows]).encode()
                digest.update(lines)
                member.write(lines)
                count += len(rows)
        return Member(table, tuple(columns), count, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Writes the manifest and the directory of the zip."""
        self._zip.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
        self._zip.close()


class Archive:
    """A file to restore from."""

    def __init__(self, opened: ZipFile) -> None:
        self._zip = opened
        self.manifest = _manifest(opened)

    def verify(self) -> None:
        """Reads everything once. Raises ArchiveDamaged at the first table that is not what the manifest says."""
        for member in self.manifest.members:
            digest, rows = hashlib.sha256(), 0
            with self._zip.open(_name(member.table)) as lines:
                while chunk := lines.read(_CHUNK_BYTES):
                    digest.update(chunk)
                    rows += chunk.count(b"\n")
            if (rows, digest.hexdigest()) != (member.rows, member.sha256):
                raise ArchiveDamaged(f"table {member.table} is not what was written")

    def rows(self, member: Member) -> Iterator[list[Any]]:
        """The rows of a table."""
        with self._zip.open(_name(member.table)) as raw, io.BufferedReader(cast("Any", raw), _CHUNK_BYTES) as lines:
            yield from map(json.loads, lines)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """The backup in this file. Raises ArchiveDamaged, also for what is found while it is read."""
    try:
        with ZipFile(path) as opened:
            yield Archive(opened)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ArchiveDamaged(f"it is no zip, or not all of one: {error}") from error


def _manifest(opened: ZipFile) -> Manifest:
    try:
        values = json.loads(opened.read(_MANIFEST))
        if values["format"] != FORMAT:
            raise ArchiveDamaged(f"its format is {values['format']}, this version of agenthall reads {FORMAT}")
        members = tuple(Member(**{**one, "columns": tuple(one["columns"])}) for one in values["members"])
        return Manifest(**{**values, "members": members})
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveDamaged("its manifest is missing or cannot be read") from error


def _name(table: str) -> str:
    return f"tables/{table}.jsonl"
