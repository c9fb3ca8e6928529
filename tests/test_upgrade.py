"""docs/upgrade.md: a running server outlives a migration, an older one does not start, a copy can be restored."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.processes import ROOT
from sqlalchemy import text

from agenthall.access.v1 import access_service_pb2 as access
from agenthall.access.v1.api_key_pb2 import ROLE_VIEWER
from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import migrations
from agenthall_server.config import Settings
from agenthall_server.database import open_database
from agenthall_server.server import Server
from tests.conftest import Hall, running
from tests.test_access import new_key

GUIDE = " ".join((ROOT / "docs" / "upgrade.md").read_text(encoding="utf-8").split())


async def record(hall: Hall, execution_id: str) -> None:
    """One execution, through the API."""
    run = execution_pb2.Execution(execution_id=execution_id, agent_name="a", success=True, duration_ms=1)
    await hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=run))


async def set_schema(url: str, *statements: str) -> None:
    """What a migration of another version would leave behind."""
    database = open_database(url, readers=1)
    with database.alone() as connection:
        for statement in statements:
            connection.execute(text(statement))
    await database.close()


async def refusal(url: str) -> str:
    """Why a server does not start."""
    with pytest.raises(migrations.SchemaError) as refused:
        async with Server(Settings(database=url, listen="127.0.0.1:0", admin_listen="")):
            pytest.fail("served a schema of another version")
    return str(refused.value)


async def test_a_running_server_outlives_a_migration_that_adds(new_postgres: Callable[[], str]) -> None:
    url = new_postgres()
    async with running(url) as hall:
        await record(hall, "before")
        await set_schema(
            url, "ALTER TABLE executions ADD COLUMN added text", "UPDATE alembic_version SET version_num = '0002'"
        )
        await record(hall, "after")
        dashboard = await hall.observability.GetDashboard(pb.GetDashboardRequest())
        assert dashboard.agents[0].total_executions == 2
    said = await refusal(url)
    assert "the database has schema 0002, which is newer than this version of agenthall knows (up to 0001)" in said
    assert said.partition(";")[0] in GUIDE
    assert said.partition("; ")[2] in GUIDE


async def test_an_older_schema_is_named(new_postgres: Callable[[], str]) -> None:
    url = new_postgres()
    await set_schema(url, "DELETE FROM alembic_version")
    said = await refusal(url)
    assert "the database has no schema yet" in said
    assert "the database has no schema yet" in GUIDE


async def test_migrating_beside_a_server_changes_nothing(new_postgres: Callable[[], str]) -> None:
    url = new_postgres()
    async with running(url) as hall:
        assert await migrations.migrate(url) == migrations.HEAD
        await record(hall, "after")


async def test_a_copy_of_a_stopped_server_is_one_file_and_can_be_restored(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/hall.db"
    async with running(url) as hall:
        await record(hall, "kept")
    assert not (tmp_path / "hall.db-wal").exists()
    copy = shutil.copy(tmp_path / "hall.db", tmp_path / "copy.db")
    async with running(url) as hall:
        await new_key(hall, ROLE_VIEWER)
    shutil.copy(copy, tmp_path / "hall.db")
    async with running(url) as hall:
        assert (await hall.observability.GetDashboard(pb.GetDashboardRequest())).agents[0].total_executions == 1
        assert not (await hall.access.ListApiKeys(access.ListApiKeysRequest())).api_keys


def test_a_refused_start_has_the_exit_code_of_the_guide(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/hall.db"
    command = [sys.executable, "-m", "agenthall_server"]
    subprocess.run([*command, "migrate", "--database", url], check=True, timeout=60)  # noqa: S603 - our own program
    script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
    newer = "UPDATE alembic_version SET version_num = '0002'"
    subprocess.run([sys.executable, "-c", script, tmp_path / "hall.db", newer], check=True, timeout=60)  # noqa: S603
    done = subprocess.run(  # noqa: S603 - our own program
        [*command, "serve", "--listen", "127.0.0.1:0", "--database", url],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "install the newer version, or restore a backup" in done.stderr
    assert "exit code 2" in GUIDE
