"""Which versions an installation takes: the highest that all ranges allow.

Given what a workspace has installed, one agent more (or again) and the releases that can be seen, `plan` finds one
version for each agent such that every demand is met. The wanted agent gets the highest version for which there is any
answer. Everything else that is installed keeps its version where that still serves, and moves where it must; what is
new comes at the highest version that the demands leave. The same question always gets the same answer.

Agents that share no dependency with the wanted one, at any version and over any number of steps, are left out.

Known limit: a cycle is refused where the found answer has one, although older versions might have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agenthall_server.errors import DependencyConflict, DependencyCycle, DependentsExist, Violation
from agenthall_server.marketplace import versions
from agenthall_server.marketplace.backjumping import Clash, Demand, OutOfBounds, Release, Search, Unsolvable

MAX_CLOSURE = 256

Releases = Mapping[str, Sequence[Release]]
"""By agent, highest first, yanked ones maybe last. An agent that the workspace may not see is simply not in it."""


@dataclass(frozen=True, slots=True)
class Held:
    """One installed agent. `asked` is the caller's range, None where it came as a dependency only."""

    version: str
    asked: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an installation amounts to."""

    chosen: Mapping[str, Release]
    """The release of each agent that has to do with the wanted one."""
    dropped: frozenset[str]
    """Installed agents that nothing needs any more."""


def plan(wanted: Demand, held: Mapping[str, Held], releases: Releases, expired: Callable[[], bool]) -> Plan:
    """Raises DependencyConflict, DependencyCycle."""
    closure = reachable([wanted.agent], releases)
    if len(closure) > MAX_CLOSURE:
        text = f"reaches {len(closure)} agents; at most {MAX_CLOSURE} can be resolved"
        too_many = Violation("DEPENDENCY", wanted.agent, text)
        raise DependencyConflict(f"{wanted.agent} {text}", violations=(too_many,))
    near = related(wanted.agent, held, releases)
    asked = {agent: held[agent].asked or "" for agent in near if agent in held and held[agent].asked is not None}
    kept = {agent: held[agent].version for agent in near if agent in held and agent != wanted.agent}
    chosen = _search(Search(releases, asked | {wanted.agent: wanted.range}, kept, wanted.agent, expired))
    cycle = find_cycle(chosen)
    if cycle:
        raise _cycle_error(cycle)
    return Plan(chosen, frozenset(agent for agent in near if agent in held and agent not in chosen))


def available(wanted: Demand, held: Mapping[str, Held], releases: Releases) -> Releases:
    """The releases that may be chosen. A yanked one is where it is installed, and last where any demand that may matter
    is for exactly its version.
    """
    if not any(release.yanked for found in releases.values() for release in found):
        return releases
    asked = (Demand(agent, holding.asked) for agent, holding in held.items() if holding.asked is not None)
    needs = (need for found in releases.values() for release in found for need in release.needs)
    exact = {(demand.agent, versions.exact(demand.range)) for demand in (wanted, *asked, *needs)}
    usable = {}
    for agent, found in releases.items():
        kept = held[agent].version if agent in held else None
        first = [one for one in found if not one.yanked or one.version == kept]
        last = [one for one in found if one.yanked and one.version != kept and (agent, one.version) in exact]
        usable[agent] = (*first, *last)
    return usable


def related(agent: str, held: Mapping[str, Held], releases: Releases) -> set[str]:
    """The agents whose versions may depend on each other's choice: those that share a dependency with `agent`."""
    near = reachable([agent], releases)
    others = {one: reachable([one], releases) for one, holding in held.items() if holding.asked is not None}
    joined = [one for one, closure in others.items() if not near.isdisjoint(closure)]
    while joined:
        for one in joined:
            near |= others.pop(one)
        joined = [one for one, closure in others.items() if not near.isdisjoint(closure)]
    return near


