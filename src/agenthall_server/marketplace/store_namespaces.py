"""Namespaces and their members in the database.

To another workspace a namespace does not exist, but for its name being taken and for an offer to that workspace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import audit
from agenthall_server.clock import Clock
from agenthall_server.edits import changes
from agenthall_server.errors import NamespaceNotOwned, NotFound, RecordIdReused
from agenthall_server.filters import text, time
from agenthall_server.marketplace import store_index
from agenthall_server.marketplace.namespaces import (
    OWNER,
    Caller,
    Holding,
    members_with,
    members_without,
    require_free_name,
    require_owner,
    require_publisher,
)
from agenthall_server.marketplace.tables import PUBLIC, Agent, Namespace, NamespaceMember
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

_LISTING = Listing(
    fields={
        "namespace": text(Namespace.namespace),
        "description": text(Namespace.description),
        "creator": text(Namespace.creator),
        "create_time": time(Namespace.create_time),
        "update_time": time(Namespace.update_time),
    },
    orders={
        "namespace": Namespace.namespace,
        "create_time": Namespace.create_time,
        "update_time": Namespace.update_time,
    },
    default_order="namespace",
    tie=Namespace.namespace,
)


@dataclass(frozen=True, slots=True)
class Owned:
    """A namespace with its members, by principal."""

    namespace: Namespace
    members: Sequence[NamespaceMember]

    @property
    def holding(self) -> Holding:
        return Holding(self.namespace.workspace_key, {one.principal: one.role for one in self.members})


def require_may_publish(caller: Caller, connection: Connection, namespace: str) -> None:
    """Raises NamespaceNotOwned."""
    found = _find(connection, namespace)
    require_publisher(caller, namespace, None if found is None else found.holding)


def claim(scope: Scope, connection: Connection, clock: Clock, namespace: str) -> None:
    """Makes a namespace the workspace's by publishing in it, where it is nobody's yet."""
    if _find(connection, namespace) is None:
        _insert(scope, connection, namespace, "", clock.now_us())


def create(caller: Caller, connection: Connection, clock: Clock, namespace: str, description: str) -> Owned:
    """A new namespace with the caller as its owner; one that the workspace has comes as it is.

    Raises NamespaceNotOwned, RecordIdReused.
    """
    require_free_name(caller, namespace)
    scope, now = caller.scope, clock.now_us()
    found = _find(connection, namespace)
    if found is None:
        _insert(scope, connection, namespace, description, now)
        _add_member(connection, namespace, scope.principal, OWNER, now)
        audit.record(scope, connection, clock, "marketplace.namespaces.create", namespace)
        return _get(scope, connection, namespace)
    if found.namespace.workspace_key != scope.workspace_key:
        told = f"namespace {namespace!r} belongs to another workspace; choose another name"
        raise NamespaceNotOwned(told, metadata={"namespace": namespace})
    if found.namespace.description != description:
        raise RecordIdReused.of("namespace", namespace)
    return found


def edit(
    caller: Caller, connection: Connection, clock: Clock, namespace: str, wanted: Mapping[str, Any], etag: str
) -> Owned:
    """Changes what differs. Raises NotFound, NamespaceNotOwned, EtagMismatch."""
    found = _get(caller.scope, connection, namespace)
    require_owner(caller, namespace, found.holding)
    changed = changes(found.namespace, wanted, etag=etag, resource_type="namespace", resource_name=namespace)
    if not changed:
        return found
    _update(connection, clock, namespace, **changed)
    audit.record(caller.scope, connection, clock, "marketplace.namespaces.update", namespace, fields=sorted(changed))
    return _get(caller.scope, connection, namespace)


def add_member(
    caller: Caller, connection: Connection, clock: Clock, namespace: str, principal: str, role: str
) -> Owned:
    """Gives a principal this role. Raises NotFound, NamespaceNotOwned, InvalidStateTransition."""
    found = _get(caller.scope, connection, namespace)
    holding = found.holding
    require_owner(caller, namespace, holding)
    if holding.members.get(principal) == role:
        return found
    members_with(namespace, holding.members, principal, role)
    if principal in holding.members:
        mine = NamespaceMember.namespace == namespace, NamespaceMember.principal == principal
        connection.execute(update(NamespaceMember).where(*mine).values(role=role))
    else:
        _add_member(connection, namespace, principal, role, clock.now_us())
    _update(connection, clock, namespace)
    audit.record(caller.scope, connection, clock, "marketplace.members.add", namespace, principal=principal, role=role)
    return _get(caller.scope, connection, namespace)


def remove_member(
    caller: Caller, connection: Connection, clock: Clock, namespace: str, principal: str, *, dry: bool
) -> Owned:
    """Removes a member, or says what would be left. Raises NotFound, NamespaceNotOwned, InvalidStateTransition."""
    found = _get(caller.scope, connection, namespace)
    require_owner(caller, namespace, found.holding)
    left = members_without(namespace, found.holding.members, principal)
    if dry or principal not in found.holding.members:
        return Owned(found.namespace, [one for one in found.members if one.principal in left])
    mine = NamespaceMember.namespace == namespace, NamespaceMember.principal == principal
    connection.execute(delete(NamespaceMember).where(*mine))
    _update(connection, clock, namespace)
    audit.record(caller.scope, connection, clock, "marketplace.members.remove", namespace, principal=principal)
    return _get(caller.scope, connection, namespace)


def transfer(
    caller: Caller,
    connection: Connection,
    clock: Clock,
    namespace: str,
    workspace: str,
    *,
    dry: bool,
) -> Owned:
    """Offers a namespace to a workspace, withdraws the offer, or, from that workspace, takes it over.

    Raises NotFound, NamespaceNotOwned.
    """
    own = caller.workspace
    require_free_name(caller, namespace)
    found = _find(connection, namespace)
    if found is None:
        raise NotFound.of("namespace", namespace)
    if found.namespace.workspace_key == caller.scope.workspace_key:
        return _offer(caller.scope, connection, clock, found, "" if workspace == own else workspace, dry=dry)
    if own != workspace or found.namespace.offered_workspace != own:
        raise NotFound.of("namespace", namespace)
    return _take_over(caller.scope, connection, clock, found.namespace, own, dry=dry)


async def get(scope: Scope, session: AsyncSession, namespace: str) -> Owned:
    """Raises NotFound."""
    return await session.run_sync(lambda sync: _get(scope, sync.connection(), namespace))


async def list_namespaces(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest
) -> tuple[list[Namespace], str]:
    """One page of the workspace's namespaces."""
    statement = select(Namespace).where(Namespace.workspace_key == scope.workspace_key)
    return await pager.rows(scope, session, statement, _LISTING, page)


