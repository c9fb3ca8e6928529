"""A small agenthall client: publishes, records, follows, chooses, asks, and reads what an error says.

Usage: python client.py [HOST:PORT]; default: AGENTHALL_TARGET or 127.0.0.1:50051. It may run again on the same server.
AGENTHALL_TLS_CA, a PEM file, means TLS with a server that its CAs vouch for; AGENTHALL_API_KEY goes over TLS only.
Exit code 0 and the last line "ok" mean that the server answered as its contract says.
"""

import asyncio
import os
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path

import grpc
from google.protobuf.duration_pb2 import Duration
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status

from agenthall.marketplace.v1 import marketplace_service_pb2 as marketplace
from agenthall.marketplace.v1.agent_pb2 import VISIBILITY_WORKSPACE
from agenthall.marketplace.v1.manifest_pb2 import Manifest
from agenthall.marketplace.v1.marketplace_service_pb2_grpc import MarketplaceServiceStub
from agenthall.memory.v1 import team_memory_service_pb2 as memory
from agenthall.memory.v1.build_pb2 import Build
from agenthall.memory.v1.team_memory_service_pb2_grpc import TeamMemoryServiceStub
from agenthall.observability.v1 import observability_service_pb2 as observability
from agenthall.observability.v1.dashboard_pb2 import AgentMetrics
from agenthall.observability.v1.execution_pb2 import OUTCOME_OK, Execution
from agenthall.observability.v1.observability_service_pb2_grpc import ObservabilityServiceStub
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimizer
from agenthall.optimizer.v1.optimizer_service_pb2_grpc import OptimizerServiceStub

SERVICE_CONFIG = Path(__file__).resolve().parents[2] / "generated" / "service_config.json"
NAMESPACE = "example-python"
AGENT = "Changelog Writer (Python)"
RUN = uuid.uuid4().hex  # begins this run's ids: what has an id may be sent again and counts once
CALL = 5.0  # seconds; the service config's time-out is the longest that makes sense, this is what we are ready to wait
WATCH = 20.0
BATCH = 100
BAD = 42


class Surprise(Exception):
    """The server answered, but not what its contract says."""


def expect(answered: object, promised: object) -> None:
    if answered != promised:
        raise Surprise(f"promised {promised!r}, answered {answered!r}")


def explain(status: Status | None) -> str:
    """What a program can read in an error: the reason, and the fields that are wrong."""
    info, bad = ErrorInfo(), BadRequest()
    for detail in status.details if status else ():
        detail.Unpack(info) or detail.Unpack(bad)
    return f"{info.reason} " + "; ".join(f"{one.field}: {one.description}" for one in bad.field_violations)


async def publish(channel: grpc.aio.Channel) -> None:
    stub = MarketplaceServiceStub(channel)
    manifest = Manifest(
        namespace=NAMESPACE,
        name="changelog-writer",
        display_name=AGENT,
        description="Writes the changelog entry of a release from its commit messages.",
        version="1.0.0",
        category="utility",
        tags=["changelog", "release"],
        system_prompt="Write one line for each change that a user can see. Leave out everything else.",
    )
    request = marketplace.PublishAgentRequest(manifest=manifest, visibility=VISIBILITY_WORKSPACE)
    version = (await stub.PublishAgent(request, timeout=CALL)).agent_version
    print(f"published {version.agent} {version.version}")
    search = marketplace.SearchAgentsRequest(query="changelog", filter=f'namespace = "{NAMESPACE}"')
    hits = (await stub.SearchAgents(search, timeout=CALL)).hits
    expect([f"{hit.agent.namespace}/{hit.agent.name}" for hit in hits], [version.agent])
    print(f"found {version.agent}")


def execution(name: str) -> Execution:
    return Execution(execution_id=f"{RUN}-{name}", agent_name=AGENT, outcome=OUTCOME_OK, duration_ms=1200, tokens=800)


async def record(channel: grpc.aio.Channel) -> None:
    stub = ObservabilityServiceStub(channel)
    single = observability.RecordExecutionRequest(execution=execution("single"))
    expect((await stub.RecordExecution(single, timeout=CALL)).duplicate, promised=False)
    batch = [execution(str(number)) for number in range(BATCH)]
    batch[BAD].duration_ms = -1
    answer = await stub.RecordExecutions(observability.RecordExecutionsRequest(executions=batch), timeout=CALL)
    expect([rejection.index for rejection in answer.rejections], [BAD])
    expect(answer.accepted_count, BATCH - 1)
    print(f"recorded 1 execution, and {BATCH - 1} of a batch of {BATCH}")
    print(f"refused execution {BAD}: {explain(answer.rejections[0].status)}")


