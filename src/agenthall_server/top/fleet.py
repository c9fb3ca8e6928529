"""The newest figures of each agent, and how many executions a second it has.

Rates are over the last 10 seconds by the server's clock, or over what was seen of them: an agent that records nothing
is at 0 within that time. What was recorded before the first message counts in no rate.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

RATE_SECONDS = 10.0


class Agent(Protocol):
    """What is read of a message AgentMetrics."""

    agent_name: str
    total_executions: int
    successful: int
    failed: int
    total_tokens: int
    cost_nano_usd: int
    p95_duration_ms: float
    running: int
    abandoned: int


ORDERS: Mapping[str, Callable[[Agent, float], float]] = {
    "rate": lambda _, rate: rate,
    "executions": lambda agent, _: agent.total_executions,
    "failed": lambda agent, _: agent.failed,
    "p95": lambda agent, _: agent.p95_duration_ms,
    "tokens": lambda agent, _: agent.total_tokens,
    "cost": lambda agent, _: agent.cost_nano_usd,
    "running": lambda agent, _: agent.running,
}
"""What agents can be ordered by, the highest first; of equal ones that with more executions, then by name."""


@dataclass(slots=True)
class _Seen:
    """An agent's last message, and what it had recorded at times not longer than RATE_SECONDS ago."""

    agent: Agent
    totals: deque[tuple[float, int]] = field(default_factory=deque)

    def rate(self, now: float) -> float:
        """Executions a second."""
        while len(self.totals) > 1 and self.totals[1][0] <= now - RATE_SECONDS:
            self.totals.popleft()
        since, before = self.totals[0]
        return (self.agent.total_executions - before) / max(min(now - since, RATE_SECONDS), 1.0)


class Fleet:
    """The agents of a subscription."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._now = 0.0

    def replace(self, agents: Iterable[Agent], now: float) -> None:
        """These are all that there are. `now`: seconds by the server's clock."""
        kept = self._seen
        self._seen = {}
        for agent in agents:
            known = kept.get(agent.agent_name)
            if known is not None and known.agent.total_executions <= agent.total_executions:
                self._seen[agent.agent_name] = known
        self.update(agents, now)

    def update(self, agents: Iterable[Agent], now: float) -> None:
        """These have new figures, the others keep theirs."""
        self._now = now
        for agent in agents:
            seen = self._seen.setdefault(agent.agent_name, _Seen(agent, deque(((now, agent.total_executions),))))
            seen.agent = agent
            seen.totals.append((now, agent.total_executions))

    def forget(self) -> None:
        """What was seen may be gone."""
        self._seen.clear()

    @property
    def agents(self) -> Sequence[Agent]:
        return [seen.agent for seen in self._seen.values()]

    def rate(self) -> float:
        """Executions a second of all agents."""
        return sum(seen.rate(self._now) for seen in self._seen.values())

    def ordered(self, order: str) -> list[tuple[Agent, float]]:
        """The agents with their rates; `order`: a key of ORDERS."""
        value = ORDERS[order]
        found = [(seen.agent, seen.rate(self._now)) for seen in self._seen.values()]
        return sorted(found, key=lambda one: (-value(*one), -one[0].total_executions, one[0].agent_name))
