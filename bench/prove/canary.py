"""What one workspace keeps never shows in what another one is answered: not as text, count, suggestion, order or error.

Beta's script runs twice: on a server where alpha keeps the same names with other contents, marked by a canary, and on
one where there is no alpha. Every answer, with its metadata, trailers and status details, must be the same both times,
apart from times and ids that the server makes (figures that age by the second are compared to five digits); and the
canary must not stand in any answer nor in any log line of beta's calls, of which every one is logged. While alpha
writes, a stream of beta must stay silent.
Controls: bench/broken/workspace.py reads one table without minding the workspace; each table that can make a difference
must be caught. A round is one such server; without a number every table gets one.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import grpc
from google.protobuf import message_factory
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from agenthall_server import offline
from agenthall_server.config import Settings
from agenthall_server.migrations.schema import metadata as schema
from bench.figures import Figure
from bench.processes import ServerProcess, hall
from bench.prove.calls import Answer, Metadata, ask, bearer, methods, path_of, request_of
from bench.prove.canary_worlds import CANARY, LISTS, Question, Step, alpha, beta, questions
from bench.prove.options import Options
from bench.prove.stores import Store, empty_store

MAKES_NO_DIFFERENCE = {
    "requests": "its rows are found by the principal too, which belongs to one workspace",
    "results": "they are found by whole keys, which begin with the workspace, and nothing lists them",
    "ratings": "votes are found by agent and principal",
    "installers": "they are found by agent and principal",
    "namespaces": "who owns one is asked without the workspace",
    "audit_tallies": "they are turned into events all at once; the events are compared, and the sums over them",
    "counted_names": "it says how near the limit of 10,000 names is, which no world here comes near",
    "audit_heads": "each head is found to go on from it, and nothing but a writer reads it",
}
_MADE_BY_THE_SERVER = frozenset({
    "key_id", "secret", "installation_id", "selection_id", "next_page_token", "resume_token", "hash", "previous_hash",
    "principal", "creator", "publisher", "successor_key_id", "create_time", "event_time", "server_time", "sequence",
    "silence_id", "last_error_time", "last_success_time",
})  # fmt: skip
_TIMES = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*Z?")
_ID = re.compile(r"[a-z2-7]{12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHOWN = 5
_SETTLE_SECONDS = 0.8
_INTERVAL_SECONDS = 6.0


@dataclass(slots=True)
class World:
    """Beta's answers on one server, in the order of its questions, and the log of those that hold no canary."""

    answers: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    stream: list[str] = field(default_factory=list)
    log: str = ""
    taken: dict[str, str] = field(default_factory=dict)


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database: `ours` is the number of answers that tell beta something of alpha."""
    for kind in options.databases:
        yield _figure(kind, options.rounds)


def _figure(kind: str, rounds: int | None) -> Figure:
    start = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 5400))
    with_alpha = _world(kind, start)
    alone = _world(kind, start, taken=with_alpha.taken)
    asked = questions(with_alpha.taken)
    leaks = found_leaks(asked, with_alpha, alone)
    missed = []
    tables = _tables()[:rounds]
    for table in tables:
        broken = _world(kind, start, table=table)
        if not found_leaks(questions(broken.taken), broken, alone):
            missed.append(table)
    return Figure(
        name=f"canary_{kind}_leaks",
        ours=len(leaks),
        reference=len(tables) - len(missed),
        goal=0,
        ok=not leaks and not missed,
        detail={
            "questions": len(asked),
            "methods": len({one.name for one in asked}),
            "leaks": leaks[:_SHOWN],
            "control_tables": len(tables),
            "control_missed": missed,
            "control_makes_no_difference": sorted(MAKES_NO_DIFFERENCE),
        },
    )


def found_leaks(asked: Sequence[Question], with_alpha: World, alone: World) -> list[str]:
    """Every answer that differs or holds the canary, and the stream and the log where they do."""
    leaks = []
    for question, mine, other, raw in zip(asked, with_alpha.answers, alone.answers, with_alpha.raw, strict=True):
        if mine != other:
            leaks.append(f"{question.name} {dict(question.values)}: {_first_difference(mine, other)}")
        elif CANARY in raw and not question.marked:
            leaks.append(f"{question.name} {dict(question.values)}: holds the canary")
    if with_alpha.stored != alone.stored or any(not answer.endswith(": OK") for answer in alone.stored):
        leaks.append(f"beta could not store what it has: {sorted(set(with_alpha.stored))}")
    if with_alpha.stream != alone.stream:
        leaks.append(f"stream: {with_alpha.stream} instead of {alone.stream}")
    leaks += [f"log: {line}" for line in with_alpha.log.splitlines() if CANARY in line]
    return leaks


def _tables() -> list[str]:
    """Those with a workspace, those with most to tell first."""
    owned = [
        table.name for table in schema.sorted_tables if "workspace_key" in table.columns and table.name != "workspaces"
    ]
    return sorted(
        set(owned) - MAKES_NO_DIFFERENCE.keys(), key=lambda name: (name not in {"executions", "agents"}, name)
    )


def _world(kind: str, start: str, *, taken: Mapping[str, str] | None = None, table: str = "") -> World:
    """Beta's answers; with `taken` there is no alpha."""
    module = "bench.broken.workspace" if table else "agenthall_server"
    settings = {"AGENTHALL_AUTH": "required", "AGENTHALL_SLOW_CALL_MS": "0", "BENCH_BROKEN_TABLE": table}
    with empty_store(kind) as store:
        keys = asyncio.run(_keys(store, () if taken else ("alpha",)))
        with hall(store.folder, store.url, module=module, **settings) as server:
            return asyncio.run(_asked(server, keys, start, taken))


