"""The file of a sample: JSON with all of it, or a table of its members.

Members are named by the digests of their recordings, so the file fits any catalog with the same
sounds.
"""

from __future__ import annotations

import base64
import binascii
import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, JsonValue, ValidationError

from sidecar.catalog.samples import (
    Item,
    Look,
    NewSample,
    Part,
    Sample,
    SampledModel,
    SampleRule,
    grouped,
)
from sidecar.contract.base import Message
from sidecar.contract.rows import Purpose, Shown, Unit
from sidecar.contract.samples import MOST_CLIPS, SampleName
from sidecar.errors import InvalidParams
from sidecar.export.text import inert
from sidecar.samples.design import Design
from sidecar.samples.draw import Cell
from sidecar.samples.frame import identity_of
from sidecar.samples.scores import MOST_LOGIT, Scores, on_grid
from sidecar.text import read_text, table_of

# Members and those that come next, of one species.
_MOST_ITEMS = 2 * MOST_CLIPS + 10_000
_MOST_CELLS = 100_000
_MOST_WINDOWS = 20_000_000  # of all cells, whose scores take 8 bytes each

_Text = Annotated[str, Field(max_length=1_000)]
_Digest = Annotated[str, Field(pattern=r"^([0-9a-f]{2}){9,64}$")]
_Ms = Annotated[int, Field(ge=0, le=10**12)]
_Count = Annotated[int, Field(ge=0, le=_MOST_WINDOWS)]
_Logit = Annotated[float, Field(ge=-MOST_LOGIT, le=MOST_LOGIT, allow_inf_nan=False)]
_Rank = Annotated[int, Field(ge=1, le=_MOST_ITEMS)]

_TABLE = (
    *("sample", "seed", "model", "version", "sha256", "converter", "drawnAt", "drawnBy"),
    *("species", "rank", "batch", "band", "digest", "startMs", "endMs", "logit", "u", "weight"),
)


class _CellFile(Message):
    band: Annotated[int, Field(ge=0, le=1_000)]
    stratum: _Text | None = Field(validation_alias=AliasChoices("stratum", "site"))
    windows: _Count
    candidates: _Count


class _ItemFile(Message):
    digest: _Digest
    start_ms: _Ms
    end_ms: _Ms
    logit: _Logit
    cell: Annotated[int, Field(ge=0, lt=_MOST_CELLS)]
    u: Annotated[float, Field(gt=0, lt=1)]
    weight: Annotated[float, Field(ge=1, le=1e9)]
    rank: _Rank | None
    batch: _Rank | None


class _PartFile(Message):
    species: Annotated[str, Field(min_length=1, max_length=1_000)]
    floor: _Logit
    deepest: _Logit | None
    windows: _Count
    silent: _Count
    frame: _Text
    edges: Annotated[list[_Logit], Field(max_length=1_000)]
    floor_band: Annotated[int, Field(ge=0, le=1_000)]
    cells: Annotated[list[_CellFile], Field(min_length=1, max_length=_MOST_CELLS)]
    scores: Annotated[str, Field(max_length=64 * 2**20)]
    items: Annotated[list[_ItemFile], Field(max_length=_MOST_ITEMS)]


class _LookFile(Message):
    at: _Text
    species: _Text | None
    labelled: _Count
    what: Literal["estimate", "threshold"]


class _SampleFile(Message):
    linnet_sample: Literal[1]
    name: SampleName
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)]
    purpose: Purpose
    model: Annotated[dict[str, _Text], Field(max_length=10)]
    rule: Annotated[dict[str, JsonValue], Field(max_length=100)]
    unit: Unit
    shown: Shown
    drawn_at: _Text
    drawn_by: _Text
    parts: Annotated[list[_PartFile], Field(min_length=1, max_length=100)]
    looks: list[_LookFile] = Field(default=[], max_length=10_000)


def as_json(whole: NewSample, looks: Sequence[Look]) -> bytes:
    """Write a whole sample."""
    head = whole.head
    content = {
        "linnetSample": 1,
        "name": head.name,
        "seed": head.seed,
        "purpose": head.purpose,
        "model": vars(head.model),
        "rule": head.rule,
        "unit": head.unit,
        "shown": head.shown,
        "drawnAt": head.drawn_at,
        "drawnBy": head.drawn_by,
        "parts": [_part_written(part) for part in whole.parts],
        "looks": [look._asdict() for look in looks],
    }
    return json.dumps(content, ensure_ascii=False).encode(errors="replace")


