"""Names the kinds of errors whose codes the catalog keeps."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field
from sidecar.errors import LinnetError


def error_kind(table: str) -> Field:
    """Name the error of a table's column `code`. Errors without a code of their own are ours."""
    kinds = " ".join(
        f"WHEN {each.code} THEN '{each.__name__}'" for each in LinnetError.__subclasses__()
    )
    ours = f"WHEN {LinnetError.code} THEN '{LinnetError.__name__}'"
    return Field(Expression(f"CASE {table}.code {kinds} {ours} END", frozenset(table)))
