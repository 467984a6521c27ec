"""A catalog to publish from: two sites, three recordings, and what people said of them."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np

from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.export.standards.table import STANDARDS
from sidecar.run.detections import Detection
from sidecar.values import Identity, Metadata
from tests.keeping import heard, keep_run
from tests.samples.sampled import ask, digest

ZONE = timezone(timedelta(hours=3))
MODEL = ModelVersion("birdnet-v2.4", "BirdNET", "2.4", "a" * 64, "1", "free")
OWL, TIT, ENGINE = "Strix aluco", "Parus major", "Engine"
SPECIES = {OWL: "Tawny Owl", TIT: "Great Tit", ENGINE: "Engine"}

# What each standard needs of a person.
TOLD: dict[str, dict[str, Any]] = {name: {} for name in STANDARDS} | {
    "camtrapDp": {
        "title": "Owls of the bog",
        "contributors": [{"title": "Ana", "role": "contact", "email": "ana@example.org"}],
        "samplingDesign": "targeted",
        "captureMethods": ["recordingSchedule"],
    },
    "ebird": {"protocol": "Stationary"},
}


def detect(species: str, start: float, confidence: float = 0.9) -> Detection:
    common = SPECIES.get(species, species)
    return Detection(species, common, start, start + 3.0, confidence)


def add(
    engine: Engine,
    path: str,
    *found: Detection,
    start: datetime | None = datetime(2024, 5, 1, 4, 30, tzinfo=ZONE),
    place: tuple[float, float] | None = (58.5, 25.25),
    named: str | None = None,
) -> int:
    """Keep a recording of a minute with what the model found; returns its recordingId."""
    latitude, longitude = place or (None, None)
    outcome = heard(
        path,
        *found,
        seconds=60.0,
        offsets=np.arange(20) * 144_000,
        metadata=Metadata(
            start=start, latitude=latitude, longitude=longitude, gain="18 dB", serial="24F3"
        ),
        identity=Identity(digest(named or path), b"f", 1),
    )
    _, (kept,) = keep_run(engine.catalog, MODEL, outcome, settings='{"minConfidence": 0.25}')
    assert kept.recording_id is not None
    return kept.recording_id


def deploy(engine: Engine, *recordings: int, **said: Any) -> None:
    """Put recordings into a new deployment."""
    answer = ask(engine, "places/set", deployments=[said])
    (number,) = answer["deploymentIds"]
    changes = [{"recordingId": each, "deploymentId": number} for each in recordings]
    ask(engine, "recordings/update", recordings=changes)


def judge(engine: Engine, recording: int, species: str, verified: str, **more: Any) -> None:
    rows = ask(
        engine,
        "query",
        select="detections",
        where={"recordingId": recording, "species": species},
    )["rows"]
    said = [
        {"detectionId": row["detectionId"], "verified": verified, **more}
        for row in rows
        if row["verified"] == "UNVERIFIED"
    ]
    ask(engine, "annotate", annotations=said, labeler={"name": "Ana"})


def furnish(engine: Engine) -> None:
    """Keep three recordings of two sites, with verdicts of a person."""
    first = add(engine, "/card/S1/a.wav", detect(OWL, 0), detect(TIT, 6, 0.4), detect(ENGINE, 9))
    later = datetime(2024, 5, 1, 5, 10, tzinfo=ZONE)
    second = add(engine, "/card/S1/b.wav", detect(OWL, 3, 0.95), start=later)
    third = add(engine, "/card/S2/c.wav", detect(OWL, 0, 0.5), place=(58.75, 25.5))
    deploy(engine, first, second, site="S1", survey="Bog", recorder="A1")
    deploy(engine, third, site="S2", survey="Bog", recorder="A2")
    judge(engine, first, OWL, "YES", comment='far, "clear"', lowHz=400.0, highHz=900.0)
    judge(engine, first, ENGINE, "YES")
    judge(engine, second, OWL, "YES")
    judge(engine, third, OWL, "NO")


def publish(engine: Engine, standard: str, place: Path, **more: Any) -> dict[str, Any]:
    """Publish into a folder; returns the answer."""
    asked = {**TOLD[standard], "destination": f"{place}/", **more}
    answer: dict[str, Any] = ask(engine, "publish", standard=standard, **asked)
    return answer


def left(answer: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Give the rows and recordings that were left out, by reason."""
    return {each["reason"]: (each["rows"], each["recordings"]) for each in answer["leftOut"]}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".txt":
            return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
        return list(csv.DictReader(file, strict=True))
