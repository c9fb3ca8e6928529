"""`agenthall call`: one method of a running server, with JSON in and JSON out."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agenthall_server.cli.connecting import DEFAULT_TARGET, Reach, Target, reaching
from agenthall_server.cli.settings import failed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agenthall_server.client import Connection


def _complete(begun: str) -> list[str]:
    from agenthall_server.calling.methods import methods, short_name

    return [name for name in map(short_name, methods()) if name.lower().startswith(begun.lower())]


def _list_methods(wanted: bool) -> None:
    if not wanted:
        return
    from agenthall_server.calling.methods import methods, short_name
    from agenthall_server.method_options import permission_if_any

    found = [(short_name(method), permission_if_any(method) or "-", method.server_streaming) for method in methods()]
    width = max(len(name) for name, _, _ in found)
    for name, needed, streams in found:
        typer.echo(f"{name:<{width}}  {needed}{'  (stream)' if streams else ''}")
    raise typer.Exit


@reaching
def call(
    method: Annotated[
        str,
        typer.Argument(help="SERVICE/METHOD, for example Observability/RecordExecution.", autocompletion=_complete),
    ],
    request: Annotated[
        str | None,
        typer.Argument(help="The request as JSON; - or nothing: standard input, a request a line.", show_default=False),
    ] = None,
    target: Target = DEFAULT_TARGET,
    *,
    reach: Reach,
    timeout: Annotated[
        float | None,
        typer.Option(help="Seconds to wait; default 30, and without end for a stream.", min=0.001, show_default=False),
    ] = None,
    pretty: Annotated[
        bool | None, typer.Option("--pretty/--compact", help="Indented, or a line a message; default by terminal.")
    ] = None,
    describe: Annotated[
        bool, typer.Option("--describe", help="Show the method and its request, call nothing.")
    ] = False,
    _list: Annotated[
        bool, typer.Option("--list", callback=_list_methods, is_eager=True, help="Show all methods and permissions.")
    ] = False,
) -> None:
    """Call a method of a running server. Exit code 1 where it answers an error."""
    from agenthall_server.calling import methods, shapes
    from agenthall_server.client import NotConnected

    try:
        found = methods.find(method)
    except methods.UnknownMethod as error:
        raise failed("call", error, 2) from error
    if describe:
        typer.echo("\n".join(shapes.describe(found)))
        return
    connection = reach.connection(target)
    pretty = sys.stdout.isatty() if pretty is None else pretty
    try:
        answered = asyncio.run(_call(connection, found, _texts(request), timeout, pretty=pretty))
    except NotConnected as error:
        raise failed("call", error) from error
    if not answered:
        raise typer.Exit(1)


def _texts(request: str | None) -> Iterable[str]:
    from agenthall_server.calling.invoking import texts_of

    if request is not None and request != "-":
        return (request,)
    if request is None and sys.stdin.isatty():
        return ("{}",)
    return texts_of(sys.stdin)


async def _call(
    connection: Connection, method: Any, texts: Iterable[str], seconds: float | None, *, pretty: bool
) -> bool:
    """Calls once for each text, or once with all where the method takes a stream; False where a call failed. A stream
    that ends by --timeout did not fail.
    """
    import grpc

    from agenthall_server.calling.invoking import NotRequest, answers, lines_of, request_of, requests_of, written
    from agenthall_server.client import connected, failure_of

    answered = True
    async with connected(connection) as channel:
        calls: Iterable[Any] = (iter(texts),) if method.client_streaming else texts
        request: Any = requests_of if method.client_streaming else request_of
        for number, given in enumerate(calls, start=1):
            try:
                async for answer in answers(channel, method, request(method, given), seconds):
                    typer.echo(written(answer, pretty=pretty))
            except NotRequest as error:
                answered = False
                typer.echo(f"agenthall call: {error}; --describe shows its fields", err=True)
            except grpc.aio.AioRpcError as error:
                if method.server_streaming and seconds and error.code() is grpc.StatusCode.DEADLINE_EXCEEDED:
                    continue
                answered = False
                typer.echo("\n".join(lines_of(failure_of(error))), err=True)
                if channel.get_state() is not grpc.ChannelConnectivity.READY:
                    typer.echo(f"agenthall call: the server went away; sent up to request {number}", err=True)
                    return False
    return answered
