"""Votes: exact, one a principal, verified where they count."""

from __future__ import annotations

import asyncio
from itertools import count

import grpc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select
from tests.conftest import Hall, reason, running
from tests.marketplace.conftest import Town, colleague, get, install, publish, rate, refused, uninstall

from agenthall_server.clock import Clock
from agenthall_server.database import Database
from agenthall_server.marketplace.manifest import Manifest
from agenthall_server.marketplace.namespaces import Caller
from agenthall_server.marketplace.ranking import rating_lower_bound
from agenthall_server.marketplace.store_publishing import Publication
from agenthall_server.marketplace.store_publishing import publish as publish_row
from agenthall_server.marketplace.store_ratings import rate as rate_row
from agenthall_server.marketplace.tables import HALF_STARS, Agent, Installation
from agenthall_server.scope import Scope

_numbers = count()


async def test_rate_an_agent(hall: Hall) -> None:
    await publish(hall, "a")
    assert (await rate(hall, "A", 4.5, "Good.")).agent.average_rating == 4.5
    agent = (await rate(await colleague(hall, "ann"), "a", 4)).agent
    assert (agent.average_rating, agent.rating_count) == (4.25, 2)
    assert list(agent.rating_histogram) == [0, 0, 0, 0, 0, 0, 1, 1, 0]
    assert (await get(hall, "a")).agent == agent


async def test_a_second_vote_replaces_the_first(hall: Hall) -> None:
    await publish(hall, "a")
    await rate(hall, "a", 1)
    agent = (await rate(hall, "a", 5)).agent
    assert (agent.average_rating, agent.rating_count) == (5, 1)
    assert list(agent.rating_histogram) == [0, 0, 0, 0, 0, 0, 0, 0, 1]


async def test_only_half_stars_from_1_to_5(hall: Hall) -> None:
    await publish(hall, "a")
    for rating in (0, 0.5, 1.25, 4.4, 5.5, -1, float("nan"), float("inf")):
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as caught:
            await rate(hall, "a", rating)
        assert reason(caught.value) == "VALIDATION_FAILED"
    assert (await get(hall, "a")).agent.rating_count == 0


async def test_a_vote_for_nobody(hall: Hall) -> None:
    with refused(grpc.StatusCode.NOT_FOUND):
        await rate(hall, "nobody", 5)


async def test_only_votes_of_others_that_installed_it_count_in_the_bound(town: Town) -> None:
    await publish(town.home, "a")
    nothing = rating_lower_bound(0, 0, 0)
    await install(town.home, "a")
    own = await rate(town.home, "a", 5)
    assert (own.verified, own.agent.rating_lower_bound) == (False, nothing)
    stranger = await rate(town.abroad, "default/a", 5)
    assert (stranger.verified, stranger.agent.rating_lower_bound) == (False, nothing)
    await install(town.abroad, "default/a")
    user = await rate(town.abroad, "default/a", 4)
    assert user.verified
    assert user.agent.rating_lower_bound == pytest.approx(rating_lower_bound(1, 8, 64))
    assert (user.agent.rating_count, user.agent.average_rating) == (2, 4.5)
    await uninstall(town.abroad, "default/a")
    gone = await rate(town.abroad, "default/a", 4)
    assert (gone.verified, gone.agent.rating_lower_bound) == (False, nothing)


async def test_votes_at_the_same_time_are_all_counted(hall: Hall) -> None:
    await publish(hall, "a")
    voters = [await colleague(hall, f"voter {number}") for number in range(5)]
    await asyncio.gather(*(rate(voter, "a", 1 + turn / 2) for turn in range(4) for voter in voters))
    agent = (await get(hall, "a")).agent
    assert agent.rating_count == sum(agent.rating_histogram) == 5


async def test_votes_outlive_a_restart(database_url: str) -> None:
    async with running(database_url) as hall:
        await publish(hall, "a")
        await rate(hall, "a", 3.5)
    async with running(database_url) as hall:
        assert (await get(hall, "a")).agent.average_rating == 3.5
        assert (await rate(hall, "a", 4)).agent.rating_count == 1


def publication(name: str) -> Publication:
    manifest = Manifest(
        namespace="n",
        name=name,
        display_name=name,
        author="",
        description="",
        version="1.0.0",
        category="utility",
        tags=(),
        capabilities=(),
        system_prompt="",
        input_schema=None,
        output_schema=None,
        dependencies=(),
        kind="KIND_AGENT",
        license="",
        examples=(),
    )
    return Publication(manifest, "{}", "sha256:0", 0.0, "VISIBILITY_PUBLIC")


votes = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(HALF_STARS), st.booleans()), max_size=15)


@given(votes)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_those_of_the_votes_that_stand(database: Database, cast: list[tuple[int, int, bool]]) -> None:
    """Four voters vote in any order; before each vote the agent is installed in their workspace, or is not."""
    clock, owner = Clock(), Caller(Scope(1, "owner"), "home", is_admin=False)
    last: dict[int, tuple[int, bool]] = {}
    with database.connect_writer() as connection, connection.begin():
        key = publish_row(owner, connection, clock, publication(f"a{next(_numbers)}")).agent_key
        rated = connection.execute(select(*Agent.__table__.columns).where(Agent.agent_key == key)).one()
        for voter, half_stars, is_installed in cast:
            scope = Scope(10 + voter, "voter")
            _set_installed(connection, scope, key, is_installed=is_installed)
            assert rate_row(scope, connection, clock, rated, half_stars, "") == is_installed
            last[voter] = (half_stars, is_installed)
        agent = connection.execute(select(*Agent.__table__.columns).where(Agent.agent_key == key)).one()
    standing = [half_stars for half_stars, _ in last.values()]
    verified = [half_stars for half_stars, is_verified in last.values() if is_verified]
    histogram = [getattr(agent, f"votes_{half_stars}") for half_stars in HALF_STARS]
    assert histogram == [standing.count(half_stars) for half_stars in HALF_STARS]
    assert (agent.rating_count, agent.rating_sum) == (len(standing), sum(standing))
    assert agent.rating_lower_bound == rating_lower_bound(len(verified), sum(verified), sum(one**2 for one in verified))


def _set_installed(connection: Connection, scope: Scope, agent_key: int, *, is_installed: bool) -> None:
    owned = (Installation.workspace_key == scope.workspace_key, Installation.agent_key == agent_key)
    connection.execute(delete(Installation).where(*owned))
    if is_installed:
        values = {"installation_id": "i", "agent": "n/a", "version": "1.0.0", "digest": "", "version_range": ""}
        times = {"create_time": 0, "update_time": 0}
        connection.execute(
            insert(Installation).values(
                workspace_key=scope.workspace_key, agent_key=agent_key, direct=True, config=None, **values, **times
            )
        )
