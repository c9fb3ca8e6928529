"""A full disk refuses writes with STORAGE_FULL, reads go on, and writes are back within 5 s of there being room.

16 callers record executions on a tmpfs of 16 MB (for PostgreSQL: a tablespace on one). The disk is filled, stays full
for 2 seconds, and gets its room back; 5 times. While it is full every refused write must say STORAGE_FULL and each
dashboard must be answered; afterwards every acknowledged execution is stored and counted once. Where nothing may be
mounted, SQLite's file gets a limit of its size instead, and PostgreSQL is left out and says so.
Control: bench/naive_server.py on such a disk; that its refusals do not say what is the matter must be seen.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import grpc
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from tests.postgres import temporary_postgres
from tests.small_disk import CannotMount, FileLimit, SmallDisk, small_disk, small_tablespace

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall.observability.v1 import observability_service_pb2_grpc
from bench import samples
from bench.figures import Figure
from bench.processes import ServerProcess, hall, run_to_end, serving
from bench.prove.options import Options
from bench.prove.stores import Store

ROUNDS = 5
MOST_SECONDS = 5.0
_FULL_SECONDS = 2.0
_CALLERS = 16
_MEGABYTES = 16
_CALL_SECONDS = 10.0


@dataclass(slots=True)
class Tally:
    """What became of the calls. `back`: seconds from room to the first success, one a round."""

    acknowledged: set[str] = field(default_factory=set)
    refused: int = 0
    unnamed: list[str] = field(default_factory=list)
    read: int = 0
    unread: list[str] = field(default_factory=list)
    back: list[float] = field(default_factory=list)


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database: `ours` is the longest time until the first success, in seconds."""
    control = _control()
    for kind in options.databases:
        try:
            with _small_store(kind) as (store, disk), hall(store.folder, store.url) as server:
                room = disk or FileLimit(store.folder / "hall.db-wal", server.pid)
                tally = asyncio.run(_rounds(server, room, options.rounds or ROUNDS))
                missing, counted = _compare(server, store, tally)
        except CannotMount:
            yield Figure(name=f"disk_full_{kind}_seconds", ours=0, detail={"skipped": "no right to mount"})
            continue
        yield _figure(kind, tally, (missing, counted), control, options)


def _figure(kind: str, tally: Tally, after: tuple[int, int], control: Tally, options: Options) -> Figure:
    missing, miscounted = after
    slowest = max(tally.back)
    sound = not (tally.unnamed or tally.unread or missing or miscounted) and tally.refused > 0
    in_time = slowest <= MOST_SECONDS or not options.judges_times
    return Figure(
        name=f"disk_full_{kind}_seconds",
        ours=slowest,
        goal=MOST_SECONDS,
        ok=sound and in_time and bool(control.unnamed),
        detail={
            "seconds": tally.back,
            "acknowledged": len(tally.acknowledged),
            "refused": tally.refused,
            "refused_without_the_reason": len(tally.unnamed),
            "reads_while_full": tally.read,
            "reads_that_failed": len(tally.unread),
            "lost": missing,
            "miscounted": miscounted,
            "examples": (tally.unnamed + tally.unread)[:3],
            "control_refused_without_the_reason": len(control.unnamed),
            "control_example": control.unnamed[:1],
        },
    )


