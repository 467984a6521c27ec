"""Finds names that a text means but for slips of the pen.

A slip is a letter too much, too few or wrong, or two that changed places (the distance of Damerau
and Levenshtein, each pair changed once). The text may stop before a name's end, and begin with any
word of it; blanks and marks between words do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# Letters of a text, and how many slips in it are forgiven.
_SLIPS = ((4, 0), (8, 1), (14, 2))
_MOST_SLIPS = 3

# A longer text is no name; only its beginning is compared.
_LONGEST = 40

# Names that share most pairs of letters with a text, and are compared with it.
_COMPARED = 300

_PAIRS = 1 << 16
_WORD = re.compile(r"[^\W_]+")
_FAR = 99

Codes = npt.NDArray[np.uint32]


class Alike:
    """Folded names without accents, indexed by pairs of letters."""

    def __init__(self, names: Sequence[str]) -> None:
        words = [_WORD.findall(name) for name in names]
        # All names without what stands between their words, and where each name and word begins.
        self._text = "".join("".join(each) for each in words)
        lengths = np.array([sum(map(len, each)) for each in words], np.int64)
        self._ends = np.cumsum(lengths)
        self._first_word = np.concatenate([[0], np.cumsum([len(each) for each in words])])
        sizes = np.array([0, *(len(word) for each in words for word in each)], np.int64)
        self._word_at = np.cumsum(sizes)[:-1].astype(np.int32)
        letters = _codes(self._text)
        owner = np.repeat(np.arange(len(names), dtype=np.int32), lengths)
        pairs, first = _pairs(letters), owner[:-1]
        within = first == owner[1:]
        pairs, first = pairs[within], first[within]
        order = np.argsort(pairs, kind="stable")
        self._owner = first[order]
        self._begins = np.searchsorted(pairs[order], np.arange(_PAIRS + 1)).astype(np.int32)

    def find(self, text: str) -> dict[int, tuple[int, bool]]:
        """Give the places of the names most like a folded text.

        Each comes with its slips, and whether it is a whole name. All have equally many slips.
        """
        sought = "".join(_WORD.findall(text))[:_LONGEST]
        slips = next((few for below, few in _SLIPS if len(sought) < below), _MOST_SLIPS)
        if not slips:
            return {}
        places = self._candidates(_codes(sought), slips)
        begins = [
            (place, word - self._first_word[place])
            for place in places
            for word in range(self._first_word[place], self._first_word[place + 1])
        ]
        if not begins:
            return {}
        forms = [
            self._text[self._word_at[self._first_word[place] + at] : self._ends[place]]
            for place, at in begins
        ]
        least, whole = _distances(sought, forms, slips)
        best = int(least.min())
        found: dict[int, tuple[int, bool]] = {}
        for index in np.flatnonzero(least == best).tolist() if best <= slips else ():
            place, at = begins[index]
            is_whole = at == 0 and int(whole[index]) == best
            found[place] = (best, is_whole or found.get(place, (0, False))[1])
        return found

    def _candidates(self, sought: Codes, slips: int) -> list[int]:
        """List the names that share most pairs of letters; a slip breaks up to three of them."""
        pairs = np.unique(_pairs(sought))
        parts = [self._owner[self._begins[pair] : self._begins[pair + 1]] for pair in pairs]
        shared = np.bincount(np.concatenate(parts), minlength=len(self._ends))
        enough = max(1, len(pairs) - 3 * slips)
        places = np.flatnonzero(shared >= enough)
        if len(places) > _COMPARED:
            places = places[np.argsort(-shared[places], kind="stable")[:_COMPARED]]
        return sorted(places.tolist())


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32)


def _pairs(letters: Codes) -> npt.NDArray[np.int64]:
    """Number each pair of letters in a row; few pairs share a number."""
    return (letters[:-1].astype(np.int64) * 257 + letters[1:]) % _PAIRS


def _distances(
    sought: str, forms: list[str], slips: int
) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int16]]:
    """Count the slips between a text and each form: of its best beginning, and of all of it."""
    width = len(sought) + slips
    letters = np.zeros((len(forms), width), np.uint32)
    for row, form in zip(letters, forms, strict=True):
        cut = form[:width]
        row[: len(cut)] = _codes(cut)
    lengths = np.array([len(form) for form in forms])
    step = np.arange(width + 1, dtype=np.int16)
    before = last = np.broadcast_to(step, (len(forms), width + 1)).astype(np.int16)
    wanted = _codes(sought)
    for at, letter in enumerate(wanted):
        now = np.empty_like(last)
        now[:, 0] = at + 1
        other = (letters != letter).astype(np.int16)
        np.minimum(last[:, 1:] + np.int16(1), last[:, :-1] + other, out=now[:, 1:])
        if at:
            turned = (letters[:, 1:] == wanted[at - 1]) & (letters[:, :-1] == letter)
            swapped = np.where(turned, before[:, :-2] + np.int16(1), np.int16(_FAR))
            np.minimum(now[:, 2:], swapped, out=now[:, 2:])
        # A letter too few in the text: each column may follow from any before it.
        now = np.minimum.accumulate(now - step, axis=1) + step
        before, last = last, now
    last = np.where(step[np.newaxis, :] <= lengths[:, np.newaxis], last, np.int16(_FAR))
    reached = np.minimum(lengths, width)
    whole = np.where(lengths <= width, last[np.arange(len(forms)), reached], np.int16(_FAR))
    return last.min(axis=1), whole
