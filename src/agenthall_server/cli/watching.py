"""`agenthall top`: the agents of a running server, as they work."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from agenthall_server.cli.connecting import DEFAULT_TARGET, Reach, Target, reaching
from agenthall_server.cli.settings import failed

if TYPE_CHECKING:
    from agenthall_server.client import Connection

_MARGIN_LINES = 4
_WIDE = 160
"""Columns where nobody looks at a screen."""


def _known_order(order: str) -> str:
    from agenthall_server.top.fleet import ORDERS

    if order not in ORDERS:
        raise typer.BadParameter(f"is one of {', '.join(ORDERS)}")
    return order


@reaching
def top(
    agents: Annotated[list[str] | None, typer.Argument(help="Only these agents.", show_default=False)] = None,
    target: Target = DEFAULT_TARGET,
    *,
    reach: Reach,
    sort: Annotated[
        str,
        typer.Option(
            help="By rate, executions, failed, p95, tokens, cost or running; highest first.", callback=_known_order
        ),
    ] = "rate",
    rows: Annotated[
        int | None, typer.Option(help="Agents to show; default: what fits.", min=1, show_default=False)
    ] = None,
    interval: Annotated[float, typer.Option(help="Seconds between two looks.", min=0.1, max=60.0)] = 1.0,
    once: Annotated[
        bool, typer.Option("--once", help="Show the figures once and end, as is done where nobody watches.")
    ] = False,
) -> None:
    """Show the agents of a running server as they work, until Ctrl-C."""
    import grpc

    from agenthall_server.calling.invoking import lines_of
    from agenthall_server.client import NotConnected, failure_of

    connection = reach.connection(target)
    try:
        asyncio.run(_shown(connection, agents or (), sort, rows, interval, once=once))
    except NotConnected as error:
        raise failed("top", error) from error
    except grpc.aio.AioRpcError as error:
        typer.echo("\n".join(lines_of(failure_of(error))), err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        return


async def _shown(
    connection: Connection, agents: list[str] | tuple[()], sort: str, rows: int | None, interval: float, *, once: bool
) -> None:
    from rich.console import Console
    from rich.live import Live

    from agenthall_server.client import connected
    from agenthall_server.top.fleet import Fleet
    from agenthall_server.top.following import follow
    from agenthall_server.top.screen import screen

    console, fleet = Console(), Fleet()
    if not console.is_terminal:
        console.width = max(console.width, _WIDE)
    async with connected(connection) as channel:
        if once or not console.is_terminal:
            async for trouble in follow(channel, fleet, agents, interval):
                if not trouble:
                    break
            console.print(screen(fleet, order=sort, rows=rows or len(fleet.agents), width=console.width))
            return
        with Live(console=console, screen=True, auto_refresh=False) as live:
            async for trouble in follow(channel, fleet, agents, interval):
                fitting = rows or max(1, console.height - _MARGIN_LINES)
                shown = screen(fleet, order=sort, rows=fitting, width=console.width, trouble=trouble)
                live.update(shown, refresh=True)
