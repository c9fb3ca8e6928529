"""Names: slugs, and ids of the form `namespace/name`.

A slug is what a wording becomes in an id: lower-case Latin letters, digits and single hyphens. "ReactExpert" becomes
`react-expert`; the wording itself stays as the display name. Slugging a slug changes nothing. Other scripts have no
slug of their own: a name needs at least one Latin letter or digit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_SLUG = 64

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def slug(wording: str) -> str:
    """The slug of a wording; empty where it holds no Latin letter or digit. May be longer than an id allows.

    "C++" and "C#" become `cpp` and `csharp`, so that they are not taken for C.
    """
    spelled = re.sub(r"(?<=[A-Za-z])\+\+", "pp", re.sub(r"(?<=[A-Za-z])#", "sharp", wording))
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(letter))
    return _SEPARATORS.sub("-", _HUMP.sub("-", letters).casefold()).strip("-")


@dataclass(frozen=True, slots=True, order=True)
class AgentId:
    """An agent's id. Written `namespace/name`."""

    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}"


def agent_id(wording: str, default_namespace: str) -> AgentId | None:
    """The id that a wording means: slugs of both parts, the default namespace where there is one part only.

    None where no agent can have it: an empty part or more than one slash.
    """
    namespace, separator, name = wording.rpartition("/")
    found = AgentId(slug(namespace if separator else default_namespace), slug(name))
    return found if found.namespace and found.name and "/" not in namespace else None
