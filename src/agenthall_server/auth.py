"""Who calls, in which workspace, and what they may do.

A caller is, in this order: what the `authorization` metadata holds, an API key or a JSON Web Token; else whom the
client certificate names; else, where the server allows it, a loopback call without credentials, which is admin of
workspace `default`. A presented credential that is not valid is always refused, also where none is needed. Why the
metadata comes first: docs/adr/0008-who-calls.md.

Answers are cached by the credential's hash for 3 seconds, found or not, and no longer than the credential holds; this
is how long a key that was revoked by another process may live. Nothing on the hot path asks the database who a caller
is, and of many calls with one credential only one asks. Refusals have a cache of their own, so that inventing keys
pushes no real one out.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, Row, Select, or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from agenthall_server.api_keys import ApiKey, Workspace, hash_secret
from agenthall_server.client_certificates import NamedByCertificate, read_certificate
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
from agenthall_server.json_web_tokens import Claims, TokenVerifier
from agenthall_server.roles import PERMISSIONS_OF_ROLE
from agenthall_server.scope import Scope

_KEY = re.compile(r"agenthall_([a-z2-7]{12})_([A-Za-z0-9_-]{43})\Z")
_CACHE_SECONDS = 3.0
_FOUND_ENTRIES, _REFUSED_ENTRIES = 10_000, 1_000
_LOOK_UP_SECONDS = 5.0
_USE_NOTED_US = 60_000_000

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Principal:
    """A caller whose credentials were checked."""

    scope: Scope
    workspace: str
    role: str
    permissions: frozenset[str] = field(repr=False)
    expire_us: int | None = field(default=None, repr=False)
    """When the credentials end; None where nobody knows an end."""

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


class _Recent(Generic[Answer]):
    """Recent answers by hash of the credential, at most so many; the oldest goes first."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._kept: OrderedDict[str, tuple[float, str, Answer]] = OrderedDict()

    def get(self, digest: str) -> Answer | None:
        """None where nothing is known any more."""
        kept = self._kept.get(digest)
        return kept[2] if kept is not None and monotonic() < kept[0] else None

    def put(self, digest: str, key_id: str, answer: Answer, seconds: float) -> None:
        """Keeps an answer that belongs to a key, or to none: ""."""
        self._kept[digest] = (monotonic() + seconds, key_id, answer)
        self._kept.move_to_end(digest)
        if len(self._kept) > self._entries:
            self._kept.popitem(last=False)

    def drop(self, key_id: str) -> None:
        """Forgets all of one key."""
        for digest in [name for name, (_, owner, _) in self._kept.items() if owner == key_id]:
            del self._kept[digest]


