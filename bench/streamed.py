"""StreamExecutions, 8 streams of messages of 100 and of 1: durable rows/s against RecordExecutions of 500, 8 in flight.

All three are sent by the same Python client, so the ratios say what a caller gains or loses by the way in which it
sends, not what the server could take. Each repetition has a new, empty store. A row counts when it was acknowledged;
each stream keeps to its credits.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Callable, Coroutine
from pathlib import Path
from time import perf_counter
from typing import Any

import grpc

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall.observability.v1 import observability_service_pb2_grpc
from bench import samples
from bench.figures import compared
from bench.machine import cpu_seconds
from bench.processes import hall
from bench.stored import execution_count

BATCH = 500
IN_FLIGHT = 8
REPETITIONS = 3
SECONDS = 3.0
_FIRST_CREDITS = 1000

Sender = Callable[[Any, float], Coroutine[Any, Any, int]]


def run() -> None:
    """Prints the figures."""
    senders: dict[str, Sender] = {
        "batches": _batches,
        "messages of 100": _stream_of(100),
        "messages of 1": _stream_of(1),
    }
    rates: dict[str, list[float]] = defaultdict(list)
    microseconds: dict[str, list[float]] = defaultdict(list)
    for _ in range(REPETITIONS):
        for name, sender in senders.items():
            with tempfile.TemporaryDirectory() as folder, hall(Path(folder), f"sqlite:///{folder}/hall.db") as server:
                rows, seconds = asyncio.run(_measured(server.target, sender))
                stored = execution_count(Path(folder) / "hall.db")
                assert stored >= rows, f"{rows} rows acknowledged, {stored} stored"
                rates[name].append(rows / seconds)
                microseconds[name].append(cpu_seconds(server.pid) / stored * 1e6)
    for name in ("messages of 100", "messages of 1"):
        detail = {"server_cpu_us_a_row": microseconds[name], "server_cpu_us_a_row_of_batches": microseconds["batches"]}
        title = f"stream_in_{name.replace(' ', '_')}_rows_per_second_vs_batches"
        compared(title, rates[name], rates["batches"], **detail).print()


async def _measured(target: str, sender: Sender) -> tuple[int, float]:
    """Acknowledged rows of all eight, and seconds."""
    async with grpc.aio.insecure_channel(target) as channel:
        stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        await channel.channel_ready()
        started = perf_counter()
        rows = await asyncio.gather(*(sender(stub, started + SECONDS) for _ in range(IN_FLIGHT)))
        return sum(rows), perf_counter() - started


async def _batches(stub: Any, until: float) -> int:
    request = pb.RecordExecutionsRequest(executions=samples.executions(BATCH))
    rows = 0
    while perf_counter() < until:
        rows += (await stub.RecordExecutions(request)).accepted_count
    return rows


def _stream_of(size: int) -> Sender:
    async def send(stub: Any, until: float) -> int:
        request = pb.StreamExecutionsRequest(executions=samples.executions(size))
        stream = stub.StreamExecutions()
        sent, acknowledged, granted = 0, 0, _FIRST_CREDITS
        told = asyncio.Event()

        async def read() -> None:
            nonlocal acknowledged, granted
            while (answer := await stream.read()) is not grpc.aio.EOF:
                acknowledged, granted = answer.acknowledged_sequence, answer.credits
                told.set()

        reading = asyncio.create_task(read())
        while perf_counter() < until:
            if sent + size - acknowledged > granted:
                told.clear()
                await told.wait()
            else:
                await stream.write(request)
                sent += size
        await stream.done_writing()
        await reading
        assert acknowledged == sent
        return sent

    return send


if __name__ == "__main__":
    run()
