"""API keys in the database."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from agenthall_server import audit
from agenthall_server.auth import ApiKey, hash_secret, new_secret
from agenthall_server.clock import Clock
from agenthall_server.errors import NotFound
from agenthall_server.filters import enum, text, time
from agenthall_server.paging import Listing, Pager, PageRequest
from agenthall_server.scope import Scope

LISTING = Listing(
    fields={
        "key_id": text(ApiKey.key_id),
        "display_name": text(ApiKey.display_name),
        "role": enum(ApiKey.role, {name: name for name in ("ROLE_VIEWER", "ROLE_RECORDER", "ROLE_ADMIN")}),
        "create_time": time(ApiKey.create_time),
    },
    orders={"create_time": ApiKey.create_time, "display_name": ApiKey.display_name},
    default_order="create_time desc",
    tie=ApiKey.key_id,
)


def create(scope: Scope, connection: Connection, clock: Clock, display_name: str, role: str) -> tuple[ApiKey, str]:
    """A new key and its secret, which is not kept."""
    key_id, secret = new_secret(clock)
    key = ApiKey(
        workspace_key=scope.workspace_key,
        key_id=key_id,
        secret_hash=hash_secret(secret),
        display_name=display_name,
        role=role,
        create_time=clock.now_us(),
        creator=scope.principal,
    )
    values = {column.key: getattr(key, column.key) for column in ApiKey.__table__.columns}
    connection.execute(insert(ApiKey).values(**values))
    audit.record(scope, connection, clock, "access.keys.create", key_id, role=role, display_name=display_name)
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
