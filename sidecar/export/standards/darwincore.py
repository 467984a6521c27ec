"""Darwin Core with events as its core: each recording is an event, and each row an occurrence.

Terms are those of rs.tdwg.org/dwc/terms; meta.xml follows the Darwin Core text guide
(dwc.tdwg.org/text). Whoever publishes the archive writes its eml.xml.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from sidecar.export.earlier import Sample
from sidecar.export.standards.about import About
from sidecar.export.standards.cells import Lines, cell, decimal
from sidecar.export.standards.published import PublishedRecording, PublishedRow
from sidecar.export.standards.standard import Files, Relative, Scratch, Standard

_DWC, _DC = "http://rs.tdwg.org/dwc/terms/", "http://purl.org/dc/terms/"
EVENT = (
    *("eventID", "parentEventID", "eventDate", "samplingProtocol", "sampleSizeValue"),
    *("sampleSizeUnit", "locationID", "locality", "decimalLatitude", "decimalLongitude"),
    *("geodeticDatum", "coordinateUncertaintyInMeters", "countryCode", "eventRemarks"),
    *("license", "rightsHolder"),
)
OCCURRENCE = (
    *("eventID", "occurrenceID", "basisOfRecord", "eventDate", "scientificName"),
    *("occurrenceStatus", "identifiedBy", "dateIdentified", "identificationVerificationStatus"),
    *("identificationRemarks", "occurrenceRemarks"),
)
_DUBLIN = frozenset(("license", "rightsHolder"))


class _DarwinCore:
    def __init__(self, files: Files, about: About, relative: Relative, scratch: Scratch) -> None:
        self._about = about
        self._meta = files["meta.xml"]
        self._events = Lines(files["event.txt"], "\t".join(EVENT))
        self._occurrences = Lines(files["occurrence.txt"], "\t".join(OCCURRENCE))

    def recording(self, recording: PublishedRecording) -> None:
        self._events.add([_event(recording, self._about)])

    def rows(self, recording: PublishedRecording, rows: Sequence[PublishedRow]) -> None:
        self._occurrences.add([_occurrence(recording, row) for row in rows])

    def finish(self) -> dict[str, int]:
        self._events.flush()
        self._occurrences.flush()
        self._meta.write(_meta().encode())
        return {
            "event.txt": self._events.count,
            "occurrence.txt": self._occurrences.count,
            "meta.xml": 0,
        }


def _event(recording: PublishedRecording, about: About) -> str:
    deployment = recording.deployment
    placed = recording.latitude is not None and recording.longitude is not None
    minutes = None if recording.seconds is None else recording.seconds / 60
    cells = (
        recording.key,
        "" if deployment is None else deployment.key,
        f"{recording.at(0.0)}/{recording.at(recording.seconds or 0.0)}",
        cell(about.sampling_protocol),
        decimal(minutes),
        "" if minutes is None else "minute",
        "" if deployment is None else deployment.site_key,
        cell(None if deployment is None else deployment.site),
        *(decimal(recording.latitude), decimal(recording.longitude)),
        "WGS84" if placed else "",
        str(about.uncertainty_m or "") if placed else "",
        *(cell(about.country), cell(about.remarks)),
        *(cell(about.licence), cell(about.rights_holder)),
    )
    return "\t".join(cells)


def _occurrence(recording: PublishedRecording, row: PublishedRow) -> str:
    judged = row.person is not None
    cells = (
        recording.key,
        row.key,
        "MachineObservation",
        f"{recording.at(row.start)}/{recording.at(row.end)}",
        cell(row.species),
        "present",
        cell(row.person if judged else row.model),
        cell(row.said_at),
        "verified by a person" if judged else "unverified",
        cell(remarks(row)),
        cell(row.comment),
    )
    return "\t".join(cells)


def remarks(row: PublishedRow) -> str:
    """Say what a model said of a row, in words."""
    if row.model is None:
        return ""
    score = "" if row.confidence is None else f", confidence {row.confidence:.4f}"
    threshold = "" if row.threshold is None else f", threshold {row.threshold:g}"
    return f"Model {row.model}{score}{threshold}."


def _meta() -> str:
    """Describe the two tables: no quotes, tabs between the cells, one line of titles."""
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<archive xmlns="http://rs.tdwg.org/dwc/text/">',
            *_table("core", "id", f"{_DWC}Event", "event.txt", EVENT),
            *_table("extension", "coreid", f"{_DWC}Occurrence", "occurrence.txt", OCCURRENCE),
            "</archive>\n",
        )
    )


def _table(kind: str, key: str, row_type: str, name: str, terms: Sequence[str]) -> list[str]:
    dialect = (
        'encoding="UTF-8" fieldsTerminatedBy="\\t" linesTerminatedBy="\\n" fieldsEnclosedBy="" '
        'ignoreHeaderLines="1"'
    )
    fields = [
        f'    <field index="{index}" term={quoteattr((_DC if term in _DUBLIN else _DWC) + term)}/>'
        for index, term in enumerate(terms)
        if kind == "core" or index > 0  # an extension's first column only names its event
    ]
    return [
        f'  <{kind} {dialect} rowType="{row_type}">',
        f"    <files><location>{name}</location></files>",
        f'    <{key} index="0"/>',
        *fields,
        f"  </{kind}>",
    ]


def _wrote(found: Sample) -> bool:
    titles = ("\t".join(EVENT), "\t".join(OCCURRENCE))
    return found.titles in titles or b'<archive xmlns="http://rs.tdwg.org/dwc/text/">' in found.head


DARWIN_CORE = Standard(
    title="Darwin Core",
    files=("event.txt", "occurrence.txt", "meta.xml"),
    begin=_DarwinCore,
    wrote=_wrote,
    needs=frozenset(("start", "species")),
)
