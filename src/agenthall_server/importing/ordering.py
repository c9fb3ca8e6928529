"""The order in which agents can be published: dependencies before what depends on them.

What needs itself in a circle, and what needs such agents, comes last, in the order of the file: the server publishes it
all the same, and names the circle when one of them is installed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter

from agenthall_server.importing.columns import Fields, normal_name


def steps_of(agents: Sequence[Fields]) -> list[list[int]]:
    """Positions of the agents in steps; those of one step do not need each other or a later step."""
    versions: defaultdict[str, list[int]] = defaultdict(list)
    for position, agent in enumerate(agents):
        versions[_reference(agent.get("namespace", ""), agent.get("name", ""))].append(position)
    sorter = TopologicalSorter({key: _needs(agents, versions[key]) & versions.keys() for key in versions})
    with suppress(CycleError):  # it still gives everything that does not wait for the circle
        sorter.prepare()
    keys: list[Sequence[str]] = []
    while ready := sorter.get_ready():
        keys.append(ready)
        sorter.done(*ready)
    keys.append(list(versions.keys() - {key for step in keys for key in step}))
    return [sorted(position for key in step for position in versions[key]) for step in keys if step]


def _needs(agents: Sequence[Fields], positions: Sequence[int]) -> set[str]:
    return {
        _reference(agents[position].get("namespace", ""), dependency["agent"])
        for position in positions
        for dependency in agents[position].get("dependencies", ())
    }


def _reference(namespace: str, agent: str) -> str:
    """`namespace/name` in one spelling; a name without a namespace is of the given one."""
    owner, separator, name = agent.partition("/")
    owner, name = (owner, name) if separator else (namespace, agent)
    return f"{owner}/{normal_name(name).replace('_', '-')}"
