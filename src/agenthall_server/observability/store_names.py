"""Names that have sums of their own, in the database: admitted for good, in the transaction that first counts them
(docs/adr/0010-names-that-have-sums.md).

On PostgreSQL every server asks the same table. A name is admitted under the lock of the row that counts its kind
(`streams`), so two servers never admit one too many between them; once a kind is full nobody takes that lock. Names
that were admitted are remembered, so a group of known ones costs a look into a set each.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from agenthall_server import changes
from agenthall_server.database import Append, Find
from agenthall_server.observability.cardinality import (
    AGENT,
    COMBINATION,
    COMBINATIONS_A_NAME,
    MODEL,
    TEAM,
    Names,
    counted_under,
    names_of,
    without_combination,
)
from agenthall_server.observability.executions import Execution

_MOST_REMEMBERED = 200_000
_KEY = ("workspace_key", "kind", "name")
_find = Find("counted_names", key=_KEY, columns=())
_append = Append("counted_names", columns=_KEY)
_names = itemgetter(*map(Execution._fields.index, ("workspace_key", "agent_name", "model", "team_id")))

_Key = tuple[int, str, str, str]
"""workspace_key and Names."""
_Kinded = tuple[int, str]
"""A kind of cardinality.py, and a name of it."""


class CountedNames:
    """Used by the writer thread alone, but for `overflowed`."""

    def __init__(self, limit: int) -> None:
        """`limit`: agents, models and teams of a workspace, each."""
        self._limits = {AGENT: limit, MODEL: limit, TEAM: limit, COMBINATION: limit * COMBINATIONS_A_NAME}
        self._known: set[_Key] = set()
        self._transaction: object = None
        self.overflowed = 0
        """Executions that this server counted under other names than their own; some twice where a commit failed."""

    def marked(self, connection: Connection, items: Sequence[Execution]) -> Sequence[Execution]:
        """The executions, each with its `overflow`. Names that find room are admitted."""
        unknown = set(map(_names, items)) - self._known
        if not unknown:
            return items
        overflow = self._decided(connection, unknown)
        return [item._replace(overflow=found) if (found := overflow.get(_names(item))) else item for item in items]

    def _decided(self, connection: Connection, keys: Collection[_Key]) -> dict[_Key, int]:
        """`overflow` by key. What was stored before the transaction began is committed, and will not change."""
        is_first = connection.get_transaction() is not self._transaction
        self._transaction = connection.get_transaction()
        decided: dict[_Key, int] = {}
        for workspace_key in sorted({key[0] for key in keys}):
            mine = [key for key in keys if key[0] == workspace_key]
            stored = self._of_workspace(connection, workspace_key, mine, decided)
            if is_first:
                self._remember(key for key in mine if not decided[key] and stored.issuperset(_all_of(key[1:], 0)))
        return decided

    def _of_workspace(
        self, connection: Connection, workspace_key: int, keys: Collection[_Key], decided: dict[_Key, int]
    ) -> set[_Kinded]:
        """Decides; which of the names were stored before."""
        wanted = {one for key in keys for one in names_of(key[1:])}
        stored, admitted = self._admitted(connection, workspace_key, wanted)
        for key in keys:
            decided[key] = sum(kind for kind, name in names_of(key[1:]) if (kind, name) not in admitted)
        combinations = {key: one for key in keys if (one := _combination(key[1:], decided[key]))}
        known, fitting = self._admitted(connection, workspace_key, set(combinations.values()))
        for key, combination in combinations.items():
            if combination not in fitting:
                decided[key] = without_combination(key[1:], decided[key])
        return stored | known

    def _admitted(
        self, connection: Connection, workspace_key: int, wanted: set[_Kinded]
    ) -> tuple[set[_Kinded], set[_Kinded]]:
        """Those that were stored, and those that are now."""
        stored = _stored(connection, workspace_key, wanted)
        missing = sorted(wanted - stored)
        found = set(stored)
        for kind in sorted({kind for kind, _ in missing}):
            found |= self._admit(connection, workspace_key, kind, [one for one in missing if one[0] == kind])
        return stored, found

    def _admit(self, connection: Connection, workspace_key: int, kind: int, wanted: Sequence[_Kinded]) -> set[_Kinded]:
        """Those that found room, or that another server has let in meanwhile."""
        topic, limit = f"counted-names/{kind}", self._limits[kind]
        if _count(connection, workspace_key, topic) >= limit:
            return set()
        count = changes.advance(connection, workspace_key, topic, 0)  # locks the row: one server at a time
        stored = _stored(connection, workspace_key, wanted)
        new = [one for one in wanted if one not in stored][: max(0, limit - count)]
        _append(connection, [(workspace_key, *one) for one in new])
        changes.advance(connection, workspace_key, topic, len(new))
        return stored | set(new)

    def _remember(self, keys: Any) -> None:
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        self._known.update(keys)


def _all_of(names: Names, overflow: int) -> list[_Kinded]:
    combination = _combination(names, overflow)
    return [*names_of(names), *([combination] if combination else [])]


def _combination(names: Names, overflow: int) -> _Kinded | None:
    """Under which it is admitted; None for an agent alone, which is bounded already."""
    counted = counted_under(names, overflow)
    if not (counted[1] or counted[2]):
        return None
    return COMBINATION, blake2b(json.dumps(counted).encode(), digest_size=16).hexdigest()


def _stored(connection: Connection, workspace_key: int, wanted: Collection[_Kinded]) -> set[_Kinded]:
    if not wanted:
        return set()
    return {(kind, name) for _, kind, name in _find(connection, [(workspace_key, *one) for one in wanted])}


def _count(connection: Connection, workspace_key: int, topic: str) -> int:
    stream = changes.Stream
    statement = select(stream.revision).where(stream.workspace_key == workspace_key, stream.topic == topic)
    return connection.execute(statement).scalar() or 0
