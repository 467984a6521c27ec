"""Work on four times as many rows takes four times as many steps, in one region or recording."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest

from sidecar import stop
from sidecar.catalog.runs import NewRun
from sidecar.catalog.sqlite import door
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.merging import merge
from sidecar.catalog.sqlite.upkeep.check import check
from sidecar.catalog.values import Decision, Intake, Person
from sidecar.errors import LinnetError, RequestCancelled
from sidecar.run.detections import Detection
from sidecar.run.judging import Digests
from sidecar.run.work import Read
from tests.keeping import BIRDNET, WINDOW_S, heard, keep_run

ANA = Person("Ana")

# The shape of a recording's detections: how many species in how many windows.
Shape = tuple[int, int]


def _one_region(rows: int) -> Shape:
    return rows, 1


def _one_recording(rows: int) -> Shape:
    return 2, rows // 2


def _outcome(
    shape: Shape, settings: str, *, url: str = "/a.wav", part: float = 1.0, more: float = 0.0
) -> Read:
    """Find a part of the species in each window."""
    species, windows = shape
    found = [
        Detection(
            f"species {number}",
            "",
            window * WINDOW_S,
            (window + 1) * WINDOW_S,
            more + number / species / 2,
        )
        for window in range(windows)
        for number in range(species)
        if number < species * part
    ]
    return heard(
        url,
        *found,
        seconds=windows * WINDOW_S,
        offsets=np.arange(windows) * 144_000,
        digests=Digests("w", settings),
    )


def _decisions(catalog: SqliteCatalog, verified: str) -> list[Decision]:
    found = catalog.reader().execute("SELECT detectionId FROM Detection WHERE current = 1")
    return [Decision(detection_id=number, verified=verified) for (number,) in found]


def _stretches(shape: Shape, **more: Any) -> list[Decision]:
    """Name each species in each window, as a file of labels does."""
    species, windows = shape
    return [
        Decision(
            recording_id=1,
            start_s=window * WINDOW_S,
            end_s=(window + 1) * WINDOW_S,
            species=f"species {number}",
            **more,
        )
        for window in range(windows)
        for number in range(species)
    ]


def _refuse(number: int, error: LinnetError) -> None:
    raise AssertionError(number) from error


def _first(catalog: SqliteCatalog, shape: Shape) -> None:
    keep_run(catalog, BIRDNET, _outcome(shape, "first"))


def _decide(catalog: SqliteCatalog, shape: Shape) -> None:
    _first(catalog, shape)
    catalog.labels.decide(_decisions(catalog, "YES"), ANA)


def _join(catalog: SqliteCatalog, shape: Shape) -> None:
    with catalog.transaction() as db:
        merge(db, 1, 2)


def _twice(catalog: SqliteCatalog, shape: Shape) -> None:
    _decide(catalog, shape)
    keep_run(catalog, BIRDNET, _outcome(shape, "first", url="/b.wav", more=0.1))
    catalog.labels.decide(_decisions(catalog, "NO"), Person("Ben"))


def _all(catalog: SqliteCatalog, *selects: str) -> None:
    with catalog.transaction() as db:
        for sql in selects:
            db.execute(sql)


Work = Callable[[SqliteCatalog, Shape], Any]


def _again(settings: str, *, part: float = 1.0, more: float = 0.0) -> Work:
    """Make the work of another run."""
    return lambda catalog, shape: keep_run(
        catalog, BIRDNET, _outcome(shape, settings, part=part, more=more)
    )


def _nothing(catalog: SqliteCatalog, shape: Shape) -> None:
    """Begin with an empty catalog."""


# What came before, and what is counted.
WORK: dict[str, tuple[Work, Work]] = {
    "a first analysis": (_nothing, _first),
    "a higher threshold": (
        _first,
        _again("second", part=0.5),
    ),
    "other settings": (
        _first,
        _again("second", more=0.1),
    ),
    "the same settings by force": (
        _first,
        _again("first", more=0.1),
    ),
    "a run after decisions": (
        _decide,
        _again("second", part=0.5),
    ),
    "a newer model": (
        _decide,
        lambda catalog, shape: keep_run(
            catalog, type(BIRDNET)(*{**vars(BIRDNET), "sha256": "b"}.values()), _outcome(shape, "n")
        ),
    ),
    "decisions on all detections": (
        _first,
        lambda catalog, shape: catalog.labels.decide(_decisions(catalog, "YES"), ANA),
    ),
    "other decisions on all": (
        _decide,
        lambda catalog, shape: catalog.labels.decide(_decisions(catalog, "NO"), ANA),
    ),
    "undoing them": (_decide, lambda catalog, shape: catalog.labels.undo()),
    "labels of a file": (
        _first,
        lambda catalog, shape: catalog.labels.take_over(
            _stretches(shape, verified="YES", file="/l.txt"), ANA, Intake("l", ["/l.txt"]), _refuse
        ),
    ),
    "results of another program": (
        _first,
        lambda catalog, shape: catalog.labels.take_over(
            _stretches(shape, model="Tweety", file="/l.txt"), ANA, Intake("l", ["/l.txt"]), _refuse
        ),
    ),
    "joining two recordings": (_twice, _join),
    "removing a recording": (
        _decide,
        lambda catalog, shape: catalog.recordings.remove([1], including_labels=True),
    ),
    "the app judges in place": (
        _first,
        lambda catalog, shape: _all(catalog, "UPDATE Annotation SET verified = 'YES'"),
    ),
    "the app removes regions": (
        _decide,
        lambda catalog, shape: _all(catalog, "DELETE FROM RegionOfInterest"),
    ),
}


def _steps(shape: Shape, before: Work, work: Work) -> int:
    """Count the instructions of SQLite, in hundreds, that some work takes."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    with (
        TemporaryDirectory() as folder,
        closing(SqliteCatalog(Path(folder, "catalog.sqlite"))) as catalog,
    ):
        before(catalog, shape)
        with catalog.peek() as db:
            db.set_progress_handler(step, 100)
        work(catalog, shape)
        with catalog.peek() as db:
            db.set_progress_handler(None, 0)
        assert check(catalog.path).problems == ()
    return steps[0]


