"""Finding species while a person types."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.values import Decision, Person
from sidecar.contract.names import (
    AddNamesRequest,
    AddNamesResult,
    RemoveNamesRequest,
    SearchNamesRequest,
    SearchNamesResult,
)
from sidecar.errors import InvalidParams, ModelNotInstalled, RecordingNotFound
from sidecar.methods.names import add_names, remove_names, search_names
from sidecar.models.interface import ALL_YEAR
from sidecar.models.labels import Labels
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.run.judging import Place
from sidecar.settings import Settings
from sidecar.values import Float32, Metadata
from tests.conftest import MANIFESTS
from tests.keeping import BIRDNET, NOWHERE, heard, keep_run
from tests.stored import add_base

_ONE = "Strix aluco_Tawny Owl\nAsio otus_Long-eared Owl\nPica pica_Eurasian Magpie\n"
_CODES = "tawowl1\nloeowl\neurmag1\n"
_TWO = "Strix aluco_Waldkauz\nParus major_Kohlmeise\nGlaucidium passerinum_Gl\u00e4nzender Kauz\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Two models, and a catalog with a jay of its own and a tit of both."""
    engine = Engine(Settings(tmp_path, tmp_path / "c.sqlite", MANIFESTS))
    for name, labels in (("one", _ONE), ("two", _TWO)):
        folder = engine.registry.folder / name
        folder.mkdir(parents=True)
        (folder / "labels.txt").write_text(labels, "utf-8")
    (engine.registry.folder / "one" / "codes.txt").write_text(_CODES, "utf-8")
    outcome = heard(
        "/a.wav",
        Detection("Garrulus glandarius", "Jay", 0.0, 3.0, 0.5),
        Detection("Parus major", "Great Tit", 0.0, 3.0, 0.5),
        seconds=3.0,
        offsets=np.arange(1),
    )
    keep_run(engine.catalog, BIRDNET, outcome)
    yield engine
    engine.close()


def _search(engine: Engine, text: str, **more: Any) -> SearchNamesResult:
    return search_names(engine, SearchNamesRequest(text=text, **more), Call())


def _found(engine: Engine, text: str, **more: Any) -> list[str]:
    return [each.species for each in _search(engine, text, **more).names]


def test_a_species_is_found_by_any_of_its_names(engine: Engine) -> None:
    for text in ("Strix aluco", "strix ALUCO", "tawny", "waldkauz", "tawowl1", "trix alu"):
        assert _found(engine, text) == ["Strix aluco"], text
    (owl,) = _search(engine, "aluco").names
    assert (owl.common, owl.code, owl.models) == ("Tawny Owl", "tawowl1", ["one", "two"])
    assert not owl.in_catalog


def test_accents_and_dashes_need_not_be_typed_as_they_are_written(engine: Engine) -> None:
    assert _found(engine, "glanzender") == ["Glaucidium passerinum"]
    assert _found(engine, "long\u2011eared owl") == ["Asio otus"]


def test_whole_names_come_before_beginnings_and_those_before_words_and_parts(
    engine: Engine,
) -> None:
    (engine.registry.folder / "two" / "labels.txt").write_text(
        "Aa aa_Pica\nBb bb_Picard\nCc cc_Old Pica Bird\nDd dd_Topica\n", "utf-8"
    )
    found = _found(engine, "pica")
    assert found == ["Aa aa", "Bb bb", "Pica pica", "Cc cc", "Dd dd"]
    assert _found(engine, "pica", limit=2) == found[:2]


def test_a_slip_of_the_pen_finds_the_name_that_is_meant(engine: Engine) -> None:
    assert _found(engine, "Strx aluco") == ["Strix aluco"]
    assert _found(engine, "Eurasian Magpei") == ["Pica pica"]
    assert _found(engine, "Xylophone") == []


def test_one_or_two_letters_begin_a_word(engine: Engine) -> None:
    assert _found(engine, "ow") == ["Asio otus", "Strix aluco"]
    assert _found(engine, "w") == ["Strix aluco"]


