"""Public keys that tokens are checked with, from a JWK Set (RFC 7517).

The type of a key alone decides which algorithms it may check, whatever a token or the set says: a set holds public
keys, so it never holds one for HMAC, and no token can make an RSA key into the secret of HS256. RSA keys have 2048 to
8192 bits; elliptic keys are P-256, P-384 or Ed25519. Keys for encryption are passed over in silence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt.algorithms import AllowedPublicKeys

MAX_SET_BYTES = 262_144
_MAX_KEYS = 100
_RSA_BITS = range(2048, 8193)
_RSA = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
_ALGORITHMS: Mapping[tuple[str, str | None], tuple[str, ...]] = {
    ("RSA", None): _RSA,
    ("EC", "P-256"): ("ES256",),
    ("EC", "P-384"): ("ES384",),
    ("OKP", "Ed25519"): ("EdDSA",),
}
"""What a key may check, by its `kty` and `crv`."""

ASYMMETRIC = tuple(name for names in _ALGORITHMS.values() for name in names)
"""Every algorithm that a key of a set can check."""


class UnusableKeySet(Exception):
    """Not a JWK Set, or one without a key that could check anything."""


class _UnusableKey(Exception):
    pass


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public key; `key_id` is empty where the set gives none."""

    key_id: str
    algorithms: frozenset[str]
    public_key: AllowedPublicKeys = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeySet:
    """The keys of a set that can be used, and what is wrong with the others."""

    keys: tuple[VerifyingKey, ...] = ()
    faults: tuple[str, ...] = ()

    def fitting(self, algorithm: str, key_id: str | None) -> VerifyingKey | None:
        """The one key for the algorithm with this id; of a token without an id, the one key for the algorithm."""
        found = [key for key in self.keys if algorithm in key.algorithms and (key_id is None or key.key_id == key_id)]
        return found[0] if len(found) == 1 else None


def read_key_set(raw: bytes) -> KeySet:
    """Raises UnusableKeySet."""
    if len(raw) > MAX_SET_BYTES:
        raise UnusableKeySet(f"it has more than {MAX_SET_BYTES} bytes")
    try:
        members = json.loads(raw)["keys"]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise UnusableKeySet('it is not JSON of the form {"keys": [...]} (RFC 7517)') from error
    if not isinstance(members, list) or len(members) > _MAX_KEYS:
        raise UnusableKeySet(f"its keys are not a list of at most {_MAX_KEYS}")
    keys, faults = [], []
    for number, member in enumerate(members):
        try:
            if _is_for_signatures(member):
                keys.append(_read_key(member))
        except _UnusableKey as error:
            faults.append(f"key {number}: {error}")
    if not keys:
        raise UnusableKeySet("; ".join(["it holds no key that can be used", *faults[:5]]))
    return KeySet(tuple(keys), tuple(faults))


def _is_for_signatures(member: Any) -> bool:
    if not isinstance(member, dict):
        raise _UnusableKey("it is no object")
    operations = member.get("key_ops", ["verify"])
    return member.get("use", "sig") == "sig" and isinstance(operations, list) and "verify" in operations


def _read_key(member: Mapping[str, Any]) -> VerifyingKey:
    kind, curve, named = member.get("kty"), member.get("crv"), member.get("alg")
    algorithms = _ALGORITHMS.get((kind, curve), ()) if isinstance(kind, str) and isinstance(curve, str | None) else ()
    if not algorithms:
        raise _UnusableKey("it is none of RSA, EC with P-256 or P-384, and OKP with Ed25519")
    if "d" in member:
        raise _UnusableKey("it is a private key; publish the public half alone, and replace this one")
    if named is not None and named not in algorithms:
        raise _UnusableKey("its alg does not go with its type")
    key_id = member.get("kid", "")
    if not isinstance(key_id, str):
        raise _UnusableKey("its kid is no text")
    return VerifyingKey(key_id, frozenset([named] if named else algorithms), _public_key(member, algorithms[0]))


def _public_key(member: Mapping[str, Any], algorithm: str) -> AllowedPublicKeys:
    try:
        found: AllowedPublicKeys = jwt.PyJWK(dict(member), algorithm).key
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise _UnusableKey("its numbers are no key of its type") from error
    if isinstance(found, RSAPublicKey) and found.key_size not in _RSA_BITS:
        raise _UnusableKey(f"RSA with {found.key_size} bits; 2048 to 8192 will do")
    return found
