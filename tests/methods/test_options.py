"""An option that can have no effect says so; of every other, this table says why it has one.

The table has a line for each field of each request, and for each option that only the terminal has.
A line is a scenario in which the option can have no effect, or the reason why it always has one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
import soundfile
from pydantic import ValidationError

from sidecar.app.engine import Engine
from sidecar.app.method import Method
from sidecar.cli.arguments import parse
from sidecar.cli.refused import as_typed
from sidecar.cli.terminal import run_command
from sidecar.contract.analyze import InferRequest
from sidecar.contract.base import Message
from sidecar.contract.heads import TrainHeadRequest
from sidecar.contract.recordings import ImportRecordingsRequest
from sidecar.errors import InvalidParams
from sidecar.methods.analyze import infer
from sidecar.methods.heads import train
from sidecar.methods.methods import MODULES, methods
from sidecar.methods.recordings import import_recordings
from sidecar.models.add import Wanted, add
from sidecar.rpc.verb import Call
from tests.factories import tone, write_wav
from tests.stored import engine_with_base, label, store_windows
from tests.test_typed import LEAVES
from tests.tiny import UCSD, write_labels, write_model

METHODS: dict[str, Method[Any, Any]] = {
    name: method for module in MODULES for name, method in methods(module).items()
}

# These stand for paths in params and typed words.
CARD, OUT = "<card>", "<out>"

Before = Callable[[Engine, Path], object]


@dataclass(frozen=True)
class Scenario:
    """A request in which a field can have no effect, and how the same is typed."""

    params: dict[str, Any] = field(default_factory=dict)
    typed: tuple[str, ...] = ()
    before: Before = lambda engine, home: None
    real: bool = False  # with BirdNET, which has a range model


class Idle(Scenario):
    """The answer has the note `noEffect`, and names the field."""


class Refused(Scenario):
    """The request is refused, and the error names the field."""


@dataclass(frozen=True)
class Told(Scenario):
    """The answer has a note of another kind."""

    kind: str = ""


# What has to be there before.


def _model(name: str, frontend: str | None = None, **more: Any) -> Before:
    def make(engine: Engine, home: Path) -> None:
        model = write_model(home / f"{name}.onnx", classes=3, **more)
        labels = write_labels(home / f"{name}.txt", 3)
        heard = {} if frontend is None else {"input": {"frontend": frontend}}
        add(engine.registry, Wanted(model, labels, {"name": name, "title": name, **heard}))

    return make


def _head(engine: Engine, home: Path) -> None:
    """Train the head "night" on windows of one owl each, and of none."""
    rng = np.random.default_rng(1)
    blocks = rng.normal(0.0, 1.0, (40, 4)).astype(np.float32)
    blocks[::4, 0] += 9.0
    for recording_id in store_windows(engine, [blocks], each=4, count=40)[:5]:
        label(engine, recording_id, 0, "owl")
        label(engine, recording_id, 1, "owl", "NO")
    train(engine, TrainHeadRequest(name="night"), Call())


def _windows(engine: Engine, home: Path) -> None:
    blocks = np.random.default_rng(1).normal(0.0, 1.0, (80, 4)).astype(np.float32)
    store_windows(engine, [blocks], each=4, count=80)


def _head_and_more(engine: Engine, home: Path) -> None:
    _head(engine, home)
    _imported(engine, home)


def _head_and_a_frog(engine: Engine, home: Path) -> None:
    _head(engine, home)
    label(engine, 1, 2, "frog")


def _imported(engine: Engine, home: Path) -> None:
    request = ImportRecordingsRequest(inputs=[str(home / "card")])
    assert import_recordings(engine, request, Call()).added == 1


def _deployed(engine: Engine, home: Path) -> None:
    request = ImportRecordingsRequest(inputs=[str(home / "card")], pattern="{site}/*")
    assert import_recordings(engine, request, Call()).deployments == 1


def _heard(engine: Engine, home: Path) -> None:
    """Analyse a recording of floats, which FLAC cannot hold."""
    path = home / "card" / "20240501_063000.wav"
    soundfile.write(path, tone(3.0), 48_000, subtype="FLOAT")
    request = InferRequest(inputs=[str(home / "card")], model="base", min_confidence=0.5)
    assert infer(engine, request, Call()).stats.detections


def _heard_live(engine: Engine, home: Path) -> None:
    request = InferRequest(inputs=[str(home / "card")], model="base")
    assert infer(engine, request, Call()).recordings


def _compared(engine: Engine, home: Path) -> None:
    """Analyse a recording by two models, by one of them without the less sure detections."""
    _model("other", shape=(144_000,), embedding=2)(engine, home)
    for name, least in (("base", 0.1), ("other", 0.6)):
        request = InferRequest(inputs=[str(home / "card")], model=name, min_confidence=least)
        assert infer(engine, request, Call()).recordings


def _audacity(engine: Engine, home: Path) -> None:
    (home / "card" / "20240501_053000.txt").write_text("1.0\t2.0\towl\n")


def _judged(engine: Engine, home: Path) -> None:
    (home / "card" / "20240501_053000.txt").write_text(
        "Begin Time (s)\tEnd Time (s)\tSpecies\tVerified\n1\t2\towl\tY\n"
    )


RUN = {"inputs": [CARD], "model": "base"}
TYPED = ("analyze", CARD, "--model", "base")
NO_PLACE: dict[str, Any] = {"inputs": [CARD], "location": {}}
MEL = _model("mel", shape=UCSD)
PERCH = _model("perch", "perch-v2", shape=(160_000,))

# Reasons that many options share.
_NAMES = "It names what the request is about; an unknown one is an error."
_TOKEN = "The client chooses it for itself."
_SPEED = "It changes how fast the work goes, never its result."
_CUTS = "It cuts each recording into windows."
_FILLS = "It fills each last window that the sound does not."
_LIMIT = "It is a limit, and the answer stays below it."
_WAITS = "A rule of a clock waits for recordings: later ones get their starts by it too."
_FILTER = "It filters the rows; an unknown field is an error."
_KEPT = "The catalog keeps it."
_PERMITS = "It permits what would else be refused; where nothing needs it, nothing is asked."

_OCCASIONS = {
    "start": "Each occasion has its start.",
    "days": "Each occasion has its end.",
    "firstDay": "Each occasion has its date.",
    "minHours": "An occasion with fewer hours says so.",
    "minConfidence": "Each row has its threshold.",
    "speciesConfidence": "Each row has its threshold.",
}

EACH: dict[str, Scenario | str] = {
    "preprocess progress": _TOKEN,
    "preprocess inputs": _NAMES,
    "preprocess recordingIds": _NAMES,
    "preprocess model": _NAMES,
    "preprocess overlap": _CUTS,
    "preprocess padding": _FILLS,
    "preprocess skipBelow": Idle(
        {**RUN, "skipBelow": -60.0}, ("preprocess", CARD, "--model", "base", "--skip-below", "-60")
    ),
    "preprocess resampling": Idle(
        {**RUN, "resampling": "low"}, ("preprocess", CARD, "--model", "base", "--resampling", "low")
    ),
    "preprocess level": Idle({"inputs": [CARD], "model": "perch", "level": "peak"}, before=PERCH),
    "preprocess levelDbfs": Idle(
        {**RUN, "levelDbfs": -3.0}, ("preprocess", CARD, "--model", "base", "--level-dbfs", "-3")
    ),
    "preprocess channel": Idle(
        {**RUN, "channel": "each"}, ("preprocess", CARD, "--model", "base", "--channel", "each")
    ),
    "preprocess frontend": Refused(
        {**RUN, "frontend": "birdnet-v2.4"},
        ("preprocess", CARD, "--model", "base", "--frontend", "birdnet-v2.4"),
    ),
    "preprocess dtype": Idle(
        {**RUN, "dtype": "float16"}, ("preprocess", CARD, "--model", "base", "--dtype", "float16")
    ),
    "preprocess force": Idle(
        {**RUN, "force": True}, ("preprocess", CARD, "--model", "base", "--force")
    ),
    "infer progress": _TOKEN,
    "infer inputs": _NAMES,
    "infer recordingIds": _NAMES,
    "infer model": _NAMES,
    "infer overlap": _CUTS,
    "infer padding": _FILLS,
    "infer skipBelow": Idle({**RUN, "skipBelow": -1000.0}, (*TYPED, "--skip-below", "-1000")),
    "infer resampling": Idle({**RUN, "resampling": "quick"}, (*TYPED, "--resampling", "quick")),
    "infer level": Idle({"inputs": [CARD], "model": "perch", "level": "peak"}, before=PERCH),
    "infer levelDbfs": Idle({**RUN, "levelDbfs": -3.0}, (*TYPED, "--level-dbfs", "-3")),
    "infer channel": Idle({**RUN, "channel": "each"}, (*TYPED, "--channel", "each")),
    "infer where": Refused({**RUN, "where": {}}),
    "infer notAnalysed": Refused({**RUN, "notAnalysed": True, "force": True}),
    "infer answer": "A brief answer leaves rows out, and counts them.",
    "infer minConfidence": Idle(
        {
            **RUN,
            "minConfidence": 0.5,
            "speciesConfidence": {"bird0": 0.3, "bird1": 0.3, "bird2": 0.3},
        }
    ),
    "infer thresholdSet": "Species without a threshold have a note.",
    "infer speciesConfidence": Idle(
        {**RUN, "speciesConfidence": {"bird2": 0.3}, "speciesList": ["bird0"]}
    ),
    "infer topK": Idle({**RUN, "topK": 3}, (*TYPED, "--top-k", "3")),
    "infer sensitivity": "It shifts the confidence of every class.",
    "infer sensitivityMode": Idle(
        {**RUN, "sensitivityMode": "slope"}, (*TYPED, "--sensitivity-mode", "slope")
    ),
    "infer location": Refused({**RUN, "location": {}}),
    "infer location.latitude": "It places every recording of the request.",
    "infer location.longitude": "It places every recording of the request.",
    "infer location.week": Idle(
        {**NO_PLACE, "location": {"week": 20}}, ("analyze", CARD, "--week", "20"), real=True
    ),
    "infer location.threshold": Idle({**NO_PLACE, "location": {"threshold": 0.1}}, real=True),
    "infer location.unknownSpecies": Idle(
        {
            **NO_PLACE,
            "location": {"latitude": 52.0, "longitude": 5.0, "unknownSpecies": "drop"},
            "speciesList": ["Strix aluco"],
        },
        real=True,
    ),
    "infer speciesList": Idle({**RUN, "speciesList": ["bird0", "bird1", "bird2"]}),
    "infer excludeSpecies": "A name that no class has is a note of its own.",
    "infer mergeConsecutive": "It joins the detections of every recording with several windows.",
    "infer embeddings": Idle({"inputs": [CARD], "model": "mel", "embeddings": True}, before=MEL),
    "infer indices": "A recording that the run did not read, and nothing measured, is a note.",
    "infer speech": "Recordings that are read are listened to; a note counts the others.",
    "infer force": "It asks for an analysis, which takes place, done before or not.",
    "infer table": Refused({**RUN, "table": True, "answer": "brief"}),
    "infer dtype": Idle({**RUN, "dtype": "float16"}),
    "infer cache": Idle({**RUN, "cache": True}),
    "infer threads": _SPEED,
    "infer batch": _SPEED,
    "infer fallbacks": "It says what stands in for a model that fails, and asks nothing of others.",
    "runs/retry progress": _TOKEN,
    "runs/retry model": "It chooses among the recordings that wait, and the answer counts them.",
    "runs/retry answer": "A brief answer leaves rows out, and counts them.",
    "runs/resume progress": _TOKEN,
    "runs/resume runId": _NAMES,
    "runs/resume answer": "A brief answer leaves rows out, and counts them.",
    "query select": _NAMES,
    "query where": _FILTER,
    "query orderBy": Refused({"select": "similar", "like": {"detectionId": 1}, "orderBy": ["k"]}),
    "query limit": Refused({"select": "similar", "like": {"detectionId": 1}, "limit": 5}),
    "query cursor": Refused({"select": "similar", "like": {"detectionId": 1}, "cursor": "x"}),
    "query total": Refused({"select": "similar", "like": {"detectionId": 1}, "total": "exact"}),
    "query fields": Refused({"select": "runs", "marks": 2, "fields": ["runId"]}),
    "query at": Refused({"select": "runs", "marks": 2, "at": {"runId": 1}}),
    "query before": Refused({"select": "runs", "before": 2}),
    "query marks": Refused({"select": "similar", "like": {"detectionId": 1}, "marks": 2}),
    "query like": Refused({"select": "runs", "like": {"detectionId": 1}}),
    "query like.detectionId": _NAMES,
    "query like.regionId": _NAMES,
    "query like.recordingId": Refused(
        {"select": "similar", "like": {"recordingId": 1, "path": "a.wav", "start": 1.0}}
    ),
    "query like.path": _NAMES,
    "query like.start": Refused({"select": "similar", "like": {"detectionId": 1, "start": 1.0}}),
    "query like.channel": Refused(
        {"select": "similar", "like": {"detectionId": 1, "channel": 2}},
        ("similar", "--detection", "1", "--channel", "2"),
    ),
    "query like.embedding": _NAMES,
    "query k": Refused({"select": "runs", "k": 5}),
    "query model": Refused({"select": "runs", "model": "base"}),
    "query rerank": Refused({"select": "runs", "rerank": {}}),
    "query rerank.by": "There is one order.",
    "query rerank.curvature": "It bends every distance.",
    "query rerank.factor": "It widens the search.",
    "query thresholdSet": Refused({"select": "runs", "thresholdSet": "Sure"}),
    "query models": Refused({"select": "runs", "models": ["birdnet-v2.4", "perch-v2"]}),
    "query catalogs": Refused({"select": "runs", "catalogs": ["other.sqlite"]}),
    "query occasions": Refused({"select": "runs", "occasions": {"days": 2}}),
    **{f"query occasions.{name}": said for name, said in _OCCASIONS.items()},
    "query of": Refused({"select": "runs", "of": "labels"}),
    "query by": Refused({"select": "runs", "by": ["species"]}),
    "names/search text": _NAMES,
    "names/add language": _NAMES,
    "names/add path": _NAMES,
    "names/remove language": _NAMES,
    "names/install path": _NAMES,
    "names/install progress": _TOKEN,
    "names/search languages": Told({"text": "owl", "languages": ["es"]}, kind="withoutLanguage"),
    "names/search model": _NAMES,
    "names/search limit": _LIMIT,
    "names/search recordingId": Told(
        {"text": "owl", "recordingId": 1}, (), _heard, kind="withoutPlace"
    ),
    "names/search inCatalog": "It filters the names.",
    "annotate annotations": _NAMES,
    "annotate annotations.detectionId": _NAMES,
    "annotate annotations.annotationId": _NAMES,
    "annotate annotations.regionId": _NAMES,
    "annotate annotations.recordingId": _NAMES,
    "annotate annotations.path": _NAMES,
    "annotate annotations.start": Refused(
        {"annotations": [{"detectionId": 1, "start": 1.0, "verified": "YES"}]},
        ("labels", "add", "--detection", "1", "--start", "1"),
    ),
    "annotate annotations.end": Refused(
        {"annotations": [{"detectionId": 1, "end": 1.0, "verified": "YES"}]},
        ("labels", "add", "--detection", "1", "--end", "1"),
    ),
    "annotate annotations.lowHz": _KEPT,
    "annotate annotations.highHz": _KEPT,
    "annotate annotations.species": _KEPT,
    "annotate annotations.common": Refused(
        {"annotations": [{"detectionId": 1, "common": "Owl", "verified": "YES"}]}
    ),
    "annotate annotations.verified": _KEPT,
    "annotate annotations.probability": _KEPT,
    "annotate annotations.comment": _KEPT,
    "annotate annotations.withdraw": Refused(
        {"annotations": [{"detectionId": 1, "withdraw": True}]}
    ),
    "annotate annotations.settles": _KEPT,
    "annotate progress": _TOKEN,
    "annotate where": _FILTER,
    "annotate except": Refused({"annotations": [{"detectionId": 1}], "except": [1]}),
    "annotate verified": Refused({"annotations": [{"detectionId": 1}], "verified": "NO"}),
    "annotate comment": Refused({"annotations": [{"detectionId": 1}], "comment": "far"}),
    "annotate dryRun": Refused({"annotations": [{"detectionId": 1}], "dryRun": True}),
    "annotate labeler": _KEPT,
    "annotate labeler.name": _KEPT,
    "annotate labeler.email": "The contract takes it only with a name.",
    "annotations/undo batchId": _NAMES,
    "annotations/undo progress": _TOKEN,
    "annotations/redo batchId": _NAMES,
    "annotations/redo progress": _TOKEN,
    "explain detectionId": _NAMES,
    "explain recordingId": _NAMES,
    "explain start": Refused({"detectionId": 1, "start": 1.0}),
    "explain end": Refused({"detectionId": 1, "end": 1.0}),
    "explain species": _NAMES,
    "explain model": _NAMES,
    "explain k": _LIMIT,
    "annotations/export progress": _TOKEN,
    "annotations/export destination": "The table lies there.",
    "annotations/export overwrite": "It allows replacing; nothing may be there to replace.",
    "annotations/export of": "It says what the table lists.",
    "annotations/export where": _FILTER,
    "annotations/export questions": Refused({"destination": OUT, "questions": "x"}),
    "annotations/export clips": Idle(
        {"destination": OUT, "clips": False}, ("labels", "export", OUT, "--no-clips")
    ),
    "annotations/export padding": Idle(
        {"destination": OUT, "padding": 2.0}, ("labels", "export", OUT, "--padding", "2")
    ),
    "annotations/merge progress": _TOKEN,
    "annotations/merge inputs": _NAMES,
    "annotations/merge labeler": _KEPT,
    "annotations/merge labeler.name": _KEPT,
    "annotations/merge labeler.email": "The contract takes it only with a name.",
    "annotations/agreement species": _NAMES,
    "annotations/agreement level": "It is in the answer.",
    "annotations/import progress": _TOKEN,
    "annotations/import inputs": _NAMES,
    "annotations/import recordings": "It is a place to search for recordings that a table names.",
    "annotations/import column": Idle(
        {"inputs": [f"{CARD}/20240501_053000.txt"], "column": "Species"},
        ("labels", "import", f"{CARD}/20240501_053000.txt", "--column", "Species"),
        before=_audacity,
    ),
    "annotations/import labeler": _KEPT,
    "annotations/import labeler.name": _KEPT,
    "annotations/import labeler.email": "The contract takes it only with a name.",
    "annotations/import verified": Idle(
        {"inputs": [f"{CARD}/20240501_053000.txt"], "verified": "YES"},
        ("labels", "import", f"{CARD}/20240501_053000.txt", "--verified", "YES"),
        before=_judged,
    ),
    "annotations/import modelResults": Idle(
        {"inputs": [f"{CARD}/20240501_053000.txt"], "modelResults": "keep"},
        ("labels", "import", f"{CARD}/20240501_053000.txt", "--model-results", "keep"),
        before=_audacity,
    ),
    "annotations/import replace": _PERMITS,
    "heads/train progress": _TOKEN,
    "heads/train name": _NAMES,
    "heads/train model": _NAMES,
    "heads/train title": "The list of models shows it.",
    "heads/train species": Told(
        {"name": "again", "species": ["owl", "frog"]},
        ("heads", "train", "again", "--species", "owl", "frog"),
        before=_head_and_a_frog,
        kind="speciesSkipped",
    ),
    "heads/train kind": "It chooses the layers of the head.",
    "heads/train least": "It decides which species are learnt.",
    "heads/train background": Idle(
        {"name": "again", "background": 1000},
        ("heads", "train", "again", "--background", "1000"),
        before=_head,
    ),
    "heads/train seed": "Every training draws folds or background by it.",
    "heads/train holdBack": "The answer counts the recordings that were held back.",
    "heads/train dryRun": "The answer has no version.",
    "heads/apply progress": _TOKEN,
    "heads/apply name": _NAMES,
    "heads/apply where": Told(
        {"name": "night", "where": {"recordingId": {"ge": 1}}},
        ("heads", "apply", "night", "--where", "recordingId>=1"),
        before=_head_and_more,
        kind="withoutWindows",
    ),
    "heads/apply minConfidence": "It replaces the threshold of every species.",
    "heads/apply topK": Idle(
        {"name": "night", "topK": 1}, ("heads", "apply", "night", "--top-k", "1"), before=_head
    ),
    "heads/apply dryRun": "The answer has no run.",
    "heads/apply thresholds": Idle(
        {"name": "night", "thresholds": [0.5]},
        ("heads", "apply", "night", "--thresholds", "0.5"),
        before=_head,
    ),
    "heads/suggest progress": _TOKEN,
    "heads/suggest name": _NAMES,
    "heads/suggest where": Told(
        {"name": "night", "where": {"recordingId": {"ge": 1}}},
        ("heads", "suggest", "night", "--where", "recordingId>=1"),
        before=_head_and_more,
        kind="withoutWindows",
    ),
    "heads/suggest species": _NAMES,
    "heads/suggest k": f"{_LIMIT} `considered` tells how many windows there were.",
    "heads/list name": _NAMES,
    "heads/remove name": _NAMES,
    "heads/remove version": _NAMES,
    "heads/remove dryRun": "The answer says that nothing was removed.",
    "heads/rename name": _NAMES,
    "heads/rename to": "The answer has the new name.",
    "heads/compare a": _NAMES,
    "heads/compare b": _NAMES,
    "heads/export name": _NAMES,
    "heads/export destination": "The answer names the file.",
    "heads/card path": _NAMES,
    "heads/import path": _NAMES,
    "heads/import name": "The answer has the name, or that of the head that was here already.",
    "embeddings/reduce model": _NAMES,
    "embeddings/reduce dimension": "Too large a dimension is an error.",
    "embeddings/reduce sample": Idle(
        {"model": "base", "dimension": 2, "sample": 1000},
        ("embeddings", "reduce", "2", "--model", "base", "--sample", "1000"),
        before=_windows,
    ),
    "embeddings/compare model": _NAMES,
    "embeddings/compare dimensions": "The answer has a row for each; too large a one is an error.",
    "embeddings/compare sample": Idle(
        {"model": "base", "dimensions": [2], "sample": 1000},
        ("embeddings", "compare", "2", "--model", "base", "--sample", "1000"),
        before=_windows,
    ),
    "recordings/import progress": _TOKEN,
    "recordings/import inputs": _NAMES,
    "recordings/import pattern": Told(
        {"inputs": [CARD], "pattern": "{recorder}/*"},
        ("recordings", "import", CARD, "--pattern", "{recorder}/*"),
        before=_deployed,
        kind="deploymentKept",
    ),
    "recordings/import deploymentId": "All these recordings get it, known ones too.",
    "recordings/import folders": _NAMES,
    "recordings/import folders.folder": Told(
        {"inputs": [CARD], "folders": [{"folder": OUT, "site": "S1"}]}, kind="noEffect"
    ),
    "recordings/import folders.site": "The recordings get it.",
    "recordings/import folders.survey": "Without its site it is an error.",
    "recordings/import folders.recorder": "The recordings get it.",
    "recordings/import folders.shiftSeconds": _WAITS,
    "recordings/import folders.timezone": _WAITS,
    "recordings/import folders.leaveOut": "The answer counts the files that were left out.",
    "recordings/import fingerprint": "Without fingerprints, no sound is read.",
    "recordings/import dryRun": "Nothing is written.",
    "recordings/import levels": Idle({"inputs": [CARD], "levels": True}),
    "recordings/update recordings": _NAMES,
    "recordings/update recordings.recordingId": _NAMES,
    "recordings/update recordings.deploymentId": _KEPT,
    "recordings/update recordings.start": _KEPT,
    "recordings/update recordings.path": _KEPT,
    "recordings/locate recordingIds": _NAMES,
    "recordings/update deploymentId": "The answer counts the recordings.",
    "recordings/update dryRun": "Nothing is written.",
    "recordings/look progress": _TOKEN,
    "recordings/look where": _FILTER,
    "recordings/remove progress": _TOKEN,
    "recordings/remove where": _FILTER,
    "recordings/remove dryRun": "Nothing is removed.",
    "recordings/remove recordingIds": _NAMES,
    "recordings/remove includingLabels": _PERMITS,
    "recordings/measure progress": _TOKEN,
    "recordings/measure where": _FILTER,
    "recordings/measure again": "It asks for a measurement, which takes place, done before or not.",
    "recordings/relink progress": _TOKEN,
    "recordings/relink folders": "A folder without recordings is an error of its own.",
    "recordings/relink choices": "Each that cannot be followed is a row of the answer.",
    "recordings/relink choices.recordingId": _NAMES,
    "recordings/relink choices.path": _NAMES,
    "recordings/relink recordingIds": Told(
        {"folders": [CARD], "recordingIds": [1]}, before=_imported, kind="notMissing"
    ),
    "recordings/relink dryRun": "Nothing is written.",
    "recordings/relink merge": _PERMITS,
    "occasions/export progress": _TOKEN,
    "occasions/export destination": "The files lie there.",
    "occasions/export form": "It says which files.",
    "occasions/export where": _FILTER,
    "occasions/export occasions": "It parts time.",
    **{f"occasions/export occasions.{name}": said for name, said in _OCCASIONS.items()},
    "occasions/export thresholdSet": "An unknown one is an error; what it lacks is a note.",
    "occasions/export overwrite": _PERMITS,
    "occasions/export dryRun": "It names the files.",
    "export progress": _TOKEN,
    "export format": "A file of each format is written.",
    "export destination": "The files lie there.",
    "export overwrite": Idle(
        {"format": "csv", "preview": 1, "overwrite": True},
        ("export", "--preview", "1", "--overwrite"),
    ),
    "export methods": Idle(
        {"format": "csv", "preview": 1, "methods": True},
        ("export", "--preview", "1", "--methods"),
    ),
    "export samples": Refused({"format": "csv", "destination": OUT, "samples": ["gone"]}),
    "export preview": "It shows the first rows.",
    "export dryRun": "It names the files.",
    "export most": _LIMIT,
    **{
        f"export {name}": Idle(
            {"format": "csv", "destination": OUT, name: value},
            ("export", OUT, f"--{name}", str(value)),
        )
        for name, value in (("per", "site"), ("pick", "random"))
    },
    "export seed": Idle(
        {"format": "csv", "destination": OUT, "most": 5, "seed": 3},
        ("export", OUT, "--most", "5", "--seed", "3"),
    ),
    "export select": "It chooses the rows.",
    "export where": _FILTER,
    "export perRecording": Refused(
        {"format": "table", "destination": OUT, "perRecording": True},
        ("export", OUT, "--format", "table", "--per-recording"),
    ),
    "export columns": Idle(
        {"format": "raven", "destination": OUT, "columns": ["lat"]},
        ("export", OUT, "--format", "raven", "--columns", "lat"),
    ),
    "export thresholdSet": "A note says so without the column `probability` and `methods`.",
    **{
        f"export {name}": Idle({"format": "raven", "destination": OUT, name: value}, typed)
        for name, value, typed in (
            ("bom", True, ("export", OUT, "--format", "raven", "--bom")),
            ("decimalComma", True, ("export", OUT, "--format", "raven", "--decimal-comma")),
            ("separator", "tab", ("export", OUT, "--format", "raven", "--separator", "tab")),
            ("paths", "name", ("export", OUT, "--format", "raven", "--paths", "name")),
            ("root", "/card", ("export", OUT, "--format", "raven", "--root", "/card")),
        )
    },
    "publish progress": _TOKEN,
    "publish standard": "It chooses what is written.",
    "publish destination": "The files lie there.",
    "publish overwrite": "It allows replacing; nothing may be there to replace.",
    "publish select": "It chooses the rows.",
    "publish where": _FILTER,
    "publish unverified": "The answer counts the rows that are left out without it.",
    "publish dryRun": "Nothing is written.",
    "publish protocol": Idle(
        {"standard": "aoef", "destination": OUT, "unverified": True, "protocol": "Incidental"},
        (
            *("publish", OUT, "--standard", "aoef", "--unverified"),
            *("--protocol", "Incidental"),
        ),
        before=_heard,
    ),
    **{
        f"publish {name}": "A standard that has no place for it says so in a note."
        for name in (
            *("utcOffset", "uncertainty", "title", "description", "contributors", "licence"),
            *("mediaLicence", "rightsHolder", "samplingDesign", "captureMethods"),
            *("samplingProtocol", "mediaPublic", "mediaBase", "country", "state", "observers"),
            *("remarks", "tags", "geoprivacy"),
            *(f"contributors.{each}" for each in ("title", "role", "email", "url")),
            "contributors.organization",
        )
    },
    "speech/find progress": _TOKEN,
    "speech/find recordingIds": _NAMES,
    "speech/find where": _FILTER,
    "speech/find again": "Recordings are listened to, whether they were before or not.",
    "recordings/redact progress": _TOKEN,
    "recordings/redact recordingIds": _NAMES,
    "recordings/redact where": _FILTER,
    "recordings/redact destination": "The copies lie there.",
    "recordings/redact padding": "It lengthens each muted stretch.",
    "clips progress": _TOKEN,
    "clips destination": "The clips lie there.",
    "clips overwrite": "It allows replacing; that nothing had to be replaced is no surprise.",
    "clips where": _FILTER,
    "clips format": Told(
        {"destination": OUT, "format": "flac"},
        ("clips", OUT, "--format", "flac"),
        before=_heard,
        kind="asWav",
    ),
    "clips padding": "It lengthens every clip that does not fill its recording.",
    "clips most": _LIMIT,
    "clips per": Idle({"destination": OUT, "per": "site"}, ("clips", OUT, "--per", "site")),
    "clips names": "Every clip has a name.",
    "clips speech": "It says what becomes of clips with speech; the answer counts refused ones.",
    "clips dryRun": "It counts the clips.",
    "clips pick": Idle({"destination": OUT, "pick": "random"}, ("clips", OUT, "--pick", "random")),
    "clips seed": Idle(
        {"destination": OUT, "most": 5, "seed": 3}, ("clips", OUT, "--most", "5", "--seed", "3")
    ),
    "clips merge": "It joins all neighbours of one species; others stay apart.",
    "deployments/check progress": _TOKEN,
    "deployments/check where": _FILTER,
    "deployments/check checks": "The answer has findings of these checks alone.",
    "deployments/check everySeconds": "It is compared with the starts; the answer says of which.",
    "deployments/check limit": _LIMIT,
    "deployments/check cursor": "A page begins there.",
    "catalog/check progress": _TOKEN,
    "catalog/check quick": "It leaves checks out.",
    "catalog/backup progress": _TOKEN,
    "catalog/backup destination": "The copy lies there.",
    "catalog/backup embeddings": "Stored embeddings are copied, however few there are.",
    "catalog/repair progress": _TOKEN,
    "storage/set cacheBytes": "The limit is in the answer; where it cannot count it is an error.",
    "storage/clear progress": _TOKEN,
    "storage/clear what": "The answer has a line for each, even if nothing was there.",
    "storage/clear backups": _NAMES,
    "storage/clear dryRun": "The answer says that nothing was cleared.",
    "spectrogram recordingId": _NAMES,
    "spectrogram path": _NAMES,
    "spectrogram start": "The picture begins there.",
    "spectrogram end": "The picture ends there.",
    "spectrogram width": "It is the size of the picture.",
    "spectrogram height": "It is the size of the picture.",
    "spectrogram frontend": "One that cannot be drawn is an error.",
    "spectrogram model": "One that cannot be drawn is an error.",
    "spectrogram format": "It is the form of the answer.",
    "spectrogram channel": "A channel that the recording lacks is an error.",
    "spectrogram lowHz": "It is the lowest row, however little sound is there.",
    "spectrogram highHz": "It is the highest row, however little sound is there.",
    "spectrogram fft": "It is the length of each window.",
    "spectrogram looks": "It bounds the windows of a column; more than there are show all.",
    "overview recordingId": _NAMES,
    "overview width": "It is the size of the picture.",
    "overview height": "It is the size of the picture.",
    "overview progress": _TOKEN,
    "waveform recordingId": _NAMES,
    "waveform path": _NAMES,
    "waveform start": "The picture begins there.",
    "waveform end": "The picture ends there.",
    "waveform width": "It is the size of the picture.",
    "waveform format": "The answer has it.",
    "waveform channel": "A channel that the recording lacks is an error.",
    "sound recordingId": _NAMES,
    "sound path": _NAMES,
    "sound start": "The sound begins there.",
    "sound end": "The length of what is given is in the answer.",
    "sound rate": "The sound has it.",
    "sound channel": "A channel that the recording lacks is an error.",
    "sound slower": "The rate in the header is divided by it.",
    "sound format": "It is the form of the answer.",
    "stream/open model": _NAMES,
    "stream/open sampleRate": "It says what the samples mean.",
    "stream/open format": "It says what the samples mean.",
    "stream/open channels": "It says what the samples mean.",
    "stream/open overlap": _CUTS,
    "stream/open minConfidence": "No answer has a smaller confidence.",
    "stream/open topK": _LIMIT,
    "stream/push streamId": _NAMES,
    "stream/push pcm": "It is the sound.",
    "stream/push start": "Another time than the stream's is an error.",
    "stream/push sampleRate": "Another rate than the stream's is an error.",
    "stream/open site": "Results that are forwarded have it.",
    "stream/close streamId": _NAMES,
    "forward/queue since": "Without a receiver it is an error.",
    "forward/queue refused": "The answer counts what was queued.",
    "estimate name": _NAMES,
    "estimate sampleId": _NAMES,
    "estimate species": _NAMES,
    "estimate target": "It is in the answer.",
    "estimate level": "It is in the answer.",
    "estimate events": "The answer counts them.",
    "estimate sites": "The answer lists them, or says why not.",
    "thresholds/save name": _NAMES,
    "thresholds/save sample": _NAMES,
    "thresholds/save target": "It is in the answer.",
    "thresholds/save level": "It is in the answer.",
    "thresholds/save species": _NAMES,
    "thresholds/save replace": "Without it, a name that is taken is an error.",
    "thresholds/save labeler": _KEPT,
    "thresholds/save labeler.name": _KEPT,
    "thresholds/save labeler.email": _KEPT,
    "thresholds/list name": _NAMES,
    "thresholds/remove name": _NAMES,
    "samples/draw progress": _TOKEN,
    "samples/draw name": _NAMES,
    "samples/draw where": _FILTER,
    "samples/draw species": _NAMES,
    "samples/draw model": _NAMES,
    "samples/draw n": "The answer counts the members.",
    "samples/draw seed": "It is in the answer.",
    "samples/draw bands": Idle(
        {"name": "a", "species": ["bird0"], "choose": "top", "bands": 3}, before=_heard
    ),
    "samples/draw power": "The answer has the clips of each band.",
    "samples/draw least": "The answer has the clips of each band.",
    "samples/draw floor": "It is in the answer, with the windows below it.",
    "samples/draw deepest": "The answer has the bands below the floor.",
    "samples/draw by": "The answer lists the sites.",
    "samples/draw perRecording": "The answer counts the candidates.",
    "samples/draw unitClips": "The answer says what was drawn whole.",
    "samples/draw blockSeconds": "The answer counts the candidates.",
    "samples/draw spacing": "It is an error.",
    "samples/draw choose": "The answer has the purpose.",
    "samples/draw diverse": "The answer has the purpose.",
    "samples/draw unit": _KEPT,
    "samples/draw shown": _KEPT,
    "samples/draw batches": _KEPT,
    "samples/draw enlarge": _NAMES,
    "samples/draw inBands": "Without `enlarge` it is an error.",
    "samples/draw refresh": _NAMES,
    "samples/draw labeler": _KEPT,
    "samples/draw labeler.name": _KEPT,
    "samples/draw labeler.email": _KEPT,
    "samples/draw dryRun": "The answer has no sampleId.",
    "samples/next name": _NAMES,
    "samples/next sampleId": _NAMES,
    "samples/next after": "The members after it come first.",
    "samples/next limit": _LIMIT,
    "samples/next order": "The members come in it.",
    "samples/next species": _FILTER,
    "samples/skip name": _NAMES,
    "samples/skip sampleId": _NAMES,
    "samples/skip items": "The answer lists those that changed.",
    "samples/skip restOf": "The answer lists those that changed.",
    "samples/skip unskip": "The answer lists those that changed.",
    "samples/skip reason": _KEPT,
    "samples/skip labeler": _KEPT,
    "samples/skip labeler.name": _KEPT,
    "samples/skip labeler.email": _KEPT,
    "samples/remove name": _NAMES,
    "samples/remove sampleId": _NAMES,
    "samples/export name": _NAMES,
    "samples/export sampleId": _NAMES,
    "samples/export path": "The sample lies there.",
    "samples/export overwrite": "It allows replacing.",
    "samples/import path": _NAMES,
    "samples/import name": "The sample gets it.",
    "samples/import dryRun": "The answer has no sampleId.",
    "memos/get key": _NAMES,
    "memos/set key": _NAMES,
    "memos/set value": _KEPT,
    "memos/set ifRevision": "Another revision is an error.",
    "memos/list prefix": _NAMES,
    "models/install progress": _TOKEN,
    "models/install name": _NAMES,
    "models/install source": "The files come from there.",
    "models/activate name": _NAMES,
    "models/remove name": _NAMES,
    "models/add path": _NAMES,
    "models/add labels": _NAMES,
    "models/add name": "The model gets it; a taken one is an error.",
    "models/add title": "The list of models shows it.",
    "models/add frontend": "The model gets it.",
    "models/add window": "The model gets it.",
    "models/add padding": "The model gets it.",
    "models/add activation": "The model gets it.",
    "models/add logits": "A name that the model does not have is an error.",
    "models/add embedding": Refused(
        {"path": "a.onnx", "labels": "a.txt", "embedding": "e"},
        ("models", "add", "a.onnx", "--labels", "a.txt", "--embedding", "e"),
    ),
    "models/add licence": "The list of models shows it.",
    "models/verify name": _NAMES,
    "models/verify golden": "The model is compared with it.",
    "models/monitor name": _NAMES,
    "models/monitor source": "It chooses what is reported; a report without windows is an error.",
    "models/monitor where": Idle({"name": "base", "where": {"month": 5}}, before=_heard_live),
    "models/monitor deviations": Idle({"name": "base", "deviations": 3}, before=_heard_live),
    "models/monitor windows": Idle({"name": "base", "windows": 500}, before=_heard_live),
    "models/monitor limit": _LIMIT,
    "models/drift name": _NAMES,
    "models/drift first": "Two groups of the same windows are an error.",
    "models/drift first.where": _FILTER,
    "models/drift second.where": _FILTER,
    "models/drift second": Refused(
        {"name": "base", "second": {"where": {"month": 5}}, "against": "base@1"},
        ("models", "drift", "base", "--second", "month=5", "--against", "base@1"),
        before=_windows,
    ),
    "models/drift against": _NAMES,
    "models/drift windows": _LIMIT,
    "models/compare a": _NAMES,
    "models/compare b": _NAMES,
    "models/compare where": _FILTER,
    "models/compare minConfidence": Idle(
        {"a": "base", "b": "other", "minConfidence": 0.2},
        ("models", "compare", "base", "other", "--min-confidence", "0.2"),
        before=_compared,
    ),
    "models/compare windows": "The answer says why no window was judged again.",
    "models/compare limit": _LIMIT,
    "models/check progress": _TOKEN,
    "models/check name": _NAMES,
    "models/check inputs": _NAMES,
    "models/check windows": Idle(
        {"name": "base", "inputs": [CARD], "windows": 50},
        ("models", "check", "base", CARD, "--windows", "50"),
    ),
    "models/versions name": _NAMES,
    "models/switch name": _NAMES,
    "models/switch versionId": _NAMES,
    "models/rollback name": _NAMES,
    "models/route name": _NAMES,
    "models/route arms": "They are in the answer; weights that do not sum to 1 are an error.",
    "models/route arms.versionId": _NAMES,
    "models/route arms.weight": "Weights that do not sum to 1 are an error.",
    "models/removeVersion name": _NAMES,
    "models/removeVersion versionId": _NAMES,
    "models/variant progress": _TOKEN,
    "models/variant name": _NAMES,
    "models/variant variant": "The version in the answer is that variant.",
    "models/variant inputs": _NAMES,
    "models/variant windows": Idle(
        {"name": "wide", "variant": "int8", "inputs": [CARD], "windows": 50},
        ("models", "variant", "wide", "int8", CARD, "--windows", "50"),
        _model("wide", shape=(144_000,), weights=2_000),
    ),
    "places/set dryRun": "Nothing is written.",
    "places/set sites": "Each is kept as it is given.",
    "places/set sites.timezone": _WAITS,
    "places/set sites.shiftSeconds": _WAITS,
    "places/set sites.source": _WAITS,
    "places/set sites.pattern": _WAITS,
    "places/set deployments": "Each is kept as it is given.",
    "places/set deployments.timezone": _WAITS,
    "places/set deployments.shiftSeconds": _WAITS,
    "places/set deployments.source": _WAITS,
    "places/set deployments.pattern": _WAITS,
    "places/set folders": "Each is kept as it is given.",
    "places/set folders.timezone": _WAITS,
    "places/set folders.shiftSeconds": _WAITS,
    "places/set folders.source": _WAITS,
    "places/set folders.pattern": _WAITS,
    "places/set sites.siteId": _NAMES,
    "places/set sites.site": _NAMES,
    "places/set sites.survey": _NAMES,
    "places/set sites.latitude": "The site gets it.",
    "places/set sites.longitude": "The site gets it.",
    "places/set sites.elevation": "The site gets it.",
    "places/set deployments.deploymentId": _NAMES,
    "places/set deployments.site": _NAMES,
    "places/set deployments.survey": _NAMES,
    "places/set deployments.recorder": _NAMES,
    "places/set deployments.startDate": "The deployment gets it.",
    "places/set deployments.endDate": "The deployment gets it.",
    "places/set folders.folder": _NAMES,
    "places/set table": "Each line that cannot be used is a note.",
    "places/remove siteIds": "An unknown one is an error.",
    "places/remove deploymentIds": "An unknown one is an error.",
    "places/remove ruleIds": "An unknown one is an error.",
    "places/undo batchId": "Another one than the latest is an error.",
    "recordings/update timezone": "The answer counts the starts that changed.",
    "recordings/update shiftSeconds": "The answer counts the starts that changed.",
    "recordings/update source": "The answer counts the starts that changed.",
    "recordings/update pattern": "The answer counts the starts that changed.",
    "recordings/update where": _FILTER,
    "initialize client": "The log names it.",
    "initialize processId": "The sidecar ends with it.",
    "initialize catalog": "It chooses the catalog.",
}

# A plan takes the request of its run.
EACH |= {
    name.replace("infer", "infer/plan", 1): "The run to come has this option, and its notes."
    for name in EACH
    if name.startswith("infer ")
}

# Options that only the terminal has.
TERMINAL: dict[str, Scenario | str] = {
    "--catalog": "It chooses the catalog.",
    "--json": "It is the form of the answer.",
    "--profile": "It chooses settings, and `settings show` tells them.",
    "--settings": "A file that is not there is an error.",
    "--files-from": "A list that names no file is an error.",
    "models route shares": "They are in the answer; wrong ones are an error.",
    "models route --stop": Refused({}, ("models", "route", "base", "v=1", "--stop")),
    "storage limit gigabytes": "The limit is in the answer; a wrong one is an error.",
    "serve --log-format": "It is the form of the log.",
    "listen source": "The sound comes from there.",
    "listen --follow": "With standard input it is an error.",
    "listen --idle": "Without --follow it is an error.",
    "listen --forward": "Without a receiver it is an error.",
    "analyze --local": Refused(
        {}, ("analyze", CARD, "--local", "--latitude", "52", "--longitude", "5")
    ),
    "analyze --deferred": Refused({}, ("analyze", CARD, "--deferred")),
    "analyze --format": "A file of each format is written.",
    "analyze --out": Refused({}, ("analyze", CARD, "--out", OUT)),
    "analyze --replace": Refused({}, ("analyze", CARD, "--replace")),
}


def _message(annotation: Any) -> type[Message] | None:
    """Find the message inside a field's type; filters and comparisons are no options."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, Message) else None
    inside = [_message(each) for each in get_args(annotation)]
    found = next(filter(None, inside), None)
    return None if found is None or found.__name__ == "Comparison" else found


