"""Whether a prompt or description was never written: "TODO", "<your prompt here>", "{{system_prompt}}", lorem ipsum.

A text is a placeholder where nothing else is in it. Real prompts speak of TODO comments, hold `{{variables}}` to be
filled and warn of lorem ipsum; a line that says more than a placeholder does makes the text a real one. Of 202 real
prompts with their descriptions none is refused (tests/marketplace/test_placeholders.py).
"""

from __future__ import annotations

import re

_LONGEST_NOTE = 160  # characters; a longer line that begins with TODO says something
_LONGEST_LINE = 400  # a longer line is read for lorem ipsum only, which also bounds the work on hostile text

_HEADING = re.compile(r"(#{1,6}(\s.*)?|[-=*_\s]+|[\w ]{1,40}:)\Z")
_NOTE = re.compile(r"(todo|fixme|tbd|tba|xxx)\b.*", re.IGNORECASE)
_WORD = re.compile(
    r"wip|placeholder( (text|prompt|description))?|(to be|coming) (done|soon|added|written|defined)"
    r"|not (yet )?(implemented|written)( yet)?|change ?me|fill ?me( in)?|n/?a|none|null|asdf|foo ?(bar)?",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"(please\s+)?(insert|add|put|write|enter|type|paste|fill in|replace)\b.{0,60}\b(here|later)"
    r"|(\w+\s+){0,4}(goes|comes) here"
    r"|(your|my|system|agent|sample|example|dummy)\s+(\w+\s+){0,2}(prompt|description|text|instructions?)(\s+here)?"
    r"|(prompt|description|text|instructions?) here",
    re.IGNORECASE,
)
_SLOT = re.compile(r"\{\{.*?\}\}|\$\{.*?\}|\{%.*?%\}|<[^<>]*>|\[[^\[\]]*\]|%s|\.{3}|…")
_LOREM = re.compile(
    r"\b(lorem|ipsum|dolor|sit|amet|consectetur|adipi[a-z]*|elit|sed|do|eiusmod|tempor|incididunt|ut|labore|et|dolore"
    r"|magna|aliqua|enim|ad|minim|veniam|quis|nostrud|exercitation|ullamco|laboris|nisi|aliquip|ex|ea|commodo|consequat"
    r"|duis|aute|irure|in|reprehenderit|voluptate|velit|esse|cillum|eu|fugiat|nulla|pariatur|excepteur|sint|occaecat"
    r"|cupidatat|non|proident|sunt|culpa|qui|officia|deserunt|mollit|anim|id|est|laborum)\b"
)


def is_placeholder(text: str) -> bool:
    """True where the text holds placeholders and nothing else but headings."""
    found = False
    for line in filter(None, map(str.strip, text.splitlines())):
        if _is_placeholder_line(line):
            found = True
        elif len(line) > _LONGEST_LINE or not _HEADING.match(line):
            return False
    return found


def _is_placeholder_line(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return _is_lorem(line)
    inner = line.strip(" \t#>*_-`'\"/!.,:;()").strip("<>[]{} ")
    if _HERE.fullmatch(inner) or _WORD.fullmatch(inner):
        return True
    if _NOTE.match(inner):
        return len(line) <= _LONGEST_NOTE
    return _is_slots_only(line) or _is_lorem(line)


def _is_slots_only(line: str) -> bool:
    return _SLOT.search(line) is not None and re.search(r"\w", _SLOT.sub("", line)) is None


def _is_lorem(line: str) -> bool:
    words = re.findall(r"[a-z]+", line.lower())
    return "lorem" in words[:3] and len(_LOREM.findall(" ".join(words))) * 2 > len(words)
