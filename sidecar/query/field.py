"""The parts of a question: fields with their types, and the select that has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Field:
    """A column of the answer.

    `test`, where given, is the SQL that a filter on the field becomes, with `{}` for the
    comparison; else the comparison applies to `sql` itself. A `required` one is never null, so
    rows can be walked along its index. `names`, where given, are a table and its key column that
    `sql` is a name in, and the column that refers to it: few names are looked up first, and the
    rows that refer to them found by index.
    """

    sql: str
    type: Literal["text", "number"] = "text"
    test: str | None = None
    required: bool = False
    names: tuple[str, str, str, str] | None = None  # table, name, key, referring column


@dataclass(frozen=True)
class Select:
    """A question: `source` is its FROM, `usual` the condition that holds unless `lifted_by`.

    `inner` fields can be filtered by though they are not in the answer; their conditions go into
    `source` at `{inner}`.
    """

    source: str
    fields: dict[str, Field]
    key: str
    usual: str = "1"
    lifted_by: str | None = None
    inner: dict[str, Field] | None = None


def number(sql: str, *, required: bool = False) -> Field:
    return Field(sql, "number", required=required)
