"""The cases that the specification names, one test each, through a real channel, on both databases."""

from __future__ import annotations

import grpc
import pytest
from google.protobuf import json_format

from agenthall.marketplace.v1 import manifest_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as market
from agenthall.memory.v1 import build_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as memory
from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as observe
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimize
from agenthall.optimizer.v1 import report_pb2
from tests.conftest import Hall, reason, running

_PROMPT = "You are an expert in React. Build small, accessible components with types and tests. Say what you assume."


def _manifest(**fields: object) -> manifest_pb2.Manifest:
    values = {
        "name": "ReactExpert",
        "author": "web team",
        "description": "Builds React components with types and tests.",
        "version": "1.0.0",
        "category": "frontend",
        "tags": ["react"],
        "system_prompt": _PROMPT,
        "input_schema": {"type": "object", "properties": {"task": {"type": "string"}}},
        "output_schema": {"type": "object", "properties": {"code": {"type": "string"}}},
    }
    return json_format.ParseDict(values | fields, manifest_pb2.Manifest())


async def _publish(hall: Hall, **fields: object) -> market.PublishAgentResponse:
    return await hall.marketplace.PublishAgent(market.PublishAgentRequest(manifest=_manifest(**fields)))


async def _search(hall: Hall, **fields: object) -> list[str]:
    answer = await hall.marketplace.SearchAgents(market.SearchAgentsRequest(**fields))
    return [f"{hit.agent.namespace}/{hit.agent.name}" for hit in answer.hits]


async def test_marketplace_create(hall: Hall) -> None:
    published = (await _publish(hall)).agent_version
    assert (published.agent, published.version) == ("default/react-expert", "1.0.0")
    agent = (await hall.marketplace.GetAgent(market.GetAgentRequest(agent="ReactExpert"))).agent
    assert (agent.name, agent.display_name, agent.download_count) == ("react-expert", "ReactExpert", 0)
    assert not agent.HasField("average_rating")


async def test_marketplace_search_by_query(hall: Hall) -> None:
    await _publish(hall)
    await _publish(hall, name="sql-tuner", category="backend", tags=["sql"], description="Tunes slow SQL statements.")
    assert await _search(hall, query="react") == ["default/react-expert"]
    assert await _search(hall, query="tuning kubernetes") == []


async def test_marketplace_search_by_category(hall: Hall) -> None:
    await _publish(hall)
    await _publish(hall, name="sql-tuner", category="backend", tags=["sql"], description="Tunes slow SQL statements.")
    assert await _search(hall, category="backend") == ["default/sql-tuner"]


async def test_marketplace_install(hall: Hall) -> None:
    await _publish(hall)
    answer = await hall.marketplace.InstallAgent(market.InstallAgentRequest(agent="react-expert"))
    assert answer.installation.version == "1.0.0"
    assert [one.agent for one in answer.lock.agents] == ["default/react-expert"]
    agent = (await hall.marketplace.GetAgent(market.GetAgentRequest(agent="react-expert"))).agent
    assert agent.download_count == 1


