"""The demo is a smoke test of its own: run whole, on the samples that every clone has, against a real server."""

from __future__ import annotations

import subprocess
import sys

from agenthall_server.demo import inputs
from tests.conftest import Hall

_TARGET = (sys.executable, "-m", "agenthall_server", "demo", "--check", "--data", str(inputs.SAMPLES))


def _demo(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run((*_TARGET, *arguments), capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - our own command


def test_the_demo_on_the_samples_answers_every_figure_right() -> None:
    done = _demo()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "figures checked are right" in done.stdout
    assert "WRONG" not in done.stdout
    for line in ("published 15 agents in namespace agenthall", "installed agenthall/code-review-pipeline@1.0.0"):
        assert line in done.stdout


async def test_the_demo_says_which_target_does_not_answer(hall: Hall) -> None:
    port = hall.server.port
    await hall.server.__aexit__()
    done = _demo("--target", f"127.0.0.1:{port}")
    assert done.returncode == 1
    assert f"nothing answers at 127.0.0.1:{port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_absent_measurements_of_the_samples_stay_absent() -> None:
    executions = inputs.executions(inputs.SAMPLES, "run")
    assert len(executions) == 322
    unnamed = [execution for execution in executions if execution.agent_name == inputs.UNNAMED]
    assert len(unnamed) == 37
    assert any(not execution.HasField("duration_ms") for execution in executions)
    assert all(execution.HasField("tokens") == execution.HasField("cost_nano_usd") for execution in executions)


def test_the_samples_carry_their_licences() -> None:
    text = (inputs.SAMPLES / "README.md").read_text(encoding="utf-8")
    for file in inputs.SAMPLES.rglob("*.*"):
        if file.name != "README.md":
            assert str(file.relative_to(inputs.SAMPLES)) in text
