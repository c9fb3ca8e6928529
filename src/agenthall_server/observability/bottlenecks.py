"""Where time and money go, agent by agent, ranked in seven ways.

Every ranking goes by an agent's own figure, so that others do not move it between two pages; an agent of which that
figure is not known is left out. What needs more than the sums of the window, the change against the window before and
how sure a tail is, is worked out for the agents that are shown (`with_evidence`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

from agenthall_server import sketch
from agenthall_server.intervals import Interval, ratio_interval
from agenthall_server.observability.dashboard import AgentSums, duration_interval, duration_moments

MEAN_DURATION, TIME_SHARE, CRITICAL_PATH, TAIL_RATIO, FAILED_TIME, FAILED_COST, CHANGE = (
    "MEAN_DURATION", "TIME_SHARE", "CRITICAL_PATH", "TAIL_RATIO", "FAILED_TIME", "FAILED_COST", "CHANGE",
)  # fmt: skip
_FEWEST_FOR_A_TAIL = 10
_LEVEL = 0.95
_DEVIATIONS = NormalDist().inv_cdf((3 + _LEVEL) / 4)
"""Of each of two quantiles, so that both are covered with _LEVEL (Bonferroni)."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """One agent that time or money goes to; fields as in the message."""

    agent_name: str
    figure: float
    """What it is ranked by."""
    avg_duration_ms: float | None
    avg_duration_interval: Interval | None
    time_share: float
    duration_count: int
    critical_path_share: float | None
    p50_duration_ms: float | None
    p95_duration_ms: float | None
    tail_ratio: float | None
    failed: int
    failed_duration_ms: float
    failed_cost_nano_usd: int
    tail_ratio_interval: Interval | None = None
    previous_avg_duration_ms: float | None = None
    previous_duration_count: int = 0
    change_percent: float | None = None
    change_interval: Interval | None = None


def bottlenecks(
    agents: Sequence[AgentSums],
    ranking: str,
    previous: Mapping[str, AgentSums] | None = None,
    critical_us: Mapping[str, int] | None = None,
    most: int | None = None,
) -> list[Bottleneck]:
    """Worst first, `most` of them. CHANGE is measured by `previous`; `critical_us` is the time on critical paths."""
    figure_of = _figure(ranking, previous or {}, critical_us or {})
    total_us = sum(agent.duration_sum_us for agent in agents)
    on_paths = sum((critical_us or {}).values())
    known = [(figure, agent) for agent in agents if (figure := figure_of(agent)) is not None]
    known.sort(key=lambda pair: (-pair[0], pair[1].agent_name))
    shares = {name: 100 * time / on_paths for name, time in (critical_us or {}).items()} if on_paths else {}
    return [_bottleneck(agent, figure, total_us, shares.get(agent.agent_name)) for figure, agent in known[:most]]


def rank(one: Bottleneck) -> tuple[float, str]:
    """What they are sorted by."""
    return -one.figure, one.agent_name


def with_evidence(
    one: Bottleneck, agent: AgentSums, previous: AgentSums | None, durations: Mapping[int, int]
) -> Bottleneck:
    """The same with the change against `previous`, and how sure the tail is by the sketch of its durations."""
    mean, before = agent.avg_duration_ms, previous.avg_duration_ms if previous else None
    ratio = _change(agent, previous)
    return replace(
        one,
        tail_ratio_interval=_tail_interval(durations) if one.tail_ratio is not None else None,
        previous_avg_duration_ms=before,
        previous_duration_count=previous.duration_count if previous else 0,
        change_percent=100 * (mean / before - 1) if before and mean is not None else None,
        change_interval=ratio and Interval(100 * (ratio.low - 1), 100 * (ratio.high - 1), ratio.level),
    )


def _figure(
    ranking: str, previous: Mapping[str, AgentSums], critical_us: Mapping[str, int]
) -> Callable[[AgentSums], float | None]:
    figures: dict[str, Callable[[AgentSums], float | None]] = {
        MEAN_DURATION: lambda agent: agent.avg_duration_ms,
        TIME_SHARE: lambda agent: agent.duration_sum_us if agent.duration_count else None,
        CRITICAL_PATH: lambda agent: critical_us.get(agent.agent_name),
        TAIL_RATIO: _tail_ratio,
        FAILED_TIME: lambda agent: agent.failed_duration_us or None,
        FAILED_COST: lambda agent: agent.failed_cost_nano or None,
        CHANGE: lambda agent: _surely_slower(agent, previous.get(agent.agent_name)),
    }
    return figures[ranking]


def _surely_slower(agent: AgentSums, previous: AgentSums | None) -> float | None:
    interval = _change(agent, previous)
    return interval.low if interval else None


def _change(agent: AgentSums, previous: AgentSums | None) -> Interval | None:
    return ratio_interval(duration_moments(agent), duration_moments(previous), _LEVEL) if previous else None


def _tail_ratio(agent: AgentSums) -> float | None:
    if agent.duration_count < _FEWEST_FOR_A_TAIL or not agent.p50_duration_ms or agent.p95_duration_ms is None:
        return None
    return agent.p95_duration_ms / agent.p50_duration_ms


def _tail_interval(durations: Mapping[int, int]) -> Interval | None:
    middle, tail = (sketch.quantile_bounds(durations, share, _DEVIATIONS) for share in (0.5, 0.95))
    if middle is None or tail is None or not middle[0]:
        return None
    return Interval(tail[0] / middle[1], tail[1] / middle[0], _LEVEL)


def _bottleneck(agent: AgentSums, figure: float, total_us: int, critical_share: float | None) -> Bottleneck:
    return Bottleneck(
        agent_name=agent.agent_name,
        figure=figure,
        avg_duration_ms=agent.avg_duration_ms,
        avg_duration_interval=duration_interval(agent),
        time_share=100 * agent.duration_sum_us / total_us if total_us else 0.0,
        duration_count=agent.duration_count,
        critical_path_share=critical_share,
        p50_duration_ms=agent.p50_duration_ms,
        p95_duration_ms=agent.p95_duration_ms,
        tail_ratio=_tail_ratio(agent),
        failed=agent.failed,
        failed_duration_ms=agent.failed_duration_us / 1000,
        failed_cost_nano_usd=agent.failed_cost_nano,
    )
