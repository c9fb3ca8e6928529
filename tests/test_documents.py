"""Every command in the documents: run as it stands, or, where it cannot run here, parsed and marked with the reason."""

from __future__ import annotations

import ast
import base64
import json
import os
import re
import shlex
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from bench.processes import ROOT, serving
from tools import api_docs, reasons
from tools.example_calls import CALLS, Answered

from agenthall_server.cli import app
from tests import documents
from tests.documents import Block, Place
from tests.test_grpcurl import SERVICES, answered, pinned_grpcurl, resolved, service

DOCUMENTS = [path for path in documents.documents() if path.parent.name != "api"]
BLOCKS = [block for path in DOCUMENTS for block in documents.blocks(path)]
SNIPPETS = {"python", "go", "ts"}  # of README, run by tests/test_readme.py
RUN = {"sh", "console"}
RUNNABLE = [
    path for path in DOCUMENTS if any(block.language in RUN and not block.reason for block in documents.blocks(path))
]

_WRONG: Any = typer.BadParameter.__base__
"""UsageError of the click that typer carries."""
_AGENTHALL = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?agenthall .*", re.MULTILINE)
_INDENTED = re.compile(r"^ {4}(?:\$ )?((?:grpcurl|agenthall|curl) .*)", re.MULTILINE)
_INLINE = re.compile(r"`agenthall ([^`]*)`")


def name_of(value: Any) -> str:
    return str(value.relative_to(ROOT)) if isinstance(value, Path) else str(value)


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    """A server as `agenthall serve` starts it in a folder, with the shipped agents; there the reader types."""
    (folder / "logs").mkdir()
    (folder / "reader").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        admin = f"127.0.0.1:{free.getsockname()[1]}"
    flags = [
        "--listen",
        "127.0.0.1:0",
        "--admin-listen",
        admin,
        "--database",
        f"sqlite:///{folder}/reader/agenthall.db",
    ]
    key = folder / "agenthall.key"  # documents seal secrets
    key.write_text(base64.b64encode(os.urandom(32)).decode(), encoding="ascii")
    key.chmod(0o600)
    settings = {"AGENTHALL_LAME_DUCK_SECONDS": "0", "AGENTHALL_SECRET_KEY_FILE": str(key)}
    with serving(folder / "logs", "agenthall_server", "serve", *flags, **settings) as server:
        typed_in = Place(folder / "reader", server.target, admin)
        typed_in.furnish()
        yield typed_in


@pytest.mark.parametrize("document", RUNNABLE, ids=name_of)
def test_the_commands_of_a_document_work(document: Path, tmp_path: Path) -> None:
    pinned_grpcurl()
    with place(tmp_path) as typed_in:
        for block in documents.blocks(document):
            if block.language == "sh" and not block.reason:
                done = typed_in.run(block.code)
                assert done.returncode == 0, f"{block}: {done.stdout}"
            if block.language == "console" and not block.reason:
                for command, said in documents.sessions(block.code):
                    printed = typed_in.run(f"{{ {command}}} || true").stdout
                    assert documents.prints(said, printed), f"{block}: {command}printed {printed}"


def test_the_lines_about_tls_work(tmp_path: Path) -> None:
    """Of the operator's guide: a certificate, the server with it, and a call with a key."""
    pinned_grpcurl()
    made, serve, call = (
        next(block.code for block in BLOCKS if block.document.name == "operator.md" and command in block.code)
        for command in ("openssl req", "--tls-certificate", "-cacert")
    )
    folder, store = tmp_path / "reader", f"sqlite:///{tmp_path}/agenthall.db"
    folder.mkdir()
    reader = Place(folder, documents.ADDRESS, documents.ADMIN_ADDRESS)
    assert reader.run(made).returncode == 0
    key = reader.run(f"agenthall keys create --role viewer --database {store} --json 2>keys.log").stdout
    flags = serve.replace("0.0.0.0:50051", "127.0.0.1:0").replace("server.", f"{folder}/server.").split()[1:]
    settings = {"AGENTHALL_ADMIN_LISTEN": "", "AGENTHALL_CATALOG": "false", "AGENTHALL_DATABASE": store}
    with serving(tmp_path, "agenthall_server", *flags, **settings) as server:
        port = server.target.rpartition(":")[2]
        here = Place(folder, f"localhost:{port}", documents.ADMIN_ADDRESS)
        done = here.run(f"KEY={json.loads(key)['secret']}; {call}")
    assert '"role": "ROLE_VIEWER"' in done.stdout, done.stdout


