"""`agenthall backup` and `agenthall restore`: what was answered is in the file, and comes back into either database."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from agenthall.access.v1 import access_service_pb2
from agenthall.access.v1.api_key_pb2 import ROLE_VIEWER
from agenthall.marketplace.v1 import marketplace_service_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as memory
from agenthall.observability.v1 import observability_service_pb2 as observability
from agenthall_server import backups
from tests.conftest import Hall, running
from tests.marketplace.conftest import install, rate
from tests.memory.test_service import build
from tests.observability.calls import execution
from tests.optimizer.conftest import Experiment
from tests.test_access import new_key
from tests.test_doctor import doctor

NAME = "quote ' \" back\\slash \U0001f600 \\N \\. {}"
ODD = "quote ' \" back\\slash\ttab\nline \u2028 \U0001f600 \x7f \\N \\. {}"


async def agenthall(url: str, *arguments: str) -> tuple[int, str]:
    """Exit code and output of a command on this database."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agenthall_server", *arguments),
        env={"AGENTHALL_DATABASE": url, "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


async def done(url: str, *arguments: str | Path) -> str:
    """What a command printed that succeeded."""
    code, printed = await agenthall(url, *map(str, arguments))
    assert code == 0, printed
    return printed


async def refused(url: str, *arguments: str | Path) -> str:
    """The one line of a command that did not."""
    code, printed = await agenthall(url, *map(str, arguments))
    assert (code, len(printed.strip().splitlines())) == (1, 1), printed
    return printed


def tables(file: Path) -> dict[str, tuple[int, str]]:
    """Rows and hash of each table in a backup."""
    with ZipFile(file) as opened:
        members = json.loads(opened.read("manifest.json"))["members"]
    return {one["table"]: (one["rows"], one["sha256"]) for one in members}


def other_database(url: str, folder: Path, new_postgres: Callable[[], str]) -> str:
    return new_postgres() if url.startswith("sqlite") else f"sqlite:///{folder}/other.db"


async def fill(hall: Hall) -> str:
    """Rows in nearly every table; a key whose secret is returned."""
    await hall.observability.RecordExecution(
        observability.RecordExecutionRequest(
            execution=execution(agent_name=NAME, duration_ms=0.1, tokens=7, quality_score=33.3, error_message=ODD)
        )
    )
    await hall.memory.RecordBuild(memory.RecordBuildRequest(build=build(prompt=f"a shop {ODD}", quality_score=0.7)))
    experiment = Experiment(hall.optimizer, "planner")
    await experiment.add("a", ODD)
    await experiment.record("a", 3, quality_score=50.5)
    await install(hall, "agenthall/code-review-pipeline", request_id="once")
    await rate(hall, "agenthall/code-review-pipeline", 4.5, ODD)
    return (await new_key(hall, ROLE_VIEWER)).secret


@contextmanager
def writing(hall: Hall, acknowledged: list[int]) -> Iterator[None]:
    """500 writes a second at most, from 20 callers, until the end of the block."""
    numbers = count()

    async def caller() -> None:
        while True:
            number = next(numbers)
            request = observability.RecordExecutionRequest(execution=execution(execution_id=f"load-{number}"))
            await hall.observability.RecordExecution(request)
            acknowledged.append(number)
            await asyncio.sleep(0.04)

    callers = [asyncio.create_task(caller()) for _ in range(20)]
    try:
        yield
    finally:
        for task in callers:
            task.cancel()
    assert not [task for task in callers if task.done() and not task.cancelled()]


async def test_a_backup_under_load_comes_back_in_either_database(
    database_url: str, tmp_path: Path, new_postgres: Callable[[], str]
) -> None:
    first, again, acknowledged = tmp_path / "first.zip", tmp_path / "again.zip", list[int]()
    async with running(database_url, catalog=True) as hall:
        secret = await fill(hall)
        with writing(hall, acknowledged):
            await asyncio.sleep(0.3)
            before = list(acknowledged)
            printed = await done(database_url, "backup", first)
            assert len(acknowledged) > len(before) + 20, "writes went on meanwhile"
    assert hashlib.sha256(first.read_bytes()).hexdigest() in printed
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    other = other_database(database_url, tmp_path, new_postgres)
    await done(other, "restore", first)
    await done(other, "backup", again)
    assert tables(again) == tables(first)
    code, found = await doctor(other, "--audit", "--recount")
    assert code == 0, found
    assert await asyncio.to_thread(ids_in, first) >= {f"load-{number}" for number in before}
    async with running(other, catalog=True, auth="required") as hall:
        who = await hall.caller(secret).access.WhoAmI(access_service_pb2.WhoAmIRequest())
        assert who.workspace == "default"


def ids_in(file: Path) -> set[str]:
    with ZipFile(file) as opened:
        return {json.loads(line)[1] for line in opened.read("tables/executions.jsonl").splitlines()}


async def test_what_is_restored_goes_on(database_url: str, tmp_path: Path, new_postgres: Callable[[], str]) -> None:
    """Tokens, full text, counters of keys and repeats of requests work as if it had been the same database."""
    file, shop = tmp_path / "b.zip", memory.SuggestStackRequest(prompt="a shop", team_id="web")
    async with running(database_url, catalog=True) as hall:
        await fill(hall)
        page = await hall.marketplace.ListAgents(list_agents())
        suggested = await hall.memory.SuggestStack(shop)
    await done(database_url, "backup", file)
    other = other_database(database_url, tmp_path, new_postgres)
    await done(other, "restore", file)
    async with running(other, catalog=True) as hall:
        assert (await hall.marketplace.ListAgents(list_agents(page.next_page_token))).agents
        assert await hall.memory.SuggestStack(shop) == suggested
        await install(hall, "agenthall/code-review-pipeline", request_id="once")
        await fill(hall)
    await done(other, "keys", "create", "--role", "viewer", "--workspace", "another")
    assert (await doctor(other, "--audit", "--recount"))[0] == 0


async def test_nothing_is_overwritten_unasked(database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    async with running(database_url) as hall:
        await new_key(hall, ROLE_VIEWER)
        await done(database_url, "backup", file)
        assert "exists" in await refused(database_url, "backup", file)
        code, printed = await agenthall(database_url, "restore", str(file), "--replace")
        assert code in {1, 2}, "a server runs on it"
        assert "stop it" in printed
        await new_key(hall, ROLE_VIEWER)
    said = await refused(database_url, "restore", file)
    assert "exists; with --replace" in said or "not empty: there are rows in " in said
    await done(database_url, "restore", file, "--replace")
    async with running(database_url) as hall:
        assert len((await hall.access.ListApiKeys(access_service_pb2.ListApiKeysRequest())).api_keys) == 1


async def test_a_store_that_is_not_there_is_only_made_by_what_fills_it_and_that_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/typo.db"
    for command in (["doctor"], ["backup", str(tmp_path / "b.zip")]):
        assert (await agenthall(url, *command))[0] == 2
        assert not await asyncio.to_thread(lambda: list(tmp_path.iterdir()))
    create = ("keys", "create", "--role", "viewer")
    assert f"there was no {tmp_path}/typo.db; a NEW, empty store was made" in await done(url, *create)
    assert "NEW" not in await done(url, *create)


async def test_a_backup_of_another_schema_says_who_can_make_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/h.db"
    await done(url, "migrate")
    for revision, mend in (("0000", "run `agenthall migrate`"), ("0002", "use the version of agenthall that migrated")):
        with closing(sqlite3.connect(tmp_path / "h.db")) as database, database:
            database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        assert mend in await refused(url, "backup", tmp_path / "b.zip")


async def test_signs_of_urls_in_a_path_are_part_of_it(tmp_path: Path) -> None:
    folder, file = tmp_path / "a?b#c%20d", tmp_path / "e?f%20.zip"
    url, other = f"sqlite:///{folder}/h.db", f"sqlite:///{folder}/o?mode=ro.db"
    async with running(url) as hall:
        await new_key(hall, ROLE_VIEWER)
        assert (await doctor(url, "--audit", "--recount"))[0] == 0
        await done(url, "backup", file)
    await done(other, "restore", file)
    assert (await doctor(other, "--audit"))[0] == 0
    await done(other, "keys", "create", "--role", "viewer")
    assert (await doctor(f"sqlite:///{folder}/missing?.db"))[0] == 2
    left = await asyncio.to_thread(lambda: sorted(path.name for path in [*tmp_path.iterdir(), *folder.iterdir()]))
    kept = [name for name in left if not name.endswith(("-wal", "-shm", ".lock"))]
    assert kept == ["a?b#c%20d", "e?f%20.zip", "h.db", "o?mode=ro.db"]


async def test_the_second_of_two_backups_to_one_name_is_refused(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path}/h.db", tmp_path / "b.zip"
    async with running(url):
        pass
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", OVERTAKEN, url, str(file)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    printed, _ = await process.communicate()
    assert "b.zip exists; a backup never replaces a file" in printed.decode()
    assert hashlib.sha256(await asyncio.to_thread(file.read_bytes)).hexdigest() in printed.decode()
    assert await asyncio.to_thread(lambda: [path.name for path in tmp_path.glob("*b.zip*")]) == ["b.zip"]


OVERTAKEN = """
import hashlib, sys
from pathlib import Path
from agenthall_server import backups
url, file = sys.argv[1], Path(sys.argv[2])
class Silent:
    def begin(self, rows): pass
    def advance(self, rows): pass
class Overtaken(Silent):
    def begin(self, rows):
        backups.back_up(url, file, Silent())
        print(hashlib.sha256(file.read_bytes()).hexdigest())
try:
    backups.back_up(url, file, Overtaken())
except backups.BackupFailed as error:
    print(error)
"""
"""A backup; before it writes the first row, another one to the same name is made."""


async def test_what_a_sqlite_restore_replaced_is_kept(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path}/h.db", tmp_path / "b.zip"
    async with running(url) as hall:
        await new_key(hall, ROLE_VIEWER)
    await done(url, "backup", file)
    content = await asyncio.to_thread((tmp_path / "h.db").read_bytes)
    await asyncio.to_thread((tmp_path / "h.db").write_bytes, b"not a database")
    await done(url, "restore", file, "--replace")
    assert (await doctor(url))[0] == 0
    assert await asyncio.to_thread((tmp_path / "h.db.before-restore").read_bytes) == b"not a database"
    assert content[:16] == b"SQLite format 3\0"
    assert "move it away" in await refused(url, "restore", file, "--replace")
    left = await asyncio.to_thread(lambda: {path.name for path in tmp_path.iterdir()})
    assert left == {"b.zip", "h.db", "h.db.before-restore", "h.db.lock"}


async def test_what_is_no_whole_backup_changes_nothing(tmp_path: Path) -> None:
    url, file, target = f"sqlite:///{tmp_path}/h.db", tmp_path / "b.zip", tmp_path / "other.db"
    async with running(url) as hall:
        await new_key(hall, ROLE_VIEWER)
    await done(url, "backup", file)
    whole = await asyncio.to_thread(file.read_bytes)
    for wrong, spoil in SPOILED.items():
        await asyncio.to_thread(spoil, file)
        with pytest.raises(backups.BackupFailed, match=wrong):
            await asyncio.to_thread(backups.restore, file, f"sqlite:///{target}", Silent(), replace=False)
        assert not await asyncio.to_thread(target.exists)
        await asyncio.to_thread(file.write_bytes, whole)


async def test_rows_that_the_database_refuses_end_a_restore_with_a_line(
    database_url: str, tmp_path: Path, new_postgres: Callable[[], str]
) -> None:
    source, file = f"sqlite:///{tmp_path}/source.db", tmp_path / "b.zip"
    async with running(source):
        pass
    await done(source, "backup", file)
    await asyncio.to_thread(rewritten_rows, file, "categories", lambda lines: lines + lines)
    other = new_postgres() if database_url.startswith("postgres") else f"sqlite:///{tmp_path}/other.db"
    assert "the database refused what it was given" in await refused(other, "restore", file)


class Silent:
    """Progress that nobody looks at."""

    def begin(self, rows: int) -> None:
        pass

    def advance(self, rows: int) -> None:
        pass


def list_agents(page_token: str = "") -> Any:
    return marketplace_service_pb2.ListAgentsRequest(page_size=5, page_token=page_token)


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[content.index(b"api_keys.jsonl") + 80] ^= 1
    file.write_bytes(content)


def rewritten(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """The same backup with another manifest."""
    with ZipFile(file) as opened:
        contents = {name: opened.read(name) for name in opened.namelist()}
    manifest = json.loads(contents["manifest.json"])
    change(manifest)
    contents["manifest.json"] = json.dumps(manifest).encode()
    repack(file, contents)


def repack(file: Path, contents: dict[str, bytes]) -> None:
    with ZipFile(file, "w") as written:
        for name, content in contents.items():
            written.writestr(name, content)


def rewritten_rows(file: Path, table: str, change: Callable[[bytes], bytes]) -> None:
    """The same backup with other lines of one table, and a manifest that says so."""
    with ZipFile(file) as opened:
        contents = {name: opened.read(name) for name in opened.namelist()}
    lines = contents[f"tables/{table}.jsonl"] = change(contents[f"tables/{table}.jsonl"])
    manifest = json.loads(contents["manifest.json"])
    (member,) = (one for one in manifest["members"] if one["table"] == table)
    member.update(rows=lines.count(b"\n"), sha256=hashlib.sha256(lines).hexdigest())
    contents["manifest.json"] = json.dumps(manifest).encode()
    repack(file, contents)


SPOILED: dict[str, Callable[[Path], Any]] = {
    "not all of one": truncate,
    "is not a whole backup": flip,
    "schema 9999, which is newer": lambda file: rewritten(file, lambda manifest: manifest.update(revision="9999")),
    "restore it with that version": lambda file: rewritten(file, lambda one: one["members"][0]["columns"].pop()),
    "is not what was written": lambda file: rewritten(file, lambda one: one["members"][0].update(rows=5)),
    "it is no zip": lambda file: file.write_bytes(b"no zip"),
    "No such file": lambda file: file.unlink(),
}
"""By what is said of it."""
