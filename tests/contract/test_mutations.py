"""Every method that changes something: repeated it has one effect and one answer, and it leaves one audit event.

The methods come from the descriptors. What changed is seen in the tables themselves, all of them, so that no method can
hide an effect. A kill between two calls is the business of `make prove`.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from google.protobuf import message_factory
from google.protobuf.descriptor_pb2 import MethodOptions
from google.protobuf.message import Message

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1.api_key_pb2 import ROLE_VIEWER
from agenthall_server.denials import ANONYMOUS
from agenthall_server.interceptors import permission_of
from tests.conftest import Hall, Stubs, refused, running
from tests.contract.descriptors import served
from tests.contract.effects import dump, plain, sizes
from tests.contract.mutations import MUTATIONS, method_of
from tests.test_access import new_key

NAMES = served()
OF_TIME = {"ObservabilityService/HeartbeatExecution"}
"""What they change is a time, later whenever they are called; no record and no audit event."""
MUTATING = [
    name
    for name, method in NAMES.items()
    if method.GetOptions().idempotency_level != MethodOptions.NO_SIDE_EFFECTS and name not in OF_TIME
]


def test_the_table_names_every_method_that_changes_something() -> None:
    assert set(MUTATIONS) == set(MUTATING)


async def ready(caller: Stubs, name: str, number: int) -> Message:
    """The request, with everything made that it names."""
    return MUTATIONS[name].request(number, await MUTATIONS[name].prepare(caller, number))


@pytest.mark.parametrize("name", MUTATING)
async def test_a_repeated_call_has_one_effect_and_one_answer(hall: Hall, database_url: str, name: str) -> None:
    first_ever, one, many = [await ready(hall, name, number) for number in range(3)]
    call = method_of(hall, name)
    await call(first_ever)  # which also makes what all share, such as sums
    start = dump(database_url)
    first = plain(await call(one))
    once = dump(database_url)
    assert once != start, "the sample changes nothing"
    assert plain(await call(one)) == first
    assert dump(database_url) == once
    answers = await asyncio.gather(*(call(many) for _ in range(8)))
    assert [plain(answer) == plain(answers[0]) for answer in answers] == [True] * 8
    assert sizes(once, dump(database_url)) == sizes(start, once)


@pytest.mark.parametrize("name", MUTATING)
async def test_it_is_the_same_after_a_restart(database_url: str, name: str) -> None:
    async with running(database_url) as hall:
        request = await ready(hall, name, 1)
        first = plain(await method_of(hall, name)(request))
    before = dump(database_url)
    async with running(database_url) as hall:
        assert plain(await method_of(hall, name)(request)) == first
    assert dump(database_url) == before


@pytest.mark.parametrize("name", MUTATING)
async def test_it_is_the_same_on_another_server(new_postgres: Callable[[], str], name: str) -> None:
    url = new_postgres()
    async with running(url) as hall, running(url) as other:
        *first_ever, one, many = [await ready(hall, name, number) for number in range(4)]
        calls = method_of(hall, name), method_of(other, name)
        for call, request in zip(calls, first_ever, strict=True):
            await call(request)  # which also makes the sums of its slot
        start = dump(url)
        first = plain(await calls[0](one))
        once = dump(url)
        assert plain(await calls[1](one)) == first
        assert dump(url) == once
        answers = await asyncio.gather(*(call(many) for call in calls for _ in range(4)))
        assert [plain(answer) == plain(answers[0]) for answer in answers] == [True] * 8
        assert sizes(once, dump(url)) == sizes(start, once)


async def test_every_change_leaves_one_event(database_url: str) -> None:
    """One for each method, whose request was sent twice; a recording counts its records."""
    async with running(database_url) as hall:
        requests = {name: await ready(hall, name, number) for number, name in enumerate(MUTATING)}
    before = await _events(database_url)
    async with running(database_url) as hall:
        for name, request in requests.items():
            for _ in range(2):
                await method_of(hall, name)(request)
    after = await _events(database_url)
    found = after - before
    expected = Counter(permission_of(NAMES[name]) for name in MUTATING)
    expected |= Counter({"memory.builds.record": 3, "observability.executions.record": 8})  # batches of two
    assert found == expected


async def _events(database_url: str) -> Counter[str]:
    """By action: how many events, or how many records they count."""
    async with running(database_url) as hall:
        listed = await hall.access.ListAuditEvents(access_pb.ListAuditEventsRequest(page_size=1000))
    found: Counter[str] = Counter()
    for event in listed.audit_events:
        found[event.action] += int(event.details["records"]) if "records" in event.details else 1
    return found


async def test_every_refused_call_is_counted(database_url: str) -> None:
    """Each method, called by somebody unknown and by a viewer."""
    async with running(database_url, failed_attempts_per_minute=0) as hall:
        viewer = hall.caller((await new_key(hall, ROLE_VIEWER)).secret)
        permissions = set((await viewer.access.WhoAmI(access_pb.WhoAmIRequest())).permissions)
        barred = {name for name, method in NAMES.items() if permission_of(method) not in permissions}
        nobody = hall.caller("agenthall_nobody")
        for name, method in NAMES.items():
            empty = _empty(method)
            await refused(_first(method_of(nobody, name)(empty), method))
            if name in barred:
                await refused(_first(method_of(viewer, name)(empty), method))
    assert _denied(database_url, ANONYMOUS.workspace_key) == Counter(map(permission_of, NAMES.values()))
    assert _denied(database_url, 1) == Counter(permission_of(NAMES[name]) for name in barred)


def _empty(method: Any) -> Message:
    return message_factory.GetMessageClass(method.input_type)()


def _first(call: Any, method: Any) -> Any:
    return call.read() if method.server_streaming and not method.client_streaming else call


def _denied(url: str, workspace_key: int) -> Counter[str]:
    """Refused calls by permission, as the chain of the workspace has them."""
    found: Counter[str] = Counter()
    for row in dump(url)["audit_events"]:
        if row[0] == workspace_key and "AUDIT_OUTCOME_DENIED" in row:
            found[row[4]] += _calls(row[7])
    return found


def _calls(details: str) -> int:
    return int(json.loads(details)["calls"])
