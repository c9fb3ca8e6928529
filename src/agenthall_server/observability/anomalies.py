"""What is unusual in the buckets of an agent, each compared with the buckets before it and never with itself.

A point that is part of its own baseline hides: among n values the largest possible z-score is (n - 1) / sqrt(n), and
one fault of a thousand times the usual raises the deviation that it is measured by. Hence medians and MAD (B. Iglewicz,
D. C. Hoaglin, "How to Detect and Handle Outliers", 1993), on a logarithmic scale, since durations, tokens and costs
are skewed; drifts by CUSUM (E. S. Page, "Continuous inspection schemes", Biometrika 41, 1954) over the same scores;
failures, which are counts, by the tail of the beta-binomial distribution that those before predict, so that a rate that
was seen in few executions explains more than one that was seen in many; single executions by the sketch of all before.

Levels are judged from 20 buckets with executions on, failures and single executions from 100 executions on. Known
limit: there is no season by hour of the week.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

from agenthall_server import sketch
from agenthall_server.intervals import beta_binomial_tail
from agenthall_server.observability.dashboard import AgentSums
from agenthall_server.observability.rollup import COST_NANO, DURATION_US, TOKENS
from agenthall_server.observability.series import Bucket

WINDOW = 100
"""Buckets before, at most, that a level is compared with."""
_FEWEST_BUCKETS = 20
_FEWEST_EXECUTIONS = 100
"""Seen before a single one is judged."""
_FEWEST_MEASURED = 3
"""In a bucket whose level is judged."""
_FEWEST_FAILURES = 3
_SCORE = 5.0
"""Robust score from which on a level is unusual; 3.5, the customary one, assumes normal tails."""
_NORMAL = 1.4826
"""MAD to standard deviation, of a normal distribution."""
_LEAST_SPREAD = 0.35
"""Of a logarithm: below 1.4 times, nothing is unusual however steady it was."""
_SLACK, _DRIFT, _CLIPPED = 1.0, 12.0, 3.0
_TAIL = 1e-4
_BEYOND = 5.0
"""Times the 99.9th percentile."""


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Fields as in the message; `kind` is the name of its enum value without the prefix."""

    kind: str
    agent_name: str
    metric: str
    start_time: int
    value: float
    expected: float
    threshold: float
    severity: float
    sample_count: int
    text: str


@dataclass(frozen=True, slots=True)
class _Measure:
    """A measurement: where its sketch begins, the fields of its maximum and count, and what a unit of it is."""

    metric: str
    begin: int
    maximum: str
    count: str
    unit: float
    signs: tuple[int, ...]
    """Which way is a fault: 1 up, -1 down. To cost less is none."""

    def counts(self, bucket: Bucket) -> dict[int, int]:
        end = self.begin + sketch.POSITIONS
        return {at - self.begin: count for at, count in bucket.sketches.items() if self.begin <= at < end}

    def largest(self, sums: AgentSums) -> int:
        found: int = getattr(sums, self.maximum)
        return found

    def measured(self, sums: AgentSums) -> int:
        found: int = getattr(sums, self.count)
        return found


_MEASURES = (
    _Measure("duration_ms", DURATION_US, "duration_max_us", "duration_count", 1e-3, (1, -1)),
    _Measure("tokens", TOKENS, "tokens_max", "tokens_count", 1.0, (1,)),
    _Measure("cost_nano_usd", COST_NANO, "cost_max_nano", "cost_count", 1.0, (1,)),
)


def anomalies(buckets: Iterable[Bucket], first: int) -> list[Anomaly]:
    """Those of the buckets that begin at `first` or later, of any agents and in any order; the newest first."""
    agents: dict[str, list[Bucket]] = {}
    for bucket in sorted(buckets, key=lambda bucket: bucket.start):
        agents.setdefault(bucket.sums.agent_name, []).append(bucket)
    found = [one for own in agents.values() for one in _of_agent(own, first)]
    return sorted(found, key=rank)


def rank(one: Anomaly) -> tuple[int, str, str, str]:
    """What they are sorted by."""
    return -one.start_time, one.agent_name, one.metric, one.kind


def _of_agent(buckets: Sequence[Bucket], first: int) -> Iterator[Anomaly]:
    for measure in _MEASURES:
        yield from _levels(buckets, first, measure)
        yield from _singles(buckets, first, measure)
    yield from _failures(buckets, first)


