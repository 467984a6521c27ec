"""Pages of a large catalog: every filter, in every order that has an index, early and late."""

from __future__ import annotations

import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sidecar.query.search import search

# Common and rare values of everything that `query` filters detections by.
FILTERS: list[dict[str, Any]] = [
    {},
    {"species": "Genus1 species1"},
    {"species": "Genus7 species7"},
    {"species": "Genus20 species200"},
    {"species": ["Genus3 species3", "Genus50 species350"]},
    {"common": {"contains": "ird 3"}},
    {"confidence": {"ge": 0.5}},
    {"confidence": {"ge": 0.99}},
    {"confidence": {"ge": 0.6, "lt": 0.601}},
    {"verified": "YES"},
    {"verified": "NO"},
    {"verified": "UNVERIFIED"},
    {"timeOfDay": {"between": [4, 7]}},
    {"timeOfDay": {"between": [22, 4]}},
    {"timeOfDay": {"between": [4, 4.01]}},
    {"date": "2024-05-01"},
    {"date": {"ge": "2024-03-01", "le": "2024-05-31"}},
    {"date": "2030-01-01"},
    {"season": "spring"},
    {"month": [5, 6]},
    {"dayOfYear": {"between": [350, 20]}},
    {"deploymentId": 7},
    {"site": "S12"},
    {"site": ["S12", "S13", "S14", "S15", "S16"]},
    {"site": "nowhere"},
    {"survey": "Survey 2"},
    {"recorder": "R3"},
    {"model": "model-1"},
    {"model": "model-2"},
    {"runId": 3},
    {"path": {"contains": "S31/0"}},
    {"path": "/card/S31/051000.wav"},
    {"recordingId": 77},
    {"start": {"ge": 290}},
    {"species": "Genus1 species1", "site": "S12"},
    {"species": "Genus7 species7", "site": "S12", "timeOfDay": {"between": [4, 7]}},
    {"species": "Genus20 species200", "verified": "YES"},
    {"site": "S40", "confidence": {"ge": 0.9}},
    {"site": "S40", "date": {"ge": "2024-03-01", "le": "2024-05-31"}, "verified": "UNVERIFIED"},
    {"survey": "Survey 2", "season": "summer", "confidence": {"ge": 0.8}},
]
ORDERS: list[list[str]] = [
    [],
    ["-confidence"],
    ["heardAt"],
    ["-heardAt"],
    ["path", "start"],
    ["species", "-confidence"],
]


def pages(path: Path) -> Iterator[tuple[dict[str, Any], list[str], str, float]]:
    """Ask for the first page of each question, and one ten pages on; yields seconds each took."""
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA query_only = 1")
    db.execute("PRAGMA cache_size = -64000")
    questions = [(where, order) for where in FILTERS for order in ORDERS]
    random.Random(1).shuffle(questions)
    for where, order in questions:
        cursor = None
        for number in range(11):
            began = time.perf_counter()
            page = search(db, "detections", where=where, order_by=order, limit=100, cursor=cursor)
            if number in (0, 10):
                yield where, order, f"page {number + 1}", time.perf_counter() - began
            cursor = page.next_cursor
            if cursor is None:
                break
    db.close()


def summary(seconds: list[float]) -> tuple[float, float, float]:
    """Give median, 95th percentile and the largest."""
    ordered = sorted(seconds)
    return statistics.median(ordered), ordered[int(0.95 * len(ordered))], ordered[-1]
