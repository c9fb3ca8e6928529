"""What the server says of itself to Prometheus.

Calls are counted in plain lists, a few additions a call; the text exposition is made when somebody asks for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
CODE_NAMES = (
    "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
    "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
    "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
)  # fmt: skip


class MethodMetrics:
    """One method's calls by code, and how long they took."""

    __slots__ = ("buckets", "by_code", "seconds")

    def __init__(self) -> None:
        self.by_code = [0] * len(CODE_NAMES)
        self.buckets = [0] * (len(_BUCKETS) + 1)
        self.seconds = 0.0

    def observe(self, code: int, seconds: float) -> None:
        """Counts one call."""
        self.by_code[code] += 1
        self.buckets[bisect_left(_BUCKETS, seconds)] += 1
        self.seconds += seconds


class CallMetrics:
    """All methods' calls, and gauges that are read when asked for."""

    def __init__(self) -> None:
        self._methods: dict[str, MethodMetrics] = {}
        self._readings: dict[str, tuple[str, str, Callable[[], float]]] = {}

    def of(self, method: str) -> MethodMetrics:
        """The counts of one method (`/package.Service/Method`)."""
        return self._methods.setdefault(method, MethodMetrics())

    def gauge(self, name: str, help_text: str, read: Callable[[], float]) -> None:
        """A value that is read at each scrape."""
        self._readings[name] = ("gauge", help_text, read)

    def counter(self, name: str, help_text: str, read: Callable[[], float]) -> None:
        """A value that only grows, read at each scrape."""
        self._readings[name] = ("counter", help_text, read)

    def exposition(self) -> bytes:
        """The Prometheus text format."""
        registry = CollectorRegistry(auto_describe=False)
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Metric]:
        """Called by prometheus_client."""
        calls = CounterMetricFamily("agenthall_grpc_calls", "Finished calls.", labels=("method", "code"))
        duration = HistogramMetricFamily("agenthall_grpc_call_seconds", "How long calls took.", labels=("method",))
        for name, method in self._methods.items():
            for code, count in zip(CODE_NAMES, method.by_code, strict=True):
                if count:
                    calls.add_metric((name, code), count)
            duration.add_metric((name,), _cumulative(method.buckets), method.seconds)
        yield calls
        yield duration
        for name, (kind, help_text, read) in self._readings.items():
            family = CounterMetricFamily if kind == "counter" else GaugeMetricFamily
            yield family(name, help_text, value=read())


def _cumulative(buckets: list[int]) -> list[tuple[str, float]]:
    total = 0
    rows = []
    for bound, count in zip((*map(str, _BUCKETS), "+Inf"), buckets, strict=True):
        total += count
        rows.append((bound, float(total)))
    return rows
