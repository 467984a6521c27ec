"""The interface of every catalog: the only way to it from methods, exports and commands.

Every method raises only our own errors. Any method may raise CatalogUnavailable and StorageFull;
the docstrings name the others. Any thread may call any method. A method that writes does all of a
call or none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal, Protocol

from sidecar.audio.windows import Grid
from sidecar.catalog.analyses import AnalysedSound, Analyses, Found
from sidecar.catalog.memos import Memo, MemoSize
from sidecar.catalog.outbox import Outbox
from sidecar.catalog.report import CatalogReport, OnPages, OnStep, Repaired
from sidecar.catalog.runs import (
    KnownModels,
    ModelVersion,
    NewRun,
    Run,
    RunRequest,
    Speed,
    StoredVersion,
    VersionUse,
    Waiting,
)
from sidecar.catalog.samples import (
    FoundWindows,
    FrameQuestion,
    Growth,
    Look,
    NewSample,
    Sample,
    SampledRecordings,
)
from sidecar.catalog.similar import HeardInWindow, Neighbours, Passing, StoredWindow
from sidecar.catalog.thresholds import ThresholdSet
from sidecar.catalog.values import (
    AddedRecording,
    Basis,
    Change,
    DecidedStep,
    Decision,
    FieldType,
    Holdings,
    Intake,
    LabelBatch,
    Marks,
    Move,
    NewRecording,
    Occasion,
    Page,
    Person,
    PlaceChange,
    PlacesChanged,
    Question,
    Recorded,
    RecordedVersions,
    RecordingSpan,
    Removed,
    Said,
    Standing,
    StoredRecording,
    Tally,
    UndoneStep,
    Where,
    Whereabouts,
)
from sidecar.catalog.vectors.reduction import Fitted
from sidecar.errors import InvalidParams
from sidecar.run.plan import Known
from sidecar.run.windows import Windows
from sidecar.run.work import Gone, Kept, Outcome
from sidecar.values import Float32, Float64, Int64


class Runs(Protocol):
    """What was asked of models, and what became of each file."""

    def begin(self, run: NewRun) -> Run:
        """Note a run and every file it is to analyse; models that are new are added."""

    def models(self, run: NewRun) -> KnownModels:
        """Find the models of a run that has not begun; adds none."""

    def speed(self, models: KnownModels) -> Speed:
        """Measure how fast the latest runs of a model were."""

    def known(self, urls: Sequence[str], of: Run | KnownModels) -> dict[str, Known]:
        """Look up all that a run's model may be answered from, of all files in one question.

        Of files that the catalog does not know, only those have an entry whose folder has rules.
        """

    def keep(
        self,
        run: Run,
        outcomes: Sequence[Outcome],
        seconds: float = 0.0,
        *,
        forward: bool = False,
    ) -> list[Kept | Gone]:
        """Keep what became of recordings, each wholly or not at all, all in one transaction.

        They took `seconds` to make. With `forward`, their results also wait in the outbox.

        The outcomes of a recording's channels come in one call, and then count together. They come
        back as Gone if one speaks of an analysis or of windows that are gone by now, or if they are
        of different versions of the file.
        """

    def end(self, run: Run, status: str, notes: str = "[]") -> dict[str, int]:
        """Close a run with its notes in JSON; tell how many of its files ended in each way."""

    def judged_before(self, run: Run, settings_digest: str) -> dict[int, int]:
        """Find current analyses of the run's model with these settings: analysisId by windows."""

    def asked(self, run_id: int) -> RunRequest | None:
        """Read what a run was asked for; None where there is no such run."""

    def analysed(self, run_id: int) -> list[tuple[int, str]]:
        """List a run's recordings that have an analysis, new or reused: recordingId and url."""

    def waiting(self, model: str | None = None) -> list[Waiting]:
        """List the recordings that wait for a model, or for any.

        A recording waits once `keep` takes it as failed and waiting, in one transaction with its
        failure. It waits no longer once `keep` takes an analysis by this model or one that stands.
        """

    def wait_no_longer(self, run: Run, urls: Sequence[str]) -> None:
        """Let recordings wait no longer as the run says, because something stands in for them."""

    def model_id(self, model: ModelVersion) -> int:
        """Find or add a model."""


