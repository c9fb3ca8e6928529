"""The tenant hook sees what it should see."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, text

from tests import tenancy


@pytest.fixture(autouse=True)
def _every_statement_names_its_workspace() -> None:
    """Replaces the hook that watches every other test: here it is the thing tested."""


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT executions.agent_name FROM executions",
        "SELECT executions.workspace_key FROM executions WHERE executions.agent_name = ?",
        "UPDATE api_keys SET revoke_time = ? WHERE api_keys.key_id = ?",
        "DELETE FROM executions WHERE event_time < %(before)s",
        "INSERT INTO audit_events (sequence, details) VALUES (?, ?)",
        "SELECT 1 FROM workspaces AS w JOIN api_keys ON api_keys.workspace_key = w.workspace_key WHERE role = ?",
    ],
)
def test_a_statement_without_its_workspace_is_refused(statement: str) -> None:
    with pytest.raises(tenancy.ForgottenWorkspace):
        tenancy.check(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT executions.agent_name FROM executions WHERE executions.workspace_key = ? AND executions.agent_name = ?",
        "INSERT INTO executions (workspace_key, execution_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        "SELECT workspaces.workspace_key FROM workspaces WHERE workspaces.workspace = ?",
        "CREATE TABLE executions (agent_name TEXT)",
        "DELETE FROM requests WHERE requests.expire_time <= ?",
        "SELECT server_keys.kid, server_keys.key_hex FROM server_keys",
    ],
)
def test_other_statements_pass(statement: str) -> None:
    tenancy.check(statement)


def test_the_hook_knows_the_tenant_tables() -> None:
    assert {
        "executions",
        "execution_rollups",
        "api_keys",
        "audit_events",
        "requests",
        "streams",
    } <= tenancy._TENANT_TABLES
    assert "workspaces" not in tenancy._TENANT_TABLES


def test_a_swallowed_failure_is_still_reported() -> None:
    def swallow() -> None:
        connecting = create_engine("sqlite://").connect()
        with tenancy.watched(), connecting as connection, pytest.raises(tenancy.ForgottenWorkspace):
            connection.execute(text("SELECT * FROM executions"))

    with pytest.raises(AssertionError, match="SELECT \\* FROM executions"):
        swallow()