def test_the_catalogs_species_are_found_and_come_first(engine: Engine) -> None:
    (jay,) = _search(engine, "jay").names
    assert (jay.species, jay.common, jay.models) == ("Garrulus glandarius", "Jay", [])
    assert jay.in_catalog
    assert _found(engine, "pa") == ["Parus major", "Glaucidium passerinum"]
    (tit,) = _search(engine, "Kohlmeise").names
    assert tit.in_catalog and tit.models == ["two"]


def test_a_model_that_is_not_there_is_named_and_a_language_too(engine: Engine) -> None:
    with pytest.raises(ModelNotInstalled):
        _search(engine, "owl", model="nobody")
    (note,) = _search(engine, "owl", languages=["es", "fr"]).notes
    assert (note.kind, note.count, note.examples) == ("withoutLanguage", 2, ["es", "fr"])


def test_names_are_those_of_the_files_that_are_there_now(engine: Engine) -> None:
    assert _found(engine, "newcomer") == []
    labels = engine.registry.folder / "two" / "labels.txt"
    labels.write_text(f"{_TWO}Novus novus_Newcomer\n", "utf-8")
    assert _found(engine, "newcomer") == ["Novus novus"]


def test_a_label_of_a_person_is_found(engine: Engine) -> None:
    owl = Decision(recording_id=1, start_s=0.0, end_s=1.0, species="My owl")
    engine.catalog.labels.decide([owl], Person("Ana"))
    assert _found(engine, "my owl") == ["My owl"]


def test_the_projects_species_come_first_however_well_others_match(engine: Engine) -> None:
    """A name that only begins like the text still stands above a whole name of no detection."""
    (engine.registry.folder / "two" / "labels.txt").write_text("Aa aa_Jays\nBb bb_Ja\n", "utf-8")
    found = _search(engine, "ja").names
    assert [each.species for each in found] == ["Garrulus glandarius", "Bb bb", "Aa aa"]
    assert [(each.in_catalog, each.detections) for each in found] == [
        (True, 1),
        (False, 0),
        (False, 0),
    ]


def test_of_the_projects_species_the_one_with_more_detections_comes_first(engine: Engine) -> None:
    tits = [Detection("Parus major", "Great Tit", at, at + 3.0, 0.5) for at in (0.0, 3.0)]
    keep_run(engine.catalog, BIRDNET, heard("/b.wav", *tits, seconds=6.0, offsets=np.arange(2)))
    found = _search(engine, "").names
    assert [(each.species, each.detections) for each in found[:3]] == [
        ("Parus major", 3),
        ("Garrulus glandarius", 1),
        ("Asio otus", 0),
    ]


def test_an_empty_text_finds_all_names_and_the_total_counts_those_beyond_the_limit(
    engine: Engine,
) -> None:
    assert _search(engine, "").total == 6
    few = _search(engine, "  ", limit=2)
    assert (len(few.names), few.total) == (2, 6)
    assert _search(engine, "owl", limit=1).total == 2
    assert _search(engine, "Strx aluco").total == 1
    assert _search(engine, "Xylophone").total == 0


def test_the_catalogs_species_can_be_searched_alone_by_any_name(engine: Engine) -> None:
    """A slip of the pen is one of a name of the catalog, whatever else is named so."""
    assert _found(engine, "", in_catalog=True) == ["Garrulus glandarius", "Parus major"]
    kohlmeise = _search(engine, "kohlmeise", in_catalog=True)
    assert [each.species for each in kohlmeise.names] == ["Parus major"]
    assert _search(engine, "owl", in_catalog=True).total == 0
    labels = engine.registry.folder / "two" / "labels.txt"
    labels.write_text(f"{_TWO}Novus novus_Great Tti\n", "utf-8")
    assert _found(engine, "Great Tti") == ["Novus novus"]
    assert _found(engine, "Great Tti", in_catalog=True) == ["Parus major"]


