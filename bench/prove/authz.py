"""Every method of the contract, called by every kind of caller, answers what docs/permissions.md declares.

The table is the oracle: roles are not read from the code. An allowed call must succeed, which means that its request
reached the servicer; a refused one must name the permission of the table. The methods come from the descriptors, so one
that the table forgets fails.
Controls: each cell of the table turned round, one at a time, must be reported and nothing else with it; and
bench/broken/grant.py, a server with one grant too many, must be caught.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import time

import grpc
import jwt

from agenthall_server import offline
from agenthall_server.config import Settings
from bench.figures import Figure
from bench.processes import hall
from bench.prove.calls import Answer, Metadata, ask, bearer, methods, request_of
from bench.prove.options import Options
from bench.prove.permissions_table import Declared, read
from bench.prove.sample_calls import SAMPLES, prepare
from bench.prove.stores import Store, empty_store

ROLES = ("viewer", "recorder", "publisher", "operator", "admin")
_SHORT_LIFE = "1s"
_ISSUER, _AUDIENCE = "https://issuer.example", "agenthall"
_SECRET = "a secret of this proof, which everybody may know: it opens nothing else"  # noqa: S105 - as it says
_AT_ONCE = {"AGENTHALL_FAILED_ATTEMPTS_PER_MINUTE": "0"}  # or hundreds of refusals would come seconds later

Seen = Mapping[tuple[str, str], Answer]
"""Answers by caller and method."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A kind of caller; `auth` is the mode of the server that it calls."""

    name: str
    metadata: Metadata
    auth: str = "required"


def prove(options: Options) -> Iterator[Figure]:
    """One figure a database: `ours` is the number of cells that deviate from the table."""
    for kind in options.databases:
        yield _figure(kind)


def _figure(kind: str) -> Figure:
    declared = read()
    seen = _observed(kind, "agenthall_server")
    wrong = deviations(declared, seen)
    flips = list(_turned_round(declared))
    caught = sum(_is_caught(flipped, wrong, seen) for flipped in flips)
    granted = deviations(declared, _observed(kind, "bench.broken.grant"))
    return Figure(
        name=f"authz_{kind}_cells_not_as_declared",
        ours=len(wrong),
        reference=len(granted),
        goal=0,
        ok=not wrong and caught == len(flips) and len(granted) == 2,  # a key and a token of a viewer
        detail={
            "cells": len(seen),
            "methods": len(declared.permissions),
            "callers": len(declared.callers),
            "wrong": wrong[:5],
            "control_cells_turned_round": len(flips),
            "control_caught": caught,
            "control_wrong_grant": granted[:2],
        },
    )


def deviations(declared: Declared, seen: Seen) -> list[str]:
    """Every cell that is missing on either side, and every answer that is not the declared one."""
    cells = {(caller, method) for caller in declared.callers for method in declared.permissions}
    wrong = [f"{caller}, {method}: not declared" for caller, method in sorted(seen.keys() - cells)]
    wrong += [f"{caller}, {method}: not called" for caller, method in sorted(cells - seen.keys())]
    for caller, method in sorted(cells & seen.keys()):
        got, wanted = seen[caller, method], declared.answer(caller, method)
        if str(got) != wanted:
            wrong.append(f"{caller}, {method}: {got}, not {wanted}")
        elif got.reason == "MISSING_PERMISSION" and got.info["permission"] != declared.permissions[method]:
            wrong.append(f"{caller}, {method}: asks for {got.info['permission']}")
    return wrong


def _turned_round(declared: Declared) -> Iterator[Declared]:
    """The table with one cell of a role turned round, for every cell."""
    for role in ROLES:
        for method, answer in declared.columns[role].items():
            other = "PERMISSION_DENIED / MISSING_PERMISSION" if answer == "OK" else "OK"
            columns = {**declared.columns, role: {**declared.columns[role], method: other}}
            yield replace(declared, columns=columns)


def _is_caught(flipped: Declared, wrong: Sequence[str], seen: Seen) -> bool:
    """Whether it is reported for the callers of that column, and for no other cell."""
    found = set(deviations(flipped, seen)) - set(wrong)
    named = {line.partition(": ")[0].partition(", ")[2] for line in found}
    return len(named) == 1