async def test_marketplace_missing_agent(hall: Hall) -> None:
    for call in (
        hall.marketplace.GetAgent(market.GetAgentRequest(agent="nobody/nothing")),
        hall.marketplace.InstallAgent(market.InstallAgentRequest(agent="nobody/nothing")),
        hall.marketplace.RateAgent(market.RateAgentRequest(agent="nobody/nothing", rating=4)),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await call
        assert caught.value.code() == grpc.StatusCode.NOT_FOUND
        assert reason(caught.value) == "RESOURCE_NOT_FOUND"


async def test_marketplace_rate(hall: Hall) -> None:
    await _publish(hall)
    rated = (await hall.marketplace.RateAgent(market.RateAgentRequest(agent="react-expert", rating=4.5))).agent
    assert (rated.average_rating, rated.rating_count) == (4.5, 1)
    assert list(rated.rating_histogram) == [0, 0, 0, 0, 0, 0, 0, 1, 0]


async def test_marketplace_persistence_over_restart(database_url: str) -> None:
    async with running(database_url) as hall:
        await _publish(hall)
        await hall.marketplace.InstallAgent(market.InstallAgentRequest(agent="react-expert"))
        await hall.marketplace.RateAgent(market.RateAgentRequest(agent="react-expert", rating=4.5))
        before = await hall.marketplace.GetAgent(market.GetAgentRequest(agent="react-expert"))
    async with running(database_url) as hall:
        assert await hall.marketplace.GetAgent(market.GetAgentRequest(agent="react-expert")) == before
        listed = await hall.marketplace.ListInstallations(market.ListInstallationsRequest())
        assert [one.agent for one in listed.installations] == ["default/react-expert"]


def _build(number: int, **fields: object) -> build_pb2.Build:
    values = {
        "build_id": f"build-{number}",
        "team_id": "web",
        "prompt": "a chat application with live updates",
        "workflow": "standard",
        "tech_stack": {"frontend": "React", "database": "PostgreSQL"},
        "success": True,
        "quality_score": 87.3,
        "duration_seconds": 40.0,
    }
    return build_pb2.Build(**(values | fields))


async def _record_builds(hall: Hall, *builds: build_pb2.Build) -> None:
    answer = await hall.memory.RecordBuilds(memory.RecordBuildsRequest(builds=builds))
    assert answer.accepted_count == len(builds), answer


async def test_memory_record(hall: Hall) -> None:
    await hall.memory.RecordBuild(memory.RecordBuildRequest(build=_build(1)))
    stored = (await hall.memory.GetBuild(memory.GetBuildRequest(build_id="build-1"))).build
    assert (stored.team_id, stored.workflow, stored.success, stored.quality_score) == ("web", "standard", True, 87.3)
    assert stored.tech_stack == {"frontend": "React", "database": "PostgreSQL"}


async def test_memory_no_history(hall: Hall) -> None:
    insights = await hall.memory.GetTeamInsights(memory.GetTeamInsightsRequest(team_id="web"))
    assert insights.total_builds == 0
    assert not insights.HasField("success_rate")
    assert len(insights.insights) == 1


async def test_memory_insights_with_history(hall: Hall) -> None:
    await _record_builds(
        hall, *(_build(number, success=number != 3, quality_score=80 + number) for number in range(1, 5))
    )
    insights = await hall.memory.GetTeamInsights(memory.GetTeamInsightsRequest(team_id="web"))
    assert (insights.total_builds, insights.success_rate, insights.avg_quality) == (4, 75.0, 82.5)
    assert "Team success rate: 75.0%" in insights.insights
    assert "Average code quality: 82.5/100" in insights.insights
    assert "Most used workflow: standard (4 times)" in insights.insights


async def test_memory_suggestion_without_history(hall: Hall) -> None:
    ask = memory.SuggestStackRequest(team_id="web", prompt="a chat application")
    answer = await hall.memory.SuggestStack(ask)
    assert (dict(answer.suggestion), answer.basis, answer.usage_count) == ({}, memory.BASIS_NONE, 0)
    assert answer.builds_needed > 0


async def test_memory_suggestion_with_history(hall: Hall) -> None:
    await _record_builds(hall, *(_build(number) for number in range(12)))
    ask = memory.SuggestStackRequest(team_id="web", prompt="a chat application with live updates")
    answer = await hall.memory.SuggestStack(ask)
    assert dict(answer.suggestion) == {"frontend": "React", "database": "PostgreSQL"}
    assert answer.reason == "Used 12 times with 87.3 avg quality"
    assert (answer.usage_count, round(answer.avg_quality, 6)) == (12, 87.3)


async def test_memory_recommendations_for_insufficient_data(hall: Hall) -> None:
    await _record_builds(hall, _build(1), _build(2))
    answer = await hall.memory.ListRecommendations(memory.ListRecommendationsRequest(team_id="web"))
    assert [one.kind for one in answer.recommendations] == [memory.RECOMMENDATION_KIND_INSUFFICIENT_DATA]
    assert answer.recommendations[0].builds_needed == 3


async def test_memory_recommendations_for_quality(hall: Hall) -> None:
    await _record_builds(hall, *(_build(number, quality_score=50) for number in range(10)))
    answer = await hall.memory.ListRecommendations(memory.ListRecommendationsRequest(team_id="web"))
    assert [one.kind for one in answer.recommendations] == [memory.RECOMMENDATION_KIND_QUALITY]
    assert (answer.recommendations[0].value, answer.recommendations[0].threshold) == (50.0, 70.0)


async def _record_executions(hall: Hall, *executions: execution_pb2.Execution) -> None:
    answer = await hall.observability.RecordExecutions(observe.RecordExecutionsRequest(executions=executions))
    assert answer.accepted_count == len(executions), answer


async def test_observability_record(hall: Hall) -> None:
    run = execution_pb2.Execution(
        execution_id="run-1", agent_name="Frontend Generation", success=True, duration_ms=850, tokens=1200
    )
    answer = await hall.observability.RecordExecution(observe.RecordExecutionRequest(execution=run))
    assert (answer.execution_id, answer.duplicate) == ("run-1", False)
    stored = (await hall.observability.GetExecution(observe.GetExecutionRequest(execution_id="run-1"))).execution
    assert (stored.agent_name, stored.outcome, stored.duration_ms) == (
        "Frontend Generation",
        execution_pb2.OUTCOME_OK,
        850,
    )


async def test_observability_no_data(hall: Hall) -> None:
    dashboard = await hall.observability.GetDashboard(observe.GetDashboardRequest())
    assert list(dashboard.agents) == []
    assert dashboard.summary.total_executions == 0
    assert not dashboard.summary.HasField("overall_success_rate")


async def test_observability_dashboard(hall: Hall) -> None:
    await _record_executions(
        hall,
        execution_pb2.Execution(agent_name="planner", success=True, duration_ms=100, tokens=10, quality_score=90),
        execution_pb2.Execution(agent_name="planner", success=False, duration_ms=300),
        execution_pb2.Execution(agent_name="coder", outcome=execution_pb2.OUTCOME_CANCELLED),
    )
    dashboard = await hall.observability.GetDashboard(observe.GetDashboardRequest())
    planner, coder = dashboard.agents
    assert (planner.agent_name, planner.total_executions, planner.successful, planner.failed) == ("planner", 2, 1, 1)
    assert (planner.success_rate, planner.avg_duration_ms, planner.avg_tokens) == (50.0, 200.0, 10.0)
    assert planner.avg_quality_score == 90.0
    assert (coder.total_executions, coder.cancelled, coder.HasField("success_rate")) == (1, 1, False)
    assert (dashboard.summary.total_agents, dashboard.summary.overall_success_rate) == (2, 50.0)


async def test_observability_slow_agent_recommendation(hall: Hall) -> None:
    runs = (
        execution_pb2.Execution(agent_name="slow", success=True, duration_ms=40_000 + number) for number in range(10)
    )
    await _record_executions(hall, *runs)
    answer = await hall.observability.ListRecommendations(observe.ListRecommendationsRequest())
    assert [(one.kind, one.agent_name) for one in answer.recommendations] == [
        (observe.RECOMMENDATION_KIND_SLOW, "slow")
    ]


async def test_observability_failing_agent_recommendation(hall: Hall) -> None:
    runs = (execution_pb2.Execution(agent_name="shaky", success=number < 3, duration_ms=10) for number in range(20))
    await _record_executions(hall, *runs)
    answer = await hall.observability.ListRecommendations(observe.ListRecommendationsRequest())
    (found,) = answer.recommendations
    assert (found.kind, found.agent_name, found.value) == (observe.RECOMMENDATION_KIND_FAILING, "shaky", 15.0)


async def _variants(hall: Hall, *names: str) -> None:
    for name in names:
        add = optimize.AddVariantRequest(agent_name="planner", variant_id=name, prompt=f"Plan in the manner of {name}.")
        await hall.optimizer.AddVariant(add)


async def _results(hall: Hall, variant: str, count: int, quality: float) -> None:
    for number in range(count):
        result = optimize.RecordResultRequest(
            agent_name="planner",
            variant_id=variant,
            result_id=f"{variant}-{number}",
            success=True,
            quality_score=quality,
        )
        await hall.optimizer.RecordResult(result)


async def _report(hall: Hall) -> optimize.GetExperimentReportResponse:
    return await hall.optimizer.GetExperimentReport(optimize.GetExperimentReportRequest(agent_name="planner"))


async def test_optimizer_create(hall: Hall) -> None:
    await _variants(hall, "variant_a")
    listed = await hall.optimizer.ListVariants(optimize.ListVariantsRequest(agent_name="planner"))
    assert [(one.variant_id, one.executions) for one in listed.variants] == [("variant_a", 0)]


async def test_optimizer_no_variants(hall: Hall) -> None:
    answer = await hall.optimizer.SelectVariant(optimize.SelectVariantRequest(agent_name="planner"))
    assert (answer.variant.variant_id, answer.variant.prompt, answer.selection_id) == ("default", "", "")


async def test_optimizer_selection(hall: Hall) -> None:
    await _variants(hall, "a", "b")
    answer = await hall.optimizer.SelectVariant(optimize.SelectVariantRequest(agent_name="planner"))
    assert answer.variant.variant_id in {"a", "b"}
    assert answer.selection_id
    assert answer.propensity == 0.5


async def test_optimizer_record(hall: Hall) -> None:
    await _variants(hall, "a", "b")
    chosen = await hall.optimizer.SelectVariant(optimize.SelectVariantRequest(agent_name="planner"))
    result = optimize.RecordResultRequest(selection_id=chosen.selection_id, success=True, quality_score=80)
    assert not (await hall.optimizer.RecordResult(result)).duplicate
    assert (await hall.optimizer.RecordResult(result)).duplicate
    listed = await hall.optimizer.ListVariants(optimize.ListVariantsRequest(agent_name="planner"))
    counted = {one.variant_id: (one.executions, one.score) for one in listed.variants if one.executions}
    assert counted == {chosen.variant.variant_id: (1, 0.9)}


async def test_optimizer_insufficient_data(hall: Hall) -> None:
    await _variants(hall, "a", "b")
    await _results(hall, "a", 3, 90)
    report = await _report(hall)
    assert report.message == "Need more data (min 10 executions per variant)"
    assert report.decision.verdict == report_pb2.VERDICT_INSUFFICIENT_DATA


async def test_optimizer_best_with_data(hall: Hall) -> None:
    await _variants(hall, "a", "b")
    await _results(hall, "a", 20, 40)
    await _results(hall, "b", 20, 90)
    best = (await hall.optimizer.GetBestPrompts(optimize.GetBestPromptsRequest())).best_prompts["planner"]
    assert (best.variant_id, best.executions, round(best.score, 6)) == ("b", 20, 0.95)
    assert best.prompt == "Plan in the manner of b."


async def test_optimizer_report_without_data(hall: Hall) -> None:
    report = await _report(hall)
    assert (report.total_executions, report.variants_tested, report.HasField("best_variant")) == (0, 0, False)
    fleet = await hall.optimizer.GetOptimizationReport(optimize.GetOptimizationReportRequest())
    assert (fleet.agents_optimized, len(fleet.improvements), fleet.avg_improvement) == (0, 0, 0.0)


async def test_optimizer_report_with_data(hall: Hall) -> None:
    await _variants(hall, "a", "b")
    await _results(hall, "a", 50, 10)
    await _results(hall, "b", 50, 100)
    report = await _report(hall)
    assert (report.best_variant.variant_id, report.total_executions, report.variants_tested) == ("b", 100, 2)
    assert report.decision.verdict == report_pb2.VERDICT_WINNER
    assert (report.recommendation, report.message) == ("Deploy best variant to production", "")
    fleet = await hall.optimizer.GetOptimizationReport(optimize.GetOptimizationReportRequest())
    (improvement,) = fleet.improvements
    assert (improvement.agent, round(improvement.baseline_score, 6), improvement.best_score) == ("planner", 0.55, 1.0)
    assert round(improvement.improvement_percent, 3) == round(100 * 0.45 / 0.55, 3)
