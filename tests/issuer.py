"""An issuer of JSON Web Tokens for tests: real keys, real tokens, and a small HTTP server for its key set."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

ISSUER, AUDIENCE = "https://issuer.example", "agenthall"


def new_key(algorithm: str, bits: int = 2048) -> Any:
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    if algorithm in {"ES256", "ES384"}:
        return ec.generate_private_key(ec.SECP256R1() if algorithm == "ES256" else ec.SECP384R1())
    return rsa.generate_private_key(65537, bits)


def jwk(key: Any, key_id: str = "", **members: Any) -> dict[str, Any]:
    """The public half as a member of a set."""
    makers = {ed25519.Ed25519PrivateKey: OKPAlgorithm, rsa.RSAPrivateKey: RSAAlgorithm}
    maker = next((maker for kind, maker in makers.items() if isinstance(key, kind)), ECAlgorithm)
    found: dict[str, Any] = maker.to_jwk(key.public_key(), as_dict=True)
    found.pop("key_ops", None)
    return found | ({"kid": key_id} if key_id else {}) | members


def key_set(*members: Any) -> bytes:
    return json.dumps({"keys": list(members)}).encode()


def token(key: Any, algorithm: str, key_id: str | None = None, /, **claims: Any) -> str:
    """Signed and valid, but for what `claims` say otherwise; None takes a claim away."""
    now = time.time()
    usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ci", "exp": now + 60, "workspace": "default", "role": "recorder"}
    headers = {"kid": key_id} if key_id is not None else None
    payload = {name: value for name, value in (usual | claims).items() if value is not None}
    return jwt.encode(payload, key, algorithm=algorithm, headers=headers)


def settings(place: object, **others: Any) -> dict[str, Any]:
    """The settings of a server that believes this issuer."""
    return {"jwt_issuer": ISSUER, "jwt_audience": AUDIENCE, "jwt_jwks": str(place)} | others


class Issuer:
    """What the HTTP server answers, and how often it was asked."""

    def __init__(self) -> None:
        self.answer = b""
        self.asked = 0
        self.hangs = False
        self.url = ""

    def publish(self, *members: Any) -> None:
        self.reply(key_set(*members))

    def reply(self, body: bytes, status: str = "200 OK", *headers: str) -> None:
        head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers])
        self.answer = head.encode() + b"\r\n\r\n" + body

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            self.asked += 1
            if self.hangs:
                await reader.read()
            writer.write(self.answer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked has heard enough
        finally:
            writer.close()


@asynccontextmanager
async def serving() -> AsyncIterator[Issuer]:
    issuer = Issuer()
    server = await asyncio.start_server(issuer.serve, "127.0.0.1", 0)
    issuer.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/keys.json?v=1"
    async with server:
        yield issuer


def write(folder: Path, *members: Any) -> Path:
    """A key set in a file."""
    file = folder / "keys.json"
    file.write_bytes(key_set(*members))
    return file
