"""Runs every client of examples/ against real server processes: straight, through a proxy that refuses, with a key
over TLS, and with a key that would go in the open, which must stay at home.

A machine without Go, Node, Maven or Cargo skips that client; where CI is set its absence is a failure. They fetch what
the clients need into their own caches and build beside the sources, so the first run of all takes minutes and later
ones seconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.certificates import Authority
from tests.command_line import agenthall
from tests.examples.refusing_proxy import Trailers, refusing_proxy

from agenthall_server.errors import Overloaded
from agenthall_server.status import status_of

AGENTHALL = [sys.executable, "-m", "agenthall_server"]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
# Once without a wish of the server's, once with each of the two ways to say when to come back.
REFUSALS: dict[str, Trailers] = {
    "/agenthall.marketplace.v1.MarketplaceService/PublishAgent": (),
    "/agenthall.observability.v1.ObservabilityService/RecordExecutions": (("grpc-retry-pushback-ms", "20"),),
    "/agenthall.observability.v1.ObservabilityService/WatchMetrics": (
        ("grpc-status-details-bin", status_of(Overloaded("busy", retry_after_seconds=0.02)).SerializeToString()),
    ),
}
OUTPUT = (
    r"published example-{language}/changelog-writer 1\.0\.0",
    r"found example-{language}/changelog-writer",
    r"recorded 1 execution, and 99 of a batch of 100",
    r"refused execution 42: VALIDATION_FAILED duration_ms: .+",
    r"watched 100 executions arrive",
    r"resumed from the first token: one delta brings what was missed",
    r"selected (short|long) with probability 0\.50",
    r"recorded its result",
    r"suggested database PostgreSQL, frontend React: Used {builds} times with 91\.0 avg quality",
    r"refused quality 101: VALIDATION_FAILED execution\.quality_score: .+",
    r"ok",
)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an `agenthall serve` on an empty SQLite file."""
    with _serving(tmp_path_factory.mktemp("server")) as address:
        yield address


@dataclass(frozen=True, slots=True)
class Walled:
    """A server that wants a key and speaks TLS only, and the variables with which a client gets in."""

    target: str
    variables: Mapping[str, str]


@pytest.fixture(scope="module")
def walled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walled]:
    folder = tmp_path_factory.mktemp("walled")
    authority = Authority()
    certificate = authority.write(folder, "hall")
    (folder / "ca.pem").write_bytes(authority.pem)
    create = ["keys", "create", "--role", "admin", "--database", f"sqlite:///{folder}/hall.db", "--json"]
    created = subprocess.run([*AGENTHALL, *create], stdout=subprocess.PIPE, check=True)  # noqa: S603 - our own command
    variables = {"AGENTHALL_API_KEY": json.loads(created.stdout)["secret"], "AGENTHALL_TLS_CA": f"{folder}/ca.pem"}
    tls = ["--tls-certificate", certificate["tls_certificate"], "--tls-key", certificate["tls_key"]]
    with _serving(folder, "--auth", "required", *tls) as address:
        yield Walled(address, variables)


@contextmanager
def _serving(folder: Path, *more: str) -> Iterator[str]:
    """The address of an `agenthall serve` whose database lies in the folder."""
    arguments = ["serve", "--database", f"sqlite:///{folder}/hall.db", "--listen", "127.0.0.1:0", "--admin-listen", ""]
    log = folder / "log"
    with (
        log.open("w") as errors,
        subprocess.Popen(  # noqa: S603 - our own server
            [*AGENTHALL, *arguments, *more], stdout=subprocess.PIPE, stderr=errors, text=True
        ) as server,
    ):
        try:
            assert server.stdout is not None
            ready, _, _ = select.select([server.stdout], [], [], 60)
            banner = server.stdout.readline() if ready else ""
            address = re.search(r"serves on (127\.0\.0\.1:\d+) ", banner)
            assert address, f"no banner but {banner!r}; {log.read_text()}"
            yield address[1]
        finally:
            server.terminate()
            status = server.wait(30)
    assert status == 0, log.read_text()


