"""Agents that know nothing of agenthall: traced, and measured, by stock SDKs that are told where to send to."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import grpc
from tests.examples.test_examples import EXAMPLES, require, target

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall.observability.v1 import observability_service_pb2_grpc

__all__ = ["target"]  # a fixture
FOLDER = EXAMPLES / "opentelemetry"


async def test_python(target: str) -> None:
    await _feeds("python", [sys.executable, "-W", "error", "traced.py"], target)


async def test_python_metrics(target: str) -> None:
    await _output("python", [sys.executable, "-W", "error", "measured.py"], target)
    async with grpc.aio.insecure_channel(target) as channel:
        stub: Any = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        found: pb.ListGaugesResponse = await stub.ListGauges(pb.ListGaugesRequest(filter="source = worker-python"))
    assert [(one.name, dict(one.labels), one.value) for one in found.gauges] == [
        ("cpu_percent", {}, 25),
        ("queued_tasks", {"queue": "plans"}, 4),
        ("tasks_done", {}, 3),
    ]


async def test_go(target: str, tmp_path: Path) -> None:
    require("go")
    await _output("go", ["go", "vet", "./..."], target)
    await _output("go", ["go", "build", "-o", tmp_path / "traced", "."], target)
    await _feeds("go", [tmp_path / "traced"], target)


async def test_javascript(target: str) -> None:
    require("node")
    require("npm")
    await _output("javascript", ["npm", "ci", "--prefer-offline"], target)
    await _feeds("javascript", ["node", "traced.mjs"], target)


async def _feeds(language: str, program: Sequence[str | Path], target: str) -> None:
    trace_id = (await _output(language, program, target)).strip()
    async with grpc.aio.insecure_channel(target) as channel:
        stub: Any = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
        found: pb.GetTraceResponse = await stub.GetTrace(pb.GetTraceRequest(trace_id=trace_id))
        shown: pb.GetDashboardResponse = await stub.GetDashboard(
            pb.GetDashboardRequest(agent_names=[f"planner-{language}"])
        )
    assert [(one.total_executions, one.success_rate) for one in shown.agents] == [(1, 100)]
    (run,) = found.executions
    assert run.agent_name == f"planner-{language}"
    assert [(one.operation, one.model, one.failed, one.error_type) for one in found.steps] == [
        ("chat", "gpt-4o", False, ""),
        ("execute_tool", "", True, "timeout"),
    ]
    assert {one.execution_id for one in found.steps} == {run.execution_id}
    (usage,) = found.step_usage
    assert (usage.input_tokens, usage.output_tokens) == (900, 120)


async def _output(language: str, command: Sequence[str | Path], target: str) -> str:
    """What a command prints, run in the folder of the example. The SDKs say on stderr what they could not send."""
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=FOLDER / language,
        env=os.environ | {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{target}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        output, errors = await asyncio.wait_for(process.communicate(), 600)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, f"{command} ended with {process.returncode}\n{output.decode()}\n{errors.decode()}"
    return output.decode()
