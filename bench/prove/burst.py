"""5,000 WatchMetrics streams opened in one burst over a few connections: none is killed, and each gets its snapshot.

Control: bench/broken/default_transport.py. gRPC core drops calls that wait to be accepted beyond some 1,000
(`grpc.server.max_pending_requests`), so some of its streams are killed.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

from bench.figures import Figure
from bench.machine import ForeignCpu, cpu_seconds, resident_megabytes
from bench.processes import ServerProcess, hall
from bench.prove.options import Options
from bench.raw_http2 import connect, header_block

WATCH = "/agenthall.observability.v1.ObservabilityService/WatchMetrics"
ROUNDS = 5
_STREAMS_A_ROUND = 1000
_WAIT_SECONDS = 300.0


@dataclass(slots=True)
class Burst:
    """What became of the streams; `killed` by status code."""

    killed: dict[int, int]
    snapshots: int
    seconds: float
    cpu_ms_a_stream: float = 0.0
    resident_mb: float = 0.0
    others_cores: float = 0.0


def prove(options: Options) -> Iterator[Figure]:
    """`ours` and `reference`: streams killed."""
    streams = (options.rounds or ROUNDS) * _STREAMS_A_ROUND
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = _measured(folder, "agenthall_server", streams)
        control = _measured(folder, "bench.broken.default_transport", streams)
    yield Figure(
        name="burst_streams_killed",
        ours=sum(ours.killed.values()),
        reference=sum(control.killed.values()),
        goal=0,
        ok=not ours.killed and ours.snapshots == streams and bool(control.killed),
        detail={"streams": streams, **asdict(ours), "control": asdict(control)},
    )


def _measured(folder: Path, module: str, streams: int) -> Burst:
    with hall(folder, f"sqlite:///{folder}/{module}.db", module=module) as server:
        foreign, before = ForeignCpu(), cpu_seconds(server.pid)
        burst = asyncio.run(_burst(server, streams))
        burst.cpu_ms_a_stream = (cpu_seconds(server.pid) - before) / streams * 1000
        burst.resident_mb, burst.others_cores = resident_megabytes(server.pid), foreign.cores()
        return burst


async def _burst(server: ServerProcess, streams: int) -> Burst:
    """Opens them all at once, and waits until each has a snapshot or was killed."""
    killed: Counter[int] = Counter()
    connections = [await connect(server.target) for _ in range(-(-streams // _STREAMS_A_ROUND))]
    headers, started = header_block(WATCH), perf_counter()
    for number in range(streams):
        connections[number % len(connections)].call(headers, b"", lambda status, _: killed.update((status,)))
    while True:
        snapshots, elapsed = sum(len(one.heard) for one in connections), perf_counter() - started
        if snapshots + killed.total() >= streams or elapsed > _WAIT_SECONDS:
            break
        await asyncio.sleep(0.01)
    found = Burst(dict(killed), snapshots, elapsed)
    for connection in connections:
        connection.close()
    return found
