"""`occasions/export`: files for papers and for R, read back by a stated grammar and by R."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sidecar.app.engine import Engine
from sidecar.cli.arguments import parse
from sidecar.cli.terminal import run_command
from sidecar.contract.occasionexport import ExportOccasionsRequest, ExportOccasionsResult
from sidecar.contract.query import QueryRequest
from sidecar.errors import PathNotAllowed
from sidecar.methods import occasions
from sidecar.methods.occasions import export_occasions
from sidecar.methods.query import query
from sidecar.rpc.verb import Call
from tests.occasions.world import NOBODY, SPECIES

ASKED = (*SPECIES, NOBODY)
FORMS = ("long", "unmarked", "spOccupancy", "camtrapR")

Rows = list[dict[str, str]]


def write(engine: Engine, folder: Path, form: str = "long", **more: Any) -> ExportOccasionsResult:
    asked = {"destination": str(folder), "form": form, "where": {"species": [*ASKED]}, **more}
    return export_occasions(engine, ExportOccasionsRequest.model_validate(asked), Call())


def read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file, strict=True)]


@pytest.fixture(scope="module")
def rows(engine: Engine) -> list[Any]:
    asked = {"select": "occasions", "limit": 1000, "where": {"species": [*ASKED]}}
    return query(engine, QueryRequest.model_validate(asked), Call()).rows


def _site(row: Any) -> str:
    return row.site or f"site {row.site_id}"


def _word(value: Any) -> str:
    return "NA" if value is None else str(value)


def test_the_long_table_has_the_rows_of_query(
    engine: Engine, rows: list[Any], tmp_path: Path
) -> None:
    done = write(engine, tmp_path)
    found = read(tmp_path / "occasions.csv")
    assert done.cells == len(found) == len(rows) == done.sites * done.occasions * done.species
    for line, row in zip(found, rows, strict=True):
        assert (line["site"], line["species"], line["date"]) == (_site(row), row.species, row.date)
        for name in ("detected", "unknown", "n", "verified", "y2", "firstHeardAt", "lastHeardAt"):
            value = row.model_dump(by_alias=True)[name]
            assert line[name] == _word(value), name
        assert float(line["hoursAnalysed"]) == pytest.approx(row.hours_analysed, abs=1e-5)
        assert line["hoursMasked"] == "NA"
        # Each NA has a reason, and each 0 has hours.
        assert (line["detected"] == "NA") == (line["unknown"] != "NA")
        assert line["detected"] != "0" or row.hours_analysed > 0


@pytest.mark.parametrize("at_once", [2, 100])
def test_the_wide_tables_are_pivots_of_the_long_one(
    engine: Engine, rows: list[Any], tmp_path: Path, at_once: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(occasions, "_SPECIES_AT_ONCE", at_once)
        done = [write(engine, tmp_path, form) for form in FORMS[1:]]
    wanted = {(_site(row), row.occasion, row.species): row for row in rows}
    count = done[0].occasions
    for species in ASKED:
        plain = species.replace(" ", "_")
        table = read(tmp_path / f"unmarked.{plain}.csv")
        history = read(tmp_path / f"camtrapR.{plain}.csv")
        assert [*table[0]] == [
            "site",
            *(f"y.{each}" for each in range(1, count + 1)),
            *("survey", "latitude", "longitude"),
            *(
                f"{name}.{each}"
                for name in ("effort", "date", "count", "certain", "score")
                for each in range(1, count + 1)
            ),
        ]
        assert [*history[0]] == ["Station", *(f"o{each}" for each in range(1, count + 1))]
        for line, other in zip(table, history, strict=True):
            for each in range(1, count + 1):
                row = wanted[line["site"], each, species]
                assert line[f"y.{each}"] == other[f"o{each}"] == _word(row.detected)
                assert line[f"certain.{each}"] == _word(row.y2)
                assert line[f"count.{each}"] == _word(row.n)
                assert line[f"date.{each}"] == row.date
                effort = float(line[f"effort.{each}"])
                assert effort == pytest.approx(row.hours_analysed, abs=1e-5)
    of_all = read(tmp_path / "spOccupancy.y.csv")
    assert {(r["site"], int(r["replicate"]), r["species"]): r["y"] for r in of_all} == {
        key: _word(row.detected) for key, row in wanted.items()
    }
    hours = {row["site"]: row for row in read(tmp_path / "spOccupancy.effort.csv")}
    for site, each, _ in wanted:
        most = max(wanted[site, each, name].hours_analysed for name in ASKED)
        assert float(hours[site][f"r{each}"]) == pytest.approx(most, abs=1e-5)
    assert [row["site"] for row in read(tmp_path / "spOccupancy.sites.csv")] == [*hours]
    assert [row["Station"] for row in read(tmp_path / "camtrapR.stations.csv")] == [*hours]


# Names of columns that R takes as they are, and cells that it reads as numbers or as NA.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(\.[0-9]+)?")
_CELL = re.compile(r"NA|-?\d+(\.\d+)?(e[-+]\d+)?")


@pytest.mark.parametrize("form", FORMS[1:])
def test_every_table_keeps_to_the_grammar_that_r_reads(
    engine: Engine, tmp_path: Path, form: str
) -> None:
    write(engine, tmp_path, form)
    texts = {"site", "Station", "survey", "species", "date"}
    tables = sorted(tmp_path.glob("*.csv"))
    assert len(tables) > 2
    for path in tables:
        assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
        for row in read(path):
            assert None not in row
            for name, cell in row.items():
                assert _NAME.fullmatch(name), (path, name)
                if name.split(".")[0] not in texts:
                    assert _CELL.fullmatch(cell), (path, name, cell)


def test_r_reads_what_was_written(engine: Engine, rows: list[Any], tmp_path: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("R is not installed, so its own reading is not tested; the grammar is.")
    for form in FORMS[1:]:
        write(engine, tmp_path, form)
    (tmp_path / "test.R").write_text(_R, "utf-8")
    done = subprocess.run(
        [rscript, "--vanilla", "test.R"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    told = dict(line.split(" ") for line in done.stdout.splitlines())
    own = [row for row in rows if row.species == SPECIES[0]]
    once, na = sum(row.detected == 1 for row in own), sum(row.detected is None for row in own)
    every = sum(row.detected == 1 for row in rows)
    assert told["sites"] == "3" and int(told["occasions"]) == len(own) // 3
    assert [told[each] for each in ("u1", "c1")] == [str(once)] * 2
    assert [told[each] for each in ("uNA", "cNA")] == [str(na)] * 2
    assert told["s1"] == str(every)
    for name, rest in (("uh", own), ("ch", own), ("sh", own)):
        assert float(told[name]) == pytest.approx(sum(r.hours_analysed for r in rest), abs=1e-3)


_R = """
say <- function(name, value) cat(name, " ", format(value, digits = 12), "\\n", sep = "")
source("unmarked.R")
o <- read_occasions("unmarked.Strix_aluco.csv")
stopifnot(is.matrix(o$y), all(dim(o$y) == dim(o$obsCovs$effort)), nrow(o$siteCovs) == nrow(o$y))
say("sites", nrow(o$y)); say("occasions", ncol(o$y))
say("u1", sum(o$y, na.rm = TRUE)); say("uNA", sum(is.na(o$y))); say("uh", sum(o$obsCovs$effort))
source("camtrapR.R")
h <- read_occasions("camtrapR.Strix_aluco.csv")
stopifnot(identical(dim(h$detection_history), dim(h$effort)))
say("c1", sum(h$detection_history, na.rm = TRUE)); say("cNA", sum(is.na(h$detection_history)))
say("ch", sum(h$effort))
source("spOccupancy.R")
s <- read_occasions(".")
stopifnot(identical(dim(s$y)[2:3], dim(s$det.covs$effort)), length(dim(s$y)) == 3)
stopifnot(identical(dim(s$det.covs$date), dim(s$det.covs$effort)))
say("s1", sum(s$y, na.rm = TRUE)); say("sh", sum(s$det.covs$effort))
"""


def test_a_plan_names_the_files_and_writes_none(engine: Engine, tmp_path: Path) -> None:
    plan = write(engine, tmp_path / "new", "unmarked", dryRun=True)
    assert plan.written == 0 and not (tmp_path / "new").exists()
    done = write(engine, tmp_path / "new", "unmarked")
    assert [each.path for each in plan.files] == [each.path for each in done.files]
    assert sorted(each.path for each in done.files) == sorted(
        str(path) for path in (tmp_path / "new").iterdir()
    )
    again = write(engine, tmp_path / "new", "unmarked", dryRun=True)
    assert all(each.replaces for each in again.files) and not again.refusals


def test_nothing_is_written_over_another_file(engine: Engine, tmp_path: Path) -> None:
    write(engine, tmp_path, "camtrapR")
    mine = tmp_path / "camtrapR.effort.csv"
    mine.write_text("my own hours\n")
    for path in tmp_path.iterdir():
        if path != mine:
            path.unlink()
    with pytest.raises(PathNotAllowed):
        write(engine, tmp_path, "camtrapR")
    assert [*tmp_path.iterdir()] == [mine] and mine.read_text() == "my own hours\n"
    (refusal,) = write(engine, tmp_path, "camtrapR", dryRun=True).refusals
    assert refusal.path == str(mine)
    write(engine, tmp_path, "camtrapR", overwrite=True)
    write(engine, tmp_path, "camtrapR")  # an earlier export needs no permission


def test_the_text_tells_the_definition(engine: Engine, rows: list[Any], tmp_path: Path) -> None:
    write(engine, tmp_path, occasions={"minConfidence": 0.5})
    text = (tmp_path / "occasions.txt").read_text("utf-8")
    for words in (
        "each from 12:00 on.",
        f"Model: {rows[0].model}, version 2.4, SHA-256 {'a' * 64}.",
        "- Strix aluco: 0.5",
        "A file that failed is no effort.",
        "Rain and speech were not measured",
        "Not known (NA), because nothing was recorded:",
        "Not known (NA), because no analysis could have named the species:",
        "Hours differ between species",
        "Note: No analysis could have named 1 species",
    ):
        assert words in text, words
    states = re.findall(r"(?:etected|recorded|it|species): ([\d,]+)", text)
    assert sum(int(each.replace(",", "")) for each in states) == len(rows)


def test_a_catalog_without_occasions_writes_nothing_and_says_so(
    engine: Engine, tmp_path: Path
) -> None:
    done = write(engine, tmp_path / "x", where={"species": [*ASKED], "site": "Nowhere"})
    assert done.files == [] and done.cells == 0 and not (tmp_path / "x").exists()
    assert "no file to write" in done.notes[-1].message


def test_occasions_are_written_from_the_terminal(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["occasions", str(tmp_path), "--as", "unmarked", "--where", f"species={SPECIES[0]}"]
    assert run_command(engine.settings, parse(typed)) == 1  # recordings without a site
    told = capsys.readouterr()
    assert "unmarked.Strix_aluco.csv" in told.out and "1 species" in told.out
    assert "no site" in told.err
