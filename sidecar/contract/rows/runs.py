"""Rows of runs, their files, and the models in the catalog."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from sidecar.contract.base import Message
from sidecar.contract.notes import Note
from sidecar.contract.rows.held import FROM_JSON

# How a file of a run ended.
FileStatus = Literal["done", "empty", "partial", "failed", "skipped"]


class RunRow(Message):
    """A run; `files` is the sum of waiting, done, empty, partial, failed and skipped.

    A run that was stopped or killed keeps its counts: it came to `files` - `waiting` of `files`.
    `resumes` is the run that it goes on with. The numbers from `audioSeconds` on grow while the run
    goes on. They are null for runs of earlier versions of Linnet, and explained at `infer`.
    """

    run_id: int
    model: str
    status: Literal["running", "complete", "cancelled", "interrupted", "failed"]
    program: str
    started_at: str
    ended_at: str | None
    files: int
    waiting: int
    done: int
    empty: int
    partial: int
    failed: int
    skipped: int
    resumes: int | None
    audio_seconds: float | None
    windows: int | None
    detections: int | None
    quiet_windows: int | None
    below_threshold: int | None
    out_of_range: int | None
    not_listed: int | None
    beyond_top_k: int | None
    settings: Annotated[dict[str, Any], FROM_JSON]
    notes: Annotated[list[Note], FROM_JSON]


class RunFileRow(Message):
    """A file of a run and its outcome; `message` says why it failed, or covers only a part.

    `waiting` files have no outcome yet. `detections` counts those of the file's analysis; null if
    it has none, or if a later run replaced it.
    """

    key: str
    run_id: int
    path: str
    status: Literal["waiting", FileStatus]
    recording_id: int | None
    detections: int | None
    code: int | None
    kind: str | None
    message: str | None
    hint: str | None
    deployment_id: int | None
    site: str | None


class DeferredRow(Message):
    """A recording that waits for a model that failed on it, with the settings of run `runId`.

    `tries` counts the runs in which the model failed on it, `triedAt` is the last one.
    """

    deferred_id: int
    path: str
    recording_id: int | None
    model: str
    model_id: int
    run_id: int
    kind: str
    message: str
    tries: int
    since: str
    tried_at: str


class CatalogModelRow(Message):
    model_id: int
    name: str
    version: str
    sha256: str
    converter: str
    licence: str
    recordings: int
