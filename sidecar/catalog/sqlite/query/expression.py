"""SQL expressions, and the tables that they read."""

from __future__ import annotations

from dataclasses import dataclass

Table = str  # the letter that stands for a table in SQL


@dataclass(frozen=True)
class Expression:
    """A value in SQL; `needs` are the tables that a FROM must have for it."""

    sql: str
    needs: frozenset[Table] = frozenset()


def column(table: Table, name: str) -> Expression:
    return Expression(f"{table}.{name}", frozenset((table,)))
