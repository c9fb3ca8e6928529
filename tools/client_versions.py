"""Runs tests with the oldest or the newest grpcio and protobuf that pyproject.toml admits: `make versions`.

Usage: client_versions.py oldest|newest ARGUMENT...; the arguments are those of pytest, -k and the like.

The libraries of the client are put into a temporary folder in front of the environment, in which all others stay. The
generated code refuses, at import, what is older than the generator that wrote it: that is the floor.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ("tests/test_server.py", "tests/examples/test_examples.py::test_python")
_SHOW = "import grpc, google.protobuf as p; print('grpcio', grpc.__version__, 'protobuf', p.__version__, grpc.__file__)"


def requirements(which: str) -> list[str]:
    """Of the client, from pyproject.toml: as they stand, or pinned to their floors."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    server = project["optional-dependencies"]["server"]
    of_grpc = [line for line in server if line.startswith("grpcio-")]  # released in step with grpcio
    declared = [*project["dependencies"], *of_grpc]
    return declared if which == "newest" else [re.sub(r">=([\d.]+).*", r"==\1", line) for line in declared]


def install(folder: Path, wanted: list[str]) -> None:
    """Puts them into the folder; fails where they contradict each other."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target", str(folder)]
    subprocess.run([*pip, *wanted], check=True)  # noqa: S603 - requirements of our own project


def run(folder: Path, *command: str) -> int:
    """Python with the folder in front; gives the exit code."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, *command], cwd=ROOT, env=environment, check=False
    ).returncode


def main(which: str, arguments: list[str]) -> int:
    """Installs, says which versions those are, and runs the tests."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(folder, requirements(which))
        print(f"{which}: ", end="", flush=True)
        return run(folder, "-c", _SHOW) or run(
            folder, "-m", "pytest", "-q", "--no-cov", "-p", "no:cacheprovider", *TESTS, *arguments
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
