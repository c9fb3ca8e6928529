"""What concurrent callers were told, and whether the store keeps it.

A writer makes callers that write until the server is gone, and writes down what was sent and what was acknowledged.
Afterwards it compares: each acknowledged write is there (`lost`), and aggregates equal a recount of the rows
(`miscounted`). A write that was sent and not acknowledged may be there or not; both are right.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Protocol, Self

import grpc

from agenthall.access.v1 import access_service_pb2, access_service_pb2_grpc, api_key_pb2
from agenthall.marketplace.v1 import agent_pb2, manifest_pb2, marketplace_service_pb2, marketplace_service_pb2_grpc
from agenthall.observability.v1 import execution_pb2, observability_service_pb2, observability_service_pb2_grpc
from agenthall.optimizer.v1 import optimizer_service_pb2, optimizer_service_pb2_grpc
from bench import samples
from bench.prove.stores import Store

_CALL_SECONDS = 10.0
_SETTLE_SECONDS = 0.3
_CUT_OFF = "Internal error from Core"
"""What gRPC's client says, with INTERNAL, of a message that it was writing when the connection went away."""
Caller = Coroutine[Any, Any, None]


@dataclass(slots=True)
class Verdict:
    """What a check found; empty is right."""

    lost: list[str] = field(default_factory=list)
    miscounted: list[str] = field(default_factory=list)

    def __iadd__(self, other: Verdict) -> Self:
        self.lost += other.lost
        self.miscounted += other.miscounted
        return self


class Writer(Protocol):
    """One kind of write."""

    acknowledged: int
    """Writes that were answered."""
    calls: int
    """Calls that were answered: a batch is one."""
    stopped: bool
    """Set it to end the callers, each after the call that it is in."""

    async def prepare(self, channel: grpc.aio.Channel) -> None:
        """Once, on an empty store."""

    def callers(self, channel: grpc.aio.Channel) -> Sequence[Caller]:
        """Each writes, one call after another, until a call fails or `stopped` is set."""

    async def check(self, channel: grpc.aio.Channel, store: Store) -> Verdict:
        """After a restart."""


