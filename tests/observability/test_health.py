"""How agents are doing, by hand; then ListAgentHealth over a real channel."""

from __future__ import annotations

import pytest

from agenthall.observability.v1 import analysis_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.health import healths
from agenthall_server.wire import timestamp
from tests.conftest import Hall, SettableClock
from tests.observability.calls import execution, record
from tests.observability.samples import DAY_US, sums_of


@pytest.mark.parametrize(
    ("agent", "status"),
    [
        (sums_of("a", ok=9), "UNKNOWN"),
        (sums_of("a", failed=9), "UNKNOWN"),
        (sums_of("a", ok=10), "HEALTHY"),
        (sums_of("a", ok=8, failed=2), "HEALTHY"),  # 80 %, but up to 94 % are possible: nothing is sure
        (sums_of("a", ok=70, failed=30), "FAILING"),  # up to 78 %
        (sums_of("a", ok=80, failed=20), "DEGRADED"),  # up to 87 %
        (sums_of("a", ok=85, failed=15), "HEALTHY"),  # up to 91 %
        (sums_of("a", ok=10, durations=[31_000.0] * 10), "DEGRADED"),
        (sums_of("a", ok=10, durations=[31_000.0] * 9), "HEALTHY"),
        (sums_of("a", ok=10, durations=[1_000.0, 90_000.0] * 5), "HEALTHY"),  # 45 s, but 12 s are possible
        (sums_of("a", ok=70, failed=30, durations=[31_000.0] * 100), "FAILING"),
    ],
)
def test_a_status_needs_certainty(agent: AgentSums, status: str) -> None:
    (found,) = healths([agent])
    assert found.status == status


def test_the_worst_come_first_with_their_evidence() -> None:
    agents = [
        sums_of("well", ok=100),
        sums_of("young", ok=4),
        sums_of("failing", ok=10, failed=90),
        sums_of("slow", ok=100, durations=[40_000.0] * 100),
    ]
    failing, slow, young, well = healths(agents)
    assert [one.agent_name for one in (failing, slow, young, well)] == ["failing", "slow", "young", "well"]
    (rate,) = failing.evidence
    assert (rate.metric, rate.value, rate.threshold, rate.crossed, rate.sample_count) == (
        "success_rate", 10.0, 80.0, True, 100,
    )  # fmt: skip
    assert rate.interval is not None
    assert rate.interval.high == pytest.approx(17.4, abs=0.1)
    assert failing.text == "success rate 10.0% over 100 executions, below 80%"
    assert [(one.metric, one.crossed) for one in slow.evidence] == [("success_rate", False), ("avg_duration_ms", True)]
    assert slow.text == "40.0 s on average over 100 executions, above 30 s"
    assert (young.executions_needed, well.executions_needed) == (6, 0)


async def test_health_of_a_store(hall: Hall, clock: SettableClock) -> None:
    long_ago = timestamp(clock.now_us() - 3 * DAY_US)
    await record(
        hall,
        *(execution(agent_name="failing", success=False) for _ in range(20)),
        *(execution(agent_name="well", team_id="t") for _ in range(20)),
        *(execution(agent_name="gone", start_time=long_ago) for _ in range(20)),
    )
    answer = await hall.observability.ListAgentHealth(pb.ListAgentHealthRequest())
    assert [(one.agent_name, one.status) for one in answer.agents] == [
        ("failing", analysis_pb2.HEALTH_STATUS_FAILING),
        ("well", analysis_pb2.HEALTH_STATUS_HEALTHY),
    ]
    assert answer.agents[0].evidence[0].interval.high < 80
    assert answer.agents[0].last_executed.ToMicroseconds() <= clock.now_us()
    of_team = await hall.observability.ListAgentHealth(pb.ListAgentHealthRequest(team_id="t"))
    assert [one.agent_name for one in of_team.agents] == ["well"]
    request = pb.ListAgentHealthRequest(page_size=1)
    request.window.seconds = 7 * 86_400
    first = await hall.observability.ListAgentHealth(request)
    request.page_token, request.page_size = first.next_page_token, 5
    assert [one.agent_name for one in (await hall.observability.ListAgentHealth(request)).agents] == ["gone", "well"]
