"""Whatever callers send, a server answers with a status of the contract, at once, and stays as large as it is.

A round is 2,500 random calls made from the descriptors, 250 messages damaged on the wire that are sent, and 25,000
that are only parsed; 400 rounds, shared by the databases. Answers must be OK or a refusal with a reason, never UNKNOWN
or INTERNAL; the server may not log an error, and must serve to the end. A call that took longer than a second is sent
again alone when the others are done: the machine also runs the callers, so only one that is slow alone is a fault.
From 80 rounds on each method must have been answered, and its memory must be flat: at most 1 MB more in 100,000 calls
over the second half, by Theil and Sen's slope, beside what the store's own caches take.
`slow_log_lines` counts what the server itself found slow meanwhile; `slowest_seconds` is what a caller saw.
Each fault is printed with the smallest request that shows it. Equal seeds send equal requests as long as answers are
equal; a part of the calls can be repeated alone.
Control: bench/broken/fragile.py, whose three faults must be found within twelve rounds; in a shorter form, which ends
with the first, one of them.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import grpc
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from bench.figures import Figure
from bench.machine import resident_megabytes
from bench.processes import ServerProcess, hall
from bench.prove import fuzz_client, shrinking, wire_mutations
from bench.prove.calls import methods
from bench.prove.fuzz_client import Fault, Part
from bench.prove.options import Options
from bench.prove.slopes import theil_sen
from bench.prove.stores import empty_store

ROUNDS = 400
CALLS, DAMAGED, PARSED = 2_500, 250, 25_000
_PART = 1_250
_CONTROL_PART = 125
_DAMAGED_PARTS = 2
"""Parts at least; each makes its own messages to damage, which takes as long as to send some hundred."""
_CONTROL_ROUNDS = 12
_CONTROL_FAULTS = frozenset({"ObservabilityService/GetExecution", "TeamMemoryService/GetTeamInsights"})
_ENOUGH = 80
"""Rounds after which memory and the methods that were answered say something."""
_FLAT_MB = 1.0
_SHOWN = 5
_SENT_AGAIN = 50
_ERROR = re.compile(r".*\[error.*", re.IGNORECASE)


@dataclass(slots=True)
class Outcome:
    """What all parts came to."""

    codes: Counter[str] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    slowest_seconds: float = 0.0
    slowest: str = ""
    resident: list[tuple[float, float]] = field(default_factory=list)
    slow: list[Fault] = field(default_factory=list)
    hanging: list[str] = field(default_factory=list)
    slow_log_lines: int = 0
    errors: list[str] = field(default_factory=list)
    ended: str = ""

    @property
    def calls(self) -> int:
        return self.codes.total()

    def add(self, part: Part) -> None:
        self.codes += part.codes
        self.methods += part.methods
        self.faults += part.faults
        self.slow += part.slow
        if part.slowest_seconds > self.slowest_seconds:
            self.slowest_seconds, self.slowest = part.slowest_seconds, part.slowest

    def memory_slope(self) -> float:
        """MB in 100,000 calls, over the second half."""
        half = [sample for sample in self.resident if sample[0] >= self.calls / 2]
        return theil_sen(half) * 100_000 if len(half) > 1 else 0.0


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database: `ours` is the number of faults; and one for the messages that are only parsed."""
    rounds = options.rounds or ROUNDS
    share = -(-rounds // len(options.databases))
    for kind in options.databases:
        yield _figure(kind, share, options.seed)
    yield _parsed(rounds * PARSED, options.seed)


def _figure(kind: str, rounds: int, seed: int) -> Figure:
    ours = _fuzzed(kind, "agenthall_server", rounds, seed)
    caught = _all_caught if rounds >= _ENOUGH else _one_caught
    control = _fuzzed(kind, "bench.broken.fragile", _CONTROL_ROUNDS, seed, until=caught)
    slope, never = ours.memory_slope(), sorted(name for name in methods() if not ours.methods[name])
    whole = rounds < _ENOUGH or (slope <= _FLAT_MB and not never)
    found = len(ours.faults) + len(ours.hanging) + len(ours.errors) + bool(ours.ended)
    return Figure(
        name=f"fuzz_{kind}_faults",
        ours=found,
        reference=len(control.faults) + len(control.hanging),
        goal=0,
        ok=found == 0 and whole and caught(control),
        detail={
            "calls": ours.calls,
            "codes": dict(ours.codes),
            "never_succeeded": never,
            "slow_alone": ours.hanging[:_SHOWN],
            "slow_log_lines": ours.slow_log_lines,
            "error_lines": ours.errors[:_SHOWN],
            "ended": ours.ended,
            "slowest_seconds": ours.slowest_seconds,
            "slowest_method": ours.slowest,
            "resident_mb": [megabytes for _, megabytes in ours.resident[:: max(1, len(ours.resident) // 10)]],
            "resident_mb_in_100000_calls": slope,
            "resident_checked": rounds >= _ENOUGH,
            "seed": seed,
            "control_caught": sorted({fault.method for fault in control.faults}),
            "control_slow_alone": len(control.hanging),
        },
    )


def _all_caught(control: Outcome) -> bool:
    """Both wrong answers and the call that takes long."""
    return bool(control.slow) and {fault.method for fault in control.faults} >= _CONTROL_FAULTS


def _one_caught(control: Outcome) -> bool:
    return any(fault.method in _CONTROL_FAULTS for fault in control.faults)


def _fuzzed(
    kind: str, module: str, rounds: int, seed: int, until: Callable[[Outcome], bool] = lambda _: False
) -> Outcome:
    outcome = Outcome()
    with empty_store(kind) as store, hall(store.folder, store.url, module=module, catalog=True) as server:
        size = _PART if module == "agenthall_server" else _CONTROL_PART  # the control is done when it is caught
        parts = [(fuzz_client.structured, size)] * (rounds * CALLS // size)
        left = rounds * DAMAGED
        damaged = min(_PART, left // _DAMAGED_PARTS)
        parts += [(fuzz_client.damaged, min(damaged, left - start)) for start in range(0, left, damaged)]
        _run(server, parts, seed, outcome, f"{module} on {kind}", until)
        outcome.ended = "" if server.is_running() else "the server has ended"
        if not outcome.ended:
            outcome.hanging = asyncio.run(_slow_alone(server, outcome.slow))
            if module == "agenthall_server":  # of the control there is nothing to mend
                _show(server, outcome)
        log = server.printed()
        outcome.slow_log_lines = log.count("slow call")
        outcome.errors = _ERROR.findall(log)
        if not outcome.ended and (code := server.stop()):
            outcome.ended = f"the server ended with {code}"
    return outcome


def _run(
    server: ServerProcess,
    parts: list[tuple[Callable[..., Part], int]],
    seed: int,
    outcome: Outcome,
    title: str,
    until: Callable[[Outcome], bool],
) -> None:
    """All parts, or until there are faults enough."""
    with _workers() as workers, _progress() as progress:
        bar = progress.add_task(title, total=sum(count for _, count in parts))
        running = {
            workers.submit(work, server.target, seed * 1_000_003 + number, count)
            for number, (work, count) in enumerate(parts)
        }
        for done in as_completed(running):
            outcome.add(_result(done))
            progress.update(bar, completed=outcome.calls)
            if not server.is_running() or len(outcome.faults) >= 10 * _SHOWN or until(outcome):
                workers.shutdown(wait=True, cancel_futures=True)
                return
            outcome.resident.append((outcome.calls, resident_megabytes(server.pid)))


def _result(done: Future[Part]) -> Part:
    return done.result()


async def _slow_alone(server: ServerProcess, slow: list[Fault]) -> list[str]:
    """Those of the slow calls that take longer than a second while nothing else runs."""
    found = []
    async with grpc.aio.insecure_channel(server.target) as channel:
        for fault in sorted(slow, key=lambda one: one.said)[-_SENT_AGAIN:]:
            part = Part()
            await fuzz_client.judged(channel, fault.method, fault.raw, part)
            found += [f"{again.method}: {again.said} ({again.raw[:200].hex()})" for again in part.slow]
    return found


def _show(server: ServerProcess, outcome: Outcome) -> None:
    """Faults with their smallest requests, one of each method and kind."""
    kinds = {(fault.method, fault.said.partition(":")[0]): fault for fault in outcome.faults}
    for fault in list(kinds.values())[: 4 * _SHOWN]:
        print(shrinking.described(server.target, fault), file=sys.stderr, flush=True)


def _parsed(count: int, seed: int) -> Figure:
    """Messages that are only parsed; the control is bytes that the parser must refuse."""
    started = perf_counter()
    share = max(1, count // 20)
    with _workers() as workers, _progress() as progress:
        bar = progress.add_task("parsing damaged messages", total=count)
        running = [workers.submit(wire_mutations.parse_many, seed * 1_000_003 + number, share) for number in range(20)]
        parts = []
        for done in as_completed(running):
            parts.append(done.result())
            progress.update(bar, advance=share)
    found = wire_mutations.some(parts)
    return Figure(
        name="fuzz_parser_problems",
        ours=len(found.problems),
        reference=found.refused,
        goal=0,
        ok=not found.problems and found.slowest_seconds < 1.0 and 0 < found.refused < found.count,
        detail={
            "messages": found.count,
            "refused": found.refused,
            "slowest_seconds": found.slowest_seconds,
            "problems": found.problems[:_SHOWN],
            "messages_per_second": found.count / (perf_counter() - started),
        },
    )


def _workers() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max(2, os.cpu_count() or 2), mp_context=multiprocessing.get_context("spawn"))


def _progress() -> Progress:
    columns: tuple[Any, ...] = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