class Executions:
    """RecordExecution from 16 callers, RecordExecutions of 25 from 4, StreamExecutions from 2; with ids of the caller.

    `repeats`: whether a call may have been sent again below us, so that an answer may tell of a duplicate.
    """

    def __init__(self, *, repeats: bool = False) -> None:
        self.acknowledged = self.calls = 0
        self.stopped = False
        self._repeats = repeats
        self._kept: set[str] = set()
        self._sent: set[str] = set()
        self._numbers = count()
        self._samples = samples.executions(1000)

    async def prepare(self, channel: grpc.aio.Channel) -> None:
        """Nothing is needed."""

    def callers(self, channel: grpc.aio.Channel) -> Sequence[Caller]:
        stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        return [
            *(self._one_by_one(stub) for _ in range(16)),
            *(self._in_batches(stub) for _ in range(4)),
            *(self._over_a_stream(stub) for _ in range(2)),
        ]

    async def _one_by_one(self, stub: Any) -> None:
        while not self.stopped:
            execution = self._next()
            request = observability_service_pb2.RecordExecutionRequest(execution=execution)
            answer = await stub.RecordExecution(request, timeout=_CALL_SECONDS)
            assert self._repeats or not answer.duplicate, execution.execution_id
            self._keep([execution])

    async def _in_batches(self, stub: Any) -> None:
        while not self.stopped:
            batch = [self._next() for _ in range(25)]
            request = observability_service_pb2.RecordExecutionsRequest(executions=batch)
            answer = await stub.RecordExecutions(request, timeout=_CALL_SECONDS)
            repeated = answer.duplicate_count if self._repeats else 0
            assert answer.accepted_count + repeated == len(batch), answer
            self._keep(batch)

    async def _over_a_stream(self, stub: Any) -> None:
        """One stream after the other; the next one begins with what the last one did not acknowledge."""
        waiting: list[execution_pb2.Execution] = []
        while not self.stopped:
            try:
                await self._streamed(stub.StreamExecutions(), waiting)
            except grpc.aio.AioRpcError as error:
                went_away = error.code() is grpc.StatusCode.UNAVAILABLE or error.details() == _CUT_OFF
                if not self._repeats or not went_away:
                    raise

    async def _streamed(self, stream: Any, waiting: list[execution_pb2.Execution]) -> None:
        """Keeps a hundred on their way in messages of five. What an answer acknowledges is kept, whatever follows."""
        sent = acknowledged = 0
        while not self.stopped:
            waiting += [self._next() for _ in range(100 - len(waiting))]
            for start in range(sent, len(waiting), 5):
                if not stream.done():  # or reading says why
                    message = waiting[start : start + 5]
                    await stream.write(observability_service_pb2.StreamExecutionsRequest(executions=message))
            answer = await asyncio.wait_for(stream.read(), _CALL_SECONDS)
            assert not answer.rejections, answer
            assert self._repeats or not answer.duplicate_count, answer
            done = answer.acknowledged_sequence - acknowledged
            acknowledged += done
            self._keep(waiting[:done])
            del waiting[:done]
            sent = len(waiting)
        stream.cancel()

    def _next(self) -> execution_pb2.Execution:
        number = next(self._numbers)
        execution = execution_pb2.Execution()
        execution.CopyFrom(self._samples[number % len(self._samples)])
        execution.execution_id = f"execution-{number}"
        self._sent.add(execution.execution_id)
        return execution

    def _keep(self, executions: Iterable[execution_pb2.Execution]) -> None:
        names = {execution.execution_id for execution in executions}
        self._kept |= names
        self.acknowledged += len(names)
        self.calls += 1

    async def check(self, channel: grpc.aio.Channel, store: Store) -> Verdict:
        stored = await self._settled(store)
        verdict = Verdict(sorted(self._kept - set(stored)), sorted(set(stored) - self._sent))
        if len(stored) != len(set(stored)):
            verdict.miscounted.append(f"{len(stored) - len(set(stored))} executions are stored twice")
        stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        for hours in (0, 24):
            verdict.miscounted += await self._differences(stub, store, hours)
        return verdict

    @staticmethod
    async def _settled(store: Store) -> list[str]:
        """All ids, when no more come: a server still commits what a stream sent that is gone."""
        stored: list[str] = []
        while (found := [row[0] for row in store.query("SELECT execution_id FROM executions")]) != stored:
            stored = found
            await asyncio.sleep(_SETTLE_SECONDS)
        return stored

    async def _differences(self, stub: Any, store: Store, hours: int) -> list[str]:
        """Dashboard against rows; of all time and of the hours of the last day, which hold all rows too."""
        request = observability_service_pb2.GetDashboardRequest()
        if hours:
            request.window.seconds = hours * 3600
        answer = await stub.GetDashboard(request, timeout=_CALL_SECONDS)
        shown = {
            agent.agent_name: (
                agent.total_executions, agent.successful, agent.failed, agent.cancelled, agent.duration_count,
                agent.tokens_count, agent.total_tokens, agent.cost_count, agent.cost_nano_usd,
            )
            for agent in answer.agents
        }  # fmt: skip
        return _differences(f"dashboard of {hours or 'all'} hours", shown, self._recount(store))

    @staticmethod
    def _recount(store: Store) -> dict[str, tuple[int, ...]]:
        outcomes = ", ".join(f"sum(CASE WHEN outcome = {outcome} THEN 1 ELSE 0 END)" for outcome in (1, 2, 3))
        rows = store.query(
            f"SELECT agent_name, count(*), {outcomes}, count(duration_ms), count(tokens), "  # noqa: S608 - constants
            "coalesce(sum(tokens), 0), count(cost_nano_usd), coalesce(sum(cost_nano_usd), 0) "
            "FROM executions GROUP BY agent_name"
        )
        return {row[0]: tuple(map(int, row[1:])) for row in rows}