async def follow(channel: grpc.aio.Channel, growth: int, following: asyncio.Event) -> None:
    """Follows AGENT until it grew; then continues again from the first token, as after a lost connection."""
    stub = ObservabilityServiceStub(channel)
    request = observability.WatchMetricsRequest(agent_names=[AGENT], interval=Duration(nanos=100_000_000))
    stream = stub.WatchMetrics(request, timeout=WATCH)
    messages = aiter(stream)
    first = await anext(messages)
    expect(first.WhichOneof("event"), "snapshot")
    goal = executions(first.snapshot.agents) + growth
    following.set()
    while executions((await anext(messages)).delta.agents) < goal:
        pass
    stream.cancel()
    print(f"watched {growth} executions arrive")
    request.resume_token = first.resume_token
    stream = stub.WatchMetrics(request, timeout=WATCH)
    resumed = await anext(aiter(stream))
    stream.cancel()
    expect(resumed.WhichOneof("event"), "delta")
    expect(executions(resumed.delta.agents), goal)
    print("resumed from the first token: one delta brings what was missed")


def executions(agents: Iterable[AgentMetrics]) -> int:
    return sum(agent.total_executions for agent in agents)


async def choose(channel: grpc.aio.Channel) -> None:
    stub = OptimizerServiceStub(channel)
    for variant_id, prompt in {"short": "One line a change.", "long": "A paragraph a change, with its reason."}.items():
        variant = optimizer.AddVariantRequest(agent_name=AGENT, variant_id=variant_id, prompt=prompt)
        await stub.AddVariant(variant, timeout=CALL)
    selected = await stub.SelectVariant(optimizer.SelectVariantRequest(agent_name=AGENT), timeout=CALL)
    print(f"selected {selected.variant.variant_id} with probability {selected.propensity:.2f}")
    result = optimizer.RecordResultRequest(selection_id=selected.selection_id, success=True, quality_score=90)
    expect((await stub.RecordResult(result, timeout=CALL)).duplicate, promised=False)
    print("recorded its result")


async def suggest(channel: grpc.aio.Channel) -> None:
    stub = TeamMemoryServiceStub(channel)
    build = Build(build_id=RUN, team_id=NAMESPACE, prompt="a web shop with a product search", success=True)
    build.tech_stack.update({"frontend": "React", "database": "PostgreSQL"})
    build.quality_score = 91
    await stub.RecordBuild(memory.RecordBuildRequest(build=build), timeout=CALL)
    question = memory.SuggestStackRequest(team_id=NAMESPACE, prompt="a web shop for books")
    answer = await stub.SuggestStack(question, timeout=CALL)
    expect(dict(answer.suggestion), dict(build.tech_stack))
    stack = ", ".join(f"{slot} {technology}" for slot, technology in sorted(answer.suggestion.items()))
    print(f"suggested {stack}: {answer.reason}")


async def fail(channel: grpc.aio.Channel) -> None:
    """Sends a quality that is out of range, to show what a caller learns."""
    request = observability.RecordExecutionRequest(execution=execution("bad"))
    request.execution.quality_score = 101
    try:
        await ObservabilityServiceStub(channel).RecordExecution(request, timeout=CALL)
    except grpc.aio.AioRpcError as error:
        expect(error.code(), grpc.StatusCode.INVALID_ARGUMENT)
        status = rpc_status.from_call(error)  # type: ignore[arg-type] # its annotation knows no grpc.aio errors
        print(f"refused quality 101: {explain(status)}")
    else:
        raise Surprise("quality 101 was recorded")


def connect(target: str) -> grpc.aio.Channel:
    options = [("grpc.service_config", SERVICE_CONFIG.read_text())]
    key, ca = os.environ.get("AGENTHALL_API_KEY"), os.environ.get("AGENTHALL_TLS_CA")
    if not ca:
        if key:  # an insecure channel has no place for it: without this line it would be left out without a word
            raise SystemExit("AGENTHALL_API_KEY goes over TLS only: set AGENTHALL_TLS_CA")
        return grpc.aio.insecure_channel(target, options)
    credentials = grpc.ssl_channel_credentials(Path(ca).read_bytes())
    if key:  # with every call: "authorization: Bearer KEY"
        credentials = grpc.composite_channel_credentials(credentials, grpc.access_token_call_credentials(key))
    return grpc.aio.secure_channel(target, credentials, options)


async def main(target: str) -> None:
    async with connect(target) as channel:
        await publish(channel)
        async with asyncio.TaskGroup() as tasks:
            following = asyncio.Event()
            tasks.create_task(follow(channel, BATCH, following))
            await following.wait()
            await record(channel)
        await choose(channel)
        await suggest(channel)
        await fail(channel)
    print("ok")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("AGENTHALL_TARGET", "127.0.0.1:50051")))