@contextmanager
def _small_store(kind: str) -> Iterator[tuple[Store, SmallDisk | None]]:
    """A store on a small disk; on a plain one where SQLite may have none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kind == "sqlite":
            try:
                with small_disk(folder / "disk", megabytes=_MEGABYTES) as disk:
                    yield Store(kind, f"sqlite:///{folder}/disk/hall.db", folder), disk
            except CannotMount:
                yield Store(kind, f"sqlite:///{folder}/hall.db", folder), None
            return
        with (
            temporary_postgres() as server,
            small_tablespace(server, megabytes=_MEGABYTES, template="template0") as (url, disk),
        ):
            run_to_end("agenthall_server", "migrate", timeout=60, AGENTHALL_DATABASE=url)
            yield Store(kind, url, folder), disk


async def _rounds(server: ServerProcess, room: Any, rounds: int) -> Tally:
    tally, numbers = Tally(), count()
    async with grpc.aio.insecure_channel(server.target, options=[("grpc.enable_retries", 0)]) as channel:
        stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        for _ in range(rounds):
            await _round(stub, room, tally, numbers)
    return tally


async def _round(stub: Any, room: Any, tally: Tally, numbers: count[int]) -> None:
    succeeded = asyncio.Event()
    full = True

    async def write() -> None:
        while not succeeded.is_set():
            name = f"execution-{next(numbers)}"
            if await _recorded(stub, name, tally) and not full:
                succeeded.set()

    async def read() -> None:
        while full:
            await _read(stub, tally)
            await asyncio.sleep(0.05)

    await asyncio.to_thread(room.fill)
    tasks = [asyncio.create_task(write()) for _ in range(_CALLERS)] + [asyncio.create_task(read())]
    await asyncio.sleep(_FULL_SECONDS)
    await asyncio.to_thread(room.free)
    freed, full = monotonic(), False
    async with asyncio.timeout(60):
        await succeeded.wait()
    tally.back.append(monotonic() - freed)
    await asyncio.gather(*tasks)


async def _recorded(stub: Any, name: str, tally: Tally) -> bool:
    execution = samples.Execution(execution_id=name, agent_name="disk proof", success=True, error_message="x" * 2000)
    try:
        await stub.RecordExecution(pb.RecordExecutionRequest(execution=execution), timeout=_CALL_SECONDS)
    except grpc.aio.AioRpcError as error:
        tally.refused += 1
        if _reason(error) != "STORAGE_FULL":
            tally.unnamed.append(f"{error.code().name}: {error.details()}"[:200])
        return False
    tally.acknowledged.add(name)
    return True


async def _read(stub: Any, tally: Tally) -> None:
    try:
        await stub.GetDashboard(pb.GetDashboardRequest(), timeout=_CALL_SECONDS)
        tally.read += 1
    except grpc.aio.AioRpcError as error:
        tally.unread.append(f"{error.code().name}: {error.details()}"[:200])


def _reason(error: grpc.aio.AioRpcError) -> str:
    status = rpc_status.from_call(error)
    info = error_details_pb2.ErrorInfo()
    for detail in status.details if status else ():
        if detail.Unpack(info):
            return info.reason
    return ""


def _compare(server: ServerProcess, store: Store, tally: Tally) -> tuple[int, int]:
    """How many acknowledged executions are not stored, and by how many the dashboard is wrong."""
    stored = {row[0] for row in store.query("SELECT execution_id FROM executions")}

    async def shown() -> int:
        async with grpc.aio.insecure_channel(server.target) as channel:
            stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
            answer = await stub.GetDashboard(pb.GetDashboardRequest(), timeout=_CALL_SECONDS)
        total: int = answer.summary.total_executions
        return total

    return len(tally.acknowledged - stored), abs(asyncio.run(shown()) - len(stored))


def _control() -> Tally:
    """What the naive server says of a full disk."""
    tally = Tally()

    async def write(server: ServerProcess) -> None:
        async with grpc.aio.insecure_channel(server.target, options=[("grpc.enable_retries", 0)]) as channel:
            stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
            numbers = count()
            until = monotonic() + _CALL_SECONDS
            while not tally.refused and monotonic() < until:
                await _recorded(stub, f"execution-{next(numbers)}", tally)

    with _small_store("sqlite") as (store, disk):
        path = Path(store.url.removeprefix("sqlite:///"))
        with serving(store.folder, "bench.naive_server", str(path)) as server:
            room = disk or FileLimit(path.with_name(path.name + "-wal"), server.pid)
            room.fill()
            asyncio.run(write(server))
    return tally
