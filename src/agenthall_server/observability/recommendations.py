"""What an operator should look at: agents that are failing, slow or expensive beyond doubt.

An agent is named only with at least 10 measurements and with the near bound of the 95 % interval beyond the threshold,
so three bad runs raise no alarm. Rates use Wilson's interval, means Student's t.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agenthall_server.intervals import Interval, mean_interval, wilson
from agenthall_server.observability.dashboard import AgentSums, duration_interval

MIN_SAMPLES = 10
MIN_SUCCESS_PERCENT = 80.0
MAX_DURATION_MS = 30_000.0
MAX_TOKENS = 5_000.0
_KINDS = ("INSUFFICIENT_DATA", "FAILING", "SLOW", "EXPENSIVE", "ALL_WELL")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Fields as in the message; `kind` is the name of its enum value without the prefix."""

    kind: str
    text: str
    agent_name: str = ""
    value: float | None = None
    threshold: float | None = None
    interval: Interval | None = None
    sample_count: int = 0
    executions_needed: int = 0


def recommend(agents: Sequence[AgentSums]) -> list[Recommendation]:
    """Failing first, then slow, then expensive; within a kind the worst first. Never empty."""
    judged = [agent for agent in agents if _samples(agent) >= MIN_SAMPLES]
    if not judged:
        return [_insufficient(agents)]
    found = [*_failing(judged), *_slow(judged), *_expensive(judged)]
    return sorted(found, key=rank) or [
        Recommendation("ALL_WELL", f"All {len(judged)} agents with enough executions are doing well")
    ]


def rank(one: Recommendation) -> tuple[int, float, str]:
    """What recommendations are sorted by: an agent's own figures, so that others do not move it between two pages."""
    value = one.value or 0.0
    return _KINDS.index(one.kind), value if one.kind == "FAILING" else -value, one.agent_name


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
        interval = wilson(agent.successful, count).scaled(100)
        if interval.high < MIN_SUCCESS_PERCENT:
            rate = 100 * agent.successful / count
            text = (
                f"{agent.agent_name} fails often: success rate {rate:.1f}% over {count} executions; look at its errors"
            )
            yield Recommendation("FAILING", text, agent.agent_name, rate, MIN_SUCCESS_PERCENT, interval, count)


def _slow(agents: Sequence[AgentSums]) -> Iterator[Recommendation]:
    for agent in agents:
        mean = agent.avg_duration_ms
        if agent.duration_count < MIN_SAMPLES or mean is None or mean <= MAX_DURATION_MS:
            continue
        interval = duration_interval(agent)
        if interval is not None and interval.low > MAX_DURATION_MS:
            text = (
                f"{agent.agent_name} is slow: {mean / 1000:.1f} s on average over {agent.duration_count} executions; "
                "consider a faster model, smaller steps or caching"
            )
            yield Recommendation("SLOW", text, agent.agent_name, mean, MAX_DURATION_MS, interval, agent.duration_count)


def _expensive(agents: Sequence[AgentSums]) -> Iterator[Recommendation]:
    for agent in agents:
        mean = agent.avg_tokens
        if agent.tokens_count < MIN_SAMPLES or mean is None or mean <= MAX_TOKENS:
            continue
        interval = mean_interval(agent.tokens_count, agent.tokens_sum, agent.tokens_square_sum)
        if interval.low > MAX_TOKENS:
            text = (
                f"{agent.agent_name} is expensive: {mean:,.0f} tokens on average over {agent.tokens_count} executions; "
                "consider a shorter prompt or context"
            )
            yield Recommendation("EXPENSIVE", text, agent.agent_name, mean, MAX_TOKENS, interval, agent.tokens_count)