def _levels(buckets: Sequence[Bucket], first: int, measure: _Measure) -> Iterator[Anomaly]:
    """Buckets far from those before, and where scores that are high (or low) add up. Zeros have no logarithm: a run on
    a free model says nothing of what a paid one costs.
    """
    before: deque[float] = deque(maxlen=WINDOW)
    drift = dict.fromkeys(measure.signs, 0.0)
    for bucket in buckets:
        counts = {at: count for at, count in measure.counts(bucket).items() if at}
        middle = sketch.quantile(counts, 0.5)
        if middle is None or sum(counts.values()) < _FEWEST_MEASURED:
            continue
        level = log(middle)
        if bucket.start >= first and len(before) >= _FEWEST_BUCKETS:
            usual, spread = _usual(before)
            for sign in drift:
                score = sign * (level - usual) / spread
                if score > _SCORE:
                    yield _level("LEVEL", bucket, measure, level, usual, spread * _SCORE, score / _SCORE)
                drift[sign] = max(0.0, drift[sign] + max(-_CLIPPED, min(_CLIPPED, score)) - _SLACK)
                if drift[sign] > _DRIFT:
                    yield _level("DRIFT", bucket, measure, level, usual, spread * _SLACK, drift[sign] / _DRIFT)
                    drift[sign] = 0.0
        before.append(level)


def _usual(before: Iterable[float]) -> tuple[float, float]:
    """Median and spread."""
    values = list(before)
    middle = median(values)
    return middle, max(_LEAST_SPREAD, _NORMAL * median(abs(value - middle) for value in values))


def _level(
    kind: str, bucket: Bucket, measure: _Measure, level: float, usual: float, margin: float, severity: float
) -> Anomaly:
    value, expected = exp(level) * measure.unit, exp(usual) * measure.unit
    limit = exp(usual + (margin if level > usual else -margin)) * measure.unit
    moved = "lies far from" if kind == "LEVEL" else "has moved away from"
    text = f"half of the {measure.metric} are below {value:,.0f}, which {moved} the usual {expected:,.0f}"
    count = measure.measured(bucket.sums)
    return Anomaly(
        kind, bucket.sums.agent_name, measure.metric, bucket.start, value, expected, limit, severity, count, text
    )


def _singles(buckets: Sequence[Bucket], first: int, measure: _Measure) -> Iterator[Anomaly]:
    """What lies beyond is not learnt from, or a second fault would hide behind the first."""
    before: dict[int, int] = {}
    seen = 0
    for bucket in buckets:
        counts = measure.counts(bucket)
        limit = None
        if seen >= _FEWEST_EXECUTIONS:
            usual = sketch.quantile(before, 0.999) or 0.0
            limit = _BEYOND * max(1.0, usual)
            if bucket.start >= first and measure.largest(bucket.sums) > limit:
                yield _single(bucket, measure, usual, limit)
        kept = [(at, count) for at, count in counts.items() if limit is None or sketch.estimate(at) <= limit]
        sketch.merge(before, kept)
        seen += sum(count for _, count in kept)


def _single(bucket: Bucket, measure: _Measure, usual: float, limit: float) -> Anomaly:
    largest = measure.largest(bucket.sums)
    value, expected = largest * measure.unit, usual * measure.unit
    return Anomaly(
        kind="SINGLE",
        agent_name=bucket.sums.agent_name,
        metric=measure.metric,
        start_time=bucket.start,
        value=value,
        expected=expected,
        threshold=limit * measure.unit,
        severity=largest / limit,
        sample_count=measure.measured(bucket.sums),
        text=f"one execution has {measure.metric} {value:,.0f}; 999 of 1,000 before stayed below {expected:,.0f}",
    )


def _failures(buckets: Sequence[Bucket], first: int) -> Iterator[Anomaly]:
    """By what was seen before under Jeffreys' prior, so that no failures do not mean never."""
    before: deque[tuple[int, int]] = deque(maxlen=WINDOW)
    for bucket in buckets:
        sums = bucket.sums
        ended = sums.successful + sums.failed
        if not ended:
            continue
        hits, seen = sum(failures for failures, _ in before) + 0.5, sum(count for _, count in before) + 1
        is_judged = bucket.start >= first and seen > _FEWEST_EXECUTIONS and sums.failed >= _FEWEST_FAILURES
        if is_judged and sums.failed / ended > hits / seen:
            tail = beta_binomial_tail(sums.failed, ended, hits, seen - hits)
            if tail < _TAIL:
                yield _failing(bucket, ended, (hits, seen), tail)
        before.append((sums.failed, ended))


def _failing(bucket: Bucket, ended: int, before: tuple[float, float], tail: float) -> Anomaly:
    failed = bucket.sums.failed
    hits, seen = before
    counts = range(int(ended * hits / seen) + 1, failed + 1)
    limit = bisect_left(counts, -_TAIL, key=lambda count: -beta_binomial_tail(count, ended, hits, seen - hits))
    return Anomaly(
        kind="FAILURES",
        agent_name=bucket.sums.agent_name,
        metric="failure_rate",
        start_time=bucket.start,
        value=100 * failed / ended,
        expected=100 * hits / seen,
        threshold=100 * max(_FEWEST_FAILURES, counts[limit]) / ended,
        severity=log(max(tail, 1e-300)) / log(_TAIL),
        sample_count=ended,
        text=f"{failed} of {ended} executions failed, usually {100 * hits / seen:.1f}% do",
    )
