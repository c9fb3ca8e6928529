"""Every method that changes something has one effect and one answer, also where its server is killed meanwhile.

A round: a request for each such method of the contract is sent 3 times at once, all methods together; the server is
killed (SIGKILL) within 0.3 s, started again, and each request is sent twice more. Whoever was answered, before the kill
or after, must have been told the same; each table must have grown by as many rows as in a round without a kill; and
sums must equal a recount. 20 rounds on SQLite, 10 on PostgreSQL.
`ours` is the number of differences. Control: RecordExecution without an id, whose repeats are records of their own, is
added to the requests and must make a difference; `reference` is the number of those.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import grpc
from google.protobuf.message import Message
from tests.conftest import Stubs
from tests.contract.effects import dump, plain, sizes
from tests.contract.mutations import MUTATIONS, method_of

from agenthall.observability.v1 import execution_pb2, observability_service_pb2
from bench.figures import Figure
from bench.processes import ROOT, hall
from bench.prove.options import Options
from bench.prove.stores import Store, empty_store

ROUNDS = {"sqlite": 20, "postgres": 10}
_AT_ONCE, _AGAIN = 3, 2
_LONGEST_SECONDS = 0.3
_CALL_SECONDS = 20.0
_NUMBERS_A_ROUND = 100
_AGGREGATES = {"build_rollups", "variant_statistics", "execution_commits"}
"""Their rows are by hour and writer slot, and recounted instead, or one for all that was committed at once."""
_CONTROL = "ObservabilityService/RecordExecution"
_SHOWN = 5

Requests = Mapping[str, Message]


@dataclass(slots=True)
class Outcome:
    """What some rounds came to."""

    answered_before: int = 0
    differences: list[str] = field(default_factory=list)


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database."""
    for kind in options.databases:
        rounds, rng = options.rounds or ROUNDS[kind], random.Random(options.seed)
        with empty_store(kind) as store:
            ours = asyncio.run(_rounds(store, rounds, rng, with_control=False))
            ours.differences += _recount(store)
        with empty_store(kind) as store:
            control = asyncio.run(_rounds(store, 1, rng, with_control=True))
        yield Figure(
            name=f"once_{kind}_differences",
            ours=len(ours.differences),
            reference=len(control.differences),
            goal=0,
            ok=not ours.differences and bool(control.differences),
            detail={
                "methods": len(MUTATIONS),
                "rounds": rounds,
                "answered_before_the_kill": ours.answered_before,
                "examples": ours.differences[:_SHOWN],
                "control_examples": control.differences[:_SHOWN],
            },
        )


async def _rounds(store: Store, rounds: int, rng: random.Random, *, with_control: bool) -> Outcome:
    outcome = Outcome()
    with hall(store.folder, store.url) as server:
        async with grpc.aio.insecure_channel(server.target) as channel:
            stubs = Stubs(channel)
            await _send_all(stubs, await _ready(stubs, 0), 1)  # which also makes what all share
            requests = await _ready(stubs, 1)
            start = dump(store.url)
            await _send_all(stubs, requests, 1)
            usual = _grown(start, dump(store.url))
    for number in range(2, rounds + 2):
        await _round(store, number, rng, usual, outcome, with_control=with_control)
    return outcome


async def _round(
    store: Store, number: int, rng: random.Random, usual: dict[str, int], outcome: Outcome, *, with_control: bool
) -> None:
    with hall(store.folder, store.url) as server:
        async with grpc.aio.insecure_channel(server.target) as channel:
            stubs = Stubs(channel)
            requests = await _ready(stubs, number)
            if with_control:
                run = execution_pb2.Execution(agent_name="planner", success=True)
                requests[_CONTROL] = observability_service_pb2.RecordExecutionRequest(execution=run)
            start = dump(store.url)
            killer = threading.Timer(rng.uniform(0, _LONGEST_SECONDS), server.kill)
            killer.start()
            before = await _send_all(stubs, requests, _AT_ONCE)
            killer.join()
    with hall(store.folder, store.url) as server:
        async with grpc.aio.insecure_channel(server.target) as channel:
            after = await _send_all(Stubs(channel), requests, _AGAIN)
    outcome.answered_before += sum(len(answers) for answers in before.values())
    outcome.differences += [
        f"{name} answered {len(after[name])} of {_AGAIN} repeats" for name in requests if len(after[name]) != _AGAIN
    ]
    for name in requests:
        told = before[name] + after[name]
        if any(answer != told[0] for answer in told):
            outcome.differences.append(f"{name} answered differently: {told}")
    grown = _grown(start, dump(store.url))
    if grown != usual:
        outcome.differences.append(f"rows that came, {grown}, are not those of one call each, {usual}")


async def _ready(stubs: Stubs, number: int) -> dict[str, Message]:
    """A request for each method, with everything made that it names; each has a number of its own."""
    first = number * _NUMBERS_A_ROUND
    numbered = enumerate(MUTATIONS.items(), start=first)
    return {name: one.request(own, await one.prepare(stubs, own)) for own, (name, one) in numbered}


async def _send_all(stubs: Stubs, requests: Requests, times: int) -> dict[str, list[Any]]:
    """The answers to each request, without those that were lost with the server."""

    async def send(name: str) -> Any:
        try:
            return plain(await method_of(stubs, name)(requests[name], timeout=_CALL_SECONDS))
        except grpc.aio.AioRpcError as error:
            if error.code() is not grpc.StatusCode.UNAVAILABLE:
                raise
            return None

    names = [name for name in requests for _ in range(times)]
    answers = await asyncio.gather(*map(send, names))
    found: dict[str, list[Any]] = {name: [] for name in requests}
    for name, answer in zip(names, answers, strict=True):
        if answer is not None:
            found[name].append(answer)
    return found


def _grown(before: Any, after: Any) -> dict[str, int]:
    return {name: count for name, count in sizes(before, after).items() if name not in _AGGREGATES}


def _recount(store: Store) -> list[str]:
    """What `agenthall doctor` finds wrong with sums and chains."""
    command = [sys.executable, "-m", "agenthall_server", "doctor", "--audit", "--recount", "--database", store.url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    return [] if done.returncode == 0 else [done.stdout + done.stderr]
