"""Client certificates: whom they name, and what comes before them."""

from __future__ import annotations

import cProfile
import datetime as dt
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography import x509

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import api_key_pb2
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall_server.client_certificates import read_certificate
from agenthall_server.errors import CredentialsInvalid
from tests.certificates import DAY, Authority
from tests.conftest import Hall, SettableClock, Stubs, reason, refused, running

SERVERS, CLIENTS = Authority(), Authority("CA of clients")
RECORDER = "agenthall://default/recorder/ci.runner-1"


@asynccontextmanager
async def mutual(url: str, folder: Path, clock: SettableClock | None = None, **values: Any) -> AsyncIterator[Hall]:
    """A server that asks every client for a certificate of CLIENTS."""
    (folder / "clients.pem").write_bytes(CLIENTS.pem)
    files = SERVERS.write(folder, "hall") | {"tls_client_ca": str(folder / "clients.pem")}
    async with running(url, clock, **({"auth": "required"} | files | values)) as hall:
        yield hall


@asynccontextmanager
async def client(hall: Hall, *uris: str, valid: dt.timedelta = DAY) -> AsyncIterator[Stubs]:
    """Stubs over a connection with a certificate for these URIs."""
    certificate, key = CLIENTS.sign("client", valid, *uris)
    credentials = grpc.ssl_channel_credentials(SERVERS.pem, key, certificate)
    async with grpc.aio.secure_channel(f"localhost:{hall.server.port}", credentials) as channel:
        yield Stubs(channel)


def who(stubs: Stubs, credential: str | None = None) -> Any:
    metadata = (("authorization", f"Bearer {credential}"),) if credential else ()
    return stubs.access.WhoAmI(pb.WhoAmIRequest(), metadata=metadata, timeout=10)


async def test_a_certificate_says_who_calls(database_url: str, tmp_path: Path) -> None:
    async with mutual(database_url, tmp_path) as hall, client(hall, "spiffe://mesh/a", RECORDER) as stubs:
        for _ in range(2):
            answer = await who(stubs)
            seen = answer.principal, answer.workspace, answer.role
            assert seen == ("cert:ci.runner-1", "default", api_key_pb2.ROLE_RECORDER)
        assert reason(await refused(stubs.access.ListApiKeys(pb.ListApiKeysRequest()))) == "MISSING_PERMISSION"


