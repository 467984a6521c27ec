"""Camtrap DP with the bioacoustics profile: datapackage.json and three tables.

The columns are those of the table schemas of github.com/camera-traps/bioacoustics
(camtrap-dp/1.0.2) at `PROFILE_AT`, which extend github.com/tdwg/camtrap-dp 1.0.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sidecar.export.earlier import Sample
from sidecar.export.standards.about import About
from sidecar.export.standards.cells import Lines, decimal, quoted, unquoted
from sidecar.export.standards.datapackage import Coverage, datapackage
from sidecar.export.standards.published import (
    PublishedDeployment,
    PublishedRecording,
    PublishedRow,
)
from sidecar.export.standards.standard import Files, Relative, Scratch, Standard

DEPLOYMENTS = (
    *("deploymentID", "locationID", "locationName", "latitude", "longitude"),
    *("coordinateUncertainty", "elevation", "deploymentStart", "deploymentEnd", "setupBy"),
    *("deviceID", "deviceModel", "devicePlatform", "deviceDelay", "deviceHeight", "deviceDepth"),
    *("deviceTilt", "deviceHeading", "recordingSchedule", "detectionDistance", "baitUse"),
    *("locationType", "habitat", "deploymentGroups", "deploymentTags", "deploymentComments"),
)
MEDIA = (
    *("mediaID", "deploymentID", "captureMethod", "timestamp", "duration", "filePath"),
    *("filePublic", "fileName", "fileMediatype", "exifData", "bitDepth", "samplingFrequency"),
    *("gain", "channels", "favorite", "mediaComments"),
)
OBSERVATIONS = (
    *("observationID", "deploymentID", "mediaID", "eventID", "eventStart", "eventEnd"),
    *("observationLevel", "observationType", "deviceSetupType", "scientificName", "count"),
    *("lifeStage", "sex", "behavior", "individualID", "individualPositionRadius"),
    *("individualPositionAngle", "individualSpeed", "bboxX", "bboxY", "bboxWidth", "bboxHeight"),
    *("frequencyLow", "frequencyHigh", "classificationMethod", "classifiedBy"),
    *("classificationTimestamp", "classificationProbability", "classificationConfirmation"),
    *("observationTags", "observationComments"),
)
TABLES = {"deployments": DEPLOYMENTS, "media": MEDIA, "observations": OBSERVATIONS}

# From `scientificName` to `frequencyLow`: what no sound tells.
_UNTOLD = "," * 13

# IANA's media types; WAV's is of RFC 2361.
_MEDIA_TYPES = {
    "WAV": "audio/vnd.wave",
    "WAVEX": "audio/vnd.wave",
    "RF64": "audio/vnd.wave",
    "W64": "audio/vnd.wave",
    "FLAC": "audio/flac",
    "OGG": "audio/ogg",
    "MPEG": "audio/mpeg",
    "MP3": "audio/mpeg",
    "AIFF": "audio/x-aiff",
}
_BITS = {"PCM_S8": 8, "PCM_U8": 8, "PCM_16": 16, "PCM_24": 24, "PCM_32": 32, "FLOAT": 32}
_DECIBELS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*dB\s*", re.IGNORECASE)


@dataclass
class _Deployed:
    """A deployment, with the first and the last moment of its recordings and its first place."""

    deployment: PublishedDeployment
    first: datetime
    last: datetime
    latitude: float
    longitude: float
    serial: str | None


class _CamtrapDp:
    def __init__(self, files: Files, about: About, relative: Relative, scratch: Scratch) -> None:
        self._about, self._relative = about, relative
        self._package = files["datapackage.json"]
        self._tables = {
            name: Lines(files[f"{name}.csv"], ",".join(columns)) for name, columns in TABLES.items()
        }
        self._deployed: dict[str, _Deployed] = {}
        self._species: set[str] = set()

    def recording(self, recording: PublishedRecording) -> None:
        self._deploy(recording)
        self._tables["media"].add([_media(recording, self._about, self._relative)])

    def _deploy(self, recording: PublishedRecording) -> None:
        deployment, start, end = recording.deployment, recording.start, recording.end
        assert deployment is not None and start is not None and end is not None
        assert recording.latitude is not None and recording.longitude is not None
        known = self._deployed.get(deployment.key)
        if known is None:
            self._deployed[deployment.key] = _Deployed(
                deployment, start, end, recording.latitude, recording.longitude, recording.serial
            )
            return
        known.first, known.last = min(known.first, start), max(known.last, end)
        known.serial = known.serial or recording.serial

    def rows(self, recording: PublishedRecording, rows: Sequence[PublishedRow]) -> None:
        assert recording.deployment is not None
        ids = f",{recording.deployment.key},{recording.key},,"
        at = recording.at
        self._species.update(row.species for row in rows)
        self._tables["observations"].add(
            [
                f"{row.key}{ids}{at(row.start)},{at(row.end)},media,animal,,{quoted(row.species)}"
                f"{_UNTOLD}{_frequencies(row)}{_classified(row)}"
                for row in rows
            ]
        )

    def finish(self) -> dict[str, int]:
        self._tables["deployments"].add(
            [_deployment(each, self._about) for each in self._deployed.values()]
        )
        for table in self._tables.values():
            table.flush()
        deployed = self._deployed.values()
        coverage = Coverage(
            places=[(each.latitude, each.longitude) for each in deployed],
            first=min((each.first for each in deployed), default=None),
            last=max((each.last for each in deployed), default=None),
            species=sorted(self._species),
        )
        self._package.write(datapackage(self._about, coverage, TABLES))
        counts = {f"{name}.csv": table.count for name, table in self._tables.items()}
        return {"datapackage.json": 0, **counts}


def _frequencies(row: PublishedRow) -> str:
    if row.low_hz is None and row.high_hz is None:
        return ",,"
    return f"{decimal(row.low_hz)},{decimal(row.high_hz)},"


def _classified(row: PublishedRow) -> str:
    """Say who classified: a person, whose word counts, or else the model with its score.

    What the model said also stands in the tags, where it is no person's.
    """
    score = "" if row.confidence is None else f"{row.confidence:.4f}"
    by, before, after = _model_tags(row.model, row.threshold, row.channel)
    tags = f"{before}confidence:{score}{after}" if score else f"{before}{after}".strip(" |")
    comment = quoted(row.comment) if row.comment else ""
    if row.person is None:
        return f"machine,{by},,{score},,{tags},{comment}"
    return f"human,{quoted(row.person)},{_second(row.said_at)},,,{tags},{comment}"


@lru_cache(maxsize=1024)
def _model_tags(
    model: str | None, threshold: float | None, channel: int | None
) -> tuple[str, str, str]:
    """Write a model's name as a cell, and the tags before and after its confidence."""
    plain = unquoted(model).replace("|", "/")
    after = "" if threshold is None else f" | threshold:{threshold:g}"
    if channel is not None:
        after += f" | channel:{channel}"
    return quoted(model), f"model:{plain} | " if plain else "", after


