"""Costs and where they lead, by hand; then GetCostReport over a real channel."""

from __future__ import annotations

import pytest

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import DAY_US, HOUR_US
from agenthall_server.observability.costs import MOST_SHARES, last_days, last_hours, report, shares
from agenthall_server.observability.series import Bucket
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock
from tests.observability.calls import execution, record
from tests.observability.samples import NOON_US, sums
from tests.observability.test_folding import folded

USD = 1_000_000_000


def cost(start: int, nano: int) -> Bucket:
    return Bucket(start, sums(successful=1, cost_count=1, cost_sum_nano=nano), {})


def test_the_rings_end_with_what_runs() -> None:
    found = report(NOON_US + 1, None, [cost(NOON_US, 5)], [cost(NOON_US - DAY_US // 2, 7)], None)
    assert (len(found.hours), len(found.days)) == (24, 30)
    assert (found.hours[-1].start_time, found.hours[0].start_time) == (NOON_US, NOON_US - 23 * HOUR_US)
    assert (found.current_hour_cost_nano_usd, found.today_cost_nano_usd) == (5, 7)
    assert (found.total_cost_nano_usd, found.unknown_cost_share) == (0, None)
    assert last_hours(NOON_US).end == NOON_US + HOUR_US
    assert last_days(NOON_US).end == NOON_US + DAY_US // 2


def test_a_projection_goes_by_what_was_spent_lately_not_by_the_mean_of_all_time() -> None:
    """The fault: 24 USD in the first day of a history of 31 days were projected as 0.77 USD a day for ever after."""
    start = NOON_US - 31 * DAY_US
    idle = report(NOON_US, start, [], [], sums(cost_sum_nano=24 * USD, cost_count=24, successful=24))
    assert idle.projected_daily_cost_nano_usd == idle.projected_monthly_cost_nano_usd == 0
    assert idle.total_cost_nano_usd == 24 * USD
    # after that month an USD an hour again for a day: the mean of all time would say 1.5 USD a day
    hours = [cost(at, USD) for at in last_hours(NOON_US).starts()]
    days = [cost(NOON_US - DAY_US // 2, 12 * USD), cost(NOON_US - DAY_US * 3 // 2, 12 * USD)]
    busy = report(NOON_US, start, hours, days, sums(cost_sum_nano=48 * USD, cost_count=48, successful=48))
    assert busy.projected_daily_cost_nano_usd == pytest.approx(24 * USD, rel=0.05)
    assert busy.projected_monthly_cost_nano_usd == pytest.approx(24 * USD * 30 / 6.5, rel=0.01)


def test_a_young_history_is_projected_by_its_own_hours() -> None:
    first = NOON_US - 3 * HOUR_US
    hours = [cost(first + at * HOUR_US, USD) for at in range(3)]
    found = report(NOON_US, first, hours, [cost(NOON_US - DAY_US // 2, 3 * USD)], None)
    assert found.hourly_rate_nano_usd == USD
    assert found.projected_daily_cost_nano_usd == 24 * USD
    assert found.projected_monthly_cost_nano_usd == 720 * USD
    minutes = report(NOON_US + 60_000_000, NOON_US, [cost(NOON_US, USD)], [], None)
    assert minutes.hourly_rate_nano_usd == USD  # not sixty times as much


def test_shares_by_hand() -> None:
    groups = [
        sums("b", successful=2, cost_count=1, cost_sum_nano=25),
        sums("a", successful=1, cost_count=1, cost_sum_nano=25),
        sums("c", failed=3, cost_count=3, cost_sum_nano=50),
    ]
    assert [(one.name, one.share, one.unknown_cost_executions) for one in shares(groups)] == [
        ("c", 50.0, 0),
        ("a", 25.0, 0),
        ("b", 25.0, 1),
    ]
    assert shares([sums("free", successful=1)])[0].share is None
    assert len(shares([sums(str(number)) for number in range(MOST_SHARES + 1)])) == MOST_SHARES


async def test_the_report_of_a_store(hall: Hall, clock: SettableClock, database_url: str) -> None:
    empty = await hall.observability.GetCostReport(pb.GetCostReportRequest())
    assert (empty.total_cost_nano_usd, len(empty.hours), len(empty.agents)) == (0, 24, 0)
    assert not empty.HasField("unknown_cost_share")
    hour = clock.now_us() // HOUR_US * HOUR_US
    await record(
        hall,
        execution(cost_nano_usd=USD, model="m", team_id="t"),
        execution(agent_name="coder", cost_nano_usd=2 * USD, start_time=timestamp(hour - 2 * HOUR_US)),
        execution(agent_name="coder", start_time=timestamp(hour - 2 * HOUR_US)),
        execution(agent_name="old", cost_nano_usd=5 * USD, start_time=timestamp(hour - 40 * DAY_US)),
    )
    for _ in range(2):  # what waits to be folded, and what was
        found = await hall.observability.GetCostReport(pb.GetCostReportRequest())
        assert (found.current_hour_cost_nano_usd, found.total_cost_nano_usd) == (USD, 8 * USD)
        assert found.unknown_cost_share == 25.0
        assert [bucket.cost_nano_usd for bucket in found.hours[-3:]] == [2 * USD, 0, USD]
        assert found.hours[-3].unknown_cost_executions == 1
        assert sum(bucket.cost_nano_usd for bucket in found.days) == 3 * USD
        assert [(one.name, one.cost_nano_usd) for one in found.agents] == [
            ("old", 5 * USD), ("coder", 2 * USD), ("planner", USD),
        ]  # fmt: skip
        assert [(one.name, one.share) for one in found.models] == [("", 87.5), ("m", 12.5)]
        assert [one.name for one in found.teams] == ["", "t"]
        assert found.hourly_rate_nano_usd == pytest.approx(3 * USD / 23.5, rel=0.03)
        assert found.projected_daily_cost_nano_usd == pytest.approx(24 * found.hourly_rate_nano_usd)
        request = pb.GetCostReportRequest(team_id="t")
        request.window.seconds = 86_400
        of_team = await hall.observability.GetCostReport(request)
        assert [(one.name, one.cost_nano_usd) for one in of_team.agents] == [("planner", USD)]
        assert of_team.total_cost_nano_usd == USD
        await folded(database_url)
