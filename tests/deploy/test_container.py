"""Dockerfile and compose.yaml: linted, valid, consistent with the server, and their environment starts one."""

from __future__ import annotations

import ast
import json
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import psycopg
import pytest
import yaml
from bench.processes import ROOT, ServerFailed, run_to_end

from agenthall_server.config import Settings
from tests.conftest import database_of
from tests.deploy.files import (
    ADMIN_PORT,
    DEPLOY,
    GRPC_PORT,
    UID,
    assert_safe_and_healthy,
    document,
    started,
)

DOCKERFILE = DEPLOY / "Dockerfile"
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
SECONDS = 60


def instructions() -> list[tuple[str, str]]:
    """Of the Dockerfile, with continued lines joined."""
    text = re.sub(r"^#.*\n", "", DOCKERFILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = re.sub(r"\\\n\s*", " ", text).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines) if word]


def values(instruction: str) -> list[str]:
    """Of every instruction of this kind."""
    return [rest for word, rest in instructions() if word == instruction]


def image_environment() -> dict[str, str]:
    """What the image sets."""
    return dict(part.split("=", 1) for rest in values("ENV") for part in shlex.split(rest))


def copied_from_source() -> list[str]:
    """What the image takes from the repository."""
    plain = [shlex.split(rest) for rest in values("COPY") if not rest.startswith("--from")]
    return [path for parts in plain for path in parts[:-1]]


def hadolint(text: str) -> subprocess.CompletedProcess[str]:
    """Lints a Dockerfile."""
    command = [Path(sys.executable).with_name("hadolint"), "--format", "json", "-"]
    return subprocess.run(  # noqa: S603 - the pinned linter
        command, input=text, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def compose() -> dict[str, dict[str, Any]]:
    """The services of compose.yaml."""
    services: dict[str, dict[str, Any]] = document("compose.yaml")["services"]
    return services


def compose_problems(content: object) -> list[str]:
    """Where a compose file departs from the Compose specification."""
    schema = json.loads(
        files("check_jsonschema.builtin_schemas").joinpath("vendor/compose-spec.json").read_text("utf-8")
    )
    return [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(content)]


def test_the_dockerfile_has_nothing_that_a_linter_finds() -> None:
    done = hadolint(DOCKERFILE.read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stdout
    assert hadolint("FROM python\nRUN cd /tmp\n").returncode == 1


def test_the_image_has_a_user_without_rights_and_no_shell_at_run_time() -> None:
    assert values("USER") == [f"{UID}:{UID}"]
    for instruction in ("ENTRYPOINT", "CMD"):
        assert all(isinstance(ast.literal_eval(value), list) for value in values(instruction)), instruction
    assert values("CMD") == ['["serve"]']
    assert values("EXPOSE") == [str(GRPC_PORT)]
    bases = {value.split()[0] for value in values("FROM")}
    assert len(bases) == 1
    assert re.search(r":\d+\.\d+-", bases.pop())


def test_the_image_copies_what_is_there_and_the_ignore_file_lets_it_in() -> None:
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert sorted(line[1:] for line in let_in if line.startswith("!")) == sorted(copied_from_source())
    assert "*" in let_in
    assert all((ROOT / path).exists() for path in copied_from_source())


def test_the_image_alone_refuses_to_be_open_to_strangers(tmp_path: Path) -> None:
    with (
        pytest.raises(ServerFailed, match="without TLS; add --tls-certificate"),
        started(tmp_path, image_environment()),
    ):
        pytest.fail("served strangers in the clear")


def test_the_image_starts_behind_a_proxy_and_its_health_check_notices_the_end(tmp_path: Path) -> None:
    (health,) = values("HEALTHCHECK")
    probe = ast.literal_eval(health.partition("CMD ")[2])
    assert probe[0] == "/opt/agenthall/bin/python"
    with started(tmp_path, {**image_environment(), "AGENTHALL_BEHIND_TLS_PROXY": "true"}) as server:
        assert_safe_and_healthy(server)
        assert (tmp_path / "agenthall.db").exists(), "the volume is the working directory"
        command = [sys.executable, *probe[1:-1], probe[-1].replace(str(ADMIN_PORT), str(server.admin_port))]
        assert subprocess.run(command, timeout=SECONDS, check=False).returncode == 0  # noqa: S603 - our own Dockerfile
    done = subprocess.run(command, timeout=SECONDS, capture_output=True, check=False)  # noqa: S603 - our own Dockerfile
    assert done.returncode == 1


def test_compose_follows_its_specification() -> None:
    content = document("compose.yaml")
    assert compose_problems(content) == []
    content["services"]["agenthall"]["prots"] = []
    assert compose_problems(content) != []


def test_compose_runs_this_version_confined_and_publishes_on_loopback_only() -> None:
    for name, service in compose().items():
        image = str(service["image"])
        assert re.search(r":v?\d+\.\d+", image), f"{name}: a version is pinned"
        assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", [])), name
        if name != "postgres":
            assert service["read_only"] is True
            assert service["cap_drop"] == ["ALL"]
    assert compose()["agenthall"]["image"] == f"agenthall:{VERSION}"
    assert compose()["agenthall"]["ports"] == [f"127.0.0.1:{GRPC_PORT}:{GRPC_PORT}"]
    settings = Settings()
    grace = float(str(compose()["agenthall"]["stop_grace_period"]).removesuffix("s"))
    assert grace > settings.lame_duck_seconds + settings.drain_seconds + 1


def test_compose_mounts_files_that_exist() -> None:
    for service in compose().values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert (
                (DEPLOY / source).exists() if source.startswith(".") else source in document("compose.yaml")["volumes"]
            )


def test_the_services_of_compose_start(postgres: str, tmp_path: Path) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE composed")
    text = re.sub(r"\$\{\w+:\?[^}]+\}", "a-password", (DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services = yaml.safe_load(text)["services"]
    environment = image_environment() | services["agenthall"]["environment"]
    assert environment["AGENTHALL_DATABASE"] == "postgresql://agenthall@postgres/agenthall"
    assert services["migrate"]["environment"] == services["agenthall"]["environment"]
    environment["AGENTHALL_DATABASE"] = database_of(postgres, "composed")
    migrated = run_to_end("agenthall_server", *services["migrate"]["command"], timeout=SECONDS, **environment)
    assert "schema is at revision" in migrated
    with started(tmp_path, environment) as server:
        assert_safe_and_healthy(server)
