"""Critical paths: what a run waited for, by agent.

From the end of a run backwards: the child that ended last is on the path from its end to its start, before that the one
that had ended by then, and what is between belongs to the parent itself. So the parts of a path add up to the run.
Source: Z. Zhang et al., "CRISP: Critical Path Analysis of Large-Scale Microservice Architectures", USENIX ATC 2022.
A child is cut at the bounds of its parent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """An execution with a known start and end, in microseconds."""

    execution_id: str
    parent_id: str
    """Empty where it has none."""
    agent_name: str
    start: int
    end: int


def critical_times(spans: Iterable[Span]) -> dict[str, int]:
    """Microseconds of each agent on the critical paths of the runs that have children. Executions whose parents are not
    among the spans are left out.
    """
    children: dict[str, list[Span]] = {}
    for span in spans:
        children.setdefault(span.parent_id, []).append(span)
    found = Counter[str]()
    for root in children.get("", ()):
        if root.execution_id in children:
            _walk(root, children, found)
    return dict(found)


def _walk(root: Span, children: Mapping[str, Sequence[Span]], found: Counter[str]) -> None:
    """Adds one run's path."""
    waiting = [(root, root.start, root.end)]
    while waiting:
        span, start, end = waiting.pop()
        at = end
        within = [
            (min(child.end, end), max(child.start, start), child) for child in children.get(span.execution_id, ())
        ]
        for child_end, child_start, child in sorted(within, reverse=True):
            if child_start < child_end <= at:
                found[span.agent_name] += at - child_end
                waiting.append((child, child_start, child_end))
                at = child_start
        found[span.agent_name] += at - start
