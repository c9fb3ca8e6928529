"""Which names have sums of their own: so many agents, models and teams of a workspace, and so many combinations.

Sums are kept by agent, model and team, so whoever makes names up makes rows, and every answer slower. What comes beyond
the bound counts under OTHER, and each execution says of itself what of it does (`overflow`): so sums can be recounted,
whatever the bound was when it came. The execution itself keeps its names.
"""

from __future__ import annotations

from agenthall_server.observability.executions import Execution

OTHER = "__other__"
AGENT, MODEL, TEAM = 1, 2, 4
"""Bits of `overflow`."""
COMBINATION = 8
"""What is bounded beside the three; never a bit."""
COMBINATIONS_A_NAME = 10
"""How many times as many combinations as names of a kind there may be."""

Names = tuple[str, str, str]
"""agent_name, model, team_id."""


def names_of(names: Names) -> list[tuple[int, str]]:
    """The names that are bounded one by one, with their bits; to have no model or no team is none."""
    return [(bit, name) for bit, name in zip((AGENT, MODEL, TEAM), names, strict=True) if name]


def counted_under(names: Names, overflow: int | None) -> Names:
    """The names under which an execution counts."""
    if not overflow:
        return names
    agent, model, team = (
        OTHER if overflow & bit else name for bit, name in zip((AGENT, MODEL, TEAM), names, strict=True)
    )
    return agent, model, team


def without_combination(names: Names, overflow: int) -> int:
    """The bits where the combination has no room: the agent stays, model and team go."""
    return overflow | sum(bit for bit, _ in names_of(names) if bit != AGENT)


def as_counted(execution: Execution) -> Execution:
    """The execution under the names under which it counts."""
    if not execution.overflow:
        return execution
    names = execution.agent_name, execution.model, execution.team_id
    agent, model, team = counted_under(names, execution.overflow)
    return execution._replace(agent_name=agent, model=model, team_id=team)
