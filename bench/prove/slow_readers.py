"""Subscribers that never read cost next to nothing, lose their places, and learn why when they read again.

1,000 clients (100 a round), each with a connection of its own, open WatchMetrics and read nothing while the metrics of
100 agents change; they take 4 KiB from the transport, which is less than one message. From the moment when all are open
it may grow by 64 KiB for each; what a connection with its stream costs before that is shown. The places of the server
are all taken, so one more subscriber is refused; once idle ones are let go it is served. Who reads at last finds
SLOW_CONSUMER.
Control: bench/broken/buffering.py, which keeps what is not read, with 50 clients: it must outgrow the limit, and keep
them. The readers' own memory is another process' and does not count.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import Any

import grpc

from bench.figures import Figure
from bench.machine import resident_megabytes
from bench.processes import ServerProcess, hall
from bench.prove.calls import ask, path_of, refusal, request_of
from bench.prove.options import Options
from bench.prove.stores import empty_store

ROUNDS = 10
CLIENTS_A_ROUND = 100
MAX_KIB = 64.0
_CONTROL_CLIENTS = 50
_AGENTS = 100
_LET_GO_SECONDS = 120.0
_CONTROL_SECONDS = 40.0
_MARGIN_SECONDS = 10.0
_WATCH = "ObservabilityService/WatchMetrics"
_RECORD = "ObservabilityService/RecordExecutions"
_OPTIONS = (
    ("grpc.use_local_subchannel_pool", 1),  # a connection for each
    ("grpc.http2.lookahead_bytes", 4096),
    ("grpc.http2.bdp_probe", 0),
)


@dataclass(slots=True)
class Outcome:
    """What became of the subscribers and of the server."""

    kib_a_client: float = 0.0
    kib_to_open: float = 0.0
    opening_seconds: float = 0.0
    refused_meanwhile: str = ""
    freed_seconds: float | None = None
    ends: Counter[str] = field(default_factory=Counter)


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database: `ours` is the server's growth in KiB a client."""
    clients = (options.rounds or ROUNDS) * CLIENTS_A_ROUND
    for kind in options.databases:
        yield _figure(kind, clients, judges_times=options.judges_times)


def _figure(kind: str, clients: int, *, judges_times: bool) -> Figure:
    with ThreadPoolExecutor() as pool:  # at the same time: both wait most of theirs
        running = pool.submit(_served, kind, "bench.broken.buffering", _CONTROL_CLIENTS, _CONTROL_SECONDS)
        ours, control = _served(kind, "agenthall_server", clients, _LET_GO_SECONDS), running.result()
    caught = control.kib_a_client > MAX_KIB and control.freed_seconds is None
    let_go = ours.ends == Counter({"RESOURCE_EXHAUSTED / SLOW_CONSUMER": clients})
    full = (
        not judges_times or ours.refused_meanwhile == "RESOURCE_EXHAUSTED / OVERLOADED"
    )  # slowly opened: some are gone
    return Figure(
        name=f"slow_readers_{kind}_kib_a_client",
        ours=ours.kib_a_client,
        reference=control.kib_a_client,
        goal=MAX_KIB,
        ok=ours.kib_a_client <= MAX_KIB and let_go and full and ours.freed_seconds is not None and caught,
        detail={
            "clients": clients,
            "kib_a_client_to_open": ours.kib_to_open,
            "one_more_meanwhile": ours.refused_meanwhile,
            "served_again_after_seconds": ours.freed_seconds,
            "ends": dict(ours.ends),
            "control_clients": _CONTROL_CLIENTS,
            "control_served_again_after_seconds": control.freed_seconds,
        },
    )


def _served(kind: str, module: str, clients: int, seconds: float) -> Outcome:
    places = {"AGENTHALL_MAX_STREAMS": str(clients)}
    with empty_store(kind) as store, hall(store.folder, store.url, module=module, **places) as server:
        return asyncio.run(_subscribed(server, clients, seconds))


async def _subscribed(server: ServerProcess, clients: int, seconds: float) -> Outcome:
    outcome = Outcome()
    async with grpc.aio.insecure_channel(server.target) as channel:
        await _change(channel, range(1))
        for _ in range(20):
            await ask(channel, _WATCH, request_of(_WATCH, {}))  # what the first streams cost once and for all
        await asyncio.sleep(1.0)
        before, started = resident_megabytes(server.pid), monotonic()
        channels, streams = await _open(server.target, clients)
        outcome.opening_seconds = monotonic() - started
        opened = resident_megabytes(server.pid)
        outcome.kib_to_open = (opened - before) * 1e6 / 1024 / clients
        changing = asyncio.create_task(_change(channel, count(1)))
        try:
            await _until_freed(server, channel, outcome, opened, clients, seconds)
        finally:
            changing.cancel()
            await asyncio.gather(changing, return_exceptions=True)
        if outcome.freed_seconds is not None:
            await asyncio.sleep(outcome.opening_seconds + _MARGIN_SECONDS)  # the last ones were opened so much later
            outcome.ends.update(await asyncio.gather(*(_end(stream) for stream in streams)))
        for one in channels:
            await one.close()
    return outcome


async def _open(target: str, clients: int) -> tuple[list[grpc.aio.Channel], list[Any]]:
    """Streams that are there: their headers have come."""
    channels = [grpc.aio.insecure_channel(target, options=_OPTIONS) for _ in range(clients)]
    request = request_of(_WATCH, {"interval": "1s"})
    streams: list[Any] = []
    for channel in channels:
        streams.append(channel.unary_stream(path_of(_WATCH))(request))
        if len(streams) % 20 == 0:
            await asyncio.gather(*(stream.initial_metadata() for stream in streams[-20:]))
    await asyncio.gather(*(stream.initial_metadata() for stream in streams))
    return channels, streams


async def _until_freed(
    server: ServerProcess, channel: grpc.aio.Channel, outcome: Outcome, before: float, clients: int, seconds: float
) -> None:
    """Watches the memory, and asks for one more place every second until there is one."""
    started = monotonic()
    while monotonic() - started < seconds:
        answer = await ask(channel, _WATCH, request_of(_WATCH, {}))
        outcome.kib_a_client = max(outcome.kib_a_client, _kib(server, before, clients))
        if answer.code == "OK":
            outcome.freed_seconds = monotonic() - started
            return
        outcome.refused_meanwhile = str(answer)
        await asyncio.sleep(1.0)


def _kib(server: ServerProcess, before: float, clients: int) -> float:
    return max(0.0, resident_megabytes(server.pid) - before) * 1e6 / 1024 / clients


async def _change(channel: grpc.aio.Channel, rounds: Iterator[int] | Sequence[int]) -> None:
    """An execution of every agent, twice a second."""
    for _ in rounds:
        executions = [
            {"agent_name": f"agent {number:03d}", "success": True, "duration_ms": 5} for number in range(_AGENTS)
        ]
        await ask(channel, _RECORD, request_of(_RECORD, {"executions": executions}))
        await asyncio.sleep(0.5)


async def _end(stream: Any) -> str:
    """What is found by who reads at last."""
    try:
        async with asyncio.timeout(60):
            while await stream.read() is not grpc.aio.EOF:
                pass
    except grpc.aio.AioRpcError as error:
        return str(refusal(error))
    except TimeoutError:
        with suppress(asyncio.CancelledError):
            stream.cancel()
        return "still open"
    return "ended"
