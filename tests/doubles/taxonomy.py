"""Writes a table with the columns of BirdNET's published taxonomy, which cannot be shipped.

`python -m tests.doubles.taxonomy PATH TAXA` writes one of any size. The first taxa are real birds,
with some of their names as bird books have them; all others are made of a seed.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

OWN = ("idx", "sci_name", "com_name", "species_code", "class_name")
TAGS = (
    *("ru", "de", "es", "cs", "fr", "nl", "pl", "ja", "pt", "ca", "zh-CN", "bg", "no", "sv", "da"),
    *("sk", "uk", "tr", "fi", "sr", "es_ES", "es_MX", "pt_PT", "hr", "es_EC", "lt", "fa", "zh"),
    "cy",
)
TITLES = (*OWN, *(f"common_name_{tag}" for tag in TAGS))

BIRDS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    (
        *("Merops apiaster", "European Bee-eater", "eubeat1"),
        {"de": "Bienenfresser", "es": "Abejaruco Europeo", "fr": "Guêpier d'Europe"},
    ),
    (
        *("Turdus merula", "Eurasian Blackbird", "eurbla"),
        {"de": "Amsel", "es": "Mirlo Común", "cs": "kos černý", "zh-CN": "欧乌鸫"},
    ),
    ("Astur cooperii", "Cooper's Hawk", "coohaw", {"de": "Rundschwanzsperber"}),
    ("Strix aluco", "Tawny Owl", "tawowl1", {"de": "Waldkauz", "ru": "Серая неясыть"}),
    ("Ardea ibis", "Western Cattle Egret", "categr1", {"de": "Kuhreiher"}),
    ("Coloeus monedula", "Eurasian Jackdaw", "eurjac", {"de": "Dohle", "uk": "Галка"}),
)

_LETTERS = {
    "ru": "абвгдежзиклмнопрстуфх",
    "uk": "абвгдежзиіїклмнопрсту",
    "bg": "абвгдежзиклмнопрстуфх",
    "ja": "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
    "zh": "鸟雀鹀莺鹟鸫鹭鹰鸮白黑红蓝绿黄大小林山水",
    "fa": "ابپتجچحخدذرزسشصضطظعغف",
}


def rows(taxa: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Give the rows of a table, the real birds first."""
    chance = random.Random(seed)
    for place in range(taxa):
        if place < len(BIRDS):
            species, common, code, names = BIRDS[place]
        else:
            species = f"{_word(chance, 4).title()} {_word(chance, 4)}"
            common = f"{_word(chance, 3).title()} {_word(chance, 2).title()}"
            code = f"{species[:3].lower()}{common[:3].lower()}{place}"
            names = {tag: _name(chance, tag) for tag in TAGS if chance.random() < 0.8}
        own = dict(zip(OWN, (str(place), species, common, code, "aves"), strict=True))
        # The published table repeats the English name where a language has none.
        yield own | {f"common_name_{tag}": names.get(tag, common) for tag in TAGS}


def write_taxonomy(path: Path, taxa: int = 200, seed: int = 1) -> Path:
    """Write a table of so many taxa."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, TITLES, lineterminator="\n")
        table.writeheader()
        table.writerows(rows(taxa, seed))
    return path


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice("bcdfglmnprst") + chance.choice("aeiou") for _ in range(syllables))


def _name(chance: random.Random, tag: str) -> str:
    letters = _LETTERS.get(tag[:2])
    if letters:
        return "".join(chance.choice(letters) for _ in range(chance.randint(3, 9)))
    return f"{_word(chance, 3).title()}ä {_word(chance, 3)}"


if __name__ == "__main__":
    write_taxonomy(Path(sys.argv[1]), int(sys.argv[2]))
