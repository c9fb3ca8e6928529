"""What is far too large is refused at once: nobody else waits for it, and nothing is looked into item by item."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct

from agenthall.access.v1 import access_service_pb2
from agenthall.marketplace.v1 import manifest_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as marketplace
from agenthall.memory.v1 import build_pb2
from agenthall.memory.v1 import team_memory_service_pb2 as memory
from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as observability
from agenthall.optimizer.v1 import optimizer_service_pb2 as optimizer
from tests.conftest import Hall, reason, refused, violated


def large(number: float = 0.0) -> Struct:
    """13 MiB on the wire, just below what is received."""
    value = Struct()
    value.get_or_create_list("x").extend([number] * 1_200_000)
    return value


def execution() -> execution_pb2.Execution:
    return execution_pb2.Execution(agent_name="a", success=True, attributes=large())


CALLS: dict[str, tuple[Callable[[Hall], Any], str]] = {
    "agent names": (
        lambda hall: hall.observability.GetDashboard(observability.GetDashboardRequest(agent_names=[""] * 5_000_000)),
        "agent_names",
    ),
    "excluded variants": (
        lambda hall: hall.optimizer.SelectVariant(
            optimizer.SelectVariantRequest(agent_name="a", exclude_variant_ids=[""] * 5_000_000)
        ),
        "exclude_variant_ids",
    ),
    "executions": (
        lambda hall: hall.observability.RecordExecutions(
            observability.RecordExecutionsRequest(executions=[execution_pb2.Execution()] * 5_000_000)
        ),
        "executions",
    ),
    "attributes of an execution": (
        lambda hall: hall.observability.RecordExecution(observability.RecordExecutionRequest(execution=execution())),
        "execution.attributes",
    ),
    "attributes of a build": (
        lambda hall: hall.memory.RecordBuild(
            memory.RecordBuildRequest(build=build_pb2.Build(team_id="t", prompt="p", attributes=large()))
        ),
        "build.attributes",
    ),
    "config": (
        lambda hall: hall.marketplace.InstallAgent(marketplace.InstallAgentRequest(agent="a/b", config=large())),
        "config",
    ),
    "numbers that JSON does not have": (
        lambda hall: hall.marketplace.InstallAgent(
            marketplace.InstallAgentRequest(agent="a/b", config=large(float("nan")))
        ),
        "config",
    ),
    "a schema": (
        lambda hall: hall.marketplace.ValidateManifest(
            marketplace.ValidateManifestRequest(manifest=manifest_pb2.Manifest(input_schema=large()))
        ),
        "manifest",
    ),
}


@pytest.mark.parametrize("name", CALLS)
async def test_it_is_refused_with_its_field_while_others_are_served(sqlite_hall: Hall, name: str) -> None:
    make, field = CALLS[name]
    call = make(sqlite_hall)
    waits = await asyncio.gather(*(wait(sqlite_hall) for _ in range(3)))
    error = await refused(call)
    assert (reason(error), list(violated(error))) == ("VALIDATION_FAILED", [field])
    assert max(waits) < 3, "before, others waited for 5 to 115 seconds"


async def wait(hall: Hall) -> float:
    started = perf_counter()
    await hall.access.WhoAmI(access_service_pb2.WhoAmIRequest())
    return perf_counter() - started


async def test_a_page_of_found_agents_is_read_by_any_client(sqlite_hall: Hall) -> None:
    """600 agents of 9 KB: the pages together are all of them, and none is larger than a client takes by default."""
    for number in range(600):
        manifest = manifest_pb2.Manifest(
            namespace="shop",
            name=f"agent-{number}",
            version="1.0.0",
            description="\U0001f600" * 1900,
            category="utility",
            system_prompt="Find shoes.",
        )
        await sqlite_hall.marketplace.PublishAgent(marketplace.PublishAgentRequest(manifest=manifest))
    names, token = [], ""
    while True:
        request = marketplace.SearchAgentsRequest(query="shoes agent", page_size=1000, page_token=token)
        page = await sqlite_hall.marketplace.SearchAgents(request)
        names += [hit.agent.name for hit in page.hits]
        token = page.next_page_token
        if not token:
            break
    assert len(names) == len(set(names)) == 600
