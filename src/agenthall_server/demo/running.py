"""Runs the stages: starts a server where none is given, shows progress, prints what was found."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import grpc
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from agenthall.observability.v1.execution_pb2 import Execution
from agenthall_server import catalog
from agenthall_server.client import Connection, connected, failure_of
from agenthall_server.demo import inputs
from agenthall_server.demo.stages import Findings, Stages, Step

_ROUNDS = 600
_START_SECONDS = 30.0
_BANNER = re.compile(r"agenthall serves on (\S+:\d+) ")


class DemoFailed(Exception):
    """A call that the demo cannot do without failed; the text says which address answered what."""


async def run_demo(connection: Connection | None, data: Path | None, *, check: bool) -> bool:
    """True where every answered figure is right (or was not checked). Raises DemoFailed, NotConnected."""
    console = Console()
    folder = inputs.folder_of(data)
    if not (folder / "observability").is_dir():
        raise DemoFailed(f"{folder} does not hold the demo's input (see the samples in {inputs.SAMPLES})")
    console.print(f"input: {'the small samples of this package' if folder == inputs.SAMPLES else folder}")
    started = time.monotonic()
    async with _server(connection, console) as found, connected(found) as channel:
        try:
            findings = await _play(Stages(channel, f"demo-{os.urandom(3).hex()}"), folder, console)
        except grpc.aio.AioRpcError as error:
            raise DemoFailed(f"{found.target} answered {failure_of(error)}") from error
    wrong = [one for _, found in findings for one in found.checks if not one.ok]
    checked = sum(len(found.checks) for _, found in findings)
    console.print(
        f"\n{checked - len(wrong)} of {checked} figures checked are right; {time.monotonic() - started:.1f} s"
    )
    for one in wrong:
        console.print(f"[red]WRONG[/red] {one.name}: sent {one.expected}, answered {one.answered}", soft_wrap=True)
    return not (check and wrong)


async def _play(stages: Stages, folder: Path, console: Console) -> list[tuple[str, Findings]]:
    manifests = [*catalog.manifests(), *inputs.manifests(folder)]
    executions = inputs.executions(folder, stages.run)
    stacks, benchmarks = inputs.stack_builds(folder, stages.run), inputs.benchmark_builds(folder, stages.run)
    _say_mapping(console, executions)
    findings: list[tuple[str, Findings]] = []
    with _progress(console) as progress:

        def bar(name: str, total: int) -> Step:
            task = progress.add_task(name, total=total)
            return lambda count: progress.advance(task, count)

        findings.append(("Marketplace", await stages.publish(manifests, bar("publish agents", len(manifests)))))
        findings.append(("Search and install", await stages.find_and_install()))
        findings.append(("Observability", await stages.record(executions, bar("record executions", len(executions)))))
        findings.append(
            ("Optimizer", await stages.experiment(inputs.bandit(folder), _ROUNDS, bar("select and record", _ROUNDS)))
        )
        builds = len(stacks) + len(benchmarks)
        findings.append(("TeamMemory", await stages.remember(stacks, benchmarks, bar("record builds", builds))))
    for title, found in findings:
        _show(console, title, found)
    return findings


def _say_mapping(console: Console, executions: Sequence[Execution]) -> None:
    unfinished = sum(execution.error_type == "unfinished" for execution in executions)
    unnamed = sum(execution.agent_name == inputs.UNNAMED for execution in executions)
    unmeasured = sum(not execution.HasField("duration_ms") for execution in executions)
    uncounted = sum(not execution.HasField("tokens") for execution in executions)
    console.print(
        f"{len(executions):,} executions: {unmeasured:,} have no duration and {uncounted:,} no tokens or cost, "
        f'which stay absent; {unnamed:,} have no agent name and are recorded as "{inputs.UNNAMED}"; aborted ones are '
        f'cancelled, and so are {unfinished:,} unfinished ones (error_type "unfinished": no end was ever reported)'
    )


def _progress(console: Console) -> Progress:
    bar = BarColumn(bar_width=30)
    return Progress(
        TextColumn("{task.description:<18}"), bar, MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def _show(console: Console, title: str, found: Findings) -> None:
    console.rule(title, align="left", characters="-" if not console.encoding.startswith("utf") else "\u2500")
    for caption, head, rows in found.tables:
        table = Table(*head, title=caption, title_justify="left", safe_box=True)
        for row in rows:
            table.add_row(*row)
        console.print(table)
    for line in found.lines:
        console.print(line, markup=False, soft_wrap=True)


@asynccontextmanager
async def _server(connection: Connection | None, console: Console) -> AsyncIterator[Connection]:
    """The way to the given server, or of one of its own on a temporary SQLite file."""
    if connection is not None:
        yield connection
        return
    with tempfile.TemporaryDirectory(prefix="agenthall-demo") as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "agenthall_server", "serve", "--no-catalog"),
            *("--database", f"sqlite:///{folder}/demo.db", "--listen", "127.0.0.1:0", "--admin-listen", ""),
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(_START_SECONDS):
                address = await _banner(process)
            console.print(f"started a server on {address} with a temporary SQLite file")
            yield Connection(target=address)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _banner(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None  # noqa: S101 - it was started with a pipe
    line = (await process.stdout.readline()).decode("utf-8", "replace")
    found = _BANNER.match(line)
    if found is None:
        raise RuntimeError(f"the server did not start; it said {line!r}")
    return found[1]
