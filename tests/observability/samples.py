"""Executions and sums for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.executions import OK, Execution

DAY_US = 86_400_000_000
NOON_US = 1_795_608_000_000_000  # 2026-11-25T12:00:00Z

_UNSET: dict[str, Any] = {
    "workspace_key": 1,
    "execution_id": "x",
    "event_time": NOON_US,
    "receive_time": NOON_US,
    "agent_name": "planner",
    "outcome": OK,
    "attempt": 0,
}
_OPTIONAL = {
    "duration_ms", "tokens", "input_tokens", "output_tokens", "cached_tokens", "quality_score", "cost_nano_usd",
    "requirement_ids", "start_time", "end_time", "attributes", "price_version",
    "overflow",
}  # fmt: skip


def execution(**values: Any) -> Execution:
    """A normalised execution, absent where nothing is given."""
    return Execution(
        **{name: values.get(name, _UNSET.get(name, None if name in _OPTIONAL else "")) for name in Execution._fields}
    )


executions = st.builds(
    execution,
    workspace_key=st.sampled_from([1, 2]),
    agent_name=st.sampled_from(["planner", "coder", "Prüfer"]),
    model=st.sampled_from(["", "m"]),
    team_id=st.sampled_from(["", "t"]),
    event_time=st.integers(NOON_US - 5 * 3_600_000_000, NOON_US),
    outcome=st.integers(1, 3),
    duration_ms=st.none() | st.floats(0, 315_576_000_000),
    tokens=st.none() | st.integers(0, 10**12),
    quality_score=st.none() | st.floats(0, 100),
    cost_nano_usd=st.none() | st.integers(0, 10**15),
    attempt=st.integers(0, 3),
    input_tokens=st.none() | st.integers(0, 3_000),
    cached_tokens=st.none() | st.integers(0, 3_000),
)


def sums(agent_name: str = "planner", **values: Any) -> AgentSums:
    """Sums of one agent, 0 where nothing is given."""
    return AgentSums(
        **{name: values.get(name, 0) for name in AgentSums.__dataclass_fields__} | {"agent_name": agent_name}
    )


def sums_of(
    agent_name: str, *, ok: int = 0, failed: int = 0, durations: Sequence[float] = (), tokens: Sequence[int] = ()
) -> AgentSums:
    """Sums of measured values."""
    return sums(
        agent_name,
        successful=ok,
        failed=failed,
        duration_count=len(durations),
        duration_sum_us=sum(round(one * 1000) for one in durations),
        duration_square_sum=sum(one * one for one in durations),
        tokens_count=len(tokens),
        tokens_sum=sum(tokens),
        tokens_square_sum=float(sum(one * one for one in tokens)),
    )
