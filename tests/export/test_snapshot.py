"""An export is of one moment, whole or not at all, with as many rows as were asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sidecar import wholefile
from sidecar.app.engine import Engine
from sidecar.contract.export import ExportRequest, ExportResult, RowsProgress
from sidecar.errors import CatalogUnavailable, RequestCancelled, StorageFull
from sidecar.export.reading import RowSource
from sidecar.methods.export import export
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit
from tests.export.test_wholefile import FullDisk


def begun(do: Callable[[], object]) -> Call:
    """Make a call that does something when its work has begun."""

    def listen(value: Any, last: bool) -> bool:
        if value.kind == "begin":
            do()
        return True

    return Call(listen, every_s=0.0)


def on_another_thread(do: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        thread = threading.Thread(target=do)
        thread.start()
        thread.join()

    return run


def _export(engine: Engine, call: Call, **request: Any) -> ExportResult:
    return export(engine, ExportRequest.model_validate(request), call)


@pytest.mark.parametrize("more", [{}, {"most": 4}, {"perRecording": True}], ids=str)
def test_a_run_that_writes_meanwhile_changes_no_export(
    engine: Engine, keep: Keep, tmp_path: Path, more: dict[str, Any]
) -> None:
    keep({"/b.wav": [owl(float(n)) for n in range(5)], "/d.wav": [tit()]})
    request: dict[str, Any] = {"format": ["csv", "raven", "table"], "methods": True, **more}
    if "perRecording" in more:
        request["format"] = ["csv", "raven"]
    before = _export(engine, Call(), destination=str(tmp_path / "before"), **request)

    def write() -> None:
        keep({"/a.wav": [owl()], "/b.wav": [tit()], "/c.wav": [], "/e.wav": [owl()]})

    meanwhile = begun(on_another_thread(write))
    after = _export(engine, meanwhile, destination=str(tmp_path / "after"), **request)
    assert (before.rows, before.asked) == (after.rows, after.asked)
    assert _contents(tmp_path / "before") == _contents(tmp_path / "after")
    later = _export(engine, Call(), destination=str(tmp_path / "later"), **request)
    assert later.rows != after.rows or "most" in more


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("apart", [False, True])
def test_a_cancelled_export_leaves_no_file_and_no_folder(
    engine: Engine, keep: Keep, tmp_path: Path, apart: bool
) -> None:
    keep({f"/card/{n}/a.wav": [owl()] for n in range(5)})
    told: list[RowsProgress] = []

    def listen(value: Any, last: bool) -> bool:
        told.append(value)
        if value.done == 3:
            call.cancelled.set()
        return True

    call = Call(listen, every_s=0.0)
    request = {"format": ["csv", "parquet"], "perRecording": apart, "methods": True}
    out = tmp_path / "new" / "out"
    with pytest.raises(RequestCancelled):
        _export(engine, call, destination=str(out), **request)
    assert not out.parent.exists()
    assert told[-1].files == (4 if apart else 0)


def test_a_disk_that_fills_up_leaves_none_of_several_files(
    engine: Engine, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep({f"/card/{n}.wav": [owl(float(m)) for m in range(20)] for n in range(5)})
    request: dict[str, Any] = {"format": "csv", "perRecording": True, "destination": str(tmp_path)}
    written = _export(engine, Call(), **request)
    before = _contents(tmp_path)
    keep({f"/card/{n}.wav": [tit(float(m)) for m in range(20)] for n in range(5)})
    left = sum(each.bytes for each in written.files) // 2
    monkeypatch.setattr(wholefile, "open", FullDisk(left), raising=False)
    with pytest.raises(StorageFull):
        _export(engine, Call(), **request)
    after = {name: each for name, each in _contents(tmp_path).items() if name.endswith(".csv")}
    assert after == {name: each for name, each in before.items() if name.endswith(".csv")}
    assert not list(tmp_path.rglob(".linnet-*"))


def test_rows_that_are_lost_on_the_way_are_an_error_and_no_file(
    engine: Engine, keep: Keep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep({"/a.wav": [owl(), tit()]})
    read = RowSource.parts
    monkeypatch.setattr(
        RowSource, "parts", lambda self, **how: list(read(self, **how))[:-1] or iter(())
    )
    with pytest.raises(CatalogUnavailable, match="has 0 rows, but the catalog counts 2"):
        _export(engine, Call(), format="csv", destination=str(tmp_path / "a.csv"))
    assert not (tmp_path / "a.csv").exists()
