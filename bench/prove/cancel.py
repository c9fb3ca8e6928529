"""1,000 cancelled calls leave no lock and no half-written record.

64 callers cancel RecordExecution, RecordExecutions and RecordResult calls at random instants, until 100 calls a round
were cancelled, in 10 rounds. After each round one more write from the same client must succeed within a second; a
transaction of another connection must be able to begin at once, while the server runs and after it stopped; and the
dashboard must equal a recount of the rows, and batches must be there wholly or not at all.
Control, on SQLite: bench/naive_server.py without `asyncio.shield`, with the same cancellations, for about 60 seconds; a
write that finds no way in for 10 seconds, while nothing else writes, is a lock left behind.
`reference` is the number of problems that it showed; 0 means that it could not be made to fail here in that time, and
then this proof rests on its own checks only.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic, perf_counter
from typing import Any

import grpc

from agenthall.observability.v1 import observability_service_pb2, observability_service_pb2_grpc
from agenthall.optimizer.v1 import optimizer_service_pb2, optimizer_service_pb2_grpc
from bench import samples
from bench.figures import Figure
from bench.processes import ServerProcess, hall, serving
from bench.prove.options import Options
from bench.prove.stores import Store, empty_store

ROUNDS = 10
CANCELLED_A_ROUND = 100
CONTROL_SECONDS = 60.0
MAX_WRITE_SECONDS = 1.0
CONTROL_WRITE_SECONDS = 10.0
_IN_FLIGHT = 64
_BATCH = 200
_AGENT = "cancel proof"

Send = Callable[[int], Any]
"""Starts a call; the number tells calls apart."""


@dataclass(slots=True)
class Tally:
    """What became of the calls."""

    cancelled: int = 0
    answered: int = 0
    failed: list[str] = field(default_factory=list)
    write_seconds: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database: `ours` is the number of problems after the cancellations."""
    control = asyncio.run(_control(random.Random(options.seed)))
    for kind in options.databases:
        yield _figure(kind, options.rounds or ROUNDS, random.Random(options.seed), control)


def _figure(kind: str, rounds: int, rng: random.Random, control: tuple[list[str], int]) -> Figure:
    with empty_store(kind) as store:
        with hall(store.folder, store.url) as server:
            tally = asyncio.run(_rounds(server, store, rounds, rng))
            exit_code = server.stop()
        after = store.lock_held()
    problems = [*tally.problems, *([f"after the server stopped: {after}"] if after else [])]
    problems += [f"the server ended with {exit_code}"] if exit_code else []
    return Figure(
        name=f"cancel_{kind}_problems",
        ours=len(problems),
        reference=len(control[0]),
        goal=0,
        ok=not problems,
        detail={
            "cancelled": tally.cancelled,
            "answered": tally.answered,
            "slowest_write_after_seconds": max(tally.write_seconds),
            "median_write_after_seconds": statistics.median(tally.write_seconds),
            "problems": problems[:5],
            "control_problems": control[0][:3],
            "control_cancelled": control[1],
        },
    )


async def _rounds(server: ServerProcess, store: Store, rounds: int, rng: random.Random) -> Tally:
    tally, numbers = Tally(), count()
    async with grpc.aio.insecure_channel(server.target) as channel:
        sends = await _prepared(channel)
        for number in range(1, rounds + 1):
            await _cancel_many(sends, number * CANCELLED_A_ROUND, rng, numbers, tally)
            tally.problems += tally.failed
            tally.failed.clear()
            await _write_once_more(sends[0], next(numbers), tally)
            if held := await asyncio.to_thread(store.lock_held):
                tally.problems.append(f"round {number}: {held}")
            tally.problems += await _miscounted(channel, store)
    return tally


async def _prepared(channel: grpc.aio.Channel) -> Sequence[Send]:
    optimizer = optimizer_service_pb2_grpc.OptimizerServiceStub(channel)
    variant = optimizer_service_pb2.AddVariantRequest(agent_name=_AGENT, variant_id="a", prompt="a")
    await optimizer.AddVariant(variant, timeout=10)

    def result(number: int) -> Any:
        request = optimizer_service_pb2.RecordResultRequest(
            agent_name=_AGENT, variant_id="a", result_id=f"result-{number}", success=True
        )
        return optimizer.RecordResult(request, timeout=10)

    return [*_recording(channel), result]


