"""What is damaged is not answered as if it were right: the call says so, or `agenthall doctor` does.

A SQLite file with rows of every kind is damaged 100 times, at seeded random places: four times in five one bit is
flipped, else the file is cut off there. Each time a server starts on it and is asked for everything. It may refuse to
start with a sentence; an answer may be the one from before, or STORAGE_CORRUPT; anything else that is no answer is a
fault. An answer that differs should be named by `doctor --audit --recount`; what it cannot know (free text, for SQLite
has no checksums) is counted as unnamed and shown, because no code of ours makes it 0.
Control: SQLite's own check alone. It must leave more differences unnamed than doctor does.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import logs
from agenthall_server.config import Settings
from agenthall_server.database import DatabaseUnreachable
from agenthall_server.doctor import examine
from agenthall_server.server import Server
from bench import samples
from bench.figures import Figure
from bench.prove.calls import Answer, ask, request_of
from bench.prove.options import Options
from bench.prove.sample_calls import prepare

ROUNDS = 100
_EXECUTIONS = 900
_BUILDS = 60
_KINDS = ("refused_to_start", "said_by_a_call", "answered_differently", "nothing_to_see")
_ALL = {"page_size": 1000}
_QUESTIONS: Mapping[str, Mapping[str, Any]] = {
    "AccessService/ListApiKeys": _ALL,
    "AccessService/ListAuditEvents": _ALL,
    "MarketplaceService/ListAgents": _ALL,
    "MarketplaceService/SearchAgents": {"query": "review"},
    "MarketplaceService/GetAgent": {"agent": "agenthall/code-review-pipeline"},
    "MarketplaceService/ListCategories": {},
    "MarketplaceService/ListInstallations": {},
    "TeamMemoryService/ListBuilds": _ALL,
    "TeamMemoryService/ListRecommendations": {"team_id": "web"},
    "TeamMemoryService/GetTeamInsights": {"team_id": "web"},
    "ObservabilityService/ListExecutions": _ALL,
    "ObservabilityService/GetDashboard": {},
    "OptimizerService/ListVariants": {"agent_name": "prepared"},
}


@dataclass(slots=True)
class Tally:
    """What the damages came to. `faults`: answers and crashes that explain nothing."""

    kinds: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_KINDS, 0))
    faults: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    unnamed_by_sqlite: int = 0


def prove(options: Options) -> Iterator[Figure]:
    """One figure, of SQLite: `ours` is the number of faults."""
    if "sqlite" not in options.databases:
        return
    logs.configure("json", "error")  # to standard error; the servers run in this process
    tally = asyncio.run(_rounds(options.rounds or ROUNDS, random.Random(options.seed)))
    enough = options.rounds is not None or tally.unnamed_by_sqlite > len(tally.unnamed)
    yield Figure(
        name="damage_sqlite_faults",
        ours=len(tally.faults),
        reference=tally.unnamed_by_sqlite,
        goal=0,
        ok=not tally.faults and enough,
        detail={
            **tally.kinds,
            "differences_that_doctor_does_not_name": len(tally.unnamed),
            "where": tally.unnamed,
            "control_differences_that_sqlite_does_not_name": tally.unnamed_by_sqlite,
            "faults": tally.faults[:5],
        },
    )


async def _rounds(rounds: int, rng: random.Random) -> Tally:
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        whole, damaged = Path(name, "whole.db"), Path(name, "damaged.db")
        await _fill(whole)
        content = await asyncio.to_thread(whole.read_bytes)
        await asyncio.to_thread(shutil.copy, whole, damaged)
        right = await _asked(damaged)
        assert await asyncio.to_thread(_named, damaged) == (False, False)
        again = await _asked(damaged)
        assert all(again[name].messages == right[name].messages for name in _QUESTIONS)
        for _ in range(rounds):
            await asyncio.to_thread(_damage, damaged, content, rng)
            named = await asyncio.to_thread(_named, damaged)
            await _round(damaged, right, named, tally)
    return tally


async def _fill(file: Path) -> None:
    async with Server(_settings(file, catalog=True)) as server, _channel(server) as channel:
        await prepare(channel, ())
        for name, values in (
            ("MarketplaceService/InstallAgent", {"agent": "agenthall/code-review-pipeline"}),
            ("MarketplaceService/RateAgent", {"agent": "agenthall/code-review-pipeline", "rating": 4.5}),
            *(
                ("TeamMemoryService/RecordBuild", {"build": {"team_id": "web", "prompt": f"web shop {number}"}})
                for number in range(_BUILDS)
            ),
        ):
            assert (await ask(channel, name, request_of(name, values))).code == "OK", name
        recorded = pb.RecordExecutionsRequest(executions=samples.executions(_EXECUTIONS)).SerializeToString()
        assert (await ask(channel, "ObservabilityService/RecordExecutions", recorded)).code == "OK"


def _settings(file: Path, *, catalog: bool = False) -> Settings:
    return Settings(
        database=f"sqlite:///{file}", listen="127.0.0.1:0", admin_listen="", catalog=catalog, lame_duck_seconds=0.0
    )


def _channel(server: Server) -> grpc.aio.Channel:
    return grpc.aio.insecure_channel(f"127.0.0.1:{server.port}")


async def _asked(file: Path) -> dict[str, Answer]:
    async with Server(_settings(file)) as server, _channel(server) as channel:
        return {name: await ask(channel, name, request_of(name, values)) for name, values in _QUESTIONS.items()}


def _damage(file: Path, content: bytes, rng: random.Random) -> None:
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    at = rng.randrange(len(content))
    if rng.random() < 0.2:
        file.write_bytes(content[:at])
    else:
        file.write_bytes(content[:at] + bytes([content[at] ^ 1 << rng.randrange(8)]) + content[at + 1 :])


class _Silent:
    def begin(self, rows: int) -> None:
        pass

    def advance(self, rows: int) -> None:
        pass


def _named(file: Path) -> tuple[bool, bool]:
    """Whether SQLite's own check names the damage, and whether doctor does."""
    try:
        found = list(examine(f"sqlite:///{file}", _Silent(), with_audit=True, with_recount=True))
    except DatabaseUnreachable:
        return True, True
    return not found[0].ok, not all(finding.ok for finding in found)


async def _round(file: Path, right: Mapping[str, Answer], named: tuple[bool, bool], tally: Tally) -> None:
    try:
        answers = await _asked(file)
    except DatabaseUnreachable:
        tally.kinds["refused_to_start"] += 1
        return
    except Exception as error:  # noqa: BLE001 - whatever else it is, it is a fault
        tally.faults.append(f"start: {type(error).__name__}: {error}"[:200])
        return
    refused = [str(answer) for answer in answers.values() if answer.code != "OK"]
    tally.faults += [answer for answer in refused if answer != "DATA_LOSS / STORAGE_CORRUPT"]
    other = [
        name for name, answer in answers.items() if answer.code == "OK" and answer.messages != right[name].messages
    ]
    tally.kinds["answered_differently" if other else "said_by_a_call" if refused else "nothing_to_see"] += 1
    if other and not refused:
        by_sqlite, by_doctor = named
        tally.unnamed_by_sqlite += not by_sqlite
        tally.unnamed += [] if by_doctor else [", ".join(other)]
