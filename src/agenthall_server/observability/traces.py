"""Traces: what a step is, and what the steps of a trace say together.

Which execution a step belongs to is not stored: parents may come after their children, and what is asked is asked of
one trace. So nothing has to be put right when the rest of a trace arrives, in whichever order and however often.

What steps counted enters no sum of executions. The sums keep the squares, the extremes and a sketch of the tokens of
each execution (rollup.py), which cannot be taken back: a step that comes after its execution was added up would change
a value that is in them already, and commits of several servers have no common order.

Known limit: a step below a span that was never sent belongs to no execution.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from agenthall_server import sketch
from agenthall_server.observability import rollup


class Step(NamedTuple):
    """A normalised step, in the order of the table's columns; strings that were not given are empty."""

    workspace_key: int
    step_id: str
    """trace_id and span_id in hexadecimal digits."""
    parent_id: str
    receive_time: int
    operation: str
    name: str
    model: str
    provider: str
    start_time: int
    end_time: int
    duration_us: int
    input_tokens: int | None
    output_tokens: int | None
    cached_tokens: int | None
    failed: int
    """0 or 1."""
    error_type: str


@dataclass(slots=True)
class Usage:
    """What steps of one execution counted; fields as in StepUsage."""

    execution_id: str
    step_count: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0

    def add(self, step: Step) -> None:
        self.step_count += 1
        self.input_tokens += step.input_tokens or 0
        self.output_tokens += step.output_tokens or 0
        self.cached_tokens += step.cached_tokens or 0


@dataclass(frozen=True, slots=True)
class Operation:
    """How long the steps of an operation took; fields as in OperationStatistics."""

    operation: str
    step_count: int
    failed_count: int
    avg_duration_ms: float
    p50_duration_ms: float
    p95_duration_ms: float
    p99_duration_ms: float


def owners(execution_ids: Iterable[str], steps: Sequence[Step]) -> tuple[dict[str, str], dict[str, Usage]]:
    """The execution of each step that has one, and what the steps of each execution counted.

    Of a step that counted tokens the steps below are not counted: libraries trace the same call on several levels.
    """
    children = _children(steps)
    owner: dict[str, str] = {}
    usage: dict[str, Usage] = {}
    for execution_id in execution_ids:
        found = usage[execution_id] = Usage(execution_id)
        waiting = [(step, False) for step in children.get(execution_id, ())]
        while waiting:
            step, counted = waiting.pop()
            if step.step_id in owner:  # spans that name each other as parents
                continue
            owner[step.step_id] = execution_id
            if not counted and _counts(step):
                found.add(step)
                counted = True
            waiting += [(child, counted) for child in children.get(step.step_id, ())]
    return owner, usage


def operations(steps: Iterable[Step]) -> list[Operation]:
    """Statistics by operation, most time first."""
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(step.operation, []).append(step)
    found = [_operation(name, group) for name, group in groups.items()]
    return sorted(found, key=lambda one: (-one.avg_duration_ms * one.step_count, one.operation))


def _operation(name: str, steps: Sequence[Step]) -> Operation:
    counts: dict[int, int] = {}
    sketch.merge(counts, ((sketch.position(step.duration_us), 1) for step in steps))
    mean_ms = sum(step.duration_us for step in steps) / len(steps) / 1000
    percentiles_ms = (one or 0.0 for one in rollup.percentiles_ms(counts))
    return Operation(name, len(steps), sum(step.failed for step in steps), mean_ms, *percentiles_ms)


def _children(steps: Iterable[Step]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.parent_id, []).append(step)
    return found


def _counts(step: Step) -> bool:
    return step.input_tokens is not None or step.output_tokens is not None
