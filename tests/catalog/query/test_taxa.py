"""Names of one taxon count together, whatever asks, and each row keeps its own name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidecar.catalog.sqlite.catalog import SqliteCatalog
from sidecar.catalog.values import Question, Tally
from sidecar.run.detections import Detection
from sidecar.taxonomy.synonyms import synonyms
from tests.keeping import BIRDNET, heard, keep_run

NAMES = ("Accipiter cooperii", "Astur cooperii", "Corvus monedula", "Tyto alba", "Tyto furcata")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[SqliteCatalog]:
    catalog = SqliteCatalog(tmp_path / "catalog.sqlite")
    yield catalog
    catalog.close()


def _keep(catalog: SqliteCatalog, path: str, *found: tuple[str, float]) -> None:
    detections = [
        Detection(name, "", 3.0 * n, 3.0 * n + 3, confidence)
        for n, (name, confidence) in enumerate(found)
    ]
    seconds = 3.0 * max(1, len(found))
    offsets = np.arange(max(1, len(found)))
    keep_run(catalog, BIRDNET, heard(path, *detections, seconds=seconds, offsets=offsets))


def _species(catalog: SqliteCatalog, **where: Any) -> list[dict[str, Any]]:
    page = catalog.questions.page(Question("species", where, ["species"]), limit=99)
    return [{**row, "names": json.loads(row["names"])} for row in page.rows]


def _counts(catalog: SqliteCatalog, **where: Any) -> list[dict[str, Any]]:
    return catalog.questions.counts(Tally("detections", ["species"], where), 99)


def _two(catalog: SqliteCatalog) -> None:
    _keep(catalog, "/a.wav", ("Accipiter cooperii", 0.9), ("Bubulcus ibis", 0.8))
    _keep(catalog, "/b.wav", ("Astur cooperii", 0.5), ("Accipiter cooperii", 0.4))
    _keep(catalog, "/c.wav", ("Ardea ibis", 0.7))


def test_a_taxon_is_one_row_with_all_its_names(catalog: SqliteCatalog) -> None:
    _two(catalog)
    assert [(row["species"], row["names"], row["detections"]) for row in _species(catalog)] == [
        ("Ardea ibis", ["Ardea ibis"], 1),
        ("Astur cooperii", ["Accipiter cooperii", "Astur cooperii"], 3),
        ("Bubulcus ibis", ["Bubulcus ibis"], 1),
    ]
    (hawk,) = _species(catalog, species="Accipiter cooperii")
    assert (hawk["recordings"], hawk["maxConfidence"]) == (2, 0.9)


def test_an_asked_name_finds_all_names_of_its_taxon_and_no_split(catalog: SqliteCatalog) -> None:
    _two(catalog)

    def found(**where: Any) -> list[str]:
        question = Question("detections", where, ["detectionId"])
        return [row["species"] for row in catalog.questions.page(question, limit=99).rows]

    hawks = ["Accipiter cooperii", "Astur cooperii", "Accipiter cooperii"]
    for name in ("Accipiter cooperii", "Astur cooperii", "astur COOPERII"):
        assert found(species=name) == hawks
        assert found(species={"in": [name]}) == hawks
    assert found(accepted="Astur cooperii") == hawks
    assert found(species={"ne": "Astur cooperii"}) == ["Bubulcus ibis", "Ardea ibis"]
    assert found(species="Ardea ibis") == ["Ardea ibis"]
    assert found(species="Bubulcus ibis") == ["Bubulcus ibis"]


def test_pages_and_marks_go_over_joined_rows(catalog: SqliteCatalog) -> None:
    _two(catalog)
    question = Question("species", {}, ["-detections", "species"])
    first = catalog.questions.page(question, limit=2, exact=True)
    rest = catalog.questions.page(question, limit=2, cursor=first.next_cursor)
    assert [row["species"] for row in (*first.rows, *rest.rows)] == [
        "Astur cooperii",
        "Ardea ibis",
        "Bubulcus ibis",
    ]
    assert first.total == 3
    assert catalog.questions.marks(question, 2).total == 3


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from((0.2, 0.5, 0.9))), max_size=6),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from((None, 0.5)),
)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_species_and_counts_are_those_of_taxa(
    tmp_path_factory: pytest.TempPathFactory,
    cards: list[list[tuple[str, float]]],
    least: float | None,
) -> None:
    catalog = SqliteCatalog(tmp_path_factory.mktemp("taxa") / "catalog.sqlite")
    for number, found in enumerate(cards):
        _keep(catalog, f"/{number}.wav", *found)
    where = {} if least is None else {"confidence": {"ge": least}}
    wanted: dict[str, list[tuple[str, int, float]]] = {}
    for number, found in enumerate(cards):
        for name, confidence in found:
            if confidence >= (least or 0):
                wanted.setdefault(synonyms().accepted(name), []).append((name, number, confidence))
    rows = _species(catalog, **where)
    assert {
        row["accepted"]: (row["names"], row["detections"], row["recordings"], row["maxConfidence"])
        for row in rows
    } == {
        taxon: (
            sorted({name for name, _, _ in heard_as}),
            len(heard_as),
            len({number for _, number, _ in heard_as}),
            max(confidence for *_, confidence in heard_as),
        )
        for taxon, heard_as in wanted.items()
    }
    counts = _counts(catalog, **where)
    assert [row["species"] for row in counts] == sorted(row["species"] for row in rows)
    assert {row["species"]: (row["detections"], row["recordings"]) for row in counts} == {
        row["species"]: (row["detections"], row["recordings"]) for row in rows
    }
    catalog.close()
