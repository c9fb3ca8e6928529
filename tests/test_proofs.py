"""The proofs of `make prove` in their shortest form: that they run, hold, and catch their control.

Where both databases go through the same code, one of them is enough here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench.prove.calls import methods

from tests.contract.mutations import MUTATIONS

pytestmark = pytest.mark.proof
ROOT = Path(__file__).resolve().parents[1]


def prove(name: str, database: str, *, rounds: int = 1) -> dict[str, Any]:
    """The figure of a proof that must hold."""
    command = [sys.executable, "-m", "bench.prove", name, "--rounds", str(rounds), "--database", database]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stdout + done.stderr
    figure: dict[str, Any] = json.loads(done.stdout.splitlines()[0])
    return figure


both = pytest.mark.parametrize("database", ["sqlite", "postgres"])


@both
def test_two_rounds_of_kill_lose_nothing_and_catch_the_control(database: str) -> None:
    figure = prove("kill", database, rounds=2)  # one can be over before each kind of record was acknowledged
    assert (figure["lost"], figure["miscounted"], figure["control_caught"]) == (0, 0, True)
    assert figure["acknowledged"]["executions"] > 0


@both
def test_a_change_is_made_once_though_its_server_is_killed(database: str) -> None:
    figure = prove("once", database)
    assert figure["methods"] == len(MUTATIONS)
    assert figure["reference"] > 0


def test_an_alert_has_one_event_a_transition_though_its_server_is_killed() -> None:
    figure = prove("alerts", "sqlite", rounds=2)
    assert figure["ours"] == 0
    assert figure["events"] >= 10
    assert figure["reference"] > 0


def test_every_method_answers_every_caller_as_declared() -> None:
    figure = prove("authz", "sqlite")
    assert figure["cells"] == figure["methods"] * figure["callers"] == len(methods()) * 25
    assert figure["control_caught"] == figure["control_cells_turned_round"]
    assert len(figure["control_wrong_grant"]) == 2


def test_cancelled_calls_leave_nothing_and_the_control_is_locked() -> None:
    figure = prove("cancel", "sqlite")
    assert figure["cancelled"] >= 100
    assert figure["reference"] > 0


def test_an_outage_of_postgresql_fails_no_call_and_catches_the_control() -> None:
    figure = prove("outage", "postgres", rounds=2)
    assert (figure["failed"], figure["lost"], figure["miscounted"]) == (0, 0, 0)
    assert figure["reference"] > 0


def test_a_rolling_restart_fails_no_call_and_catches_the_control() -> None:
    figure = prove("rolling", "postgres", rounds=1)
    assert (figure["failed"], figure["lost"], figure["miscounted"]) == (0, 0, 0)
    assert figure["reference"] > 0


def test_a_slot_goes_to_another_server_only_when_its_owner_is_gone() -> None:
    assert prove("recovery", "postgres")["kills"] == 1


def test_nothing_of_a_workspace_shows_in_another_one() -> None:
    """With one broken server as the control; `make prove ARGS=canary` breaks every table."""
    figure = prove("canary", "postgres")
    assert (figure["methods"], figure["control_tables"], figure["control_missed"]) == (len(methods()), 1, [])
    assert figure["questions"] > 1000


def test_random_calls_get_a_status_of_the_contract() -> None:
    figure = prove("fuzz", "postgres")
    assert figure["calls"] == 2_750
    assert len(figure["never_succeeded"]) < 0.15 * len(methods())
    assert figure["error_lines"] == []


def test_a_minute_of_mixed_load_leaves_no_file_thread_or_task() -> None:
    figure = prove("soak", "sqlite")
    assert figure["more_at_rest"]["tasks"] < 20 < figure["control_more_at_rest"]["tasks"]


def test_subscribers_that_never_read_are_let_go() -> None:
    figure = prove("slow_readers", "sqlite")
    assert figure["ends"] == {"RESOURCE_EXHAUSTED / SLOW_CONSUMER": 100}


@both
def test_a_full_disk_refuses_writes_by_name_and_catches_the_control(database: str) -> None:
    figure = prove("disk-full", database)
    if "skipped" in figure:
        pytest.skip(figure["skipped"])
    assert (figure["refused_without_the_reason"], figure["reads_that_failed"]) == (0, 0)
    assert (figure["lost"], figure["miscounted"]) == (0, 0)
    assert figure["control_refused_without_the_reason"] > 0


def test_under_overload_more_is_kept_than_without_admission() -> None:
    """What does not depend on how much of the machine others take: the proof itself has the goals in time."""
    command = [sys.executable, "-m", "bench.prove", "overload", "--rounds", "1", "--database", "sqlite"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)  # noqa: S603 - ours
    figure: dict[str, Any] = json.loads(done.stdout.splitlines()[0])
    assert figure["ours"] > figure["reference"]
    assert figure["refused_per_second"] > 0
    assert (figure["refused_without_delay"], figure["control"]["refused_per_second"]) == (0, 0)


def test_rapid_resets_fail_no_honest_call() -> None:
    figure = prove("rapid-reset", "sqlite")
    assert figure["resets"] == 10_000
    assert figure["honest_calls"] > 10


def test_a_burst_of_streams_is_served_whole_and_kills_some_of_the_control() -> None:
    figure = prove("burst", "sqlite", rounds=2)
    assert (figure["ours"], figure["snapshots"]) == (0, 2000)
    assert figure["reference"] > 0


def test_what_is_damaged_is_said_or_named() -> None:
    figure = prove("damage", "sqlite", rounds=20)
    assert figure["faults"] == []
    assert figure["refused_to_start"] + figure["said_by_a_call"] > 0
