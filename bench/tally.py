"""What the audit log's tallies cost a group commit: CPU time of the writer with and without them.

The same groups of executions are committed to two SQLite files in turn, one of them with a tally in the transaction:
64 callers with one execution each, as under the load of bench/unary.py, and one caller with a batch of 500. CPU time
of the thread (user and system) is counted, so that other work on the machine matters less. A caller is one principal.
"""

from __future__ import annotations

import statistics
import tempfile
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path
from time import thread_time_ns

from sqlalchemy import Connection

from agenthall_server import migrations
from agenthall_server.clock import Clock
from agenthall_server.database import open_database
from agenthall_server.observability import store, wire_executions
from agenthall_server.observability.executions import Execution
from agenthall_server.observability.store_names import CountedNames
from agenthall_server.scope import Scope
from agenthall_server.tallies import Tally
from bench import samples
from bench.figures import compared

SCOPE = Scope(1, "key:bench")
ROUNDS = 200
REPETITIONS = 5
SAMPLES = samples.executions(500)
BOUNDS = store.Bounds(CountedNames(10_000), 0)
CLOCK = Clock()
GROUPS = {"64_callers": [1] * 64, "batch_of_500": [500]}
TALLY: Tally[Execution, bool] = Tally("observability.executions.record", attrgetter("execution_id"), bool)


def run() -> None:
    """Prints a figure for each shape of group: microseconds of CPU a row, in the writer's thread."""
    for name, sizes in GROUPS.items():
        runs = [_measured(sizes) for _ in range(REPETITIONS)]
        plain, tallied = ([run[at] / sum(sizes) for run in runs] for at in (0, 1))
        compared(f"audit_tally_cpu_us_{name}", tallied, plain, rounds=ROUNDS).print()


def _measured(sizes: list[int]) -> tuple[float, float]:
    """Median microseconds of CPU of a transaction, without and with the tally."""
    times: tuple[list[float], list[float]] = ([], [])
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        writers = [_writer(stack, Path(folder) / name) for name in ("plain.db", "tallied.db")]
        for _ in range(ROUNDS):
            for tallied, writer in enumerate(writers):
                parts = [_rows(size) for size in sizes]
                started = thread_time_ns()
                _commit(writer, parts, tallied=bool(tallied))
                times[tallied].append((thread_time_ns() - started) / 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def _writer(stack: ExitStack, path: Path) -> Connection:
    writer = stack.enter_context(open_database(f"sqlite:///{path}").connect_writer())
    with writer.begin():
        migrations.upgrade(writer)
    return writer


def _rows(size: int) -> list[Execution]:
    messages, now = SAMPLES[:size], CLOCK.now_us()
    found = (wire_executions.row_of(one, SCOPE.workspace_key, now, CLOCK.new_id, {}) for one in messages)
    return [row for row in found if row is not None]


def _commit(writer: Connection, parts: list[list[Execution]], *, tallied: bool) -> None:
    """As the writer thread does it."""
    with writer.begin():
        outcomes = store.record_executions(BOUNDS, writer, [row for part in parts for row in part])
        if tallied:
            start, told = 0, []
            for part in parts:
                told.append((SCOPE, part, outcomes[start : start + len(part)]))
                start += len(part)
            TALLY(writer, told)


if __name__ == "__main__":
    run()
