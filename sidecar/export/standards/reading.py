"""Reads what a publication may say: verified rows of recordings that have what a standard needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cached_property, partial
from itertools import islice
from typing import Any, NamedTuple

import xxhash

from sidecar.catalog.interface import Catalog
from sidecar.catalog.values import Basis, Question, Recorded, StoredRecording
from sidecar.export.names import file_name
from sidecar.export.reading import RowSource
from sidecar.export.rows import ExportedDetection, ExportedLabel, RecordingRows, Row
from sidecar.export.standards.leftout import LeftOut
from sidecar.export.standards.published import (
    PublishedDeployment,
    PublishedRecording,
    PublishedRow,
)
from sidecar.export.standards.standard import Need
from sidecar.unpublished import Reason

# Recordings, and rows, whose facts are asked for together.
_RECORDINGS, _ROWS = 256, 16384

# Two or three words, the first with a capital: BirdNET also names "Engine" and "Human vocal".
_SCIENTIFIC = re.compile(r"[A-Z][a-zë-]+( [a-zë-]{3,}){1,2}")
_NO_SPECIES = frozenset(("Human vocal", "Human whistle", "Power tools"))

_EPOCH = datetime(1970, 1, 1)
_OF_RECORDINGS = (
    "recordingId",
    "deploymentId",
    "channels",
    "container",
    "encoding",
    "gain",
    "serial",
)
# Half the time of calling PublishedRow.
_made = partial(tuple.__new__, PublishedRow)

_NOBODY: tuple[Any, ...] = (None,) * 6
_OF_VERDICTS = ("detectionId", "verdictBy", "verdictAt", "comment", "lowHz", "highHz")


class PublishedPart(NamedTuple):
    """A recording with some of its rows; parts of one recording follow each other."""

    recording: PublishedRecording
    rows: list[PublishedRow]


def digest_of(*said: object) -> str:
    """Name a thing by what is said of it, in 32 hexadecimal digits."""
    return xxhash.xxh3_128_hexdigest("\x1f".join(map(str, said)).encode("utf-8", "surrogatepass"))


def names_a_species(name: str | None) -> bool:
    """Tell whether a label is a scientific name of a species, and no noise that a model names."""
    return name is not None and name not in _NO_SPECIES and bool(_SCIENTIFIC.fullmatch(name))


@dataclass
class Publication:
    """The rows of a publication, and what it leaves out.

    `verdicts` are those whose rows are published. `offset` is that of clocks whose offset from UTC
    nobody knows.
    """

    catalog: Catalog
    source: RowSource
    needs: frozenset[Need]
    verdicts: Collection[str]
    offset: timedelta | None = None
    left: LeftOut = field(default_factory=LeftOut)
    _seen: set[bytes] = field(default_factory=set)
    _last: tuple[int, PublishedRecording | Reason] | None = None
    _keys: set[str] = field(default_factory=set)

    @cached_property
    def _published(self) -> RowSource:
        where = {**self.source.where, "verified": sorted(self.verdicts)}
        return replace(self.source, where=where)

    def count_judged(self) -> None:
        """Count the rows whose verdict keeps them out."""
        reasons: dict[str, Reason] = {
            "UNVERIFIED": "unverified",
            "NO": "rejected",
            "UNSURE": "unsure",
        }
        for verdict, reason in reasons.items():
            if verdict not in self.verdicts:
                where = {**self.source.where, "verified": verdict}
                if count := replace(self.source, where=where).count():
                    self.left.add(reason, count)

    def parts(self) -> Iterator[PublishedPart]:
        """Read recordings by path, silent ones included, with their rows by start."""
        parts = self._published.parts(silent=True)
        while block := _block(parts):
            yield from self._facts(block)

    def _facts(self, block: list[RecordingRows]) -> Iterator[PublishedPart]:
        """Join the facts of many recordings, and the verdicts on their rows, in few questions."""
        ids = sorted({part.recording.recording_id for part in block})
        stored = {each.recording_id: each for each in self.catalog.recordings.find(ids)}
        asked = Question("recordings", {"recordingId": ids})
        facts = {row[0]: row for row in self.source.questions.rows(asked, _OF_RECORDINGS)}
        said = self._verdicts(block)
        for part in block:
            number = part.recording.recording_id
            begins = self._last is None or self._last[0] != number
            if begins:
                made = self._made(part.recording, stored.get(number), facts.get(number))
                self._last, self._keys = (number, made), set()
            assert self._last is not None
            made = self._last[1]
            if isinstance(made, PublishedRecording):
                yield PublishedPart(made, [*self._rows(made, part.rows, said)])
            else:
                path = part.recording.path if begins else None
                self.left.add(made, len(part.rows), recording=path)

    def _made(
        self, recorded: Recorded, stored: StoredRecording | None, facts: tuple[Any, ...] | None
    ) -> PublishedRecording | Reason:
        if stored is None or stored.digest is None or facts is None:
            return "unread"
        key = stored.digest
        if stored.plain:  # digital silence of two nights has one digest
            key = bytes.fromhex(digest_of(key.hex(), file_name(recorded.path), recorded.starts_at))
        if key in self._seen:
            return "copy"
        start = self._start(recorded)
        deployment = self._deployments.get(facts[1])
        if (lacking := self._lacks(recorded, start, deployment)) is not None:
            return lacking
        self._seen.add(key)
        _, _, channels, container, encoding, gain, serial = facts
        return PublishedRecording(
            key=key.hex(),
            path=recorded.path,
            name=file_name(recorded.path),
            start=start,
            seconds=recorded.duration_s,
            rate_hz=recorded.rate_hz,
            channels=channels,
            container=container,
            encoding=encoding,
            gain=gain,
            serial=serial,
            latitude=recorded.latitude,
            longitude=recorded.longitude,
            deployment=deployment,
        )

    def _lacks(
        self, recorded: Recorded, start: datetime | None, deployment: PublishedDeployment | None
    ) -> Reason | None:
        needs = self.needs
        if start is None and ("start" in needs or "offset" in needs):
            return "noStart"
        if "offset" in needs and start is not None and start.tzinfo is None:
            return "noOffset"
        if "deployment" in needs and deployment is None:
            return "noDeployment"
        if "place" in needs and (recorded.latitude is None or recorded.longitude is None):
            return "noPlace"
        return None

    def _start(self, recorded: Recorded) -> datetime | None:
        """Give the start by the recorder's own clock, aware where its offset is known."""
        if recorded.starts_at is None:
            return None
        local = _EPOCH + timedelta(seconds=recorded.starts_at)
        try:
            zone = datetime.fromisoformat(recorded.recorded_at or "").tzinfo
        except ValueError:  # another program wrote the start in its own way
            zone = None
        if zone is None and self.offset is not None:
            zone = timezone(self.offset)
        return local.replace(tzinfo=zone)

    @cached_property
    def _deployments(self) -> dict[object, PublishedDeployment]:
        """Load all deployments with what people named; there are few."""
        rows = self.source.questions.rows
        sites = rows(Question("sites"), ["siteId", "elevation"])
        heights: dict[object, Any] = {number: each for number, each in sites}
        recorders = {
            number: "-".join(str(each) for each in (brand, model) if each)
            for number, brand, model in rows(
                Question("recorders"), ["recorderId", "brand", "model"]
            )
        }
        names = (
            *("deploymentId", "siteId", "recorderId", "site", "survey", "recorder"),
            *("startDate", "deployedBy", "note"),
        )
        found: dict[object, PublishedDeployment] = {}
        for row in rows(Question("deployments"), names):
            number, site_id, recorder_id, site, survey, recorder, begun, by, note = row
            found[number] = PublishedDeployment(
                key=digest_of("deployment", survey, site, recorder, begun),
                site_key=digest_of("site", survey, site),
                site=_text(site),
                survey=_text(survey),
                recorder=_text(recorder),
                device_model=recorders.get(recorder_id) or None,
                elevation=heights.get(site_id),
                deployed_by=_text(by),
                note=_text(note),
            )
        return found

    def _verdicts(self, block: Sequence[RecordingRows]) -> dict[int, tuple[Any, ...]]:
        """Ask who judged the rows that somebody judged."""
        if self.source.select != "detections":
            return {}
        judged = [
            row.detection_id
            for part in block
            for row in part.rows
            if isinstance(row, ExportedDetection) and row.verified != "UNVERIFIED"
        ]
        if not judged:
            return {}
        asked = Question("detections", {"detectionId": judged})
        found = self.source.questions.rows(asked, _OF_VERDICTS)
        return {int(str(row[0])): row for row in found}

    def _rows(
        self,
        recording: PublishedRecording,
        rows: Sequence[Row],
        said: dict[int, tuple[Any, ...]],
    ) -> Iterator[PublishedRow]:
        keys, taken = self._keys, self._known_names
        for row in rows:
            name = row.species
            if name not in taken:
                taken[name] = self._takes(name)
            if not taken[name]:
                self.left.add("notScientific", 1)
                continue
            if isinstance(row, ExportedDetection):
                made = self._detection(recording, row, said)
            else:
                made = self._label(recording, row)
            key = made[0]
            if key in keys:
                self.left.add("repeated", 1)
                continue
            keys.add(key)
            yield made

    def _takes(self, name: str | None) -> bool:
        """Tell whether the standard takes a name; some take any label."""
        return names_a_species(name) if "species" in self.needs else bool(name)

    @cached_property
    def _known_names(self) -> dict[str | None, bool]:
        return {}

    def _detection(
        self,
        recording: PublishedRecording,
        row: ExportedDetection,
        said: dict[int, tuple[Any, ...]],
    ) -> PublishedRow:
        _, start, end, species, common, confidence, verified, number, *_, channel, analysis = row
        model, threshold, sha256 = self._bases(analysis)
        place = f"{recording.key}|{round(start * 1000)}|{round(end * 1000)}|{channel}"
        key = xxhash.xxh3_128_hexdigest(f"{place}|{species}|{sha256}".encode("utf-8", "replace"))
        who = when = comment = low = high = None
        if verified != "UNVERIFIED":
            _, who, when, comment, low, high = said.get(number, _NOBODY)
            who = who or ""
        begin = (key, start, end, species, common, verified, who, when, model, confidence)
        return _made((*begin, threshold, channel, low, high, comment))

    @cached_property
    def _bases(self) -> Callable[[int], tuple[str, float | None, str]]:
        """Give the model's name and version, its threshold, and its digest, of an analysis."""
        found: dict[int, tuple[str, float | None, str]] = {}
        analyses = self.source.analyses()

        def of(analysis_id: int) -> tuple[str, float | None, str]:
            if analysis_id not in found:
                basis = analyses(analysis_id)
                found[analysis_id] = (
                    model_name(basis),
                    basis.settings.get("minConfidence"),
                    basis.model_sha256,
                )
            return found[analysis_id]

        return of

    def _label(self, recording: PublishedRecording, row: ExportedLabel) -> PublishedRow:
        assert row.species is not None
        model = row.by_model
        person = None if model is not None else row.labeler or ""
        said = (row.low_hz, row.high_hz, person or model)
        key = digest_of(recording.key, f"{row.start:.3f}", f"{row.end:.3f}", row.species, *said)
        return PublishedRow(
            key=key,
            start=row.start,
            end=row.end,
            species=row.species,
            common=row.common,
            verified=row.verified,
            person=person,
            said_at=row.annotated_at,
            model=model,
            confidence=row.confidence,
            threshold=None,
            channel=None,
            low_hz=row.low_hz,
            high_hz=row.high_hz,
            comment=row.comment,
        )


def model_name(basis: Basis) -> str:
    """Name a model with its version, once."""
    if not basis.model_version or basis.model_version in basis.model:
        return basis.model
    return f"{basis.model} {basis.model_version}"


def _block(parts: Iterator[RecordingRows]) -> list[RecordingRows]:
    """Take some parts: as many as are asked about together."""
    taken: list[RecordingRows] = []
    rows = 0
    for part in islice(parts, _RECORDINGS):
        taken.append(part)
        rows += len(part.rows)
        if rows >= _ROWS:
            break
    return taken


def _text(value: object) -> str | None:
    return None if value is None else str(value)
