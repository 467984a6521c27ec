"""What a person says of single folders before an import, checked."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sidecar.app.ledger import Ledger
from sidecar.audio.clock import NO_RULES, ClockRules, zone
from sidecar.audio.folders import Folders
from sidecar.audio.path import path_text, text_path
from sidecar.catalog.values import PlaceChange
from sidecar.contract.recordings import FolderChoice
from sidecar.errors import InvalidParams

_NO_FILES = "No recording lies in this folder itself, so what was said of it has no effect."


class FolderChoices:
    """Raises InvalidParams for a folder with two choices, and for an unknown time zone."""

    def __init__(self, choices: Sequence[FolderChoice], *, deployed: bool = False) -> None:
        self._choices: dict[Path, FolderChoice] = {}
        for number, each in enumerate(choices):
            folder, about = Path(os.path.abspath(text_path(each.folder))), f"folders.{number}"
            if folder in self._choices:
                raise InvalidParams("The folder has two choices.", field=f"{about}.folder")
            if deployed and (each.site or each.recorder):
                raise InvalidParams("Give a deployment or sites, not both.", field=f"{about}.site")
            if each.timezone is not None:
                _check_zone(each.timezone, f"{about}.timezone")
            self._choices[folder] = each

    def taken(self, paths: Sequence[Path]) -> list[Path]:
        """Leave out the files of folders that a person left out."""
        return [path for path in paths if not self.leaves_out(path.parent)]

    def leaves_out(self, folder: Path) -> bool:
        choice = self._choices.get(folder)
        return choice is not None and choice.leave_out

    def names(self, folder: Path, read: Folders | None) -> Folders | None:
        """Give the names of a folder's choice; the pattern tells those that it does not."""
        choice = self._choices.get(folder)
        if choice is None:
            return read
        given = {name: getattr(choice, name) for name in ("survey", "site", "recorder")}
        said = {name: value for name, value in given.items() if value is not None}
        return replace(read or Folders(), **said) if said else read

    def clock(self, folder: Path) -> ClockRules:
        """Give what is said of the clock of the files in a folder; the deepest choice counts."""
        rules = NO_RULES
        for each in (folder, *folder.parents):
            choice = self._choices.get(each)
            if choice is not None and not choice.leave_out:
                rules = rules.before(ClockRules(choice.timezone, choice.shift_seconds))
        return rules

    def rules(self) -> Iterator[PlaceChange]:
        """Give the rules of the folders' clocks."""
        for folder, choice in self._choices.items():
            said = {"timezone": choice.timezone, "shift_s": choice.shift_seconds}
            clock = {name: value for name, value in said.items() if value is not None}
            if clock and not choice.leave_out:
                url = path_text(folder).replace("\\", "/").rstrip("/") or "/"
                yield PlaceChange("folder", url, clock=clock)

    def note_idle(self, folders: Collection[Path], ledger: Ledger) -> None:
        """Note the choices for folders without files of their own."""
        for folder in self._choices:
            if folder not in folders:
                ledger.add("noEffect", path_text(folder), what=_NO_FILES)


def _check_zone(name: str, field: str) -> None:
    try:
        zone(name)
    except InvalidParams as error:
        error.field = field
        raise
