"""The methods of ObservabilityService that read something out of the aggregates."""

from __future__ import annotations

import asyncio

from agenthall.observability.v1 import analysis_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import DAY_US, SECOND_US, Clock
from agenthall_server.database import Database
from agenthall_server.errors import ValidationFailed
from agenthall_server.interceptors import Call
from agenthall_server.observability import (
    attribution,
    costs,
    error_report,
    forecasting,
    store_attribution,
    store_errors,
    store_series,
    store_sums,
    wire_analysis,
)
from agenthall_server.observability.anomalies import WINDOW, anomalies
from agenthall_server.observability.anomalies import rank as anomaly_rank
from agenthall_server.observability.health import healths
from agenthall_server.observability.health import rank as health_rank
from agenthall_server.observability.rollup import DAY, HOUR, MINUTE
from agenthall_server.observability.series import METRICS, MOST_STEPS, PERCENTILES, Bucket, Range, cut, range_of
from agenthall_server.observability.store_selection import Window, window_start
from agenthall_server.observability.store_series import ALL_OF_TIME, Selection
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.wire import microseconds_of

_MOST_PATTERNS, _EXAMPLES = 100, 10
_MOST_RUNS = 10_000
"""That attribution looks at: a tenth of a second's work."""
_DEFAULT_DAYS, _DEFAULT_LEVEL = 7, 0.9
_DEFAULT_LOOK = {MINUTE: 60, HOUR: 24}
"""Buckets that are looked through for anomalies."""
_FORECAST = {
    analysis_pb2.FORECAST_METRIC_UNSPECIFIED: "COST_NANO_USD",
    analysis_pb2.FORECAST_METRIC_COST_NANO_USD: "COST_NANO_USD",
    analysis_pb2.FORECAST_METRIC_EXECUTIONS: "EXECUTIONS",
    analysis_pb2.FORECAST_METRIC_TOKENS: "TOKENS",
    analysis_pb2.FORECAST_METRIC_P95_DURATION_MS: "P95_DURATION_MS",
}


