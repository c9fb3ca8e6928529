"""A mixed load with a fifth of its calls cancelled leaves the server as large as it was.

First the store is filled with up to 200,000 executions (20,000 a minute of the proof) and read page by page, so that
SQLite's page caches, which have a size of their own, are full before anything is measured. Then 16 callers record,
read, select, report and watch; a fifth of the calls are cancelled at a random instant, and every stream is. Every
second the server's resident memory, open files, threads and asyncio tasks are taken down. After the warm-up (a third of
the time, five minutes at most) memory may grow by 1 MB an hour, by Theil and Sen's slope. At rest there may be one more
file, thread or task for 200 calls at most: pools open and close, and SQLite keeps descriptors of closed connections for
the next ones. What the store takes on disk and how the heap in use grew are shown.
A round is a minute: 10 of them, or 60 in the long form (`make prove ARGS='soak --rounds 60'`). A slope of minutes times
60 is an extrapolation: a cache that fills late shows as growth. Below 5 minutes it is printed and not judged.
Control: bench/broken/leaking.py for a minute beside it, which must be caught by memory, files and tasks, in a shorter
form by the latter two.
"""

from __future__ import annotations

import asyncio
import random
import socket
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import grpc
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from agenthall.observability.v1 import observability_service_pb2 as pb
from bench.figures import Figure
from bench.machine import resident_megabytes
from bench.processes import ServerProcess, hall
from bench.prove.calls import ask, methods, path_of, request_of
from bench.prove.options import Options
from bench.prove.sample_calls import prepare
from bench.prove.slopes import theil_sen
from bench.prove.stores import Store, empty_store
from bench.samples import executions

MINUTES = 10
MAX_MB_AN_HOUR = 1.0
_JUDGED_FROM_MINUTES = 5
_CALLS_FOR_ONE_MORE = 200
_CAUGHT_FROM, _CAUGHT_FROM_SHORT = 100, 20
_CALLERS = 16
_CANCELLED = 0.2
_CALLS_A_SECOND = 150
_WATCH = "ObservabilityService/WatchMetrics"
_COMMON = (
    "ObservabilityService/RecordExecution",
    "OptimizerService/SelectVariant",
    "TeamMemoryService/RecordBuild",
    _WATCH,
)
_RECORD, _LIST = "ObservabilityService/RecordExecutions", "ObservabilityService/ListExecutions"
_BATCH, _MOST_BATCHES, _BATCHES_A_MINUTE = 500, 400, 40
_READERS = 16
_NOT_REPEATED = frozenset({"AccessService/CreateApiKey", "AccessService/RotateApiKey"})
"""Each call leaves a key for good: the store's growth, which lists would then show."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The server at one moment."""

    seconds: float
    megabytes: float
    files: int
    threads: int
    tasks: int
    heap_megabytes: float


