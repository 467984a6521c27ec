"""What Linnet keeps on disks is counted, and only what it can make again is cleared."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar import scratch
from sidecar.app.engine import Engine
from sidecar.contract.catalog import BackupCatalogRequest
from sidecar.contract.preprocess import PreprocessRequest
from sidecar.contract.storage import (
    ClearStorageRequest,
    ClearStorageResult,
    Kept,
    StorageRequest,
    StorageResult,
)
from sidecar.errors import InvalidParams, RequestCancelled
from sidecar.methods.catalog import backup
from sidecar.methods.preprocess import preprocess
from sidecar.methods.storage import clear_storage, look_at_storage
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from sidecar.storage import sizes
from tests.conftest import MANIFESTS
from tests.everyverb import furnished
from tests.test_scratch import _mark_of_an_ended_process

ALL = ["features", "overviews", "graphs", "downloads", "scratch"]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Give an engine with models, windows, labels, and prepared recordings."""
    engine = furnished(tmp_path)
    _prepare(engine)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def ended() -> str:
    return _mark_of_an_ended_process()


def _prepare(engine: Engine) -> int:
    card = str(engine.settings.home / "card")
    request = PreprocessRequest(inputs=[card], frontend="ucsd-torchaudio-mel")
    return preprocess(engine, request, Call()).stats.misses


def _look(engine: Engine) -> StorageResult:
    return look_at_storage(engine, StorageRequest(), Call())


def _bytes(engine: Engine) -> dict[str, int]:
    return {part.what: part.bytes for part in _look(engine).parts}


def _clear(engine: Engine, *what: str, **more: Any) -> ClearStorageResult:
    request = ClearStorageRequest.model_validate({"what": what, **more})
    return clear_storage(engine, request, Call())


def _why(kept: list[Kept]) -> dict[tuple[str, str], int]:
    return {(each.what, each.why): each.files for each in kept}


