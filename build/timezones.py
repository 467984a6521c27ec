"""Writes `sidecar/audio/timezones.xz`: which time zones lie in each cell of the Earth.

`timezonefinder` has the map: the polygons of timezone-boundary-builder, made from OpenStreetMap
(ODbL). Linnet does not depend on it; this tool needs it where it runs:

    python -m venv /tmp/zones && /tmp/zones/bin/pip install timezonefinder==9.0.0
    /tmp/zones/bin/python build/timezones.py write
    /tmp/zones/bin/python build/timezones.py measure    # against 20,000 places on land
    /tmp/zones/bin/python build/timezones.py places     # tests/audio/timezones.csv

A cell lists each zone whose polygon touches it, most area first. So a border is said and never
guessed, and only a point on the open sea has no zone.
"""

from __future__ import annotations

import csv
import json
import lzma
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from timezonefinder import TimezoneFinder

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "sidecar" / "audio" / "timezones.xz"
PLACES = ROOT / "tests" / "audio" / "timezones.csv"

# A cell is 1/20 degree, 5.6 km from north to south.
CELLS_PER_DEGREE = 20
ROWS, COLUMNS = 180 * CELLS_PER_DEGREE, 360 * CELLS_PER_DEGREE

# Areas are measured along this many lines in each row of cells.
LINES = 8

# Borders are followed in steps of 1/20 cell, and each step marks what lies within half a step.
STEP = 1 / 20

LICENCE = "ODbL 1.0, timezone-boundary-builder, OpenStreetMap contributors"

# Field sites, towns on borders, islands, and places that two zones claim.
GOLDEN = (
    ("Cocha Cashu", -11.90, -71.40),
    ("Lima", -12.05, -77.04),
    ("Leticia", -4.21, -69.94),
    ("Barro Colorado", 9.15, -79.85),
    ("La Selva", 10.43, -84.00),
    ("Manaus", -3.10, -60.02),
    ("Quito", -0.18, -78.47),
    ("Galapagos", -0.74, -90.30),
    ("Torres del Paine", -51.0, -73.1),
    ("Ushuaia", -54.80, -68.30),
    ("San Diego", 32.88, -117.24),
    ("Tucson", 32.22, -110.97),
    ("Window Rock", 35.68, -109.05),
    ("Yellowstone", 44.60, -110.50),
    ("Ithaca", 42.44, -76.50),
    ("Churchill", 58.77, -94.17),
    ("Utqiagvik", 71.29, -156.79),
    ("Kauai", 22.05, -159.50),
    ("Reykjavik", 64.15, -21.94),
    ("London", 51.51, -0.13),
    ("Munich", 48.14, 11.58),
    ("Basel", 47.557, 7.589),
    ("Bialowieza", 52.70, 23.87),
    ("Oulanka", 66.37, 29.31),
    ("Coto Donana", 37.00, -6.45),
    ("Tenerife", 28.29, -16.63),
    ("Kibale", 0.50, 30.40),
    ("Kruger", -24.00, 31.50),
    ("Ranomafana", -21.25, 47.42),
    ("Tai", 5.85, -7.35),
    ("Kathmandu", 27.70, 85.32),
    ("Kolkata", 22.57, 88.36),
    ("Urumqi", 43.83, 87.62),
    ("Danum Valley", 4.96, 117.69),
    ("Tokyo", 35.68, 139.77),
    ("Darwin", -12.46, 130.84),
    ("Broken Hill", -31.95, 141.45),
    ("Lord Howe", -31.55, 159.08),
    ("Chatham", -43.95, -176.55),
    ("Kiritimati", 1.87, -157.40),
    ("Taveuni", -16.85, 179.97),
    ("McMurdo", -77.85, 166.67),
    ("North Atlantic", 45.0, -35.0),
    ("South Pacific", -45.0, -120.0),
)


def of_the_land(finder: TimezoneFinder) -> list[str]:
    """List the zones of places; those of the sea follow the longitude alone."""
    return sorted(each for each in finder.timezone_names if not each.startswith("Etc/"))


