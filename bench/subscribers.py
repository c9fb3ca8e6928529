"""500 equal subscribers of WatchMetrics: the server's CPU a message, against 500 that all ask for something else.

20 agents change four times a second and the interval is a quarter of a second, so every subscriber is due four messages
of 20 agents a second. Those that differ each name another agent that does not exist: they are due the same
messages, but nothing can be shared. Goal: at most a quarter of the CPU a message, that of recording included.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import grpc

from agenthall.observability.v1 import execution_pb2, observability_service_pb2_grpc
from agenthall.observability.v1 import observability_service_pb2 as pb
from bench.figures import compared
from bench.machine import cpu_seconds
from bench.processes import ServerProcess, hall

SUBSCRIBERS = 500
CONNECTIONS = 10
SECONDS = 4.0
REPETITIONS = 3
GOAL = 0.25
_AGENTS = [f"agent {number:02d}" for number in range(20)]
_PAUSE_SECONDS = 0.25


def run() -> None:
    """Prints the figure: CPU in us a message."""
    equal, different = [], []
    rates: dict[str, list[float]] = {"messages_per_second": [], "messages_per_second_reference": []}
    for _ in range(REPETITIONS):
        with tempfile.TemporaryDirectory() as folder, hall(Path(folder), f"sqlite:///{folder}/hall.db") as server:
            for found, name, names in (
                (equal, "messages_per_second", [[*_AGENTS, "nobody"]] * SUBSCRIBERS),
                (
                    different,
                    "messages_per_second_reference",
                    [[*_AGENTS, f"nobody {number}"] for number in range(SUBSCRIBERS)],
                ),
            ):
                microseconds, rate = asyncio.run(_measured(server, names))
                found.append(microseconds)
                rates[name].append(rate)
    compared("watch_cpu_us_a_message_equal_vs_different", equal, different, at_most=GOAL, **rates).print()


async def _measured(server: ServerProcess, names: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Microseconds of the server's CPU a message, recording included, and messages a second."""
    received = 0
    channels = [
        grpc.aio.insecure_channel(server.target, options=[("grpc.use_local_subchannel_pool", 1)])
        for _ in range(CONNECTIONS)
    ]
    stubs = [observability_service_pb2_grpc.ObservabilityServiceStub(channel) for channel in channels]
    await _record(stubs[0])

    async def read(stream: Any) -> None:
        nonlocal received
        while await stream.read() is not grpc.aio.EOF:
            received += 1

    path = "/agenthall.observability.v1.ObservabilityService/WatchMetrics"
    streams = []
    for number, one in enumerate(names):
        request = pb.WatchMetricsRequest(agent_names=one, interval={"nanos": round(_PAUSE_SECONDS * 1e9)})
        stream = channels[number % CONNECTIONS].unary_stream(path)(request.SerializeToString())
        await stream.read()
        streams.append(stream)
    readers = [asyncio.create_task(read(stream)) for stream in streams]
    for _ in range(4):
        await _record(stubs[0])
        await asyncio.sleep(_PAUSE_SECONDS)
    before, seen, loop = cpu_seconds(server.pid), received, asyncio.get_running_loop()
    started = loop.time()
    while loop.time() - started < SECONDS:
        await _record(stubs[0])
        await asyncio.sleep(_PAUSE_SECONDS)
    messages, seconds = received - seen, loop.time() - started
    used = cpu_seconds(server.pid) - before
    for stream in streams:
        stream.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    for channel in channels:
        await channel.close()
    return used / messages * 1e6, messages / seconds


async def _record(stub: Any) -> None:
    batch = [execution_pb2.Execution(agent_name=name, success=True, duration_ms=5) for name in _AGENTS]
    await stub.RecordExecutions(pb.RecordExecutionsRequest(executions=batch))


if __name__ == "__main__":
    run()