def reachable(agents: Iterable[str], releases: Releases) -> set[str]:
    """The agents and everything that any version of them may need."""
    found = set(agents)
    frontier = list(found)
    while frontier:
        needs = {demand.agent for release in releases.get(frontier.pop(), ()) for demand in release.needs}
        frontier.extend(needs - found)
        found |= needs
    return found


def lock_of(agent: str, chosen: Mapping[str, Release]) -> list[Release]:
    """The agent's own release first, then those of its dependencies by id."""
    needed = reachable([agent], {name: (release,) for name, release in chosen.items()})
    return [chosen[agent], *(chosen[name] for name in sorted(needed - {agent}))]


def find_cycle(chosen: Mapping[str, Release]) -> list[str]:
    """Agents of which each needs the next and the last is the first again; empty where there is none."""
    done: set[str] = set()
    for start in sorted(chosen):
        path: dict[str, Iterator[str]] = {}
        agent: str | None = start
        while agent is not None:
            if agent in path:
                names = list(path)
                return [*names[names.index(agent) :], agent]
            if agent not in done:
                path[agent] = iter(sorted(demand.agent for demand in chosen[agent].needs))
            agent = _step(path, done)
    return []


def removal(agent: str, direct: Mapping[str, bool], needs: Mapping[str, Sequence[str]]) -> list[str]:
    """What goes with an installed agent: itself, then by id the dependencies that nothing else needs.

    `direct` holds all installed agents, `needs` what each installed version needs. Raises DependentsExist.
    """
    graph = {
        one: (Release(one, "", "", tuple(Demand(other, "") for other in others)),) for one, others in needs.items()
    }
    kept = reachable([one for one, is_direct in direct.items() if is_direct and one != agent], graph)
    if agent in kept:
        dependents = sorted(one for one in kept if agent in needs.get(one, ()) and one in direct)
        raise DependentsExist(
            f"{agent} is needed by {', '.join(dependents[:5])}; uninstall what needs it first",
            violations=tuple(Violation("DEPENDENT", one, f"{one} needs {agent}") for one in dependents[:100]),
        )
    return [agent, *sorted(direct.keys() - kept - {agent})]


def _step(path: dict[str, Iterator[str]], done: set[str]) -> str | None:
    """The next agent of a depth-first walk; agents without one left are done and leave the path."""
    while path:
        last = next(reversed(path))
        following = next((agent for agent in path[last] if agent not in done), None)
        if following is not None:
            return following
        done.add(last)
        del path[last]
    return None


def _search(search: Search) -> dict[str, Release]:
    try:
        return search.run()
    except Unsolvable as error:
        raise _conflict_error(search.first, error.clashes, search.releases) from error
    except OutOfBounds as error:
        text = f"no versions were found for {search.first} and its dependencies within the limits; narrow the ranges"
        raise DependencyConflict(text, violations=(Violation("DEPENDENCY", search.first, text),)) from error


def _conflict_error(wanted: str, clashes: Sequence[Clash], releases: Releases) -> DependencyConflict:
    texts = [(clash.agent, _clash_text(clash, releases)) for clash in clashes]
    return DependencyConflict(
        f"no set of versions satisfies {wanted} and what is installed: " + "; ".join(text for _, text in texts[:5]),
        violations=tuple(Violation("DEPENDENCY", agent, text) for agent, text in texts[:100]),
    )


def _clash_text(clash: Clash, releases: Releases) -> str:
    published = [release.version for release in releases.get(clash.agent, ())]
    there_is = f"published: {', '.join(published[:5])}" + (" ..." if len(published) > 5 else "")
    return (
        f"{clash.by or 'this workspace'} needs {clash.agent} {clash.range or '(any release)'} "
        f"({there_is if published else 'there is no such agent'})"
    )


def _cycle_error(cycle: list[str]) -> DependencyCycle:
    path = " -> ".join(cycle)
    return DependencyCycle(
        f"the dependencies lead back: {path}",
        metadata={"cycle": path},
        violations=tuple(
            Violation("DEPENDENCY", needed, f"{agent} needs {needed}") for agent, needed in pairwise(cycle)
        ),
    )