def _fields(request: type[Message], before: str = "") -> Iterator[str]:
    for name, info in request.model_fields.items():
        here = f"{before}{info.alias or name}"
        yield here
        inside = _message(info.annotation)
        if inside is not None:
            yield from _fields(inside, f"{here}.")


def test_every_field_of_every_request_is_decided() -> None:
    from sidecar.contract.lifecycle import InitializeRequest

    requests = {name: method._type("request") for name, method in METHODS.items()}
    requests["initialize"] = InitializeRequest
    fields = {f"{name} {each}" for name, request in requests.items() for each in _fields(request)}
    left = {each for each in fields if not each.startswith("initialize client.")} ^ set(EACH)
    assert not left, "decide of each: can it have no effect?"


def test_every_option_of_every_command_is_decided() -> None:
    options = set()
    for words, leaf in LEAVES.items():
        fields = {name for request in leaf.requests for name in request.model_fields}
        for action in leaf._actions:
            if action.dest in fields or action.dest in ("help", "where"):
                continue
            word = max(action.option_strings, key=len, default=action.dest)
            options.add(word if word in TERMINAL else f"{' '.join(words)} {word}")
    assert options == set(TERMINAL), "decide of each: can it have no effect?"


@pytest.mark.parametrize("name", [name for name, each in EACH.items() if isinstance(each, str)])
def test_a_reason_is_a_sentence(name: str) -> None:
    reason = EACH[name]
    assert isinstance(reason, str) and reason[0].isupper() and reason.endswith(".")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Engine]:
    """Make an engine with the model "base", which takes the plain sound and has no range model."""
    engine = engine_with_base(tmp_path, dimension=4)
    yield engine
    engine.close()


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    write_wav(tmp_path / "card" / "20240501_053000.wav", tone(3.0))
    return {CARD: str(tmp_path / "card"), OUT: str(tmp_path / "out")}


