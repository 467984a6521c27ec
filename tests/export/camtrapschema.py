"""The rules of Camtrap DP's bioacoustics profile, written from its published schemas.

Each table lists its fields with their types, the required ones, and the values of the others.
Source: github.com/camera-traps/bioacoustics, camtrap-dp/1.0.2, at `PROFILE_AT`.
"""

from __future__ import annotations

from typing import Any

from sidecar.export.standards.camtrapdp import TABLES

_REQUIRED = {
    "deployments": (
        *("deploymentID", "latitude", "longitude", "deploymentStart", "deploymentEnd"),
    ),
    "media": (
        *("mediaID", "deploymentID", "timestamp", "filePath", "filePublic", "fileMediatype"),
    ),
    "observations": (
        *("observationID", "deploymentID", "eventStart", "eventEnd"),
        *("observationLevel", "observationType"),
    ),
}
_NUMBERS = (
    *("latitude", "longitude", "deviceHeight", "deviceDepth", "detectionDistance", "gain"),
    *("individualPositionRadius", "individualPositionAngle", "individualSpeed", "bboxX", "bboxY"),
    *("bboxWidth", "bboxHeight", "frequencyLow", "frequencyHigh", "classificationProbability"),
)
_INTEGERS = (
    *("coordinateUncertainty", "elevation", "deviceDelay", "deviceTilt", "deviceHeading"),
    *("bitDepth", "samplingFrequency", "channels", "count"),
)
_BOOLEANS = ("baitUse", "filePublic", "favorite")
_SECONDS = ("deploymentStart", "deploymentEnd", "classificationTimestamp")
_FRACTIONS = ("timestamp", "eventStart", "eventEnd")
_RULES: dict[str, dict[str, Any]] = {
    "latitude": {"minimum": -90, "maximum": 90},
    "longitude": {"minimum": -180, "maximum": 180},
    "coordinateUncertainty": {"minimum": 1},
    "captureMethod": {"enum": ["activityDetection", "continuous", "recordingSchedule"]},
    "filePath": {"pattern": r"^(?=^[^./~])(^((?!\.{2}).)*$).*$"},
    "fileMediatype": {"pattern": r"^(image|video|audio)/.*$"},
    "bitDepth": {"enum": [8, 16, 24, 32]},
    "gain": {"minimum": 0},
    "observationLevel": {"enum": ["media", "event", "interval"]},
    "observationType": {"enum": ["animal", "human", "vehicle", "blank", "unknown", "unclassified"]},
    "classificationMethod": {"enum": ["human", "machine"]},
    "classificationProbability": {"minimum": 0, "maximum": 1},
}
_DEPLOYMENT = {
    "fields": ["deploymentID"],
    "reference": {"resource": "deployments", "fields": ["deploymentID"]},
}
_MEDIUM = {"fields": ["mediaID"], "reference": {"resource": "media", "fields": ["mediaID"]}}
_KEYS: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "deployments": ("deploymentID", []),
    "media": ("mediaID", [_DEPLOYMENT]),
    "observations": ("observationID", [_DEPLOYMENT, _MEDIUM]),
}


def schema(table: str) -> dict[str, Any]:
    """Give the schema of a table, as Frictionless takes it."""
    key, foreign = _KEYS[table]
    return {
        "fields": [_field(table, name) for name in TABLES[table]],
        "missingValues": ["", "NA", "NaN", "nan"],
        "primaryKey": [key],
        "foreignKeys": foreign,
    }


def _field(table: str, name: str) -> dict[str, Any]:
    rules = dict(_RULES.get(name, {}))
    if name in _REQUIRED[table]:
        rules["required"] = True
    if name == _KEYS[table][0]:
        rules["unique"] = True
    field: dict[str, Any] = {"name": name, "type": "string", "constraints": rules}
    for kind, names in (("number", _NUMBERS), ("integer", _INTEGERS), ("boolean", _BOOLEANS)):
        if name in names:
            field["type"] = kind
    if name in _SECONDS or name in _FRACTIONS:
        fraction = ".%f" if name in _FRACTIONS else ""
        field |= {"type": "datetime", "format": f"%Y-%m-%dT%H:%M:%S{fraction}%z"}
    return field


_TEXT = {"type": "string", "minLength": 1}
_PROJECT = {
    "type": "object",
    "required": [
        *("title", "samplingDesign", "captureMethod", "individualAnimals", "observationLevel"),
    ],
    "properties": {
        "title": _TEXT,
        "protocolType": {"enum": ["camera-trapping", "acoustic"]},
        "samplingDesign": {
            "enum": [
                *("simpleRandom", "systematicRandom", "clusteredRandom"),
                *("experimental", "targeted", "opportunistic"),
            ]
        },
        "captureMethod": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"enum": ["activityDetection", "continuous", "recordingSchedule"]},
        },
        "individualAnimals": {"type": "boolean"},
        "observationLevel": {"type": "array", "items": {"enum": ["media", "event"]}},
    },
}

# The profile of datapackage.json, as JSON Schema.
PROFILE: dict[str, Any] = {
    "type": "object",
    "required": [
        *("resources", "profile", "created", "contributors", "project", "spatial", "temporal"),
        "taxonomic",
    ],
    "properties": {
        "profile": {"type": "string", "pattern": "^https://.*camtrap-dp-profile-acoustic.json$"},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "resources": {
            "type": "array",
            "minItems": 3,
            "items": {
                "type": "object",
                "required": ["name", "path", "profile", "schema"],
                "properties": {
                    "name": {"enum": [*TABLES]},
                    "profile": {"const": "tabular-data-resource"},
                },
            },
        },
        "contributors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["title"],
                "properties": {
                    "role": {
                        "enum": [
                            *("contact", "principalInvestigator", "rightsHolder"),
                            *("publisher", "contributor"),
                        ]
                    }
                },
            },
        },
        "licenses": {
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "required": ["scope"],
                "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
                "properties": {"scope": {"enum": ["data", "media"]}},
            },
        },
        "project": _PROJECT,
        "spatial": {
            "type": "object",
            "required": ["type", "coordinates"],
            "properties": {"type": {"enum": ["Point", "Polygon", "MultiPolygon"]}},
        },
        "temporal": {"type": "object", "required": ["start", "end"]},
        "taxonomic": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["scientificName"],
                "properties": {"taxonRank": {"enum": ["genus", "species", "subspecies"]}},
            },
        },
    },
}
