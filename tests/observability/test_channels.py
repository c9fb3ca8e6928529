"""Notification channels through the API, and what receivers on loopback get of alerts that fire."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from bench.processes import ROOT
from google.protobuf.duration_pb2 import Duration
from sqlalchemy import Connection, select

from agenthall.observability.v1 import alert_pb2, notification_channel_pb2
from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server.clock import Clock
from agenthall_server.database import open_for_reading
from agenthall_server.observability import store_channels, store_notifications, wire_channels
from agenthall_server.observability.alert_rules import WARNING
from agenthall_server.observability.alert_states import FIRED, Alert, Change
from agenthall_server.observability.store_channels import Target
from agenthall_server.observability.tables_notifications import Notification
from agenthall_server.scope import Scope
from agenthall_server.sealing import open_box
from tests import documents
from tests.conftest import Hall, SettableClock, reason, refused, running, violated
from tests.contract.effects import dump
from tests.observability.alerts import alarm, fired, look_again, until
from tests.observability.receivers import SECONDS, Receiver, mail_server, receiver

Channel = notification_channel_pb2.NotificationChannel
SECRET, PASSWORD = "s3cret-of-the-webhook", "p4ssword-of-the-mail-server"
LOOPBACK = "127.0.0.0/8"


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    file = tmp_path / "secret.key"
    file.write_text("k" * 43 + "\n", encoding="utf-8")
    return str(file)


@pytest.fixture
def serve(database_url: str, clock: SettableClock, key_file: str) -> Callable[[], Any]:
    """Starts a server that may send to loopback and has a key."""

    @asynccontextmanager
    async def started() -> AsyncIterator[Hall]:
        settings = {"secret_key_file": key_file, "notification_allowed": LOOPBACK}
        async with running(database_url, clock, **settings) as hall:
            yield hall

    return started


def webhook(url: str = "https://localhost/hook", **values: Any) -> dict[str, Any]:
    return {"webhook": notification_channel_pb2.WebhookTarget(url=url, **values)}


def email(port: str = "587", **values: Any) -> dict[str, Any]:
    given = {
        "host": "127.0.0.1",
        "port": int(port),
        "security": notification_channel_pb2.EMAIL_SECURITY_NONE,
        "from_address": "alerts@example.com",
        "to_addresses": ["ada@example.com"],
    }
    return {"email": notification_channel_pb2.EmailTarget(**given | values)}


async def make(hall: Any, channel_id: str = "c", **values: Any) -> Channel:
    request = pb.CreateNotificationChannelRequest(notification_channel=Channel(channel_id=channel_id, **values))
    made: Channel = (await hall.observability.CreateNotificationChannel(request)).notification_channel
    return made


async def change(hall: Any, channel_id: str = "c", *paths: str, **values: Any) -> Channel:
    request = pb.UpdateNotificationChannelRequest(notification_channel=Channel(channel_id=channel_id, **values))
    request.update_mask.paths.extend(paths)
    changed: Channel = (await hall.observability.UpdateNotificationChannel(request)).notification_channel
    return changed


async def remove(hall: Any, channel_id: str) -> None:
    await hall.observability.DeleteNotificationChannel(pb.DeleteNotificationChannelRequest(channel_id=channel_id))


async def listed(hall: Any) -> list[Channel]:
    answer = await hall.observability.ListNotificationChannels(pb.ListNotificationChannelsRequest())
    return list(answer.notification_channels)


async def tried(hall: Any, channel_id: str = "c", request_id: str = "") -> pb.TestNotificationChannelResponse:
    request = pb.TestNotificationChannelRequest(channel_id=channel_id, request_id=request_id)
    answer: pb.TestNotificationChannelResponse = await hall.observability.TestNotificationChannel(request)
    return answer


async def until_listed(hall: Any, holds: Callable[[Channel], bool]) -> Channel:
    """The only channel, as soon as this holds of it."""
    async with asyncio.timeout(SECONDS):
        while not holds(found := (await listed(hall))[0]):  # noqa: ASYNC110 - another task delivers
            await asyncio.sleep(0.02)
    return found


def rows(database_url: str) -> list[tuple[str, str, str, int]]:
    """Channel, kind, state and attempts of what is in the outbox, in the order of its revisions."""
    one = Notification
    statement = (
        select(one.channel_id, one.kind, one.state, one.attempts)
        .where(one.workspace_key > 0)
        .order_by(one.revision, one.channel_id)
    )
    with open_for_reading(database_url) as connection:
        return [
            (row.channel_id, row.kind.removeprefix("ALERT_EVENT_KIND_"), row.state, row.attempts)
            for row in connection.execute(statement)
        ]


def body_of(found: Receiver, number: int = -1) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(found.requests[number].body)
    return body


async def came(found: Receiver) -> None:
    await asyncio.to_thread(found.wait)


async def test_an_alert_reaches_a_webhook_when_it_fires_and_when_it_is_over(
    serve: Callable[[], Any], database_url: str
) -> None:
    with receiver() as found:
        async with serve() as hall:
            await make(hall, **webhook(found.url, secret=SECRET))
            await alarm(hall, "r", display_name="No heartbeats", labels={"team": "web"}, annotations={"book": "b"})
            await came(found)
            await hall.observability.DeleteAlertRule(pb.DeleteAlertRuleRequest(rule_id="r"))
            await came(found)
            channel = await until_listed(hall, lambda one: one.pending_count == 0)
    firing, over = body_of(found, 0), body_of(found, 1)
    assert (firing["version"], firing["status"], firing["receiver"]) == ("4", "firing", "c")
    (alert,) = firing["alerts"]
    assert alert["labels"] == {"alertname": "r", "severity": "warning", "team": "web"}
    assert alert["annotations"]["summary"] == "No heartbeats"
    assert alert["annotations"]["book"] == "b"
    assert alert["endsAt"] == "0001-01-01T00:00:00Z"
    assert (over["status"], over["alerts"][0]["status"]) == ("resolved", "resolved")
    assert over["alerts"][0]["fingerprint"] == alert["fingerprint"]
    assert over["alerts"][0]["startsAt"] == alert["startsAt"] <= over["alerts"][0]["endsAt"]
    assert rows(database_url) == [("c", "FIRED", "SENT", 1), ("c", "RESOLVED", "SENT", 1)]
    assert channel.HasField("last_success_time")
    assert not channel.last_error


def is_genuine(found: Receiver, secret: str) -> bool:
    """What the document's function says of the last request."""
    (block,) = (one for one in documents.blocks(ROOT / "docs" / "notifications.md") if one.language == "python")
    names: dict[str, Any] = {}
    exec(block.code, names)  # noqa: S102 - of our own document
    request = found.requests[-1]
    genuine: bool = names["is_genuine"](request.headers["x-agenthall-signature"], request.body, secret)
    return genuine


