"""Proposes patterns that name the site of folders, and perhaps their survey and recorder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from sidecar.audio.folders import Folders, Pattern

_MOST_PROPOSALS = 3

# Folders from the recording up that a pattern names.
_DEEPEST = 4

# Names that recorders and people give folders of any site: dates, numbers, folders of cards.
_OF_NO_PLACE = re.compile(
    r"(?:\d[\d_.-]*|dcim|data|audio|sounds?|recordings?|wavs?|raw|\d{3}[a-z]+|sd|card|files?)",
    re.IGNORECASE,
)


# What people write on recorders, where no file tells a serial number: AM01, SM4-12, R 7.
_LABEL = re.compile(r"[a-z]{1,8}[ _-]?\d[a-z\d -]{0,8}", re.IGNORECASE)

# A name of a file that has a name before its date.
_DATED = re.compile(r"[^_]+_\d{8}[_T]?\d{4,6}.*", re.DOTALL)


@dataclass(frozen=True)
class Folder:
    """A folder as a pattern sees it: its steps below the place that was named, and some facts."""

    steps: tuple[str, ...]
    files: tuple[Path, ...]
    serial: str | None


@dataclass(frozen=True)
class Proposal:
    """A pattern, the folders that it explains, and what it names in them.

    `guesses`: it names recorders that no file tells of.
    """

    pattern: str
    explained: Mapping[int, Folders]
    guesses: bool = False

    @property
    def sites(self) -> int:
        return len({(each.survey, each.site) for each in self.explained.values()})

    @property
    def rank(self) -> tuple[int, bool, int, int, int]:
        """Rank by folders, then by sense, recorders, sites and names; the shortest ones first."""
        recorders = sum(each.recorder is not None for each in self.explained.values())
        surveys = sum(each.survey is not None for each in self.explained.values())
        length = self.pattern.count("/")
        return len(self.explained), self._is_likely, recorders, self.sites, surveys * 2 - length

    @property
    def _is_likely(self) -> bool:
        """Tell whether surveys have several sites, and guessed recorders are few at each site.

        Surveys of one site each are sites, and recorders of one site are rather its places.
        """
        named = self.explained.values()
        surveys = {each.survey for each in named} - {None}
        if len(surveys) > 1 and self.sites == len(surveys):
            return False
        recorders = {(each.survey, each.site, each.recorder) for each in named}
        return not self.guesses or (self.sites > 1 and len(recorders) <= 1.5 * self.sites)


def propose(folders: Sequence[Folder]) -> list[Proposal]:
    """Give the best patterns, the best one first."""
    found = [_tried(pattern, folders) for pattern in _patterns(folders)]
    useful = sorted((each for each in found if each.explained), key=lambda each: each.rank)
    return useful[::-1][:_MOST_PROPOSALS]


def _patterns(folders: Sequence[Folder]) -> Iterator[str]:
    deepest = min(_DEEPEST, max((len(each.steps) for each in folders), default=0))
    for name in ("*", "{site}_*", "{recorder}_*"):
        if name.startswith("{site}"):
            yield name
        for depth in range(1, deepest + 1):
            for steps in product(("*", "{survey}", "{site}", "{recorder}"), repeat=depth):
                if steps[0] != "*" and _is_sensible([*steps, name]):
                    yield "/".join([*steps, name])


def _is_sensible(steps: list[str]) -> bool:
    """Tell whether each name comes once, from the largest to the smallest, with a site."""
    places = [
        place
        for place in (
            next((at for at, step in enumerate(steps) if step.startswith(name)), None)
            for name in ("{survey}", "{site}", "{recorder}")
        )
        if place is not None
    ]
    named = [step for step in steps if step != "*"]
    has_site = any(step.startswith("{site}") for step in steps)
    return has_site and len(places) == len(named) and places == sorted(places)


def _tried(pattern: str, folders: Sequence[Folder]) -> Proposal:
    reads = Pattern(pattern)
    explained = {}
    guesses = False
    by_name = pattern.endswith("_*")
    for number, folder in enumerate(folders):
        if by_name and not all(_DATED.fullmatch(path.name) for path in folder.files):
            continue
        if len(folder.steps) >= pattern.count("/"):
            named = {reads.read(path) for path in folder.files}
            first = next(iter(named))
            if len(named) == 1 and first is not None and _can_be(first, folder):
                explained[number] = first
                guesses |= bool(first.recorder) and not _is_recorder(first.recorder or "", folder)
    return Proposal(pattern, explained, guesses)


def _can_be(named: Folders, folder: Folder) -> bool:
    """Tell whether names can be those of a survey, a site and a recorder."""
    assert named.site is not None
    if _OF_NO_PLACE.fullmatch(named.site) or _is_recorder(named.site, folder):
        return False
    if named.survey is not None and (
        _OF_NO_PLACE.fullmatch(named.survey) or named.survey == named.site
    ):
        return False
    if named.recorder is None or _is_recorder(named.recorder, folder):
        return True
    return folder.serial is None and _LABEL.fullmatch(named.recorder) is not None


def _is_recorder(name: str, folder: Folder) -> bool:
    """Tell whether a name is the serial number of a folder's recorder, or its end."""
    serial = (folder.serial or "").casefold()
    given = name.casefold()
    return len(given) >= 4 and serial.endswith(given)
