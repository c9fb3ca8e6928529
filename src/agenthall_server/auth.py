"""Who calls, in which workspace, and what they may do.

A caller is an API key, or, where the server allows it, a loopback call without credentials, which is admin of workspace
`default`. A presented credential that is not valid is always refused, also where none is needed.

A key is `agenthall_<12 characters of id>_<43 of secret>`. The secret has 256 random bits, so its SHA-256 is stored and
no slow hash is needed. Answers are cached by that hash for 3 seconds, found or not; this is how long a revoked key may
live on another process. Nothing on the hot path asks the database who a caller is, and of many calls with one key only
one asks. Keys that were not found have a cache of their own, so that inventing keys pushes no real one out.

Each method of the contract names its permission in the option (agenthall.common.v1.permission); a role is a set of
them.
"""

from __future__ import annotations

import asyncio
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
from agenthall_server.errors import CredentialsInvalid, CredentialsMissing, DatabaseUnavailable, MissingPermission
from agenthall_server.scope import Scope

DEFAULT_WORKSPACE = "default"

_KEY = re.compile(r"agenthall_([a-z2-7]{12})_([A-Za-z0-9_-]{43})\Z")
_CACHE_SECONDS = 3.0
_FOUND_ENTRIES, _UNKNOWN_ENTRIES = 10_000, 1_000
_LOOK_UP_SECONDS = 5.0
_NOTHING = (0.0, "", None)

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


class _Recent:
    """Answers of the last 3 seconds by hash of the secret, at most so many; the oldest goes first."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._kept: OrderedDict[str, tuple[float, str, Principal | None]] = OrderedDict()

    def get(self, secret_hash: str) -> Principal | None:
        """None where nothing is known any more."""
        until, _, principal = self._kept.get(secret_hash, _NOTHING)
        return principal if monotonic() < until else None

    def holds(self, secret_hash: str) -> bool:
        """Whether there is an answer, be it None."""
        return monotonic() < self._kept.get(secret_hash, _NOTHING)[0]

    def put(self, secret_hash: str, key_id: str, principal: Principal | None) -> None:
        """Keeps an answer for 3 seconds."""
        self._kept[secret_hash] = (monotonic() + _CACHE_SECONDS, key_id, principal)
        self._kept.move_to_end(secret_hash)
        if len(self._kept) > self._entries:
            self._kept.popitem(last=False)

    def drop(self, key_id: str) -> None:
        """Forgets all of one key."""
        for secret_hash in [name for name, (_, owner, _) in self._kept.items() if owner == key_id]:
            del self._kept[secret_hash]


class Authenticator:
    """Turns the `authorization` metadata of a call into a Principal."""

    def __init__(self, database: Database, local: Principal | None) -> None:
        """`local` is who a call without credentials is; None where every call needs them."""
        self._database = database
        self._local = local
        self._found = _Recent(_FOUND_ENTRIES)
        self._unknown = _Recent(_UNKNOWN_ENTRIES)
        self._asking: dict[str, asyncio.Task[Principal | None]] = {}

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
        self._found.drop(key_id)
        self._asking.clear()  # whoever asks from now on must not get an answer from before

    async def _of_credential(self, value: str) -> Principal:
        scheme, _, secret = value.partition(" ")
        matched = _KEY.match(secret) if scheme.lower() == "bearer" else None
        if matched is None:
            raise CredentialsInvalid("the authorization metadata is not `Bearer agenthall_<id>_<secret>`")
        secret_hash = hash_secret(secret)
        principal = self._found.get(secret_hash)
        if principal is None and not self._unknown.holds(secret_hash):
            principal = await self._ask(secret_hash, matched[1])
        if principal is None:
            raise CredentialsInvalid(f"API key {matched[1]} is unknown or revoked")
        return principal

    async def _ask(self, secret_hash: str, key_id: str) -> Principal | None:
        """The database's answer; callers who ask at the same time share one question."""
        asking = self._asking.get(secret_hash)
        if asking is None:
            asking = self._asking[secret_hash] = asyncio.create_task(self._look_up(secret_hash))
            asking.add_done_callback(lambda task: self._answered(secret_hash, key_id, task))
        return await asyncio.shield(asking)  # one who gives up must not take the others along

    def _answered(self, secret_hash: str, key_id: str, asking: asyncio.Task[Principal | None]) -> None:
        failed = asking.cancelled() or asking.exception() is not None
        if self._asking.get(secret_hash) is not asking:
            return  # a key was revoked meanwhile
        del self._asking[secret_hash]
        if not failed:
            cache = self._unknown if asking.result() is None else self._found
            cache.put(secret_hash, key_id, asking.result())

    async def _look_up(self, secret_hash: str) -> Principal | None:
        statement = (
            select(ApiKey.workspace_key, ApiKey.key_id, ApiKey.role, Workspace.workspace)
            .join(Workspace, Workspace.workspace_key == ApiKey.workspace_key)
            .where(ApiKey.secret_hash == secret_hash, ApiKey.revoke_time.is_(None))
        )
        try:
            async with asyncio.timeout(_LOOK_UP_SECONDS), self._database.reader() as connection:
                row = (await connection.execute(statement)).one_or_none()
        except TimeoutError as error:
            text = "the database did not answer who calls; retry"
            raise DatabaseUnavailable(text, retry_after_seconds=1.0) from error
        if row is None:
            return None
        return Principal(
            Scope(row.workspace_key, f"key:{row.key_id}"), row.workspace, row.role, PERMISSIONS_OF_ROLE[row.role]
        )
