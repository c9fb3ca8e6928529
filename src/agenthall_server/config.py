"""Every setting of the server, in one frozen object.

A setting is a field below. Its environment variable is AGENTHALL_ and the field's name in capitals; a flag of the
command line wins over it. The name carries the unit. docs/settings.md lists them all (a test compares).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_PREFIX = "AGENTHALL_"
_OF_THE_PLATFORM = re.compile(rf"{_PREFIX}(\w+_)?(SERVICE|PORT)(_\w+)?\Z")
"""What Kubernetes sets in every container for a service that is called agenthall."""
_OF_OTHERS = frozenset(
    _PREFIX + name for name in ("DATABASE_FILE", "API_KEY", "API_KEY_FILE", "TARGET", "TLS_CA")
)  # the last four are of callers
_PASSWORD = re.compile(r"((?<=://)[^:/@?#]*:).+(?=@)|([?&](?:ssl)?password=)[^&]+", re.IGNORECASE)
_MAX_SECRET_BYTES = 65_536
_URL = re.compile(r"[a-z]+://[!-~]+\Z")
_CHOICES = {
    "auth": ("local", "required"),
    "log_format": ("auto", "json", "text"),
    "log_level": ("debug", "info", "warning", "error"),
}
_RANGES: dict[str, tuple[float, float]] = {
    "max_calls_in_flight": (1, 1_000_000),
    "max_bytes_in_flight": (1, 2**40),
    "max_message_bytes": (1, 2**31 - 1),
    "default_deadline_seconds": (0.001, 86_400),
    "readers": (1, 1000),
    "execution_retention_days": (0, 36_500),
    "max_event_age_days": (0, 36_500),
    "max_counted_names": (1, 1_000_000),
    "failed_attempts_per_minute": (0, 100),
}
"""Of the numbers that have one of their own."""
_ANY_NUMBER = 0, 1_000_000_000


class InvalidSetting(Exception):
    """A setting that cannot be used; the text names it and says what would do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `agenthall serve` runs with."""

    database: str = "sqlite:///agenthall.db"
    """`sqlite:///path` (three slashes relative, four absolute) or `postgresql://user@host/name`."""
    listen: str = "127.0.0.1:50051"
    """HOST:PORT of the gRPC server; port 0 takes a free one."""
    admin_listen: str = "127.0.0.1:9464"
    """HOST:PORT of /metrics and /healthz; empty turns them off."""
    auth: str = "local"
    """`local`: loopback calls without credentials are admin of workspace `default`. `required`: all need some."""
    tls_certificate: str = ""
    """PEM file of the server's certificate with its chain; with it and the key the port speaks TLS only."""
    tls_key: str = ""
    """PEM file of the certificate's key (RSA, ECDSA P-256 or P-384), without passphrase."""
    tls_client_ca: str = ""
    """PEM file of CAs; with it every client needs a certificate of one of them."""
    jwt_issuer: str = ""
    """The `iss` of the JSON Web Tokens that are accepted beside API keys; empty: none are."""
    jwt_audience: str = ""
    """The `aud` that a token must name."""
    jwt_algorithms: str = "RS256,ES256,EdDSA"
    """The signature algorithms that are accepted, with commas between them."""
    jwt_jwks: str = ""
    """The issuer's public keys as a JWK Set: a file, or an https URL (http on loopback only)."""
    jwt_secret_file: str = ""
    """File with the secret of the HS algorithms."""
    jwt_workspace_claim: str = "workspace"
    """The claim that names the workspace of the caller, which must exist."""
    jwt_role_claim: str = "role"
    """The claim that names the role: viewer, recorder, publisher, operator or admin."""
    behind_tls_proxy: bool = False
    """True where a proxy in front ends TLS; it or a certificate is needed beyond loopback addresses."""
    failed_attempts_per_minute: int = 10
    """From this failure of one peer within a minute on, wrong credentials are refused later and later; 0: never."""
    catalog: bool = True
    """Publish the shipped agents that the store does not have."""
    uvloop: bool = True
    """Use uvloop where it is installed."""
    log_format: str = "auto"
    """`json`, `text`, or `auto`: text on a terminal."""
    log_level: str = "info"
    """`debug`, `info`, `warning` or `error`."""
    slow_call_ms: int = 1000
    """Calls that take longer are logged."""
    max_calls_in_flight: int = 4096
    """Unary calls being served at one time; more are refused with OVERLOADED."""
    max_wait_ms: int = 10_000
    """A call that is expected to wait for a third of it before it is served is refused with OVERLOADED."""
    max_bytes_in_flight: int = 268_435_456
    """Bytes of requests being served at one time."""
    max_streams: int = 10_000
    """Open streams; more are refused with OVERLOADED."""
    max_streams_per_caller: int = 1000
    """Of them, those of one key, token's subject or certificate's name; 0: no limit. None for calls without any."""
    key_calls_per_second: float = 0.0
    """Calls of one API key a second, divided among the servers; more are refused with RATE_LIMITED. 0: no limit."""
    key_burst: float = 0.0
    """Calls that a key may make at once after a pause; 0: those of one second."""
    workspace_calls_per_second: float = 0.0
    """Calls of one workspace a second, divided among the servers. 0: no limit."""
    workspace_burst: float = 0.0
    """Calls that a workspace may make at once after a pause; 0: those of one second."""
    max_message_bytes: int = 16_777_216
    """Largest message that is received."""
    default_deadline_seconds: float = 30.0
    """Time that a unary call without a deadline gets, and the most that any gets."""
    lame_duck_seconds: float = 1.0
    """Time between health NOT_SERVING and refusing calls, for balancers to look away."""
    drain_seconds: float = 10.0
    """Time that running calls get to finish at shutdown."""
    execution_retention_days: int = 30
    """How long executions are kept after their receipt; what they added up to stays. 0: for good."""
    max_event_age_days: int = 0
    """So long before its receipt a new execution may have begun; older ones are refused. 0: no matter when."""
    max_counted_names: int = 10_000
    """Agents of a workspace that have sums of their own, and models, and teams; later ones count under `__other__`."""
    secret_key_file: str = ""
    """File with the key that secrets of notification channels are sealed with; empty: none are taken."""
    notification_allowed: str = ""
    """Hosts and networks that notifications may go to on any port and unencrypted, with commas between them."""
    database_outage_seconds: float = 10.0
    """How long a restart of PostgreSQL is waited out; after that calls fail with DATABASE_UNAVAILABLE."""
    readers: int = 4
    """Database connections for reading."""


