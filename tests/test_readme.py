"""The words of the project against the project: what README and the documents say is run, or looked up."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from bench.processes import ROOT, ServerProcess, hall
from google.protobuf.descriptor_pb2 import MethodOptions
from google.rpc.code_pb2 import Code
from tools import reasons

from tests.conftest import database_of
from tests.documents import ADDRESS, blocks, documents
from tests.test_grpcurl import SERVICES, service

README = (ROOT / "README.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "agenthall_server"
POSTGRES_URL = "postgresql://hall@db.internal/hall"
SECONDS = 300

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TARGET = re.compile(r"(?:`|^ {4}|\$ )make ([a-z]+)\b", re.MULTILINE)
_CODE_NAME = re.compile(r"`([\w/]+\.py)(?:::([\w.]+))?`")
_REGISTRY = re.compile(
    r"pypi[.]org|python[h]osted|npmjs[.](?:org|com)|proxy[.]golang|index-url|crates[.]io", re.IGNORECASE
)
_MACHINE_PATH = re.compile(r"(?<![\w.~/])/(?:home|root|tmp|work|Users|mnt)/")


def fenced(language: str) -> str:
    """The code of README's one block in this language."""
    found = [block.code for block in blocks(ROOT / "README.md") if block.language == language]
    assert len(found) == 1, language
    return found[0]


