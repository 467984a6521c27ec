"""Further columns of CSV, by the names that a request gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sidecar.catalog.values import Basis, Recorded
from sidecar.export.clock import heard_at, heard_at_utc, moment, utc_offset
from sidecar.export.reading import RowSource
from sidecar.export.rows import ExportedDetection, Row
from sidecar.export.sky import OF_SKY
from sidecar.export.text import inert

Value = Callable[[Recorded, Row], Any]


def species_list(analysis: Basis) -> str | None:
    """Say how many species a list named; all their names would fill every row of a table."""
    listed = analysis.settings.get("speciesList")
    return None if listed is None else f"{len(listed)} species"


# Of detections alone: what their analysis was asked.
OF_ANALYSES: Mapping[str, Callable[[Basis], Any]] = {
    "lat": lambda analysis: analysis.latitude,
    "lon": lambda analysis: analysis.longitude,
    "week": lambda analysis: analysis.week,
    "overlap": lambda analysis: analysis.settings.get("overlap"),
    "sensitivity": lambda analysis: analysis.settings.get("sensitivity"),
    "min_conf": lambda analysis: analysis.settings.get("minConfidence"),
    "species_list": species_list,
    "model": lambda analysis: inert(analysis.model),
}

# Of detections and annotations: when and where they were recorded.
OF_RECORDINGS: Mapping[str, Value] = {
    "heardAt": lambda recording, row: heard_at(recording, row.start),
    "heardAtUtc": lambda recording, row: heard_at_utc(recording, row.start),
    "date": lambda recording, row: _formatted(recording, row, "%Y-%m-%d"),
    "time": lambda recording, row: _formatted(recording, row, "%H:%M:%S"),
    "utcOffset": lambda recording, row: utc_offset(recording),
    "site": lambda recording, row: inert(recording.site),
    "survey": lambda recording, row: inert(recording.survey),
    "recorder": lambda recording, row: inert(recording.recorder),
    "latitude": lambda recording, row: recording.latitude,
    "longitude": lambda recording, row: recording.longitude,
    **OF_SKY,
}

# Of detections; annotations have columns of their own for these.
OF_DECISIONS = ("verified", "labeler")

# Of detections alone. Empty: the mean of all channels.
CHANNEL = "channel"

# Of detections alone, by the curves of a kept set. Empty where none is known.
PROBABILITY = "probability"

# Of detections alone. Empty: nobody looked for speech in the recording.
SPEECH = "speech"

MORE = (*OF_ANALYSES, *OF_RECORDINGS, *OF_DECISIONS, CHANNEL, SPEECH, PROBABILITY)


# Columns that are empty only where a recording or an analysis lacks something.
_MAY_LACK = {"lat", "lon", "week", SPEECH, PROBABILITY, *OF_RECORDINGS}


def lacking(names: Sequence[str], found: Sequence[Any]) -> list[str]:
    """List the columns of a row that lack their value."""
    pairs = zip(names, found, strict=True)
    return [name for name, value in pairs if value in (None, "") and name in _MAY_LACK]


def values(names: tuple[str, ...], source: RowSource) -> list[Value]:
    """Give what makes the cell of each column."""
    return [_value(name, source) for name in names]


def _value(name: str, source: RowSource) -> Value:
    if name in OF_RECORDINGS:
        return OF_RECORDINGS[name]
    if name == "verified":
        return lambda recording, row: row.verified
    if name == CHANNEL:
        return _channel
    if name == SPEECH:
        return _speech
    if name == PROBABILITY:
        return _probability(source)
    if name == "labeler":
        return lambda recording, row: _labeler(source, row)
    analyses, of = source.analyses(), OF_ANALYSES[name]

    def of_analysis(recording: Recorded, row: Row) -> Any:  # noqa: ANN401 - text or number
        assert isinstance(row, ExportedDetection)
        return of(analyses(row.analysis_id))

    return of_analysis


def _probability(source: RowSource) -> Value:
    analyses, curves = source.analyses(), source.curves

    def value(recording: Recorded, row: Row) -> float | None:
        assert isinstance(row, ExportedDetection) and curves is not None
        model = analyses(row.analysis_id).model_sha256
        found = curves.probability(model, row.species, row.confidence)
        return None if found is None else round(found, 4)

    return value


def _channel(recording: Recorded, row: Row) -> int | None:
    assert isinstance(row, ExportedDetection)
    return row.channel


def _speech(recording: Recorded, row: Row) -> float | None:
    assert isinstance(row, ExportedDetection)
    return None if row.speech is None else round(row.speech, 4)


def _formatted(recording: Recorded, row: Row, form: str) -> str | None:
    heard = moment(recording, row.start)
    return None if heard is None else heard.strftime(form)


def _labeler(source: RowSource, row: Row) -> str | None:
    """Name the person whose decision made a detection YES, NO or UNSURE."""
    assert isinstance(row, ExportedDetection)
    if row.verified == "UNVERIFIED":
        return None
    return inert(source.questions.decider(row.detection_id))