@lru_cache(maxsize=4096)
def _second(moment: str | None) -> str:
    """Write the moment of a decision to the second, with its offset; empty if it has none."""
    try:
        found = datetime.fromisoformat(moment or "")
    except ValueError:
        return ""
    return "" if found.tzinfo is None else found.isoformat(timespec="seconds")


def _media(recording: PublishedRecording, about: About, relative: Relative) -> str:
    deployment = recording.deployment
    assert deployment is not None
    method = about.capture_methods[0] if len(about.capture_methods) == 1 else ""
    seconds = "" if recording.seconds is None else decimal(round(recording.seconds, 3))
    bits = _BITS.get(recording.encoding or "")
    found = _DECIBELS.fullmatch(recording.gain or "")
    comment = None if found or recording.gain is None else f"gain: {recording.gain}"
    cells = (
        *(recording.key, deployment.key, method, recording.at(0.0), seconds),
        quoted(file_path(relative(recording.path), about.media_base)),
        "true" if about.media_public else "false",
        quoted(recording.name),
        media_type(recording),
        "",
        *("" if bits is None else str(bits), str(recording.rate_hz or "")),
        *(found[1] if found else "", "", ""),
        quoted(comment),
    )
    return ",".join(cells)


def media_type(recording: PublishedRecording) -> str:
    """Give the media type of a recording, by its container or else by its name."""
    suffix = recording.name.rpartition(".")[2].upper()
    found = _MEDIA_TYPES.get((recording.container or "").upper()) or _MEDIA_TYPES.get(suffix)
    return found or f"audio/x-{re.sub('[^a-z0-9]', '', suffix.lower()) or 'unknown'}"


def file_path(path: str, base: str | None) -> str:
    """Write a path as the standard allows it: no step up, and no beginning like . / or ~."""
    plain = path.replace("\\", "/").replace("..", "%2E%2E").lstrip("/")
    if plain[:1] in (".", "~"):
        plain = f"%{ord(plain[0]):02X}{plain[1:]}"
    return plain if base is None else f"{base.rstrip('/')}/{plain}"


def _deployment(deployed: _Deployed, about: About) -> str:
    each = deployed.deployment
    elevation = "" if each.elevation is None else str(round(each.elevation))
    groups = None if each.survey is None else f"survey:{each.survey.replace('|', '/')}"
    cells = (
        *(each.key, each.site_key, quoted(each.site)),
        *(decimal(deployed.latitude), decimal(deployed.longitude)),
        str(about.uncertainty_m or ""),
        elevation,
        *(_whole(deployed.first), _whole(deployed.last), quoted(each.deployed_by)),
        *(quoted(deployed.serial or each.recorder), quoted(each.device_model)),
        *[""] * 11,
        *(quoted(groups), "", quoted(each.note)),
    )
    return ",".join(cells)


def _whole(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _wrote(found: Sample) -> bool:
    titles = {",".join(columns) for columns in TABLES.values()}
    return found.titles in titles or b"camtrap-dp-profile-acoustic.json" in found.head[:4096]


CAMTRAP_DP = Standard(
    title="Camtrap DP",
    files=("datapackage.json", "deployments.csv", "media.csv", "observations.csv"),
    begin=_CamtrapDp,
    wrote=_wrote,
    needs=frozenset(("offset", "deployment", "place", "species")),
    required={
        "title": "a title of the project",
        "contributors": "a contributor",
        "sampling_design": "a sampling design",
        "capture_methods": "a capture method",
    },
)