def test_the_lines_of_the_api_reference_work(tmp_path: Path) -> None:
    """In the order of the example calls; words in capitals are replaced by what earlier answers said."""
    pinned_grpcurl()
    pages = [page for page in documents.documents() if page.parent == api_docs.TARGET]
    lines = {block.code.split()[-1]: block for page in pages for block in documents.blocks(page)}
    answers: dict[str, Any] = {}
    with place(tmp_path) as typed_in:
        for call, request, _ in CALLS:
            service_name, _, method_name = call.partition("/")
            block = lines.pop(f"{SERVICES[service_name]}/{method_name}")
            done = typed_in.run(filled(block.code, request, answers))
            while method_name == "ListAlerts" and done.stdout.split() == ["{}"]:  # an alert takes a second to fire
                done = typed_in.run(filled(block.code, request, answers))
            assert done.returncode == 0, f"{block}: {done.stdout}"
            answers[call] = answered(service(SERVICES[service_name]).methods_by_name[method_name], done.stdout)
    assert not lines


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_a_block_is_run_or_says_why_not(block: Block) -> None:
    known = {"text", *RUN, *(SNIPPETS if block.document.name == "README.md" else ())}
    assert block.reason or block.language in known


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_stand_in_blocks(document: Path) -> None:
    """Where they are run; README shows two lines that tests/test_readme.py runs."""
    indented = _INDENTED.findall(document.read_text(encoding="utf-8"))
    assert document == ROOT / "README.md" or not indented


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_agenthall_commands_can_be_parsed(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    unproven = [block.code for block in documents.blocks(document) if block.reason]  # the others are run
    code = "\n".join(unproven).replace("\\\n", " ")
    shown = _AGENTHALL.findall(code) + [line for line in _INDENTED.findall(text) if line.startswith("agenthall ")]
    for line in shown:
        parse(shlex.split(line.removeprefix("$ "), comments=True)[1:])
    for line in _INLINE.findall(text):
        parse([part for part in shlex.split(line) if part != "..."], whole=False)


TROUBLES = ROOT / "docs" / "troubleshooting.md"


@pytest.mark.parametrize("said", re.findall(r"^\| `(.+?)` \|", TROUBLES.read_text("utf-8"), re.MULTILINE))
def test_what_troubleshooting_quotes_is_in_the_source(said: str) -> None:
    assert any(quotes(said, text) for text in texts())


def test_what_nobody_says_is_not_in_the_source() -> None:
    assert not any(quotes("the database has no schema yet; run `agenthall mend`", text) for text in texts())


def test_troubleshooting_names_reasons_that_exist() -> None:
    named = re.findall(r"^\| ([A-Z]+_[A-Z_]+|INTERNAL) \|", TROUBLES.read_text("utf-8"), re.MULTILINE)
    assert len(named) > 10
    assert set(named) <= {kind.reason for kind in reasons.classes()}


def test_the_operator_reads_measured_figures() -> None:
    guide = (ROOT / "docs" / "guides" / "operator.md").read_text("utf-8").partition("## How much it takes")[2]
    figures = re.findall(r"\d[\d,.]*\d|\d", guide.partition(" From ")[0])
    assert len(figures) > 5
    assert [one for one in figures if one not in (ROOT / "bench" / "RESULTS.md").read_text("utf-8")] == []


@cache
def texts() -> list[str]:
    """Every text of the source; `...` stands for what is put into it."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in reasons.SOURCE.rglob("*.py"))
    nodes = [node for tree in trees for node in ast.walk(tree)]
    joined = [node.values for node in nodes if isinstance(node, ast.JoinedStr)]
    plain = [[node] for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [
        "".join(str(part.value) if isinstance(part, ast.Constant) else "..." for part in parts)
        for parts in joined + plain
    ]


def quotes(said: str, text: str) -> bool:
    """Whether a document quotes this text; both leave out with `...`."""
    return re.fullmatch(".*".join(map(re.escape, said.split("..."))), text, re.DOTALL) is not None


def test_parsing_sees_what_is_wrong() -> None:
    parse(["serve", "--listen", "127.0.0.1:0", "--no-catalog"])
    parse(["keys", "create"], whole=False)
    for wrong in ("serves", "serve --port 1", "keys create", "keys create --role admin --rolle admin", "doctor file"):
        with pytest.raises(_WRONG):
            parse(wrong.split())
    with pytest.raises(_WRONG):
        parse(["doctor", "--audits"], whole=False)


def test_what_a_command_prints_is_compared() -> None:
    (sessions,) = [list(documents.sessions("$ a \\\n  b\nx ... z\n$ c\nd\n"))]
    assert sessions == [("a \\\n  b\n", "x ... z\n"), ("c\n", "d\n")]
    assert documents.prints("x ... z\n", "x y\n  y z")
    assert not documents.prints("x ... z\n", "x y")
    assert not documents.prints("d\n", "d and more")


def parse(arguments: Sequence[str], *, whole: bool = True) -> None:
    """Parses a command line without running it; of one that is only mentioned, looks up the names. Raises _WRONG."""
    command: Any = typer.main.get_command(app)
    rest = list(arguments)
    while hasattr(command, "commands") and rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        if name not in command.commands:
            raise _WRONG(f"no command {name}")
        command = command.commands[name]
    if whole and not hasattr(command, "commands"):
        command.make_context("agenthall", rest)
    known = {flag for parameter in command.params for flag in (*parameter.opts, *parameter.secondary_opts)}
    unknown = {part.partition("=")[0] for part in rest if part.startswith("--")} - known - {"--help"}
    if unknown:
        raise _WRONG(f"no option {unknown}")


def filled(code: str, request: Any, answers: dict[str, Any]) -> str:
    """The line with values of earlier answers in place of the words in capitals."""
    for value in request.values():
        if isinstance(value, dict):
            code = filled(code, value, answers)
        elif isinstance(value, Answered):
            code = code.replace(api_docs.placeholder(value), resolved(value, answers))
    return code
