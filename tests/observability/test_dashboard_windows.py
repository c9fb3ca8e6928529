"""The dashboard of a window: the commonest errors, the slowest agents and what to do, over a real channel."""

from __future__ import annotations

from collections.abc import Iterable

from agenthall.observability.v1 import errors_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import DAY_US, HOUR_US
from agenthall_server.observability.store_selection import Window
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock
from tests.observability.calls import dashboard, execution, record

Counted = list[tuple[str, str, int]]


def counted(errors: Iterable[errors_pb2.CommonError]) -> Counted:
    return [(one.error_type, one.template, one.failures) for one in errors]


async def test_the_three_commonest_errors_of_each_agent_and_of_all(hall: Hall, clock: SettableClock) -> None:
    now = clock.now_us()
    messages = ["step 1 timed out"] * 4 + ["connection reset"] * 3 + ["no luck"] * 2 + ["once"]
    for agent, texts in (("planner", messages), ("coder", ["no luck"] * 4 + ["step 7 timed out"]), ("idle", [])):
        runs = [execution(agent_name=agent, success=False, error_message=text, team_id=agent) for text in texts]
        await record(hall, execution(agent_name=agent, team_id=agent), *runs)
    await record(
        hall, execution(success=False, error_message="long ago", start_time=timestamp(now - 3 * DAY_US), team_id="old")
    )
    found = await dashboard(hall, hours=24)
    errors = {agent.agent_name: counted(agent.common_errors) for agent in found.agents}
    of_planner: Counted = [
        ("timeout", "step <number> timed out", 4), ("network", "connection reset", 3), ("unknown", "no luck", 2),
    ]  # fmt: skip
    of_coder: Counted = [("unknown", "no luck", 4), ("timeout", "step <number> timed out", 1)]
    assert errors == {"planner": of_planner, "coder": of_coder, "idle": []}
    assert counted(found.summary.common_errors) == [
        ("unknown", "no luck", 6), ("timeout", "step <number> timed out", 5), ("network", "connection reset", 3),
    ]  # fmt: skip
    of_team = await dashboard(hall, hours=24, team_id="coder")
    assert counted(of_team.summary.common_errors) == counted(of_team.agents[0].common_errors) == of_coder
    of_agent = await dashboard(hall, hours=24, agent_names=["planner"])
    assert counted(of_agent.summary.common_errors) == of_planner
    assert counted((await dashboard(hall, hours=96, team_id="old")).summary.common_errors)[0][1] == "long ago"
    assert counted((await dashboard(hall, team_id="old")).summary.common_errors)[0][1] == "long ago"


async def test_it_says_where_time_goes_and_what_to_do(hall: Hall) -> None:
    (nothing,) = (await dashboard(hall, hours=24)).recommendations
    assert (nothing.kind, nothing.executions_needed) == (pb.RECOMMENDATION_KIND_INSUFFICIENT_DATA, 10)
    for agent, seconds in (("a", 1), ("b", 50), ("c", 2), ("d", 3)):
        await record(hall, *(execution(agent_name=agent, duration_ms=1000 * seconds) for _ in range(10)))
    found = await dashboard(hall, hours=24)
    assert [(one.agent_name, one.avg_duration_ms) for one in found.bottlenecks] == [
        ("b", 50_000), ("d", 3_000), ("c", 2_000),
    ]  # fmt: skip
    assert [(one.kind, one.agent_name) for one in found.recommendations] == [(pb.RECOMMENDATION_KIND_SLOW, "b")]
    (well,) = (await dashboard(hall, hours=24, agent_names=["a"])).recommendations
    assert well.kind == pb.RECOMMENDATION_KIND_ALL_WELL


async def test_it_says_when_the_window_begins(hall: Hall, clock: SettableClock) -> None:
    assert not (await dashboard(hall)).HasField("start_time")
    now = clock.now_us()
    start = (await dashboard(hall, hours=24)).start_time.ToMicroseconds()
    assert start == (now - DAY_US) // HOUR_US * HOUR_US


def test_a_window_is_hours_then_days_then_hours() -> None:
    begin = 100 * DAY_US
    until_now = Window(begin + 5 * HOUR_US).given()
    assert until_now == {"start": begin + 5 * HOUR_US, "midnight": begin + DAY_US}
    within_a_day = Window(begin + HOUR_US, end=begin + 3 * HOUR_US).given()
    assert (within_a_day["midnight"], within_a_day["last_midnight"]) == (within_a_day["end"],) * 2
    of_days = Window(begin - HOUR_US, end=begin + 2 * DAY_US + HOUR_US).given()
    assert (of_days["midnight"], of_days["last_midnight"]) == (begin, begin + 2 * DAY_US)
    assert Window(team_id="t", model="m").given() == {"team_id": "t", "model": "m"}