async def _keys(store: Store, others: Sequence[str]) -> dict[str, Metadata]:
    settings = Settings(database=store.url)
    return {
        workspace: bearer((await offline.create_key(settings, workspace, "ROLE_ADMIN", "first key"))[1])
        for workspace in (*others, "beta")
    }


async def _asked(
    server: ServerProcess, keys: Mapping[str, Metadata], start: str, taken: Mapping[str, str] | None
) -> World:
    world = World()
    async with grpc.aio.insecure_channel(server.target) as channel:
        if taken is None:
            await _store(channel, keys["alpha"], alpha(start))
            world.taken = await _given(channel, keys["alpha"])
        else:
            world.taken = dict(taken)
        world.stored = await _store(channel, keys["beta"], beta(start))
        world.stream = await _watched(channel, keys, start)
        began = len(server.printed())
        asked = questions(world.taken)
        for question in asked:
            if question.marked and not world.log:
                world.log = server.printed()[began:]
            await _answered(channel, keys["beta"], question, world)
        world.stored.append(await _recorded(channel, keys["beta"]))
    assert world.log.count("slow call") >= sum(not one.marked for one in asked) / 2, "beta's calls are not in the log"
    return world


async def _store(channel: grpc.aio.Channel, key: Metadata, steps: Iterator[Step]) -> list[str]:
    """How each step was answered."""
    return [f"{name}: {await ask(channel, name, request_of(name, values), key)}" for name, values in steps]


async def _recorded(channel: grpc.aio.Channel, key: Metadata) -> str:
    """How much was recorded of each kind, by the audit events, when the last interval is over."""
    await asyncio.sleep(_INTERVAL_SECONDS)
    name, sums = "AccessService/ListAuditEvents", Counter[str]()
    request = request_of(name, {"filter": 'action = "*.record"', "page_size": 1000})
    for event in (await ask(channel, name, request, key)).messages[0].audit_events:
        sums[event.action] += int(event.details["records"])
    return f"{sorted(sums.items())}: OK"


