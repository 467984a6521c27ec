"""iNaturalist's CSV import: the best row of each species at each site on each day.

The titles are those of its template, at most 8 columns in this order (inaturalist.org,
observations/import).
"""

from __future__ import annotations

from collections.abc import Sequence

from sidecar.export.standards.about import About
from sidecar.export.standards.cells import Lines, decimal, quoted
from sidecar.export.standards.ebird import comment
from sidecar.export.standards.lists import Heard, place_name, place_of
from sidecar.export.standards.published import PublishedRecording, PublishedRow
from sidecar.export.standards.standard import Files, Relative, Scratch, Standard

TITLES = (
    *("Taxon name", "Date observed", "Description", "Place name"),
    *("Latitude / y coord / northing", "Longitude / x coord / easting", "Tags", "Geoprivacy"),
)


class _INaturalist:
    def __init__(self, files: Files, about: About, relative: Relative, scratch: Scratch) -> None:
        self._about = about
        self._lines = Lines(files["inaturalist.csv"], ",".join(TITLES))
        self._heard: dict[tuple[object, ...], Heard] = {}

    def recording(self, recording: PublishedRecording) -> None:
        """Do nothing: silence is no observation."""

    def rows(self, recording: PublishedRecording, rows: Sequence[PublishedRow]) -> None:
        place = place_of(recording)
        for row in rows:
            key = (f"{recording.moment(row.start):%Y-%m-%d}", place, row.species)
            if key not in self._heard:
                self._heard[key] = Heard(recording, row)
            self._heard[key].take(recording, row)

    def finish(self) -> dict[str, int]:
        found = self._heard
        self._lines.add([_line(found[key], self._about) for key in sorted(found, key=str)])
        self._lines.flush()
        return {"inaturalist.csv": self._lines.count}


def _line(heard: Heard, about: About) -> str:
    recording, row = heard.recording, heard.row
    moment = recording.moment(row.start)
    remarks = f" {about.remarks}" if about.remarks else ""
    cells = (
        quoted(row.species),
        moment.isoformat(sep=" ", timespec="seconds"),
        quoted(comment(heard) + remarks),
        quoted(place_name(recording)),
        *(decimal(recording.latitude), decimal(recording.longitude)),
        quoted(",".join(about.tags)),
        about.geoprivacy or "",
    )
    return ",".join(cells)


INATURALIST = Standard(
    title="iNaturalist",
    files=("inaturalist.csv",),
    begin=_INaturalist,
    wrote=lambda found: found.titles == ",".join(TITLES),
    needs=frozenset(("start", "place", "species")),
    endings=(".csv",),
)
