"""A head over all stored windows, and what it finds into the catalog."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence

import numpy as np

from sidecar import __version__
from sidecar.contract.heads import ApplyHeadRequest, ApplyHeadResult, HeadProgress
from sidecar.engine import Engine
from sidecar.errors import RequestCancelled
from sidecar.model.registry import LABELS_FILE
from sidecar.postprocess.scoring import Scoring, find_hits
from sidecar.query.stored import StoredSet
from sidecar.rpc.verb import Call
from sidecar.store.judgements import (
    FoundRow,
    Judge,
    give_up,
    judged_before,
    let_stand,
    put_judgements,
)
from sidecar.values import Float32
from sidecar.verbs.headuse import head_use
from sidecar.verbs.infer import model_row
from sidecar.verbs.sweep import Group
from sidecar.verbs.telling import Telling

# Goes into every digest: raise it when the same settings would give other results.
_VERSION = 1


class Applying:
    """One run of a head over the windows that a request names."""

    def __init__(self, engine: Engine, request: ApplyHeadRequest, call: Call) -> None:
        self._call = call
        self._catalog = engine.catalog
        self._use = head_use(engine, request)
        session = self._use.session
        least = request.min_confidence
        thresholds = self._use.thresholds if least is None else np.full(len(session.labels), least)
        self._scoring = Scoring(
            thresholds, np.ones(len(session.labels), np.bool_), top_k=request.top_k
        )
        asked = request.model_dump(
            mode="json", by_alias=True, exclude_unset=True, exclude={"progress", "name"}
        )
        judged = [
            _VERSION,
            thresholds.tolist(),
            request.top_k,
            session.installed.files[LABELS_FILE],
        ]
        model_id = self._catalog.model_id(model_row(session))
        self._judge = Judge(
            run_id=self._catalog.begin_run(
                model_id,
                json.dumps({"method": "heads/apply", **asked}),
                f"linnet {__version__}",
                list(dict.fromkeys(each.url for each in self._use.sets)),
            ),
            model_id=model_id,
            settings_digest=hashlib.sha256(json.dumps(judged).encode()).hexdigest(),
            species=list(zip(session.labels.species, session.labels.common, strict=True)),
        )
        self._began = time.monotonic()
        self._windows = self._detections = self._recordings = 0

    def run(self) -> ApplyHeadResult:
        """Score what is not scored yet; what a stopped run finished stays."""
        run_id = self._judge.run_id
        try:
            skipped = self._all()
        except RequestCancelled:
            self._catalog.end_run(run_id, "cancelled")
            raise
        except BaseException:
            self._catalog.end_run(run_id, "failed")
            raise
        self._catalog.end_run(run_id, "complete")
        return ApplyHeadResult(
            run_id=run_id,
            recordings=self._recordings,
            skipped=skipped,
            windows=self._windows,
            detections=self._detections,
            elapsed_seconds=round(time.monotonic() - self._began, 3),
        )

    def _all(self) -> int:
        todo, done = self._plan()
        with self._catalog.transaction() as db:
            let_stand(db, self._judge.run_id, done)
        total = sum(each.count for each in todo)
        telling = Telling(self._call, HeadProgress, unit="window", total=total)
        telling.begin()
        for group, found in self._use.sweep.over(todo, self._found, self._call.check):
            self._call.check()
            self._save(group, found)
            telling.report(self._windows)
        with self._catalog.transaction() as db:
            give_up(db, self._judge.run_id)
        telling.end()
        return len(done)

    def _plan(self) -> tuple[list[StoredSet], list[int]]:
        """Part what is to be judged from analyses that stand."""
        judge = self._judge
        before = judged_before(self._catalog.reader(), judge.model_id, judge.settings_digest)
        sets = self._use.sets
        todo = [each for each in sets if each.window_set_id not in before]
        done = [before[each.window_set_id] for each in sets if each.window_set_id in before]
        return todo, done

    def _found(self, group: Group, logits: Float32) -> list[FoundRow]:
        """Turn a group's logits into detections; times as `infer` writes them."""
        hits = find_hits(logits, self._scoring)
        model = self._use.session.manifest
        number = group.number[hits.window]
        starts = group.offsets[hits.window] / model.sample_rate
        reached = np.array([each.reached_s for each in group.sets])[number]
        ends = np.minimum(starts + model.window, np.maximum(reached, 0.0))
        recordings = np.array([each.recording_id for each in group.sets], np.int64)
        columns: Sequence[list[float]] = (
            recordings[number].tolist(),
            hits.label.tolist(),
            np.round(starts, 4).tolist(),
            np.round(ends, 4).tolist(),
            hits.confidence.tolist(),
        )
        return list(zip(*columns, strict=True))

    def _save(self, group: Group, found: list[FoundRow]) -> None:
        window_sets = [(each.window_set_id, each.first) for each in group.sets]
        with self._catalog.transaction() as db:
            judged = put_judgements(db, self._judge, window_sets, found)
        self._recordings += len(judged)
        self._windows += sum(each.count for each in group.sets if each.recording_id in judged)
        self._detections += sum(row[0] in judged for row in found)
