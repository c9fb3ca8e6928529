"""Namespaces: who may publish in them, who manages them, and how they change hands."""

from __future__ import annotations

from typing import Any

import grpc
import pytest
from tests.conftest import Hall, Stubs, reason
from tests.marketplace.conftest import Town, get, install, publish, refused, search

from agenthall.access.v1 import access_service_pb2 as access_pb
from agenthall.access.v1 import api_key_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall.marketplace.v1 import namespace_pb2
from agenthall.marketplace.v1.namespace_pb2 import NAMESPACE_ROLE_OWNER as OWNER
from agenthall.marketplace.v1.namespace_pb2 import NAMESPACE_ROLE_PUBLISHER as PUBLISHER
from agenthall_server.errors import InvalidStateTransition, NamespaceNotOwned
from agenthall_server.marketplace import namespaces as rules
from agenthall_server.scope import Scope

PERMISSION_DENIED = grpc.StatusCode.PERMISSION_DENIED


class Person:
    """A publisher of a workspace."""

    def __init__(self, stubs: Stubs, principal: str) -> None:
        self.stubs = stubs
        self.principal = principal


async def publisher(hall: Hall) -> Person:
    request = access_pb.CreateApiKeyRequest(display_name="publisher", role=api_key_pb2.ROLE_PUBLISHER)
    made = await hall.access.CreateApiKey(request)
    return Person(hall.caller(made.secret), f"key:{made.api_key.key_id}")


async def create(caller: Stubs, name: str, description: str = "") -> namespace_pb2.Namespace:
    request = pb.CreateNamespaceRequest(namespace=name, description=description)
    return (await caller.marketplace.CreateNamespace(request)).namespace


async def fetch(caller: Stubs, name: str) -> namespace_pb2.Namespace:
    return (await caller.marketplace.GetNamespace(pb.GetNamespaceRequest(namespace=name))).namespace


async def add(caller: Stubs, name: str, principal: str, role: Any) -> dict[str, Any]:
    request = pb.AddNamespaceMemberRequest(namespace=name, principal=principal, role=role)
    return members((await caller.marketplace.AddNamespaceMember(request)).namespace)


async def remove(caller: Stubs, name: str, principal: str, **values: Any) -> dict[str, Any]:
    request = pb.RemoveNamespaceMemberRequest(namespace=name, principal=principal, **values)
    return members((await caller.marketplace.RemoveNamespaceMember(request)).namespace)


async def transfer(caller: Stubs, name: str, workspace: str, **values: Any) -> namespace_pb2.Namespace:
    request = pb.TransferNamespaceRequest(namespace=name, workspace=workspace, **values)
    return (await caller.marketplace.TransferNamespace(request)).namespace


def members(namespace: namespace_pb2.Namespace) -> dict[str, Any]:
    return {one.principal: one.role for one in namespace.members}


async def test_a_namespace_that_came_by_publishing_is_open_to_the_workspace(hall: Hall) -> None:
    one, two = await publisher(hall), await publisher(hall)
    await publish(one.stubs, "a", namespace="acme")
    await publish(two.stubs, "b", namespace="acme")
    found = await fetch(hall, "acme")
    assert (found.creator, members(found)) == (one.principal, {})
    with refused(PERMISSION_DENIED) as caught:
        await add(one.stubs, "acme", one.principal, OWNER)  # or it would shut the others out
    assert reason(caught.value) == "NAMESPACE_NOT_OWNED"


async def test_only_members_and_admins_publish_in_a_created_one(hall: Hall) -> None:
    owner, other = await publisher(hall), await publisher(hall)
    assert members(await create(owner.stubs, "acme", "ours")) == {owner.principal: OWNER}
    with refused(PERMISSION_DENIED) as caught:
        await publish(other.stubs, "a", namespace="acme")
    assert reason(caught.value) == "NAMESPACE_NOT_OWNED"
    await publish(hall, "by-admin", namespace="acme")
    assert await add(owner.stubs, "acme", other.principal, PUBLISHER) == {
        owner.principal: OWNER,
        other.principal: PUBLISHER,
    }
    await publish(other.stubs, "a", namespace="acme")
    for managed in (add(other.stubs, "acme", other.principal, OWNER), remove(other.stubs, "acme", owner.principal)):
        with refused(PERMISSION_DENIED):
            await managed
    assert await remove(owner.stubs, "acme", other.principal, validate_only=True) == {owner.principal: OWNER}
    await publish(other.stubs, "still", namespace="acme")
    await remove(owner.stubs, "acme", other.principal)
    with refused(PERMISSION_DENIED):
        await publish(other.stubs, "b", namespace="acme")


async def test_the_last_owner_stays(hall: Hall) -> None:
    owner = await publisher(hall)
    await create(owner.stubs, "acme")
    for last in (remove(hall, "acme", owner.principal), add(hall, "acme", owner.principal, PUBLISHER)):
        with refused(grpc.StatusCode.FAILED_PRECONDITION) as caught:
            await last
        assert reason(caught.value) == "INVALID_STATE_TRANSITION"
    await add(hall, "acme", "key:heir", OWNER)
    assert await remove(hall, "acme", owner.principal) == {"key:heir": OWNER}
    assert await remove(hall, "acme", owner.principal) == {"key:heir": OWNER}


async def test_creating_again_answers_what_there_is(town: Town) -> None:
    first = await create(town.home, "acme", "ours")
    assert await create(town.home, "acme", "ours") == first
    with refused(grpc.StatusCode.ALREADY_EXISTS) as caught:
        await create(town.home, "acme", "theirs")
    assert reason(caught.value) == "RECORD_ID_REUSED"
    for name in ("acme", "agenthall"):
        with refused(PERMISSION_DENIED) as taken:
            await create(town.abroad, name)
        assert reason(taken.value) == "NAMESPACE_NOT_OWNED"


