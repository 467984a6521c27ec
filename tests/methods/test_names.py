"""Finding species while a person types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sidecar.app.engine import Engine
from sidecar.catalog.values import Decision, Person
from sidecar.contract.names import SearchNamesRequest, SearchNamesResult
from sidecar.errors import ModelNotInstalled
from sidecar.methods.names import search_names
from sidecar.rpc.verb import Call
from sidecar.run.detections import Detection
from sidecar.settings import Settings
from tests.conftest import MANIFESTS
from tests.keeping import BIRDNET, heard, keep_run

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
