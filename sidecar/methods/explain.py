"""`explain`: why a species was named or left out, from stored embeddings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.audio.windows import Grid
from sidecar.catalog.analyses import AnalysedSound
from sidecar.catalog.values import Basis, RecordingSpan
from sidecar.contract.explain import Explained, ExplainRequest, ExplainResult, Reason
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import repeated
from sidecar.methods.asked import Asked, ask
from sidecar.methods.usedrange import another, used
from sidecar.models.interface import Model
from sidecar.models.ranges.interface import RangeModel
from sidecar.recordings.speciesnames import Names
from sidecar.rpc.verb import Call
from sidecar.run.judging import Judge, Place
from sidecar.run.scoring import Scoring
from sidecar.values import Float32, Float64, Int64

# Windows that are judged together.
_GROUP = 500


class _Nothing(Exception):
    """Says why a stretch has no scores."""


def explain(engine: Engine, request: ExplainRequest, call: Call) -> ExplainResult:
    """Give the best species of a stretch with the reasons that dropped them.

    Raises InvalidParams, and ModelNotInstalled or ModelInvalid for the analysis's model.
    """
    span = _span(engine, request)
    sounds = engine.catalog.questions.analysed_by(span.recording_id)
    sound = next((each for each in sounds if _fits(each, request, span)), None)
    if sound is None:
        return _answer(span, None, None, 0, said=_unheard(request.model))
    basis = engine.catalog.questions.basis(sound.analysis_id)
    try:
        judged = _judged(engine, sound, basis, span, call)
    except _Nothing as why:
        return _answer(span, sound, basis, 0, said=str(why))
    rows = judged.chosen(_class_of(engine, request, judged.session), request.k)
    species = [judged.row(each) for each in rows]
    answer = _answer(span, sound, basis, judged.windows, species=species)
    return answer.model_copy(update={"range_model": used(judged.ranges)})


def _answer(
    span: RecordingSpan,
    sound: AnalysedSound | None,
    basis: Basis | None,
    windows: int,
    *,
    said: str | None = None,
    species: Sequence[Explained] = (),
) -> ExplainResult:
    return ExplainResult(
        recording_id=span.recording_id,
        model=sound.version.name if sound else None,
        run_id=basis.run_id if basis else None,
        windows=windows,
        quiet_windows=sound.quiet if sound else 0,
        said=said,
        species=[*species],
    )


def _span(engine: Engine, request: ExplainRequest) -> RecordingSpan:
    if request.detection_id is not None:
        found = engine.catalog.questions.stretch("detection", request.detection_id)
        if found is None:
            raise InvalidParams(
                f"The catalog has no detection {request.detection_id}.", field="detectionId"
            )
        return found
    assert request.recording_id is not None
    if not engine.catalog.recordings.find([request.recording_id]):
        raise InvalidParams(
            f"The catalog has no recording {request.recording_id}.", field="recordingId"
        )
    end = float("inf") if request.end is None else request.end
    return RecordingSpan(request.recording_id, request.start or 0.0, end)


def _fits(sound: AnalysedSound, request: ExplainRequest, span: RecordingSpan) -> bool:
    of_model = request.model is None or sound.version.name == request.model
    return of_model and span.channel in (None, sound.channel)


def _unheard(model: str | None) -> str:
    if model is None:
        return "No model has analysed this recording."
    return f"The model {model} has not analysed this recording."


def _class_of(engine: Engine, request: ExplainRequest, session: Model) -> int | None:
    """Find the class of the requested species; raises InvalidParams if the model has none."""
    if request.species is None:
        return None
    name, _ = Names(engine).resolve(request.species, None)
    if name not in session.labels.species:
        raise InvalidParams(
            f"The model {session.manifest.name} does not know {request.species}.", field="species"
        )
    return session.labels.species.index(name)


@dataclass(frozen=True)
class _Judged:
    """The best window of each class [classes]: its logits, begin and end, in seconds."""

    session: Model
    ranges: RangeModel | None
    scoring: Scoring
    occurrence: Float32 | None  # NaN is unknown; None without a place
    windows: int
    best: Float32
    start: Float64
    end: Float64
    rank: Int64  # among the classes of the window that may be named and reach their threshold

    def chosen(self, only: int | None, k: int) -> list[int]:
        if only is not None:
            return [only]
        # The lower class wins a tie, as in a run.
        return [int(each) for each in np.argsort(-self.best, kind="stable")[:k]]

    def row(self, place: int) -> Explained:
        labels, scoring = self.session.labels, self.scoring
        occurrence, known = None, None
        if self.occurrence is not None and self.ranges is not None:
            known = bool(self.ranges.known[place])
            value = float(self.occurrence[place])
            occurrence = None if math.isnan(value) else value
        return Explained(
            species=labels.species[place],
            common=labels.common[place],
            score=self._score(place),
            start=float(self.start[place]),
            end=float(self.end[place]),
            threshold=float(scoring.thresholds[place]),
            occurrence=occurrence,
            known_to_range=known,
            dropped=[*self._reasons(place)],
        )

    def _score(self, place: int) -> float:
        return float(self.scoring.sensitivity.confidence(self.best[place : place + 1])[0])

    def _reasons(self, place: int) -> Iterator[Reason]:
        scoring = self.scoring
        listed = scoring.allowed if scoring.listed is None else scoring.listed
        if not listed[place]:
            yield "list"
        elif not scoring.allowed[place]:
            yield "place"
        if self._score(place) < scoring.thresholds[place]:
            yield "threshold"
        elif self._is_beyond(place):
            yield "topK"

    def _is_beyond(self, place: int) -> bool:
        most = self.scoring.top_k
        return bool(self.scoring.allowed[place]) and most is not None and self.rank[place] >= most


def _judged(
    engine: Engine, sound: AnalysedSound, basis: Basis, span: RecordingSpan, call: Call
) -> _Judged:
    """Judge the windows of a stretch as the analysis did; raises _Nothing."""
    if sound.windows_model_id is None or not len(sound.offsets):
        raise _Nothing(_why_none(sound))
    if basis.settings.get("method") == "heads/apply":
        raise _Nothing("A classifier was applied to stored windows; its thresholds are its own.")
    asked = _asked_again(engine, sound, basis)
    session = asked.session
    if not session.rejudges:
        raise _Nothing(f"{sound.version.name} has no last layer that judges stored windows.")
    manifest = session.manifest
    starts, ends = Grid(manifest.sample_rate, manifest.window).times(sound.offsets, sound.reached_s)
    inside = np.flatnonzero((starts < span.end_s) & (ends > span.start_s))
    if not len(inside):
        raise _Nothing(_why_none(sound))
    place = Place(basis.latitude, basis.longitude, basis.week)
    scoring = Judge(asked.job.judging, session, asked.ranges).scoring(place)
    best = np.full(len(session.labels), -np.inf, np.float32)
    window = np.zeros(len(best), np.int64)
    rank = np.zeros(len(best), np.int64)
    for first in range(0, len(inside), _GROUP):
        call.check()
        some = inside[first : first + _GROUP]
        stored = engine.catalog.embeddings.read(sound.windows_model_id, sound.first + some)
        logits = session.rejudge(stored)
        assert logits is not None
        at = logits.argmax(axis=0)
        highest = logits[at, np.arange(len(best))]
        better = highest > best
        best[better], window[better] = highest[better], some[at[better]]
        rank[better] = _ranks(logits, at, scoring)[better]
    return _Judged(
        session,
        asked.ranges,
        scoring,
        _occurrence(asked.ranges, place),
        len(inside),
        best,
        starts[window],
        ends[window],
        rank,
    )


def _asked_again(engine: Engine, sound: AnalysedSound, basis: Basis) -> Asked:
    """Make the request of an analysis again; raises _Nothing without its range model."""
    name, version_id = sound.version.name, sound.version.version_id
    again = repeated(name, basis.settings, ["-"], field="recordingId")
    if again.location is not None and basis.latitude is None:
        again = again.model_copy(update={"location": None})  # the filter did not apply
    if again.location is not None:
        why = another(basis.settings, engine.ranges.of(engine.session(name, version_id)))
        if why is not None:
            raise _Nothing(why)
    return ask(engine, again, version_id)


def _ranks(logits: Float32, at: Int64, scoring: Scoring) -> Int64:
    """Count the classes that go before each class [classes] in its best window `at`."""
    named = np.where((logits >= scoring.floor) & scoring.allowed, logits, -np.inf)
    ranks = np.zeros(logits.shape[1], np.int64)
    for row in np.unique(at):
        own = np.flatnonzero(at == row)
        order = np.sort(named[row])
        ranks[own] = len(order) - np.searchsorted(order, logits[row, own], side="right")
    return ranks


def _occurrence(ranges: RangeModel | None, place: Place) -> Float32 | None:
    if place.latitude is None or place.longitude is None or place.week is None:
        return None
    if ranges is None:
        return None
    return ranges.occurrence(place.latitude, place.longitude, place.week)


def _why_none(sound: AnalysedSound) -> str:
    if sound.quiet:
        return "These windows were silent or too quiet, so the model did not hear them."
    if not sound.windows:
        return "The recording is too short for a window."
    return "The windows here are not stored. Analyse the recording again to keep them."


METHODS = (
    Method("explain", explain, "look", "Tell why species were named or left out in a stretch."),
)
