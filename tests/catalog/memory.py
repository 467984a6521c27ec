"""A catalog in plain dictionaries: what the interface asks for, and nothing of how it is kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sidecar import stop
from sidecar.audio.fingerprint import HEAD_BYTES
from sidecar.audio.source import Source
from sidecar.catalog.counting import share
from sidecar.catalog.matches import MatchPage, MatchQuestion
from sidecar.catalog.measured import Measured
from sidecar.catalog.memos import Memo, MemoHead, MemoSize
from sidecar.catalog.runs import (
    KnownModels,
    ModelVersion,
    NewRun,
    Run,
    RunRequest,
    Speed,
    Waiting,
    WaitsFor,
)
from sidecar.catalog.sameness import Arrival, Likeness, aside, at_its_path, by_sound, is_aside
from sidecar.catalog.speech import Redaction
from sidecar.catalog.sqlite.rows import now
from sidecar.catalog.thresholds import ThresholdSet
from sidecar.catalog.values import (
    AddedRecording,
    Change,
    DecidedStep,
    Decision,
    FieldType,
    Holdings,
    Intake,
    LabelBatch,
    Made,
    Marks,
    Move,
    NewRecording,
    Page,
    Person,
    Question,
    Removed,
    RowMark,
    Said,
    Standing,
    StoredRecording,
    Tally,
    UndoneStep,
    Whereabouts,
)
from sidecar.errors import Conflict, InvalidParams
from sidecar.indices.minutes import Minutes
from sidecar.run.detections import Detection
from sidecar.run.judging import Origin
from sidecar.run.plan import Analysis, Known, Version
from sidecar.run.windows import Stored
from sidecar.run.work import Failed, Gone, Outcome, Read, Rejudged, Stands
from sidecar.run.work import Kept as Kept_
from sidecar.speech.intervals import HeardSpeech
from sidecar.taxonomy.synonyms import synonyms
from sidecar.values import Channel, Float64
from tests.catalog.memorycounts import memory_counts
from tests.catalog.memorymatches import memory_matches, memory_totals
from tests.catalog.memoryoutbox import MemoryOutbox
from tests.catalog.memoryplaces import MemoryPlaces
from tests.catalog.memorysamples import MemorySamples


@dataclass
class Annotation:
    annotation_id: int
    batch_id: int
    person: Person
    recording_id: int
    start_s: float
    end_s: float
    species: str
    verified: str
    counts: bool = True
    replaced: int | None = None
    of_model: bool = False
    file: str | None = None
    withdrawn: int | None = None  # by this batch
    settles: bool = False
    said_at: str | None = None
    comment: str | None = None


@dataclass
class Heard:
    """What an analysis found in a recording, and how far it came."""

    recording_id: int
    model: str
    reached_s: float
    found: Sequence[Detection]


@dataclass
class Kept:
    recordings: dict[int, StoredRecording] = field(default_factory=dict)
    annotations: dict[int, Annotation] = field(default_factory=dict)
    batches: dict[int, bool] = field(default_factory=dict)  # undone?
    taken: dict[int, list[Annotation]] = field(default_factory=dict)  # back, by an undone batch
    undone: list[tuple[int, int]] = field(default_factory=list)  # and the newest batch then
    sources: dict[int, Sequence[Source]] = field(default_factory=dict)  # of each recording
    analyses: dict[int, Heard] = field(default_factory=dict)
    current: dict[tuple[int, int], dict[int, Channel]] = field(default_factory=dict)
    measured: dict[int, Measured] = field(default_factory=dict)
    speech: dict[int, HeardSpeech] = field(default_factory=dict)


class MemoryRuns:
    """Runs and what was found; windows have rows of one file, which are never given out again."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._models: list[tuple[str, str]] = []
        self._runs: dict[int, RunRequest] = {}
        self._files: dict[tuple[int, str], tuple[str, int | None]] = {}
        self._analyses: dict[int, tuple[int, int, str, Version, int | None]] = {}
        self._current = kept.current  # by recording and model
        self._windows: dict[int, tuple[int, str, Version, Stored]] = {}
        self._unfinished = set[int]()  # analyses
        self._cancelling = set[int]()  # recordings
        self._efforts: list[tuple[Run, tuple[float, float, bool]]] = []  # seconds, amount, read?
        self._waiting: dict[tuple[WaitsFor, str], int] = {}  # the run that first failed
        self._begun: dict[int, str] = {}  # when each run began
        self._of_run: dict[int, int] = {}  # the run of each analysis
        self._rows = self._ids = 0
        self.outbox = MemoryOutbox(self._analyses_since)

    def model_id(self, model: ModelVersion) -> int:
        key = model.sha256, model.converter
        if key not in self._models:
            self._models.append(key)
        return self._models.index(key) + 1

    def begin(self, run: NewRun) -> Run:
        ids = self.model_id(run.model), self.model_id(run.embedder or run.model)
        run_id = len(self._runs) + 1
        self._begun[run_id] = now()
        self._runs[run_id] = RunRequest(
            run.model.name, run.model.version_id, run.settings, sorted(run.urls)
        )
        self._files |= {(run_id, url): ("waiting", None) for url in run.urls}
        return Run(run_id, *ids, run.retries or WaitsFor(ids[0], run.settings_digest))

    def end(self, run: Run, status: str, notes: str = "[]") -> dict[str, int]:
        ends = [end for (run_id, _), (end, _) in self._files.items() if run_id == run.run_id]
        return {end: ends.count(end) for end in ends}

    def models(self, run: NewRun) -> KnownModels:
        keys = [(each.sha256, each.converter) for each in (run.model, run.embedder or run.model)]
        ids = [self._models.index(key) + 1 if key in self._models else None for key in keys]
        return KnownModels(*ids)

    def speed(self, models: KnownModels) -> Speed:
        of = [each for run, each in self._efforts if run.model_id == models.model_id and each[0]]
        heard = [(seconds, each) for seconds, each, read in of if read]
        rescored = [(seconds, each) for seconds, each, read in of if not read]
        return Speed(
            *(
                sum(each for _, each in some) / sum(seconds for seconds, _ in some)
                if some
                else None
                for some in (heard, rescored)
            )
        )

    def known(self, urls: Sequence[str], run: Run | KnownModels) -> dict[str, Known]:
        recordings = {each.url: each for each in self._kept.recordings.values()}
        return {url: self._known(recordings[url], run) for url in urls if url in recordings}

    def _known(self, recording: StoredRecording, run: Run | KnownModels) -> Known:
        analyses = {
            (digest, version): Analysis(recording.recording_id, analysis_id)
            for analysis_id, (of, model, digest, version, _) in self._analyses.items()
            if (of, model) == (recording.recording_id, run.model_id)
            and analysis_id not in self._unfinished
        }
        unfinished = {self._analyses[each][4] for each in self._unfinished & set(self._analyses)}
        windows = {
            (digest, version): stored
            for model, digest, version, stored in self._windows.values()
            if (stored.recording_id, model) == (recording.recording_id, run.embedder_id)
            and stored.window_set_id not in unfinished
        }
        cancels = recording.recording_id in self._cancelling
        return Known(
            Origin(),
            analyses,
            windows,
            channels=recording.channels,
            cancels=cancels,
            duration_s=recording.duration_s,
        )

    def keep(
        self,
        run: Run,
        outcomes: Sequence[Outcome],
        seconds: float = 0.0,
        *,
        forward: bool = False,
    ) -> list[Kept_ | Gone]:
        gone = {id(each) for each in outcomes if self._gone(each, outcomes)}
        there = [each for each in outcomes if id(each) not in gone]
        heard = [each.windows.reached_s for each in there if isinstance(each, Read)]
        again = [len(each.windows.offsets) for each in there if isinstance(each, Rejudged)]
        if heard or again:
            self._efforts.append((run, (seconds, sum(heard or again), bool(heard))))
        kept = [Gone(each) if id(each) in gone else self._keep(run, each) for each in outcomes]
        self._let_count(run, [each for each in kept if isinstance(each, Kept_)])
        self._let_wait(run, [each.outcome for each in kept if isinstance(each, Kept_)])
        for each in kept if forward else []:
            if isinstance(each.outcome, Read | Rejudged) and isinstance(each, Kept_):
                assert each.analysis_id is not None
                self.outbox.add_analysis(each.analysis_id, each.outcome.found)
        return kept

    def _let_wait(self, run: Run, outcomes: Sequence[Outcome]) -> None:
        assert run.waits is not None
        for each in outcomes:
            if isinstance(each, Failed):
                if each.waits:
                    self._waiting.setdefault((run.waits, each.work.url), run.run_id)
                continue
            models = run.model_id, run.waits.model_id
            for of, url in [*self._waiting]:
                if url == each.work.url and of.model_id in models:
                    del self._waiting[of, url]

    def waiting(self, model: str | None = None) -> list[Waiting]:
        groups: dict[WaitsFor, Waiting] = {}
        for (of, url), run_id in self._waiting.items():
            asked = self._runs[run_id]
            if model in (None, asked.model):
                group = groups.setdefault(
                    of, Waiting(of, asked.model, asked.version_id, asked.settings, [])
                )
                group.urls.append(url)
                group.urls.sort()
        return [*groups.values()]

    def wait_no_longer(self, run: Run, urls: Sequence[str]) -> None:
        assert run.waits is not None
        for url in urls:
            self._waiting.pop((run.waits, url), None)

    def _analyses_since(self, moment: str) -> list[tuple[int, Sequence[Detection]]]:
        return [
            (number, self._kept.analyses[number].found)
            for counting in self._current.values()
            for number in counting
            if moment <= self._begun[self._of_run[number]]
        ]

    def _gone(self, outcome: Outcome, outcomes: Sequence[Outcome]) -> bool:
        """Tell whether something is gone of an outcome or of the recording's other channels."""
        apart = len(outcome.work.channels) > 1
        own = [each for each in outcomes if apart and each.work.url == outcome.work.url]
        versions = {self._version(each) for each in own or [outcome]}
        return None in versions or len(versions) > 1

    def _version(self, outcome: Outcome) -> Version | tuple[()] | None:
        if isinstance(outcome, Failed):
            return ()
        if isinstance(outcome, Read):
            return outcome.facts.size_bytes, outcome.facts.modified_ns
        if isinstance(outcome, Stands):
            known = self._analyses.get(outcome.analysis_id)
            return known[3] if known else None
        windows = self._windows.get(outcome.windows.window_set_id)
        return windows[2] if windows and windows[3].first == outcome.windows.first else None

    def _let_count(self, run: Run, kept: Sequence[Kept_]) -> None:
        """Let what a call kept of each recording count, in place of what counted before."""
        sets: dict[tuple[int, int], dict[int, Channel]] = {}
        for each in kept:
            if each.recording_id is None or each.analysis_id is None:
                continue
            own = sets.setdefault((each.recording_id, run.model_id), {})
            for number, channel in list(own.items()):
                if share(channel, each.outcome.work.channel):
                    del own[number]
            own[each.analysis_id] = each.outcome.work.channel
        self._current |= sets

    def _keep(self, run: Run, outcome: Outcome) -> Kept_:
        file = run.run_id, outcome.work.url
        if isinstance(outcome, Failed):
            self._files[file] = "failed", None
            return Kept_(outcome)
        if isinstance(outcome, Stands):
            self._files[file] = "skipped", outcome.analysis_id
            return Kept_(outcome, outcome.recording_id, outcome.analysis_id)
        replaced = None
        if isinstance(outcome, Read):
            recording_id, version, set_id, replaced = self._read(run, outcome)
        else:
            windows = self._windows[outcome.windows.window_set_id]
            recording_id, version = windows[3].recording_id, windows[2]
            set_id = outcome.windows.window_set_id
        self._ids += 1
        digest = outcome.digests.settings
        self._analyses = {
            key: value
            for key, value in self._analyses.items()
            if value[:3] != (recording_id, run.model_id, digest)
        }
        self._analyses[self._ids] = recording_id, run.model_id, digest, version, set_id
        self._kept.analyses[self._ids] = Heard(
            recording_id, self._runs[run.run_id].model, outcome.windows.reached_s, outcome.found
        )
        if outcome.windows.again:
            self._unfinished.add(self._ids)
        self._of_run[self._ids] = run.run_id
        self._files[file] = outcome.windows.status, self._ids
        return Kept_(outcome, recording_id, self._ids, replaced)

    def _read(self, run: Run, outcome: Read) -> tuple[int, Version, int | None, int | None]:
        read = NewRecording(outcome.work.url, outcome.facts, outcome.provenance, outcome.identity)
        (taken,) = MemoryRecordings(self._kept).put([read])
        for each in outcome.heard:
            assert isinstance(each, Minutes)
            digest = self._kept.recordings[taken.recording_id].digest or b""
            self._kept.measured[taken.recording_id] = Measured(taken.recording_id, each, digest)
        version = outcome.facts.size_bytes, outcome.facts.modified_ns
        if outcome.work.channel is None:
            self._cancelling.discard(taken.recording_id)
            self._cancelling |= {taken.recording_id} if outcome.cancels else set()
        self._windows = {
            key: (model, digest, of, stored)
            for key, (model, digest, of, stored) in self._windows.items()
            if (stored.recording_id, model) != (taken.recording_id, run.embedder_id)
            or (of == version and digest != outcome.digests.windows)
        }
        if outcome.embeddings is None:
            return taken.recording_id, version, None, taken.replaced
        self._ids += 1
        stored = Stored(
            window_set_id=self._ids,
            recording_id=taken.recording_id,
            url=outcome.work.url,
            first=self._rows,
            channel=outcome.work.channel,
            **{name: getattr(outcome.windows, name) for name in _OF_A_CUT},
        )
        self._rows += stored.count
        self._windows[self._ids] = run.embedder_id, outcome.digests.windows, version, stored
        for each in outcome.heard:
            assert isinstance(each, HeardSpeech)
            self._kept.speech[taken.recording_id] = each
        return taken.recording_id, version, self._ids, taken.replaced

    def judged_before(self, run: Run, settings_digest: str) -> dict[int, int]:
        return {
            set_id: analysis_id
            for analysis_id, (_, model, digest, _, set_id) in self._analyses.items()
            if (model, digest) == (run.model_id, settings_digest)
            and set_id is not None
            and analysis_id in self._current[self._analyses[analysis_id][:2]]
        }

    def asked(self, run_id: int) -> RunRequest | None:
        return self._runs.get(run_id)

    def analysed(self, run_id: int) -> list[tuple[int, str]]:
        return [
            (self._analyses[analysis_id][0], url)
            for (of, url), (_, analysis_id) in sorted(self._files.items())
            if of == run_id and analysis_id is not None
        ]