class AnalysisMethods:
    """Reads only; each answer is of one snapshot. Whoever inherits it has these."""

    _database: Database
    _clock: Clock
    _pager: Pager

    async def QueryMetrics(self, request: pb.QueryMetricsRequest, call: Call) -> pb.QueryMetricsResponse:
        metrics = wire_analysis.metric_names(request.metrics)
        start, end = (microseconds_of(request, name, None) for name in ("start_time", "end_time"))
        within = range_of(request.step.seconds or HOUR, self._clock.now_us(), start, end)
        group_by = wire_analysis.GROUPS[request.group_by]
        selection = Selection(tuple(request.agent_names), request.team_id, request.model, group_by)
        async with self._database.snapshot() as session:
            found = await store_series.buckets(
                call.scope, session, within, selection, sketches=not PERCENTILES.isdisjoint(metrics)
            )
        return await asyncio.to_thread(
            lambda: pb.QueryMetricsResponse(series=map(wire_analysis.metric_series, cut(found, metrics)))
        )

    async def GetCostReport(self, request: pb.GetCostReportRequest, call: Call) -> pb.GetCostReportResponse:
        now, scope, selection = self._clock.now_us(), call.scope, Selection(team_id=request.team_id)
        window = Window(window_start(now, microseconds_of(request, "window", None)), team_id=request.team_id)
        async with self._database.snapshot() as session:
            hours, days, total = [
                await store_series.buckets(scope, session, within, selection)
                for within in (costs.last_hours(now), costs.last_days(now), ALL_OF_TIME)
            ]
            groups = [await store_sums.grouped(scope, session, window, by) for by in store_sums.GROUPS]
            first = await store_sums.first_hour(scope, session)
        report = costs.report(now, first, hours, days, total[0].sums if total else None)
        shares = await asyncio.to_thread(lambda: [costs.shares(of_kind) for of_kind in groups])
        return wire_analysis.cost_report(report, *shares)

    async def ListAgentHealth(self, request: pb.ListAgentHealthRequest, call: Call) -> pb.ListAgentHealthResponse:
        window_us, now = microseconds_of(request, "window", DAY_US), self._clock.now_us()
        window = Window(window_start(now, window_us), team_id=request.team_id)
        async with self._database.snapshot() as session:
            sums = await store_sums.sums(call.scope, session, window, now)
        found = await asyncio.to_thread(healths, sums)
        page = PageRequest.of(call.method, request, shape=(request.team_id, window_us))
        rows, token = self._pager.slice(call.scope, found, health_rank, page)
        return pb.ListAgentHealthResponse(agents=map(wire_analysis.agent_health, rows), next_page_token=token)

    async def GetForecast(self, request: pb.GetForecastRequest, call: Call) -> pb.GetForecastResponse:
        metric = _FORECAST[request.metric]
        budget = request.budget_nano_usd if request.HasField("budget_nano_usd") else None
        if budget is not None and metric != "COST_NANO_USD":
            raise ValidationFailed.of("budget_nano_usd", "is of costs: leave it out, or forecast them")
        today = self._clock.now_us() // DAY_US * DAY_US
        within = Range(DAY, today - forecasting.MOST_DAYS * DAY_US, today)
        selection = Selection(tuple(request.agent_names), request.team_id)
        async with self._database.snapshot() as session:
            found = await store_series.buckets(call.scope, session, within, selection, sketches=metric in PERCENTILES)
        history = _daily(found, metric, today)
        if len(history) < forecasting.MIN_DAYS:
            missing = forecasting.MIN_DAYS - len(history)
            return pb.GetForecastResponse(history_days=len(history), days_needed=missing)
        days = request.days or _DEFAULT_DAYS
        level = request.level if request.HasField("level") else _DEFAULT_LEVEL
        forecast = await asyncio.to_thread(forecasting.forecast, history, days, level, budget)
        return wire_analysis.forecast(forecast, today, len(history))

    async def ListAnomalies(self, request: pb.ListAnomaliesRequest, call: Call) -> pb.ListAnomaliesResponse:
        step, names = request.step.seconds or HOUR, tuple(request.agent_names)
        window_us = microseconds_of(request, "window", None)
        within, first = _looked_through(step, window_us, self._clock.now_us())
        selection = Selection(names, request.team_id, group_by="agent_name")
        async with self._database.snapshot() as session:
            buckets = await store_series.buckets(call.scope, session, within, selection, sketches=True)
        found = await asyncio.to_thread(anomalies, buckets, first)
        page = PageRequest.of(call.method, request, shape=(step, window_us, names, request.team_id))
        rows, token = self._pager.slice(call.scope, found, anomaly_rank, page)
        return pb.ListAnomaliesResponse(anomalies=map(wire_analysis.anomaly, rows), next_page_token=token)

    async def GetAttribution(self, request: pb.GetAttributionRequest, call: Call) -> pb.GetAttributionResponse:
        label = attribution.slow if request.target == analysis_pb2.ATTRIBUTION_TARGET_SLOW else attribution.failed
        start = window_start(self._clock.now_us(), microseconds_of(request, "window", DAY_US))
        window = Window(start, team_id=request.team_id)
        async with self._database.snapshot() as session:
            runs, earliest = await store_attribution.runs(call.scope, session, window, request.agent_name, _MOST_RUNS)
        labelled = await asyncio.to_thread(label, runs)
        found = await asyncio.to_thread(attribution.attributions, labelled)
        return wire_analysis.attribution(labelled, found, earliest)

    async def GetErrorAnalysis(self, request: pb.GetErrorAnalysisRequest, call: Call) -> pb.GetErrorAnalysisResponse:
        previous, start, end = error_report.window(self._clock.now_us(), microseconds_of(request, "window", DAY_US))
        span = store_errors.Span(previous, start, end, tuple(request.agent_names), request.team_id)
        async with self._database.snapshot() as session:
            hours = await store_errors.hours(call.scope, session, span)
            patterns = await store_errors.patterns(call.scope, session, span, _MOST_PATTERNS)
            examples = await store_errors.examples(call.scope, session, span, _EXAMPLES)
        return wire_analysis.error_analysis(error_report.report(hours, start), patterns, examples)


def _daily(buckets: list[Bucket], metric: str, today: int) -> list[float]:
    """A value for each day from the first one on until yesterday. On a day without one a sum is 0 and a percentile that
    of the day before.
    """
    value_of, _ = METRICS[metric]
    values = {bucket.start: value for bucket in buckets if (value := value_of(bucket.sums)) is not None}
    found: list[float] = []
    for day in range(min(values, default=today), today, DAY_US):
        missing = found[-1] if found and metric in PERCENTILES else 0.0
        found.append(values.get(day, missing))
    return found


def _looked_through(step: int, window_us: int | None, now: int) -> tuple[Range, int]:
    """The buckets to read, and the beginning of the first to be judged. Raises ValidationFailed."""
    step_us = step * SECOND_US
    buckets = _DEFAULT_LOOK[step] if window_us is None else -(-window_us // step_us)
    before = max(WINDOW, buckets)
    if buckets + before > MOST_STEPS:
        unit = "a minute" if step == MINUTE else "an hour"
        raise ValidationFailed.of(
            "window", f"holds {buckets:,} steps of {unit}; at most {MOST_STEPS // 2} may be asked for"
        )
    end = now // step_us * step_us + step_us
    first = end - buckets * step_us
    return Range(step, first - before * step_us, end), first