class Authenticator:
    """Turns the credentials of a call into a Principal."""

    def __init__(
        self,
        database: Database,
        committer: Committer,
        clock: Clock,
        local: Principal | None,
        failed_attempts: FailedAttempts | None = None,
        tokens: TokenVerifier | None = None,
        *,
        reads_certificates: bool = False,
    ) -> None:
        """`local` is who a call without credentials is; None where every call needs them. Without `tokens` none is
        accepted; `reads_certificates` where TLS asks for them.
        """
        self._database = database
        self._committer = committer
        self._clock = clock
        self.local = local
        self._failed_attempts = failed_attempts or FailedAttempts()
        self._tokens = tokens
        self._reads_certificates = reads_certificates
        self._found: _Recent[Principal] = _Recent(_FOUND_ENTRIES)
        self._refused: _Recent[str] = _Recent(_REFUSED_ENTRIES)
        self._nameless: _Recent[bool] = _Recent(_FOUND_ENTRIES)
        self._asking: dict[str, asyncio.Task[Principal | str]] = {}
        self._noting: set[asyncio.Task[None]] = set()

    async def authenticate(self, caller: Caller) -> Principal:
        """Raises CredentialsMissing or CredentialsInvalid; Unavailable where nobody can tell now."""
        for name, value in caller.invocation_metadata() or ():
            if name == "authorization":
                digest = hash_secret(str(value))
                return self._found.get(digest) or await self._of_metadata(digest, str(value))
        principal = await self._of_certificate(caller) if self._reads_certificates else None
        if principal is None:
            principal = self.local
        if principal is None:
            raise CredentialsMissing(f"this server wants credentials in the authorization metadata: {self._forms()}")
        return principal

    async def slow_down(self, error: Unauthenticated, caller: Caller, size: int) -> None:
        """Returns at once, or later to a peer whose credentials were wrong too often; `size` is in bytes."""
        if isinstance(error, CredentialsInvalid):
            error.retry_after_seconds = await self._failed_attempts.wait(caller.peer(), size)

    def forget(self, key_id: str) -> None:
        """Drops what is cached of a key, because it was revoked here."""
        self._found.drop(key_id)
        self._asking.clear()  # whoever asks from now on must not get an answer from before

    async def _of_metadata(self, digest: str, value: str) -> Principal:
        scheme, _, credential = value.partition(" ")
        if scheme.lower() == "bearer":
            if matched := _KEY.match(credential):
                return await self._ask(digest, matched[1], lambda: self._key(matched[1], credential))
            if self._tokens is not None and credential.count(".") == 2:
                verify = self._tokens.verify
                return await self._ask(digest, "", lambda: self._token(verify, credential))
        raise CredentialsInvalid(f"the authorization metadata is not {self._forms()}")

    async def _of_certificate(self, caller: Caller) -> Principal | None:
        for pem in caller.auth_context().get("x509_pem_cert", ()):
            digest = hashlib.sha256(pem).hexdigest()
            if principal := self._found.get(digest):
                return principal
            if self._nameless.get(digest):
                continue
            if named := read_certificate(pem):
                return await self._ask(digest, "", lambda: self._certificate(named))
            self._nameless.put(digest, "", answer=True, seconds=inf)  # it will never name anybody
        return None

    def _forms(self) -> str:
        return "`Bearer agenthall_<id>_<secret>`" + (" or `Bearer <JSON Web Token>`" if self._tokens else "")

    async def _ask(self, digest: str, key_id: str, look_up: Callable[[], Coroutine[Any, Any, Principal]]) -> Principal:
        """What the look-up finds out; callers who ask at the same time share one question."""
        answer: Principal | str | None = self._refused.get(digest)
        if answer is None:
            asking = self._asking.get(digest)
            if asking is None:
                asking = self._asking[digest] = asyncio.create_task(_answer(look_up()))
                asking.add_done_callback(lambda task: self._answered(digest, key_id, task))
            answer = await asyncio.shield(asking)  # one who gives up must not take the others along
        if isinstance(answer, str):
            raise CredentialsInvalid(answer)
        return answer

    def _answered(self, digest: str, key_id: str, asking: asyncio.Task[Principal | str]) -> None:
        failed = asking.cancelled() or asking.exception() is not None
        if self._asking.get(digest) is not asking:
            return  # a key was revoked meanwhile
        del self._asking[digest]
        if failed:
            return
        answer = asking.result()
        if isinstance(answer, str):
            self._refused.put(digest, key_id, answer, _CACHE_SECONDS)
        else:
            self._found.put(digest, key_id, answer, min(_CACHE_SECONDS, self._seconds_left(answer)))

    def _seconds_left(self, principal: Principal) -> float:
        return inf if principal.expire_us is None else (principal.expire_us - self._clock.now_us()) / 1_000_000

    async def _key(self, key_id: str, secret: str) -> Principal:
        now = self._clock.now_us()
        row = await self._read(
            select(
                ApiKey.workspace_key,
                ApiKey.role,
                ApiKey.expire_time,
                ApiKey.last_use_time,
                Workspace.workspace,
            )
            .join(Workspace, Workspace.workspace_key == ApiKey.workspace_key)
            .where(ApiKey.secret_hash == hash_secret(secret), ApiKey.revoke_time.is_(None))
            .where(or_(ApiKey.expire_time.is_(None), ApiKey.expire_time > now))
        )
        if row is None:
            raise CredentialsInvalid(f"API key {key_id} is unknown, revoked or expired")
        scope = Scope(row.workspace_key, f"key:{key_id}")
        if row.last_use_time is None or row.last_use_time < now - _USE_NOTED_US:
            noting = asyncio.create_task(self._note_use(scope, key_id, now))
            self._noting.add(noting)  # or nobody holds the task
            noting.add_done_callback(self._noting.discard)
        return Principal(scope, row.workspace, row.role, PERMISSIONS_OF_ROLE[row.role], row.expire_time)

    async def _token(self, verify: Callable[[str], Awaitable[Claims]], token: str) -> Principal:
        claims = await verify(token)
        return await self._member(claims.workspace, f"jwt:{claims.subject}", claims.role, claims.expire_us)

    async def _certificate(self, named: NamedByCertificate) -> Principal:
        if named.expire_us <= self._clock.now_us():
            raise CredentialsInvalid("the client certificate has expired")
        return await self._member(named.workspace, f"cert:{named.name}", named.role, named.expire_us)

    async def _member(self, workspace: str, principal: str, role: str, expire_us: int) -> Principal:
        """A credential that others have made is good in a workspace that is there; it makes none."""
        row = await self._read(select(Workspace.workspace_key).where(Workspace.workspace == workspace))
        if row is None:
            raise CredentialsInvalid("the workspace that the credentials name does not exist")
        return Principal(Scope(row.workspace_key, principal), workspace, role, PERMISSIONS_OF_ROLE[role], expire_us)

    async def _read(self, statement: Select[*tuple[Any, ...]]) -> Row[*tuple[Any, ...]] | None:
        try:
            async with asyncio.timeout(_LOOK_UP_SECONDS), self._database.reader() as connection:
                return (await connection.execute(statement)).one_or_none()
        except TimeoutError as error:
            text = "the database did not answer who calls; retry"
            raise DatabaseUnavailable(text, retry_after_seconds=1.0) from error

    async def _note_use(self, scope: Scope, key_id: str, now: int) -> None:
        """The time of the last use, at most once a minute; a call does not wait for it, nor fail with it."""
        owned = (ApiKey.workspace_key == scope.workspace_key, ApiKey.key_id == key_id)
        newer = or_(ApiKey.last_use_time.is_(None), ApiKey.last_use_time < now)

        def note(connection: Connection) -> None:
            connection.execute(update(ApiKey).where(*owned, newer).values(last_use_time=now))

        with suppress(AgenthallError, SQLAlchemyError):
            await self._committer.single(note, size=0)


async def _answer(looking: Coroutine[Any, Any, Principal]) -> Principal | str:
    """The principal, or why there is none."""
    try:
        return await looking
    except CredentialsInvalid as error:
        return str(error)
