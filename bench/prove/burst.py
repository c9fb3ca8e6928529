"""5,000 WatchMetrics streams opened in one burst over a few connections: none is killed, and each gets its snapshot.

Control: bench/broken/default_transport.py. gRPC core drops calls that wait to be accepted beyond some 1,000
(`grpc.server.max_pending_requests`), so some of its streams are killed.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from bench.figures import Figure
from bench.machine import resident_megabytes
from bench.processes import ServerProcess, hall
from bench.prove.options import Options
from bench.raw_http2 import connect, header_block

WATCH = "/agenthall.observability.v1.ObservabilityService/WatchMetrics"
ROUNDS = 5
_STREAMS_A_ROUND = 1000
_WAIT_SECONDS = 300.0


def prove(options: Options) -> Iterator[Figure]:
    """`ours` and `reference`: streams killed."""
    streams = (options.rounds or ROUNDS) * _STREAMS_A_ROUND
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        killed, snapshots, seconds, megabytes = _measured(folder, "agenthall_server", streams)
        control_killed = _measured(folder, "bench.broken.default_transport", streams)[0]
    yield Figure(
        name="burst_streams_killed",
        ours=killed,
        reference=control_killed,
        goal=0,
        ok=killed == 0 and snapshots == streams and control_killed > 0,
        detail={
            "streams": streams,
            "snapshots": snapshots,
            "seconds_to_the_last_snapshot": seconds,
            "resident_mb_after": megabytes,
        },
    )


def _measured(folder: Path, module: str, streams: int) -> tuple[int, int, float, float]:
    with hall(folder, f"sqlite:///{folder}/{module}.db", module=module) as server:
        return *asyncio.run(_burst(server, streams)), resident_megabytes(server.pid)


async def _burst(server: ServerProcess, streams: int) -> tuple[int, int, float]:
    """Streams killed, streams with a snapshot, and seconds until every stream was one or the other."""
    killed: list[int] = []
    connections = [await connect(server.target) for _ in range(-(-streams // _STREAMS_A_ROUND))]
    headers, started = header_block(WATCH), perf_counter()
    for number in range(streams):
        connections[number % len(connections)].call(headers, b"", lambda status, _: killed.append(status))
    while True:
        snapshots, elapsed = sum(len(one.heard) for one in connections), perf_counter() - started
        if snapshots + len(killed) >= streams or elapsed > _WAIT_SECONDS:
            break
        await asyncio.sleep(0.01)
    found = len(killed), snapshots, elapsed
    for connection in connections:
        connection.close()
    return found
