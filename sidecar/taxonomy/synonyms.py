"""Scientific names of one taxon, by a kept table of what was renamed, split and lumped.

`synonyms.csv` has a line for each change. Its names and codes are facts of the yearly checklists of
eBird/Clements (2021 to 2024) and of AviList 2025, which the column `source` names.

- `renamed`: the same birds under another name. A change of 2022 to 2024 counts only if eBird kept
  the code of the taxon, the English name stayed or changed with the genus alone, and neither name
  ever stood for other birds. A change of 2025 counts if the epithet and the English name stayed.
- `lump`: all birds of a former species became part of the accepted one.
- `split`: birds under this name now belong to several species, listed with `|` between; in some
  cases only the one that kept the name is known. Nobody can tell from the name which one was
  meant, so Linnet never joins it to any.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, get_args

from sidecar.text import folded

Kind = Literal["renamed", "split", "lump"]

_TABLE = Path(__file__).with_name("synonyms.csv")

# Between the species of a split.
_AND = "|"


@dataclass(frozen=True)
class Change:
    """A line of the table: `name` became `accepted` in a year.

    `code` is eBird's code of the accepted taxon; that of the former one for a split.
    """

    name: str
    accepted: tuple[str, ...]
    kind: Kind
    year: int
    code: str
    source: str


class Synonyms:
    """Answers for any name; case, kinds of blanks, quotes and dashes do not count."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._groups: dict[str, _Group] = {}
        self._splits: dict[str, Change] = {}
        self._codes: dict[str, str] = {}
        for change in sorted(changes, key=lambda each: each.year):
            if change.kind == "split":
                for name in (change.name, *change.accepted):
                    self._splits.setdefault(folded(name), change)
            else:
                self._join(change)

    def _join(self, change: Change) -> None:
        (accepted,) = change.accepted
        one, other = self._group(change.name), self._group(accepted)
        if one is not other:
            other.names = [*one.names, *other.names]
            self._groups |= dict.fromkeys(map(folded, one.names), other)
        other.accepted = accepted  # the last year's
        if change.kind == "renamed":
            self._codes |= dict.fromkeys(map(folded, (change.name, accepted)), change.code)

    def _group(self, name: str) -> _Group:
        return self._groups.setdefault(folded(name), _Group(name, [name]))

    def accepted(self, name: str) -> str:
        """Give the name that the latest checklist has for a taxon; the name itself if unknown."""
        group = self._groups.get(folded(name))
        return group.accepted if group else name

    def alike(self, name: str) -> tuple[str, ...]:
        """List all names of a taxon, this one first."""
        key = folded(name)
        group = self._groups.get(key)
        others = group.names if group else ()
        return (name, *(each for each in others if folded(each) != key))

    def known(self, name: str) -> str | None:
        """Give the key of a taxon with several names; None, sooner than `key`, for any other."""
        group = self._groups.get(" ".join(name.lower().split()))
        return group.key if group else None

    def key(self, key: str) -> str:
        """Give one key for all names of a taxon, from the folded form of any of them."""
        group = self._groups.get(key)
        return group.key if group else key

    def keys(self, key: str) -> tuple[str, ...]:
        """List the folded forms of all names of a taxon, this one first."""
        group = self._groups.get(key)
        return tuple(dict.fromkeys((key, *map(folded, group.names)))) if group else (key,)

    def split(self, name: str) -> Change | None:
        """Give the split that a name comes from or went into; None for any other name."""
        return self._splits.get(folded(name))

    def code(self, name: str) -> str | None:
        """Give eBird's code of a taxon that was renamed."""
        return self._codes.get(folded(name))


@dataclass
class _Group:
    accepted: str
    names: list[str]

    @cached_property
    def key(self) -> str:
        return folded(self.accepted)


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    """Give the kept table, read once."""
    return Synonyms(read_changes(_TABLE))


@lru_cache(maxsize=1)
def table_digest() -> str:
    """Give the SHA-256 of the kept table."""
    return hashlib.sha256(_TABLE.read_bytes()).hexdigest()


def read_changes(path: Path) -> list[Change]:
    """Read a table of changes, which is ours; raises ValueError for a line of another shape."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_change(row) for row in csv.DictReader(file)]


def _change(row: dict[str, str]) -> Change:
    kind = next((each for each in get_args(Kind) if each == row["kind"]), None)
    accepted = tuple(row["accepted"].split(_AND))
    if kind is None or not all(accepted) or (kind != "split" and len(accepted) > 1):
        raise ValueError(f"{row['name']} is neither renamed, split nor lumped.")
    return Change(row["name"], accepted, kind, int(row["year"]), row["code"], row["source"])
