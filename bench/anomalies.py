"""How many injected faults are found, and how much of what is found is one: precision and recall on real executions.

Data: aider's usage analytics sample, in hours of each agent with at least 200 executions. Faults, up to 13 an agent,
drawn with a fixed seed among what comes after 150 measured executions: a price for a token where one for a million was
meant (as in a row of the sample itself), a run that hangs for 9 hours (as another), a runaway loop of 10 to 20 million
tokens, an outage in which 8 of 10 runs of an hour fail, an hour in which everything takes 30 times as long. Outages and
slow hours are put into hours with at least 5 runs. The two rows of the sample that are such faults count as faults.

A finding counts once for each agent, metric and hour. Beside it a z-score of single values, as dashboards have it: mean
and deviation of the last 100, the tested one included, beyond 2 deviations (costs 2.5, failures 3).
"""

from __future__ import annotations

import csv
import random
import statistics
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from agenthall_server.clock import HOUR_US
from agenthall_server.observability import executions, rollup
from agenthall_server.observability.anomalies import anomalies
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.rollup import HOUR
from agenthall_server.observability.series import Bucket
from bench.figures import Figure
from bench.samples import DATA

Where = tuple[str, str, int]
"""Agent, metric and hour."""
Run = dict[str, Any]
"""One execution: PARTS of rollup.py by name."""

GOAL = 0.9
SEEDS = 10
_FEWEST_RUNS = 200
_HISTORY = 150
_BUSY = 5
_WINDOW = 100
_DEVIATIONS = {"duration_ms": 2.0, "tokens": 2.0, "cost_nano_usd": 2.5, "failure_rate": 3.0}
_OUTCOMES = {"ok": executions.OK, "error": executions.FAILED}
_REAL_FAULTS = {"cost_nano_usd": 1e12, "duration_ms": 3e7}
"""What is above: the row of 9,990 USD, the row of nearly nine hours."""


def run() -> None:
    """Prints the figures."""
    if not DATA.exists():
        Figure(name="anomalies: no data", ours=0.0).print()
        return
    ours, theirs = Counter[str](), Counter[str]()
    by_metric: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(1, SEEDS + 1):
        agents = _agents()
        faults = {where for runs in agents for where in _inject(runs, random.Random(f"{seed} {runs[0]['agent_name']}"))}
        found = {where for runs in agents for where in _found(runs)}
        naive = {where for runs in agents for where in _z_scores(runs)}
        ours += _judged(faults, found)
        theirs += _judged(faults, naive)
        for metric in _DEVIATIONS:
            of_metric = [{where for where in places if where[1] == metric} for places in (faults, found)]
            by_metric[metric] += _judged(*of_metric)
    for name, measure in (("precision", _precision), ("recall", _recall)):
        mine, other = measure(ours), measure(theirs)
        detail = {metric: measure(counts) for metric, counts in by_metric.items()}
        Figure(
            name=f"anomalies_{name}", ours=mine, reference=other, ratio=mine / other, goal=GOAL, ok=mine >= GOAL,
            detail={"faults": ours["hit"] + ours["missed"], "reference": "z-score", **detail},
        ).print()  # fmt: skip


def _agents() -> list[list[Run]]:
    """The executions of each agent by time."""
    agents: dict[str, list[Run]] = defaultdict(list)
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["agent_edit_format"] and row["end_unix"]:
                agents[row["agent_edit_format"]].append(_run(row))
    many = (runs for runs in agents.values() if len(runs) >= _FEWEST_RUNS)
    return [sorted(runs, key=lambda one: one["event_time"]) for runs in many]


def _run(row: dict[str, str]) -> Run:
    return {
        "workspace_key": 1,
        "agent_name": row["agent_edit_format"],
        "model": "",
        "team_id": "",
        "event_time": int(row["end_unix"]) * 1_000_000,
        "outcome": _OUTCOMES.get(row["outcome"], executions.CANCELLED),
        "duration_ms": float(row["duration_s"]) * 1000 if row["duration_s"] else None,
        "tokens": int(row["total_tokens"]) if row["total_tokens"] else None,
        "quality_score": None,
        "attempt": 0,
        "retry_of_execution_id": "",
        "input_tokens": None,
        "cached_tokens": None,
        "cost_nano_usd": round(float(row["cost_usd"]) * 1e9) if row["cost_usd"] else None,
    }


