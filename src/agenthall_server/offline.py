"""What is done to a database without a running server: the first API key.

On SQLite the lock of the file is held meanwhile, so this never runs beside a server; on PostgreSQL it may.
"""

from __future__ import annotations

from agenthall_server import migrations
from agenthall_server.access import store
from agenthall_server.api_keys import ensure_workspace
from agenthall_server.clock import Clock
from agenthall_server.config import InvalidSetting, Settings
from agenthall_server.database import open_database
from agenthall_server.names import RULE, is_name
from agenthall_server.roles import PERMISSIONS_OF_ROLE, ROLE_OF_WORD
from agenthall_server.scope import WORKSPACE_NAME, Scope


async def create_key(settings: Settings, workspace: str, role: str, name: str) -> tuple[str, str]:
    """A new key of the workspace: its id and the whole secret."""
    if role not in PERMISSIONS_OF_ROLE:
        word = role.removeprefix("ROLE_").lower()
        raise InvalidSetting(f"role: {word!r} is not one of {', '.join(ROLE_OF_WORD)}")
    if not WORKSPACE_NAME.match(workspace):
        raise InvalidSetting(f"workspace: {workspace!r} is not 1-64 lower-case letters, digits and single hyphens")
    if not 1 <= len(name) <= 100 or not is_name(name):
        raise InvalidSetting(f"name: must have 1 to 100 characters and {RULE}")
    clock = Clock()
    database = open_database(settings.database, readers=1)
    try:
        with database.alone() as connection:
            migrations.prepare(connection)
            scope = Scope(ensure_workspace(connection, clock, workspace), "command line")
            key, secret = store.create(scope, connection, clock, name, role)
            return key.key_id, secret
    finally:
        await database.close()
