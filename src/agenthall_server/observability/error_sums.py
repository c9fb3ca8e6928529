"""What failed executions add up to: by hour and for all time, per agent, type of error and fingerprint of its message.

The type is one of eight, found by words in what the caller called it, or else in the message. A writer keeps at most
MOST_PATTERNS fingerprints an hour, and as many for all time, of each workspace; what comes beyond counts under OTHER,
so that messages without a pattern cannot fill the store. No failure goes uncounted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from agenthall_server.fingerprint import fingerprint, template
from agenthall_server.observability.cardinality import OTHER
from agenthall_server.observability.executions import FAILED, Execution
from agenthall_server.observability.rollup import ALL_TIME, DAY, HOUR, bucket_start

MOST_PATTERNS = 1_000
LEVELS = (HOUR, DAY, ALL_TIME)
UNKNOWN = "unknown"
_WORDS: Mapping[str, tuple[str, ...]] = {
    "rate_limit": ("rate limit", "rate_limit", "ratelimit", "too many requests", "429", "quota", "resource_exhausted"),
    "timeout": ("timeout", "timed out", "time out", "deadline"),
    "file_not_found": ("no such file", "file not found", "file_not_found", "filenotfound", "enoent"),
    "permission": ("permission", "forbidden", "unauthorized", "unauthenticated", "access denied", "401", "403"),
    "validation": ("validation", "invalid", "malformed", "schema", "parse error", "bad request", "valueerror"),
    "resource": ("out of memory", "memoryerror", "no space left", "disk full", "oom", "resource"),
    "network": ("connection", "network", "dns", "socket", "ssl", "tls", "unreachable", "econn", "502", "503", "504"),
}
"""The first type with a word in the text is taken."""

Key = tuple[int, int, int, str, str, str, str]
"""workspace_key, bucket_seconds, bucket_start, agent_name, team_id, error_type, fingerprint."""


@dataclass(slots=True)
class Failures:
    """How many, the latest by event time, and its template and id."""

    count: int
    last_time: int
    template: str
    execution_id: str

    def add(self, other: Failures) -> None:
        """Both together."""
        if other.last_time >= self.last_time:
            self.last_time, self.template, self.execution_id = other.last_time, other.template, other.execution_id
        self.count += other.count


def error_type(given: str, message: str) -> str:
    """The type by the caller's own word for it, or else by the message."""
    return _by_words(given) or _by_words(message) or UNKNOWN


def add_up(executions: Iterable[Execution]) -> dict[Key, Failures]:
    """The failed ones on all levels."""
    found: dict[Key, Failures] = {}
    for one in executions:
        if one.outcome == FAILED:
            masked = template(one.error_message or one.error_type)
            kind, pattern = error_type(one.error_type, one.error_message), fingerprint(masked)
            for seconds in LEVELS:
                start = bucket_start(one.event_time, seconds)
                key = (one.workspace_key, seconds, start, one.agent_name, one.team_id, kind, pattern)
                _add(found, key, Failures(1, one.event_time, masked, one.execution_id))
    return found


def bounded(
    sums: Mapping[Key, Failures], known: Collection[Key], room: Mapping[tuple[int, int, int], int]
) -> dict[Key, Failures]:
    """The sums with what finds no room under OTHER. `room`: for each workspace, level and bucket, the new ones that may
    still come; the most frequent ones come first.
    """
    left = dict(room)
    found: dict[Key, Failures] = {}
    for key, failures in sorted(sums.items(), key=lambda item: (-item[1].count, item[0])):
        bucket = key[:3]
        is_kept = key in known or left[bucket] > 0
        if is_kept and key not in known:
            left[bucket] -= 1
        _add(found, key if is_kept else (*key[:-1], OTHER), failures)
    return found


def _add(found: dict[Key, Failures], key: Key, more: Failures) -> None:
    if key in found:
        found[key].add(more)
    else:
        found[key] = Failures(more.count, more.last_time, more.template, more.execution_id)


def _by_words(text: str) -> str | None:
    lowered = text[:1_000].lower()
    return next((kind for kind, words in _WORDS.items() if any(word in lowered for word in words)), None)
