"""Caps keep at most so many rows or clips of each group, the same ones whenever asked again."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.app.engine import Engine
from sidecar.catalog.sqlite.rows import insert
from sidecar.contract.export import ExportRequest
from sidecar.export import reading
from sidecar.export.cap import Cap, Worth
from sidecar.export.reading import RowSource
from sidecar.methods.export import export
from sidecar.rpc.verb import Call
from tests.export.conftest import Keep, owl, tit

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", None]),
        st.sampled_from(["S1", "S2", None]),
        st.none() | st.floats(0, 1),
    ),
    max_size=40,
)
GROUPS: dict[str, Callable[[Worth], object]] = {
    "species": lambda row: row[0],
    "site": lambda row: row[1],
    "speciesAndSite": lambda row: row[:2],
}


@given(
    rows=ROWS,
    most=st.integers(1, 5),
    per=st.sampled_from(["species", "site", "speciesAndSite"]),
    pick=st.sampled_from(["best", "random"]),
)
def test_each_group_keeps_as_many_as_it_may_in_their_order(
    rows: list[Worth],
    most: int,
    per: Literal["species", "site", "speciesAndSite"],
    pick: Literal["best", "random"],
) -> None:
    cap = Cap(most, per, pick, seed=7)
    numbered = list(enumerate(rows))
    kept = cap.chosen(numbered, lambda item: item[1])
    group = GROUPS[per]
    assert kept == sorted(kept) and set(kept) <= set(numbered)
    sizes, left = Counter(map(group, rows)), Counter(group(row) for _, row in kept)
    assert left == {name: min(most, count) for name, count in sizes.items()}
    assert kept == cap.chosen(numbered, lambda item: item[1])
    if pick == "best":
        for _, row in set(numbered) - set(kept):
            rivals = [each for _, each in kept if group(each) == group(row)]
            assert _sure(row) <= min(map(_sure, rivals))


def _sure(row: Worth) -> float:
    return -1.0 if row[2] is None else row[2]


@pytest.fixture
def sites(engine: Engine, keep: Keep) -> Engine:
    """Make recordings at two sites, and one at none."""
    keep({f"/{n}.wav": [owl(float(m), 0.5 + m / 100 + n / 10) for m in range(5)] for n in range(4)})
    keep({"/9.wav": [tit(float(m), 0.4) for m in range(5)]})
    with engine.catalog.transaction() as db:
        for code, paths in (("S1", "/0.wav"), ("S2", "/[12].wav")):
            site = insert(db, "Site", site_code=code)
            deployment = insert(db, "Deployment", siteId=site)
            db.execute(
                "UPDATE Recording SET deploymentId = ? WHERE url GLOB ?", (deployment, paths)
            )
    return engine


@pytest.mark.parametrize(
    ("per", "counts"),
    [
        ("species", {"Strix aluco": 3, "Parus major": 3}),
        ("site", {"S1": 3, "S2": 3, "": 3}),
        ("speciesAndSite", {"S1": 3, "S2": 3, "": 6}),
    ],
)
def test_a_cap_counts_after_the_filter(
    sites: Engine, tmp_path: Path, per: str, counts: dict[str, int]
) -> None:
    lines = _lines(sites, tmp_path / "a.csv", most=3, per=per, columns=["site"])
    field = "Scientific name" if per == "species" else "site"
    assert Counter(line[field] for line in lines) == counts
    if per == "species":  # the surest of all sites
        owls = [line["Confidence"] for line in lines if line["Scientific name"] == "Strix aluco"]
        assert sorted(owls) == ["0.8200", "0.8300", "0.8400"]
    few = _lines(sites, tmp_path / "b.csv", most=3, per=per, where={"path": "/0.wav"})
    assert {line["File"] for line in few} == {"/0.wav"} and len(few) == 3


def test_the_surest_of_each_species_are_the_same_by_index_and_without(
    engine: Engine, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = [0.5, 0.9, 0.5, 0.9, 0.9, 0.1]  # equal ones beyond the cap too
    heard = [make(float(n), score) for make in (owl, tit) for n, score in enumerate(scores)]
    keep({f"/{path}.wav": heard for path in "cab"})
    drives = engine.drives()
    for where in ({}, {"confidence": {"le": 0.6}}, {"path": "/b.wav"}, {"species": "Parus major"}):
        for most in (1, 2, 4, 7, 100):
            source = RowSource(engine.catalog.questions, "detections", where, drives)
            quick = source.capped(Cap(most)).kept
            with monkeypatch.context() as patch:
                patch.setattr(reading, "_FEW", 0)
                assert quick == source.capped(Cap(most)).kept
            assert quick


def _lines(engine: Engine, path: Path, **request: Any) -> list[dict[str, str]]:
    asked = {"format": "csv", "destination": str(path), **request}
    result = export(engine, ExportRequest.model_validate(asked), Call())
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == result.rows == result.asked
    return lines
