"""Every place on the disk that a request can name is marked in the contract."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

from sidecar.app.engine import Engine
from sidecar.contract.recordings import ImportRecordingsResult
from sidecar.errors import LinnetError
from sidecar.methods.lifecycle import OPENING
from sidecar.methods.methods import verbs
from sidecar.rpc.dispatch import outcome
from sidecar.rpc.failures import Failure
from sidecar.rpc.verb import Call
from tests.factories import tone, write_wav

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = json.loads((ROOT / "docs" / "openrpc.json").read_text("utf-8"))
SCHEMAS = DOCUMENT["components"]["schemas"]
ITEM = "[]"

# Free text that names no place on the disk, by the field's name.
NO_PATH = {
    "name": "a model's, head's, sample's or person's name",
    "enlarge": "a sample's name",
    "sample": "a sample's name",
    "samples": "names of samples",
    "thresholdSet": "the name of a set of thresholds",
    "refresh": "a sample's name",
    "reason": "kept",
    "key": "the app's name of what it keeps",
    "prefix": "how such keys begin",
    "model": "the name of a model that is installed",
    "models": "names of models or runs in the catalog",
    "a": "the name of a model in the catalog",
    "b": "the name of a model in the catalog",
    "against": "the name of a model's version in the catalog",
    "versionId": "the id of a model's version; a wrong one is none that is installed",
    "frontend": "the name of a front end, or its description",
    "version": "told of the client, or the number of a head's version",
    "to": "a head's new name",
    "description": "published",
    "organization": "published",
    "url": "published",
    "mediaLicence": "published",
    "rightsHolder": "published",
    "samplingProtocol": "published",
    "mediaBase": "published",
    "remarks": "published",
    "country": "a code",
    "state": "a code",
    "utcOffset": "of a clock",
    "tags": "published",
    "title": "shown",
    "licence": "shown",
    "species": "a name",
    "speciesList": "names",
    "excludeSpecies": "names",
    "common": "a name",
    "comment": "shown",
    "email": "a person's",
    "progress": "a token",
    "streamId": "the name of an open stream",
    "pcm": "sound itself",
    "start": "a time",
    "since": "a day",
    "startDate": "a day",
    "endDate": "a day",
    "firstDay": "a day",
    "timezone": "the name of a time zone",
    "site": "a name",
    "survey": "a name",
    "recorder": "a name",
    "folder": "compared with what the catalog holds",
    "pattern": "compared with paths that the inputs led to",
    "root": "compared with the paths of recordings",
    "column": "a column's name in a table",
    "logits": "an output's name within a model",
    "embedding": "an output's name within a model",
    "where": "compared with what the catalog holds",
    "at": "compared with what the catalog holds",
    "orderBy": "columns of the catalog",
    "fields": "columns of the catalog",
    "text": "a part of a name",
    "language": "the tag of a language",
    "languages": "names of languages",
    "cursor": "a place in an answer",
    "names": "how the names of clips begin; no separator of folders stays in them",
    "backups": "compared with the names of backups beside the catalog",
}


@dataclass(frozen=True)
class Text:
    """A field of a request that takes any text; `way` leads to it."""

    method: str
    way: tuple[str, ...]
    mark: str | None

    def __str__(self) -> str:
        return f"{self.method}:{'.'.join(self.way)}"

    @property
    def name(self) -> str:
        """Name the field; all that a filter or a jump holds is compared."""
        for compared in ("where", "at"):
            if compared in self.way:
                return compared
        return [member for member in self.way if member != ITEM][-1]


def _inner(schema: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    if "$ref" in schema:
        yield (), SCHEMAS[schema["$ref"].split("/")[-1]]
    for union in ("anyOf", "oneOf", "allOf"):
        for choice in schema.get(union, []):
            yield (), choice
    for item in [schema["items"]] if "items" in schema else schema.get("prefixItems", []):
        yield (ITEM,), item
    for name, member in schema.get("properties", {}).items():
        yield (name,), member
    if isinstance(schema.get("additionalProperties"), dict):
        yield ("path",), schema["additionalProperties"]


def _texts(method: str, schema: dict[str, Any], way: tuple[str, ...] = ()) -> Iterator[Text]:
    free = schema.get("type") == "string" and not schema.keys() & {"enum", "const"}
    if free or "x-path" in schema:
        yield Text(method, way, schema.get("x-path"))
    for further, inner in _inner(schema):
        yield from _texts(method, inner, way + further)


TEXTS = list(
    dict.fromkeys(
        text
        for method in DOCUMENT["methods"]
        for text in _texts(method["name"], method["x-request"])
    )
)


def test_every_text_of_a_request_is_marked_as_a_path_or_known_to_be_none() -> None:
    unknown = [str(text) for text in TEXTS if text.mark is None and text.name not in NO_PATH]
    assert not unknown, "mark these as ReadPath or WritePath, or say in NO_PATH what they are"
    assert {text.mark for text in TEXTS} == {None, "read", "write"}


def test_no_exception_is_out_of_use_or_hides_a_path() -> None:
    assert {text.name for text in TEXTS if text.mark is None} == NO_PATH.keys()
    assert not {text.name for text in TEXTS if text.mark} & NO_PATH.keys()


# What a method needs beside the field that is tried, to come as far as it can without a model.
NEEDED: dict[str, dict[str, Any]] = {
    "preprocess": {"recordingIds": [1], "frontend": "seven-sense-log-mel"},
    "infer": {"recordingIds": [1]},
    "query": {"select": "recordings"},
    "annotate": {"annotations": [{"species": "Strix aluco", "start": 0, "end": 1}]},
    "annotations/import": {"inputs": ["labels.txt"]},
    "annotations/export": {"destination": "nowhere"},
    "annotations/merge": {"inputs": ["nowhere.csv"]},
    "heads/train": {"name": "owls"},
    "heads/apply": {"name": "owls"},
    "heads/suggest": {"name": "owls"},
    "heads/remove": {"name": "owls"},
    "heads/rename": {"name": "owls", "to": "frogs"},
    "heads/compare": {"a": "owls", "b": "frogs"},
    "heads/export": {"name": "owls", "destination": "nowhere"},
    "heads/card": {"path": "nowhere"},
    "heads/import": {"path": "nowhere"},
    "embeddings/reduce": {"dimension": 2},
    "recordings/import": {"inputs": ["nowhere.wav"]},
    "recordings/update": {"recordings": [{"recordingId": 1}]},
    "recordings/relink": {"folders": ["nowhere"]},
    "places/set": {"sites": [{"site": "S1"}], "folders": [{"folder": "a", "timezone": "UTC"}]},
    "export": {"format": "csv", "destination": "nowhere/"},
    "publish": {"standard": "aoef", "destination": "nowhere/"},
    "clips": {"destination": "nowhere"},
    "speech/find": {"where": {}},
    "recordings/redact": {"where": {}, "destination": "nowhere"},
    "occasions/export": {"destination": "nowhere", "where": {"species": "Strix aluco"}},
    "spectrogram": {"start": 0, "end": 1, "width": 8, "height": 8},
    "waveform": {"start": 0, "end": 1, "width": 8},
    "overview": {"recordingId": 1, "width": 8},
    "names/add": {"language": "es"},
    "names/remove": {"language": "es"},
    "names/install": {},
    "names/uninstall": {},
    "sound": {"start": 0, "end": 1},
    "stream/open": {"sampleRate": 48_000},
    "stream/push": {"streamId": "1", "pcm": ""},
    "stream/close": {"streamId": "1"},
    "models/install": {"name": "birdnet-v2.4", "source": "nowhere"},
    "models/add": {"path": "nowhere.onnx", "labels": "nowhere.txt"},
    "models/verify": {"name": "birdnet-v2.4"},
    "models/check": {"name": "birdnet-v2.4"},
    "models/monitor": {"name": "birdnet-v2.4"},
    "models/drift": {"name": "birdnet-v2.4"},
    "storage/clear": {"what": ["features"]},
    "samples/draw": {"name": "owls", "species": ["Strix aluco"]},
    "samples/next": {"name": "owls"},
    "samples/skip": {"name": "owls", "items": [1]},
    "samples/remove": {"name": "owls"},
    "samples/export": {"name": "owls", "path": "nowhere.json"},
    "samples/import": {"path": "nowhere.json"},
    "models/compare": {"a": "birdnet-v2.4", "b": "perch-v2"},
}


class Opened:
    """What this process opens or lists below a folder, while somebody looks."""

    _lookers: ClassVar[list[Opened]] = []
    _hooked: ClassVar[bool] = False
    _events = ("open", "os.listdir", "os.scandir", "os.mkdir", "sqlite3.connect")

    def __init__(self, folder: Path) -> None:
        self._folder = os.fspath(folder)
        self.read: set[str] = set()
        self.written: set[str] = set()

    def __enter__(self) -> Opened:
        if not Opened._hooked:
            sys.addaudithook(Opened._told)  # for good: none can be taken away
            Opened._hooked = True
        Opened._lookers.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        Opened._lookers.remove(self)

    @staticmethod
    def _told(event: str, arguments: tuple[Any, ...]) -> None:
        if not Opened._lookers or event not in Opened._events:
            return
        if not arguments or not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        path = os.fsdecode(arguments[0])
        flags = arguments[2] if event == "open" and isinstance(arguments[2], int) else 0
        writes = event in ("os.mkdir", "sqlite3.connect") or flags & (os.O_WRONLY | os.O_RDWR)
        for looker in Opened._lookers:
            if looker._folder in path:
                (looker.written if writes else looker.read).add(path)


def _put(params: Any, way: tuple[str, ...], value: str) -> Any:
    """Set the field that `way` leads to, beside what is there; a list's first item is taken."""
    if not way:
        return value
    if way[0] == ITEM:
        first = params[0] if isinstance(params, list) and params else {}
        return [_put(first, way[1:], value)]
    held = params if isinstance(params, dict) else {}
    return {**held, way[0]: _put(held.get(way[0]), way[1:], value)}


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder that looks like all that a method could want of one."""
    monkeypatch.chdir(tmp_path)  # what is asked for besides has a relative path
    folder = tmp_path / "secret"
    write_wav(folder / "sound.wav", tone(2.0))
    for name in ("installed.json", "manifest.json", "model.onnx", "labels.txt", "golden.npz"):
        (folder / name).write_text("{}", "utf-8")
    return folder


def _told_of(engine: Engine, text: Text, value: Path) -> Opened:
    params = _put(NEEDED.get(text.method, {}), text.way, str(value))
    if text.way[0] == "choices":
        params["choices"][0]["recordingId"] = 1
    if text.method == "query" and text.way[0] == "like":
        params |= {"select": "similar", "like": {**params["like"], "start": 0}}
    verb = OPENING.of(engine) if text.method == "initialize" else verbs(engine)[text.method]
    with Opened(value if value.is_dir() else value.parent) as opened:
        answer = outcome(text.method, verb, params, Call())
        if text.method == "initialize":
            with suppress(LinnetError):
                _ = engine.catalog  # the method chooses it, the next one opens it
    assert not isinstance(answer, Failure) or answer.code != -32603, answer
    return opened


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_a_method_opens_no_place_that_an_unmarked_field_names(
    bare: Engine, secret: Path, text: Text
) -> None:
    for value in (secret, secret / "sound.wav"):
        opened = _told_of(bare, text, value)
        assert not opened.written or text.mark == "write", "mark it as a WritePath"
        assert not opened.read or text.mark, "mark it as a ReadPath"


@pytest.mark.parametrize("text", [text for text in TEXTS if text.mark], ids=str)
def test_an_address_of_nothing_is_told_in_words(bare: Engine, secret: Path, text: Text) -> None:
    for address in (
        "file://[::1",
        "file://",
        "file:///%00",
        "file://\u2100/x",
        "file://other/x.wav",
    ):
        params = _put(NEEDED.get(text.method, {}), text.way, address)
        if text.method == "query" and text.way[0] == "like":
            params |= {"select": "similar", "like": {**params["like"], "start": 0}}
        verb = OPENING.of(bare) if text.method == "initialize" else verbs(bare)[text.method]
        answer = outcome(text.method, verb, params, Call())
        assert not isinstance(answer, Failure) or (answer.code != -32603 and answer.message), (
            address
        )


def test_an_address_of_nothing_is_a_row_and_ends_no_import(bare: Engine, secret: Path) -> None:
    inputs = ["file://[::1", str(secret / "sound.wav")]
    verb = verbs(bare)["recordings/import"]
    answer = outcome("recordings/import", verb, {"inputs": inputs}, Call())
    assert isinstance(answer, ImportRecordingsResult)
    assert answer.added == 1
    assert [(row.path, row.kind) for row in answer.errors] == [("file://[::1", "RecordingNotFound")]


@pytest.mark.parametrize(
    "name",
    [
        "annotations/import:inputs.[]",
        "annotations/export:destination",
        "annotations/merge:inputs.[]",
        "recordings/import:inputs.[]",
        "spectrogram:path",
        "waveform:path",
        "names/add:path",
        "names/install:path",
        "models/add:path",
        "clips:destination",
    ],
)
def test_what_a_marked_field_names_is_seen_to_be_opened(
    bare: Engine, secret: Path, name: str
) -> None:
    (text,) = [text for text in TEXTS if str(text) == name]
    seen = [_told_of(bare, text, value) for value in (secret, secret / "sound.wav")]
    assert any(opened.written if text.mark == "write" else opened.read for opened in seen)
