"""The list of what a server is made of, and the audit of what is locked."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bench.processes import ROOT
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from tools import audit

from tests.deploy.test_container import VERSION
from tests.test_readme import printed

A, B = "a" * 64, "b" * 64


@pytest.fixture(scope="module")
def bill() -> str:
    """What `make sbom` writes."""
    printed("make", "--no-print-directory", "sbom", cwd=ROOT)
    return (ROOT / "dist" / "agenthall.cdx.json").read_text(encoding="utf-8")


def test_the_bill_of_materials_follows_its_schema(bill: str) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    assert validator.validate_str(bill) is None
    assert validator.validate_str(bill.replace('"components"', '"komponents"')) is not None


def test_the_bill_of_materials_lists_the_lock_with_its_hashes(bill: str) -> None:
    content = json.loads(bill)
    assert content["metadata"]["component"]["name"] == "agenthall"
    assert content["metadata"]["component"]["version"] == VERSION
    locked = audit.pins(audit.SERVER)
    listed = {part["name"]: part for part in content["components"]}
    assert {name: part["version"] for name, part in listed.items()} == {name: pin[0] for name, pin in locked.items()}
    for name, part in listed.items():
        assert set(re.findall(r'"content": "([0-9a-f]{64})"', json.dumps(part))) == locked[name][1], name


def test_the_locks_are_pinned_hashed_and_of_one_piece() -> None:
    assert list(audit.lock_problems(audit.WHOLE, [audit.SERVER, audit.BUILD])) == []
    assert set(audit.pins(audit.BUILD)) >= {"hatchling", "editables"}
    assert len(audit.pins(audit.SERVER)) > 30


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (f"one==1 \\\n    --hash=sha256:{A}\n", None),
        ("", "part.lock: locks nothing"),
        ("one==1\n", "part.lock: one has no hash"),
        ("one>=1\n", "part.lock: one>=1 is not pinned"),
        (f"one==2 \\\n    --hash=sha256:{A}\n", "part.lock: one is not what whole.lock has; run `make lock`"),
        (f"one==1 \\\n    --hash=sha256:{B}\n", "part.lock: one is not what whole.lock has; run `make lock`"),
        (f"two==1 \\\n    --hash=sha256:{A}\n", "part.lock: two is not what whole.lock has; run `make lock`"),
    ],
)
def test_a_lock_that_is_not_right_is_found(part: str, problem: str | None, tmp_path: Path) -> None:
    whole, other = tmp_path / "whole.lock", tmp_path / "part.lock"
    whole.write_text(f"# ours\none==1 \\\n    --hash=sha256:{A}\n    # via two\n", encoding="utf-8")
    other.write_text(part, encoding="utf-8")
    found = list(audit.lock_problems(whole, [other]))
    assert problem in found if problem else found == []


def test_the_licences_of_what_runs_a_server_are_accepted() -> None:
    assert list(audit.licence_problems(sorted(audit.pins(audit.SERVER)))) == []


@pytest.mark.parametrize(
    ("expression", "good"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND PSF-2.0", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only", False),
        ("", False),
    ],
)
def test_licences_are_told_apart(expression: str, *, good: bool) -> None:
    assert audit.accepted(expression) is good


def test_an_audit_that_could_not_ask_says_so_and_fails() -> None:
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    done = subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, ROOT / "tools" / "audit.py"],
        env={**os.environ, **nowhere},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    *_, last = done.stdout.splitlines()
    assert last.startswith("known faults: NOT LOOKED AT, the vulnerability service cannot be reached from here")
    assert "Traceback" not in done.stdout + done.stderr