def grpcurl_lines() -> list[list[str]]:
    """The arguments of README's grpcurl commands."""
    lines = fenced("sh").replace("\\\n", " ").splitlines()
    return [shlex.split(line)[1:] for line in lines]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server as README starts it: an empty store, into which the shipped agents are published."""
    folder = tmp_path_factory.mktemp("readme")
    with hall(folder, f"sqlite:///{folder}/hall.db", catalog=True) as started:
        yield started


def test_readme_has_at_most_100_lines() -> None:
    assert len(README.splitlines()) <= 100


def test_readme_calls_each_service_once() -> None:
    called = [arguments[-1].partition("/")[0] for arguments in grpcurl_lines()]
    assert sorted(called) == sorted(full for name, full in SERVICES.items() if name != "AccessService")


def test_python_snippet_works(server: ServerProcess) -> None:
    code = fenced("python").replace(ADDRESS, server.target)
    assert printed(sys.executable, "-W", "error", "-c", code + "print(reply.execution_id)").strip()


def test_go_snippet_works(server: ServerProcess, tmp_path: Path) -> None:
    needs("go")
    code = fenced("go").replace(ADDRESS, server.target)
    (tmp_path / "main.go").write_text(_GO % code, encoding="utf-8")
    example, generated = ROOT / "examples" / "go", ROOT / "generated" / "go"
    module = (example / "go.mod").read_text(encoding="utf-8").replace("../../generated/go", str(generated))
    (tmp_path / "go.mod").write_text(module, encoding="utf-8")
    shutil.copy(example / "go.sum", tmp_path)
    assert printed("go", "run", ".", cwd=tmp_path).strip()


def test_typescript_snippet_works(server: ServerProcess, tmp_path: Path) -> None:
    needs("npm")
    code = fenced("ts").replace(ADDRESS, server.target)
    (tmp_path / "snippet.mjs").write_text(_TYPESCRIPT % code, encoding="utf-8")
    generated = str(ROOT / "generated" / "typescript")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        text = (ROOT / "examples" / "typescript" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("../../generated/typescript", generated), encoding="utf-8")
    printed("npm", "ci", "--omit=dev", "--prefer-offline", "--no-audit", cwd=tmp_path)
    assert printed("node", "snippet.mjs", cwd=tmp_path).strip()


def test_postgresql_needs_one_flag(postgres: str, tmp_path: Path) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE readme")
    lines = [line.partition("#")[0] for line in README.splitlines() if POSTGRES_URL in line]
    migrate, serve = (shlex.split(line.replace(POSTGRES_URL, database_of(postgres, "readme")))[1:] for line in lines)
    assert "revision" in printed(sys.executable, "-m", "agenthall_server", *migrate)
    command = [sys.executable, "-m", "agenthall_server", *serve, "--listen", "127.0.0.1:0", "--admin-listen", ""]
    started = ServerProcess(command, tmp_path, {"AGENTHALL_LAME_DUCK_SECONDS": "0"})
    try:
        started.wait_until_serving()
        assert started.stop() == 0
    finally:
        started.kill()
        started.wait()


def test_make_help_lists_the_targets_that_documents_name() -> None:
    listed = set(re.findall(r"^ +make (\w+)", printed("make", "--no-print-directory", "help", cwd=ROOT), re.MULTILINE))
    named = {target for path in documents() for target in _TARGET.findall(path.read_text(encoding="utf-8"))}
    assert {"demo", "test"} <= named <= listed


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for link in _LINK.findall(document.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = document.parent / path if path else document
        assert target.exists(), f"{document.name}: {link}"
        assert not anchor or anchor in anchors(target), f"{document.name}: {link}"


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_no_machine(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert not _REGISTRY.search(text)
    assert not _MACHINE_PATH.search(text)


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_code_that_exists(document: Path) -> None:
    for path, name in _CODE_NAME.findall(document.read_text(encoding="utf-8")):
        files = [found for found in (SOURCE / path, ROOT / path, *SOURCE.glob(f"*/{path}")) if found.exists()]
        assert files, path
        for part in filter(None, name.split(".")):
            assert re.search(rf"^ *(?:async )?(?:def|class) {part}\b", files[0].read_text("utf-8"), re.MULTILINE), name


def test_status_codes_are_those_of_the_contract() -> None:
    proto = (ROOT / "proto/agenthall/common/v1/error_reason.proto").read_text(encoding="utf-8")
    declared = re.findall(r"((?:  //.*\n)+)  ERROR_REASON_(\w+) = [1-9]", proto)
    text = (ROOT / "docs" / "status-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z_]+) \| ([A-Z_]+) \| (\w*) ?\| (.*?) ?\|$", text, re.MULTILINE)
    assert [row[0] for row in rows] == [name for _, name in declared]
    numbers = {kind.reason: kind.code for kind in reasons.classes()}
    for (comment, name), (_, code, beside, metadata) in zip(declared, rows, strict=True):
        assert comment.split()[1].rstrip(":.") == code, name
        assert numbers[name] == Code.Value(code), name
        assert f"with {beside}" in comment or "with " not in comment.partition(":")[0], name
        assert all(key in comment for key in metadata.split(", ")), name


def test_every_change_says_how_it_is_repeated() -> None:
    text = (ROOT / "docs" / "status-codes.md").read_text(encoding="utf-8").partition("## Retrying")[2]
    named = set(re.findall(r"\b[A-Z]\w+", " ".join(re.findall(r"^\| ([A-Z][\w, ]+) \|", text, re.MULTILINE))))
    changing = {
        method.name
        for full_name in SERVICES.values()
        for method in service(full_name).methods
        if method.GetOptions().idempotency_level != MethodOptions.NO_SIDE_EFFECTS
    }
    assert named == changing


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "adr"
    index = _LINK.findall((folder / "README.md").read_text(encoding="utf-8"))
    assert sorted(path.name for path in folder.glob("0*.md")) == sorted(link for link in index if "://" not in link)


def test_changelog_begins_with_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == version


def printed(*command: str | Path, cwd: Path | None = None) -> str:
    """What a command prints; fails where the command does."""
    done = subprocess.run(  # noqa: S603 - commands of our own README
        command, cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stderr or done.stdout}"
    return done.stdout


def needs(tool: str) -> None:
    """Skips where a toolchain is missing; in CI that is a failure."""
    if shutil.which(tool) is None:
        missing = f"{tool} is not installed, so its snippet was not run"
        if os.environ.get("CI"):
            pytest.fail(f"{missing}; CI is set: nothing may be skipped")
        pytest.skip(missing)


def anchors(document: Path) -> set[str]:
    """The names of a document's headings in links to them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


_GO = """package main

import (
	"context"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/proto"

	observability "agenthall.dev/go/agenthall/observability/v1"
)

func main() {
	ctx := context.Background()
	%s
	if err != nil {
		panic(err)
	}
	fmt.Println(reply.ExecutionId)
}
"""

_TYPESCRIPT = """import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ObservabilityService } from "agenthall/observability/v1/observability_service_pb.js";
%s
console.log(reply.executionId);
"""
