"""Error messages that say the same: what differs from one to the next is masked, and the rest is the fingerprint.

`Request 8123 to https://api.example.com timed out after 30.5 s` and the same with other numbers have one template,
`Request <number> to <url> timed out after <number> s`. Masked are UUIDs, e-mail addresses, URLs, paths, quoted strings,
hexadecimal numbers, ids (long words with a digit) and numbers. Only the whole words of the first 400 characters count.

Each expression takes time linear in the text: every repetition is bounded or ends where its next part cannot match.
"""

from __future__ import annotations

import re
from hashlib import blake2b

MOST_CHARACTERS = 200
"""Of a template."""
_LOOKED_AT = 400
"""A tenth of a millisecond; a cut through what is to be masked would leave its beginning."""
_MASKED = re.compile(
    r"""
      (?P<word>   (?<!\w)[A-Za-z]++(?![\w.@:/\\+%~-]) )
    | (?P<uuid>   \b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b )
    | (?P<url>    \b[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s"'<>)\]]+ )
    | (?P<email>  (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8} )
    | (?P<path>   (?<![\w.])(?:[A-Za-z]:|\.{1,2}|~)?(?:[\\/][\w.@%+~-]+){2,9}[\\/]? )
    | (?P<file>   (?<![\w./\\-])[\w-]{1,64}(?:[\\/][\w.-]{1,64}){1,9}\.\w{1,8}\b )
    | (?P<text>   (?<!\w)(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|`[^`\n]{0,200}`)(?!\w) )
    | (?P<hex>    \b0[xX][0-9a-fA-F]{1,64}\b | \b(?=[a-f]{0,64}\d)(?=\d{0,64}[a-f])[0-9a-f]{8,64}\b )
    | (?P<id>     \b(?=[A-Za-z_-]{0,64}\d)[A-Za-z0-9_-]{12,64}\b )
    | (?P<number> (?<![A-Za-z_])[-+]?\d[\d.,:]*(?<![.,:]) )
    """,
    re.VERBOSE,
)


def template(message: str) -> str:
    """The message with what differs masked, on one line, at most MOST_CHARACTERS long."""
    head = message[:_LOOKED_AT]
    if len(message) > _LOOKED_AT:
        head = head.rpartition(" ")[0] or head
    masked = _MASKED.sub(_mask, head)
    return " ".join(masked.split())[:MOST_CHARACTERS]


def fingerprint(masked: str) -> str:
    """16 hexadecimal digits that stand for a template."""
    return blake2b(masked.encode(), digest_size=8).hexdigest()


def _mask(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind == "word":  # what is plain is passed over as a whole, which takes a third of the time
        return match[0]
    return f"<{'path' if kind == 'file' else kind}>"
