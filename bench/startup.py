"""From process start to health SERVING on an empty store, and memory after 5 idle seconds.

The server starts as a person starts it: new store, migrations, shipped agents. Health is asked over gRPC.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from bench.figures import limited
from bench.machine import resident_megabytes
from bench.processes import hall

REPETITIONS = 5
IDLE_SECONDS = 5.0
MAX_START_SECONDS = 2.0
MAX_MEGABYTES = 150.0


def run() -> None:
    """Prints the figures."""
    measured = [_once() for _ in range(REPETITIONS)]
    limited("start_seconds_to_serving", [seconds for seconds, _ in measured], at_most=MAX_START_SECONDS).print()
    limited("idle_resident_megabytes", [megabytes for _, megabytes in measured], at_most=MAX_MEGABYTES).print()


def _once() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as name:
        started = perf_counter()
        with hall(Path(name), f"sqlite:///{name}/hall.db", catalog=True) as server:
            with grpc.insecure_channel(server.target) as channel:
                stub: Any = health_pb2_grpc.HealthStub(channel)
                answer = stub.Check(health_pb2.HealthCheckRequest(), timeout=10)
            seconds = perf_counter() - started
            assert answer.status == health_pb2.HealthCheckResponse.SERVING, answer
            sleep(IDLE_SECONDS)
            return seconds, resident_megabytes(server.pid)


if __name__ == "__main__":
    run()
