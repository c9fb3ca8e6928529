"""What one SelectVariant costs inside the server: policy in memory, choice by hash, signed token, reply message.

    python bench/select_variant.py

The servicer's own method is called, on a warm policy of 2, 5 and 20 variants of which one leads, each selection
independent; parsing, validation, serialisation and transport are not in it. `ours` is the median in microseconds with 5
variants; `reference`, interleaved in the same run, is the median of signing that selection's token alone, the part that
no stateless selection can do without. Shown, not judged: it has no goal yet.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter_ns

from agenthall.optimizer.v1 import optimizer_service_pb2 as pb
from agenthall_server import migrations
from agenthall_server.auth import Principal
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import open_database
from agenthall_server.interceptors import Call
from agenthall_server.optimizer import claims
from agenthall_server.optimizer.servicer import OptimizerServicer
from agenthall_server.paging import Pager
from agenthall_server.roles import ADMIN
from agenthall_server.scope import Scope
from agenthall_server.tokens import load_or_create_keys

VARIANTS = (2, 5, 20)
REPETITIONS = 7
CALLS = 4000
SCOPE = Scope(1, "bench")


def call_of(method: str) -> Call:
    """A call of an authenticated caller."""
    principal = Principal(SCOPE, "default", "ROLE_ADMIN", ADMIN)
    return Call(principal, f"/agenthall.optimizer.v1.OptimizerService/{method}", asyncio.Event())


def timed(work: Callable[[], object]) -> list[float]:
    """Microseconds of each of many runs."""
    taken = []
    for _ in range(CALLS):
        started = perf_counter_ns()
        work()
        taken.append((perf_counter_ns() - started) / 1000)
    return taken


def p99(taken: list[float]) -> float:
    return quantiles(taken, n=100)[98]


async def experiment(servicer: OptimizerServicer, variants: int) -> str:
    """An agent with this many variants, one of which leads."""
    agent = f"Agent with {variants} variants"
    for at in range(variants):
        new = pb.AddVariantRequest(agent_name=agent, variant_id=f"variant-{at}", prompt=f"You are agent {at}. " * 40)
        await servicer.AddVariant(new, call_of("AddVariant"))
    result = pb.RecordResultRequest(agent_name=agent, variant_id="variant-1", success=True)
    for _ in range(10):
        await servicer.RecordResult(result, call_of("RecordResult"))
    return agent


def selection_of(servicer: OptimizerServicer, agent: str) -> Callable[[], pb.SelectVariantResponse]:
    """One selection on a warm policy; it never waits, so that its coroutine ends at the first step."""
    request, call = pb.SelectVariantRequest(agent_name=agent), call_of("SelectVariant")

    def select() -> pb.SelectVariantResponse:
        try:
            servicer.SelectVariant(request, call).send(None)
        except StopIteration as done:
            return done.value
        raise AssertionError("the policy was not in memory")

    return select


async def measure(folder: Path) -> dict[str, object]:
    database, clock = open_database(f"sqlite:///{folder}/bench.db"), Clock()
    committer = Committer(database)
    committer.start()
    await committer.single(migrations.upgrade, size=0)
    signer = await committer.single(lambda connection: load_or_create_keys(connection, clock), size=0)
    servicer = OptimizerServicer(database, committer, clock, Pager(signer), signer)
    selects = {}
    for variants in VARIANTS:
        agent = await experiment(servicer, variants)
        await servicer.SelectVariant(pb.SelectVariantRequest(agent_name=agent), call_of("SelectVariant"))
        selects[variants] = selection_of(servicer, agent)
    token = selects[5]().selection_id
    claimed = claims.verify(signer, SCOPE, token)
    taken: dict[int, list[list[float]]] = {variants: [] for variants in VARIANTS}
    signing = []
    for _ in range(REPETITIONS):
        for variants in VARIANTS:
            taken[variants].append(timed(selects[variants]))
        signing.append(timed(lambda: claims.sign(signer, claimed)))
    await committer.stop()
    await database.close()
    ours, reference = median(map(median, taken[5])), median(map(median, signing))
    return {
        "name": "select_variant_us",
        "ours": round(ours, 2),
        "reference": round(reference, 2),
        "ratio": round(ours / reference, 2),
        "goal": None,
        "ok": True,
        "p50_by_variants": {variants: round(median(map(median, runs)), 2) for variants, runs in taken.items()},
        "p99_by_variants": {variants: round(median(map(p99, runs)), 2) for variants, runs in taken.items()},
    }


def run() -> None:
    """Measures and prints one line."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measure(Path(folder)))))


if __name__ == "__main__":
    run()
