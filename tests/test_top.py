"""`agenthall top`: the newest figures of each agent, their rates, and what a terminal shows of them."""

from __future__ import annotations

import asyncio
import io
import os
import pty
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from rich.console import Console

from agenthall.observability.v1 import dashboard_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.top.fleet import ORDERS, Fleet
from agenthall_server.top.screen import dollars, duration, screen
from tests.command_line import agenthall
from tests.conftest import Hall
from tests.observability.calls import execution


def agent(name: str, executions: int = 0, **values: object) -> dashboard_pb2.AgentMetrics:
    return dashboard_pb2.AgentMetrics(agent_name=name, total_executions=executions, **values)  # type: ignore[arg-type]


def shown(fleet: Fleet, *, order: str = "rate", rows: int = 10, trouble: str = "", width: int = 160) -> list[str]:
    printed = io.StringIO()
    found = screen(fleet, order=order, rows=rows, width=width, trouble=trouble)
    Console(width=width, file=printed).print(found)
    return [line.rstrip() for line in printed.getvalue().splitlines()]


def test_a_rate_is_over_the_last_seconds_and_falls_to_nothing() -> None:
    fleet = Fleet()
    fleet.replace([agent("a", 1000), agent("b", 5)], 0.0)
    assert fleet.rate() == 0
    for second in range(1, 21):
        fleet.update([agent("a", 1000 + 3 * second)], float(second))
    assert fleet.ordered("rate")[0][1] == pytest.approx(3.0)
    fleet.update([], 26.0)
    assert 0 < fleet.rate() < 3
    fleet.update([], 40.0)
    assert fleet.rate() == 0


def test_a_new_snapshot_keeps_rates_and_drops_who_is_gone() -> None:
    fleet = Fleet()
    fleet.replace([agent("a", 10), agent("b", 5)], 0.0)
    fleet.replace([agent("a", 30)], 10.0)
    assert [(one.agent_name, rate) for one, rate in fleet.ordered("rate")] == [("a", 2.0)]
    fleet.replace([agent("a", 7)], 11.0)
    assert fleet.rate() == 0, "an older store, not -2 a second"


@pytest.mark.parametrize("width", range(40, 161, 10))
def test_no_figure_is_cut_however_narrow_the_terminal(width: int) -> None:
    fleet = Fleet()
    fleet.replace([agent("a" * 30, 14_231_007, total_tokens=2_321_442_118, cost_nano_usd=9_990_110_000_000)], 0.0)
    lines = shown(fleet, width=width)
    assert all(len(line) <= width for line in lines[1:])
    assert "14,231,007" in lines[-1]
    assert not any("\u2026" in figure for figure in lines[-1].split()[1:]), "only the name may be shortened"


@pytest.mark.parametrize("order", sorted(ORDERS))
def test_the_highest_comes_first(order: str) -> None:
    fields = {"p95": "p95_duration_ms", "tokens": "total_tokens", "cost": "cost_nano_usd"}
    fleet = Fleet()
    fleet.replace([agent("low"), agent("high")], 0.0)
    values = {fields.get(order, order): 9} if order not in {"rate", "executions"} else {}
    fleet.update([agent("high", 5, **values)], 1.0)
    assert [one.agent_name for one, _ in fleet.ordered(order)] == ["high", "low"]


def test_a_screen_says_what_is_known_and_how_much_it_leaves_out() -> None:
    fleet = Fleet()
    known = {
        "success_rate": 75.0,
        "successful": 3,
        "failed": 1,
        "p95_duration_ms": 1500.0,
        "cost_nano_usd": 2_500_000_000,
    }
    fleet.replace([agent("[red]planner", 4, **known), agent("idle"), agent("other")], 0.0)
    total, head, first, second, more, trouble = shown(fleet, order="executions", rows=2, trouble="away")
    assert total == "3 agents, 4 executions, 0.0/s, 75.0 % successful, 0 running, $2.50"
    assert head.split()[:4] == ["agent", "executions", "/s", "success"]
    assert " ".join(first.split()) == "[red]planner 4 0.0 75.0 % 1 - 1.5 s - 0 $2.50 0 0"
    assert " ".join(second.split()) == "idle 0 0.0 - 0 - - - 0 - 0 0"
    assert (more, trouble) == ("and 1 more", "away")


def test_figures_have_few_digits() -> None:
    assert [duration(value) for value in (0.4, 999.0, 1500.0, 90_000.0, 7.2e6, 2e8)] == [
        "0.4 ms", "999 ms", "1.5 s", "1.5 min", "2 h", "2.31 d",
    ]  # fmt: skip
    assert [dollars(nano) for nano in (0, 1_200_000, 2_345_678_000_000)] == ["$0.00", "$0.0012", "$2,345.68"]


async def test_where_nobody_watches_it_shows_the_figures_once(sqlite_hall: Hall) -> None:
    for _ in range(3):
        await record(sqlite_hall)
    done = await agenthall("top", "planner", AGENTHALL_TARGET=f"127.0.0.1:{sqlite_hall.server.port}")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0].startswith("1 agents, 3 executions")
    assert "planner" in done.out


async def test_errors_are_lines(sqlite_hall: Hall) -> None:
    target = f"127.0.0.1:{sqlite_hall.server.port}"
    unknown = await agenthall("top", "--sort", "size", AGENTHALL_TARGET=target)
    assert unknown.code == 2
    assert "rate, executions, failed" in unknown.err
    refused = await agenthall("top", "x" * 201, AGENTHALL_TARGET=target)
    assert refused.code == 1
    assert "agent_names[0]" in refused.err
    nobody = await agenthall("top", AGENTHALL_TARGET="127.0.0.1:1")
    assert nobody.code == 1
    assert "nothing answers" in nobody.err


@pytest.fixture
def heard_interrupts() -> Iterator[None]:
    """What runs in the background ignores Ctrl-C, and so would every process that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard_interrupts")
async def test_on_a_terminal_it_follows_what_happens(sqlite_hall: Hall) -> None:
    mine, its = pty.openpty()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agenthall_server", "top", "--interval", "0.1"),
        stdin=its,
        stdout=its,
        stderr=its,
        env=os.environ | {"AGENTHALL_TARGET": f"127.0.0.1:{sqlite_hall.server.port}", "COLUMNS": "160", "LINES": "20"},
    )
    os.close(its)
    try:
        async with asyncio.timeout(20):
            seen = ""
            while "0 executions" not in seen:
                seen += await asyncio.to_thread(_read, mine)
            await record(sqlite_hall)
            while "1 executions" not in seen:
                seen += await asyncio.to_thread(_read, mine)
            process.send_signal(signal.SIGINT)
            await asyncio.to_thread(_read_on, mine)  # it may be writing: then it ends when that was read
            await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
        os.close(mine)
    assert process.returncode == 0


def _read_on(descriptor: int) -> None:
    with suppress(OSError):  # the end of a terminal that nobody writes to any more
        while os.read(descriptor, 65536):
            pass


def _read(descriptor: int) -> str:
    return os.read(descriptor, 65536).decode(errors="replace")


async def record(hall: Hall) -> None:
    await hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=execution(agent_name="planner")))
