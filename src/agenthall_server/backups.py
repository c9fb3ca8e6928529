"""`agenthall backup` and `agenthall restore`: all rows of a database in one file, and back, into either database.

Invariants
- A backup is one state of the database, taken by a reader: a server may write meanwhile, and nothing that it answered
  before the backup began is missing. On SQLite its WAL file grows until the backup is done.
- A backup appears under its name only when it is whole: written, synced and read again. It replaces nothing: the name
  is taken, as an empty file, in the moment before, which works where there are no hard links too.
- A restore is all or nothing. On PostgreSQL it is one transaction. On SQLite a new file is written beside the database
  and takes its name at the end; what had the name is kept as NAME.before-restore.
- What is restored is what was backed up, row by row: keys that sign tokens, API keys, audit chains, full text.

Known limits: a file restores into the schema revision that it was made with. The writer of a restore is the only one:
no server may run on the database.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DatabaseError

from agenthall_server import migrations
from agenthall_server.archive import Archive, ArchiveDamaged, ArchiveWriter, Manifest, Member, open_archive
from agenthall_server.database import TextIndex, open_database, open_for_reading, slots, sqlite_file, whole
from agenthall_server.database.lock import WriterLock
from agenthall_server.migrations.schema import TEXT_INDEXES, metadata
from agenthall_server.progress import Progress

_ROWS_A_CHUNK = 1000
_SEEDED = "categories"
"""The table that a new schema fills by itself."""
_LEASES = "writer_slots"
"""Belongs to the servers that run, not to the data."""


class BackupFailed(Exception):
    """It could not be done, and nothing was changed; the text says why."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written."""

    manifest: Manifest
    size: int


def back_up(url: str, path: Path, progress: Progress) -> Backup:
    """Writes the backup; takes some 45 us of CPU a row. Raises BackupFailed, DatabaseUnreachable."""
    if path.exists():
        raise _exists(path)
    try:
        with _beside(path) as (part, file):
            with ArchiveWriter(file) as archive:
                _write(url, archive, progress)
            file.flush()
            os.fsync(file.fileno())
            with open_archive(part) as written:
                written.verify()
                backup = Backup(written.manifest, part.stat().st_size)
            path.touch(mode=0o600, exist_ok=False)
            part.rename(path)
        _sync_folder(path)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise BackupFailed(f"{path} cannot be written: {error.strerror}") from error
    return backup


def restore(path: Path, url: str, progress: Progress, *, replace: bool) -> Manifest:
    """Fills an empty database, or with `replace` another one. Raises BackupFailed, DatabaseInUse and others."""
    try:
        with open_archive(path) as archive:
            _check_fits(archive.manifest)
            archive.verify()
            progress.begin(archive.manifest.rows)
            if url.startswith("sqlite:"):
                _restore_file(archive, sqlite_file(url), progress, replace=replace)
            else:
                _restore_postgres(archive, url, progress, replace=replace)
            return archive.manifest
    except ArchiveDamaged as error:
        raise BackupFailed(f"{path} is not a whole backup: {error}") from error
    except OSError as error:
        raise BackupFailed(f"{error.filename or path}: {error.strerror}") from error
    except DatabaseError as error:
        raise BackupFailed(f"the database refused what it was given: {error.orig}") from error


def _exists(path: Path) -> BackupFailed:
    return BackupFailed(f"{path} exists; a backup never replaces a file")


