"""AccessService over gRPC."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import api_key_pb2, audit_event_pb2
from agenthall_server.access import store
from agenthall_server.api_keys import Seed
from agenthall_server.auth import Authenticator
from agenthall_server.clock import DAY_US, Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.interceptors import Call
from agenthall_server.paging import Pager, PageRequest
from agenthall_server.requests import repeatable, secret_request_key
from agenthall_server.wire import microseconds_of, to_message

if TYPE_CHECKING:
    from sqlalchemy import Connection

Reply = TypeVar("Reply", pb.CreateApiKeyResponse, pb.RotateApiKeyResponse)

_OVERLAP_US = DAY_US


class AccessServicer:
    """Keys of the caller's workspace."""

    def __init__(
        self, database: Database, committer: Committer, clock: Clock, pager: Pager, authenticator: Authenticator
    ) -> None:
        self._database = database
        self._committer = committer
        self._clock = clock
        self._pager = pager
        self._authenticator = authenticator

    async def CreateApiKey(self, request: pb.CreateApiKeyRequest, call: Call) -> pb.CreateApiKeyResponse:
        role = api_key_pb2.Role.Name(request.role)
        lifetime = microseconds_of(request, "lifetime", None)

        def answer(connection: Connection) -> pb.CreateApiKeyResponse:
            seed = Seed.random(self._clock, request.request_id)
            key, _ = store.create(call.scope, connection, self._clock, request.display_name, role, lifetime, seed)
            return pb.CreateApiKeyResponse(api_key=to_message(api_key_pb2.ApiKey, key), secret=seed.salt.hex())

        return await self._with_secret(request, call, pb.CreateApiKeyResponse, answer)

    async def ListApiKeys(self, request: pb.ListApiKeysRequest, call: Call) -> pb.ListApiKeysResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            keys, token = await store.list_keys(call.scope, session, self._pager, page)
        return pb.ListApiKeysResponse(
            api_keys=[to_message(api_key_pb2.ApiKey, key) for key in keys], next_page_token=token
        )

    async def RevokeApiKey(self, request: pb.RevokeApiKeyRequest, call: Call) -> pb.RevokeApiKeyResponse:
        await self._committer.single(
            lambda connection: store.revoke(call.scope, connection, self._clock, request.key_id),
            size=call.size,
        )
        self._authenticator.forget(request.key_id)
        async with self._database.snapshot() as session:
            key = await store.get(call.scope, session, request.key_id)
        return pb.RevokeApiKeyResponse(api_key=to_message(api_key_pb2.ApiKey, key))

    async def RotateApiKey(self, request: pb.RotateApiKeyRequest, call: Call) -> pb.RotateApiKeyResponse:
        overlap = microseconds_of(request, "overlap", _OVERLAP_US)

        def answer(connection: Connection) -> pb.RotateApiKeyResponse:
            seed = Seed.random(self._clock, request.request_id)
            key, previous = store.rotate(call.scope, connection, self._clock, request.key_id, overlap, seed)
            shown, old = to_message(api_key_pb2.ApiKey, key), to_message(api_key_pb2.ApiKey, previous)
            return pb.RotateApiKeyResponse(api_key=shown, secret=seed.salt.hex(), previous_api_key=old)

        reply = await self._with_secret(request, call, pb.RotateApiKeyResponse, answer)
        self._authenticator.forget(request.key_id)
        return reply

    async def ListAuditEvents(self, request: pb.ListAuditEventsRequest, call: Call) -> pb.ListAuditEventsResponse:
        page = PageRequest.of(call.method, request)
        async with self._database.snapshot() as session:
            events, token = await store.list_events(call.scope, session, self._pager, page)
        return pb.ListAuditEventsResponse(
            audit_events=[to_message(audit_event_pb2.AuditEvent, event) for event in events], next_page_token=token
        )

    async def WhoAmI(self, request: pb.WhoAmIRequest, call: Call) -> pb.WhoAmIResponse:
        caller = call.principal
        return pb.WhoAmIResponse(
            principal=caller.scope.principal,
            workspace=caller.workspace,
            role=api_key_pb2.Role.Value(caller.role),
            permissions=sorted(caller.permissions),
        )

    async def _with_secret(
        self,
        request: pb.CreateApiKeyRequest | pb.RotateApiKeyRequest,
        call: Call,
        kind: type[Reply],
        answer: Callable[[Connection], Reply],
    ) -> Reply:
        """The answer, a repeated one too. What is stored of it has the secret's salt in place of the secret."""
        key = secret_request_key(call.method, request.request_id, request.SerializeToString(deterministic=True))
        change = repeatable(call.scope, self._clock, key, kind, answer)
        reply = await self._committer.single(change, size=call.size)
        reply.secret = Seed(bytes.fromhex(reply.secret), request.request_id).key(reply.api_key.key_id)
        return reply
