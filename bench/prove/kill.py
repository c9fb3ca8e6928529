"""kill -9 under load loses no acknowledged write and counts none twice.

38 callers record executions, rate agents and record results until the server dies at a random instant; it is started
again on the same store, and every acknowledgement of every round so far is compared with the store. 200 rounds on
SQLite, 100 on PostgreSQL (whose own process goes on: see the outage proof). SQLite's integrity_check must be clean
each time.
Control: bench/early_ack.py, which answers before it commits, must be caught within 10 rounds on each database.

Not proved here: what survives a power cut; that is the word of `synchronous=FULL` and `synchronous_commit=on`.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep

import grpc

from bench.figures import Figure
from bench.processes import ServerFailed, ServerProcess, hall
from bench.prove.ledger import Caller, Verdict, Writer, writers
from bench.prove.options import Options
from bench.prove.stores import Store, empty_store

ROUNDS = {"sqlite": 200, "postgres": 100}
CONTROL_ROUNDS = 10
_SHORTEST_SECONDS, _LONGEST_SECONDS = 0.3, 2.0
_RESTART_SECONDS = 15.0
_SHOWN = 5


@dataclass(slots=True)
class Outcome:
    """What some rounds came to."""

    rounds: int = 0
    verdict: Verdict = field(default_factory=Verdict)
    damage: str = ""
    acknowledged: dict[str, int] = field(default_factory=dict)


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database: `ours` is what was lost or miscounted, `reference` what the control lost."""
    for kind in options.databases:
        yield _figure(kind, options.rounds or ROUNDS[kind], options.seed)


def _figure(kind: str, rounds: int, seed: int) -> Figure:
    with empty_store(kind) as store:
        ours = asyncio.run(_rounds(store, "agenthall_server", rounds, random.Random(seed)))
    with empty_store(kind) as store:
        control = asyncio.run(_rounds(store, "bench.early_ack", CONTROL_ROUNDS, random.Random(seed), until_caught=True))
    lost, miscounted = ours.verdict.lost, ours.verdict.miscounted
    right = not (lost or miscounted or ours.damage) and all(ours.acknowledged.values())
    return Figure(
        name=f"kill_{kind}_lost_or_miscounted",
        ours=len(lost) + len(miscounted),
        reference=len(control.verdict.lost),
        goal=0,
        ok=right and bool(control.verdict.lost),
        detail={
            "rounds": ours.rounds,
            "acknowledged": ours.acknowledged,
            "lost": len(lost),
            "miscounted": len(miscounted),
            "damage": ours.damage,
            "examples": (lost + miscounted)[:_SHOWN],
            "control_caught": bool(control.verdict.lost),
            "control_rounds": control.rounds,
            "control_acknowledged": control.acknowledged,
        },
    )


async def _rounds(store: Store, module: str, rounds: int, rng: random.Random, *, until_caught: bool = False) -> Outcome:
    """Serve, write, kill, serve again, check; each server but the last is killed."""
    outcome, kinds = Outcome(), writers()
    with restarting(store, module) as restart:
        server = restart()
        async with channel_to(server) as channel:
            for writer in kinds:
                await writer.prepare(channel)
        while outcome.rounds < rounds and not (until_caught and outcome.verdict.lost):
            await _write_until_killed(server, kinds, rng.uniform(_SHORTEST_SECONDS, _LONGEST_SECONDS))
            server = restart()
            outcome.rounds += 1
            await _check(server, store, kinds, outcome)
    outcome.acknowledged = {type(writer).__name__.lower(): writer.acknowledged for writer in kinds}
    return outcome


async def _write_until_killed(server: ServerProcess, kinds: Sequence[Writer], seconds: float) -> None:
    """The killer is a thread, so that the instant does not depend on what the callers do."""
    killed = threading.Event()

    def kill() -> None:
        killed.set()
        server.kill()

    async with channel_to(server) as channel:
        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            async with asyncio.TaskGroup() as callers:
                for writer in kinds:
                    for caller in writer.callers(channel):
                        callers.create_task(_until(killed, caller))
        finally:
            timer.cancel()
    server.kill()
    server.wait()


async def _until(killed: threading.Event, caller: Caller) -> None:
    """A call may fail because the server died, and for no other reason."""
    try:
        await caller
    except grpc.aio.AioRpcError:
        if not killed.is_set():
            raise


async def _check(server: ServerProcess, store: Store, kinds: Sequence[Writer], outcome: Outcome) -> None:
    async with channel_to(server) as channel:
        for writer in kinds:
            outcome.verdict += await writer.check(channel, store)
    outcome.damage = outcome.damage or store.damage()


@contextmanager
def restarting(store: Store, module: str) -> Iterator[Callable[[], ServerProcess]]:
    """Starts a server on the store each time that it is called; none of them outlives the block."""
    with ExitStack() as stack:

        def restart() -> ServerProcess:
            deadline = monotonic() + _RESTART_SECONDS
            while True:
                try:
                    return stack.enter_context(hall(store.folder, store.url, module=module))
                except ServerFailed:  # PostgreSQL may not have noticed yet that the killed server is gone
                    if monotonic() > deadline or store.kind == "sqlite":
                        raise
                    sleep(0.2)

        yield restart


def channel_to(server: ServerProcess) -> grpc.aio.Channel:
    """A connection of its own."""
    return grpc.aio.insecure_channel(server.target, options=[("grpc.use_local_subchannel_pool", 1)])
