"""An API key with every call of a channel."""

from __future__ import annotations

from typing import Any

import grpc


def bearer(api_key: str | None) -> list[Any]:
    """Channel interceptors that send the key; none without a key."""
    return [] if api_key is None else [_Unary(api_key), _Stream(api_key)]


class _Unary(grpc.aio.UnaryUnaryClientInterceptor):
    def __init__(self, api_key: str) -> None:
        self._api_key = api_key

    async def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
        return await continuation(_with_key(details, self._api_key), request)


class _Stream(grpc.aio.UnaryStreamClientInterceptor):
    def __init__(self, api_key: str) -> None:
        self._api_key = api_key

    async def intercept_unary_stream(self, continuation: Any, details: Any, request: Any) -> Any:
        return await continuation(_with_key(details, self._api_key), request)


def _with_key(details: Any, api_key: str) -> Any:
    metadata = grpc.aio.Metadata(*(details.metadata or ()), ("authorization", f"Bearer {api_key}"))
    return details._replace(metadata=metadata)
