"""Messages of `preprocess`, and how recordings are cut into windows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sidecar.contract.base import (
    MOST_ITEMS,
    FileError,
    Id,
    LongRequest,
    Message,
    OneChannel,
    ReadPath,
    Text,
)
from sidecar.contract.notes import Note
from sidecar.frontends.spec import Spec
from sidecar.level import Level
from sidecar.padding import Padding
from sidecar.resampling import Resampling

Dtype = Literal["float32", "float16", "int8"]


# As long as the longest window that a description may have.
Overlap = Annotated[float, Field(ge=0.0, le=600.0, allow_inf_nan=False)]


class Windowing(LongRequest):
    """How recordings are cut into windows; the window's length is the model's."""

    inputs: list[ReadPath] = Field(
        default=[], fail_fast=True, max_length=MOST_ITEMS, description="Files and folders."
    )
    recording_ids: list[Id] = Field(
        default=[], fail_fast=True, max_length=MOST_ITEMS, description="Recordings of the catalog."
    )
    model: Text | None = Field(default=None, description="Default: the active one.")
    overlap: Overlap = Field(
        default=0.0,
        description="Seconds that two windows share. A request without this field takes the share "
        "of the settings (`preprocessing.window_overlap`).",
    )
    padding: Padding | None = Field(
        default=None,
        description="Fills the last window: with silence behind or before the sound, with its "
        "mirror image, with the sound before it (the window moves back to end with the "
        "recording), or not at all (the window is left out). Default: as in the model's training, "
        "else silence behind.",
    )
    skip_below: float | None = Field(
        default=None,
        ge=-1000.0,  # far below the noise of 32 bits
        le=0.0,
        allow_inf_nan=False,
        description="Leave out windows with a lower level (RMS), in dBFS; null: none. A request "
        "without this field takes that of the settings (`preprocessing.skip_below`).",
    )
    resampling: Resampling | None = Field(
        default=None,
        description="How carefully sound is brought to the model's sample rate (soxr's recipes). "
        "Default: high, with which models are proved.",
    )
    level: Level | None = Field(
        default=None,
        description="Bring each window's peak or level (RMS) to `levelDbfs`; what then lies beyond "
        "full scale is cut off there. Default: as it was recorded, as models are trained.",
    )
    level_dbfs: float | None = Field(
        default=None,
        ge=-120.0,
        le=0.0,
        allow_inf_nan=False,
        description="Default: 0 dBFS for a peak, -20 dBFS for a level.",
    )
    channel: OneChannel | Literal["each"] | None = Field(
        default=None,
        description='Channel, counted from 1; "each": every channel by itself. Default: the mean '
        'of all. A recording of one channel has nothing to choose from under "each".',
    )

    @model_validator(mode="after")
    def _something_to_do(self) -> Windowing:
        if not self._names_something():
            raise ValueError("name at least one file, folder or recording")
        return self

    def _names_something(self) -> bool:
        return bool(self.inputs or self.recording_ids)


class PreprocessRequest(Windowing):
    """With `frontend` (a name, or a whole description), preparing needs no model."""

    frontend: Text | Spec | None = None
    dtype: Dtype = Field(default="float32", description="Precision of the kept input.")
    force: bool = Field(default=False, description="Compute again inputs that are already kept.")


class PrecisionCost(Message):
    """Rounding error of keeping fewer bytes than float32: the largest, and the root mean square."""

    largest: float
    rms: float


class PreparedRecording(Message):
    """A recording, or one `channel` of it; null is the mean of all.

    `shape` is the shape of the model's input for the whole recording. `cachePath` is null if the
    model takes the plain waveform, which the cache does not keep.
    """

    recording_id: int
    path: str
    channel: int | None
    sample_rate: int
    channels: int
    duration: float
    start: str | None
    recorder: str | None
    windows: int
    shape: list[int]
    dtype: str
    cache_path: str | None
    cached: bool
    cost: PrecisionCost | None


class PreprocessStats(Message):
    """`hits` were in the cache, `misses` were computed, `evicted` were removed to make room."""

    files: int
    windows: int
    audio_seconds: float
    elapsed_seconds: float
    hits: int
    misses: int
    evicted: int
    bytes: int


class PreprocessResult(Message):
    recordings: list[PreparedRecording]
    errors: list[FileError]
    notes: list[Note]
    stats: PreprocessStats
