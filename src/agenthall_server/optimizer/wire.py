"""What the wire calls otherwise than the tables do: units, results that name themselves, reports."""

from __future__ import annotations

from typing import Literal

from agenthall.common.v1 import statistics_pb2
from agenthall.optimizer.v1 import optimizer_service_pb2 as pb
from agenthall.optimizer.v1 import report_pb2, variant_pb2
from agenthall_server.errors import FieldViolation, ValidationFailed
from agenthall_server.intervals import interval_message
from agenthall_server.optimizer.claims import Claims
from agenthall_server.optimizer.report import Decision, Estimate, ExperimentReport, OptimizationReport
from agenthall_server.optimizer.scoring import Standing, Totals
from agenthall_server.optimizer.selection import Selected
from agenthall_server.optimizer.store_results import NewResult
from agenthall_server.optimizer.tables import Variant
from agenthall_server.scope import Scope
from agenthall_server.wire import timestamp, to_message

EDITABLE = ("description", "retired")
DEFAULT_SELECTION = pb.SelectVariantResponse(variant=pb.SelectedVariant(variant_id="default"), propensity=1.0)
"""The choice for an agent without variants."""


def variant_message(variant: Variant, totals: Totals) -> variant_pb2.Variant:
    return to_message(
        variant_pb2.Variant,
        variant,
        executions=totals.result_count,
        success_rate=totals.success_rate,
        avg_quality_score=totals.avg_quality_score,
        avg_duration_ms=totals.avg_duration_ms,
        score=totals.mean_score,
    )


def selection_message(selected: Selected, claims: Claims, selection_id: str) -> pb.SelectVariantResponse:
    return pb.SelectVariantResponse(
        selection_id=selection_id,
        variant=pb.SelectedVariant(variant_id=selected.variant_id, prompt=selected.prompt),
        propensity=selected.propensity,
        explored=selected.explored,
        policy_version=claims.policy_version,
        expire_time=timestamp(claims.expire_time),
    )


def check_result(request: pb.RecordResultRequest, claims: Claims | None) -> None:
    """What no rule of a single field can say: which fields go together. Raises ValidationFailed."""
    broken = [*_misnamed(request, claims), *_unmeasured(request)]
    if broken:
        raise ValidationFailed("; ".join(f"{one.field}: {one.description}" for one in broken), fields=tuple(broken))


def _misnamed(request: pb.RecordResultRequest, claims: Claims | None) -> list[FieldViolation]:
    names = ("agent_name", "variant_id")
    if claims is None:
        missing = [name for name in names if not getattr(request, name)]
        return [FieldViolation(name, "is required where there is no selection_id") for name in missing]
    other = [name for name in names if getattr(request, name) not in {"", getattr(claims, name)}]
    broken = [FieldViolation(name, "is not the one that selection_id was made for; leave it empty") for name in other]
    if request.result_id:
        broken.append(FieldViolation("result_id", "must be empty beside selection_id, which names the result"))
    return broken


def _unmeasured(request: pb.RecordResultRequest) -> list[FieldViolation]:
    if request.HasField("success") or request.HasField("quality_score"):
        return []
    rule = "at least one of success and quality_score is required"
    return [FieldViolation("success", rule), FieldViolation("quality_score", rule)]


def new_result(
    request: pb.RecordResultRequest, scope: Scope, claims: Claims | None, *, fresh_id: str, now_us: int
) -> NewResult:
    """The result in stored units. `claims`: of its selection_id; `fresh_id`: its name where nothing else names it."""
    return NewResult(
        scope=scope,
        result_id=_result_key(request, claims) or fresh_id,
        agent_name=claims.agent_name if claims else request.agent_name,
        variant_id=claims.variant_id if claims else request.variant_id,
        success=int(request.success) if request.HasField("success") else None,
        quality_micro=_scaled(request, "quality_score", 1_000_000),
        duration_us=_scaled(request, "duration_ms", 1000),
        cost_nano_usd=request.cost_nano_usd if request.HasField("cost_nano_usd") else None,
        error=request.error,
        propensity=claims.propensity if claims else None,
        policy_version=claims.policy_version if claims else None,
        late=claims is not None and now_us > claims.expire_time,
        receive_time=now_us,
    )


def _result_key(request: pb.RecordResultRequest, claims: Claims | None) -> str:
    """A selection's id, or the caller's id, which is unique per agent: the length keeps the two parts apart."""
    if claims is not None:
        return claims.selection
    return f"{len(request.agent_name)}:{request.agent_name}:{request.result_id}" if request.result_id else ""


def _scaled(request: pb.RecordResultRequest, name: Literal["quality_score", "duration_ms"], factor: int) -> int | None:
    return round(getattr(request, name) * factor) if request.HasField(name) else None


def best_prompt_message(leader: Standing, prompt: str) -> report_pb2.BestPrompt:
    return to_message(
        report_pb2.BestPrompt,
        leader.totals,
        variant_id=leader.variant_id,
        prompt=prompt,
        score=leader.totals.mean_score,
        executions=leader.totals.result_count,
    )


def optimization_message(report: OptimizationReport) -> pb.GetOptimizationReportResponse:
    improvements = [to_message(report_pb2.Improvement, improvement) for improvement in report.improvements]
    return to_message(pb.GetOptimizationReportResponse, report, improvements=improvements)


def experiment_message(
    agent_name: str, report: ExperimentReport, best: Variant | None
) -> pb.GetExperimentReportResponse:
    """`best` is the stored variant of `report.best`."""
    return to_message(
        pb.GetExperimentReportResponse,
        report,
        agent_name=agent_name,
        best_variant=variant_message(best, report.best.totals) if best and report.best else None,
        decision=_decision_message(report.decision),
    )


def _decision_message(decision: Decision) -> report_pb2.Decision:
    return to_message(
        report_pb2.Decision,
        decision,
        verdict=report_pb2.Verdict.Value(f"VERDICT_{decision.verdict.name}"),
        estimates=[_estimate_message(estimate) for estimate in decision.estimates],
    )


def _estimate_message(estimate: Estimate) -> report_pb2.VariantEstimate:
    interval = interval_message(statistics_pb2.Interval, estimate.interval)
    return to_message(report_pb2.VariantEstimate, estimate, interval=interval)
