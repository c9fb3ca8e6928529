"""A load generator in Python: `python -m bench.load_client TARGET METHOD BODIES IN_FLIGHT SECONDS [API_KEY]`.

BODIES is a file of gRPC frames. SECONDS 0 sends each of them once, otherwise they are repeated for that long. Prints
{calls, seconds, p50_ms, p99_ms}; a call that fails ends the program.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

import grpc

from bench.load import percentile
from bench.samples import unframed

_CHANNELS = 4
_CALL_SECONDS = 60.0


async def drive(
    target: str, method: str, messages: list[bytes], in_flight: int, seconds: float, key: str
) -> dict[str, float]:
    """Sends them with that many calls in flight over a few connections."""
    metadata = (("authorization", f"Bearer {key}"),) if key else ()
    channels = [
        grpc.aio.insecure_channel(target, options=[("grpc.use_local_subchannel_pool", 1)]) for _ in range(_CHANNELS)
    ]
    calls: list[Any] = [channel.unary_unary(method) for channel in channels]
    milliseconds: list[float] = []
    source: Iterator[bytes] = cycle(messages) if seconds else iter(messages)
    await asyncio.gather(*(channel.channel_ready() for channel in channels))
    started = perf_counter()

    async def worker(call: Any) -> None:
        for message in source:
            before = perf_counter()
            await call(message, metadata=metadata, timeout=_CALL_SECONDS)
            now = perf_counter()
            milliseconds.append((now - before) * 1000)
            if seconds and now - started >= seconds:
                return

    await asyncio.gather(*(worker(calls[index % _CHANNELS]) for index in range(in_flight)))
    elapsed = perf_counter() - started
    await asyncio.gather(*(channel.close() for channel in channels))
    milliseconds.sort()
    return {
        "calls": len(milliseconds),
        "seconds": elapsed,
        "p50_ms": percentile(milliseconds, 50),
        "p99_ms": percentile(milliseconds, 99),
    }


def loop_factory() -> Any:
    """uvloop's, where it is installed."""
    if importlib.util.find_spec("uvloop") is None:
        return None
    import uvloop  # noqa: PLC0415 - optional

    return uvloop.new_event_loop


def main() -> None:
    target, method, bodies, in_flight, seconds, *key = sys.argv[1:]
    messages = list(unframed(Path(bodies).read_bytes()))
    load = drive(target, method, messages, int(in_flight), float(seconds), key[0] if key else "")
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        print(json.dumps(runner.run(load)))


if __name__ == "__main__":
    main()
