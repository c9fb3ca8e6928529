"""JSON Web Tokens of one issuer: whether to believe one, and what it says. This server makes none.

A token must be signed with a pinned algorithm, by a key whose type allows that algorithm; carry `iss`, `aud`, `sub`
and `exp`; name a workspace and a role; and not have expired, give or take 30 s (also for `nbf`). An HS token is
checked with the secret and nothing else, every other one with a public key of the JWK Set and nothing else; `none` is
no algorithm.

PyJWT checks form, signature, `iss` and `aud`. Times are checked here, against the clock of the server: PyJWT reads the
system's, and stumbles over `exp: Infinity`.

Known limits: one issuer and one audience; no encrypted tokens; what the issuer revokes lives until it expires.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt

from agenthall_server.clock import Clock
from agenthall_server.config import InvalidSetting, Settings, read_secret
from agenthall_server.errors import CredentialsInvalid
from agenthall_server.json_web_keys import ASYMMETRIC
from agenthall_server.key_refresh import KeySource, check_place, open_source
from agenthall_server.roles import ROLE_OF_WORD
from agenthall_server.scope import WORKSPACE_NAME

_MAX_TOKEN_CHARACTERS = 8192
_MAX_SUBJECT_CHARACTERS = 200
_LEEWAY_SECONDS = 30
_LATEST_SECONDS = 2**40
"""A later time is no time; sums with it still fit 63 bits of microseconds."""
_SECRET_BYTES = {"HS256": 32, "HS384": 48, "HS512": 64}
"""The least that RFC 7518, section 3.2, allows: as many as the hash has."""
_REFUSED: Mapping[type[jwt.PyJWTError], str] = {
    jwt.InvalidSignatureError: "its signature is not of this key",
    jwt.InvalidIssuerError: "its issuer (iss) is another one",
    jwt.InvalidAudienceError: "it is meant for another audience (aud)",
}


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token that is believed says. `expire_us` has the leeway in it."""

    subject: str
    workspace: str
    role: str
    expire_us: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRules:
    """What to believe. `secret` is for the HS algorithms; empty where none is pinned."""

    issuer: str
    audience: str
    algorithms: frozenset[str]
    workspace_claim: str
    role_claim: str
    secret: bytes = field(repr=False)


