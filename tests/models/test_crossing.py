"""One species has one number, whichever model names it, and by whichever name."""

from __future__ import annotations

from sidecar.models.crossing import Crossing, Named, crossed
from sidecar.models.labels import Labels

A = Labels(
    ("Strix aluco", "Corvus monedula", "Hyla arborea", "Wind"),
    ("Tawny Owl", "Eurasian Jackdaw", "Tree Frog", "Wind"),
)
B = Labels(
    ("Strix aluco", "Coloeus monedula", "Asio otus"),
    ("Tawny Owl", "Eurasian Jackdaw", "Long-eared Owl"),
)
STORED: dict[int, Named] = {
    3: ("Strix aluco", "Tawny Owl"),
    4: ("Corvus monedula", "Eurasian Jackdaw"),
    5: ("Coloeus monedula", "Eurasian Jackdaw"),
    7: ("Hyla arborea", "Tree Frog"),
    9: ("Asio otus", None),
}


def _known(crossing: Crossing, key: int) -> tuple[bool, bool]:
    number = crossing.number[key]
    return bool(crossing.known_a[number]), bool(crossing.known_b[number])


def test_a_synonym_has_the_number_of_its_species() -> None:
    crossing = crossed(STORED, A, B)
    assert crossing.number[4] == crossing.number[5]
    assert len({crossing.number[key] for key in STORED}) == 4
    assert crossing.number[8] == -1  # no species has this id


def test_the_labels_say_who_knows_a_species() -> None:
    crossing = crossed(STORED, A, B)
    assert _known(crossing, 3) == _known(crossing, 4) == (True, True)
    assert _known(crossing, 7) == (True, False)
    assert _known(crossing, 9) == (False, True)
    assert crossing.shared == 2


def test_a_common_name_of_several_species_crosses_none() -> None:
    """The name Pipistrelle alone does not say which of the two is meant."""
    bats = Labels(
        ("Pipistrellus pipistrellus", "Pipistrellus pygmaeus"), ("Pipistrelle", "Pipistrelle")
    )
    one = Labels(("Pipistrellus kuhlii", "Pipistrellus pygmaeus"), ("Pipistrelle", "Pipistrelle"))
    stored: dict[int, Named] = {
        1: ("Pipistrellus kuhlii", "Pipistrelle"),
        2: ("Pipistrellus pygmaeus", "Pipistrelle"),
        3: ("Pipistrellus pipistrellus", "Pipistrelle"),
    }
    crossing = crossed(stored, one, bats)
    assert len({crossing.number[key] for key in stored}) == 3
    assert _known(crossing, 1) == (True, False)
    assert _known(crossing, 2) == (True, True)
    assert crossing.shared == 1


def test_the_order_of_models_changes_no_agreement() -> None:
    one, other = crossed(STORED, A, B), crossed(STORED, B, A)
    assert one.shared == other.shared
    for key in STORED:
        assert _known(one, key) == _known(other, key)[::-1]


def test_without_labels_the_names_of_the_catalog_count() -> None:
    for a, b in ((None, B), (A, None), (None, None)):
        crossing = crossed(STORED, a, b)
        assert crossing.shared is None
        assert crossing.known_a.all() and crossing.known_b.all()


def test_an_empty_catalog_has_no_species() -> None:
    assert crossed({}, A, B).names == []
