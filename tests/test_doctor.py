"""`agenthall doctor`: a healthy database, and one that somebody has been at."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from agenthall.access.v1.api_key_pb2 import ROLE_VIEWER
from agenthall_server.database import open_database
from tests.conftest import running
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
        assert "audit log of workspace 1: 1 events, head " in printed
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
    assert "WRONG audit log of workspace 1: event 2 was changed" in printed


async def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/h.db"
    async with running(url) as hall:
        for _ in range(50):
            await new_key(hall, ROLE_VIEWER, "k" * 100)
    damage(tmp_path / "h.db")
    code, printed = await doctor(url)
    assert code != 0
    assert "Traceback" not in printed


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