def _part_written(part: Part) -> dict[str, Any]:
    return {
        "species": part.species,
        "floor": part.floor,
        "deepest": part.deepest,
        "windows": part.windows,
        "silent": part.silent,
        "frame": part.frame,
        "edges": [*part.edges],
        "floorBand": part.floor_band,
        "cells": [
            {
                "band": each.band,
                "stratum": each.stratum,
                "windows": each.size,
                "candidates": each.candidates,
            }
            for each in part.cells
        ],
        "scores": base64.b64encode(part.scores).decode(),
        "items": [
            {
                "digest": each.digest,
                "startMs": each.start_ms,
                "endMs": each.end_ms,
                "logit": each.logit,
                "cell": each.cell,
                "u": each.u,
                "weight": each.weight,
                "rank": each.rank,
                "batch": each.batch,
            }
            for each in part.items
        ],
    }


def as_table(sample: Sample) -> bytes:
    """Write a row for each member, as a spreadsheet can read it."""
    head = sample.head
    same = [
        *(head.name, head.seed, head.model.name, head.model.version, head.model.sha256),
        *(head.model.converter, head.drawn_at, head.drawn_by),
    ]
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(_TABLE)
    for each in sample.members:
        item = each.item
        own = [each.species, each.rank, each.batch, each.band, item.digest, item.start_ms]
        numbers = [item.end_ms, item.logit, repr(item.u), item.weight]
        lines.writerow(
            [inert(cell) if isinstance(cell, str) else cell for cell in (*same, *own)] + numbers
        )
    return text.getvalue().encode(errors="replace")


def read_sample(path: Path, content: bytes) -> tuple[NewSample, list[Look]]:
    """Read a file of either form; raises InvalidParams that says what is wrong with it."""
    if content.lstrip()[:1] == b"{":
        return _of_json(path, content)
    return _of_table(path), []


def _of_json(path: Path, content: bytes) -> tuple[NewSample, list[Look]]:
    try:
        file = _SampleFile.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise _unreadable(path, f"{where}: {first['msg']}" if where else first["msg"]) from None
    model = SampledModel(*(file.model.get(name, "") for name in SampledModel.__annotations__))
    head = SampleRule(
        name=file.name,
        seed=file.seed,
        purpose=file.purpose,
        model=model,
        rule=file.rule,
        unit=file.unit,
        shown=file.shown,
        drawn_by=file.drawn_by,
        drawn_at=file.drawn_at,
    )
    if file.purpose == "estimate":
        try:
            Design.of(file.rule["design"])  # type: ignore[arg-type]
        except (ValueError, TypeError, LookupError):
            raise _unreadable(path, "its design") from None
    species = [part.species for part in file.parts]
    if len({*species}) < len(species):
        raise _unreadable(path, "a species comes twice")
    parts = [_part(path, part, wholly=head.drawn_unit is not None) for part in file.parts]
    looks = [Look(each.at, each.species, each.labelled, each.what) for each in file.looks]
    return NewSample(head, parts), looks


def _part(path: Path, file: _PartFile, *, wholly: bool) -> Part:
    """Check that the numbers of a part belong together, so that no estimate is made of nonsense."""
    cells = [Cell(each.band, each.stratum, each.windows, each.candidates) for each in file.cells]
    if sum(each.size for each in cells) != file.windows:  # before so many scores are read
        raise _unreadable(path, f"{file.species}: its windows do not add up")
    try:
        scores = base64.b64decode(file.scores, validate=True)
        Scores.unpacked(scores, [each.size for each in cells])
    except (ValueError, binascii.Error) as error:
        raise _unreadable(path, f"the scores of {file.species}: {error}") from None
    items = [*_placed(file.items)]
    drawn = grouped((each for each in items if each.rank is not None), wholly=wholly)
    members = Counter(clips[0].cell for clips in drawn)
    ranks = sorted(each.rank for each in file.items if each.rank is not None)
    wrong = (
        (any(each.candidates > each.size for each in cells), "a band has too many candidates"),
        (any(each.band > len(file.edges) for each in cells), "a band has no edge"),
        (any(each.cell >= len(cells) for each in file.items), "a clip is in no band"),
        (ranks != [*range(1, len(ranks) + 1)], "its ranks are not 1, 2, 3"),
        (_too_many(cells, members), "a band has more members than candidates"),
        (any(each.end_ms <= each.start_ms for each in file.items), "a clip ends before it begins"),
        (any((each.rank is None) != (each.batch is None) for each in file.items), "no batch"),
    )
    for found, what in wrong:
        if found:
            raise _unreadable(path, f"{file.species}: {what}")
    return Part(
        species=file.species,
        floor=file.floor,
        deepest=file.deepest,
        windows=file.windows,
        silent=file.silent,
        frame=file.frame,
        edges=file.edges,
        floor_band=file.floor_band,
        cells=cells,
        scores=scores,
        items=items,
    )


