"""Makes params of every method from the contract itself: good ones, and nasty ones.

The contract is read as JSON Schema. A plain value is one that the scratch catalog knows, so that a
nasty value beside it is not refused before it reaches the code that uses it.
"""

from __future__ import annotations

import base64
import json
import random
import re
from collections.abc import Mapping
from typing import Any

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.query.selects import SELECTS
from sidecar.frontends.named import NAMED
from sidecar.openrpc import openrpc
from tests.soak.scene import DIMENSION, HEAD, MODEL, Scene
from tests.soak.words import INTEGERS, MOMENTS, NUMBERS, PATTERNS, TEXTS, URLS, ZONES

Schema = Mapping[str, Any]

_REF = "#/components/schemas/"
_SPECIES = ("bird0", "bird1", "bird2", "Strix aluco", "Strix aluco_Tawny Owl")
_TIMES = ("2024-05-01", "2024-05-01T05:00:00", "2024-05-01T05:00:03")

# Fields that a method cannot do without, though none of them is required alone.
_ONE_OF: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "infer": (("inputs", "model"), ("recordingIds", "model")),
    "preprocess": (("inputs", "model"), ("recordingIds", "frontend"), ("inputs", "frontend")),
    "places/set": (("sites",), ("table",), ("deployments",), ("folders",)),
    "places/remove": (("siteIds",), ("deploymentIds",), ("ruleIds",)),
    "recordings/update": (("recordings",), ("where", "timezone"), ("where", "pattern")),
    "spectrogram": (("recordingId",), ("path",)),
    "waveform": (("recordingId",), ("path",)),
    "heads/train": (("model",),),
    "embeddings/reduce": (("model",),),
    "embeddings/compare": (("model",),),
    "stream/open": (("model",),),
    "models/install": (("source",),),
    "NewAnnotation": (
        ("detectionId", "verified"),
        ("annotationId", "verified"),
        ("regionId", "species"),
        ("recordingId", "start", "end", "species"),
        ("path", "start", "end", "species"),
    ),
    "Like": (("detectionId",), ("regionId",), ("embedding",), ("recordingId", "start")),
    "SiteChange": (("site",), ("siteId",)),
    "DeploymentChange": (("deploymentId",), ("site", "recorder")),
    "Comparison": (("eq",), ("ne",), ("gt",), ("between",), ("in",), ("contains",)),
}


class Values:
    """Makes params for a scene. `learnt` holds ids that answers named, such as streams."""

    def __init__(self, scene: Scene) -> None:
        document = openrpc(Engine(scene.settings()))
        self.schemas: dict[str, Schema] = document["components"]["schemas"]
        self.requests = {
            method["name"]: method["x-request"]["$ref"].removeprefix(_REF)
            for method in document["methods"]
        }
        self.learnt: dict[str, list[str]] = {"streamId": ["none"], "cursor": ["none"]}
        self._scene = scene
        self._files = scene.files()
        self._filters = sorted({name for each in SELECTS.values() for name in each.known})

    def params(self, method: str, chance: random.Random) -> dict[str, Any]:
        """Make the params of a method."""
        dose = chance.choice((0.0, 0.08, 0.25, 0.6))
        return _Making(self, method, chance, dose).request()


