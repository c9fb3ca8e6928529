"""Tokens: which are believed, which are not and why, over a real channel and against the clock of the server."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import grpc
import jwt
import pytest
from cryptography.hazmat.primitives import hashes, hmac, serialization
from hypothesis import given
from hypothesis import strategies as st

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import api_key_pb2
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall_server import streams
from agenthall_server.auth import _CACHE_SECONDS
from agenthall_server.clock import Clock
from agenthall_server.config import InvalidSetting, read_settings
from agenthall_server.errors import CredentialsInvalid
from agenthall_server.json_web_keys import UnusableKeySet, read_key_set
from agenthall_server.json_web_tokens import TokenRules, TokenVerifier, read_claims
from tests.conftest import Hall, SettableClock, reason, refused, running
from tests.issuer import AUDIENCE, ISSUER, jwk, key_set, new_key, settings, token, write

ALGORITHMS = ("RS256", "PS384", "ES256", "ES384", "EdDSA")
RSA_KEY, EC_KEY = new_key("RS256"), new_key("ES256")


def who(hall: Hall, credential: str) -> Any:
    return hall.access.WhoAmI(pb.WhoAmIRequest(), metadata=(("authorization", f"Bearer {credential}"),))


async def why_refused(hall: Hall, credential: str) -> str:
    error = await refused(who(hall, credential))
    assert (error.code(), reason(error)) == (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_INVALID")
    return str(error.details())


@pytest.mark.parametrize("algorithm", ALGORITHMS)
async def test_who_a_token_speaks_for(database_url: str, tmp_path: Path, algorithm: str) -> None:
    key = new_key(algorithm)
    place = write(tmp_path, jwk(key, "one"))
    async with running(database_url, auth="required", **settings(place, jwt_algorithms=algorithm)) as hall:
        assert "an API key or a token" in hall.server.banner()
        answer = await who(hall, token(key, algorithm, "one", aud=["another", AUDIENCE]))
        assert (answer.principal, answer.workspace, answer.role) == ("jwt:ci", "default", api_key_pb2.ROLE_RECORDER)
        error = await refused(hall.caller(token(key, algorithm, "one")).access.ListApiKeys(pb.ListApiKeysRequest()))
        assert reason(error) == "MISSING_PERMISSION"
        assert "of this key" in await why_refused(hall, token(new_key(algorithm), algorithm, "one"))


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("has expired", {"exp": time.time() - 31}),
    ("has no exp", {"exp": None}),
    ("has no sub", {"sub": None}),
    ("has no iss", {"iss": None}),
    ("has no aud", {"aud": None}),
    ("issuer", {"iss": ISSUER + "/"}),
    ("audience", {"aud": "another"}),
    ("audience", {"aud": ["another"]}),
    ("not valid yet", {"nbf": time.time() + 1000}),
    ("nbf is no time", {"nbf": "soon"}),
    ("exp is no time", {"exp": "9999999999"}),
    ("exp is no time", {"exp": True}),
    ("exp is no time", {"exp": float("inf")}),
    ("exp is no time", {"exp": float("nan")}),
    ("exp is no time", {"exp": 1e300}),
    ("exp is no time", {"exp": 10**400}),
    ("exp is no time", {"exp": -1}),
    ("form", {"sub": 7}),
    ("subject", {"sub": ""}),
    ("subject", {"sub": "x" * 201}),
    ("subject", {"sub": "a\0b"}),
    ("subject", {"sub": "a\nb"}),
    ("claim workspace", {"workspace": None}),
    ("claim workspace", {"workspace": ["default"]}),
    ("does not exist", {"workspace": "elsewhere"}),
    ("claim workspace", {"workspace": "' OR 1=1 --"}),
    ("claim workspace", {"workspace": "a\0b"}),
    ("claim workspace", {"workspace": "\ud800"}),
    ("claim workspace", {"workspace": "x" * 65}),
    ("subject", {"sub": "\ud800"}),
    ("claim role", {"role": None}),
    ("claim role", {"role": "owner"}),
    ("claim role", {"role": "Admin"}),
    ("claim role", {"role": "ROLE_ADMIN"}),
    ("claim role", {"role": ["admin"]}),
    ("claim role", {"role": {}}),
]


async def test_what_is_wrong_with_a_token_is_said(tmp_path: Path) -> None:
    place = write(tmp_path, jwk(RSA_KEY, "one"))
    url = f"sqlite:///{tmp_path}/h.db"
    async with running(url, failed_attempts_per_minute=0, **settings(place)) as hall:
        for says, claims in WRONG:
            assert says in await why_refused(hall, token(RSA_KEY, "RS256", "one", **claims)), claims
        assert (await who(hall, token(RSA_KEY, "RS256", "one"))).principal == "jwt:ci"


async def test_tokens_make_no_workspace(database_url: str, tmp_path: Path) -> None:
    place = write(tmp_path, jwk(RSA_KEY, "one"))
    async with running(database_url, **settings(place)) as hall:
        for _ in range(2):
            assert "does not exist" in await why_refused(hall, token(RSA_KEY, "RS256", "one", workspace="new"))


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def forged(header: dict[str, Any], secret: bytes | None = None) -> str:
    """A token that says what a good one says, signed by HMAC with what is no secret, or not at all."""
    claims = jwt.decode(token(RSA_KEY, "RS256"), options={"verify_signature": False})
    content = f"{part(header)}.{part(claims)}"
    if secret is None:
        return f"{content}."
    mac = hmac.HMAC(secret, hashes.SHA256())
    mac.update(content.encode())
    return f"{content}.{base64.urlsafe_b64encode(mac.finalize()).rstrip(b'=').decode()}"


def public_forms() -> list[bytes]:
    """What an attacker may take for the secret: the public key in every form that it is published in."""
    public = RSA_KEY.public_key()
    spki, pkcs1 = serialization.PublicFormat.SubjectPublicKeyInfo, serialization.PublicFormat.PKCS1
    pem, der = serialization.Encoding.PEM, serialization.Encoding.DER
    published = jwk(RSA_KEY, "one")
    pems = [public.public_bytes(pem, form) for form in (spki, pkcs1)]
    return [
        *pems,
        *(one.rstrip() for one in pems),
        public.public_bytes(der, spki),
        json.dumps(published).encode(),
        published["n"].encode(),
        b"",
    ]


@pytest.mark.parametrize("pinned", ["RS256,ES256,EdDSA", "RS256,HS256"])
async def test_no_token_chooses_what_it_is_checked_with(tmp_path: Path, pinned: str) -> None:
    (tmp_path / "secret").write_bytes(b"s" * 32)
    given = {"jwt_secret_file": str(tmp_path / "secret")} if "HS256" in pinned else {}
    place = write(tmp_path, jwk(RSA_KEY, "one"))
    values = settings(place, jwt_algorithms=pinned, failed_attempts_per_minute=0, **given)
    async with running(f"sqlite:///{tmp_path}/h.db", **values) as hall:
        for name in ("none", "None", "NONE", "nOnE", ""):
            assert "algorithm" in await why_refused(hall, forged({"alg": name, "kid": "one"}))
        for public in public_forms():
            why = await why_refused(hall, forged({"alg": "HS256", "kid": "one", "typ": "JWT"}, public))
            assert ("signature" if "HS256" in pinned else "algorithm") in why
        assert "algorithm" in await why_refused(hall, token(RSA_KEY, "RS512", "one"))
        inside = {"alg": "RS256", "kid": "one", "jwk": jwk(new_key("RS256")), "jku": "http://127.0.0.1:1/keys"}
        stranger = jwt.encode({"sub": "ci"}, new_key("RS256"), algorithm="RS256", headers=inside)
        assert "signature" in await why_refused(hall, stranger)
        if "HS256" in pinned:
            assert (await who(hall, forged({"alg": "HS256"}, b"s" * 32))).principal == "jwt:ci"


async def test_a_key_of_another_type_does_not_check(tmp_path: Path) -> None:
    place = write(tmp_path, jwk(RSA_KEY, "one"), jwk(EC_KEY, "two"), jwk(new_key("RS256"), "three", alg="PS256"))
    values = settings(place, jwt_algorithms="RS256,PS256,ES256", failed_attempts_per_minute=0)
    async with running(f"sqlite:///{tmp_path}/h.db", **values) as hall:
        for signed_by, algorithm, key_id in (
            (EC_KEY, "ES256", "one"),
            (RSA_KEY, "RS256", "two"),
            (RSA_KEY, "RS256", "three"),
            (RSA_KEY, "RS256", "four"),
            (RSA_KEY, "RS256", ""),
        ):
            assert "no single key" in await why_refused(hall, token(signed_by, algorithm, key_id))
        assert (await who(hall, token(EC_KEY, "ES256"))).principal == "jwt:ci", "the only key that it can be"


@pytest.mark.parametrize(
    "credential",
    [
        "..",
        "a.b.c",
        "a.b.",
        f"{part({'alg': 'RS256'})}..",
        f"{part({'alg': 'RS256', 'kid': 7})}.{part({})}.x",
        f"{part({'alg': ['RS256']})}.{part({})}.x",
        f"{part(['RS256'])}.{part({})}.x",
        f"{part({'alg': 'RS256', 'crit': ['exp'], 'exp': 1})}.{part({})}.x",
        f"{part({'alg': 'RS256', 'b64': False, 'crit': ['b64']})}..x",
        f"{base64.urlsafe_b64encode(b'[' * 3000).decode()}.x.x",
        "\xff.\xff.\xff".encode("ascii", "replace").decode(),
        "=.=.=",
        "x" * 8300 + ".x.x",
    ],
)
async def test_what_has_not_the_form_of_a_token_is_refused(credential: str) -> None:
    verifier = TokenVerifier(RULES, None, Clock())
    with pytest.raises(CredentialsInvalid, match="the token is refused") as caught:
        await verifier.verify(credential)
    assert len(str(caught.value)) < 200


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=50))
def test_no_text_breaks_the_check(header: str, payload: str, signature: str) -> None:
    verifier = TokenVerifier(RULES, None, Clock())
    encoded = [base64.urlsafe_b64encode(one.encode("utf-8", "replace")).decode() for one in (header, payload)]
    for credential in (f"{header}.{payload}.{signature}", f"{encoded[0]}.{encoded[1]}.{signature}"):
        with pytest.raises(CredentialsInvalid):
            verifier.verify(credential).send(None)


RULES = TokenRules(
    issuer=ISSUER,
    audience=AUDIENCE,
    algorithms=frozenset({"RS256", "HS256"}),
    workspace_claim="workspace",
    role_claim="role",
    secret=b"s" * 32,
)


@pytest.mark.parametrize(
    ("claims", "believed"),
    [
        ({"exp": 971}, True),
        ({"exp": 970.1}, True),
        ({"exp": 970}, False),
        ({"exp": 2000, "nbf": 1030}, True),
        ({"exp": 2000, "nbf": 1030.5}, False),
        ({"exp": 2000, "iat": 5000}, True),
    ],
)
def test_clocks_may_differ_by_thirty_seconds(claims: dict[str, Any], believed: bool) -> None:
    payload = {"sub": "s", "workspace": "w", "role": "viewer"} | claims
    if not believed:
        with pytest.raises(CredentialsInvalid):
            read_claims(payload, RULES, 1_000_000_000)
        return
    found = read_claims(payload, RULES, 1_000_000_000)
    assert found.expire_us == int(claims["exp"] * 1_000_000) + 30_000_000


async def test_time_is_the_time_of_the_server(tmp_path: Path, clock: SettableClock) -> None:
    place = write(tmp_path, jwk(RSA_KEY, "one"))
    async with running(f"sqlite:///{tmp_path}/h.db", clock, **settings(place)) as hall:
        good = token(RSA_KEY, "RS256", "one", sub="one"), token(RSA_KEY, "RS256", "one", sub="two")
        await who(hall, good[0])
        clock.advance(60 + 31)
        assert "has expired" in await why_refused(hall, good[1])


@pytest.mark.parametrize("role_claim", ["role", "https://agenthall.example/role"])
async def test_claims_may_have_other_names(tmp_path: Path, role_claim: str) -> None:
    place = write(tmp_path, jwk(RSA_KEY, "one"))
    values = settings(place, jwt_workspace_claim="team", jwt_role_claim=role_claim)
    async with running(f"sqlite:///{tmp_path}/h.db", **values) as hall:
        claims = {"workspace": None, "role": None, "team": "default", role_claim: "viewer"}
        assert (await who(hall, token(RSA_KEY, "RS256", "one", **claims))).role == api_key_pb2.ROLE_VIEWER


async def test_a_stream_ends_with_its_token(database_url: str, tmp_path: Path) -> None:
    place = write(tmp_path, jwk(RSA_KEY, "one"))
    async with running(database_url, **settings(place)) as hall:
        soon = token(RSA_KEY, "RS256", "one", exp=time.time() - 30 + 1.5, role="viewer")
        stream = hall.caller(soon).observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        await stream.read()
        error = await refused(stream.read())
        assert (reason(error), "has expired" in str(error.details())) == ("CREDENTIALS_INVALID", True)
        assert time.time() < jwt.decode(soon, options={"verify_signature": False})["exp"] + 30 + _longest_delay()


def _longest_delay() -> float:
    """What SECURITY.md promises for every credential."""
    assert _CACHE_SECONDS + streams._LOOK_SECONDS <= 5
    return 5.0


async def test_a_cached_answer_does_not_outlive_its_token(tmp_path: Path) -> None:
    place = write(tmp_path, jwk(RSA_KEY, "one"))
    async with running(f"sqlite:///{tmp_path}/h.db", **settings(place)) as hall:
        end = time.time() + 0.5
        soon = token(RSA_KEY, "RS256", "one", exp=end - 30)
        assert (await who(hall, soon)).principal == "jwt:ci"
        while time.time() < end:
            await hall.access.WhoAmI(pb.WhoAmIRequest())
        assert "has expired" in await why_refused(hall, soon)


async def test_without_an_issuer_no_token_is_believed(sqlite_hall: Hall) -> None:
    assert "is not `Bearer agenthall_" in await why_refused(sqlite_hall, token(RSA_KEY, "RS256"))


async def test_a_huge_token_is_refused_before_it_is_read(tmp_path: Path) -> None:
    place = write(tmp_path, jwk(RSA_KEY, "one"))
    async with running(f"sqlite:///{tmp_path}/h.db", **settings(place)) as hall:
        error = await refused(who(hall, token(RSA_KEY, "RS256", "one", filler="x" * 7000)))
        assert error.code() in {grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.RESOURCE_EXHAUSTED}
        assert (await who(hall, token(RSA_KEY, "RS256", "one", filler="x" * 3000))).principal == "jwt:ci"


SECRETS = {"HS256": 32, "HS384": 48, "HS512": 64}


@pytest.mark.parametrize(("algorithm", "size"), SECRETS.items())
async def test_a_secret_is_as_long_as_its_hash(tmp_path: Path, algorithm: str, size: int) -> None:
    file = tmp_path / "secret"
    values = settings("", jwt_algorithms=algorithm, jwt_secret_file=str(file))
    url = f"sqlite:///{tmp_path}/h.db"
    file.write_bytes(b"s" * (size - 1) + b"\n")
    with pytest.raises(InvalidSetting, match=f"{size - 1} bytes; {algorithm} needs {size}"):
        async with running(url, **values):
            pass
    assert not await asyncio.to_thread((tmp_path / "h.db").exists)
    file.write_bytes(b"s" * size + b"\n")
    async with running(url, **values) as hall:
        assert (await who(hall, token(b"s" * size, algorithm))).principal == "jwt:ci"
        assert "signature" in await why_refused(hall, token(b"t" * size, algorithm))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"jwt_audience": ""}, "jwt_audience"),
        ({"jwt_workspace_claim": ""}, "jwt_workspace_claim"),
        ({"jwt_issuer": ""}, "jwt_audience: tokens need an issuer"),
        ({"jwt_algorithms": ""}, "jwt_algorithms"),
        ({"jwt_algorithms": "none"}, "jwt_algorithms"),
        ({"jwt_algorithms": "RS256,none"}, "jwt_algorithms"),
        ({"jwt_algorithms": "rs256"}, "jwt_algorithms"),
        ({"jwt_algorithms": "ES512"}, "jwt_algorithms"),
        ({"jwt_algorithms": "RS256,HS256"}, "jwt_secret_file"),
        ({"jwt_algorithms": "HS256"}, "jwt_secret_file"),
        ({"jwt_secret_file": "/etc/hostname"}, "jwt_secret_file: no algorithm"),
        ({"jwt_jwks": ""}, "jwt_jwks: ES256, EdDSA, RS256"),
        ({"jwt_jwks": "no-such-file"}, "No such file"),
        ({"jwt_algorithms": "HS256", "jwt_secret_file": "no-such-file", "jwt_jwks": ""}, "No such file"),
    ],
)
async def test_settings_that_cannot_work_stop_the_start(tmp_path: Path, changed: dict[str, Any], says: str) -> None:
    values = settings(write(tmp_path, jwk(RSA_KEY, "one"))) | changed
    with pytest.raises(InvalidSetting, match=says):
        async with running(f"sqlite:///{tmp_path}/h.db", **values):
            pass


async def test_a_public_key_is_no_secret(tmp_path: Path) -> None:
    pem = RSA_KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "secret").write_bytes(pem)
    values = settings("", jwt_algorithms="HS256", jwt_secret_file=str(tmp_path / "secret"))
    with pytest.raises(InvalidSetting, match="which is no secret"):
        async with running(f"sqlite:///{tmp_path}/h.db", **values):
            pass


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ([jwk(new_key("RS256", 1024), "short"), jwk(RSA_KEY, "one")], "RSA with 1024 bits"),
        ([{"kty": "oct", "k": "c2VjcmV0", "kid": "s"}, jwk(RSA_KEY, "one")], "none of RSA"),
        ([jwk(RSA_KEY, "one", d="AQAB")], "private key"),
        ([jwk(RSA_KEY, "one", alg="HS256")], "alg does not go"),
        ([jwk(RSA_KEY, "one", n="")], "no key of its type"),
        ([jwk(RSA_KEY, "one", n=5)], "no key of its type"),
        ([jwk(EC_KEY, "one", y=jwk(EC_KEY)["x"])], "no key of its type"),
        ([jwk(RSA_KEY, kid=7)], "kid"),
        ([jwk(RSA_KEY, "one", kty=["RSA"])], "none of RSA"),
        (["RSA"], "no object"),
        ([jwk(RSA_KEY, "one", use="enc")], "no key that can be used"),
        ([jwk(RSA_KEY, "one", key_ops=["encrypt"])], "no key that can be used"),
        ([], "no key that can be used"),
        ([jwk(RSA_KEY, "one")] * 101, "at most 100"),
    ],
)
async def test_a_file_with_a_key_that_cannot_be_used_stops_the_start(
    tmp_path: Path, keys: list[Any], says: str
) -> None:
    with pytest.raises(InvalidSetting, match=says):
        async with running(f"sqlite:///{tmp_path}/h.db", **settings(write(tmp_path, *keys))):
            pass
    assert not await asyncio.to_thread((tmp_path / "h.db").exists)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"keys": {}}', b"[" * 100_000, b"\xff", b" " * 262_145])
async def test_a_file_that_is_no_key_set_stops_the_start(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "keys.json").write_bytes(content)
    with pytest.raises(InvalidSetting, match=r"jwt_jwks: .*keys\.json"):
        async with running(f"sqlite:///{tmp_path}/h.db", **settings(tmp_path / "keys.json")):
            pass


def test_a_key_for_encryption_beside_it_does_no_harm() -> None:
    found = read_key_set(key_set(jwk(RSA_KEY, "two", use="enc", alg="RSA-OAEP"), jwk(RSA_KEY, "one")))
    assert ([key.key_id for key in found.keys], found.faults) == (["one"], ())


@given(st.recursive(st.none() | st.integers() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_no_json_breaks_the_reading_of_keys(member: Any) -> None:
    for members in (member, [member], [{**jwk(RSA_KEY), name: member} for name in ("n", "e", "kid", "alg", "use")]):
        with suppress(UnusableKeySet):
            read_key_set(json.dumps({"keys": members}).encode())


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("http://issuer.example/keys", "must be https"),
        ("http://127.0.0.1.example/keys", "must be https"),
        ("ftp://issuer.example/keys", "must be https"),
        ("file:///etc/passwd", "no URL of a host"),
        ("https://", "no URL"),
        ("https://user:secret@issuer.example/keys", "no URL of a host"),
        ("https://issuer.example/a b", "no URL of a host"),
        ("https://issuer.example/\r\nX: y", "no URL of a host"),
        ("https://issuer.example:port/", "is no URL"),
        ("https://" + "x" * 70 + "/", "is no URL"),
    ],
)
def test_a_url_of_keys_is_checked(place: str, says: str) -> None:
    with pytest.raises(InvalidSetting, match=says) as caught:
        read_settings({"AGENTHALL_JWT_JWKS": place})
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("place", ["https://issuer.example/keys", "http://127.0.0.1:1/", "http://[::1]:1/k", "keys"])
def test_good_places_of_keys(place: str) -> None:
    assert read_settings({"AGENTHALL_JWT_JWKS": place}).jwt_jwks == place
