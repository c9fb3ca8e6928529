"""The messages of WatchMetrics as long as anybody wants them, also after the connection was lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import grpc

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall.observability.v1 import observability_service_pb2_grpc
from agenthall_server.top.fleet import Fleet

_AGAIN_SECONDS = 1.0
_GOES_ON = frozenset({grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED})
"""The server is away, or has let go of who read too slowly."""


async def follow(
    channel: grpc.aio.Channel, fleet: Fleet, agent_names: Sequence[str], seconds: float
) -> AsyncIterator[str]:
    """Brings the fleet up to date; after each message says what is wrong: nothing, mostly.

    `seconds`: between two messages, at least. Raises AioRpcError for what time does not mend.
    """
    stub = observability_service_pb2_grpc.ObservabilityServiceStub(channel)
    request = pb.WatchMetricsRequest(agent_names=agent_names)
    request.interval.FromMilliseconds(round(seconds * 1000))
    while True:
        try:
            async for message in stub.WatchMetrics(request, wait_for_ready=True):
                request.resume_token = message.resume_token
                take(fleet, message)
                yield ""
            yield "the server ended the stream"
        except grpc.aio.AioRpcError as error:
            if error.code() not in _GOES_ON:
                raise
            yield error.details() or error.code().name
        await asyncio.sleep(_AGAIN_SECONDS)


def take(fleet: Fleet, message: pb.WatchMetricsResponse) -> None:
    """What the message says of the fleet."""
    now = message.server_time.seconds + message.server_time.nanos / 1e9
    kind = message.WhichOneof("event")
    if kind == "snapshot":
        fleet.replace(message.snapshot.agents, now)
    elif kind == "gap":
        fleet.forget()
    else:
        fleet.update(message.delta.agents, now)
