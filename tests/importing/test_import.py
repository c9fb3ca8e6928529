"""agenthall import as a user runs it, against a real server on both databases."""

from __future__ import annotations

import asyncio
import csv
import json
from pathlib import Path
from typing import Any

import pytest

from agenthall.marketplace.v1 import marketplace_service_pb2 as market
from agenthall.memory.v1 import team_memory_service_pb2 as memory
from agenthall.observability.v1 import observability_service_pb2 as observe
from agenthall_server.demo import inputs
from tests.command_line import Done, agenthall
from tests.conftest import Hall, running
from tests.inputs import DATA

AIDER = DATA / "observability" / "aider_executions.csv"
_NAMED = ("--map", "agent_edit_format=agent_name")


async def imported(hall: Hall, *arguments: object, **variables: str) -> Done:
    done = await agenthall("import", *arguments, "--target", f"127.0.0.1:{hall.server.port}", **variables)
    assert "Traceback" not in done.err
    return done


async def summary(hall: Hall) -> observe.DashboardSummary:
    return (await hall.observability.GetDashboard(observe.GetDashboardRequest())).summary


def written(folder: Path, name: str, *rows: object) -> Path:
    file = folder / name
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return file


def _lines_of_rows(table: Path) -> list[int]:
    """The line that each row of a table begins on; a quoted cell may go over several lines."""
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        ends = [reader.line_num for _ in reader]
    return [end + 1 for end in ends[:-1]]


async def test_real_executions_count_once_however_often_they_are_imported(hall: Hall) -> None:
    expected = inputs.executions(DATA, "any")
    for accepted, repeated in ((len(expected), 0), (0, len(expected))):
        done = await imported(hall, "executions", AIDER, *_NAMED, "--set", "agent_name=unnamed", "--json")
        assert done.code == 0, done.err
        assert json.loads(done.out) == {
            "accepted": accepted, "repeated": repeated, "refused": 0, "left_out": {}, "complete": True,
        }  # fmt: skip
        found = await summary(hall)
        assert found.total_executions == len(expected)
        assert found.total_tokens == sum(one.tokens for one in expected)
        assert found.total_cost_nano_usd == sum(one.cost_nano_usd for one in expected)


async def test_refused_rows_are_kept_with_their_lines(hall: Hall, tmp_path: Path) -> None:
    refused = tmp_path / "refused.jsonl"
    done = await imported(hall, "executions", AIDER, *_NAMED, "--refused", refused)
    expected = inputs.executions(DATA, "any")
    unnamed = [
        line for line, one in zip(_lines_of_rows(AIDER), expected, strict=True) if one.agent_name == inputs.UNNAMED
    ]
    noted = [json.loads(line) for line in refused.read_text(encoding="utf-8").splitlines()]
    assert done.code == 1
    assert sorted(one["line"] for one in noted) == unnamed
    assert {one["field"] for one in noted} == {"agent_name"}
    assert noted[0]["row"]["agent_edit_format"] == ""
    assert f"{len(unnamed):,} refused" in done.out
    assert (await summary(hall)).total_executions == len(expected) - len(unnamed)


async def test_a_checked_import_sends_nothing_and_needs_no_server(tmp_path: Path) -> None:
    rows = ({"agent_name": "a", "success": True}, {"agent_name": "a", "success": True, "quality_score": 101})
    done = await agenthall("import", "executions", "--dry-run", written(tmp_path, "a.jsonl", *rows))
    assert done.code == 1
    assert "1 accepted, 0 repeated, 1 refused" in done.out
    assert "a.jsonl:2: quality_score: " in done.err


async def test_real_templates_become_builds(hall: Hall) -> None:
    file = DATA / "memory" / "awesome_azd_templates.jsonl"
    done = await imported(hall, "builds", file, "--set", "team_id=azd", "--set", "success=true")
    assert done.code == 0, done.err
    expected = {row.prompt: dict(row.tech_stack) for row in inputs.stack_builds(DATA, "any")}
    listed = (await hall.memory.ListBuilds(memory.ListBuildsRequest(page_size=1000))).builds
    assert {build.prompt: dict(build.tech_stack) for build in listed} == expected


async def test_a_folder_with_a_file_a_team(hall: Hall, tmp_path: Path) -> None:
    build = {"id": "b1", "prompt": "a web shop", "success": True, "tech_stack": {"frontend": "React"}}
    written(tmp_path, "team_web.json", {"builds": [build, build | {"id": "b2"}]})
    written(tmp_path, "team_mobile.json", [build | {"id": "b3"}])
    written(tmp_path, "notes.txt", "not for us")
    done = await imported(hall, "builds", tmp_path, "--set", "team_id=other")
    assert done.code == 0, done.err
    listed = (await hall.memory.ListBuilds(memory.ListBuildsRequest())).builds
    assert {build.build_id: build.team_id for build in listed} == {"b1": "web", "b2": "web", "b3": "other"}


async def test_a_store_of_agents_is_published_dependencies_first(hall: Hall, tmp_path: Path) -> None:
    agent = {
        "author": "web team", "description": "Does a part of the work.", "version": "1.0.0", "category": "utility",
        "system_prompt": "Do your part of the work, and say what you assume.", "downloads": 12, "rating": 4.5,
    }  # fmt: skip
    written(
        tmp_path, "a-team.json", agent | {"name": "Team", "kind": "team", "dependencies": ["Writer", "Reviewer@^1"]}
    )
    written(tmp_path, "reviewer.json", agent | {"name": "Reviewer"})
    written(tmp_path, "writer.json", agent | {"name": "Writer"})
    written(tmp_path, "unfit.json", agent | {"name": "Unfit", "version": "one"})
    done = await imported(hall, "agents", tmp_path)
    assert done.code == 1
    assert "unfit.json:1: " in done.err
    assert "left out: downloads, which agents do not have (4 rows)" in done.err
    assert "3 accepted, 0 repeated, 1 refused" in done.out
    install = market.InstallAgentRequest(agent="Team", request_id="r1")
    lock = (await hall.marketplace.InstallAgent(install)).lock
    assert {one.agent for one in lock.agents} == {"default/team", "default/writer", "default/reviewer"}