@pytest.mark.parametrize("shape", [_one_region, _one_recording])
@pytest.mark.parametrize("name", WORK)
def test_steps_grow_with_rows(name: str, shape: Callable[[int], Shape]) -> None:
    few, many = (_steps(shape(rows), *WORK[name]) for rows in (120, 480))
    assert many < 6 * few, f"{few:,} and {many:,} hundreds of steps"


def test_a_group_that_takes_long_is_stopped_and_nothing_of_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_INSTRUCTIONS", 100)
    asked = [0]

    def later() -> bool:
        asked[0] += 1
        return asked[0] > 50

    with closing(SqliteCatalog(tmp_path / "catalog.sqlite")) as catalog:
        keep_run(catalog, BIRDNET, _outcome((20, 20), "first"))
        before = list(map(tuple, catalog.reader().execute("SELECT * FROM Detection")))
        run = catalog.runs.begin(NewRun(BIRDNET, "{}", "linnet", ["/a.wav"]))
        with stop.stopped_by(later), pytest.raises(RequestCancelled):
            catalog.runs.keep(run, [_outcome((20, 20), "second", more=0.1)])
        assert asked[0] < 60, "it went on for long"
        assert list(map(tuple, catalog.reader().execute("SELECT * FROM Detection"))) == before
        (kept,) = catalog.runs.keep(run, [_outcome((20, 20), "second", more=0.1)])
        assert kept.outcome.work.url == "/a.wav"


def test_a_group_that_is_nearly_kept_when_a_run_stops_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_INSTRUCTIONS", 100)
    monkeypatch.setattr(stop, "_MOMENT_S", 3600.0)
    with closing(SqliteCatalog(tmp_path / "catalog.sqlite")) as catalog:
        run = catalog.runs.begin(NewRun(BIRDNET, "{}", "linnet", ["/a.wav"]))
        with stop.stopped_by(lambda: True), stop.finishing():
            catalog.runs.keep(run, [_outcome((20, 20), "first")])
        count = catalog.reader().execute("SELECT count(*) FROM Detection").fetchone()
        assert tuple(count) == (400,)
