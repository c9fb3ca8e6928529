"""TLS of the gRPC port: certificate, key and the CA of clients, from PEM files.

The files are looked at again at every handshake, so that a renewed certificate is used without a restart; where the new
files cannot be used, the old ones stay and the log says why. Connections that are open keep what they began with.
"""

from __future__ import annotations

import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import grpc
import structlog

from agenthall_server.config import InvalidSetting, Settings

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Pems:
    certificate: bytes
    key: bytes
    client_ca: bytes | None


def server_credentials(settings: Settings) -> grpc.ServerCredentials | None:
    """What to listen with; None where no certificate is set. Raises InvalidSetting where a file cannot be used."""
    if bool(settings.tls_certificate) != bool(settings.tls_key):
        raise InvalidSetting("tls_certificate, tls_key: one is not enough; set both")
    if settings.tls_client_ca and not settings.tls_certificate:
        raise InvalidSetting("tls_client_ca: client certificates need TLS; set tls_certificate and tls_key")
    if not settings.tls_certificate:
        return None
    files = _Files(settings)
    return grpc.dynamic_ssl_server_credentials(
        _configuration(files.pems),
        files.renewed,  # type: ignore[arg-type] # its stub forgets that None keeps the old one
        require_client_authentication=bool(settings.tls_client_ca),
    )


class _Files:
    """The PEM files, and what they held when they could last be used."""

    def __init__(self, settings: Settings) -> None:
        names = ("tls_certificate", "tls_key", "tls_client_ca")
        self._paths = {name: Path(path) for name in names if (path := getattr(settings, name))}
        self._stamps = self._look()
        self.pems = self._read()

    def renewed(self) -> grpc.ServerCertificateConfiguration | None:
        """A new configuration, or None to keep the old one. gRPC asks at each handshake, on a thread of its own."""
        stamps = self._look()
        if stamps == self._stamps:
            return None
        self._stamps = stamps  # once a change, also where it cannot be used
        try:
            self.pems = self._read()
        except InvalidSetting as error:
            _log.error("new TLS files cannot be used, the old ones stay", reason=str(error))
            return None
        _log.info("offering new TLS files")
        return _configuration(self.pems)

    def _look(self) -> list[tuple[int, int, int]]:
        return [_stamp(path) for path in self._paths.values()]

    def _read(self) -> _Pems:
        self._check()
        try:
            pems = {name: path.read_bytes() for name, path in self._paths.items()}
        except OSError as error:
            raise InvalidSetting(f"tls: {error.filename} cannot be read: {error.strerror}") from error
        if self._look() != self._stamps:
            raise InvalidSetting("tls: the files changed while they were read")
        return _Pems(pems["tls_certificate"], pems["tls_key"], pems.get("tls_client_ca"))

    def _check(self) -> None:
        """gRPC itself says nothing of files that it cannot use: every handshake would fail."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate, key = self._paths["tls_certificate"], self._paths["tls_key"]
        try:
            context.load_cert_chain(certificate, key, password=_no_password)
        except (OSError, ValueError) as error:
            raise InvalidSetting(f"tls_certificate, tls_key: {certificate}, {key}: {_why(error)}") from error
        try:
            _try_handshake(context, certificate)
        except ssl.SSLError as error:
            reason = getattr(error, "verify_message", None) or _why(error)
            raise InvalidSetting(f"tls_certificate: {certificate}: {reason}") from error
        if client_ca := self._paths.get("tls_client_ca"):
            try:
                context.load_verify_locations(client_ca)
            except OSError as error:
                raise InvalidSetting(f"tls_client_ca: {client_ca}: {_why(error)}") from error


def _try_handshake(server_context: ssl.SSLContext, certificate: Path) -> None:
    """In memory, with a client that trusts exactly this certificate: raises where it has expired."""
    client_context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client_context.check_hostname = False
    client_context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    client_context.load_verify_locations(certificate)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = client_context.wrap_bio(to_client, to_server)
    server = server_context.wrap_bio(to_server, to_client, server_side=True)
    for end in (client, server, client):
        with suppress(ssl.SSLWantReadError):
            end.do_handshake()


def _configuration(pems: _Pems) -> grpc.ServerCertificateConfiguration:
    pair = (pems.key, pems.certificate)
    return grpc.ssl_server_certificate_configuration([pair], root_certificates=pems.client_ca)


def _stamp(path: Path) -> tuple[int, int, int]:
    """Differs where the file was written or replaced, or may be read by others now; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ctime_ns, found.st_ino, found.st_size


def _no_password() -> str:
    raise ValueError("the key has a passphrase; store it without one, readable only by the server")


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError) and error.reason in {None, "PEM_LIB", "NO_START_LINE"}:
        return "no PEM certificate and key that belong together"
    return str(getattr(error, "strerror", None) or error)
