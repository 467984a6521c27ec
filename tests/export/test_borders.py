"""Results replace earlier results; anything else only when asked, and some things never."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import Any

import pytest
import soundfile

from sidecar.app.engine import Engine
from sidecar.catalog.values import Decision, Person
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.catalog import BackupCatalogRequest
from sidecar.contract.export import ClipsRequest, ExportRequest
from sidecar.errors import LinnetError, PathNotAllowed
from sidecar.export.formats import FORMATS, is_export
from sidecar.methods.catalog import backup
from sidecar.methods.clips import clips
from sidecar.methods.export import export
from sidecar.methods.results import RECORD
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit
from tests.factories import tone, write_wav
from tests.stored import engine_with_base

# What other programs and people write, under any name.
FOREIGN = {
    "docx": b"PK\x03\x04 a thesis",
    "jpg": b"\xff\xd8\xff\xe0 an owl",
    "text": b"Begin Time (s)\tEnd Time (s)\n",
    "raven": b"Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\t"
    b"High Freq (Hz)\tNotes\n1\tSpectrogram 1\t1\t0\t3\t0\t15000\tmine\n",
    "audacity": b"0.500000\t3.500000\towl\n",
    "kaleidoscope": b"INDIR,FOLDER,IN FILE,OFFSET,DURATION,TOP1MATCH,TOP1DIST,MANUAL ID\n",
    "csv": b"Start (s),End (s),Species\n0,3,owl\n",
    "table": b"File,Most probable species,Comment\n",
    "json": b'[\n{"path":"/a.wav"}\n]\n',
    "spaced json": b'[{"path": "/a.wav", "recordedAt": null}]',
    "empty json": b"[]",
    "ndjson": b'{"path":"/a.wav","size":3}\n',
    "parquet": b"PAR1\x15\x04 parquet-cpp-arrow version 16 PAR1",
    "list": b"Clip,Scientific name,Clip start (s),Clip end (s)\n",
}
FORMS = sorted(FORMATS)

# The table has only detections.
STORED = [(form, "detections") for form in FORMS]
STORED += [(form, "annotations") for form in FORMS if form != "table"]

links = pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")


def _export(engine: Engine, path: Path, form: str | list[str], **more: Any) -> None:
    fields = {"format": form, "destination": str(path), **more}
    export(engine, ExportRequest.model_validate(fields), Call())


def _refused(engine: Engine, path: Path, form: str | list[str], **more: Any) -> PathNotAllowed:
    with pytest.raises(PathNotAllowed) as refused:
        _export(engine, path, form, **more)
    return refused.value


@pytest.fixture
def heard(engine: Engine, keep: Keep) -> None:
    keep({"/card/a.wav": [owl(0.5), tit(3.5)], "/card/b.wav": []})
    (said,) = engine.catalog.reader().execute("SELECT min(detectionId) AS id FROM Detection")
    decided = Decision(detection_id=said["id"], verified="YES", comment="=1\nsure")
    engine.catalog.labels.decide([decided], Person("Ana"))


@pytest.mark.usefixtures("heard")
class TestOwn:
    """An earlier export is recognised by its content."""

    @pytest.mark.parametrize(("form", "select"), STORED)
    def test_an_earlier_export_is_replaced(
        self, engine: Engine, tmp_path: Path, form: str, select: str
    ) -> None:
        path = tmp_path / f"out{FORMATS[form].endings[0]}"
        for more in ({}, {"where": {"species": "nobody"}}, {"where": {"path": "/card/a.wav"}}):
            _export(engine, path, form, select=select, **more)
            assert is_export(path), more
        other = path.with_suffix(".txt")
        path.rename(other)
        _export(engine, other, "audacity", select=select)  # of one kind by another

    @pytest.mark.parametrize("separator", ["comma", "semicolon", "tab"])
    @pytest.mark.parametrize("form", ["csv", "table"])
    def test_in_every_style(
        self, engine: Engine, tmp_path: Path, form: str, separator: str
    ) -> None:
        path = tmp_path / "out.csv"
        style = {"separator": separator, "bom": True, "decimalComma": separator != "comma"}
        columns = {"columns": ["lat", "site"]} if form == "csv" else {}
        for _ in range(2):
            _export(engine, path, form, **style, **columns)
        _export(engine, path, form)

    def test_one_for_each_recording_too(self, engine: Engine, tmp_path: Path) -> None:
        forms = [each for each in FORMS if each != "table"]
        for _ in range(2):
            _export(engine, tmp_path / "out", forms, perRecording=True)
        assert len(list((tmp_path / "out").iterdir())) == 2 * len(forms)


@pytest.mark.usefixtures("heard")
class TestForeign:
    """Whatever is no earlier export stays, unless `overwrite` says so."""

    @pytest.mark.parametrize("form", FORMS)
    def test_it_is_replaced_only_when_asked(
        self, engine: Engine, tmp_path: Path, form: str
    ) -> None:
        path = tmp_path / f"out{FORMATS[form].endings[0]}"
        for kind, content in FOREIGN.items():
            path.write_bytes(content)
            refused = _refused(engine, path, form)
            assert refused.path == path and "--overwrite" in refused.hint, kind
            assert [each.read_bytes() for each in tmp_path.glob("out*")] == [content], kind
            _export(engine, path, form, overwrite=True)
            assert is_export(path), kind

    def test_a_refused_file_keeps_all_others_from_being_written(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        foreign = tmp_path / "out" / FORMATS["raven"].file_name
        foreign.parent.mkdir()
        foreign.write_bytes(FOREIGN["raven"])
        _refused(engine, foreign.parent, ["csv", "raven"])
        assert list(foreign.parent.iterdir()) == [foreign]

    def test_the_file_of_one_recording_is_looked_at_too(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        foreign = tmp_path / "out" / "b.wav.csv"
        foreign.parent.mkdir()
        foreign.write_bytes(FOREIGN["csv"])
        assert _refused(engine, foreign.parent, "csv", perRecording=True).path == foreign
        assert foreign.read_bytes() == FOREIGN["csv"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    def test_what_is_no_regular_file_is_never_replaced_or_opened(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        os.mkfifo(tmp_path / "pipe.csv")
        (tmp_path / "null.csv").symlink_to("/dev/null")
        for name in ("pipe.csv", "null.csv"):
            for overwrite in (False, True):
                refused = _refused(engine, tmp_path / name, "csv", overwrite=overwrite)
                assert "not a regular file" in refused.message
        assert not Path("/dev/null").is_file() and not (tmp_path / "pipe.csv").is_file()

    def test_the_command_line_asks_for_it(
        self, engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "out.csv"
        path.write_bytes(FOREIGN["docx"])
        typed = ["export", str(path)]
        assert run_command(engine.settings, parse(typed)) == 1
        assert "--overwrite" in capsys.readouterr().err
        assert run_command(engine.settings, parse([*typed, "--overwrite"])) == 0


def _ways(tmp_path: Path, own: Path) -> list[Path]:
    """Give ways into a folder: plain, by `..`, and through links of a folder above and a file."""
    (tmp_path / "to").symlink_to(own)
    (tmp_path / "above").symlink_to(own.parent)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "link").symlink_to(tmp_path / "above")
    return [
        own,
        tmp_path / "deep" / "er" / ".." / ".." / own.relative_to(tmp_path),
        tmp_path / "to",
        tmp_path / "above" / own.name,
        tmp_path / "deep" / "link" / own.name,
    ]


@links
@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("folder", ["models", "features"])
def test_models_and_the_cache_are_never_written_to(
    engine: Engine, tmp_path: Path, folder: str, overwrite: bool
) -> None:
    own = engine.settings.home / folder / "birdnet"
    own.mkdir(parents=True)
    for name in ("installed.json", "head.onnx", "a.csv", "b.wav.csv"):
        (own / name).write_bytes(b"ours")
    (tmp_path / "out" / "linnet").mkdir(parents=True)
    (tmp_path / "out" / "file.json").symlink_to(own / "installed.json")
    more = {"overwrite": overwrite}
    for way in _ways(tmp_path, own):
        _refused(engine, way / "installed.json", "json", **more)
        _refused(engine, way / "new.csv", "csv", **more)
        _refused(engine, way, ["csv", "json"], **more)
        _refused(engine, way, "csv", perRecording=True, **more)
        with pytest.raises(PathNotAllowed):
            clips(engine, ClipsRequest(destination=str(way), overwrite=overwrite), Call())
        for place in (way, way / "copy.sqlite"):
            with pytest.raises(PathNotAllowed):
                backup(engine, BackupCatalogRequest(destination=str(place)), Call())
    _refused(engine, tmp_path / "out" / "file.json", "json", **more)
    found = {path.name: path.read_bytes() for path in own.iterdir()}
    assert found == dict.fromkeys(("installed.json", "head.onnx", "a.csv", "b.wav.csv"), b"ours")


@links
def test_a_folder_of_a_recording_may_not_lead_into_the_models(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/card/night/a.wav": [owl()], "/card/day/b.wav": [owl()]})
    own = engine.settings.models
    own.mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "night").symlink_to(own)
    _refused(engine, tmp_path / "out", "csv", perRecording=True, overwrite=True)
    assert list(own.iterdir()) == []


@links
@pytest.mark.usefixtures("heard")
def test_catalogs_and_recordings_are_never_replaced(engine: Engine, tmp_path: Path) -> None:
    catalog = engine.catalog.path
    embeddings = catalog.with_name("catalog.embeddings")
    embeddings.mkdir(exist_ok=True)
    sound = write_wav(tmp_path / "sound.wav", tone(0.1))
    (tmp_path / "link.csv").symlink_to(catalog)
    os.link(catalog, tmp_path / "hard.csv")
    before = catalog.read_bytes()
    for place in (
        *(catalog, catalog.with_name(f"{catalog.name}-wal"), embeddings / "a.csv"),
        *(tmp_path / "link.csv", tmp_path / "hard.csv", sound),
    ):
        _refused(engine, place, "csv", overwrite=True)
    assert catalog.read_bytes() == before and sound.read_bytes()[:4] == b"RIFF"


class TestClips:
    @pytest.fixture
    def night(self, keep: Keep, tmp_path: Path) -> Path:
        path = write_wav(tmp_path / "card" / "20240501_043000.wav", tone(10.0))
        keep({str(path): [owl(0.0), tit(3.0)]}, seconds=10.0)
        return path

    def _cut(self, engine: Engine, folder: Path, **more: Any) -> list[Path]:
        asked = {"destination": str(folder), **more}
        result = clips(engine, ClipsRequest.model_validate(asked), Call())
        assert result.errors == []
        with open(result.list_path, encoding="utf-8", newline="") as file:
            return [folder / line["Clip"] for line in csv.DictReader(file)]

    def test_clips_of_another_padding_replace_earlier_ones(
        self, engine: Engine, night: Path, tmp_path: Path
    ) -> None:
        first, _ = self._cut(engine, tmp_path / "out")
        assert self._cut(engine, tmp_path / "out", padding=1.0)[0] == first
        assert soundfile.info(first).duration == pytest.approx(4.0)

    @pytest.mark.parametrize("content", [b"PK a thesis", b""])
    def test_another_file_in_a_clips_place_stays(
        self, engine: Engine, night: Path, tmp_path: Path, content: bytes
    ) -> None:
        (first, _), out = self._cut(engine, tmp_path / "made"), tmp_path / "out"
        foreign = out / first.relative_to(tmp_path / "made")
        foreign.parent.mkdir(parents=True)
        foreign.write_bytes(content)
        with pytest.raises(PathNotAllowed):
            self._cut(engine, out)
        assert foreign.read_bytes() == content
        self._cut(engine, out, overwrite=True)
        assert soundfile.info(foreign).duration == pytest.approx(3.0)

    def test_another_list_of_that_name_stays(
        self, engine: Engine, night: Path, tmp_path: Path
    ) -> None:
        listing = tmp_path / "out" / "clips.csv"
        listing.parent.mkdir()
        listing.write_bytes(b"Clip,Rating\na,5\n")
        with pytest.raises(PathNotAllowed) as refused:
            self._cut(engine, tmp_path / "out")
        assert "--overwrite" in refused.value.hint
        assert [each.name for each in listing.parent.iterdir()] == ["clips.csv"]
        self._cut(engine, tmp_path / "out", overwrite=True)

    def test_a_recording_of_the_catalog_is_no_clip(
        self, engine: Engine, keep: Keep, night: Path, tmp_path: Path
    ) -> None:
        first, _ = self._cut(engine, tmp_path / "out")
        keep({str(first): []}, seconds=3.0)
        before = first.read_bytes()
        with pytest.raises(LinnetError):
            self._cut(engine, tmp_path / "out", padding=1.0, overwrite=True)
        assert first.read_bytes() == before


class TestAnalyze:
    def test_files_beside_its_own_results_are_looked_at(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        engine = engine_with_base(tmp_path / "home", dimension=4)
        card = write_wav(tmp_path / "card" / "20240501_053000.wav", tone(3.0)).parent
        out = tmp_path / "results"

        def analyze(*more: str) -> int:
            said = ["analyze", str(card), "--model", "base", "--out", str(out), *more]
            return run_command(engine.settings, parse(said))

        assert analyze("--format", "csv") == 0 and analyze("--format", "csv,audacity") == 0
        for name in (FORMATS["table"].file_name, "20240501_053000.wav.audacity.txt"):
            form = "table" if "table" in name else "audacity"
            (out / name).write_bytes(FOREIGN["docx"])
            capsys.readouterr()
            assert analyze("--format", form) == 1
            said = capsys.readouterr().err
            assert name in said and "--replace" in said
            assert (out / name).read_bytes() == FOREIGN["docx"]
            assert analyze("--format", form, "--replace") == 0
        (out / RECORD).write_bytes(b"{}")
        assert analyze("--format", "csv") == 1
        engine.close()

    def test_a_recording_that_is_analysed_is_never_replaced(self, tmp_path: Path) -> None:
        engine = engine_with_base(tmp_path / "home", dimension=4)
        sound = write_wav(tmp_path / "out" / FORMATS["csv"].file_name, tone(3.0))
        (tmp_path / "a.csv").symlink_to(sound)
        before = sound.read_bytes()
        for named in (sound, tmp_path / "a.csv"):
            typed = ["analyze", str(named), "--model", "base", "--format", "csv", "--replace"]
            assert run_command(engine.settings, parse([*typed, "--out", str(sound.parent)])) == 1
            assert sound.read_bytes() == before
        engine.close()