async def _given(channel: grpc.aio.Channel, key: Metadata) -> dict[str, str]:
    """Ids and tokens as alpha gets them."""

    async def answer(name: str, values: Mapping[str, Any]) -> Any:
        return (await ask(channel, name, request_of(name, values), key)).messages[0]

    taken = {name: (await answer(name, {"page_size": 1})).next_page_token for name in LISTS["page_token"]}
    taken["key_id"] = (await answer("AccessService/ListApiKeys", {})).api_keys[0].key_id
    taken["resume_token"] = (await answer("ObservabilityService/WatchMetrics", {})).resume_token
    taken["execution_token"] = (await answer("ObservabilityService/WatchExecutions", {})).resume_token
    taken["selection_id"] = (await answer("OptimizerService/SelectVariant", {"agent_name": "planner"})).selection_id
    assert all(taken.values())
    return taken


async def _watched(channel: grpc.aio.Channel, keys: Mapping[str, Metadata], start: str) -> list[str]:
    """What a stream of beta says while alpha writes, where there is one, and then beta."""
    name, recording = "ObservabilityService/WatchMetrics", "ObservabilityService/RecordExecution"
    parse = _parser(name)
    call: Any = channel.unary_stream(path_of(name), response_deserializer=parse)(
        request_of(name, {"interval": "0.1s"}), metadata=keys["beta"], timeout=30
    )
    said = [_normal(await call.read())]
    for number in range(20 if "alpha" in keys else 0):
        written = {"execution_id": f"late-{number}", "agent_name": "planner", "model": CANARY, "success": False}
        await ask(channel, recording, request_of(recording, {"execution": written}), keys["alpha"])
    coming = asyncio.ensure_future(call.read())
    if (await asyncio.wait({coming}, timeout=_SETTLE_SECONDS))[0]:
        said.append(f"while alpha wrote: {_normal(coming.result())}")
        coming = asyncio.ensure_future(call.read())
    written = {"execution_id": "late", "agent_name": "planner", "start_time": start, "success": True}
    await ask(channel, recording, request_of(recording, {"execution": written}), keys["beta"])
    said.append(_normal(await coming))
    call.cancel()
    return said


def _parser(name: str) -> Any:
    return message_factory.GetMessageClass(methods()[name].output_type).FromString


async def _answered(channel: grpc.aio.Channel, key: Metadata, question: Question, world: World) -> None:
    """Adds the answer; a page that has a next one is turned to the end."""
    values, pages = dict(question.values), []
    while True:
        answer = await ask(channel, question.name, request_of(question.name, values), key)
        pages.append(answer)
        token = getattr(answer.messages[0], "next_page_token", "") if answer.messages else ""
        if not token or len(pages) > 100:
            break
        values["page_token"] = token
    world.raw.append("\n".join(f"{page.messages} {page.said}" for page in pages))
    told = "\n".join(str(page) if question.foreign else _told(page) for page in pages)
    for taken, value in world.taken.items():  # what was asked with differs between two worlds with an alpha
        told = told.replace(value, f"<{taken}>")
    world.answers.append(told)


def _told(answer: Answer) -> str:
    """All that an answer says, without times and ids that the server makes."""
    said = _TIMES.sub("TIME", answer.said)
    return "\n".join((str(answer), *(_normal(message) for message in answer.messages), said))


def _normal(message: Message) -> str:
    copied = type(message)()
    copied.CopyFrom(message)
    _blank(copied)
    return str(copied)


def _blank(message: Message) -> None:
    for found, value in message.ListFields():
        if found.name in _MADE_BY_THE_SERVER or (found.name == "resource" and _ID.fullmatch(value)):
            message.ClearField(found.name)
        elif isinstance(value, float):
            setattr(message, found.name, float(f"{value:.5g}"))
        elif found.message_type is None or found.message_type.GetOptions().map_entry:
            continue
        else:
            for item in value if found.is_repeated else [value]:
                if isinstance(item, Timestamp):
                    item.Clear()
                else:
                    _blank(item)


def _first_difference(mine: str, other: str) -> str:
    for one, another in zip(mine.splitlines(), other.splitlines(), strict=False):
        if one != another:
            return f"{one.strip()[:120]!r} instead of {another.strip()[:120]!r}"
    return f"{len(mine)} characters instead of {len(other)}"
