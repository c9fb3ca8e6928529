"""Three times as many calls as the server can serve: it serves as many as it can, and refuses the others quickly.

The calls are GetDashboard of 100 agents, each with a deadline of 500 ms. In each round a closed loop finds the peak,
then an open loop starts three times as many calls a second, whatever becomes of them. Goodput, which is what is
answered in time, must be at least 80 % of the peak. Refusals must come within 10 ms (99 of 100, as the client sees it,
whose own share of a core is shown) and say when to come back. Medians of the rounds count. Then, at half of the peak, a
second without a call refused or late must come within 5.
Control: bench/broken/no_admission.py, the same server that lets everybody in, must miss the goodput.
The same for a mix of as many RecordExecutions as GetDashboards, where the control may do well by serving the cheap
half: so the shares of both methods are shown. And, without a goal, for single records alone: they cost the server
hardly more than their refusal, so at three times the capacity refusing alone takes more time than there is.
`others_cores` is what other processes took of the machine meanwhile: where it is much, the figures speak of them, and
`kept_by_cpu`, the goodput a second of the server's CPU time against that of the peak, says more.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import grpc

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall.observability.v1 import observability_service_pb2_grpc
from bench import samples
from bench.figures import Figure
from bench.machine import ForeignCpu, cpu_seconds
from bench.mixed_load import Plan, Tally, measure
from bench.processes import ServerProcess, hall
from bench.prove.options import Options
from bench.prove.stores import empty_store

SERVICE = "/agenthall.observability.v1.ObservabilityService"
RECORD, DASHBOARD = f"{SERVICE}/RecordExecution", f"{SERVICE}/GetDashboard"
ROUNDS = 5
TIMES = 3.0
GOAL = 0.8
REFUSAL_MS = 10.0
RECOVERY_SECONDS = 5
_DEADLINE_MS = 500
_CLOSED = (2, 4)
_CLOSED_WRITES = (64, 128)
_CLOSED_SECONDS, _OPEN_SECONDS = 1.5, 3.0
_FEW_REFUSED = 0.01

Methods = Sequence[tuple[str, str, float]]


@dataclass(frozen=True, slots=True)
class Round:
    """A peak and the overload after it."""

    peak: Tally
    overload: Tally
    server_cores: tuple[float, float]

    @property
    def kept_by_cpu(self) -> float:
        """Goodput a second of the server's CPU time, as a share of the same at the peak."""
        peak_cores, cores = self.server_cores
        return self.overload.goodput / cores / (self.peak.goodput / peak_cores)

    def share(self, method: str) -> float:
        """Of its peak that the method kept."""
        before = self.peak.ok_by_method[method] / self.peak.seconds
        return self.overload.ok_by_method.get(method, 0) / self.overload.seconds / before


@dataclass(frozen=True, slots=True)
class Run:
    """One server under overload."""

    rounds: Sequence[Round]
    methods: Sequence[str]
    recovery_seconds: int
    others_cores: float

    def median(self, value: Callable[[Round], float]) -> float:
        return statistics.median(value(one) for one in self.rounds)

    @property
    def kept(self) -> float:
        """Goodput as a share of the peak."""
        return self.median(lambda one: one.overload.goodput / one.peak.goodput)

    @property
    def refused_p99_ms(self) -> float:
        return self.median(lambda one: one.overload.refused_ms.get("p99", 0.0))

    @property
    def refused_without_delay(self) -> int:
        return sum(one.overload.refused_without_delay for one in self.rounds)


def prove(options: Options) -> Iterator[Figure]:
    """Two figures a database: `ours` and `reference` are the shares of their peaks that were kept.

    A shorter form has the reads only.
    """
    rounds = options.rounds or ROUNDS
    message = pb.RecordExecutionRequest(execution=samples.complete()).SerializeToString().hex()
    reads, writes = (DASHBOARD, "", 1.0), (RECORD, message, 1.0)
    for kind in options.databases:
        yield _figure(f"overload_{kind}_reads_kept", *_both(kind, (reads,), rounds))
        if options.judges_times:
            yield _shown(f"overload_{kind}_mix_kept", *_both(kind, (writes, reads), rounds))
    if options.judges_times:
        alone = _measured("sqlite", "agenthall_server", (writes,), _CLOSED_WRITES, rounds)
        yield Figure(name="overload_single_records_kept", ours=alone.kept, detail=_told(alone))


