"""Installing a taxonomy, and finding species by its names in any language."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.app.naming import naming_of
from sidecar.contract.names import (
    InstallNamesRequest,
    InstallNamesResult,
    SearchNamesRequest,
    SearchNamesResult,
    UninstallNamesRequest,
)
from sidecar.contract.query import QueryRequest
from sidecar.errors import InvalidParams, SourceUnavailable
from sidecar.methods import taxonomy as module
from sidecar.methods.names import search_names
from sidecar.methods.query import query
from sidecar.methods.taxonomy import install_names, uninstall_names
from sidecar.models.download import Order
from sidecar.models.labels import Labels
from sidecar.models.sources import Place
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.run.species import listed, thresholds
from sidecar.settings import Settings
from sidecar.taxonomy import kept
from sidecar.taxonomy.published import TAXONOMY
from tests.conftest import MANIFESTS
from tests.doubles.taxonomy import write_taxonomy
from tests.keeping import BIRDNET, heard, keep_run

LABELS = "Accipiter cooperii_Cooper's Hawk\nStrix aluco_Tawny Owl\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A model with the names of 2021, and a catalog with birds of it and of a newer one."""
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS))
    (engine.registry.folder / "one").mkdir(parents=True)
    (engine.registry.folder / "one" / "labels.txt").write_text(LABELS, "utf-8")
    found = [
        Detection(name, common, 3.0 * n, 3.0 * n + 3, 0.5)
        for n, (name, common) in enumerate(
            [
                ("Accipiter cooperii", "Cooper's Hawk"),
                ("Astur cooperii", "Cooper's Hawk"),
                ("Bubulcus ibis", "Cattle Egret"),
                ("Merops apiaster", "European Bee-eater"),
            ]
        )
    ]
    keep_run(engine.catalog, BIRDNET, heard("/a.wav", *found, seconds=12.0, offsets=np.arange(4)))
    yield engine
    engine.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_taxonomy(tmp_path / "published.csv", 60)


def _install(engine: Engine, path: Path | None) -> InstallNamesResult:
    request = InstallNamesRequest(path=None if path is None else str(path))
    return install_names(engine, request, Call())


def _search(engine: Engine, text: str, **more: Any) -> SearchNamesResult:
    return search_names(engine, SearchNamesRequest(text=text, **more), Call())


def _found(engine: Engine, text: str, **more: Any) -> list[str]:
    return [each.species for each in _search(engine, text, **more).names]


