"""Rows of `query`, by select."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from sidecar.contract.base import Message
from sidecar.contract.notes import Note
from sidecar.contract.verdict import Verified

# The catalog holds these fields as JSON.
_FROM_JSON = BeforeValidator(lambda held: json.loads(held) if isinstance(held, str) else held)


class RecordingRow(Message):
    recording_id: int
    deployment_id: int | None
    path: str
    start: str | None
    duration: float | None
    sample_rate: int | None
    channels: int | None
    container: str | None
    encoding: str | None
    recorder: str | None
    serial: str | None
    gain: str | None
    battery_volts: float | None
    temperature_celsius: float | None
    latitude: float | None
    longitude: float | None
    site: str | None
    survey: str | None
    missing_since: str | None = Field(
        description="Time at which the file was first missing; null if it is present."
    )
    detections: int
    annotations: int = Field(description="People's annotations that count now.")


class SourceRow(Message):
    """What one source says of a recording; `place` is its rank.

    `givesStart` and `givesPlace` are 1 for the source that counts, and `why` says why. `impossible`
    maps fields to the reason why their value cannot be true. `disagrees` is 1 if the source says
    another possible start than the one that counts.
    """

    key: str
    recording_id: int
    path: str
    place: int
    source: str
    start: str | None
    latitude: float | None
    longitude: float | None
    recorder: str | None
    serial: str | None
    deployment_code: str | None
    gain: str | None
    battery_volts: float | None
    temperature_celsius: float | None
    impossible: Annotated[dict[str, str] | None, _FROM_JSON]
    gives_start: int
    gives_place: int
    disagrees: int
    why: str | None


class ClockRow(Message):
    """A rule of a recorder's clock: of a recording, a deployment, a site or a folder."""

    rule_id: int
    recording_id: int | None
    deployment_id: int | None
    site_id: int | None
    site: str | None
    folder: str | None
    timezone: str | None
    shift_seconds: float | None
    source: str | None
    pattern: str | None


class DetectionRow(Message):
    """`start` and `end` count seconds from the recording's start.

    `channel` counts from 1; null is the mean of all channels. `verdictBy` to `highHz` tell of the
    person's decision that `verified` repeats; they are null where no person decided.
    """

    detection_id: int
    annotation_id: int
    region_id: int
    recording_id: int
    path: str
    recorded_at: str | None
    heard_at: str | None = Field(description="Time by the recorder's own clock.")
    start: float
    end: float
    species: str
    common: str | None
    confidence: float
    occurrence: float | None
    windows: int
    channel: int | None
    verified: Verified
    run_id: int
    model: str
    deployment_id: int | None
    site_id: int | None
    site: str | None
    survey: str | None
    recorder: str | None
    sample_rate: int | None = Field(description="Rate of the recording, in Hz.")
    recording_seconds: float | None = Field(description="Length of the recording.")
    utc_offset: str | None = Field(
        description='Offset of `recordedAt` from UTC, such as "-05:00"; null if it is unknown.'
    )
    missing_since: str | None = Field(
        description="Time at which the recording was first missing; null if it is present."
    )
    verdict_by: str | None
    verdict_at: str | None
    corrected_to: str | None = Field(
        description="Species that somebody named in place of the detection's own."
    )
    comment: str | None
    low_hz: float | None
    high_hz: float | None
    probability: float | None = Field(
        default=None,
        description="Probability of being true, by the curves of `thresholdSet`; null without one, "
        "for another model, for a species without a curve, and beyond the scores that were judged. "
        "It is no filter and no order.",
    )


class SpeciesRow(Message):
    species_id: int
    species: str
    common: str | None
    detections: int
    recordings: int
    max_confidence: float


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
    settings: Annotated[dict[str, Any], _FROM_JSON]
    notes: Annotated[list[Note], _FROM_JSON]


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


class AnnotationRow(Message):
    """A decision of a person or a model on a region; `mostRecent` is 1 for the one that counts.

    `probability` is 0 to 100, as the desktop app writes it.
    """

    annotation_id: int
    region_id: int
    recording_id: int
    path: str
    start: float
    end: float
    species: str | None
    common: str | None
    probability: int | None
    verified: Verified
    labeler: str | None
    is_human: int | None
    model: str | None
    annotated_at: str | None
    most_recent: int | None
    comment: str | None
    low_hz: float | None
    high_hz: float | None
    batch_id: int | None
    replaced: int | None


class BatchRow(Message):
    """Decisions that a person makes and undoes together.

    `annotations` counts those that the batch made, `withdrawn` those that it took back.
    """

    batch_id: int
    what: str
    labeler: str | None
    made_at: str
    undone_at: str | None
    annotations: int
    withdrawn: int


class Opinion(Message):
    labeler: str
    verified: Verified
    said_at: str | None


