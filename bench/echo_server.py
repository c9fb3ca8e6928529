"""The ceiling for a unary call: a bare grpc.aio server that parses a request and sends it back. No interceptor.

`python -m bench.echo_server`; it uses uvloop where that is installed, as `agenthall serve` does.
"""

from __future__ import annotations

import asyncio

import grpc

from agenthall.observability.v1 import observability_service_pb2 as pb
from bench.load_client import loop_factory

METHOD = "/bench.Echo/Echo"


async def _echo(request: pb.RecordExecutionRequest, _context: object) -> pb.RecordExecutionRequest:
    return request


async def serve() -> None:
    """Until it is killed."""
    handler = grpc.unary_unary_rpc_method_handler(
        _echo,
        request_deserializer=pb.RecordExecutionRequest.FromString,
        response_serializer=pb.RecordExecutionRequest.SerializeToString,
    )
    server = grpc.aio.server(handlers=(grpc.method_handlers_generic_handler("bench.Echo", {"Echo": handler}),))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    print(f"echo serves on 127.0.0.1:{port}", flush=True)
    await server.wait_for_termination()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(serve())
