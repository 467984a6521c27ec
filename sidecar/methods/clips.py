"""`clips`: cuts detections out of their recordings, into one folder per species."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.app.progress import ProgressReporter
from sidecar.audio.clips import LIST, clips_in, is_list
from sidecar.audio.decode import Recording, open_recording
from sidecar.audio.path import at_home, path_text, text_path
from sidecar.audio.sound import ESTIMATED
from sidecar.audio.write import container, holds
from sidecar.catalog.interface import Recordings
from sidecar.contract.base import FileError, gives
from sidecar.contract.export import ClipsRequest, ClipsResult, RowsProgress
from sidecar.errors import (
    LinnetError,
    PathNotAllowed,
    RequestCancelled,
    StorageFull,
    UnreadableAudio,
    at_recording,
)
from sidecar.export.cap import Cap
from sidecar.export.clip import Clip
from sidecar.export.clipnames import Namer, check_pattern
from sidecar.export.clips import chosen, merged, single, write_clip
from sidecar.export.clock import moment, utc_offset
from sidecar.export.destination import Border, check_apart, check_folder, destined
from sidecar.export.reading import RowSource
from sidecar.export.spoken import Spoken, spoken_in
from sidecar.export.text import inert
from sidecar.export.writer import Cells, TextTable
from sidecar.methods.clipsplan import ClipsPlanner
from sidecar.recordings.files import file_error
from sidecar.recordings.filters import filters
from sidecar.recordings.replaced import check_sound
from sidecar.rpc.verb import Call
from sidecar.wholefile import sweep, whole_file

_COLUMNS = (
    "Clip",
    "Scientific name",
    "Common name",
    "Confidence",
    "File",
    "Start (s)",
    "End (s)",
    "Clip start (s)",
    "Clip end (s)",
    "detectionId",
    "Date",
    "Time",
    "UTC offset",
    "Channel",
    "Verified",
    "Speech",
)

# Times of detections are rounded; a clip that is shorter by less is whole.
_TOLERANCE_S = 0.01


@destined
def clips(engine: Engine, request: ClipsRequest, call: Call) -> ClipsResult:
    """Write a clip of each detection; existing whole clips stay.

    Trouble with a recording is a row in `errors`; trouble with the destination ends all work.
    """
    if request.names is not None:
        check_pattern(request.names)
    began = time.monotonic()
    catalog = engine.catalog
    folder = at_home(text_path(request.destination))
    border = Border(catalog, engine.settings.own_folders, request.overwrite)
    check_apart(folder, border.own)
    check_folder(folder, catalog)
    ledger = Ledger()
    where = filters(engine, request, ledger)
    _note_idle(ledger, request)
    source = RowSource(catalog.questions, "detections", where, engine.drives())
    with catalog.questions.snapshot():
        wanted = _wanted(request, source)
        if request.dry_run:
            plan = ClipsPlanner(engine, request, border, call, ledger).plan(wanted)
            work = None
        else:
            plan, work = None, _cut(engine, request, border, call, ledger, wanted)
    return ClipsResult(
        asked=plan.clips if plan else 0 if work is None else work.asked,
        written=work.written if work else 0,
        kept=work.kept if work else 0,
        refused=work.refused if work else 0,
        species=len(work.folders) if work else 0,
        bytes=work.bytes if work else 0,
        list_path=path_text(folder / LIST),
        plan=plan,
        errors=work.errors if work else [],
        notes=ledger.notes(),
        elapsed_seconds=round(time.monotonic() - began, 3),
    )


def _cut(
    engine: Engine,
    request: ClipsRequest,
    border: Border,
    call: Call,
    ledger: Ledger,
    wanted: Iterable[Clip],
) -> _ClipCutter:
    """Cut all clips, and list them."""
    folder = at_home(text_path(request.destination))
    border.check(folder / LIST, is_list)
    work = _ClipCutter(engine, request, border, call, ledger)
    for place in (folder, *folder.glob("*/")):
        sweep(place)
    with whole_file(folder / LIST) as file:
        table = TextTable(file, _COLUMNS)
        work.progress.total = len(wanted) if isinstance(wanted, list) else None
        work.progress.begin()
        for _, own in groupby(wanted, lambda clip: clip.recording):
            table.add(work.recording(list(own)))
        table.finish()
    work.progress.end()
    return work


def _note_idle(ledger: Ledger, request: ClipsRequest) -> None:
    """Note the given options that can have no effect."""
    if request.most is None:
        for name in ("per", "pick"):
            why = "There is no choice of clips without a limit per species, so all are cut."
            ledger.idle(request, name, why, changes_results=True)
    if request.most is None or request.pick == "best":
        ledger.idle(request, "seed", "The seed has no effect: no clip is chosen at random.")


def _wanted(request: ClipsRequest, source: RowSource) -> Iterable[Clip]:
    parts = source.parts(silent=False)
    found = merged(parts, request.padding) if request.merge else single(parts)
    if request.most is None:
        return found
    return chosen(found, Cap(request.most, request.per, request.pick, request.seed))


class _ClipCutter:
    """Cuts clips out of one recording after another, and counts them."""

    def __init__(
        self, engine: Engine, request: ClipsRequest, border: Border, call: Call, ledger: Ledger
    ) -> None:
        self.progress = ProgressReporter(call, RowsProgress, unit="clips")
        self.asked = self.written = self.kept = self.refused = self.bytes = 0
        self.folders: set[str] = set()
        self.errors: list[FileError] = []
        self._ledger = ledger
        self._request = request
        self._folder = at_home(text_path(request.destination))
        self._border = border
        self._earlier = clips_in(self._folder)
        self._drives = engine.drives()
        self._recordings: Recordings = engine.catalog.recordings
        self._call = call
        self._name = Namer(request.names)
        self._speech = engine.catalog.speech
        self._tells_unheard = gives(request, "speech") or self._speech.any
        self._spoken = Spoken(None)

    def recording(self, wanted: list[Clip]) -> Iterator[Cells]:
        """Cut all clips of a recording; yields a line of the list for each existing clip."""
        url = wanted[0].recording.path
        self.asked += len(wanted)
        self._spoken = spoken_in(self._speech, wanted[0].recording.recording_id)
        if self._spoken.heard is None and self._tells_unheard:
            self._ledger.add("speechUnheard", url)
        trouble: LinnetError | None = None
        try:
            path = self._drives.find(url)
            for known in self._recordings.find([wanted[0].recording.recording_id]):
                check_sound(known, path)
            with at_recording(path), open_recording(path) as audio:
                for clip in wanted:
                    self._call.check()
                    try:
                        yield from self._clip(clip, audio)
                    except UnreadableAudio as error:  # the other clips may still be readable
                        trouble = trouble or error
                    self.progress.report(self.written + self.kept)
        except (StorageFull, PathNotAllowed, RequestCancelled):
            raise
        except LinnetError as error:
            trouble = error
        if trouble is not None:
            self.errors.append(file_error(url, trouble))

    def _clip(self, clip: Clip, audio: Recording) -> Iterator[Cells]:
        """Cut one clip, and yield its line; none where it is refused."""
        facts, padding = audio.facts, self._request.padding
        first = max(0, round((clip.start - padding) * facts.rate_hz))
        last = min(facts.frames, round((clip.end + padding) * facts.rate_hz))
        suffix = container(facts, self._request.format)
        place = Path(clip.folder) / f"{self._name(clip)}.{suffix}"
        if last <= first:
            raise UnreadableAudio(
                f"The recording ends at {facts.duration_s:.1f} s, before the detection begins.",
                hint="The file may have been cut short or changed after the analysis.",
            )
        speech = self._spoken.within(first, last, facts.rate_hz)
        if speech and self._request.speech == "refuse":
            self._refuse(clip, place)
            return
        self._note(clip, audio, suffix)
        self.folders.add(clip.folder)
        muting = speech if self._request.speech == "mute" else []
        # Whether an earlier clip is muted too, nobody knows: it is written again.
        if not muting and holds(self._folder / place, facts, last - first):
            self.kept += 1
        else:
            self._border.check(self._folder / place, self._is_clip)
            self.bytes += write_clip(self._folder / place, audio, first, last, muting)
            self.written += 1
        if speech:
            self._ledger.add("speechMuted" if muting else "speechKept", clip.recording.path)
        yield self._line(clip, place, first, last, facts.rate_hz)

    def _refuse(self, clip: Clip, place: Path) -> None:
        """Leave out a clip with speech; one from an earlier call stays, and the note says so."""
        self.refused += 1
        there = (self._folder / place).exists()
        what = (
            f"{clip.recording.path} (an earlier clip stays: {place})"
            if there
            else clip.recording.path
        )
        self._ledger.add("speechRefused", what)

    def _line(self, clip: Clip, place: Path, first: int, last: int, rate_hz: int) -> Cells:
        names = (place.as_posix(), inert(clip.species), inert(clip.common))
        times = (round(clip.start, 4), round(clip.end, 4))
        cut = (round(first / rate_hz, 6), round(last / rate_hz, 6))
        confidence = f"{clip.confidence:.4f}"
        path = inert(clip.recording.path)
        channel = "" if clip.channel is None else clip.channel
        told = [clip.detection_id, *_clock(clip), channel, clip.verified]
        speech = self._spoken.within(first, last, rate_hz)
        told.append(
            "" if self._spoken.heard is None else round(Spoken.share(speech, first, last), 4)
        )
        return [*names, confidence, path, *times, *cut, *told]

    def _is_clip(self, path: Path) -> bool:
        """Tell whether a file is an earlier clip; any sound counts as one if `overwrite` is on."""
        return self._request.overwrite or path in self._earlier

    def _note(self, clip: Clip, audio: Recording, suffix: str) -> None:
        """Note a clip that is shorter than its detection, or of another format than asked for."""
        facts = audio.facts
        if clip.end > facts.duration_s + _TOLERANCE_S and facts.container not in ESTIMATED:
            self._ledger.add("pastEnd", clip.recording.path)
        if gives(self._request, "format") and suffix != self._request.format:
            self._ledger.add("asWav", clip.recording.path)


def _clock(clip: Clip) -> Cells:
    """Give the date and time at which a clip was heard, by the recorder's own clock."""
    heard = moment(clip.recording, clip.start)
    if heard is None:
        return ["", "", ""]
    return [f"{heard:%Y-%m-%d}", f"{heard:%H:%M:%S}", utc_offset(clip.recording) or ""]


METHODS = (
    Method(
        "clips",
        clips,
        "files",
        "Cut detections out of their recordings, into one folder per species.",
        RowsProgress,
    ),
)
