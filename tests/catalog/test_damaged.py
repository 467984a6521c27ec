"""Damaged catalogs opened with every method: a result or an error in words, never a traceback."""

from __future__ import annotations

import base64
import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from sidecar.__main__ import main
from sidecar.app.engine import Engine
from sidecar.catalog.sqlite import connection
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.contract.analyze import InferRequest
from sidecar.contract.heads import TrainHeadRequest
from sidecar.contract.samples import DrawSampleRequest, ExportSampleRequest
from sidecar.errors import LinnetError
from sidecar.methods.analyze import infer
from sidecar.methods.heads import train
from sidecar.methods.methods import verbs
from sidecar.methods.sampledraw import draw
from sidecar.methods.sampletravel import export_sample
from sidecar.rpc.verb import Call
from sidecar.settings import Settings
from tests.doubles.taxonomy import write_taxonomy
from tests.factories import owl, write_wav
from tests.keeping import let_wait
from tests.stored import engine_with_base, label

_PAGE = 4096

# NumPy tells of numbers that nobody wrote.
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with a model, a head, and a small catalog of everything; returns the home."""
    home = tmp_path_factory.mktemp("whole")
    engine = engine_with_base(home, dimension=8)
    for number in range(3):
        write_wav(home / "card" / f"{number}.wav", owl(52.0 + number))
    infer(
        engine,
        InferRequest(inputs=[str(home / "card")], min_confidence=0.0, top_k=2),
        Call(),
    )
    for recording in (1, 2, 3):
        for window in range(4):
            label(engine, recording, window, f"bird{window % 2}", "NO" if recording == 3 else "YES")
    train(engine, TrainHeadRequest(name="night", least=1), Call())
    for name in ("kept", "sample"):
        draw(engine, DrawSampleRequest(name=name, species=["bird1", "bird2"], n=9), Call())
    export_sample(
        engine, ExportSampleRequest(name="sample", path=str(home / "sample.json")), Call()
    )
    let_wait(engine.catalog, str(home / "card" / "later.wav"))
    engine.close()
    with closing(sqlite3.connect(home / "catalog.sqlite")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (home / "es.txt").write_text("Strix aluco_Carabo\n")
    write_taxonomy(home / "taxonomy.csv", 20)
    (home / "labels.txt").write_text(
        "Selection\tBegin Time (s)\tEnd Time (s)\tSpecies\tBegin File\n1\t0\t3\tbird1\t1.wav\n"
    )
    return home


# What befalls a catalog: a function of its path and chance.

Damage = Callable[[Path, random.Random], None]


def _bytes(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 200)):
        content[chance.randrange(100, len(content))] = chance.randrange(256)
    path.write_bytes(content)


def _cut_short(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def _zero_pages(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(chance.randrange(1, 20)):
        page = chance.randrange(1, len(content) // _PAGE)
        content[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)
    path.write_bytes(content)


def _half_written(path: Path, chance: random.Random) -> None:
    """Lose pages of the journal that was not yet taken over."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE Recording SET bitrate = bitrate + 1")
        db.commit()
        journal = path.with_name(f"{path.name}-wal").read_bytes()
        content = path.read_bytes()
    path.write_bytes(content)
    path.with_name(f"{path.name}-wal").write_bytes(journal[: chance.randrange(len(journal) + 1)])


def _sql(*statements: str) -> Damage:
    def damage(path: Path, chance: random.Random) -> None:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("PRAGMA foreign_keys = 0")
            db.execute("PRAGMA legacy_alter_table = 1")
            db.execute("PRAGMA writable_schema = 1")
            for sql in statements:
                db.execute(sql)

    return damage


