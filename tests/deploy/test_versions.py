"""The oldest grpcio and protobuf that pyproject.toml admits work, and the ones before them do not: the floors are true.

The newest ones are those of requirements.lock, with which the whole suite runs; `make versions` asks for newer ones.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from bench.processes import ROOT
from tools.client_versions import requirements

TOOL = ROOT / "tools" / "client_versions.py"
IMPORT = "import agenthall.access.v1.access_service_pb2_grpc"
SECONDS = 300


FLOORS = dict(pin.split("==") for pin in requirements("oldest"))


def python(*arguments: str | Path, path: str | Path = "") -> subprocess.CompletedProcess[str]:
    """Runs Python with a folder in front of everything that is installed."""
    return subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def test_client_and_server_work_with_the_oldest() -> None:
    done = python(TOOL, "oldest", "-k", "not postgres")
    assert done.returncode == 0, done.stdout + done.stderr
    versions = f"grpcio {FLOORS['grpcio']} protobuf {FLOORS['protobuf']}"
    assert done.stdout.startswith(f"oldest: {versions} {tempfile.gettempdir()}")


@pytest.mark.parametrize("name", ["grpcio", "protobuf"])
def test_what_is_older_is_refused(name: str, tmp_path: Path) -> None:
    assert python("-c", IMPORT).returncode == 0
    pin = f"{name}<{FLOORS[name]}"
    installed = python("-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", "--target", tmp_path, pin)
    assert installed.returncode == 0, installed.stderr
    done = python("-c", IMPORT, path=tmp_path)
    assert done.returncode == 1
    assert FLOORS[name] in done.stderr
