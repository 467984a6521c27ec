"""`models/compare`: how two models, or two versions of one, agree on the same recordings."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.modelnames import exact_model, stored_version
from sidecar.catalog.analyses import Analyses
from sidecar.catalog.interface import Catalog
from sidecar.catalog.runs import StoredVersion
from sidecar.catalog.values import Question
from sidecar.contract.comparison import (
    ComparedSide,
    CompareModelsRequest,
    CompareModelsResult,
    Disagreement,
    LikeliestAgreement,
    SpeciesAgreement,
)
from sidecar.errors import InvalidParams, ModelInvalid, ModelNotInstalled
from sidecar.methods.likeliest import likeliest
from sidecar.models.comparison import Apart, Comparison, Named, cells_of, surest
from sidecar.models.crossing import Crossing, crossed
from sidecar.models.labels import Labels
from sidecar.models.registry import read_installed_labels
from sidecar.recordings.filters import filters
from sidecar.rpc.verb import Call
from sidecar.values import Int64

# Recordings whose detections are read together.
_GROUP = 500

# Channels are counted from 1, up to 1,024; the mean of all is 0.
_CHANNELS = 2_048


def compare_models(
    engine: Engine, request: CompareModelsRequest, call: Call
) -> CompareModelsResult:
    """Compare the detections of two analyses.

    Raises InvalidParams for a model that the catalog does not know, for the same version twice, and
    if no recording has both.
    """
    ledger, catalog = Ledger(), engine.catalog
    sides = [
        _side(engine, catalog, text, field) for field, text in (("a", request.a), ("b", request.b))
    ]
    if sides[0].stored.model_id == sides[1].stored.model_id:
        raise InvalidParams(
            "Both names mean the same version.", field="b", hint="Name another model or version."
        )
    with catalog.questions.snapshot():
        pairs = _pairs(sides, _chosen(engine, request, ledger))
        confidence = _confidence(request, sides, ledger)
        crossing = crossed(catalog.models.species(), *(each.labels for each in sides))
        comparing = _Comparing(catalog, crossing, pairs, confidence, request.limit)
        comparing.through(call)
    stored = [each.stored for each in sides]
    found, why = likeliest(engine, stored, pairs.recording, request.windows, call)
    return _answer(sides, comparing, ledger, found, why)


@dataclass(frozen=True)
class _Side:
    """A version, its analyses, the length of its window, and its labels if it is installed."""

    stored: StoredVersion
    analyses: Analyses
    window_s: float
    least: float  # confidence that its runs kept
    labels: Labels | None


def _side(engine: Engine, catalog: Catalog, text: str, field: str) -> _Side:
    stored = stored_version(catalog, text, field)
    analyses = catalog.models.analyses(stored.model_id)
    name = stored.version.name
    window_s = catalog.models.window_s(stored.model_id)
    if window_s is None and name in engine.registry.manifests:  # it has found nothing yet
        window_s = engine.registry.manifest(name).window
    least = catalog.models.least_confidence(np.unique(analyses.run).tolist())
    return _Side(stored, analyses, window_s or 0.0, least, _labels(engine, stored))


def _labels(engine: Engine, stored: StoredVersion) -> Labels | None:
    """Read the labels of an installed version; None for one that was removed or is damaged."""
    try:
        folder, record = engine.registry.version(stored.version.name, stored.version.version_id)
        return read_installed_labels(folder, record.manifest)
    except (ModelInvalid, ModelNotInstalled):
        return None


def _chosen(engine: Engine, request: CompareModelsRequest, ledger: Ledger) -> Int64 | None:
    """List the recordings that the filters choose; None without filters."""
    where = filters(engine, request, ledger)
    if not where:
        return None
    rows = engine.catalog.questions.rows(Question("recordings", where), ["recordingId"])
    return np.array([row[0] for row in rows], np.int64)


def _confidence(request: CompareModelsRequest, sides: list[_Side], ledger: Ledger) -> float:
    """Compare from a confidence on that both sides kept."""
    confidence = max(request.min_confidence, *(each.least for each in sides))
    if confidence > request.min_confidence:
        why = (
            f"Detections count from {confidence:g} on, because a run kept none below that "
            "confidence."
        )
        ledger.idle(request, "minConfidence", why)
    return confidence


@dataclass(frozen=True)
class _Pairs:
    """Recordings and channels that both sides analysed, as parallel arrays [n].

    A pair has the stretches from `first_cell` on, `cells` of them.
    """

    recording: Int64
    channel: Int64
    a: Int64  # analyses
    b: Int64
    first_cell: Int64
    cells: Int64
    length: float  # of a stretch, in seconds


def _pairs(sides: list[_Side], chosen: Int64 | None) -> _Pairs:
    one, other = (each.analyses for each in sides)
    ours, theirs = (each.recording * _CHANNELS + each.channel for each in (one, other))
    both, at, there = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    if chosen is not None:
        kept = np.isin(both // _CHANNELS, chosen)
        at, there = at[kept], there[kept]
    if not len(at):
        raise InvalidParams(
            "The catalog has no recording that both models analysed.",
            field="b",
            hint="Analyse the same recordings with both models, or choose a wider filter.",
        )
    length = max(each.window_s for each in sides) or 1.0
    seconds = np.minimum(one.seconds[at], other.seconds[there])
    cells = np.maximum(np.ceil(seconds / length - 1e-6), 0).astype(np.int64)
    return _Pairs(
        recording=one.recording[at],
        channel=one.channel[at],
        a=one.analysis[at],
        b=other.analysis[there],
        first_cell=np.cumsum(cells) - cells,
        cells=cells,
        length=length,
    )


@dataclass(frozen=True)
class _Row:
    """A stretch in which the sides differ, with each side's species, confidence and detection."""

    pair: int
    cell: int
    a: tuple[int, float, int] | None
    b: tuple[int, float, int] | None


