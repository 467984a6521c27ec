"""Finds taxa by a name in any language, a part of one, or a code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.taxonomy.indexfile import Array
from sidecar.taxonomy.namecodes import codes_of
from sidecar.taxonomy.table import Taxa
from sidecar.text import bare, folded

Bools = npt.NDArray[np.bool_]
Int64 = npt.NDArray[np.int64]

# Between names; no folded name holds it.
_NAME = b"\n"

# How a text matches, the best first: a whole name, its begin, a word's begin, a part.
WHOLE, BEGIN, WORD, PART = range(4)

# A shorter text is in nearly all names, so it must begin a word.
_SHORTEST_PART = 3
# Chinese, Japanese and Korean write words in one or two letters, and leave no blanks.
_FIRST_OF_EAST_ASIA = "\u2e80"

# A number of an owner is that of the taxon and its column: of the species, the English name, the
# code, and then of each language.
_MOST_COLUMNS = 256
_OWN = 3

# Beyond so many occurrences of a text, further ones are not looked at; no answer is that long.
_MOST_FOUND = 400_000


@dataclass(frozen=True)
class Matches:
    """The taxa that a text matches, rising, how well, and by which column their best name is.

    Columns below 3 are the taxonomy's own; others are languages, from 3 on.
    """

    taxa: Int64
    ranks: Int64
    columns: Int64


class Search:
    """Searches the names that `search_arrays` laid out.

    Case, accents, and kinds of blanks, quotes and dashes do not count.
    """

    def __init__(self, arrays: dict[str, Array]) -> None:
        self._bytes = arrays["sought"]
        self._begins = arrays["begins"]
        self._owners = arrays["owners"]
        self._codes, self._coded = arrays["codes"], arrays["coded"]

    def find(self, text: str, preferred: Iterable[int] = ()) -> Matches:
        """Find taxa by a text; of equally good names, one in a preferred column counts."""
        sought = bare(folded(text))
        at = np.fromiter(self._occurrences(sought), np.int64)
        names = np.searchsorted(self._begins, at, "right") - 1
        owners = self._owners[names].astype(np.int64)
        ranks = self._ranks(at, len(sought.encode()))
        by_rule = self._by_rule(sought)
        owners = np.concatenate([owners, by_rule * _MOST_COLUMNS])
        ranks = np.concatenate([ranks, np.full(len(by_rule), PART)])
        return _best(owners // _MOST_COLUMNS, owners % _MOST_COLUMNS, ranks, preferred)

    def _occurrences(self, sought: str) -> Iterator[int]:
        text, wanted = self._text, sought.encode()
        # A text without letters is a part of no name, and neither is one with a separator.
        if not wanted or _NAME in wanted:
            return
        whole = len(sought) >= _SHORTEST_PART or max(sought) >= _FIRST_OF_EAST_ASIA
        # One letter begins the words of most taxa, so it must begin a name.
        words = (_NAME,) if len(sought) == 1 else (_NAME, b" ")
        found = 0
        for before in (b"",) if whole else words:
            at = text.find(before + wanted)
            while at >= 0 and found < _MOST_FOUND:
                found += 1
                yield at + len(before)
                at = text.find(before + wanted, at + 1)

    def _ranks(self, at: Int64, length: int) -> Int64:
        before, after = self._bytes[at - 1], self._bytes[at + length]
        begins, ends = before == _NAME[0], after == _NAME[0]
        inside = _LETTERS[before]
        return np.select([begins & ends, begins, ~inside], [WHOLE, BEGIN, WORD], PART)

    def _by_rule(self, sought: str) -> Int64:
        """Find the taxa with a code of four or six letters that follows from a name."""
        if len(sought) not in (4, 6) or not sought.isascii():
            return np.zeros(0, np.int64)
        code = np.array(sought.encode(), self._codes.dtype)
        first, last = (np.searchsorted(self._codes, code, side) for side in ("left", "right"))
        return self._coded[first:last].astype(np.int64)

    @cached_property
    def _text(self) -> bytes:
        return self._bytes.tobytes()


def _best(taxa: Int64, columns: Int64, ranks: Int64, preferred: Iterable[int]) -> Matches:
    """Keep the best name of each taxon."""
    later = ~np.isin(columns, [*range(_OWN), *preferred])
    order = np.lexsort((columns, later, ranks, taxa))
    taxa, columns, ranks = taxa[order], columns[order], ranks[order]
    first = np.ones(len(taxa), np.bool_)
    first[1:] = taxa[1:] != taxa[:-1]
    return Matches(taxa[first], ranks[first], columns[first])


def _letters() -> Bools:
    """Tell which bytes are of letters or digits; all beyond ASCII count as such."""
    known = np.zeros(256, np.bool_)
    known[128:] = True
    known[[byte for byte in range(128) if chr(byte).isalnum()]] = True
    return known


_LETTERS = _letters()


def search_arrays(taxa: Taxa) -> dict[str, npt.NDArray[Any]]:
    """Lay out the folded names of a table, each once for a taxon, and the codes by rule."""
    columns = (taxa.species, taxa.common, taxa.codes, *taxa.names.values())
    names: list[bytes] = []
    owners: list[int] = []
    coded: list[tuple[bytes, int]] = []
    for taxon, row in enumerate(zip(*columns, strict=True)):
        plain = [bare(folded(name)) if name else "" for name in row]
        coded += ((code.encode(), taxon) for code in set(codes_of(*plain[:2])) if code.isascii())
        for name, column in _distinct(plain):
            names.append(name.encode())
            owners.append(taxon * _MOST_COLUMNS + column)
    begins = [1, *accumulate((len(name) + 1 for name in names), initial=1)][1:-1]
    coded.sort()
    return {
        "sought": np.frombuffer(_NAME + b"".join(name + _NAME for name in names), np.uint8),
        "begins": np.array(begins, "<u4"),
        "owners": np.array(owners, "<u4"),
        "codes": np.array([code for code, _ in coded], "|S8"),
        "coded": np.array([taxon for _, taxon in coded], "<u4"),
    }


def _distinct(plain: list[str]) -> Iterator[tuple[str, int]]:
    """Give each name of a taxon once, with its first column."""
    seen: set[str] = set()
    for column, name in enumerate(plain[:_MOST_COLUMNS]):
        if name and name not in seen:
            seen.add(name)
            yield name, column
