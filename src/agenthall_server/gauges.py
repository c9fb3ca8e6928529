"""Which values of a running server /metrics shows beside its calls; each is read when somebody asks."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from typing import Protocol

from agenthall_server.admission import Room, Rooms
from agenthall_server.allocator import heap_bytes
from agenthall_server.committer import Committer
from agenthall_server.metrics import CallMetrics


class DeliveryCounts(Protocol):
    """Of whoever delivers."""

    sent: int
    failed: int
    dead: int


def of_writes(metrics: CallMetrics, committer: Committer) -> None:
    """What waits, what was committed, and whether there is room for more."""
    statistics = committer.statistics
    metrics.gauge("agenthall_tasks", "Tasks of the event loop.", lambda: len(asyncio.all_tasks()))
    metrics.gauge("agenthall_writes_waiting", "Items that wait for their commit.", lambda: committer.waiting)
    metrics.gauge(
        "agenthall_storage_full",
        "1 where a write was refused because the storage is full, and none was stored since.",
        lambda: statistics.storage_full,
    )
    metrics.counter("agenthall_commits", "Transactions committed.", lambda: statistics.commits)
    metrics.counter("agenthall_committed_items", "Items committed.", lambda: statistics.items)
    metrics.counter("agenthall_failed_writes", "Groups or writes that failed.", lambda: statistics.failures)
    metrics.counter("agenthall_commit_seconds", "Time spent in transactions.", lambda: statistics.seconds)


def of_memory(metrics: CallMetrics) -> None:
    """What is in use: resident memory tells of the peaks, which an allocator keeps."""
    metrics.gauge("agenthall_heap_bytes", "Memory that the C library has given out.", heap_bytes)
    metrics.gauge("agenthall_python_blocks", "Small objects of Python.", sys.getallocatedblocks)


def of_names(metrics: CallMetrics, overflowed: Callable[[], int]) -> None:
    """What found no room in sums of its own."""
    text = "Executions counted under __other__, for their workspace has too many agents, models or teams."
    metrics.counter("agenthall_executions_counted_as_other", text, overflowed)


def of_notifications(metrics: CallMetrics, statistics: DeliveryCounts) -> None:
    """What became of messages about alerts."""
    metrics.counter("agenthall_notifications_sent", "Messages that receivers took.", lambda: statistics.sent)
    metrics.counter("agenthall_notifications_failed", "Attempts that failed.", lambda: statistics.failed)
    metrics.counter("agenthall_notifications_dead", "Messages that were given up.", lambda: statistics.dead)


def of_seats(metrics: CallMetrics, rooms: Rooms) -> None:
    """Of each class of calls, how many are served and how many wait."""
    for name, room in (("read", rooms.reads), ("write", rooms.writes), ("stream", rooms.openings)):
        seats, waiting = f"agenthall_{name}_seats", f"agenthall_{name}_calls_waiting"
        metrics.gauge(seats, f"Calls of class {name} that may be served at one time.", partial(_seats, room))
        metrics.gauge(waiting, f"Calls of class {name} that wait for a seat.", partial(_waiting, room))


def _seats(room: Room) -> float:
    return room.seats


def _waiting(room: Room) -> float:
    return room.waiting
