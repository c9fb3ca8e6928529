"""`agenthall doctor`: a healthy database, and one that somebody has been at."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from agenthall.access.v1.api_key_pb2 import ROLE_VIEWER
from agenthall.memory.v1 import team_memory_service_pb2 as memory
from agenthall_server.database import open_database
from tests.conftest import running
from tests.marketplace.conftest import install, rate
from tests.memory.test_service import build
from tests.observability import calls as observability_calls
from tests.optimizer.conftest import Experiment
from tests.test_access import new_key


async def doctor(url: str, *flags: str) -> tuple[int, str]:
    """Its exit code and what it printed."""
    command = [sys.executable, "-m", "agenthall_server", "doctor", *flags]
    process = await asyncio.create_subprocess_exec(
        *command, env={"AGENTHALL_DATABASE": url, "PATH": ""}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


async def test_a_database_that_is_served_is_healthy(database_url: str) -> None:
    async with running(database_url) as hall:
        await new_key(hall, ROLE_VIEWER)
        code, printed = await doctor(database_url, "--audit")
        assert code == 0, printed
        assert "WRONG" not in printed
        assert "audit log of workspace default: 1 events, head " in printed
        await new_key(hall, ROLE_VIEWER)


async def test_an_audit_log_that_was_changed_is_named(database_url: str) -> None:
    async with running(database_url) as hall:
        for _ in range(3):
            await new_key(hall, ROLE_VIEWER)
    database = open_database(database_url)
    with database.connect_writer() as connection, connection.begin():
        forged = "UPDATE audit_events SET principal = 'nobody' WHERE workspace_key = 1 AND sequence = 2"
        connection.execute(text(forged))
    await database.close()
    assert (await doctor(database_url))[0] == 0, "the chains are looked at only where it is asked for"
    code, printed = await doctor(database_url, "--audit")
    assert code == 1
    assert "WRONG audit log of workspace default: event 2 was changed" in printed


async def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/h.db"
    async with running(url) as hall:
        for _ in range(50):
            await new_key(hall, ROLE_VIEWER, "k" * 100)
    damage(tmp_path / "h.db")
    code, printed = await doctor(url)
    assert code == 1
    assert "Traceback" not in printed
    assert "WRONG SQLite" in printed
    assert "WRONG damaged tables: " in printed


def damage(file: Path) -> None:
    """Overwrites the middle of the file with zeros."""
    content = bytearray(file.read_bytes())
    content[len(content) // 3 : len(content) // 2] = bytes(len(content) // 2 - len(content) // 3)
    file.write_bytes(content)


async def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/nothing.db", "postgresql://nobody@127.0.0.1:1/nothing"):
        code, printed = await doctor(url)
        assert (code, len(printed.strip().splitlines())) == (2, 1), printed
    assert not await asyncio.to_thread((tmp_path / "nothing.db").exists)


FORGERIES = {
    "executions": (
        "UPDATE executions SET tokens = tokens + 1 WHERE workspace_key = 1",
        "tokens_sum is 70, the rows say 71",
    ),
    "failures": ("UPDATE error_rollups SET failures = 3 WHERE workspace_key = 1", "failures is 3, the rows say 1"),
    "builds": (
        "UPDATE build_rollups SET success_count = 5 WHERE workspace_key = 1",
        "success_count is 5, the rows say 0",
    ),
    "results": (
        "DELETE FROM results WHERE workspace_key = 1 AND quality_micro = 2000000",
        "result_count is 3, the rows say 2",
    ),
    "votes": ("UPDATE agents SET votes_9 = 2 WHERE votes_9 = 1", "votes_9 is 2, the rows say 1"),
    "installers": (
        "UPDATE agents SET unique_installer_count = 7 WHERE votes_9 > 0",
        "installer_count is 7, the",
    ),
    "manifests": ("UPDATE agent_versions SET canonical = 'x' WHERE agent_key = 1", "manifests: changed: agenthall/"),
    "full text": ("DELETE FROM builds WHERE workspace_key = 1", "full text: build_text has 1 documents for 0 rows"),
}
"""A change behind the server's back, and what a recount says of it."""


async def test_a_recount_finds_what_no_page_check_can(database_url: str) -> None:
    async with running(database_url, catalog=True) as hall:
        await observability_calls.record(hall, observability_calls.execution(tokens=70))
        await observability_calls.record(hall, agent_name="coder", success=False, error_message="Run 7 timed out")
        await hall.memory.RecordBuild(memory.RecordBuildRequest(build=build()))
        experiment = Experiment(hall.optimizer, "planner")
        await experiment.add("a")
        for quality in (1, 2, 3):
            await experiment.record("a", quality_score=quality)
        await install(hall, "agenthall/code-review-pipeline")
        await rate(hall, "agenthall/code-review-pipeline", 4.5)
    code, printed = await doctor(database_url, "--recount")
    assert code == 0, printed
    assert "ok    2 executions recounted: all 8 sums agree" in printed
    assert "ok    1 failures recounted: all 3 sums agree" in printed
    database = open_database(database_url)
    with database.connect_writer() as connection, connection.begin():
        for what, (forgery, _) in FORGERIES.items():
            assert connection.execute(text(forgery)).rowcount, what
    await database.close()
    code, printed = await doctor(database_url, "--recount")
    assert code == 1
    for what, (_, said) in FORGERIES.items():
        assert said in printed, what


async def test_sums_that_are_gone_are_missed(database_url: str) -> None:
    async with running(database_url) as hall:
        await observability_calls.record(hall, observability_calls.execution(tokens=70, duration_ms=5))
    database = open_database(database_url)
    with database.connect_writer() as connection, connection.begin():
        for table in ("execution_deltas", "execution_rollups"):
            connection.execute(text(f"DELETE FROM {table} WHERE workspace_key = 1"))  # noqa: S608 - a name of ours
    await database.close()
    code, printed = await doctor(database_url, "--recount")
    assert code == 1
    assert "tokens_sum is 0, the rows say 70" in printed
    assert "4 of 4 sums differ" in printed


async def test_a_wal_that_somebody_removed_is_missed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/h.db"
    async with running(url):
        pass
    (tmp_path / "h.db-shm").touch()
    code, printed = await doctor(url)
    assert code == 1
    assert "WRONG h.db-wal is missing" in printed
