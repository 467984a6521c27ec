"""Finds the recordings of the catalog that a request chooses by filters."""

from __future__ import annotations

import os
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.audio.discover import no_such
from sidecar.audio.path import path_text
from sidecar.catalog.values import Question
from sidecar.contract.analyze import InferRequest
from sidecar.errors import LinnetError, RecordingNotFound
from sidecar.recordings.filters import filters
from sidecar.recordings.inputs import InputFiles, mark_changes

_FIELDS = ("recordingId", "path", "missingSince")


def find_chosen(
    engine: Engine, request: InferRequest, ledger: Ledger, *, marks: bool = True
) -> InputFiles:
    """Find the files of the recordings that pass a request's filters; may be none.

    `marks`: the catalog notes which files are missing now, and which are found.
    """
    question = Question("recordings", filters(engine, request, ledger), ["path"])
    drives = engine.drives()
    paths: dict[Path, str] = {}
    errors: dict[str, LinnetError] = {}
    missing, found = list[int](), list[int]()
    questions = engine.catalog.questions
    with questions.reading():
        for recording_id, url, since in questions.rows(question, _FIELDS):
            assert isinstance(recording_id, int) and isinstance(url, str)
            try:
                path = drives.find(url)
                if not os.path.exists(path):
                    raise no_such(path)
            except RecordingNotFound as error:
                errors[url] = error
                missing += [recording_id] if since is None else []
                continue
            paths.setdefault(path, url)
            found += [] if since is None else [recording_id]
    if marks:
        mark_changes(engine.catalog, missing=missing, found=found)
    urls = {path: url for path, url in paths.items() if url != path_text(path)}
    return InputFiles([*paths], [*errors.items()], urls)