class _Comparing:
    """Compares all pairs, a group at a time, and keeps the worst disagreements."""

    def __init__(
        self, catalog: Catalog, crossing: Crossing, pairs: _Pairs, confidence: float, most: int
    ) -> None:
        self.crossing, self.pairs, self.confidence = crossing, pairs, confidence
        self.comparison = Comparison(crossing)
        self.detections = [0, 0]
        self.catalog = catalog
        count = len(crossing.names)
        self.named = [np.zeros(count, np.bool_), np.zeros(count, np.bool_)]
        self.urls: dict[int, str] = {}
        self._most = most
        self._worst: list[tuple[float, int, _Row]] = []

    @property
    def worst(self) -> list[_Row]:
        """List the disagreements, the surest first."""
        return [row for _, _, row in sorted(self._worst, key=lambda each: each[:2], reverse=True)]

    def through(self, call: Call) -> None:
        for begin in range(0, len(self.pairs.a), _GROUP):
            call.check()
            part = slice(begin, begin + _GROUP)
            a, b = (self._read(side, part) for side in (0, 1))
            self._keep(*self.comparison.add(a, b))
        ids = {int(self.pairs.recording[row.pair]) for row in self.worst}
        self.urls = {each.recording_id: each.url for each in self.catalog.recordings.find([*ids])}

    def _read(self, side: Literal[0, 1], part: slice) -> Named:
        pairs = self.pairs
        ids = (pairs.a, pairs.b)[side][part]
        rows = self.catalog.models.found(ids.tolist(), self.confidence).rows
        self.detections[side] += len(rows)
        order = np.argsort(ids)
        pair = part.start + order[np.searchsorted(ids, rows["analysis"], sorter=order)]
        row, cell = cells_of(
            rows["start"], rows["end"], pairs.first_cell[pair], pairs.cells[pair], pairs.length
        )
        species = self.crossing.number[rows["species"]]
        self.named[side][species] = True
        return surest(Named(cell, species[row], rows["confidence"][row], rows["detection"][row]))

    def _keep(self, a: Named, b: Named, apart: Apart) -> None:
        """Keep the worst disagreements of all groups so far."""
        chosen = np.argsort(-apart.weight, kind="stable")[: self._most]
        for place in chosen.tolist():
            cell = int(apart.cell[place])
            pair = int(np.searchsorted(self.pairs.first_cell, cell, "right")) - 1
            row = _Row(
                pair,
                cell - int(self.pairs.first_cell[pair]),
                _of(a, int(apart.a[place])),
                _of(b, int(apart.b[place])),
            )
            kept = (float(apart.weight[place]), -cell, row)
            if len(self._worst) < self._most:
                heapq.heappush(self._worst, kept)
            elif kept[:2] > self._worst[0][:2]:
                heapq.heapreplace(self._worst, kept)


