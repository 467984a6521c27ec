"""A path is not the sound: what people decided stays with the samples that they heard."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.audio.fingerprint import HEAD_BYTES, read_head
from sidecar.audio.sound import Samples
from sidecar.catalog.runs import Run
from sidecar.catalog.sameness import as_it_was
from sidecar.catalog.values import Decision, Person, Question, StoredRecording
from sidecar.contract.analyze import InferRequest, InferResult
from sidecar.contract.export import ClipsRequest
from sidecar.contract.labels import AnnotateRequest, ImportAnnotationsRequest
from sidecar.contract.notes import Note
from sidecar.contract.picture import SpectrogramRequest, WaveformRequest
from sidecar.contract.places import SetPlacesRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.contract.recordings import ImportRecordingsRequest, RelinkRequest
from sidecar.errors import InvalidParams, UnreadableAudio
from sidecar.methods.analyze import infer
from sidecar.methods.clips import clips
from sidecar.methods.labels import annotate, import_annotations
from sidecar.methods.picture import draw_spectrogram, draw_waveform
from sidecar.methods.places import set_places
from sidecar.methods.preprocess import preprocess
from sidecar.methods.recordings import import_recordings, relink_recordings
from sidecar.rpc.verb import Call
from sidecar.run.judging import Origin
from tests.factories import write_wav
from tests.stored import engine_with_base

ANA = Person("Ana", "ana@example.org")
RATE_HZ = 12_000
# A recorder without a clock writes this time of change to each file.
UNSET_S = 315_532_800  # 1980-01-01


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_with_base(tmp_path / "home", dimension=4)
    yield engine
    engine.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "card" / "ZOOM0001.WAV"


def _night(path: Path, seed: int, seconds: float = 4.0, *, clock: bool = True) -> Path:
    """Write a night of its own sound, always of one size."""
    noise = np.random.default_rng(seed).normal(0, 0.05, round(seconds * RATE_HZ))
    write_wav(path, noise.astype(np.float32), rate_hz=RATE_HZ)
    if not clock:
        os.utime(path, (UNSET_S, UNSET_S))
    return path


def _infer(engine: Engine, *places: Path, **more: Any) -> InferResult:
    asked = {"inputs": [str(each) for each in places], "model": "base", **more}
    return infer(engine, InferRequest.model_validate(asked), Call())


def _known(engine: Engine, path: Path) -> StoredRecording:
    known = engine.catalog.recordings.at([str(path)])
    assert known is not None
    return known


def _label(engine: Engine, path: Path, species: str) -> int:
    """Let a person label what is at a path; returns the recordingId."""
    number = _known(engine, path).recording_id
    decision = Decision(
        recording_id=number, start_s=0.0, end_s=0.05, species=species, verified="YES"
    )
    engine.catalog.labels.decide([decision], ANA)
    return number


def _labels(engine: Engine) -> set[tuple[int, str]]:
    return {(each.recording_id, each.species) for each in engine.catalog.labels.standing()}


def _replaced(notes: list[Note]) -> list[str]:
    return [example for note in notes if note.kind == "replaced" for example in note.examples]


@pytest.mark.parametrize("clock", [True, False])
def test_a_card_that_is_used_again_holds_other_recordings(
    base: Engine, path: Path, tmp_path: Path, clock: bool
) -> None:
    _night(path, 1, clock=clock)
    _infer(base, path)
    first = _label(base, path, "Strix aluco")
    shutil.copy2(path, tmp_path / "copy.wav")
    _night(path, 2, clock=clock)
    result = _infer(base, path)
    (note,) = [each for each in result.notes if each.kind == "replaced"]
    assert (note.count, note.examples, note.changes_results) == (1, [str(path)], True)
    assert (result.stats.done, result.stats.skipped) == (1, 0)
    second = _known(base, path).recording_id
    assert _labels(base) == {(first, "Strix aluco")} and second != first
    (before,) = base.catalog.recordings.find([first])
    assert before.missing_since and as_it_was(before.url) == str(path)
    assert not _replaced(_infer(base, path).notes)
    # The windows of each night are its own.
    model_id = base.catalog.embeddings.versions("base")[0]
    assert set(base.catalog.embeddings.windows(model_id).recording_id.tolist()) == {first, second}
    # The archive has the first night.
    (tmp_path / "archive").mkdir()
    shutil.copy2(tmp_path / "copy.wav", tmp_path / "archive" / path.name)
    request = RelinkRequest(folders=[str(tmp_path / "archive")])
    (found,) = relink_recordings(base, request, Call()).relinked
    assert (found.recording_id, found.old_path) == (first, str(path))
    assert _labels(base) == {(first, "Strix aluco")}
    assert _infer(base, tmp_path / "archive").stats.skipped == 1


def test_a_file_that_was_only_touched_or_retagged_is_not_analysed_again(
    base: Engine, path: Path
) -> None:
    _night(path, 1)
    _infer(base, path)
    _label(base, path, "Strix aluco")
    with path.open("ab") as file:
        file.write(b"note\x04\x00\x00\x00abcd")
    # An import reads all samples; then the analysis counts for the file as it is now.
    request = ImportRecordingsRequest(inputs=[str(path)])
    assert not _replaced(import_recordings(base, request, Call()).notes)
    result = _infer(base, path)
    assert (result.stats.done, result.stats.skipped, _replaced(result.notes)) == (0, 1, [])


def test_a_recording_that_grew_keeps_its_labels_and_is_analysed_again(
    base: Engine, path: Path
) -> None:
    _night(path, 1, seconds=4.0)
    _infer(base, path)
    number = _label(base, path, "Strix aluco")
    _night(path, 1, seconds=9.0)
    result = _infer(base, path)
    assert (result.stats.done, _replaced(result.notes)) == (1, [])
    assert result.recordings[0].seconds_reached == 9.0
    assert _known(base, path).recording_id == number


def test_another_sound_with_the_same_first_second_is_another_recording(
    base: Engine, path: Path
) -> None:
    beep = np.random.default_rng(0).normal(0, 0.05, RATE_HZ).astype(np.float32)
    for seed in (1, 2):
        night = np.random.default_rng(seed).normal(0, 0.05, 9 * RATE_HZ).astype(np.float32)
        write_wav(path, np.concatenate([beep, night]), rate_hz=RATE_HZ)
        result = _infer(base, path)
        if seed == 1:
            first = _label(base, path, "Strix aluco")
    assert _replaced(result.notes) == [str(path)]
    assert _labels(base) == {(first, "Strix aluco")} and _known(base, path).recording_id != first


def test_a_recording_converted_with_loss_in_its_place_is_the_same(
    base: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "night.ogg"
    noise = np.random.default_rng(1).normal(0, 0.05, 12 * RATE_HZ).astype(np.float32)
    soundfile.write(path, noise, RATE_HZ, format="OGG", subtype="VORBIS")
    _infer(base, path)
    number = _label(base, path, "Strix aluco")
    soundfile.write(path, noise * 0.5, RATE_HZ, format="OGG", subtype="VORBIS")
    assert not _replaced(_infer(base, path).notes)
    assert _known(base, path).recording_id == number


def test_an_import_sees_another_night_though_size_and_time_are_equal(
    base: Engine, path: Path
) -> None:
    request = ImportRecordingsRequest(inputs=[str(path)])
    for seed in (1, 2):
        _night(path, seed, clock=False)
        result = import_recordings(base, request, Call())
    assert (_replaced(result.notes), result.added) == ([str(path)], 1)
    assert import_recordings(base, request, Call()).known == 1


def test_importing_and_preparing_say_what_was_replaced_too(base: Engine, path: Path) -> None:
    _night(path, 1)
    for seed, fingerprint in ((2, True), (3, False)):
        request = ImportRecordingsRequest(inputs=[str(path)], fingerprint=fingerprint)
        import_recordings(base, request, Call())
        number = _label(base, path, f"night {seed}")
        _night(path, seed)
        result = import_recordings(base, request, Call())
        assert (_replaced(result.notes), result.added, result.known) == ([str(path)], 1, 0)
        assert _known(base, path).recording_id != number
    _night(path, 4)
    prepared = preprocess(base, PreprocessRequest(inputs=[str(path)], model="base"), Call())
    assert _replaced(prepared.notes) == [str(path)]


def test_nobody_labels_a_recording_by_its_number_when_its_file_holds_another(
    base: Engine, path: Path
) -> None:
    _night(path, 1)
    _infer(base, path)
    number = _known(base, path).recording_id
    _night(path, 2)
    label = {"recordingId": number, "start": 0.0, "end": 1.0, "species": "x", "verified": "YES"}
    asked = {"annotations": [label], "labeler": {"name": "Ana", "email": "a@example.org"}}
    with pytest.raises(InvalidParams, match="now holds another sound") as caught:
        annotate(base, AnnotateRequest.model_validate(asked), Call())
    assert caught.value.field == "annotations.0.recordingId"


def test_labels_of_a_table_come_to_the_sound_that_lies_there_now(base: Engine, path: Path) -> None:
    _night(path, 1)
    _infer(base, path)
    first = _label(base, path, "Strix aluco")
    _night(path, 2)
    table = path.with_suffix(".txt")
    table.write_text("0.0\t1.0\tBubo bubo\n", "utf-8")
    asked = {"inputs": [str(table)], "verified": "YES", "labeler": {"name": "Ana", "email": ""}}
    result = import_annotations(base, ImportAnnotationsRequest.model_validate(asked), Call())
    assert _replaced(result.notes) == [str(path)]
    second = _known(base, path).recording_id
    assert _labels(base) == {(first, "Strix aluco"), (second, "Bubo bubo")} and first != second
    assert not _replaced(_infer(base, path).notes)


def test_no_clip_of_one_night_is_cut_out_of_another(
    base: Engine, path: Path, tmp_path: Path
) -> None:
    _night(path, 1)
    assert _infer(base, path, minConfidence=0.01).stats.detections
    _night(path, 2)
    asked = ClipsRequest(destination=str(tmp_path / "clips"))
    result = clips(base, asked, Call())
    assert result.written == 0
    assert [(each.path, each.message) for each in result.errors] == [
        (str(path), "The file holds another sound than the recording.")
    ]


def test_a_new_sound_has_the_place_of_its_deployment_and_no_start_of_another(
    base: Engine, path: Path
) -> None:
    _night(path, 1)
    request = {"inputs": [str(path)], "pattern": "{site}/*"}
    asked = ImportRecordingsRequest.model_validate(request)
    (imported,) = import_recordings(base, asked, Call()).recordings
    with base.catalog.transaction() as db:
        db.execute("UPDATE Recording SET datetime = '2026-05-01T22:00:00'")
    _night(path, 2)
    _infer(base, path)
    now = _known(base, path)
    assert now.recorded_at is None
    found = base.catalog.reader().execute("SELECT DISTINCT deploymentId FROM Recording").fetchall()
    assert [row[0] for row in found] == [imported.deployment_id]


class TestDeployment:
    """A card that is used again is often at another site."""

    def _deployed(self, engine: Engine, path: Path, **more: str) -> int:
        """Put a first night into a deployment; no folder names it unless `more` does."""
        place = {"site": "S12", "recorder": "R1", **more}
        places = SetPlacesRequest.model_validate({"deployments": [place]})
        (number,) = set_places(engine, places, Call()).deployment_ids
        _night(path, 1)
        request = {"inputs": [str(path)], "deploymentId": number}
        import_recordings(engine, ImportRecordingsRequest.model_validate(request), Call())
        return number

    def _deployment(self, engine: Engine, path: Path) -> int | None:
        rows = engine.catalog.questions.rows(
            Question("recordings", {"path": str(path)}), ["deploymentId"]
        )
        ((number,),) = rows
        assert number is None or isinstance(number, int)
        return number

    @pytest.mark.parametrize("way", ["infer", "import", "preprocess", "annotate"])
    def test_a_new_sound_is_in_no_deployment_and_the_note_says_how_to_put_it_there(
        self, base: Engine, path: Path, way: str
    ) -> None:
        left = self._deployed(base, path)
        _night(path, 2)
        notes = _come_upon(base, path, way)
        (note,) = [each for each in notes if each.kind == "deploymentLeft"]
        assert (note.count, note.examples, note.changes_results) == (1, [str(path)], True)
        assert f"not in deployment {left}" in note.message
        assert note.hint == f"`linnet recordings import FILE --deployment {left}` keeps it there."
        assert self._deployment(base, path) is None and _replaced(notes) == [str(path)]

    def test_a_day_within_the_deployments_dates_tells_that_the_recorder_is_still_there(
        self, base: Engine, tmp_path: Path
    ) -> None:
        dates = {"startDate": "2024-05-01", "endDate": "2024-05-31"}
        for day, stays in (("20240502", True), ("20240702", False)):
            path = tmp_path / day / f"{day}_053000.wav"
            number = self._deployed(base, path, **dates)
            _night(path, 2)
            kinds = [each.kind for each in _come_upon(base, path, "infer")]
            assert ("deploymentLeft" in kinds) is not stays
            assert self._deployment(base, path) == (number if stays else None)

    @pytest.mark.parametrize(("site", "stays"), [("S12", False), ("card", True)])
    def test_a_run_takes_no_place_of_a_site_that_the_recorder_left(
        self, base: Engine, path: Path, site: str, stays: bool
    ) -> None:
        number = self._deployed(base, path, site=site)
        sites = [{"site": site, "latitude": 52.5, "longitude": 13.4}]
        set_places(base, SetPlacesRequest.model_validate({"sites": sites}), Call())
        url = str(path)
        known = base.catalog.runs.known([url], Run(0, 0, 0))[url]
        assert known.origin.latitude == 52.5
        assert known.anew == (Origin(52.5, 13.4) if stays else Origin())
        _night(path, 2)
        _infer(base, path)
        assert self._deployment(base, path) == (number if stays else None)

    def test_an_import_that_names_the_deployment_leaves_nothing_to_note(
        self, base: Engine, path: Path
    ) -> None:
        number = self._deployed(base, path)
        _night(path, 2)
        request = ImportRecordingsRequest(inputs=[str(path)], deployment_id=number)
        notes = import_recordings(base, request, Call()).notes
        assert "deploymentLeft" not in [each.kind for each in notes]
        assert self._deployment(base, path) == number


def _come_upon(engine: Engine, path: Path, way: str) -> list[Note]:
    """Let a verb find out what a path holds now."""
    inputs = [str(path)]
    if way == "infer":
        return _infer(engine, path).notes
    if way == "import":
        return import_recordings(engine, ImportRecordingsRequest(inputs=inputs), Call()).notes
    if way == "preprocess":
        return preprocess(engine, PreprocessRequest(inputs=inputs, model="base"), Call()).notes
    label = {"path": str(path), "start": 0.0, "end": 1.0, "species": "x"}
    return annotate(engine, AnnotateRequest.model_validate({"annotations": [label]}), Call()).notes


def test_a_label_by_path_on_another_sound_is_noted(base: Engine, path: Path) -> None:
    _night(path, 1)
    _infer(base, path)
    first = _label(base, path, "Strix aluco")
    _night(path, 2)
    (note,) = _come_upon(base, path, "annotate")
    assert (note.kind, note.examples, note.changes_results) == ("replaced", [str(path)], True)
    second = _known(base, path).recording_id
    assert _labels(base) == {(first, "Strix aluco"), (second, "x")} and first != second


class TestPicture:
    """Nobody sees one night in place of another."""

    @pytest.mark.parametrize("clock", [True, False])
    def test_a_recording_by_its_number_is_not_drawn_from_another_sound(
        self, base: Engine, path: Path, clock: bool
    ) -> None:
        _night(path, 1, clock=clock)
        _infer(base, path)
        number = _known(base, path).recording_id
        stretch = {"recordingId": number, "start": 0.0, "end": 1.0, "width": 10}
        picture = SpectrogramRequest.model_validate({**stretch, "height": 10})
        wave = WaveformRequest.model_validate(stretch)
        drawn = draw_waveform(base, wave, Call())
        assert draw_spectrogram(base, picture, Call()).data
        _night(path, 2, clock=clock)
        for draw in (
            lambda: draw_spectrogram(base, picture, Call()),
            lambda: draw_waveform(base, wave, Call()),
        ):
            with pytest.raises(UnreadableAudio, match="holds another sound") as refused:
                draw()
            assert refused.value.path == path and "recordings relink" in refused.value.hint
        named = {**stretch, "recordingId": None, "path": str(path)}
        by_path = draw_waveform(base, WaveformRequest.model_validate(named), Call())
        assert by_path.peaks != drawn.peaks

    def test_a_recording_that_was_touched_or_grew_is_drawn(self, base: Engine, path: Path) -> None:
        _night(path, 1)
        _infer(base, path)
        number = _known(base, path).recording_id
        _night(path, 1, seconds=9.0)
        stretch = {"recordingId": number, "start": 0.0, "end": 1.0, "width": 10}
        assert draw_waveform(base, WaveformRequest.model_validate(stretch), Call()).peaks


class TestSilence:
    def _silent(self, path: Path) -> Path:
        return write_wav(path, np.zeros(4 * RATE_HZ, np.float32), rate_hz=RATE_HZ)

    def test_a_dead_microphone_of_another_night_is_another_recording(
        self, base: Engine, tmp_path: Path
    ) -> None:
        first = self._silent(tmp_path / "card" / "20240501_050000.wav")
        _infer(base, first)
        number = _label(base, first, "nothing")
        second = first.rename(tmp_path / "card" / "20240502_050000.wav")
        _infer(base, second)
        assert _known(base, second).recording_id != number
        assert _labels(base) == {(number, "nothing")}
        assert base.catalog.recordings.copies() == {}

    def test_one_that_was_moved_is_found_by_its_name_and_start(
        self, base: Engine, tmp_path: Path
    ) -> None:
        names = ("20240501_050000.wav", "20240502_050000.wav")
        ids = []
        for name in names:
            _infer(base, self._silent(tmp_path / "card" / name))
            ids.append(_known(base, tmp_path / "card" / name).recording_id)
        (tmp_path / "card").rename(tmp_path / "moved")
        assert _infer(base, tmp_path / "moved").stats.skipped == 2
        assert [_known(base, tmp_path / "moved" / name).recording_id for name in names] == ids


class TestReadingAgain:
    @pytest.fixture
    def torn(self, monkeypatch: pytest.MonkeyPatch) -> list[int]:
        """Make reads fail once they pass this many frames, while the list is not empty."""
        from sidecar.audio.decoders.libsndfile import _SoundFile

        limit: list[int] = []
        whole = _SoundFile.block
        given: dict[int, int] = {}

        def block(self: Any, frames: int) -> tuple[Samples, Exception | None]:
            done = given.get(id(self), 0)
            if limit and done + frames > limit[0]:
                some, _ = whole(self, max(0, limit[0] - done))
                return some, OSError(errno.EIO, "Input/output error")
            some, error = whole(self, frames)
            given[id(self)] = done + len(some)
            return some, error

        monkeypatch.setattr(_SoundFile, "block", block)
        return limit

    def test_a_read_error_is_no_end(self, base: Engine, path: Path, torn: list[int]) -> None:
        _night(path, 1, seconds=9.0)
        torn.append(5 * RATE_HZ)
        (error,) = _infer(base, path).errors
        assert "damaged after 5.0 s" in error.message
        assert _known(base, path).digest == read_head(path).digest  # no more is known of it
        number = _label(base, path, "Strix aluco")
        torn.clear()
        again = _infer(base, path)
        assert (again.stats.done, again.errors, again.notes[1:]) == (1, [], [])
        assert again.recordings[0].seconds_reached == 9.0
        assert _known(base, path).recording_id == number
        assert _infer(base, path).stats.skipped == 1

    def test_hardly_a_sample_tells_nothing_and_changes_nothing(
        self, base: Engine, path: Path, torn: list[int]
    ) -> None:
        _night(path, 1)
        _infer(base, path)
        before = _known(base, path)
        os.utime(path)
        torn.append(1000)
        result = _infer(base, path)
        assert (len(result.errors), result.stats.failed) == (1, 1)
        assert _known(base, path) == before

    def test_a_forced_run_with_a_read_error_keeps_the_fuller_digest(
        self, base: Engine, path: Path, torn: list[int]
    ) -> None:
        _night(path, 1, seconds=9.0)
        _infer(base, path)
        before = _known(base, path)
        torn.append(5 * RATE_HZ)
        _infer(base, path, force=True)
        assert _known(base, path) == before

    def test_a_file_that_is_really_short_is_skipped_by_name(self, base: Engine, path: Path) -> None:
        whole = _night(path, 1, seconds=9.0).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        _infer(base, path)
        again = _infer(base, path)
        assert again.stats.skipped == 1
        assert [note.kind for note in again.notes if note.changes_results] == ["partialBefore"]
        path.write_bytes(whole)
        assert _infer(base, path).recordings[0].seconds_reached == 9.0


# A world of sounds: what a person with cards and archives does between two runs.

_NAMES = st.sampled_from(["a.wav", "b.wav", "c.flac"])
_STEPS = st.one_of(
    st.tuples(st.just("replace"), _NAMES, st.integers(1, 3)),
    st.tuples(st.sampled_from(["copy", "move"]), _NAMES, _NAMES),
    st.tuples(st.just("cut"), _NAMES, st.sampled_from([0.02, 0.4, 0.8])),
    st.tuples(st.sampled_from(["restore", "touch", "convert", "remove"]), _NAMES, st.none()),
    st.tuples(st.just("run"), _NAMES, st.none()),
    st.tuples(st.just("label"), _NAMES, st.none()),
    st.tuples(st.just("label"), _NAMES, st.none()),
)


class _World:
    """Files on a card, the sound that each truly holds, and a catalog that is to find out."""

    def __init__(self, scratch: Path, *, clock: bool) -> None:
        self.engine = engine_with_base(scratch / "home", dimension=4)
        self.card = scratch / "card"
        self.card.mkdir()
        self.clock = clock
        self.holds: dict[Path, int] = {}
        self.seen: dict[Path, int] = {}  # at the last run
        self.made = 0

    def do(self, step: tuple[str, str, Any]) -> None:
        what, name, more = step
        path = self.card / name
        if what == "run":
            self.run()
        elif what == "replace":
            self._write(path, more)
        elif path in self.holds:
            getattr(self, f"_{what}")(path, more)

    def _write(self, path: Path, sound: int) -> None:
        noise = np.random.default_rng(sound).normal(0, 0.05, 4 * RATE_HZ)
        form = "FLAC" if path.suffix == ".flac" else "WAV"
        soundfile.write(path, noise, RATE_HZ, format=form, subtype="PCM_16")
        self._changed(path, sound)

    def _changed(self, path: Path, sound: int) -> None:
        self.holds[path] = sound
        self.seen.pop(path, None)
        if not self.clock:
            os.utime(path, (UNSET_S, UNSET_S))

    def _copy(self, path: Path, name: str) -> None:
        other = self.card / name
        if other != path and other.suffix == path.suffix:
            shutil.copyfile(path, other)
            self._changed(other, self.holds[path])

    def _move(self, path: Path, name: str) -> None:
        other = self.card / name
        if other != path and other.suffix == path.suffix:
            path.replace(other)
            self.seen.pop(path, None)
            self._changed(other, self.holds.pop(path))

    def _cut(self, path: Path, part: float) -> None:
        content = path.read_bytes()
        path.write_bytes(content[: max(200, round(part * len(content)))])
        self._changed(path, self.holds[path])

    def _restore(self, path: Path, _: None) -> None:
        self._write(path, self.holds[path])

    def _touch(self, path: Path, _: None) -> None:
        os.utime(path)
        self._changed(path, self.holds[path])

    def _convert(self, path: Path, _: None) -> None:
        other = self.card / ("c.flac" if path.suffix == ".wav" else "a.wav")
        self._write(other, self.holds[path])
        self._remove(path, None)

    def _remove(self, path: Path, _: None) -> None:
        path.unlink()
        self.seen.pop(path, None)
        del self.holds[path]

    def _label(self, path: Path, _: None) -> None:
        """Label what a person hears: the name of the sound."""
        if self.seen.get(path) != self.holds[path]:
            return
        if (_known(self.engine, path).duration_s or 0.0) > 0.05:  # as long as the label
            self.made += 1
            _label(self.engine, path, f"sound {self.holds[path]}, label {self.made}")

    def run(self) -> None:
        if not self.holds:
            return
        result = _infer(self.engine, self.card)
        failed = {error.path for error in result.errors}
        self.seen = {path: of for path, of in self.holds.items() if self._kept(path, failed)}
        self.check()

    def _kept(self, path: Path, failed: set[str]) -> bool:
        """Tell whether a file was analysed as it is now; if not, the run must have said so."""
        known = self.engine.catalog.recordings.at([str(path)])
        status = path.stat()
        version = status.st_size, status.st_mtime_ns
        found = self.engine.catalog.reader().execute(
            """SELECT count(*) FROM Analysis a
               WHERE recordingId = ? AND sizeBytes = ? AND modifiedNs = ? AND current = 1""",
            (known.recording_id if known else 0, *version),
        )
        analysed = bool(known and known.is_file(*version) and found.fetchone()[0])
        assert analysed or str(path) in failed
        if analysed and known and known.digest:  # the row has the file's own sound
            assert known.digest[:HEAD_BYTES] == read_head(path).digest
        return analysed

    def check(self) -> None:
        """Check that each label lies on the sound that it was made on, or on none."""
        standing = self.engine.catalog.labels.standing()
        assert len(standing) == self.made
        for label in standing:
            (known,) = self.engine.catalog.recordings.find([label.recording_id])
            path = Path(known.url)
            if path in self.seen:
                assert label.species.startswith(f"sound {self.holds[path]},"), known


@settings(max_examples=25)
@given(steps=st.lists(_STEPS, max_size=20), clock=st.booleans())
@example([("replace", "a.wav", 1), ("run", "a.wav", None), ("label", "a.wav", None)] * 2, False)
@example(
    [
        ("replace", "a.wav", 1),
        ("run", "a.wav", None),
        ("label", "a.wav", None),
        ("replace", "a.wav", 2),
        ("run", "a.wav", None),
        ("label", "a.wav", None),
        ("cut", "a.wav", 0.02),
        ("run", "a.wav", None),
        ("replace", "a.wav", 1),
    ],
    False,
)
def test_whatever_happens_to_files_no_label_lies_on_another_sound(
    steps: list[tuple[str, str, Any]], clock: bool
) -> None:
    with TemporaryDirectory() as scratch:
        world = _World(Path(scratch), clock=clock)
        try:
            for step in steps:
                world.do(step)
            world.run()
        finally:
            world.engine.close()
