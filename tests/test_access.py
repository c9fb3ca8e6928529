"""API keys, roles and workspaces, over a real channel."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import psycopg
import pytest
from google.protobuf.duration_pb2 import Duration

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall.access.v1 import api_key_pb2
from agenthall.access.v1.api_key_pb2 import ROLE_ADMIN, ROLE_RECORDER, ROLE_VIEWER
from agenthall.observability.v1 import observability_service_pb2 as observability_pb
from agenthall_server import api_keys, auth, offline, roles, streams
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.config import InvalidSetting, Settings
from agenthall_server.database import open_database
from agenthall_server.errors import CredentialsInvalid
from agenthall_server.method_options import permission_of
from agenthall_server.server import Server
from tests.conftest import Hall, SettableClock, Stubs, reason, refused, running, violated
from tests.contract.descriptors import served


async def new_key(stubs: Stubs, role: Any, name: str = "test key") -> pb.CreateApiKeyResponse:
    created: pb.CreateApiKeyResponse = await stubs.access.CreateApiKey(
        pb.CreateApiKeyRequest(display_name=name, role=role)
    )
    return created


def who(stubs: Stubs, **metadata: str) -> Any:
    return stubs.access.WhoAmI(pb.WhoAmIRequest(), metadata=tuple(metadata.items()))


def run(database_url: str, statement: str) -> list[Any]:
    """Runs a statement as another process would, past the server."""
    if not database_url.startswith("sqlite"):
        with psycopg.connect(database_url) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), timeout=5)) as file, file:
        return file.execute(statement).fetchall()


def stored_values(database_url: str) -> str:
    """Everything that the database holds of keys and audit events, as text."""
    return str(run(database_url, "SELECT * FROM api_keys") + run(database_url, "SELECT * FROM audit_events"))


async def test_the_life_of_a_key(hall: Hall, database_url: str, clock: SettableClock) -> None:
    created = await new_key(hall, ROLE_RECORDER, "ci recorder ✓")
    key = created.api_key
    assert (key.display_name, key.role, key.creator) == ("ci recorder ✓", ROLE_RECORDER, "local")
    assert len(key.key_id) == 12
    assert abs(key.create_time.ToMicroseconds() - clock.now_us()) < 10_000_000
    assert not key.HasField("revoke_time")
    assert created.secret.startswith(f"agenthall_{key.key_id}_")

    secret_part = created.secret.removeprefix(f"agenthall_{key.key_id}_")
    stored = stored_values(database_url)
    assert key.key_id in stored
    assert secret_part not in stored
    assert api_keys.hash_secret(created.secret) in stored

    listed = await hall.access.ListApiKeys(pb.ListApiKeysRequest())
    assert list(listed.api_keys) == [key]
    assert secret_part not in str(listed)

    bearer = hall.caller(created.secret)
    seen = await who(bearer)
    assert (seen.principal, seen.workspace, seen.role) == (f"key:{key.key_id}", "default", ROLE_RECORDER)
    assert list(seen.permissions) == sorted(roles.RECORDER)

    revoked = (await hall.access.RevokeApiKey(pb.RevokeApiKeyRequest(key_id=key.key_id))).api_key
    assert revoked.HasField("revoke_time")
    error = await refused(who(bearer))
    assert (error.code(), reason(error)) == (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_INVALID")
    assert created.secret not in str(error.details())
    clock.advance(60)
    again = (await hall.access.RevokeApiKey(pb.RevokeApiKeyRequest(key_id=key.key_id))).api_key
    assert again == revoked
    assert [
        one.HasField("revoke_time") for one in (await hall.access.ListApiKeys(pb.ListApiKeysRequest())).api_keys
    ] == [True]


async def test_who_made_and_revoked_a_key_is_written_down(hall: Hall, database_url: str) -> None:
    created = await new_key(hall, ROLE_ADMIN)
    by_key = hall.caller(created.secret)
    await hall.access.RevokeApiKey(
        pb.RevokeApiKeyRequest(key_id=(await new_key(by_key, ROLE_VIEWER, "second")).api_key.key_id)
    )
    stored = stored_values(database_url)
    assert stored.count("access.keys.create") == 2
    assert stored.count("access.keys.revoke") == 1
    assert f"'key:{created.api_key.key_id}'" in stored
    assert created.secret[23:] not in stored


async def test_two_keys_are_never_alike(hall: Hall) -> None:
    made = await asyncio.gather(*(new_key(hall, ROLE_VIEWER) for _ in range(30)))
    assert len({one.secret for one in made}) == len({one.api_key.key_id for one in made}) == 30


async def test_a_key_revoked_elsewhere_is_refused_within_the_life_of_the_cache(
    hall: Hall, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process revokes it: this one learns it when its cached answer ends."""
    assert auth._CACHE_SECONDS + streams._LOOK_SECONDS <= 5, "what SECURITY.md promises"
    monkeypatch.setattr(auth, "_CACHE_SECONDS", 0.1)
    created = await new_key(hall, ROLE_VIEWER)
    bearer = hall.caller(created.secret)
    await who(bearer)
    run(database_url, "UPDATE api_keys SET revoke_time = 1")
    async with asyncio.timeout(5):
        while not await is_refused(bearer):  # noqa: ASYNC110 - the cache forgets by time and tells nobody
            await asyncio.sleep(0.02)


