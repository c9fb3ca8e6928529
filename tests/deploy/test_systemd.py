"""The systemd unit and its list of settings."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from agenthall_server.config import Settings, read_settings
from tests.deploy.files import DEPLOY, assert_safe_and_healthy, started

UNIT = DEPLOY / "systemd" / "agenthall.service"
EXAMPLE = DEPLOY / "agenthall.env.example"
SECONDS = 60


def unit(key: str) -> list[str]:
    """The values of a key of the unit."""
    return re.findall(rf"^{key}=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """systemd-analyze; skips where there is no systemd, which is a failure in CI."""
    program = shutil.which("systemd-analyze")
    if program is None:
        missing = "systemd-analyze is not installed, so the unit was not verified"
        if os.environ.get("CI"):
            pytest.fail(f"{missing}; CI is set: nothing may be skipped")
        pytest.skip(missing)
    return subprocess.run(  # noqa: S603 - reads our own unit
        [program, *arguments], capture_output=True, text=True, timeout=SECONDS, check=False
    )


def verify(folder: Path, old: str = "", new: str = "") -> subprocess.CompletedProcess[str]:
    """Of the unit with a program that is here; `old` is replaced by `new`."""
    program = Path(sys.executable).with_name("agenthall")
    copy = folder / UNIT.name
    text = UNIT.read_text(encoding="utf-8").replace("/opt/agenthall/bin/agenthall", str(program))
    copy.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return analyze("verify", copy)


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    done = verify(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ProtectSytem" in verify(tmp_path, "ProtectSystem", "ProtectSytem").stderr


def test_the_unit_exposes_little() -> None:
    done = analyze("security", "--offline=true", "--threshold=20", UNIT)
    assert done.returncode == 0, done.stdout[-200:]
    assert analyze("security", "--offline=true", "--threshold=5", UNIT).returncode == 1, "the control"


def test_the_unit_waits_for_the_end() -> None:
    settings = Settings()
    assert float(unit("TimeoutStopSec")[0].removesuffix("s")) > settings.lame_duck_seconds + settings.drain_seconds + 1


def test_the_environment_of_the_unit_starts_a_server(tmp_path: Path) -> None:
    assert unit("ExecStart") == ["/opt/agenthall/bin/agenthall serve"]
    assert unit("WorkingDirectory") == [f"/var/lib/{unit('StateDirectory')[0]}"]
    environment = dict(value.split("=", 1) for value in unit("Environment"))
    with started(tmp_path, environment) as server:
        assert_safe_and_healthy(server)
    assert (tmp_path / "agenthall.db").exists()


def test_the_example_lists_every_setting_with_its_default() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    listed = dict(line[1:].split("=", 1) for line in lines if re.match(r"#[A-Z_]+=", line))
    names = [f"AGENTHALL_{field.name.upper()}" for field in fields(Settings)]
    expected = {*names, "AGENTHALL_DATABASE_FILE"}
    assert set(listed) == expected, f"{EXAMPLE.name}, as #NAME=default: {sorted(set(listed) ^ expected)}"
    assert read_settings(listed) == Settings()
    assert all(line.startswith("#") for line in lines), "it changes nothing until somebody edits it"
