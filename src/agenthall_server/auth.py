"""Who calls, in which workspace, and what they may do.

A caller is an API key, or, where the server allows it, a loopback call without credentials, which is admin of workspace
`default`. A presented credential that is not valid is always refused, also where none is needed.

A key is `agenthall_<12 characters of id>_<43 of secret>`. The secret has 256 random bits, so its SHA-256 is stored and
no slow hash is needed. Answers are cached by that hash for 5 seconds, found or not; this is how long a revoked key may
live on another process. Nothing on the hot path asks the database who a caller is.

Each method of the contract names its permission in the option (agenthall.common.v1.permission); a role is a set of
them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from time import monotonic

from sqlalchemy import BigInteger, Connection, Integer, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.clock import Clock
from agenthall_server.database import Base, Database, Text
from agenthall_server.errors import CredentialsInvalid, CredentialsMissing, MissingPermission
from agenthall_server.scope import Scope

DEFAULT_WORKSPACE = "default"

_KEY = re.compile(r"agenthall_([a-z2-7]{12})_([A-Za-z0-9_-]{43})\Z")
_CACHE_SECONDS = 5.0
_CACHE_ENTRIES = 10_000

VIEWER = frozenset(
    {
        "access.self.get",
        "marketplace.manifests.validate",
        "marketplace.agents.get",
        "marketplace.agents.list",
        "marketplace.agents.search",
        "marketplace.categories.list",
        "marketplace.installations.list",
        "memory.builds.get",
        "memory.builds.list",
        "memory.stacks.suggest",
        "memory.insights.get",
        "memory.recommendations.list",
        "observability.executions.get",
        "observability.executions.list",
        "observability.metrics.get",
        "observability.metrics.watch",
        "optimizer.variants.list",
        "optimizer.reports.get",
    }
)
RECORDER = VIEWER | {
    "memory.builds.record",
    "observability.executions.record",
    "optimizer.variants.select",
    "optimizer.results.record",
}
ADMIN = RECORDER | {
    "access.keys.create",
    "access.keys.list",
    "access.keys.revoke",
    "marketplace.agents.publish",
    "marketplace.installations.create",
    "marketplace.installations.delete",
    "marketplace.ratings.create",
    "optimizer.variants.add",
}
PERMISSIONS_OF_ROLE = {"ROLE_VIEWER": VIEWER, "ROLE_RECORDER": RECORDER, "ROLE_ADMIN": ADMIN}


class Workspace(Base):
    """A tenant. Not a tenant table itself."""

    __tablename__ = "workspaces"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True, init=False)
    workspace: Mapped[str] = mapped_column(Text, unique=True)
    create_time: Mapped[int] = mapped_column(BigInteger)


class ApiKey(Base):
    """A key of a workspace; `secret_hash` is the hexadecimal SHA-256 of the whole key."""

    __tablename__ = "api_keys"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    key_id: Mapped[str] = mapped_column(Text, primary_key=True)
    secret_hash: Mapped[str] = mapped_column(Text, unique=True)
    display_name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)
    creator: Mapped[str] = mapped_column(Text)
    revoke_time: Mapped[int | None] = mapped_column(BigInteger, default=None)


@dataclass(frozen=True, slots=True)
class Principal:
    """A caller whose credentials were checked."""

    scope: Scope
    workspace: str
    role: str
    permissions: frozenset[str] = field(repr=False)

    def require(self, permission: str) -> None:
        """Raises MissingPermission."""
        if permission not in self.permissions:
            raise MissingPermission(
                f"{self.role} does not hold {permission}", metadata={"permission": permission, "role": self.role}
            )


def new_secret(clock: Clock) -> tuple[str, str]:
    """A new key: its public id and the whole key."""
    key_id = base64.b32encode(clock.random_bytes(8))[:12].decode("ascii").lower()
    secret = base64.urlsafe_b64encode(clock.random_bytes(32)).rstrip(b"=").decode("ascii")
    return key_id, f"agenthall_{key_id}_{secret}"


def hash_secret(secret: str) -> str:
    """What is stored of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def ensure_workspace(connection: Connection, clock: Clock, workspace: str) -> int:
    """The key of the workspace, made where it is new."""
    found = connection.execute(select(Workspace.workspace_key).where(Workspace.workspace == workspace)).scalar()
    if found is not None:
        return found
    statement = (
        insert(Workspace).values(workspace=workspace, create_time=clock.now_us()).returning(Workspace.workspace_key)
    )
    return connection.execute(statement).scalar_one()


class Authenticator:
    """Turns the `authorization` metadata of a call into a Principal."""

    def __init__(self, database: Database, local: Principal | None) -> None:
        """`local` is who a call without credentials is; None where every call needs them."""
        self._database = database
        self._local = local
        self._cache: OrderedDict[str, tuple[float, str, Principal | None]] = OrderedDict()

    async def authenticate(self, metadata: Iterable[tuple[str, str | bytes]] | None) -> Principal:
        """Raises CredentialsMissing or CredentialsInvalid."""
        for name, value in metadata or ():
            if name == "authorization":
                return await self._of_credential(str(value))
        if self._local is None:
            raise CredentialsMissing("this server wants credentials: send `authorization: Bearer <api key>`")
        return self._local

    def forget(self, key_id: str) -> None:
        """Drops what is cached of a key, because it was revoked here."""
        for secret_hash in [name for name, (_, owner, _) in self._cache.items() if owner == key_id]:
            del self._cache[secret_hash]

    async def _of_credential(self, value: str) -> Principal:
        scheme, _, secret = value.partition(" ")
        found = _KEY.match(secret) if scheme.lower() == "bearer" else None
        if found is None:
            raise CredentialsInvalid("the authorization metadata is not `Bearer agenthall_<id>_<secret>`")
        secret_hash = hash_secret(secret)
        cached = self._cache.get(secret_hash)
        if cached is None or cached[0] < monotonic():
            cached = self._remember(secret_hash, found[1], await self._look_up(secret_hash))
        if cached[2] is None:
            raise CredentialsInvalid(f"API key {found[1]} is unknown or revoked")
        return cached[2]

    def _remember(
        self, secret_hash: str, key_id: str, principal: Principal | None
    ) -> tuple[float, str, Principal | None]:
        entry = (monotonic() + _CACHE_SECONDS, key_id, principal)
        self._cache[secret_hash] = entry
        self._cache.move_to_end(secret_hash)
        if len(self._cache) > _CACHE_ENTRIES:
            self._cache.popitem(last=False)
        return entry

    async def _look_up(self, secret_hash: str) -> Principal | None:
        statement = (
            select(ApiKey.workspace_key, ApiKey.key_id, ApiKey.role, Workspace.workspace)
            .join(Workspace, Workspace.workspace_key == ApiKey.workspace_key)
            .where(ApiKey.secret_hash == secret_hash, ApiKey.revoke_time.is_(None))
        )
        async with self._database.reader() as connection:
            row = (await connection.execute(statement)).one_or_none()
        if row is None:
            return None
        return Principal(
            Scope(row.workspace_key, f"key:{row.key_id}"), row.workspace, row.role, PERMISSIONS_OF_ROLE[row.role]
        )
