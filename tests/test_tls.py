"""TLS: who may connect, renewed certificates, and files that cannot be used."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography import x509

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import access_service_pb2_grpc
from agenthall_server import tls
from agenthall_server.config import InvalidSetting
from tests.certificates import DAY, Authority
from tests.conftest import Hall, refused, running


@asynccontextmanager
async def caller(hall: Hall, root: bytes, certificate: bytes | None = None, key: bytes | None = None) -> AsyncIterator:
    credentials = grpc.ssl_channel_credentials(root, key, certificate)
    async with grpc.aio.secure_channel(f"localhost:{hall.server.port}", credentials) as channel:
        yield access_service_pb2_grpc.AccessServiceStub(channel)


async def name(stub: access_service_pb2_grpc.AccessServiceAsyncStub) -> str:
    return (await stub.WhoAmI(pb.WhoAmIRequest(), timeout=5)).workspace


async def unreachable(stub: access_service_pb2_grpc.AccessServiceAsyncStub) -> bool:
    return (await refused(stub.WhoAmI(pb.WhoAmIRequest(), timeout=5))).code() is grpc.StatusCode.UNAVAILABLE


def shown(port: int) -> str:
    """The common name of the certificate that the server shows."""
    found = x509.load_pem_x509_certificate(ssl.get_server_certificate(("127.0.0.1", port)).encode())
    return str(found.subject.rdns[0].rfc4514_string())


async def test_calls_over_tls(tmp_path: Path) -> None:
    authority = Authority()
    async with running(f"sqlite:///{tmp_path}/h.db", **authority.write(tmp_path, "hall")) as hall:
        assert "(TLS; " in hall.server.banner()
        async with caller(hall, authority.pem) as stub:
            assert await name(stub) == "default"
        assert await unreachable(hall.access), "it speaks no clear text"
        async with caller(hall, Authority("another CA").pem) as stub:
            assert await unreachable(stub)


async def test_only_clients_of_the_ca_may_connect(tmp_path: Path) -> None:
    authority, clients = Authority(), Authority("CA of clients")
    settings = authority.write(tmp_path, "hall") | {"tls_client_ca": str(tmp_path / "clients.pem")}
    (tmp_path / "clients.pem").write_bytes(clients.pem)
    async with running(f"sqlite:///{tmp_path}/h.db", **settings) as hall:
        assert "(mTLS; " in hall.server.banner()
        async with caller(hall, authority.pem, *clients.sign("orchestrator")) as stub:
            assert await name(stub) == "default"
        for stranger in ((), Authority("CA of strangers").sign("stranger"), clients.sign("expired", -DAY)):
            async with caller(hall, authority.pem, *stranger) as stub:
                assert await unreachable(stub)


async def test_a_renewed_certificate_is_used_at_once(tmp_path: Path) -> None:
    authority, renewed = Authority(), Authority("renewed CA")
    async with running(f"sqlite:///{tmp_path}/h.db", **authority.write(tmp_path, "first")) as hall:
        async with caller(hall, authority.pem) as before:
            assert await name(before) == "default"
            renewed.write(tmp_path, "second")
            assert shown(hall.server.port) == "CN=second"
            assert await name(before) == "default", "what is open stays open"
        async with caller(hall, renewed.pem) as stub:
            assert await name(stub) == "default"
        async with caller(hall, authority.pem) as stub:
            assert await unreachable(stub)


def spoil(key: Path, damage: str, authority: Authority) -> None:
    if damage == "expired":
        authority.write(key.parent, "expired", -DAY)
    elif damage == "gone":
        key.unlink()
    else:
        key.write_bytes(b"" if damage == "empty" else authority.sign("other")[1])


@pytest.mark.parametrize("damage", ["gone", "empty", "another key", "expired"])
async def test_files_that_cannot_be_used_leave_the_old_ones(tmp_path: Path, damage: str) -> None:
    authority = Authority()
    settings = authority.write(tmp_path, "first")
    async with running(f"sqlite:///{tmp_path}/h.db", **settings) as hall:
        spoil(Path(settings["tls_key"]), damage, authority)
        assert [shown(hall.server.port) for _ in range(2)] == ["CN=first"] * 2
        authority.write(tmp_path, "second")
        assert shown(hall.server.port) == "CN=second"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"tls_key": ""}, "set both"),
        ({"tls_certificate": "", "tls_key": "", "tls_client_ca": "clients.pem"}, "client certificates need TLS"),
        ({"tls_certificate": "no-such-file"}, "No such file"),
        ({"tls_key": os.devnull}, "tls_key"),
        ({"tls_client_ca": os.devnull}, "tls_client_ca"),
        ({"expired": True}, "certificate has expired"),
    ],
)
async def test_what_is_wrong_is_said_before_a_store_is_made(tmp_path: Path, changed: dict[str, Any], says: str) -> None:
    settings = Authority().write(tmp_path, "hall", -DAY if changed.pop("expired", False) else DAY) | changed
    with pytest.raises(InvalidSetting, match=says):
        async with running(f"sqlite:///{tmp_path}/h.db", **settings):
            pass
    assert not await asyncio.to_thread((tmp_path / "h.db").exists)


def test_a_file_that_may_be_read_now_counts_as_new(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"x")
    before = tls._stamp(tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    assert tls._stamp(tmp_path / "key") != before


async def test_beyond_loopback_with_a_certificate_and_keys(tmp_path: Path) -> None:
    settings = Authority().write(tmp_path, "hall")
    with pytest.raises(InvalidSetting, match="--auth required"):
        async with running(f"sqlite:///{tmp_path}/h.db", listen="0.0.0.0:0", **settings):
            pass
    async with running(f"sqlite:///{tmp_path}/h.db", listen="0.0.0.0:0", auth="required", **settings) as hall:
        assert "every call needs an API key" in hall.server.banner()
