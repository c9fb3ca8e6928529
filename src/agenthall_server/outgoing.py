"""Calls to addresses that callers name, and how they are kept out of the operator's network.

A host is resolved once. Unless the operator allows it, every address must be public (IPv4 addresses inside IPv6 ones
are looked at too), the connection encrypted and the port one of the usual; then one of the addresses that were checked
is connected to, under the host's name, so that a name which resolves differently a moment later changes nothing.
Redirects are not followed, proxies of the environment not used. Everything together takes 5 seconds at most, and of an
answer 64 KiB are read at most, which nobody is shown.

What the operator allows is a list of hosts and networks: a host of it, or one whose addresses all lie in its networks,
may be called on any port, and without encryption.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from agenthall_server.config import InvalidSetting, Settings

Address = IPv4Address | IPv6Address
SECONDS = 5.0
_MOST_BYTES = 65_536
_DRAIN_SECONDS = 0.5
_ADDRESSES_TRIED = 3
HTTP_PORTS = frozenset({443, 8443})
_NAT64 = ip_network("64:ff9b::/96")
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5]\d\d)[ \r\n]")
_URL = re.compile(r"https?://[!-~]+\Z")
_HOST = re.compile(r"[A-Za-z0-9._:%-]{1,253}\Z")
_TRANSIENT = frozenset({408, 425, 429})


class NotDelivered(Exception):
    """The text says why, to the one who named the address. `final`: another attempt would end the same way."""

    def __init__(self, text: str, *, final: bool = False) -> None:
        super().__init__(text)
        self.final = final


@dataclass(frozen=True, slots=True)
class Place:
    """What is connected to. `ports`: those that need no leave of the operator."""

    host: str
    port: int
    encrypted: bool
    ports: frozenset[int]


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts and networks that the operator allows."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def of(cls, setting: str) -> Allowed:
        """From a list with commas. Raises InvalidSetting."""
        hosts, networks = set(), []
        for part in filter(None, (one.strip().lower() for one in setting.split(","))):
            try:
                networks.append(ip_network(part))
            except ValueError as error:
                if "/" in part or not _HOST.match(part):
                    told = f"notification_allowed: {part!r} is neither a host nor a network such as 10.0.0.0/8"
                    raise InvalidSetting(told) from error
                hosts.add(part)
        return cls(frozenset(hosts), tuple(networks))

    def covers(self, host: str, addresses: Iterable[Address]) -> bool:
        """Whether the host may be called whatever it is."""
        return host.lower() in self.hosts or all(any(one in net for net in self.networks) for one in addresses)


def check_settings(settings: Settings) -> None:
    """Raises InvalidSetting where the list cannot be read."""
    Allowed.of(settings.notification_allowed)


class Outgoing:
    """Checks places and calls them. Use it in one event loop."""

    def __init__(self, allowed: Allowed, pool: Executor, tls: ssl.SSLContext | None = None) -> None:
        """`pool` asks the resolver, which takes as long as it likes; `tls`: other than the system's certificates."""
        self._allowed = allowed
        self._pool = pool
        self._tls = tls

    async def tls(self) -> ssl.SSLContext:
        """Made when it is first asked for, on a thread: to read the system's certificates takes a tenth of a second."""
        if self._tls is None:
            self._tls = await asyncio.get_running_loop().run_in_executor(self._pool, ssl.create_default_context)
        return self._tls

    def check(self, place: Place) -> None:
        """Refuses what can be refused without asking a resolver. Raises NotDelivered."""
        if not _HOST.match(place.host):
            raise NotDelivered("names no host", final=True)
        try:
            known: list[Address] = [ip_address(place.host)]
        except ValueError:
            if not self._allowed.networks and place.host.lower() not in self._allowed.hosts:
                _require_usual(place)
        else:
            self._judge(place, known)

    async def addresses(self, place: Place) -> list[str]:
        """Those that may be connected to. Raises NotDelivered."""
        ask = partial(socket.getaddrinfo, place.host, place.port, type=socket.SOCK_STREAM)
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._pool, ask)
            addresses = [ip_address(one[4][0]) for one in found]
        except (OSError, UnicodeError, ValueError) as error:
            raise NotDelivered(f"the name {place.host} cannot be resolved") from error
        self._judge(place, addresses)
        return [str(one) for one in dict.fromkeys(addresses)][:_ADDRESSES_TRIED]

    def _judge(self, place: Place, addresses: Iterable[Address]) -> None:
        if self._allowed.covers(place.host, addresses):
            return
        _require_usual(place)
        if not all(map(is_public, addresses)):
            raise NotDelivered("its address is not public, and the operator has not allowed it", final=True)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Sends it and waits until it is taken, which any status from 200 to 299 says. Raises NotDelivered."""
        place = place_of(url)
        self.check(place)
        try:
            async with asyncio.timeout(SECONDS):
                status = await self._exchange(place, _request(url, body, headers))
        except TimeoutError as error:
            raise NotDelivered(f"no answer within {SECONDS:g} seconds") from error
        except (OSError, ValueError) as error:  # ValueError: a line longer than what is read
            raise NotDelivered(told_of(error)) from error
        if status // 100 == 3:
            raise NotDelivered(f"it answers HTTP {status}; redirects are not followed", final=True)
        if status // 100 != 2:
            raise NotDelivered(f"it answers HTTP {status}", final=status // 100 == 4 and status not in _TRANSIENT)

    async def _exchange(self, place: Place, request: bytes) -> int:
        reader, writer = await self._connect(place, await self.addresses(place))
        try:
            writer.write(request)
            found = _STATUS.match(await reader.readline())
            with suppress(TimeoutError, OSError, EOFError):  # the rest matters to nobody, but some want to be heard out
                async with asyncio.timeout(_DRAIN_SECONDS):
                    await reader.readexactly(_MOST_BYTES)
        finally:
            writer.transport.abort()
        if found is None:
            raise OSError("it does not speak HTTP/1.1")
        return int(found[1])

    async def _connect(self, place: Place, addresses: list[str]) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        tls, name = (await self.tls(), place.host) if place.encrypted else (None, None)
        *others, last = addresses
        for address in others:
            with suppress(OSError):
                return await asyncio.open_connection(
                    address, place.port, ssl=tls, server_hostname=name, limit=_MOST_BYTES
                )
        return await asyncio.open_connection(last, place.port, ssl=tls, server_hostname=name, limit=_MOST_BYTES)


def is_public(address: Address) -> bool:
    """Whether it is an address of the internet, and so is the IPv4 address that it may hold."""
    if isinstance(address, IPv6Address):
        held = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            held = IPv4Address(int(address) & 0xFFFF_FFFF)
        if held is not None:
            return is_public(held)
    return address.is_global and not address.is_multicast


def place_of(url: str) -> Place:
    """Of an http or https URL. Raises NotDelivered."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotDelivered("is no URL", final=True) from error
    if not host or parts.username is not None or not _URL.match(url):
        raise NotDelivered("is no https URL of a host and a path alone", final=True)
    encrypted = parts.scheme == "https"
    return Place(host, port or (443 if encrypted else 80), encrypted, HTTP_PORTS)


def told_of(error: Exception) -> str:
    """What went wrong with a connection, in the words of the system, which hold nothing that was sent."""
    reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or getattr(error, "strerror", "")
    return f"it cannot be reached: {reason or error}"[:200]


def _require_usual(place: Place) -> None:
    if not place.encrypted:
        raise NotDelivered("must be encrypted (https, STARTTLS or TLS), or allowed by the operator", final=True)
    if place.port not in place.ports:
        usual = ", ".join(map(str, sorted(place.ports)))
        raise NotDelivered(f"port {place.port} is none of {usual}, and the operator has not allowed it", final=True)


def _request(url: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    parts = urlsplit(url)
    named = {
        "Host": parts.netloc,
        "User-Agent": "agenthall",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + body
