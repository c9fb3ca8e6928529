"""One name for each technology: `Postgres` and `PostgreSQL` are the same database, `React.js` and `reactjs` are React.

A canonical name is for comparing only; what is shown is always a spelling that the team itself used. Versions are part
of the name (`GPT 4` is not `GPT 3.5`). The table holds what its own makers or users commonly shorten; a name that is
not in it is compared without case, spaces and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from agenthall_server.words import words_of

Stack = tuple[tuple[str, str], ...]
"""Canonical slots with canonical values, sorted by slot."""

_SPELLINGS = (  # what word splitting would lose; the first column is a cheap test
    ("++", re.compile(r"(?<!\w)c\+\+"), "cplusplus"),
    ("#", re.compile(r"(?<!\w)([cf])#"), r"\1sharp"),
    (".net", re.compile(r"(?<!\w)\.net\b"), "dotnet"),
    (".js", re.compile(r"(?<=\w)\.js\b"), "js"),
)
_ALIASES = {
    "amazonwebservices": "aws",
    "angular2": "angular",
    "cpp": "cplusplus",
    "djangorestframework": "drf",
    "dotnetcore": "dotnet",
    "dynamo": "dynamodb",
    "elastic": "elasticsearch",
    "emberjs": "ember",
    "express": "expressjs",
    "gcp": "googlecloud",
    "go": "golang",
    "googlecloudplatform": "googlecloud",
    "js": "javascript",
    "k8s": "kubernetes",
    "maria": "mariadb",
    "mongo": "mongodb",
    "mssql": "sqlserver",
    "mssqlserver": "sqlserver",
    "microsoftsqlserver": "sqlserver",
    "nest": "nestjs",
    "next": "nextjs",
    "node": "nodejs",
    "nuxt": "nuxtjs",
    "postgre": "postgresql",
    "postgres": "postgresql",
    "psql": "postgresql",
    "py": "python",
    "python3": "python",
    "rails": "rubyonrails",
    "reactjs": "react",
    "ror": "rubyonrails",
    "spring": "springboot",
    "sveltejs": "svelte",
    "tailwind": "tailwindcss",
    "tf": "terraform",
    "ts": "typescript",
    "vuejs": "vue",
}
_ORDINARY_WORDS = frozenset({"elastic", "express", "go", "maria", "nest", "next", "spring"})
"""Aliases that a text uses in their everyday meaning; only as the name of a technology do they stand for one."""
_SLOT_ALIASES = {"db": "database", "lang": "language"}


def spelled_out(text: str) -> str:
    """The text in lower case with `C++`, `C#`, `.NET` and `.js` turned into words."""
    text = text.lower()
    for mark, pattern, replacement in _SPELLINGS:
        if mark in text:
            text = pattern.sub(replacement, text)
    return text


def text_word(word: str) -> str:
    """The canonical form of one word of a text."""
    return word if word in _ORDINARY_WORDS else _ALIASES.get(word, word)


def name_words(technology: str) -> frozenset[str]:
    """The words of a technology's name, each in its canonical form."""
    return frozenset(_ALIASES.get(word, word) for word in words_of(spelled_out(technology)))


@lru_cache(maxsize=4096)
def canonical(technology: str) -> str:
    """The name to compare by."""
    compact = "".join(words_of(spelled_out(technology))) or technology.casefold()
    return _ALIASES.get(compact, compact)


@lru_cache(maxsize=4096)
def canonical_slot(slot: str) -> str:
    """The slot to compare by."""
    compact = "".join(words_of(slot)) or slot.casefold()
    return _SLOT_ALIASES.get(compact, compact)


def canonical_stack(tech_stack: Mapping[str, str]) -> Stack:
    """The stack to compare by. Of two slots with one canonical name the later spelling counts."""
    slots = {canonical_slot(slot): canonical(tech_stack[slot]) for slot in sorted(tech_stack)}
    return tuple(sorted(slots.items()))
