"""Servers are restarted under load, and no caller notices: two on one PostgreSQL database in turn, one on SQLite.

28 callers write (those of the kill proof but the voters) and 4 read, over one channel to all addresses with the
service config that ships with the stubs. One server after the other is told to stop (SIGTERM) and started again on its
port, 20 times and until 50,000 writing calls were answered; then 6 times where it is killed (SIGKILL) instead. No call
may fail; afterwards each acknowledgement is compared with the store, and aggregates with a recount. Where there is one
server only, calls wait until it is back, and the next restart until calls are served again: gRPC looks for a server
that is away less and less often.
`ours` is what failed, was lost or was miscounted. `reference` is what failed in the control: the same with servers that
stop without a lame-duck time, called without retries and without health checks.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import grpc

from bench.figures import Figure
from bench.processes import ServerProcess, hall
from bench.prove.ledger import Executions, Results, Verdict, Writer
from bench.prove.options import Options
from bench.prove.stores import Store, empty_store
from bench.prove.traffic import under_load, with_service_config, without_retries

RESTARTS, KILLS, CONTROL_RESTARTS = 20, 6, 2
CALLS = 50_000
_SERVERS = {"sqlite": 1, "postgres": 2}
_SETTLE_SECONDS, _LOOK_SECONDS = 1.5, 0.05
_SHOWN = 5


@dataclass(slots=True)
class Outcome:
    """What the callers saw, and what the store holds."""

    restarts: int = 0
    calls: int = 0
    failed: list[str] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)

    @property
    def problems(self) -> list[str]:
        return self.failed + self.verdict.lost + self.verdict.miscounted


@dataclass(frozen=True, slots=True)
class _Plan:
    """At least so many restarts and answered calls that wrote. `end` ends a server."""

    restarts: int
    calls: int
    end: Callable[[ServerProcess], int]
    lame_duck: str = "1"
    options: Callable[[], list[tuple[str, object]]] = with_service_config


def prove(options: Options) -> Iterator[Figure]:
    """Two figures a database: servers that are told to stop, and servers that are killed."""
    for kind in options.databases:
        yield from _figures(kind, options.rounds)


def _figures(kind: str, short: int | None) -> Iterator[Figure]:
    control = _run(kind, _Plan(CONTROL_RESTARTS, 0, ServerProcess.stop, lame_duck="0", options=without_retries))
    for name, plan in (
        ("rolling_restart", _Plan(short or RESTARTS, 0 if short else CALLS, ServerProcess.stop)),
        ("rolling_kill", _Plan(short or KILLS, 0, _kill)),
    ):
        outcome = _run(kind, plan)
        yield Figure(
            name=f"{name}_{kind}_failed_lost_or_miscounted",
            ours=len(outcome.problems),
            reference=len(control.failed),
            goal=0,
            ok=not outcome.problems and outcome.calls > plan.calls and bool(control.failed),
            detail={
                "restarts": outcome.restarts,
                "calls": outcome.calls,
                "failed": len(outcome.failed),
                "lost": len(outcome.verdict.lost),
                "miscounted": len(outcome.verdict.miscounted),
                "examples": outcome.problems[:_SHOWN],
                "control_calls": control.calls,
                "control_examples": control.failed[:_SHOWN],
            },
        )


def _kill(server: ServerProcess) -> int:
    server.kill()
    return server.wait()


def _run(kind: str, plan: _Plan) -> Outcome:
    with empty_store(kind) as store, ExitStack() as stack:

        def start(port: int = 0) -> ServerProcess:
            return stack.enter_context(
                hall(store.folder, store.url, port=port, AGENTHALL_LAME_DUCK_SECONDS=plan.lame_duck)
            )

        def restart(server: ServerProcess) -> ServerProcess:
            plan.end(server)
            return start(server.port)

        servers = [start() for _ in range(_SERVERS[kind])]
        return asyncio.run(_restart_in_turn(plan, servers, restart, store))


async def _restart_in_turn(
    plan: _Plan, servers: list[ServerProcess], restart: Callable[[ServerProcess], ServerProcess], store: Store
) -> Outcome:
    outcome = Outcome()
    kinds: list[Writer] = [Executions(repeats=True), Results(repeats=True)]
    target = "ipv4:" + ",".join(server.target for server in servers)
    async with grpc.aio.insecure_channel(target, options=plan.options()) as channel:
        for writer in kinds:
            await writer.prepare(channel)
        async with under_load(channel, kinds, outcome.failed) as tasks:
            await asyncio.sleep(_SETTLE_SECONDS)
            while not _enough(plan, outcome) and not all(task.done() for task in tasks):
                turn = outcome.restarts % len(servers)
                servers[turn] = await asyncio.to_thread(restart, servers[turn])
                await _served(kinds, tasks)
                await asyncio.sleep(_SETTLE_SECONDS)
                outcome.restarts += 1
                outcome.calls = _calls(kinds)
    async with grpc.aio.insecure_channel(target, options=with_service_config()) as channel:
        for writer in kinds:
            outcome.verdict += await writer.check(channel, store)
    return outcome


async def _served(kinds: Sequence[Writer], tasks: Sequence[asyncio.Task[None]]) -> None:
    """Waits until one more call is answered, or none will be."""
    before = _calls(kinds)
    while _calls(kinds) == before and not all(task.done() for task in tasks):  # noqa: ASYNC110 - no event for it
        await asyncio.sleep(_LOOK_SECONDS)


def _calls(kinds: Sequence[Writer]) -> int:
    return sum(writer.calls for writer in kinds)


def _enough(plan: _Plan, outcome: Outcome) -> bool:
    return outcome.restarts >= plan.restarts and outcome.calls >= plan.calls
