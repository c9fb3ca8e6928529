"""The control of the canary proof: a server that reads one table without minding whose rows they are.

BENCH_BROKEN_TABLE names it. Where a SELECT asks for the rows of a workspace, it gets those of older workspaces too.
"""

from __future__ import annotations

import os
import re
from typing import Any

from sqlalchemy import Engine, event

from agenthall_server import cli

_OWN_ROWS = re.compile(rf"\b({os.environ['BENCH_BROKEN_TABLE']}\.workspace_key) = (?=\?|%\()")


def _widened(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
    return _OWN_ROWS.sub(r"\1 <= ", statement) if "SELECT" in statement else statement, parameters


if __name__ == "__main__":
    event.listen(Engine, "before_cursor_execute", _widened, retval=True)
    cli.app()
