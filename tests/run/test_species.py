"""Lists, thresholds by name, and weeks."""

from __future__ import annotations

from datetime import date

import pytest

from sidecar.errors import InvalidParams
from sidecar.models.labels import Labels
from sidecar.run.species import listed, thresholds, week_of

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
    mask, unknown = listed(LABELS, ["strix aluco", "GREAT TIT", "Corvus corax", ""])
    assert mask.tolist() == [True, True]
    assert unknown == ["Corvus corax"]


def test_a_list_that_matches_nothing_is_refused() -> None:
    with pytest.raises(InvalidParams):
        listed(LABELS, ["Corvus corax"])


def test_a_threshold_for_an_unknown_species_is_refused() -> None:
    assert thresholds(LABELS, 0.25, {"Tawny Owl": 0.8}).tolist() == [0.8, 0.25]
    with pytest.raises(InvalidParams):
        thresholds(LABELS, 0.25, {"Raven": 0.8})
