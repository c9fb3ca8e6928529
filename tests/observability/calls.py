"""Calls of ObservabilityService in one line each."""

from __future__ import annotations

from typing import Any

from agenthall.observability.v1 import execution_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb

HOUR = 3600


def execution(**values: Any) -> execution_pb2.Execution:
    return execution_pb2.Execution(**({"agent_name": "planner", "success": True} | values))


async def record(hall: Any, *executions: execution_pb2.Execution, **values: Any) -> pb.RecordExecutionsResponse:
    """Records a batch; with values only, one execution made of them."""
    batch = executions or (execution(**values),)
    answer: pb.RecordExecutionsResponse = await hall.observability.RecordExecutions(
        pb.RecordExecutionsRequest(executions=batch)
    )
    return answer


def one(hall: Any, **values: Any) -> Any:
    return hall.observability.RecordExecution(pb.RecordExecutionRequest(execution=execution(**values)))


async def dashboard(hall: Any, **arguments: Any) -> pb.GetDashboardResponse:
    request = pb.GetDashboardRequest(agent_names=arguments.get("agent_names", ()), team_id=arguments.get("team_id", ""))
    if "hours" in arguments:
        request.window.FromSeconds(round(arguments["hours"] * HOUR))
    answer: pb.GetDashboardResponse = await hall.observability.GetDashboard(request)
    return answer


async def executions(hall: Any, **arguments: Any) -> list[execution_pb2.Execution]:
    """All pages, put together."""
    found, token = [], ""
    while True:
        page = await hall.observability.ListExecutions(pb.ListExecutionsRequest(page_token=token, **arguments))
        found += page.executions
        token = page.next_page_token
        if not token:
            return found
