"""The agreement of two models on the likeliest species."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sidecar.models.labels import Labels
from sidecar.models.names import name_index
from sidecar.values import Float32, Int64


@dataclass(frozen=True)
class SharedSpecies:
    """The species that two models know.

    `ours` and `theirs` are classes of each model, `our_species` and `their_species` the number of
    the species of each, counted from 0. A species may have several classes.
    """

    ours: Int64
    our_species: Int64
    theirs: Int64
    their_species: Int64
    count: int

    def of_ours(self, logits: Float32) -> Float32:
        """Turn logits [n, classes] of our model into the best one of each species [n, count]."""
        return self._best(logits, self.ours, self.our_species)

    def of_theirs(self, logits: Float32) -> Float32:
        return self._best(logits, self.theirs, self.their_species)

    def _best(self, logits: Float32, classes: Int64, species: Int64) -> Float32:
        best = np.full((self.count, len(logits)), -np.inf, np.float32)
        np.maximum.at(best, species, logits[:, classes].T)
        return best.T


def shared_species(ours: Labels, theirs: Labels) -> SharedSpecies:
    """Find the species that both models know, by all names that our model gives them."""
    index = name_index(theirs)
    numbers: dict[tuple[int, ...], int] = {}
    pairs: list[tuple[int, int]] = []
    for place, name in enumerate(ours.species):
        if found := index.taxon(name):
            pairs.append((place, numbers.setdefault(found, len(numbers))))
    theirs_of = [(place, number) for found, number in numbers.items() for place in found]
    return SharedSpecies(*_columns(pairs), *_columns(theirs_of), count=len(numbers))


def _columns(pairs: list[tuple[int, int]]) -> tuple[Int64, Int64]:
    columns = np.array(pairs, np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def agreeing(one: Float32, other: Float32, likeliest: int) -> Int64:
    """Count the species [n] among the `likeliest` of both scores [n, species].

    Equal scores are ordered from the first species on in one model, and from the last in the other.
    So they make no agreement.
    """
    first = np.argsort(-one, axis=1, kind="stable")[:, :likeliest]
    turned = np.argsort(-other[:, ::-1], axis=1, kind="stable")[:, :likeliest]
    second = other.shape[1] - 1 - turned
    same = first[:, :, np.newaxis] == second[:, np.newaxis, :]
    return np.asarray(same.sum(axis=(1, 2)), np.int64)
