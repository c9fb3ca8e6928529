"""An experiment seen through its calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc
import pytest
from tests.conftest import Hall

from agenthall.optimizer.v1 import optimizer_service_pb2 as pb
from agenthall.optimizer.v1 import variant_pb2


class Experiment:
    """Calls about one agent."""

    def __init__(self, stub: Any, agent_name: str) -> None:
        self.stub = stub
        self.agent_name = agent_name

    async def add(self, variant_id: str, prompt: str = "") -> variant_pb2.Variant:
        request = pb.AddVariantRequest(
            agent_name=self.agent_name, variant_id=variant_id, prompt=prompt or f"You are {variant_id}."
        )
        return (await self.stub.AddVariant(request)).variant

    async def select(self, **values: Any) -> pb.SelectVariantResponse:
        return await self.stub.SelectVariant(pb.SelectVariantRequest(agent_name=self.agent_name, **values))

    async def record(self, variant_id: str, times: int = 1, **values: Any) -> pb.RecordResultResponse:
        """Records the same figures `times` times, as different results; the last answer."""
        request = pb.RecordResultRequest(agent_name=self.agent_name, variant_id=variant_id, **values)
        for _ in range(times):
            answer = await self.stub.RecordResult(request)
        return answer

    async def variants(self) -> dict[str, variant_pb2.Variant]:
        found = await self.stub.ListVariants(pb.ListVariantsRequest(agent_name=self.agent_name))
        return {variant.variant_id: variant for variant in found.variants}

    async def report(self) -> pb.GetExperimentReportResponse:
        return await self.stub.GetExperimentReport(pb.GetExperimentReportRequest(agent_name=self.agent_name))


@pytest.fixture
def experiment(hall: Hall) -> Callable[..., Experiment]:
    """Makes experiments of the local caller, or of the given stub."""
    return lambda agent_name="Frontend Generation", stub=hall.optimizer: Experiment(stub, agent_name)


@pytest.fixture
def refused() -> Any:
    """A context that expects a call to fail with this status code."""
    return lambda code: pytest.raises(grpc.aio.AioRpcError, check=lambda error: error.code() is code)
