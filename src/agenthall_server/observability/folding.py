"""Folds what recordings appended into the rollups: about once a second, sooner where much waits.

What a server leaves unfolded at its end is read all the same, and folded by the next one.
"""

from __future__ import annotations

import asyncio

from agenthall_server.background import repeat
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.observability import store_sums

_PAUSE_SECONDS = 1.0
_MUCH = 2_000


class Folder:
    """Use it in one event loop: `note` after each commit, `run` beside everything else."""

    def __init__(self, committer: Committer) -> None:
        self._committer = committer
        self._waiting = _MUCH  # a server before this one may have left something
        self._is_much = asyncio.Event()

    def note(self, executions: int) -> None:
        """So many more were recorded; they may be fewer rows."""
        self._waiting += executions
        if self._waiting >= _MUCH:
            self._is_much.set()

    async def run(self) -> None:
        """Never ends by itself."""
        await repeat(self._turn, "sums not folded", sooner=self._is_much)

    async def fold(self) -> None:
        """All that waits."""
        self._is_much.clear()
        waiting, self._waiting = self._waiting, 0
        try:
            while not await self._committer.one(_FOLDING, None, size=0):
                pass
        except BaseException:
            self._waiting += waiting
            raise

    async def _turn(self) -> float:
        """What cannot be folded is read as well as what is: it costs reads some time, no answer."""
        if self._waiting:
            await self.fold()
        return _PAUSE_SECONDS


_FOLDING = MergedWrite("folding", store_sums.fold)
