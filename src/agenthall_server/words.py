"""Words and tokens: what texts are compared and found by, in pure Python.

Both databases index exactly these tokens (database/text.py). A token is a field letter, an underscore and the word:
`n_react` is the word "react" in a name, `w_react` anywhere. What is not a-z0-9 is written as `x` + hexadecimal UTF-8,
so a token can never be taken for an operator of a query language.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[a-z0-9]+\Z")
_MAX_WORD = 64


def words_of(value: str) -> list[str]:
    """The words of a text in order: NFKC, case folded, split at everything that is neither letter, digit nor _.

    Of a word the first 64 characters count.
    """
    folded = unicodedata.normalize("NFKC", value).casefold()
    return [word[:_MAX_WORD] for found in _WORD.findall(folded) for word in found.split("_") if word]


def token(field: str, word: str) -> str:
    """The indexed form of a word in a field; `field` is a lower-case letter."""
    return f"{field}_{word if _PLAIN.match(word) else 'x' + word.encode().hex()}"
