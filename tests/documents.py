"""The documents as data: their code blocks, and how one is run as a reader would run it.

- A block in `sh` works as it stands: every command of it ends with exit code 0. Blocks of a document run from top to
  bottom in one folder, each in a shell of its own, beside a server at localhost:50051.
- A block in `console` shows commands after `$ ` with what they print. Spaces do not count, `...` stands for anything.
- A block in `text` is what something prints.
- Anything else, and a command that cannot run in a test, says why in a comment on the line before:
  `<!-- not run: REASON -->`.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.processes import ROOT

ADDRESS = "localhost:50051"
ADMIN_ADDRESS = "localhost:9464"
SECONDS = 60
_FOREIGN = {".venv", ".tools", ".git", "node_modules", "third_party", "dist", "target"}
_BLOCK = re.compile(r"^(?:<!-- not run: ([^\n]+) -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*(?<=\\)\n)*.*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block; `reason` says why it is not run."""

    document: Path
    line: int
    language: str
    code: str
    reason: str

    def __str__(self) -> str:
        return f"{self.document.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks run: a folder with the repository's own inside, and the addresses of a server."""

    folder: Path
    target: str
    admin_target: str

    def furnish(self) -> None:
        """Lays what documents name by its path in the repository."""
        for name in ("generated", "examples", "proto", "src"):
            (self.folder / name).symlink_to(ROOT / name)

    def run(self, code: str) -> subprocess.CompletedProcess[str]:
        """Runs a script; its output speaks of the addresses that documents speak of."""
        code = code.replace(ADDRESS, self.target).replace(ADMIN_ADDRESS, self.admin_target)
        process = subprocess.Popen(  # noqa: S603 - a script of our own documents
            ["/bin/bash", "-euo", "pipefail", "-c", code],
            cwd=self.folder,
            env=_environment(self.folder) | {"AGENTHALL_TARGET": self.target},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            if "grpcurl" in code and "/Watch" in code:  # it never ends by itself
                return subprocess.CompletedProcess(code, 0, _first_message(process))
            printed, _ = process.communicate(timeout=SECONDS)
        finally:
            _end(process)
        printed = printed.replace(self.target, ADDRESS).replace(self.admin_target, ADMIN_ADDRESS)
        return subprocess.CompletedProcess(code, process.returncode, printed)


def documents() -> list[Path]:
    """Every document of the project, not those of its dependencies."""
    found = (path for path in ROOT.rglob("*.md") if not _FOREIGN & set(path.relative_to(ROOT).parts))
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(ROOT).parts))


def blocks(document: Path) -> list[Block]:
    """The fenced blocks of a document."""
    text = document.read_text(encoding="utf-8")
    return [
        Block(document, text.count("\n", 0, found.start(2)) + 1, found[2], found[3], found[1] or "")
        for found in _BLOCK.finditer(text)
    ]


def sessions(code: str) -> Iterator[tuple[str, str]]:
    """Each command of a `console` block, with what it is said to print."""
    found = list(_COMMAND.finditer(code))
    ends = [next_one.start() for next_one in found[1:]] + [len(code)]
    for command, end in zip(found, ends, strict=True):
        yield command[0].removeprefix("$ "), code[command.end() : end]


def prints(said: str, printed: str) -> bool:
    """Whether a command prints what a document says."""
    pattern = ".*".join(re.escape("".join(part.split())) for part in said.split("..."))
    return re.fullmatch(pattern, "".join(printed.split()), re.DOTALL) is not None


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AGENTHALL_", "XDG_"))}
    path = f"{ROOT}/.tools/bin:{ROOT}/.venv/bin:{kept['PATH']}"
    return kept | {"PATH": path, "HOME": str(folder), "COLUMNS": "120", "NO_COLOR": "1"}


def _first_message(process: subprocess.Popen[str]) -> str:
    """What a stream prints until its first message is complete; the stream is then left."""
    assert process.stdout is not None
    printed = ""
    for line in process.stdout:
        printed += line
        if line == "}\n":
            return printed
    raise AssertionError(f"no message: {printed}")


def _end(process: subprocess.Popen[str]) -> None:
    """With everything that the script started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
