"""The plain values that every catalog takes and gives."""

from __future__ import annotations

from sidecar.catalog.values.exported import Basis, Occasion, Recorded, RecordingSpan
from sidecar.catalog.values.labels import (
    DecidedStep,
    Decision,
    Intake,
    LabelBatch,
    Made,
    Person,
    Said,
    Standing,
    UndoneStep,
)
from sidecar.catalog.values.places import MovedStart, NewPlace, PlaceChange, PlacesChanged
from sidecar.catalog.values.questions import FieldType, Marks, Page, Question, RowMark, Tally, Where
from sidecar.catalog.values.recordings import (
    AddedRecording,
    Change,
    Holdings,
    Move,
    NewRecording,
    RecordedVersions,
    Removed,
    StoredRecording,
    Whereabouts,
)

__all__ = [
    "AddedRecording",
    "Basis",
    "Change",
    "DecidedStep",
    "Decision",
    "FieldType",
    "Holdings",
    "Intake",
    "LabelBatch",
    "Made",
    "Marks",
    "Move",
    "MovedStart",
    "NewPlace",
    "NewRecording",
    "Occasion",
    "Page",
    "Person",
    "PlaceChange",
    "PlacesChanged",
    "Question",
    "Recorded",
    "RecordedVersions",
    "RecordingSpan",
    "Removed",
    "RowMark",
    "Said",
    "Standing",
    "StoredRecording",
    "Tally",
    "UndoneStep",
    "Where",
    "Whereabouts",
]
