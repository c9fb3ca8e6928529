"""Exactly-once for mutations without a natural key: the caller's request_id.

The first answer is stored, in the transaction of the change, under (workspace, principal, method, request_id) with a
digest of the request, and repeated for 24 hours. Another request under the same id is refused. Stored answers are the
one place where protobuf bytes are kept in the database. What is over goes with later requests, at most 100 rows with
each, so that nobody pays for a long history; until then it is passed over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from google.protobuf.message import Message
from sqlalchemy import BigInteger, Connection, Integer, LargeBinary, bindparam, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.clock import DAY_US, Clock
from agenthall_server.database import Base, Text
from agenthall_server.errors import RequestIdReused
from agenthall_server.scope import Scope

Reply = TypeVar("Reply", bound=Message)

_LIFETIME_US = DAY_US
_FORGOTTEN_AT_ONCE = 100


class StoredRequest(Base):
    """An answered request."""

    __tablename__ = "requests"

    workspace_key: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    principal: Mapped[str] = mapped_column(Text, primary_key=True)
    method: Mapped[str] = mapped_column(Text, primary_key=True)
    request_id: Mapped[str] = mapped_column(Text, primary_key=True)
    digest: Mapped[str] = mapped_column(Text)
    response: Mapped[bytes] = mapped_column(LargeBinary)
    expire_time: Mapped[int] = mapped_column(BigInteger, index=True)


_now = bindparam("now", type_=BigInteger)
_last_of_some = (
    select(StoredRequest.expire_time)
    .where(StoredRequest.expire_time <= _now)
    .order_by(StoredRequest.expire_time)
    .offset(_FORGOTTEN_AT_ONCE - 1)
    .limit(1)
    .scalar_subquery()
)
_forget_some = delete(StoredRequest).where(StoredRequest.expire_time <= func.coalesce(_last_of_some, _now))
"""By time alone, in which hardly two are the same: by key SQLite would look at every row of the workspaces."""


@dataclass(frozen=True, slots=True)
class RequestKey:
    """One request of one caller. `digest` covers everything but the id itself."""

    method: str
    request_id: str
    digest: str


def request_key(method: str, request_id: str, request: bytes) -> RequestKey:
    """`request` is the deterministic serialisation of the whole request message."""
    return RequestKey(method, request_id, hashlib.sha256(request).hexdigest())


def secret_request_key(method: str, request_id: str, request: bytes) -> RequestKey:
    """The same for a request id that must not be stored: its SHA-256 stands in for it."""
    digest = hashlib.sha256(request_id.encode()).hexdigest() if request_id else ""
    return request_key(method, digest, request)


def repeatable(
    scope: Scope, clock: Clock, key: RequestKey, kind: type[Reply], answer: Callable[[Connection], Reply]
) -> Callable[[Connection], Reply]:
    """A change that answers with a message of this kind, such that a repeated request_id gets the first answer."""
    return lambda connection: kind.FromString(
        once(scope, connection, clock, key, lambda: answer(connection).SerializeToString())
    )


def once(scope: Scope, connection: Connection, clock: Clock, key: RequestKey, answer: Callable[[], bytes]) -> bytes:
    """The stored answer of a repeated request, or `answer()`, stored. Without a request_id: just `answer()`."""
    if not key.request_id:
        return answer()
    stored = answered(scope, connection, clock, key)
    if stored is not None:
        return stored
    response = answer()
    connection.execute(
        insert(StoredRequest).values(
            workspace_key=scope.workspace_key,
            principal=scope.principal,
            method=key.method,
            request_id=key.request_id,
            digest=key.digest,
            response=response,
            expire_time=clock.now_us() + _LIFETIME_US,
        )
    )
    return response


def answered(scope: Scope, connection: Connection, clock: Clock, key: RequestKey) -> bytes | None:
    """The stored answer of a repeated request. Raises RequestIdReused."""
    if not key.request_id:
        return None
    now = clock.now_us()
    connection.execute(_forget_some, {"now": now})
    own = (
        StoredRequest.workspace_key == scope.workspace_key,
        StoredRequest.principal == scope.principal,
        StoredRequest.method == key.method,
        StoredRequest.request_id == key.request_id,
    )
    stored = connection.execute(
        select(StoredRequest.digest, StoredRequest.response, StoredRequest.expire_time).where(*own)
    ).one_or_none()
    if stored is not None and stored.expire_time <= now:
        connection.execute(delete(StoredRequest).where(*own))
        stored = None
    if stored is not None and stored.digest != key.digest:
        raise RequestIdReused.of(
            "request_id", "was used for another request of this method", metadata={"request_id": key.request_id}
        )
    return None if stored is None else bytes(stored.response)
