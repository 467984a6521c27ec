"""The record of a head's training, as `training.json` beside its weights holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from sidecar.contract.headversions import HeadSpecies
from sidecar.errors import ModelInvalid, UnsupportedFormat
from sidecar.models.registry import TRAINING_FILE
from sidecar.regular import read_regular

_FORM = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)

Origin = Literal["trained", "added", "imported"]


class TrainedSpecies(BaseModel):
    """A species with its test on held-back recordings; None is unknown."""

    model_config = _FORM

    species: str
    common: str | None = None
    positives: int | None = None
    negatives: int | None = None
    recordings: int | None = None
    average_precision: float | None = None
    auroc: float | None = None
    threshold: float | None = None
    note: str | None = None

    def told(self) -> HeadSpecies:
        """Describe the species for an answer."""
        return HeadSpecies(**self.model_dump())


class TrainingRecord(BaseModel):
    """What a training noted. Fields that an earlier Linnet did not note are None.

    `recordings` are keys of those with a window in the training, labelled or not; `held_back` are
    keys of labelled ones that it left out. `labels` has one item for each label. A head that was
    imported has their number in `label_count`.
    """

    model_config = _FORM

    trained_at: datetime | None = None
    added_at: datetime | None = None
    imported_at: datetime | None = None
    trained_by: str | None = None
    program: str | None = None
    request: dict[str, Any] | None = None
    windows: int | None = None
    labels: Sequence[Any] | None = None
    label_count: int | None = None
    classes: tuple[TrainedSpecies, ...] = ()
    recordings: tuple[str, ...] | None = None
    held_back: tuple[str, ...] | None = None

    @property
    def origin(self) -> Origin:
        if self.imported_at is not None:
            return "imported"
        return "added" if self.added_at is not None else "trained"

    @property
    def label_number(self) -> int | None:
        """Count the labels behind the head."""
        return self.label_count if self.labels is None else len(self.labels)

    @property
    def kind(self) -> str | None:
        kind = (self.request or {}).get("kind")
        return kind if isinstance(kind, str) else None


def read_training(folder: Path) -> TrainingRecord:
    """Read the record beside a head; raises ModelInvalid for a missing or damaged one."""
    path = folder / TRAINING_FILE
    try:
        return TrainingRecord.model_validate_json(read_regular(path))
    except (OSError, UnsupportedFormat, ValidationError) as error:
        raise ModelInvalid(
            "The head's training record is missing or damaged.",
            hint="Train the head again: linnet heads train",
            path=path,
        ) from error
