"""What is shipped: the wheel's contents, a server from the hashed lock, and a client without the server.

Environments are new and outside the repository, so nothing of it can stand in for what the wheel lacks.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import grpc
import pytest
from bench.processes import ROOT, ServerProcess, hall

from agenthall.access.v1 import access_service_pb2, access_service_pb2_grpc
from tests.deploy.files import DEPLOY
from tests.deploy.test_container import VERSION, copied_from_source
from tests.test_readme import ADDRESS, fenced, printed

CLIENT = {"agenthall", "googleapis-common-protos", "grpcio", "grpcio-status", "protobuf", "typing-extensions"}
"""All that `pip install agenthall` brings; the last one is grpcio's."""


def build(kind: str, source: Path, folder: Path) -> Path:
    """The wheel or sdist of a source tree, by the command of the Dockerfile."""
    printed(Path(sys.executable).with_name("hatchling"), "build", "--target", kind, "--directory", folder, cwd=source)
    (built,) = folder.iterdir()
    return built


def new_environment(folder: Path) -> Path:
    """An empty virtual environment; gives its Python."""
    printed(sys.executable, "-m", "venv", "--without-pip", folder)
    return folder / "bin" / "python"


def install(python: Path, *arguments: str | Path) -> str:
    """By the pip of this environment into that one."""
    return printed(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", *arguments)


def installed(python: Path) -> set[str]:
    """The names of what is installed."""
    listed = printed(sys.executable, "-m", "pip", "--python", python, "list", "--format", "json")
    return {entry["name"].lower().replace("_", "-") for entry in json.loads(listed)}


def locked() -> dict[str, str]:
    """Versions by name, of the lock of the server."""
    lines = (DEPLOY / "server.lock").read_text(encoding="utf-8").splitlines()
    pins = (line.split(" ")[0].split("==") for line in lines if "==" in line and line[0].isalnum())
    return dict(pins)


def names(wheel: Path) -> set[str]:
    """The files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from nothing but what the Dockerfile copies."""
    source = tmp_path_factory.mktemp("source")
    for path in copied_from_source():
        target = source / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).is_dir():
            shutil.copytree(ROOT / path, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / path, target)
    return build("wheel", source, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_the_server_and_the_client_and_nothing_else(wheel: Path) -> None:
    listing = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
    tracked = printed(*listing, "src", "generated/python", cwd=ROOT).split()
    expected = {path.removeprefix("src/").removeprefix("generated/python/") for path in tracked}
    information = f"agenthall-{VERSION}.dist-info/"
    found = {name for name in names(wheel) if not name.startswith(information)}
    assert found == expected
    assert {"agenthall/py.typed", "agenthall_server/py.typed", "agenthall_server/migrations/env.py"} <= found
    assert {name.split("/")[0] for name in found} == {"agenthall", "agenthall_server", "buf"}
    licences = {name for name in names(wheel) if name.startswith(f"{information}licenses/")}
    assert f"{information}licenses/LICENSE" in licences
    assert len(licences) == 1 + len(list((ROOT / "third_party").glob("*/LICENSE")))


def test_the_source_distribution_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    assert names(build("wheel", tmp_path / f"agenthall-{VERSION}", tmp_path / "wheel")) == names(wheel)


def test_a_server_from_the_hashed_lock_serves(wheel: Path, tmp_path: Path) -> None:
    python = new_environment(tmp_path / "server")
    report = tmp_path / "report.json"
    lock = ("--require-hashes", "--only-binary", ":all:", "-r", DEPLOY / "server.lock")
    install(python, "--report", report, *lock)
    assert not [entry for entry in json.loads(report.read_text("utf-8"))["install"] if entry.get("is_yanked")]
    install(python, "--no-deps", wheel)
    printed(sys.executable, "-m", "pip", "--python", python, "check")
    assert not {"pytest", "hatchling", "grpcio-tools"} & installed(python)
    program = python.with_name("agenthall")
    assert printed(program, "--version", cwd=tmp_path) == f"agenthall {VERSION}\n"
    command = [str(program), "serve", "--listen", "127.0.0.1:0", "--admin-listen", ""]
    server = ServerProcess(command, tmp_path, {"AGENTHALL_LAME_DUCK_SECONDS": "0"}, cwd=tmp_path)
    try:
        server.wait_until_serving()
        with grpc.insecure_channel(server.target) as channel:
            stub = access_service_pb2_grpc.AccessServiceStub(channel)
            assert stub.WhoAmI(access_service_pb2.WhoAmIRequest(), timeout=10).workspace == "default"
        assert server.stop() == 0, server.output()
        assert '"published the shipped agents"' in server.output()
    finally:
        server.kill()
        server.wait()


def test_a_client_needs_no_server_packages(wheel: Path, tmp_path: Path) -> None:
    python = new_environment(tmp_path / "client")
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in locked().items()), encoding="utf-8")
    install(python, "--no-compile", "--constraint", constraints, wheel)
    assert installed(python) == CLIENT
    with hall(tmp_path, f"sqlite:///{tmp_path}/hall.db") as server:
        snippet = fenced("python").replace(ADDRESS, server.target)
        assert printed(python, "-W", "error", "-c", snippet + "print(reply.execution_id)", cwd=tmp_path).strip()
    command = subprocess.run(  # noqa: S603 - our own program
        [python.with_name("agenthall"), "serve"], capture_output=True, text=True, timeout=60, check=False
    )
    assert command.returncode == 2
    assert "pip install 'agenthall[server]'" in command.stderr
    assert "Traceback" not in command.stderr
