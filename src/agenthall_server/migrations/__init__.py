"""The schema and its history, by Alembic, inside the package.

SQLite is brought up to date when the server starts, in one transaction. On PostgreSQL several servers may share the
database, so a person runs `agenthall migrate` first; a server that finds another revision refuses to start. A database
of a newer schema is refused by both. Within a minor version migrations only add.

Full-text tables are created by hand in the migrations and hidden from Alembic's comparison. Alembic itself is loaded
only where there is something to migrate: it takes a third of the time that a server needs to start.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect

from agenthall_server.database import open_database

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The newest revision; a test compares it with the files in versions/."""


class SchemaError(Exception):
    """The database's schema is not one that this version can serve; the text says what to do."""


def prepare(connection: Connection) -> None:
    """What a starting server does: upgrade its SQLite file, only check a PostgreSQL database. Raises SchemaError."""
    revision = current(connection)
    if revision == HEAD:
        return
    if connection.dialect.name == "sqlite":
        upgrade(connection)
    elif revision is None:
        raise SchemaError("the database has no schema yet; run `agenthall migrate` with the same database URL")
    else:
        _refuse_newer(connection)
        raise SchemaError(f"the database has schema {revision}, not {HEAD}; run `agenthall migrate` with the same URL")


def upgrade(connection: Connection) -> str:
    """Brings the schema up to date; returns its revision. Raises SchemaError for a newer one."""
    from alembic import command

    _refuse_newer(connection)
    command.upgrade(_config(connection), "head")
    return HEAD


async def migrate(url: str) -> str:
    """`agenthall migrate`: opens the database, upgrades it, returns the revision."""
    database = open_database(url, readers=1)
    try:
        with database.alone() as connection:
            return upgrade(connection)
    finally:
        await database.close()


def current(connection: Connection) -> str | None:
    """The database's revision; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return revision


def _refuse_newer(connection: Connection) -> None:
    from alembic.script import ScriptDirectory

    revision = current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config(connection)).walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaError(
            f"the database has schema {revision}, which is newer than this version of agenthall knows (up to {HEAD}); "
            "install the newer version, or restore a backup"
        )


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
