"""`preprocess`: computes a model's input of recordings once, and keeps it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.report import Report
from sidecar.audio.decode import open_recording
from sidecar.audio.metadata import read_metadata
from sidecar.audio.path import path_text
from sidecar.audio.windows import count
from sidecar.cache.features import Keeping
from sidecar.cache.file import FeatureFile
from sidecar.catalog.interface import Catalog
from sidecar.catalog.values import NewRecording
from sidecar.contract.analyze import (
    InferProgress,
    PrecisionCost,
    PreparedRecording,
    PreprocessRequest,
    PreprocessResult,
    PreprocessStats,
)
from sidecar.contract.base import FileError
from sidecar.errors import InvalidParams, UnreadableAudio
from sidecar.frontends.named import NAMED
from sidecar.methods.windowing import cutting_of
from sidecar.recordings.files import each_file, file_error
from sidecar.recordings.inputs import InputFiles, find_inputs
from sidecar.recordings.leftout import note_left_out
from sidecar.rpc.verb import Call
from sidecar.run.prepare import Cutting, Prepare, Prepared, preparing


def preprocess(engine: Engine, request: PreprocessRequest, call: Call) -> PreprocessResult:
    """Compute and keep each recording's model input, and note its header in the catalog.

    Trouble with a recording, such as a full cache, is a row in `errors`.
    """
    inputs = find_inputs(engine, request)
    work = _Preprocessing(engine, request, inputs, call)
    began = time.monotonic()
    report = Report(call, None, len(inputs.paths), window_s=work.cutting.spec.window)
    report.begin()
    ledger = Ledger()
    note_left_out(ledger, inputs.found)
    recordings: list[PreparedRecording] = []
    kept_bytes = 0
    errors: list[FileError] = [file_error(path, error) for path, error in inputs.errors]
    for _, (row, size, trouble) in each_file(
        engine, inputs.paths, work.prepare, call=call, errors=errors, done=report.recording_done
    ):
        recordings.append(row)
        kept_bytes += size
        if trouble:
            errors.append(file_error(row.path, UnreadableAudio(trouble)))
        if row.start is None:
            ledger.add("withoutStart", row.path)
        if not row.duration:
            ledger.add("empty", row.path)
    report.end()
    hits = sum(recording.cached for recording in recordings)
    kept = sum(recording.cache_path is not None for recording in recordings)
    return PreprocessResult(
        recordings=recordings,
        errors=errors,
        notes=ledger.notes(),
        stats=PreprocessStats(
            files=len(inputs.paths) + len(inputs.errors),
            windows=sum(recording.windows for recording in recordings),
            audio_seconds=round(sum(recording.duration for recording in recordings), 3),
            elapsed_seconds=round(time.monotonic() - began, 3),
            hits=hits,
            misses=kept - hits,
            evicted=work.features.budget.evicted,
            bytes=kept_bytes,
        ),
    )


class _Preprocessing:
    """Prepares each recording; several threads call it."""

    def __init__(
        self, engine: Engine, request: PreprocessRequest, inputs: InputFiles, call: Call
    ) -> None:
        self.inputs = inputs
        self.cutting = _cutting(engine, request)
        self.features = engine.features()
        self._catalog: Catalog = engine.catalog
        self._call = call
        self._prepare = preparing(self.cutting)
        self._keeping = Keeping(dtype=request.dtype, force=request.force, strict=True)

    def prepare(self, path: Path) -> tuple[PreparedRecording, int, str | None]:
        """Prepare a recording; returns its row, the bytes of its prepared file, and any trouble."""
        noted: list[Prepared] = []  # a recording that had to be opened
        if self.cutting.spec.kept is not None:
            found, cached = self.features.ensure(
                path, _noting(self._prepare, noted), self.cutting, self._keeping, self._call.check
            )
            if found is not None:
                size = found.path.stat().st_size
                read = NewRecording(
                    self.inputs.url(path),
                    found.facts(path),
                    noted[0].metadata if noted else read_metadata(path),
                )
                row = self._row(read, len(found.offsets), found, cached)
                return row, size, found.reached.trouble
        if noted:  # no window of it is worth keeping
            fresh = noted[0]
            read = NewRecording(self.inputs.url(path), fresh.facts, fresh.metadata)
            return self._row(read, 0, None, False), 0, fresh.reached.trouble
        # The cache keeps no input here: the header is enough.
        with open_recording(path, self.cutting.channel) as audio:
            facts, metadata = audio.facts, audio.metadata()
        cutting = self.cutting
        frames = round(facts.frames * cutting.rate_hz / facts.rate_hz)
        windows = count(frames, length=cutting.length, hop=cutting.hop, padding=cutting.padding)
        read = NewRecording(self.inputs.url(path), facts, metadata)
        return self._row(read, windows, None, False), 0, None

    def _row(
        self, read: NewRecording, windows: int, found: FeatureFile | None, cached: bool
    ) -> PreparedRecording:
        facts, metadata = read.facts, read.metadata
        (added,) = self._catalog.recordings.put([read])
        return PreparedRecording(
            recording_id=added.recording_id,
            path=path_text(facts.path),
            sample_rate=facts.rate_hz,
            channels=facts.channels,
            duration=facts.duration_s,
            start=metadata.start.isoformat() if metadata.start else None,
            recorder=metadata.recorder,
            windows=windows,
            shape=[windows, *self.cutting.spec.shape()],
            dtype=found.dtype if found else "float32",
            cache_path=str(found.path) if found else None,
            cached=cached,
            cost=PrecisionCost(**vars(found.cost)) if found else None,
        )


def _noting(prepare: Prepare, noted: list[Prepared]) -> Prepare:
    """Make a function like `prepare` that also notes the recording."""

    @contextmanager
    def noting(path: Path) -> Iterator[Prepared]:
        with prepare(path) as prepared:
            noted.append(prepared)
            yield prepared

    return noting


def _cutting(engine: Engine, request: PreprocessRequest) -> Cutting:
    """Find the front end that the request names, directly or through its model."""
    if request.frontend is None:
        model = engine.manifest(request.model).input
        return cutting_of(request, model.spec, model.padding)
    if request.model is not None:
        raise InvalidParams("Name a model or a front end, not both.", field="frontend")
    if not isinstance(request.frontend, str):
        return cutting_of(request, request.frontend)
    if request.frontend not in NAMED:
        raise InvalidParams(
            f'There is no front end "{request.frontend}".',
            field="frontend",
            hint=f"Front ends: {', '.join(NAMED)}.",
        )
    return cutting_of(request, NAMED[request.frontend])


METHODS = (
    Method(
        "preprocess",
        preprocess,
        "work",
        "Compute a model's input of recordings once, and keep it.",
        InferProgress,
    ),
)
