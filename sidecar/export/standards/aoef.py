"""AOEF 1.1.0, the JSON of soundevent and Whombat: an annotation project.

Its lists are kept in files of their own until the end, because each row adds to several of them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO
from uuid import UUID

from sidecar.export.earlier import Sample
from sidecar.export.standards.about import About
from sidecar.export.standards.published import PublishedRecording, PublishedRow
from sidecar.export.standards.reading import digest_of
from sidecar.export.standards.standard import Files, Relative, Scratch, Standard

VERSION = "1.1.0"

# What a tag says, by its key; `labels/aoef.py` reads them.
SPECIES, COMMON, MODEL, VERIFIED = "species", "common_name", "model", "verified"

_LISTS = (
    *("recordings", "clips", "sound_events", "sound_event_annotations"),
    *("clip_annotations", "tasks"),
)


class _List:
    """A list of JSON values, written one after another."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._before = b""

    def add(self, value: dict[str, Any]) -> None:
        self.file.write(self._before + _json(value))
        self._before = b",\n"


class _Aoef:
    def __init__(self, files: Files, about: About, relative: Relative, scratch: Scratch) -> None:
        self._file, self._about, self._relative = files["annotations.json"], about, relative
        self._lists = {name: _List(scratch()) for name in _LISTS}
        self._tags: dict[tuple[str, str], int] = {}
        self._users: dict[str, str] = {}
        self._count = 0
        self._open: tuple[PublishedRecording, list[str]] | None = None

    def recording(self, recording: PublishedRecording) -> None:
        self._close()
        self._open = recording, []
        start, deployment = recording.start, recording.deployment
        site = None if deployment is None else deployment.site
        self._lists["recordings"].add(
            _told(
                uuid=_recording_uuid(recording),
                path=self._relative(recording.path).replace("\\", "/"),
                duration=recording.seconds or 0.0,
                channels=recording.channels or 1,
                samplerate=recording.rate_hz or 0,
                hash=recording.key,
                date=None if start is None else f"{start:%Y-%m-%d}",
                time=None if start is None else f"{start:%H:%M:%S}",
                latitude=recording.latitude,
                longitude=recording.longitude,
                tags=None if site is None else [self._tag("site", site)],
                rights=self._about.media_licence,
            )
        )

    def rows(self, recording: PublishedRecording, rows: Sequence[PublishedRow]) -> None:
        assert self._open is not None
        for row in rows:
            self._count += 1
            self._open[1].append(self._row(recording, row))

    def _row(self, recording: PublishedRecording, row: PublishedRow) -> str:
        event, said = _uuid(row.key), _uuid(digest_of("annotation", row.key))
        boxed = row.low_hz is not None and row.high_hz is not None
        between = [row.start, row.low_hz, row.end, row.high_hz]
        geometry = {
            "type": "BoundingBox" if boxed else "TimeInterval",
            "coordinates": between if boxed else [row.start, row.end],
        }
        self._lists["sound_events"].add(
            _told(
                uuid=event,
                recording=_recording_uuid(recording),
                geometry=geometry,
                features=None if row.confidence is None else {"confidence": row.confidence},
            )
        )
        self._lists["sound_event_annotations"].add(
            _told(
                uuid=said,
                sound_event=event,
                tags=self._tags_of(row),
                created_by=self._user(row.person) if row.person else None,
                created_on=row.said_at,
                notes=self._notes(row),
            )
        )
        return said

    def _tags_of(self, row: PublishedRow) -> list[int]:
        tags = [self._tag(SPECIES, row.species)]
        if row.common:
            tags.append(self._tag(COMMON, row.common))
        if row.model is not None:
            tags.append(self._tag(MODEL, row.model))
        return [*tags, self._tag(VERIFIED, row.verified)]

    def _notes(self, row: PublishedRow) -> list[dict[str, Any]] | None:
        if not row.comment:
            return None
        return [_told(uuid=_uuid(digest_of("note", row.key, row.comment)), message=row.comment)]

    def _tag(self, key: str, value: str) -> int:
        return self._tags.setdefault((key, value), len(self._tags))

    def _user(self, name: str) -> str:
        return self._users.setdefault(name, _uuid(digest_of("user", name)))

    def _close(self) -> None:
        """Write the clip of the last recording, which is all of it."""
        if self._open is None:
            return
        recording, said = self._open
        clip = _uuid(digest_of("clip", recording.key))
        self._lists["clips"].add(
            {
                "uuid": clip,
                "recording": _recording_uuid(recording),
                "start_time": 0.0,
                "end_time": recording.seconds or 0.0,
            }
        )
        annotation = _uuid(digest_of("clip annotation", recording.key))
        self._lists["clip_annotations"].add(
            _told(uuid=annotation, clip=clip, sound_events=said or None)
        )
        self._lists["tasks"].add({"uuid": _uuid(digest_of("task", recording.key)), "clip": clip})
        self._open = None

    def finish(self) -> dict[str, int]:
        self._close()
        about, now = self._about, datetime.now(UTC).isoformat(timespec="seconds")
        name = about.title or "Linnet"
        head = _told(
            uuid=_uuid(digest_of("project", name)),
            collection_type="annotation_project",
            name=name,
            description=about.description,
            created_on=now,
            users=[{"uuid": key, "name": user} for user, key in self._users.items()],
            tags=[
                {"id": number, "key": key, "value": value}
                for (key, value), number in self._tags.items()
            ],
        )
        write = self._file.write
        write(b'{"version":"%s","created_on":"%s",\n' % (VERSION.encode(), now.encode()))
        write(b'"data":' + _json(head)[:-1])
        for each, held in self._lists.items():
            write(b',\n"%s":[' % each.encode())
            held.file.seek(0)
            shutil.copyfileobj(held.file, self._file)
            write(b"]")
        write(b"}}\n")
        return {"annotations.json": self._count}


def _told(**values: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Leave out what nobody knows."""
    return {name: value for name, value in values.items() if value is not None}


def _json(value: dict[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _recording_uuid(recording: PublishedRecording) -> str:
    return _uuid(digest_of("recording", recording.key))


def _uuid(key: str) -> str:
    return str(UUID(hex=key))


def _wrote(found: Sample) -> bool:
    return found.head.startswith(b'{"version":"') and b'"annotation_project"' in found.head[:4096]


AOEF = Standard(
    title="AOEF",
    files=("annotations.json",),
    begin=_Aoef,
    wrote=_wrote,
    endings=(".json",),
)
