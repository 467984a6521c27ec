"""eBird's record format (extended): a checklist for each site and hour.

The file has 19 columns without titles, no quotation marks, and at most 1 MB (support.ebird.org,
article 48000907878). A checklist belongs to one place and one day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sidecar.export.earlier import Sample
from sidecar.export.standards.about import About
from sidecar.export.standards.cells import Lines, decimal, unquoted
from sidecar.export.standards.lists import (
    Heard,
    Listening,
    hour_of,
    local,
    place_name,
    place_of,
)
from sidecar.export.standards.published import PublishedRecording, PublishedRow
from sidecar.export.standards.standard import Files, Relative, Scratch, Standard

COLUMNS = 19
_HOUR = timedelta(hours=1)

_Key = tuple[tuple[str | None, str | None, float, float], datetime]


class _EBird:
    def __init__(self, files: Files, about: About, relative: Relative, scratch: Scratch) -> None:
        self._about = about
        self._lines = Lines(files["ebird.csv"])
        self._listening: defaultdict[_Key, Listening] = defaultdict(Listening)
        self._heard: defaultdict[_Key, dict[str, Heard]] = defaultdict(dict)

    def recording(self, recording: PublishedRecording) -> None:
        begin, end = recording.start, recording.end
        assert begin is not None and end is not None
        place, begin, end = place_of(recording), local(begin), local(end)
        while begin < end:
            until = min(end, hour_of(begin) + _HOUR)
            self._listening[place, hour_of(begin)].stretches.append((begin, until))
            begin = until

    def rows(self, recording: PublishedRecording, rows: Sequence[PublishedRow]) -> None:
        place = place_of(recording)
        for row in rows:
            species = self._heard[place, hour_of(recording.moment(row.start))]
            if row.species not in species:
                species[row.species] = Heard(recording, row)
            species[row.species].take(recording, row)

    def finish(self) -> dict[str, int]:
        for key in sorted(self._heard, key=str):
            found = self._heard[key]
            listening = self._listening.get(key)
            self._lines.add([_line(found[name], listening, self._about) for name in sorted(found)])
        self._lines.flush()
        return {"ebird.csv": self._lines.count}


def _line(heard: Heard, listening: Listening | None, about: About) -> str:
    recording, row = heard.recording, heard.row
    begins = recording.moment(row.start) if listening is None else listening.begins
    genus, _, species = row.species.partition(" ")
    cells = (
        *(unquoted(row.common), unquoted(genus), unquoted(species)),
        "X",  # a recorder counts no birds
        unquoted(comment(heard)),
        unquoted(place_name(recording)),
        *(decimal(recording.latitude), decimal(recording.longitude)),
        *(f"{begins:%m/%d/%Y}", f"{begins:%H:%M}"),
        *(unquoted(about.state), unquoted(about.country), unquoted(about.protocol)),
        str(about.observers or ""),
        "" if listening is None else str(listening.minutes),
        "N",  # nobody says that all birds were reported
        *("", ""),  # a recorder covers no distance and no area
        unquoted(about.remarks),
    )
    return ",".join(cells)


def comment(heard: Heard) -> str:
    """Say where a species was heard, how often, and who says so."""
    row, recording = heard.row, heard.recording
    times = "once" if heard.count == 1 else f"{heard.count} times"
    said = [f"Heard {times} by a recorder; best at {row.start:.1f} s of {recording.name}."]
    if row.person is not None:
        said.append(f"Verified by {row.person}." if row.person else "Verified by a person.")
    else:
        said.append("Nobody verified it.")
    if row.model is not None:
        score = "" if row.confidence is None else f", confidence {row.confidence:.2f}"
        said.append(f"Model {row.model}{score}.")
    if row.comment:
        said.append(row.comment)
    return " ".join(said)


def _wrote(found: Sample) -> bool:
    """Tell our file by its first line, which has no titles."""
    cells = found.titles.split(",")
    return len(cells) == COLUMNS and cells[3] == "X" and " by a recorder; best at " in cells[4]


EBIRD = Standard(
    title="eBird",
    files=("ebird.csv",),
    begin=_EBird,
    wrote=_wrote,
    needs=frozenset(("start", "place", "species")),
    required={"protocol": "a protocol"},
    endings=(".csv",),
    most_bytes=1_000_000,
)