async def test_python(target: str, walled: Walled) -> None:
    await _assert_works("python", [sys.executable, "-W", "error", EXAMPLES / "python" / "client.py"], target, walled)


async def test_go(target: str, walled: Walled, tmp_path: Path) -> None:
    require("go")
    client = tmp_path / "client"
    await _output("go", ["go", "vet", "./..."])
    await _output("go", ["go", "build", "-o", client, "."])
    await _assert_works("go", [client], target, walled)


async def test_typescript(target: str, walled: Walled) -> None:
    require("node")
    require("npm")
    await _output("typescript", ["npm", "ci", "--prefer-offline"])  # always: it copies generated/typescript, too
    await _output("typescript", ["npm", "run", "build"])
    await _assert_works("typescript", ["node", "dist/client.js"], target, walled)


async def test_java(target: str, walled: Walled) -> None:
    require("java")
    require("mvn")
    await _output("java", ["mvn", "--quiet", "--batch-mode", "package"])
    await _assert_works("java", ["java", "-jar", "client/target/client.jar"], target, walled)


async def test_rust(target: str, walled: Walled) -> None:
    require("cargo")
    await _output("rust", ["cargo", "build", "--quiet", "--target-dir", "target"])
    await _assert_works("rust", [EXAMPLES / "rust/target/debug/agenthall-example"], target, walled)


async def test_the_same_variables_serve_agenthall_call(walled: Walled) -> None:
    done = await agenthall("call", "WhoAmI", "{}", AGENTHALL_TARGET=walled.target, **walled.variables)
    assert (done.code, json.loads(done.out)["role"]) == (0, "ROLE_ADMIN"), done.err


def require(tool: str) -> None:
    """Skips where the tool is not there; where CI is set, fails."""
    if shutil.which(tool):
        return
    absent = f"{tool} is not installed, so its example was not run"
    if os.environ.get("CI"):
        pytest.fail(f"{absent}; CI is set: nothing may be skipped")
    pytest.skip(absent)


async def _assert_works(language: str, client: Sequence[str | Path], target: str, walled: Walled) -> None:
    _assert_promised(await _output(language, [*client, target]), language, builds=1)
    async with refusing_proxy(target, REFUSALS) as proxy:
        _assert_promised(await _output(language, [*client, f"127.0.0.1:{proxy.port}"]), language, builds=2)
        assert not proxy.left
    _assert_promised(await _output(language, [*client, walled.target], **walled.variables), language, builds=1)
    await _assert_keeps_its_key(language, [*client, target])


async def _assert_keeps_its_key(language: str, command: Sequence[str | Path]) -> None:
    """With a key and without TLS the client ends by itself; a server that got the key refuses it in other words."""
    code, output, errors = await _run(language, command, AGENTHALL_API_KEY="agh_no_such_key")
    assert code != 0
    assert not output
    assert re.search("over TLS only|require transport level security", errors), errors


def _assert_promised(output: str, language: str, builds: int) -> None:
    lines = output.splitlines()
    patterns = [pattern.format(language=language, builds=builds) for pattern in OUTPUT]
    assert len(lines) == len(patterns), output
    for line, pattern in zip(lines, patterns, strict=True):
        assert re.fullmatch(pattern, line), output


async def _output(language: str, command: Sequence[str | Path], **variables: str) -> str:
    """What a command prints, run in the folder of the example. A test of it fails where the command does."""
    code, output, errors = await _run(language, command, **variables)
    assert code == 0, f"{command} ended with {code}\n{output}\n{errors}"
    return output


async def _run(language: str, command: Sequence[str | Path], **variables: str) -> tuple[int | None, str, str]:
    """Exit code, standard output and standard error of a command, run in the folder of the example."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("AGENTHALL_")}
    process = await asyncio.create_subprocess_exec(
        *command, cwd=EXAMPLES / language, env=own | variables, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        output, errors = await asyncio.wait_for(process.communicate(), 600)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode, output.decode(), errors.decode()
