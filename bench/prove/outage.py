"""A restart or a crash of PostgreSQL under load costs its callers time, and nothing else.

38 callers write and 4 read, with the service config that ships with the stubs, while PostgreSQL is restarted (`fast`,
every other time) or crashes (`immediate`), 40 times in all; agenthall itself goes on. No call may fail. After each
outage every acknowledgement is compared with the store, and aggregates with a recount.
`ours` is what failed, was lost or was miscounted. `reference` is what failed in the control: the same server told not
to wait for the database (AGENTHALL_DATABASE_OUTAGE_SECONDS=0), called without retries.
The second figure is the longest time from PostgreSQL taking connections again to the first acknowledged write.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

import grpc

from bench.figures import Figure
from bench.processes import ServerProcess, hall
from bench.prove.ledger import Verdict, Writer, writers
from bench.prove.options import Options
from bench.prove.stores import Store, empty_store
from bench.prove.traffic import under_load, with_service_config, without_retries

ROUNDS = 40
CONTROL_ROUNDS = 2
MOST_SECONDS = 1.0
_SHORTEST_SECONDS, _LONGEST_SECONDS = 0.3, 1.2
_SHOWN = 5


@dataclass(slots=True)
class Outcome:
    """What some outages came to."""

    failed: list[str] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)
    outage_seconds: list[float] = field(default_factory=list)
    recovery_seconds: list[float] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)

    @property
    def problems(self) -> list[str]:
        return self.failed + self.verdict.lost + self.verdict.miscounted


def prove(options: Options) -> Iterator[Figure]:
    """Two figures, of PostgreSQL."""
    rounds, rng = options.rounds or ROUNDS, random.Random(options.seed)
    with empty_store("postgres") as store, hall(store.folder, store.url) as server:
        ours = asyncio.run(_rounds(server, store, rounds, rng, patient=True))
    with (
        empty_store("postgres") as store,
        hall(store.folder, store.url, AGENTHALL_DATABASE_OUTAGE_SECONDS="0") as server,
    ):
        control = asyncio.run(_rounds(server, store, CONTROL_ROUNDS, rng, patient=False))
    detail = {
        "rounds": rounds,
        "acknowledged": ours.acknowledged,
        "failed": len(ours.failed),
        "lost": len(ours.verdict.lost),
        "miscounted": len(ours.verdict.miscounted),
        "examples": ours.problems[:_SHOWN],
        "control_examples": control.failed[:_SHOWN],
    }
    yield Figure(
        name="outage_postgres_failed_lost_or_miscounted",
        ours=len(ours.problems),
        reference=len(control.failed),
        goal=0,
        ok=not ours.problems and all(ours.acknowledged.values()) and bool(control.failed),
        detail=detail,
    )
    slowest = max(ours.recovery_seconds)
    outages = sorted(ours.outage_seconds)
    yield Figure(
        name="outage_postgres_recovery_seconds",
        ours=slowest,
        goal=MOST_SECONDS,
        ok=slowest <= MOST_SECONDS or not options.judges_times,
        detail={"all": sorted(ours.recovery_seconds), "shortest_outage": outages[0], "longest_outage": outages[-1]},
    )


async def _rounds(server: ServerProcess, store: Store, rounds: int, rng: random.Random, *, patient: bool) -> Outcome:
    outcome, kinds = Outcome(), writers(repeats=patient)
    async with AsyncExitStack() as stack:
        channel = await stack.enter_async_context(_channel(server, patient=patient))
        for writer in kinds:
            await writer.prepare(channel)
        for number in range(rounds):
            await _outage(channel, store, kinds, outcome, rng, "fast" if number % 2 == 0 else "immediate")
            for writer in kinds:
                outcome.verdict += await writer.check(channel, store)
    outcome.acknowledged = {type(writer).__name__.lower(): writer.acknowledged for writer in kinds}
    return outcome


async def _outage(
    channel: grpc.aio.Channel,
    store: Store,
    kinds: Sequence[Writer],
    outcome: Outcome,
    rng: random.Random,
    mode: Literal["fast", "immediate"],
) -> None:
    """Load before, during and after one restart."""
    assert store.postgres is not None
    async with under_load(channel, kinds, outcome.failed) as tasks:
        await asyncio.sleep(rng.uniform(_SHORTEST_SECONDS, _LONGEST_SECONDS))
        began = monotonic()
        await asyncio.to_thread(store.postgres.restart, mode)
        back = monotonic()
        outcome.outage_seconds.append(back - began)
        outcome.recovery_seconds.append(await _next_acknowledgement(kinds, tasks) - back)
        await asyncio.sleep(rng.uniform(_SHORTEST_SECONDS, _LONGEST_SECONDS))


async def _next_acknowledgement(kinds: Sequence[Writer], tasks: Sequence[asyncio.Task[None]]) -> float:
    """When the next write is answered; now where nobody writes any more."""
    before = sum(writer.acknowledged for writer in kinds)
    while sum(writer.acknowledged for writer in kinds) == before and not all(task.done() for task in tasks):  # noqa: ASYNC110 - see below
        await asyncio.sleep(0.002)  # acknowledgements have no event, and need none but here
    return monotonic()


def _channel(server: ServerProcess, *, patient: bool) -> grpc.aio.Channel:
    options = with_service_config() if patient else without_retries()
    return grpc.aio.insecure_channel(server.target, options=[("grpc.use_local_subchannel_pool", 1), *options])