async def is_refused(stubs: Stubs) -> bool:
    try:
        await who(stubs)
    except grpc.aio.AioRpcError as error:
        return reason(error) == "CREDENTIALS_INVALID"
    return False


GOOD = "agenthall_abcdefghijkl_" + "A" * 43


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Basic dXNlcjpwYXNz",
        GOOD,
        f"Bearer {GOOD}",
        f"Bearer {GOOD}x",
        f"Bearer {GOOD} ",
        f"Bearer  {GOOD}",
        f"Bearer {GOOD.upper()}",
        "Bearer agenthall_' OR 1=1 --_" + "A" * 43,
        "Bearer " + "x" * 5000,
    ],
)
async def test_a_bad_key_is_refused_even_where_none_is_needed(sqlite_hall: Hall, value: str) -> None:
    assert (await who(sqlite_hall)).principal == "local"
    error = await refused(who(sqlite_hall, authorization=value))
    assert (error.code(), reason(error)) == (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_INVALID")
    assert "A" * 43 not in str(error.details())


async def test_the_word_bearer_has_no_case(sqlite_hall: Hall) -> None:
    secret = (await new_key(sqlite_hall, ROLE_VIEWER)).secret
    for scheme in ("Bearer", "bearer", "BEARER"):
        assert (await who(sqlite_hall, authorization=f"{scheme} {secret}")).role == ROLE_VIEWER


@pytest.mark.parametrize(
    ("name", "role", "fields"),
    [
        ("", ROLE_VIEWER, ["display_name"]),
        ("x" * 101, ROLE_VIEWER, ["display_name"]),
        ("a\0b", ROLE_VIEWER, ["display_name"]),
        ("x", api_key_pb2.ROLE_UNSPECIFIED, ["role"]),
        ("x", 99, ["role"]),
        ("x", -1, ["role"]),
        ("x", 6, ["role"]),
        ("", 0, ["display_name", "role"]),
    ],
)
async def test_a_bad_request_for_a_key(sqlite_hall: Hall, name: str, role: Any, fields: list[str]) -> None:
    error = await refused(new_key(sqlite_hall, role, name))
    assert (error.code(), reason(error), violated(error)) == (
        grpc.StatusCode.INVALID_ARGUMENT,
        "VALIDATION_FAILED",
        fields,
    )
    assert not (await sqlite_hall.access.ListApiKeys(pb.ListApiKeysRequest())).api_keys


async def test_an_unknown_key_cannot_be_revoked(hall: Hall) -> None:
    error = await refused(hall.access.RevokeApiKey(pb.RevokeApiKeyRequest(key_id="' OR '1'='1")))
    assert (error.code(), reason(error)) == (grpc.StatusCode.NOT_FOUND, "RESOURCE_NOT_FOUND")


async def test_lists_are_filtered_ordered_and_paged(hall: Hall, clock: SettableClock) -> None:
    for name, role in (("b", ROLE_VIEWER), ("a", ROLE_ADMIN), ("c", ROLE_VIEWER)):
        await new_key(hall, role, name)
        clock.advance(1)

    async def names(**arguments: Any) -> list[str]:
        found, token = [], ""
        while True:
            page = await hall.access.ListApiKeys(pb.ListApiKeysRequest(page_token=token, **arguments))
            found += [key.display_name for key in page.api_keys]
            token = page.next_page_token
            if not token:
                return found

    assert await names() == ["c", "a", "b"]
    assert await names(page_size=1) == ["c", "a", "b"]
    assert await names(order_by="display_name", page_size=2) == ["a", "b", "c"]
    assert await names(filter="role = ROLE_VIEWER", page_size=1) == ["c", "b"]
    assert await names(filter='display_name = "\' OR 1=1 --"') == []
    for arguments, expected in (
        ({"filter": "secret_hash = x"}, "INVALID_FILTER"),
        ({"order_by": "secret_hash"}, "INVALID_ORDER_BY"),
        ({"page_token": "x"}, "INVALID_PAGE_TOKEN"),
        ({"page_size": -1}, "VALIDATION_FAILED"),
    ):
        assert reason(await refused(hall.access.ListApiKeys(pb.ListApiKeysRequest(**arguments)))) == expected


@asynccontextmanager
async def hall_of(database_url: str, *keys: tuple[str, str]) -> AsyncIterator[tuple[Hall, list[Stubs]]]:
    """A server where every call needs a key, and stubs with a key for each (workspace, role)."""
    settings = Settings(database=database_url)
    secrets = [(await offline.create_key(settings, workspace, role, "made offline"))[1] for workspace, role in keys]
    async with running(database_url, auth="required") as hall:
        yield hall, [hall.caller(secret) for secret in secrets]


@pytest.fixture
def nothing_is_cached(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if 3 seconds lay between any two calls."""
    monkeypatch.setattr(auth, "_CACHE_SECONDS", 0.0)


@pytest.mark.usefixtures("nothing_is_cached")
async def test_a_key_with_a_lifetime_expires(database_url: str, clock: SettableClock) -> None:
    async with running(database_url, clock) as hall:
        request = pb.CreateApiKeyRequest(display_name="k", role=ROLE_VIEWER, lifetime=Duration(seconds=60))
        created = await hall.access.CreateApiKey(request)
        assert created.api_key.expire_time.seconds == created.api_key.create_time.seconds + 60
        caller = hall.caller(created.secret)
        clock.advance(59)
        await who(caller)
        clock.advance(2)
        error = await refused(who(caller))
        assert (reason(error), "expired" in str(error.details())) == ("CREDENTIALS_INVALID", True)
        late = await refused(hall.access.RotateApiKey(pb.RotateApiKeyRequest(key_id=created.api_key.key_id)))
        assert (reason(late), "has expired" in str(late.details())) == ("INVALID_STATE_TRANSITION", True)


@pytest.mark.usefixtures("nothing_is_cached")
async def test_a_rotated_key_lives_beside_its_successor_for_a_while(database_url: str, clock: SettableClock) -> None:
    async with running(database_url, clock) as hall:
        old = await new_key(hall, ROLE_RECORDER, "ci")
        request = pb.RotateApiKeyRequest(key_id=old.api_key.key_id, overlap=Duration(seconds=3600))
        rotated = await hall.access.RotateApiKey(request)
        assert (rotated.api_key.display_name, rotated.api_key.role) == ("ci", ROLE_RECORDER)
        assert not rotated.api_key.HasField("expire_time")
        assert rotated.previous_api_key.successor_key_id == rotated.api_key.key_id
        assert rotated.previous_api_key.expire_time.seconds == rotated.api_key.create_time.seconds + 3600
        before, after = hall.caller(old.secret), hall.caller(rotated.secret)
        await who(before)
        clock.advance(3601)
        assert reason(await refused(who(before))) == "CREDENTIALS_INVALID"
        assert (await who(after)).principal == f"key:{rotated.api_key.key_id}"


async def test_rotation_never_prolongs_a_life(database_url: str, clock: SettableClock) -> None:
    async with running(database_url, clock) as hall:
        request = pb.CreateApiKeyRequest(display_name="k", role=ROLE_VIEWER, lifetime=Duration(seconds=60))
        created = await hall.access.CreateApiKey(request)
        clock.advance(30)
        rotated = await hall.access.RotateApiKey(pb.RotateApiKeyRequest(key_id=created.api_key.key_id))
        assert rotated.previous_api_key.expire_time == created.api_key.expire_time
        new = rotated.api_key
        assert new.expire_time.ToMicroseconds() - new.create_time.ToMicroseconds() == 60_000_000


async def test_what_cannot_be_rotated(hall: Hall) -> None:
    error = await refused(hall.access.RotateApiKey(pb.RotateApiKeyRequest(key_id="nosuchkey")))
    assert reason(error) == "RESOURCE_NOT_FOUND"
    created = await new_key(hall, ROLE_VIEWER)
    request = pb.RotateApiKeyRequest(key_id=created.api_key.key_id, overlap=Duration(seconds=-1))
    assert "overlap" in violated(await refused(hall.access.RotateApiKey(request)))
    await hall.access.RevokeApiKey(pb.RevokeApiKeyRequest(key_id=created.api_key.key_id))
    error = await refused(hall.access.RotateApiKey(pb.RotateApiKeyRequest(key_id=created.api_key.key_id)))
    assert (reason(error), "was revoked" in str(error.details())) == ("INVALID_STATE_TRANSITION", True)


@pytest.mark.usefixtures("nothing_is_cached")
async def test_the_last_use_is_known_to_the_minute(database_url: str, clock: SettableClock) -> None:
    async def last_use(hall: Hall, key_id: str) -> int:
        await asyncio.sleep(0.2)
        keys = (await hall.access.ListApiKeys(pb.ListApiKeysRequest(filter=f"key_id = {key_id}"))).api_keys
        known = keys[0].HasField("last_use_time")
        return int(keys[0].last_use_time.seconds - keys[0].create_time.seconds) if known else -1

    async with running(database_url, clock) as hall:
        created = await new_key(hall, ROLE_VIEWER)
        key_id, caller = created.api_key.key_id, hall.caller(created.secret)
        assert await last_use(hall, key_id) == -1
        await who(caller)
        assert 0 <= await last_use(hall, key_id) <= 5
        for seconds, expected in ((50, 0), (20, 70), (600, 670)):
            clock.advance(seconds)
            await who(caller)
            assert expected <= await last_use(hall, key_id) <= expected + 5


async def test_without_a_key_nobody_comes_in_where_one_is_required(database_url: str) -> None:
    async with hall_of(database_url, ("default", "ROLE_VIEWER")) as (hall, (viewer,)):
        error = await refused(who(hall))
        assert (error.code(), reason(error)) == (grpc.StatusCode.UNAUTHENTICATED, "CREDENTIALS_MISSING")
        assert (await who(viewer)).principal.startswith("key:")
        stream = hall.observability.WatchMetrics(observability_pb.WatchMetricsRequest())
        assert reason(await refused(stream.read())) == "CREDENTIALS_MISSING"


async def test_each_role_may_do_exactly_what_its_permissions_say(tmp_path: object) -> None:
    """Every method of the contract is called by every role: the answer is PERMISSION_DENIED or something else."""
    named = roles.PERMISSIONS_OF_ROLE
    assert list(named) == [value.name for value in api_key_pb2.Role.DESCRIPTOR.values if value.number]
    async with hall_of(f"sqlite:///{tmp_path}/hall.db", *(("default", role) for role in named)) as (_, callers):
        for (role, permissions), stubs in zip(named.items(), callers, strict=True):
            assert set((await who(stubs)).permissions) == permissions
            for method in served().values():
                permission = permission_of(method)
                denied = await is_denied(stubs.channel, method)
                assert denied == (permission not in permissions), (role, method.full_name)


async def is_denied(channel: grpc.aio.Channel, method: Any) -> bool:
    """Called with bytes that are no message, so that nothing happens where the caller may call."""
    path = f"/{method.containing_service.full_name}/{method.name}"
    call = channel.unary_stream(path)(b"\xff") if method.server_streaming else channel.unary_unary(path)(b"\xff")
    code = (await refused(call.read() if method.server_streaming else call)).code()
    assert code in (grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.INVALID_ARGUMENT)
    return code is grpc.StatusCode.PERMISSION_DENIED


def test_roles_hold_each_other() -> None:
    assert roles.VIEWER < roles.RECORDER < roles.OPERATOR < roles.ADMIN
    assert roles.VIEWER < roles.PUBLISHER < roles.ADMIN
    assert {
        "marketplace.agents.publish",
        "marketplace.agents.deprecate",
        "marketplace.versions.yank",
        "marketplace.namespaces.create",
        "marketplace.namespaces.update",
        "marketplace.members.add",
        "marketplace.members.remove",
        "marketplace.ratings.create",
    } == roles.PUBLISHER - roles.OPERATOR


async def test_a_denial_names_permission_and_role(database_url: str) -> None:
    async with hall_of(database_url, ("default", "ROLE_VIEWER")) as (_, (viewer,)):
        error = await refused(new_key(viewer, ROLE_ADMIN))
        assert (error.code(), reason(error)) == (grpc.StatusCode.PERMISSION_DENIED, "MISSING_PERMISSION")
        assert error.details() == "ROLE_VIEWER does not hold access.keys.create"


async def test_workspaces_do_not_see_each_other(database_url: str) -> None:
    async with hall_of(database_url, ("red", "ROLE_ADMIN"), ("blue", "ROLE_ADMIN")) as (_, (red, blue)):
        assert ((await who(red)).workspace, (await who(blue)).workspace) == ("red", "blue")
        red_key = (await new_key(red, ROLE_VIEWER, "of red")).api_key.key_id
        assert {key.display_name for key in (await blue.access.ListApiKeys(pb.ListApiKeysRequest())).api_keys} == {
            "made offline"
        }
        error = await refused(blue.access.RevokeApiKey(pb.RevokeApiKeyRequest(key_id=red_key)))
        assert reason(error) == "RESOURCE_NOT_FOUND"

        for stubs, agent in ((red, "red agent"), (blue, "blue agent")):
            request = observability_pb.RecordExecutionRequest()
            request.execution.execution_id, request.execution.agent_name, request.execution.success = (
                "same id",
                agent,
                True,
            )
            assert not (await stubs.observability.RecordExecution(request)).duplicate
        for stubs, agent in ((red, "red agent"), (blue, "blue agent")):
            dashboard = await stubs.observability.GetDashboard(observability_pb.GetDashboardRequest())
            assert [one.agent_name for one in dashboard.agents] == [agent]
            got = await stubs.observability.GetExecution(observability_pb.GetExecutionRequest(execution_id="same id"))
            assert got.execution.agent_name == agent
            listed = await stubs.observability.ListExecutions(observability_pb.ListExecutionsRequest())
            assert [one.agent_name for one in listed.executions] == [agent]

        page = await red.access.ListApiKeys(pb.ListApiKeysRequest(page_size=1))
        foreign = pb.ListApiKeysRequest(page_size=1, page_token=page.next_page_token)
        assert reason(await refused(blue.access.ListApiKeys(foreign))) == "INVALID_PAGE_TOKEN"


async def test_keys_outlive_a_restart(database_url: str) -> None:
    async with running(database_url) as hall:
        secret = (await new_key(hall, ROLE_RECORDER)).secret
    async with running(database_url, auth="required") as hall:
        assert (await who(hall.caller(secret))).role == ROLE_RECORDER


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"listen": "0.0.0.0:0"}, "--auth required"),
        ({"listen": "[::]:0"}, "--auth required"),
        ({"listen": "example.org:0"}, "--auth required"),
        ({"listen": "0.0.0.0:0", "auth": "required"}, "--behind-tls-proxy"),
        ({"listen": "0.0.0.0:0", "behind_tls_proxy": True}, "--auth required"),
        ({"listen": "nonsense"}, "listen"),
    ],
)
async def test_the_server_does_not_open_itself_by_mistake(
    tmp_path: object, settings: dict[str, Any], says: str
) -> None:
    with pytest.raises(InvalidSetting, match=says):
        async with Server(
            Settings(database=f"sqlite:///{tmp_path}/hall.db", admin_listen="", catalog=False, **settings)
        ):
            pass


async def test_behind_a_proxy_it_opens_with_keys(tmp_path: object) -> None:
    async with running(
        f"sqlite:///{tmp_path}/h.db", listen="0.0.0.0:0", auth="required", behind_tls_proxy=True
    ) as hall:
        assert reason(await refused(who(hall))) == "CREDENTIALS_MISSING"
        assert "every call needs an API key" in hall.server.banner()


async def test_a_port_that_is_taken_is_named(sqlite_hall: Hall, tmp_path: object) -> None:
    with pytest.raises(InvalidSetting, match="cannot be bound"):
        async with running(f"sqlite:///{tmp_path}/other.db", listen=f"127.0.0.1:{sqlite_hall.server.port}"):
            pass


async def test_the_banner_says_who_may_call(database_url: str) -> None:
    async with running(database_url) as hall:
        assert "loopback calls are admin" in hall.server.banner()
        assert str(hall.server.port) in hall.server.banner()


@dataclass
class Presented:
    """A call as gRPC tells of it, with these credentials."""

    credential: str

    def invocation_metadata(self) -> list[tuple[str, str]]:
        return [("authorization", f"Bearer {self.credential}")]

    def peer(self) -> str:
        return "ipv4:127.0.0.1:5000"

    def auth_context(self) -> dict[str, list[bytes]]:
        return {}


async def test_the_cache_of_keys_is_bounded(
    sqlite_hall: Hall, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(auth, "_REFUSED_ENTRIES", 5)
    database = open_database(f"sqlite:///{tmp_path}/empty.db")
    with database.connect_writer() as connection, connection.begin():
        api_keys.ApiKey.metadata.create_all(connection)
    authenticator = auth.Authenticator(database, Committer(database), Clock(), None)
    for number in range(12):
        secret = f"agenthall_abcdefghijkl_{number:043}"
        with pytest.raises(CredentialsInvalid):
            await authenticator.authenticate(Presented(secret))
    assert len(authenticator._refused._kept) == 5
    await database.close()


async def test_many_calls_with_a_new_key_ask_the_database_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/h.db"
    _, secret = await offline.create_key(Settings(database=url), "default", "ROLE_VIEWER", "k")
    database = open_database(url)
    authenticator = auth.Authenticator(database, Committer(database), Clock(), None)
    found = await asyncio.gather(*(authenticator.authenticate(Presented(secret)) for _ in range(50)))
    assert len({id(principal) for principal in found}) == 1, "each answer of the database is a new object"
    await database.close()
