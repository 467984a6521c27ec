"""Windows below a sample's floor: judged again from stored embeddings, without the audio.

A model's misses lie there. The last layer and the filters of place and species are those of the
analysis, so the windows are those that the model could have reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.modelnames import model_version
from sidecar.app.progress import ProgressReporter
from sidecar.audio.windows import Grid
from sidecar.catalog.runs import StoredVersion
from sidecar.catalog.samples import SampledRecordings
from sidecar.catalog.values import Basis
from sidecar.contract.analyze import InferRequest
from sidecar.contract.samples import SampleProgress
from sidecar.cores import usable_cores
from sidecar.errors import InvalidParams
from sidecar.methods.judging import judging_of
from sidecar.methods.sampleframe import (
    SampledFrame,
    Wanted,
    Windows,
    framed,
    milliseconds,
    recordings_have,
)
from sidecar.methods.usedrange import another, of_request
from sidecar.models.interface import Model
from sidecar.models.ranges.interface import RangeModel
from sidecar.rpc.verb import Call
from sidecar.run.judging import Judge, Place
from sidecar.run.prepare import Cutting
from sidecar.run.scoring import Sensitivity
from sidecar.run.stored import Sweep
from sidecar.run.windows import Windows as StoredWindows
from sidecar.samples.scores import PER_LOGIT, on_grid
from sidecar.values import Bool, Float32, Float64, Int64

# Filters that choose whole recordings, so that windows above and below are of the same ones.
_OF_RECORDINGS = {
    *("site", "siteId", "survey", "surveyId", "deploymentId", "recorder", "recorderId"),
    *("recordingId", "path"),
}

# An embedding is kept with 16 bits, so a window judged again may pass a threshold that it did not
# reach, by so many logits. It counts as one below.
_ROUNDING = 0.05
_STEP = 1.0 / PER_LOGIT


def with_below(
    engine: Engine,
    species: str,
    wanted: Wanted,
    above: SampledFrame,
    model: StoredVersion,
    call: Call,
) -> SampledFrame:
    """Add the windows below the floor, down to `deepest`, to a frame of detections.

    Raises InvalidParams if the windows are not stored, or the model cannot judge them again.
    """
    assert wanted.deepest is not None
    if wanted.deepest >= above.frame.floor:
        raise _refused(f"The floor has the logit {above.frame.floor:.2f}, so nothing is below it.")
    below = _Below(engine, species, wanted, model)
    windows, silent, unreported = below.judged(above, call)
    return framed(
        _joined(above.windows, windows),
        above.frame.floor,
        deepest=wanted.deepest,
        runs=above.runs,
        silent=above.silent + silent,
        below_floor=0,
        unreported=unreported,
    )


def check_filters(where: Mapping[str, object]) -> None:
    """Refuse filters that choose detections, and not whole recordings."""
    if others := sorted(where.keys() - _OF_RECORDINGS):
        raise _refused(
            f"Windows below the floor cannot be chosen by {', '.join(others)}.",
            "Use filters on sites, recorders and recordings.",
        )


def _refused(message: str, hint: str = "") -> InvalidParams:
    return InvalidParams(message, field="deepest", hint=hint)


@dataclass(frozen=True)
class _Rule:
    """How an analysis judged the species: whether it may name it, and how logits are shown."""

    allowed: bool
    sensitivity: Sensitivity


class _Below:
    """Judges the stored windows of one species again."""

    def __init__(self, engine: Engine, species: str, wanted: Wanted, model: StoredVersion) -> None:
        self._engine = engine
        self._catalog, self._wanted, self._model = engine.catalog, wanted, model
        self._session: Model = engine.session(model.version.name, model.version.version_id)
        self._threads = engine.settings.threads or usable_cores()
        self._classes = np.flatnonzero(np.array(self._session.labels.species) == species)
        if not self._session.rejudges:
            raise _refused(f"{model.version.title} cannot judge stored windows again.")
        if not len(self._classes):
            raise _refused(f"{model.version.title} has no class {species}.")
        self._rules: dict[tuple[int, Place], _Rule] = {}

    def judged(self, above: SampledFrame, call: Call) -> tuple[Windows, int, int]:
        """Give the windows below the floor.

        Counts those without sound, and those that the analysis could not report.
        """
        stored, recordings, quiet = self._stored()
        allowed, shown = self._scores(stored, call)
        logit = np.where(np.isfinite(shown), shown, np.nan)
        finite = np.isfinite(logit)
        start_s, end_s = self._times(stored)
        place = np.searchsorted(np.array(recordings.ids), stored.recording)
        floor, deepest = above.frame.floor, self._wanted.deepest
        assert deepest is not None
        new = ~self._detected(above, stored, start_s)
        asked = finite & new & (logit >= deepest)
        possible = allowed & (logit < floor + _ROUNDING)
        rows = np.flatnonzero(asked & possible)
        windows = Windows(
            recordings,
            place[rows].astype(np.int64),
            start_s[rows],
            end_s[rows],
            np.minimum(on_grid(logit[rows]), on_grid(floor - _STEP)),
            np.zeros(len(rows)),
            np.zeros(len(rows), np.int64),
        )
        return windows, quiet + int((~finite).sum()), int((asked & ~possible).sum())

    def _stored(self) -> tuple[StoredWindows, SampledRecordings, int]:
        """Find the stored windows of all analysed recordings that the filters choose."""
        catalog, model_id = self._catalog, self._model.model_id
        where = {**self._wanted.where, "modelId": model_id}
        chosen = sorted(set(catalog.questions.analysed(where)))
        lacking, quiet = catalog.samples.unjudged(model_id, chosen)
        if lacking:
            raise _refused(
                f"{recordings_have(lacking)} no stored windows, so what lies below the floor "
                "cannot be judged again.",
                "Analyse these recordings again, or leave them out by a filter.",
            )
        base = catalog.runs.model_id(model_version(self._session.embedder))
        windows = catalog.embeddings.cut(catalog.embeddings.windows(base, set(chosen)))
        return windows, catalog.samples.recordings(chosen), quiet

    def _scores(self, stored: StoredWindows, call: Call) -> tuple[Bool, Float64]:
        """Judge all windows [n]: may the analysis name the species, and with which logit."""
        rules = self._by_set(stored)
        progress = ProgressReporter(call, SampleProgress, unit="window", total=len(stored))
        progress.begin()
        sweep = Sweep(
            partial(self._catalog.embeddings.read, stored.model_id),
            self._session.rejudge,
            self._threads,
        )

        def heard(batch: StoredWindows, logits: Float32) -> Float32:
            return np.asarray(logits[:, self._classes].max(axis=1))

        found = [np.zeros(0, np.float32)]
        for group, answers in sweep.over(stored, heard):
            call.check()
            found += answers
            progress.done += len(group)
            progress.report(progress.done)
        progress.end()
        raw = np.concatenate(found)
        shown = np.empty(len(raw))
        for rule in set(rules):
            mine = np.array([each == rule for each in rules])[stored.number]
            shown[mine] = rule.sensitivity.shown(raw[mine])
        return np.array([each.allowed for each in rules], np.bool_)[stored.number], shown

    def _by_set(self, stored: StoredWindows) -> list[_Rule]:
        """Find the rule of the analysis of each window set."""
        analyses = self._catalog.models.analyses(self._model.model_id)
        keys = zip(analyses.recording.tolist(), analyses.channel.tolist(), strict=True)
        of = dict(zip(keys, analyses.analysis.tolist(), strict=True))
        none = _Rule(False, Sensitivity())  # windows that the model has not judged
        rules = []
        for place, recording in enumerate(stored.recording_id.tolist()):
            analysis = of.get((recording, stored.channel_of(place) or 0))
            rules.append(none if analysis is None else self._rule(analysis))
        return rules

    def _rule(self, analysis: int) -> _Rule:
        basis = self._catalog.questions.basis(analysis)
        place = Place(basis.latitude, basis.longitude, basis.week)
        key = (basis.run_id, place)
        if key not in self._rules:
            self._rules[key] = self._read_rule(basis, place)
        return self._rules[key]

    def _read_rule(self, basis: Basis, place: Place) -> _Rule:
        """Read what a run's settings say of the species at a place."""
        if "method" in basis.settings:  # a head names its own classes, everywhere
            return _Rule(True, Sensitivity())
        with self._catalog.questions.reading():
            request = InferRequest.model_validate(
                {**of_request(basis.settings), "model": None, "inputs": ["-"]}
            )
        if request.merge_consecutive > 1:
            raise _refused(
                "A run joined the detections of neighbouring windows, so single windows cannot be "
                "compared with them.",
                "Analyse the recordings without mergeConsecutive.",
            )
        given = self._session.manifest.input
        cutting = Cutting(given.spec, given.spec.window_samples, given.padding)
        ranges = self._ranges_of(basis)
        judging, _ = judging_of(request, self._session, cutting, ranges)
        scoring = Judge(judging, self._session, ranges).scoring(place)
        return _Rule(bool(scoring.allowed[self._classes].any()), judging.sensitivity)

    def _ranges_of(self, basis: Basis) -> RangeModel | None:
        """Find the range model that judged a run's places; refuses another one."""
        if basis.settings.get("location") is None or basis.latitude is None:
            return None
        ranges = self._engine.ranges.of(self._session)
        if (why := another(basis.settings, ranges)) is not None:
            raise _refused(why, "Analyse the recordings again, or install that range model again.")
        return ranges

    def _times(self, stored: StoredWindows) -> tuple[Float64, Float64]:
        assert stored.offsets is not None
        manifest = self._session.embedder.manifest
        grid = Grid(manifest.sample_rate, manifest.window)
        return grid.times(stored.offsets, stored.reached_s[stored.number])

    def _detected(self, above: SampledFrame, stored: StoredWindows, start_s: Float64) -> Bool:
        """Tell which windows [n] are detections of the frame."""
        windows = above.windows
        ids = np.array(windows.recordings.ids, np.int64)
        there = _keys(ids[windows.recording], milliseconds(windows.start_s))
        return np.isin(_keys(stored.recording, milliseconds(start_s)), there)


def _keys(recording: Int64, start_ms: Int64) -> Int64:
    """Join a recording's number with milliseconds, of which 30 years fit in 40 bits."""
    return (recording << 40) + start_ms


def _joined(one: Windows, other: Windows) -> Windows:
    """Put the windows of two lists of recordings together; the second list has all of the first."""
    places = np.searchsorted(np.array(other.recordings.ids), np.array(one.recordings.ids))
    moved = replace(one, recordings=other.recordings, recording=places[one.recording])
    return Windows(
        other.recordings,
        *(
            np.concatenate([getattr(moved, name), getattr(other, name)])
            for name in ("recording", "start_s", "end_s", "logit", "confidence", "analysis")
        ),
    )
