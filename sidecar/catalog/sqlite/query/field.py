"""The parts of a question: fields with their types, and the select that has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from sidecar.catalog.sqlite.query.calendar import Calendar
from sidecar.catalog.sqlite.query.condition import ALWAYS, Condition
from sidecar.catalog.sqlite.query.expression import Expression, Table, column
from sidecar.catalog.sqlite.query.planner import Routes

Type = Literal["text", "number", "time"]

_USUAL = replace(ALWAYS, usual=True)


@dataclass(frozen=True)
class NameLookup:
    """A table with a name and a key, and the expression that refers to the key."""

    table: str
    name: str
    key: str
    referring: Expression


@dataclass(frozen=True)
class KeyLookup:
    """The values of `key` that rows with a property have: SQL with `{}` for the comparison.

    If `among` is given, only its values are few enough to look up.
    """

    key: Expression
    sql: str
    among: frozenset[str] | None = None


@dataclass(frozen=True)
class Plain:
    """A column that an index serves; it equals a field wherever one of them is `among` these."""

    column: Expression
    among: frozenset[str]


@dataclass(frozen=True)
class Field:
    """A value of the answer, or something to filter by.

    A "time" is SQL for seconds since 1970, by the recorder's own clock or in `utc`. Its filter
    `2024-05-01` means all of that day, `2024-05-01T05:30` a moment. A `cyclic` field begins again
    after its last value, so a range may run over the end. A filter compares `value`, or becomes any
    of the `tests`, which have `{}` for the comparison. `drive` is the same test in a form that an
    index serves. `calendar` gives the months of each value. A filter on a `taxon` takes the other
    scientific names of the same taxon too. A `required` field is never null. Its
    values are `among` some, or `within` two bounds. An index finds the rows that refer to few
    `names` or `keys`, or that have a value of `plain`. A filter that compares no value is `made` of
    its name, an operator and what was asked.
    """

    value: Expression
    type: Type = "text"
    tests: tuple[Expression, ...] = ()
    drive: Expression | None = None
    required: bool = False
    cyclic: bool = False
    utc: bool = False
    among: Sequence[str] | None = None
    within: tuple[float, float] | None = None
    calendar: Callable[[sqlite3.Connection], Calendar] | None = None
    names: NameLookup | None = None
    keys: KeyLookup | None = None
    plain: Plain | None = None
    taxon: bool = False
    made: Callable[[str, str, Any], Condition] | None = None

    @property
    def shown(self) -> str:
        """The SQL of the answer's value."""
        if self.type == "time":
            form = "%Y-%m-%dT%H:%M:%f" + ("Z" if self.utc else "")
            return f"strftime('{form}', {self.value.sql}, 'unixepoch')"
        return self.value.sql


@dataclass(frozen=True)
class Select:
    """A question: `source` is its FROM, `usual` the condition that holds unless `lifted_by`.

    An answer has the `fields`; `filters` are only for filtering. `routes` are the ways to rows that
    indexes offer, in place of `source`. A select `of` another counts the other's rows: its `source`
    has places for the other's `{source}` and `{inner}` conditions, and reads the other's tables
    `counted`. `whole` is its FROM if only the usual condition applies to the other's rows.
    `tallied` is its FROM of counts by species, which tallies may give sooner. `joined` has such
    rows of the species that share a taxon, with a place for its `{leader}`. `kept` gives the same
    select from kept totals, for filters and an order; it is right while no total is due. If
    `hourly`, the answer's first fields in order are the day and the hour of the rows it counts.
    Rows in the order of the field `gathered` lie beside others of their group, and count sooner.
    """

    source: str
    fields: dict[str, Field]
    key: str
    usual: Condition = _USUAL
    lifted_by: str | None = None
    filters: dict[str, Field] = field(default_factory=dict)
    routes: Routes | None = None
    of: Select | None = None
    counted: frozenset[Table] = frozenset()
    whole: str | None = None
    tallied: str | None = None
    joined: str | None = None
    kept: Callable[[Mapping[str, object], list[str]], Select] | None = None
    hourly: bool = False
    gathered: str | None = None

    @property
    def known(self) -> dict[str, Field]:
        """List all that can be filtered by."""
        return {**self.filters, **self.fields}


VERIFIED = ("YES", "NO", "UNSURE", "UNVERIFIED")


def text(table: Table, name: str, *, required: bool = False) -> Field:
    """Make a field of a column with text."""
    return Field(column(table, name), required=required)


def species(table: Table, *, required: bool = False, names: NameLookup | None = None) -> Field:
    """Make a field of a column with scientific names."""
    return Field(column(table, "species"), required=required, names=names, taxon=True)


def accepted(table: Table, referring: Expression | None = None) -> Field:
    """Make a field of the accepted names of a column; `referring` is the id of the species."""
    value = Expression(f"accepted_name({table}.species)", frozenset((table,)))
    lookup = NameLookup("Species", "accepted_name(species)", "speciesId", referring or value)
    return Field(value, names=lookup if referring else None)


def number(table: Table, name: str, *, required: bool = False) -> Field:
    """Make a field of a column with numbers."""
    return Field(column(table, name), "number", required=required)
