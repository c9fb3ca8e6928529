"""Who may do what in a namespace.

A namespace belongs to one workspace. While it has no members, everybody in the workspace who may publish at all may
publish in it; with members only they may. OWNERs manage it. Admins of the workspace may do both, so nobody is locked
out; and once there are members one of them is an OWNER, so that losing a member never opens a namespace.

A reserved name belongs to a certain workspace, whoever comes first, and only its admins may use it: `agenthall` is for
the agents that come with the server, which publishes them in workspace `default`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agenthall_server.errors import InvalidStateTransition, NamespaceNotOwned
from agenthall_server.scope import Scope

OWNER, PUBLISHER = "NAMESPACE_ROLE_OWNER", "NAMESPACE_ROLE_PUBLISHER"
MAX_MEMBERS = 200
_RESERVED = {"agenthall": "default"}
"""Name, and the workspace that has it."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who wants to do something, from which workspace. `is_admin`: of that workspace."""

    scope: Scope
    workspace: str
    is_admin: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """Whose a namespace is. `members`: role by principal."""

    workspace_key: int
    members: Mapping[str, str]


def require_free_name(caller: Caller, namespace: str) -> None:
    """Raises NamespaceNotOwned where the name is reserved for somebody else."""
    workspace = _RESERVED.get(namespace, caller.workspace)
    if workspace != caller.workspace or (namespace in _RESERVED and not caller.is_admin):
        raise _not_owned(namespace, "is reserved for the agents that come with agenthall; use a name of your own")


def require_publisher(caller: Caller, namespace: str, holding: Holding | None) -> None:
    """Raises NamespaceNotOwned. `holding`: None where nobody has the namespace yet."""
    require_free_name(caller, namespace)
    if holding is None:
        return
    if holding.workspace_key != caller.scope.workspace_key:
        raise _not_owned(namespace, "belongs to another workspace; publish under a name of your own")
    if holding.members and not caller.is_admin and caller.scope.principal not in holding.members:
        raise _not_owned(namespace, f"has members, and {caller.scope.principal} is none; ask one of its owners")


def require_owner(caller: Caller, namespace: str, holding: Holding) -> None:
    """Raises NamespaceNotOwned. The namespace is one of the caller's workspace."""
    require_free_name(caller, namespace)
    if not caller.is_admin and holding.members.get(caller.scope.principal) != OWNER:
        raise _not_owned(namespace, f"is managed by its owners and by admins, and {caller.scope.principal} is neither")


def members_with(namespace: str, members: Mapping[str, str], principal: str, role: str) -> dict[str, str]:
    """The members once the principal has this role. Raises InvalidStateTransition."""
    return _kept_owned(namespace, {**members, principal: role})


def members_without(namespace: str, members: Mapping[str, str], principal: str) -> dict[str, str]:
    """The members without this one, who may be none. Raises InvalidStateTransition."""
    left = {name: role for name, role in members.items() if name != principal}
    return left if left == members else _kept_owned(namespace, left)


def _kept_owned(namespace: str, members: dict[str, str]) -> dict[str, str]:
    if OWNER not in members.values():
        raise InvalidStateTransition.of("namespace", namespace, "would have no OWNER left; make another member one")
    if len(members) > MAX_MEMBERS:
        raise InvalidStateTransition.of("namespace", namespace, f"has {MAX_MEMBERS} members, as many as it may have")
    return members


def _not_owned(namespace: str, why: str) -> NamespaceNotOwned:
    return NamespaceNotOwned(f"namespace {namespace!r} {why}", metadata={"namespace": namespace})
