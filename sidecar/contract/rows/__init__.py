"""Rows of `query`, by select."""

from __future__ import annotations

from sidecar.contract.rows.calendar import ActivityRow, PresenceRow
from sidecar.contract.rows.detections import DetectionRow, SpeciesRow, Sun
from sidecar.contract.rows.held import FROM_JSON
from sidecar.contract.rows.labels import (
    AccuracyRow,
    AgreementRow,
    AnnotationRow,
    BatchRow,
    DisputeRow,
    Opinion,
)
from sidecar.contract.rows.matches import MatchTotalRow, ModelMatchRow
from sidecar.contract.rows.minutes import MinuteRow
from sidecar.contract.rows.occasions import OccasionRow
from sidecar.contract.rows.places import DeploymentRow, RecorderRow, SiteRow, SurveyRow
from sidecar.contract.rows.recordings import ClockRow, RecordingRow, SourceRow
from sidecar.contract.rows.runs import CatalogModelRow, DeferredRow, FileStatus, RunFileRow, RunRow
from sidecar.contract.rows.samples import (
    Purpose,
    SampleItemRow,
    SampleRow,
    SampleState,
    Shown,
    Unit,
)
from sidecar.contract.rows.speech import SpeechEffortRow, SpeechRow

__all__ = [
    "FROM_JSON",
    "AccuracyRow",
    "ActivityRow",
    "AgreementRow",
    "AnnotationRow",
    "BatchRow",
    "CatalogModelRow",
    "ClockRow",
    "DeferredRow",
    "DeploymentRow",
    "DetectionRow",
    "DisputeRow",
    "FileStatus",
    "MatchTotalRow",
    "MinuteRow",
    "ModelMatchRow",
    "OccasionRow",
    "Opinion",
    "PresenceRow",
    "Purpose",
    "RecorderRow",
    "RecordingRow",
    "RunFileRow",
    "RunRow",
    "SampleItemRow",
    "SampleRow",
    "SampleState",
    "Shown",
    "SiteRow",
    "SourceRow",
    "SpeciesRow",
    "SpeechEffortRow",
    "SpeechRow",
    "Sun",
    "SurveyRow",
    "Unit",
]
