"""The agenthall command as a user runs it: a process of its own, beside the server of a test."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


async def agenthall(*arguments: object, given: str = "", **variables: str) -> Done:
    """Runs `agenthall ARGUMENTS` with this standard input, and without the user's own variables."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("AGENTHALL_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agenthall_server", *map(str, arguments)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=own | {"XDG_CONFIG_HOME": os.devnull, "TERM": "dumb", "COLUMNS": "200"} | variables,
    )
    async with asyncio.timeout(_SECONDS):
        out, err = await process.communicate(given.encode())
    return Done(process.returncode or 0, out.decode(), err.decode())
