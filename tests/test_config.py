"""Settings: where they come from, and what is said of bad ones."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from agenthall_server.config import (
    InvalidSetting,
    Settings,
    mask_password,
    read_settings,
    split_address,
    unknown_variables,
)
from tests.command_line import agenthall


def test_without_anything_the_defaults_hold() -> None:
    assert read_settings({}) == Settings()
    assert Settings().database == "sqlite:///agenthall.db"
    assert (Settings().listen, Settings().admin_listen) == ("127.0.0.1:50051", "127.0.0.1:9464")


def test_every_setting_has_an_environment_variable() -> None:
    others: dict[str, Any] = {
        "database": "postgresql://user:secret@host/name",
        "listen": "[::1]:1",
        "admin_listen": "localhost:2",
        "auth": "required",
        "tls_certificate": "server.pem",
        "tls_key": "server.key",
        "tls_client_ca": "clients.pem",
        "jwt_issuer": "https://issuer.example",
        "jwt_audience": "agenthall",
        "jwt_algorithms": "HS256",
        "jwt_jwks": "https://issuer.example/keys",
        "jwt_secret_file": "secret",
        "jwt_workspace_claim": "team",
        "jwt_role_claim": "may",
        "secret_key_file": "agenthall.key",
        "notification_allowed": "10.0.0.0/8",
        "log_format": "json",
        "log_level": "debug",
    }
    for field in fields(Settings):
        value = others.get(field.name)
        if value is None:
            value = not field.default if isinstance(field.default, bool) else field.default + 1
        found = read_settings({f"AGENTHALL_{field.name.upper()}": str(value)})
        assert found == Settings(**{field.name: value})


def test_a_flag_wins_over_the_environment_and_none_does_not() -> None:
    environment = {"AGENTHALL_LISTEN": "127.0.0.1:1", "AGENTHALL_CATALOG": "no", "AGENTHALL_LOG_LEVEL": "error"}
    found = read_settings(environment, listen="127.0.0.1:2", catalog=None)
    assert (found.listen, found.catalog, found.log_level) == ("127.0.0.1:2", False, "error")


def test_foreign_variables_do_not_matter() -> None:
    assert read_settings({"AGENTHALL_NO_SUCH_THING": "1", "PATH": "/bin", "agenthall_listen": "x"}) == Settings()


def test_a_misspelt_variable_is_told_with_what_it_may_mean() -> None:
    environment = {
        "AGENTHALL_LISTN": "x",
        "AGENTHALL_ZZZ": "x",
        "AGENTHALL_API_KEY": "of the demo",
        "AGENTHALL_TLS_CA": "of callers",
        "AGENTHALL_SERVICE_HOST": "of Kubernetes",
        "AGENTHALL_PORT_50051_TCP_ADDR": "of Kubernetes",
        "AGENTHALL_LISTEN": "127.0.0.1:1",
    }
    assert unknown_variables(environment) == {"AGENTHALL_LISTN": "AGENTHALL_LISTEN", "AGENTHALL_ZZZ": ""}


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", True), ("TRUE", True), ("on", True), ("yes", True), ("0", False), ("Off", False), ("no", False)],
)
def test_truth_in_words(text: str, value: bool) -> None:
    assert read_settings({"AGENTHALL_CATALOG": text}).catalog is value


def test_the_database_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "database"
    secret.write_text("postgresql://user:secret@host/name\n", encoding="utf-8")
    environment = {"AGENTHALL_DATABASE_FILE": str(secret)}
    assert read_settings(environment).database == "postgresql://user:secret@host/name"
    assert read_settings(environment, database="sqlite:///other.db").database == "sqlite:///other.db"
    assert read_settings(environment | {"AGENTHALL_DATABASE": "sqlite:///e.db"}).database == "sqlite:///e.db"


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"mysql://host/name", b"s" * 65_537])
def test_a_useless_database_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    secret = tmp_path / "database"
    if content is not None:
        secret.write_bytes(content)
    with pytest.raises(InvalidSetting, match=r"(?i)database") as caught:
        read_settings({"AGENTHALL_DATABASE_FILE": str(secret)})
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:secret@host/name",
        "postgresql://user:se%40cret@host/name",
        "postgresql://user:secret@",
        "postgresql://user:sec/ret@host/name",
        "postgresql://user:sec?ret@host/name",
        "postgresql://user:sec@ret@host/name",
        "postgresql://:secret@host/name",
        "postgresql://host/name?user=me&password=secret",
        "postgresql://host/name?PASSWORD=secret&user=me",
        "postgresql://host/name?sslpassword=secret",
    ],
)
def test_a_password_is_refused_on_the_command_line_and_never_shown(url: str) -> None:
    with pytest.raises(InvalidSetting, match="AGENTHALL_DATABASE_FILE") as caught:
        read_settings({}, database=url)
    assert "cret" not in str(caught.value)
    shown = mask_password(url)
    assert "cret" not in shown
    assert "***" in shown


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user@host/name",
        "postgresql://host:5432/name",
        "postgresql:///name?host=/run/socket&user=me",
        "postgresql://user@host:5432/name?application_name=a:b",
        "sqlite:////var/lib/agent:hall.db",
    ],
)
def test_a_url_without_password_passes_unchanged(url: str) -> None:
    assert read_settings({}, database=url).database == url
    assert mask_password(url) == url


def test_masking_leaves_the_rest() -> None:
    assert mask_password("postgresql://user:secret@host:1/name?x=y") == "postgresql://user:***@host:1/name?x=y"
    assert mask_password("postgresql://h/n?password=secret&x=y") == "postgresql://h/n?password=***&x=y"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("DATABASE", "mysql://host/name"),
        ("DATABASE", "agenthall.db"),
        ("DATABASE", ""),
        ("DATABASE", "sqlite:///"),
        ("DATABASE", "sqlite:///:memory:"),
        ("DATABASE", "SQLITE:///x.db"),
        ("LISTEN", "localhost"),
        ("LISTEN", ""),
        ("LISTEN", "localhost:http"),
        ("LISTEN", "127.0.0.1:65536"),
        ("LISTEN", "127.0.0.1:-1"),
        ("LISTEN", "127.0.0.1:٣"),
        ("ADMIN_LISTEN", "9464"),
        ("AUTH", "none"),
        ("AUTH", ""),
        ("BEHIND_TLS_PROXY", "maybe"),
        ("CATALOG", ""),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "INFO "),
        ("SLOW_CALL_MS", "1.5"),
        ("SLOW_CALL_MS", "-1"),
        ("MAX_CALLS_IN_FLIGHT", "0"),
        ("MAX_CALLS_IN_FLIGHT", "many"),
        ("MAX_BYTES_IN_FLIGHT", "0"),
        ("MAX_STREAMS", "-1"),
        ("MAX_MESSAGE_BYTES", "4294967296"),
        ("DEFAULT_DEADLINE_SECONDS", "0"),
        ("DEFAULT_DEADLINE_SECONDS", "nan"),
        ("LAME_DUCK_SECONDS", "inf"),
        ("DRAIN_SECONDS", "-0.5"),
        ("READERS", "0"),
        ("READERS", "1e3"),
    ],
)
def test_a_bad_value_names_its_setting(name: str, text: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        read_settings({f"AGENTHALL_{name}": text})
    assert name in str(caught.value).upper()


def test_an_unknown_flag_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError):
        read_settings({}, colour="red")


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [("127.0.0.1:0", "127.0.0.1", 0), ("[::1]:50051", "::1", 50051), ("localhost:65535", "localhost", 65535)],
)
def test_addresses(address: str, host: str, port: int) -> None:
    assert split_address("listen", address) == (host, port)


def test_all_problems_are_told_at_once() -> None:
    environment = {"AGENTHALL_LISTEN": "here", "AGENTHALL_READERS": "0", "AGENTHALL_UVLOOP": "maybe"}
    with pytest.raises(InvalidSetting) as refused:
        read_settings(environment, log_level="loud")
    for said in (
        "listen: 'here' is not HOST:PORT",
        "readers: 0 is not",
        "AGENTHALL_UVLOOP: 'maybe'",
        "log_level: 'loud'",
    ):
        assert said in str(refused.value)


async def test_the_command_shows_where_every_setting_comes_from() -> None:
    database = "postgresql://hall:hush-hush@db.internal/hall"
    done = await agenthall(
        "config", "--log-level", "debug", "--json", AGENTHALL_READERS="7", AGENTHALL_DATABASE=database
    )
    assert done.code == 0, done.err
    settings = json.loads(done.out)["settings"]
    assert list(settings) == [field.name for field in fields(Settings)]
    assert {
        name: (settings[name]["value"], settings[name]["source"]) for name in ("log_level", "readers", "listen")
    } == {
        "log_level": ("debug", "--log-level"),
        "readers": (7, "AGENTHALL_READERS"),
        "listen": ("127.0.0.1:50051", "default"),
    }
    assert settings["database"]["value"] == "postgresql://hall:***@db.internal/hall"
    shown = await agenthall("config", AGENTHALL_DATABASE=database)
    assert "hush" not in shown.out + shown.err + done.out
    assert len(shown.out.splitlines()) == len(settings)


TOKENS = {"AGENTHALL_JWT_ISSUER": "https://issuer.example", "AGENTHALL_JWT_AUDIENCE": "us"}


async def test_a_url_of_keys_is_right_and_is_not_asked() -> None:
    done = await agenthall("config", **TOKENS, AGENTHALL_JWT_JWKS="https://issuer.invalid/keys")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "variables", "says"),
    [
        (
            ["--auth", "open"],
            {"AGENTHALL_READERS": "many"},
            ["auth: 'open' is not one of", "'many' is not a whole number"],
        ),
        (["--listen", "0.0.0.0:50051"], {}, ["reachable from outside; add --auth required"]),
        ([], {"AGENTHALL_EXECUTION_RETENTION_DAYS": "99999999999"}, ["99999999999 is not from 0 to 36500"]),
        ([], {"AGENTHALL_SLOW_CALL_MS": "1e9"}, ["'1e9' is not a whole number"]),
        ([], {"AGENTHALL_KEY_BURST": "inf"}, ["inf is not from 0 to 1000000000"]),
        (["--tls-key", "server.key"], {}, ["one is not enough; set both"]),
        (["--database", "postgresql://hall:hush-hush@db/hall"], {}, ["other users can see"]),
        ([], {"AGENTHALL_DATABASE_FILE": "/no/such"}, ["cannot read /no/such"]),
        ([], {"AGENTHALL_DATABASE_FILE": "/dev/zero"}, ["/dev/zero holds more than 65536 bytes"]),
        ([], {"AGENTHALL_JWT_AUDIENCE": "us"}, ["jwt_audience: tokens need an issuer; set jwt_issuer"]),
        ([], TOKENS, ["jwt_jwks: ES256, EdDSA, RS256 of jwt_algorithms cannot be checked without it"]),
        ([], TOKENS | {"AGENTHALL_JWT_JWKS": "/no/such"}, ["jwt_jwks: /no/such cannot be used: No such file"]),
        ([], TOKENS | {"AGENTHALL_JWT_JWKS": "/dev/null"}, ["jwt_jwks: /dev/null cannot be used"]),
        (
            [],
            TOKENS | {"AGENTHALL_JWT_ALGORITHMS": "HS256", "AGENTHALL_JWT_SECRET_FILE": "/dev/zero"},
            ["jwt_secret_file: /dev/zero holds more than 65536 bytes"],
        ),
    ],
)
async def test_the_command_ends_with_2_and_all_problems(
    arguments: list[str], variables: dict[str, str], says: list[str]
) -> None:
    done = await agenthall("config", *arguments, **variables)
    assert done.code == 2
    assert all(said in done.err for said in says), done.err
    assert "hush" not in done.out + done.err


async def test_a_misspelt_variable_is_told_and_no_reason_to_fail() -> None:
    done = await agenthall("config", AGENTHALL_LISTN="x")
    assert (done.code, done.err) == (0, "AGENTHALL_LISTN is no setting; did you mean AGENTHALL_LISTEN?\n")
