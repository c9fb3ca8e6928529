"""The proofs of `make prove` in their shortest form: that they run, hold, and catch their control."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_one_round_of_kill_loses_nothing_and_catches_the_control(database: str) -> None:
    command = [sys.executable, "-m", "bench.prove", "kill", "--rounds", "1", "--database", database]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)  # noqa: S603 - ours
    assert done.returncode == 0, done.stdout + done.stderr
    figure = json.loads(done.stdout.splitlines()[0])
    assert (figure["lost"], figure["miscounted"], figure["control_caught"]) == (0, 0, True)
    assert figure["acknowledged"]["executions"] > 0