def mask_password(url: str) -> str:
    """The URL with `***` in place of its password."""
    return _PASSWORD.sub(lambda found: (found[1] or found[2]) + "***", url)


def split_address(name: str, address: str) -> tuple[str, int]:
    """Host and port of the HOST:PORT of a setting; an IPv6 host stands in brackets. Raises InvalidSetting."""
    host, separator, port = address.rpartition(":")
    if not separator or not (port.isascii() and port.isdigit()) or int(port) > 65_535:
        raise InvalidSetting(f"{name}: {address!r} is not HOST:PORT")
    return host.strip("[]"), int(port)


def is_loopback(host: str) -> bool:
    """Whether the host, a name or an address, is surely this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Origin:
    """One setting: its value (as it was written, where it cannot be used) and where that was said."""

    name: str
    value: Any
    source: str
    """`default`, a variable or a flag."""
    problem: str = ""
    """What is wrong with it."""


def read_settings(environment: Mapping[str, str] = os.environ, **flags: Any) -> Settings:
    """Defaults, then the environment, then the flags that are not None. Raises InvalidSetting with all problems."""
    found = trace_settings(environment, **flags)
    problems = [one.problem for one in found if one.problem]
    if problems:
        raise InvalidSetting("; ".join(problems))
    return Settings(**{one.name: one.value for one in found})


def trace_settings(environment: Mapping[str, str] = os.environ, **flags: Any) -> list[Origin]:
    """Every setting in the order of Settings, those that cannot be used too."""
    if unknown := flags.keys() - {field.name for field in fields(Settings)}:
        raise TypeError(f"no settings: {', '.join(sorted(unknown))}")
    return [_origin(field, environment, flags.get(field.name)) for field in fields(Settings)]


def _origin(field: Field[Any], environment: Mapping[str, str], flag: Any) -> Origin:
    variable = _PREFIX + field.name.upper()
    value, source = field.default, "default"
    try:
        if flag is not None:
            value, source = flag, f"--{'no-' if flag is False else ''}{field.name.replace('_', '-')}"
            _check_no_password(field.name, value)
        elif variable in environment:
            value, source = environment[variable], variable
            value = _parse(variable, value, type(field.default))
        elif field.name == "database" and variable + "_FILE" in environment:
            source = variable + "_FILE"
            value = _text_of(source, environment[source])
        _check(field.name, value)
    except InvalidSetting as error:
        return Origin(field.name, value, source, str(error))
    return Origin(field.name, value, source)


def unknown_variables(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Variables that look like settings and are none, each with the setting that it may have meant, or ""."""
    known = {field.name.upper() for field in fields(Settings)}
    unknown = {
        name.removeprefix(_PREFIX)
        for name in environment
        if name.startswith(_PREFIX) and name not in _OF_OTHERS and not _OF_THE_PLATFORM.match(name)
    } - known
    alike = {name: get_close_matches(name, known, n=1) for name in sorted(unknown)}
    return {_PREFIX + name: _PREFIX + found[0] if found else "" for name, found in alike.items()}


