"""GetDashboard of 100 agents: p99 with 1,000,000 stored executions against 10,000. History must not matter.

Both stores are filled through RecordExecutions with executions spread evenly over 30 days and three models, in the
order of time. The figure is for all time (no window), 4 calls in flight. The windows of a day and of 30 days are shown
too, one call at a time: they add up hours, so they cost what the busy hours of the window cost, of which 10,000
executions fill few.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

import grpc

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall.observability.v1 import observability_service_pb2_grpc
from agenthall_server.clock import system_now_us
from bench import samples
from bench.figures import compared
from bench.load import repeat, send_all
from bench.processes import ServerProcess, hall
from bench.stored import execution_count

RECORD = "/agenthall.observability.v1.ObservabilityService/RecordExecutions"
DASHBOARD = "/agenthall.observability.v1.ObservabilityService/GetDashboard"
SMALL, LARGE = 10_000, 1_000_000
AGENTS = 100
DAYS = 30
HOUR_US = 3_600_000_000
IN_FLIGHT = 4
REPETITIONS = 5
SECONDS = 2.0
GOAL = 1.2
WINDOW_HOURS = {"day": 24, "30_days": 24 * DAYS}
WINDOW_REPETITIONS = 10


def run() -> None:
    """Prints the figures."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        stores = []
        for count in (LARGE, SMALL):
            folder = Path(name, str(count))
            folder.mkdir()
            server = stack.enter_context(hall(folder, f"sqlite:///{folder}/hall.db"))
            _fill(folder, server, count)
            stores.append((folder, server))
        _print_p99(stores)
        for window, hours in WINDOW_HOURS.items():
            _print_window([server for _, server in stores], window, hours)


def _print_p99(stores: Sequence[tuple[Path, ServerProcess]]) -> None:
    pairs = [[_p99(folder, server) for folder, server in stores] for _ in range(REPETITIONS)]
    large, small = zip(*pairs, strict=True)
    compared("dashboard_p99_ms_1m_vs_10k", large, small, at_most=GOAL, agents=AGENTS, in_flight=IN_FLIGHT).print()


def _print_window(servers: Sequence[ServerProcess], window: str, hours: int) -> None:
    pairs = [[_milliseconds(server, hours) for server in servers] for _ in range(WINDOW_REPETITIONS + 1)]
    large, small = zip(*pairs[1:], strict=True)  # the first one warms up
    compared(f"dashboard_{window}_ms_1m_vs_10k", large, small).print()


def _fill(folder: Path, server: ServerProcess, count: int) -> None:
    last = system_now_us()
    executions = samples.fleet(count, agents=AGENTS, first_us=last - DAYS * 24 * HOUR_US, last_us=last)
    send_all(folder, server.target, RECORD, list(samples.batches(executions, 1000)), in_flight=4)
    stored, shown = execution_count(folder / "hall.db"), _dashboard(server, pb.GetDashboardRequest()).summary
    assert stored == shown.total_executions == count, f"{count} sent, {stored} stored, {shown.total_executions} counted"
    assert shown.total_agents == AGENTS, shown.total_agents


def _dashboard(server: ServerProcess, request: pb.GetDashboardRequest) -> pb.GetDashboardResponse:
    with grpc.insecure_channel(server.target) as channel:
        return observability_service_pb2_grpc.ObservabilityServiceStub(channel).GetDashboard(request, timeout=30)


def _p99(folder: Path, server: ServerProcess) -> float:
    message = pb.GetDashboardRequest().SerializeToString()
    return repeat(folder, server.target, DASHBOARD, message, in_flight=IN_FLIGHT, seconds=SECONDS).p99_ms


def _milliseconds(server: ServerProcess, hours: int) -> float:
    request = pb.GetDashboardRequest()
    request.window.seconds = hours * 3600
    started = perf_counter()
    _dashboard(server, request)
    return (perf_counter() - started) * 1000


if __name__ == "__main__":
    run()
