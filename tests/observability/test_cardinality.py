"""A workspace cannot have more sums than it may: later names count under `__other__`, and a recount agrees."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from agenthall.observability.v1 import analysis_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.database import Database
from agenthall_server.observability.cardinality import AGENT, MODEL, OTHER, TEAM, as_counted, counted_under
from agenthall_server.observability.store_names import CountedNames
from tests.command_line import agenthall
from tests.conftest import Hall, running
from tests.observability import samples
from tests.observability.calls import dashboard, execution, executions, one, record


async def shown(hall: Hall) -> dict[str, int]:
    return {agent.agent_name: agent.total_executions for agent in (await dashboard(hall)).agents}


async def counted(hall: Hall, grouping: int) -> dict[str, float]:
    """Executions of today by model or team."""
    request = pb.QueryMetricsRequest(
        metrics=[analysis_pb2.SERIES_METRIC_EXECUTIONS], group_by=grouping, step={"seconds": 86_400}
    )
    found = await hall.observability.QueryMetrics(request)
    return {series.group: sum(point.value for point in series.points) for series in found.series}


@pytest.mark.parametrize(
    ("overflow", "expected"),
    [(None, ("a", "m", "t")), (AGENT, (OTHER, "m", "t")), (MODEL | TEAM, ("a", OTHER, OTHER)), (7, (OTHER,) * 3)],
)
def test_what_overflows_counts_under_another_name(overflow: int | None, expected: tuple[str, str, str]) -> None:
    assert counted_under(("a", "m", "t"), overflow) == expected
    found = as_counted(samples.execution(agent_name="a", model="m", team_id="t", overflow=overflow))
    assert (found.agent_name, found.model, found.team_id) == expected


async def test_later_agents_count_under_other_and_keep_their_names(database_url: str) -> None:
    async with running(database_url, max_counted_names=3) as hall:
        for number in range(5):
            await one(hall, execution_id=str(number), agent_name=f"agent {number}", success=False, error_type="timeout")
        await record(hall, *(execution(agent_name=f"agent {number}", tokens=7) for number in range(5)))
        assert await shown(hall) == {"agent 0": 2, "agent 1": 2, "agent 2": 2, OTHER: 4}
        kept = Counter(found.agent_name for found in await executions(hall))
        assert kept == {f"agent {number}": 2 for number in range(5)}
        again = await one(hall, execution_id="4", agent_name="agent 4", success=False, error_type="timeout")
        assert again.duplicate
        errors = await hall.observability.GetErrorAnalysis(pb.GetErrorAnalysisRequest())
        failures = Counter({found.agent_name: 0 for found in errors.patterns})
        for found in errors.patterns:
            failures[found.agent_name] += found.failures
        assert failures == {"agent 0": 1, "agent 1": 1, "agent 2": 1, OTHER: 2}
        assert b"agenthall_executions_counted_as_other_total 4.0" in hall.server.metrics.exposition()
    async with running(database_url, max_counted_names=4) as hall:
        await one(hall, agent_name="agent 4")
        await one(hall, agent_name="agent 3")
        assert await shown(hall) == {"agent 0": 2, "agent 1": 2, "agent 2": 2, "agent 4": 1, OTHER: 5}
    done = await agenthall("doctor", "--recount", "--database", database_url)
    assert done.code == 0, done.out


async def test_models_and_teams_are_bounded_too(database_url: str) -> None:
    async with running(database_url, max_counted_names=2) as hall:
        for number in range(4):
            await record(hall, execution(model=f"model {number}", team_id=f"team {number}"), execution())
        assert await counted(hall, analysis_pb2.SERIES_GROUPING_MODEL) == {"": 4, "model 0": 1, "model 1": 1, OTHER: 2}
        assert await counted(hall, analysis_pb2.SERIES_GROUPING_TEAM) == {"": 4, "team 0": 1, "team 1": 1, OTHER: 2}
        assert await shown(hall) == {"planner": 8}


def test_combinations_are_bounded_where_names_are_not(writer: Connection) -> None:
    """4 agents, 4 models and 4 teams would be 64 combinations, of which 40 have room: the others are an agent's own."""
    names, four = CountedNames(4), range(4)
    everything = [
        samples.execution(agent_name=f"a{agent}", model=f"m{model}", team_id=f"t{team}")
        for agent in four
        for model in four
        for team in four
    ]
    found = [as_counted(one) for one in names.marked(writer, everything)]
    combinations = {(one.agent_name, one.model, one.team_id) for one in found}
    assert len(combinations - {(f"a{agent}", OTHER, OTHER) for agent in four}) == 40
    assert {one.agent_name for one in found} == {"a0", "a1", "a2", "a3"}
    assert [as_counted(one) for one in names.marked(writer, everything)] == found


def test_what_was_rolled_back_is_not_remembered(database: Database) -> None:
    names = CountedNames(1)
    mine, other = samples.execution(agent_name="mine"), samples.execution(agent_name="other")
    with database.connect_writer() as connection:
        for _ in range(2):
            with connection.begin() as transaction:
                for _ in range(2):
                    assert names.marked(connection, [mine]) == [mine]
                transaction.rollback()
        with connection.begin():
            assert names.marked(connection, [other]) == [other]
        for _ in range(2):
            with connection.begin():
                assert [one.overflow for one in names.marked(connection, [mine, other])] == [AGENT, None]


async def test_two_servers_let_no_more_in_than_one(new_postgres: Callable[[], str]) -> None:
    url = new_postgres()
    async with running(url, max_counted_names=5) as one_hall, running(url, max_counted_names=5) as other:
        halls = (one_hall, other)
        calls = (one(halls[number % 2], agent_name=f"agent {number}") for number in range(20))
        await asyncio.gather(*calls)
        found = await shown(one_hall)
        assert (len(found), sum(found.values()), found[OTHER]) == (6, 20, 15)
        assert await shown(other) == found
