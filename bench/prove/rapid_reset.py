"""100,000 rapid resets from one connection while an honest client calls every 50 ms: none of its calls fails.

The honest client has a connection and a process of its own and gives each call 5 seconds. The attacker is
bench/rapid_reset.py; it takes as much CPU as it gets, beside the server.
Control: bench/broken/default_transport.py, where a connection may have any number of streams. What is lost there
depends on how many cores the attacker has; `reference` tells, and the proof does not depend on it: what honest calls
took in both is shown beside.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import grpc

from agenthall.access.v1 import access_service_pb2, access_service_pb2_grpc
from bench.figures import Figure
from bench.load import percentile
from bench.machine import resident_megabytes
from bench.processes import ServerProcess, hall, run_to_end
from bench.prove.options import Options

ROUNDS = 10
_RESETS_A_ROUND = 10_000
_PAUSE_SECONDS = 0.05
_CALL_SECONDS = 5.0
_ATTACK_SECONDS = 300.0


@dataclass(slots=True)
class Seen:
    """What the honest client saw while the attack ran."""

    milliseconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    attack: dict[str, float] = field(default_factory=dict)
    grown_mb: float = 0.0


def prove(options: Options) -> Iterator[Figure]:
    """`ours` and `reference`: honest calls that failed."""
    resets = (options.rounds or ROUNDS) * _RESETS_A_ROUND
    with tempfile.TemporaryDirectory() as name:
        ours = _measured(Path(name), "agenthall_server", resets)
        control = _measured(Path(name), "bench.broken.default_transport", resets)
    yield Figure(
        name="rapid_reset_honest_calls_failed",
        ours=len(ours.failed),
        reference=len(control.failed),
        goal=0,
        ok=not ours.failed and ours.attack["resets"] >= resets and bool(ours.milliseconds),
        detail={"failed": ours.failed[:3], **_told(ours), "control": _told(control)},
    )


def _told(seen: Seen) -> dict[str, float]:
    seen.milliseconds.sort()
    spread = {f"honest_p{one}_ms": percentile(seen.milliseconds, one) for one in (50, 99)} if seen.milliseconds else {}
    return {**seen.attack, "honest_calls": len(seen.milliseconds), **spread, "grown_mb": seen.grown_mb}


def _measured(folder: Path, module: str, resets: int) -> Seen:
    with hall(folder, f"sqlite:///{folder}/{module}.db", module=module) as server:
        before = resident_megabytes(server.pid)
        seen = asyncio.run(_under_attack(server, resets))
        seen.grown_mb = resident_megabytes(server.pid) - before
        return seen


async def _under_attack(server: ServerProcess, resets: int) -> Seen:
    seen = Seen()
    async with grpc.aio.insecure_channel(server.target) as channel:
        stub = access_service_pb2_grpc.AccessServiceStub(channel)
        await _call(stub, Seen())
        attack = asyncio.create_task(
            asyncio.to_thread(run_to_end, "bench.rapid_reset", server.target, str(resets), timeout=_ATTACK_SECONDS)
        )
        while not attack.done():
            await asyncio.gather(_call(stub, seen), asyncio.sleep(_PAUSE_SECONDS))
        for _ in range(10):  # what the server has not worked off yet
            await asyncio.gather(_call(stub, seen), asyncio.sleep(_PAUSE_SECONDS))
    seen.attack = json.loads(await attack)
    return seen


async def _call(stub: access_service_pb2_grpc.AccessServiceStub, seen: Seen) -> None:
    started = perf_counter()
    try:
        await stub.WhoAmI(access_service_pb2.WhoAmIRequest(), timeout=_CALL_SECONDS)
        seen.milliseconds.append((perf_counter() - started) * 1000)
    except grpc.aio.AioRpcError as error:
        seen.failed.append(f"{error.code().name}: {error.details()}")
