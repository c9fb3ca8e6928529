"""Values of gauges and what they add up to: by minute, hour and day, for each series.

A series is a source, a name and labels. Only values count that are newer than the last one of their series, so one that
is sent twice counts once, and nothing has to be remembered but that time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from agenthall_server.observability.rollup import DAY, HOUR, MINUTE, bucket_start

LEVELS = (MINUTE, HOUR, DAY)

Series = tuple[int, str]
"""workspace_key, series."""
BucketKey = tuple[int, str, int, int]
"""workspace_key, series, bucket_seconds, bucket_start."""


class Sample(NamedTuple):
    """One value of a series."""

    workspace_key: int
    series: str
    """32 hexadecimal digits of source, name and labels."""
    time: int
    """Microseconds."""
    source: str
    name: str
    labels: str
    """JSON text of an object with sorted names."""
    value: float


@dataclass(frozen=True, slots=True)
class Point:
    """One bucket; fields as in the message."""

    start_time: int
    min: float
    max: float
    avg: float
    sample_count: int


def sample(workspace_key: int, source: str, name: str, labels: Mapping[str, str], value: float, time: int) -> Sample:
    """A value with the identity of its series, which does not depend on the order of labels."""
    text = json.dumps(dict(sorted(labels.items())), ensure_ascii=False, separators=(",", ":"))
    series = blake2b(json.dumps([source, name, text]).encode(), digest_size=16).hexdigest()
    return Sample(workspace_key, series, time, source, name, text, value)


def newer(samples: Sequence[Sample], last: Mapping[Series, int]) -> list[bool]:
    """For each whether it is newer than the last one of its series, and than those here that are older than it."""
    known = dict(last)
    found = [False] * len(samples)
    for at in sorted(range(len(samples)), key=lambda at: samples[at].time):
        one = samples[at]
        if one.time > known.get(one[:2], -1):
            known[one[:2]] = one.time
            found[at] = True
    return found


def latest(samples: Iterable[Sample]) -> dict[Series, Sample]:
    """The newest of each series."""
    return {one[:2]: one for one in sorted(samples, key=lambda one: one.time)}


def add_up(samples: Iterable[Sample]) -> dict[BucketKey, tuple[int, float, float, float]]:
    """How many, their sum, the least and the largest, on all levels."""
    found: dict[BucketKey, tuple[int, float, float, float]] = {}
    for one in samples:
        for seconds in LEVELS:
            key = (*one[:2], seconds, bucket_start(one.time, seconds))
            count, total, least, most = found.get(key, (0, 0.0, one.value, one.value))
            found[key] = (count + 1, total + one.value, min(least, one.value), max(most, one.value))
    return found
