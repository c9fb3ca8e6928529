"""Full text that finds candidates, alike in both databases; the ranking is the features' own.

Tokens are made in Python (words.py), so that SQLite's FTS5 and PostgreSQL's tsvector index exactly the same ones.
Documents are numbered; candidates come in the order of their numbers, so a feature that numbers documents by popularity
or age gets the best ones first and may stop early.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession


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

    def documents(self, connection: Connection, size: int) -> Iterator[list[tuple[int, list[str]]]]:
        """All documents in the order of their numbers, each with its tokens in theirs, in lists of `size`."""
        key, words = ("document", "tsvector_to_array(tokens)") if _is_postgres(connection) else ("rowid", "tokens")
        streamed = connection.execution_options(yield_per=size)
        with streamed.exec_driver_sql(f"SELECT {key}, {words} FROM {self.name} ORDER BY {key}") as result:
            for rows in result.partitions():
                yield [(number, sorted(found.split() if isinstance(found, str) else found)) for number, found in rows]

    def put_all(self, connection: Connection, documents: Iterable[tuple[int, list[str]]]) -> None:
        """Fills an empty index."""
        driver: Any = connection.connection.driver_connection
        if _is_postgres(connection):
            statement = f"INSERT INTO {self.name} (document, tokens) VALUES (%s, array_to_tsvector(%s))"
            driver.cursor().executemany(statement, documents)
        else:
            rows = ((number, " ".join(tokens)) for number, tokens in documents)
            driver.executemany(f"INSERT INTO {self.name} (rowid, tokens) VALUES (?, ?)", rows)

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


def _is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _sqlite_word(word: Word) -> str:
    return f'"{word.token}"' + ("*" if word.prefix else "")


def _postgres_word(word: Word) -> str:
    return f"'{word.token}'" + (":*" if word.prefix else "")