_OF_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def _wrong_types(path: Path, chance: random.Random) -> None:
    """Write another kind of value into a tenth of the columns."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA foreign_keys = 0")
        db.execute("PRAGMA ignore_check_constraints = 1")
        for (trigger,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {trigger}")
        for (table,) in db.execute(_OF_TABLES).fetchall():
            for column in db.execute(f"PRAGMA table_info({table})").fetchall():
                if not column[5] and chance.random() < 0.1:
                    value = chance.choice(["x'ff00'", "'?'", "-1", "1e300", "'{'", "NULL"])
                    db.execute(f"UPDATE OR IGNORE {table} SET {column[1]} = {value}")


def _lost_table(path: Path, chance: random.Random) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA foreign_keys = 0")
        names = sorted(name for (name,) in db.execute(_OF_TABLES))
        db.execute(f"DROP TABLE {chance.choice(names)}")


def _lost_column(path: Path, chance: random.Random) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA writable_schema = 1")
        for kind in ("trigger", "view"):
            db.execute("DELETE FROM sqlite_master WHERE type = ?", (kind,))
        table, column = chance.choice(
            [("Detection", "confidence"), ("WindowSet", "offsets"), ("Run", "settings")]
        )
        db.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?",
            (column, f"{column}2", table),
        )


def _replaced(content: bytes) -> Damage:
    def damage(path: Path, chance: random.Random) -> None:
        path.write_bytes(content)

    return damage


def _foreign(path: Path, chance: random.Random) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE Notes (text)")


DAMAGES: Mapping[str, tuple[Damage, int]] = {
    "bytes": (_bytes, 5),
    "cut short": (_cut_short, 3),
    "zero pages": (_zero_pages, 4),
    "half a journal": (_half_written, 2),
    "wrong types": (_wrong_types, 6),
    "lost table": (_lost_table, 4),
    "lost column": (_lost_column, 2),
    "lost indexes": (_sql("DELETE FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"), 1),
    "no schema version": (_sql("DELETE FROM Linnet"), 1),
    "empty": (_replaced(b""), 1),
    "text": (_replaced(b"no catalog at all\n" * 999), 1),
    "another program's": (_foreign, 1),
}
CASES = [(name, seed) for name, (_, times) in DAMAGES.items() for seed in range(times)]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]} {case[1]}")
def damaged(
    request: pytest.FixtureRequest,
    whole: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    monkeypatch.setattr(connection, "_BUSY_TIMEOUT_S", 0.1)
    name, seed = request.param
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    DAMAGES[name][0](home / "catalog.sqlite", random.Random(f"{name} {seed}"))
    yield home


def _requests(home: Path, whole: Path) -> dict[str, list[dict[str, Any]]]:
    """Build requests for each method that lead to the catalog, those that change it last."""
    card, moved, out = str(whole / "card"), str(home / "card"), home / "out"
    selects = SELECTS
    picture = {"recordingId": 1, "start": 0, "end": 3, "width": 8}
    sound = base64.b64encode(np.zeros(8, "<f4").tobytes()).decode()
    return {
        "health": [{}],
        "preprocess": [{"inputs": [card]}],
        "query": [
            *({"select": select, "limit": 50} for select in selects),
            {
                "select": "detections",
                "where": {"month": 5, "species": "bird1"},
                "orderBy": ["-heardAt"],
            },
            {"select": "detections", "where": {"runId": 1}, "orderBy": ["path"], "total": "exact"},
            {
                "select": "detections",
                "fields": ["species", "site"],
                "at": {"path": "/"},
                "before": 2,
            }
            | {"orderBy": ["path"]},
            {"select": "detections", "orderBy": ["-confidence"], "marks": 4},
            {"select": "counts", "by": ["site", "hour"]},
            {"select": "matchTotals", "models": ["base", "run 1"]},
            {"select": "modelMatches", "models": ["base", "run 1"]},
            {"select": "detections", "where": {"model": "base", "notBy": "run 1"}},
            {"select": "occasions", "where": {"species": ["bird1", "bird2"], "model": "base"}},
            {"select": "similar", "like": {"detectionId": 1}, "k": 5},
            {
                "select": "similar",
                "like": {"path": f"{card}/1.wav", "start": 3},
                "where": {"confidence": {"ge": 0.1}},
            },
        ],
        "annotations/import": [{"inputs": [str(home / "labels.txt")], "recordings": card}],
        "annotate": [
            {"annotations": [{"detectionId": 1, "verified": "YES"}]},
            {"annotations": [{"recordingId": 1, "start": 1, "end": 2, "species": "bird2"}]},
        ],
        "annotations/undo": [{}],
        "annotations/redo": [{}],
        "explain": [{"recordingId": 1}, {"detectionId": 1}],
        "annotations/export": [{"destination": str(home / "shared")}],
        "occasions/export": [
            {"destination": str(out / "nights"), "where": {"species": "bird1", "model": "base"}}
        ],
        "annotations/merge": [{"inputs": [str(home / "linnet-verdicts.csv")]}],
        "annotations/agreement": [{}],
        "heads/train": [{"name": "day", "least": 1}],
        "heads/apply": [{"name": "night"}],
        "heads/suggest": [{"name": "night"}, {"name": "night", "where": {"path": f"{card}/1.wav"}}],
        "heads/list": [{}],
        "heads/compare": [{"a": "night", "b": "day"}],
        "heads/export": [{"name": "night", "destination": str(out / "night.head")}],
        "heads/card": [{"path": str(out / "night.head")}],
        "heads/import": [{"path": str(out / "night.head"), "name": "moon"}],
        "heads/rename": [{"name": "day", "to": "noon"}],
        "heads/remove": [{"name": "noon", "dryRun": True}, {"name": "noon"}],
        "embeddings/reduce": [{"dimension": 2}],
        "embeddings/compare": [{"dimensions": [2]}],
        "settings/show": [{}],
        "storage": [{}],
        "storage/set": [{"cacheBytes": 1_000_000}],
        "speech/find": [{"where": {}, "again": True}],
        "recordings/redact": [{"where": {}, "destination": str(out / "redacted")}],
        "storage/clear": [{"what": ["features", "scratch"]}],
        "recordings/import": [
            {"inputs": [moved], "dryRun": True, "levels": True},
            {"inputs": [moved], "pattern": "{site}/*"},
            {"inputs": [moved], "folders": [{"folder": moved, "site": "S", "shiftSeconds": 60}]},
        ],
        "recordings/update": [
            {"recordings": [{"recordingId": 1, "start": "2026-05-01T05:30:00"}]},
            {"recordings": [{"recordingId": 2, "path": f"{card}/9.wav", "deploymentId": None}]},
            {"where": {"recordingId": 1}, "timezone": "America/Bogota"},
            {"where": {"recordingId": 1}, "deploymentId": None},
        ],
        "places/set": [
            {"folders": [{"folder": card, "timezone": "Europe/Berlin", "shiftSeconds": 60}]},
            {"sites": [{"site": "S", "survey": "V", "elevation": 7, "source": "name"}]},
        ],
        "deployments/check": [{}, {"where": {"recordingId": 1}, "checks": ["clocks"]}],
        "places/undo": [{}],
        "places/remove": [{"ruleIds": [1]}],
        "recordings/locate": [{"recordingIds": [1, 2, 3, 99]}],
        "recordings/look": [{}, {"where": {"recordingId": 1}}],
        "recordings/measure": [{}, {"where": {"recordingId": 1}, "again": True}],
        "recordings/relink": [
            {"folders": [moved], "merge": True},
            {"choices": [{"recordingId": 1, "path": f"{moved}/1.wav"}]},
        ],
        "samples/draw": [
            {"name": "more", "species": ["bird1"], "n": 9, "model": "base"},
            {"enlarge": "kept", "n": 3},
            {"name": "again", "refresh": "kept"},
        ],
        "samples/next": [{"name": "kept"}],
        "samples/skip": [
            {"name": "kept", "items": [1]},
            {"name": "kept", "restOf": 1, "unskip": True},
        ],
        "samples/export": [
            {"name": "kept", "path": str(out / "s.json")},
            {"sampleId": 1, "path": str(out / "s.csv")},
        ],
        "samples/import": [{"path": str(whole / "sample.json"), "name": "theirs"}],
        "samples/remove": [{"name": "more"}],
        "estimate": [{"name": "kept", "target": 0.9}],
        "thresholds/save": [{"name": "sure", "sample": "kept", "target": 0.9}],
        "thresholds/list": [{}, {"name": "sure"}],
        "thresholds/remove": [{"name": "sure"}],
        "memos/set": [{"key": "view", "value": {"species": "bird1"}}],
        "memos/get": [{"key": "view"}, {"key": "other"}],
        "memos/list": [{}],
        "names/add": [{"language": "es", "path": str(home / "es.txt")}],
        "names/remove": [{"language": "es"}],
        "names/install": [{"path": str(home / "taxonomy.csv")}],
        "names/uninstall": [{}],
        "names/search": [{"text": "bird"}, {"text": "brid1", "model": "base"}],
        "export": [
            {"format": list(["csv", "json"]), "destination": str(out / "a")},
            {"format": ["parquet", "table", "raven"], "destination": str(out / "b")},
            {"format": "raven", "select": "annotations", "destination": f"{out}/c.txt"},
            {"format": "csv", "destination": str(out / "d"), "perRecording": True},
        ],
        "publish": [
            {"standard": "aoef", "destination": f"{out}/p/", "unverified": True},
            {"standard": "aoef", "destination": f"{out}/q/", "select": "annotations"},
        ],
        "clips": [{"destination": str(out / "clips"), "merge": True, "most": 2}],
        "spectrogram": [{**picture, "height": 8}],
        "waveform": [picture],
        "overview": [{"recordingId": 1, "width": 8}],
        "sound": [{"recordingId": 1, "start": 0, "end": 2}],
        "infer/plan": [{"inputs": [card]}, {"where": {}, "notAnalysed": True}],
        "infer": [
            {"inputs": [card], "minConfidence": 0.0, "topK": 2, "table": True},
            {"inputs": [card], "minConfidence": 0.5},
            {"recordingIds": [2], "minConfidence": 0.1, "force": True},
        ],
        "runs/resume": [{"runId": 1}],
        "runs/retry": [{}],
        "stream/open": [{"sampleRate": 48_000}],
        "stream/push": [{"streamId": "s", "pcm": sound}],
        "stream/close": [{"streamId": "s"}],
        "stream/status": [{}],
        "forward/status": [{}],
        "forward/queue": [{"refused": True}],
        "models/list": [{}],
        "models/install": [{"name": "unknown", "source": card}],
        "models/add": [{"path": f"{card}/none.onnx", "labels": f"{card}/none.txt"}],
        "models/verify": [{"name": "base"}],
        "models/check": [{"name": "base"}, {"name": "base", "inputs": [card], "windows": 2}],
        "models/versions": [{"name": "base"}],
        "models/switch": [{"name": "base", "versionId": "none-1"}],
        "models/rollback": [{"name": "base"}],
        "models/route": [{"name": "base"}],
        "models/removeVersion": [{"name": "base", "versionId": "none-1"}],
        "models/variant": [{"name": "base", "variant": "int8"}],
        "models/monitor": [
            {"name": "base", "source": "catalog"},
            {"name": "base", "source": "catalog", "where": {"month": 5}, "deviations": 1},
        ],
        "models/drift": [
            {"name": "base", "first": {"where": {"month": 5}}, "second": {"where": {"month": 6}}}
        ],
        "models/compare": [
            {"a": "base", "b": "night", "minConfidence": 0.0},
            {"a": "night", "b": "base", "where": {"month": 5}},
        ],
        "metrics": [{}],
        "models/activate": [{"name": "base"}],
        "models/remove": [{"name": "unknown"}],
        "recordings/remove": [
            {"where": {"recordingId": 3}, "dryRun": True},
            {"recordingIds": [3], "includingLabels": True},
        ],
        "catalog/check": [{}, {"quick": True}],
        "catalog/backup": [{"embeddings": True}],
        "catalog/repair": [{}],
    }


def _engine(home: Path) -> Engine:
    return Engine(
        Settings(home=home, catalog=home / "catalog.sqlite", manifests=home / "none", model="base")
    )


def test_every_method_ends_with_a_result_or_in_words(damaged: Path, whole: Path) -> None:
    engine = _engine(damaged)
    table = verbs(engine)
    requests = _requests(damaged, whole)
    assert set(requests) == set(table), "each method has its requests"
    for name, bodies in requests.items():
        for body in bodies:
            request = table[name].request.model_validate_json(json.dumps(body))
            try:
                result = table[name].run(request, Call())
            except LinnetError as error:
                assert error.message and error.kind != "LinnetError", name
            except Exception as error:
                raise AssertionError(f"{name} {body}") from error
            else:
                assert isinstance(result, table[name].result)
    engine.close()


def test_every_command_answers_in_a_sentence(
    damaged: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINNET_HOME", str(damaged))
    monkeypatch.setenv("LINNET_CATALOG", str(damaged / "catalog.sqlite"))
    monkeypatch.setenv("LINNET_MODEL", "base")
    card, out = str(damaged / "card"), str(damaged / "out")
    for typed in (
        ["query", "detections", "--where", "confidence>=0.1"],
        ["query", "runs", "--json"],
        ["recordings", "relink", card],
        ["recordings", "remove", "1"],
        ["export", out],
        ["catalog", "check"],
    ):
        try:
            code = main(typed)
        except SystemExit as error:  # typed in a way that the command does not know
            raise AssertionError(typed) from error
        assert code in (0, 1, 2)
    printed = capfd.readouterr()
    assert "Traceback" not in printed.out + printed.err


def test_what_is_asked_of_each_catalog_succeeds_on_a_whole_one(whole: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(whole, home)
    engine = _engine(home)
    table = verbs(engine)
    refused = {}
    for name, bodies in _requests(home, whole).items():
        for body in bodies:
            try:
                table[name].run(table[name].request.model_validate_json(json.dumps(body)), Call())
            except (LinnetError, ValidationError) as error:
                refused[name] = str(error)
    engine.close()
    of_models = {"models/install", "models/add", "models/remove", "models/verify"}
    of_models |= {"stream/push", "stream/close"}
    of_models |= {"models/switch", "models/rollback", "models/removeVersion", "models/variant"}
    assert set(refused) <= of_models | {
        "embeddings/reduce",
        "embeddings/compare",
        "heads/compare",  # both heads learnt from every recording
        "catalog/backup",
    }, refused