async def test_to_others_it_does_not_exist(town: Town) -> None:
    await create(town.home, "acme")
    calls = (fetch(town.abroad, "acme"), add(town.abroad, "acme", "key:x", OWNER), transfer(town.abroad, "acme", "x"))
    for call in calls:
        with refused(grpc.StatusCode.NOT_FOUND):
            await call
    listed = await town.abroad.marketplace.ListNamespaces(pb.ListNamespacesRequest())
    assert not listed.namespaces
    mine = await town.home.marketplace.ListNamespaces(pb.ListNamespacesRequest(filter='namespace = "ac*"'))
    assert [(one.namespace, list(one.members)) for one in mine.namespaces] == [("acme", [])]


async def test_two_people_do_not_overwrite_each_other(hall: Hall) -> None:
    seen = await create(hall, "acme", "first")

    async def describe(description: str, etag: str, *paths: str) -> namespace_pb2.Namespace:
        request = pb.UpdateNamespaceRequest(
            namespace=namespace_pb2.Namespace(namespace="acme", description=description, etag=etag)
        )
        request.update_mask.paths.extend(paths)
        return (await hall.marketplace.UpdateNamespace(request)).namespace

    second = await describe("second", seen.etag)
    assert second.etag != seen.etag
    with refused(grpc.StatusCode.ABORTED) as caught:
        await describe("third", seen.etag)
    assert reason(caught.value) == "ETAG_MISMATCH"
    assert await describe("second", seen.etag) == second  # a repeat of what was done
    assert (await describe("", second.etag, "description")).description == ""
    for paths in (("members",), ("description", "nonsense"), ()):
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as wrong:
            await describe("", "", *paths)
        assert "update_mask" in (wrong.value.details() or "")


async def test_a_namespace_goes_to_another_workspace_in_two_calls(town: Town) -> None:
    await publish(town.home, "tool", namespace="acme")
    await publish(town.home, "secret", namespace="acme", public=False)
    assert (await transfer(town.home, "acme", "neighbour", validate_only=True)).offered_workspace == "neighbour"
    with refused(grpc.StatusCode.NOT_FOUND):
        await transfer(town.abroad, "acme", "neighbour")
    assert (await transfer(town.home, "acme", "neighbour")).offered_workspace == "neighbour"
    await publish(town.home, "tool", namespace="acme", version="1.1.0")  # still its own
    preview = await transfer(town.abroad, "acme", "neighbour", validate_only=True)
    assert (preview.offered_workspace, members(preview)) == ("", {})
    with refused(grpc.StatusCode.NOT_FOUND):
        await get(town.abroad, "acme/secret")
    taken = await transfer(town.abroad, "acme", "neighbour")
    assert await transfer(town.abroad, "acme", "neighbour") == taken
    assert (await get(town.abroad, "acme/secret")).agent.name == "secret"
    assert await search(town.abroad, "secret") == ["acme/secret"]
    assert await search(town.home, "secret") == []
    with refused(PERMISSION_DENIED):
        await publish(town.home, "tool", namespace="acme", version="1.2.0")
    await publish(town.abroad, "tool", namespace="acme", version="1.2.0")
    await install(town.home, "acme/tool")
    for caller, left in ((town.home, True), (town.abroad, False)):
        events = await caller.access.ListAuditEvents(
            access_pb.ListAuditEventsRequest(filter='action = "marketplace.namespaces.transfer"')
        )
        assert any("taken_over_by" in one.details for one in events.audit_events) == left


async def test_an_offer_can_be_withdrawn(town: Town) -> None:
    await create(town.home, "acme")
    await transfer(town.home, "acme", "neighbour")
    assert (await transfer(town.home, "acme", "default")).offered_workspace == ""
    with refused(grpc.StatusCode.NOT_FOUND):
        await transfer(town.abroad, "acme", "neighbour")


def caller(principal: str, *, workspace: str = "home", is_admin: bool = False) -> rules.Caller:
    return rules.Caller(Scope(1 if workspace == "home" else 2, principal), workspace, is_admin)


@pytest.mark.parametrize(
    ("who", "members", "may"),
    [
        (caller("a"), {}, True),
        (caller("a"), {"b": rules.OWNER}, False),
        (caller("a"), {"a": rules.PUBLISHER, "b": rules.OWNER}, True),
        (caller("a", is_admin=True), {"b": rules.OWNER}, True),
        (caller("b", workspace="away"), {"b": rules.OWNER}, False),
        (caller("b", workspace="away", is_admin=True), {}, False),
    ],
)
def test_who_may_publish(who: rules.Caller, members: dict[str, str], may: bool) -> None:
    holding = rules.Holding(1, members)
    if may:
        rules.require_publisher(who, "acme", holding)
    else:
        with pytest.raises(NamespaceNotOwned):
            rules.require_publisher(who, "acme", holding)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (caller("a", workspace="default", is_admin=True), True),
        (caller("a", workspace="default"), False),
        (caller("a", is_admin=True), False),
    ],
)
def test_the_reserved_name_is_for_admins_of_the_default_workspace(who: rules.Caller, may: bool) -> None:
    if may:
        rules.require_publisher(who, "agenthall", None)
    else:
        with pytest.raises(NamespaceNotOwned, match="reserved"):
            rules.require_publisher(who, "agenthall", None)


def test_a_namespace_has_200_members_at_most() -> None:
    full = {f"m{number}": rules.OWNER for number in range(rules.MAX_MEMBERS)}
    assert rules.members_with("acme", full, "m0", rules.PUBLISHER)["m0"] == rules.PUBLISHER
    with pytest.raises(InvalidStateTransition, match="200"):
        rules.members_with("acme", full, "one more", rules.PUBLISHER)