class Ratings:
    """RateAgent from 8 principals: each votes in turn for an agent of its own and for one that all of them share."""

    _SHARED = "shared"
    _VOTERS = 8

    def __init__(self) -> None:
        self.acknowledged = self.calls = 0
        self.stopped = False
        self._keys: list[tuple[str, str]] = []
        self._possible: defaultdict[tuple[str, str], set[int]] = defaultdict(lambda: {0})
        """By agent and principal, the half stars that the store may hold; 0: no vote."""
        self._turns = count()

    async def prepare(self, channel: grpc.aio.Channel) -> None:
        access = access_service_pb2_grpc.AccessServiceStub(channel)
        marketplace = marketplace_service_pb2_grpc.MarketplaceServiceStub(channel)
        for voter in range(self._VOTERS):
            request = access_service_pb2.CreateApiKeyRequest(display_name=f"voter {voter}", role=api_key_pb2.ROLE_ADMIN)
            made = await access.CreateApiKey(request, timeout=_CALL_SECONDS)
            self._keys.append((made.api_key.key_id, made.secret))
        for name in (self._SHARED, *map(_own_agent, range(self._VOTERS))):
            await marketplace.PublishAgent(_publication(name), timeout=_CALL_SECONDS)

    def callers(self, channel: grpc.aio.Channel) -> Sequence[Caller]:
        stub = marketplace_service_pb2_grpc.MarketplaceServiceStub(channel)
        return [self._vote(stub, voter) for voter in range(self._VOTERS)]

    async def _vote(self, stub: Any, voter: int) -> None:
        key_id, secret = self._keys[voter]
        metadata = (("authorization", f"Bearer {secret}"),)
        while not self.stopped:
            for name in (_own_agent(voter), self._SHARED):
                possible = self._possible[name, f"key:{key_id}"]
                half_stars = 2 + next(self._turns) % 9
                possible.add(half_stars)
                request = marketplace_service_pb2.RateAgentRequest(agent=f"proof/{name}", rating=half_stars / 2)
                await stub.RateAgent(request, metadata=metadata, timeout=_CALL_SECONDS)
                self._possible[name, f"key:{key_id}"] = {half_stars}
                self.acknowledged += 1
                self.calls += 1

    async def check(self, channel: grpc.aio.Channel, store: Store) -> Verdict:
        rows = store.query(
            "SELECT a.name, r.principal, r.half_stars FROM ratings r JOIN agents a ON a.agent_key = r.agent_key"
        )
        votes = {(name, principal): half_stars for name, principal, half_stars in rows}
        verdict = Verdict()
        if len(votes) != len(rows):
            verdict.miscounted.append("a principal has two votes for one agent")
        for voted, possible in self._possible.items():
            if votes.get(voted, 0) not in possible:
                verdict.lost.append(f"vote {voted}: {votes.get(voted)} is stored, acknowledged was {sorted(possible)}")
            self._possible[voted] = {votes.get(voted, 0)}
        verdict.miscounted += await self._differences(channel, votes)
        return verdict

    async def _differences(self, channel: grpc.aio.Channel, votes: dict[tuple[str, str], int]) -> list[str]:
        stub = marketplace_service_pb2_grpc.MarketplaceServiceStub(channel)
        shown, recount = {}, {}
        for name in (self._SHARED, *map(_own_agent, range(self._VOTERS))):
            request = marketplace_service_pb2.GetAgentRequest(agent=f"proof/{name}")
            agent = (await stub.GetAgent(request, timeout=_CALL_SECONDS)).agent
            shown[name] = (
                agent.rating_count,
                round(agent.average_rating * agent.rating_count * 2),
                *agent.rating_histogram,
            )
            cast = [half_stars for (voted, _), half_stars in votes.items() if voted == name]
            recount[name] = (len(cast), sum(cast), *(cast.count(half_stars) for half_stars in range(2, 11)))
        return _differences("votes", shown, recount)


