"""The control of the canary proof: a server that reads one table without minding whose rows they are.

BENCH_BROKEN_TABLE names it. Where a SELECT asks for the rows of a workspace, it gets those of older workspaces too.
Sums that wait to be folded are gone within a second: where they are that table, nothing is folded.
"""

from __future__ import annotations

import os
import re
from typing import Any

from sqlalchemy import Engine, event

from agenthall_server import cli

_TABLE = os.environ["BENCH_BROKEN_TABLE"]
_OWN_ROWS = re.compile(rf"\b({_TABLE}\.workspace_key) = (?=\?|%\()")
_FOLDING = "DELETE FROM execution_deltas WHERE"


def _widened(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
    if _TABLE == "execution_deltas" and statement.startswith(_FOLDING):
        return statement.replace(_FOLDING, f"{_FOLDING} 1 = 0 AND"), parameters
    return _OWN_ROWS.sub(r"\1 <= ", statement) if "SELECT" in statement else statement, parameters


if __name__ == "__main__":
    event.listen(Engine, "before_cursor_execute", _widened, retval=True)
    cli.app()
