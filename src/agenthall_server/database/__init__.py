"""The database, and the only code that knows which of the two dialects it speaks.

    columns.py   the declarative base and the portable column types
    engine.py    connections: one writer, several readers
    faults.py    which errors say that the storage is full, or damaged
    bulk.py      the statements of the hot path: insert what is new, add up
    text.py      full text: candidates only, the ranking is ours
    whole.py     whole tables, for backups
    lock.py      one writing process for one SQLite file
    slots.py     which server writes which rows of an aggregate on PostgreSQL

Portable subset: no advisory lock on the hot path, no NOTIFY, ON CONFLICT, leases in tables. Times are integers of
microseconds (UTC), text sorts by code point on both sides.
"""

from agenthall_server.database.bulk import Accumulate, Append, AppendNumbered, Find, Increment, InsertNew
from agenthall_server.database.columns import Base, Json, Text, values_of
from agenthall_server.database.engine import (
    Database,
    DatabaseUnreachable,
    is_conflict,
    is_unavailable,
    open_database,
    open_for_reading,
    sqlite_file,
    take_turn,
)
from agenthall_server.database.faults import DamagedValue, is_damaged, is_full
from agenthall_server.database.slots import slot_of
from agenthall_server.database.text import TextIndex, Word

__all__ = [
    "Accumulate",
    "Append",
    "AppendNumbered",
    "Base",
    "DamagedValue",
    "Database",
    "DatabaseUnreachable",
    "Find",
    "Increment",
    "InsertNew",
    "Json",
    "Text",
    "TextIndex",
    "Word",
    "is_conflict",
    "is_damaged",
    "is_full",
    "is_unavailable",
    "open_database",
    "open_for_reading",
    "slot_of",
    "sqlite_file",
    "take_turn",
    "values_of",
]