def _tree(folder: Path) -> dict[str, str]:
    """Digest all files and links below a folder; a journal is SQLite's own."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in [*names, *(each for each in folders if (Path(place) / each).is_symlink())]:
            path = Path(place) / name
            if name.endswith(("-wal", "-shm")):
                continue
            link = path.is_symlink()
            held = os.readlink(path).encode() if link else path.read_bytes()
            found[str(path.relative_to(folder))] = hashlib.sha256(held).hexdigest()
    return found


def test_each_file_counts_once_and_the_sums_are_those_of_the_disk(
    engine: Engine, ended: str
) -> None:
    home = engine.settings.home
    backup(engine, BackupCatalogRequest(embeddings=True), Call())
    (home / f"left{ended}").write_bytes(bytes(700))
    (home / "models" / ".downloads").mkdir()
    (home / "models" / ".downloads" / f"{'a' * 16}.part").write_bytes(bytes(300))
    found = _look(engine)
    held = {part.what: part.bytes for part in found.parts}
    folders = ("models", "features", "graphs", "c.embeddings")
    of_folder = {each: _sum(home / each) for each in folders}
    assert held["models"] + held["downloads"] == of_folder["models"]
    assert held["features"] == of_folder["features"] > 0
    assert held["embeddings"] + held["searchIndex"] == of_folder["c.embeddings"] > 0
    assert (held["scratch"], held["downloads"], held["setAside"]) == (700, 300, 0)
    assert held["backups"] == sum(each.bytes for each in found.backups) > 0
    assert [each.embeddings for each in found.backups] == [True]
    installed = [each for each in found.models if each.name == "base"]
    assert sorted(each.active for each in installed) == [False, True]
    assert sum(each.bytes for each in found.models) <= held["models"]
    assert all(part.complete for part in found.parts)
    assert {part.what for part in found.parts if part.clearable} == set(ALL)
    assert all(0 <= part.drive < len(found.drives) for part in found.parts)
    assert found.drives[0].free_bytes == pytest.approx(shutil.disk_usage(home).free, rel=0.05)


def _sum(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_a_folder_with_too_many_files_is_counted_in_part_and_that_is_said(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _bytes(engine)["features"]
    monkeypatch.setattr(sizes, "MOST_FILES", 1)
    part = next(part for part in _look(engine).parts if part.what == "features")
    assert not part.complete
    assert 0 < part.bytes < whole


def test_a_catalog_that_may_not_be_written_is_told(engine: Engine, permissions: None) -> None:
    assert not _look(engine).read_only
    for mode in (0o444, 0o644):
        engine.catalog_path.chmod(mode)
        assert _look(engine).read_only == (mode == 0o444)


def test_a_home_with_nothing_in_it_takes_nothing_and_nothing_is_made(tmp_path: Path) -> None:
    home = tmp_path / "none"
    engine = Engine(Settings(home, home / "c.sqlite", MANIFESTS))
    assert set(_bytes(engine).values()) == {0}
    assert _clear(engine, *ALL).bytes == 0
    assert not home.exists()


def test_what_was_cleared_is_made_again_the_same_and_all_else_stays(
    engine: Engine, ended: str
) -> None:
    home = engine.settings.home
    (home / f"left{ended}").write_bytes(bytes(700))
    before, sizes_before = _tree(home), _bytes(engine)
    told = _clear(engine, *ALL, dryRun=True)
    assert _tree(home) == before, "a dry run changes nothing"
    done = _clear(engine, *ALL)
    assert (done.cleared, done.kept, done.bytes) == (told.cleared, told.kept, told.bytes)
    gone = before.keys() - _tree(home).keys()
    assert {name.split(os.sep)[0] for name in gone} >= {"features", f"left{ended}"}
    assert not {
        name
        for name in gone
        if name.split(os.sep)[0]
        not in (
            "features",
            "overviews",
            "graphs",
            f"left{ended}",
        )
    }
    after = _bytes(engine)
    assert sum(sizes_before.values()) - sum(after.values()) == done.bytes
    assert _prepare(engine) == 2, "both recordings are computed again"
    kept = {name: each for name, each in before.items() if name not in gone or "features" in name}
    now = _tree(home)
    assert {name: now.get(name) for name in kept if name.endswith(".npy")} == {
        name: each for name, each in kept.items() if name.endswith(".npy")
    }
    assert {name for name, each in kept.items() if now.get(name) != each} <= {
        name for name in kept if name.endswith(".json") or name == "c.sqlite"
    }


def test_a_run_that_uses_prepared_recordings_keeps_them(engine: Engine) -> None:
    before = _tree(engine.settings.features)
    with engine.using():
        engine.features()
        refused = _clear(engine, "features")
        assert _why(refused.kept) == {("features", "inUse"): len(before)}
        assert _tree(engine.settings.features) == before
    assert _clear(engine, "features").kept == []
    assert _tree(engine.settings.features) == {}


def test_a_run_of_another_program_keeps_them_too(engine: Engine) -> None:
    folder = next(each for each in engine.settings.features.iterdir())
    writing = folder / f".new{scratch.mark()}"
    writing.touch()
    assert {why for _, why in _why(_clear(engine, "features").kept)} == {"inUse"}
    writing.unlink()
    assert _clear(engine, "features").bytes > 0


def test_a_run_that_begins_during_a_clearing_waits_for_its_end(engine: Engine) -> None:
    order: list[str] = []
    begun = threading.Event()

    def run() -> None:
        with engine.using():
            begun.set()
            engine.feature_uses.take()
            order.append("run")

    thread = threading.Thread(target=run)
    with engine.feature_uses.clearing() as free:
        assert free
        thread.start()
        assert begun.wait(60.0)
        order.append("cleared")
    thread.join(60.0)
    assert order == ["cleared", "run"]


def test_a_stop_leaves_whole_pairs(engine: Engine) -> None:
    call = Call()
    call.cancelled.set()
    with pytest.raises(RequestCancelled):
        clear_storage(engine, ClearStorageRequest(what=["features"]), call)
    names = {path.stem for path in engine.settings.features.rglob("*.npy")}
    assert names == {path.stem for path in engine.settings.features.rglob("*.json")} != set()


OURS = ("ab/" + "0123456789abcdef" * 2 + ".npy", "ab/" + "0123456789abcdef" * 2 + ".json")
NAMES = st.one_of(
    st.sampled_from([*OURS, "ab/owl.npy", "ab/owl.wav", "owl.wav", "notes.txt", "labels.json"]),
    st.from_regex(r"[0-9a-f]{2}/[0-9a-f]{32}\.(npy|json)", fullmatch=True),
    st.from_regex(r"[0-9a-gA-Z]{1,3}/[0-9a-f]{31,33}\.(npy|json|wav|sqlite)", fullmatch=True),
    st.from_regex(r"[0-9a-f]{16}-1\.2-[0-9a-f]{12}/graph\.(onnx|xxh3|wav)", fullmatch=True),
    st.from_regex(r"[0-9a-f]{16}\.part(\.json)?", fullmatch=True),
)


@given(st.dictionaries(NAMES, st.binary(max_size=20), max_size=12), st.sampled_from(ALL[:4]))
@example({"ab/owl.wav": b"x", OURS[0]: b"y"}, "features")
def test_nothing_that_linnet_did_not_make_ever_goes(files: dict[str, bytes], what: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        engine = Engine(Settings(home, home / "c.sqlite", MANIFESTS))
        places = {
            "features": engine.settings.features,
            "overviews": engine.settings.overviews,
            "graphs": engine.settings.graphs,
            "downloads": engine.settings.models / ".downloads",
        }
        outside = home / "recordings"
        outside.mkdir()
        (outside / OURS[0][3:]).write_bytes(b"night")
        folder = places[what]
        folder.mkdir(parents=True)
        (folder / "cd").symlink_to(outside)  # a folder of theirs, under a name as of ours
        (folder / f"{'c' * 16}.part").symlink_to(outside / OURS[0][3:])
        for name, held in files.items():
            path = folder / name
            if not path.is_symlink():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(held)
        before = _tree(home)
        result = _clear(engine, what)
        after = _tree(home)
        assert after.items() <= before.items()
        inside = f"{folder.relative_to(home)}{os.sep}".replace(os.sep, "/")
        gone = {name.replace(os.sep, "/").removeprefix(inside) for name in before.keys() - after}
        ours = {name for name in files if _is_ours(name, what)}
        assert gone == ours
        assert result.bytes == sum(len(files[name]) for name in ours)
        stayed = sum(kept.files for kept in result.kept)
        assert stayed >= 2, "both links are told"
        assert {kept.why for kept in result.kept} == {"foreign"}


def _is_ours(name: str, what: str) -> bool:
    import re

    forms = {
        "features": r"[0-9a-f]{2}/[0-9a-f]{32}\.(npy|json)",
        "overviews": r"[0-9a-f]{2}/[0-9a-f]{32}\.(npy|json)",
        "graphs": r"[0-9a-f]{16}-1\.2-[0-9a-f]{12}/graph\.(onnx|xxh3)",
        "downloads": r"[0-9a-f]{16}\.part(\.json)?",
    }
    return re.fullmatch(forms[what], name) is not None and not name.startswith("cd/")


def test_a_killed_installation_gives_back_the_only_copy_of_a_model(
    engine: Engine, ended: str
) -> None:
    place = engine.registry.path("base")
    killed = engine.settings.models / f".installing-base-x{ended}"
    killed.mkdir()
    place.rename(killed / "before")
    (killed / "ready").mkdir()
    (killed / "ready" / "model.onnx").write_bytes(bytes(1_000))
    _clear(engine, "scratch")
    assert not killed.exists()
    assert engine.registry.installed("base") is not None


def test_a_backup_goes_only_by_its_name(engine: Engine) -> None:
    for _ in range(2):
        backup(engine, BackupCatalogRequest(embeddings=True), Call())
    newer, older = _look(engine).backups
    assert _clear(engine, *ALL).bytes > 0
    assert [each.name for each in _look(engine).backups] == [newer.name, older.name]
    gone = _clear(engine, backups=[older.name])
    assert [(each.what, each.bytes) for each in gone.cleared] == [("backups", older.bytes)]
    home = engine.settings.home
    assert [each.name for each in _look(engine).backups] == [newer.name]
    assert len(list(home.glob("*.backup-*"))) == 2, "the other one and its embeddings"
    assert engine.catalog_path.exists()
    for name in (older.name, "c.sqlite", "../c.sqlite", "nothing"):
        with pytest.raises(InvalidParams) as refused:
            _clear(engine, backups=[name])
        assert refused.value.field == "backups"


def test_backups_of_a_catalog_that_is_not_whole_stay(engine: Engine) -> None:
    backup(engine, BackupCatalogRequest(), Call())
    (name,) = (each.name for each in _look(engine).backups)
    engine.close()
    for end in ("-wal", "-shm"):  # SQLite would mend the file from its journal
        engine.catalog_path.with_name(f"c.sqlite{end}").unlink(missing_ok=True)
    engine.catalog_path.write_bytes(b"damaged" * 1_000)
    again = Engine(engine.settings)
    assert _why(_clear(again, backups=[name]).kept) == {("backups", "onlyCopy"): 1}
    engine.catalog_path.unlink()
    assert _why(_clear(again, backups=[name]).kept) == {("backups", "onlyCopy"): 1}
    assert not engine.catalog_path.exists(), "none is made"
    assert (engine.settings.home / name).exists()


def test_a_backup_that_a_program_has_open_stays(engine: Engine) -> None:
    backup(engine, BackupCatalogRequest(), Call())
    (name,) = (each.name for each in _look(engine).backups)
    (engine.settings.home / f"{name}-wal").touch()
    assert _why(_clear(engine, backups=[name]).kept) == {("backups", "inUse"): 1}


def test_a_request_that_names_nothing_is_refused(engine: Engine) -> None:
    with pytest.raises(InvalidParams) as refused:
        _clear(engine)
    assert refused.value.field == "what"
