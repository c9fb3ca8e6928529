"""Folding: what waits and what is folded are one to a reader, whenever and in whichever server it happens."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from sqlalchemy import func, select

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.database import open_for_reading
from agenthall_server.observability.tables import ExecutionDelta, ExecutionRollup
from tests.conftest import Hall, running
from tests.observability.calls import execution

_SHARES = {"p50_duration_ms": 0.5, "p95_duration_ms": 0.95, "p99_duration_ms": 0.99}


async def dashboard(hall: Hall) -> pb.GetDashboardResponse:
    return await hall.observability.GetDashboard(pb.GetDashboardRequest())


async def record(hall: Hall, durations: Sequence[float], agent_name: str = "planner") -> None:
    executions = [execution(agent_name=agent_name, duration_ms=one) for one in durations]
    done = await hall.observability.RecordExecutions(pb.RecordExecutionsRequest(executions=executions))
    assert done.accepted_count == len(durations)


def rows(database_url: str) -> tuple[int, int]:
    """Deltas and rollups in the store."""
    with open_for_reading(database_url) as connection:
        deltas, rollups = (
            connection.scalar(select(func.count()).select_from(table).where(table.workspace_key > 0)) or 0
            for table in (ExecutionDelta, ExecutionRollup)
        )
    return deltas, rollups


async def folded(database_url: str) -> int:
    """Rollups, once nothing waits any more."""
    async with asyncio.timeout(10):
        while (found := await asyncio.to_thread(rows, database_url))[0]:  # noqa: ASYNC110 - it is in the database
            await asyncio.sleep(0.05)
    return found[1]


async def test_an_answer_is_the_same_before_and_after_folding(database_url: str) -> None:
    rng = random.Random(5)
    async with running(database_url) as hall:
        for agent_name in "abca":
            await record(hall, [rng.expovariate(0.001) for _ in range(50)], agent_name)
        before = await dashboard(hall)
        assert len(before.agents) == 3
        assert await folded(database_url) >= 4 * 3
        assert await dashboard(hall) == before


async def test_percentiles_are_those_of_the_durations(hall: Hall) -> None:
    rng = random.Random(6)
    durations = [rng.lognormvariate(6, 2) for _ in range(900)]
    for start in range(0, 900, 300):
        await record(hall, durations[start : start + 300])
    (agent,) = (await dashboard(hall)).agents
    for name, share in _SHARES.items():
        exact = sorted(durations)[int(share * 899)]
        assert abs(getattr(agent, name) - exact) <= 0.011 * exact


async def test_without_a_duration_there_is_no_percentile(hall: Hall) -> None:
    await hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=execution()))
    (agent,) = (await dashboard(hall)).agents
    assert not any(agent.HasField(name) for name in _SHARES)


async def test_what_a_server_left_is_folded_by_the_next(database_url: str) -> None:
    async with running(database_url) as hall:
        await record(hall, [10.0, 20.0, 30.0])
        before = await dashboard(hall)
    async with running(database_url) as hall:
        assert await folded(database_url) >= 4
        assert await dashboard(hall) == before
