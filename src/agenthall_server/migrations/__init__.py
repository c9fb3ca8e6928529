"""The schema and its history, by Alembic, inside the package.

SQLite is brought up to date when the server starts, in one transaction. On PostgreSQL several servers may share the
database, so a person runs `agenthall migrate` first; a server that finds another revision refuses to start. A database
of a newer schema is refused by both. Within a minor version migrations only add.

Full-text tables are created by hand in the migrations and hidden from Alembic's comparison.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from agenthall_server.database import open_database


class SchemaError(Exception):
    """The database's schema is not one that this version can serve; the text says what to do."""


def upgrade(connection: Connection) -> str:
    """Brings the schema up to date; returns its revision. Raises SchemaError for a newer one."""
    config = _config(connection)
    _known_revision(connection, config)
    command.upgrade(config, "head")
    return _head(config)


def check(connection: Connection) -> None:
    """Raises SchemaError where the schema is not the one of this version."""
    config = _config(connection)
    if _known_revision(connection, config) != _head(config):
        raise SchemaError("the database schema is not up to date; run `agenthall migrate` with the same database URL")


def prepare(connection: Connection) -> None:
    """What a starting server does: upgrade its own SQLite file, only check a PostgreSQL database."""
    if connection.dialect.name == "sqlite":
        upgrade(connection)
    else:
        check(connection)


async def migrate(url: str) -> str:
    """`agenthall migrate`: opens the database, upgrades it, returns the revision."""
    database = open_database(url, readers=1)
    try:
        with database.connect_writer() as connection, connection.begin():
            return upgrade(connection)
    finally:
        await database.close()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def _head(config: Config) -> str:
    head = ScriptDirectory.from_config(config).get_current_head()
    assert head is not None  # noqa: S101 - the package always holds its migrations
    return head


def _known_revision(connection: Connection, config: Config) -> str | None:
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaError(
            f"the database has schema {revision}, which is newer than this version of agenthall knows "
            f"(up to {_head(config)}); install the newer version, or restore a backup"
        )
    return revision
