"""Secrets that the server has to give away again, such as the password of a mail server: sealed while they are stored.

The key comes from a file, never from the database, so that neither the database nor its backup gives them away. A line
of the file is a key: the first seals, all of them open, so that a new line on top changes the key without a gap.
AES-256-GCM (NIST SP 800-38D) with random nonces; the key is derived from its line by HKDF-SHA256 (RFC 5869). What is
sealed for one place opens for that place only.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from agenthall_server.clock import Clock
from agenthall_server.config import InvalidSetting, Settings, read_secret
from agenthall_server.errors import SecretKeyMissing, Violation

_NONCE_BYTES = 12
_LEAST_CHARACTERS = 32
_MOST_KEYS = 10
_SETTING = "AGENTHALL_SECRET_KEY_FILE"


class Unsealable(Exception):
    """None of the keys opens it, or it was sealed for another place."""


class SecretBox:
    """Seals with the first key, opens with any."""

    def __init__(self, keys: Sequence[AESGCM], clock: Clock) -> None:
        self._keys = keys
        self._clock = clock

    def seal(self, text: str, place: str) -> str:
        """`place` says where it will be kept. Raises SecretKeyMissing."""
        if not self._keys:
            told = f"the server has no key to seal secrets with; its operator sets {_SETTING}"
            raise SecretKeyMissing(told, violations=(Violation("SECRET_KEY", _SETTING, "is not set"),))
        nonce = self._clock.random_bytes(_NONCE_BYTES)
        return base64.b64encode(nonce + self._keys[0].encrypt(nonce, text.encode(), place.encode())).decode("ascii")

    def open(self, sealed: str, place: str) -> str:
        """Raises Unsealable."""
        for key in self._keys:
            with suppress(InvalidTag, ValueError):  # another key's, or damaged
                raw = base64.b64decode(sealed)
                return key.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], place.encode()).decode()
        raise Unsealable(f"its secrets cannot be opened with the key of {_SETTING}; set them again")


def check_settings(settings: Settings) -> None:
    """Raises InvalidSetting where the file cannot be used."""
    open_box(settings.secret_key_file, Clock())


def open_box(file: str, clock: Clock) -> SecretBox:
    """The keys of a file; without one nothing can be sealed. Raises InvalidSetting."""
    lines = [line.strip() for line in read_secret("secret_key_file", file).splitlines()] if file else []
    keys = [line for line in lines if line]
    if file and not 0 < len(keys) <= _MOST_KEYS:
        raise InvalidSetting(f"secret_key_file: {file} has {len(keys)} keys; 1 to {_MOST_KEYS} will do, one a line")
    if any(len(key) < _LEAST_CHARACTERS for key in keys):
        raise InvalidSetting(f"secret_key_file: a key of {file} has less than {_LEAST_CHARACTERS} characters")
    return SecretBox([AESGCM(_derived(key)) for key in keys], clock)


def _derived(key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"agenthall secrets").derive(key)
