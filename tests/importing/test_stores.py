"""JSON objects that hold records."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from agenthall_server.importing.columns import Kind
from agenthall_server.importing.kinds import AGENTS, BUILDS, EXECUTIONS
from agenthall_server.importing.reading import NoTable, Row, rows_of

BUILD = {"prompt": "a web shop", "success": True}
WEB, MOBILE = BUILD | {"team_id": "web"}, BUILD | {"team_id": "mobile"}


def read(document: Any, kind: Kind, name: str = "store.json") -> list[Any]:
    rows = rows_of(io.BytesIO(json.dumps(document).encode()), "json", kind, name)
    return [row.values if isinstance(row, Row) else row.reason for row in rows]


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("memories.json", {"web": [BUILD], "mobile": [BUILD]}),
        ("memories.json", {"web": {"builds": [BUILD]}, "mobile": {"builds": [BUILD], "count": 1}}),
        ("memories.json", {"teams": {"web": {"history": [BUILD]}, "mobile": [BUILD], "empty": []}}),
        ("memories.json", {"memories": [WEB, MOBILE]}),
    ],
)
def test_all_teams_in_one_file(name: str, document: Any) -> None:
    assert read(document, BUILDS, name) == [WEB, MOBILE]


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("team_web.json", {"builds": [BUILD]}),
        ("any.json", {"team_id": "web", "builds": [BUILD]}),
        ("team_mobile.json", {"team_id": "web", "builds": [BUILD]}),
        ("team_web.json", BUILD),
    ],
)
def test_one_team_a_file(name: str, document: Any) -> None:
    assert read(document, BUILDS, name) == [WEB]


def test_a_build_that_says_its_team_keeps_it() -> None:
    assert read({"mobile": [WEB]}, BUILDS) == [WEB]


def test_one_agent_a_file_or_all_by_name() -> None:
    manifest = {"name": "planner", "description": "Plans.", "version": "1.0.0"}
    assert read(manifest, AGENTS) == [manifest]
    assert read({"planner": {"description": "Plans.", "version": "1.0.0"}}, AGENTS) == [manifest]
    assert read({"agents": [manifest]}, AGENTS) == [manifest]


def test_executions_by_agent() -> None:
    assert read({"planner": [{"success": True}]}, EXECUTIONS) == [{"agent_name": "planner", "success": True}]


@pytest.mark.parametrize("document", [{}, {"a": 1}, "text", 7, None, {"data": {"data": {"data": {"data": [BUILD]}}}}])
def test_what_is_no_store_is_named(document: Any) -> None:
    with pytest.raises(NoTable, match="holds no builds"):
        read(document, BUILDS)


def test_records_that_are_no_objects_are_refused_one_by_one() -> None:
    assert read({"builds": [WEB, 3]}, BUILDS) == [WEB, "is no JSON object"]
