"""datapackage.json of Camtrap DP: who made the package, of what, where and when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sidecar import __version__
from sidecar.errors import InvalidParams
from sidecar.export.standards.about import About

# The profile's repository has no releases; this is the state that others pinned in June 2026.
PROFILE_AT = "e4b4722fb453f5ca39c39ea3c4f348e9953f0084"
_BASE = f"https://raw.githubusercontent.com/camera-traps/bioacoustics/{PROFILE_AT}/camtrap-dp/1.0.2"
PROFILE = f"{_BASE}/camtrap-dp-profile-acoustic.json"

# Data Package calls the address of a person its path.
_OF_PEOPLE = {"url": "path"}

_RANKS = {1: "genus", 2: "species", 3: "subspecies"}


@dataclass(frozen=True)
class Coverage:
    """What a package covers: places as latitude and longitude, times, species by name."""

    places: Sequence[tuple[float, float]]
    first: datetime | None
    last: datetime | None
    species: Sequence[str]


def schema_of(table: str) -> str:
    """Give the address of a table's schema."""
    return f"{_BASE}/{table}-table-schema-acoustic.json"


def datapackage(about: About, coverage: Coverage, tables: Iterable[str]) -> bytes:
    """Write the description of a package. Raises InvalidParams for one licence without the other.

    The profile wants a licence of the data and one of the media, or none.
    """
    value: dict[str, Any] = {
        "profile": PROFILE,
        "created": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "title": about.title,
        "description": about.description,
        "contributors": [
            {_OF_PEOPLE.get(name, name): told for name, told in asdict(each).items() if told}
            for each in about.contributors
        ],
        "sources": [{"title": "Linnet", "version": __version__}],
        "licenses": _licences(about),
        "project": _project(about),
        "spatial": spatial(coverage.places),
        "temporal": _temporal(coverage),
        "taxonomic": [{"scientificName": name, **_rank(name)} for name in coverage.species],
        "resources": [_resource(name) for name in tables],
    }
    told = {name: each for name, each in value.items() if each is not None}
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def check_licences(about: About) -> None:
    """Raise InvalidParams for one licence without the other."""
    if (about.licence is None) != (about.media_licence is None):
        raise InvalidParams(
            "Camtrap DP needs a licence of the data and one of the recordings, or none.",
            field="licence" if about.licence is None else "mediaLicence",
            hint="Give both, also where they are the same.",
        )


def _licences(about: About) -> list[dict[str, str]] | None:
    check_licences(about)
    if about.licence is None or about.media_licence is None:
        return None
    return [_licence(about.licence, "data"), _licence(about.media_licence, "media")]


def _licence(text: str, scope: str) -> dict[str, str]:
    """Name a licence by its address, or by its short name such as CC-BY-4.0."""
    return {"path" if "://" in text else "name": text, "scope": scope}


def _project(about: About) -> Mapping[str, Any]:
    project = {
        "title": about.title,
        "description": about.description,
        "protocolType": "acoustic",
        "samplingDesign": about.sampling_design,
        "captureMethod": list(about.capture_methods),
        "individualAnimals": False,  # sounds of known animals are not told apart
        "observationLevel": ["media"],
    }
    return {name: each for name, each in project.items() if each is not None}


def _resource(name: str) -> dict[str, str]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema_of(name),
    }


def _rank(name: str) -> dict[str, str]:
    """Tell a taxon's rank by the words of its name."""
    words = len(name.split())
    return {"taxonRank": _RANKS[words]} if words in _RANKS else {}


def _temporal(coverage: Coverage) -> dict[str, str] | None:
    if coverage.first is None or coverage.last is None:
        return None
    return {"start": f"{coverage.first:%Y-%m-%d}", "end": f"{coverage.last:%Y-%m-%d}"}


def spatial(places: Sequence[tuple[float, float]]) -> dict[str, Any] | None:
    """Write the box around places as GeoJSON; two boxes where it spans the date line (RFC 7946)."""
    if not places:
        return None
    if len(set(places)) == 1:
        ((latitude, longitude),) = set(places)
        return {"type": "Point", "coordinates": [longitude, latitude]}
    south, north = min(each for each, _ in places), max(each for each, _ in places)
    west, east = min(each for _, each in places), max(each for _, each in places)
    if east - west <= 180:
        return {"type": "Polygon", "coordinates": [_ring(west, south, east, north)]}
    western = max(each for _, each in places if each < 0)
    eastern = min(each for _, each in places if each >= 0)
    boxes = [
        [_ring(eastern, south, 180.0, north)],
        [_ring(-180.0, south, western, north)],
    ]
    return {"type": "MultiPolygon", "coordinates": boxes}


def _ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """Go around a box against the clock, as RFC 7946 asks."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]