def _both(kind: str, methods: Methods, rounds: int) -> tuple[Run, Run]:
    modules = ("agenthall_server", "bench.broken.no_admission")
    ours, control = (_measured(kind, module, methods, _CLOSED, rounds) for module in modules)
    return ours, control


def _shown(name: str, ours: Run, control: Run) -> Figure:
    detail = {**_told(ours), "control": _told(control)}
    return Figure(name=name, ours=ours.kept, reference=control.kept, goal=GOAL, ok=ours.kept >= GOAL, detail=detail)


def _figure(name: str, ours: Run, control: Run) -> Figure:
    prompt = 0 < ours.refused_p99_ms < REFUSAL_MS and not ours.refused_without_delay
    return Figure(
        name=name,
        ours=ours.kept,
        reference=control.kept,
        goal=GOAL,
        ok=ours.kept >= GOAL > control.kept and prompt and ours.recovery_seconds <= RECOVERY_SECONDS,
        detail={**_told(ours), "control": _told(control)},
    )


def _told(run: Run) -> dict[str, Any]:
    shares = {
        f"{method.rpartition('/')[2]}_shares": [one.share(method) for one in run.rounds] for method in run.methods
    }
    others = sum((Counter(one.overload.others) for one in run.rounds), Counter())
    return {
        "peak_per_second": run.median(lambda one: one.peak.goodput),
        "offered_per_second": run.median(lambda one: one.overload.offered / one.overload.seconds),
        "served_per_second": run.median(lambda one: one.overload.goodput),
        **shares,
        "refused_per_second": run.median(lambda one: one.overload.refused / one.overload.seconds),
        "late_per_second": run.median(lambda one: one.overload.late / one.overload.seconds),
        "other_codes": dict(others),
        "served_p99_ms": run.median(lambda one: one.overload.ok_ms.get("p99", 0.0)),
        "refused_p50_ms": run.median(lambda one: one.overload.refused_ms.get("p50", 0.0)),
        "refused_p99_ms": run.refused_p99_ms,
        "refused_without_delay": run.refused_without_delay,
        "recovery_seconds": run.recovery_seconds,
        "client_cores": run.median(lambda one: one.overload.busy),
        "others_cores": run.others_cores,
        "kept_by_cpu": run.median(lambda one: one.kept_by_cpu),
        "server_cores": [one.server_cores for one in run.rounds],
    }


def _measured(kind: str, module: str, methods: Methods, in_flight: Sequence[int], rounds: int) -> Run:
    with empty_store(kind) as store, hall(store.folder, store.url, module=module) as server:
        _fill(server)

        def run(**how: Any) -> tuple[Tally, float]:
            before = cpu_seconds(server.pid)
            tally = measure(Plan(target=server.target, methods=methods, deadline_ms=_DEADLINE_MS, **how))
            return tally, (cpu_seconds(server.pid) - before) / tally.seconds

        def one_round() -> Round:
            loops = [run(in_flight=number, seconds=_CLOSED_SECONDS) for number in in_flight]
            peak, cores = max(filter(_is_unrefused, loops), key=lambda one: one[0].goodput)
            overload, overload_cores = run(rate=TIMES * peak.goodput, seconds=_OPEN_SECONDS)
            return Round(peak, overload, (cores, overload_cores))

        foreign = ForeignCpu()
        done = [one_round() for _ in range(rounds)]
        recovery, calm_rate = 1, done[-1].peak.goodput / 2
        while recovery <= RECOVERY_SECONDS and not _is_calm(run(rate=calm_rate, seconds=1.0)[0]):
            recovery += 1
        return Run(done, [method for method, _, _ in methods], recovery, foreign.cores())


def _is_unrefused(measured: tuple[Tally, float]) -> bool:
    """A closed loop that is refused starts its next call at once, and so is no measure of what can be served."""
    return measured[0].refused <= _FEW_REFUSED * measured[0].offered


def _is_calm(tally: Tally) -> bool:
    return tally.ok == tally.offered


def _fill(server: ServerProcess) -> None:
    """100 agents."""
    request = pb.RecordExecutionsRequest(executions=samples.executions(500))
    for number, execution in enumerate(request.executions):
        execution.agent_name = f"agent {number % 100:03d}"
    with grpc.insecure_channel(server.target) as channel:
        observability_service_pb2_grpc.ObservabilityServiceStub(channel).RecordExecutions(request, timeout=30)
