"""Lists, thresholds by name, and weeks."""

from __future__ import annotations

from datetime import date

import pytest

from sidecar.errors import InvalidParams
from sidecar.models.labels import Labels
from sidecar.run.species import allowed, listed, thresholds, week_of

LABELS = Labels(("Strix aluco", "Parus major"), ("Tawny Owl", "Great Tit"))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 1, 1), 1),
        (date(2026, 1, 28), 4),
        (date(2026, 1, 29), 4),
        (date(2026, 1, 31), 4),
        (date(2024, 2, 29), 8),
        (date(2026, 3, 1), 9),
        (date(2026, 12, 29), 48),
        (date(2026, 12, 31), 48),
    ],
)
def test_days_29_to_31_belong_to_their_months_fourth_week(day: date, week: int) -> None:
    assert week_of(day) == week


def test_a_list_may_use_either_name_in_any_case() -> None:
    listing = listed(LABELS, ["strix aluco", "GREAT TIT", "Corvus corax", ""])
    assert listing.marked.tolist() == [True, True]
    assert [each.name for each in listing.unknown] == ["Corvus corax"]


def test_an_unknown_name_is_told_with_its_line_and_a_name_like_it() -> None:
    listing = listed(LABELS, ["", "Strix alluco", "Corvus corax", "Greet\tTiit", "Great Tit"])
    assert listing.marked.tolist() == [False, True]
    assert [each.told for each in listing.unknown] == [
        "line 2: Strix alluco. Did you mean Strix aluco?",
        "line 3: Corvus corax",
        "line 4: Greet, Tiit. Did you mean Great Tit?",
    ]


def test_only_a_few_names_are_compared_with_all_others() -> None:
    listing = listed(LABELS, ["Great Tiit"] * 7)
    assert [each.near for each in listing.unknown] == ["Great Tit"] * 5 + [None] * 2


def test_what_only_the_spelling_of_a_name_kept_out_is_another_result() -> None:
    known = ["strix aluco", "Great Tit", "Parus major_Great Tit", "nobody"]
    assert listed(LABELS, known).newly == []
    assert listed(LABELS, ["Strix  aluco", "Parus major_Kohlmeise"]).newly == [
        "Parus major",
        "Strix aluco",
    ]


def test_a_list_that_matches_nothing_is_refused() -> None:
    with pytest.raises(InvalidParams, match="none of the species") as refused:
        allowed(LABELS, ["", "Strix alluco"])
    assert refused.value.hint.endswith("Line 2: Strix alluco. Did you mean Strix aluco?")


def test_a_threshold_for_an_unknown_species_is_refused() -> None:
    assert thresholds(LABELS, 0.25, {"tawny\u00a0owl": 0.8}).tolist() == [0.8, 0.25]
    with pytest.raises(InvalidParams) as refused:
        thresholds(LABELS, 0.25, {"Tawny Ow": 0.8})
    assert refused.value.hint == "Did you mean Tawny Owl?"
