"""Installations and locks on the wire, and the order that a request is."""

from __future__ import annotations

from collections.abc import Iterable

from agenthall.marketplace.v1 import installation_pb2
from agenthall.marketplace.v1 import marketplace_service_pb2 as pb
from agenthall_server.errors import ValidationFailed
from agenthall_server.marketplace import versions
from agenthall_server.marketplace.backjumping import Release
from agenthall_server.marketplace.store_installations import Installed, Order
from agenthall_server.marketplace.tables import Installation
from agenthall_server.wire import plain, small_json, to_message

_MAX_CONFIG_BYTES = 64 * 1024


def order_of(request: pb.InstallAgentRequest, agent: str) -> Order:
    """Raises InvalidSemver, ValidationFailed."""
    versions.require_range(request.version_range, "version_range")
    if not request.HasField("config"):
        return Order(agent, request.agent, request.version_range, None)
    if small_json(request.config, _MAX_CONFIG_BYTES) is None:
        raise ValidationFailed.of("config", "must be at most 64 KiB as JSON", rule="struct.max_bytes")
    return Order(agent, request.agent, request.version_range, plain(request.config))


def installed_message(installed: Installed) -> pb.InstallAgentResponse:
    """The reply to an installation."""
    return pb.InstallAgentResponse(
        installation=to_message(installation_pb2.Installation, installed.installation), lock=_lock(installed.lock)
    )


def uninstalled_message(removed: Iterable[Installation]) -> pb.UninstallAgentResponse:
    """The reply to an uninstallation."""
    return pb.UninstallAgentResponse(installations=_installations(removed))


def installations_message(rows: Iterable[Installation], next_page_token: str) -> pb.ListInstallationsResponse:
    """The reply to ListInstallations."""
    return pb.ListInstallationsResponse(installations=_installations(rows), next_page_token=next_page_token)


def _installations(rows: Iterable[Installation]) -> list[installation_pb2.Installation]:
    return [to_message(installation_pb2.Installation, row) for row in rows]


def _lock(releases: Iterable[Release]) -> installation_pb2.Lock:
    return installation_pb2.Lock(
        agents=[
            installation_pb2.LockedAgent(
                agent=release.agent,
                version=release.version,
                digest=release.digest,
                dependencies=sorted(need.agent for need in release.needs),
            )
            for release in releases
        ]
    )