@contextmanager
def _beside(path: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file of no other process, gone at the end unless it got another name.

    Only its owner's: it holds hashes of keys, prompts, and the keys that sign tokens.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")  # has mode 0600
    try:
        with os.fdopen(handle, "w+b") as file:
            yield Path(name), file
    finally:
        Path(name).unlink(missing_ok=True)


def _write(url: str, writer: ArchiveWriter, progress: Progress) -> None:
    with open_for_reading(url) as connection:
        revision = migrations.current(connection)
        if revision != migrations.HEAD:
            newer = revision is not None and revision > migrations.HEAD
            mend = "use the version of agenthall that migrated it" if newer else "run `agenthall migrate`"
            raise BackupFailed(f"the database has schema {revision}, not {migrations.HEAD}; {mend}")
        counts = {name: whole.count(connection, name) for name in _names()}
        progress.begin(sum(counts.values()))
        members = [_add(connection, writer, source, progress) for source in _sources()]
        wrong = [member.table for member in members if member.rows != counts[member.table]]
        if wrong:
            raise BackupFailed(f"not all rows of {', '.join(wrong)} can be read; see `agenthall doctor`")
        made = datetime.now(UTC).isoformat(timespec="seconds")
        kind = connection.dialect.name
        writer.finish(Manifest(revision, version("agenthall"), kind, made, tuple(members)))


def _sources() -> Iterator[Table | TextIndex]:
    yield from (table for table in metadata.sorted_tables if table.name != _LEASES)
    yield from TEXT_INDEXES


def _names() -> list[str]:
    return [source.name for source in _sources()]


def _columns(source: Table | TextIndex) -> tuple[str, ...]:
    return ("document", "tokens") if isinstance(source, TextIndex) else tuple(source.columns.keys())


def _add(connection: Connection, writer: ArchiveWriter, source: Table | TextIndex, progress: Progress) -> Member:
    def chunks() -> Iterator[Sequence[Any]]:
        for rows in _chunks(connection, source):
            progress.advance(len(rows))
            yield rows

    return writer.add(source.name, _columns(source), chunks())


def _chunks(connection: Connection, source: Table | TextIndex) -> Iterator[Sequence[Any]]:
    """The rows as JSON takes them."""
    if isinstance(source, TextIndex):
        yield from source.documents(connection, _ROWS_A_CHUNK)
    else:
        yield from whole.read(connection, source, _ROWS_A_CHUNK)


def _check_fits(manifest: Manifest) -> None:
    if manifest.revision > migrations.HEAD:
        raise BackupFailed(
            f"the backup has schema {manifest.revision}, which is newer than this version of agenthall knows "
            f"({migrations.HEAD}); install version {manifest.agenthall_version}"
        )
    given = {member.table: member.columns for member in manifest.members}
    if manifest.revision != migrations.HEAD or given != {source.name: _columns(source) for source in _sources()}:
        raise BackupFailed(
            f"the backup has schema {manifest.revision} of version {manifest.agenthall_version}: restore it with that "
            "version, then run `agenthall migrate` with this one"
        )


def _restore_postgres(archive: Archive, url: str, progress: Progress, *, replace: bool) -> None:
    with _writing(url) as connection, connection.begin():
        migrations.upgrade(connection)
        connection.exec_driver_sql(f"LOCK TABLE {_LEASES} IN EXCLUSIVE MODE")  # a server that starts now waits
        if len(slots.free(connection)) != slots.SLOTS:
            raise BackupFailed("a server writes this database; stop it first")
        filled = [name for name in _names() if name != _SEEDED and whole.count(connection, name)]
        if filled and not replace:
            raise BackupFailed(f"the database is not empty: there are rows in {', '.join(filled)}")
        whole.empty(connection, _names())
        _load(connection, archive, progress)


def _restore_file(archive: Archive, path: Path, progress: Progress, *, replace: bool) -> None:
    path = path.resolve()
    aside = path.with_name(path.name + ".before-restore")
    if path.exists() and not replace:
        raise BackupFailed(f"{path} exists; with --replace it is kept as {aside.name}")
    if path.exists() and aside.exists():
        raise BackupFailed(f"{aside} exists from an earlier restore; move it away first")
    lock = WriterLock(path)
    part = path.with_name(path.name + ".restoring")
    try:
        _remove(part)
        _fill_file(archive, part, progress)
        _take_place(part, path, aside)
    finally:
        _remove(part)
        lock.release()


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal", ".lock"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _fill_file(archive: Archive, part: Path, progress: Progress) -> None:
    """A file that is thrown away where anything goes wrong needs no journal, only to be synced at its end."""
    with _writing(f"sqlite:///{part}") as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode=OFF")
        driver.execute("PRAGMA synchronous=OFF")
        with connection.begin():
            migrations.upgrade(connection)
            whole.empty(connection, [_SEEDED])
            _load(connection, archive, progress)
    descriptor = os.open(part, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _take_place(part: Path, path: Path, aside: Path) -> None:
    """A crash in between leaves no database of the name; the old one and its WAL then have one name or the other."""
    for end in ("", "-wal"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).rename(aside.with_name(aside.name + end))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    part.rename(path)
    _sync_folder(path)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path.absolute().parent, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(descriptor)
    os.close(descriptor)


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    """The writing connection of a database that nobody else writes."""
    database = open_database(url, readers=1)
    try:
        with database.connect_writer() as connection:
            yield connection
    finally:
        asyncio.run(database.close())


def _load(connection: Connection, archive: Archive, progress: Progress) -> None:
    members = {member.table: member for member in archive.manifest.members}
    for source in _sources():
        member = members[source.name]
        _fill(connection, source, _counted(archive.rows(member), progress))
        if whole.count(connection, source.name) != member.rows:
            raise BackupFailed(f"not all rows of {source.name} arrived")


def _fill(connection: Connection, source: Table | TextIndex, rows: Iterator[Any]) -> None:
    """Goes past SQLAlchemy, so the driver's errors come as they are."""
    try:
        if isinstance(source, TextIndex):
            source.put_all(connection, rows)
        else:
            whole.fill(connection, source, rows)
    except connection.dialect.loaded_dbapi.Error as error:
        raise BackupFailed(f"the database refused what it was given: {error}") from error


def _counted(rows: Iterator[Any], progress: Progress) -> Iterator[Any]:
    number = 0
    for number, row in enumerate(rows, 1):
        yield row
        if number % _ROWS_A_CHUNK == 0:
            progress.advance(_ROWS_A_CHUNK)
    progress.advance(number % _ROWS_A_CHUNK)
