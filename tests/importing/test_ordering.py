"""Dependencies come before what depends on them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.importing.ordering import steps_of


def _agent(name: str, *needs: str) -> dict[str, object]:
    return {"name": name, "namespace": "web", "dependencies": [{"agent": need} for need in needs]}


def test_dependencies_first_in_each_spelling() -> None:
    agents = [
        _agent("Team", "code reviewer", "web/test-writer"),
        _agent("CodeReviewer", "elsewhere/x"),
        _agent("test-writer"),
    ]
    assert steps_of(agents) == [[1, 2], [0]]


def test_a_circle_comes_last_in_the_order_of_the_file() -> None:
    agents = [_agent("c", "a"), _agent("a", "b"), _agent("b", "a"), _agent("free"), _agent("self", "self")]
    assert steps_of(agents) == [[3], [0, 1, 2, 4]]


@given(st.lists(st.tuples(st.integers(0, 5), st.lists(st.integers(0, 5), max_size=3)), max_size=8))
def test_every_agent_has_one_place_after_its_dependencies(drawn: list[tuple[int, list[int]]]) -> None:
    agents = [_agent(f"a{own}", *(f"a{need}" for need in needs if need < own)) for own, needs in drawn]
    steps = steps_of(agents)
    assert sorted(position for step in steps for position in step) == list(range(len(agents)))
    step_of = {position: number for number, step in enumerate(steps) for position in step}
    for position, (own, needs) in enumerate(drawn):
        for other, (name, _) in enumerate(drawn):
            assert not (name in needs and name < own) or step_of[other] < step_of[position]
