"""What really is in a SQLite store: acknowledgements are compared with it. Read-only, beside the running server."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of one statement."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as connection:
        return connection.execute(sql).fetchall()


def execution_count(path: Path) -> int:
    """Executions stored."""
    return int(query(path, "SELECT count(*) FROM executions")[0][0])