async def test_one_that_names_nobody_needs_a_key_as_ever(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/h.db"
    async with mutual(url, tmp_path) as hall, client(hall, "spiffe://mesh/a", "https://agenthall/x") as stubs:
        assert reason(await refused(who(stubs))) == "CREDENTIALS_MISSING"
    async with mutual(url, tmp_path, auth="local") as hall, client(hall) as stubs:
        assert (await who(stubs)).principal == "local"
        async with client(hall, RECORDER) as named:
            assert (await who(named)).principal == "cert:ci.runner-1", "who has a name is not everybody"


async def test_one_that_names_nobody_is_read_once(tmp_path: Path) -> None:
    async with mutual(f"sqlite:///{tmp_path}/h.db", tmp_path, auth="local") as hall:
        for uris in ((), ("spiffe://mesh/a",)):
            async with client(hall, *uris) as stubs:
                with cProfile.Profile() as profile:
                    for _ in range(5):
                        assert (await who(stubs)).principal == "local"
            assert calls_of(read_certificate, profile) == 1


def calls_of(function: Any, profile: cProfile.Profile) -> int:
    """How often it was called while the profile was taken."""
    return sum(entry.callcount for entry in profile.getstats() if entry.code is function.__code__)


async def test_what_a_call_presents_comes_before_its_connection(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/h.db"
    async with mutual(url, tmp_path) as hall:
        async with client(hall, "agenthall://default/admin/operator") as admin:
            request = pb.CreateApiKeyRequest(display_name="k", role=api_key_pb2.ROLE_VIEWER)
            created = await admin.access.CreateApiKey(request)
            assert created.api_key.creator == "cert:operator"
        async with client(hall, RECORDER) as stubs:
            assert (await who(stubs, created.secret)).principal == f"key:{created.api_key.key_id}"
            assert reason(await refused(who(stubs, "wrong"))) == "CREDENTIALS_INVALID", "no second chance"
            assert (await who(stubs)).principal == "cert:ci.runner-1"


async def test_certificates_make_no_workspace(database_url: str, tmp_path: Path) -> None:
    async with mutual(database_url, tmp_path) as hall, client(hall, "agenthall://elsewhere/admin/x") as stubs:
        error = await refused(who(stubs))
        assert (reason(error), "does not exist" in str(error.details())) == ("CREDENTIALS_INVALID", True)


MALFORMED = [
    "agenthall://default/owner/x",
    "agenthall://default/Admin/x",
    "agenthall://default/admin",
    "agenthall://default/admin/",
    "agenthall://default/admin/a/b",
    "agenthall://default/admin/a?b",
    "agenthall://default/admin/a b",
    "agenthall://Default/admin/x",
    "agenthall:///admin/x",
    "agenthall://-default/admin/x",
    "agenthall://de--fault/admin/x",
    "agenthall://" + "x" * 65 + "/admin/x",
    "agenthall:default",
    "AGENTHALL://default/admin/x",
    "agenthall://default/admin/" + "x" * 101,
    "agenthall://default/admin/x\n",
]


@pytest.mark.parametrize("uris", [[one] for one in MALFORMED] + [[RECORDER, RECORDER], [RECORDER, MALFORMED[0]]])
def test_a_name_that_cannot_be_meant_is_refused(uris: list[str]) -> None:
    with pytest.raises(CredentialsInvalid, match="agenthall://<workspace>/<role>/<name>"):
        read_certificate(CLIENTS.sign("client", DAY, *uris)[0])


@pytest.mark.parametrize("pem", [b"", b"nonsense", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_what_is_no_certificate_is_refused(pem: bytes) -> None:
    with pytest.raises(CredentialsInvalid, match="cannot be read"):
        read_certificate(pem)


def test_without_alternative_names_it_names_nobody() -> None:
    assert read_certificate(CLIENTS.pem) is None


def test_the_end_of_a_certificate_is_the_end_of_its_name() -> None:
    pem = CLIENTS.sign("client", DAY, RECORDER)[0]
    named = read_certificate(pem)
    assert named is not None
    end = x509.load_pem_x509_certificate(pem).not_valid_after_utc
    assert named.expire_us == end.timestamp() * 1_000_000


async def test_a_name_in_another_kind_of_field_is_no_name(tmp_path: Path) -> None:
    """gRPC shows every alternative name as text; only a URI counts."""
    certificate, _ = CLIENTS.sign(RECORDER.replace("/", "."), DAY)
    assert read_certificate(certificate) is None


async def test_a_stream_ends_with_its_certificate(tmp_path: Path) -> None:
    async with mutual(f"sqlite:///{tmp_path}/h.db", tmp_path) as hall:
        valid = dt.timedelta(seconds=3)
        async with client(hall, "agenthall://default/viewer/x", valid=valid) as stubs:
            stream = stubs.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
            await stream.read()
            started = time.monotonic()
            error = await refused(stream.read())
            assert (reason(error), "has expired" in str(error.details())) == ("CREDENTIALS_INVALID", True)
            assert time.monotonic() - started < valid.total_seconds() + 5
            assert reason(await refused(who(stubs))) == "CREDENTIALS_INVALID", "the connection is open, and no use"


async def test_a_certificate_is_held_to_the_clock_of_the_server(tmp_path: Path, clock: SettableClock) -> None:
    clock.advance(2 * DAY.total_seconds())
    async with mutual(f"sqlite:///{tmp_path}/h.db", tmp_path, clock) as hall, client(hall, RECORDER) as stubs:
        error = await refused(who(stubs))
        assert (reason(error), "has expired" in str(error.details())) == ("CREDENTIALS_INVALID", True)
