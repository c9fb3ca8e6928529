"""A real server with nothing in it but the pipeline and two servicers that do what a test wants."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import access_service_pb2_grpc
from agenthall.observability.v1 import observability_service_pb2_grpc
from agenthall_server import interceptors
from agenthall_server.auth import Authenticator, Principal
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import open_database
from agenthall_server.interceptors import Pipeline
from agenthall_server.limits import Limits
from agenthall_server.metrics import CallMetrics
from agenthall_server.roles import ADMIN
from agenthall_server.scope import Scope

WHO = "/agenthall.access.v1.AccessService/WhoAmI"
CREATE = "/agenthall.access.v1.AccessService/CreateApiKey"


class Access(access_service_pb2_grpc.AccessServiceServicer):
    """A servicer that does what a test wants: `behaviour` runs inside WhoAmI."""

    def __init__(self) -> None:
        self.behaviour: Callable[[], Any] = lambda: asyncio.sleep(0)
        self.running = 0
        self.cancelled = 0

    async def WhoAmI(self, _request: pb.WhoAmIRequest, call: interceptors.Call) -> pb.WhoAmIResponse:
        self.running += 1
        try:
            await self.behaviour()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.running -= 1
        return pb.WhoAmIResponse(workspace=call.workspace, principal=call.scope.principal)


class Watching(observability_service_pb2_grpc.ObservabilityServiceServicer):
    """Streams what a test wants."""

    def __init__(self) -> None:
        self.messages: Callable[[], AsyncIterator[Any]] = _nothing

    async def WatchMetrics(self, _request: Any, _call: interceptors.Call) -> AsyncIterator[Any]:
        async for message in self.messages():
            yield message


async def _nothing() -> AsyncIterator[Any]:
    for _ in ():
        yield None


class Small:
    """A server with nothing but the pipeline and the two servicers above."""

    def __init__(
        self,
        target: str,
        channel: grpc.aio.Channel,
        pipeline: Pipeline,
        access: Access,
        watching: Watching,
        denied: list[tuple[str, str, str]],
    ) -> None:
        self.target = target
        self.channel = channel
        self.pipeline = pipeline
        self.access = access
        self.watching = watching
        self.denied = denied
        self.stub = access_service_pb2_grpc.AccessServiceStub(channel)
        self.observability = observability_service_pb2_grpc.ObservabilityServiceStub(channel)


@asynccontextmanager
async def small(tmp_path: Path, *, permissions: frozenset[str] = ADMIN, **limits: Any) -> AsyncIterator[Small]:
    database = open_database(f"sqlite:///{tmp_path}/small.db")
    local = Principal(Scope(1, "local"), "default", "ROLE_VIEWER", permissions)
    values: dict[str, Any] = {
        "calls": 100,
        "streams": 100,
        "streams_of_a_caller": 100,
        "bytes": 10**6,
        "deadline_seconds": 5.0,
        "slow_seconds": 9.0,
        "reads": 100,
        "writes": 100,
        "wait_seconds": 2.0,
    }
    metrics = CallMetrics()
    authenticator = Authenticator(database, Committer(database), Clock(), local)
    denied: list[tuple[str, str, str]] = []
    pipeline = Pipeline(
        authenticator,
        Limits(**(values | limits)),
        metrics,
        Clock(),
        {},
        lambda scope, permission, reason: denied.append((scope.principal, permission, reason)),
    )
    access, watching = Access(), Watching()
    server = grpc.aio.server()
    pipeline.serve(access_service_pb2_grpc.add_AccessServiceServicer_to_server, access, server)
    pipeline.serve(observability_service_pb2_grpc.add_ObservabilityServiceServicer_to_server, watching, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    target = f"127.0.0.1:{port}"
    async with grpc.aio.insecure_channel(target) as channel:
        yield Small(target, channel, pipeline, access, watching, denied)
    await server.stop(0)
    await database.close()


def trailer(error: grpc.aio.AioRpcError, name: str) -> Any:
    return dict(error.trailing_metadata()).get(name)
