"""The agenthall command as a whole: what it says, and what it loads to say it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import typer
from bench.processes import ROOT

from agenthall_server.cli import app
from tests.command_line import agenthall
from tests.conftest import Hall

_HEAVY = ("alembic", "grpc", "sqlalchemy", "structlog", "agenthall_server.server")
_LOADED_BY_HELP = f"""
import sys
from agenthall_server.cli import app
app(["--help"], standalone_mode=False)
print("loaded:", [name for name in {_HEAVY!r} if name in sys.modules])
"""


def test_help_loads_no_library_of_the_server() -> None:
    done = subprocess.run((sys.executable, "-c", _LOADED_BY_HELP), capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert "doctor" in done.stdout
    assert done.stdout.splitlines()[-1] == "loaded: []", done.stdout + done.stderr


def _page() -> str:
    return (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def _flags(cell: str) -> set[str]:
    return set(re.findall(r"`(--[\w-]+)`", cell))


def _commands(command: Any, path: tuple[str, ...] = ("agenthall",)) -> Iterator[tuple[str, set[str]]]:
    if hasattr(command, "commands"):
        for name, one in command.commands.items():
            yield from _commands(one, (*path, name))
    else:
        options = [one for one in command.params if one.param_type_name == "option"]
        yield " ".join(path), {flag for one in options for flag in (*one.opts, *one.secondary_opts)}


def test_the_page_has_every_command_with_its_flags() -> None:
    groups = {name: _flags(cell) for name, cell in re.findall(r"^\| (\w+) \| (`--.*) \|$", _page(), re.MULTILINE)}
    assert set(groups) == {"settings", "connection"}
    rows = re.findall(r"^\| `(agenthall [\w ]+)` \| (.*?) \| .+ \|$", _page(), re.MULTILINE)
    documented = {
        name: _flags(cell).union(*(flags for group, flags in groups.items() if group in cell.split(", ")))
        for name, cell in rows
    }
    assert documented == dict(_commands(typer.main.get_command(app)))


async def test_the_examples_of_the_page_work(sqlite_hall: Hall) -> None:
    [block] = re.findall(r"^```sh\n(.*?)^```$", _page(), re.MULTILINE | re.DOTALL)
    lines = [shlex.split(line) for line in block.replace("\\\n", " ").splitlines()]
    assert {tuple(line[:2]) for line in lines} == {("agenthall", name) for name in ("import", "call", "config", "top")}
    for line in lines:
        done = await agenthall(*line[1:], AGENTHALL_TARGET=f"127.0.0.1:{sqlite_hall.server.port}")
        assert done.code == 0, done.err
        assert done.out
