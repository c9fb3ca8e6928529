"""Full text that finds candidates, alike in both databases; the ranking is the features' own.

Words are made in Python (`words_of`), so that SQLite's FTS5 and PostgreSQL's tsvector index exactly the same tokens. A
token is a field letter, an underscore and the word: `n_react` is the word "react" in a name, `w_react` anywhere. What
is not a-z0-9 is written as `x` + hexadecimal UTF-8, so a token can never be taken for an operator of either query
language. Documents are numbered; candidates come in the order of their numbers, so a feature that numbers documents by
popularity or age gets the best ones first and may stop early.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, TextClause, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

_WORD = re.compile(r"\w+")
_PLAIN = re.compile(r"[a-z0-9]+\Z")
_MAX_WORD = 64


def words_of(value: str) -> list[str]:
    """The words of a text in order: NFKC, case folded, split at everything that is neither letter, digit nor _."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return [word[:_MAX_WORD] for found in _WORD.findall(folded) for word in found.split("_") if word]


def token(field: str, word: str) -> str:
    """The indexed form of a word in a field; `field` is a lower-case letter."""
    return f"{field}_{word if _PLAIN.match(word) else 'x' + word.encode().hex()}"


@dataclass(frozen=True, slots=True)
class Word:
    """A token to look for; with `prefix`, any token that begins with it."""

    token: str
    prefix: bool = False


class TextIndex:
    """One full-text index: documents are sets of tokens under an integer number."""

    def __init__(self, name: str) -> None:
        self.name = name

    def ddl(self, dialect: str) -> list[str]:
        """The statements that create it."""
        if dialect == "postgresql":
            return [
                f"CREATE TABLE {self.name} (document BIGINT PRIMARY KEY, tokens TSVECTOR NOT NULL)",
                f"CREATE INDEX ix_{self.name}_tokens ON {self.name} USING gin (tokens)",
            ]
        options = """detail=none, columnsize=0, tokenize="ascii tokenchars '_'", prefix='4 5'"""
        return [f"CREATE VIRTUAL TABLE {self.name} USING fts5(tokens, {options})"]

    def put(self, connection: Connection, document: int, tokens: Iterable[str]) -> None:
        """Indexes a document, in place of what the number had."""
        self.remove(connection, document)
        words = sorted(set(tokens))
        if connection.dialect.name == "postgresql":
            statement = f"INSERT INTO {self.name} (document, tokens) VALUES (%s, array_to_tsvector(%s))"
            connection.exec_driver_sql(statement, (document, words))
        else:
            statement = f"INSERT INTO {self.name} (rowid, tokens) VALUES (?, ?)"
            connection.exec_driver_sql(statement, (document, " ".join(words)))

    def remove(self, connection: Connection, document: int) -> None:
        """Forgets a document."""
        key, mark = ("document", "%s") if connection.dialect.name == "postgresql" else ("rowid", "?")
        connection.exec_driver_sql(f"DELETE FROM {self.name} WHERE {key} = {mark}", (document,))

    def candidates(
        self, on: AsyncSession | Connection, all_of: Sequence[Sequence[Word]], limit: int, *, newest_first: bool = False
    ) -> TextClause:
        """Selects the numbers of documents that hold at least one word of every group; in order, at most `limit`."""
        order = "DESC" if newest_first else "ASC"
        bound = on.get_bind() if isinstance(on, AsyncSession) else on
        if bound.dialect.name == "postgresql":
            query = " & ".join("(" + " | ".join(_postgres_word(word) for word in group) + ")" for group in all_of)
            statement = (
                f"SELECT document FROM {self.name} WHERE tokens @@ CAST(:query AS tsquery) "
                f"ORDER BY document {order} LIMIT :count"
            )
        else:
            query = " AND ".join("(" + " OR ".join(_sqlite_word(word) for word in group) + ")" for group in all_of)
            statement = (
                f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH :query ORDER BY rowid {order} LIMIT :count"
            )
        return text(statement).bindparams(bindparam("query", query), bindparam("count", limit))


def _sqlite_word(word: Word) -> str:
    return f'"{word.token}"' + ("*" if word.prefix else "")


def _postgres_word(word: Word) -> str:
    return f"'{word.token}'" + (":*" if word.prefix else "")
