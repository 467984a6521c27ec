"""Names are found by a text with slips, as the plainest way of counting slips finds them."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.models.labels import Labels
from sidecar.models.namelike import Alike, _distances
from sidecar.models.namesearch import NameSearch
from sidecar.taxonomy.namecodes import codes_of

LETTERS = st.text("abcde", min_size=1, max_size=7)
NAMES = st.lists(st.lists(LETTERS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8)


def _slips(one: str, other: str) -> int:
    """Count as the books do (optimal string alignment)."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            least = min(
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
                least = min(least, table[i - 2, j - 2] + 1)
            table[i, j] = least
    return table[len(one), len(other)]


@given(LETTERS, st.lists(LETTERS, min_size=1, max_size=6))
@example("ab", ["ba"])
@example("abcde", ["e", "abcdeabcde"])
def test_slips_are_counted_as_the_books_do(sought: str, forms: list[str]) -> None:
    least, whole = _distances(sought, forms, 3)
    for index, form in enumerate(forms):
        begins = [_slips(sought, form[:end]) for end in range(len(form) + 1)]
        assert least[index] == min(begins[: len(sought) + 4])
        if len(form) <= len(sought) + 3:
            assert whole[index] == begins[-1]


@given(NAMES, LETTERS.filter(lambda text: len(text) > 4))
def test_the_names_with_the_fewest_slips_are_found_at_any_word(
    names: list[str], sought: str
) -> None:
    found = Alike(names).find(sought)
    pairs = {sought[at : at + 2] for at in range(len(sought) - 1)}
    least = {}
    for place, name in enumerate(names):
        compact = name.replace(" ", "")
        if not any(pair in compact for pair in pairs):
            continue  # a name without a pair of its letters is not compared
        begins = ["".join(name.split()[at:]) for at in range(len(name.split()))]
        least[place] = min(
            _slips(sought, form[:end]) for form in begins for end in range(len(form) + 1)
        )
    best = min(least.values(), default=9)
    enough = max(1, len(pairs) - 3)
    if best <= 1:
        wanted = {place for place, slips in least.items() if slips == best}
        shared = {
            place
            for place in wanted
            if sum(names[place].replace(" ", "").count(pair) for pair in pairs) >= enough
        }
        assert shared <= set(found) <= wanted
    else:
        assert found == {}


REAL = [
    "tawny owl", "eurasian eagle-owl", "long-eared owl", "great tit", "blue tit", "strix aluco",
    "loxia curvirostra", "recurvirostra avosetta", "sialia sialis", "eastern bluebird",
    "glaucidium passerinum", "eurasian magpie", "white-winged crossbill", "marsh tit", "willow tit",
]  # fmt: skip


@given(
    st.sampled_from([each for each in REAL if len(re.sub(r"\W", "", each)) > 6]),
    st.integers(1, 40),
    st.sampled_from(["wrong", "less", "more", "swapped"]),
)
def test_one_slip_anywhere_in_a_real_name_still_finds_it(name: str, at: int, slip: str) -> None:
    at = 1 + at % (len(name) - 2)
    typed = {
        "wrong": name[:at] + "q" + name[at + 1 :],
        "less": name[:at] + name[at + 1 :],
        "more": name[:at] + "q" + name[at:],
        "swapped": name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
    }[slip]
    assert REAL.index(name) in Alike(REAL).find(typed)


def test_a_short_text_and_one_like_nothing_find_nothing() -> None:
    alike = Alike(REAL)
    assert alike.find("owk") == alike.find("") == alike.find("xylophone") == {}
    assert Alike([]).find("tawny owl") == Alike(["", "--"]).find("tawny owl") == {}


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (("strix aluco", "tawny owl"), {"stal", "stralu", "taow"}),
        (("aegolius acadicus", "northern saw-whet owl"), {"aeac", "aegaca", "nswo"}),
        (("cardinalis cardinalis", "northern cardinal"), {"caca", "carcar", "noca"}),
        (("numenius phaeopus", "whimbrel"), {"nuph", "numpha", "whim"}),
        (("branta bernicla nigricans", "black brant"), {"brbe", "braber", "blbr"}),
        (("noise", "noise"), set()),
        (("", ""), set()),
    ],
)
def test_codes_follow_from_names(names: tuple[str, str], codes: set[str]) -> None:
    assert set(codes_of(*names)) == codes


def test_names_of_a_language_are_searched_without_the_scientific_ones() -> None:
    labels = Labels(("Strix aluco", "Asio otus"), ("K\u00e1rabo", "B\u00faho chico"))
    search = NameSearch(labels, of_language=True)
    assert search.find("karabo") == {0: 0} and search.find("strix") == {}
    assert search.like("buho chiko") == {1: (1, True)}
    assert search.common_of("strix aluco") == "K\u00e1rabo" and "pica pica" not in search


def test_a_search_over_many_names_compares_few() -> None:
    chance = np.random.default_rng(1)
    names = ["".join(each) for each in chance.choice(list("abcdefghij"), (20_000, 12))]
    assert 777 in Alike(names).find(names[777][:5] + "k" + names[777][6:])
