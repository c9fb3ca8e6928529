"""`agenthall demo`: the main job, shown on real input."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from agenthall_server.cli.settings import ReadableFailures


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
    api_key_file: Annotated[Path | None, typer.Option(help="File with the API key to call the target with.")] = None,
) -> None:
    """Run the main job on real input over gRPC, and say what came out."""
    from agenthall_server.credentials import find_api_key
    from agenthall_server.demo.running import DemoFailed, run_demo

    with ReadableFailures():
        key = find_api_key(named=api_key_file) if target else None  # a server of its own knows no keys
    try:
        right = asyncio.run(run_demo(target, data, check=check, api_key=key))
    except (DemoFailed, OSError) as error:
        typer.echo(f"agenthall demo: {error}", err=True)
        raise typer.Exit(1) from error
    if not right:
        raise typer.Exit(1)
