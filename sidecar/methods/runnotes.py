"""The notes of a run: what its recordings lack, and what was not analysed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import groupby

from sidecar.app.ledger import Ledger
from sidecar.audio.discover import Found
from sidecar.catalog.interface import Catalog, Speech
from sidecar.contract.analyze import InferRequest
from sidecar.contract.base import gives
from sidecar.contract.notes import NoteKind
from sidecar.methods.idle import note_no_resampling, note_one_channel
from sidecar.methods.judging import UnknownNames
from sidecar.methods.listeners import SPEECH
from sidecar.models.interface import ALL_YEAR
from sidecar.recordings.leftout import note_left_out
from sidecar.recordings.proposals import note_start
from sidecar.recordings.replaced import noting_replaced
from sidecar.run.judging import Judging, Origin, Place
from sidecar.run.windows import Cut
from sidecar.run.work import Failed, Judged, Kept, Read, Stands
from sidecar.values import Channel

_NO_PLACE = "The range filter has no effect, because no recording has a place."
_OF_RANGE = ("location.week", "location.threshold", "location.unknownSpecies")


class RunNotes:
    """Writes the ledger of a run: a sink of results."""

    def __init__(
        self,
        ledger: Ledger,
        catalog: Catalog,
        request: InferRequest,
        judging: Judging,
        found: Found,
        unknown: UnknownNames,
        rate_hz: int,
        listens: Sequence[str] = (),
    ) -> None:
        self._ledger = ledger
        self._catalog = catalog
        self._request = request
        self._judging = judging
        self._replaced = noting_replaced(ledger, catalog)
        self._recordings = self._with_place = 0
        self._any = self._apart = False  # whether a recording has several channels
        self._rate_hz = rate_hz  # the model's
        self._resampled = False  # whether a recording has, or may have, another rate
        self._unread: dict[int, str] = {}  # recordings that came without sound, and their urls
        self._speech: Speech | None = catalog.speech if SPEECH in listens else None
        note_left_out(ledger, found)
        for name in unknown.listed:
            ledger.add("listLine", name.told, what="list of species")
        for name in unknown.excluded:
            ledger.add("listLine", name.told, what="list of excluded species")

    def take(self, kept: Sequence[Kept]) -> None:
        for url, own in groupby(kept, lambda each: each.outcome.work.url):
            channels = list(own)
            self._apart = self._apart or len(channels) > 1
            outcomes = [each.outcome for each in channels]
            heard = [each for each in outcomes if not isinstance(each, Failed)]
            if not heard:
                continue
            self._any = True
            self._resampled |= any(
                not isinstance(each, Read) or each.facts.rate_hz != self._rate_hz for each in heard
            )
            for each in channels:
                if each.replaced is not None and each.recording_id is not None:
                    self._replaced(url, each.recording_id, each.replaced)
                    break
            self._measured(channels)
            number = channels[0].recording_id
            if number is not None and not any(isinstance(each, Read) for each in heard):
                self._unread[number] = url
            origin = _origin(heard[0])
            self.known(url, origin, self._place(heard[0], origin))
            troubles = [each.trouble for each in heard if isinstance(each, Stands)]
            for trouble in dict.fromkeys(filter(None, troubles)):
                self._ledger.add("partialBefore", f"{url}: {trouble}")
            if any(map(_cancels, heard)):
                self._ledger.add("channelsCancel", url)
            else:
                self._heard(url, heard)

    def known(self, url: str, origin: Origin, place: Place) -> None:
        """Note what is not known of a recording's start and place."""
        if origin.start is None:
            self._ledger.add("withoutStart", url)
        if origin.disagrees:
            self._ledger.add("clocksDisagree", url)
        if origin.start and not (origin.start_was_set or origin.clock.timezone):
            note_start(self._ledger, url, origin.start, origin.latitude, origin.longitude)
        if self._judging.range is not None:
            self._placed(url, place)

    def close(self) -> None:
        """Note a choice of channels or a range filter that applied to no recording at all.

        Note too the recordings that a run was to listen to, and did not read.
        """
        if self._speech is not None and self._unread:
            listened = self._speech.listened([*self._unread])
            for number, url in self._unread.items():
                if number not in listened:
                    self._ledger.add("speechUnheard", url, changes_results=True)
        if self._any and not self._apart:
            note_one_channel(self._ledger, self._request)
        if self._any and not self._resampled:
            note_no_resampling(self._ledger, self._request)
        if self._recordings and not self._with_place:
            given = [each for each in _OF_RANGE if gives(self._request, each)]
            for field in given or ["location"]:
                self._ledger.add("noEffect", field, what=_NO_PLACE)

    def _measured(self, channels: Sequence[Kept]) -> None:
        """Note a recording that was to be measured, and whose sound the run had no need to read."""
        if not self._request.indices or any(
            isinstance(each.outcome, Read) and each.outcome.heard for each in channels
        ):
            return
        first = channels[0]
        if first.recording_id is not None and first.recording_id not in self._known:
            self._ledger.add("notMeasured", first.outcome.work.url)

    @cached_property
    def _known(self) -> Collection[int]:
        """The recordings that were measured before the run."""
        return self._catalog.measurements.measured()

    def _heard(self, url: str, outcomes: Sequence[Judged | Stands]) -> None:
        """Note a recording in which there was nothing to analyse, or not everywhere."""
        found: dict[NoteKind, list[Channel]] = {}
        for each in outcomes:
            if (kind := self._lack(each)) is not None:
                found.setdefault(kind, []).append(each.work.channel)
        for kind, channels in found.items():
            if len(channels) == len(outcomes):
                self._ledger.add(kind, url)
                continue
            if kind == "silent":
                kind = "silentChannel"
            for channel in channels:
                self._ledger.add(kind, f"{url}, channel {channel}")

    def _lack(self, outcome: Judged | Stands) -> NoteKind | None:
        by_level = self._judging.settings.get("skipBelow") is not None
        windows = outcome.windows if isinstance(outcome, Judged) else outcome
        if windows.silent:
            return "tooQuiet" if by_level else "silent"
        if isinstance(windows, Cut) and windows.status == "empty":
            return "empty"
        if isinstance(windows, Cut) and windows.quiet and not by_level:
            return "silentWindows"
        return None

    def _place(self, outcome: Judged | Stands, origin: Origin) -> Place:
        return outcome.place if isinstance(outcome, Judged) else self._judging.place(origin)

    def _placed(self, url: str, place: Place) -> None:
        """Note which part of the range filter could not apply to a recording."""
        self._recordings += 1
        self._with_place += place.latitude is not None
        asked = self._judging.range
        if place.latitude is None:
            self._ledger.add("withoutPlace", url)
        elif asked is not None and asked.week is None and place.week == ALL_YEAR:
            self._ledger.add("withoutWeek", url)


def _cancels(outcome: Judged | Stands) -> bool:
    """Tell whether the mean of channels that are opposites was analysed, now or before."""
    if outcome.work.channel is not None:
        return False
    return outcome.cancels if isinstance(outcome, Read) else outcome.work.cancels


def _origin(outcome: Judged | Stands) -> Origin:
    """Give what is known of a recording's start and place, its file included where it was read."""
    origin = outcome.work.origin
    if isinstance(outcome, Read):
        return origin.read(outcome.provenance, outcome.work.path.name)
    return origin