@pytest.fixture
def pinned(table: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the double be the published table."""
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    mine = replace(TAXONOMY, sha256=digest, size=table.stat().st_size)
    monkeypatch.setattr(module, "TAXONOMY", mine)
    monkeypatch.setattr(
        kept.install, "__kwdefaults__", {**(kept.install.__kwdefaults__ or {}), "published": mine}
    )
    return table


def test_a_file_is_installed_and_a_note_says_that_its_version_is_unknown(
    engine: Engine, table: Path
) -> None:
    done = _install(engine, table)
    assert (done.taxonomy.taxa, len(done.taxonomy.languages)) == (60, 29)
    assert done.taxonomy.version is done.taxonomy.licence is None
    assert [(note.kind, note.examples) for note in done.notes] == [("otherTaxonomy", [str(table)])]
    told = _search(engine, "owl").taxonomy
    assert told == done.taxonomy


def test_the_published_table_is_downloaded_with_its_licence(
    engine: Engine, pinned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Order] = []

    def download(place: Place, order: Order) -> Path:
        asked.append(order)
        return Path(shutil.copy(pinned, place.folder / "came.part"))

    monkeypatch.setattr(Place, "download", download)
    done = _install(engine, None)
    assert [(order.address, order.most_bytes) for order in asked] == [
        (TAXONOMY.address, pinned.stat().st_size)
    ]
    assert done.taxonomy.version == "v0.2-Jun2026"
    assert done.taxonomy.licence and "Apache-2.0" in done.taxonomy.licence
    assert done.taxonomy.licence_at and done.notes == []
    pinned.write_bytes(pinned.read_bytes().replace(b"Amsel", b"Drossel"))
    with pytest.raises(SourceUnavailable, match="another file came"):
        _install(engine, None)
    assert _found(engine, "Amsel") == ["Turdus merula"]
    assert not [*engine.settings.home.glob(".installing-*")]


@pytest.mark.parametrize(
    ("damage", "said"),
    [(lambda data: data[:900], "is cut"), (lambda data: b"a,b\n1,2\n", "no column sci_name")],
)
def test_a_bad_table_is_refused_and_the_earlier_one_stays(
    engine: Engine, table: Path, damage: Any, said: str
) -> None:
    _install(engine, table)
    table.write_bytes(damage(table.read_bytes()))
    with pytest.raises(InvalidParams, match=said) as caught:
        _install(engine, table)
    assert caught.value.field == "path"
    assert _found(engine, "Amsel") == ["Turdus merula"]


def test_names_that_several_taxa_share_are_noted(engine: Engine, table: Path) -> None:
    table.write_bytes(table.read_bytes().replace(b"Strix aluco", b"Turdus merula"))
    notes = {note.kind: note for note in _install(engine, table).notes}
    assert notes["sharedName"].examples == ["Turdus merula"]
    assert _found(engine, "Waldkauz") == ["Turdus merula"]


def test_a_species_is_found_in_any_language_and_by_codes(engine: Engine, table: Path) -> None:
    _install(engine, table)
    for text in ("Bienenfresser", "BIENEN", "guepier", "eubeat1", "MERAPI", "abejaruco europeo"):
        assert _found(engine, text)[0] == "Merops apiaster", text
    assert _found(engine, "欧乌") == ["Turdus merula"]
    assert _found(engine, "неясыть") == ["Strix aluco"]
    (bird,) = _search(engine, "Bienenfresser", languages=["es", "xx"]).names
    assert bird.names == {"de": "Bienenfresser", "es": "Abejaruco Europeo"}
    assert (bird.code, bird.in_catalog, bird.models) == ("eubeat1", True, [])


def test_taxa_that_no_model_knows_are_found_where_all_are_asked_for(
    engine: Engine, table: Path
) -> None:
    _install(engine, table)
    assert _found(engine, "Amsel") == ["Turdus merula"]
    assert _found(engine, "Amsel", inCatalog=True) == []
    assert _found(engine, "Waldkauz") == ["Strix aluco"]


def test_a_renamed_taxon_is_one_row_by_the_name_of_the_catalog(engine: Engine, table: Path) -> None:
    _install(engine, table)
    for text in ("Astur cooperii", "Accipiter coop", "Rundschwanzsperber", "COHA", "coohaw"):
        (hawk,) = _search(engine, text).names
        assert {hawk.species, *hawk.other_names} == {"Accipiter cooperii", "Astur cooperii"}
        assert (hawk.detections, hawk.models, hawk.in_catalog) == (2, ["one"], True)


def test_without_a_taxonomy_renamed_taxa_are_one_too(engine: Engine) -> None:
    (hawk,) = _search(engine, "cooperii").names
    assert {hawk.species, *hawk.other_names} == {"Accipiter cooperii", "Astur cooperii"}
    assert _search(engine, "cooperii").taxonomy is None


def test_slips_of_the_pen_are_forgiven_in_languages_that_were_asked_for(
    engine: Engine, table: Path
) -> None:
    _install(engine, table)
    assert _found(engine, "Bienenfreser") == []
    assert _found(engine, "Bienenfreser", languages=["de"]) == ["Merops apiaster"]


def test_an_uninstalled_taxonomy_is_gone(engine: Engine, table: Path) -> None:
    _install(engine, table)
    assert uninstall_names(engine, UninstallNamesRequest(), Call()).removed
    assert not uninstall_names(engine, UninstallNamesRequest(), Call()).removed
    assert _found(engine, "Bienenfresser") == []


def _query(engine: Engine, name: str) -> tuple[list[str], list[str]]:
    request = QueryRequest.model_validate({"select": "detections", "where": {"species": name}})
    answer = query(engine, request, Call())
    return [row.species for row in answer.rows], [note.kind for note in answer.notes]


def test_a_filter_takes_any_name_of_a_taxon_in_any_language(engine: Engine, table: Path) -> None:
    hawks = ["Accipiter cooperii", "Astur cooperii"]
    assert _query(engine, "Accipiter cooperii") == (hawks, [])
    assert _query(engine, "Bienenfresser") == ([], ["unknownSpecies"])
    _install(engine, table)
    assert _query(engine, "Bienenfresser") == (["Merops apiaster"], [])
    assert _query(engine, "rundschwanzsperber") == (hawks, [])
    assert _query(engine, "Amsel") == ([], ["absentSpecies"])


def test_a_range_model_is_told_other_names_and_codes(engine: Engine, table: Path) -> None:
    folder = engine.settings.taxonomy
    before = naming_of(folder)
    assert set(before.alike("Accipiter cooperii")) == {"Accipiter cooperii", "Astur cooperii"}
    assert before.code_of("Merops apiaster") is None
    _install(engine, table)
    after = naming_of(folder)
    assert after.code_of("Merops apiaster") == "eubeat1"
    assert after.digest != before.digest


def test_a_split_is_noted_where_its_other_names_were_heard(engine: Engine) -> None:
    assert _query(engine, "Ardea ibis") == ([], ["split", "unknownSpecies"])
    assert _query(engine, "Bubulcus ibis") == (["Bubulcus ibis"], [])


def test_lists_of_species_take_the_name_of_any_year() -> None:
    labels = Labels(("Accipiter cooperii", "Bubulcus ibis"), ("Cooper's Hawk", "Cattle Egret"))
    found = listed(labels, ["Astur cooperii_Cooper's Falcon", "Ardea ibis"])
    assert found.marked.tolist() == [True, False]
    assert [each.name for each in found.unknown] == ["Ardea ibis"]
    assert found.newly == ["Accipiter cooperii"]
    assert thresholds(labels, 0.1, {"Astur cooperii": 0.9}).tolist() == [0.9, 0.1]
