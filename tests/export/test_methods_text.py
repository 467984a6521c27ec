"""The files beside an export tell how its rows came about, and invent nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar import __version__
from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.sqlite.rows import insert
from sidecar.catalog.values import Decision, Person
from sidecar.contract.export import ExportRequest, ExportResult
from sidecar.methods.export import export
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from tests.export.conftest import Keep, owl, tit
from tests.keeping import heard, keep_run

SETTINGS = {
    "minConfidence": 0.25,
    "overlap": 1.5,
    "sensitivity": 1.0,
    "location": {"latitude": None, "longitude": None, "week": None, "threshold": 0.03},
}

GOLDEN = f"""# Methods

<!-- Written by Linnet. What is not known is written as unknown. -->

## Rows

The files have 5 detections of 2 species.
They were heard from 2024-05-01 04:30 to 2024-05-01 04:30, by the recorders' own clocks.
Only rows that pass these filters are in the files:

- confidence: at least 0.3
- species: Strix aluco, Parus major

At most 4 rows of each species were kept, those with the highest score.

## Recordings

Models analysed 4 recordings that pass the filters on recordings;
3 recordings have rows in the files.
Hours recorded: 0.07.
Hours analysed: 0.07.

- Surveys: unknown (3).
- Sites: S\\|1 (1), unknown (2).
- Recorders: unknown (3).
- Recorders' clocks, as offsets from UTC: unknown (2).
- Recordings with an unknown start: 1.

## Models

**BirdNET v2.4 (birdnet-v2.4)**, version 2.4, SHA-256 {"b" * 64}.
Licence: CC BY-NC-SA 4.0.
Citation: Kahl, S., Wood, C. M., Eibl, M., & Klinck, H. (2021). BirdNET: A deep learning \
solution for avian diversity monitoring. Ecological Informatics, 61, 101236.

- Run 3 (1 row): threshold unknown; overlap of windows unknown; sensitivity unknown; \
place filter: unknown.

**m**, version 1.5, SHA-256 {"a" * 64}.
Licence: free.
Citation: unknown

- Run 1 (3 rows): threshold 0.25; overlap of windows 1.5 s; sensitivity 1; \
place filter: each recording's own place, each recording's own week, range model at least 0.03.
- Run 2 (1 row): threshold 0.1; overlap of windows 0 s; sensitivity 1; place filter: none.


## Species

| Scientific name | Common name | Detections |
| --- | --- | ---: |
| Strix aluco | Tawny Owl | 4 |
| Parus major | Great Tit | 1 |

## Verdicts

Right: 1. Wrong: 0. Unsure: 0.
Not checked by a person: 4.

## Software

Rows were read and written by Linnet {__version__}.
"""


def run_export(engine: Engine, **request: Any) -> ExportResult:
    return export(engine, ExportRequest.model_validate(request), Call())


@pytest.fixture
def runs(engine: Engine, keep: Keep) -> Engine:
    """Make three runs: two of a model with other settings, and one of BirdNET."""
    keep({"/a.wav": [owl(0.0, 0.9), owl(3.0, 0.8), tit()], "/b.wav": []}, settings=_json(SETTINGS))
    other = {"minConfidence": 0.1, "overlap": 0, "sensitivity": 1.0, "location": None}
    keep({"/c.wav": [owl(0.0, 0.7), owl(3.0, 0.2)]}, settings=_json(other))
    model = ModelVersion("birdnet-v2.4", "BirdNET v2.4", "2.4", "b" * 64, "1", "said")
    found = Detection("Strix aluco", "Tawny Owl", 0.0, 3.0, 0.6)
    offsets = np.arange(20) * 144_000
    keep_run(engine.catalog, model, heard("/d.wav", found, seconds=60.0, offsets=offsets))
    (first, *_) = engine.catalog.reader().execute("SELECT min(detectionId) FROM Detection")
    decision = Decision(detection_id=first[0], verified="YES")
    engine.catalog.labels.decide([decision], Person("Ada"))
    with engine.catalog.transaction() as db:
        site = insert(db, "Site", site_code="S|1")
        deployment = insert(db, "Deployment", siteId=site)
        db.execute("UPDATE Recording SET deploymentId = ? WHERE url = '/a.wav'", (deployment,))
    return engine


def _json(value: Any) -> str:
    return json.dumps(value)


WHERE = {"confidence": {"ge": 0.3}, "species": ["Strix aluco", "Parus major"]}


def test_the_methods_text_names_models_settings_and_what_is_unknown(
    runs: Engine, tmp_path: Path
) -> None:
    request = {"format": "csv", "where": WHERE, "most": 4, "methods": True}
    result = run_export(runs, destination=str(tmp_path / "owls.csv"), **request)
    names = [Path(each.path).name for each in result.files]
    assert names == ["owls.csv", "owls.methods.md", "owls.settings.json", "owls.citations.txt"]
    assert (tmp_path / "owls.methods.md").read_text("utf-8") == GOLDEN
    said = json.loads((tmp_path / "owls.settings.json").read_text("utf-8"))
    assert (said["where"], said["rows"], said["cap"]["most"]) == (WHERE, 5, 4)
    runs_said = {each["name"]: [run["runIds"] for run in each["runs"]] for each in said["models"]}
    assert runs_said == {"birdnet-v2.4": [[3]], "m": [[1], [2]]}
    assert said["models"][1]["runs"][0]["settings"] == SETTINGS
    cited = (tmp_path / "owls.citations.txt").read_text("utf-8")
    assert f"Linnet {__version__}." in cited
    assert "BirdNET v2.4, version 2.4:\nKahl, S." in cited
    assert "m, version 1.5:\nunknown\nLicence: free" in cited


def test_the_text_counts_the_rows_of_its_files(runs: Engine, tmp_path: Path) -> None:
    for select, noun in (("detections", "6 detections of 2"), ("annotations", "6 labels of 2")):
        out = tmp_path / select
        request = {"format": ["csv", "raven"], "select": select, "methods": True}
        result = run_export(runs, destination=f"{out}/", **request)
        text = (out / "linnet.methods.md").read_text("utf-8")
        assert f"The files have {noun} species." in text and result.rows == 6
        assert "No filter was set." in text
    assert "No model is named by these labels." in text
    again = run_export(runs, destination=f"{out}/", **request)  # an earlier one is replaced
    assert again.written == 5


def test_a_file_of_a_persons_is_not_replaced_by_a_text(runs: Engine, tmp_path: Path) -> None:
    own = tmp_path / "a.methods.md"
    own.write_text("# Methods\n\nWritten by Ada.\n")
    plan = run_export(
        runs, format="csv", destination=str(tmp_path / "a.csv"), methods=True, dryRun=True
    ).plan
    assert plan is not None and [each.path for each in plan.refusals] == [str(own)]


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        (600, "+0:10:00"),
        (-59.9996, "-0:01:00"),
        (220_924_800, "+2,557 days 0:00:00"),
        (-86_400.5, "-1 day 0:00:00.5"),
    ],
)
def test_a_shift_of_a_clock_is_written_whole(
    runs: Engine, tmp_path: Path, shift: float, said: str
) -> None:
    with runs.catalog.transaction() as db:
        insert(db, "ClockRule", siteId=1, shiftSeconds=shift)
    run_export(runs, format="csv", destination=str(tmp_path / "owls.csv"), methods=True)
    assert f"site S|1: shifted by {said}" in (tmp_path / "owls.methods.md").read_text().replace(
        "\\", ""
    )