def _recording(channel: grpc.aio.Channel, timeout: float = 10.0) -> list[Send]:
    stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
    shapes = samples.executions(_BATCH)

    def one(number: int) -> Any:
        execution = samples.Execution()
        execution.CopyFrom(shapes[number % _BATCH])
        execution.execution_id = f"one-{number}"
        request = observability_service_pb2.RecordExecutionRequest(execution=execution)
        return stub.RecordExecution(request, timeout=timeout)

    def many(number: int) -> Any:
        request = observability_service_pb2.RecordExecutionsRequest(executions=shapes)
        for index, execution in enumerate(request.executions):
            execution.execution_id = f"many-{number}-{index}"
        return stub.RecordExecutions(request, timeout=timeout)

    return [one, many]


async def _cancel_many(
    sends: Sequence[Send], wanted: int, rng: random.Random, numbers: count[int], tally: Tally
) -> None:
    """Until that many calls were cancelled in all. Half of the delays are shorter than a call usually takes."""
    usual = await _usual_seconds(sends, numbers)

    async def caller(send: Send) -> None:
        while tally.cancelled < wanted and len(tally.failed) < _IN_FLIGHT:
            await _cancelled(send(next(numbers)), rng.uniform(0, 2 * usual), tally)

    await asyncio.gather(*(caller(sends[index % len(sends)]) for index in range(_IN_FLIGHT)))


async def _usual_seconds(sends: Sequence[Send], numbers: count[int]) -> float:
    """How long calls take with that many in flight."""
    started = perf_counter()
    calls = [sends[index % len(sends)](next(numbers)) for index in range(_IN_FLIGHT)]
    await asyncio.gather(*calls, return_exceptions=True)
    return perf_counter() - started


async def _cancelled(call: Any, seconds: float, tally: Tally) -> None:
    asyncio.get_running_loop().call_later(seconds, call.cancel)
    try:
        await call
        tally.answered += 1
    except asyncio.CancelledError:
        tally.cancelled += 1
    except grpc.aio.AioRpcError as error:
        tally.failed.append(_said(error))


async def _write_once_more(send: Send, number: int, tally: Tally, seconds: float = MAX_WRITE_SECONDS) -> None:
    started = perf_counter()
    try:
        await asyncio.wait_for(send(number), seconds)
    except (TimeoutError, grpc.aio.AioRpcError) as error:
        tally.problems.append(f"no write within {seconds:g} seconds afterwards: {_said(error)}")
    tally.write_seconds.append(perf_counter() - started)


def _said(error: Exception) -> str:
    if isinstance(error, grpc.aio.AioRpcError):
        return f"{error.code().name}: {error.details()}"
    return type(error).__name__


async def _miscounted(channel: grpc.aio.Channel, store: Store) -> list[str]:
    stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
    answer = await stub.GetDashboard(observability_service_pb2.GetDashboardRequest(), timeout=10)
    stored = [row[0] for row in await asyncio.to_thread(store.query, "SELECT execution_id FROM executions")]
    shown = answer.summary.total_executions
    problems = [] if len(stored) == shown else [f"{shown} executions counted, {len(stored)} stored"]
    batches = Counter(name.rpartition("-")[0] for name in stored if name.startswith("many-"))
    return problems + [
        f"{size} of {_BATCH} rows of {batch} stored" for batch, size in batches.items() if size != _BATCH
    ]


async def _control(rng: random.Random) -> tuple[list[str], int]:
    """What cancellations do to the naive server: the first things that go wrong, and after how many."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder, "bench.naive_server", f"{folder}/naive.db", "--no-shield") as server:
            return await _break(server, Store("sqlite", f"sqlite:///{folder}/naive.db", folder), rng)


async def _break(server: ServerProcess, store: Store, rng: random.Random) -> tuple[list[str], int]:
    started, tally, numbers = monotonic(), Tally(), count()
    async with grpc.aio.insecure_channel(server.target) as channel:
        sends = _recording(channel, timeout=CONTROL_SECONDS / 4)
        while monotonic() - started < CONTROL_SECONDS:
            await _cancel_many(sends, tally.cancelled + CANCELLED_A_ROUND // 2, rng, numbers, tally)
            await _write_once_more(sends[0], next(numbers), tally, CONTROL_WRITE_SECONDS)
            held = await asyncio.to_thread(store.lock_held)
            seen = [*tally.problems, *tally.failed, *([f"outside connection: {held}"] if held else [])]
            if seen:
                return seen, tally.cancelled
    return [], tally.cancelled
