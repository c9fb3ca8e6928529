"""Who calls, in which workspace, and what they may do.

A caller is an API key, or, where the server allows it, a loopback call without credentials, which is admin of workspace
`default`. A presented credential that is not valid is always refused, also where none is needed.

Answers are cached by the secret's hash for 3 seconds, found or not; this is how long a key that was revoked by another
process may live. Nothing on the hot path asks the database who a caller is, and of many calls with one key only one
asks. Keys that were not found have a cache of their own, so that inventing keys pushes no real one out.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from sqlalchemy import Connection, or_, select, update

from agenthall_server.api_keys import ApiKey, Workspace, hash_secret
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.errors import (
    AgenthallError,
    CredentialsInvalid,
    CredentialsMissing,
    DatabaseUnavailable,
    MissingPermission,
    Unauthenticated,
)
from agenthall_server.failed_attempts import FailedAttempts
from agenthall_server.roles import PERMISSIONS_OF_ROLE
from agenthall_server.scope import Scope

_KEY = re.compile(r"agenthall_([a-z2-7]{12})_([A-Za-z0-9_-]{43})\Z")
_CACHE_SECONDS = 3.0
_FOUND_ENTRIES, _UNKNOWN_ENTRIES = 10_000, 1_000
_LOOK_UP_SECONDS = 5.0
_USE_NOTED_US = 60_000_000
_NOTHING = (0.0, "", None)


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


class Caller(Protocol):
    """What gRPC knows of a call: the part of its ServicerContext that says who calls."""

    def invocation_metadata(self) -> Iterable[tuple[str, str | bytes]] | None:
        """Headers; their names are lower-case."""

    def peer(self) -> str:
        """The address, such as `ipv4:127.0.0.1:5000`."""

    def auth_context(self) -> Mapping[str, Iterable[bytes]]:
        """What TLS found out, for example the client's certificate."""


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

    def __init__(
        self,
        database: Database,
        committer: Committer,
        clock: Clock,
        local: Principal | None,
        failed_attempts: FailedAttempts | None = None,
    ) -> None:
        """`local` is who a call without credentials is; None where every call needs them."""
        self._database = database
        self._committer = committer
        self._clock = clock
        self._local = local
        self._failed_attempts = failed_attempts or FailedAttempts()
        self._found = _Recent(_FOUND_ENTRIES)
        self._unknown = _Recent(_UNKNOWN_ENTRIES)
        self._asking: dict[str, asyncio.Task[Principal | None]] = {}
        self._noting: set[asyncio.Task[None]] = set()

    async def authenticate(self, caller: Caller) -> Principal:
        """Raises CredentialsMissing or CredentialsInvalid."""
        for name, value in caller.invocation_metadata() or ():
            if name == "authorization":
                return await self._of_credential(str(value))
        if self._local is None:
            raise CredentialsMissing("this server wants credentials: send `authorization: Bearer <api key>`")
        return self._local

    async def slow_down(self, error: Unauthenticated, caller: Caller, size: int) -> None:
        """Returns at once, or later to a peer whose credentials were wrong too often; `size` is in bytes."""
        if isinstance(error, CredentialsInvalid):
            error.retry_after_seconds = await self._failed_attempts.wait(caller.peer(), size)

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
            raise CredentialsInvalid(f"API key {matched[1]} is unknown, revoked or expired")
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
        now = self._clock.now_us()
        statement = (
            select(ApiKey.workspace_key, ApiKey.key_id, ApiKey.role, ApiKey.last_use_time, Workspace.workspace)
            .join(Workspace, Workspace.workspace_key == ApiKey.workspace_key)
            .where(ApiKey.secret_hash == secret_hash, ApiKey.revoke_time.is_(None))
            .where(or_(ApiKey.expire_time.is_(None), ApiKey.expire_time > now))
        )
        try:
            async with asyncio.timeout(_LOOK_UP_SECONDS), self._database.reader() as connection:
                row = (await connection.execute(statement)).one_or_none()
        except TimeoutError as error:
            text = "the database did not answer who calls; retry"
            raise DatabaseUnavailable(text, retry_after_seconds=1.0) from error
        if row is None:
            return None
        scope = Scope(row.workspace_key, f"key:{row.key_id}")
        if row.last_use_time is None or row.last_use_time < now - _USE_NOTED_US:
            noting = asyncio.create_task(self._note_use(scope, row.key_id, now))
            self._noting.add(noting)  # or nobody holds the task
            noting.add_done_callback(self._noting.discard)
        return Principal(scope, row.workspace, row.role, PERMISSIONS_OF_ROLE[row.role])

    async def _note_use(self, scope: Scope, key_id: str, now: int) -> None:
        """The time of the last use, at most once a minute; a call does not wait for it, nor fail with it."""
        owned = (ApiKey.workspace_key == scope.workspace_key, ApiKey.key_id == key_id)
        newer = or_(ApiKey.last_use_time.is_(None), ApiKey.last_use_time < now)

        def note(connection: Connection) -> None:
            connection.execute(update(ApiKey).where(*owned, newer).values(last_use_time=now))

        with suppress(AgenthallError):
            await self._committer.single(note, size=0)
