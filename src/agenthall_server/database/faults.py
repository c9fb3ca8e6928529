"""Faults of the storage that a retry does not mend: it is full, or what it holds is damaged.

SQLite says SQLITE_FULL for ENOSPC, SQLITE_IOERR_SHMSIZE where its -shm file finds no room, and SQLITE_IOERR_WRITE for
what else a buffered write may meet: a quota, or the largest size of a file. A disk that fails says so when it is synced
(SQLITE_IOERR_FSYNC), and then nobody knows what was written: that is no fault of this file, see engine.is_unavailable.

Known limit: neither database notices a changed bit inside a value unless the value becomes impossible. PostgreSQL with
data checksums does; SQLite has them only in an extension (cksumvfs) that Python's sqlite3 does not carry.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError

_SQLITE_FULL = frozenset({13, 10 | 3 << 8, 10 | 19 << 8})
"""FULL, IOERR_WRITE, IOERR_SHMSIZE."""
_SQLITE_DAMAGED = frozenset({10 | 2 << 8, 10 | 32 << 8, 10 | 33 << 8})
"""IOERR_SHORT_READ, IOERR_DATA, IOERR_CORRUPTFS; beside CORRUPT (11) and NOTADB (26) with all their extensions."""
_POSTGRES_FULL = "53100"
_POSTGRES_DAMAGED = frozenset({"XX001", "XX002", "58P01"})
"""data_corrupted, index_corrupted, undefined_file (https://www.postgresql.org/docs/18/errcodes-appendix.html)."""
_NOT_UTF8 = "Could not decode to UTF-8"
"""What Python's sqlite3 says of text that is none; it has no code of SQLite."""


class DamagedValue(Exception):
    """A stored value is not one that was ever written."""


def is_full(error: BaseException) -> bool:
    """True where the storage had no room; nothing of the transaction is stored."""
    return any(
        getattr(one, "sqlite_errorcode", None) in _SQLITE_FULL or getattr(one, "sqlstate", None) == _POSTGRES_FULL
        for one in _chain(error)
    )


def is_damaged(error: BaseException) -> bool:
    """True where the database found that what it holds cannot be right."""
    return any(_says_damage(one) for one in _chain(error))


def _says_damage(error: BaseException) -> bool:
    if isinstance(error, DamagedValue):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return code in _SQLITE_DAMAGED or code & 0xFF in {11, 26}
    if isinstance(error, sqlite3.Error):
        return _NOT_UTF8 in str(error)
    return getattr(error, "sqlstate", None) in _POSTGRES_DAMAGED


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The driver's errors behind an error. SQLite rolls back by itself where it is full, and a ROLLBACK TO that follows
    fails with an error of its own, so the one before counts too.
    """
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, DBAPIError) and found.orig is not None:
            yield found.orig
        else:
            yield found
        found = found.__context__
