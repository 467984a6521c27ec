"""AOEF, the JSON of soundevent and Whombat: each annotation of a sound event is a label.

An annotation names its sound event, and that its recording and its place in time and frequency.
Tags are pairs of a key and a value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sidecar.errors import UnsupportedFormat
from sidecar.labels.label import (
    UNKNOWN_MODEL,
    BadLine,
    Label,
    LabelFile,
    WrongLine,
    box,
    names,
    stretch,
)
from sidecar.labels.numbers import percent
from sidecar.labels.verdict import verdict
from sidecar.regular import open_regular

# Keys of tags that name a species; the first that an annotation has counts.
_SPECIES = ("species", "scientific_name", "dwc:scientificName", "dwc:species", "class", "event")
_COMMON = ("common_name", "dwc:vernacularName", "vernacular_name")

_SUFFIX = ".json"
# The kind of a collection stands near the begin of the file.
_HEAD = 4096

_Object = Mapping[str, Any]


def looks_like_aoef(text: str) -> bool:
    """Tell whether a text is AOEF by its begin."""
    return text.lstrip()[:1] == "{" and '"collection_type"' in text[:_HEAD]


def may_be_aoef(path: Path) -> bool:
    """Tell whether a file in a folder is AOEF; most files of JSON are something else."""
    if path.suffix.lower() != _SUFFIX:
        return False
    try:
        with open_regular(path) as file:
            return looks_like_aoef(file.read(_HEAD).decode("utf-8", "replace"))
    except (OSError, UnsupportedFormat):
        return False


def read_aoef(text: str, path: Path) -> LabelFile:
    """Read every annotation; its line is its number in the list. Raises UnsupportedFormat."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnsupportedFormat("The file's JSON is damaged.", path=path) from error
    version, held = str(_get(whole, "version")), _get(whole, "data")
    annotations = _get(held, "sound_event_annotations")
    if not version.startswith("1."):
        raise UnsupportedFormat(f'AOEF of version "{version[:20]}" is not known.', path=path)
    if not isinstance(annotations, list):
        kind = str(_get(held, "collection_type"))[:40]
        raise UnsupportedFormat(
            f"This AOEF file is of the kind {kind}, and holds no annotations of sound events.",
            hint="Export an annotation project or an annotation set.",
            path=path,
        )
    reader = _Reader(held)
    labels: list[Label] = []
    bad: list[BadLine] = []
    for number, annotation in enumerate(annotations, start=1):
        try:
            labels += reader.labels(number, annotation)
        except WrongLine as error:
            bad.append(BadLine(number, str(error)))
    decided = any(label.verified is not None for label in labels)
    return LabelFile(labels, bad, has_verdicts=decided, named=False)


class _Reader:
    """Finds what the annotations of a collection name."""

    def __init__(self, held: _Object) -> None:
        self._events = _by(held, "sound_events", "uuid")
        self._recordings = _by(held, "recordings", "uuid")
        self._users = _by(held, "users", "uuid")
        self._tags = _by(held, "tags", "id")

    def labels(self, number: int, annotation: object) -> Iterator[Label]:
        """Read an annotation as a label for each species that it names. Raises WrongLine."""
        event = self._events.get(_key(_get(annotation, "sound_event")))
        if event is None:
            raise WrongLine("The annotation names no sound event of the file.")
        recording = self._recordings.get(_key(_get(event, "recording")))
        path = _text(_get(recording, "path"))
        if not path:
            raise WrongLine("The sound event names no recording of the file.")
        start, end, low, high = _bounds(_get(event, "geometry"))
        start, end = stretch(start, end)
        low, high = box(low, high)
        said = self._said(annotation)
        found = next((said[key] for key in _SPECIES if key in said), [])
        if not found:
            raise WrongLine("The annotation has no tag that names a species.")
        common = next((said[key][0] for key in _COMMON if key in said), None)
        decided = verdict(said.get("verified", [""])[0])
        model = said["model"][0] if "model" in said else None
        user = self._users.get(_key(_get(annotation, "created_by")))
        labeler = _text(_get(user, "name")) or _text(_get(user, "username")) or None
        score = _get(_get(event, "features"), "confidence")
        for each in found:
            species, split = names(each)
            yield Label(
                line=number,
                start_s=start,
                end_s=end,
                species=species,
                common=split or common,
                low_hz=low,
                high_hz=high,
                probability=percent(score) if _is_score(score) else None,
                comment=_message(annotation),
                verified=decided,
                labeler=labeler,
                recording=path,
                model=_model(decided, model, labeler, score),
            )

    def _said(self, annotation: object) -> dict[str, list[str]]:
        """List the values of an annotation's tags by their keys."""
        said: dict[str, list[str]] = {}
        tags = _get(annotation, "tags")
        for number in tags if isinstance(tags, list) else ():
            tag = self._tags.get(_key(number))
            value = _text(_get(tag, "value"))
            if value:
                said.setdefault(_text(_get(tag, "key")), []).append(value)
        return said


def _model(
    decided: str | None, model: str | None, labeler: str | None, score: object
) -> str | None:
    """Name the model that made an annotation; None if a person made or judged it."""
    if decided in ("YES", "NO", "UNSURE") or labeler is not None:
        return None
    return model or (UNKNOWN_MODEL if _is_score(score) else None)


def _bounds(geometry: object) -> tuple[float, float, float | None, float | None]:
    """Give the start, end, lowest and highest frequency of any geometry. Raises WrongLine."""
    kind, places = _get(geometry, "type"), _get(geometry, "coordinates")
    if kind == "TimeInterval":
        start, end = _numbers(places, 2)
        return start, end, None, None
    if kind == "BoundingBox":
        start, low, end, high = _numbers(places, 4)
        return start, end, low, high
    if kind == "TimeStamp":
        raise WrongLine("The annotation marks a moment, which has no length.")
    pairs = [*_pairs(places)]
    if not pairs:
        raise WrongLine("The annotation has no place in time.")
    times, heights = [each[0] for each in pairs], [each[1] for each in pairs]
    return min(times), max(times), min(heights), max(heights)


def _pairs(places: object) -> Iterator[list[float]]:
    """List the points of a line, an area, or several of them."""
    waiting = [places]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list) and each and isinstance(each[0], list):
            waiting += each
        elif isinstance(each, list) and each:
            yield _numbers(each, 2)


def _numbers(places: object, count: int) -> list[float]:
    if not isinstance(places, list) or len(places) != count or not all(map(_is_number, places)):
        raise WrongLine("The annotation's coordinates are not numbers.")
    return [float(each) for each in places]


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12
    )  # a NaN is below nothing


def _is_score(value: object) -> bool:
    return _is_number(value) and 0 <= float(value) <= 1  # type: ignore[arg-type]


def _message(annotation: object) -> str | None:
    """Join the notes of an annotation."""
    notes = _get(annotation, "notes")
    found = [_text(_get(each, "message")) for each in notes] if isinstance(notes, list) else []
    return "\n".join(filter(None, found)) or None


def _by(held: object, name: str, key: str) -> dict[str, _Object]:
    values = _get(held, name)
    found = values if isinstance(values, list) else []
    return {_key(each[key]): each for each in found if isinstance(each, dict) and key in each}


def _key(value: object) -> str:
    """Write a name so that equal ones are equal: UUIDs have any case."""
    return str(value).lower()


def _get(value: object, name: str) -> Any:  # noqa: ANN401 - JSON
    return value.get(name) if isinstance(value, dict) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
