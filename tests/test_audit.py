"""The audit log: what is in it, who may read it, and that nobody can change it unnoticed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, text, update

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import audit_event_pb2
from agenthall.access.v1.api_key_pb2 import ROLE_ADMIN, ROLE_OPERATOR, ROLE_PUBLISHER, ROLE_VIEWER
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimizer_pb
from agenthall_server import audit, denials
from agenthall_server.audit import AuditEvent, AuditHead
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.denials import Denials
from agenthall_server.scope import Scope
from tests.conftest import Hall, Stubs, reason, refused, running
from tests.test_access import new_key

ONE, TWO = Scope(1, "key:one"), Scope(2, "key:two")
COLUMNS = [column.key for column in AuditEvent.__table__.columns if column.key != "workspace_key"]


def fill(connection: Connection, events: int) -> None:
    for number in range(events):
        audit.record(ONE, connection, Clock(), "access.keys.create", f"key-{number}", role="ROLE_VIEWER", number=number)
        audit.record(TWO, connection, Clock(), "marketplace.agents.publish", f"two/{number}", note="ä\u2028")


async def events(hall: Stubs, **request: Any) -> list[audit_event_pb2.AuditEvent]:
    return list((await hall.access.ListAuditEvents(pb.ListAuditEventsRequest(**request))).audit_events)


def test_chains_of_workspaces_are_apart_and_hold(writer: Connection) -> None:
    fill(writer, 20)
    for scope in (ONE, TWO):
        assert audit.first_break(writer, scope.workspace_key) == ""
        assert audit.head(writer, scope.workspace_key).sequence == 20
    assert audit.first_break(writer, 3) == ""


def _change(connection: Connection, choose: random.Random, sequence: int) -> None:
    """Any column of an event gets the value of another event, or one of its own making."""
    own = (AuditEvent.workspace_key == 1, AuditEvent.sequence == sequence)
    column = choose.choice([name for name in COLUMNS if name != "sequence"])
    before = connection.execute(select(getattr(AuditEvent, column)).where(*own)).scalar_one()
    made: dict[type, Any] = {int: before + 1 if isinstance(before, int) else 0, str: f"{before}x", dict: {"role": "x"}}
    connection.execute(update(AuditEvent).where(*own).values({column: made[type(before)]}))


def _remove(connection: Connection, choose: random.Random, sequence: int) -> None:
    last = sequence + choose.randrange(3)
    own = (AuditEvent.workspace_key == 1, AuditEvent.sequence >= sequence, AuditEvent.sequence <= last)
    connection.execute(delete(AuditEvent).where(*own))


def _cut(connection: Connection, _choose: random.Random, sequence: int) -> None:
    connection.execute(delete(AuditEvent).where(AuditEvent.workspace_key == 1, AuditEvent.sequence >= sequence))


def _swap(connection: Connection, choose: random.Random, sequence: int) -> None:
    other = sequence % 20 + 1
    for before, after in ((sequence, -1), (other, sequence), (-1, other)):
        own = (AuditEvent.workspace_key == 1, AuditEvent.sequence == before)
        connection.execute(update(AuditEvent).where(*own).values(sequence=after))


def _append_copy(connection: Connection, choose: random.Random, sequence: int) -> None:
    own = (AuditEvent.workspace_key == 1, AuditEvent.sequence == sequence)
    row = connection.execute(select(AuditEvent.__table__).where(*own)).one()._asdict()
    connection.execute(insert(AuditEvent).values(row | {"sequence": 21}))


def _move_head(connection: Connection, choose: random.Random, sequence: int) -> None:
    values = choose.choice([{"sequence": sequence - 1}, {"hash": "f" * 64}])
    connection.execute(update(AuditHead).where(AuditHead.workspace_key == 1).values(values))


TAMPERINGS: list[Callable[[Connection, random.Random, int], None]] = [
    _change, _change, _change, _remove, _cut, _swap, _append_copy, _move_head,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_a_thousand_tamperings_are_found(writer: Connection, seed: int) -> None:
    """A hundred for each seed, on each database, each undone before the next."""
    choose = random.Random(seed)
    fill(writer, 20)
    for _ in range(100):
        tamper, sequence = choose.choice(TAMPERINGS), choose.randint(1, 20)
        undo = writer.begin_nested()
        tamper(writer, choose, sequence)
        assert audit.first_break(writer, 1), (tamper.__name__, sequence)
        undo.rollback()
        assert audit.first_break(writer, 2) == ""
    assert audit.first_break(writer, 1) == ""


async def test_what_was_done_is_listed(hall: Hall) -> None:
    created = await new_key(hall, ROLE_OPERATOR)
    operator = hall.caller(created.secret)
    await operator.optimizer.AddVariant(
        optimizer_pb.AddVariantRequest(agent_name="planner", variant_id="v", prompt="p")
    )
    await hall.access.RotateApiKey(pb.RotateApiKeyRequest(key_id=created.api_key.key_id))
    found = await events(operator, order_by="sequence")
    assert [(one.sequence, one.action, one.principal) for one in found] == [
        (1, "access.keys.create", "local"),
        (2, "optimizer.variants.add", f"key:{created.api_key.key_id}"),
        (3, "access.keys.rotate", "local"),
    ]
    assert [one.previous_hash for one in found] == [audit.NO_HASH, found[0].hash, found[1].hash]
    assert [one.resource for one in await events(hall, filter='action = "optimizer.*"')] == ["planner/v"]
    assert created.secret not in str(found)


@pytest.mark.parametrize(("role", "allowed"), [(ROLE_VIEWER, False), (ROLE_PUBLISHER, False), (ROLE_ADMIN, True)])
async def test_who_may_read_it(hall: Hall, role: Any, allowed: bool) -> None:
    caller = hall.caller((await new_key(hall, role)).secret)
    call = caller.access.ListAuditEvents(pb.ListAuditEventsRequest())
    if allowed:
        assert len((await call).audit_events) == 1
    else:
        assert reason(await refused(call)) == "MISSING_PERMISSION"


async def test_refused_calls_are_counted(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(denials, "_INTERVAL_SECONDS", 0.05)
    async with running(database_url) as hall:
        created = await new_key(hall, ROLE_VIEWER)
        viewer = hall.caller(created.secret)
        for _ in range(7):
            await refused(viewer.access.ListApiKeys(pb.ListApiKeysRequest()))
        await refused(hall.caller("agenthall_nobody").access.WhoAmI(pb.WhoAmIRequest()))
    async with running(database_url) as hall:  # what was counted is written when the server stops, at the latest
        found = await events(hall, filter="outcome = AUDIT_OUTCOME_DENIED")
        assert {(one.principal, one.action) for one in found} == {(f"key:{created.api_key.key_id}", "access.keys.list")}
        assert {one.details["reason"] for one in found} == {"MISSING_PERMISSION"}
        assert sum(one.details["calls"] for one in found) == 7


async def test_callers_beyond_the_bound_are_counted_together(database: Database) -> None:
    committer = Committer(database)
    committer.start()
    counted = Denials(committer, Clock(), most_kinds=5)
    for number in range(20):
        counted.note(Scope(1, f"key:{number}"), "access.keys.list", "MISSING_PERMISSION")
    await counted.write()
    await committer.stop()
    assert refused_calls(database) == {f"key:{number}": 1 for number in range(5)} | {"others": 15}


def refused_calls(database: Database) -> dict[str, int]:
    """Of workspace 1 by principal, each of whom has one event."""
    with database.connect_writer() as connection:
        own = AuditEvent.workspace_key == 1
        found = connection.execute(select(AuditEvent.principal, AuditEvent.details).where(own)).all()
    calls = {principal: details["calls"] for principal, details in found}
    assert len(calls) == len(found)
    return calls


async def test_refusals_that_could_not_be_written_are_written_later(database: Database) -> None:
    committer = Committer(database)
    committer.start()
    counted = Denials(committer, Clock(), most_kinds=3)

    def note(*numbers: int) -> None:
        for number in numbers:
            counted.note(Scope(1, f"key:{number}"), "access.keys.list", "MISSING_PERMISSION")

    async def rename(old: str, new: str) -> None:
        await committer.single(
            lambda connection: connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}")), size=0
        )

    note(1, 1, 2)
    await rename("audit_events", "away")
    writing = asyncio.create_task(counted.write())
    await asyncio.sleep(0)
    note(1, 3, 4)
    await writing
    await rename("away", "audit_events")
    await counted.write()
    await counted.write()
    await committer.stop()
    assert refused_calls(database) == {"key:1": 3, "key:3": 1, "key:4": 1, "others": 1}


async def test_a_change_that_fails_leaves_no_event(hall: Hall) -> None:
    await refused(hall.access.RotateApiKey(pb.RotateApiKeyRequest(key_id="nosuchkey")))
    await refused(hall.access.RevokeApiKey(pb.RevokeApiKeyRequest(key_id="nosuchkey")))
    assert await events(hall) == []
