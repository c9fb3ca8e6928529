"""JSON objects that hold records: what file-based predecessors kept.

Known forms, in this order: a record (one agent a file); an object with a list of records under a name that says so, for
example {"team_id": "web", "builds": [...]} (one team a file); an object of groups, each a list of records, a record or
again one of the forms before, for example {"web": [...], "mobile": [...]} (all teams in memories.json). The name of a
group goes to the records that do not say it themselves: the team of a build, the agent of an execution, the name of an
agent. A file team_<id>.json says the team of its builds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from agenthall_server.importing.columns import Fields, Kind

_LISTS = ("agents", "teams", "executions", "builds", "memories", "records", "history", "metrics", "data", "items")
_LEVELS = 3
_TEAM_FILE = re.compile(r"team_(.+)\.json\Z")


class NoStore(Exception):
    """A document that has none of the forms."""


def records_of(document: Any, kind: Kind, file_name: str) -> Iterator[Any]:
    """The records of a document. Raises NoStore."""
    found = _TEAM_FILE.match(file_name)
    group = found[1] if found and kind.group_field == "team_id" else ""
    return _records(document, kind, group, _LEVELS)


def _records(value: Any, kind: Kind, group: str, depth: int) -> Iterator[Any]:
    if isinstance(value, list):
        return (_of_group(item, kind, group) for item in value)
    if not isinstance(value, dict) or not value:
        raise NoStore(f"holds no {kind.name}: neither a list nor an object of records")
    if kind.marks & value.keys():
        return iter((_of_group(value, kind, group),))
    return _members(value, kind, group, depth)


def _members(value: Fields, kind: Kind, group: str, depth: int) -> Iterator[Any]:
    if depth == 0:
        raise NoStore(f"holds no {kind.name} within {_LEVELS} levels")
    for name in _LISTS:
        if isinstance(value.get(name), (list, dict)):
            own = value.get(kind.group_field)
            return _records(value[name], kind, own if isinstance(own, str) else group, depth - 1)
    if not all(isinstance(member, (list, dict)) for member in value.values()):
        raise NoStore(f"holds no {kind.name}: none of the known forms of a JSON store")
    return (
        record
        for name, member in value.items()
        if member
        for record in _records(member, kind, group or name, depth - 1)
    )


def _of_group(record: Any, kind: Kind, group: str) -> Any:
    if not group or not isinstance(record, dict):
        return record
    return {kind.group_field: group} | {name: value for name, value in record.items() if value is not None}
