"""Durable RecordExecutions of 500, 8 in flight: rows/s against raw `sqlite3` and against the naive server.

Each repetition has a new, empty store: `agenthall serve`, bench/raw_sqlite.py and bench/naive_server.py in turn. With
ids made by the caller the rows scatter over the unique index; that run uses random UUIDv4 ids in bodies made before
the clock starts, sent by a Python process, since h2load has one body only.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import samples
from bench.figures import compared
from bench.load import Load, repeat, send_all, warm_up
from bench.machine import cpu_seconds
from bench.processes import ServerProcess, hall, run_to_end, serving
from bench.stored import execution_count

RECORD = "/agenthall.observability.v1.ObservabilityService/RecordExecutions"
BATCH = 500
IN_FLIGHT = 8
REPETITIONS = 5
SECONDS = 3.0
RANDOM_ID_BATCHES = 300
GOAL = 0.45
NAIVE_GOAL = 10.0


@dataclass(frozen=True, slots=True)
class Run:
    """One repetition against one store. `cpu_us`: of the server, a row."""

    rows_per_second: float
    p50_ms: float = 0.0
    p99_ms: float = 0.0
    cpu_us: float = 0.0
    generator: str = ""


def run() -> None:
    """Prints the figures."""
    variants: dict[str, Callable[[Path], Run]] = {
        "ours": _ours,
        "raw": _raw,
        "random ids": _random_ids,
        "naive": _naive,
    }
    runs: dict[str, list[Run]] = defaultdict(list)
    for _ in range(REPETITIONS):
        for name, measure in variants.items():
            with tempfile.TemporaryDirectory() as folder:
                runs[name].append(measure(Path(folder)))
    _report(runs)


def _ours(folder: Path) -> Run:
    with hall(folder, f"sqlite:///{folder}/hall.db") as server:
        return _repeated(folder, server, folder / "hall.db")


def _naive(folder: Path) -> Run:
    with serving(folder, "bench.naive_server", f"{folder}/naive.db") as server:
        return _repeated(folder, server, folder / "naive.db")


def _raw(folder: Path) -> Run:
    output = run_to_end("bench.raw_sqlite", f"{folder}/raw.db", f"{SECONDS:g}", timeout=120)
    measured = json.loads(output)
    return Run(measured["rows"] / measured["seconds"])


def _random_ids(folder: Path) -> Run:
    bodies = list(_bodies_with_random_ids())
    with hall(folder, f"sqlite:///{folder}/hall.db") as server, _counted(server, folder / "hall.db") as count:
        return count(send_all(folder, server.target, RECORD, bodies, in_flight=IN_FLIGHT))


def _repeated(folder: Path, server: ServerProcess, database: Path) -> Run:
    (message,) = samples.batches(samples.executions(BATCH), BATCH)
    warm_up(folder, server.target, RECORD, message, in_flight=IN_FLIGHT)
    with _counted(server, database) as count:
        return count(repeat(folder, server.target, RECORD, message, in_flight=IN_FLIGHT, seconds=SECONDS))


@contextmanager
def _counted(server: ServerProcess, database: Path) -> Iterator[Callable[[Load], Run]]:
    """Turns a load into a run, once every acknowledged row was found in the database."""
    rows_before, cpu_before = execution_count(database), cpu_seconds(server.pid)

    def count(load: Load) -> Run:
        cpu = cpu_seconds(server.pid) - cpu_before
        stored, acknowledged = execution_count(database) - rows_before, load.calls * BATCH
        assert stored >= acknowledged, f"{acknowledged} rows acknowledged, {stored} stored"
        return Run(acknowledged / load.seconds, load.p50_ms, load.p99_ms, cpu / stored * 1e6, load.generator)

    yield count


def _bodies_with_random_ids() -> Iterator[bytes]:
    executions = samples.executions(BATCH)
    for _ in range(RANDOM_ID_BATCHES):
        for execution in executions:
            execution.execution_id = str(uuid.uuid4())
        yield from samples.batches(executions, BATCH)


def _report(runs: dict[str, list[Run]]) -> None:
    rates = {name: [one.rows_per_second for one in repetitions] for name, repetitions in runs.items()}
    by_variant = {name: _medians(repetitions) for name, repetitions in runs.items() if name != "raw"}
    detail: dict[str, Any] = {"batch": BATCH, "in_flight": IN_FLIGHT, "data": samples.source(), "variants": by_variant}
    compared(
        "batch_rows_per_second_vs_raw_sqlite", rates["ours"], rates["raw"], at_least=GOAL, aim=0.55, **detail
    ).print()
    compared("batch_with_uuid4_ids_vs_raw_sqlite", rates["random ids"], rates["raw"]).print()
    compared("batch_vs_naive_server", rates["ours"], rates["naive"], at_least=NAIVE_GOAL).print()


def _medians(runs: list[Run]) -> dict[str, float | str]:
    return {
        "p50_ms": statistics.median(one.p50_ms for one in runs),
        "p99_ms": statistics.median(one.p99_ms for one in runs),
        "server_cpu_us_a_row": statistics.median(one.cpu_us for one in runs),
        "generator": runs[0].generator,
    }


if __name__ == "__main__":
    run()
