"""Certificates for tests: a CA, and what it signs."""

from __future__ import annotations

import datetime as dt
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = dt.timedelta(days=1)


class Authority:
    """A CA that exists for one test."""

    def __init__(self, name: str = "test CA") -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        ca = x509.BasicConstraints(ca=True, path_length=None)
        builder = _builder(self._name, self._key.public_key(), DAY).issuer_name(self._name)
        self.pem = _pem(builder.add_extension(ca, critical=True).sign(self._key, hashes.SHA256()))

    def sign(self, name: str, valid: dt.timedelta = DAY, *uris: str) -> tuple[bytes, bytes]:
        """Certificate and key, as PEM, for localhost, 127.0.0.1 and URIs; of a negative time: one that has expired."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        hosts = x509.SubjectAlternativeName(
            [
                x509.DNSName("localhost"),
                x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
                *map(x509.UniformResourceIdentifier, uris),
            ]
        )
        builder = (
            _builder(subject, key.public_key(), valid).issuer_name(self._name).add_extension(hosts, critical=False)
        )
        return _pem(builder.sign(self._key, hashes.SHA256())), key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def write(self, folder: Path, name: str, valid: dt.timedelta = DAY) -> dict[str, str]:
        """The settings of a server with a new certificate."""
        certificate, key = folder / "server.pem", folder / "server.key"
        pem, key_pem = self.sign(name, valid)
        certificate.write_bytes(pem)
        key.write_bytes(key_pem)
        return {"tls_certificate": str(certificate), "tls_key": str(key)}


def _builder(subject: x509.Name, key: ec.EllipticCurvePublicKey, valid: dt.timedelta) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 2 * DAY)
        .not_valid_after(now + valid)
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
