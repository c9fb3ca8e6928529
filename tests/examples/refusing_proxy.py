"""A gRPC proxy that refuses the first attempt at some methods and forwards every other call byte for byte.

A client gets through it only if it retries as generated/service_config.json says.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import grpc

Trailers = tuple[tuple[str, str | bytes], ...]


class RefusingProxy(grpc.GenericRpcHandler):
    """Listens on `port`. `left` are the methods still to be refused, with the trailers of the refusal."""

    def __init__(self, upstream: grpc.aio.Channel, refusals: Mapping[str, Trailers]) -> None:
        self.port = 0
        self.left = dict(refusals)
        self._upstream = upstream

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler[bytes, bytes]:
        # On the wire a unary answer is a stream of one message, so one kind of handler forwards both.
        return grpc.unary_stream_rpc_method_handler(self._forwarding(details.method))

    def _forwarding(self, method: str) -> Callable[[bytes, Any], AsyncIterator[bytes]]:
        async def forward(request: bytes, context: Any) -> AsyncIterator[bytes]:
            if method in self.left:
                await context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "busy", self.left.pop(method))
            send: grpc.aio.UnaryStreamMultiCallable[bytes, bytes] = self._upstream.unary_stream(method)
            call = send(request, timeout=context.time_remaining())
            try:
                async for reply in call:
                    yield reply
            except grpc.aio.AioRpcError as error:
                await context.abort(error.code(), error.details(), tuple(error.trailing_metadata()))

        return forward


@asynccontextmanager
async def refusing_proxy(target: str, refusals: Mapping[str, Trailers]) -> AsyncIterator[RefusingProxy]:
    """A running proxy in front of `target`."""
    async with grpc.aio.insecure_channel(target) as upstream:
        proxy = RefusingProxy(upstream, refusals)
        server = grpc.aio.server()
        server.add_generic_rpc_handlers((proxy,))
        proxy.port = server.add_insecure_port("127.0.0.1:0")
        await server.start()
        try:
            yield proxy
        finally:
            await server.stop(grace=None)
