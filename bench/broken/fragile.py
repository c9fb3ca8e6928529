"""The control of the fuzz proof: three methods that do not expect what some callers send.

One fails with an error of its own, one holds up the event loop, one says something that is no status of the contract.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from agenthall_server import cli
from agenthall_server.errors import AgenthallError
from agenthall_server.memory.servicer import TeamMemoryServicer
from agenthall_server.observability.servicer import ObservabilityServicer


class _Unknown(AgenthallError):
    code = 2
    reason = "INTERNAL"


def _first(kind: type, name: str, look: Callable[[Any], None]) -> None:
    """Puts `look(request)` before a method."""
    behaviour = getattr(kind, name)

    async def fragile(self: Any, request: Any, call: Any) -> Any:
        look(request)
        return await behaviour(self, request, call)

    setattr(kind, name, fragile)


def _ascii_ids(request: Any) -> None:
    request.execution_id.encode("ascii")


def _small_pages(request: Any) -> None:
    if request.page_size > 1000:
        time.sleep(1.2)


def _plain_teams(request: Any) -> None:
    if "'" in request.team_id:
        raise _Unknown(request.team_id)


if __name__ == "__main__":
    _first(ObservabilityServicer, "GetExecution", _ascii_ids)
    _first(ObservabilityServicer, "ListExecutions", _small_pages)
    _first(TeamMemoryServicer, "GetTeamInsights", _plain_teams)
    cli.app()
