"""Series, costs, health, forecasts and anomalies as messages."""

from __future__ import annotations

from collections.abc import Sequence

from agenthall.common.v1 import statistics_pb2
from agenthall.observability.v1 import analysis_pb2, errors_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import DAY_US
from agenthall_server.intervals import interval_message
from agenthall_server.observability.anomalies import Anomaly
from agenthall_server.observability.attribution import Attribution, Labelled
from agenthall_server.observability.costs import CostBucket, CostReport, CostShare
from agenthall_server.observability.error_report import ErrorReport
from agenthall_server.observability.forecasting import Budget, Forecast
from agenthall_server.observability.health import AgentHealth, Evidence
from agenthall_server.observability.series import Series
from agenthall_server.observability.store_errors import Example, Pattern
from agenthall_server.wire import timestamp, to_message

GROUPS = {
    analysis_pb2.SERIES_GROUPING_UNSPECIFIED: "",
    analysis_pb2.SERIES_GROUPING_AGENT: "agent_name",
    analysis_pb2.SERIES_GROUPING_MODEL: "model",
    analysis_pb2.SERIES_GROUPING_TEAM: "team_id",
}
"""Columns to group by."""
_METRIC = "SERIES_METRIC_"


def metric_names(metrics: Sequence[analysis_pb2.SeriesMetric.ValueType]) -> list[str]:
    """The names of series.METRICS."""
    return [analysis_pb2.SeriesMetric.Name(metric).removeprefix(_METRIC) for metric in metrics]


def metric_series(found: Series) -> analysis_pb2.MetricSeries:
    """One series."""
    points = (
        analysis_pb2.MetricPoint(start_time=timestamp(one.start), value=one.value, sample_count=one.sample_count)
        for one in found.points
    )
    metric = analysis_pb2.SeriesMetric.Value(f"{_METRIC}{found.metric}")
    return analysis_pb2.MetricSeries(metric=metric, group=found.group, points=points)


def cost_report(
    found: CostReport, agents: Sequence[CostShare], models: Sequence[CostShare], teams: Sequence[CostShare]
) -> pb.GetCostReportResponse:
    """The whole report."""
    return to_message(
        pb.GetCostReportResponse,
        found,
        hours=map(_cost_bucket, found.hours),
        days=map(_cost_bucket, found.days),
        agents=map(_cost_share, agents),
        models=map(_cost_share, models),
        teams=map(_cost_share, teams),
    )


def _cost_bucket(found: CostBucket) -> analysis_pb2.CostBucket:
    return to_message(analysis_pb2.CostBucket, found)


def _cost_share(found: CostShare) -> analysis_pb2.CostShare:
    return to_message(analysis_pb2.CostShare, found)


def agent_health(found: AgentHealth) -> analysis_pb2.AgentHealth:
    """One agent's health."""
    status = analysis_pb2.HealthStatus.Value(f"HEALTH_STATUS_{found.status}")
    return to_message(analysis_pb2.AgentHealth, found, status=status, evidence=map(_evidence, found.evidence))


def _evidence(found: Evidence) -> analysis_pb2.HealthEvidence:
    interval = interval_message(statistics_pb2.Interval, found.interval)
    return to_message(analysis_pb2.HealthEvidence, found, interval=interval)


def forecast(found: Forecast, today: int, history_days: int) -> pb.GetForecastResponse:
    """A forecast that there is; `today` is the beginning of its first day."""
    points = (
        analysis_pb2.ForecastPoint(
            start_time=timestamp(today + ahead * DAY_US),
            value=one.value,
            interval=interval_message(statistics_pb2.Interval, one.interval),
        )
        for ahead, one in enumerate(found.days)
    )
    return pb.GetForecastResponse(
        points=points,
        history_days=history_days,
        method=found.method,
        mean_absolute_error=found.mean_absolute_error,
        naive_mean_absolute_error=found.naive_mean_absolute_error,
        budget=None if found.budget is None else _budget(found.budget, today),
    )


def _budget(found: Budget, today: int) -> analysis_pb2.BudgetForecast:
    return analysis_pb2.BudgetForecast(
        exhaustion_probability=found.exhaustion_probability,
        exhaustion_date=None if found.day is None else timestamp(today + found.day * DAY_US),
        probability_by_date=found.probability_by_date,
    )


def anomaly(found: Anomaly) -> analysis_pb2.Anomaly:
    """One anomaly."""
    return to_message(analysis_pb2.Anomaly, found, kind=analysis_pb2.AnomalyKind.Value(f"ANOMALY_KIND_{found.kind}"))


def attribution(
    labelled: Sequence[Labelled], found: Sequence[Attribution], earliest: int | None
) -> pb.GetAttributionResponse:
    """What was found among the labelled; `earliest` where not all of the window was looked at."""
    return pb.GetAttributionResponse(
        attributions=map(_attribution, found),
        execution_count=len(labelled),
        target_count=sum(is_target for is_target, _ in labelled),
        truncated_time=None if earliest is None else timestamp(earliest),
    )


def _attribution(found: Attribution) -> analysis_pb2.Attribution:
    interval = interval_message(statistics_pb2.Interval, found.interval)
    return to_message(analysis_pb2.Attribution, found, interval=interval)


def error_analysis(
    found: ErrorReport, patterns: Sequence[Pattern], examples: Sequence[Example]
) -> pb.GetErrorAnalysisResponse:
    """The whole analysis."""
    return to_message(
        pb.GetErrorAnalysisResponse,
        found,
        types=(to_message(errors_pb2.ErrorTypeCount, one) for one in found.types),
        patterns=(to_message(errors_pb2.ErrorPattern, one) for one in patterns),
        hours=(errors_pb2.ErrorBucket(start_time=timestamp(start), failures=count) for start, count in found.hours),
        examples=(to_message(errors_pb2.ErrorExample, one) for one in examples),
    )
