"""What a proof is told by the command line."""

from __future__ import annotations

from dataclasses import dataclass

DATABASES = ("sqlite", "postgres")


@dataclass(frozen=True, slots=True)
class Options:
    """`rounds`: a shorter or longer form than the proof's own; None for that."""

    rounds: int | None = None
    databases: tuple[str, ...] = DATABASES
    seed: int = 1

    @property
    def judges_times(self) -> bool:
        """In the proof's own form only: a shorter one runs beside other things, where times say nothing."""
        return self.rounds is None
