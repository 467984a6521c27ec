"""Samples of clips that people judge."""

from __future__ import annotations

from sidecar.catalog.sqlite.query.expression import Expression
from sidecar.catalog.sqlite.query.field import Field, Select, number, text

_S = frozenset("m")
_MEMBERS = """FROM SamplePart p CROSS JOIN SampleItem i INDEXED BY SampleItemByRank
  ON i.partId = p.partId AND i.rank IS NOT NULL"""


def _count(sql: str) -> Field:
    return Field(Expression(f"({sql})", _S), "number", required=True)


SAMPLES = Select(
    source="Sample m",
    fields={
        "sampleId": number("m", "sampleId", required=True),
        "name": text("m", "name", required=True),
        "seed": number("m", "seed", required=True),
        "purpose": Field(
            Expression("m.purpose", _S), required=True, among=("estimate", "presence")
        ),
        "model": text("m", "model", required=True),
        "version": text("m", "version", required=True),
        "species": Field(
            Expression(
                """(SELECT coalesce(group_concat(species, ', '), '')
                  FROM (SELECT species FROM SamplePart p WHERE p.sampleId = m.sampleId
                    ORDER BY partId))""",
                _S,
            ),
            required=True,
        ),
        "unit": text("m", "unit", required=True),
        "shown": Field(Expression("m.shown", _S), required=True, among=("rank", "other")),
        "members": _count(f"SELECT count(*) {_MEMBERS} WHERE p.sampleId = m.sampleId"),
        "skipped": _count(
            f"""SELECT count(*) {_MEMBERS} CROSS JOIN SampleSkip z ON z.itemId = i.itemId
                WHERE p.sampleId = m.sampleId"""
        ),
        "batches": _count(
            f"SELECT coalesce(max(i.batch), 0) {_MEMBERS} WHERE p.sampleId = m.sampleId"
        ),
        "looks": _count("SELECT count(*) FROM SampleLook k WHERE k.sampleId = m.sampleId"),
        "rule": text("m", "rule", required=True),
        "drawnAt": text("m", "drawnAt", required=True),
        "drawnBy": text("m", "drawnBy", required=True),
    },
    key="sampleId",
)