def rings(finder: TimezoneFinder, zone: str) -> Iterator[np.ndarray]:
    """Give each border and each hole of a zone, in cells from the north-west corner."""
    for polygon in finder.get_geometry(zone):
        for longitudes, latitudes in polygon:
            across = (np.asarray(longitudes) + 180) * CELLS_PER_DEGREE
            down = (90 - np.asarray(latitudes)) * CELLS_PER_DEGREE
            ring = np.column_stack([across, down])
            yield np.vstack([ring, ring[:1]])


def touched(ring: np.ndarray) -> np.ndarray:
    """Number the cells that a border touches, or nearly touches."""
    length = np.abs(np.diff(ring, axis=0)).max(axis=1)
    points = [ring]
    for many in np.unique(steps := np.ceil(length / STEP).astype(int)):
        chosen = np.flatnonzero(steps == many)
        begin, end = ring[chosen], ring[chosen + 1]
        points += [begin + (end - begin) * (each / many) for each in range(1, many)]
    near = np.concatenate(points)
    cells = [
        _numbers(near[:, 0] + across, near[:, 1] + down)
        for across in (-STEP / 2, STEP / 2)
        for down in (-STEP / 2, STEP / 2)
    ]
    return np.unique(np.concatenate(cells))


def _numbers(across: np.ndarray, down: np.ndarray) -> np.ndarray:
    column = np.clip(np.floor(across), 0, COLUMNS - 1).astype(np.int64)
    row = np.clip(np.floor(down), 0, ROWS - 1).astype(np.int64)
    return row * COLUMNS + column


