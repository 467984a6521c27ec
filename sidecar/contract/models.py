"""Messages about models."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from sidecar.contract.base import LongRequest, Message, Progress, ReadPath, Request, Text
from sidecar.contract.notes import Note
from sidecar.frontends.spec import Spec
from sidecar.padding import Padding


class ListModelsRequest(Request):
    pass


class StatedLicence(Message):
    """What one source says of a file's licence. `read` names the source, and when it was read."""

    name: str
    url: str
    read: str


class ModelFile(Message):
    """A published file; `bytes` and `sha256` are null if the publisher names none.

    `licences` has several entries where sources disagree, and none where nothing more is known than
    the licence of the whole.
    """

    name: str
    bytes: int | None
    sha256: list[str] | None = Field(description="Any of these is a good file.")
    licences: list[StatedLicence] = Field(default=[])


class ModelRow(Message):
    """A model. Null is unknown, never a guess.

    `bytes` is what an installed model takes on the disk. `memoryBytes` is what it takes while it
    runs. `speed` is seconds of sound in a second on this computer, of the fastest finished run.
    `host` names whoever a download asks, and `downloadBytes` what it weighs. A stopped download
    goes on after its first `partBytes`. The model hears from `lowHz` to `highHz`: up to half its
    sample rate, or what its spectrogram keeps. `drawn`: `spectrogram` can draw what it hears.
    """

    name: str
    title: str
    version: str
    about: str
    licence: str
    licence_url: str
    licence_summary: str
    citation: str
    sample_rate: int
    window: float
    frontend: str = Field(description="The front end's name, or one word for its computation.")
    low_hz: float
    high_hz: float
    drawn: bool
    classes: int | None = Field(description="Null: as many as the label file names.")
    embedding: int | None
    base: str | None = Field(default=None, description="The model whose embeddings a head reads.")
    installed: bool
    trouble: str | None = Field(description="Says why the installed model cannot be used.")
    active: bool
    sha256: str | None = None
    converter: str | None = None
    source: str | None = None
    installed_at: datetime | None = None
    bytes: int | None = None
    memory_bytes: int | None = None
    groups: list[str] | None = Field(default=None, description="Such as birds, frogs, bats.")
    region: str | None = None
    languages: list[str] | None = Field(default=None, description="Codes of the common names.")
    commercial_use: bool | None = None
    good_for: str | None = None
    not_for: str | None = None
    host: str | None = None
    download_bytes: int | None = None
    files: list[ModelFile] = Field(default=[])
    part_bytes: int | None = None
    speed: float | None = None


class RangeModelRow(Message):
    """A range model for all models: it knows which species occur at a place in a week.

    `models/install`, `models/verify` and `models/remove` take its name. `active`: it judges the
    places of models without a range model of their own; the one that was installed last is active.
    """

    name: str
    title: str
    version: str
    about: str
    licence: str
    licence_url: str
    licence_summary: str
    citation: str
    species: int
    installed: bool
    trouble: str | None = Field(description="Says why the installed range model cannot be used.")
    active: bool
    sha256: str | None = None
    source: str | None = None
    installed_at: datetime | None = None
    bytes: int | None = None
    host: str | None = None
    download_bytes: int | None = None
    files: list[ModelFile] = Field(default=[])
    part_bytes: int | None = None


class UsedRangeModel(Message):
    """The range model that judged places. It knows `matched` of the model's `classes`.

    `own`: the model brings it along.
    """

    name: str
    title: str
    version: str
    sha256: str
    own: bool
    classes: int
    matched: int


class ListModelsResult(Message):
    """`rangeModels` hear nothing: they judge places for the models that do."""

    models: list[ModelRow]
    range_models: list[RangeModelRow]
    notes: list[Note]


class ActivateModelRequest(Request):
    """Choose the model that a request uses where it names none; Linnet keeps the choice."""

    name: Text


class ActivateModelResult(Message):
    model: ModelRow


class RemoveModelRequest(Request):
    """Remove an installed model's files; detections and runs by it stay in the catalog."""

    name: Text


class RemoveModelResult(Message):
    """`bytes` were freed. `activeModel` is the active one now; null if it is not installed."""

    name: str
    bytes: int
    active_model: str | None
    notes: list[Note]


class InstallModelRequest(LongRequest):
    """`source` is a folder, archive or address that replaces the manifest's sources."""

    name: Text
    source: ReadPath | None = None


class InstallModelResult(Message):
    """One of `model` and `rangeModel` was installed; the other is null."""

    model: ModelRow | None
    range_model: RangeModelRow | None
    path: str


class AddModelRequest(Request):
    """Linnet guesses missing fields from the shapes in the file, and the answer says why.

    `window` is in seconds, if it differs from the front end's own. `logits` and `embedding` name
    the model's outputs.
    """

    path: ReadPath = Field(
        description="The model: ONNX, or a custom classifier of BirdNET-Analyzer (.tflite)."
    )
    labels: ReadPath = Field(description="Its classes, in the order of its outputs.")
    name: Text | None = None
    title: Text | None = None
    frontend: Text | Spec | None = None
    window: float | None = Field(default=None, gt=0, le=600, allow_inf_nan=False)
    padding: Padding | None = None
    activation: Literal["sigmoid", "softmax", "none"] | None = None
    logits: Text | None = None
    embedding: Text | None = None
    licence: Text | None = None


class AddModelResult(Message):
    """`family` and `why` explain the guess; null if the request left nothing to guess."""

    model: ModelRow
    path: str
    family: str | None
    why: str | None


class VerifyModelRequest(Request):
    """`golden` is an .npz file to compare with, in place of the model's own."""

    name: Text
    golden: ReadPath | None = None


class ModelCheck(Message):
    """Only a check that compares numbers has `difference` and `tolerance`."""

    name: Literal["files", "run", "silence", "constant", "fullScale", "energies", "input", "logits"]
    passed: bool
    message: str
    difference: float | None
    tolerance: float | None


class VerifyModelResult(Message):
    model: str
    passed: bool
    checks: list[ModelCheck]


class InstallProgress(Progress):
    """The progress of an installation; `unit` is bytes during a download."""

    step: Literal["download", "convert"]
    total: int
    unit: Literal["byte", "step"]
