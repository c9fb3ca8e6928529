"""What the server may call on behalf of callers, and what it makes of answers."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from ipaddress import ip_address
from pathlib import Path

import pytest

from agenthall_server.config import InvalidSetting
from agenthall_server.outgoing import Allowed, NotDelivered, Outgoing, is_public, place_of
from tests.certificates import Authority


@pytest.fixture
def calling() -> Iterator[Callable[..., Outgoing]]:
    with ThreadPoolExecutor(1) as pool:
        yield lambda allowed="", tls=None: Outgoing(Allowed.of(allowed), pool, tls)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_no_public_address(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]"]
)
async def test_every_way_to_write_loopback_is_refused(calling: Callable[..., Outgoing], host: str) -> None:
    with pytest.raises(NotDelivered, match="not public") as caught:
        await calling().post(f"https://{host}/", b"", {})
    assert caught.value.final


@pytest.mark.parametrize(
    ("allowed", "url", "may"),
    [
        ("", "https://example.com/", True),
        ("", "https://example.com:8443/", True),
        ("", "https://example.com:25/", False),
        ("", "http://example.com/", False),
        ("intern.example", "http://intern.example:9000/", True),
        ("intern.example", "http://INTERN.example:9000/", True),
        ("intern.example", "http://other.example/", False),
        ("10.0.0.0/8", "http://10.1.2.3:8080/", True),
        ("10.0.0.0/8", "http://11.1.2.3:8080/", False),
        ("10.0.0.0/8, ::1", "http://[::1]:8080/", True),
        ("", "https://example.com\\@10.0.0.1/", False),
        ("", "https://exa mple.com/", False),
        ("", "https://example.com/\r\nX: y", False),
        ("", "https:///path", False),
        ("", "https://example.com:99999/", False),
        ("", "gopher://example.com/", False),
    ],
)
def test_what_can_be_said_before_asking_a_resolver(
    calling: Callable[..., Outgoing], allowed: str, url: str, may: bool
) -> None:
    with nullcontext() if may else pytest.raises(NotDelivered):
        calling(allowed).check(place_of(url))


@pytest.mark.parametrize("setting", ["10.0.0.0/33", "10.0.0.1/8", "a b", "https://example.com"])
def test_a_list_that_cannot_be_read(setting: str) -> None:
    with pytest.raises(InvalidSetting, match="notification_allowed"):
        Allowed.of(setting)


async def answered(calling: Callable[..., Outgoing], answer: bytes) -> str:
    """What becomes of a call to a server that says this and closes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        try:
            await calling("127.0.0.1").post(f"http://127.0.0.1:{port}/x?y=1", b"{}", {})
        except NotDelivered as error:
            return f"{error} {'for good' if error.final else 'for now'}"
        return "delivered"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 204 No Content\r\n\r\n", "delivered"),
        (b"HTTP/1.0 200\r\n\r\n" + b"x" * 200_000, "delivered"),
        (b"HTTP/1.1 429 \r\n\r\n", "it answers HTTP 429 for now"),
        (b"HTTP/1.1 410 \r\n\r\n", "it answers HTTP 410 for good"),
        (b"HTTP/1.1 502 \r\n\r\n", "it answers HTTP 502 for now"),
        (
            b"HTTP/1.1 301 \r\nLocation: http://10.0.0.1/\r\n\r\n",
            "it answers HTTP 301; redirects are not followed for good",
        ),
        (b"SSH-2.0-OpenSSH\r\n", "it cannot be reached: it does not speak HTTP/1.1 for now"),
        (b"", "it cannot be reached: it does not speak HTTP/1.1 for now"),
        (b"x" * 200_000, "it cannot be reached"),
    ],
)
async def test_what_an_answer_means(calling: Callable[..., Outgoing], answer: bytes, told: str) -> None:
    assert (await answered(calling, answer)).startswith(told)


async def test_the_certificate_must_name_the_host(calling: Callable[..., Outgoing], tmp_path: Path) -> None:
    authority = Authority()
    certificate, key = authority.sign("localhost")
    for name, content in (("certificate", certificate), ("key", key)):
        (tmp_path / name).write_bytes(content)
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serving.load_cert_chain(tmp_path / "certificate", tmp_path / "key")
    names: list[str | None] = []
    serving.sni_callback = lambda _socket, name, _context: names.append(name)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        writer.close()

    trusting = ssl.create_default_context(cadata=authority.pem.decode())
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=serving)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await calling("localhost", trusting).post(f"https://localhost:{port}/", b"{}", {})
        assert names == ["localhost"]
        with pytest.raises(NotDelivered, match="cannot be reached"):
            await calling("127.0.0.0/8", trusting).post(f"https://127.0.0.2:{port}/", b"{}", {})
        with pytest.raises(NotDelivered, match="certificate"):
            await calling("localhost").post(f"https://localhost:{port}/", b"{}", {})
