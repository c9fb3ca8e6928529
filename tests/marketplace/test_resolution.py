"""Which versions an installation takes: by hand, and against a search that tries everything."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenthall_server.errors import DependencyConflict, DependencyCycle, DependentsExist
from agenthall_server.marketplace import versions
from agenthall_server.marketplace.backjumping import Demand, Release
from agenthall_server.marketplace.resolution import (
    MAX_CLOSURE,
    Held,
    Plan,
    Releases,
    find_cycle,
    lock_of,
    plan,
    removal,
)

Universe = dict[str, tuple[Release, ...]]


def universe(**agents: dict[str, dict[str, str]]) -> Universe:
    """`a={"1.0.0": {"b": "^1"}}`: agent a has a version 1.0.0 that needs b ^1."""
    return {
        agent: tuple(
            Release(agent, version, f"sha256:{agent}-{version}", tuple(Demand(*need) for need in needs.items()))
            for version, needs in sorted(published.items(), key=lambda one: versions.sort_key(one[0]), reverse=True)
        )
        for agent, published in agents.items()
    }


def resolve(wanted: str, releases: Releases, held: Mapping[str, Held] | None = None, range_: str = "") -> Plan:
    return plan(Demand(wanted, range_), held or {}, releases, lambda: False)


def versions_of(found: Plan) -> dict[str, str]:
    return {agent: release.version for agent, release in found.chosen.items()}


def test_the_highest_match_is_taken_all_the_way_down() -> None:
    there_is = universe(
        a={"1.0.0": {"b": "^1"}, "1.1.0": {"b": "^1"}, "2.0.0-rc.1": {}},
        b={"1.0.0": {}, "1.5.0": {"c": "<2"}, "2.0.0": {}},
        c={"1.0.0": {}, "1.9.0": {}, "2.0.0": {}},
    )
    found = resolve("a", there_is)
    assert versions_of(found) == {"a": "1.1.0", "b": "1.5.0", "c": "1.9.0"}
    assert [release.agent for release in lock_of("a", found.chosen)] == ["a", "b", "c"]


def test_an_older_version_is_taken_where_the_newest_cannot_be_satisfied() -> None:
    there_is = universe(a={"2.0.0": {"b": "^9"}, "1.0.0": {"b": "^1"}}, b={"1.0.0": {}})
    assert versions_of(resolve("a", there_is)) == {"a": "1.0.0", "b": "1.0.0"}


def test_what_is_installed_keeps_its_version_where_that_still_serves() -> None:
    there_is = universe(a={"1.0.0": {"b": "^1"}}, b={"1.0.0": {}, "1.5.0": {}})
    held = {"b": Held("1.0.0", None), "z": Held("1.0.0", "")}
    assert versions_of(resolve("a", there_is, held)) == {"a": "1.0.0", "b": "1.0.0"}


def test_what_is_installed_moves_where_it_must() -> None:
    there_is = universe(
        a={"1.0.0": {"b": "^2"}},
        b={"1.0.0": {}, "2.0.0": {}, "2.1.0": {}},
        y={"1.0.0": {"b": "^1"}, "1.1.0": {"b": "*"}},
    )
    held = {"y": Held("1.0.0", "^1"), "b": Held("1.0.0", None)}
    assert versions_of(resolve("a", there_is, held)) == {"a": "1.0.0", "b": "2.1.0", "y": "1.1.0"}


def test_the_wanted_agent_moves_up_and_drops_what_it_needed() -> None:
    there_is = universe(a={"1.0.0": {"b": ""}, "1.1.0": {}}, b={"1.0.0": {}})
    found = resolve("a", there_is, {"a": Held("1.0.0", ""), "b": Held("1.0.0", None)})
    assert versions_of(found) == {"a": "1.1.0"}
    assert found.dropped == {"b"}


def test_a_range_that_was_asked_for_holds() -> None:
    there_is = universe(a={"1.0.0": {"b": "^2"}}, b={"1.0.0": {}, "2.0.0": {}})
    with pytest.raises(DependencyConflict) as caught:
        resolve("a", there_is, {"b": Held("1.0.0", "^1")})
    assert [(one.subject, one.description) for one in caught.value.violations] == [
        ("b", "this workspace needs b ^1 (published: 2.0.0, 1.0.0)"),
        ("b", "a 1.0.0 needs b ^2 (published: 2.0.0, 1.0.0)"),
    ]


def test_a_missing_dependency_is_named() -> None:
    with pytest.raises(DependencyConflict, match=r"a 1\.0\.0 needs b \^1 \(there is no such agent\)"):
        resolve("a", universe(a={"1.0.0": {"b": "^1"}}))


def test_a_cycle_is_shown() -> None:
    there_is = universe(a={"1.0.0": {"b": ""}}, b={"1.0.0": {"c": ""}}, c={"1.0.0": {"b": ""}})
    with pytest.raises(DependencyCycle) as caught:
        resolve("a", there_is)
    assert caught.value.metadata["cycle"] == "b -> c -> b"


def test_agents_without_a_common_dependency_are_left_alone() -> None:
    there_is = universe(a={"1.0.0": {}}, x={"1.0.0": {"y": ""}, "2.0.0": {}}, y={"1.0.0": {}})
    assert versions_of(resolve("a", there_is, {"x": Held("1.0.0", ""), "y": Held("1.0.0", None)})) == {"a": "1.0.0"}


def test_too_large_a_closure_is_refused() -> None:
    chain = {f"a{number}": {"1.0.0": {f"a{number + 1}": ""}} for number in range(MAX_CLOSURE + 1)}
    with pytest.raises(DependencyConflict, match="at most 256"):
        resolve("a0", universe(**chain))


def test_the_largest_closure_is_quick() -> None:
    chain = {f"a{number}": {f"1.{minor}.0": {f"a{number + 1}": "^1"} for minor in range(5)} for number in range(255)}
    there_is = universe(**chain, a255={"1.0.0": {}})
    started = perf_counter()
    assert len(resolve("a0", there_is).chosen) == MAX_CLOSURE
    assert perf_counter() - started < 2


def pigeons(number: int) -> Universe:
    """`number` pigeons for one hole less: version h of a pigeon sits in hole h, where no other may be."""
    pairs = [(one, other) for one in range(number) for other in range(one)]
    holes = range(1, number)
    flock = {
        f"p{pigeon}": {
            f"{hole}.0.0": {
                f"c{one}-{other}-{hole}": "1.0.0" if pigeon == one else "2.0.0"
                for one, other in pairs
                if pigeon in (one, other)
            }
            for hole in holes
        }
        for pigeon in range(number)
    }
    clashes = {f"c{one}-{other}-{hole}": {"1.0.0": {}, "2.0.0": {}} for one, other in pairs for hole in holes}
    return universe(all={"1.0.0": dict.fromkeys(flock, "")}, **flock, **clashes)


def test_what_cannot_be_is_found_out() -> None:
    with pytest.raises(DependencyConflict, match="no set of versions"):
        resolve("all", pigeons(5))


def test_a_hopeless_search_ends() -> None:
    started = perf_counter()
    with pytest.raises(DependencyConflict, match="within the limits"):
        plan(Demand("all", ""), {}, pigeons(7), lambda: True)
    assert perf_counter() - started < 1
    started = perf_counter()
    with pytest.raises(DependencyConflict):
        resolve("all", pigeons(7))
    assert perf_counter() - started < 10


def test_find_cycle_sees_every_shape() -> None:
    chosen = {agent: releases[0] for agent, releases in universe(a={"1.0.0": {"b": ""}}, b={"1.0.0": {}}).items()}
    assert find_cycle(chosen) == []
    chosen = {agent: releases[0] for agent, releases in universe(a={"1.0.0": {"a": ""}}).items()}
    assert find_cycle(chosen) == ["a", "a"]


def test_removal_takes_what_nothing_else_needs() -> None:
    needs = {"a": ["lib", "own"], "b": ["lib"], "lib": [], "own": ["deep"], "deep": []}
    direct = {"a": True, "b": True, "lib": False, "own": False, "deep": False}
    assert removal("a", direct, needs) == ["a", "deep", "own"]
    with pytest.raises(DependentsExist) as caught:
        removal("lib", direct, needs)
    assert [one.subject for one in caught.value.violations] == ["a", "b"]


AGENTS = "abcdef"
RANGES = ("", "^1", "*", "^2", "<2", ">=1.1", "0.1.0", "1.x || 0.x", "1.0.0")
VERSIONS = ("2.0.0", "1.1.0", "1.0.0", "0.1.0")


@st.composite
def problems(draw: st.DrawFn) -> tuple[Universe, dict[str, Held], str]:
    """Some agents that need later ones, some of them installed in a way that fits by itself, and a range for `a`."""
    releases: Universe = {}
    for at, agent in enumerate(AGENTS):
        later = st.sampled_from(AGENTS[at + 1 :] or "z")
        needs = st.dictionaries(later, st.sampled_from(RANGES), max_size=3)
        published = draw(st.lists(st.sampled_from(VERSIONS), unique=True, min_size=1, max_size=4))
        releases |= universe(**{agent: {version: draw(needs) if at < 5 else {} for version in published}})
    held: dict[str, Held] = {}
    for agent in draw(st.sets(st.sampled_from(AGENTS[1:]), max_size=2)):
        version = draw(st.sampled_from(releases[agent])).version
        fitting = [range_ for range_ in RANGES if versions.satisfies(version, range_)]
        held[agent] = Held(version, draw(st.sampled_from(fitting)))
    return releases, held, draw(st.sampled_from(RANGES))


def best_by_trying_everything(releases: Universe, asked: dict[str, str]) -> str | None:
    """The highest version of `a` that is part of any answer to all demands."""

    def is_possible(chosen: dict[str, Release], open_demands: list[Demand]) -> bool:
        if not open_demands:
            return True
        demand, rest = open_demands[0], open_demands[1:]
        if demand.agent in chosen:
            return versions.satisfies(chosen[demand.agent].version, demand.range) and is_possible(chosen, rest)
        return any(
            is_possible({**chosen, demand.agent: release}, [*rest, *release.needs])
            for release in releases.get(demand.agent, ())
            if versions.satisfies(release.version, demand.range)
        )

    demands = [Demand(agent, range_) for agent, range_ in asked.items()]
    return next((one.version for one in releases["a"] if is_possible({"a": one}, [*one.needs, *demands])), None)


@given(problems())
@settings(max_examples=300, deadline=None)
def test_the_answer_is_right_best_and_always_the_same(problem: tuple[Universe, dict[str, Held], str]) -> None:
    releases, held, range_ = problem
    asked = {agent: holding.asked or "" for agent, holding in held.items()} | {"a": range_}
    try:
        found = resolve("a", releases, held, range_)
    except DependencyConflict:
        connected = {agent: range_ for agent, range_ in asked.items() if agent == "a" or agent in reached(releases)}
        assert best_by_trying_everything(releases, connected) is None
        return
    chosen = found.chosen
    assert resolve("a", dict(reversed(releases.items())), dict(reversed(held.items())), range_) == found
    for release in chosen.values():
        for need in release.needs:
            assert versions.satisfies(chosen[need.agent].version, need.range)
    for agent in asked.keys() & chosen.keys():
        assert versions.satisfies(chosen[agent].version, asked[agent])
    assert chosen["a"].version == best_by_trying_everything(
        releases, {agent: asked[agent] for agent in asked if agent in chosen}
    )
    assert [
        release for agent in chosen.keys() - held.keys() for release in better(chosen, releases[agent], asked)
    ] == []


def reached(releases: Universe) -> set[str]:
    """Everything here hangs together somehow; a conflict may come from any of it."""
    return set(releases)


def better(chosen: Mapping[str, Release], published: tuple[Release, ...], asked: Mapping[str, str]) -> list[Release]:
    """Higher releases that could stand in their agent's place with nothing else changed."""
    agent = published[0].agent
    ranges = [need.range for one in chosen.values() for need in one.needs if need.agent == agent]
    ranges += [asked[agent]] if agent in asked else []
    return [
        release
        for release in published[: published.index(chosen[agent])]
        if all(versions.satisfies(release.version, range_) for range_ in ranges)
        and all(
            need.agent in chosen and versions.satisfies(chosen[need.agent].version, need.range)
            for need in release.needs
        )
    ]
