"""Every table of the server in one place, for Alembic and for the test that compares schema and migrations."""

from agenthall_server import api_keys, audit, changes, requests, tallies, tokens
from agenthall_server.database import Base, TextIndex
from agenthall_server.marketplace import tables as marketplace_tables
from agenthall_server.memory import tables as memory_tables
from agenthall_server.observability import tables as observability_tables
from agenthall_server.observability import tables_alerts, tables_gauges, tables_notifications, tables_prices
from agenthall_server.optimizer import tables as optimizer_tables

MODULES = (
    api_keys, audit, changes, requests, tallies, tokens,
    marketplace_tables, memory_tables, observability_tables, optimizer_tables, tables_alerts, tables_gauges,
    tables_notifications, tables_prices,
)  # fmt: skip
"""Importing them fills the metadata."""

TEXT_INDEXES = (TextIndex("agent_text"), TextIndex("build_text"))

metadata = Base.metadata
