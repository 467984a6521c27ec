"""`preprocess`: computes a model's input of recordings once, and keeps it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.report import Report
from sidecar.audio.decode import open_recording
from sidecar.audio.fingerprint import head_of, read_beginning
from sidecar.audio.path import path_text
from sidecar.audio.provenance import Provenance
from sidecar.audio.windows import count
from sidecar.cache.features import Keeping
from sidecar.cache.file import FeatureFile
from sidecar.catalog.interface import Catalog
from sidecar.catalog.values import AddedRecording, NewRecording
from sidecar.contract.base import FileError
from sidecar.contract.preprocess import (
    PrecisionCost,
    PreparedRecording,
    PreprocessRequest,
    PreprocessResult,
    PreprocessStats,
)
from sidecar.contract.runprogress import InferProgress
from sidecar.errors import InvalidParams, UnreadableAudio
from sidecar.frontends.interface import Description
from sidecar.frontends.named import NAMED
from sidecar.methods.idle import note_idle_preparing, note_no_resampling, note_one_channel
from sidecar.methods.windowing import cutting_of, with_settings
from sidecar.padding import Padding
from sidecar.recordings.files import each_file, file_error
from sidecar.recordings.inputs import InputFiles, find_inputs
from sidecar.recordings.leftout import note_left_out
from sidecar.recordings.replaced import noting_replaced
from sidecar.rpc.verb import Call
from sidecar.run.plan import channels_asked
from sidecar.run.prepare import Cutting, Prepare, Prepared, preparing
from sidecar.values import Channel, Identity


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
    note_idle_preparing(ledger, request, work.cutting.spec)
    note_left_out(ledger, inputs.found)
    recordings: list[PreparedRecording] = []
    rates = set[int]()  # of the recordings, in Hz
    kept_bytes = 0
    errors: list[FileError] = [file_error(path, error) for path, error in inputs.errors]
    for _, channels in each_file(
        engine, inputs.paths, work.prepare, call=call, errors=errors, done=report.recording_done
    ):
        rates.add(channels[0].read.facts.rate_hz)
        rows = [work.row(each) for each in channels]
        recordings += rows
        kept_bytes += sum(each.size for each in channels)
        for trouble in dict.fromkeys(each.trouble for each in channels if each.trouble):
            errors.append(file_error(rows[0].path, UnreadableAudio(trouble)))
        _note(ledger, channels[0], rows[0])
    if recordings and all(row.channel is None for row in recordings):
        note_one_channel(ledger, request)
    if rates == {work.cutting.rate_hz}:
        note_no_resampling(ledger, request)
    work.note(ledger)
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


def _note(ledger: Ledger, done: _Done, row: PreparedRecording) -> None:
    """Note what a recording lacks."""
    if row.start is None:
        ledger.add("withoutStart", row.path)
    if done.added is not None and done.added.disagrees:
        ledger.add("clocksDisagree", row.path)
    if not row.duration:
        ledger.add("empty", row.path)


@dataclass(frozen=True)
class _Done:
    """A prepared channel, the file that keeps it and its bytes, and the recording's trouble.

    `added` is the recording in the catalog.
    """

    read: NewRecording
    channel: Channel
    windows: int = 0
    found: FeatureFile | None = None
    cached: bool = False
    size: int = 0
    trouble: str | None = None
    added: AddedRecording | None = None


class _Preprocessing:
    """Prepares each recording; several threads call it."""

    def __init__(
        self, engine: Engine, request: PreprocessRequest, inputs: InputFiles, call: Call
    ) -> None:
        self.inputs = inputs
        self.cutting = _cutting(engine, request)
        self.features = engine.features()
        self.replaced: list[tuple[str, int, int]] = []  # files with another sound than before
        self._catalog: Catalog = engine.catalog
        self._attend = engine.overviews.attend
        self._call = call
        self._channel = request.channel
        self._keeping = Keeping(dtype=request.dtype, force=request.force, strict=True)

    def prepare(self, path: Path) -> list[_Done]:
        """Prepare one recording: the channels that the request asks for."""
        channels = channels_asked(path, self._channel)
        done = [self._prepared(path, each, each == channels[0]) for each in channels]
        (added,) = self._catalog.recordings.put([done[0].read])
        if added.replaced is not None:
            self.replaced.append((added.url, added.recording_id, added.replaced))
        return [replace(each, added=added) for each in done]

    def _prepared(self, path: Path, channel: Channel, identifying: bool) -> _Done:
        cutting = replace(self.cutting, channel=channel)
        noted: list[Prepared] = []  # a recording that had to be opened
        if cutting.spec.kept is not None:
            reading = preparing(cutting, identifying=identifying, attend=self._attend)
            prepare = _noting(reading, noted)
            found, cached = self.features.ensure(path, prepare, cutting, self._keeping)
            if found is not None:
                provenance, identity = _said(noted[0]) if noted else read_beginning(path)
                read = NewRecording(self.inputs.url(path), found.facts(path), provenance, identity)
                size, trouble = found.path.stat().st_size, found.reached.trouble
                return _Done(read, channel, len(found.offsets), found, cached, size, trouble)
        if noted:  # no window of it is worth keeping
            fresh = noted[0]
            read = NewRecording(self.inputs.url(path), fresh.facts, *_said(fresh))
            return _Done(read, channel, trouble=fresh.reached.trouble)
        # The cache keeps no input here: the header is enough.
        with open_recording(path, channel) as audio:
            facts, provenance, head = audio.facts, audio.provenance(), head_of(audio)
        frames = round(facts.frames * cutting.rate_hz / facts.rate_hz)
        windows = count(frames, length=cutting.length, hop=cutting.hop, padding=cutting.padding)
        read = NewRecording(self.inputs.url(path), facts, provenance, head.identity)
        return _Done(read, channel, windows)

    def note(self, ledger: Ledger) -> None:
        """Note the files that hold another sound than before."""
        replaced = noting_replaced(ledger, self._catalog)
        for url, now, before in self.replaced:
            replaced(url, now, before)

    def row(self, done: _Done) -> PreparedRecording:
        """Say how a channel was prepared."""
        facts, found, added = done.read.facts, done.found, done.added
        assert added is not None
        return PreparedRecording(
            recording_id=added.recording_id,
            path=path_text(facts.path),
            channel=done.channel,
            sample_rate=facts.rate_hz,
            channels=facts.channels,
            duration=facts.duration_s,
            start=added.start,
            recorder=done.read.provenance.metadata.recorder,
            windows=done.windows,
            shape=[done.windows, *self.cutting.spec.shape()],
            dtype=found.dtype if found else "float32",
            cache_path=str(found.path) if found else None,
            cached=done.cached,
            cost=PrecisionCost(**vars(found.cost)) if found else None,
        )


def _said(prepared: Prepared) -> tuple[Provenance, Identity | None]:
    return prepared.provenance, prepared.identity() if prepared.identity else None


def _noting(prepare: Prepare, noted: list[Prepared]) -> Prepare:
    """Make a function like `prepare` that also notes what it prepared."""

    @contextmanager
    def opened(path: Path) -> Iterator[Prepared]:
        with prepare(path) as prepared:
            noted.append(prepared)
            yield prepared

    return opened


def _cutting(engine: Engine, request: PreprocessRequest) -> Cutting:
    spec, padding = _described(engine, request)
    return cutting_of(with_settings(request, engine.settings.windows, spec), spec, padding)


def _described(engine: Engine, request: PreprocessRequest) -> tuple[Description, Padding]:
    """Find the front end that the request names, directly or through its model."""
    if request.frontend is None:
        model = engine.manifest(request.model).input
        return model.spec, model.padding
    if request.model is not None:
        raise InvalidParams("Name a model or a front end, not both.", field="frontend")
    if not isinstance(request.frontend, str):
        return request.frontend, "zero"
    if request.frontend not in NAMED:
        raise InvalidParams(
            f'There is no front end "{request.frontend}".',
            field="frontend",
            hint=f"Front ends: {', '.join(NAMED)}.",
        )
    return NAMED[request.frontend], "zero"


METHODS = (
    Method(
        "preprocess",
        preprocess,
        "work",
        "Compute a model's input of recordings once, and keep it.",
        InferProgress,
    ),
)
