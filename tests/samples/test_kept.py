"""A sample is in the catalog wholly or not at all, and a check tells of one that lost a part."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.samples import NewSample
from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.sqlite.upkeep.check import check
from tests.methods.conftest import bare  # noqa: F401 - a fixture
from tests.samples.sampled import OWL, ask, record, refused

NAMES = [f"r{number}" for number in range(6)]


@pytest.fixture
def drawn(bare: Engine) -> Engine:  # noqa: F811
    record(bare.catalog, *NAMES, count=60)
    ask(bare, "samples/draw", name="Owls", species=[OWL], n=40)
    return bare


def _states(
    engine: Engine, folder: Path, change: Callable[[], object], every: int
) -> list[NewSample | None]:
    """Give the sample "Owls" as the next start finds it, killed at many moments of a change."""
    files = [engine.catalog_path, Path(f"{engine.catalog_path}-wal")]
    moments: list[Path] = []

    def kill() -> int:
        """Copy what a killed process would leave on the disk."""
        place = folder / str(len(moments))
        place.mkdir(parents=True)
        for file in files:
            shutil.copyfile(file, place / file.name)
        moments.append(place / engine.catalog_path.name)
        return 0

    writer = engine.catalog._writer
    writer.set_progress_handler(kill, every)
    change()
    writer.set_progress_handler(None, 0)
    kill()
    found = []
    for each in moments:
        catalog = SqliteCatalog(each)
        number = catalog.samples.number("Owls")
        found.append(None if number is None else catalog.samples.whole(number))
        catalog.close()
    return found


@pytest.mark.parametrize("change", ["draw", "enlarge", "remove"])
def test_killed_at_any_moment_a_sample_is_there_wholly_or_not_at_all(
    drawn: Engine, tmp_path: Path, change: str
) -> None:
    before = drawn.catalog.samples.whole(1)
    if change == "draw":
        ask(drawn, "samples/remove", name="Owls")
        before = None
    changes: dict[str, Callable[[], object]] = {
        "draw": lambda: ask(drawn, "samples/draw", name="Owls", species=[OWL], n=40),
        "enlarge": lambda: ask(drawn, "samples/draw", enlarge="Owls", n=60),
        "remove": lambda: ask(drawn, "samples/remove", name="Owls"),
    }
    every = {"draw": 3_000, "enlarge": 400, "remove": 800}[change]  # instructions of SQLite
    states = _states(drawn, tmp_path / "moments", changes[change], every)
    number = drawn.catalog.samples.number("Owls")
    after = None if number is None else drawn.catalog.samples.whole(number)
    assert len(states) > 3 and before != after
    turn = states.index(after)
    assert states == [before] * turn + [after] * (len(states) - turn)


@pytest.mark.parametrize(
    "lost",
    [
        "DELETE FROM SampleItem WHERE rank = 3",
        "DELETE FROM SampleCell WHERE cell = 1",
        "UPDATE SampleItem SET rank = 2 WHERE rank = 3",
        "UPDATE SamplePart SET windows = windows + 1",
    ],
)
def test_a_check_tells_of_a_sample_that_lost_a_part(drawn: Engine, lost: str) -> None:
    path = drawn.catalog_path
    assert check(path, quick=False).problems == ()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(lost)
    (problem,) = check(path, quick=False).problems
    assert (problem.kind, problem.count, problem.mendable) == ("samples", 1, False)


def test_a_damaged_score_or_rule_is_the_catalogs_damage(drawn: Engine) -> None:
    with drawn.catalog.transaction() as db:
        db.execute("UPDATE Sample SET rule = '[]'")
    for method, params in (
        ("samples/next", {"name": "Owls"}),
        ("samples/draw", {"enlarge": "Owls"}),
        ("samples/draw", {"refresh": "Owls", "name": "New"}),
    ):
        assert refused(drawn, method, **params).code == -32020


def test_a_rule_of_a_later_linnet_is_not_drawn_again(drawn: Engine) -> None:
    with drawn.catalog.transaction() as db:
        db.execute("""UPDATE Sample SET rule = '{"species": ["Strix aluco"], "moon": "full"}'""")
    failure = refused(drawn, "samples/draw", refresh="Owls", name="New")
    assert failure.message.endswith("drawn by a rule that this Linnet does not know.")