class TokenVerifier:
    """Tells what tokens say."""

    def __init__(self, rules: TokenRules, keys: KeySource | None, clock: Clock) -> None:
        """`keys` is None where only HS algorithms are pinned."""
        self._rules = rules
        self._keys = keys
        self._clock = clock

    async def verify(self, token: str) -> Claims:
        """Raises CredentialsInvalid, or SigningKeysUnavailable where there is nothing to check it with."""
        if len(token) > _MAX_TOKEN_CHARACTERS:
            raise _refusal(f"it has more than {_MAX_TOKEN_CHARACTERS} characters")
        algorithm, key_id = _header_of(token)
        if algorithm not in self._rules.algorithms:
            raise _refusal(f"its algorithm is none of {', '.join(sorted(self._rules.algorithms))}")
        payload = self._believed(token, algorithm, await self._key(algorithm, key_id))
        return read_claims(payload, self._rules, self._clock.now_us())

    async def close(self) -> None:
        """Stops looking for new keys."""
        if self._keys is not None:
            await self._keys.close()

    async def _key(self, algorithm: str, key_id: str | None) -> Any:
        if algorithm in _SECRET_BYTES:
            return self._rules.secret
        found = await self._keys.find(algorithm, key_id) if self._keys is not None else None
        if found is None:
            raise _refusal("no single key of the issuer has its key id (kid) and fits its algorithm")
        return found.public_key

    def _believed(self, token: str, algorithm: str, key: Any) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                audience=self._rules.audience,
                issuer=self._rules.issuer,
                options={
                    "require": ["iss", "aud", "exp", "sub"],
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except jwt.MissingRequiredClaimError as error:
            raise _refusal(f"it has no {error.claim}") from error
        except jwt.PyJWTError as error:
            raise _refusal(_REFUSED.get(type(error), "it is not of the form that RFC 7519 gives")) from error


def read_claims(payload: Mapping[str, Any], rules: TokenRules, now_us: int) -> Claims:
    """Who a token whose signature was checked speaks for, if its times are right. Raises CredentialsInvalid."""
    expire_us = _time("exp", payload["exp"]) + _LEEWAY_SECONDS * 1_000_000
    if now_us >= expire_us:
        raise _refusal("it has expired (exp)")
    if "nbf" in payload and now_us < _time("nbf", payload["nbf"]) - _LEEWAY_SECONDS * 1_000_000:
        raise _refusal("it is not valid yet (nbf)")
    subject, workspace = payload["sub"], payload.get(rules.workspace_claim)
    if not isinstance(subject, str) or not 0 < len(subject) <= _MAX_SUBJECT_CHARACTERS or not subject.isprintable():
        raise _refusal(f"its subject (sub) is not 1 to {_MAX_SUBJECT_CHARACTERS} printable characters")
    if not isinstance(workspace, str) or not WORKSPACE_NAME.match(workspace):
        raise _refusal(f"its claim {rules.workspace_claim} names no workspace")
    role = payload.get(rules.role_claim)
    if not isinstance(role, str) or role not in ROLE_OF_WORD:
        raise _refusal(f"its claim {rules.role_claim} is none of {', '.join(ROLE_OF_WORD)}")
    return Claims(subject, workspace, ROLE_OF_WORD[role], expire_us)


def _time(name: str, value: Any) -> int:
    """A NumericDate (RFC 7519, section 2) in microseconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LATEST_SECONDS:
        raise _refusal(f"its {name} is no time")
    return int(value * 1_000_000)


def _header_of(token: str) -> tuple[str, str | None]:
    """Algorithm and key id, as the token claims them: only to choose what to check it with."""
    raw = token.partition(".")[0]
    try:
        header = json.loads(urlsafe_b64decode(raw + "=" * (-len(raw) % 4)))
    except (ValueError, RecursionError, binascii.Error) as error:
        raise _refusal("it is not of the form that RFC 7519 gives") from error
    algorithm = header.get("alg") if isinstance(header, dict) else None
    key_id = header.get("kid") if isinstance(header, dict) else None
    if not isinstance(algorithm, str) or not isinstance(key_id, str | None):
        raise _refusal("it is not of the form that RFC 7519 gives")
    return algorithm, key_id


def _refusal(why: str) -> CredentialsInvalid:
    return CredentialsInvalid(f"the token is refused: {why}")


async def open_verifier(settings: Settings, clock: Clock) -> TokenVerifier | None:
    """What checks tokens by these settings; None where no issuer is set. Raises InvalidSetting."""
    rules = _rules_of(settings)
    if rules is None:
        return None
    return TokenVerifier(rules, await open_source(settings.jwt_jwks) if settings.jwt_jwks else None, clock)


def check_settings(settings: Settings) -> None:
    """Raises InvalidSetting where tokens cannot be checked by these settings; asks no URL."""
    if _rules_of(settings) is not None and settings.jwt_jwks:
        check_place(settings.jwt_jwks)


def _rules_of(settings: Settings) -> TokenRules | None:
    """None where no issuer is set."""
    if not settings.jwt_issuer:
        given = [name for name in ("jwt_audience", "jwt_jwks", "jwt_secret_file") if getattr(settings, name)]
        if given:
            raise InvalidSetting(f"{given[0]}: tokens need an issuer; set jwt_issuer")
        return None
    for name in ("jwt_audience", "jwt_workspace_claim", "jwt_role_claim"):
        if not getattr(settings, name):
            raise InvalidSetting(f"{name}: tokens need it; set it")
    algorithms = frozenset(name.strip() for name in settings.jwt_algorithms.split(",") if name.strip())
    known = (*ASYMMETRIC, *_SECRET_BYTES)
    if not algorithms or not algorithms.issubset(known):
        raise InvalidSetting(f"jwt_algorithms: {settings.jwt_algorithms!r} is not a list of {', '.join(known)}")
    by_secret = algorithms & _SECRET_BYTES.keys()
    for name, needed in (("jwt_secret_file", by_secret), ("jwt_jwks", algorithms - by_secret)):
        if needed and not getattr(settings, name):
            raise InvalidSetting(f"{name}: {', '.join(sorted(needed))} of jwt_algorithms cannot be checked without it")
        if not needed and getattr(settings, name):
            raise InvalidSetting(f"{name}: no algorithm of jwt_algorithms uses it")
    return TokenRules(
        issuer=settings.jwt_issuer,
        audience=settings.jwt_audience,
        algorithms=algorithms,
        workspace_claim=settings.jwt_workspace_claim,
        role_claim=settings.jwt_role_claim,
        secret=_secret_for(by_secret, settings.jwt_secret_file) if by_secret else b"",
    )


def _secret_for(algorithms: frozenset[str], place: str) -> bytes:
    secret = read_secret("jwt_secret_file", place).rstrip(b"\r\n")
    for name in sorted(algorithms):
        if len(secret) < _SECRET_BYTES[name]:
            raise InvalidSetting(
                f"jwt_secret_file: {place} holds {len(secret)} bytes; {name} needs {_SECRET_BYTES[name]} or more"
            )
    try:
        jwt.get_algorithm_by_name("HS256").prepare_key(secret)
    except jwt.InvalidKeyError as error:
        raise InvalidSetting(f"jwt_secret_file: {place} holds a public key, which is no secret") from error
    return secret
