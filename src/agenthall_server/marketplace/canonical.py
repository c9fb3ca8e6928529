"""The identity of a manifest: SHA-256 of its canonical JSON (RFC 8785), unset fields left out.

The field names are those of the contract, enums are their names. Key order, number spelling and white space of what was
sent make no difference; anybody can recompute the digest from the manifest that GetAgent returns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical_json(document: Mapping[str, Any]) -> str:
    """Keys sorted, no white space, numbers as ECMAScript writes them. Integers beyond 2^53 must come as float."""
    return rfc8785.dumps(dict(document)).decode()


def digest(canonical: str) -> str:
    """`sha256:<hex>`."""
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()
