"""Messages of `infer` and `runs/resume`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sidecar.contract.base import (
    MOST_ITEMS,
    Count,
    FileError,
    Id,
    KeptName,
    LongRequest,
    Message,
    ModelName,
    Text,
)
from sidecar.contract.models import UsedRangeModel
from sidecar.contract.notes import Note
from sidecar.contract.preprocess import Dtype, Windowing
from sidecar.contract.query import Where
from sidecar.errors import InvalidParams

Status = Literal["done", "empty", "partial"]
# "brief": no rows for single recordings, and at most 1,000 errors.
Answer = Annotated[
    Literal["full", "brief"],
    Field(
        description='"brief": the answer has no rows of recordings, no detections, and at most '
        "1,000 errors. The select `runFiles` lists all outcomes."
    ),
]
Fraction = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]

FallbackWay = Literal["variant", "sameContent", "similarWindow", "zeroVector", "deferred"]


class Location(Message):
    """Limits detections to species that occur at a place in a week.

    Without latitude and longitude, each recording's own place counts: its deployment's site, else
    its GPS. Without week, the recording's own date counts. An unknown place or date is no filter.
    A model without a range model of its own needs the one for all models (`models/install`).
    """

    latitude: float | None = Field(default=None, ge=-90, le=90, allow_inf_nan=False)
    longitude: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False)
    week: int | None = Field(default=None, ge=-1, le=48, description="1 to 48; -1: all year.")
    threshold: Fraction = Field(default=0.03, description="Smallest value of the range model.")
    unknown_species: Literal["keep", "drop"] = Field(
        default="keep", description="Classes that the range model does not know."
    )

    @model_validator(mode="after")
    def _both_or_none(self) -> Location:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together")
        return self


class InferRequest(Windowing):
    """`where` chooses recordings of the catalog, in place of `inputs` and `recordingIds`."""

    where: Where | None = Field(
        default=None,
        description="Filters of `query` recordings; an empty object means all recordings.",
    )
    not_analysed: bool = Field(
        default=False,
        description="Leave out recordings that are done with the same model and settings, so that "
        "the run counts only the others.",
    )
    answer: Answer = "full"
    min_confidence: Fraction = 0.25
    species_confidence: dict[Text, Fraction] = Field(
        default={}, max_length=20_000, description="Smallest confidences of single species."
    )
    threshold_set: KeptName | None = Field(
        default=None,
        description="Smallest confidences by a set of `thresholds/save`, for its exact model. "
        "`speciesConfidence` comes before it.",
    )
    top_k: Count | None = Field(default=None, description="Most classes per window.")
    sensitivity: float = Field(default=1.0, ge=0.5, le=1.5, allow_inf_nan=False)
    sensitivity_mode: Literal["shift", "slope"] = "shift"
    location: Location | None = None
    species_list: list[Text] | None = Field(
        default=None,
        fail_fast=True,
        max_length=MOST_ITEMS,
        description="Scientific or common names, or both as `Strix aluco_Tawny Owl`; detections "
        "name no other species. A note counts lines as the names stand here, empty ones included.",
    )
    exclude_species: list[Text] | None = Field(
        default=None,
        fail_fast=True,
        max_length=MOST_ITEMS,
        description="Species, as in `speciesList`, that no detection names.",
    )
    merge_consecutive: Count = Field(
        default=1, description="Windows of one species in a row that become one detection."
    )
    embeddings: bool = Field(
        default=True,
        description="Keep embeddings, so that later runs with other settings need no audio.",
    )
    indices: bool = Field(
        default=False,
        description="Measure each minute of the recordings that are read: level, clipping, rain, "
        "wind and acoustic indices, which the select `minutes` lists.",
    )
    speech: bool = Field(
        default=False,
        description="Also find where people speak in recordings whose sound is read. A request "
        "without this field does as the settings say (`preprocessing.find_speech`).",
    )
    force: bool = Field(default=False, description="Analyse finished recordings again.")
    table: bool = Field(default=False, description="Add the table of recordings by species.")
    dtype: Dtype | None = Field(
        default=None,
        description="Precision of the model's input. Default: the most precise that `preprocess` "
        "or an earlier run kept, else float32.",
    )
    cache: bool = Field(
        default=True, description="Read the model's input from the cache, and add new input to it."
    )
    threads: int | None = Field(
        default=None,
        ge=1,
        le=1_024,  # more than any machine's cores
        description="Default: one per core.",
    )
    batch: int | None = Field(
        default=None,
        ge=1,
        le=256,
        description="Windows that the model gets at once. Default: 4 of sound, 1 as a picture.",
    )
    fallbacks: list[FallbackWay] | None = Field(
        default=None,
        max_length=5,
        description="What stands in for the model on a recording on which it failed: the first of "
        "these ways that gives something. Default: the ways of the settings; an empty list: none.",
    )

    def _names_something(self) -> bool:
        return self.where is not None or super()._names_something()

    @model_validator(mode="after")
    def _one_way(self) -> InferRequest:
        if self.where is not None and (self.inputs or self.recording_ids):
            raise InvalidParams(
                "A request names recordings either by filters or one by one.",
                field="where",
                hint="Leave `where` out, or leave `inputs` and `recordingIds` out.",
            )
        if self.not_analysed and self.force:
            raise InvalidParams(
                "A request cannot both leave finished recordings out and analyse them again.",
                field="notAnalysed",
                hint="Leave `notAnalysed` or `force` out.",
            )
        if self.table and self.answer == "brief":
            raise InvalidParams(
                "A brief answer has no table, which has a row for each recording.",
                field="table",
                hint="Leave `table` out, or ask for the full answer.",
            )
        return self


class ResumeRunRequest(LongRequest):
    """Continue a stopped, killed or cut-off run with the same files, model and settings."""

    run_id: Id
    answer: Answer = "full"


class RetryDeferredRequest(LongRequest):
    """Analyse the recordings that wait for a model that failed, each with its own settings."""

    model: Text | None = Field(
        default=None, description="Only recordings that wait for this model. Default: for any."
    )
    answer: Answer = "full"


class NamedSpecies(Message):
    species: str
    common: str
    confidence: float


class InferredDetection(Message):
    start: float
    end: float
    species: str
    common: str
    confidence: float


class InferredRecording(Message):
    """A recording, or one `channel` of it; null is the mean of all.

    `rescored`: new detections come from stored windows, and the audio was not read. `quietWindows`
    counts the windows left out: silent ones, and those below `skipBelow`.
    """

    recording_id: int
    path: str
    channel: int | None
    status: Status
    duration: float
    seconds_reached: float
    trouble: str | None
    windows: int
    quiet_windows: int
    rescored: bool
    dtype: Dtype = Field(description="Precision of the model's input.")
    cached: bool = Field(description="True if the model's input came from the cache.")
    latitude: float | None
    longitude: float | None
    week: int | None
    top: NamedSpecies | None
    detections: list[InferredDetection]


class SkippedRecording(Message):
    """A recording that is done with the same model and settings; its detections stay unchanged.

    A run of each channel by itself has a row for each `channel`; null is the mean of all.
    `movedFrom` is the earlier place of a file that Linnet found again.
    """

    recording_id: int
    path: str
    channel: int | None
    reason: str
    moved_from: str | None


class InferStats(Message):
    """How a run went.

    `files` is the sum of done, empty, partial, failed and skipped. `detectionsLeftOut` counts
    detections that are in the catalog and not in this answer. `unknownToRange` counts classes
    that the range model does not know. `withoutPlace` counts recordings without a range filter.
    `cacheHits` counts recordings whose input was in the cache, `cacheMisses` those whose input was
    computed. Each channel that was analysed by itself counts in `windows`, `audioSeconds`,
    `cacheHits` and `cacheMisses`; other numbers count recordings. A brief answer leaves out
    `errorsLeftOut` errors.

    `quietWindows` counts the windows left out: silent ones, and those below `skipBelow`. The last
    four count classes in single windows that did not become detections. `belowThreshold` ones have
    a confidence of 0.1 or more. The others reach their threshold: `outOfRange` ones are not in the
    range, and `notListed` ones are not in the lists. `beyondTopK` ones come after the best `topK`.
    """

    files: int
    done: int
    empty: int
    partial: int
    failed: int
    skipped: int
    windows: int
    detections: int
    detections_left_out: int
    audio_seconds: float
    elapsed_seconds: float
    realtime_factor: float
    unknown_species: list[str]
    unknown_to_range: int
    without_place: int
    cache_hits: int
    cache_misses: int
    errors_left_out: int
    quiet_windows: int
    below_threshold: int
    out_of_range: int
    not_listed: int
    beyond_top_k: int


class Table(Message):
    """Recordings by species; a cell has the highest confidence, or null below the threshold."""

    species: list[str]
    rows: list[TableRow]


class TableRow(Message):
    recording_id: int
    path: str
    cells: list[float | None]
    top: str | None


class RunArm(Message):
    """The part of a request that one version of a model did, as a run of its own."""

    run_id: int
    model: ModelName
    weight: float
    files: int


class SimilarWindow(Message):
    """A window of the recording, and the stored window whose detections it borrows.

    `start` and `end` lie in the recording. `sourceStart` lies in the recording `sourceId`. The
    detections have the times of the recording's window.
    """

    start: float
    end: float
    similarity: float
    source_id: int
    source_path: str
    source_start: float
    detections: list[InferredDetection]


class Fallback(Message):
    """What stands in for the model on a recording on which it failed; its error is in `errors`.

    `way` says how. `variant`: another version of the model made the analysis of run `runId`.
    `sameContent`: the detections come from analysis `analysisId` of recording `sourceId`, which has
    the same sound. `similarWindow`: each of `windows` borrows from a stored window that sounds
    alike, and `windowsWithout` windows have none. `zeroVector`: a mark and nothing else; no catalog
    and no index keeps it. `deferred`: the recording waits in the catalog for `runs/retry`.

    Nothing of this is an analysis by the model that failed.
    """

    path: str
    recording_id: int | None
    way: FallbackWay
    message: str
    model: ModelName | None = None
    run_id: int | None = None
    source_id: int | None = None
    analysis_id: int | None = None
    windows: list[SimilarWindow] = Field(default=[])
    windows_without: int = 0
    detections: list[InferredDetection] = Field(default=[])
    detections_left_out: int = 0


class InferResult(Message):
    """`fallbacks` lists what stands in for the model on recordings on which it failed.

    `arms`: versions of the model shared the recordings, and each had a run. Then `runId` and
    `model` are those of the largest arm; a recording's own are in the catalog. `rangeModel` judged
    places; null for a request without a place.
    """

    run_id: int
    model: ModelName
    recordings: list[InferredRecording]
    skipped: list[SkippedRecording]
    errors: list[FileError]
    notes: list[Note]
    stats: InferStats
    table: Table | None = None
    fallbacks: list[Fallback] = Field(default=[])
    arms: list[RunArm] = Field(default=[])
    range_model: UsedRangeModel | None = None

    @property
    def runs(self) -> list[int]:
        """List the runs of the request, the one that stands for all first."""
        return [self.run_id, *(arm.run_id for arm in self.arms if arm.run_id != self.run_id)]


class RetryDeferredResult(Message):
    """One run for each model and group of settings.

    `waiting` recordings still wait. `errors` says why no run could begin for some of them.
    """

    runs: list[InferResult]
    waiting: int
    errors: list[FileError]
    notes: list[Note]


Table.model_rebuild(_types_namespace={"TableRow": TableRow})