async def test_a_row_that_no_message_can_hold_does_not_cost_its_neighbours(hall: Hall, tmp_path: Path) -> None:
    good = {"agent_name": "a", "success": True}
    rows = [good] * 300 + [good | {"attempt": 10**12}, good | {"attributes": {"a": "\0"}}, good | {"tokens": -1}, good]
    done = await imported(hall, "executions", written(tmp_path, "a.jsonl", *rows))
    assert "301 accepted, 0 repeated, 3 refused" in done.out, done.err
    assert [line.split(":")[1] for line in done.err.splitlines() if line.startswith("refused ")] == [
        "301",
        "302",
        "303",
    ]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("executions", "{}/no-such.csv"), "does not exist"),
        (("executions", "{}/a.dat"), "of which format?"),
        (("builds", "{}/a.csv", "--map", "a=prompts"), "did you mean prompt?"),
        (("builds", "{}/a.csv", "{}/b/a.csv"), "2 files are called a.csv"),
        (("builds", "{}/a.csv", "{}/b/a.csv", "--source", "x"), "--source names one file"),
        (("builds", "{}/c"), "holds no file that ends in"),
        (("builds", "{}/a.csv", "--refused", "{}"), "cannot be written"),
        (("builds", "{}/a.csv", "--refused", "{}/a.csv"), "is there already"),
        (("builds", "{}/a.csv", "--target", "localhost"), "'localhost' is not HOST:PORT"),
        (("wishes", "{}/a.csv"), "wishes"),
    ],
)
async def test_a_wrong_command_says_what_is_wrong(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    for folder in (tmp_path / "b", tmp_path / "c"):
        folder.mkdir()
    for file in ("a.csv", "a.dat", "b/a.csv"):
        written(tmp_path, file, "prompt,team_id", "a,b")
    done = await agenthall("import", *(argument.replace("{}", str(tmp_path)) for argument in arguments))
    assert done.code == 2
    assert says in " ".join(done.err.split())
    assert "Traceback" not in done.err
    assert "a,b" in (tmp_path / "a.csv").read_text(encoding="utf-8")


async def test_a_file_without_rows_does_not_cost_the_others_of_its_folder(hall: Hall, tmp_path: Path) -> None:
    for name in ("1.csv", "3.csv"):
        written(tmp_path, name, "agent_name,success", "a,true")
    written(tmp_path, "2.toml", "name = ")
    done = await imported(hall, "executions", tmp_path)
    assert done.code == 1
    assert "2 accepted, 0 repeated, 1 refused" in done.out
    assert "2.toml:1: the file is no TOML" in done.err


async def test_a_table_without_rows_that_can_be_read_ends_the_import(hall: Hall, tmp_path: Path) -> None:
    done = await imported(hall, "executions", written(tmp_path, "a.json", {"a": 1}))
    assert done.code == 1
    assert "holds no executions" in done.err


async def test_a_key_that_may_not_record_stops_the_import(hall: Hall, tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", {"agent_name": "a", "success": True})
    done = await imported(hall, "executions", file, AGENTHALL_API_KEY="agenthall_unknown_key")
    assert done.code == 1
    assert "CREDENTIALS_INVALID" in done.err
    assert "0 accepted" in done.out


@pytest.mark.parametrize("limits", [{"max_calls_in_flight": 1}, {"workspace_calls_per_second": 1500.0}])
async def test_a_server_that_has_enough_is_asked_again_when_it_says(tmp_path: Path, limits: dict[str, Any]) -> None:
    rows = [{"agent_name": "a", "success": True}] * 3000
    async with running(f"sqlite:///{tmp_path}/hall.db", **limits) as busy:
        done = await imported(busy, "executions", written(tmp_path, "a.jsonl", *rows))
    assert "3,000 accepted, 0 repeated, 0 refused" in done.out, done.err
    assert done.code == 0


async def test_a_server_that_goes_away_and_comes_back_costs_nothing(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/hall.db"
    file = written(tmp_path, "a.jsonl", *[{"agent_name": "a", "success": True}] * 5000)
    async with running(database) as first:
        port = first.server.port
        job = asyncio.create_task(imported(first, "executions", file, "--json"))
        async for message in first.observability.WatchMetrics(observe.WatchMetricsRequest(agent_names=["a"])):
            if message.delta.agents:
                break
    async with running(database, listen=f"127.0.0.1:{port}") as second:
        done = await job
        assert done.code == 0, done.err
        assert (await summary(second)).total_executions == 5000


async def test_a_table_without_a_known_column_says_how_to_name_them(tmp_path: Path) -> None:
    checked = ("import", "executions", "--dry-run", written(tmp_path, "a.csv", "planner,true", "coder,false"))
    done = await agenthall(*checked)
    assert done.code == 1
    assert "a.csv has no column of executions in its head line (planner, true): name the columns" in done.err
    named = await agenthall(*checked, "--map", "planner=agent_name", "--map", "true=success")
    assert (named.code, named.out) == (0, "executions: 1 accepted, 0 repeated, 0 refused\n"), named.err
