"""One name for each technology."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.memory.stacks import canonical, canonical_slot, canonical_stack, text_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Postgres", "PostgreSQL"),
        ("postgre-sql", "PostgreSQL"),
        ("reactjs", "React"),
        ("React.js", "React"),
        ("Node", "Node.js"),
        ("Next", "Next.js"),
        ("Go", "golang"),
        ("C#", "CSharp"),
        (".NET Core", "dotnet"),
        ("Rails", "Ruby on Rails"),
        ("K8s", "Kubernetes"),
        ("Fast API", "FastAPI"),
        ("Tailwind CSS", "tailwind"),
    ],
)
def test_spellings_of_one_technology(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Java", "JavaScript"),
        ("C", "C++"),
        ("C", "C#"),
        ("React", "React Native"),
        ("GPT 4", "GPT 3.5"),
        ("MySQL", "PostgreSQL"),
        ("→", "←"),
    ],
)
def test_different_technologies(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_a_stack_compares_without_order_case_and_spelling() -> None:
    assert canonical_stack({"Front-End": "ReactJS", "db": "Postgres"}) == (
        ("database", "postgresql"),
        ("frontend", "react"),
    )
    assert canonical_stack({"database": "postgresql", "frontend": "React"}) == (
        ("database", "postgresql"),
        ("frontend", "react"),
    )


def test_everyday_words_are_no_technologies_in_a_text() -> None:
    assert [text_word(word) for word in ("go", "next", "postgres", "golang")] == ["go", "next", "postgresql", "golang"]


@given(st.text(min_size=1))
def test_a_canonical_name_is_its_own(name: str) -> None:
    assert canonical(canonical(name)) == canonical(name)
    assert canonical_slot(canonical_slot(name)) == canonical_slot(name)