def _inject(runs: Sequence[Run], rng: random.Random) -> set[Where]:
    """Changes the runs; where the faults are."""
    faults = {
        _where(one, metric) for one in runs for metric, above in _REAL_FAULTS.items() if (one[metric] or 0) > above
    }
    for metric, fault in (("cost_nano_usd", _price), ("duration_ms", _hang), ("tokens", _runaway)):
        later = [one for one in runs if _is_measured(one, metric)][_HISTORY:]
        for one in rng.sample(later, min(3, len(later))):
            one[metric] = fault(one, rng)
            faults.add(_where(one, metric))
    return faults | _in_hours(runs, rng, "failure_rate", _outage) | _in_hours(runs, rng, "duration_ms", _slow)


def _in_hours(
    runs: Sequence[Run], rng: random.Random, metric: str, change: Callable[[Run, random.Random], None]
) -> set[Where]:
    hours: dict[int, list[Run]] = defaultdict(list)
    for one in [one for one in runs if _is_measured(one, metric)][_HISTORY:]:
        hours[_hour(one)].append(one)
    busy = [runs for runs in hours.values() if len(runs) >= _BUSY]
    chosen = rng.sample(busy, min(2, len(busy)))
    for one in (one for runs in chosen for one in runs):
        change(one, rng)
    return {_where(runs[0], metric) for runs in chosen}


def _is_measured(one: Run, metric: str) -> bool:
    return one["outcome"] != executions.CANCELLED if metric == "failure_rate" else bool(one[metric])


def _price(one: Run, _rng: random.Random) -> int:
    return int(one["tokens"]) * 1_000_000_000


def _hang(_one: Run, rng: random.Random) -> float:
    return rng.uniform(8.5, 9.5) * 3_600_000


def _runaway(_one: Run, rng: random.Random) -> int:
    return rng.randrange(10_000_000, 20_000_000)


def _outage(one: Run, rng: random.Random) -> None:
    if rng.random() < 0.8:
        one["outcome"] = executions.FAILED


def _slow(one: Run, _rng: random.Random) -> None:
    one["duration_ms"] *= 30


def _found(runs: Sequence[Run]) -> set[Where]:
    found = anomalies(_buckets(runs), 0)
    return {(one.agent_name, one.metric, one.start_time) for one in found}


def _buckets(runs: Sequence[Run]) -> list[Bucket]:
    """As the store adds them up."""
    minutes = rollup.add_up_parts(tuple(one[name] for name in rollup.PARTS) for one in runs)
    levels = rollup.spread(minutes.items())
    return [
        Bucket(start, AgentSums(agent, *values), counts)
        for (_, seconds, start, agent, _, _), (*values, counts) in levels.items()
        if seconds == HOUR
    ]


def _z_scores(runs: Sequence[Run]) -> set[Where]:
    found = set()
    for metric, deviations in _DEVIATIONS.items():
        window: deque[float] = deque(maxlen=_WINDOW)
        for one in runs:
            value = _value(one, metric)
            if value is None:
                continue
            window.append(value)
            if len(window) > 2 and abs(value - statistics.fmean(window)) > deviations * statistics.pstdev(window):
                found.add(_where(one, metric))
    return found


def _value(one: Run, metric: str) -> float | None:
    if metric != "failure_rate":
        value: float | None = one[metric]
        return value
    return None if one["outcome"] == executions.CANCELLED else float(one["outcome"] == executions.FAILED)


def _hour(one: Run) -> int:
    at: int = one["event_time"]
    return at - at % HOUR_US


def _where(one: Run, metric: str) -> Where:
    return one["agent_name"], metric, _hour(one)


def _judged(faults: Iterable[Where], found: Iterable[Where]) -> Counter[str]:
    there, seen = set(faults), set(found)
    return Counter(hit=len(there & seen), missed=len(there - seen), false=len(seen - there))


def _precision(counts: Counter[str]) -> float:
    return counts["hit"] / max(1, counts["hit"] + counts["false"])


def _recall(counts: Counter[str]) -> float:
    return counts["hit"] / max(1, counts["hit"] + counts["missed"])


if __name__ == "__main__":
    run()
