"""The agenthall command as a whole: what it says, and what it loads to say it."""

from __future__ import annotations

import subprocess
import sys

_HEAVY = ("alembic", "grpc", "sqlalchemy", "structlog", "agenthall_server.server")
_LOADED_BY_HELP = f"""
import sys
from agenthall_server.cli import app
app(["--help"], standalone_mode=False)
print("loaded:", [name for name in {_HEAVY!r} if name in sys.modules])
"""


def test_help_loads_no_library_of_the_server() -> None:
    done = subprocess.run((sys.executable, "-c", _LOADED_BY_HELP), capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert "doctor" in done.stdout
    assert done.stdout.splitlines()[-1] == "loaded: []", done.stdout + done.stderr
