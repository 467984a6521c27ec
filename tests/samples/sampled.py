"""Catalogs with detections at several sites, to draw samples from."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np
from pydantic import BaseModel

from sidecar.app.engine import Engine
from sidecar.catalog.runs import ModelVersion
from sidecar.catalog.samples import Item, NewSample, Part, SampledModel, SampleRule
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.contract.methods import METHODS
from sidecar.methods.methods import methods
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests
from sidecar.samples.draw import Cell
from sidecar.samples.scores import Scores, logit_of
from sidecar.values import Identity, Metadata
from tests.keeping import heard, keep_run

MODEL = ModelVersion("m", "Model", "1", "a" * 64, "1", "free")
OWL, TIT = "Strix aluco", "Parus major"
SETTINGS = json.dumps({"minConfidence": 0.1, "speciesConfidence": None})


def digest(name: str) -> bytes:
    """Give a recording of this name its digest."""
    return hashlib.blake2b(name.encode(), digest_size=24).digest()


def confidences(name: str, count: int) -> list[float]:
    """Make up confidences of 0.1 to 1, which follow from the name."""
    seed = int.from_bytes(digest(name)[:4], "big")
    rng = np.random.default_rng(seed)
    return [round(float(each), 6) for each in rng.uniform(0.1, 0.9999, count)]


def record(
    catalog: SqliteCatalog,
    *names: str,
    count: int = 40,
    species: Sequence[str] = (OWL,),
    model: ModelVersion = MODEL,
    settings: str = "s",
    folder: str = "/card",
    asked: str = SETTINGS,
) -> int:
    """Let a run find species in each window of some recordings; returns its runId."""
    outcomes = [
        heard(
            f"{folder}/{name}.wav",
            *(
                Detection(each, each, 3.0 * place, 3.0 * place + 3.0, sure)
                for each in species
                for place, sure in enumerate(confidences(name + each, count))
            ),
            seconds=3.0 * count,
            offsets=np.arange(count) * 144_000,
            digests=Digests("w", settings),
            identity=Identity(digest(name), b"", 1, False, False),
            metadata=Metadata(),
        )
        for name in names
    ]
    return keep_run(catalog, model, *outcomes, settings=asked)[0]


def stand(
    catalog: SqliteCatalog, site: str, *names: str, start: str = "2026-05-01T20:00:00"
) -> None:
    """Put recordings at a site, from a moment on."""
    with catalog.transaction() as db:
        db.execute("INSERT OR IGNORE INTO Survey (surveyId, surveyname) VALUES (1, 'Season')")
        db.execute("INSERT INTO Site (surveyId, site_code) VALUES (1, ?)", (site,))
        db.execute("INSERT INTO Deployment (siteId) VALUES (last_insert_rowid())")
        (deployment,) = db.execute("SELECT last_insert_rowid()").fetchone()
        db.executemany(
            """UPDATE Recording SET deploymentId = ?, datetime = ?
               WHERE url LIKE '%/' || ? || '.wav'""",
            [(deployment, start, name) for name in names],
        )


def keep_samples(catalog: SqliteCatalog, *detection_ids: int) -> None:
    """Keep two samples of these detections, whatever they are; one member is skipped."""
    rows = (
        catalog.reader()
        .execute(
            f"""SELECT d.detectionId, a.recordingId, d.startTime, d.endTime, s.species, d.confidence
            FROM Detection d JOIN Analysis a USING (analysisId) JOIN Species s USING (speciesId)
            WHERE d.detectionId IN ({", ".join(map(str, detection_ids))})
            GROUP BY s.species"""
        )
        .fetchall()
    )
    with catalog.transaction() as db:
        db.executemany(
            """INSERT INTO RecordingIdentity (recordingId, sampleDigest) VALUES (?, ?)
               ON CONFLICT (recordingId) DO UPDATE SET sampleDigest = excluded.sampleDigest""",
            [(row["recordingId"], digest(str(row["recordingId"]))) for row in rows],
        )
    for number, name in enumerate(("one", "two")):
        parts = [_part(row, number) for row in rows]
        model = SampledModel("m", "1", "a" * 64, "1")
        rule = SampleRule(name, number, "estimate", model, {}, "siteDay", "rank", "Ana")
        catalog.samples.add(NewSample(rule, parts))
    catalog.samples.skip([1, 6], "Ana", because=2, reason="confirmed")


def _part(row: sqlite3.Row, number: int) -> Part:
    sound = digest(str(row["recordingId"])).hex()
    start, end = round(1000 * row["startTime"]), round(1000 * row["endTime"])
    logit = float(logit_of(row["confidence"]))
    items = [
        Item(sound, start + shift, end + shift, logit, 0, 0.5, 1.0, place, place + 1, 1 + number)
        for place, shift in enumerate((0, 500_000))
    ]
    scores = Scores.of(np.array([logit, logit]), np.zeros(2, np.int64), 1).packed()
    cells = [Cell(number, None, 2, 2)]
    species = f"{row['species']}"
    return Part(species, -2.0, None, 2, 0, "f", [0.0, 1.0], 0, cells, scores, items)


def answered(engine: Engine, method: str, params: dict[str, Any]) -> Any:
    module, _ = METHODS[method]
    found = outcome(method, methods(module)[method].of(engine), params, Call())
    return found.model_dump(mode="json", by_alias=True) if isinstance(found, BaseModel) else found


def ask(engine: Engine, method: str, **params: Any) -> Any:
    answer = answered(engine, method, params)
    assert not isinstance(answer, Failure), answer
    return answer


def refused(engine: Engine, method: str, **params: Any) -> Failure:
    answer = answered(engine, method, params)
    assert isinstance(answer, Failure), answer
    return answer


def wrong_field(engine: Engine, method: str, **params: Any) -> str:
    """Give the field that a refused request names first."""
    errors: Any = refused(engine, method, **params).data["errors"]
    return str(errors[0]["field"])


def members(engine: Engine, sample_id: int) -> list[tuple[str, str, int, int]]:
    """List the members of a sample by species and rank: digest, start and end."""
    sample = engine.catalog.samples.read(sample_id)
    assert sample is not None
    return [
        (each.species, each.item.digest, each.item.start_ms, each.item.end_ms)
        for each in sample.members
    ]
