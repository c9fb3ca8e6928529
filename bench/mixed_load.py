"""Load of several methods over raw HTTP/2, in a closed or in an open loop: `python -m bench.mixed_load PLAN`.

PLAN is the JSON of a `Plan`; what is printed is the JSON of a `Tally`. A closed loop keeps a number of calls in flight
and so goes as fast as the server; an open loop starts calls at a rate (a Poisson process), whatever becomes of those
before. Times count from the instant at which a call was due, so that a generator that is late is not flattered. A call
that is not answered within its deadline is reset and counts as late, as gRPC clients do; so is one that found no free
stream. Nothing is sent again.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from time import perf_counter, process_time
from typing import Any

from bench.load import percentile
from bench.load_client import loop_factory
from bench.processes import run_to_end
from bench.raw_http2 import OK, RawConnection, connect, header_block

RESOURCE_EXHAUSTED = 8
_LATE = -1
_PUSHBACK = b"grpc-retry-pushback-ms"
_EXTRA_SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`methods`: method, message in hexadecimal, share. Either `rate` (calls a second) or `in_flight`."""

    target: str
    methods: Sequence[tuple[str, str, float]]
    seconds: float
    deadline_ms: int
    rate: float = 0.0
    in_flight: int = 0
    connections: int = 4
    seed: int = 1


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of the calls. Milliseconds are of calls answered OK, and of calls refused."""

    offered: int = 0
    ok: int = 0
    refused: int = 0
    refused_without_delay: int = 0
    late: int = 0
    others: dict[str, int] = field(default_factory=dict)
    ok_by_method: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    ok_ms: dict[str, float] = field(default_factory=dict)
    refused_ms: dict[str, float] = field(default_factory=dict)
    busy: float = 0.0
    """Share of a core that the generator itself took."""

    @property
    def goodput(self) -> float:
        return self.ok / self.seconds


def measure(plan: Plan) -> Tally:
    """Runs a plan in a process of its own."""
    output = run_to_end("bench.mixed_load", json.dumps(asdict(plan)), timeout=plan.seconds + _EXTRA_SECONDS)
    return Tally(**json.loads(output))


class _Generator:
    def __init__(self, plan: Plan, connections: Sequence[RawConnection]) -> None:
        self._plan = plan
        self._connections = connections
        self._rng = random.Random(plan.seed)
        self._bodies = [
            (method, header_block(method, plan.deadline_ms), bytes.fromhex(message))
            for method, message, _ in plan.methods
        ]
        self._shares = [share for _, _, share in plan.methods]
        self._open: deque[tuple[float, RawConnection, int, asyncio.Future[int]]] = deque()
        self._turn = 0
        self.tally = Tally()
        self._ok_ms: list[float] = []
        self._refused_ms: list[float] = []

    async def in_closed_loop(self) -> None:
        """As many calls in flight as the plan says, until its time is over."""
        until = perf_counter() + self._plan.seconds

        async def caller() -> None:
            while perf_counter() < until:
                await self._start(perf_counter())

        reaper = asyncio.create_task(self._reap())
        await asyncio.gather(*(caller() for _ in range(self._plan.in_flight)))
        reaper.cancel()

    async def in_open_loop(self) -> None:
        """Calls at the plan's rate, until its time is over and the last one is answered or late."""
        due = started = perf_counter()
        until = started + self._plan.seconds
        while due < until:
            now = perf_counter()
            while due <= now and due < until:
                self._start(due)
                due += self._rng.expovariate(self._plan.rate)
            self._reap_now(now)
            await asyncio.sleep(0.001)
        while self._open:
            self._reap_now(perf_counter())
            await asyncio.sleep(0.001)

    def _start(self, due: float) -> asyncio.Future[int]:
        method, headers, message = self._rng.choices(self._bodies, self._shares)[0]
        finished: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.tally.offered += 1
        self._turn += 1
        connection = self._connections[self._turn % len(self._connections)]

        def done(status: int, trailers: bytes) -> None:
            if not finished.done():
                self._count(method, status, trailers, due)
                finished.set_result(status)

        stream = connection.call(headers, message, done) if connection.in_flight < connection.limit else 0
        self._open.append((due + self._plan.deadline_ms / 1000, connection, stream, finished))
        return finished

    async def _reap(self) -> None:
        while True:
            self._reap_now(perf_counter())
            await asyncio.sleep(0.001)

    def _reap_now(self, now: float) -> None:
        while self._open and (self._open[0][3].done() or self._open[0][0] <= now):
            _, connection, stream, finished = self._open.popleft()
            if not finished.done():
                connection.cancel(stream)
                self.tally.late += 1
                finished.set_result(_LATE)

    def _count(self, method: str, status: int, trailers: bytes, due: float) -> None:
        milliseconds = (perf_counter() - due) * 1000
        tally = self.tally
        if milliseconds > self._plan.deadline_ms:
            tally.late += 1
        elif status == OK:
            tally.ok += 1
            tally.ok_by_method[method] = tally.ok_by_method.get(method, 0) + 1
            self._ok_ms.append(milliseconds)
        elif status == RESOURCE_EXHAUSTED:
            tally.refused += 1
            tally.refused_without_delay += _PUSHBACK not in trailers
            self._refused_ms.append(milliseconds)
        else:
            tally.others[str(status)] = tally.others.get(str(status), 0) + 1

    def finish(self, seconds: float, busy: float) -> Tally:
        self.tally.seconds, self.tally.busy = seconds, busy
        self.tally.ok_ms, self.tally.refused_ms = _spread(self._ok_ms), _spread(self._refused_ms)
        return self.tally


def _spread(milliseconds: list[float]) -> dict[str, float]:
    milliseconds.sort()
    return {f"p{percent}": percentile(milliseconds, percent) for percent in (50, 99)} if milliseconds else {}


async def drive(plan: Plan) -> Tally:
    """Runs a plan in this process."""
    connections = [await connect(plan.target) for _ in range(plan.connections)]
    generator = _Generator(plan, connections)
    started, cpu = perf_counter(), process_time()
    await (generator.in_open_loop() if plan.rate else generator.in_closed_loop())
    elapsed = perf_counter() - started
    tally = generator.finish(elapsed if plan.in_flight else plan.seconds, (process_time() - cpu) / elapsed)
    for connection in connections:
        connection.close()
    return tally


def main() -> None:
    values: dict[str, Any] = json.loads(sys.argv[1])
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        print(json.dumps(asdict(runner.run(drive(Plan(**values))))))


if __name__ == "__main__":
    main()
