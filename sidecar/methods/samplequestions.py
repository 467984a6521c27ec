"""A folder of questions as a sample: its clips can be judged without the recordings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from sidecar.audio.path import path_text
from sidecar.catalog.samples import Item, NewSample, SampledModel, SampleRule
from sidecar.contract.labels import RowError
from sidecar.errors import InvalidParams
from sidecar.methods.samplefile import listed_part
from sidecar.recordings.labeler import person
from sidecar.recordings.questions import AskedClip, read_questions

# The questions say nothing of the model and its scores, so that nobody knows its opinion.
_NO_MODEL = SampledModel("unknown", "unknown", "", "")
_NO_LOGIT = 0.0


def sample_of_questions(table: Path) -> tuple[NewSample, list[RowError]]:
    """Make a sample of the clips of questions, which serves for their judging alone.

    Raises InvalidParams if no clip can be judged.
    """
    found = read_questions(table)
    errors = [
        RowError(path=path_text(path), line=line, message=message)
        for path, line, message in found.errors
    ]
    if not found.clips:
        first = f" {errors[0].message}" if errors else ""
        raise InvalidParams(
            f"{table} has no question whose clip can be judged.{first}",
            field="path",
            hint="Export the questions again, with their clips.",
        )
    ordered = sorted(found.clips, key=lambda each: each.asked.species)
    head = SampleRule(
        name=table.parent.resolve().name[:200] or table.stem,
        seed=0,
        purpose="presence",
        model=_NO_MODEL,
        rule={"table": True},
        unit="recording",
        shown="rank",
        drawn_by=person(None).name,
    )
    parts = [
        listed_part(species, _items([*clips]))
        for species, clips in groupby(ordered, key=lambda each: each.asked.species)
    ]
    return NewSample(head, parts), errors


def _items(clips: Sequence[AskedClip]) -> list[Item]:
    """Make members in the order of the table."""
    return [
        Item(
            digest=each.digest.hex(),
            start_ms=each.start_ms,
            end_ms=each.end_ms,
            logit=_NO_LOGIT,
            cell=0,
            u=(place + 0.5) / len(clips),
            weight=1.0,
            place=place,
            rank=place + 1,
            batch=1,
        )
        for place, each in enumerate(clips)
    ]
