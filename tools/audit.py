"""Looks at what is locked: pinned and hashed, licences, known faults. `make audit` runs it; exit code 1 where it finds
something, and where the service that knows the faults cannot be asked: what was not looked at is not called clean.

Licences are read from the installed packages, of those that a server runs with. Packages that pip withdrew (yanked) are
found by the test of the wheel, because only an installation asks for them.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WHOLE, SERVER, BUILD = ROOT / "requirements.lock", ROOT / "deploy" / "server.lock", ROOT / "deploy" / "build.lock"
_BLOCK = re.compile(r"^([\w.-]+)==(\S+)([^\n]*\n(?: +\S[^\n]*\n?)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")
_ACCEPTED = frozenset(
    {
        "0BSD",
        "APACHE-2.0",
        "BSD-2-CLAUSE",
        "BSD-3-CLAUSE",
        "CC0-1.0",
        "ISC",
        "LGPL-3.0-ONLY",
        "MIT",
        "MIT-0",
        "PSF-2.0",
        "ZLIB",
    }
)
"""SPDX. LGPL: psycopg, which is imported as it is and can be replaced. numpy carries parts under 0BSD, CC0 and zlib."""
_SPOKEN = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache software license": "Apache-2.0",
    "isc license": "ISC",
    "mit license": "MIT",
}
"""What packages without an SPDX expression write."""

Pins = dict[str, tuple[str, frozenset[str]]]


def pins(lock: Path) -> Pins:
    """Version and hashes of each package of a lock."""
    text = lock.read_text(encoding="utf-8")
    return {name: (version, frozenset(_HASH.findall(rest))) for name, version, rest in _BLOCK.findall(text)}


def lock_problems(whole: Path, parts: list[Path]) -> Iterator[str]:
    """What is not pinned or not hashed, and what a part locks otherwise than the whole."""
    for lock in (whole, *parts):
        lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if line and line[0] not in "# "]
        if not lines:
            yield f"{lock.name}: locks nothing"
        found = pins(lock)
        yield from (f"{lock.name}: {line.split()[0]} is not pinned" for line in lines if not _BLOCK.match(f"{line}\n"))
        yield from (f"{lock.name}: {name} has no hash" for name, (_, hashes) in found.items() if not hashes)
    of_whole = pins(whole)
    for lock in parts:
        for name, pin in pins(lock).items():
            if of_whole.get(name) != pin:
                yield f"{lock.name}: {name} is not what {whole.name} has; run `make lock`"


def licence(name: str) -> str | None:
    """SPDX expression of an installed package; "" where it says nothing, None where it is not installed."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License")]
    spoken = [*about.get_all("License", []), *classifiers]
    known = [_SPOKEN.get(words.lower(), words) for words in spoken]
    return next(filter(accepted, known), next(iter(spoken), ""))


def accepted(expression: str) -> bool:
    """Whether every part of an AND, and one part of an OR, is a licence that we accept."""
    parts = re.split(r"\s+AND\s+", expression)
    return all(any(choice.strip("() ").upper() in _ACCEPTED for choice in part.split(" OR ")) for part in parts)


def licence_problems(names: list[str]) -> Iterator[str]:
    """Packages whose licence is none of ours; those that are for other platforms are not installed."""
    for name in names:
        expression = licence(name)
        if expression is not None and not accepted(expression):
            yield f"{name}: licence {expression or 'unknown'!r} is not in the list of tools/audit.py"


def known_faults(lock: Path) -> list[str] | None:
    """What the service of pip-audit knows; None where it cannot be asked."""
    program = Path(sys.executable).with_name("pip-audit")
    options = ("--disable-pip", "--require-hashes", "--vulnerability-service", "osv", "--progress-spinner", "off")
    asked = subprocess.run(  # noqa: S603 - the pinned program
        [program, *options, "--format", "json", "--requirement", lock], capture_output=True, text=True, check=False
    )
    if not asked.stdout.startswith("{"):
        return None
    rows = json.loads(asked.stdout)["dependencies"]
    return [
        f"{row['name']} {row['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none yet'}"
        for row in rows
        for fault in row.get("vulns", [])
    ]


def main() -> int:
    """Prints what was found, one line each."""
    names = sorted(pins(SERVER))
    problems = [*lock_problems(WHOLE, [SERVER, BUILD]), *licence_problems(names)]
    counted = Counter(filter(None, map(licence, names)))
    print(f"{len(pins(WHOLE))} packages are locked, {len(names)} of them run a server; their licences:")
    print("  " + ", ".join(f"{kind} ({count})" for kind, count in counted.most_common()))
    faults = known_faults(SERVER)
    if faults is None:
        problems.append(
            "known faults: NOT LOOKED AT, the vulnerability service cannot be reached from here; "
            "run `make audit` where it can"
        )
    problems += faults or []
    print("\n".join(problems) or "pinned, hashed, licences accepted, no known faults")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
