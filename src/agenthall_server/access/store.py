"""API keys in the database."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import audit
from agenthall_server.api_keys import ApiKey, Seed, hash_secret, new_key_id
from agenthall_server.clock import Clock
from agenthall_server.database import values_of
from agenthall_server.errors import InvalidStateTransition, NotFound
from agenthall_server.filters import enum, integer, text, time
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.roles import PERMISSIONS_OF_ROLE
from agenthall_server.scope import Scope

LISTING = Listing(
    fields={
        "key_id": text(ApiKey.key_id),
        "display_name": text(ApiKey.display_name),
        "role": enum(ApiKey.role, {name: name for name in PERMISSIONS_OF_ROLE}),
        "create_time": time(ApiKey.create_time),
        "expire_time": time(ApiKey.expire_time),
        "last_use_time": time(ApiKey.last_use_time),
        "revoke_time": time(ApiKey.revoke_time),
    },
    orders={"create_time": ApiKey.create_time, "display_name": ApiKey.display_name},
    default_order="create_time desc",
    tie=ApiKey.key_id,
)


_EVENTS = Listing(
    fields={
        "sequence": integer(audit.AuditEvent.sequence),
        "event_time": time(audit.AuditEvent.event_time),
        "principal": text(audit.AuditEvent.principal),
        "action": text(audit.AuditEvent.action),
        "resource": text(audit.AuditEvent.resource),
        "outcome": enum(audit.AuditEvent.outcome, {name: name for name in (audit.ALLOWED, audit.DENIED)}),
    },
    orders={"sequence": audit.AuditEvent.sequence},
    default_order="sequence desc",
    tie=audit.AuditEvent.sequence,
)


def create(
    scope: Scope,
    connection: Connection,
    clock: Clock,
    display_name: str,
    role: str,
    lifetime_us: int | None = None,
    seed: Seed | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its secret, which is not kept. `seed`: what the secret is made of."""
    key, secret = _insert(scope, connection, clock, display_name, role, lifetime_us, seed or Seed.random(clock))
    audit.record(scope, connection, clock, "access.keys.create", key.key_id, role=role, display_name=display_name)
    return key, secret


def rotate(
    scope: Scope, connection: Connection, clock: Clock, key_id: str, overlap_us: int, seed: Seed
) -> tuple[ApiKey, ApiKey]:
    """A key in place of this one, and this one. Raises NotFound, InvalidStateTransition."""
    owned = (ApiKey.workspace_key == scope.workspace_key, ApiKey.key_id == key_id)
    old, now = _find(scope, connection, key_id), clock.now_us()
    if old.revoke_time is not None:
        raise InvalidStateTransition.of("API key", key_id, "was revoked; make a new one with CreateApiKey")
    if old.expire_time is not None and old.expire_time <= now:
        raise InvalidStateTransition.of("API key", key_id, "has expired; make a new one with CreateApiKey")
    lifetime = None if old.expire_time is None else old.expire_time - old.create_time
    key, _ = _insert(scope, connection, clock, old.display_name, old.role, lifetime, seed)
    until = now + overlap_us if old.expire_time is None else min(now + overlap_us, old.expire_time)
    connection.execute(update(ApiKey).where(*owned).values(expire_time=until, successor_key_id=key.key_id))
    audit.record(scope, connection, clock, "access.keys.rotate", key_id, successor=key.key_id, expire_time=until)
    return key, _find(scope, connection, key_id)


def _find(scope: Scope, connection: Connection, key_id: str) -> ApiKey:
    """Raises NotFound."""
    owned = (ApiKey.workspace_key == scope.workspace_key, ApiKey.key_id == key_id)
    row = connection.execute(select(ApiKey.__table__).where(*owned)).one_or_none()
    if row is None:
        raise NotFound.of("API key", key_id)
    return ApiKey(**row._asdict())


def _insert(
    scope: Scope,
    connection: Connection,
    clock: Clock,
    display_name: str,
    role: str,
    lifetime_us: int | None,
    seed: Seed,
) -> tuple[ApiKey, str]:
    key_id, now = new_key_id(clock), clock.now_us()
    secret = seed.key(key_id)
    key = ApiKey(
        workspace_key=scope.workspace_key,
        key_id=key_id,
        secret_hash=hash_secret(secret),
        display_name=display_name,
        role=role,
        create_time=now,
        creator=scope.principal,
        expire_time=None if lifetime_us is None else now + lifetime_us,
    )
    values = values_of(key)
    connection.execute(insert(ApiKey).values(**values))
    return key, secret


def revoke(scope: Scope, connection: Connection, clock: Clock, key_id: str) -> None:
    """Revokes a key; revoking it again changes nothing. Raises NotFound."""
    owned = (ApiKey.workspace_key == scope.workspace_key, ApiKey.key_id == key_id)
    found = connection.execute(select(ApiKey.revoke_time).where(*owned)).one_or_none()
    if found is None:
        raise NotFound.of("API key", key_id)
    if found.revoke_time is None:
        connection.execute(update(ApiKey).where(*owned).values(revoke_time=clock.now_us()))
        audit.record(scope, connection, clock, "access.keys.revoke", key_id)


async def get(scope: Scope, session: AsyncSession, key_id: str) -> ApiKey:
    """Raises NotFound."""
    key = await session.get(ApiKey, (scope.workspace_key, key_id))
    if key is None:
        raise NotFound.of("API key", key_id)
    return key


async def list_keys(scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest) -> tuple[list[ApiKey], str]:
    """One page of the workspace's keys."""
    statement = select(ApiKey).where(ApiKey.workspace_key == scope.workspace_key)
    return await pager.rows(scope, session, statement, LISTING, page)


async def list_events(
    scope: Scope, session: AsyncSession, pager: Pager, page: PageRequest
) -> tuple[list[audit.AuditEvent], str]:
    """One page of the workspace's audit events."""
    statement = select(audit.AuditEvent).where(audit.AuditEvent.workspace_key == scope.workspace_key)
    return await pager.rows(scope, session, statement, _EVENTS, page)
