"""Active learning over a catalog: finds the most uncertain windows without a label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidecar.app.engine import Engine
from sidecar.app.progress import ProgressReporter
from sidecar.audio.windows import Grid
from sidecar.catalog.values import Standing
from sidecar.contract.heads import HeadProgress, Suggestion, SuggestRequest, SuggestResult
from sidecar.errors import InvalidParams
from sidecar.heads.use import HeadUse, head_use
from sidecar.learn.examples import Bool, Float64, Span, covered
from sidecar.learn.uncertain import spread, uncertainty
from sidecar.models.labels import Labels
from sidecar.models.names import did_you_mean, name_index
from sidecar.rpc.verb import Call
from sidecar.run.windows import Windows
from sidecar.values import Float32, Int64


@dataclass(frozen=True)
class _Uncertain:
    """Windows that may be suggested, in parallel arrays [n]."""

    recording: Int64
    window_set: Int64
    offset: Int64
    label: Int64
    logit: Float64
    bits: Float64

    def best(self, most: int) -> _Uncertain:
        rows, _ = spread(self.bits, self.recording, most)
        return self.take(rows)

    def take(self, rows: Int64) -> _Uncertain:
        return _Uncertain(
            self.recording[rows],
            self.window_set[rows],
            self.offset[rows],
            self.label[rows],
            self.logit[rows],
            self.bits[rows],
        )


def suggestions(engine: Engine, request: SuggestRequest, call: Call) -> SuggestResult:
    """Find the windows to label next: uncertain ones, of many recordings, without a label yet."""
    use = head_use(engine, request)
    classes = _classes(use.session.labels, request.species)
    catalog = engine.catalog
    stored = catalog.embeddings.cut(use.windows)
    decided = _by_recording(catalog.labels.standing())
    asking = _Asking(use, classes, decided, request.k)
    best: _Uncertain | None = None
    considered = done = 0
    progress = ProgressReporter(call, HeadProgress, unit="window", total=len(stored))
    progress.begin()
    for group, answers in use.sweep.over(stored, asking.ask):
        call.check()
        for count, found in answers:
            best = (found if best is None else _join(best, found)).best(request.k)
            considered += count
        done += len(group)
        progress.report(done)
    progress.end()
    # None: other programs removed all windows meanwhile.
    suggested = [] if best is None else _suggested(use, stored, best)
    return SuggestResult(windows=suggested, notes=use.ledger.notes(), considered=considered)


class _Asking:
    """Chooses the uncertain windows of each batch, on several threads at once."""

    def __init__(
        self, use: HeadUse, classes: Int64, decided: dict[int, list[Standing]], most: int
    ) -> None:
        self._use = use
        self._classes = classes
        self._decided = decided
        self._most = most
        thresholds = np.clip(use.thresholds, 1e-6, 1.0 - 1e-6)
        self._thresholds = np.log(thresholds / (1.0 - thresholds))[classes]

    def ask(self, windows: Windows, logits: Float32) -> tuple[int, _Uncertain]:
        """Count the windows without a label, and choose the best of them."""
        assert windows.offsets is not None
        free = ~self._labelled(windows) & np.isfinite(logits).all(axis=1)
        rows = np.nonzero(free)[0]
        chosen = logits[rows][:, self._classes]
        bits = uncertainty(chosen, self._thresholds)
        label = bits.argmax(axis=1)
        each = np.arange(len(rows))
        asked = _Uncertain(
            recording=windows.recording[rows],
            window_set=windows.set_id[windows.number[rows]],
            offset=windows.offsets[rows],
            label=self._classes[label],
            logit=chosen[each, label].astype(np.float64),
            bits=bits[each, label],
        )
        return len(rows), asked.best(self._most)

    def _labelled(self, windows: Windows) -> Bool:
        """Tell which windows have any decision."""
        model = self._use.session.manifest
        labelled = np.zeros(len(windows), np.bool_)
        assert windows.offsets is not None
        for recording, mine in windows.parts():
            decided = self._decided.get(recording)
            if decided:
                spans = [Span(0, each.start_s, each.end_s, True) for each in decided]
                starts = windows.offsets[mine] / model.sample_rate
                present, _ = covered(spans, starts, model.window, classes=1)
                labelled[mine] = present[:, 0]
        return labelled


def _classes(labels: Labels, species: str | None) -> Int64:
    """Choose the classes to consider [c]; raises InvalidParams for an unknown species."""
    if species is None:
        return np.arange(len(labels))
    found = name_index(labels).taxon(species)
    if not found:
        raise InvalidParams(
            f'The head does not know "{species}".',
            field="species",
            hint=did_you_mean(name_index(labels).near(species))
            or f"The head knows {', '.join(labels.species)}.",
        )
    return np.array(found)


def _by_recording(decided: Sequence[Standing]) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = {}
    for each in decided:
        found.setdefault(each.recording_id, []).append(each)
    return found


def _join(one: _Uncertain, other: _Uncertain) -> _Uncertain:
    return _Uncertain(
        np.concatenate([one.recording, other.recording]),
        np.concatenate([one.window_set, other.window_set]),
        np.concatenate([one.offset, other.offset]),
        np.concatenate([one.label, other.label]),
        np.concatenate([one.logit, other.logit]),
        np.concatenate([one.bits, other.bits]),
    )


def _suggested(use: HeadUse, windows: Windows, best: _Uncertain) -> list[Suggestion]:
    model, labels = use.session.manifest, use.session.labels
    stored = {each.window_set_id: each for each in windows.each()}
    own = [stored[number] for number in best.window_set.tolist()]
    grid = Grid(model.sample_rate, model.window)
    reached_s = np.array([each.reached_s for each in own])
    starts, ends = grid.times(best.offset, reached_s)
    confidence = 1.0 / (1.0 + np.exp(-np.clip(best.logit, -20.0, 20.0)))
    return [
        Suggestion(
            recording_id=each.recording_id,
            path=each.url,
            channel=each.channel,
            start=start,
            end=end,
            species=labels.species[label],
            common=labels.common[label],
            confidence=round(sure, 6),
            uncertainty=round(bits, 6),
        )
        for each, start, end, label, sure, bits in zip(
            own,
            starts.tolist(),
            ends.tolist(),
            best.label.tolist(),
            confidence.tolist(),
            best.bits.tolist(),
            strict=True,
        )
    ]
