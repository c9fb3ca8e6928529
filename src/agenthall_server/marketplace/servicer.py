"""MarketplaceService over gRPC."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from google.protobuf.message import Message

from agenthall.marketplace.v1 import agent_pb2, namespace_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.edits import wanted
from agenthall_server.errors import FieldViolation, NotFound, Overloaded, ValidationFailed
from agenthall_server.interceptors import Call
from agenthall_server.marketplace import manifest as rules
from agenthall_server.marketplace import (
    naming,
    ranking,
    store_catalog,
    store_installations,
    store_lifecycle,
    store_namespaces,
    store_publishing,
    store_ratings,
    store_search,
    versions,
    wire_installations,
    wire_manifests,
    wire_namespaces,
    wire_search,
)
from agenthall_server.marketplace.namespaces import Caller
from agenthall_server.marketplace.store_installations import Order, Planned
from agenthall_server.marketplace.tables import Agent
from agenthall_server.marketplace.wire_manifests import Examined
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.requests import repeatable, request_key
from agenthall_server.wire import to_message

if TYPE_CHECKING:
    from sqlalchemy import Connection

Answer = TypeVar("Answer")
Reply = TypeVar("Reply", pb.InstallAgentResponse, pb.UninstallAgentResponse)
_Change = pb.PublishAgentRequest | pb.InstallAgentRequest | pb.UninstallAgentRequest

_MAX_MANIFEST_BYTES = 2 * 1024 * 1024  # so that an answer with it stays below the 4 MiB that clients take
_MAX_PLANS = 4
"""Of one installation: the first, and three more where what is installed changed before it was written."""


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
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)  # of each workspace, to install

    async def ValidateManifest(self, request: pb.ValidateManifestRequest, call: Call) -> pb.ValidateManifestResponse:
        return wire_manifests.validated_reply(await self._examine(request, call))

    async def PublishAgent(self, request: pb.PublishAgentRequest, call: Call) -> pb.PublishAgentResponse:
        examined = await self._examine(request, call)
        rules.require_valid(examined.findings)
        publication = wire_manifests.publication_of(request, examined)
        do = store_publishing.preview if request.validate_only else store_publishing.publish
        version = await self._run(
            request, call, lambda connection: do(_caller(call), connection, self._clock, publication)
        )
        return await asyncio.to_thread(wire_manifests.published_reply, examined, version)

    async def GetAgent(self, request: pb.GetAgentRequest, call: Call) -> pb.GetAgentResponse:
        versions.require_range(request.version_range, "version_range")
        async with self._database.snapshot() as session:
            agent = await store_catalog.find(call.scope, session, request.agent, call.workspace)
            version = await store_catalog.find_version(session, agent, request.version_range)
        return await asyncio.to_thread(wire_manifests.agent_reply, call.scope, agent, version)

    async def ListAgents(self, request: pb.ListAgentsRequest, call: Call) -> pb.ListAgentsResponse:
        page = PageRequest.of(call.method, request, shape=(request.category,))
        async with self._database.snapshot() as session:
            agents, token = await store_catalog.list_agents(call.scope, session, self._pager, page, request.category)
        return pb.ListAgentsResponse(
            agents=[to_message(agent_pb2.Agent, agent) for agent in agents], next_page_token=token
        )

    async def ListAgentVersions(self, request: pb.ListAgentVersionsRequest, call: Call) -> pb.ListAgentVersionsResponse:
        async with self._database.snapshot() as session:
            agent = await store_catalog.find(call.scope, session, request.agent, call.workspace)
            page = PageRequest.of(call.method, request, shape=(agent.agent,))
            found, token = await store_catalog.list_versions(call.scope, session, self._pager, page, agent)
        return wire_manifests.versions_reply(call.scope, agent, found, token)

    async def SearchAgents(self, request: pb.SearchAgentsRequest, call: Call) -> pb.SearchAgentsResponse:
        query, shape = wire_search.query_of(request), wire_search.shape_of(request)
        page = PageRequest.of(call.method, request, shape=shape)
        scorer = ranking.Scorer(query.words, self._clock.now_us())
        async with self._database.snapshot() as session:
            found = await store_search.search(call.scope, session, query, scorer)
            agents, token = await store_search.read_page(call.scope, session, self._pager, found.ranked, page)
        return wire_search.reply(found, agents, token, scorer, explain=request.explain)

    async def ListCategories(self, request: pb.ListCategoriesRequest, call: Call) -> pb.ListCategoriesResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            counted = await store_catalog.list_categories(call.scope, session)
        shown, token = self._pager.slice(call.scope, counted, lambda one: (one[0].category,), page)
        categories = [to_message(agent_pb2.Category, category, agent_count=count) for category, count in shown]
        return pb.ListCategoriesResponse(categories=categories, next_page_token=token)

    async def InstallAgent(self, request: pb.InstallAgentRequest, call: Call) -> pb.InstallAgentResponse:
        order = wire_installations.order_of(request, _id(request.agent, call))
        async with self._turns[call.scope.workspace_key]:  # plans made side by side would make each other stale
            for _ in range(_MAX_PLANS):
                planned = await self._plan(order, call)
                reply = await self._run(request, call, self._installing(request, call, order, planned))
                if reply is not None:
                    return reply
        raise Overloaded("what is installed keeps changing meanwhile; retry later", retry_after_seconds=0.5)

    async def ListInstallations(self, request: pb.ListInstallationsRequest, call: Call) -> pb.ListInstallationsResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            rows, token = await store_installations.list_installations(call.scope, session, self._pager, page)
        return await asyncio.to_thread(wire_installations.installations_message, rows, token)

    async def UninstallAgent(self, request: pb.UninstallAgentRequest, call: Call) -> pb.UninstallAgentResponse:
        agent, dry = _id(request.agent, call), request.validate_only

        def answer(connection: Connection) -> pb.UninstallAgentResponse:
            removed = store_installations.uninstall(call.scope, connection, self._clock, agent, dry=dry)
            return wire_installations.uninstalled_message(removed)

        return await self._run(request, call, self._once(request, call, pb.UninstallAgentResponse, answer))

    async def RateAgent(self, request: pb.RateAgentRequest, call: Call) -> pb.RateAgentResponse:
        agent = await self._find(request.agent, call)
        half_stars = round(request.rating * 2)
        verified = await self._committer.single(
            lambda connection: store_ratings.rate(
                call.scope, connection, self._clock, agent, half_stars, request.review
            ),
            size=call.size,
        )
        agent = await self._find(request.agent, call)
        return pb.RateAgentResponse(agent=to_message(agent_pb2.Agent, agent), verified=verified)

    async def SetAgentStatus(self, request: pb.SetAgentStatusRequest, call: Call) -> pb.SetAgentStatusResponse:
        agent, status = _id(request.agent, call), agent_pb2.AgentStatus.Name(request.status)
        changed = await self._change(
            call, store_lifecycle.set_status, agent, status=status, message=request.message, etag=request.etag
        )
        return pb.SetAgentStatusResponse(agent=to_message(agent_pb2.Agent, changed))

    async def YankAgentVersion(self, request: pb.YankAgentVersionRequest, call: Call) -> pb.YankAgentVersionResponse:
        agent, reason = _id(request.agent, call), None if request.undo else request.reason
        read = wire_manifests.stored_manifest
        version = await self._change(call, store_lifecycle.yank, (agent, request.version), reason, read)
        return wire_manifests.yanked_reply(agent, version)

    async def CreateNamespace(self, request: pb.CreateNamespaceRequest, call: Call) -> pb.CreateNamespaceResponse:
        owned = await self._change(call, store_namespaces.create, request.namespace, request.description)
        return pb.CreateNamespaceResponse(namespace=wire_namespaces.message(owned))

    async def GetNamespace(self, request: pb.GetNamespaceRequest, call: Call) -> pb.GetNamespaceResponse:
        async with self._database.snapshot() as session:
            owned = await store_namespaces.get(call.scope, session, request.namespace)
        return pb.GetNamespaceResponse(namespace=wire_namespaces.message(owned))

    async def ListNamespaces(self, request: pb.ListNamespacesRequest, call: Call) -> pb.ListNamespacesResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            rows, token = await store_namespaces.list_namespaces(call.scope, session, self._pager, page)
        return pb.ListNamespacesResponse(namespaces=map(wire_namespaces.short, rows), next_page_token=token)

    async def UpdateNamespace(self, request: pb.UpdateNamespaceRequest, call: Call) -> pb.UpdateNamespaceResponse:
        named = request.namespace
        values = wanted(named, request.update_mask.paths, wire_namespaces.EDITABLE)
        owned = await self._change(call, store_namespaces.edit, named.namespace, values, named.etag)
        return pb.UpdateNamespaceResponse(namespace=wire_namespaces.message(owned))

    async def AddNamespaceMember(
        self, request: pb.AddNamespaceMemberRequest, call: Call
    ) -> pb.AddNamespaceMemberResponse:
        role = namespace_pb2.NamespaceRole.Name(request.role)
        owned = await self._change(call, store_namespaces.add_member, request.namespace, request.principal, role)
        return pb.AddNamespaceMemberResponse(namespace=wire_namespaces.message(owned))

    async def RemoveNamespaceMember(
        self, request: pb.RemoveNamespaceMemberRequest, call: Call
    ) -> pb.RemoveNamespaceMemberResponse:
        dry = request.validate_only
        owned = await self._change(call, store_namespaces.remove_member, request.namespace, request.principal, dry=dry)
        return pb.RemoveNamespaceMemberResponse(namespace=wire_namespaces.message(owned))

    async def TransferNamespace(self, request: pb.TransferNamespaceRequest, call: Call) -> pb.TransferNamespaceResponse:
        dry = request.validate_only
        owned = await self._change(call, store_namespaces.transfer, request.namespace, request.workspace, dry=dry)
        return pb.TransferNamespaceResponse(namespace=wire_namespaces.message(owned))

    async def _change(self, call: Call, do: Callable[..., Answer], *values: Any, **named: Any) -> Answer:
        """Commits a change of a namespace, or of what was published in it; `do` gets the caller first."""
        return await self._committer.single(
            lambda connection: do(_caller(call), connection, self._clock, *values, **named), size=call.size
        )

    async def _examine(self, request: pb.ValidateManifestRequest | pb.PublishAgentRequest, call: Call) -> Examined:
        if not request.HasField("manifest"):
            raise ValidationFailed.of("manifest", "is required", rule="required")
        if request.manifest.ByteSize() > _MAX_MANIFEST_BYTES:
            raise ValidationFailed.of("manifest", "must be at most 2 MiB", rule="manifest.size")
        broken = await asyncio.to_thread(self._violations, request.manifest)
        message = wire_manifests.normalised(request.manifest, call.workspace)
        manifest = await asyncio.to_thread(wire_manifests.manifest_of, message)
        needed = {dependency.agent for dependency in manifest.dependencies}
        async with self._database.snapshot() as session:
            categories = await store_catalog.category_names(session)
            published = await store_catalog.published_versions(call.scope, session, needed)
        findings = await asyncio.to_thread(rules.examine, manifest, categories, published, broken)
        return Examined(message, manifest, findings, rules.static_score(manifest, findings))

    async def _find(self, wording: str, call: Call) -> Agent:
        async with self._database.snapshot() as session:
            return await store_catalog.find(call.scope, session, wording, call.workspace)

    async def _plan(self, order: Order, call: Call) -> Planned:
        board = await self._read(lambda connection: store_installations.load_board(call.scope, connection, order))
        return await asyncio.to_thread(store_installations.plan, order, board)

    def _installing(
        self, request: pb.InstallAgentRequest, call: Call, order: Order, planned: Planned
    ) -> Callable[[Connection], pb.InstallAgentResponse | None]:
        """The change that was planned, which answers None where the plan is stale."""
        do = store_installations.preview if request.validate_only else store_installations.install

        def answer(connection: Connection) -> pb.InstallAgentResponse:
            return wire_installations.installed_message(do(call.scope, connection, self._clock, order, planned))

        change = self._once(request, call, pb.InstallAgentResponse, answer)
        return lambda connection: store_installations.unless_stale(call.scope, connection, planned, change)

    async def _read(self, query: Callable[[Connection], Answer]) -> Answer:
        """Runs a synchronous query on a snapshot."""
        async with self._database.snapshot() as session:
            return await session.run_sync(lambda sync: query(sync.connection()))

    async def _run(self, request: _Change, call: Call, change: Callable[[Connection], Answer]) -> Answer:
        """Commits a change; on a snapshot, where the caller only asks what it would do."""
        if request.validate_only:
            return await self._read(change)
        return await self._committer.single(change, size=call.size)

    def _once(
        self,
        request: pb.InstallAgentRequest | pb.UninstallAgentRequest,
        call: Call,
        reply: type[Reply],
        answer: Callable[[Connection], Reply],
    ) -> Callable[[Connection], Reply]:
        """The change, such that a repeated request_id gets the first answer; what changes nothing is done each time."""
        if request.validate_only:
            return answer
        key = request_key(call.method, request.request_id, request.SerializeToString(deterministic=True))
        return repeatable(call.scope, self._clock, key, reply, answer)


def _caller(call: Call) -> Caller:
    return Caller(call.scope, call.workspace, is_admin=call.principal.role == "ROLE_ADMIN")


def _id(wording: str, call: Call) -> str:
    """The id that a caller means. Raises NotFound where no agent can have it."""
    agent_id = naming.agent_id(wording, call.workspace)
    if agent_id is None:
        raise NotFound.of("agent", wording)
    return str(agent_id)
