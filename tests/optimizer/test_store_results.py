"""Statistics are the sum of the results, whatever is repeated, grouped or mixed up."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from agenthall_server import migrations
from agenthall_server.clock import Clock
from agenthall_server.database import open_database
from agenthall_server.errors import NotFound, RecordIdReused
from agenthall_server.optimizer.scoring import Totals, totals_of
from agenthall_server.optimizer.store import NewVariant, add_variants
from agenthall_server.optimizer.store_results import NewResult, Recorded, record_results
from agenthall_server.optimizer.tables import Experiment, Result, VariantStatistics
from agenthall_server.scope import Scope

AGENTS = ("A", "B")
VARIANTS = ("a", "b", "unknown")
_workspaces = count(1000)


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    database = open_database(database_url)
    with database.connect_writer() as writer:
        with writer.begin():
            migrations.upgrade(writer)
        yield writer
    asyncio.run(database.close())


def new_workspace(connection: Connection) -> Scope:
    scope = Scope(next(_workspaces), "tester")
    known = [NewVariant(scope, agent, variant, "prompt") for agent in AGENTS for variant in VARIANTS[:2]]
    add_variants(Clock(), connection, known)
    return scope


def result(
    scope: Scope, result_id: str, agent: str, variant: str, success: int | None, quality: int | None
) -> NewResult:
    return NewResult(
        scope=scope,
        result_id=result_id,
        agent_name=agent,
        variant_id=variant,
        success=success,
        quality_micro=quality,
        duration_us=None if quality is None else quality % 977,
        cost_nano_usd=success,
        error="",
        propensity=0.5,
        policy_version=1,
        late=False,
        receive_time=1,
    )


def statistics(connection: Connection, scope: Scope) -> dict[tuple[str, str], Totals]:
    rows = connection.execute(select(VariantStatistics).where(VariantStatistics.workspace_key == scope.workspace_key))
    return {(row[1], row[2]): Totals(*row[4:]) for row in rows}


def recount(items: list[NewResult]) -> dict[tuple[str, str], Totals]:
    """The sum over the first item of each id, if its variant is known."""
    first = {item.result_id: item for item in reversed(items) if item.variant_id != "unknown"}
    sums: dict[tuple[str, str], Totals] = {}
    for item in first.values():
        name = item.agent_name, item.variant_id
        one = totals_of(item.success, item.quality_micro, item.duration_us, item.cost_nano_usd)
        sums[name] = sums.get(name, Totals()) + one
    return sums


MEASURED = st.tuples(st.none() | st.integers(0, 1), st.none() | st.integers(0, 100_000_000)).filter(
    lambda parts: parts != (None, None)
)
ITEMS = st.lists(
    st.tuples(st.integers(0, 12).map(str), st.sampled_from(AGENTS), st.sampled_from(VARIANTS), MEASURED), max_size=40
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ITEMS, st.integers(1, 7))
def test_statistics_equal_a_recount(connection: Connection, drawn: list, group: int) -> None:
    with connection.begin():
        scope = new_workspace(connection)
        items = [result(scope, name, agent, variant, *measured) for name, agent, variant, measured in drawn]
        outcomes = []
        for start in range(0, len(items), group):
            outcomes += record_results(connection, items[start : start + group])
        assert statistics(connection, scope) == recount(items)
    for item, outcome in zip(items, outcomes, strict=True):
        assert isinstance(outcome, NotFound) == (item.variant_id == "unknown")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ITEMS, st.randoms(use_true_random=False))
def test_order_does_not_matter(connection: Connection, drawn: list, random: Random) -> None:
    """Ids are made unique: among different results of one id the first one counts, so there the order decides."""
    with connection.begin():
        one, other = new_workspace(connection), new_workspace(connection)
        numbered = list(enumerate(drawn))
        record_results(connection, [result(one, str(at), *names, *measured) for at, (_, *names, measured) in numbered])
        random.shuffle(numbered)
        record_results(
            connection, [result(other, str(at), *names, *measured) for at, (_, *names, measured) in numbered]
        )
        assert statistics(connection, one) == statistics(connection, other)


def test_outcomes_within_one_group(connection: Connection) -> None:
    with connection.begin():
        one, other = new_workspace(connection), new_workspace(connection)
        first, same = (result(one, "1", "A", "a", 1, None) for _ in range(2))
        changed, elsewhere = result(one, "1", "A", "b", 1, None), result(other, "1", "A", "b", 1, None)
        outcomes = record_results(connection, [first, same, changed, elsewhere])
    assert outcomes[1] == Recorded(duplicate=True, late=False)
    assert isinstance(outcomes[2], RecordIdReused)
    assert [outcome.duplicate for outcome in (outcomes[0], outcomes[3])] == [False, False]


def test_only_changed_experiments_advance(connection: Connection) -> None:
    def revisions(scope: Scope) -> dict[str, int]:
        statement = select(Experiment.agent_name, Experiment.revision)
        return dict(connection.execute(statement.where(Experiment.workspace_key == scope.workspace_key)).all())

    with connection.begin():
        scope = new_workspace(connection)
        before = revisions(scope)
        outcomes = record_results(connection, [result(scope, name, "A", "a", 1, None) for name in "123"])
        assert [outcome.revision - before["A"] for outcome in outcomes] == [1, 2, 3]
        after = revisions(scope)
        record_results(connection, [result(scope, "1", "A", "a", 1, None)])
        assert revisions(scope) == after == {"A": before["A"] + 3, "B": before["B"]}


def test_the_propensity_stays_with_the_result(connection: Connection) -> None:
    with connection.begin():
        scope = new_workspace(connection)
        record_results(connection, [result(scope, "1", "A", "a", 1, None)])
        statement = select(Result.propensity, Result.policy_version).where(Result.workspace_key == scope.workspace_key)
        assert connection.execute(statement).one() == (0.5, 1)


def test_sums_that_reached_their_limit_stay_there(connection: Connection) -> None:
    """9,223 results of a million dollars each are all that 64 bits hold."""
    with connection.begin():
        scope = new_workspace(connection)
        for group in range(3):
            items = [
                replace(result(scope, f"{group}-{at}", "A", "a", 1, None), cost_nano_usd=10**15) for at in range(4000)
            ]
            assert all(isinstance(outcome, Recorded) for outcome in record_results(connection, items))
        totals = statistics(connection, scope)["A", "a"]
    assert (totals.result_count, totals.cost_count, totals.cost_sum_nano_usd) == (12_000, 12_000, 2**63 - 1)
    assert totals.mean_score == 1.0
