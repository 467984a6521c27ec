"""Two models agree on the likeliest of the species that both know."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sidecar.models.agreement import agreeing, shared_species
from sidecar.models.labels import Labels
from sidecar.values import Float32

THEIRS = Labels(
    ("Strix aluco", "Asio otus", "Parus major", "Noise"),
    ("Tawny Owl", "Long-eared Owl", "Great Tit", "Noise"),
)


def _scores(rows: list[list[float]]) -> Float32:
    return np.array(rows, np.float32)


def test_species_are_shared_by_any_name_and_any_order() -> None:
    ours = Labels(("PARUS MAJOR", "Bubo bubo", "Tawny owl"), ("tit", "eagle-owl", "Tawny owl"))
    shared = shared_species(ours, THEIRS)
    assert shared.count == 2
    assert shared.of_ours(_scores([[1, 9, 2]])).tolist() == [[1, 2]]
    assert shared.of_theirs(_scores([[5, 6, 7, 8]])).tolist() == [[7, 5]]


def test_the_best_class_of_a_species_counts() -> None:
    ours = Labels(
        ("Strix aluco", "Asio otus", "Strix aluco"), ("Tawny Owl", "Long-eared Owl", "Tawny Owl")
    )
    shared = shared_species(ours, THEIRS)
    assert shared.of_ours(_scores([[1, 2, 3], [3, 2, 1]])).tolist() == [[3, 2], [3, 2]]


def test_models_without_a_common_species_share_none() -> None:
    shared = shared_species(Labels(("a", "b"), ("a", "b")), THEIRS)
    assert shared.count == 0 and shared.of_ours(_scores([[1, 2]])).shape == (1, 0)


def test_agreement_counts_the_species_among_the_best_of_both_in_any_order() -> None:
    one = _scores([[9, 8, 7, 0, 1], [9, 8, 7, 0, 1]])
    other = _scores([[7, 8, 9, 1, 0], [0, 1, 2, 9, 8]])
    assert agreeing(one, other, 3).tolist() == [3, 1]
    assert agreeing(one, other, 1).tolist() == [0, 0]


def test_equal_scores_are_no_agreement() -> None:
    flat = np.zeros((1, 20), np.float32)
    assert agreeing(flat, flat, 5).tolist() == [0]


@given(st.integers(0, 2**32 - 1), st.integers(1, 30), st.integers(1, 5))
def test_agreement_is_that_of_the_sets(seed: int, species: int, likeliest: int) -> None:
    drawn = np.random.default_rng(seed)
    one = np.stack([drawn.permutation(species) for _ in range(4)]).astype(np.float32)
    other = np.stack([drawn.permutation(species) for _ in range(4)]).astype(np.float32)
    expected = [
        len(set(np.argsort(-a)[:likeliest]) & set(np.argsort(-b)[:likeliest]))
        for a, b in zip(one, other, strict=True)
    ]
    assert agreeing(one, other, likeliest).tolist() == expected
    assert agreeing(one, one, likeliest).tolist() == [min(likeliest, species)] * 4
    order = drawn.permutation(species)
    assert agreeing(one[:, order], other[:, order], likeliest).tolist() == expected
