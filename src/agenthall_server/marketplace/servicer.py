"""MarketplaceService over gRPC."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from google.protobuf.message import Message

from agenthall.marketplace.v1 import agent_pb2, manifest_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.errors import FieldViolation, NotFound, ValidationFailed
from agenthall_server.interceptors import Call
from agenthall_server.marketplace import manifest as rules
from agenthall_server.marketplace import (
    naming,
    ranking,
    store_catalog,
    store_installations,
    store_publishing,
    store_ratings,
    store_search,
    versions,
    wire_installations,
    wire_manifests,
    wire_search,
)
from agenthall_server.marketplace.tables import Agent, AgentVersion
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.requests import once, request_key
from agenthall_server.wire import to_message

if TYPE_CHECKING:
    from sqlalchemy import Connection

Answer = TypeVar("Answer")
Reply = TypeVar("Reply", pb.InstallAgentResponse, pb.UninstallAgentResponse)


@dataclass(frozen=True, slots=True)
class _Examined:
    """A manifest as it would be published, with everything found in it."""

    message: manifest_pb2.Manifest
    manifest: rules.Manifest
    findings: list[rules.Finding]
    static_score: float


class MarketplaceServicer:
    """The catalogue as the caller's workspace sees it, and what that workspace has installed."""

    def __init__(
        self,
        database: Database,
        committer: Committer,
        clock: Clock,
        pager: Pager,
        violations: Callable[[Message], list[FieldViolation]],
    ) -> None:
        """`violations` lists the broken field rules of a message."""
        self._database = database
        self._committer = committer
        self._clock = clock
        self._pager = pager
        self._violations = violations

    async def ValidateManifest(self, request: pb.ValidateManifestRequest, call: Call) -> pb.ValidateManifestResponse:
        examined = await self._examine(request, call)
        return pb.ValidateManifestResponse(
            valid=rules.is_valid(examined.findings),
            findings=wire_manifests.finding_messages(examined.findings),
            static_score=examined.static_score,
        )

    async def PublishAgent(self, request: pb.PublishAgentRequest, call: Call) -> pb.PublishAgentResponse:
        examined = await self._examine(request, call)
        rules.require_valid(examined.findings)
        publication = wire_manifests.publication_of(request, examined.message, examined.manifest, examined.static_score)
        do = store_publishing.preview if request.validate_only else store_publishing.publish

        def answer(connection: Connection) -> AgentVersion:
            return do(connection, self._clock, call.scope, publication)

        version = await (
            self._read(answer) if request.validate_only else self._committer.single(answer, size=call.size)
        )
        return pb.PublishAgentResponse(
            agent_version=wire_manifests.version_message(version, publication.manifest.agent, with_manifest=True),
            findings=wire_manifests.finding_messages(examined.findings),
            static_score=version.static_score,
        )

    async def GetAgent(self, request: pb.GetAgentRequest, call: Call) -> pb.GetAgentResponse:
        versions.require_range(request.version_range, "version_range")
        async with self._database.snapshot() as session:
            agent = await store_catalog.find(call.scope, session, request.agent, call.workspace)
            version = await store_catalog.find_version(session, agent, request.version_range)
        return pb.GetAgentResponse(
            agent=to_message(agent_pb2.Agent, agent),
            agent_version=wire_manifests.version_message(version, agent.agent, with_manifest=True),
        )

    async def ListAgents(self, request: pb.ListAgentsRequest, call: Call) -> pb.ListAgentsResponse:
        page = PageRequest(
            call.method, request.page_size, request.page_token, request.filter, request.order_by, (request.category,)
        )
        async with self._database.snapshot() as session:
            agents, token = await store_catalog.list_agents(call.scope, session, self._pager, page, request.category)
        return pb.ListAgentsResponse(
            agents=[to_message(agent_pb2.Agent, agent) for agent in agents], next_page_token=token
        )

    async def ListAgentVersions(self, request: pb.ListAgentVersionsRequest, call: Call) -> pb.ListAgentVersionsResponse:
        async with self._database.snapshot() as session:
            agent = await store_catalog.find(call.scope, session, request.agent, call.workspace)
            page = PageRequest(call.method, request.page_size, request.page_token, shape=(agent.agent,))
            found, token = await store_catalog.list_versions(call.scope, session, self._pager, page, agent)
        return pb.ListAgentVersionsResponse(
            agent_versions=[wire_manifests.version_message(one, agent.agent, with_manifest=False) for one in found],
            next_page_token=token,
        )

    async def SearchAgents(self, request: pb.SearchAgentsRequest, call: Call) -> pb.SearchAgentsResponse:
        query, shape = wire_search.query_of(request), wire_search.shape_of(request)
        page = PageRequest(call.method, request.page_size, request.page_token, request.filter, request.order_by, shape)
        scorer = ranking.Scorer(query.words, self._clock.now_us())
        async with self._database.snapshot() as session:
            found = await store_search.search(call.scope, session, query, scorer)
            shown, token = self._pager.slice(call.scope, found.ranked, lambda one: one, page)
            agents = await store_search.agents_of(call.scope, session, [agent_key for _, agent_key in shown])
        return wire_search.reply(found, shown, agents, token, scorer, explain=request.explain)

    async def ListCategories(self, request: pb.ListCategoriesRequest, call: Call) -> pb.ListCategoriesResponse:
        page = PageRequest(call.method, request.page_size, request.page_token)
        async with self._database.snapshot() as session:
            counted = await store_catalog.list_categories(call.scope, session)
        shown, token = self._pager.slice(call.scope, counted, lambda one: (one[0].category,), page)
        categories = [to_message(agent_pb2.Category, category, agent_count=count) for category, count in shown]
        return pb.ListCategoriesResponse(categories=categories, next_page_token=token)

    async def InstallAgent(self, request: pb.InstallAgentRequest, call: Call) -> pb.InstallAgentResponse:
        scope, clock = call.scope, self._clock
        order = wire_installations.order_of(request, _id(request.agent, call))
        board = await self._read(lambda connection: store_installations.load_board(scope, connection, order))
        planned = await asyncio.to_thread(store_installations.plan, order, board)
        do = store_installations.preview if request.validate_only else store_installations.install

        def answer(connection: Connection) -> pb.InstallAgentResponse:
            return wire_installations.installed_message(do(connection, clock, scope, order, planned))

        return await (
            self._read(answer) if request.validate_only else self._once(request, call, pb.InstallAgentResponse, answer)
        )

    async def ListInstallations(self, request: pb.ListInstallationsRequest, call: Call) -> pb.ListInstallationsResponse:
        page = PageRequest(call.method, request.page_size, request.page_token, request.filter, request.order_by)
        async with self._database.snapshot() as session:
            rows, token = await store_installations.list_installations(call.scope, session, self._pager, page)
        return pb.ListInstallationsResponse(
            installations=wire_installations.installation_messages(rows), next_page_token=token
        )

    async def UninstallAgent(self, request: pb.UninstallAgentRequest, call: Call) -> pb.UninstallAgentResponse:
        scope, clock, agent, dry = call.scope, self._clock, _id(request.agent, call), request.validate_only

        def answer(connection: Connection) -> pb.UninstallAgentResponse:
            removed = store_installations.uninstall(connection, clock, scope, agent, dry=dry)
            return pb.UninstallAgentResponse(installations=wire_installations.installation_messages(removed))

        return await (self._read(answer) if dry else self._once(request, call, pb.UninstallAgentResponse, answer))

    async def RateAgent(self, request: pb.RateAgentRequest, call: Call) -> pb.RateAgentResponse:
        agent = await self._find(request.agent, call)
        half_stars = round(request.rating * 2)
        verified = await self._committer.single(
            lambda connection: store_ratings.rate(
                connection, self._clock, call.scope, agent.agent_key, half_stars, request.review
            ),
            size=call.size,
        )
        agent = await self._find(request.agent, call)
        return pb.RateAgentResponse(agent=to_message(agent_pb2.Agent, agent), verified=verified)

    async def _examine(self, request: pb.ValidateManifestRequest | pb.PublishAgentRequest, call: Call) -> _Examined:
        if not request.HasField("manifest"):
            raise ValidationFailed.of("manifest", "is required", rule="required")
        broken = await asyncio.to_thread(self._violations, request.manifest)
        message = wire_manifests.normalised(request.manifest, call.workspace)
        manifest = await asyncio.to_thread(wire_manifests.manifest_of, message)
        needed = {dependency.agent for dependency in manifest.dependencies}
        async with self._database.snapshot() as session:
            categories = await store_catalog.category_names(session)
            published = await store_catalog.published_versions(call.scope, session, needed)
        findings = await asyncio.to_thread(rules.examine, manifest, categories, published, broken)
        return _Examined(message, manifest, findings, rules.static_score(manifest, findings))

    async def _find(self, wording: str, call: Call) -> Agent:
        async with self._database.snapshot() as session:
            return await store_catalog.find(call.scope, session, wording, call.workspace)

    async def _read(self, query: Callable[[Connection], Answer]) -> Answer:
        """Runs a synchronous query on a snapshot."""
        async with self._database.snapshot() as session:
            return await session.run_sync(lambda sync: query(sync.connection()))

    async def _once(
        self,
        request: pb.InstallAgentRequest | pb.UninstallAgentRequest,
        call: Call,
        reply: type[Reply],
        answer: Callable[[Connection], Reply],
    ) -> Reply:
        """Commits a change; a repeated request_id gets the first answer."""
        key = request_key(call.method, request.request_id, request.SerializeToString(deterministic=True))
        stored = await self._committer.single(
            lambda connection: once(
                connection, self._clock, call.scope, key, lambda: answer(connection).SerializeToString()
            ),
            size=call.size,
        )
        return reply.FromString(stored)


def _id(wording: str, call: Call) -> str:
    """The id that a caller means. Raises NotFound where no agent can have it."""
    agent_id = naming.agent_id(wording, call.workspace)
    if agent_id is None:
        raise NotFound.of("agent", wording)
    return str(agent_id)