class Results:
    """RecordResult from 8 callers for three variants of one agent, with ids of the caller.

    `repeats`: see Executions.
    """

    _AGENT = "kill proof"
    _VARIANTS = ("a", "b", "c")

    def __init__(self, *, repeats: bool = False) -> None:
        self.acknowledged = self.calls = 0
        self.stopped = False
        self._repeats = repeats
        self._kept: set[str] = set()
        self._sent: set[str] = set()
        self._numbers = count()

    async def prepare(self, channel: grpc.aio.Channel) -> None:
        stub = optimizer_service_pb2_grpc.OptimizerServiceStub(channel)
        for variant in self._VARIANTS:
            request = optimizer_service_pb2.AddVariantRequest(
                agent_name=self._AGENT, variant_id=variant, prompt=variant
            )
            await stub.AddVariant(request, timeout=_CALL_SECONDS)

    def callers(self, channel: grpc.aio.Channel) -> Sequence[Caller]:
        stub = optimizer_service_pb2_grpc.OptimizerServiceStub(channel)
        return [self._record(stub) for _ in range(8)]

    async def _record(self, stub: Any) -> None:
        while not self.stopped:
            number = next(self._numbers)
            request = self._request(number)
            self._sent.add(request.result_id)
            answer = await stub.RecordResult(request, timeout=_CALL_SECONDS)
            assert self._repeats or not answer.duplicate, request.result_id
            self._kept.add(request.result_id)
            self.acknowledged += 1
            self.calls += 1

    def _request(self, number: int) -> optimizer_service_pb2.RecordResultRequest:
        return optimizer_service_pb2.RecordResultRequest(
            agent_name=self._AGENT,
            variant_id=self._VARIANTS[number % 3],
            result_id=f"result-{number}",
            success=number % 5 > 0,
            quality_score=number % 101,
            duration_ms=number % 997,
        )

    async def check(self, channel: grpc.aio.Channel, store: Store) -> Verdict:
        stored = [row[0].rpartition(":")[2] for row in store.query("SELECT result_id FROM results")]
        verdict = Verdict(sorted(self._kept - set(stored)), sorted(set(stored) - self._sent))
        if len(stored) != len(set(stored)):
            verdict.miscounted.append(f"{len(stored) - len(set(stored))} results are stored twice")
        verdict.miscounted += await self._differences(channel, store)
        return verdict

    async def _differences(self, channel: grpc.aio.Channel, store: Store) -> list[str]:
        stub = optimizer_service_pb2_grpc.OptimizerServiceStub(channel)
        request = optimizer_service_pb2.ListVariantsRequest(agent_name=self._AGENT)
        answer = await stub.ListVariants(request, timeout=_CALL_SECONDS)
        shown = {
            variant.variant_id: (
                variant.executions,
                round(variant.success_rate * variant.executions / 100),
                round(variant.avg_quality_score * variant.executions),
                round(variant.avg_duration_ms * variant.executions),
            )
            for variant in answer.variants
            if variant.executions
        }
        rows = store.query(
            "SELECT variant_id, count(*), sum(success), sum(quality_micro) / 1000000, sum(duration_us) / 1000 "
            "FROM results GROUP BY variant_id"
        )
        return _differences("variants", shown, {row[0]: tuple(map(int, row[1:])) for row in rows})


def writers(*, repeats: bool = False) -> list[Writer]:
    """38 callers in all. `repeats`: see Executions."""
    return [Executions(repeats=repeats), Ratings(), Results(repeats=repeats)]


def _differences(what: str, shown: Mapping[str, tuple[int, ...]], recount: Mapping[str, tuple[int, ...]]) -> list[str]:
    return [
        f"{what}, {name}: shown {shown.get(name)}, recounted {recount.get(name)}"
        for name in sorted(shown.keys() | recount.keys())
        if shown.get(name) != recount.get(name)
    ]


def _own_agent(voter: int) -> str:
    return f"agent-{voter}"


def _publication(name: str) -> marketplace_service_pb2.PublishAgentRequest:
    manifest = manifest_pb2.Manifest(
        namespace="proof",
        name=name,
        description="An agent that is voted for while its server is killed again and again.",
        version="1.0.0",
        category="testing",
        system_prompt="You answer every question about durability with a measurement.",
    )
    return marketplace_service_pb2.PublishAgentRequest(manifest=manifest, visibility=agent_pb2.VISIBILITY_PUBLIC)
