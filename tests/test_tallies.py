"""Tallies: what is recorded comes into the audit log, counted once, whatever becomes of the server."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1.api_key_pb2 import ROLE_RECORDER
from agenthall.memory.v1 import build_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as memory_pb
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimizer_pb
from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.database import Database, open_database, slots
from agenthall_server.scope import Scope
from agenthall_server.tallies import SLICE, AuditTally, Sealer, Tally, digest_of, seal
from tests.conftest import Stubs, running
from tests.observability.calls import execution, record
from tests.test_access import new_key

ONE, TWO = Scope(1, "key:one"), Scope(2, "key:two")
ACTION = "observability.executions.record"


def apply(_connection: Connection, items: Sequence[str]) -> list[bool | Exception]:
    """Says of "old" that it was stored before; "bad" fails its group."""
    if "bad" in items:
        raise ValueError("a bad item")
    return [item.startswith("old") for item in items]


KIND: MergedWrite[str, bool] = MergedWrite("test", apply, tally=Tally(ACTION, str, bool))


def tallies(connection: Connection, scope: Scope) -> list[tuple[int, str]]:
    columns = select(AuditTally.record_count, AuditTally.digest)
    own = columns.where(AuditTally.workspace_key == scope.workspace_key, AuditTally.principal == scope.principal)
    return [tuple(row) for row in connection.execute(own)]


async def events(caller: Stubs, action: str) -> list[Any]:
    request = access_pb.ListAuditEventsRequest(filter=f'action = "{action}"', order_by="sequence")
    return list((await caller.access.ListAuditEvents(request)).audit_events)


async def test_each_caller_has_its_own_tally_and_repeats_are_not_in_it(database: Database) -> None:
    committer = Committer(database)
    committer.start()
    await asyncio.gather(
        committer.merged(KIND, ["a", "old", "b"], size=1, scope=ONE),
        committer.merged(KIND, ["c"], size=1, scope=TWO),
    )
    await committer.merged(KIND, ["old"], size=1, scope=ONE)
    await committer.merged(KIND, ["d"], size=1, scope=ONE)
    await committer.stop()
    first, second = hashlib.sha256(b"a\0b").hexdigest(), hashlib.sha256(b"d").hexdigest()
    with database.connect_writer() as connection:
        assert tallies(connection, ONE) == [(3, hashlib.sha256((first + second).encode()).hexdigest())]
        assert tallies(connection, TWO) == [(1, digest_of(["c"]))]


async def test_what_fails_is_in_no_tally(database: Database) -> None:
    committer = Committer(database)
    committer.start()
    calls = [committer.merged(KIND, [item], size=1, scope=ONE) for item in ("a", "bad", "b")]
    answers = await asyncio.gather(*calls, return_exceptions=True)
    await committer.stop()
    assert [type(answer) for answer in answers] == [list, ValueError, list]
    with database.connect_writer() as connection:
        assert [count for count, _ in tallies(connection, ONE)] == [2]


def test_sealing_makes_one_event_of_each_tally(writer: Connection) -> None:
    tally = Tally(ACTION, str, bool)
    for _ in range(3):
        tally(writer, [(ONE, ["a"], [False]), (TWO, ["b", "c"], [False, False])])
    assert seal(writer, Clock()) == 2
    assert tallies(writer, ONE) == tallies(writer, TWO) == []
    found = select(audit.AuditEvent.action, audit.AuditEvent.principal, audit.AuditEvent.details)
    for scope, records in ((ONE, 3), (TWO, 6)):
        (event,) = writer.execute(found.where(audit.AuditEvent.workspace_key == scope.workspace_key))
        assert (event.action, event.principal, event.details["records"]) == (ACTION, scope.principal, records)
        assert audit.first_break(writer, scope.workspace_key) == ""
    assert seal(writer, Clock()) == 0


async def test_a_sealer_with_nothing_new_writes_nothing(database: Database) -> None:
    committer = Committer(database)
    committer.start()
    sealer = Sealer(committer, Clock())
    await sealer.write()
    before = committer.statistics.commits
    await sealer.write()
    assert committer.statistics.commits == before
    await committer.merged(KIND, ["a"], size=1, scope=ONE)
    await sealer.write()
    await committer.stop()
    with database.connect_writer() as connection:
        assert tallies(connection, ONE) == []
        assert audit.head(connection, 1).sequence == 1


async def test_what_a_killed_server_left_becomes_an_event(database_url: str) -> None:
    """The tally is as durable as the rows: nobody sealed it, and nothing of it is lost."""
    async with running(database_url):
        pass
    left = open_database(database_url)
    with left.connect_writer() as connection, connection.begin():
        Tally(ACTION, str, bool)(connection, [(ONE, ["a", "b"], [False, False])])
    await left.close()
    async with running(database_url):
        pass
    async with running(database_url) as hall:
        (found,) = await events(hall, ACTION)
    assert (found.principal, dict(found.details)) == ("key:one", {"records": 2, "digest": digest_of(["a", "b"])})


async def test_recordings_of_every_kind_are_listed(database_url: str) -> None:
    async with running(database_url) as hall:
        created = await new_key(hall, ROLE_RECORDER)
        recorder = hall.caller(created.secret)
        await record(recorder, *(execution(execution_id=f"run-{number}") for number in (1, 2, 1)))
        build = build_pb2.Build(build_id="b-1", team_id="web")
        for _ in range(2):
            await recorder.memory.RecordBuild(memory_pb.RecordBuildRequest(build=build))
        variant = optimizer_pb.AddVariantRequest(agent_name="planner", variant_id="v", prompt="p")
        await hall.optimizer.AddVariant(variant)
        result = optimizer_pb.RecordResultRequest(agent_name="planner", variant_id="v", result_id="r", success=True)
        for _ in range(2):
            await recorder.optimizer.RecordResult(result)
    async with running(database_url) as hall:
        expected = {ACTION: 2, "memory.builds.record": 1, "optimizer.results.record": 1}
        for action, records in expected.items():
            found = await events(hall, action)
            assert {one.principal for one in found} == {f"key:{created.api_key.key_id}"}
            assert sum(one.details["records"] for one in found) == records


async def test_what_a_killed_server_left_is_sealed_by_another_one(new_postgres: Callable[[], str]) -> None:
    database = open_database(new_postgres())
    with database.connect_writer() as connection:
        lease = slots.claim(connection)
        assert lease is not None
        with connection.begin():
            lease.renew(connection)
            KIND.tally(connection, [(ONE, ["a"], [False])])  # type: ignore[misc] # this kind has one
    with database.connect_writer() as other:
        taken = slots.claim(other)
        assert taken is not None
        with other.begin():
            taken.renew(other)
            assert seal(other, Clock()) == 0  # its lease lasts
            lease.release(other)
            assert seal(other, Clock()) == 1
            assert audit.head(other, ONE.workspace_key).sequence == 1
    await database.close()


async def test_many_tallies_are_sealed_in_slices(database: Database) -> None:
    committer = Committer(database)
    committer.start()
    callers = [Scope(1, f"key:{number:03}") for number in range(2 * SLICE + 50)]
    await asyncio.gather(*(committer.merged(KIND, [f"r{caller}"], size=1, scope=caller) for caller in callers))
    before = committer.statistics.commits
    await Sealer(committer, Clock()).write()
    assert committer.statistics.commits == before + 3
    await committer.stop()
    with database.connect_writer() as connection:
        assert audit.head(connection, 1).sequence == len(callers)
        assert audit.first_break(connection, 1) == ""
