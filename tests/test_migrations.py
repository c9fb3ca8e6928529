"""The schema that the migrations make is the schema that the tables describe, on both databases."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from agenthall_server import migrations
from agenthall_server.config import Settings
from agenthall_server.database import open_database
from agenthall_server.migrations.schema import TEXT_INDEXES, metadata
from agenthall_server.server import Server


def test_head_is_the_newest_revision() -> None:
    folder = Path(migrations.__file__).parent
    config = Config()
    config.set_main_option("script_location", str(folder))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.HEAD


def _not_text_index(_object: object, name: str | None, kind: str, *_: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(tuple(index.name for index in TEXT_INDEXES)))


async def test_migrated_schema_equals_the_tables(database_url: str) -> None:
    database = open_database(database_url)
    try:
        with database.connect_writer() as connection, connection.begin():
            migrations.upgrade(connection)
            options = {"include_object": _not_text_index, "compare_type": True}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, metadata) == []
    finally:
        await database.close()


async def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    database = open_database(database_url)
    try:
        for _ in range(2):
            with database.connect_writer() as connection, connection.begin():
                assert migrations.upgrade(connection) == migrations.HEAD
                assert _categories(connection) == 10
    finally:
        await database.close()


def _categories(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM categories")).scalar_one())


async def test_a_database_of_a_newer_schema_is_refused(database_url: str) -> None:
    database = open_database(database_url)
    with database.connect_writer() as connection, connection.begin():
        migrations.upgrade(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()
    with pytest.raises(migrations.SchemaError, match="9999, which is newer than this version"):
        async with Server(Settings(database=database_url, listen="127.0.0.1:0", admin_listen="")):
            pytest.fail("served a database of a newer schema")


async def test_postgres_is_not_migrated_by_a_starting_server(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE hall_unmigrated")
    url = postgres.replace("/postgres?", "/hall_unmigrated?")
    with pytest.raises(migrations.SchemaError, match="agenthall migrate"):
        async with Server(Settings(database=url, listen="127.0.0.1:0", admin_listen="")):
            pytest.fail("served a database without a schema")
    assert await migrations.migrate(url) == migrations.HEAD
