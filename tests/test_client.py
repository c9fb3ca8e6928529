"""The way to a server: with and without TLS, and never an API key in the open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import grpc
import pytest

from agenthall.access.v1 import access_service_pb2, access_service_pb2_grpc
from agenthall_server.client import Connection, NotConnected, check, connected, failure_of
from agenthall_server.config import InvalidSetting
from tests.certificates import Authority
from tests.conftest import Hall, running


async def _workspace(connection: Connection) -> str:
    async with connected(connection) as channel:
        stub = access_service_pb2_grpc.AccessServiceStub(channel)
        answer = await stub.WhoAmI(access_service_pb2.WhoAmIRequest(), timeout=5)
    workspace: str = answer.workspace
    return workspace


async def test_a_server_with_tls_wants_its_authority_and_a_client_certificate(tmp_path: Path) -> None:
    authority, clients = Authority(), Authority("CA of clients")
    settings = authority.write(tmp_path, "hall") | {"tls_client_ca": str(tmp_path / "clients.pem")}
    (tmp_path / "clients.pem").write_bytes(clients.pem)
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    chain, key = clients.sign("importer")
    (tmp_path / "own.pem").write_bytes(chain)
    (tmp_path / "own.key").write_bytes(key)
    async with running(f"sqlite:///{tmp_path}/h.db", **settings) as hall:
        target = f"127.0.0.1:{hall.server.port}"
        own = {"tls_certificate": tmp_path / "own.pem", "tls_key": tmp_path / "own.key"}
        assert await _workspace(Connection(target=target, tls_ca=tmp_path / "ca.pem", **own)) == "default"


async def test_a_client_and_a_server_that_do_not_agree_on_tls_are_told(tmp_path: Path) -> None:
    authority = Authority()
    settings = authority.write(tmp_path, "hall")
    (tmp_path / "ca.pem").write_bytes(authority.pem)
    async with (
        running(f"sqlite:///{tmp_path}/a.db", **settings) as secure,
        running(f"sqlite:///{tmp_path}/b.db") as bare,
    ):
        for hall, given, said in (
            (secure, {}, "speaks TLS: say --tls, or --tls-ca FILE"),
            (bare, {"tls_ca": tmp_path / "ca.pem"}, "speaks no TLS: leave out the --tls flags"),
            (secure, {"tls": True}, "shows no certificate that is trusted here"),
        ):
            with pytest.raises(NotConnected, match=said):
                await _workspace(Connection(target=f"127.0.0.1:{hall.server.port}", **given))


@pytest.mark.parametrize("target", ["hall.example:50051", "10.0.0.7:50051", "dns:///hall.example:50051"])
async def test_an_api_key_does_not_leave_the_machine_in_the_open(target: str) -> None:
    with pytest.raises(NotConnected, match="without TLS; say --tls"):
        await _workspace(Connection(target=target, api_key="agh_secret"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "ipv4:127.0.0.1"])
async def test_on_this_machine_it_may(sqlite_hall: Hall, host: str) -> None:
    target = f"{host}:{sqlite_hall.server.port}"
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await _workspace(Connection(target=target, api_key="agh_secret"))
    assert failure_of(refused.value).reason == "CREDENTIALS_INVALID", "it got there"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"tls_key": "own.key"}, "are given together or not at all"),
        ({"tls_ca": "no.pem"}, r"--tls-ca: .*no\.pem cannot be read: No such file"),
        ({"tls_ca": "text.pem"}, r"--tls-ca: .*text\.pem holds no certificates in PEM"),
        ({"tls_certificate": "own.pem", "tls_key": "other.key"}, "hold no certificate in PEM and its key"),
        ({"tls_certificate": "own.pem", "tls_key": "no.key"}, "cannot be read: No such file"),
    ],
)
def test_files_that_no_server_could_be_reached_with_are_named(tmp_path: Path, given: dict[str, str], says: str) -> None:
    for name in ("own", "other"):
        certificate, key = Authority().sign(name)
        (tmp_path / f"{name}.pem").write_bytes(certificate)
        (tmp_path / f"{name}.key").write_bytes(key)
    (tmp_path / "text.pem").write_text("# A readme", encoding="utf-8")
    files: dict[str, Any] = {flag: tmp_path / file for flag, file in given.items()}
    with pytest.raises(InvalidSetting, match=says):
        check(Connection(target="127.0.0.1:1", **files))


@pytest.mark.parametrize(
    "target", ["", "localhost", "localhost:", "localhost:0", "127.0.0.1:99999", "::1:50051", "a b:1"]
)
def test_a_target_that_is_none_is_refused(target: str) -> None:
    with pytest.raises(InvalidSetting, match="is not HOST:PORT"):
        check(Connection(target=target))


@pytest.mark.parametrize(
    "target", ["localhost:1", "[::1]:65535", "dns:///a.example:1", "unix:/tmp/a", "ipv4:127.0.0.1:1"]
)
def test_a_target_that_is_one_is_taken(target: str) -> None:
    check(Connection(target=target))
