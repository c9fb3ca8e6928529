"""How long after a fault the first call succeeds.

Killed: a server with 20,000 executions is killed (SIGKILL) and started again at once, as a supervisor does; from the
kill to the first acknowledged write, 10 times on each database.
Slot: on PostgreSQL, from the kill of the server that holds writer slot 0 to the moment when another server gets it, 3
times. Control: the slot of a server that lives is not given to anybody in the same time.
What an outage of PostgreSQL itself costs is in the outage proof, and a full disk has a proof of its own.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Iterator
from time import monotonic, sleep

import grpc

from agenthall.observability.v1 import execution_pb2, observability_service_pb2, observability_service_pb2_grpc
from agenthall_server.database import open_database, slots
from bench import samples
from bench.figures import Figure
from bench.processes import ServerProcess, hall
from bench.prove.options import Options
from bench.prove.stores import Store, empty_store

ROUNDS, SLOT_ROUNDS = 10, 3
MOST_SECONDS, MOST_SLOT_SECONDS = 3.0, 5.0
_STORED = 20_000
_BATCH = 1000
_CALL_SECONDS = 30.0


def prove(options: Options) -> Iterator[Figure]:
    """A figure for each database, and one for the slot."""
    for kind in options.databases:
        with empty_store(kind) as store:
            seconds = _after_kills(store, options.rounds or ROUNDS)
        yield Figure(
            name=f"recovery_{kind}_after_kill_seconds",
            ours=max(seconds),
            goal=MOST_SECONDS,
            ok=max(seconds) <= MOST_SECONDS or not options.judges_times,
            detail={"kills": len(seconds), "median": statistics.median(seconds)},
        )
    if "postgres" in options.databases:
        with empty_store("postgres") as store:
            yield _slot_figure(store, options)


def _after_kills(store: Store, rounds: int) -> list[float]:
    found = []
    with hall(store.folder, store.url) as server:
        asyncio.run(_fill(server))
        port = server.port
        server.kill()
        server.wait()
    for _ in range(rounds):
        with hall(store.folder, store.url, port=port) as server:
            asyncio.run(_record_once(server))
            killed = monotonic()
            server.kill()
            server.wait()
        with hall(store.folder, store.url, port=port) as server:
            asyncio.run(_record_once(server))
            found.append(monotonic() - killed)
    return found


async def _fill(server: ServerProcess) -> None:
    async with grpc.aio.insecure_channel(server.target) as channel:
        stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        batch = samples.executions(_BATCH)
        for _ in range(_STORED // _BATCH):
            request = observability_service_pb2.RecordExecutionsRequest(executions=batch)
            await stub.RecordExecutions(request, timeout=_CALL_SECONDS)


async def _record_once(server: ServerProcess) -> None:
    """As soon as it answers."""
    async with grpc.aio.insecure_channel(server.target) as channel:
        stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        execution = execution_pb2.Execution(agent_name="recovery", success=True)
        request = observability_service_pb2.RecordExecutionRequest(execution=execution)
        await stub.RecordExecution(request, timeout=_CALL_SECONDS, wait_for_ready=True)


def _slot_figure(store: Store, options: Options) -> Figure:
    seconds, held, rounds = [], True, options.rounds or SLOT_ROUNDS
    for _ in range(rounds):
        with hall(store.folder, store.url) as server:
            held = held and _seconds_until_slot_0(store) > MOST_SLOT_SECONDS
            server.kill()
            server.wait()
            seconds.append(_seconds_until_slot_0(store))
    return Figure(
        name="recovery_postgres_slot_taken_over_seconds",
        ours=max(seconds),
        reference=MOST_SLOT_SECONDS,
        goal=MOST_SLOT_SECONDS,
        ok=(max(seconds) <= MOST_SLOT_SECONDS or not options.judges_times) and held,
        detail={"kills": rounds, "median": statistics.median(seconds), "control_slot_of_the_living_held": held},
    )


def _seconds_until_slot_0(store: Store) -> float:
    """Until a server that comes now would get slot 0; a little more than the goal where it would not."""
    database = open_database(store.url)
    began = monotonic()
    with database.connect_writer() as connection:
        while (waited := monotonic() - began) <= MOST_SLOT_SECONDS:
            lease = slots.claim(connection)
            assert lease is not None
            with connection.begin():
                lease.release(connection)
            if lease.slot == 0:
                break
            sleep(0.05)
    asyncio.run(database.close())
    return waited