async def test_a_webhook_is_signed_with_both_secrets_while_they_change(serve: Callable[[], Any]) -> None:
    with receiver() as found:
        async with serve() as hall:
            await make(hall, **webhook(found.url, secret=SECRET))
            assert (await tried(hall)).delivered
            assert is_genuine(found, SECRET)
            assert not is_genuine(found, SECRET + "!")
            await change(hall, **webhook(found.url, secret="n" * 16, previous_secret=SECRET))
            assert (await tried(hall)).delivered
            assert is_genuine(found, "n" * 16)
            assert is_genuine(found, SECRET)
            await change(hall, **webhook(found.url + "/2"))
            assert (await tried(hall)).delivered
            assert is_genuine(found, SECRET), "an update without secrets keeps them"


async def test_without_a_key_no_secret_is_taken(hall: Hall) -> None:
    for values in (webhook(secret=SECRET), {"slack": notification_channel_pb2.SlackTarget(url="https://localhost/x")}):
        error = await refused(make(hall, **values))
        assert (error.code(), reason(error)) == (grpc.StatusCode.FAILED_PRECONDITION, "SECRET_KEY_MISSING")
    assert not (await make(hall, **webhook())).has_secrets


async def test_secrets_are_nowhere_in_plain_text(
    serve: Callable[[], Any], database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = "sl4ck-path"
    slack = notification_channel_pb2.SlackTarget(url=f"https://127.0.0.1/{path}")
    async with serve() as hall:
        said = [
            await make(hall, "hook", **webhook("https://127.0.0.1/x", secret=SECRET)),
            await make(hall, "chat", slack=slack),
            await make(hall, "mail", **email(username="ada", password=PASSWORD)),
            await change(hall, "hook", **webhook("https://127.0.0.1/x", secret=SECRET[::-1], previous_secret=SECRET)),
            *await listed(hall),
            await tried(hall, "chat"),
            await refused(make(hall, "chat", slack=slack, display_name="other")),
        ]
        assert all(one.has_secrets for one in await listed(hall))
    stored = str(dump(database_url))  # of which a backup is made
    assert "https://127.0.0.1/x" in stored
    for secret in (SECRET, SECRET[::-1], PASSWORD, path):
        assert secret not in "".join(map(str, said))
        assert secret not in caplog.text
        assert secret not in stored


async def test_a_redirect_is_refused(serve: Callable[[], Any], database_url: str) -> None:
    with receiver(302) as found:
        async with serve() as hall:
            await make(hall, **webhook(found.url))
            await alarm(hall, "r")
            channel = await until_listed(hall, lambda one: one.dead_count == 1)
    assert "redirects are not followed" in channel.last_error
    assert [request.path for request in found.requests] == ["/hook"]
    assert rows(database_url) == [("c", "FIRED", "DEAD", 1)]


async def test_what_fails_is_sent_again_later_and_later_and_then_given_up(
    serve: Callable[[], Any], database_url: str, clock: SettableClock
) -> None:
    with receiver(503) as found:
        async with serve() as hall:
            await make(hall, **webhook(found.url))
            await alarm(hall, "r", repeat_interval=Duration(seconds=2_592_000))
            for attempt in range(1, 11):
                await came(found)
                failed = lambda one: one.last_error and (one.pending_count == (attempt < 10))  # noqa: B023, E731
                channel = await until_listed(hall, failed)
                assert len(found.requests) == attempt, "not before its time"
                clock.advance(min(10 * 2 ** (attempt - 1), 3600))
    assert (channel.pending_count, channel.dead_count) == (0, 1)
    assert "HTTP 503" in channel.last_error
    assert rows(database_url) == [("c", "FIRED", "DEAD", 10)]
    assert len({request.headers["idempotency-key"] for request in found.requests}) == 1


async def test_a_message_whose_server_dies_over_it_comes_again_under_the_same_key(
    serve: Callable[[], Any], database_url: str, clock: SettableClock
) -> None:
    with receiver() as found:
        found.open.clear()
        async with serve() as hall:
            await make(hall, **webhook(found.url))
            await alarm(hall, "r")
            await came(found)  # and is not answered
        found.open.set()
        clock.advance(61)
        async with serve() as hall:
            await came(found)
            await until_listed(hall, lambda one: one.pending_count == 0)
    first, second = found.requests
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"]
    assert rows(database_url) == [("c", "FIRED", "SENT", 2)]


async def test_channels_hear_what_they_want(serve: Callable[[], Any], database_url: str) -> None:
    critical = alert_pb2.ALERT_SEVERITY_CRITICAL
    with receiver() as found:
        async with serve() as hall:
            await make(hall, "all", **webhook(found.url))
            await make(hall, "critical", minimum_severity=critical, **webhook(found.url))
            await make(hall, "off", enabled=False, **webhook(found.url))
            await make(hall, "web", rule_labels={"team": "web"}, **webhook(found.url))
            await alarm(hall, "r")
            await alarm(hall, "w", labels={"team": "web"}, severity=critical)
            for rule_id in ("r", "w"):
                await fired(hall, rule_id)
            for rule_id in ("r", "w"):
                await hall.observability.DeleteAlertRule(pb.DeleteAlertRuleRequest(rule_id=rule_id))
            for rule_id in ("r", "w"):
                await until(hall, rule_id, lambda one: one[0].state == alert_pb2.ALERT_STATE_RESOLVED)
    told = [(channel, kind) for channel, kind, *_ in rows(database_url)]
    both = [("all", "FIRED"), ("all", "RESOLVED")]
    assert sorted(told) == sorted(
        [*both, *both, *((name, kind) for name in ("critical", "web") for kind in ("FIRED", "RESOLVED"))]
    )


async def test_nobody_is_told_of_a_silenced_alert_and_a_firing_one_is_told_again(
    serve: Callable[[], Any], database_url: str, clock: SettableClock
) -> None:
    with receiver() as found:
        async with serve() as hall:
            await make(hall, **webhook(found.url))
            silence = pb.SilenceAlertsRequest(rule_id="quiet", duration=Duration(seconds=3600))
            await hall.observability.SilenceAlerts(silence)
            await alarm(hall, "quiet")
            await fired(hall, "quiet")
            await alarm(hall, "loud")
            await came(found)
            clock.advance(301)
            await look_again(hall)
            await came(found)
    assert [body_of(found, number)["groupLabels"] for number in (0, 1)] == [{"alertname": "loud"}] * 2
    assert body_of(found)["alerts"][0]["annotations"]["event"] == "repeated"
    assert [kind for _, kind, *_ in rows(database_url)] == ["FIRED", "REPEATED"]


async def test_what_waits_in_a_channel_that_is_switched_off_is_given_up(
    serve: Callable[[], Any], clock: SettableClock
) -> None:
    with receiver(503) as found:
        async with serve() as hall:
            await make(hall, **webhook(found.url))
            await alarm(hall, "r")
            await until_listed(hall, lambda one: bool(one.last_error))
            await change(hall, "c", "enabled", enabled=False)
            clock.advance(20)
            channel = await until_listed(hall, lambda one: one.dead_count == 1)
            assert "switched off" in channel.last_error
            await remove(hall, "c")
            await remove(hall, "c")
            assert await listed(hall) == []
            assert (await make(hall, **webhook(found.url))).dead_count == 0


async def test_slack_gets_a_text_that_mentions_nobody(serve: Callable[[], Any]) -> None:
    with receiver() as found:
        async with serve() as hall:
            await make(hall, slack=notification_channel_pb2.SlackTarget(url=found.url))
            assert (await tried(hall)).delivered
            assert "Test of a notification channel" in body_of(found)["text"]
            await alarm(hall, "r", display_name="<!channel> down")
            await came(found)
            await came(found)
            kept = await change(hall, "c", "slack", "display_name", slack={}, display_name="new")
            assert kept.has_secrets
            assert (await tried(hall)).delivered
    assert body_of(found, 1)["text"].startswith("*[warning] &lt;!channel&gt; down*\nall agents: fired, since 20")


async def test_mail_says_what_is_the_matter(serve: Callable[[], Any]) -> None:
    with mail_server() as mails:
        async with serve() as hall:
            await make(hall, **email(mails[0]))
            await alarm(hall, "r", display_name="No heartbeats", description="See the\nrun book.")
            await until_listed(hall, lambda one: one.HasField("last_success_time"))
    head, _, text = mails[1].partition("\r\n\r\n")
    assert "Subject: [warning] No heartbeats" in head.splitlines()
    assert "To: ada@example.com" in head
    assert "Message-ID: <" in head
    assert "See the\r\nrun book." in text


async def test_a_recipient_that_is_refused_is_no_reason_to_try_again(serve: Callable[[], Any]) -> None:
    with mail_server(accepts=False) as mails:
        async with serve() as hall:
            await make(hall, **email(mails[0]))
            await alarm(hall, "r")
            channel = await until_listed(hall, lambda one: one.dead_count == 1)
    assert channel.last_error == "the mail server refuses every recipient"


async def test_a_password_is_not_told_to_another_server(serve: Callable[[], Any]) -> None:
    async with serve() as hall:
        await make(hall, **email(username="ada", password=PASSWORD))
        assert (await change(hall, **email(username="ada", from_address="new@example.com"))).has_secrets
        for moved in ({"host": "127.0.0.2"}, {"port": 25}, {"username": "eve"}):
            error = await refused(change(hall, **email(**{"username": "ada"} | moved)))
            assert violated(error) == ["notification_channel.email.password"]
        assert not (await change(hall, **email())).has_secrets


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "target"),
        (webhook("http://localhost/x"), "webhook.url"),
        (webhook("https://localhost:22/x"), "webhook.url"),
        (webhook("https://10.0.0.1/x"), "webhook.url"),
        (webhook("https://[::ffff:169.254.169.254]/x"), "webhook.url"),
        (webhook("https://ada:secret@example.com/x"), "webhook.url"),
        (webhook("file:///etc/passwd"), "webhook.url"),
        (webhook(secret="short"), "webhook.secret"),
        (webhook(previous_secret="p" * 16), "webhook.previous_secret"),
        (email(host="127.0.0.1"), "email.host"),
        (email(host="mail.example.com", security=1, from_address="a\r\nBcc: b@c"), "email.from_address"),
        (email(host="mail.example.com", security=1, to_addresses=[]), "email.to_addresses"),
        (email(host="mail.example.com", security=1, password="x"), "email.username"),
        (webhook() | {"channel_id": "Not a slug"}, "channel_id"),
    ],
)
async def test_a_bad_channel_is_refused_by_field(sqlite_hall: Hall, values: dict[str, Any], field: str) -> None:
    error = await refused(make(sqlite_hall, **{"channel_id": "c"} | values))
    assert (reason(error), violated(error)) == ("VALIDATION_FAILED", [f"notification_channel.{field}"])


