"""Codes of four and six letters that follow from a name by rule.

The four letters of a common name are those of North American banders (Pyle and DeSante, North
American Bird-Bander 28, 2003): TAOW is the Tawny Owl. Names that would share a code get others
there by hand; here such a code finds all of them. Six letters are three of each scientific word
(STRALU), and four are two of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = re.compile(r"[^\W\d_]+")


def codes_of(species: str, common: str) -> Iterator[str]:
    """Give the codes of a species from its names, folded and without accents."""
    genus, *rest = species.split()[:2] or [""]
    if rest and len(genus) > 1:
        epithet = rest[0]
        yield genus[:2] + epithet[:2]
        yield genus[:3] + epithet[:3]
    if common and common != species:
        yield _banders(common)


def _banders(common: str) -> str:
    """Take letters of the words of a common name: 4, 2 and 2, 1 and 1 and 2, or 1 of each of four.

    A word behind a dash counts as one of its own.
    """
    words = _WORDS.findall(common.replace("'", ""))
    counts = {1: (4,), 2: (2, 2), 3: (1, 1, 2)}.get(len(words), (1, 1, 1, 1))
    return "".join(word[:count] for word, count in zip(words, counts, strict=False))
