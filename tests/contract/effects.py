"""What a call changed, as the tables themselves tell, and what it answered."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from typing import Any

import psycopg
from google.protobuf.message import Message

Dump = Mapping[str, Counter[tuple[Any, ...]]]

EFFECTLESS = ("duplicate", "accepted_count", "duplicate_count")
"""Fields that say whether this very call was the first one."""
OF_TIME = {"audit_tallies", "audit_heads", "alembic_version", "writer_slots", "alerts", "alert_events", "notifications"}
"""Tables that change by themselves, with time or with every transaction; what they count stands in others."""
_SUMS = """
    SELECT workspace_key, agent_name, model, team_id, sum(successful + failed + cancelled), sum(duration_sum_us),
        sum(tokens_sum), sum(cost_sum_nano)
    FROM (SELECT workspace_key, agent_name, model, team_id, successful, failed, cancelled, duration_sum_us, tokens_sum,
            cost_sum_nano FROM execution_rollups WHERE bucket_seconds = 0
        UNION ALL SELECT workspace_key, agent_name, model, team_id, successful, failed, cancelled, duration_sum_us,
            tokens_sum, cost_sum_nano FROM execution_deltas) AS both_of_them
    GROUP BY workspace_key, agent_name, model, team_id
"""
"""Of executions: what is folded and what waits to be are one."""


def dump(url: str) -> Dump:
    """The rows of every table but those of time; events of recordings count with them, for they are sealed in time."""
    if url.startswith("sqlite:"):
        connection: Any = sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True)
        listing = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_text%' ESCAPE '\\'"
    else:
        connection = psycopg.connect(url)
        listing = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    try:
        tables = {row[0] for row in connection.execute(listing)} - OF_TIME
        tables -= {"execution_rollups", "execution_deltas"}
        found = {name: Counter(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in tables}  # noqa: S608 - names of our own tables
        found["execution_sums"] = Counter(connection.execute(_SUMS).fetchall())
    finally:
        connection.close()
    found["streams"] = Counter(row for row in found["streams"] if "alerts" not in row)
    found["audit_events"] = Counter({row: 1 for row in found["audit_events"] if '"records"' not in str(row)})
    return found


def sizes(before: Dump, after: Dump) -> dict[str, int]:
    """By how many rows each table has grown."""
    grown = {name: after[name].total() - before[name].total() for name in after}
    return {name: count for name, count in grown.items() if count}


def plain(answer: Message) -> Message:
    """The answer without what tells the first call from its repeats."""
    for name in EFFECTLESS:
        if name in answer.DESCRIPTOR.fields_by_name:
            answer.ClearField(name)
    return answer
