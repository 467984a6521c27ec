"""Minutes are measured in a run or afterwards, listed by `query`, and used as masks."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest, InferResult, ResumeRunRequest
from sidecar.contract.export import ExportRequest, ExportResult
from sidecar.contract.query import QueryRequest, QueryResult
from sidecar.contract.recordings import MeasureRequest, MeasureResult
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer, resume_run
from sidecar.methods.export import export
from sidecar.methods.query import query
from sidecar.methods.recordings import measure_recordings
from sidecar.rpc.verb import Call
from tests.factories import tone, write_wav
from tests.indices.sounds import noise
from tests.stored import engine_with_base

RATE_HZ = 8_000


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_with_base(tmp_path, dimension=4)
    yield engine
    engine.close()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Write 70 s of a tone after a dropout, a loud second, and a second that clips."""
    dropout = tone(70.0, hertz=900.0, rate_hz=RATE_HZ)
    dropout[: 40 * RATE_HZ] = 0.0
    write_wav(tmp_path / "card" / "dropout.wav", dropout, rate_hz=RATE_HZ)
    write_wav(tmp_path / "card" / "noise.wav", noise(1.0))
    write_wav(tmp_path / "card" / "clips.wav", np.sign(tone(1.0)), rate_hz=48_000)
    return tmp_path / "card"


def _infer(engine: Engine, **fields: Any) -> InferResult:
    asked = {"model": "base", "minConfidence": 0.6, **fields}
    return infer(engine, InferRequest.model_validate(asked), Call())


def _measure(engine: Engine, **fields: Any) -> MeasureResult:
    return measure_recordings(engine, MeasureRequest.model_validate(fields), Call())


def _query(engine: Engine, select: str = "minutes", **asked: Any) -> QueryResult:
    request = {"select": select, "orderBy": ["path"], **asked}
    return query(engine, QueryRequest.model_validate(request), Call())


def _noted(result: QueryResult | InferResult) -> dict[str, int]:
    return {note.kind: note.count for note in result.notes}


def _minutes(result: QueryResult) -> list[tuple[str, int]]:
    return [(Path(row.path).stem, row.minute) for row in result.rows]


def test_a_run_measures_while_it_reads_and_later_reading_measures_the_same(
    base: Engine, card: Path
) -> None:
    _infer(base, inputs=[str(card)], indices=True)
    found = _query(base)
    every = [("clips", 0), ("dropout", 0), ("dropout", 1), ("noise", 0)]
    assert (_minutes(found), _noted(found)) == (every, {})
    clips, dropout, rest, loud = found.rows
    assert clips.clipping == pytest.approx(1.0, abs=0.05)  # but where the sine is zero
    assert dropout.silence == pytest.approx(2 / 3, abs=1e-3)
    assert (dropout.seconds, rest.seconds, rest.lacks) == (60.0, 10.0, "sampleRate")
    assert (rest.ndsi, rest.bi, rest.adi) == (None, None, None)
    assert loud.level == pytest.approx(-20.0, abs=0.2)
    assert loud.h == pytest.approx(loud.hf * loud.ht)
    again = _measure(base, again=True)
    assert (again.measured, again.minutes, again.known, again.errors) == (3, 4, 0, [])
    assert _query(base).rows == found.rows
    assert _measure(base).known == 3


def test_what_was_not_measured_is_said_and_never_zero(base: Engine, card: Path) -> None:
    _infer(base, inputs=[str(card)])
    nothing = _query(base)
    assert (nothing.rows, _noted(nothing)) == ([], {"notMeasured": 3})
    assert base.catalog.measurements.masked({"rain": 0.0}) == {}
    assert _measure(base, where={"path": {"contains": "noise"}}).measured == 1
    (one,) = base.catalog.measurements.measured()
    assert _query(base, "recordings", where={"measured": 1}).rows[0].recording_id == one
    assert _noted(_query(base)) == {"notMeasured": 2}
    # A run whose results stand reads nothing, so it measures nothing.
    assert _noted(_infer(base, inputs=[str(card)], indices=True))["notMeasured"] == 2
    assert "notMeasured" not in _noted(_infer(base, inputs=[str(card)]))


def test_a_continued_run_goes_on_measuring(base: Engine, card: Path) -> None:
    ran = _infer(base, inputs=[str(card)], indices=True)
    base.catalog.recordings.remove(
        [each.recording_id for each in ran.recordings], including_labels=True
    )
    resume_run(base, ResumeRunRequest(run_id=ran.run_id), Call())
    assert len(_query(base).rows) == 4


def test_minutes_mask_detections(base: Engine, card: Path) -> None:
    _infer(base, inputs=[str(card)], indices=True)

    def names(**where: Any) -> set[str]:
        rows = _query(base, "detections", where=where, limit=1000).rows
        return {Path(row.path).stem for row in rows}

    assert names() == {"clips", "dropout", "noise"}
    assert names(inClipping={"ne": 1}) == {"dropout", "noise"}
    assert names(clipping={"ge": 0.5}) == {"clips"}
    assert names(inSilence=1) == {"dropout"}
    late = _query(base, "detections", where={"inSilence": 1}, limit=1000).rows
    assert late and all(row.start < 60 for row in late)
    # At 8 kHz nobody knows of rain, and a mask leaves out only what is known.
    assert names(rain={"ge": 0}) == {"clips", "noise"}
    assert names(inRain={"ne": 1}) >= {"dropout"}
    masked = base.catalog.measurements.masked({"clipping": 0.001, "silence": 0.5})
    assert sorted(masked.values()) == [0.0, 1.0, 60.0]


