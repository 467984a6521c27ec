"""`models/drift`: how the embeddings of two periods, or of two versions of a model, differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.modelnames import exact_model, stored_version
from sidecar.audio.windows import Grid
from sidecar.catalog.interface import Catalog, Embeddings
from sidecar.catalog.runs import StoredVersion
from sidecar.catalog.values import Question, Where
from sidecar.contract.drift import (
    DriftGroup,
    DriftRequest,
    DriftResult,
    SpeciesDrift,
    WindowGroup,
)
from sidecar.errors import InvalidParams
from sidecar.methods.driftfigures import Sample, centroid, of_norms, pairs
from sidecar.methods.monitor import distribution
from sidecar.models.distribution import LEAST, largest_gap
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call
from sidecar.run.spread import spread
from sidecar.run.windows import Windows
from sidecar.values import Int64

# Windows that are read together.
_GROUP = 4_096

_MOST_SPECIES = 20
_LEAST_DETECTIONS = 20


def drift(engine: Engine, request: DriftRequest, call: Call) -> DriftResult:
    """Compare two groups of windows.

    Raises InvalidParams if the catalog has no embeddings of a version, or for the same two groups.
    """
    _check(request)
    ledger, catalog = Ledger(), engine.catalog
    name, _, version_id = request.name.partition("@")
    manifest = engine.embedder(name).manifest
    grid = Grid(manifest.sample_rate, manifest.window)
    exact = f"{manifest.name}@{version_id}" if version_id else manifest.name
    stored = stored_version(catalog, exact, "name", embedded=True)
    first = filters(engine, request.first, ledger)
    if request.against is None:
        second = filters(engine, request.second or WindowGroup(), ledger)
        with _about("first"):
            one = _sample(catalog.embeddings, stored, first, grid, request.windows, call)
        with _about("second"):
            other = _sample(catalog.embeddings, stored, second, grid, request.windows, call)
        figures = [*of_norms(one, other), centroid(one, other)]
        species, left_out = _of_species(catalog, stored, (first, second), call)
    else:
        against = stored_version(catalog, _against(request, catalog), "against", embedded=True)
        if against.model_id == stored.model_id:
            raise InvalidParams(
                "Both names mean the same version.", field="against", hint="Name another version."
            )
        with _about("first"):
            one, other = _paired(catalog.embeddings, stored, against, first, grid, request, call)
        figures = [*of_norms(one, other), centroid(one, other), pairs(one, other)]
        species, left_out = [], 0
    for which, group in (("The first group", one), ("The second group", other)):
        if len(group.directed) < LEAST:
            ledger.add("fewWindows", what=which, count=len(group.directed))
    return DriftResult(
        first=_group(one),
        second=_group(other),
        figures=figures,
        species=species,
        species_left_out=left_out,
        notes=ledger.notes(),
    )


@contextmanager
def _about(group: str) -> Iterator[None]:
    """Let a refusal of a filter name the group."""
    try:
        yield
    except InvalidParams as error:
        if error.field.startswith("where."):
            error.field = f"{group}.{error.field}"
        raise


def _check(request: DriftRequest) -> None:
    if request.against is None and request.first == (request.second or WindowGroup()):
        raise InvalidParams(
            "Both groups are the same windows.",
            field="second",
            hint="Give each group a filter, such as two months, or name another version.",
        )
    if request.against is not None and request.second is not None:
        raise InvalidParams(
            "Two versions are compared over the windows of the first group.",
            field="second",
            hint="Leave the second group out.",
        )


def _group(sample: Sample) -> DriftGroup:
    return DriftGroup(
        model=exact_model(sample.stored.version),
        recordings=len(np.unique(sample.recording)),
        windows=len(sample.row),
        available=sample.available,
        norms=distribution(sample.directed),
    )


# Reading.


def _sample(
    embeddings: Embeddings,
    stored: StoredVersion,
    where: Where,
    grid: Grid,
    most: int,
    call: Call,
) -> Sample:
    """Read at most so many windows, evenly spread over all that pass the filters."""
    windows = embeddings.windows(stored.model_id)
    rows, recording = windows.rows, windows.recording
    if where:
        kept = np.isin(rows, embeddings.passing(stored.model_id, where, grid).rows)
        rows, recording = rows[kept], recording[kept]
    chosen = spread(len(rows), most)
    return _read(embeddings, stored, rows[chosen], recording[chosen], len(rows), call)


def _read(
    embeddings: Embeddings,
    stored: StoredVersion,
    rows: Int64,
    recording: Int64,
    available: int,
    call: Call,
) -> Sample:
    norms, units = [np.empty(0, np.float32)], []
    for first in range(0, len(rows), _GROUP):
        call.check()
        norm, unit = embeddings.parts(stored.model_id, rows[first : first + _GROUP])
        norms.append(norm)
        units.append(unit)
    dimension = embeddings.dimension(stored.model_id)
    return Sample(
        stored,
        rows,
        recording,
        np.concatenate(norms).astype(np.float64),
        np.concatenate([np.empty((0, dimension), np.float32), *units]),
        available,
    )


def _paired(
    embeddings: Embeddings,
    stored: StoredVersion,
    against: StoredVersion,
    where: Where,
    grid: Grid,
    request: DriftRequest,
    call: Call,
) -> tuple[Sample, Sample]:
    """Read the windows that both versions embedded: of one recording, channel and begin."""
    ours, theirs = (_cut(embeddings, each.model_id) for each in (stored, against))
    rows = ours.rows
    passing = rows
    if where:
        passing = embeddings.passing(stored.model_id, where, grid).rows
    known = dict(zip(_keys(theirs), theirs.rows.tolist(), strict=True))
    wanted = np.isin(rows, passing).tolist()
    pairs = [
        (row, known[key], key[0])
        for key, row, kept in zip(_keys(ours), rows.tolist(), wanted, strict=True)
        if kept and key in known
    ]
    both = np.array(pairs, np.int64).reshape(-1, 3)
    chosen = both[spread(len(both), request.windows)]
    one, other, recording = chosen.T
    return (
        _read(embeddings, stored, one, recording, len(both), call),
        _read(embeddings, against, other, recording, len(both), call),
    )


def _cut(embeddings: Embeddings, model_id: int) -> Windows:
    return embeddings.cut(embeddings.windows(model_id))


def _keys(windows: Windows) -> list[tuple[int, int, int]]:
    """Name each window by its recording, channel and begin."""
    assert windows.offsets is not None
    channels = np.repeat(
        [windows.channel_of(place) or 0 for place in range(len(windows.count))], windows.count
    )
    return list(
        zip(
            windows.recording.tolist(),
            channels.astype(np.int64).tolist(),
            windows.offsets.tolist(),
            strict=True,
        )
    )


# Species.

_Named = tuple[str, str | None]


def _of_species(
    catalog: Catalog, stored: StoredVersion, wheres: tuple[Where, Where], call: Call
) -> tuple[list[SpeciesDrift], int]:
    """Compare the confidences of the model's current detections, by species."""
    first, second = (_confidences(catalog, stored, where, call) for where in wheres)
    totals = {
        each: first[each].total() + second[each].total() for each in {*first.keys(), *second.keys()}
    }
    ordered = sorted(totals, key=lambda each: (-totals[each], each[0]))
    listed = [_species(each, first[each], second[each]) for each in ordered[:_MOST_SPECIES]]
    return listed, len(ordered) - len(listed)


