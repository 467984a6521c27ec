"""Previews are the begin of the file, and plans are what is then written."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.values import Decision, Person
from sidecar.contract.export import ExportPlan, ExportPreview, ExportRequest, ExportResult
from sidecar.errors import InvalidParams
from sidecar.export.formats import FORMATS
from sidecar.methods.export import export
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit


def run_export(engine: Engine, **request: Any) -> ExportResult:
    return export(engine, ExportRequest.model_validate(request), Call())


@pytest.fixture
def card(engine: Engine, keep: Keep) -> Engine:
    """Make six recordings, two of them silent, and decide on three detections."""
    keep(
        {
            "/card/a.wav": [owl(0.0, 0.9), tit(3.0, 0.4), owl(6.0, 0.6)],
            "/card/b.wav": [],
            "/card/süd, 1/c.wav": [(1.25, 4.25, "=Strix\t'x", 'the "odd" one', 0.5), tit(9.0, 0.8)],
            "/card/d.wav": [tit(float(n), 0.3 + n / 100) for n in range(20)],
            "/card/e.wav": [],
            "/card/f.wav": [owl(2.0, 0.7)],
        },
        settings=json.dumps({"minConfidence": 0.25, "overlap": 0, "location": None}),
    )
    ids = [row[0] for row in engine.catalog.reader().execute("SELECT detectionId FROM Detection")]
    decisions = [
        Decision(detection_id=each, verified=verdict)
        for each, verdict in zip(ids, ("YES", "NO", "YES"), strict=False)
    ]
    engine.catalog.labels.decide(decisions, Person("Ada"))
    return engine


REQUESTS: list[dict[str, Any]] = [
    {},
    {"where": {"species": "Parus major"}},
    {"columns": ["heardAt", "site", "verified", "model"], "decimalComma": True, "bom": True},
    {"paths": "relative", "separator": "tab", "most": 2},
    {"most": 3, "pick": "random", "seed": 4},
    {"where": {"verified": "YES"}},
    {"where": {"confidence": {"ge": 2}}},
]


@pytest.mark.parametrize("select", ["detections", "annotations"])
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("more", REQUESTS, ids=str)
def test_a_preview_is_the_begin_of_the_file(
    card: Engine, tmp_path: Path, name: str, select: str, more: dict[str, Any]
) -> None:
    if select == "annotations" and (name == "table" or "confidence" in more.get("where", {})):
        pytest.skip("labels have no such table, and no such field")
    request = {"format": name, "select": select, **more}
    written = run_export(card, destination=str(tmp_path / "out"), **request)
    assert written.rows == written.asked
    path = Path(written.files[0].path)
    for most in (1, 4, 100):
        (shown,) = run_export(card, preview=most, **request).previews
        if name == "parquet":
            _is_begin_of_parquet(shown, path, most)
        elif name in ("json", "ndjson"):
            _is_begin_of_json(shown, path, most)
        else:
            _is_begin_of_table(shown, path, most)


def _is_begin_of_table(shown: ExportPreview, path: Path, most: int) -> None:
    whole = path.read_bytes().decode()
    assert shown.text is not None and whole.startswith(shown.text)
    assert shown.more == (whole != shown.text)
    known: dict[str, Any] = {"quoting": csv.QUOTE_NONE} if shown.format in TABBED else {}
    line = whole.partition("\n")[0]
    separator = next((each for each in "\t;" if each in line), ",")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=separator, **known))
    titles = [] if shown.format == "audacity" else lines.pop(0)
    assert (shown.columns, shown.rows) == (titles, lines[:most])


TABBED = ("raven", "audacity")


def _is_begin_of_json(shown: ExportPreview, path: Path, most: int) -> None:
    def read(text: str) -> list[Any]:
        if shown.format == "json":
            return list(json.loads(text))
        return [json.loads(line) for line in text.splitlines()]

    whole = read(path.read_text("utf-8"))
    assert read(shown.text or "") == whole[:most]
    assert shown.more == (len(whole) > most)


def _is_begin_of_parquet(shown: ExportPreview, path: Path, most: int) -> None:
    read = pytest.importorskip("pyarrow.parquet").read_table(path)

    def text(value: Any) -> str:
        if hasattr(value, "isoformat"):
            return str(value.isoformat(timespec="milliseconds"))
        return "" if value is None else repr(value) if isinstance(value, float) else str(value)

    assert shown.text is None and shown.columns == read.column_names
    assert (
        shown.rows == [[text(value) for value in row.values()] for row in read.to_pylist()][:most]
    )
    assert shown.more == (read.num_rows > most)


PLANS: list[dict[str, Any]] = [
    {"format": "csv"},
    {"format": ["raven", "parquet", "table"], "methods": True},
    {"format": ["raven", "csv"], "perRecording": True, "most": 2},
    {"format": "audacity", "perRecording": True, "where": {"species": "Strix aluco"}},
    {"format": "json", "where": {"species": "Nobody"}},
    {"format": "kaleidoscope", "select": "annotations", "methods": True},
    {"format": "csv", "select": "annotations", "perRecording": True},
]


@pytest.mark.parametrize("request_", PLANS, ids=str)
def test_a_plan_is_what_is_then_written(
    card: Engine, tmp_path: Path, request_: dict[str, Any]
) -> None:
    out = tmp_path / "out"
    request = {**request_, "destination": f"{out}/"}
    plan = _plan(card, **request)
    assert not out.exists()
    assert (plan.replaced, plan.refused) == (0, 0)
    done = run_export(card, **request)
    files = [(each.path, each.format, each.rows) for each in plan.files]
    assert files == [(each.path, each.format, each.rows) for each in done.files]
    assert (plan.file_count, plan.rows) == (done.written, done.rows)
    written = sum(each.bytes for each in done.files if each.format in FORMATS)
    assert plan.bytes == pytest.approx(written, rel=0.5, abs=300 * len(done.files))
    again = _plan(card, **request)
    sizes = [Path(each.path).stat().st_size for each in done.files]
    assert [each.replaced_bytes for each in again.files] == sizes
    assert (again.replaced, again.replaced_bytes) == (done.written, sum(sizes))


def _plan(engine: Engine, **request: Any) -> ExportPlan:
    plan = run_export(engine, dryRun=True, **request).plan
    assert plan is not None
    return plan


def test_a_plan_names_what_would_be_refused(card: Engine, tmp_path: Path) -> None:
    own = tmp_path / "linnet.detections.csv"
    own.write_text("a person's own table\n")
    request = {"format": ["csv", "raven"], "destination": f"{tmp_path}/", "methods": True}
    plan = _plan(card, **request)
    assert [Path(each.path).name for each in plan.files if each.refused] == [own.name]
    assert [(each.kind, each.path) for each in plan.refusals] == [("PathNotAllowed", str(own))]
    assert (plan.refused, plan.replaced) == (1, 0)
    allowed = _plan(card, **request, overwrite=True)
    assert (allowed.refused, allowed.replaced) == (0, 1)


@pytest.mark.usefixtures("permissions")
def test_a_plan_tells_of_a_folder_that_cannot_be_written(card: Engine, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    plan = _plan(card, format="csv", destination=str(closed / "new" / "a.csv"))
    assert [each.kind for each in plan.refusals] == ["StorageFull"]
    assert plan.free_bytes


def test_only_a_preview_needs_no_destination(card: Engine) -> None:
    with pytest.raises(InvalidParams) as caught:
        ExportRequest.model_validate({"format": "csv"})
    assert caught.value.field == "destination"
    with pytest.raises(InvalidParams):
        ExportRequest.model_validate({"format": "csv", "preview": 3, "dryRun": True})
    assert len(run_export(card, format=["csv", "raven"], preview=3).previews) == 2
