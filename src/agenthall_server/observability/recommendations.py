"""What an operator should look at, beyond doubt: agents that are failing, slow or expensive, and what advice.py adds.

An agent is named only with at least 10 measurements and with the near bound of the 95 % interval beyond the threshold,
so three bad runs raise no alarm. Means use Student's t, which on values skewed to the right, as durations are, is wrong
less often upwards. Rates use Wilson's interval, which is the shorter the fewer there are: at the threshold itself 10 %
of small samples would be named. So a rate must also pass the exact binomial test, which names 2.5 % at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agenthall_server.intervals import Interval, beta_distribution, mean_interval, wilson
from agenthall_server.observability.dashboard import AgentSums, duration_interval

MIN_SAMPLES = 10
FALSE_ALARMS = 0.025
"""Of rates that lie at their threshold, at most."""
MIN_SUCCESS_PERCENT = 80.0
MAX_DURATION_MS = 30_000.0
MAX_TOKENS = 5_000.0
_KINDS = (
    "INSUFFICIENT_DATA", "FAILING", "REGRESSING", "TIMEOUTS", "SLOW", "EXPENSIVE", "RETRY_HEAVY", "CHEAPER_MODEL",
    "CACHE_POOR", "ALL_WELL",
)  # fmt: skip
"""Most severe first."""


@dataclass(frozen=True, slots=True)
class Saving:
    """Fields as in ExpectedSaving."""

    duration_ms: float | None = None
    tokens: float | None = None
    cost_nano_usd: float | None = None
    executions: float | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Fields as in the message; `kind` is the name of its enum value without the prefix."""

    kind: str
    text: str
    agent_name: str = ""
    metric: str = ""
    value: float | None = None
    threshold: float | None = None
    interval: Interval | None = None
    sample_count: int = 0
    executions_needed: int = 0
    baseline: float | None = None
    baseline_sample_count: int = 0
    model: str = ""
    expected_saving: Saving | None = None


def recommend(agents: Sequence[AgentSums], more: Iterable[Recommendation] = ()) -> list[Recommendation]:
    """By kind, the most severe first; within a kind the worst first. Never empty. `more`: what is said besides."""
    judged = [agent for agent in agents if _samples(agent) >= MIN_SAMPLES]
    if not judged:
        return [_insufficient(agents)]
    found = [*_failing(judged), *_slow(judged), *_expensive(judged), *more]
    return sorted(found, key=rank) or [
        Recommendation("ALL_WELL", f"All {len(judged)} agents with enough executions are doing well")
    ]


def rank(one: Recommendation) -> tuple[int, float, str, str]:
    """What recommendations are sorted by: an agent's own figures, so that others do not move it between two pages."""
    beyond = abs((one.value or 0.0) - one.threshold) / (abs(one.threshold) or 1.0) if one.threshold is not None else 0.0
    return _KINDS.index(one.kind), -beyond, one.agent_name, one.metric


def _samples(agent: AgentSums) -> int:
    return max(agent.successful + agent.failed, agent.duration_count, agent.tokens_count)


def _insufficient(agents: Sequence[AgentSums]) -> Recommendation:
    most = max((_samples(agent) for agent in agents), default=0)
    needed = MIN_SAMPLES - most
    text = f"Not enough data: {needed} more executions of one agent are needed before anything can be said"
    return Recommendation("INSUFFICIENT_DATA", text, sample_count=most, executions_needed=needed)


def _failing(agents: Sequence[AgentSums]) -> Iterator[Recommendation]:
    for agent in agents:
        count = agent.successful + agent.failed
        if count < MIN_SAMPLES:
            continue
        interval = surely_below(agent.successful, count, MIN_SUCCESS_PERCENT)
        if interval is not None:
            rate = 100 * agent.successful / count
            too_many = agent.failed - (1 - MIN_SUCCESS_PERCENT / 100) * count
            text = (
                f"{agent.agent_name} fails often: success rate {rate:.1f}% over {count} executions; look at its errors"
            )
            yield Recommendation(
                "FAILING", text, agent.agent_name, "success_rate", rate, MIN_SUCCESS_PERCENT, interval, count,
                expected_saving=failed_less(agent, too_many),
            )  # fmt: skip


def surely_below(hits: int, count: int, percent: float) -> Interval | None:
    """The interval of a rate in percent, where that is below for certain; `count` must be positive."""
    if 100 * hits >= percent * count or beta_distribution(count - hits, hits + 1, 1 - percent / 100) > FALSE_ALARMS:
        return None
    interval = wilson(hits, count).scaled(100)
    return interval if interval.high < percent else None


def failed_less(agent: AgentSums, executions: float) -> Saving:
    """What so many of its failed executions took, as the failed ones do in the mean."""
    share = executions / agent.failed
    return Saving(
        duration_ms=share * agent.failed_duration_us / 1000 if agent.duration_count else None,
        cost_nano_usd=share * agent.failed_cost_nano if agent.cost_count else None,
        executions=executions,
    )


def _slow(agents: Sequence[AgentSums]) -> Iterator[Recommendation]:
    for agent in agents:
        mean, count = agent.avg_duration_ms, agent.duration_count
        if count < MIN_SAMPLES or mean is None or mean <= MAX_DURATION_MS:
            continue
        interval = duration_interval(agent)
        if interval is not None and interval.low > MAX_DURATION_MS:
            text = (
                f"{agent.agent_name} is slow: {mean / 1000:.1f} s on average over {count} executions; "
                "consider a faster model, smaller steps or caching"
            )
            yield Recommendation(
                "SLOW", text, agent.agent_name, "avg_duration_ms", mean, MAX_DURATION_MS, interval, count,
                expected_saving=Saving(duration_ms=(mean - MAX_DURATION_MS) * count),
            )  # fmt: skip


def _expensive(agents: Sequence[AgentSums]) -> Iterator[Recommendation]:
    for agent in agents:
        mean, count = agent.avg_tokens, agent.tokens_count
        if count < MIN_SAMPLES or mean is None or mean <= MAX_TOKENS:
            continue
        interval = mean_interval(count, agent.tokens_sum, agent.tokens_square_sum)
        if interval.low > MAX_TOKENS:
            text = (
                f"{agent.agent_name} is expensive: {mean:,.0f} tokens on average over {count} executions; "
                "consider a shorter prompt or context"
            )
            cost = (1 - MAX_TOKENS / mean) * agent.cost_sum_nano if agent.cost_count else None
            yield Recommendation(
                "EXPENSIVE", text, agent.agent_name, "avg_tokens", mean, MAX_TOKENS, interval, count,
                expected_saving=Saving(tokens=(mean - MAX_TOKENS) * count, cost_nano_usd=cost),
            )  # fmt: skip