@dataclass(slots=True)
class Outcome:
    """What was sent, and how the server was meanwhile and at rest before and after."""

    samples: list[Sample] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)
    rest: list[Sample] = field(default_factory=list)
    stored_mb: float = 0.0

    def megabytes_an_hour(self) -> float:
        return theil_sen([(sample.seconds, sample.megabytes) for sample in self.samples]) * 3600

    def heap_megabytes_an_hour(self) -> float:
        """Of what is in use, which tells a leak from an allocator that keeps its peaks."""
        return theil_sen([(sample.seconds, sample.heap_megabytes) for sample in self.samples]) * 3600

    def grown(self) -> dict[str, int]:
        """What there is more of at rest than there was after the warm-up."""
        before, after = self.rest
        return {name: getattr(after, name) - getattr(before, name) for name in ("files", "threads", "tasks")}


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database: `ours` is the growth in MB an hour."""
    for kind in options.databases:
        yield _figure(kind, options.rounds or MINUTES, options.seed)


def _figure(kind: str, minutes: int, seed: int) -> Figure:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(_soaked, kind, "bench.broken.leaking", 60, seed)
        ours, control = _soaked(kind, "agenthall_server", minutes * 60, seed), running.result()
    grown, control_grown = ours.grown(), control.grown()
    slope, control_slope = ours.megabytes_an_hour(), control.megabytes_an_hour()
    judged = minutes >= _JUDGED_FROM_MINUTES
    kept = min(control_grown["files"], control_grown["tasks"])
    caught = control_slope > MAX_MB_AN_HOUR and kept > _CAUGHT_FROM if judged else kept > _CAUGHT_FROM_SHORT
    steady = all(more <= ours.ends.total() / _CALLS_FOR_ONE_MORE for more in grown.values())
    return Figure(
        name=f"soak_{kind}_mb_an_hour",
        ours=slope,
        reference=control_slope,
        goal=MAX_MB_AN_HOUR,
        ok=steady and caught and (not judged or slope <= MAX_MB_AN_HOUR),
        detail={
            "minutes": minutes,
            "judged": judged,
            "ends": dict(ours.ends),
            "more_at_rest": grown,
            "mb_an_hour_by_quarter": [
                theil_sen([(one.seconds, one.megabytes) for one in part]) * 3600 for part in _quarters(ours.samples)
            ],
            "heap_mb_an_hour": ours.heap_megabytes_an_hour(),
            "megabytes": [sample.megabytes for sample in ours.samples[:: max(1, len(ours.samples) // 10)]],
            "stored_mb": ours.stored_mb,
            "control_more_at_rest": control_grown,
        },
    )


def _quarters(samples: Sequence[Sample]) -> list[Sequence[Sample]]:
    """Four parts of the time: a cache that fills shows as a slope that falls."""
    size = max(2, len(samples) // 4)
    return [part for start in range(0, len(samples), size) if len(part := samples[start : start + size]) > 1][:4]


def _soaked(kind: str, module: str, seconds: float, seed: int) -> Outcome:
    with socket.create_server(("127.0.0.1", 0)) as free:
        admin = f"127.0.0.1:{free.getsockname()[1]}"
    with empty_store(kind) as store, hall(store.folder, store.url, module=module, catalog=True, admin=admin) as server:
        return asyncio.run(_load(server, store, admin, seconds, random.Random(seed)))


async def _load(server: ServerProcess, store: Store, admin: str, seconds: float, rng: random.Random) -> Outcome:
    outcome = Outcome()
    warm = min(seconds / 3, 300.0)
    async with grpc.aio.insecure_channel(server.target) as channel:
        samples = await prepare(channel, ())
        numbers = count()
        await _fill(channel, min(_MOST_BATCHES, round(seconds / 60 * _BATCHES_A_MINUTE)))
        started = monotonic()
        for stage, until in (("warming up", warm), ("soaking", seconds)):
            calling = [asyncio.create_task(_call(channel, samples, numbers, rng, outcome)) for _ in range(_CALLERS)]
            await _sample(server, admin, started, until, stage, outcome)
            for task in calling:
                task.cancel()
            await asyncio.gather(*calling, return_exceptions=True)
            if stage == "warming up":
                outcome.samples.clear()
                outcome.ends.clear()
            await _burst(channel, samples)
            outcome.rest.append(await _at_rest(server, admin, started))
    if store.kind == "sqlite":
        outcome.stored_mb = sum(file.stat().st_size for file in store.folder.glob("hall.db*")) / 1e6
    return outcome


async def _sample(
    server: ServerProcess, admin: str, started: float, until: float, stage: str, outcome: Outcome
) -> None:
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:
        bar = progress.add_task(stage, total=until, completed=monotonic() - started)
        while (seconds := monotonic() - started) < until:
            outcome.samples.append(await _now(server, admin, started))
            progress.update(bar, completed=seconds)
            await asyncio.sleep(1.0)


async def _fill(channel: grpc.aio.Channel, batches: int) -> None:
    """More than the page caches hold, written once and read by all connections."""
    batch = pb.RecordExecutionsRequest(executions=executions(_BATCH)).SerializeToString()
    waiting = iter(range(batches))

    async def record() -> None:
        for _ in waiting:
            await _answered(channel, _RECORD, batch)

    async def read() -> None:
        token = ""
        for _ in range(batches // 10):
            page = await _answered(channel, _LIST, request_of(_LIST, {"page_size": 1000, "page_token": token}))
            token = page.next_page_token

    await asyncio.gather(*(record() for _ in range(4)))
    await asyncio.gather(*(read() for _ in range(_READERS)))


async def _answered(channel: grpc.aio.Channel, name: str, request: bytes) -> Any:
    """The answer, after the refusals of a server that has too much to do."""
    while not (answer := await ask(channel, name, request)).messages:  # noqa: ASYNC110 - it is in the server
        await asyncio.sleep(0.2)
    return answer.messages[0]


async def _burst(channel: grpc.aio.Channel, samples: dict[str, bytes]) -> None:
    """Reads at once, so that every connection that the server opens on demand is open."""
    name = "ObservabilityService/GetDashboard"
    await asyncio.gather(*(ask(channel, name, samples[name]) for _ in range(4 * _CALLERS)))


async def _at_rest(server: ServerProcess, admin: str, started: float) -> Sample:
    """The least of ten seconds without a call."""
    seen = []
    for _ in range(10):
        await asyncio.sleep(1.0)
        seen.append(await _now(server, admin, started))
    return Sample(
        seen[-1].seconds,
        seen[-1].megabytes,
        min(sample.files for sample in seen),
        min(sample.threads for sample in seen),
        min(sample.tasks for sample in seen),
        seen[-1].heap_megabytes,
    )


async def _now(server: ServerProcess, admin: str, started: float) -> Sample:
    process = Path(f"/proc/{server.pid}")
    threads = next(line for line in (process / "status").read_text().splitlines() if line.startswith("Threads:"))
    metrics = await asyncio.to_thread(_metrics, admin)
    files = len(list((process / "fd").iterdir()))
    return Sample(
        monotonic() - started,
        resident_megabytes(server.pid),
        files,
        int(threads.split()[1]),
        round(metrics["agenthall_tasks"]),
        metrics["agenthall_heap_bytes"] / 1e6,
    )


def _metrics(admin: str) -> dict[str, float]:
    """Those of one value."""
    with urllib.request.urlopen(f"http://{admin}/metrics", timeout=10) as answer:
        lines = (line.split() for line in answer.read().decode().splitlines())
    return {line[0]: float(line[1]) for line in lines if len(line) == 2 and "{" not in line[0]}


async def _call(
    channel: grpc.aio.Channel, samples: dict[str, bytes], numbers: Iterator[int], rng: random.Random, outcome: Outcome
) -> None:
    names = [name for name in methods() if name not in _NOT_REPEATED] + list(_COMMON) * 6
    while True:
        name = rng.choice(names)
        raw = _fresh(name, next(numbers)) or samples[name]
        outcome.ends[await _ended(channel, name, raw, rng)] += 1
        await asyncio.sleep(rng.expovariate(_CALLS_A_SECOND / _CALLERS))


def _fresh(name: str, number: int) -> bytes | None:
    """A record that is new; None for methods whose sample may be sent again."""
    if name.endswith("/RecordExecution"):
        execution = {"execution_id": f"soak-{number}", "agent_name": f"agent {number % 20}", "success": True}
        return request_of(name, {"execution": {**execution, "duration_ms": number % 1000, "cost_nano_usd": number}})
    if name.endswith("/RecordBuild"):
        build = {"build_id": f"soak-{number}", "team_id": f"team {number % 20}", "prompt": "a web shop"}
        return request_of(name, {"build": {**build, "success": number % 3 > 0, "tech_stack": {"frontend": "React"}}})
    return None


async def _ended(channel: grpc.aio.Channel, name: str, raw: bytes, rng: random.Random) -> str:
    """How the call ended: answered, cancelled by us, or the code of its refusal."""
    streaming = methods()[name].server_streaming
    call: Any = (channel.unary_stream if streaming else channel.unary_unary)(path_of(name))(raw, timeout=30)
    if rng.random() < _CANCELLED:
        asyncio.get_running_loop().call_later(rng.uniform(0, 0.02), call.cancel)
    try:
        if streaming:
            await call.read()
            await asyncio.sleep(rng.uniform(0, 0.5))
            call.cancel()
            return "streams cancelled"
        await call
    except grpc.aio.AioRpcError as error:
        return error.code().name
    except asyncio.CancelledError:
        if call.cancelled() and not asyncio.current_task().cancelling():  # type: ignore[union-attr] # it runs in one
            return "calls cancelled"
        raise
    finally:
        call.cancel()
    return "answered"
