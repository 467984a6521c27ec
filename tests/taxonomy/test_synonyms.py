"""A renamed taxon is one taxon; a split is never joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidecar.taxonomy import synonyms as module
from sidecar.taxonomy.synonyms import read_changes, synonyms
from sidecar.text import folded

TABLE = Path(module.__file__).with_name("synonyms.csv")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Accipiter cooperii", "Astur cooperii"),
        ("Corvus monedula", "Coloeus monedula"),
        ("Ixobrychus minutus", "Botaurus minutus"),
        ("Charadrius alexandrinus", "Anarhynchus alexandrinus"),
        ("Dryobates villosus", "Leuconotopicus villosus"),
    ],
)
def test_a_renamed_taxon_has_one_accepted_name_and_both_names(old: str, new: str) -> None:
    table = synonyms()
    assert table.accepted(old) == table.accepted(new) == new
    assert set(table.alike(old)) == set(table.alike(new)) == {old, new}
    assert table.alike(f"  {old.upper()} ")[1:] == (new,)


def test_a_name_that_came_back_is_accepted_again() -> None:
    assert synonyms().accepted("Psitteuteles pusillus") == "Parvipsitta pusilla"


@pytest.mark.parametrize("name", ["Bubulcus ibis", "Accipiter gentilis", "Tyto alba"])
def test_a_split_is_told_and_never_joined(name: str) -> None:
    table = synonyms()
    change = table.split(name)
    assert change is not None and len(change.accepted) > 1
    assert table.alike(name) == (name,)
    assert table.accepted(name) == name
    for each in change.accepted:
        assert name not in table.alike(each) or each == name
        assert table.split(each) is not None


def test_lumped_species_are_one() -> None:
    names = {"Acanthis flammea", "Acanthis hornemanni", "Acanthis cabaret"}
    assert set(synonyms().alike("Acanthis cabaret")) == names


def test_no_name_is_both_split_and_joined() -> None:
    changes = read_changes(TABLE)
    split = {folded(each.name) for each in changes if each.kind == "split"}
    for each in changes:
        if each.kind != "split":
            assert not {folded(each.name), folded(each.accepted[0])} & split, each
    assert len({folded(each.name) for each in changes}) == len(changes)
    assert all(each.source and 2022 <= each.year <= 2025 for each in changes)
    assert TABLE.stat().st_size < 100_000


def test_an_unknown_name_is_its_own() -> None:
    table = synonyms()
    assert (table.accepted("Dog"), table.alike("Dog"), table.split("Dog")) == (
        "Dog",
        ("Dog",),
        None,
    )
