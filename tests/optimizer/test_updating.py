"""Variants that are described and retired."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
import pytest
from tests.conftest import reason
from tests.optimizer.conftest import Experiment

from agenthall.optimizer.v1 import optimizer_service_pb2 as pb
from agenthall.optimizer.v1 import variant_pb2
from agenthall_server.optimizer.report import best_prompts, report_experiment
from agenthall_server.optimizer.scoring import SCORE_UNIT, Standing, Totals


async def update(
    experiment: Experiment, variant_id: str, *paths: str, etag: str = "", **values: Any
) -> variant_pb2.Variant:
    variant = variant_pb2.Variant(agent_name=experiment.agent_name, variant_id=variant_id, etag=etag, **values)
    request = pb.UpdateVariantRequest(variant=variant)
    request.update_mask.paths.extend(paths)
    return (await experiment.stub.UpdateVariant(request)).variant


async def test_a_retired_variant_is_selected_no_more(experiment: Callable[..., Experiment]) -> None:
    agent = experiment()
    await agent.add("a")
    await agent.add("b")
    before = {(await agent.select(unit_key=str(unit))).variant.variant_id for unit in range(40)}
    assert before == {"a", "b"}
    selected = next(
        one for one in [await agent.select(unit_key=str(unit)) for unit in range(40)] if one.variant.variant_id == "b"
    )
    retired = await update(agent, "b", retired=True)
    assert retired.retired
    after = [await agent.select(unit_key=str(unit)) for unit in range(40)]
    assert {(one.variant.variant_id, one.propensity) for one in after} == {("a", 1.0)}
    assert after[0].policy_version > selected.policy_version
    late = pb.RecordResultRequest(selection_id=selected.selection_id, success=True)
    assert not (await agent.stub.RecordResult(late)).duplicate
    assert (await agent.variants())["b"].executions == 1
    await update(agent, "a", retired=True)
    assert (await agent.select()).variant.variant_id == "default"
    assert not (await update(agent, "b", "retired")).retired
    assert (await agent.select()).variant.variant_id == "b"


async def test_two_people_do_not_overwrite_each_other(
    experiment: Callable[..., Experiment], refused: Callable[..., Any]
) -> None:
    agent = experiment()
    seen = await agent.add("a")
    told = await update(agent, "a", description="Shorter.", etag=seen.etag)
    assert (told.description, told.prompt) == ("Shorter.", seen.prompt)
    assert await update(agent, "a", description="Shorter.", etag=seen.etag) == told
    with refused(grpc.StatusCode.ABORTED) as caught:
        await update(agent, "a", description="Longer.", etag=seen.etag)
    assert reason(caught.value) == "ETAG_MISMATCH"
    await agent.record("a", success=True)
    assert (await agent.variants())["a"].etag == told.etag  # a result makes nothing stale
    with refused(grpc.StatusCode.NOT_FOUND):
        await update(agent, "nobody", description="x")
    for paths in (("prompt",), ("retired", "score")):
        with refused(grpc.StatusCode.INVALID_ARGUMENT) as wrong:
            await update(agent, "a", *paths, prompt="another")
        assert "update_mask" in wrong.value.details()


def standing(variant_id: str, ordinal: int, results: int, score: float, *, retired: bool = False) -> Standing:
    totals = Totals(result_count=results, score_sum_nano=round(results * score * SCORE_UNIT))
    return Standing(variant_id, ordinal, totals, retired)


@pytest.mark.parametrize("retired", [True, False])
def test_reports_name_no_retired_variant_as_the_best(retired: bool) -> None:
    fleet = [standing("a", 0, 60, 0.5), standing("b", 1, 60, 0.9, retired=retired), standing("c", 2, 0, 0.0)]
    best = "a" if retired else "b"
    assert best_prompts({"agent": fleet})["agent"].variant_id == best
    report = report_experiment(fleet)
    assert report.best is not None
    assert (report.best.variant_id, report.variants_tested, report.total_executions) == (best, 2, 120)
    assert [one.variant_id for one in report.decision.estimates] == (["a", "c"] if retired else ["a", "b", "c"])