def _placed(value: Any, places: dict[str, str]) -> Any:
    """Put real paths in the place of their signs."""
    if isinstance(value, dict):
        return {name: _placed(each, places) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_placed(each, places) for each in value]
    if isinstance(value, str):
        for sign, path in places.items():
            value = value.replace(sign, path)
    return value


def _scenarios(table: dict[str, Scenario | str], *, typed: bool) -> list[Any]:
    return [
        pytest.param(
            name,
            each,
            id=name,
            marks=[pytest.mark.model] if each.real else [],
        )
        for name, each in table.items()
        if isinstance(each, Scenario) and (each.typed or not typed)
    ]


@pytest.fixture
def engine_of(request: pytest.FixtureRequest) -> Callable[[Scenario], Engine]:
    def choose(scenario: Scenario) -> Engine:
        found: Engine = request.getfixturevalue("engine" if scenario.real else "base")
        return found

    return choose


@pytest.mark.parametrize(("name", "scenario"), _scenarios(EACH, typed=False))
def test_a_request_says_which_option_has_no_effect(
    name: str,
    scenario: Scenario,
    engine_of: Callable[[Scenario], Engine],
    places: dict[str, str],
    tmp_path: Path,
) -> None:
    verb, _, option = name.partition(" ")
    engine, method = engine_of(scenario), METHODS[verb]
    scenario.before(engine, tmp_path)
    params = _placed(scenario.params, places)

    def answer() -> Any:
        return method.run(engine, method._type("request").model_validate(params), Call())

    if isinstance(scenario, Refused):
        with pytest.raises((InvalidParams, ValidationError)) as refused:
            answer()
        last = option.rpartition(".")[2]
        told = getattr(refused.value, "field", "") or str(refused.value)
        assert last in told, told
    elif isinstance(scenario, Told):
        assert scenario.kind in {note.kind for note in answer().notes}
    else:
        idle = [note for note in answer().notes if note.kind == "noEffect"]
        named = {each.partition(option)[1] for note in idle for each in note.examples}
        assert option in named, idle


