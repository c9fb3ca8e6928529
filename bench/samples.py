"""Executions to record: real ones where the data is there, otherwise generated ones of the same shape.

Data: aider's usage analytics sample (Apache-2.0): agent, model, outcome, duration, tokens, cost. Rows without an agent
are left out. Ids and times are not set: a load generator that sends one body many times leaves them to the server, so
that every execution is new and arrives in the order of time, as live traffic does.
"""

from __future__ import annotations

import csv
import random
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb

Execution = execution_pb2.Execution

DATA = Path(__file__).resolve().parents[2] / "shared/data/observability/aider_executions.csv"
_AGENT = re.compile(r"[a-z][a-z-]*\Z")
_OUTCOMES = {
    "ok": execution_pb2.OUTCOME_OK,
    "error": execution_pb2.OUTCOME_FAILED,
    "aborted": execution_pb2.OUTCOME_CANCELLED,
    "unfinished": execution_pb2.OUTCOME_CANCELLED,
}
_MODELS = ("claude-sonnet", "gpt-large", "open-small")


def executions(count: int) -> list[Execution]:
    """That many executions, the same ones every time."""
    found = list(_real(DATA)) if DATA.exists() else list(islice(_generated(), 5000))
    return list(islice(cycle(found), count))


def complete() -> Execution:
    """One execution with everything measured."""
    return next(one for one in executions(5000) if one.duration_ms and one.input_tokens and one.cost_nano_usd)


def source() -> str:
    """Where `executions` come from."""
    return "aider_executions.csv" if DATA.exists() else "generated"


def fleet(count: int, *, agents: int, first_us: int, last_us: int, seed: int = 7) -> Iterator[Execution]:
    """Executions of a fleet in the order of time, evenly from first to last.

    Busy agents are far busier than idle ones (Zipf); each runs on three models.
    """
    rng = random.Random(seed)
    names = [f"agent {number:03d}" for number in range(agents)]
    weights = [1 / (rank + 1) for rank in range(agents)]
    shapes = executions(5000)
    chosen = rng.choices(names, weights, k=count)
    for index, name in enumerate(chosen):
        execution = Execution()
        execution.CopyFrom(shapes[index % len(shapes)])
        at = first_us + (last_us - first_us) * index // count
        execution.agent_name, execution.model = name, _MODELS[index % len(_MODELS)]
        execution.start_time.seconds, execution.start_time.nanos = at // 1_000_000, at % 1_000_000 * 1000
        yield execution


def batches(items: Iterable[Execution], size: int) -> Iterator[bytes]:
    """Serialised RecordExecutionsRequests."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield pb.RecordExecutionsRequest(executions=part).SerializeToString()


def framed(message: bytes) -> bytes:
    """A message as gRPC sends it: not compressed, its length, itself."""
    return struct.pack(">BI", 0, len(message)) + message


def unframed(body: bytes) -> Sequence[bytes]:
    """The messages of a file of frames."""
    messages, start = [], 0
    while start < len(body):
        (length,) = struct.unpack_from(">I", body, start + 1)
        messages.append(body[start + 5 : start + 5 + length])
        start += 5 + length
    return messages


def _real(path: Path) -> Iterator[Execution]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if _AGENT.match(row["agent_edit_format"]) and row["model"]:
                yield _of_row(row)


def _of_row(row: dict[str, str]) -> Execution:
    execution = Execution(agent_name=row["agent_edit_format"], model=row["model"], user_id=row["user"])
    execution.outcome = _OUTCOMES[row["outcome"]]
    if execution.outcome == execution_pb2.OUTCOME_FAILED:
        execution.error_message = row["error"][:500]
    if row["duration_s"]:
        execution.duration_ms = float(row["duration_s"]) * 1000
    if row["prompt_tokens"]:
        execution.input_tokens, execution.output_tokens = int(row["prompt_tokens"]), int(row["completion_tokens"])
    if row["cost_usd"]:
        execution.cost_nano_usd = int(Decimal(row["cost_usd"]) * 1_000_000_000)
    return execution


def _generated(seed: int = 7) -> Iterator[Execution]:
    rng = random.Random(seed)
    while True:
        yield Execution(
            agent_name=rng.choice(("diff", "whole", "architect", "ask", "context")),
            model=rng.choice(_MODELS),
            user_id=f"user-{rng.randrange(100)}",
            outcome=rng.choices(tuple(_OUTCOMES.values()), (86, 1, 7, 6))[0],
            duration_ms=round(rng.lognormvariate(9, 1.2)),
            input_tokens=round(rng.lognormvariate(9, 1)),
            output_tokens=round(rng.lognormvariate(6, 1)),
            cost_nano_usd=round(rng.lognormvariate(17, 1.5)),
        )
