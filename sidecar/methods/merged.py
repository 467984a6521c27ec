"""Joins the answers of runs that shared the recordings of one request."""

from __future__ import annotations

from collections.abc import Sequence

from sidecar.app.ledger import joined
from sidecar.contract.analyze import InferResult, InferStats, RunArm, Table
from sidecar.models.versions import Arm

# Of the request, not of its recordings: each run says the same.
_SAME = ("unknown_species", "unknown_to_range", "realtime_factor")


def merge(found: Sequence[tuple[Arm, InferResult]]) -> InferResult:
    """Join the answers of arms in order; the largest arm's run stands for all."""
    _, main = max(found, key=lambda each: each[0].weight)
    results = [result for _, result in found]
    return main.model_copy(
        update={
            "recordings": [row for each in results for row in each.recordings],
            "skipped": [row for each in results for row in each.skipped],
            "errors": [row for each in results for row in each.errors],
            "notes": joined([note for each in results for note in each.notes]),
            "stats": _stats(results),
            "table": _table(results),
            "fallbacks": [row for each in results for row in each.fallbacks],
            "arms": [
                RunArm(
                    run_id=result.run_id,
                    model=result.model,
                    weight=arm.weight,
                    files=result.stats.files,
                )
                for arm, result in found
            ],
        }
    )


def _stats(results: Sequence[InferResult]) -> InferStats:
    first = results[0].stats
    sums = {
        name: sum(getattr(each.stats, name) for each in results)
        for name in InferStats.model_fields
        if name not in _SAME
    }
    sums["audio_seconds"] = round(sums["audio_seconds"], 3)
    sums["elapsed_seconds"] = round(sums["elapsed_seconds"], 3)
    elapsed = sums["elapsed_seconds"] or 1.0
    return first.model_copy(
        update={**sums, "realtime_factor": round(sums["audio_seconds"] / elapsed, 1)}
    )


def _table(results: Sequence[InferResult]) -> Table | None:
    """Join tables over all species; a version without a species gives null."""
    tables = [each.table for each in results if each.table is not None]
    if not tables:
        return None
    species = sorted({name for table in tables for name in table.species})
    rows = []
    for table in tables:
        column = {name: place for place, name in enumerate(table.species)}
        for row in table.rows:
            cells = [row.cells[column[name]] if name in column else None for name in species]
            rows.append(row.model_copy(update={"cells": cells}))
    return Table(species=species, rows=rows)
