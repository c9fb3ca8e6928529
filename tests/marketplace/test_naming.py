"""Slugs and ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenthall_server.marketplace.naming import AgentId, agent_id, slug


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("ReactExpert", "react-expert"),
        ("SEO Specialist v2", "seo-specialist-v2"),
        ("HTTPServer", "http-server"),
        ("  --Café  Crème!! ", "cafe-creme"),
        ("C++ Pro", "cpp-pro"),
        ("C# Pro", "csharp-pro"),
        ("Agent #1", "agent-1"),
        ("snake_case.name", "snake-case-name"),
        ("Straße", "strasse"),
        ("翻译助手", ""),
        ("翻译 Bot", "bot"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_wording_becomes_a_slug(wording: str, expected: str) -> None:
    assert slug(wording) == expected


@given(st.text(max_size=80))
def test_slugging_a_slug_changes_nothing(wording: str) -> None:
    once = slug(wording)
    assert slug(once) == once
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", once)


def test_an_id_without_a_namespace_means_the_default_one() -> None:
    assert agent_id("ReactExpert", "Acme Corp") == AgentId("acme-corp", "react-expert")
    assert agent_id("Other/ReactExpert", "acme") == AgentId("other", "react-expert")
    assert str(AgentId("a", "b")) == "a/b"


@pytest.mark.parametrize("wording", ["", "/", "a/", "/b", "a/b/c", "../../etc/passwd", "!!!", "a//b"])
def test_what_no_agent_can_be_called_is_no_id(wording: str) -> None:
    assert agent_id(wording, "default") is None
