"""The composition root: builds the database, the features and the pipeline; starts, drains and stops them.

Read this first: what is wired to what is written here and nowhere else. Features never import each other; where one
needs another's facts, its constructor takes a callable and this file passes the other feature's function.

Start: lock and open the database, migrate (SQLite) or check the schema (PostgreSQL), test the validator with a message
known to be bad, publish the shipped agents that are missing, listen, answer health SERVING.
Stop: health NOT_SERVING, a lame-duck second for balancers, streams end with UNAVAILABLE after their last token, running
calls finish within the grace, the committer commits what waits, connections close. One exit stack owns all of it.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Self

import grpc
import structlog
from grpc_health.v1.health import aio as health_aio
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2

from agenthall.access.v1 import access_service_pb2, access_service_pb2_grpc
from agenthall.marketplace.v1 import agent_pb2, marketplace_service_pb2, marketplace_service_pb2_grpc
from agenthall.memory.v1 import team_memory_service_pb2, team_memory_service_pb2_grpc
from agenthall.observability.v1 import execution_pb2, observability_service_pb2, observability_service_pb2_grpc
from agenthall.optimizer.v1 import optimizer_service_pb2, optimizer_service_pb2_grpc
from agenthall_server import catalog, gauges, migrations, validation
from agenthall_server.access.servicer import AccessServicer
from agenthall_server.admin import AdminServer
from agenthall_server.api_keys import DEFAULT_WORKSPACE, ensure_workspace
from agenthall_server.auth import Authenticator, Principal
from agenthall_server.changes import Signals
from agenthall_server.clock import DAY_US, Clock
from agenthall_server.committer import Committer
from agenthall_server.config import InvalidSetting, Settings, mask_password, split_address
from agenthall_server.database import Database, DatabaseUnreachable, is_damaged, is_full, open_database
from agenthall_server.denials import Denials
from agenthall_server.errors import NamespaceNotOwned, VersionAlreadyPublished
from agenthall_server.failed_attempts import FailedAttempts
from agenthall_server.interceptors import Call, Pipeline
from agenthall_server.json_web_tokens import TokenVerifier, open_verifier
from agenthall_server.limits import Limits
from agenthall_server.listening import checked_address, listen, transport_options
from agenthall_server.marketplace.servicer import MarketplaceServicer
from agenthall_server.memory.servicer import TeamMemoryServicer
from agenthall_server.metrics import CallMetrics
from agenthall_server.neighbours import Neighbours
from agenthall_server.observability.retention import Retention
from agenthall_server.observability.sending import Sender
from agenthall_server.observability.servicer import ObservabilityServicer, hot_checks
from agenthall_server.observability.servicer_otlp import TraceServicer, otlp_checks
from agenthall_server.observability.servicer_otlp_metrics import MetricsServicer, otlp_metric_checks
from agenthall_server.observability.store import Bounds
from agenthall_server.observability.store_names import CountedNames
from agenthall_server.open_services import add_open_services
from agenthall_server.optimizer.servicer import OptimizerServicer
from agenthall_server.outgoing import Allowed, Outgoing
from agenthall_server.paging import Pager
from agenthall_server.rate_limits import RateLimits, Rates
from agenthall_server.readiness import Readiness
from agenthall_server.registrar import add_to_server
from agenthall_server.roles import ADMIN
from agenthall_server.scope import Scope
from agenthall_server.sealing import open_box
from agenthall_server.status import status_of
from agenthall_server.tallies import Sealer
from agenthall_server.tls import server_credentials
from agenthall_server.tokens import Signer, load_or_create_keys

_log = structlog.get_logger(__name__)

SERVICES = tuple(
    module.DESCRIPTOR.services_by_name[name].full_name
    for module, name in (
        (access_service_pb2, "AccessService"),
        (marketplace_service_pb2, "MarketplaceService"),
        (team_memory_service_pb2, "TeamMemoryService"),
        (observability_service_pb2, "ObservabilityService"),
        (optimizer_service_pb2, "OptimizerService"),
    )
)

_TRACES = trace_service_pb2.DESCRIPTOR.services_by_name["TraceService"]
_METRICS = metrics_service_pb2.DESCRIPTOR.services_by_name["MetricsService"]
OTLP_SERVICES = (_TRACES.full_name, _METRICS.full_name)
"""Of OpenTelemetry's contract, on the same port."""

