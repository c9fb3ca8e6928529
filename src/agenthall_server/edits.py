"""Updates of a resource: which of its fields a mask names, and whether somebody else changed it meanwhile.

An etag is a digest of what an update can change, so counting a download or a result does not make it stale. An update
that changes nothing succeeds with any etag: so it may be sent again after a lost answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from google.protobuf.message import Message

from agenthall_server.errors import EtagMismatch, ValidationFailed


def etag_of(*values: Any) -> str:
    """16 hexadecimal digits; `values` are those that an update can change, as JSON has them."""
    return hashlib.blake2b(json.dumps(values).encode(), digest_size=8).hexdigest()


def masked(message: Message, paths: Iterable[str], editable: Collection[str]) -> list[str]:
    """The fields to change: those of the mask, or without one the editable ones among those that are set.

    Raises ValidationFailed for a path that is not editable, and where nothing is left to change.
    """
    named = list(dict.fromkeys(paths))
    known = ", ".join(sorted(editable))
    for path in named:
        if path not in editable:
            raise ValidationFailed.of("update_mask", f"{path[:80]!r} cannot be changed; what can is {known}")
    given = {field.name for field, _ in message.ListFields()}
    chosen = named or [name for name in editable if name in given]
    if not chosen:
        raise ValidationFailed.of("update_mask", f"names nothing to change and none is set; what can is {known}")
    return chosen


def wanted(message: Message, paths: Iterable[str], editable: Collection[str]) -> dict[str, Any]:
    """What an update gives the editable fields of its resource. Raises ValidationFailed, see `masked`."""
    return {name: getattr(message, name) for name in masked(message, paths, editable)}


def changes(
    before: object, wanted: Mapping[str, Any], *, etag: str, resource_type: str, resource_name: str
) -> dict[str, Any]:
    """What of the wanted values differs from the row `before`, which has an `etag`; empty where nothing does.

    Raises EtagMismatch where something does, and `etag` is given and not the row's.
    """
    different = {name: value for name, value in wanted.items() if getattr(before, name) != value}
    current: str = getattr(before, "etag")  # noqa: B009 - rows of several tables have it
    if different and etag not in {"", current}:
        raise EtagMismatch.of(resource_type, resource_name, current)
    return different