def read_secret(name: str, place: str) -> bytes:
    """What the file of a setting holds. Raises InvalidSetting where it cannot be read, or is too large for a secret."""
    try:
        with Path(place).open("rb") as file:
            secret = file.read(_MAX_SECRET_BYTES + 1)
    except OSError as error:
        raise InvalidSetting(f"{name}: cannot read {place}: {error.strerror}") from error
    if len(secret) > _MAX_SECRET_BYTES:
        raise InvalidSetting(f"{name}: {place} holds more than {_MAX_SECRET_BYTES} bytes, so it is another file")
    return secret


def _text_of(name: str, place: str) -> str:
    try:
        return read_secret(name, place).decode("utf-8").strip()
    except UnicodeDecodeError as error:
        raise InvalidSetting(f"{name}: {place} is not a text file") from error


def _parse(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise InvalidSetting(f"{name}: {text!r} is neither true nor false")
    try:
        return kind(text)
    except ValueError as error:
        raise InvalidSetting(f"{name}: {text!r} is not a {'whole ' if kind is int else ''}number") from error


def _check(name: str, value: Any) -> None:
    if name == "database":
        _check_database(value)
    elif name == "listen" or (name == "admin_listen" and value):
        split_address(name, value)
    elif name == "jwt_jwks":
        _check_key_set(value)
    elif name in _CHOICES and value not in _CHOICES[name]:
        raise InvalidSetting(f"{name}: {value!r} is not one of {', '.join(_CHOICES[name])}")
    low, high = _RANGES.get(name, _ANY_NUMBER)
    if type(value) in (int, float) and not low <= value <= high:
        raise InvalidSetting(f"{name}: {value} is not from {low} to {high}")


def _check_no_password(name: str, value: Any) -> None:
    if name == "database" and _PASSWORD.search(value):
        raise InvalidSetting(
            "--database carries a password, which other users can see in the process list; "
            "set AGENTHALL_DATABASE or AGENTHALL_DATABASE_FILE instead"
        )


def _check_database(url: str) -> None:
    if not url.startswith(("sqlite:///", "postgresql://", "postgres://")):
        raise InvalidSetting(f"database: {mask_password(url)!r} is neither sqlite:///PATH nor postgresql://HOST/NAME")
    if url in ("sqlite:///", "sqlite:///:memory:"):
        raise InvalidSetting("database: SQLite needs a file, because readers and the writer are different connections")


def _check_key_set(place: str) -> None:
    if "://" not in place:
        return
    try:
        parts = urlsplit(place)
        host, _ = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except ValueError as error:
        raise InvalidSetting(f"jwt_jwks: {mask_password(place)!r} is no URL") from error
    if not host or parts.username is not None or not _URL.match(place):
        raise InvalidSetting(f"jwt_jwks: {mask_password(place)!r} is no URL of a host and a path alone")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise InvalidSetting(f"jwt_jwks: {place!r} must be https, so that nobody can give the server other keys")