class Recordings(Protocol):
    """Where recordings are, and what identifies them."""

    def places(self) -> list[Whereabouts]:
        """List where all recordings should be, in the order in which they were added."""

    def find(self, recording_ids: Sequence[int]) -> list[StoredRecording]:
        """List recordings by their ids; leaves out unknown ids."""

    def at(self, urls: Sequence[str]) -> StoredRecording | None:
        """Find the recording that is at one of a file's urls."""

    def taken(self, urls: Sequence[str]) -> dict[str, int]:
        """Tell which recordings are at many urls, by url: one question, however many."""

    def beginning_with(self, heads: Collection[bytes] | None) -> list[StoredRecording]:
        """List the recordings whose samples begin with one of `heads`: one question for all.

        None: one recording with a digest, if there is any.
        """

    def copies(self) -> dict[int, int]:
        """Find copies: recordings with the samples of an earlier one, and that earlier one."""

    def put(
        self, read: Sequence[NewRecording], deployment_id: int | None = None
    ) -> list[AddedRecording]:
        """Add or update files that were read, and set their deployment if one is given.

        Raises InvalidParams for an unknown deployment, even without files.
        """

    def move(self, moves: Sequence[Move]) -> list[bool]:
        """Give recordings other files; a row that changed since it was read stays (False)."""

    def change(self, changes: Iterable[Change]) -> None:
        """Correct recordings; raises InvalidParams with a field such as `recordings.3.start`."""

    def mark(
        self,
        *,
        missing: Collection[int] = (),
        found: Collection[int] = (),
        since: str | None = None,
    ) -> None:
        """Mark recordings whose files are missing, and recordings whose files are found.

        `since` is when somebody noticed that they are missing, in UTC; now, if it is None.
        """

    def holdings(self, recording_ids: Sequence[int]) -> Holdings:
        """Count what would go with recordings."""

    def remove(
        self,
        recording_ids: Sequence[int],
        *,
        including_labels: bool,
        kept: Callable[[int], None] | None = None,
    ) -> Removed:
        """Remove recordings, after a copy of the catalog.

        Raises InvalidParams for an unknown one, and for one that a person labelled, unless
        `including_labels`. With `kept`, it goes in steps, and `kept` hears how many recordings each
        step took; those that are labelled or gone meanwhile are left out. Then it raises
        RequestCancelled between two steps.
        """


class Places(Protocol):
    """Sites, deployments, and what people know of recorders' clocks: changed in batches."""

    def change(
        self, changes: Sequence[PlaceChange], what: str, *, dry_run: bool = False
    ) -> PlacesChanged:
        """Make all changes, and compute the starts of the recordings that they concern.

        A dry run makes them too, says what they did, and takes them back.

        No file is read, and a start that a person set stays. Raises InvalidParams with a field
        such as `sites.3.siteId`, and for what is in use and should be removed.
        """

    def undo(self, batch_id: int | None = None) -> PlacesChanged:
        """Undo the latest batch; raises InvalidParams if there is none or `batch_id` is another."""


