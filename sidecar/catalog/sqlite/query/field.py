"""The parts of a question: fields with their types, and the select that has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sidecar.catalog.sqlite.query.calendar import Calendar
from sidecar.catalog.sqlite.query.planner import Routes

Type = Literal["text", "number", "time"]


@dataclass(frozen=True)
class Field:
    """A column of the answer, or something to filter by.

    A "time" is SQL for seconds since 1970; it is asked for as `2024-05-01`, which is all of that
    day, or `2024-05-01T05:30`. What is `cyclic` begins again after its last value, so that a
    range may run over the end. `test`, where given, is the SQL that a filter becomes, with `{}`
    for the comparison, and `drive` the same in a form that rows can be found by; else the
    comparison applies to `sql` itself. `calendar` gives the months that a value lies in. A
    `required` one is never null; all that it can be is `among`, or `within`. `names`, where given,
    are a table and its key column that `sql` is a name in, and the column that refers to it: few
    names are looked up first, and the rows that refer to them found by index. `keys`, where given,
    are a column and SQL for the values of it that the rows have, with `{}` for the comparison: a
    few are looked up first, of `keyed` values only where such are given.
    """

    sql: str
    type: Type = "text"
    test: str | None = None
    drive: str | None = None
    required: bool = False
    cyclic: bool = False
    among: Sequence[str] | None = None
    within: tuple[float, float] | None = None
    calendar: Callable[[sqlite3.Connection], Calendar] | None = None
    names: tuple[str, str, str, str] | None = None  # table, name, key, referring column
    keys: tuple[str, str] | None = None
    keyed: frozenset[str] | None = None

    @property
    def shown(self) -> str:
        """The SQL of the answer's value."""
        if self.type == "time":
            return f"strftime('%Y-%m-%dT%H:%M:%f', {self.sql}, 'unixepoch')"
        return self.sql


@dataclass(frozen=True)
class Select:
    """A question: `source` is its FROM, `usual` the condition that holds unless `lifted_by`.

    `filters` can be filtered by though they are not in the answer. `routes`, where given, are the
    ways to rows that indexes offer, in place of `source`. A select `of` another counts the
    other's rows: its `source` has places for the other's `{source}` and `{inner}` conditions, and
    `whole` is its FROM where nothing is asked of the other's rows but what is usual.
    """

    source: str
    fields: dict[str, Field]
    key: str
    usual: str = "1"
    lifted_by: str | None = None
    filters: dict[str, Field] = field(default_factory=dict)
    routes: Routes | None = None
    of: Select | None = None
    whole: str | None = None

    @property
    def known(self) -> dict[str, Field]:
        """List all that can be filtered by."""
        return {**self.filters, **self.fields}


VERIFIED = ("YES", "NO", "UNVERIFIED")


def number(sql: str, *, required: bool = False) -> Field:
    return Field(sql, "number", required=required)
