"""How far long work has come, on standard error: a bar on a terminal, otherwise a line every five seconds."""

from __future__ import annotations

from time import monotonic
from types import TracebackType
from typing import Self

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

_LINE_SECONDS = 5.0


class Bar:
    """`with Bar("backup") as bar:`, then `bar.begin(total)` once and `bar.advance(done)` often."""

    def __init__(self, title: str, *, of_bytes: bool = False) -> None:
        console = Console(stderr=True)
        amount = DownloadColumn() if of_bytes else MofNCompleteColumn()
        columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task: TaskID = self._progress.add_task(title, total=None)
        self._said = monotonic()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._progress.stop()

    def begin(self, total: int) -> None:
        """So much is to be done."""
        self._progress.update(self._task, total=total)

    def advance(self, more: int) -> None:
        """So much more is done."""
        self._progress.advance(self._task, more)
        self._say()

    def reach(self, done: int, title: str) -> None:
        """So much is done in all."""
        self._progress.update(self._task, completed=done, description=title)
        self._say()

    def _say(self) -> None:
        if self._progress.disable and monotonic() - self._said >= _LINE_SECONDS:
            self._said = monotonic()
            task = self._progress.tasks[self._task]
            typer.echo(f"{task.description}, {task.percentage:.0f} %", err=True)
