"""`agenthall config`: every setting, where it comes from, and what is wrong with it."""

from __future__ import annotations

import inspect
import json
import sys
from dataclasses import asdict, replace
from typing import Annotated, Any

import typer

from agenthall_server.cli.serving import serve
from agenthall_server.config import InvalidSetting, Origin, Settings, mask_password, trace_settings, unknown_variables


def config(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False, **flags: Any) -> None:
    """Show every setting and where it comes from, with the flags of serve. Exit code 2 where one cannot be used."""
    traced = trace_settings(**flags)
    problems = [one.problem for one in traced if one.problem] or _of_the_whole(traced)
    found, unknown = [_masked(one) for one in traced], unknown_variables()
    if as_json:
        settings = {one.name: asdict(one) for one in found}
        typer.echo(json.dumps({"settings": settings, "problems": problems, "unknown_variables": unknown}))
    else:
        _show(found)
    for name, meant in unknown.items():
        typer.echo(f"{name} is no setting{f'; did you mean {meant}?' if meant else ''}", err=True)
    for problem in problems:
        typer.echo(f"agenthall config: {problem}", err=True)
    if problems:
        raise typer.Exit(2)


def _signature() -> inspect.Signature:
    own = inspect.signature(config, eval_str=True).parameters["as_json"]
    return inspect.Signature([*inspect.signature(serve, eval_str=True).parameters.values(), own])


config.__signature__ = _signature()  # type: ignore[attr-defined] # typer reads it: the flags of serve, and --json


def _masked(one: Origin) -> Origin:
    return replace(one, value=mask_password(one.value)) if isinstance(one.value, str) else one


def _of_the_whole(found: list[Origin]) -> list[str]:
    """What is wrong with settings that are right one by one, as serve would say it."""
    from agenthall_server import json_web_tokens, listening, outgoing, sealing, tls

    settings = Settings(**{one.name: one.value for one in found})
    problems = []
    for check in (
        listening.checked_address,
        tls.server_credentials,
        json_web_tokens.check_settings,
        sealing.check_settings,
        outgoing.check_settings,
    ):
        try:
            check(settings)
        except InvalidSetting as error:
            problems.append(str(error))
    return problems


def _show(found: list[Origin]) -> None:
    names, values = max(len(one.name) for one in found), max(len(str(one.value)) for one in found)
    for one in found:
        mark = "WRONG " if one.problem else ""
        typer.echo(f"{one.name:<{names}}  {one.value!s:<{values}}  {mark}{one.source}".rstrip())
    sys.stdout.flush()  # before what is said on standard error
