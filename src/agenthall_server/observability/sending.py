"""Sends one message to one target: a webhook, Slack, or a mail server."""

from __future__ import annotations

import asyncio
import smtplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from email.message import EmailMessage
from typing import Any

from agenthall_server.clock import SECOND_US, Clock
from agenthall_server.observability import notification_texts as texts
from agenthall_server.observability.notifications import Message, signature
from agenthall_server.observability.store_channels import opened
from agenthall_server.observability.tables_notifications import NotificationChannel
from agenthall_server.outgoing import SECONDS, NotDelivered, Outgoing, Place, place_of, told_of
from agenthall_server.sealing import SecretBox, Unsealable

_MAIL_SECONDS = 10.0
_MAIL_PORTS = frozenset({25, 465, 587, 2525})
_NONE, _TLS = "EMAIL_SECURITY_NONE", "EMAIL_SECURITY_TLS"


def place_of_target(kind: str, target: Mapping[str, Any], secrets: Mapping[str, Any]) -> Place:
    """What a target of this kind is connected to. Raises NotDelivered."""
    if kind == "email":
        port = target["port"] or (465 if target["security"] == _TLS else 587)
        return Place(target["host"], port, target["security"] != _NONE, _MAIL_PORTS)
    return place_of(secrets["url"] if kind == "slack" else target["url"])


class Sender:
    """Use it in one event loop."""

    def __init__(self, outgoing: Outgoing, pool: Executor, box: SecretBox, clock: Clock) -> None:
        """`pool`: threads for mail."""
        self.outgoing = outgoing
        self.box = box
        self._pool = pool
        self._clock = clock

    async def attempt(self, channel: NotificationChannel, message: Message) -> NotDelivered | None:
        """What went wrong, or nothing where the receiver has taken it."""
        try:
            await self._send(channel, message)
        except NotDelivered as error:
            return error
        return None

    async def _send(self, channel: NotificationChannel, message: Message) -> None:
        try:
            secrets = opened(channel, self.box)
        except Unsealable as error:
            raise NotDelivered(str(error)) from error
        if channel.kind == "email":
            await self._mail(channel.target, secrets, message)
        elif channel.kind == "slack":
            await self.outgoing.post(secrets["url"], texts.slack(message), {"Idempotency-Key": message.key})
        else:
            body = texts.alertmanager(message)
            keys = [secrets[name] for name in ("secret", "previous_secret") if name in secrets]
            headers = {"Idempotency-Key": message.key} | self._signed(keys, body)
            await self.outgoing.post(channel.target["url"], body, headers)

    def _signed(self, secrets: Sequence[str], body: bytes) -> dict[str, str]:
        seconds = self._clock.now_us() // SECOND_US
        return {"X-Agenthall-Signature": signature(secrets, seconds, body)} if secrets else {}

    async def _mail(self, target: Mapping[str, Any], secrets: Mapping[str, Any], message: Message) -> None:
        place = place_of_target("email", target, secrets)
        self.outgoing.check(place)
        mail = texts.mail(message, target, self._clock.now_us())
        post = None
        try:
            async with asyncio.timeout(_MAIL_SECONDS):
                address, *_ = await self.outgoing.addresses(place)
                post = _Post(place, target, secrets.get("password", ""), await self.outgoing.tls())
                await asyncio.get_running_loop().run_in_executor(self._pool, post.deliver, address, mail)
        except TimeoutError as error:
            raise NotDelivered(f"no answer within {_MAIL_SECONDS:g} seconds") from error
        finally:
            if post is not None:
                post.cut_off()


class _Post:
    """One delivery of mail. The connection goes to the address that was checked, under the host's name."""

    def __init__(self, place: Place, target: Mapping[str, Any], password: str, tls: ssl.SSLContext) -> None:
        self._place = place
        self._target = target
        self._password = password
        self._tls = tls
        self._socket: socket.socket | None = None

    def deliver(self, address: str, mail: EmailMessage) -> None:
        """Called on a thread. Raises NotDelivered."""
        try:
            server = self._connected(address)
            server.send_message(mail)
            with suppress(smtplib.SMTPException, OSError):  # it has been taken, whatever is said to the farewell
                server.quit()
        except smtplib.SMTPResponseException as error:
            final = 500 <= error.smtp_code < 600
            raise NotDelivered(f"the mail server answers {error.smtp_code}", final=final) from error
        except smtplib.SMTPRecipientsRefused as error:
            raise NotDelivered("the mail server refuses every recipient", final=True) from error
        except smtplib.SMTPException as error:
            raise NotDelivered(f"the mail server does not take it: {type(error).__name__}") from error
        except OSError as error:
            raise NotDelivered(told_of(error)) from error
        finally:
            self.cut_off()

    def cut_off(self) -> None:
        """Ends the connection, also where the other side takes too long, and then from another thread."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()

    def _connected(self, address: str) -> smtplib.SMTP:
        plain = socket.create_connection((address, self._place.port), SECONDS)
        self._socket = plain
        by_tls = self._target["security"] == _TLS
        opened_socket = self._tls.wrap_socket(plain, server_hostname=self._place.host) if by_tls else plain
        server = _OnSocket(opened_socket, self._place.host, self._place.port)
        self._socket = opened_socket
        if self._place.encrypted and not by_tls:
            server.starttls(context=self._tls)
            self._socket = server.sock
        if self._target["username"]:
            server.login(self._target["username"], self._password)
        return server


class _OnSocket(smtplib.SMTP):
    """Speaks over a connection that is there already."""

    def __init__(self, connected: socket.socket, host: str, port: int) -> None:
        self._connected = connected
        super().__init__(host, port, local_hostname="localhost", timeout=SECONDS)

    def _get_socket(self, _host: str, _port: int, _timeout: float) -> socket.socket:
        return self._connected