async def test_a_name_of_a_private_address_is_refused_when_it_is_called(hall: Hall) -> None:
    await make(hall, **webhook("https://localhost/hook"))
    answer = await tried(hall)
    assert (answer.delivered, "not public" in answer.error) == (False, True)


async def test_a_test_is_sent_once_for_a_request_id(serve: Callable[[], Any]) -> None:
    with receiver(200, 500) as found:
        async with serve() as hall:
            await make(hall, **webhook(found.url))
            assert [(await tried(hall, request_id="once")).delivered for _ in range(2)] == [True, True]
            assert len(found.requests) == 1
            assert (await tried(hall)).error == "it answers HTTP 500"
            assert reason(await refused(tried(hall, "nobody"))) == "RESOURCE_NOT_FOUND"


async def test_a_channel_can_be_made_again_when_its_deletion_is_forgotten(hall: Hall, clock: SettableClock) -> None:
    await make(hall, **webhook())
    await remove(hall, "c")
    clock.advance(86_401)
    await make(hall, display_name="again", **webhook())
    assert [one.display_name for one in await listed(hall)] == ["again"]


async def test_a_channel_is_made_once_and_changed_by_who_knows_it(serve: Callable[[], Any]) -> None:
    async with serve() as hall:
        made = await make(hall, **webhook(secret=SECRET))
        assert await make(hall, **webhook(secret=SECRET)) == made
        for other in (webhook(secret=SECRET + "!"), webhook(), webhook(secret=SECRET) | {"display_name": "x"}):
            assert reason(await refused(make(hall, **other))) == "RECORD_ID_REUSED"
        changed = await change(hall, display_name="On call", etag=made.etag)
        assert (changed.display_name, changed.enabled) == ("On call", True)
        assert reason(await refused(change(hall, display_name="Off", etag=made.etag))) == "ETAG_MISMATCH"
        assert await change(hall, display_name="On call", etag=made.etag) == changed
        assert violated(await refused(change(hall, "c", "creator"))) == ["update_mask"]
        assert reason(await refused(change(hall, "nobody", display_name="x"))) == "RESOURCE_NOT_FOUND"


def test_more_than_a_thousand_do_not_wait(writer: Connection) -> None:
    scope, clock = Scope(1, "local"), Clock()
    target = Target("webhook", {"url": "https://localhost/hook"}, {})
    values = wire_channels.values_of(Channel())
    store_channels.create_channel(scope, writer, clock, open_box("", clock), "c", values, target)
    alerts = [Alert(rule_id="r", group=(("agent_name", str(number)),), severity=WARNING) for number in range(1_001)]
    changes = [Change(alert, alert, FIRED, notifies=True) for alert in alerts]
    store_notifications.put(scope, writer, changes, {}, clock.now_us(), 1)
    own = Notification.workspace_key == 1
    assert Counter(writer.execute(select(Notification.state).where(own)).scalars()) == {"PENDING": 1_000, "DEAD": 1}
