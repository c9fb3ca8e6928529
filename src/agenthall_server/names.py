"""What a name may be made of: ids, names of agents, teams and keys, titles, everything that stands in one line.

A name with a line feed forges lines of logs and tables, one with bidirectional overrides reads otherwise than it is
written (Unicode Technical Report 36, section 2.5), and one that shows nothing cannot be told from another. Marks that
scripts and emoji need inside a word (zero-width joiners, direction marks) are fine beside something that shows.
"""

from __future__ import annotations

import re

RULE = "must be one line that shows something, without control characters and direction overrides"
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_SHOWS = re.compile(
    "[^\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)


def is_name(text: str) -> bool:
    """Whether the text obeys RULE; an empty one does, since whether a name is needed is another rule."""
    if text.isascii() and text.isprintable():
        return not text.isspace()
    return not _FORBIDDEN.search(text) and _SHOWS.search(text) is not None


def as_name(text: str, most: int) -> str:
    """What is left of a text as a name of at most so many characters; empty where nothing is left."""
    if len(text) <= most and is_name(text):
        return text
    left = _FORBIDDEN.sub(" ", text)[:most].strip()
    return left if is_name(left) else ""
