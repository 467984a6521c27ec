"""`explain`: the reasons that dropped a species are those by which a run judges."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.contract.analyze import InferRequest
from sidecar.contract.explain import ExplainRequest, ExplainResult
from sidecar.contract.heads import ApplyHeadRequest, TrainHeadRequest
from sidecar.errors import InvalidParams
from sidecar.methods import heads
from sidecar.methods.asked import ask
from sidecar.methods.explain import explain
from sidecar.rpc.verb import Call
from sidecar.run.judging import Judge, Place
from sidecar.run.scoring import find_hits
from tests.stored import engine_with_base, label, store_windows

OWL, FROG = "Strix aluco", "Hyla arborea"
EACH, RECORDINGS = 10, 6


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Six recordings with owls and frogs, and a head that scored their windows."""
    engine = engine_with_base(tmp_path_factory.mktemp("explain") / "home", dimension=8)
    x = np.random.default_rng(8).normal(0, 1, (EACH * RECORDINGS, 8)).astype(np.float32)
    x[3::EACH, 0] += 6
    x[4::EACH, 1] += 6
    x[5::EACH, :2] += 3
    for recording_id in store_windows(engine, [x], each=EACH, count=EACH * RECORDINGS):
        label(engine, recording_id, 3, OWL)
        label(engine, recording_id, 4, FROG)
        label(engine, recording_id, 7, OWL, "NO")
    heads.train(engine, TrainHeadRequest(name="night"), Call())
    heads.apply(engine, ApplyHeadRequest(name="night"), Call())
    yield engine
    engine.close()


def _explain(engine: Engine, **asked: Any) -> ExplainResult:
    return explain(engine, ExplainRequest.model_validate(asked), Call())


def _as_if(engine: Engine, **settings: Any) -> Judge:
    """Let the analyses be those of a run with these settings."""
    request = InferRequest.model_validate({"model": "night", "recordingIds": [1], **settings})
    asked = ask(engine, request)
    with engine.catalog.transaction() as db:
        db.execute("UPDATE Run SET settings = ?", (json.dumps(asked.job.judging.settings),))
    return Judge(asked.job.judging, asked.session)


@pytest.mark.parametrize(
    "settings",
    [
        {"minConfidence": 0.5},
        {"minConfidence": 0.01},
        {"minConfidence": 0.01, "topK": 1},
        {"minConfidence": 0.3, "excludeSpecies": [OWL]},
        {"minConfidence": 0.1, "sensitivity": 1.4, "topK": 1},
    ],
)
def test_what_has_no_reason_is_what_a_run_names(engine: Engine, settings: dict[str, Any]) -> None:
    judge = _as_if(engine, **settings)
    (sound,) = engine.catalog.questions.analysed_by(1)
    assert sound.windows_model_id is not None
    rows = sound.first + np.arange(EACH)
    session = engine.session("night")
    logits = session.rejudge(engine.catalog.embeddings.read(sound.windows_model_id, rows))
    assert logits is not None
    hits = find_hits(logits, judge.scoring(Place()))
    named = {
        (int(window), session.labels.species[place], round(float(confidence), 6))
        for window, place, confidence in zip(hits.window, hits.label, hits.confidence, strict=True)
    }
    told = {
        (window, row.species, round(row.score, 6))
        for window in range(EACH)
        for row in _explain(
            engine, recordingId=1, start=3.0 * window + 1, end=3.0 * window + 2
        ).species
        if not row.dropped
    }
    assert told == named


def test_each_reason_is_told(engine: Engine) -> None:
    _as_if(engine, minConfidence=0.9)
    faint = _explain(engine, recordingId=1, start=21, end=24, species=OWL).species
    assert [row.dropped for row in faint] == [["threshold"]] and faint[0].threshold == 0.9
    _as_if(engine, minConfidence=0.01, topK=1)
    found = {row.species: row.dropped for row in _explain(engine, recordingId=1).species}
    assert found[OWL] == found[FROG] == []
    _as_if(engine, minConfidence=0.000001, topK=1)
    both = _explain(engine, recordingId=1, start=16, end=17).species
    assert sorted(row.dropped for row in both) == [[], ["topK"]]
    _as_if(engine, minConfidence=0.01, excludeSpecies=[OWL])
    (owl,) = _explain(engine, recordingId=1, species=OWL).species
    assert (owl.dropped, owl.start, owl.end) == (["list"], 9.0, 12.0)


def test_a_stretch_without_scores_says_why(engine: Engine) -> None:
    _as_if(engine, minConfidence=0.5)
    assert _explain(engine, recordingId=1, model="base").said == (
        "The model base has not analysed this recording."
    )
    beyond = _explain(engine, recordingId=1, start=500, end=510)
    assert beyond.species == [] and "not stored" in str(beyond.said)
    with engine.catalog.transaction() as db:
        db.execute("UPDATE Analysis SET quietWindows = 3 WHERE recordingId = 2")
    quiet = _explain(engine, recordingId=2, start=500, end=510)
    assert quiet.quiet_windows == 3 and "too quiet" in str(quiet.said)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"recordingId": 99}, "recordingId"),
        ({"detectionId": 9999}, "detectionId"),
        ({"recordingId": 1, "species": "Homo sapiens"}, "species"),
        ({"detectionId": 1, "end": 3}, "end"),
        ({"recordingId": 1, "start": 3, "end": 2}, "end"),
        ({}, "recordingId"),
    ],
)
def test_a_wrong_question_names_its_field(
    engine: Engine, asked: dict[str, Any], field: str
) -> None:
    _as_if(engine, minConfidence=0.5)
    with pytest.raises(InvalidParams) as error:
        _explain(engine, **asked)
    assert error.value.field == field


def test_a_detections_own_stretch_is_explained(engine: Engine) -> None:
    _as_if(engine, minConfidence=0.5)
    (detection,) = engine.catalog.reader().execute(
        """SELECT detectionId, startTime FROM Detection JOIN Species USING (speciesId)
           JOIN Analysis USING (analysisId) WHERE species = ? AND recordingId = 1 LIMIT 1""",
        (OWL,),
    )
    best = _explain(engine, detectionId=detection[0]).species[0]
    assert (best.species, best.start, best.dropped) == (OWL, detection[1], [])