_OF_A_CUT = ("offsets", "duration_s", "reached_s", "quiet", "trouble")


class MemoryRecordings:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def places(self) -> list[Whereabouts]:
        known = self._kept.recordings.values()
        return [Whereabouts(each.recording_id, each.url, each.missing_since) for each in known]

    def find(self, recording_ids: Sequence[int]) -> list[StoredRecording]:
        known = self._kept.recordings
        return [known[each] for each in recording_ids if each in known]

    def at(self, urls: Sequence[str]) -> StoredRecording | None:
        known = self._kept.recordings.values()
        return next((each for each in known if each.url in urls), None)

    def taken(self, urls: Sequence[str]) -> dict[str, int]:
        known = sorted(self._kept.recordings.values(), key=lambda each: -each.recording_id)
        return {each.url: each.recording_id for each in known if each.url in urls}

    def beginning_with(self, heads: Collection[bytes] | None) -> list[StoredRecording]:
        known = [each for each in self._kept.recordings.values() if each.digest]
        if heads is None:
            return known[:1]
        return [each for each in known if (each.digest or b"")[:HEAD_BYTES] in heads]

    def copies(self) -> dict[int, int]:
        first: dict[bytes, int] = {}
        found = {}
        for each in self._kept.recordings.values():
            if (
                each.digest
                and not each.plain
                and first.setdefault(each.digest, each.recording_id) < each.recording_id
            ):
                found[each.recording_id] = first[each.digest]
        return found

    def put(
        self, read: Sequence[NewRecording], deployment_id: int | None = None
    ) -> list[AddedRecording]:
        if deployment_id is not None:
            raise InvalidParams("The catalog has no such deployment.", field="deploymentId")
        return [self._put(each) for each in read]

    def _put(self, read: NewRecording) -> AddedRecording:
        facts, identity, metadata = read.facts, read.identity, read.provenance.metadata
        start = metadata.start.isoformat() if metadata.start else None
        before, replaced = self.at([read.url]), None
        if before and self._likeness(before, Arrival(facts, start, identity)) == "other":
            replaced, number = before.recording_id, before.recording_id
            gone = replace(before, url=aside(read.url, number), missing_since="today")
            self._kept.recordings[number] = gone
            before = self._returned(replaced, Arrival(facts, start, identity))
        number = before.recording_id if before else max(self._kept.recordings, default=0) + 1
        self._kept.sources[number] = read.provenance.sources
        self._kept.recordings[number] = StoredRecording(
            number,
            read.url,
            facts.duration_s,
            facts.size_bytes,
            facts.modified_ns,
            facts.frames,
            metadata.comment,
            identity.digest if identity else None,
            identity.fingerprint if identity else None,
            identity.version if identity else None,
            None,
            facts.rate_hz,
            start,
            facts.channels,
            start,
            identity.plain if identity else False,
        )
        told = (facts.duration_s, facts.rate_hz, facts.channels, start, metadata.recorder)
        place = metadata.latitude, metadata.longitude
        return AddedRecording(number, read.url, *told, *place, None, replaced=replaced)

    def _likeness(self, known: StoredRecording, file: Arrival) -> Likeness:
        labels = self._kept.annotations.values()
        return at_its_path(
            known, file, lambda: known.recording_id in {each.recording_id for each in labels}
        )

    def _returned(self, leaving: int, file: Arrival) -> StoredRecording | None:
        for each in self._kept.recordings.values():
            lost = each.missing_since and each.recording_id != leaving
            if lost and is_aside(each.url) and by_sound(each, file) != "other":
                return each
        return None

    def move(self, moves: Sequence[Move]) -> list[bool]:
        return [self._move(each) for each in moves]

    def _move(self, move: Move) -> bool:
        known, facts = move.known, move.facts
        if self._kept.recordings.get(known.recording_id) != known:
            return False
        if move.merged is not None:
            for each in self._kept.annotations.values():
                if each.recording_id == move.merged:
                    each.recording_id = known.recording_id
            del self._kept.recordings[move.merged]
        self._kept.recordings[known.recording_id] = replace(
            known,
            url=str(facts.path),
            size_bytes=facts.size_bytes,
            modified_ns=facts.modified_ns,
            missing_since=None,
        )
        return True

    def change(self, changes: Iterable[Change]) -> None:
        changed = dict(self._kept.recordings)
        for number, each in enumerate(changes):
            if each.recording_id not in changed:
                raise InvalidParams("No such one.", field=f"recordings.{number}.recordingId")
            if "start" in each.sets:
                known = changed[each.recording_id]
                changed[each.recording_id] = replace(known, recorded_at=each.start)
            if each.place is not None:
                known = changed[each.recording_id]
                changed[each.recording_id] = replace(known, url=each.place.url)
        self._kept.recordings.update(changed)  # in place: places refer to them

    def mark(
        self,
        *,
        missing: Collection[int] = (),
        found: Collection[int] = (),
        since: str | None = None,
    ) -> None:
        for each in missing:
            known = self._kept.recordings[each]
            since = known.missing_since or since or "today"
            self._kept.recordings[each] = replace(known, missing_since=since)
        for each in found:
            self._kept.recordings[each] = replace(self._kept.recordings[each], missing_since=None)

    def holdings(self, recording_ids: Sequence[int]) -> Holdings:
        ids = set(recording_ids)
        labelled = [each.recording_id for each in self._kept.annotations.values()]
        held = [each for each in labelled if each in ids]
        found = [
            len(self._kept.analyses[analysis].found)
            for (recording_id, _), channels in self._kept.current.items()
            if recording_id in ids
            for analysis in channels
            if analysis in self._kept.analyses
        ]
        return Holdings(sum(found), len(set(held)), len(held))

    def remove(
        self,
        recording_ids: Sequence[int],
        *,
        including_labels: bool,
        kept: Callable[[int], None] | None = None,
    ) -> Removed:
        labelled = {each.recording_id for each in self._kept.annotations.values()}
        for each in recording_ids:
            if each not in self._kept.recordings or (each in labelled and not including_labels):
                raise InvalidParams("This one stays.", field="recordingIds")
        stop.check()
        gone = set(recording_ids)
        annotations = self._kept.annotations.items()
        self._kept.annotations = {n: a for n, a in annotations if a.recording_id not in gone}
        for each in gone:
            del self._kept.recordings[each]
        if kept is not None:
            kept(len(gone))
        return Removed(len(gone), Path("no file"))


