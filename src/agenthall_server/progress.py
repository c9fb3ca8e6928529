"""Who is told how far long work has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how much there is to do, and how much was done since the last time."""

    def begin(self, total: int, /) -> None:
        """Told once."""

    def advance(self, more: int, /) -> None:
        """Told often."""