class _Making:
    """The params of one message; each value is nasty with the probability `dose`."""

    def __init__(self, values: Values, method: str, chance: random.Random, dose: float) -> None:
        self._values = values
        self._method = method
        self._chance = chance
        self._dose = dose

    def request(self) -> dict[str, Any]:
        schema = self._values.schemas[self._values.requests[self._method]]
        params = self._object(schema, self._method, 0)
        if self._method == "query" and self._chance.random() < 0.9:
            self._agree(params)
        if "width" in params and self._chance.random() < 0.95:
            params["width"] = min(params["width"], 300) if _whole(params["width"]) else 30
            params["height"] = 20
            if self._method == "waveform":
                del params["height"]
        if self._method == "models/install" and not params.get("source"):
            params["source"] = str(self._values._scene.night)  # never the manifest's own address
        if self._method == "names/install" and not params.get("path"):
            params["path"] = str(self._values._scene.night)
        return params

    def _agree(self, params: dict[str, Any]) -> None:
        """Let a query's fields go together: `similar` has `like`, and nothing else has."""
        if params.get("select") == "similar":
            for field in ("orderBy", "limit", "cursor", "total"):
                params.pop(field, None)
            if not params.get("like"):
                params["like"] = self._value(self._values.schemas["Like"], "like", "Like", 1)
        else:
            for field in ("like", "k", "model"):
                params.pop(field, None)
            select = SELECTS.get(str(params.get("select")))
            where = params.get("where")
            if select is not None and isinstance(where, dict) and self._chance.random() < 0.8:
                known = sorted({**select.known, **(select.of.known if select.of else {})})
                params["where"] = {self._chance.choice(known): each for each in where.values()}

    def _object(self, schema: Schema, name: str, depth: int) -> dict[str, Any]:
        chance = self._chance
        properties: Mapping[str, Schema] = schema.get("properties", {})
        needed = list(schema.get("required", []))
        if name in _ONE_OF and chance.random() < 0.95:
            needed += chance.choice(_ONE_OF[name])
        others = [each for each in properties if each not in needed]
        extra = min(len(others), chance.choice((0, 0, 1, 1, 2, 3, 20)))
        fields = [each for each in needed if each in properties] + chance.sample(others, extra)
        made = {field: self._value(properties[field], field, "", depth + 1) for field in fields}
        if self._nasty() and chance.random() < 0.1 and made:
            made.pop(chance.choice([*made]))
        if self._nasty() and chance.random() < 0.1:
            made[chance.choice(("unknown", "", "\ud800", "__class__", "call", "self"))] = 1
        return made

    def _value(self, schema: Schema, name: str, kind: str, depth: int) -> Any:
        chance = self._chance
        if self._nasty() and chance.random() < 0.15:
            return self._wrong()
        if "$ref" in schema:
            kind = schema["$ref"].removeprefix(_REF)
            return self._value(self._values.schemas[kind], name, kind, depth)
        for union in ("anyOf", "oneOf"):
            if union in schema:
                return self._value(self._branch(schema[union]), name, kind, depth)
        if "enum" in schema:
            words = list(schema["enum"])
            return self._wrong_word(words) if self._nasty() else chance.choice(words)
        if "const" in schema:
            return chance.choice(TEXTS) if self._nasty() else schema["const"]
        match schema.get("type"):
            case "object" if "properties" in schema:
                return self._object(schema, kind, depth)
            case "object":
                return self._map(schema, name, depth)
            case "array":
                return self._array(schema, name, depth)
            case "string":
                return self._text(schema, name)
            case "integer":
                return self._integer(schema, name)
            case "number":
                return self._number(schema, name)
            case "boolean":
                return chance.random() < 0.5
            case _:
                return None

    def _branch(self, branches: list[Schema]) -> Schema:
        """Choose a branch of a union; null is rare where nothing is nasty."""
        given = [each for each in branches if each.get("type") != "null"]
        return self._chance.choice(branches if self._nasty() else given)

    def _map(self, schema: Schema, name: str, depth: int) -> dict[str, Any]:
        each = schema.get("additionalProperties")
        made = {}
        for _ in range(self._chance.choice((0, 1, 1, 2, 5))):
            field = self._chance.choice(self._values._filters if name == "where" else _SPECIES)
            if self._nasty():
                field = self._chance.choice(TEXTS)
            made[field] = self._value(each if isinstance(each, dict) else {}, field, "", depth + 1)
        return made

    def _array(self, schema: Schema, name: str, depth: int) -> list[Any]:
        chance = self._chance
        if "prefixItems" in schema:
            made = [self._value(each, name, "", depth + 1) for each in schema["prefixItems"]]
            return made[:1] * chance.choice((0, 1, 3)) if self._nasty() else made
        if name == "embedding" and not self._nasty():
            return [chance.uniform(-1, 1) for _ in range(DIMENSION)]
        if name == "format" and not self._nasty():
            return [self._value(schema["items"], name, "", depth + 1)]
        count = chance.choice((1, 1, 1, 2, 3))
        if self._nasty():
            count = chance.choice((0, 1, 2, 7, 40, 40, 2000))
        made = [self._value(schema["items"], name, "", depth + 1) for _ in range(min(count, 40))]
        if count > len(made) and made:
            made = made * (count // len(made))
        return [*made, *made] if self._nasty() else made

    def _text(self, schema: Schema, name: str) -> str:
        chance = self._chance
        place = schema.get("x-path")
        if self._nasty():
            text = self._nasty_text(schema, name, place)
            most = schema.get("maxLength")
            return text[: most + chance.choice((-1, 0, 1))] if most and len(text) > most else text
        if schema.get("format") == "base64":
            return base64.b64encode(chance.randbytes(chance.choice((0, 2, 960, 9600)))).decode()
        if place == "write":
            return f"{self._values._scene.out}/{chance.randrange(20)}{chance.choice(('', '.csv'))}"
        if place == "read":
            return self._file(name)
        return str(self._known(name))

    def _file(self, name: str) -> str:
        """Choose a file that fits a field, mostly."""
        endings = {"table": ".csv", "labels": ".txt", "recordings": "night", "folders": "night"}
        if self._method == "models/add" and name == "path":
            endings["path"] = ".onnx"
        elif name == "path":
            endings["path"] = ".wav"
        fitting = [each for each in self._values._files if each.endswith(endings.get(name, ""))]
        return self._chance.choice(fitting)

    def _known(self, name: str) -> object:
        chance = self._chance
        if name == "name":
            published = ("birdnet-v2.4", "perch-v2") if self._method == "models/install" else ()
            return HEAD if self._method.startswith("heads") else chance.choice((MODEL, *published))
        if name in self._values.learnt:
            return chance.choice(self._values.learnt[name])
        pools: Mapping[str, tuple[object, ...]] = {
            "model": (MODEL, MODEL, MODEL, HEAD),
            "frontend": (*NAMED,),
            "timezone": ("Europe/Berlin", "UTC"),
            "pattern": PATTERNS[:2],
            "site": ("Oak", "Ash"),
            "startDate": ("2024-05-01",),
            "endDate": ("2024-06-01",),
            "folder": (str(self._values._scene.night),),
            "orderBy": (*self._values._filters, "-start", "-confidence", "path"),
            "start": _TIMES,
        }
        return chance.choice(pools.get(name, (*_SPECIES, *_TIMES, "YES", "Oak", "path")))

    def _nasty_text(self, schema: Schema, name: str, place: str | None) -> str:
        chance = self._chance
        if place is not None:
            return self._nasty_path(place)
        if schema.get("format") == "base64":
            return chance.choice(("", "=", "A", "AAA", "é", "A" * 100_001, "\0", "=" * 9))
        if name == "timezone":
            return chance.choice(ZONES)
        if name == "pattern":
            return chance.choice(PATTERNS)
        if name == "orderBy":
            return chance.choice(("", "-", "--path", "-" + chance.choice(TEXTS), "path"))
        if name == "cursor":
            learnt = chance.choice(self._values.learnt["cursor"])
            return chance.choice((*TEXTS, *_cursors(chance), *[_bent(learnt, chance)] * 60))
        if "date" in name.lower() or name in ("start", "eq", "lt", "between"):
            return chance.choice((*MOMENTS, *TEXTS))
        if name in ("model", "name", "frontend", "folder", "root"):
            return chance.choice((*TEXTS, *self._tricks(str(self._values._scene.home))))
        return chance.choice((*TEXTS, *URLS, *MOMENTS))

    def _nasty_path(self, place: str) -> str:
        """Make a path; one to write to leads nowhere outside the scene."""
        scene, chance = self._values._scene, self._chance
        if place == "write":
            inside = chance.choice(TEXTS).lstrip("/~")
            return chance.choice(
                (f"{scene.out}/{inside}", *self._tricks(str(scene.out)), "", "x/y")
            )
        known = chance.choice(self._values._files)
        outside = ("/dev/null", "/etc/passwd", "/nothing/here", "/proc/self/status", "/dev/zero")
        return chance.choice((*TEXTS, *URLS, *outside, *self._tricks(known), *self._tricks(known)))

    def _tricks(self, path: str) -> tuple[str, ...]:
        url = "file://" + path.replace("%", "%25")
        return (
            path + "/", path + "/.", path + "/../" + path.rpartition("/")[2], path + "\0",
            path + " ", path + "/x" * 2000, path + "/" + "x" * 300, path + "/..", "//" + path,
            path + "%00",
            url, url + "#x", url + "%00", url + "/%2e%2e", "../../x", "./x", path.upper(),
            path + "\ud800", path + "/\u202e", path + "/*", path + "/nothing.wav",
        )  # fmt: skip

    def _integer(self, schema: Schema, name: str) -> int:
        if self._nasty():
            return int(self._chance.choice((*_bounds(schema, 1), *INTEGERS)))
        low, high = schema.get("minimum", 1), schema.get("maximum", 12)
        return self._chance.randint(int(low), int(min(high, low + 11)))

    def _number(self, schema: Schema, name: str) -> Any:
        if self._nasty():
            pool = (*_bounds(schema, 1e-9), *NUMBERS, *INTEGERS)
            return self._chance.choice(pool)
        low = schema.get("minimum", schema.get("exclusiveMinimum", -1.0))
        high = schema.get("maximum", low + 3.0)
        if name == "overlap":
            high = 2.0
        return round(self._chance.uniform(low, high), 2) or 0.5

    def _wrong_word(self, words: list[Any]) -> Any:
        word = self._chance.choice(words)
        return self._chance.choice(
            (f"{word} ", str(word).swapcase(), "", "\ud800", 0, None, [word])
        )

    def _wrong(self) -> Any:
        """Make a value of any kind, whatever the field wants."""
        chance = self._chance
        deep: Any = 1
        for _ in range(chance.choice((1, 50, 150))):
            deep = [deep] if chance.random() < 0.5 else {"eq": deep}
        kinds: tuple[Any, ...] = (
            None,
            True,
            False,
            [],
            {},
            [None],
            [[]],
            {"": None},
            "",
            0,
            1.5,
            deep,
            [1, "a"],
        )
        return chance.choice((*kinds, chance.choice(INTEGERS), chance.choice(TEXTS)))

    def _nasty(self) -> bool:
        return self._chance.random() < self._dose


def _bounds(schema: Schema, step: float) -> list[Any]:
    """List the bounds of a number, and the values just beside them."""
    names = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    bounds = [schema[name] for name in names if name in schema]
    if schema.get("type") == "integer":
        bounds, step = [int(each) for each in bounds], int(step)
    return [value for each in bounds for value in (each, each - step, each + step)]


def _cursors(chance: random.Random) -> list[str]:
    """Make texts that look like a page's place."""
    inner = ("[]", "{}", "[1]", "null", '["a"]', "[1e999]", "[[" * 20, '{"a":1}', "[null, null]")
    made = [base64.urlsafe_b64encode(each.encode()).decode() for each in inner]
    return [*made, *(re.sub("=", "", each) for each in made), chance.randbytes(9).hex()]


def _bent(cursor: str, chance: random.Random) -> str:
    """Change one part of a real cursor."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor))
        value: Any = chance.choice((*INTEGERS, *NUMBERS, *TEXTS[:9], None, [], {}, True))
        parts[chance.randrange(len(parts))] = value
    except ValueError:
        return cursor
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
