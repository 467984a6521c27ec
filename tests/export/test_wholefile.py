"""Exports are there wholly, or as they were before: full disks, kills, places that cannot be."""

from __future__ import annotations

import csv
import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import pytest

from sidecar import wholefile
from sidecar.app.engine import Engine
from sidecar.contract.export import ExportRequest
from sidecar.errors import LinnetError, PathNotAllowed, StorageFull
from sidecar.export.formats import FORMATS
from sidecar.methods.export import export
from sidecar.rpc.verb import Call
from sidecar.wholefile import sweep, whole_file
from tests.export.conftest import Keep, owl

ROOT = Path(__file__).parents[2]


class FullDisk:
    """Opens files on a disk that has so many bytes left."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self, handle: int, mode: str) -> IO[bytes]:
        file = open(handle, "wb", buffering=0)  # noqa: SIM115 - closed as what stands for it is
        write = file.write

        class Raw:
            def write(raw, content: bytes) -> int:
                self.left -= len(content)
                if self.left < 0:
                    raise OSError(errno.ENOSPC, "No space left on device")
                return int(write(content))

            def __getattr__(raw, name: str) -> Any:
                return getattr(file, name)

            def __enter__(raw) -> Any:
                return raw

            def __exit__(raw, *error: Any) -> None:
                file.close()

        return Raw()  # type: ignore[return-value]


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_disk_that_fills_up_leaves_what_was_there(
    engine: Engine, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    keep({f"/{n}.wav": [owl(float(m)) for m in range(50)] for n in range(20)})
    path = tmp_path / f"out{FORMATS[name].suffix}"
    request = ExportRequest.model_validate({"format": name, "destination": str(path)})
    export(engine, request, Call())
    whole = path.read_bytes()
    for left in (0, 10, len(whole) // 2, len(whole) - 1):
        monkeypatch.setattr(wholefile, "open", FullDisk(left), raising=False)
        with pytest.raises(StorageFull):
            export(engine, request, Call())
        assert path.read_bytes() == whole
        assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [path.name]
    monkeypatch.setattr(wholefile, "open", FullDisk(len(whole)), raising=False)
    export(engine, request, Call())
    assert path.read_bytes() == whole


_PROGRAM = """
import sys
from pathlib import Path
from sidecar.contract.export import ExportRequest
from sidecar.app.engine import Engine
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from sidecar.methods.export import export
home = Path(sys.argv[1])
engine = Engine(Settings(home=home, catalog=home / "catalog.sqlite", manifests=home))
request = ExportRequest(format="csv", destination=sys.argv[2])
while True:
    export(engine, request, Call())
    print("written", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_one_killed_at_any_moment_leaves_a_whole_file(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({f"/{n}.wav": [owl(float(m)) for m in range(200)] for n in range(20)})
    path = tmp_path / "out.csv"
    command = [sys.executable, "-c", _PROGRAM, str(engine.settings.home), str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    chance = random.Random(3)
    for _ in range(4):
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))  # anywhere in the next ones
            running.send_signal(signal.SIGKILL)
        with path.open(encoding="utf-8", newline="") as file:
            assert len(list(csv.DictReader(file))) == 4000
    sweep(tmp_path)
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["out.csv"]


def test_what_another_program_is_writing_is_not_swept_away(tmp_path: Path) -> None:
    with whole_file(tmp_path / "a.csv") as file:
        sweep(tmp_path)
        file.write(b"whole")
    assert (tmp_path / "a.csv").read_bytes() == b"whole"


def _try(engine: Engine, destination: Path | str, **more: Any) -> None:
    request = {"format": "csv", "destination": str(destination), **more}
    export(engine, ExportRequest.model_validate(request), Call())


def test_places_that_must_not_be_written_are_refused(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    sound, note = tmp_path / "a.wav", tmp_path / "note.txt"
    sound.write_bytes(b"RIFF")
    note.write_text("a file")
    keep({str(sound): [owl()], str(tmp_path / "gone.wav"): [owl()]})
    catalog = engine.catalog.path
    link = tmp_path / "link.csv"
    link.symlink_to(catalog)
    before = catalog.read_bytes()
    wal = catalog.with_name(catalog.name + "-wal")
    places = [catalog, wal, link, sound, tmp_path / "gone.wav", note / "out.csv"]
    for place in places:
        with pytest.raises(PathNotAllowed) as told:
            _try(engine, place)
        assert told.value.message.endswith(".")
        assert told.value.code == -32030
    with pytest.raises(PathNotAllowed):
        _try(engine, note, perRecording=True)
    with pytest.raises(PathNotAllowed):
        _try(engine, note, format=["csv", "raven"])
    (tmp_path / "folder" / "linnet.detections.csv").mkdir(parents=True)
    with pytest.raises(PathNotAllowed):
        _try(engine, tmp_path / "folder")
    assert catalog.read_bytes() == before and sound.read_bytes() == b"RIFF"
    assert note.read_text() == "a file"


@pytest.mark.usefixtures("permissions")
def test_a_folder_that_cannot_be_written_is_an_error(
    engine: Engine, keep: Keep, tmp_path: Path
) -> None:
    keep({"/a.wav": [owl()]})
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(LinnetError):
        _try(engine, tmp_path / "closed" / "out.csv")