def _of(named: Named, place: int) -> tuple[int, float, int] | None:
    if place < 0:
        return None
    return (
        int(named.species[place]),
        float(named.confidence[place]),
        int(named.detection[place]),
    )


# The answer.


def _answer(
    sides: list[_Side],
    comparing: _Comparing,
    ledger: Ledger,
    found: LikeliestAgreement | None,
    why: str | None,
) -> CompareModelsResult:
    comparison, pairs = comparing.comparison, comparing.pairs
    shared = comparison.shared
    both, only_a, only_b = (
        int(each[shared].sum()) for each in (comparison.both, comparison.only_a, comparison.only_b)
    )
    total, first = both + only_a + only_b, comparison.first_stretches
    listed = [*_disagreements(comparing)]
    return CompareModelsResult(
        a=_compared(sides[0], comparing, 0),
        b=_compared(sides[1], comparing, 1),
        min_confidence=comparing.confidence,
        crossing="names" if comparing.crossing.shared is None else "labels",
        shared_species=comparing.crossing.shared,
        recordings=len(np.unique(pairs.recording)),
        stretch_seconds=pairs.length,
        stretches=int(pairs.cells.sum()),
        both=both,
        only_a=only_a,
        only_b=only_b,
        agreement=both / total if total else None,
        first_stretches=first,
        first_agreement=comparison.first_same / first if first else None,
        five_agreement=comparison.five / first if first else None,
        likeliest=found,
        without_likeliest=why,
        species=[*_species(comparing)],
        disagreements=listed,
        disagreeing_stretches=comparison.apart,
        left_out=comparison.apart - len(listed),
        notes=ledger.notes(),
    )


def _compared(side: _Side, comparing: _Comparing, which: Literal[0, 1]) -> ComparedSide:
    return ComparedSide(
        model=exact_model(side.stored.version),
        window=side.window_s,
        recordings=len(np.unique(side.analyses.recording)),
        detections=comparing.detections[which],
        min_confidence=side.least,
        species=int(comparing.named[which].sum()),
    )


def _species(comparing: _Comparing) -> Iterator[SpeciesAgreement]:
    """List species by the number of stretches in which any side names them."""
    comparison, crossing = comparing.comparison, comparing.crossing
    totals = comparison.both + comparison.only_a + comparison.only_b
    order = sorted(
        np.flatnonzero(totals).tolist(), key=lambda n: (-totals[n], crossing.names[n][0])
    )
    for number in order:
        name, common = crossing.names[number]
        known_a = bool(crossing.known_a[number]) or bool(comparing.named[0][number])
        known_b = bool(crossing.known_b[number]) or bool(comparing.named[1][number])
        yield SpeciesAgreement(
            species=name,
            common=common,
            known_to="both" if known_a and known_b else "a" if known_a else "b",
            both=int(comparison.both[number]),
            only_a=int(comparison.only_a[number]),
            only_b=int(comparison.only_b[number]),
        )


def _disagreements(comparing: _Comparing) -> Iterator[Disagreement]:
    pairs, names, rows = comparing.pairs, comparing.crossing.names, comparing.worst
    for row in rows:
        recording = int(pairs.recording[row.pair])
        start = row.cell * pairs.length
        yield Disagreement(
            recording_id=recording,
            path=comparing.urls[recording],
            channel=int(pairs.channel[row.pair]) or None,
            start=start,
            end=start + pairs.length,
            species_a=row.a and names[row.a[0]][0],
            confidence_a=row.a and row.a[1],
            detection_a=row.a and row.a[2],
            species_b=row.b and names[row.b[0]][0],
            confidence_b=row.b and row.b[1],
            detection_b=row.b and row.b[2],
        )


METHODS = (
    Method(
        "models/compare",
        compare_models,
        "look",
        "Compare two analyses of the same recordings.",
    ),
)