def _too_many(cells: Sequence[Cell], members: Mapping[int, int]) -> bool:
    return any(
        count > cells[cell].candidates for cell, count in members.items() if cell < len(cells)
    )


def _placed(items: Sequence[_ItemFile]) -> Iterator[Item]:
    """Number the items of each cell as they come."""
    places: Counter[int] = Counter()
    for each in items:
        yield Item(**vars(each), place=places[each.cell])
        places[each.cell] += 1


def _of_table(path: Path) -> NewSample:
    """Make a sample of the members that a table lists; their frame is not known."""
    rows = table_of(read_text(path)).rows
    if not rows or [*rows[0].cells][: len(_TABLE)] != [*_TABLE]:
        raise _unreadable(path, "it is no sample of Linnet's: its first line has other columns")
    read = [(row.line, dict(zip(_TABLE, row.cells, strict=False))) for row in rows[1:]]
    if not read:
        raise _unreadable(path, "it lists no clip")
    if len(read) > 100 * MOST_CLIPS:
        raise _unreadable(path, "it lists too many clips")
    first = read[0][1]
    items = [(cells.get("species", ""), _row(path, number, cells)) for number, cells in read]
    by_species = groupby(sorted(items, key=lambda each: each[0]), key=lambda each: each[0])
    head = SampleRule(
        name=first["sample"][:200] or path.stem[:200],
        seed=_whole(first["seed"]),
        purpose="presence",
        model=SampledModel(first["model"], first["version"], first["sha256"], first["converter"]),
        rule={"table": True},
        unit="siteDay",
        shown="rank",
        drawn_by=first["drawnBy"],
        drawn_at=first["drawnAt"],
    )
    return NewSample(
        head,
        [listed_part(species, _ranked([item for _, item in each])) for species, each in by_species],
    )


def _row(path: Path, number: int, cells: Mapping[str, str]) -> _ItemFile:
    try:
        return _ItemFile.model_validate(
            {
                **{name: cells[name] for name in ("digest", "startMs", "endMs", "logit")},
                **{name: cells[name] for name in ("u", "weight", "rank", "batch")},
                "cell": 0,
            }
        )
    except (ValidationError, KeyError) as error:
        what = error.errors()[0]["loc"][0] if isinstance(error, ValidationError) else error
        raise _unreadable(path, f"line {number}: {what} cannot be read") from None


def _ranked(items: Sequence[_ItemFile]) -> list[Item]:
    ordered = sorted(items, key=lambda each: each.rank or 0)
    return [
        Item(**{**vars(each), "rank": rank, "cell": 0}, place=rank - 1)
        for rank, each in enumerate(ordered, 1)
    ]


def listed_part(species: str, kept: Sequence[Item]) -> Part:
    """Make a part of members of one cell, whose frame is not known."""
    logits = on_grid([each.logit for each in kept])
    cell = logits.astype("int64") * 0
    return Part(
        species=species,
        floor=float(logits.min()),
        deepest=None,
        windows=len(kept),
        silent=0,
        frame=identity_of(species, [(each.digest, each.start_ms) for each in kept]),
        edges=(),
        floor_band=0,
        cells=(Cell(0, None, len(kept), len(kept)),),
        scores=Scores.of(logits, cell, 1).packed(),
        items=kept,
    )


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0


def _unreadable(path: Path, why: str) -> InvalidParams:
    return InvalidParams(
        f"{path} cannot be read as a sample: {why}.",
        field="path",
        hint="Export the sample again, with `linnet samples export`.",
    )
