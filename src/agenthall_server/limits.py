"""How much is served at one time: the settings that bound it, in the units of the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from agenthall_server.config import Settings

_MOST_WRITES = 256
"""Being served at one time: more would make the turns of the event loop longer and the commits no cheaper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Named like the settings; see config.py."""

    calls: int
    streams: int
    streams_of_a_caller: int
    """0: as many as there are."""
    bytes: int
    deadline_seconds: float
    slow_seconds: float
    reads: int
    writes: int
    wait_seconds: float
    unread_seconds: float = 30.0
    """How long a message of a stream may wait for its reader."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """What the settings say."""
        return cls(
            calls=settings.max_calls_in_flight,
            streams=settings.max_streams,
            streams_of_a_caller=settings.max_streams_per_caller,
            bytes=settings.max_bytes_in_flight,
            deadline_seconds=settings.default_deadline_seconds,
            slow_seconds=settings.slow_call_ms / 1000,
            reads=settings.readers,
            writes=_MOST_WRITES,
            wait_seconds=settings.max_wait_ms / 1000,
        )