class DisputeRow(Message):
    """A species in a region to which some people say yes and some no; `people` has them all.

    `settled` is 1 once a decision that `settles` stands, with the verdict `settledAs`.
    """

    dispute_id: int
    region_id: int
    recording_id: int
    path: str
    start: float | None
    end: float | None
    species: str | None
    common: str | None
    yes: int
    no: int
    unsure: int
    settled: int
    settled_as: Verified | None
    people: Annotated[list[Opinion], _FROM_JSON]


class AgreementRow(Message):
    """What `labeler` and `other` said of the same regions: `yesNo` counts yes by the first alone.

    `unsure` counts regions of which one of the two, or both, could not tell.
    """

    pair: str
    labeler: str
    other: str
    species: str | None
    common: str | None
    yes_yes: int
    yes_no: int
    no_yes: int
    no_no: int
    unsure: int


class AccuracyRow(Message):
    """`accuracy` is yes / (yes + no), without `unsure`; null if nobody said yes or no.

    `accuracyLow` and `accuracyHigh` are its limits at 95 %, by Wilson. They hold if the verified
    ones were drawn at random; `estimate` says more of a sample.
    """

    species_id: int
    species: str
    common: str | None
    yes: int
    no: int
    unsure: int
    unverified: int
    accuracy: float | None
    average_confidence: float | None
    accuracy_low: float | None
    accuracy_high: float | None


class ActivityRow(Message):
    """Detections of a species in an hour of a day, by the recorder's own clock."""

    cell: str
    species: str
    common: str | None
    date: str
    hour: int
    detections: int
    max_confidence: float


class PresenceRow(Message):
    """A species at a site, or at all sites together.

    A night goes from noon to noon. Detections without a time count, but in no night.
    """

    place: str
    scope: Literal["all", "site"] = Field(
        description="Whether the row is of all sites together, or of one; its site may be unknown."
    )
    species: str
    common: str | None
    site_id: int | None
    site: str | None
    first_heard_at: str | None
    last_heard_at: str | None
    nights: int
    detections: int


class DeploymentRow(Message):
    deployment_id: int
    site_id: int | None
    survey_id: int | None
    recorder_id: int | None
    site: str | None
    survey: str | None
    recorder: str | None
    start_date: str | None
    end_date: str | None
    deployed_by: str | None
    note: str | None
    recordings: int


class SiteRow(Message):
    site_id: int
    survey_id: int | None
    survey: str | None
    site: str | None
    latitude: float | None
    longitude: float | None
    elevation: float | None
    timezone: str | None
    proposed_timezones: Annotated[list[str] | None, _FROM_JSON] = Field(
        description="Time zones at these coordinates, the likeliest first; several near a border. "
        "Null if a zone is set, or at sea. A proposal changes nothing until a person sets it."
    )


class SurveyRow(Message):
    survey_id: int
    survey: str | None
    study_site: str | None
    start_date: str | None
    end_date: str | None
    latitude: float | None
    longitude: float | None
    notes: str | None


class RecorderRow(Message):
    recorder_id: int
    recorder: str | None
    brand: str | None
    model: str | None
    serial: str | None
    purchase_date: str | None


# A sample estimates how often a model is right, or shows where a species is.
Purpose = Literal["estimate", "presence"]

# What a person may pass over once a species is confirmed there.
Unit = Literal["siteDay", "siteNight", "site", "recording"]

# The order in which the members of a sample were shown.
Shown = Literal["rank", "other"]

SampleState = Literal["waiting", "judged", "skipped"]


class SampleRow(Message):
    """A sample; `shown` tells in which order its members were shown.

    `rule` has the design, the filters (`where`) and the runs. A presence sample gives no estimate.
    """

    sample_id: int
    name: str
    seed: int
    purpose: Purpose
    model: str
    version: str
    species: str
    unit: Unit
    shown: Shown
    members: int
    skipped: int
    batches: int
    looks: int
    rule: Annotated[dict[str, Any], _FROM_JSON]
    drawn_at: str
    drawn_by: str


class SampleItemRow(Message):
    """A member of a sample, with the verdict that counts for it.

    `weight` counts the windows of its recording or block and band that it stands for. `inclusion`
    is the chance with which the window was drawn; null where it is no random one. Members of one
    `unit` have the same text there.
    """

    item_id: int
    sample_id: int
    sample: str
    species: str
    common: str | None
    rank: int
    batch: int
    band: int
    start: float
    end: float
    logit: float
    confidence: float
    weight: float
    inclusion: float | None
    unit: str
    recording_id: int | None
    path: str | None
    recorded_at: str | None
    deployment_id: int | None
    site: str | None
    missing_since: str | None
    state: SampleState
    verified: Verified
    verdict_by: str | None
    verdict_at: str | None
    corrected_to: str | None = Field(
        description="Species that the person of the NO named in this stretch instead."
    )
    skipped_at: str | None
    skipped_because: int | None
    skip_reason: str | None
