"""The stages of the demo: each sends real input, reads back what the server made of it, and checks that.

Ids, teams and the experiment carry the name of the run, so that stages work on a server with other data in it.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import grpc

from agenthall.marketplace.v1 import agent_pb2, manifest_pb2, marketplace_service_pb2, marketplace_service_pb2_grpc
from agenthall.memory.v1 import build_pb2, team_memory_service_pb2, team_memory_service_pb2_grpc
from agenthall.observability.v1 import execution_pb2, observability_service_pb2, observability_service_pb2_grpc
from agenthall.optimizer.v1 import optimizer_service_pb2, optimizer_service_pb2_grpc
from agenthall_server.client import failure_of
from agenthall_server.demo.inputs import Bandit

_BATCH = 500
_DEADLINE_SECONDS = 30.0
_INSTALLED = ("agenthall/code-review-pipeline", "agenthall/seo-specialist")

Step = Callable[[int], None]
"""Called with the number of items that were done."""


@dataclass(frozen=True, slots=True)
class Check:
    """What the server answered beside what was sent."""

    name: str
    expected: Any
    answered: Any

    @property
    def ok(self) -> bool:
        if isinstance(self.expected, float) and isinstance(self.answered, float):
            return abs(self.expected - self.answered) <= 1e-9 * max(1.0, abs(self.expected))
        return bool(self.expected == self.answered)


@dataclass(slots=True)
class Findings:
    """What a stage has to say: lines for people, tables, checks."""

    lines: list[str] = field(default_factory=list)
    tables: list[tuple[str, Sequence[str], Sequence[Sequence[str]]]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)


class Stages:
    """All stages against one server."""

    def __init__(self, channel: grpc.aio.Channel, run: str) -> None:
        self.run = run
        self._marketplace = marketplace_service_pb2_grpc.MarketplaceServiceStub(channel)
        self._memory = team_memory_service_pb2_grpc.TeamMemoryServiceStub(channel)
        self._observability = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        self._optimizer = optimizer_service_pb2_grpc.OptimizerServiceStub(channel)

    async def publish(self, manifests: Sequence[manifest_pb2.Manifest], step: Step) -> Findings:
        """Publishes all manifests; a refused one is reported with its reason and does not stop the rest."""
        found = Findings()
        published: Counter[str] = Counter()
        for number, manifest in enumerate(manifests):
            request = marketplace_service_pb2.PublishAgentRequest(
                manifest=manifest, visibility=agent_pb2.VISIBILITY_PUBLIC
            )
            try:
                await self._marketplace.PublishAgent(request, timeout=_DEADLINE_SECONDS)
                published[manifest.namespace] += 1
            except grpc.aio.AioRpcError as error:
                found.lines.append(f"row {number} ({manifest.namespace}/{manifest.name}) refused: {failure_of(error)}")
            step(1)
        for namespace, count in published.items():
            found.lines.append(f"published {count} agents in namespace {namespace}")
            found.checks.append(Check(f"agents listed in {namespace}", count, await self._listed(namespace)))
        return found

    async def find_and_install(self) -> Findings:
        """Searches the catalogue, installs a team with its members, and rates it."""
        found = Findings()
        request = marketplace_service_pb2.SearchAgentsRequest(query="security review", page_size=5)
        answer = await self._marketplace.SearchAgents(request, timeout=_DEADLINE_SECONDS)
        rows = [
            (f"{hit.agent.namespace}/{hit.agent.name}", hit.agent.category, f"{hit.score:.3f}") for hit in answer.hits
        ]
        found.tables.append(
            (f'Search "security review": {answer.match_count} matches', ("agent", "category", "score"), rows)
        )
        for agent in _INSTALLED:
            install = marketplace_service_pb2.InstallAgentRequest(agent=agent, request_id=f"{self.run}-{agent}")
            installed = await self._marketplace.InstallAgent(install, timeout=_DEADLINE_SECONDS)
            locked = [f"{one.agent}@{one.version}" for one in installed.lock.agents]
            found.lines.append(f"installed {', '.join(locked)}")
        listed = await self._installations()
        missing = [agent for agent in _INSTALLED if agent not in listed]
        found.checks.append(Check("installations missing", [], missing))
        rating = marketplace_service_pb2.RateAgentRequest(
            agent=_INSTALLED[0], rating=4.5, review="Found a real defect."
        )
        rated = (await self._marketplace.RateAgent(rating, timeout=_DEADLINE_SECONDS)).agent
        found.checks.append(Check("votes in the histogram", rated.rating_count, sum(rated.rating_histogram)))
        found.lines.append(f"rated {_INSTALLED[0]}: {rated.average_rating:.2f} of {rated.rating_count} votes")
        return found

    async def record(self, executions: Sequence[execution_pb2.Execution], step: Step) -> Findings:
        """Records executions while a second call follows the metrics."""
        found = Findings()
        names = sorted({execution.agent_name for execution in executions})
        before = await self._totals(names)
        expected = Counter(execution.agent_name for execution in executions) + Counter(before)
        follower = asyncio.create_task(self._follow(names, dict(expected)))
        accepted = 0
        for start in range(0, len(executions), _BATCH):
            request = observability_service_pb2.RecordExecutionsRequest(executions=executions[start : start + _BATCH])
            answer = await self._observability.RecordExecutions(request, timeout=_DEADLINE_SECONDS)
            accepted += answer.accepted_count
            found.lines += [f"execution {start + one.index} refused: {one.status.message}" for one in answer.rejections]
            step(len(request.executions))
        messages, seen = await asyncio.wait_for(follower, _DEADLINE_SECONDS)
        found.lines.append(f"a subscriber followed in {messages} messages until every agent's total was right")
        found.checks.append(Check("executions accepted", len(executions), accepted))
        found.checks.append(Check("totals that the subscriber saw", dict(expected), seen))
        await self._dashboard(executions, found)
        await self._advice(found)
        return found

    async def _dashboard(self, executions: Sequence[execution_pb2.Execution], found: Findings) -> None:
        request = observability_service_pb2.GetDashboardRequest(team_id=self.run)
        answer = await self._observability.GetDashboard(request, timeout=_DEADLINE_SECONDS)
        rows = [
            (
                agent.agent_name,
                f"{agent.total_executions:,}",
                _shown(agent, "success_rate", "{:.1f}%"),
                _shown(agent, "avg_duration_ms", "{:,.0f}"),
                _shown(agent, "avg_tokens", "{:,.0f}"),
                _shown(agent, "cost_nano_usd", "${:,.2f}", 1e9),
            )
            for agent in answer.agents
        ]
        head = ("agent", "executions", "success", "mean ms", "mean tokens", "cost")
        found.tables.append(("Dashboard", head, rows))
        found.checks += _dashboard_checks(answer.summary, executions)

    async def _advice(self, found: Findings) -> None:
        slow = observability_service_pb2.ListBottlenecksRequest(team_id=self.run)
        bottlenecks = (await self._observability.ListBottlenecks(slow, timeout=_DEADLINE_SECONDS)).bottlenecks
        rows = [
            (one.agent_name, f"{one.avg_duration_ms:,.0f}", f"{one.time_share:.1f}%", f"{one.duration_count:,}")
            for one in bottlenecks
        ]
        found.tables.append(("Bottlenecks", ("agent", "mean ms", "share of time", "measured"), rows))
        advice = observability_service_pb2.ListRecommendationsRequest(team_id=self.run)
        answer = await self._observability.ListRecommendations(advice, timeout=_DEADLINE_SECONDS)
        found.lines += [f"recommendation: {one.text}" for one in answer.recommendations]

    async def experiment(self, bandit: Bandit, rounds: int, step: Step) -> Findings:
        """Plays a real bandit instance: each wording succeeds as often as was measured."""
        found = Findings()
        agent = f"{bandit.task} ({self.run})"
        for variant, accuracy in bandit.accuracies.items():
            prompt = f"wording {variant} of {bandit.task}, measured accuracy {accuracy:.2f} with {bandit.model}"
            add = optimizer_service_pb2.AddVariantRequest(agent_name=agent, variant_id=variant, prompt=prompt)
            await self._optimizer.AddVariant(add, timeout=_DEADLINE_SECONDS)
        rng = random.Random(20)  # noqa: S311 - a simulation, repeatable
        counts: Counter[str] = Counter()
        wins: Counter[str] = Counter()
        for _ in range(rounds):
            choose = optimizer_service_pb2.SelectVariantRequest(agent_name=agent)
            choice = await self._optimizer.SelectVariant(choose, timeout=_DEADLINE_SECONDS)
            variant = choice.variant.variant_id
            success = rng.random() < bandit.accuracies[variant]
            result = optimizer_service_pb2.RecordResultRequest(selection_id=choice.selection_id, success=success)
            await self._optimizer.RecordResult(result, timeout=_DEADLINE_SECONDS)
            counts[variant] += 1
            wins[variant] += success
            step(1)
        await self._experiment_report(agent, counts, wins, found)
        return found

    async def _experiment_report(self, agent: str, counts: Counter[str], wins: Counter[str], found: Findings) -> None:
        listing = optimizer_service_pb2.ListVariantsRequest(agent_name=agent)
        variants = (await self._optimizer.ListVariants(listing, timeout=_DEADLINE_SECONDS)).variants
        rows = [
            (one.variant_id, f"{one.executions:,}", _shown(one, "success_rate", "{:.1f}%"), one.prompt)
            for one in variants
        ]
        found.tables.append(("Prompt variants", ("variant", "results", "success", "prompt"), rows))
        asked = optimizer_service_pb2.GetExperimentReportRequest(agent_name=agent)
        report = await self._optimizer.GetExperimentReport(asked, timeout=_DEADLINE_SECONDS)
        best = max((name for name in counts if counts[name] >= 10), key=lambda name: wins[name] / counts[name])
        said = report.message or report.recommendation
        found.lines.append(f"best variant {report.best_variant.variant_id}: {said}")
        found.checks.append(Check("results in the report", counts.total(), report.total_executions))
        found.checks.append(
            Check(
                "results by variant",
                dict(counts),
                {one.variant_id: one.executions for one in variants if one.executions},
            )
        )
        found.checks.append(Check("score of the best variant", wins[best] / counts[best], report.best_variant.score))

    async def remember(
        self, stacks: Sequence[build_pb2.Build], benchmarks: Sequence[build_pb2.Build], step: Step
    ) -> Findings:
        """Records builds, asks for a stack and for insights."""
        found = Findings()
        for builds in (stacks, benchmarks):
            for start in range(0, len(builds), _BATCH):
                request = team_memory_service_pb2.RecordBuildsRequest(builds=builds[start : start + _BATCH])
                answer = await self._memory.RecordBuilds(request, timeout=_DEADLINE_SECONDS)
                found.lines += [f"build {start + one.index} refused: {one.status.message}" for one in answer.rejections]
                step(len(request.builds))
        prompt = "a web app with a Python API and a PostgreSQL database"
        ask = team_memory_service_pb2.SuggestStackRequest(prompt=prompt, team_id=f"{self.run}-templates")
        suggestion = await self._memory.SuggestStack(ask, timeout=_DEADLINE_SECONDS)
        stack = ", ".join(f"{slot} {name}" for slot, name in sorted(suggestion.suggestion.items()))
        found.lines.append(f'stack for "{prompt}": {stack}. {suggestion.reason}')
        team = f"{self.run}-benchmarks"
        insights = await self._memory.GetTeamInsights(
            team_memory_service_pb2.GetTeamInsightsRequest(team_id=team), timeout=_DEADLINE_SECONDS
        )
        found.lines += [f"benchmark team: {sentence}" for sentence in insights.insights]
        found.checks.append(
            Check("builds of the benchmark team", len({one.build_id for one in benchmarks}), insights.total_builds)
        )
        quality = _mean(one.quality_score for one in {one.build_id: one for one in reversed(benchmarks)}.values())
        found.checks.append(
            Check("mean quality of the benchmark team", round(quality, 6), round(insights.avg_quality, 6))
        )
        return found

    async def _listed(self, namespace: str) -> int:
        count, token = 0, ""
        while True:
            request = marketplace_service_pb2.ListAgentsRequest(
                filter=f'namespace = "{namespace}"', page_size=100, page_token=token
            )
            answer = await self._marketplace.ListAgents(request, timeout=_DEADLINE_SECONDS)
            count, token = count + len(answer.agents), answer.next_page_token
            if not token:
                return count

    async def _installations(self) -> set[str]:
        request = marketplace_service_pb2.ListInstallationsRequest(page_size=1000)
        answer = await self._marketplace.ListInstallations(request, timeout=_DEADLINE_SECONDS)
        return {one.agent for one in answer.installations}

    async def _totals(self, names: Sequence[str]) -> dict[str, int]:
        request = observability_service_pb2.GetDashboardRequest(agent_names=names)
        answer = await self._observability.GetDashboard(request, timeout=_DEADLINE_SECONDS)
        return {agent.agent_name: agent.total_executions for agent in answer.agents}

    async def _follow(self, names: Sequence[str], expected: dict[str, int]) -> tuple[int, dict[str, int]]:
        request = observability_service_pb2.WatchMetricsRequest(agent_names=names)
        request.interval.FromMilliseconds(100)
        seen: dict[str, int] = {}
        messages = 0
        async for message in self._observability.WatchMetrics(request, timeout=2 * _DEADLINE_SECONDS):
            messages += 1
            agents = message.snapshot.agents if message.HasField("snapshot") else message.delta.agents
            seen |= {agent.agent_name: agent.total_executions for agent in agents}
            if seen == expected:
                break
        return messages, seen


def _dashboard_checks(summary: Any, executions: Sequence[execution_pb2.Execution]) -> list[Check]:
    outcomes = Counter(execution.outcome for execution in executions)
    ok, failed = outcomes[execution_pb2.OUTCOME_OK], outcomes[execution_pb2.OUTCOME_FAILED]
    measured = [execution for execution in executions if execution.HasField("duration_ms")]
    mean = _mean(round(execution.duration_ms * 1000) for execution in measured) / 1000
    return [
        Check("executions in the dashboard", len(executions), summary.total_executions),
        Check("failed executions", failed, summary.failed),
        Check("cancelled executions", outcomes[execution_pb2.OUTCOME_CANCELLED], summary.cancelled),
        Check("success rate", 100 * ok / (ok + failed), summary.overall_success_rate),
        Check("mean duration", mean, summary.overall_avg_duration_ms),
        Check("tokens", sum(execution.tokens for execution in executions), summary.total_tokens),
        Check("cost", sum(execution.cost_nano_usd for execution in executions), summary.total_cost_nano_usd),
    ]


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers)


def _shown(message: Any, name: str, form: str, scale: float = 1) -> str:
    return form.format(getattr(message, name) / scale) if message.HasField(name) else "-"
