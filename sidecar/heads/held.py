"""Which recordings a head learnt from, and which it never hears, by their sound."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from sidecar.catalog.interface import Recordings
from sidecar.catalog.values import Standing
from sidecar.errors import InvalidParams
from sidecar.learn.folds import folds

# As many hexadecimal digits as a digest of samples has.
_DIGITS = 48

# Below it, a recording that is held back takes too much from the others.
_LEAST_RECORDINGS = 4


def recording_keys(recordings: Recordings, ids: Collection[int]) -> dict[int, str]:
    """Name recordings by their sound, so that another catalog names them alike.

    Recordings whose sound was never digested, or is silence, are named by a digest of their path.
    """
    keys = {}
    for each in recordings.find(sorted(ids)):
        told = each.digest
        if told is None or each.plain:
            told = hashlib.sha256(each.url.encode("utf-8", "surrogatepass")).digest()
        keys[each.recording_id] = told.hex()[:_DIGITS]
    return keys


def held_back(
    decisions: Sequence[Standing],
    keys: Mapping[int, str],
    paths: Mapping[int, str],
    *,
    share: float,
    seed: int,
    before: Collection[str],
    learnt: Collection[str],
) -> set[str]:
    """Choose recordings that a training leaves out, by key; the species spread evenly.

    Those that the version before held back stay so, and of recordings that it never heard a share
    joins them. Raises InvalidParams for too few recordings.
    """
    if not share:
        return set()
    labelled = {keys[each.recording_id] for each in decisions}
    if len(labelled) < _LEAST_RECORDINGS:
        raise InvalidParams(
            f"Only {len(labelled)} recordings have labels, so none can be held back.",
            field="holdBack",
            hint=f"Label sounds in at least {_LEAST_RECORDINGS} recordings first.",
        )
    stay = labelled & set(before)
    new = [each for each in decisions if keys[each.recording_id] not in {*before, *learnt}]
    return stay | _dealt(new, keys, paths, share, seed)


def _dealt(
    decisions: Sequence[Standing],
    keys: Mapping[int, str],
    paths: Mapping[int, str],
    share: float,
    seed: int,
) -> set[str]:
    """Deal recordings into parts of this share, and take the first part."""
    # By path: the order in which recordings were stored must make no difference.
    order = sorted(decisions, key=lambda each: (paths[each.recording_id], each.start_s))
    names = list(dict.fromkeys(keys[each.recording_id] for each in order))
    if len(names) < 1 / share:
        return set()
    species = sorted({each.species for each in order})
    present = np.zeros((len(order), len(species)), np.bool_)
    for row, each in enumerate(order):
        present[row, species.index(each.species)] = each.present
    places = {name: place for place, name in enumerate(names)}
    groups = np.array([places[keys[each.recording_id]] for each in order], np.int64)
    part = folds(groups, present, seed=seed, most=round(1 / share))
    return {names[place] for place in groups[part == part.max()].tolist()}
