"""Workspaces and their API keys, as they are stored.

A key is `agenthall_<12 characters of id>_<43 of secret>`. The secret has 256 random bits, so its SHA-256 is stored and
no slow hash is needed.

A repeated request for a key gets the same secret again without its being stored: see Seed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Seed:
    """What a secret is made of: 32 random bytes, kept with the answer of a request for 24 hours, and the request's id,
    which is never stored. Whoever reads the database has no secret; who also knows the id, which is the caller, has it.
    """

    salt: bytes
    request_id: str

    @classmethod
    def random(cls, clock: Clock, request_id: str = "") -> Seed:
        """Without a request id the secret is as random as the salt, which nobody keeps."""
        return cls(clock.random_bytes(32), request_id)

    def key(self, key_id: str) -> str:
        """The whole key: its secret part is the HMAC-SHA-256 of the request id under the salt."""
        secret = base64.urlsafe_b64encode(hmac.digest(self.salt, self.request_id.encode(), "sha256"))
        return f"agenthall_{key_id}_{secret.rstrip(b'=').decode('ascii')}"


def new_key_id(clock: Clock) -> str:
    """The public part of a new key."""
    return base64.b32encode(clock.random_bytes(8))[:12].decode("ascii").lower()


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