class Labels(Protocol):
    """Decisions of people. None is ever deleted or changed; a new one sets earlier ones aside."""

    def decide(self, decisions: Sequence[Decision], person: Person) -> LabelBatch:
        """Keep all decisions; raises InvalidParams with a field such as `annotations.3.end`."""

    def latest_batch(self) -> int:
        """Give the batchId of the newest batch; 0 before any."""

    def decide_all(
        self,
        detection_ids: Sequence[int],
        decision: Decision,
        person: Person,
        *,
        since: int,
        kept: Callable[[DecidedStep], None],
    ) -> None:
        """Decide the same on many detections, in steps; `kept` hears of each kept step.

        Detections that a person judged in a batch after `since` are left out. A repeated decision
        adds nothing. Raises RequestCancelled between two steps, also if the batch is undone.
        """

    def take_over(
        self,
        decisions: Iterable[Decision],
        person: Person,
        intake: Intake,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        """Keep the valid new decisions; `refuse` takes the number of each invalid one.

        A known decision was made before by the same person and not undone. A decision without a
        verdict is UNVERIFIED, and known where a person's YES, NO or UNSURE counts already. The
        result of a model is UNVERIFIED and by that model; it sets nothing aside.
        """

    def labelers(self) -> dict[str, bool]:
        """List the names of those who made annotations, and whether each is a person's."""

    def undo(
        self, batch_id: int | None = None, kept: Callable[[UndoneStep], None] = lambda step: None
    ) -> LabelBatch:
        """Undo a batch, else the latest; raises InvalidParams when there is nothing to undo.

        A large batch is undone in steps, and `kept` hears of each but the last. After a stop
        between two, another undo does the rest. A later decision on the same annotation stays.
        When it is undone too, the annotation before both counts again.
        """

    def redo(
        self, batch_id: int | None = None, kept: Callable[[UndoneStep], None] = lambda step: None
    ) -> LabelBatch:
        """Redo a batch, else the one undone last, as `undo` undoes one.

        Once somebody decided after the last undo, only a named batch is redone. A later decision
        on the same annotation stays. Raises InvalidParams when there is nothing to redo.
        """

    def said(self) -> list[Said]:
        """List the last word of each person on each species in each region."""

    def merge(
        self,
        said: Sequence[Said],
        person: Person,
        what: str,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        """Keep as one batch of `person` what others said; `refuse` takes each that cannot be kept.

        Everything stays that anybody said. The last word counts, by its moment and what it says;
        so merges in any order give the same. A known word adds nothing.
        """

    def standing(self) -> list[Standing]:
        """List the current YES and NO on every species in every region."""


class Questions(Protocol):
    """Typed questions. A select's fields and filters are those of `query` in the contract."""

    def fields(self, select: str) -> Mapping[str, FieldType]:
        """Tell the type of each field that a filter on a select may name."""

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
        """Answer a page of rows; `exact` counts on beyond 10,000. Raises InvalidParams.

        `fields` are those of the rows, besides their id; none means all. The page begins at a
        cursor, or `before` rows before the first row that has the values `at` or later ones.
        """

    def marks(self, question: Question, count: int) -> Marks:
        """Find up to `count` evenly spaced rows, the first and the last among them.

        Raises InvalidParams.
        """

    def rows(
        self, question: Question, fields: Sequence[str], *, most: int | None = None
    ) -> Iterator[tuple[object, ...]]:
        """Stream some fields of all rows, or of the first ones; filters may be among the fields."""

    def sizes(self, question: Question) -> dict[int, int]:
        """Count the rows of each recording that has any, by recordingId."""

    def counts(self, tally: Tally, most: int) -> list[dict[str, object]]:
        """Count by keys, with hours of effort; rows come in the order of their keys.

        A row has the fields of its keys, of what was counted, and of the hours. Raises
        InvalidParams for a wrong filter, and if there are more than `most` rows.
        """

    def species(self, name: str | None = None) -> list[tuple[str, str | None]]:
        """List scientific and common names: all, or those of exactly this scientific name."""

    def reading(self) -> AbstractContextManager[None]:
        """Guard code that reads values from rows: an impossible one is CatalogUnavailable."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Answer this thread's questions from the catalog as it is now; guards as `reading`."""

    def analysed(self, where: Where) -> Iterator[int]:
        """List the analysed recordings that filters on detections choose, by path.

        A recording belongs to the day on which it begins.
        """

    def paths(self, where: Where) -> Iterator[str]:
        """List the paths of these recordings."""

    def recorded(self, recording_id: int) -> Recorded:
        """Tell where and when a recording was made."""

    def occasion(self, recording_id: int) -> Occasion | None:
        """Tell where and when a recording was made; None if there is no such recording."""

    def basis(self, analysis_id: int) -> Basis:
        """Give the settings, place and exact model of an analysis."""

    def analysed_by(self, recording_id: int) -> list[AnalysedSound]:
        """List the analyses of a recording that count, the latest first."""

    def decider(self, detection_id: int) -> str | None:
        """Name the person whose decision counts for a detection; None if there is none."""

    def stretch(self, of: Literal["detection", "region"], number: int) -> RecordingSpan | None:
        """Find the stretch of a detection (current or not) or of a region."""


class Models(Protocol):
    """The models of the catalog, and what each found. A version counts for itself alone."""

    def versions(self, name: str) -> list[StoredVersion]:
        """List a model's versions, the one that analysed a recording last first."""

    def analyses(self, model_id: int) -> Analyses:
        """List the analysis of each recording and channel: the current one, else the latest."""

    def least_confidence(self, run_ids: Iterable[int]) -> float:
        """Give the highest least confidence with which these runs kept detections."""

    def window_s(self, model_id: int) -> float | None:
        """Tell the length of a model's window by its detections; None if it has none."""

    def found(self, analysis_ids: Iterable[int], confidence: float) -> Found:
        """Read the detections of analyses from a confidence on."""

    def species(self) -> dict[int, tuple[str, str | None]]:
        """Give the scientific and the common name of each species by its id."""

    def uses(self, version_ids: Collection[str]) -> dict[str, VersionUse]:
        """Tell what refers to versions of models; the catalog may know none of some."""

    def rename(self, name: str, to: str, version_ids: Collection[str]) -> int:
        """Rename these versions of a model; returns how many recordings they analysed."""


class Embeddings(Protocol):
    """Stored windows and their embeddings. Raises CatalogUnavailable if these are damaged."""

    def versions(self, name: str) -> list[int]:
        """List the modelIds of a model's versions with embeddings, the best one first."""

    def recorded_versions(self, name: str) -> RecordedVersions:
        """Count a model's stored windows, and those that do not say by which version they are."""

    def windows(self, model_id: int, recording_ids: Collection[int] | None = None) -> Windows:
        """List the windows that count for all or some recordings, without their offsets."""

    def cut(self, windows: Windows) -> Windows:
        """Look up where windows begin; leaves out recordings whose windows are gone."""

    def passing(self, model_id: int, where: Where, grid: Grid) -> Passing:
        """Find windows by the filters of detections; raises InvalidParams.

        If the filters name only places, times, recordings and runs, windows without a detection
        pass too.
        """

    def overlapping(self, model_id: int, stretch: RecordingSpan, grid: Grid) -> Int64:
        """Find the rows of the windows that hold a stretch of a recording; may be none."""

    def window(self, model_id: int, row: int, grid: Grid) -> StoredWindow | None:
        """Find the window of a row; None if that window no longer counts for a recording."""

    def heard(self, window: StoredWindow, detection_id: int | None = None) -> HeardInWindow | None:
        """Give the surest detection in a window, or the given one.

        None if the recording of the window is gone.
        """

    def dimension(self, model_id: int) -> int:
        """Give the length of a model's embeddings; 0 if none are stored."""

    def rows_in_use(self, model_id: int) -> Int64:
        """List the rows that window sets name, in rising order."""

    def read(self, model_id: int, rows: Int64) -> Float32:
        """Read embeddings [n, d] as the model gave them; a non-finite one is NaN."""

    def parts(self, model_id: int, rows: Int64) -> tuple[Float32, Float32]:
        """Read norms [n] and unit vectors [n, d].

        A norm is 0 for an embedding without a direction, and NaN for one without numbers.
        """

    def directions(self, model_id: int, rows: Int64) -> Float32:
        """Read unit vectors [up to n, d] of the rows that have a direction."""

    def nearest(
        self, model_id: int, vector: Float32, k: int, among: Int64 | None = None
    ) -> Neighbours:
        """Find the k rows of a model nearest to `vector` [d], `among` rising rows if given."""

    def index(self, model_id: int) -> None:
        """Make later searches of a model's new rows fast, in the background."""

    @property
    def indexing(self) -> bool:
        """Tell whether the background still works on an index."""

    def keep_reduction(self, model_id: int, fitted: Fitted) -> int:
        """Keep a reduction, and return its reductionId; a stored one keeps its id."""


class Upkeep(Protocol):
    """Upkeep of a catalog that is a file; a server looks after itself."""

    @property
    def path(self) -> Path: ...

    def require(self) -> None:
        """Raise CatalogUnavailable when there is no catalog."""

    def check(self, *, quick: bool, on_step: OnStep) -> CatalogReport:
        """Look for everything that can be wrong; changes nothing."""

    def repair(self, *, on_step: OnStep, release: Callable[[], None]) -> Repaired:
        """Mend what can be mended, after a copy of what is there.

        Calls `release` before it replaces a damaged file, which must be closed everywhere.
        """

    def back_up(
        self, place: Callable[[], Path], *, embeddings: bool, on_pages: OnPages
    ) -> list[Path]:
        """Copy the catalog to the `place` that is named once it is there; returns the files."""

    def dated(self, beside: Path) -> Path:
        """Name a backup after the time."""

    def files(self) -> list[Path]:
        """List the catalog's own files, whether they are there or not."""

    def embeddings(self, catalog: Path) -> Path:
        """Name the folder of a catalog's embeddings."""

    def backups(self) -> list[Path]:
        """List the backups beside the catalog, the newest first."""

    def set_aside(self) -> list[Path]:
        """List the damaged catalogs that a repair replaced."""

    def taken(self, target: Path) -> bool:
        """Tell whether something lies where a backup is to be."""

    def protects(self, path: Path) -> str | None:
        """Name what lies at `path` if it belongs to the catalog, so that nobody overwrites it."""

    def copy(self) -> Path:
        """Copy the catalog to a file beside it; returns the copy's path."""


class Samples(Protocol):
    """Samples of clips that people judge, kept by the content of their recordings."""

    def models(self) -> list[StoredVersion]:
        """List the versions of models with an analysis that counts."""

    def windows(self, question: FrameQuestion) -> FoundWindows:
        """Read the detections that a sample can be drawn from; raises InvalidParams."""

    def recordings(self, recording_ids: Sequence[int]) -> SampledRecordings:
        """Read what a sample needs of recordings, in the order of their ids."""

    def unjudged(self, model_id: int, recording_ids: Sequence[int]) -> tuple[int, int]:
        """Count recordings whose windows are not stored, and windows left out for being silent.

        The analyses of the model that count tell both.
        """

    def ends(self, species: str, analysis: Int64, start_s: Float64, confidence: Float64) -> Float64:
        """Read the ends [n] in seconds of detections that `windows` told of; NaN if one is gone."""

    def known(self, digests: Collection[str]) -> set[str]:
        """Tell which digests a recording has, or had before."""

    def add(self, sample: NewSample) -> int:
        """Keep a sample, wholly or not at all; raises InvalidParams if its name is taken."""

    def number(self, name: str) -> int | None:
        """Find the sampleId of a name."""

    def read(self, sample_id: int) -> Sample | None:
        """Read a sample with its members, what people decided on them, and its looks.

        The members come by part and rank.
        """

    def whole(self, sample_id: int) -> NewSample | None:
        """Read a sample with all its items, members or not."""

    def grow(self, sample_id: int, growths: Iterable[Growth]) -> int:
        """Let the next items of cells become members; returns how many did."""

    def skip(
        self,
        item_ids: Sequence[int],
        by: str,
        *,
        because: int | None = None,
        reason: str | None = None,
    ) -> int:
        """Pass members over; returns how many were not skipped before."""

    def unskip(self, item_ids: Collection[int]) -> int:
        """Take skips back; returns how many there were."""

    def look(self, sample_id: int, shown: Look) -> None:
        """Note that an estimate of a sample was shown."""

    def remove(self, sample_id: int) -> bool:
        """Remove a sample, and no decision of a person; False if there is none."""


class Thresholds(Protocol):
    """Sets of thresholds that samples certified, by name."""

    def list(self) -> Sequence[ThresholdSet]:
        """List all sets by name."""

    def get(self, name: str) -> ThresholdSet | None:
        """Read the set of a name."""

    def put(self, kept: ThresholdSet) -> None:
        """Keep a set; one of the same name goes."""

    def remove(self, name: str) -> bool:
        """Remove a set; False if there is none of the name."""


class Memos(Protocol):
    """What the app itself keeps."""

    def get(self, key: str) -> Memo | None:
        """Give the memo of a key."""

    def list(self, prefix: str) -> list[MemoSize]:
        """List the memos whose key begins so, in the order of their keys."""

    def put(self, key: str, value: str | None, *, if_revision: int | None, most: int) -> int:
        """Keep a memo's JSON, or remove it; returns its new revision, 0 after a removal.

        No two memos ever have the same revision. Raises Conflict if `if_revision` is not the memo's
        revision (0: there is none), and InvalidParams if there would be more than `most` memos.
        """


class Catalog(Protocol):
    """All recordings, the detections of models, and the decisions of people."""

    @property
    def runs(self) -> Runs: ...

    @property
    def recordings(self) -> Recordings: ...

    @property
    def places(self) -> Places: ...

    @property
    def labels(self) -> Labels: ...

    @property
    def questions(self) -> Questions: ...

    @property
    def models(self) -> Models: ...

    @property
    def embeddings(self) -> Embeddings: ...

    @property
    def memos(self) -> Memos: ...

    @property
    def samples(self) -> Samples: ...

    @property
    def thresholds(self) -> Thresholds: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def upkeep(self) -> Upkeep | None: ...

    def close(self) -> None:
        """Close the catalog; no other call may be running."""