_SWITCH_SECONDS = 0.0001
"""How long a thread that computes keeps the event loop from its turn, of which every call needs many (Python: 5 ms)."""
_SENDING_THREADS = 8
_LAST_WORDS_SECONDS = 1.0
"""For the last replies to leave. Streams of health and reflection never end by themselves and are cut then."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every feature stands on."""

    database: Database
    committer: Committer
    clock: Clock
    signer: Signer
    pager: Pager
    authenticator: Authenticator
    signals: Signals
    neighbours: Neighbours
    marketplace: MarketplaceServicer


class Server:
    """A running server. `async with Server(settings) as server:` starts and stops it."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.metrics = CallMetrics()
        self.port = 0
        self.admin_port = 0
        self._exit = AsyncExitStack()
        self._health = health_aio.HealthServicer()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as starting:
            await self._start(starting)
            self._exit = starting.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._exit.aclose()

    def banner(self) -> str:
        """One line that says where the server is and who may call."""
        host = split_address("listen", self.settings.listen)[0]
        host = f"[{host}]" if ":" in host else host
        needed = "an API key or a token" if self.settings.jwt_issuer else "an API key"
        who = f"every call needs {needed}" if self.settings.auth == "required" else "loopback calls are admin"
        tls = "mTLS; " if self.settings.tls_client_ca else "TLS; " if self.settings.tls_certificate else ""
        return f"agenthall serves on {host}:{self.port} ({tls}{mask_password(self.settings.database)}; {who})"

    async def _start(self, stack: AsyncExitStack) -> None:
        host, port = checked_address(self.settings)
        tls = server_credentials(self.settings)
        validation.self_test(execution_pb2.Execution(quality_score=101))
        tokens = await open_verifier(self.settings, self.clock)
        if tokens is not None:
            stack.push_async_callback(tokens.close)
        with _readable_faults():
            ground = await self._lay_ground(stack, tokens)
        denials = await _keep_audit(stack, ground.committer, self.clock)
        limits = Limits.of(self.settings)
        rate_limits = RateLimits.of(Rates.of(self.settings), share=ground.neighbours.count)
        pipeline = Pipeline(
            ground.authenticator,
            limits,
            self.metrics,
            self.clock,
            hot_checks() | otlp_checks() | otlp_metric_checks(),
            denials.note,
            rate_limits,
        )
        gauges.of_seats(self.metrics, pipeline.rooms)
        grpc_server = grpc.aio.server(options=transport_options(self.settings))
        await self._add_services(stack, grpc_server, pipeline, ground)
        self.port = listen(grpc_server, host, port, tls)
        await grpc_server.start()
        stack.push_async_callback(self._drain, grpc_server, pipeline)
        await self._start_admin(stack, ground)
        sys.setswitchinterval(_SWITCH_SECONDS)
        gc.freeze()  # what was built so far stays: collections need not look at it again ...
        gc.set_threshold(20_000, 20, 20)  # ... and a batch of 500 rows is no reason for one
        await self._serve_health(stack, ground)

    async def _lay_ground(self, stack: AsyncExitStack, tokens: TokenVerifier | None) -> _Ground:
        database = open_database(
            self.settings.database,
            readers=self.settings.readers,
            outage_seconds=self.settings.database_outage_seconds,
        )
        stack.push_async_callback(database.close)
        signer, workspace_key = await asyncio.to_thread(self._prepare, database)
        committer = Committer(database, max_bytes=self.settings.max_bytes_in_flight)
        committer.start()
        stack.push_async_callback(committer.stop)
        gauges.of_writes(self.metrics, committer)
        gauges.of_memory(self.metrics)
        local = Principal(Scope(workspace_key, "local"), DEFAULT_WORKSPACE, "ROLE_ADMIN", ADMIN)
        authenticator = Authenticator(
            database,
            committer,
            self.clock,
            local if self.settings.auth == "local" else None,
            FailedAttempts(self.settings.failed_attempts_per_minute),
            tokens,
            reads_certificates=bool(self.settings.tls_client_ca),
        )
        pager = Pager(signer)
        marketplace = MarketplaceServicer(database, committer, self.clock, pager, validation.violations)
        if self.settings.catalog:
            await _publish_catalog(marketplace, replace(local, scope=Scope(workspace_key, "agenthall")))
        signals, neighbours = Signals(), Neighbours(database)
        if database.dialect == "postgresql":
            _keep_running(stack, signals.run(database))
            _keep_running(stack, neighbours.run())
        return _Ground(database, committer, self.clock, signer, pager, authenticator, signals, neighbours, marketplace)

    def _prepare(self, database: Database) -> tuple[Signer, int]:
        with database.alone() as connection:
            migrations.prepare(connection)
            return load_or_create_keys(connection, self.clock), ensure_workspace(
                connection, self.clock, DEFAULT_WORKSPACE
            )

    async def _add_services(
        self, stack: AsyncExitStack, grpc_server: grpc.aio.Server, pipeline: Pipeline, ground: _Ground
    ) -> None:
        database, committer, clock, pager = ground.database, ground.committer, ground.clock, ground.pager
        names = CountedNames(self.settings.max_counted_names)
        bounds = Bounds(names, self.settings.max_event_age_days * DAY_US)
        gauges.of_names(self.metrics, lambda: names.overflowed)
        observability = ObservabilityServicer(
            database, committer, clock, pager, ground.signer, ground.signals, status_of, bounds, self._sender(stack)
        )
        _keep_running(stack, observability.folder.run())
        _keep_running(stack, Retention(database, committer, clock, self.settings.execution_retention_days).run())
        _keep_running(stack, observability.alerting.run())
        _keep_running(stack, observability.delivery.run())
        gauges.of_notifications(self.metrics, observability.delivery.statistics)
        await observability.prices.refresh()
        _keep_running(stack, observability.prices.run())
        pipeline.serve(
            access_service_pb2_grpc.add_AccessServiceServicer_to_server,
            AccessServicer(database, committer, clock, pager, ground.authenticator),
            grpc_server,
        )
        pipeline.serve(
            marketplace_service_pb2_grpc.add_MarketplaceServiceServicer_to_server,
            ground.marketplace,
            grpc_server,
        )
        pipeline.serve(
            team_memory_service_pb2_grpc.add_TeamMemoryServiceServicer_to_server,
            TeamMemoryServicer(database, committer, clock, pager, validation.violations, status_of),
            grpc_server,
        )
        pipeline.serve(
            observability_service_pb2_grpc.add_ObservabilityServiceServicer_to_server,
            observability,
            grpc_server,
        )
        pipeline.serve(
            optimizer_service_pb2_grpc.add_OptimizerServiceServicer_to_server,
            OptimizerServicer(database, committer, clock, pager, ground.signer),
            grpc_server,
        )
        traces = TraceServicer(committer, clock, observability.recorded, observability.prices, bounds)
        pipeline.serve(add_to_server(_TRACES), traces, grpc_server)
        pipeline.serve(add_to_server(_METRICS), MetricsServicer(committer, clock), grpc_server)
        add_open_services(grpc_server, self._health, (*SERVICES, *OTLP_SERVICES))

    def _sender(self, stack: AsyncExitStack) -> Sender:
        """What tells of alerts. Its threads wait for resolvers and mail servers, and for nothing else."""
        pool = ThreadPoolExecutor(_SENDING_THREADS, "sending")
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        outgoing = Outgoing(Allowed.of(self.settings.notification_allowed), pool)
        return Sender(outgoing, pool, open_box(self.settings.secret_key_file, self.clock), self.clock)

    async def _start_admin(self, stack: AsyncExitStack, ground: _Ground) -> None:
        if not self.settings.admin_listen:
            return

        async def metrics() -> tuple[int, str, bytes]:
            return 200, "text/plain; version=0.0.4; charset=utf-8", self.metrics.exposition()

        async def healthz() -> tuple[int, str, bytes]:
            if not ground.committer.is_alive:
                return 503, "text/plain", b"the writer has ended\n"
            if await ground.database.answers():
                full = ground.committer.statistics.storage_full
                return 200, "text/plain", b"ok, but the storage is full: writes are refused\n" if full else b"ok\n"
            return 503, "text/plain", b"the database does not answer\n"

        admin = AdminServer({"/metrics": metrics, "/healthz": healthz})
        host, port = split_address("admin_listen", self.settings.admin_listen)
        try:
            self.admin_port = await admin.start(host, port)
        except OSError as error:
            raise InvalidSetting(f"admin_listen: {host}:{port} cannot be bound: {error.strerror}") from error
        stack.push_async_callback(admin.stop)

    async def _serve_health(self, stack: AsyncExitStack, ground: _Ground) -> None:
        async def works() -> bool:
            return ground.committer.is_alive and await ground.database.answers()

        patience = self.settings.database_outage_seconds
        readiness = Readiness(self._health, (*SERVICES, *OTLP_SERVICES), works, patience)
        await readiness.open()
        _keep_running(stack, readiness.run())

    async def _drain(self, grpc_server: grpc.aio.Server, pipeline: Pipeline) -> None:
        await self._health.enter_graceful_shutdown()
        await asyncio.sleep(self.settings.lame_duck_seconds)
        await pipeline.drain(self.settings.drain_seconds)
        await grpc_server.stop(_LAST_WORDS_SECONDS)


@contextmanager
def _readable_faults() -> Iterator[None]:
    """What the operator reads where the storage does not let the server start."""
    try:
        yield
    except Exception as error:  # is_damaged and is_full know the errors of several libraries; all others go on
        if is_damaged(error):
            told = "the database is damaged; `agenthall doctor` says where, a backup brings it back"
            raise DatabaseUnreachable(told) from error
        if is_full(error):
            raise DatabaseUnreachable("the storage of the database is full; make room and start again") from error
        raise


async def _keep_audit(stack: AsyncExitStack, committer: Committer, clock: Clock) -> Denials:
    """Writes refused calls and recordings into the audit log until the end, when the last ones are written too."""
    denials, sealer = Denials(committer, clock), Sealer(committer, clock)
    for writer in (denials, sealer):
        stack.push_async_callback(writer.write)
        _keep_running(stack, writer.run())
    return denials


def _keep_running(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    """Runs it beside everything else until the stop; one that ends by itself is a fault that must be seen."""
    task = asyncio.create_task(work)
    task.add_done_callback(_note_end)
    stack.push_async_callback(_stop, task)


async def _stop(task: asyncio.Task[None]) -> None:
    """Before what it stands on is closed: a turn that has begun is finished."""
    task.cancel()
    await asyncio.wait({task})


def _note_end(task: asyncio.Task[None]) -> None:
    if not task.cancelled():
        _log.error("work in the background has ended", work=task.get_name(), exc_info=task.exception())


async def _publish_catalog(marketplace: MarketplaceServicer, publisher: Principal) -> None:
    """Publishes the shipped agents that the store does not have, through the same method as everybody else's."""
    call = Call(publisher, "start", asyncio.Event())
    shipped = catalog.manifests()
    namespace = shipped[0].namespace
    listing = marketplace_service_pb2.ListAgentsRequest(filter=f'namespace = "{namespace}"', page_size=1000)
    stored = {agent.name for agent in (await marketplace.ListAgents(listing, call)).agents}
    missing = [manifest for manifest in shipped if manifest.name not in stored]
    for manifest in missing:
        request = marketplace_service_pb2.PublishAgentRequest(manifest=manifest, visibility=agent_pb2.VISIBILITY_PUBLIC)
        try:
            await marketplace.PublishAgent(request, call)
        except (NamespaceNotOwned, VersionAlreadyPublished) as error:  # another workspace's namesake is no fault
            _log.warning("shipped agent not published", agent=manifest.name, error=str(error))
    if missing:
        _log.info("published the shipped agents", count=len(missing))
