"""Names of species as people write them."""

from __future__ import annotations

import pytest

from sidecar.models.names import NameIndex

SPECIES = (
    "Haemorhous mexicanus",
    "Antrostomus carolinensis",
    "Nyctea scandiaca",
    "Ficedula hypoleuca",
    "Ficedula semitorquata",
    "Owl",
    "Phoenicurus phoenicurus",
    "bird",
    "bird",
)
COMMON = (
    "House Finch",
    "Chuck-will's-widow",
    "Harfang des neiges",
    "Gobemouche noir",
    "Gobemouche nöir",
    "Owl",
    "Rougequeue à front blanc",
    "0",
    "1",
)
INDEX = NameIndex(SPECIES, COMMON)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Haemorhous mexicanus", [0]),
        ("HAEMORHOUS  mexicanus ", [0]),
        ("Haemorhous\u00a0mexicanus", [0]),
        ("house finch", [0]),
        ("Haemorhous mexicanus_House Finch", [0]),
        ("Haemorhous mexicanus_Roselin familier", [0]),  # in another language
        ("Carpodacus mexicanus_House Finch", [0]),  # by another author
        ("Haemorhous mexicanus_Owl", [0]),  # the scientific part counts first
        ("Chuck-will\u2019s-widow", [1]),
        ("Chuck\u2010will\u2019s\u2010widow", [1]),
        ("rougequeue a front blanc", [6]),  # without accents, where one remains
        ("Phoenicurus sp._Rougequeue a front blanc", [6]),
        ("Gobemouche noir", [3]),
        ("Gobemouche no\u0308ir", [4]),  # the accents tell two species apart
        ("Gobemouche nóir", []),
        ("bird_0", [7]),
        ("bird_1", [8]),
        ("bird", [7, 8]),
        ("Owl_call", []),  # a name of its own
        ("House\tFinch", [0]),
        ("House Finch\tHaemorhous mexicanus\t12", [0]),
        ("Haemorhous mexicanus\tNyctea scandiaca", [0, 2]),
        ("Haemorhous mexicanis", []),
        ("", []),
        (" \t_", []),
    ],
)
def test_a_name_finds_its_species(text: str, found: list[int]) -> None:
    assert list(INDEX.find(text)) == found


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Haemorhous mexicanis", "Haemorhous mexicanus"),
        ("hous finch", "House Finch"),
        ("Haemorhous mexicanis_Roselin familier", "Haemorhous mexicanus"),
        ("12\tChuck wills widow", "Chuck-will's-widow"),
        ("Corvus corax", None),
        ("", None),
    ],
)
def test_a_wrong_name_is_like_another(text: str, near: str | None) -> None:
    assert INDEX.near(text) == near
