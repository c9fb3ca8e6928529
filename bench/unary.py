"""Durable RecordExecution, one a call, 64 in flight: the whole pipeline against a bare echo.

`agenthall serve` on SQLite against bench/echo_server.py, both on uvloop where it is installed, with the same request.
Shown besides: the same with an API key, and the naive server. The request has no execution_id and no times, so that
each call is a new execution (see samples.py); acknowledged calls are compared with the rows in the database.
"""

from __future__ import annotations

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc

from agenthall.access.v1 import access_service_pb2, access_service_pb2_grpc, api_key_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from bench import echo_server, samples
from bench.figures import Figure, compared
from bench.load import Load, repeat
from bench.machine import cpu_seconds
from bench.processes import ServerProcess, hall, serving
from bench.stored import execution_count

RECORD = "/agenthall.observability.v1.ObservabilityService/RecordExecution"
IN_FLIGHT = 64
REPETITIONS = 5
SECONDS = 3.0
GOAL = 0.60


@dataclass(frozen=True, slots=True)
class Run:
    """One repetition against one server."""

    load: Load
    cpu_us: float


def run() -> None:
    """Prints the figures."""
    message = pb.RecordExecutionRequest(execution=samples.complete()).SerializeToString()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        ours = stack.enter_context(hall(folder, f"sqlite:///{folder}/hall.db"))
        echo = stack.enter_context(serving(folder, "bench.echo_server"))
        naive = stack.enter_context(serving(folder, "bench.naive_server", f"{folder}/naive.db"))
        key = api_key(ours)

        def durable(server: ServerProcess, database: str, key: str = "") -> Callable[[float], Run]:
            return lambda seconds: _stored(folder, server, folder / database, message, seconds, key)

        variants: dict[str, Callable[[float], Run]] = {
            "ours": durable(ours, "hall.db"),
            "echo": lambda seconds: _measured(folder, echo, echo_server.METHOD, message, seconds),
            "ours with an API key": durable(ours, "hall.db", key),
            "naive": durable(naive, "naive.db"),
        }
        runs = interleaved(variants)
    _report(runs, len(message))


def interleaved(variants: dict[str, Callable[[float], Run]]) -> dict[str, list[Run]]:
    """Each variant in turn, several times, after a short warm-up of each."""
    runs: dict[str, list[Run]] = defaultdict(list)
    for measure in variants.values():
        measure(1.0)
    for _ in range(REPETITIONS):
        for name, measure in variants.items():
            runs[name].append(measure(SECONDS))
    return runs


def api_key(server: ServerProcess) -> str:
    """A new recorder's key."""
    with grpc.insecure_channel(server.target) as channel:
        request = access_service_pb2.CreateApiKeyRequest(display_name="bench", role=api_key_pb2.ROLE_RECORDER)
        return access_service_pb2_grpc.AccessServiceStub(channel).CreateApiKey(request, timeout=10).secret


def _stored(folder: Path, server: ServerProcess, database: Path, message: bytes, seconds: float, key: str) -> Run:
    before = execution_count(database)
    run = _measured(folder, server, RECORD, message, seconds, key)
    stored = execution_count(database) - before
    assert stored >= run.load.calls, f"{run.load.calls} calls acknowledged, {stored} rows stored"
    return run


def _measured(folder: Path, server: ServerProcess, method: str, message: bytes, seconds: float, key: str = "") -> Run:
    before = cpu_seconds(server.pid)
    load = repeat(folder, server.target, method, message, in_flight=IN_FLIGHT, seconds=seconds, key=key)
    return Run(load, (cpu_seconds(server.pid) - before) / load.calls * 1e6)


def _report(runs: dict[str, list[Run]], message_bytes: int) -> None:
    rates = {name: [one.load.calls_per_second for one in repetitions] for name, repetitions in runs.items()}
    detail: dict[str, Any] = {
        "in_flight": IN_FLIGHT,
        "message_bytes": message_bytes,
        "generator": runs["ours"][0].load.generator,
    }
    by_variant = {name: _medians(repetitions) for name, repetitions in runs.items()}
    compared(
        "unary_durable_calls_per_second_vs_echo",
        rates["ours"],
        rates["echo"],
        at_least=GOAL,
        **detail,
        variants=by_variant,
    ).print()
    _shown("unary_with_api_key_vs_echo", rates["ours with an API key"], rates["echo"]).print()
    _shown("unary_vs_naive_server", rates["ours"], rates["naive"]).print()


def _shown(name: str, ours: list[float], reference: list[float]) -> Figure:
    return compared(name, ours, reference)


def _medians(runs: list[Run]) -> dict[str, float]:
    return {
        "p50_ms": statistics.median(one.load.p50_ms for one in runs),
        "p99_ms": statistics.median(one.load.p99_ms for one in runs),
        "server_cpu_us_a_call": statistics.median(one.cpu_us for one in runs),
    }


if __name__ == "__main__":
    run()