def _observed(kind: str, module: str) -> Seen:
    seen: dict[tuple[str, str], Answer] = {}
    with empty_store(kind) as store:
        secrets = asyncio.run(_first_keys(store))
        with hall(
            store.folder, store.url, module=module, AGENTHALL_AUTH="required", **_AT_ONCE, **_issuer(store)
        ) as server:
            samples, callers = asyncio.run(_prepared(server.target, secrets))
            seen |= asyncio.run(_call_all(server.target, [one for one in callers if one.auth == "required"], samples))
            server.stop()
        with hall(store.folder, store.url, module=module, AGENTHALL_AUTH="local", **_AT_ONCE) as server:
            seen |= asyncio.run(_call_all(server.target, [one for one in callers if one.auth == "local"], samples))
    return seen


def _issuer(store: Store) -> dict[str, str]:
    """Settings that believe the tokens of `token`."""
    secret = store.folder / "issuer.secret"
    secret.write_text(_SECRET, encoding="ascii")
    return {
        "AGENTHALL_JWT_ISSUER": _ISSUER,
        "AGENTHALL_JWT_AUDIENCE": _AUDIENCE,
        "AGENTHALL_JWT_ALGORITHMS": "HS256",
        "AGENTHALL_JWT_SECRET_FILE": str(secret),
    }


def _token(secret: str = _SECRET, **claims: str | float) -> Metadata:
    """A valid token of an admin, but for what is given."""
    usual = {
        "iss": _ISSUER,
        "aud": _AUDIENCE,
        "sub": "ci",
        "exp": time() + 3600,
        "workspace": "default",
        "role": "admin",
    }
    return bearer(jwt.encode({**usual, **claims}, secret, algorithm="HS256"))


def _token_callers() -> list[Caller]:
    return [
        *[Caller(f"token of role {role}", _token(role=role)) for role in ROLES],
        Caller("token of another workspace's admin", _token(workspace="other")),
        Caller("token of a workspace that is not there", _token(workspace="nowhere")),
        Caller("expired token", _token(exp=time() - 3600)),
        Caller("token for another audience", _token(aud="elsewhere")),
        Caller("token of another issuer", _token(iss="https://elsewhere.example")),
        Caller("token with another signature", _token(secret="x" * 64)),
        Caller("token without a signature", bearer(jwt.encode({"sub": "ci"}, None, algorithm="none"))),
    ]


async def _first_keys(store: Store) -> dict[str, str]:
    settings = Settings(database=store.url)
    return {
        name: (await offline.create_key(settings, name, "ROLE_ADMIN", "first key"))[1] for name in ("default", "other")
    }


async def _prepared(target: str, secrets: Mapping[str, str]) -> tuple[dict[str, bytes], list[Caller]]:
    async with grpc.aio.insecure_channel(target) as channel:
        admin = bearer(secrets["default"])
        samples = await prepare(channel, admin)
        assert samples.keys() == SAMPLES.keys()
        callers = await _callers(channel, admin)
    callers.append(Caller("admin of another workspace", bearer(secrets["other"])))
    await asyncio.sleep(1.5)  # the key with the short life has no other way to expire
    return samples, callers


async def _callers(channel: grpc.aio.Channel, admin: Metadata) -> list[Caller]:
    """Every caller of the table but the foreign one."""

    async def key(role: str, **values: str) -> tuple[str, str]:
        request = {"display_name": role, "role": f"ROLE_{role.upper()}", **values}
        made = request_of("AccessService/CreateApiKey", request)
        message = (await ask(channel, "AccessService/CreateApiKey", made, admin)).messages[0]
        return message.api_key.key_id, message.secret

    revoked_id, revoked = await key("admin")
    _, expired = await key("admin", lifetime=_SHORT_LIFE)
    await ask(
        channel, "AccessService/RevokeApiKey", request_of("AccessService/RevokeApiKey", {"key_id": revoked_id}), admin
    )
    return [
        *[Caller(f"key of role {role}", bearer((await key(role))[1])) for role in ROLES],
        Caller("no credentials", ()),
        Caller("no credentials in local mode", (), auth="local"),
        Caller("malformed credentials", (("authorization", "Basic YWRtaW46YWRtaW4="),)),
        Caller("malformed credentials in local mode", (("authorization", "Bearer admin"),), auth="local"),
        Caller("unknown key", bearer("agenthall_aaaaaaaaaaaa_" + "A" * 43)),
        Caller("revoked key", bearer(revoked)),
        Caller("expired key", bearer(expired)),
        *_token_callers(),
    ]


async def _call_all(target: str, callers: Sequence[Caller], samples: Mapping[str, bytes]) -> Seen:
    async with grpc.aio.insecure_channel(target) as channel:
        return {
            (caller.name, name): await ask(channel, name, samples[name], caller.metadata)
            for caller in callers
            for name in methods()
        }
