"""The way to a running server: the one place that opens a channel, and what the error of a call says to people.

A channel carries the service config that ships with the generated code: retries, and waiting for a server that is not
there yet. An API key leaves this machine over TLS only, unless the user says that something else protects it.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import grpc
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status

from agenthall_server.config import InvalidSetting, is_loopback
from agenthall_server.credentials import bearer

_CONNECT_SECONDS = 5.0
_LOOK_SECONDS = 2.0
_SCHEME = re.compile(r"(dns|ipv4|ipv6):/*")
_OTHER_SCHEME = re.compile(r"(dns|ipv4|ipv6|unix|unix-abstract|xds):")
_ADDRESS = re.compile(r"(?:\[[0-9a-fA-F:.%\w]+\]|[^\s:/\[\]]+):(\d{1,5})\Z")
_MOST_PORT = 65_535
_SHIPPED = resources.files("agenthall")
DESCRIPTORS = _SHIPPED / "agenthall.binpb"
"""The descriptors of the contract with their comments, a FileDescriptorSet."""


class NotConnected(Exception):
    """There is no way to the server; the text says why and what would help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Where the server is and how to reach it; paths are PEM files."""

    target: str
    api_key: str | None = None
    tls: bool = False
    """TLS with the certificate authorities of the system; each of the files below also means TLS."""
    tls_ca: Path | None = None
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    plaintext: bool = False
    """The API key may go to another machine without TLS."""

    @property
    def encrypted(self) -> bool:
        return self.tls or any((self.tls_ca, self.tls_certificate, self.tls_key))


def check(connection: Connection) -> None:
    """Raises InvalidSetting where no server could be reached this way."""
    if not _OTHER_SCHEME.match(connection.target):
        found = _ADDRESS.match(connection.target)
        if not found or not 0 < int(found[1]) <= _MOST_PORT:
            raise InvalidSetting(f"--target: {connection.target!r} is not HOST:PORT")
    certificate, key = connection.tls_certificate, connection.tls_key
    if (certificate is None) != (key is None):
        raise InvalidSetting("--tls-certificate and --tls-key are given together or not at all")
    trial = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        if connection.tls_ca:
            trial.load_verify_locations(connection.tls_ca)
    except ssl.SSLError as error:
        raise InvalidSetting(f"--tls-ca: {connection.tls_ca} holds no certificates in PEM") from error
    except OSError as error:
        raise InvalidSetting(f"--tls-ca: {connection.tls_ca} cannot be read: {error.strerror}") from error
    try:
        if certificate and key:
            trial.load_cert_chain(certificate, key, password="")
    except ssl.SSLError as error:
        told = "hold no certificate in PEM and its key without a password"
        raise InvalidSetting(f"--tls-certificate and --tls-key: {certificate} and {key} {told}") from error
    except OSError as error:
        raise InvalidSetting(f"--tls-certificate, --tls-key: cannot be read: {error.strerror}") from error


@asynccontextmanager
async def connected(connection: Connection) -> AsyncIterator[grpc.aio.Channel]:
    """A channel to a server that answers. Raises NotConnected."""
    async with _channel(connection) as channel:
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                await channel.channel_ready()
        except TimeoutError as error:
            raise NotConnected(await _why_not(connection)) from error
        yield channel


async def _why_not(connection: Connection) -> str:
    """What is wrong with the way to a server that gRPC could not reach, and what would help."""
    speaks_tls, target = await _speaks_tls(connection.target), connection.target
    if speaks_tls is None:
        return f"nothing answers at {target} (a gRPC server was not found within {_CONNECT_SECONDS:g} s)"
    if not speaks_tls:
        remedy = "leave out the --tls flags and AGENTHALL_TLS_CA"
        lead = f"what listens at {target} speaks no TLS"
        return f"{lead}: {remedy}" if connection.encrypted else f"{lead}, and no gRPC either"
    if connection.encrypted:
        return (
            f"the server at {target} speaks TLS, but shows no certificate that is trusted here, or wants one of the "
            "client: see --tls-ca, and --tls-certificate with --tls-key"
        )
    return f"the server at {target} speaks TLS: say --tls, or --tls-ca FILE with the CA of its certificate"


async def _speaks_tls(target: str) -> bool | None:
    """Whether what listens there begins a TLS handshake; None where nothing does, or it cannot be told."""
    host, _, port = _SCHEME.sub("", target).rpartition(":")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # only to tell: nothing is sent or believed
    context.set_alpn_protocols(["h2"])
    try:
        async with asyncio.timeout(_LOOK_SECONDS):
            _, writer = await asyncio.open_connection(host.strip("[]"), int(port), ssl=context)
    except ssl.SSLError as error:
        return "ALERT" in (error.reason or "")
    except (OSError, TimeoutError, ValueError, OverflowError):
        return None
    writer.transport.abort()
    return True


def _channel(connection: Connection) -> grpc.aio.Channel:
    options = [("grpc.service_config", (_SHIPPED / "service_config.json").read_text(encoding="utf-8"))]
    interceptors = bearer(connection.api_key)
    if connection.encrypted:
        return grpc.aio.secure_channel(connection.target, _credentials(connection), options, interceptors=interceptors)
    if connection.api_key and not connection.plaintext and not _stays_here(connection.target):
        raise NotConnected(
            f"the API key would go to {connection.target} without TLS; say --tls or --tls-ca FILE, "
            "or --plaintext where something else protects it"
        )
    return grpc.aio.insecure_channel(connection.target, options, interceptors=interceptors)


def _credentials(connection: Connection) -> grpc.ChannelCredentials:
    try:
        return grpc.ssl_channel_credentials(
            root_certificates=connection.tls_ca.read_bytes() if connection.tls_ca else None,
            private_key=connection.tls_key.read_bytes() if connection.tls_key else None,
            certificate_chain=connection.tls_certificate.read_bytes() if connection.tls_certificate else None,
        )
    except OSError as error:
        raise NotConnected(f"cannot read {error.filename}: {error.strerror}") from error


def _stays_here(target: str) -> bool:
    if target.startswith("unix:"):
        return True
    return is_loopback(_SCHEME.sub("", target).rpartition(":")[0].strip("[]"))


@dataclass(frozen=True, slots=True)
class Failure:
    """What an answered error says."""

    code: str
    reason: str
    """Name of an ErrorReason; empty where something between us and the server answered."""
    message: str
    fields: tuple[tuple[str, str], ...] = ()
    """Paths of the fields that are wrong, each with what is wrong."""
    preconditions: tuple[str, ...] = ()
    retry_after_seconds: float | None = None

    def __str__(self) -> str:
        return f"{self.reason or self.code}: {self.message}"


def failure_of(error: grpc.aio.AioRpcError) -> Failure:
    """What the error of a call says."""
    status = rpc_status.from_call(error)  # type: ignore[arg-type] # its stub names the synchronous API only
    return failure_of_status(status or status_pb2.Status(code=error.code().value[0], message=error.details() or ""))


def failure_of_status(status: status_pb2.Status) -> Failure:
    """The same of a status, as batches answer it for one item."""
    codes = {code.value[0]: code.name for code in grpc.StatusCode}
    reasons = [info.reason for info in _details(status, error_details_pb2.ErrorInfo)]
    bad = _details(status, error_details_pb2.BadRequest)
    failed = _details(status, error_details_pb2.PreconditionFailure)
    delays = [info.retry_delay.ToTimedelta() for info in _details(status, error_details_pb2.RetryInfo)]
    return Failure(
        code=codes.get(status.code, str(status.code)),
        reason=reasons[0] if reasons else "",
        message=status.message,
        fields=tuple((one.field, one.description) for part in bad for one in part.field_violations),
        preconditions=tuple(f"{one.subject}: {one.description}" for part in failed for one in part.violations),
        retry_after_seconds=delays[0].total_seconds() if delays else None,
    )


def _details(status: status_pb2.Status, kind: Any) -> list[Any]:
    found = [(detail, kind()) for detail in status.details]
    return [message for detail, message in found if detail.Unpack(message)]