def _offer(scope: Scope, connection: Connection, clock: Clock, found: Owned, target: str, *, dry: bool) -> Owned:
    namespace = found.namespace.namespace
    if found.namespace.offered_workspace == target:
        return found
    if dry:
        found.namespace.offered_workspace = target
        return found
    _update(connection, clock, namespace, offered_workspace=target)
    audit.record(scope, connection, clock, "marketplace.namespaces.transfer", namespace, offered_to=target)
    return _get(scope, connection, namespace)


def _take_over(scope: Scope, connection: Connection, clock: Clock, row: Namespace, own: str, *, dry: bool) -> Owned:
    namespace, before = row.namespace, Scope(row.workspace_key, f"workspace {own}")
    taken = {"workspace_key": scope.workspace_key, "offered_workspace": "", "creator": ""}
    if dry:
        for name, value in taken.items():
            setattr(row, name, value)
        return Owned(row, [])
    connection.execute(delete(NamespaceMember).where(NamespaceMember.namespace == namespace))
    _update(connection, clock, namespace, **taken)
    connection.execute(update(Agent).where(Agent.namespace == namespace).values(workspace_key=scope.workspace_key))
    hidden = select(Agent.agent_key).where(Agent.namespace == namespace, Agent.visibility != PUBLIC)
    for agent_key in connection.scalars(hidden).all():
        store_index.put(connection, agent_key)
    for side, details in ((before, {"taken_over_by": own}), (scope, {"taken_over": True})):
        audit.record(side, connection, clock, "marketplace.namespaces.transfer", namespace, **details)
    return _get(scope, connection, namespace)


def _get(scope: Scope, connection: Connection, namespace: str) -> Owned:
    found = _find(connection, namespace)
    if found is None or found.namespace.workspace_key != scope.workspace_key:
        raise NotFound.of("namespace", namespace)
    return found


def _find(connection: Connection, namespace: str) -> Owned | None:
    row = connection.execute(select(Namespace.__table__).where(Namespace.namespace == namespace)).one_or_none()
    if row is None:
        return None
    own = select(NamespaceMember.__table__).where(NamespaceMember.namespace == namespace)
    members = connection.execute(own.order_by(NamespaceMember.principal))
    return Owned(Namespace(**row._asdict()), [NamespaceMember(**one._asdict()) for one in members])


def _insert(scope: Scope, connection: Connection, namespace: str, description: str, now: int) -> None:
    connection.execute(
        insert(Namespace).values(
            namespace=namespace,
            workspace_key=scope.workspace_key,
            description=description,
            offered_workspace="",
            creator=scope.principal,
            create_time=now,
            update_time=now,
        )
    )


def _add_member(connection: Connection, namespace: str, principal: str, role: str, now: int) -> None:
    values = {"namespace": namespace, "principal": principal, "role": role, "create_time": now}
    connection.execute(insert(NamespaceMember).values(**values))


def _update(connection: Connection, clock: Clock, namespace: str, **values: Any) -> None:
    statement = update(Namespace).where(Namespace.namespace == namespace)
    connection.execute(statement.values(update_time=clock.now_us(), **values))
