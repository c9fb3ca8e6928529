"""`agenthall demo`: the main job, shown on real input."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from agenthall_server.cli.connecting import Reach, reaching
from agenthall_server.cli.settings import failed


@reaching
def demo(
    target: Annotated[
        str | None, typer.Option(help="HOST:PORT of a running server; without it one is started.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Folder of the real input; default ../shared/data or the samples.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 where the server answers a wrong figure.")
    ] = False,
    *,
    reach: Reach,
) -> None:
    """Run the main job on real input over gRPC, and say what came out."""
    from agenthall_server.client import NotConnected
    from agenthall_server.demo.running import DemoFailed, run_demo

    connection = reach.connection(target) if target else None
    try:
        right = asyncio.run(run_demo(connection, data, check=check))
    except (DemoFailed, NotConnected, OSError) as error:
        raise failed("demo", error) from error
    if not right:
        raise typer.Exit(1)