class MemoryLabels:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def decide(self, decisions: Sequence[Decision], person: Person) -> LabelBatch:
        before = dict(self._kept.annotations)
        batch_id = len(self._kept.batches) + 1
        made = []
        for number, each in enumerate(decisions):
            try:
                made.append(self._add(each, person, batch_id))
            except InvalidParams as error:
                self._kept.annotations = before
                error.field = f"annotations.{number}.{error.field}"
                raise
        self._kept.batches[batch_id] = False
        return LabelBatch(batch_id, made, added=sum(each.new for each in made))

    def latest_batch(self) -> int:
        return max(self._kept.batches, default=0)

    def decide_all(
        self,
        detection_ids: Sequence[int],
        decision: Decision,
        person: Person,
        *,
        since: int,
        kept: Callable[[DecidedStep], None],
    ) -> None:
        stop.check()
        found = [
            replace(
                decision,
                recording_id=each.recording_id,
                start_s=one.start_s,
                end_s=one.end_s,
                species=one.species,
            )
            for each in self._kept.analyses.values()
            for one in each.found
        ]
        batch_id = len(self._kept.batches) + 1
        there = [found[number - 1] for number in detection_ids if number <= len(found)]
        free = [each for each in there if all(n.batch_id <= since for n in self._on(each))]
        made = [self._add(each, person, batch_id) for each in free]
        new = any(each.new for each in made)
        if new:
            self._kept.batches[batch_id] = False
        kept(
            DecidedStep(
                batch_id if new else None,
                len(free),
                gone=len(detection_ids) - len(there),
                judged=len(there) - len(free),
            )
        )

    def take_over(
        self,
        decisions: Iterable[Decision],
        person: Person,
        intake: Intake,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        batch_id = len(self._kept.batches) + 1
        made = {}
        earlier = [
            each
            for each in self._kept.annotations.values()
            if each.counts and each.file in intake.files
        ]
        for number, each in enumerate(decisions):
            try:
                made[number] = self._take(each, person, batch_id)
                self._kept.annotations[made[number].annotation_id].file = each.file
            except InvalidParams as error:
                refuse(number, error)
        same = {each.annotation_id for each in made.values()}
        stale = [each for each in earlier if each.counts and each.annotation_id not in same]
        new = [number for number, each in made.items() if each.new]
        batch = LabelBatch(None, added=len(new), known=len(made) - len(new), numbers=new)
        if intake.replace:
            for old in stale:
                old.counts = False
                old.withdrawn = batch_id
            batch = replace(batch, replaced=len(stale))
        else:
            batch = replace(batch, earlier=dict(Counter(str(each.file) for each in stale)))
        if batch.added or batch.replaced:
            self._kept.batches[batch_id] = False
            batch = replace(batch, batch_id=batch_id)
        return batch

    def _take(self, decision: Decision, person: Person, batch_id: int) -> Made:
        for each in self._on(decision, counting=decision.model is None):
            if decision.model is not None:
                undone = self._kept.batches[each.batch_id]
                same = each.person == Person(decision.model) and not undone
            else:
                same = decision.verified is None and each.verified != "UNVERIFIED"
            if same:
                return Made(each.annotation_id, 0, each.recording_id, None, new=False)
        return self._add(decision, person, batch_id, "UNVERIFIED")

    def _on(self, decision: Decision, *, counting: bool = True) -> list[Annotation]:
        """List what counts, or all that was said, on a decision's species and stretch."""
        place = (decision.recording_id, decision.start_s, decision.end_s, decision.species)
        return [
            each
            for each in self._kept.annotations.values()
            if (each.counts or not counting)
            and (each.recording_id, each.start_s, each.end_s, each.species) == place
        ]

    def labelers(self) -> dict[str, bool]:
        found = self._kept.annotations.values()
        models = {each.person.name: False for each in found if each.of_model}
        return models | {each.person.name: True for each in found if not each.of_model}

    def _of_label(self, decision: Decision) -> Annotation:
        named = self._kept.annotations.get(decision.annotation_id or 0)
        if named is None or named.of_model or named.withdrawn is not None:
            raise InvalidParams("No such label.", field="annotationId")
        return named

    def _withdraw(self, named: Annotation, batch_id: int) -> None:
        for each in self._kept.annotations.values():
            place = (each.recording_id, each.start_s, each.end_s, each.species)
            if place == (named.recording_id, named.start_s, named.end_s, named.species):
                each.counts, each.withdrawn = False, batch_id

    def _move(self, decision: Decision, person: Person, batch_id: int) -> Made:
        named = self._of_label(decision)
        place = replace(
            decision,
            annotation_id=None,
            recording_id=named.recording_id,
            start_s=named.start_s if decision.start_s is None else decision.start_s,
            end_s=named.end_s if decision.end_s is None else decision.end_s,
            species=named.species,
            verified=decision.verified or named.verified,
        )
        made = self._add(place, person, batch_id)
        self._withdraw(named, batch_id)
        return replace(made, replaced=named.annotation_id)

    def _add(self, decision: Decision, person: Person, batch_id: int, default: str = "YES") -> Made:
        if decision.withdraw:
            named = self._of_label(decision)
            self._withdraw(named, batch_id)
            return Made(named.annotation_id, 0, named.recording_id, None, new=True)
        if decision.annotation_id is not None:
            return self._move(decision, person, batch_id)
        recording, start, end = decision.recording_id, decision.start_s, decision.end_s
        if recording not in self._kept.recordings:
            raise InvalidParams("No such recording.", field="recordingId")
        assert start is not None and end is not None and decision.species is not None
        if start >= end:
            raise InvalidParams("The end must come after the start.", field="end")
        verified = decision.verified or default
        if decision.model is not None:
            person, verified = Person(decision.model), "UNVERIFIED"
        standing = self._on(decision)
        for each in standing:
            if (each.person, each.verified) == (person, verified):
                return Made(each.annotation_id, 0, recording, None, new=False)
        known = self._kept.annotations
        number = max(known, default=0) + 1
        place = (recording, start, end, decision.species)
        made = known[number] = Annotation(number, batch_id, person, *place, verified)
        made.said_at = f"2100-01-01T00:00:00.{number:06}+00:00"
        made.settles, made.comment = decision.settles, decision.comment
        if decision.model is not None:
            made.of_model = True
            made.counts = all(each.of_model for each in standing)
            return Made(number, 0, recording, None, new=True)
        made.replaced = standing[0].annotation_id if standing else None
        for each in standing:
            each.counts = False
        return Made(number, 0, recording, made.replaced, new=True)

    def undo(
        self, batch_id: int | None = None, kept: Callable[[UndoneStep], None] = lambda step: None
    ) -> LabelBatch:
        batches = self._kept.batches
        if batch_id is None:
            batch_id = max((each for each, undone in batches.items() if not undone), default=0)
        if batches.get(batch_id, True):
            raise InvalidParams("There is nothing to undo.", field="batchId")
        batches[batch_id] = True
        self._kept.undone.append((batch_id, max(batches)))
        made = [each for each in self._kept.annotations.values() if each.batch_id == batch_id]
        for each in made:
            if each.counts and each.replaced:
                self._kept.annotations[each.replaced].counts = True
            each.counts = False
        for each in self._kept.annotations.values():
            if each.withdrawn == batch_id:
                each.counts = True
                each.withdrawn = None
                self._kept.taken.setdefault(batch_id, []).append(each)
                made.append(each)
        return LabelBatch(batch_id, added=len(made))

    def redo(
        self, batch_id: int | None = None, kept: Callable[[UndoneStep], None] = lambda step: None
    ) -> LabelBatch:
        batches, undone = self._kept.batches, self._kept.undone
        if batch_id is None:
            if not undone or undone[-1][1] < max(batches):
                raise InvalidParams("There is nothing to redo.", field="batchId")
            batch_id = undone[-1][0]
        if not batches.get(batch_id, False):
            raise InvalidParams("There is nothing to redo.", field="batchId")
        batches[batch_id] = False
        undone[:] = [each for each in undone if each[0] != batch_id]
        taken = self._kept.taken.pop(batch_id, [])
        for each in taken:
            each.counts, each.withdrawn = False, batch_id
        made = [each for each in self._kept.annotations.values() if each.batch_id == batch_id]
        for each in made:
            place = (each.recording_id, each.start_s, each.end_s, each.species)
            there = [
                other
                for other in self._kept.annotations.values()
                if other.counts
                and (other.recording_id, other.start_s, other.end_s, other.species) == place
            ]
            if all(other.of_model or other.annotation_id < each.annotation_id for other in there):
                for other in there:
                    other.counts = False
                each.counts = True
        return LabelBatch(batch_id, added=len(made) + len(taken))

    def _opinions(self) -> list[Annotation]:
        last = dict[tuple[object, ...], Annotation]()
        for each in sorted(self._kept.annotations.values(), key=_moment_of):
            undone = self._kept.batches[each.batch_id] or each.withdrawn is not None
            if not each.of_model and not undone:
                last[(*_place_of(each), each.person, each.settles)] = each
        return [*last.values()]

    def said(self) -> list[Said]:
        return [
            Said(
                self._kept.recordings[each.recording_id].digest or b"",
                round(each.start_s * 1000),
                round(each.end_s * 1000),
                each.species,
                each.species,
                each.verified,
                each.person,
                each.said_at,
                each.comment,
                settles=each.settles,
                annotation_id=each.annotation_id,
            )
            for each in self._opinions()
        ]

    def merge(
        self,
        said: Sequence[Said],
        person: Person,
        what: str,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        batch_id = len(self._kept.batches) + 1
        recordings = {each.digest: number for number, each in self._kept.recordings.items()}
        added, known = [], 0
        for number, each in enumerate(said):
            recording_id = recordings.get(each.digest)
            if recording_id is None:
                refuse(number, InvalidParams("No such sound.", field="sound"))
                continue
            place = (recording_id, each.start_ms / 1000, each.end_ms / 1000, each.species)
            new = Annotation(0, batch_id, each.person, *place, each.verified, counts=False)
            new.said_at, new.comment, new.settles = each.said_at, each.comment, each.settles
            there = [a for a in self._kept.annotations.values() if _place_of(a) == place]
            if any(_word_of(a) == _word_of(new) for a in there):
                known += 1
                continue
            new.annotation_id = max(self._kept.annotations, default=0) + 1
            self._kept.annotations[new.annotation_id] = new
            added.append(number)
            for a in there:
                a.counts = False
            max((a for a in (*there, new) if not a.of_model), key=_moment_of).counts = True
        if added:
            self._kept.batches[batch_id] = False
        return LabelBatch(batch_id if added else None, added=len(added), known=known)

    def standing(self) -> list[Standing]:
        return [
            Standing(
                each.annotation_id,
                each.recording_id,
                each.start_s,
                each.end_s,
                each.species,
                each.species,
                each.verified == "YES",
            )
            for each in self._kept.annotations.values()
            if each.counts and each.verified in ("YES", "NO")
        ]


def _place_of(each: Annotation) -> tuple[object, ...]:
    return each.recording_id, each.start_s, each.end_s, each.species


def _word_of(each: Annotation) -> tuple[object, ...]:
    return each.person, each.verified, each.said_at, each.comment, each.settles


def _moment_of(each: Annotation) -> tuple[object, ...]:
    name = (each.person.name, each.person.email or "")
    return each.settles, each.said_at or "", *name, each.verified, each.comment or ""


_FIELDS: dict[str, dict[str, FieldType]] = {
    "recordings": {"recordingId": "number", "path": "text", "duration": "number"},
    "annotations": {
        "annotationId": "number",
        "recordingId": "number",
        "start": "number",
        "end": "number",
        "species": "text",
        "verified": "text",
        "mostRecent": "number",
    },
}


class MemoryQuestions:
    """Answers on recordings and annotations, with filters for one value or several."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def fields(self, select: str) -> dict[str, FieldType]:
        return _FIELDS[select]

    def page(
        self,
        question: Question,
        *,
        limit: int,
        cursor: str | None = None,
        exact: bool = False,
        fields: Sequence[str] = (),
        at: Mapping[str, Any] | None = None,
        before: int = 0,
    ) -> Page:
        rows = self._all(question)
        first, ahead = int(cursor or 0), 0
        if at is not None:
            place = self._place(question, rows, at)
            ahead = min(before, place)
            first = place - ahead
        last = min(first + limit, len(rows))
        if first < 0:  # the page before this row
            first, last = max(0, -first - limit), -first
        names = self._chosen(question.select, fields)
        return Page(
            [{name: row[name] for name in names} for row in rows[first:last]],
            str(last) if last < len(rows) else None,
            len(rows),
            True,
            f"-{first}" if first else None,
            ahead,
        )

    def marks(self, question: Question, count: int) -> Marks:
        rows = self._all(question)
        last = len(rows) - 1
        numbers = sorted({number * last // (count - 1) for number in range(count)} if rows else [])
        asked = [name.removeprefix("-") for name in question.order_by]
        marks = [RowMark(n, str(n), {name: rows[n][name] for name in asked}) for n in numbers]
        return Marks(marks, len(rows))

    def _chosen(self, select: str, fields: Sequence[str]) -> list[str]:
        known = list(self.fields(select))
        for number, name in enumerate(fields):
            if name not in known:
                raise InvalidParams("No such field.", field=f"fields.{number}")
        return [name for name in known if not fields or name in {known[0], *fields}]

    def _place(self, question: Question, rows: list[dict[str, Any]], at: Mapping[str, Any]) -> int:
        """Find the first row that has these values or later ones."""
        first = question.order_by[: len(at)]
        for name in at:
            if name not in [item.removeprefix("-") for item in first]:
                raise InvalidParams("The rows have another order.", field=f"at.{name}")
        wanted = [dict(at), *rows]
        for name in reversed(first):
            wanted.sort(key=lambda row: row[name.removeprefix("-")], reverse=name.startswith("-"))
        return next(number for number, row in enumerate(wanted) if row.keys() == at.keys())

    def rows(self, question: Question, fields: Sequence[str]) -> Iterator[tuple[object, ...]]:
        for row in self._all(question):
            yield tuple(row[name] for name in fields)

    def species(self, name: str | None = None) -> list[tuple[str, str | None]]:
        known = dict.fromkeys(each.species for each in self._kept.annotations.values())
        return [(each, None) for each in known if each and name in (None, each)]

    def counts(self, tally: Tally, most: int) -> list[dict[str, object]]:
        return memory_counts(self._kept, tally, most)

    def matches(self, asked: MatchQuestion, *, limit: int, cursor: str | None = None) -> MatchPage:
        return memory_matches(self._kept, asked, limit, cursor)

    def match_totals(self, asked: MatchQuestion, most: int) -> list[dict[str, Any]]:
        return memory_totals(self._kept, asked, most)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        yield

    def _all(self, question: Question) -> list[dict[str, Any]]:
        table = {"recordings": self._recordings, "annotations": self._annotations}
        rows = table[question.select]()
        known = self.fields(question.select)
        for name, wanted in question.where.items():
            if name not in known:
                raise InvalidParams("No such field.", field=f"where.{name}")
            values = wanted if isinstance(wanted, list) else [wanted]
            if name == "species":
                values = [one for each in values for one in synonyms().alike(each)]
            rows = [row for row in rows if row[name] in values]
        for name in reversed(question.order_by):
            rows.sort(key=lambda row: row[name.removeprefix("-")], reverse=name.startswith("-"))
        return rows

    def _recordings(self) -> list[dict[str, Any]]:
        return [
            {"recordingId": each.recording_id, "path": each.url, "duration": each.duration_s}
            for each in self._kept.recordings.values()
        ]

    def _annotations(self) -> list[dict[str, Any]]:
        return [
            {
                "annotationId": each.annotation_id,
                "recordingId": each.recording_id,
                "start": each.start_s,
                "end": each.end_s,
                "species": each.species,
                "verified": each.verified,
                "mostRecent": int(each.counts),
            }
            for each in self._kept.annotations.values()
        ]


class MemoryMemos:
    def __init__(self) -> None:
        self._kept: dict[str, tuple[MemoHead, str]] = {}
        self._last = 0

    def get(self, key: str) -> Memo | None:
        head, value = self._kept.get(key, (None, ""))
        return None if head is None else Memo(head, json.loads(value))

    def list(self, prefix: str) -> list[MemoSize]:
        return [
            MemoSize(*head, len(value.encode()))
            for key, (head, value) in sorted(self._kept.items())
            if key.startswith(prefix)
        ]

    def put(self, key: str, value: str | None, *, if_revision: int | None, most: int) -> int:
        known = self._kept.get(key)
        if if_revision is not None and if_revision != (known[0].revision if known else 0):
            raise Conflict("Somebody else changed the memo.")
        if value is None:
            self._kept.pop(key, None)
            return 0
        if known is None and len(self._kept) >= most:
            raise InvalidParams("Too many memos.", field="key")
        self._last += 1
        self._kept[key] = MemoHead(key, self._last, "2026-05-01"), value
        return self._last


class MemoryThresholds:
    def __init__(self) -> None:
        self._kept: dict[str, ThresholdSet] = {}

    def list(self) -> list[ThresholdSet]:
        return [self._kept[name] for name in sorted(self._kept)]

    def get(self, name: str) -> ThresholdSet | None:
        return self._kept.get(name)

    def put(self, kept: ThresholdSet) -> None:
        self._kept[kept.name] = replace(kept, made_at=kept.made_at or "2026-05-01")

    def remove(self, name: str) -> bool:
        return self._kept.pop(name, None) is not None


class MemoryMeasurements:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def put(self, found: Sequence[Measured]) -> list[bool]:
        kept = [self._holds(each) for each in found]
        those = (each for each, same in zip(found, kept, strict=True) if same)
        self._kept.measured |= {each.recording_id: each for each in those}
        return kept

    def _holds(self, measured: Measured) -> bool:
        known = self._kept.recordings.get(measured.recording_id)
        return known is not None and measured.digest.startswith(known.digest or b"")

    def of(self, recording_ids: Sequence[int]) -> dict[int, Minutes]:
        return {each: self._kept.measured[each].minutes for each in recording_ids if each in self}

    def __contains__(self, recording_id: int) -> bool:
        """Tell whether a recording was measured, and still has the sound of that time."""
        known = self._kept.recordings.get(recording_id)
        measured = self._kept.measured.get(recording_id)
        return (
            known is not None and measured is not None and measured.digest == (known.digest or b"")
        )

    def measured(self) -> list[int]:
        return [each for each in self._kept.measured if each in self]

    def masked(
        self, mask: Mapping[str, float], recording_ids: Sequence[int] | None = None
    ) -> dict[int, float]:
        wanted = self.measured() if recording_ids is None else recording_ids
        return {each: minutes.masked_s(mask) for each, minutes in self.of(wanted).items()}

    def masked_spans(
        self, mask: Mapping[str, float], recording_ids: Sequence[int] | None = None
    ) -> dict[int, Float64]:
        wanted = self.measured() if recording_ids is None else recording_ids
        return {each: minutes.masked(mask) for each, minutes in self.of(wanted).items()}


class MemorySpeech:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._redactions: dict[int, Redaction] = {}

    def put(self, heard: Mapping[int, HeardSpeech]) -> None:
        self._kept.speech |= heard

    def heard(self, recording_ids: Sequence[int]) -> dict[int, HeardSpeech]:
        known = self._kept.recordings
        return {
            each: self._kept.speech[each]
            for each in sorted({*recording_ids})
            if each in self._kept.speech and each in known
        }

    def listened(self, recording_ids: Sequence[int], detector: str | None = None) -> set[int]:
        heard = self.heard(recording_ids)
        return {number for number, each in heard.items() if detector in (None, each.detector)}

    @property
    def any(self) -> bool:
        return bool(self.heard([*self._kept.speech]))

    def link(self, redaction: Redaction) -> None:
        if redaction.recording_id not in self._kept.recordings:
            raise InvalidParams("There is no such recording.", field="recordingId")
        self._redactions[redaction.recording_id] = replace(
            redaction, made_at=redaction.made_at or "2026-05-01"
        )

    def redactions(self, recording_ids: Sequence[int]) -> list[Redaction]:
        known, asked = self._kept.recordings, {*recording_ids}
        there = [
            each if each.original_id in known else replace(each, original_id=None)
            for number, each in sorted(self._redactions.items())
            if number in known
        ]
        return [each for each in there if asked & {each.recording_id, each.original_id}]


class MemoryCatalog:
    def __init__(self) -> None:
        kept = Kept()
        self.speech = MemorySpeech(kept)
        self.runs = MemoryRuns(kept)
        self.recordings = MemoryRecordings(kept)
        self.labels = MemoryLabels(kept)
        self.questions = MemoryQuestions(kept)
        self.memos = MemoryMemos()
        self.measurements = MemoryMeasurements(kept)
        self.thresholds = MemoryThresholds()
        self.samples = MemorySamples(kept)
        self.outbox = self.runs.outbox
        self.places = MemoryPlaces(kept.recordings, kept.sources)

    def close(self) -> None:
        pass
