"""Whose data a statement may touch.

A Scope is the explicit first argument of every store function and part of each write item. It is never kept in a
context variable: the committer works for many callers in one transaction, where "the current caller" has no meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WORKSPACE_NAME = re.compile(r"(?=.{1,64}\Z)[a-z0-9]+(-[a-z0-9]+)*\Z")
"""What a workspace may be called: 1 to 64 lower-case letters, digits and single hyphens."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A caller in its workspace. `workspace_key` leads the primary index of every tenant table."""

    workspace_key: int
    principal: str
