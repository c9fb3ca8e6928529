"""A bar on the terminal for work that takes longer than a breath; nothing where standard error is no terminal."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class Bar:
    """`with Bar("backup") as bar:`, then `bar.begin(total)` once and `bar.advance(done)` often."""

    def __init__(self, title: str) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._task: TaskID = self._progress.add_task(title, total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._progress.stop()

    def begin(self, rows: int) -> None:
        """So much is to be done."""
        self._progress.update(self._task, total=rows)

    def advance(self, rows: int) -> None:
        """So much more is done."""
        self._progress.advance(self._task, rows)
