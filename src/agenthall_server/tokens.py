"""Signed tokens that a caller carries for us: page, resume and selection tokens.

The keys live in the database, so every replica verifies what another one signed; the newest key signs, all of them
verify. A token is `base64url(key id, body, MAC)`: the MAC is BLAKE2b keyed with the server key and personalised
with the purpose, so that a token of one purpose is worth nothing for another. Tokens are signed, not encrypted: they
hold nothing that the caller may not know, and never grant access by themselves.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from agenthall_server.clock import Clock
from agenthall_server.database import Base, Text

_MAC_BYTES = 16
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode  # kept: half the time of json.dumps


class InvalidToken(Exception):
    """Not a token of ours for this purpose."""


class ServerKey(Base):
    """A signing key shared by all replicas. Not a tenant table."""

    __tablename__ = "server_keys"

    kid: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    key_hex: Mapped[str] = mapped_column(Text)
    create_time: Mapped[int] = mapped_column(BigInteger)


class Signer:
    """Signs with the newest key, verifies with any."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        self._keys = dict(keys)
        self._kid = max(self._keys)

    def sign(self, purpose: str, body: Any) -> str:
        """`body` is any JSON value."""
        payload = bytes((self._kid,)) + _encode(body).encode()
        return _text(payload + self._mac(purpose, payload))

    def verify(self, purpose: str, token: str) -> Any:
        """The body. Raises InvalidToken."""
        try:
            raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        except (ValueError, binascii.Error) as error:
            raise InvalidToken from error
        if _text(raw) != token:  # the decoder overlooks foreign characters and the unused bits of the last one
            raise InvalidToken
        payload, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
        if (
            len(payload) < 2
            or payload[0] not in self._keys
            or not hmac.compare_digest(mac, self._mac(purpose, payload))
        ):
            raise InvalidToken
        return json.loads(payload[1:])

    def _mac(self, purpose: str, payload: bytes) -> bytes:
        person = purpose.encode("ascii").ljust(16, b"\0")
        return hashlib.blake2b(payload, digest_size=_MAC_BYTES, key=self._keys[payload[0]], person=person).digest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def load_or_create_keys(connection: Connection, clock: Clock) -> Signer:
    """The database's keys; an empty database gets its first one."""
    rows = connection.execute(select(ServerKey.kid, ServerKey.key_hex)).all()
    if not rows:
        key = clock.random_bytes(32)
        connection.execute(insert(ServerKey).values(kid=1, key_hex=key.hex(), create_time=clock.now_us()))
        return Signer({1: key})
    return Signer({kid: bytes.fromhex(key_hex) for kid, key_hex in rows})
