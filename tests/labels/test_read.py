"""Raven's tables and Audacity's tracks, as all kinds of programs save them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.audio.drives import Drives
from sidecar.catalog.interface import Questions
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.values import Basis, Recorded
from sidecar.errors import LinnetError, UnsupportedFormat
from sidecar.export.formats import FORMATS
from sidecar.export.reading import RowSource
from sidecar.export.rows import ExportedDetection, RecordingRows, Row
from sidecar.export.writer import ExportJob
from sidecar.labels.label import Label
from sidecar.labels.read import read_labels
from tests.factories import RECORDINGS
from tests.shared import needs_recordings

HEAD = "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)"
RAVEN = (
    f"{HEAD}\tSpecies\tNotes\n"
    "1\tSpectrogram 1\t1\t1.5\t3.25\t900.5\t2000\tTroglodytes hiemalis\tnear\n"
)
AUDACITY = "1.5\t3.25\tTroglodytes hiemalis\n\\\t900.5\t2000\n"
WREN = ("Troglodytes hiemalis", 1.5, 3.25, 900.5, 2000.0)


def _read(tmp_path: Path, text: str | bytes, **options: Any) -> tuple[list[Label], list[int]]:
    path = tmp_path / "labels.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read_labels(path, **options)
    return found.labels, [each.line for each in found.bad]


def _what(label: Label) -> tuple[Any, ...]:
    return label.species, label.start_s, label.end_s, label.low_hz, label.high_hz


@pytest.mark.parametrize("text", [RAVEN, AUDACITY], ids=["raven", "audacity"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_line_end(tmp_path: Path, text: str, encoding: str, end: str) -> None:
    text = text.replace("hiemalis", "hïemalis").replace("\n", end)
    (label,), bad = _read(tmp_path, text.encode(encoding))
    assert _what(label)[0] == "Troglodytes hïemalis" and _what(label)[1:] == WREN[1:]
    assert not bad


@pytest.mark.parametrize(
    "text",
    [
        RAVEN.replace("1.5", "1,5").replace("3.25", "3,25").replace("900.5", "900,5"),
        RAVEN.replace("\t", ";").replace("1.5", "1,5"),
        RAVEN.replace("\t", ","),
        "\n\n" + RAVEN + "\n\n",
        RAVEN.replace("Selection", "selection").replace("Begin Time", " BEGIN TIME"),
        RAVEN.replace("Troglodytes hiemalis", '"Troglodytes hiemalis"'),
        AUDACITY.replace(".", ","),
        AUDACITY + "\\\t1\t2\n",
    ],
    ids=["comma", "semicolons", "csv", "blank lines", "capitals", "quotes", "track", "twice boxed"],
)
def test_the_same_label_however_it_is_written(tmp_path: Path, text: str) -> None:
    (label,), bad = _read(tmp_path, text)
    assert _what(label) == WREN and not bad


def test_a_selection_is_one_label_however_many_views_show_it(tmp_path: Path) -> None:
    waveform = RAVEN.splitlines()[1].replace("Spectrogram", "Waveform").replace("900.5", "")
    labels, _ = _read(tmp_path, RAVEN.replace("\n1\t", f"\n{waveform}\n1\t"))
    assert [_what(label) for label in labels] == [WREN]
    assert labels[0].comment == "near"


def test_the_species_is_found_by_its_columns_title(tmp_path: Path) -> None:
    head = "Begin Time (s)\tEnd Time (s)\tCommon Name\tScientific Name\tSpecies Code\tConfidence\n"
    text = head + "0\t3\tTawny Owl\tStrix aluco\ttawowl1\t0.8765\n"
    (label,), _ = _read(tmp_path, text)
    assert (label.species, label.common, label.probability) == ("Strix aluco", "Tawny Owl", 88)
    (label,), _ = _read(tmp_path, text, column="species code")
    assert (label.species, label.common) == ("tawowl1", None)
    assert _read(tmp_path, text, column="Genus") == ([], [1])
    assert _read(tmp_path, "Begin Time (s)\tEnd Time (s)\n0\t3\n") == ([], [1])


def test_a_bad_line_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [
        *("1\tv\t1\tsoon\t3\t\t\towl\t", "2\tv\t1\t3\t3\t\t\towl\t", "3\tv\t1\t4\t3\t\t\towl\t"),
        *(
            "4\tv\t1\t1\t3\t900\t800\towl\t",
            "5\tv\t1\t1\t3\t\t\t\t",
            "6\tv",
            "7\tv\t1\t-2\t1\t\t\towl",
        ),
        *(
            "8\tv\t1\tnan\t3\t\t\towl\t",
            f"9\tv\t1\t1\t3\t\t\t{'x' * 300}\t",
            "10\tv\t1\t1\t3\t\t\towl",
        ),
        *("11\tv\t1\t1e999\t3\t\t\towl\t", "12\tv\t1\t٣\t4\t\t\towl"),
    ]
    labels, bad = _read(tmp_path, RAVEN + "\n".join(lines))
    assert [label.line for label in labels] == [2, 12]
    assert bad == [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]
    labels, bad = _read(tmp_path, AUDACITY + "2\t2\tpoint\n\\\t9\t8\nx\ty\tz\n3\t4\t\n5\t6\towl\n")
    assert ([label.line for label in labels], bad) == ([1, 7], [3, 5, 6])


def test_audacitys_text_may_hold_both_names_and_a_score(tmp_path: Path) -> None:
    text = "0\t3\tStrix aluco_Tawny Owl\t0.93\n3\t6\tTawny Owl 0.50\n6\t9\tcall type 2\n"
    labels, _ = _read(tmp_path, text)
    assert [(each.species, each.common, each.probability) for each in labels] == [
        ("Strix aluco", "Tawny Owl", 93),
        ("Tawny Owl", None, 50),
        ("call type 2", None, None),
    ]


def test_times_in_a_table_over_files_are_those_in_each_file(tmp_path: Path) -> None:
    head = "Begin Time (s)\tEnd Time (s)\tBegin File\tFile Offset (s)\tSpecies\n"
    labels, bad = _read(tmp_path, head + "1\t2\ta.wav\t1\towl\n61.5\t62.5\tb.wav\t1.5\towl\n")
    assert [(each.recording, each.start_s, each.end_s) for each in labels] == [
        ("a.wav", 1.0, 2.0),
        ("b.wav", 1.5, 2.5),
    ]
    # Without the offset it cannot be told whether times run on, unless they begin anew.
    head = "Begin Time (s)\tEnd Time (s)\tBegin File\tSpecies\n"
    labels, bad = _read(tmp_path, head + "1\t2\ta.wav\towl\n61.5\t62.5\tb.wav\towl\n")
    assert ([each.line for each in labels], bad) == ([2], [3])
    labels, bad = _read(tmp_path, head + "5\t6\ta.wav\towl\n1.5\t2.5\tb.wav\towl\n")
    assert ([each.start_s for each in labels], bad) == ([5.0, 1.5], [])


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"Dear diary\n", b"RIFF\x24\x00\x00\x00WAVEfmt ", b"\x00" * 50]
)
def test_what_is_no_table_of_labels_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnsupportedFormat):
        _read(tmp_path, content)


@needs_recordings
def test_a_table_drawn_by_people() -> None:
    found = read_labels(RECORDINGS / "powdermill_snippet.Table.1.selections.txt")
    assert not found.bad and len(found.labels) == 279
    assert _what(found.labels[0]) == ("NOCA", 0.178095911, 3.390418452, 1340.5, 2899.9)


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-16")))
def test_no_file_is_more_than_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    for head in (b"", HEAD.encode() + b"\tSpecies\n", b"0\t1\tx\n"):
        path.write_bytes(head + content)
        try:
            found = read_labels(path)
        except LinnetError:
            continue
        assert all(0 <= each.start_s < each.end_s and each.species for each in found.labels)


# What is exported comes back the same.

_NAME = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), blacklist_characters="_\"'"),
    min_size=1,
    max_size=20,
)
_ROW = st.builds(
    lambda file, start, length, species, common, confidence: {
        "path": f"/field/{file}.wav",
        "start": start / 10_000,
        "end": (start + length) / 10_000,
        "species": species,
        "common": common,
        "confidence": confidence,
        "model": "m",
    },
    st.sampled_from("abc"),
    st.integers(0, 500_000),
    st.integers(1, 90_000),
    _NAME,
    _NAME,
    st.floats(0, 1),
)


def _detection(recording_id: int, row: dict[str, Any]) -> ExportedDetection:
    told = (row["start"], row["end"], row["species"], row["common"], row["confidence"])
    channel = 2 if recording_id % 2 else None
    return ExportedDetection(recording_id, *told, "UNVERIFIED", 1, 1, 1, None, 1, channel, None, 1)


class _Source(RowSource):
    """Rows of analyses that no catalog holds."""

    def analyses(self) -> Callable[[int], Basis]:
        return lambda analysis_id: Basis(1, None, None, None, {}, "m", "1", "0" * 64)


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Questions]:
    catalog = SqliteCatalog(tmp_path_factory.mktemp("empty") / "catalog.sqlite")
    yield catalog.questions
    catalog.close()


@pytest.mark.parametrize("name", ["raven", "csv", "audacity"])
@given(rows=st.lists(_ROW, min_size=1, max_size=8))
def test_what_is_exported_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    questions: Questions,
    name: str,
    rows: list[dict[str, Any]],
) -> None:
    file = io.BytesIO()
    asked = ExportJob(_Source(questions, "detections", {}, Drives({}, tuple)))
    writer = FORMATS[name].begin(file, asked)
    rows.sort(key=lambda row: row["path"])
    for number, each in enumerate("abc"):
        url = f"/field/{each}.wav"
        recording = Recorded(number, url, 60.0, 48_000, *[None] * 7)
        heard: list[Row] = [_detection(number, row) for row in rows if row["path"] == url]
        writer.write(RecordingRows(recording, heard))
    writer.finish()
    path = tmp_path_factory.getbasetemp() / f"back.{name}"
    path.write_bytes(file.getvalue())
    found = read_labels(path)
    assert not found.bad and len(found.labels) == len(rows)
    for row, label in zip(rows, found.labels, strict=True):
        assert label.start_s == pytest.approx(row["start"], abs=1e-6)
        assert label.end_s == pytest.approx(row["end"], abs=1e-6)
        assert label.probability == pytest.approx(100 * row["confidence"], abs=1.01)
        if name == "audacity":
            assert label.species == row["common"]
        else:
            assert (label.species, label.common) == (row["species"], row["common"])
            assert label.recording == row["path"]
