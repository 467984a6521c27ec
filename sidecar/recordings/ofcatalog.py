"""Recordings of the catalog that a request names by ids or by filters, with their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.catalog.sameness import is_aside
from sidecar.catalog.values import Question
from sidecar.contract.base import FileError
from sidecar.contract.speech import FindSpeechRequest, RedactRequest
from sidecar.errors import InvalidParams, LinnetError
from sidecar.recordings.files import file_error
from sidecar.recordings.filters import filters


@dataclass(frozen=True)
class OfCatalog:
    """A recording of the catalog, and where its file is."""

    recording_id: int
    url: str
    path: Path


def of_catalog(
    engine: Engine,
    request: FindSpeechRequest | RedactRequest,
    errors: list[FileError],
    ledger: Ledger,
) -> list[OfCatalog]:
    """List a request's recordings by path; one whose drive is away is a row of `errors`.

    Recordings whose file was replaced have none, and are left out unless a request names them.
    Raises InvalidParams for an unknown id.
    """
    drives, found = engine.drives(), list[OfCatalog]()
    for recording_id, url in _named(engine, request, ledger):
        if request.where is not None and is_aside(url):
            continue
        try:
            found.append(OfCatalog(recording_id, url, drives.find(url)))
        except LinnetError as error:
            errors.append(file_error(url, error))
    return found


def _named(
    engine: Engine, request: FindSpeechRequest | RedactRequest, ledger: Ledger
) -> Sequence[tuple[int, str]]:
    if request.where is not None:
        question = Question("recordings", filters(engine, request, ledger), ["path"])
        rows = engine.catalog.questions.rows(question, ["recordingId", "path"])
        return [(int(str(number)), str(url)) for number, url in rows]
    known = {
        each.recording_id: each for each in engine.catalog.recordings.find(request.recording_ids)
    }
    for recording_id in request.recording_ids:
        if recording_id not in known:
            raise InvalidParams(
                f"The catalog has no recording {recording_id}.", field="recordingIds"
            )
    return [(each, known[each].url) for each in dict.fromkeys(request.recording_ids)]
