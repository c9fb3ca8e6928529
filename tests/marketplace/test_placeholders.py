"""Texts that were never written, and real ones that only look like them."""

from __future__ import annotations

import json
from time import thread_time

import pytest
from tests.inputs import DATA

from agenthall_server.marketplace.placeholders import is_placeholder

REAL = DATA / "marketplace/wshobson-agents.jsonl"


@pytest.mark.parametrize(
    "text",
    [
        "TODO",
        "todo: write the prompt",
        "# Prompt\n\nTODO",
        "System prompt:\nFIXME later",
        "- TODO: role\n- TODO: method",
        "// TODO",
        "<!-- TODO: fill -->",
        "[TODO]",
        "TBD",
        "xxx",
        "Coming soon!",
        "placeholder",
        "N/A",
        "changeme",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "insert prompt here",
        "[Insert your system prompt here]",
        "Prompt goes here",
        "Your description",
        "<your prompt here>",
        "<your ...>",
        "{{system_prompt}}",
        "{{ prompt }}\n{{more}}",
        "${PROMPT}",
        "...",
    ],
)
def test_a_placeholder_is_seen(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        "Find TODO comments in code and list them with their owners.",
        f"TODO lists are this agent's matter: it collects tasks from meetings{', from mail, from notes' * 6}.",
        "You are {{role}}.",
        "Translate: {{text}}",
        "Add tests here and there where they are missing.",
        "Do not use lorem ipsum as placeholder text.",
        "Placeholder image generator: makes images of any size.",
        "Describe this.",
        "Your description should be precise; answer in prose.",
        "You are a helpful agent.\nTODO: more",
        "# Be helpful",
        "x",
        "",
    ],
)
def test_a_real_text_passes(text: str) -> None:
    assert not is_placeholder(text)


def test_no_real_prompt_is_refused() -> None:
    rows = [json.loads(line) for line in REAL.read_text(encoding="utf-8").splitlines()]
    assert rows
    assert [row["name"] for row in rows if is_placeholder(row["prompt"]) or is_placeholder(row["description"])] == []


@pytest.mark.parametrize("part", ["<", "{{", "[", "insert ", "your ", "{{a", "_", "lorem ", "word\n", "<a>\n"])
def test_hostile_texts_take_no_time(part: str) -> None:
    text = (part * (262_144 // len(part)))[:262_144]
    started = thread_time()
    is_placeholder(text)
    assert thread_time() - started < 1.0
