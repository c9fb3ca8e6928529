"""How each agent is doing, and why.

A status other than HEALTHY needs certainty: the near bound of a 95 % interval beyond the threshold (Wilson's for the
success rate, Student's t for the mean duration). An agent of which fewer than 10 executions ended by themselves is
UNKNOWN, not healthy. The thresholds are those of the recommendations, and the fleet's goals of 90 % success.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agenthall_server.intervals import Interval, wilson
from agenthall_server.observability.dashboard import AgentSums, duration_interval
from agenthall_server.observability.recommendations import MAX_DURATION_MS, MIN_SAMPLES, MIN_SUCCESS_PERCENT

GOAL_SUCCESS_PERCENT = 90.0
_STATUSES = ("FAILING", "DEGRADED", "UNKNOWN", "HEALTHY")
"""Worst first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Fields as in HealthEvidence."""

    metric: str
    value: float
    threshold: float
    crossed: bool
    interval: Interval | None
    sample_count: int


@dataclass(frozen=True, slots=True)
class AgentHealth:
    """Fields as in the message; `status` is the name of its enum value without the prefix."""

    agent_name: str
    status: str
    text: str
    evidence: tuple[Evidence, ...]
    executions_needed: int
    last_executed: int


def healths(agents: Sequence[AgentSums]) -> list[AgentHealth]:
    """Worst first; names break ties."""
    return sorted(map(_health, agents), key=rank)


def rank(one: AgentHealth) -> tuple[int, str]:
    """What they are sorted by."""
    return _STATUSES.index(one.status), one.agent_name


def _health(agent: AgentSums) -> AgentHealth:
    evidence = tuple(_evidence(agent))
    needed = max(0, MIN_SAMPLES - agent.successful - agent.failed)
    status = "UNKNOWN" if needed else _status(evidence)
    text = f"{needed} more executions must end before it can be judged" if needed else _text(evidence)
    return AgentHealth(agent.agent_name, status, text, evidence, needed, agent.last_executed)


def _evidence(agent: AgentSums) -> Iterator[Evidence]:
    ended = agent.successful + agent.failed
    if ended:
        interval = wilson(agent.successful, ended).scaled(100)
        failing = interval.high < MIN_SUCCESS_PERCENT
        threshold = MIN_SUCCESS_PERCENT if failing else GOAL_SUCCESS_PERCENT
        rate = 100 * agent.successful / ended
        yield Evidence("success_rate", rate, threshold, interval.high < threshold, interval, ended)
    mean = agent.avg_duration_ms
    if mean is not None:
        of_mean = duration_interval(agent)
        slow = agent.duration_count >= MIN_SAMPLES and of_mean is not None and of_mean.low > MAX_DURATION_MS
        yield Evidence("avg_duration_ms", mean, MAX_DURATION_MS, slow, of_mean, agent.duration_count)


def _status(evidence: Sequence[Evidence]) -> str:
    crossed = [one for one in evidence if one.crossed]
    if any(one.metric == "success_rate" and one.threshold == MIN_SUCCESS_PERCENT for one in crossed):
        return "FAILING"
    return "DEGRADED" if crossed else "HEALTHY"


def _text(evidence: Sequence[Evidence]) -> str:
    crossed = [_sentence(one) for one in evidence if one.crossed]
    return "; ".join(crossed) or "success rate and duration are within their thresholds"


def _sentence(one: Evidence) -> str:
    if one.metric == "success_rate":
        return f"success rate {one.value:.1f}% over {one.sample_count} executions, below {one.threshold:.0f}%"
    return f"{one.value / 1000:.1f} s on average over {one.sample_count} executions, above {one.threshold / 1000:.0f} s"