def _confidences(
    catalog: Catalog, stored: StoredVersion, where: Where, call: Call
) -> defaultdict[_Named, Counter[int]]:
    """Count each species' detections by thousandths of confidence."""
    found = defaultdict[_Named, Counter[int]](Counter)
    asked = Question("detections", {**where, "model": {"eq": stored.version.name}})
    rows = catalog.questions.rows(asked, ["species", "common", "confidence"])
    with catalog.questions.reading():
        for number, (species, common, confidence) in enumerate(rows):
            if number % _GROUP == 0:
                call.check()
            name = str(species), None if common is None else str(common)
            found[name][round(1000 * float(str(confidence)))] += 1
    return found


def _species(name: _Named, first: Counter[int], second: Counter[int]) -> SpeciesDrift:
    before, after = (
        np.repeat([*each], [*each.values()]).astype(np.float64) / 1000 for each in (first, second)
    )
    enough = min(len(before), len(after)) >= _LEAST_DETECTIONS
    return SpeciesDrift(
        species=name[0],
        common=name[1],
        first=len(before),
        second=len(after),
        first_median=float(np.median(before)) if len(before) else None,
        second_median=float(np.median(after)) if len(after) else None,
        ks=round(largest_gap(before, after), 6) if enough else None,
    )


def _against(request: DriftRequest, catalog: Catalog) -> str:
    """Name the other version in full: a version's id alone is one of the same model."""
    text = request.against or ""
    if "@" in text or catalog.models.versions(text):
        return text
    return f"{request.name.partition('@')[0]}@{text}"


METHODS = (
    Method(
        "models/drift",
        drift,
        "look",
        "Compare a model's embeddings of two periods, or by two versions.",
    ),
)
