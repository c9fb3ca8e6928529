"""Real rows as requests.

The folder holds files as described in samples/README.md; the small samples of this package are used where no larger
folder is given. Rows are data of third parties: they are read, sent and never executed.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from agenthall.marketplace.v1 import manifest_pb2
from agenthall.memory.v1 import build_pb2
from agenthall.observability.v1 import execution_pb2

SAMPLES = Path(__file__).parent / "samples"
UNNAMED = "unnamed agent"

_OUTCOMES = {
    "ok": execution_pb2.OUTCOME_OK,
    "error": execution_pb2.OUTCOME_FAILED,
    "aborted": execution_pb2.OUTCOME_CANCELLED,
    "unfinished": execution_pb2.OUTCOME_CANCELLED,
}
_CATEGORIES = {
    "accessibility": "design", "ai-ml": "integration", "api": "integration", "blockchain": "backend",
    "business": "analytics", "creative": "design", "data": "analytics", "database": "backend",
    "development": "backend", "documentation": "utility", "finance": "analytics", "gaming": "utility",
    "governance": "security", "infrastructure": "operations", "languages": "backend", "marketing": "analytics",
    "modernization": "backend", "operations": "operations", "payments": "integration", "performance": "testing",
    "quality": "testing", "security": "security", "testing": "testing", "utilities": "utility",
    "workflows": "automation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bandit:
    """A real choice among prompts: the measured accuracy of each wording for one task and model."""

    task: str
    model: str
    accuracies: dict[str, float]


def folder_of(given: Path | None) -> Path:
    """The given folder, or ../shared/data beside the current one, or the samples of this package."""
    if given is not None:
        return given
    shared = Path("../shared/data")
    return shared if shared.is_dir() else SAMPLES


def manifests(folder: Path) -> Iterator[manifest_pb2.Manifest]:
    """Published sub-agents of wshobson/agents; their categories mapped to the seeded ones."""
    for row in _jsonl(folder / "marketplace/wshobson-agents.jsonl"):
        yield manifest_pb2.Manifest(
            namespace="wshobson",
            name=row["name"],
            author=row["author"] or "",
            description=row["description"] or "",
            version=row["version"] or "",
            category=_CATEGORIES.get(row["category"], "utility"),
            tags=[row["category"], row["plugin"]] if row["category"] != row["plugin"] else [row["plugin"]],
            system_prompt=row["prompt"] or "",
            license=row["license"] or "",
            model="" if row["model"] in (None, "inherit") else row["model"],
            tools=row["tools"] or (),
        )


def executions(folder: Path, run: str) -> list[execution_pb2.Execution]:
    """Real runs of a coding agent; `run` makes their ids and their team unique."""
    with (folder / "observability/aider_executions.csv").open(encoding="utf-8", newline="") as file:
        return [_execution(row, index, run) for index, row in enumerate(csv.DictReader(file))]


def _execution(row: dict[str, str], index: int, run: str) -> execution_pb2.Execution:
    execution = execution_pb2.Execution(
        execution_id=f"{run}-{index}",
        agent_name=row["agent_edit_format"] or UNNAMED,
        outcome=_OUTCOMES[row["outcome"]],
        model=row["model"],
        team_id=run,
        user_id=row["user"],
        error_message=row["error"] if row["outcome"] != "ok" else "",
        error_type="unfinished" if row["outcome"] == "unfinished" else "",
    )
    if row["duration_s"]:
        execution.duration_ms = float(row["duration_s"]) * 1000
    if row["total_tokens"]:
        execution.tokens = int(row["total_tokens"])
        execution.input_tokens = int(row["prompt_tokens"])
        execution.output_tokens = int(row["completion_tokens"])
    if row["cost_usd"]:
        execution.cost_nano_usd = round(float(row["cost_usd"]) * 1_000_000_000)
    for name in ("start", "end"):
        if row[f"{name}_unix"]:
            getattr(execution, f"{name}_time").CopyFrom(Timestamp(seconds=int(row[f"{name}_unix"])))
    return execution


def bandit(folder: Path, arms: int = 5) -> Bandit:
    """The first task and model of the file that has enough wordings; the arms are spread over their accuracies."""
    groups: dict[tuple[str, str], dict[str, float]] = {}
    with (folder / "optimizer/prompt_accuracies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            groups.setdefault((row["task"], row["model"]), {})[row["prompt_id"]] = float(row["accuracy"])
    (task, model), accuracies = max(groups.items(), key=lambda group: max(group[1].values()) - min(group[1].values()))
    ranked = sorted(accuracies.items(), key=lambda arm: arm[1])
    step = (len(ranked) - 1) / (arms - 1)
    return Bandit(task, model, dict(ranked[round(index * step)] for index in range(arms)))


def stack_builds(folder: Path, run: str) -> list[build_pb2.Build]:
    """Published project templates with their technologies; publication counts as success, quality was not measured."""
    return [
        build_pb2.Build(
            build_id=f"{run}-template-{row['id']}",
            team_id=f"{run}-templates",
            prompt=row["prompt"],
            workflow="template",
            success=True,
            tech_stack={slot: values[0] for slot, values in row["tech_stack"].items() if values},
        )
        for row in _jsonl(folder / "memory/awesome_azd_templates.jsonl")
    ]


def benchmark_builds(folder: Path, run: str) -> list[build_pb2.Build]:
    """Benchmark runs of a coding agent: quality is the percent of exercises solved, success at least half of them."""
    return [
        build
        for row in _jsonl(folder / "memory/aider_leaderboards.jsonl")
        if (build := _benchmark(row, run)) is not None
    ]


def _benchmark(row: dict[str, Any], run: str) -> build_pb2.Build | None:
    solved, seconds = row.get("pass_rate_2"), row.get("seconds_per_case")
    if solved is None or seconds is None or not row.get("date"):
        return None
    build = build_pb2.Build(
        build_id=f"{run}-benchmark-{row['board']}-{row['dirname']}-{row['model']}"[:200],
        team_id=f"{run}-benchmarks",
        prompt=f"{row.get('command') or 'aider'} on {row['test_cases']} exercises",
        workflow=row.get("edit_format") or "",
        tech_stack={"model": row["model"]},
        success=solved >= 50,
        quality_score=solved,
        duration_seconds=seconds,
    )
    build.finish_time.FromJsonString(f"{row['date']}T00:00:00Z")
    return build


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
