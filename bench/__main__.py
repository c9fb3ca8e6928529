"""Runs benchmarks: `python -m bench [name ...]`; without names all of them, in less than 15 minutes.

A benchmark is a module of this folder with a `run()`. Each runs in a process group of its own, which is killed at its
end, so that no server outlives a benchmark. Exit code 1 where a goal was missed or a benchmark failed.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from bench.figures import KEYS, parse, table
from bench.machine import ForeignCpu, describe
from bench.processes import ROOT

_FOLDER = Path(__file__).parent
_RUN = re.compile(r"^def run\(", re.MULTILINE)
_ALL_SECONDS = 15 * 60.0
_ONE_SECONDS = 5 * 60.0


def names() -> list[str]:
    """The benchmarks, found without importing them."""
    return sorted(path.stem for path in _FOLDER.glob("*.py") if _RUN.search(path.read_text(encoding="utf-8")))


def measure(name: str, seconds: float) -> list[dict[str, Any]]:
    """Runs one and shows what it prints; its figures, or one that says that it failed."""
    foreign = ForeignCpu()
    process = subprocess.Popen(
        [sys.executable, "-c", f"from bench.{name} import run; run()"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    watchdog = threading.Timer(seconds, _kill_group, (process.pid,))
    watchdog.start()
    try:
        figures = list(_relayed(process))
        failed = process.wait() != 0
    finally:
        watchdog.cancel()
        _kill_group(process.pid)
    if failed or not figures:
        figures.append(dict.fromkeys(KEYS) | {"name": f"{name}: failed (exit {process.returncode})", "ok": False})
    return [figure | {"others_cpu": foreign.cores()} for figure in figures]


def _relayed(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="", flush=True)
        figure = parse(line)
        if figure is not None:
            yield figure


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError):  # everything in it has ended
        os.killpg(leader, signal.SIGKILL)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(names()))
    wanted = parser.parse_args().names or names()
    if unknown := sorted(set(wanted) - set(names())):
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(names())}")
    print("\n".join(f"{key}: {value}" for key, value in describe().items()), flush=True)
    deadline = monotonic() + _ALL_SECONDS
    figures = [figure for name in wanted for figure in measure(name, min(_ONE_SECONDS, deadline - monotonic()))]
    print("\n" + table(figures, (*KEYS, "others_cpu")))
    sys.exit(not all(figure["ok"] for figure in figures))


if __name__ == "__main__":
    main()