def test_minutes_are_filtered_by_time_and_value(base: Engine, tmp_path: Path) -> None:
    sound = tone(130.0, hertz=900.0, rate_hz=RATE_HZ) * np.linspace(0.01, 1, 130 * RATE_HZ)
    write_wav(tmp_path / "20240501_045900.wav", sound.astype(np.float32), rate_hz=RATE_HZ)
    _infer(base, inputs=[str(tmp_path / "20240501_045900.wav")], indices=True)
    at_five = _query(base, where={"timeOfDay": {"ge": 5}})
    assert [row.starts_at for row in at_five.rows] == [
        "2024-05-01T05:00:00.000",
        "2024-05-01T05:01:00.000",
    ]
    loudest = _query(base, orderBy=["-level"], fields=["minute"], limit=1)
    assert loudest.rows[0].model_dump() == {"minute": 2, "minuteId": at_five.rows[1].minute_id}
    assert len(_query(base, where={"level": {"lt": -20}}).rows) == 1


def test_a_calibrated_recorder_gives_sound_pressure(base: Engine, card: Path) -> None:
    _infer(base, inputs=[str(card / "noise.wav")], indices=True)
    assert _query(base).rows[0].spl is None
    recorder = replace(base.settings.recorder, db_full_scale=120.0)
    base.settings = replace(base.settings, recorder=recorder)
    (row,) = _query(base).rows
    assert row.spl == pytest.approx(row.level + 120, abs=0.01)
    (named,) = _query(base, fields=["spl"]).rows
    assert named.model_dump() == {"minuteId": row.minute_id, "spl": row.spl}


def test_another_sound_at_the_place_was_not_measured(base: Engine, card: Path) -> None:
    _infer(base, inputs=[str(card / "noise.wav")], indices=True)
    write_wav(card / "noise.wav", tone(2.0))
    found = _measure(base, again=True)
    (error,) = found.errors
    assert (found.measured, error.kind) == (0, "UnreadableAudio")
    assert error.path.endswith("noise.wav")
    assert _query(base).rows[0].level == pytest.approx(-20.0, abs=0.2)  # that of the old sound
    _infer(base, inputs=[str(card / "noise.wav")])
    assert [Path(row.path).name for row in _query(base).rows if "replaced" not in row.path] == []


def test_a_file_that_is_gone_or_damaged_is_a_row(base: Engine, card: Path) -> None:
    _infer(base, inputs=[str(card)])
    (card / "noise.wav").unlink()
    cut = card / "dropout.wav"
    cut.write_bytes(cut.read_bytes()[:500_000])
    found = _measure(base)
    assert found.measured == 1
    kinds = {Path(error.path).name: (error.kind, error.imported) for error in found.errors}
    assert kinds == {
        "noise.wav": ("RecordingNotFound", False),
        "dropout.wav": ("UnreadableAudio", False),
    }


def test_a_recording_with_samples_that_are_no_numbers_is_measured_and_said(
    base: Engine, tmp_path: Path
) -> None:
    sound = noise(1.0)
    sound[100:200] = np.nan
    write_wav(tmp_path / "card" / "nan.wav", sound, subtype="FLOAT")
    _infer(base, inputs=[str(tmp_path / "card")])
    found = _measure(base)
    (error,) = found.errors
    assert (found.measured, error.imported) == (1, True)
    assert "not numbers" in error.message
    assert _query(base).rows[0].level is not None


class TestExport:
    @pytest.fixture
    def measured(self, base: Engine, card: Path) -> Engine:
        _infer(base, inputs=[str(card)], indices=True)
        return base

    @staticmethod
    def _export(engine: Engine, place: Path, **fields: Any) -> ExportResult:
        asked = {"select": "minutes", "destination": str(place), "format": "csv", **fields}
        return export(engine, ExportRequest.model_validate(asked), Call())

    def test_every_format_has_the_values_of_query(self, measured: Engine, tmp_path: Path) -> None:
        out = tmp_path / "out"
        formats = ["csv", "parquet", "json", "ndjson"]
        done = self._export(measured, out, format=formats)
        assert (done.rows, done.written) == (4, 4)
        asked = _query(measured).rows
        rows = [row.model_dump(by_alias=True) for row in asked]
        as_json = json.loads((out / "linnet.minutes.json").read_text())
        assert as_json == rows
        lines = (out / "linnet.minutes.ndjson").read_text().splitlines()
        assert [json.loads(line) for line in lines] == as_json
        with open(out / "linnet.minutes.csv", newline="", encoding="utf-8") as file:
            table = list(csv.DictReader(file))
        assert [float(row["level"]) for row in table] == [row.level for row in asked]
        assert [row["lacks"] for row in table] == [row.lacks or "" for row in asked]
        again = self._export(measured, out, format=formats)  # replaces its own files, unasked
        assert again.rows == 4

    def test_parquet_tells_nothing_from_a_missing_value(
        self, measured: Engine, tmp_path: Path
    ) -> None:
        pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow judges what we write")
        self._export(measured, tmp_path / "m.parquet", format="parquet", where={"minute": 1})
        (row,) = pq.read_table(tmp_path / "m.parquet").to_pylist()
        (asked,) = _query(measured, where={"minute": 1}).rows
        assert (row["aci"], row["ndsi"], row["startsAt"]) == (asked.aci, None, None)

    def test_what_minutes_do_not_have_is_refused(self, measured: Engine, tmp_path: Path) -> None:
        for field, value in (("format", "raven"), ("most", 3), ("preview", 2), ("methods", True)):
            with pytest.raises(InvalidParams) as refused:
                self._export(measured, tmp_path / "m.csv", **{field: value})
            assert refused.value.field == field
        assert not (tmp_path / "m.csv").exists()
