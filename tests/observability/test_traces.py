"""What the steps of a trace say together, in whichever order they are read."""

from __future__ import annotations

import random

import pytest

from agenthall_server.observability.traces import Step, Usage, operations, owners


def step(name: str, parent: str, read: int | None = None, written: int | None = None, **values: object) -> Step:
    defaults: dict[str, object] = {
        "workspace_key": 1, "receive_time": 0, "operation": "chat", "name": "", "model": "", "provider": "",
        "start_time": 0, "end_time": 0, "duration_us": 1000, "cached_tokens": None, "failed": 0, "error_type": "",
    }  # fmt: skip
    fields = defaults | values | {"step_id": name, "parent_id": parent, "input_tokens": read, "output_tokens": written}
    return Step(**fields)  # type: ignore[arg-type] # the values are of the fields' types


STEPS = [
    step("http", "outer"),
    step("chat 1", "http", 10, 1),
    step("chat 1 again", "chat 1", 10, 1),  # another library below the same call
    step("tool", "outer"),
    step("chat 2", "tool", 20, None, cached_tokens=5),
    step("chat 3", "inner", 100, 7),
    step("lost", "never sent", 1000, 1000),
    step("loop 1", "loop 2", 5, 5),
    step("loop 2", "loop 1", 5, 5),
]


def test_a_step_belongs_to_the_nearest_execution_and_counts_once() -> None:
    rng = random.Random(3)
    for _ in range(20):
        shuffled = rng.sample(STEPS, len(STEPS))
        owner, usage = owners(rng.sample(["outer", "inner", "idle"], 3), shuffled)
        assert owner == {
            "http": "outer", "chat 1": "outer", "chat 1 again": "outer", "tool": "outer", "chat 2": "outer",
            "chat 3": "inner",
        }  # fmt: skip
        assert usage == {
            "outer": Usage("outer", 2, 30, 1, 5),
            "inner": Usage("inner", 1, 100, 7, 0),
            "idle": Usage("idle"),
        }


def test_a_span_that_was_sent_as_execution_and_as_its_own_parent_ends() -> None:
    owner, usage = owners(["a"], [step("a", "a", 1, 1), step("b", "a", 2, 2)])
    assert owner == {"a": "a", "b": "a"}
    assert usage["a"].input_tokens == 3


def test_statistics_by_operation() -> None:
    durations = [1000 * number for number in range(1, 101)]
    steps = [step(str(at), "", duration_us=one, failed=int(one > 90_000)) for at, one in enumerate(durations)]
    chats, tools = operations([*steps, step("t", "", operation="execute_tool", duration_us=0)])
    assert (chats.operation, chats.step_count, chats.failed_count) == ("chat", 100, 10)
    assert chats.avg_duration_ms == 50.5
    assert chats.p50_duration_ms == pytest.approx(50, rel=0.011)
    assert chats.p95_duration_ms == pytest.approx(95, rel=0.011)
    assert chats.p99_duration_ms == pytest.approx(99, rel=0.011)
    assert (tools.operation, tools.p99_duration_ms) == ("execute_tool", 0.0)
    assert operations([]) == []
