"""Workspaces and their API keys, as they are stored.

A key is `agenthall_<12 characters of id>_<43 of secret>`. The secret has 256 random bits, so its SHA-256 is stored and
no slow hash is needed.
"""

from __future__ import annotations

import base64
import hashlib

from sqlalchemy import BigInteger, Connection, Integer, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.clock import Clock
from agenthall_server.database import Base, Text

DEFAULT_WORKSPACE = "default"


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
    expire_time: Mapped[int | None] = mapped_column(BigInteger, default=None)
    last_use_time: Mapped[int | None] = mapped_column(BigInteger, default=None)
    successor_key_id: Mapped[str] = mapped_column(Text, default="")


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
