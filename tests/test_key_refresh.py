"""The keys that tokens are checked with: new ones are found, and a bad source costs little and breaks nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import pytest

from agenthall.access.v1 import access_service_pb2 as pb
from agenthall_server.errors import SigningKeysUnavailable
from agenthall_server.json_web_keys import MAX_SET_BYTES, UnusableKeySet
from agenthall_server.key_refresh import KeySource, file_reader, url_reader
from tests.conftest import Hall, reason, refused, running
from tests.issuer import Issuer, jwk, key_set, new_key, serving, settings, token, write

OLD, NEW = new_key("ES256"), new_key("ES256")
INTERVAL, LEAST = 300.0, 60.0


class Place:
    """A source of keys in memory, and a monotonic time."""

    def __init__(self, patience: float = 5.0) -> None:
        self.time = 1000.0
        self.raw = key_set(jwk(OLD, "old"))
        self.failure: Exception | None = None
        self.reads = 0
        self.hold = asyncio.Event()
        self.hold.set()
        self.source = KeySource(self.read, INTERVAL, LEAST, lambda: self.time, patience)

    async def read(self) -> bytes:
        self.reads += 1
        await self.hold.wait()
        if self.failure is not None:
            raise self.failure
        return self.raw

    async def knows(self, key_id: str) -> bool:
        return await self.source.find("ES256", key_id) is not None

    async def settled(self) -> None:
        """Until a look beside the calls is over."""
        if self.source._looking is not None:
            await asyncio.wait({self.source._looking})


async def begun() -> Place:
    place = Place()
    await place.source.begin()
    return place


async def test_rotation_with_overlap_refuses_nobody() -> None:
    place = await begun()
    place.raw = key_set(jwk(OLD, "old"), jwk(NEW, "new"))
    place.time += LEAST
    assert await place.knows("new"), "an unknown key id is looked for at once"
    assert await place.knows("old")
    place.raw = key_set(jwk(NEW, "new"))
    place.time += INTERVAL
    assert await place.knows("old"), "nobody waits for a look that is due"
    await place.settled()
    assert not await place.knows("old"), "what was withdrawn is believed no more"
    assert await place.knows("new")


async def test_unknown_key_ids_cause_one_look_a_minute() -> None:
    place = await begun()
    for second in range(600):
        for number in range(3):
            assert not await place.knows(f"made up {second} {number}")
        place.time += 1
    assert place.reads == 1 + 10 - 1, "the first look, and one a minute from the second minute on"


async def test_many_that_ask_at_once_share_one_look() -> None:
    place = await begun()
    place.time += LEAST
    place.raw = key_set(jwk(NEW, "new"))
    place.hold.clear()
    asking = [asyncio.create_task(place.knows("new")) for _ in range(100)]
    await asyncio.sleep(0)
    asking.pop().cancel()
    place.hold.set()
    assert all(await asyncio.gather(*asking))
    assert place.reads == 2


@pytest.mark.parametrize("failure", [OSError("down"), None])
async def test_old_keys_stay_for_an_hour_where_the_source_fails(failure: Exception | None) -> None:
    place = await begun()
    place.failure, place.raw = failure, b"nonsense"
    until = place.time + 3600
    while place.time < until:
        assert await place.knows("old")
        await place.settled()
        place.time += 59
    place.time = until
    with pytest.raises(SigningKeysUnavailable) as caught:
        await place.knows("old")
    assert caught.value.retry_after_seconds == LEAST
    place.failure, place.raw = None, key_set(jwk(NEW, "new"))
    place.time += LEAST
    assert await place.knows("new"), "as soon as it answers again"


async def test_a_source_that_hangs_holds_up_nobody_who_has_a_key() -> None:
    place = Place(patience=0.02)
    await place.source.begin()
    place.hold.clear()
    for _ in range(5):
        place.time += INTERVAL
        async with asyncio.timeout(5):
            assert await place.knows("old")
            assert not await place.knows("new")
    assert place.reads == 2, "and one look hangs, not five"
    await place.source.close()


def who(hall: Hall, credential: str) -> Any:
    return hall.access.WhoAmI(pb.WhoAmIRequest(), metadata=(("authorization", f"Bearer {credential}"),))


async def test_a_server_believes_the_keys_of_a_url(database_url: str) -> None:
    async with serving() as issuer:
        issuer.publish(jwk(OLD, "old"), jwk(new_key("RS256", 1024), "short"), {"kty": "oct", "k": "AAAA"})
        async with running(database_url, **settings(issuer.url, failed_attempts_per_minute=0)) as hall:
            assert (await who(hall, token(OLD, "ES256", "old"))).principal == "jwt:ci"
            for key_id in ("short", "new", "newer"):
                assert "no single key" in str((await refused(who(hall, token(NEW, "ES256", key_id)))).details())
            assert issuer.asked == 1


async def test_a_server_starts_without_its_issuer_and_says_so_to_tokens(tmp_path: Path) -> None:
    async with serving() as issuer:
        issuer.reply(b"", "503 Service Unavailable")
        async with running(f"sqlite:///{tmp_path}/h.db", **settings(issuer.url)) as hall:
            error = await refused(who(hall, token(OLD, "ES256", "old")))
            assert (error.code(), reason(error)) == (grpc.StatusCode.UNAVAILABLE, "SIGNING_KEYS_UNAVAILABLE")
            assert (await hall.access.WhoAmI(pb.WhoAmIRequest())).principal == "local"


async def test_a_file_is_looked_at_again(tmp_path: Path) -> None:
    source = KeySource(file_reader(write(tmp_path, jwk(OLD, "old"))), 0, 0)
    await source.begin()
    assert await source.find("ES256", "new") is None
    write(tmp_path, jwk(NEW, "new"))
    assert await source.find("ES256", "new") is not None
    (tmp_path / "keys.json").unlink()
    for _ in range(3):
        assert await source.find("ES256", "new") is not None
        await asyncio.sleep(0)
    await source.close()


def chunked(issuer: Issuer) -> None:
    body = key_set(jwk(OLD, "old"))
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(one), one) for one in (body[:10], body[10:]))
    issuer.answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0\r\n\r\n"


@pytest.mark.parametrize("answer", [lambda issuer: issuer.publish(jwk(OLD, "old")), chunked])
async def test_what_a_url_answers(answer: Callable[[Issuer], None]) -> None:
    async with serving() as issuer:
        answer(issuer)
        assert await url_reader(issuer.url)() == key_set(jwk(OLD, "old"))


def redirecting(issuer: Issuer) -> None:
    issuer.reply(b"", "302 Found", f"Location: {issuer.url}")


def huge(issuer: Issuer) -> None:
    issuer.reply(b" " * (MAX_SET_BYTES * 4))


def endless(issuer: Issuer) -> None:
    issuer.answer = b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 50_000_000


def cut(issuer: Issuer) -> None:
    issuer.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"


def no_http(issuer: Issuer) -> None:
    issuer.answer = b"SSH-2.0-OpenSSH_9.9\r\n"


def silent(issuer: Issuer) -> None:
    issuer.answer = b""


def hanging(issuer: Issuer) -> None:
    issuer.hangs = True


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (redirecting, "HTTP 302; redirects are not followed"),
        (lambda issuer: issuer.reply(b"", "404 Not Found"), "HTTP 404"),
        (huge, "more than 262144 bytes"),
        (endless, "more than 262144 bytes"),
        (cut, "no HTTP answer"),
        (no_http, "no HTTP answer"),
        (silent, "no HTTP answer"),
        (hanging, "no whole answer within"),
    ],
)
async def test_a_bad_answer_is_an_error(answer: Callable[[Issuer], None], says: str) -> None:
    async with serving() as issuer:
        answer(issuer)
        with pytest.raises(OSError, match=says):
            await url_reader(issuer.url, 0.1 if answer is hanging else 5)()
        assert issuer.asked == 1, "a redirect leads nowhere"


async def test_nobody_there_is_an_error() -> None:
    async with serving() as issuer:
        url = issuer.url
    with pytest.raises(OSError, match=r"(?i)connect"):
        await url_reader(url)()


async def test_a_little_too_much_is_too_much() -> None:
    async with serving() as issuer:
        issuer.reply(key_set(jwk(OLD, "old")) + b" " * MAX_SET_BYTES)
        with pytest.raises(UnusableKeySet, match="more than"):
            await KeySource(url_reader(issuer.url), INTERVAL, LEAST).begin()