@pytest.mark.parametrize(("name", "scenario"), _scenarios({**EACH, **TERMINAL}, typed=True))
def test_the_screen_says_which_option_has_no_effect(
    name: str,
    scenario: Scenario,
    engine_of: Callable[[Scenario], Engine],
    places: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)  # Ctrl+C stays the tests' own
    engine = engine_of(scenario)
    assert engine.catalog
    scenario.before(engine, tmp_path)
    capsys.readouterr()
    parsed = parse(_placed(scenario.typed, places))
    option = name.rpartition(" ")[2]
    spelt = option if name in TERMINAL else as_typed(option, parsed.spelling)
    code = run_command(engine.settings, parsed)
    said = capsys.readouterr().err
    assert code == 2 if isinstance(scenario, Refused) else code in (0, 1)
    if isinstance(scenario, Told):
        assert "Note: " in said or "Warning: " in said
    else:
        assert spelt.startswith("--") and spelt in said, said


def test_an_option_that_was_not_given_is_not_told(base: Engine, places: dict[str, str]) -> None:
    """The defaults have as little effect, but nobody asked for them."""
    assert not infer(base, InferRequest.model_validate(_placed(RUN, places)), Call()).notes


def test_a_resumed_run_tells_only_what_was_chosen(base: Engine, places: dict[str, str]) -> None:
    request = InferRequest.model_validate(_placed({**RUN, "topK": 3}, places))
    run = infer(base, request, Call())
    again = METHODS["runs/resume"].run(
        base, METHODS["runs/resume"]._type("request")(run_id=run.run_id), Call()
    )
    assert [note.examples for note in again.notes] == [["topK"]]
