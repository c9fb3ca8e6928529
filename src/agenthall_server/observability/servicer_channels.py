"""The methods of ObservabilityService about notification channels."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from agenthall.observability.v1 import observability_service_pb2 as pb
from agenthall_server import audit, requests
from agenthall_server.clock import Clock
from agenthall_server.committer import Committer
from agenthall_server.database import Database
from agenthall_server.interceptors import Call
from agenthall_server.observability import store_channels, store_notifications, wire_channels
from agenthall_server.observability.notifications import message_key
from agenthall_server.observability.sending import Sender
from agenthall_server.observability.store_notifications import Standing
from agenthall_server.observability.tables_notifications import NotificationChannel
from agenthall_server.paging import Pager, PageRequest

if TYPE_CHECKING:
    from sqlalchemy import Connection

_TEST = "observability.notification_channels.test"


class ChannelMethods:
    """Where alerts of the caller's workspace are told. ObservabilityServicer inherits them."""

    _database: Database
    _committer: Committer
    _clock: Clock
    _pager: Pager
    _sender: Sender

    async def CreateNotificationChannel(
        self, request: pb.CreateNotificationChannelRequest, call: Call
    ) -> pb.CreateNotificationChannelResponse:
        named = request.notification_channel
        values, target = wire_channels.values_of(named), wire_channels.target_of(named, self._sender.outgoing)
        row = await self._committer.single(
            lambda connection: store_channels.create_channel(
                call.scope, connection, self._clock, self._sender.box, named.channel_id, values, target
            ),
            size=call.size,
        )
        (message,) = await self._shown(call, [row])
        return pb.CreateNotificationChannelResponse(notification_channel=message)

    async def ListNotificationChannels(
        self, request: pb.ListNotificationChannelsRequest, call: Call
    ) -> pb.ListNotificationChannelsResponse:
        async with self._database.snapshot() as session:
            found = await store_channels.list_channels(call.scope, session)
        page = PageRequest.of(call.method, request)
        rows, token = self._pager.slice(call.scope, found, lambda row: [row.channel_id], page)
        messages = await self._shown(call, rows)
        return pb.ListNotificationChannelsResponse(notification_channels=messages, next_page_token=token)

    async def UpdateNotificationChannel(
        self, request: pb.UpdateNotificationChannelRequest, call: Call
    ) -> pb.UpdateNotificationChannelResponse:
        named = request.notification_channel
        values, with_target = wire_channels.wanted(named, request.update_mask.paths)
        target = wire_channels.target_of(named, self._sender.outgoing) if with_target else None
        row = await self._committer.single(
            lambda connection: store_channels.update_channel(
                call.scope, connection, self._clock, self._sender.box, named.channel_id, values, target, named.etag
            ),
            size=call.size,
        )
        (message,) = await self._shown(call, [row])
        return pb.UpdateNotificationChannelResponse(notification_channel=message)

    async def DeleteNotificationChannel(
        self, request: pb.DeleteNotificationChannelRequest, call: Call
    ) -> pb.DeleteNotificationChannelResponse:
        await self._committer.single(
            lambda connection: store_channels.delete_channel(call.scope, connection, self._clock, request.channel_id),
            size=call.size,
        )
        return pb.DeleteNotificationChannelResponse()

    async def TestNotificationChannel(
        self, request: pb.TestNotificationChannelRequest, call: Call
    ) -> pb.TestNotificationChannelResponse:
        async with self._database.snapshot() as session:
            channel = await store_channels.get_channel(call.scope, session, request.channel_id)
        body = request.SerializeToString(deterministic=True)
        key = requests.request_key(call.method, request.request_id, body)
        kind = pb.TestNotificationChannelResponse
        stored = partial(requests.answered, call.scope, clock=self._clock, key=key)
        if (answer := await self._committer.single(stored, size=call.size)) is not None:
            return kind.FromString(answer)
        error = await self._tried(channel, request.request_id or self._clock.new_id())

        def told(connection: Connection) -> pb.TestNotificationChannelResponse:
            audit.record(call.scope, connection, self._clock, _TEST, request.channel_id, delivered=not error)
            return wire_channels.trial_response(error)

        change = requests.repeatable(call.scope, self._clock, key, kind, told)
        return await self._committer.single(change, size=call.size)

    async def _tried(self, channel: NotificationChannel, request_id: str) -> str:
        """Why the message was not delivered, or nothing."""
        key = message_key(channel.workspace_key, channel.channel_id, 0, request_id)
        message = wire_channels.trial_message(channel.channel_id, key, self._clock.now_us())
        return str(await self._sender.attempt(channel, message) or "")

    async def _shown(self, call: Call, rows: Sequence[NotificationChannel]) -> list[wire_channels.Channel]:
        async with self._database.snapshot() as session:
            found = await store_notifications.standings(call.scope, session, [row.channel_id for row in rows])
        return [wire_channels.channel_message(row, found.get(row.channel_id, Standing())) for row in rows]