def _crossings(ring: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find where a border crosses the lines of all rows: the line, and the column there."""
    begin, end = ring[:-1], ring[1:]
    at = np.ceil(np.minimum(begin[:, 1], end[:, 1]) * LINES - 0.5).astype(np.int64)
    past = np.ceil(np.maximum(begin[:, 1], end[:, 1]) * LINES - 0.5).astype(np.int64)
    many = past - at
    edge = np.repeat(np.arange(len(begin)), many)
    line = np.arange(len(edge)) - np.repeat(np.cumsum(many) - many, many) + np.repeat(at, many)
    down = (line + 0.5) / LINES
    part = (down - begin[edge, 1]) / (end[edge, 1] - begin[edge, 1])
    return line, begin[edge, 0] + part * (end[edge, 0] - begin[edge, 0])


def covered(borders: list[np.ndarray]) -> tuple[int, np.ndarray]:
    """Measure how much of each cell lies within borders; returns the first row, and the rows."""
    found = [_crossings(ring) for ring in borders]
    line = np.concatenate([each for each, _ in found])
    across = np.clip(np.concatenate([each for _, each in found]), 0, COLUMNS - 1e-9)
    order = np.lexsort((across, line))
    line, across = line[order], across[order]
    assert len(line) % 2 == 0 and (line[::2] == line[1::2]).all()
    row = line // LINES
    first, last = (int(row.min()), int(row.max())) if len(row) else (0, -1)
    # A line enters at each even crossing and leaves at each odd one: sums from the left tell all.
    sums = np.zeros((last - first + 1, COLUMNS + 2))
    column, sign = np.floor(across).astype(np.int64), np.where(np.arange(len(across)) % 2, -1, 1)
    np.add.at(sums, (row - first, column), sign * (1 - (across - column)))
    np.add.at(sums, (row - first, column + 1), sign * (across - column))
    return first, np.cumsum(sums, axis=1)[:, :COLUMNS] / LINES


def cells(finder: TimezoneFinder, names: list[str]) -> tuple[np.ndarray, list[tuple[int, ...]]]:
    """Number the set of zones of each cell, and give the sets, most area first."""
    parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for number, name in enumerate(names):
        borders = list(rings(finder, name))
        first, area = covered(borders)
        inside = np.flatnonzero(area.ravel() > 1e-6)
        edge = np.unique(np.concatenate([touched(ring) for ring in borders]))
        at = np.union1d(inside + first * COLUMNS, edge)
        share = np.zeros(len(at), np.float32)
        within = (at >= first * COLUMNS) & (at < (first + len(area)) * COLUMNS)
        share[within] = area.ravel()[at[within] - first * COLUMNS]
        parts.append((at, np.full(len(at), number, np.int16), share))
    at, zone, share = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.lexsort((zone, -share, at))
    at, zone = at[order], zone[order]
    begins = np.flatnonzero(np.r_[True, at[1:] != at[:-1]])
    many = np.diff(np.r_[begins, len(at)])
    grid = np.zeros(ROWS * COLUMNS, np.int32)
    alone = many == 1
    grid[at[begins[alone]]] = zone[begins[alone]] + 1
    sets = [(), *((number,) for number in range(len(names)))]
    known = {each: number for number, each in enumerate(sets)}
    for begin, count in zip(begins[~alone], many[~alone], strict=True):
        zones = tuple(zone[begin : begin + count].tolist())
        if zones not in known:
            known[zones] = len(sets)
            sets.append(zones)
        grid[at[begin]] = known[zones]
    return grid.reshape(ROWS, COLUMNS), sets


def varint(number: int) -> bytes:
    """Write a number in seven bits a byte, the lowest first."""
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def packed(grid: np.ndarray, names: list[str], sets: list[tuple[int, ...]], source: str) -> bytes:
    """Write a line of JSON, and then each row of cells as runs of a length and a set.

    The line names the zones, the sets, and how many bytes each row has.
    """
    used = Counter(grid.ravel().tolist())
    ranks = {each: rank for rank, (each, _) in enumerate(used.most_common())}
    rows = []
    for row in grid:
        begins = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
        lengths = np.diff(np.r_[begins, COLUMNS])
        runs = zip(lengths.tolist(), row[begins].tolist(), strict=True)
        rows.append(b"".join(varint(length) + varint(ranks[each]) for length, each in runs))
    about = {
        "source": source,
        "cellsPerDegree": CELLS_PER_DEGREE,
        "zones": names,
        "sets": [sets[each] for each in ranks],
        "rows": [len(row) for row in rows],
    }
    text = json.dumps(about, separators=(",", ":")).encode() + b"\n"
    return lzma.compress(text + b"".join(rows), preset=9 | lzma.PRESET_EXTREME)


def write(finder: TimezoneFinder) -> None:
    """Write the table, and say how large it is."""
    names = of_the_land(finder)
    grid, sets = cells(finder, names)
    TABLE.write_bytes(packed(grid, names, sets, f"{LICENCE}, {finder.data_version}"))
    several = np.isin(grid, [number for number, each in enumerate(sets) if len(each) > 1])
    print(f"{TABLE}: {TABLE.stat().st_size:,} bytes, {len(names)} zones, {len(sets):,} sets,")
    print(f"{several.sum():,} of {(grid > 0).sum():,} cells have more than one zone.")


def measure(finder: TimezoneFinder, many: int = 20_000) -> None:
    """Compare the table with the map at random places on land, even over the sphere."""
    sys.path.insert(0, str(ROOT))
    from sidecar.audio.timezones import proposed

    chance, counts, asked = random.Random(20_261_129), Counter[str](), 0
    while counts["places"] < many:
        latitude = math.degrees(math.asin(chance.uniform(-1, 1)))
        longitude = chance.uniform(-180, 180)
        asked += 1
        zone = finder.timezone_at_land(lng=longitude, lat=latitude)
        told = proposed(latitude, longitude)
        if zone is None or zone.startswith("Etc/"):
            counts["at sea, and a zone"] += bool(told)
            continue
        counts["places"] += 1
        counts["among those told"] += zone in told
        counts["told first"] += told[:1] == (zone,)
        counts["told alone"] += told == (zone,)
    print(f"Of {asked:,} places: {dict(counts)}")


def places(finder: TimezoneFinder) -> None:
    """Write what the map says of the places that the tests ask for."""
    with PLACES.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["place", "latitude", "longitude", "timezone"])
        for name, latitude, longitude in GOLDEN:
            zone = finder.timezone_at_land(lng=longitude, lat=latitude)
            rows.writerow([name, latitude, longitude, zone or ""])


if __name__ == "__main__":
    {"write": write, "measure": measure, "places": places}[sys.argv[1]](TimezoneFinder())