def _made(engine: Engine, url: str, latitude: float | None = None, judged: Place = NOWHERE) -> int:
    """Keep a run over a recording of May, whose file may say how far north it was made."""
    longitude = None if latitude is None else -70.0
    metadata = Metadata(start=datetime(2024, 5, 3), latitude=latitude, longitude=longitude)
    outcome = heard(url, seconds=3.0, offsets=np.arange(1), place=judged, metadata=metadata)
    _, (kept,) = keep_run(engine.catalog, BIRDNET, outcome)
    assert kept.recording_id is not None
    return kept.recording_id


class _Atlas:
    """A model whose range model expects magpies in the north, and tits in the south."""

    range_digest = "r"
    labels = Labels(("Pica pica", "Parus major"), ("", ""))

    def __init__(self) -> None:
        self.embedder = self
        self.asked: list[tuple[float, float, int]] = []

    def occurrence(self, *place: float) -> Float32:
        latitude, longitude, week = place
        self.asked.append((latitude, longitude, int(week)))
        return np.array([0.03, 0.029] if latitude > 0 else [0.0, 0.5], np.float32)


@pytest.fixture
def atlas(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> _Atlas:
    atlas = _Atlas()
    monkeypatch.setattr(engine, "session", lambda name: atlas)
    return atlas


def test_species_expected_at_a_recording_come_after_the_projects_and_before_others(
    engine: Engine, atlas: _Atlas
) -> None:
    north = _search(engine, "", recording_id=_made(engine, "/n.wav", 50.0)).names
    assert [each.species for each in north[:3]] == [
        "Garrulus glandarius",
        "Parus major",
        "Pica pica",
    ]
    assert [each.species for each in north if each.expected] == ["Pica pica"]
    south = _search(engine, "", recording_id=_made(engine, "/s.wav", -50.0)).names
    assert [each.species for each in south if each.expected] == ["Parus major"]
    assert atlas.asked == [(50.0, -70.0, 17), (-50.0, -70.0, 17)]


def test_the_place_that_a_run_took_counts_where_the_recording_has_none(
    engine: Engine, atlas: _Atlas
) -> None:
    """The file's own place counts before it; the week of the file's own date counts too."""
    judged = Place(-12.0, -71.0, 30)
    _search(engine, "pica", recording_id=_made(engine, "/run.wav", None, judged))
    _search(engine, "pica", recording_id=_made(engine, "/own.wav", 50.0, judged))
    assert atlas.asked == [(-12.0, -71.0, 17), (50.0, -70.0, 17)]


def test_without_a_date_the_weeks_of_the_run_count_or_the_whole_year(
    engine: Engine, atlas: _Atlas
) -> None:
    for week, asked in ((30, 30), (ALL_YEAR, ALL_YEAR)):
        place = Place(-12.0, -71.0, week)
        outcome = heard(f"/{week}.wav", seconds=3.0, offsets=np.arange(1), place=place)
        _, (kept,) = keep_run(engine.catalog, BIRDNET, outcome)
        _search(engine, "pica", recording_id=kept.recording_id)
        assert atlas.asked[-1] == (-12.0, -71.0, asked)


def test_what_keeps_linnet_from_expecting_species_is_noted(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(RecordingNotFound, match="no recording 99"):
        _search(engine, "owl", recording_id=99)
    placed = _made(engine, "/placed.wav", 50.0)
    (note,) = _search(engine, "owl", recording_id=_made(engine, "/nowhere.wav")).notes
    assert (note.kind, note.changes_results) == ("withoutPlace", False)
    (note,) = _search(engine, "owl", recording_id=placed).notes
    assert (note.kind, note.examples) == ("noEffect", ["recordingId"])
    assert "not installed" in note.message
    add_base(engine, dimension=4)
    (note,) = _search(engine, "owl", recording_id=placed, model="base").notes
    assert "has no range model" in note.message


@pytest.mark.model
def test_the_real_range_model_expects_owls_of_peru_in_peru(
    engine: Engine, model_home: Path, tmp_path: Path
) -> None:
    real = Engine(Settings(model_home, tmp_path / "real.sqlite", MANIFESTS))
    try:
        recording_id = _made(real, "/peru.wav", -12.8)
        names = _search(real, "owl", limit=1000, recording_id=recording_id)
        assert names.total == len(names.names) > 100
        expected = [each.species for each in names.names if each.expected]
        assert "Megascops watsonii" in expected and "Strix aluco" not in expected
        assert expected == [each.species for each in names.names[: len(expected)]]
    finally:
        real.close()


def _spanish(engine: Engine, folder: Path) -> AddNamesResult:
    path = folder / "BirdNET_Labels_es.txt"
    names = ("Strix aluco_C\u00e1rabo Com\u00fan", "Asio otus_B\u00faho Chico", "Nemo nemo_Nadie")
    path.write_text("".join(f"{each}\n" for each in (*names, "Pica pica_Pica pica")), "utf-8")
    return add_names(engine, AddNamesRequest(language="es", path=str(path)), Call())


def test_names_of_another_language_are_searched_and_told(engine: Engine, tmp_path: Path) -> None:
    added = _spanish(engine, tmp_path)
    assert (added.language, added.names, added.known) == ("es", 3, 2)
    assert _found(engine, "carabo") == [], "nobody asked for Spanish"
    for text in ("carabo", "C\u00e1rabo Com\u00fan", "karabo comun"):
        (owl,) = _search(engine, text, languages=["es"]).names
        assert (owl.species, owl.common, owl.models) == ("Strix aluco", "Tawny Owl", ["one", "two"])
        assert owl.names == {"es": "C\u00e1rabo Com\u00fan"}
    all_owls = _search(engine, "owl", languages=["es_MX", "fr", "en"])
    assert [each.names for each in all_owls.names] == [
        {"es_MX": "B\u00faho Chico"},
        {"es_MX": "C\u00e1rabo Com\u00fan"},
    ]
    assert all_owls.languages == ["es"]
    (note,) = all_owls.notes
    assert (note.kind, note.examples) == ("withoutLanguage", ["fr"])
    assert _found(engine, "nadie", languages=["es"]) == [], "no model and no catalog knows it"
    assert _search(engine, "", languages=["es"]).total == 6


def test_names_of_a_language_are_replaced_and_removed(engine: Engine, tmp_path: Path) -> None:
    _spanish(engine, tmp_path)
    table = tmp_path / "names.csv"
    table.write_text("Common name,Scientific name\nUrraca,Pica pica\n", "utf-8")
    add_names(engine, AddNamesRequest(language="ES", path=str(table)), Call())
    assert _found(engine, "carabo", languages=["es"]) == []
    assert _found(engine, "urraca", languages=["es"]) == ["Pica pica"]
    assert remove_names(engine, RemoveNamesRequest(language="es"), Call()).language == "es"
    assert _search(engine, "urraca", languages=["es"]).languages == []
    with pytest.raises(InvalidParams, match='no names in "es"'):
        remove_names(engine, RemoveNamesRequest(language="es"), Call())


@pytest.mark.parametrize("content", ["", "Strix aluco\nPica pica\n", "\0\0\0\0"])
def test_a_file_without_common_names_is_refused(
    content: str, engine: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "names.txt"
    path.write_text(content)
    with pytest.raises(InvalidParams, match=r"names\.txt"):
        add_names(engine, AddNamesRequest(language="es", path=str(path)), Call())
    assert not (engine.settings.names).exists()


def test_codes_by_rule_find_what_they_mean_and_come_last(engine: Engine) -> None:
    """No label file has these codes; those that it has are found as names are."""
    assert _found(engine, "TAOW") == _found(engine, "stralu") == ["Strix aluco"]
    assert _found(engine, "leow") == ["Asio otus"]
    (engine.registry.folder / "two" / "labels.txt").write_text("Aa aa_Taow\n", "utf-8")
    assert _found(engine, "taow") == ["Aa aa", "Strix aluco"]


def test_a_blank_that_is_typed_or_left_out_does_not_count(engine: Engine) -> None:
    assert _found(engine, "long earred owl") == ["Asio otus"]
    assert _found(engine, "tawnyowl") == ["Strix aluco"]
    assert _found(engine, "eared ovl") == ["Asio otus"], "a text may begin with any word"
