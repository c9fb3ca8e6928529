"""OptimizerService over gRPC."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import TypeVar

from agenthall.optimizer.v1 import optimizer_service_pb2 as pb
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer, MergedWrite
from agenthall_server.database import Database
from agenthall_server.edits import wanted
from agenthall_server.interceptors import Call
from agenthall_server.optimizer import claims, store, store_results, wire
from agenthall_server.optimizer.policies import Policies
from agenthall_server.optimizer.report import best_prompts, report_experiment, report_optimization
from agenthall_server.optimizer.selection import Change, Policy
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.scope import Scope
from agenthall_server.tallies import Tally
from agenthall_server.tokens import Signer

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")
_POLICY_AGE_SECONDS = {"sqlite": 60.0, "postgresql": 2.0}
"""Of the oldest policy in use: on PostgreSQL other servers add variants and record results, too."""


class OptimizerServicer:
    """Experiments of the caller's workspace."""

    def __init__(self, database: Database, committer: Committer, clock: Clock, pager: Pager, signer: Signer) -> None:
        self._database = database
        self._committer = committer
        self._clock = clock
        self._pager = pager
        self._signer = signer
        self._policies = Policies(self._load_policy, max_age_seconds=_POLICY_AGE_SECONDS[database.dialect])
        self._add_variants = MergedWrite(
            "add_variants", partial(store.add_variants, clock), self._changed, looks_first=True
        )
        self._update_variants = MergedWrite(
            "update_variants", partial(store.update_variants, clock), self._changed, looks_first=True
        )
        tally = Tally("optimizer.results.record", attrgetter("result_id"), attrgetter("duplicate"))
        self._record_results = MergedWrite("record_results", store_results.record_results, self._recorded, tally)

    async def AddVariant(self, request: pb.AddVariantRequest, call: Call) -> pb.AddVariantResponse:
        variant_id = request.variant_id or self._clock.new_id()
        new = store.NewVariant(call.scope, request.agent_name, variant_id, request.prompt)
        added = await self._committer.one(self._add_variants, new, size=call.size)
        return pb.AddVariantResponse(variant=wire.variant_message(added.variant, added.totals))

    async def ListVariants(self, request: pb.ListVariantsRequest, call: Call) -> pb.ListVariantsResponse:
        page = PageRequest.of(call.method, request, shape=(request.agent_name,))
        async with self._database.snapshot() as session:
            found, token = await store.list_variants(call.scope, session, self._pager, page, request.agent_name)
        return pb.ListVariantsResponse(variants=[wire.variant_message(*one) for one in found], next_page_token=token)

    async def UpdateVariant(self, request: pb.UpdateVariantRequest, call: Call) -> pb.UpdateVariantResponse:
        named = request.variant
        values = wanted(named, request.update_mask.paths, wire.EDITABLE)
        change = store.VariantChange(call.scope, named.agent_name, named.variant_id, values, named.etag)
        updated = await self._committer.one(self._update_variants, change, size=call.size)
        return pb.UpdateVariantResponse(variant=wire.variant_message(updated.variant, updated.totals))

    async def SelectVariant(self, request: pb.SelectVariantRequest, call: Call) -> pb.SelectVariantResponse:
        policy = await self._policies.get(call.scope, request.agent_name)
        if not policy.arms:
            return wire.DEFAULT_SELECTION
        selection = self._clock.new_id()
        selected = policy.choose(request.unit_key or selection, request.exclude_variant_ids)
        claimed = claims.Claims(
            selection=selection,
            workspace_key=call.scope.workspace_key,
            agent_name=request.agent_name,
            variant_id=selected.variant_id,
            propensity=selected.propensity,
            policy_version=policy.version,
            expire_time=self._clock.now_us() + claims.LIFETIME_US,
        )
        return wire.selection_message(selected, claimed, claims.sign(self._signer, claimed))

    async def RecordResult(self, request: pb.RecordResultRequest, call: Call) -> pb.RecordResultResponse:
        claimed = claims.verify(self._signer, call.scope, request.selection_id) if request.selection_id else None
        wire.check_result(request, claimed)
        now = self._clock.now_us()
        new = wire.new_result(request, call.scope, claimed, fresh_id=self._clock.new_id(), now_us=now)
        recorded = await self._committer.one(self._record_results, new, size=call.size, scope=call.scope)
        return pb.RecordResultResponse(duplicate=recorded.duplicate, late=recorded.late)

    async def GetBestPrompts(self, request: pb.GetBestPromptsRequest, call: Call) -> pb.GetBestPromptsResponse:
        async with self._database.snapshot() as session:
            rows = await store.read_fleet(call.scope, session)
        leaders = await asyncio.to_thread(lambda: best_prompts(store.by_agent(rows)))
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:  # a new one: none is held while a rule runs
            found, token = await store.list_prompts(call.scope, session, self._pager, page, leaders)
        prompts = {agent: wire.best_prompt_message(leader, prompt) for agent, leader, prompt in found}
        return pb.GetBestPromptsResponse(best_prompts=prompts, next_page_token=token)

    async def GetOptimizationReport(
        self, request: pb.GetOptimizationReportRequest, call: Call
    ) -> pb.GetOptimizationReportResponse:
        async with self._database.snapshot() as session:
            rows = await store.read_fleet(call.scope, session)
        return wire.optimization_message(await asyncio.to_thread(lambda: report_optimization(store.by_agent(rows))))

    async def GetExperimentReport(
        self, request: pb.GetExperimentReportRequest, call: Call
    ) -> pb.GetExperimentReportResponse:
        agent_name = request.agent_name
        async with self._database.snapshot() as session:
            standings = await store.read_standings(call.scope, session, agent_name)
        report = await asyncio.to_thread(report_experiment, standings)
        leader = report.best
        async with self._database.snapshot() as session:
            best = await store.read_variant(call.scope, session, agent_name, leader.variant_id) if leader else None
        return wire.experiment_message(agent_name, report, best)

    async def _load_policy(self, scope: Scope, agent_name: str) -> Policy:
        async with self._database.reader() as connection:
            return await store.load_policy(scope, connection, agent_name)

    def _changed(
        self,
        items: Sequence[store.NewVariant | store.VariantChange],
        outcomes: Sequence[store.StoredVariant | Exception],
    ) -> None:
        for item, outcome in zip(items, outcomes, strict=True):
            if not isinstance(outcome, Exception):
                self._policies.drop(item.scope.workspace_key, item.agent_name)

    def _recorded(
        self, items: Sequence[store_results.NewResult], outcomes: Sequence[store_results.Recorded | Exception]
    ) -> None:
        for item, outcome in zip(items, outcomes, strict=True):
            if not isinstance(outcome, Exception) and not outcome.duplicate:
                change = Change(item.variant_id, item.totals, outcome.revision)
                self._policies.move_on(item.scope.workspace_key, item.agent_name, change)
