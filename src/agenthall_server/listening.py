"""Where and how the server listens: loopback for everybody, other addresses only with keys and TLS."""

from __future__ import annotations

import errno
import socket
from typing import Any

import grpc

from agenthall_server.config import InvalidSetting, Settings, is_loopback, split_address

_CAUSES = "is another server running there, or may this user not use the port?"


def checked_address(settings: Settings) -> tuple[str, int]:
    """Host and port to listen on. Raises InvalidSetting where strangers could call in the clear or without a key."""
    host, port = split_address("listen", settings.listen)
    if settings.behind_tls_proxy and settings.auth != "required":
        raise InvalidSetting("behind_tls_proxy: a proxy brings callers from outside; add --auth required")
    if not is_loopback(host):
        if settings.auth != "required":
            raise InvalidSetting(f"listen: {settings.listen} is reachable from outside; add --auth required")
        if not settings.behind_tls_proxy and not settings.tls_certificate:
            raise InvalidSetting(
                f"listen: {settings.listen} is reachable from outside without TLS; add --tls-certificate and "
                "--tls-key, or put a proxy that ends TLS in front and add --behind-tls-proxy"
            )
    return host, port


def listen(grpc_server: grpc.aio.Server, host: str, port: int, tls: grpc.ServerCredentials | None) -> int:
    """Binds the port and returns it. Raises InvalidSetting."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if port and _is_taken(host, port):
        raise InvalidSetting(f"listen: {address} cannot be bound; {_CAUSES}")
    try:
        return grpc_server.add_secure_port(address, tls) if tls else grpc_server.add_insecure_port(address)
    except RuntimeError as error:
        causes = _CAUSES
        if tls:
            causes += " Or gRPC cannot use the TLS key; RSA, ECDSA P-256 and P-384 will do."
        raise InvalidSetting(f"listen: {address} cannot be bound; {causes}") from error


def _is_taken(host: str, port: int) -> bool:
    """Whether somebody listens at one of the host's addresses. gRPC is content with the others and shares a name."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError:
        return False  # gRPC says what is the matter
    return any(_refuses(family, address) for family, *_, address in found)


def _refuses(family: int, address: Any) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that have just ended do not count
        try:
            trial.bind(address)
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def transport_options(settings: Settings) -> list[tuple[str, int]]:
    """What gRPC must not be left to decide."""
    return [
        ("grpc.max_receive_message_length", settings.max_message_bytes),
        ("grpc.max_concurrent_streams", 1024),  # one connection cannot crowd out the others (rapid reset)
        ("grpc.server.max_pending_requests", 20_000),  # a burst of subscribers is accepted, not dropped
        ("grpc.server.max_pending_requests_hard_limit", 40_000),
        ("grpc.server_max_unrequested_time_in_server", 300),  # ... and not dropped for waiting longer than 30 s
        ("grpc.http2.min_recv_ping_interval_without_data_ms", 10_000),  # clients may ping: no GOAWAY for keepalive
        ("grpc.keepalive_permit_without_calls", 1),
        ("grpc.so_reuseport", 0),  # a second server on the port is an error, not a silent share
    ]
