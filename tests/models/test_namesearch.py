"""The names of a model, searched while a person types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sidecar.models.labels import Labels
from sidecar.models.namesearch import NameSearch

SEARCH = NameSearch(Labels(("Strix aluco", "Asio otus"), ("Tawny Owl", "Long-eared Owl")))


def test_a_part_of_a_name_is_found() -> None:
    assert set(SEARCH.find("owl")) == {0, 1}
    assert set(SEARCH.find("otus")) == {1}


@given(st.text() | st.sampled_from(["", "\n", "\t", "Owl\n", "\n\n", "--", "Owl\t\n"]))
def test_any_text_is_searched_without_an_error(text: str) -> None:
    assert set(SEARCH.find(text)) <= {0, 1}
    assert set(SEARCH.like(text)) <= {0, 1}
