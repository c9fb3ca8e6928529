"""Reports as callers read them: a real server, a real channel, both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from tests.conftest import Hall, reason, refused
from tests.optimizer.conftest import Experiment

from agenthall.optimizer.v1 import optimizer_service_pb2 as pb
from agenthall.optimizer.v1 import report_pb2

New = Callable[..., Experiment]
AGENT = "Frontend Generation"


async def test_insufficient_data(experiment: New) -> None:
    empty = await experiment().report()
    assert (empty.agent_name, empty.variants_tested, empty.total_executions) == (AGENT, 0, 0)
    assert (empty.message, empty.recommendation) == ("Need more data (min 10 executions per variant)", "")
    assert not empty.HasField("best_variant")
    await experiment().add("a")
    await experiment().record("a", 9, success=True)
    report = await experiment().report()
    assert (report.message, report.variants_tested, report.total_executions) == (empty.message, 1, 9)
    assert not report.HasField("best_variant")
    assert report.decision.verdict == report_pb2.VERDICT_INSUFFICIENT_DATA


async def test_best_with_data(experiment: New, hall: Hall) -> None:
    await experiment().add("a", "Write React.")
    await experiment().add("b", "Write Svelte.")
    await experiment("Early").add("a")
    await experiment().record("a", 20, success=True, quality_score=60)
    await experiment().record("b", 19, success=True, quality_score=90)
    await experiment("Early").record("a", 19, success=True)
    best = (await hall.optimizer.GetBestPrompts(pb.GetBestPromptsRequest())).best_prompts
    assert dict(best) == {
        AGENT: report_pb2.BestPrompt(
            prompt="Write React.", score=0.8, executions=20, success_rate=100.0, variant_id="a"
        )
    }
    await experiment().record("b", success=True, quality_score=90)
    best = (await hall.optimizer.GetBestPrompts(pb.GetBestPromptsRequest())).best_prompts
    assert (best[AGENT].variant_id, best[AGENT].score) == ("b", 0.95)


async def test_report_without_data(hall: Hall, experiment: New) -> None:
    await experiment().add("a")
    assert not (await hall.optimizer.GetBestPrompts(pb.GetBestPromptsRequest())).best_prompts
    report = await hall.optimizer.GetOptimizationReport(pb.GetOptimizationReportRequest())
    assert (report.agents_optimized, list(report.improvements), report.avg_improvement) == (0, [], 0.0)


async def test_report_with_data(hall: Hall, experiment: New) -> None:
    for agent, first, second in (("Halves", 0.5, 0.75), ("From nothing", 0.0, 0.5)):
        await experiment(agent).add("first")
        await experiment(agent).add("second")
        await experiment(agent).record("first", 10, quality_score=100 * first)
        await experiment(agent).record("second", 20, quality_score=100 * second)
    report = await hall.optimizer.GetOptimizationReport(pb.GetOptimizationReportRequest())
    assert report.agents_optimized == 2
    nothing, halves = report.improvements
    assert (nothing.agent, nothing.baseline_score, nothing.best_score) == ("From nothing", 0.0, 0.5)
    assert not nothing.HasField("improvement_percent")
    assert nothing.reason
    assert (halves.agent, halves.improvement_percent, halves.reason) == ("Halves", 50.0, "")
    assert report.avg_improvement == 50.0


async def test_the_report_names_a_winner(experiment: New) -> None:
    await experiment().add("bad")
    await experiment().add("good", "Write React.")
    await experiment().record("bad", 50, success=False)
    await experiment().record("good", 49, success=True, duration_ms=10)
    report = await experiment().report()
    assert (report.message, report.recommendation) == ("", "Continue testing")
    await experiment().record("good", success=True, duration_ms=10)
    report = await experiment().report()
    assert report.recommendation == "Deploy best variant to production"
    assert (report.best_variant.variant_id, report.best_variant.prompt) == ("good", "Write React.")
    assert (report.best_variant.executions, report.best_variant.avg_duration_ms) == (50, 10.0)
    assert report.decision.verdict == report_pb2.VERDICT_WINNER
    assert (report.decision.variant_id, report.decision.error_probability) == ("good", 0.05)
    bad, good = report.decision.estimates
    assert (bad.variant_id, bad.score, good.variant_id, good.score) == ("bad", 0.0, "good", 1.0)
    assert bad.interval.low == 0.0 < bad.interval.high < good.interval.low < good.interval.high == 1.0
    assert good.interval.level == pytest.approx(0.975)


async def test_the_report_finds_no_clear_winner(experiment: New) -> None:
    for name in ("a", "b"):
        await experiment().add(name)
        await experiment().record(name, 10, success=True, quality_score=80)
    report = await experiment().report()
    assert (report.message, report.recommendation) == ("No clear winner yet", "Continue testing")
    assert report.best_variant.variant_id == "a"
    assert report.decision.verdict == report_pb2.VERDICT_INCONCLUSIVE


async def proven(experiment: New, agents: list[str], prompt: str) -> None:
    """Each agent gets a best prompt."""
    for agent in agents:
        await experiment(agent).add("a", prompt)
    await asyncio.gather(*(experiment(agent).record("a", 20, success=True) for agent in agents))


async def best_pages(hall: Hall, **arguments: int) -> list[pb.GetBestPromptsResponse]:
    pages: list[pb.GetBestPromptsResponse] = []
    token = ""
    while token or not pages:
        pages.append(await hall.optimizer.GetBestPrompts(pb.GetBestPromptsRequest(page_token=token, **arguments)))
        token = pages[-1].next_page_token
    return pages


async def test_best_prompts_come_in_pages_by_agent_name(hall: Hall, experiment: New) -> None:
    await proven(experiment, ["b", "é", "a", "B", "c"], "Write React.")
    await experiment("A").add("too few results")
    pages = await best_pages(hall, page_size=2)
    assert [sorted(page.best_prompts) for page in pages] == [["B", "a"], ["b", "c"], ["é"]]
    (whole,) = await best_pages(hall)
    assert {agent: prompt for page in pages for agent, prompt in page.best_prompts.items()} == whole.best_prompts
    token = pages[0].next_page_token
    for bad in (token[:-2] + "AA", "x"):
        failure = await refused(hall.optimizer.GetBestPrompts(pb.GetBestPromptsRequest(page_token=bad)))
        assert reason(failure) == "INVALID_PAGE_TOKEN"
    failure = await refused(hall.optimizer.ListVariants(pb.ListVariantsRequest(page_token=token)))
    assert reason(failure) == "INVALID_PAGE_TOKEN"
    failure = await refused(hall.optimizer.GetBestPrompts(pb.GetBestPromptsRequest(page_size=-1)))
    assert reason(failure) == "VALIDATION_FAILED"


async def test_the_largest_best_prompts_reach_an_ordinary_client(hall: Hall, experiment: New) -> None:
    agents = [f"agent {at:02}" for at in range(18)]
    await proven(experiment, agents, "é" * 131_072)
    pages = await best_pages(hall)
    assert len(pages) == 2
    assert max(page.ByteSize() for page in pages) < 4 * 1024 * 1024
    assert sorted(agent for page in pages for agent in page.best_prompts) == agents
