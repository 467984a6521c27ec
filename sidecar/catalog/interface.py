"""What a catalog does, whatever keeps it: the only way to it from verbs, exports and commands.

Every method raises our own errors alone. CatalogUnavailable and StorageFull may come from any; only
what else is raised is said here. All may be called from any thread. What writes does all of a call
or nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal, Protocol

from sidecar.catalog.runs import ModelVersion, NewRun, Run, RunRequest
from sidecar.catalog.values import (
    Basis,
    Change,
    Check,
    Decision,
    Grid,
    HeardInWindow,
    LabelBatch,
    Move,
    Neighbours,
    NewRecording,
    Page,
    Passing,
    Person,
    Question,
    Recorded,
    RecordingSpan,
    Removed,
    Standing,
    StoredRecording,
    StoredWindow,
    TakenIn,
    Where,
    Whereabouts,
)
from sidecar.errors import InvalidParams
from sidecar.run.plan import Known
from sidecar.run.windows import Windows
from sidecar.run.work import Gone, Kept, Outcome
from sidecar.values import Float32, Int64


class Runs(Protocol):
    """What was asked of models, and what became of each file."""

    def begin(self, run: NewRun) -> Run:
        """Note a run and every file it is to analyse; models that are new are added."""

    def known(self, urls: Sequence[str], run: Run) -> dict[str, Known]:
        """Look up all that a run's model may be answered from, of all files in one question.

        Files that the catalog does not know are left out.
        """

    def keep(self, run: Run, outcomes: Sequence[Outcome]) -> list[Kept | Gone]:
        """Keep what became of recordings, each wholly or not at all, all in one transaction.

        An outcome that speaks of an analysis or of windows that are gone by now comes back as Gone.
        """

    def end(self, run: Run, status: str) -> dict[str, int]:
        """Close a run and tell how many of its files ended in each way."""

    def judged_before(self, run: Run, settings_digest: str) -> dict[int, int]:
        """Find current analyses of the run's model with these settings: analysisId by windows."""

    def asked(self, run_id: int) -> RunRequest | None:
        """Read what a run was asked for; None where there is no such run."""

    def analysed(self, run_id: int) -> list[tuple[int, str]]:
        """List a run's recordings that have an analysis, new or reused: recordingId and url."""

    def model_id(self, model: ModelVersion) -> int:
        """Find or add a model."""


class Recordings(Protocol):
    """Where recordings are, and what they are known again by."""

    def places(self) -> list[Whereabouts]:
        """List where all recordings should be, in the order they came."""

    def find(self, recording_ids: Sequence[int]) -> list[StoredRecording]:
        """List recordings by their ids; those that are not there are left out."""

    def at(self, urls: Sequence[str]) -> StoredRecording | None:
        """Find the recording that is at one of a file's urls."""

    def taken(self, urls: Sequence[str]) -> dict[str, int]:
        """Tell which recordings are at many urls, by url: one question, however many."""

    def beginning_with(self, head: bytes | None) -> list[StoredRecording]:
        """List the recordings whose samples begin alike; None: up to one that is known by sound."""

    def copies(self) -> dict[int, int]:
        """Find recordings with the samples of an earlier one, and which that is."""

    def put(self, read: Sequence[NewRecording], deployment_id: int | None = None) -> list[TakenIn]:
        """Take in what was read of files, and put them into a deployment where one is named.

        Raises InvalidParams for a deployment that is not there, even of no files.
        """

    def move(self, moves: Sequence[Move]) -> list[bool]:
        """Let recordings be other files; those that changed since they were read stay (False)."""

    def change(self, changes: Iterable[Change]) -> None:
        """Correct recordings; raises InvalidParams naming a field such as `recordings.3.start`."""

    def mark(self, *, missing: Collection[int] = (), found: Collection[int] = ()) -> None:
        """Note which files are not where they should be, and which are."""

    def remove(
        self, recording_ids: Sequence[int], *, including_labels: bool, check: Check
    ) -> Removed:
        """Take recordings out, after a copy of the catalog.

        Raises InvalidParams for one that is not known, and for one in which a person decided
        something unless that is to go too.
        """


class Labels(Protocol):
    """What people decide. Nothing of it is deleted or changed; what counted before is set aside."""

    def decide(self, decisions: Sequence[Decision], person: Person) -> LabelBatch:
        """Keep all decisions; raises InvalidParams naming a field such as `annotations.3.end`."""

    def take_over(
        self,
        decisions: Iterable[Decision],
        person: Person,
        what: str,
        refuse: Callable[[int, InvalidParams], None],
    ) -> LabelBatch:
        """Keep the decisions that are sound and new; `refuse` hears the number of each that is not.

        Known are those that the same person said before and did not take back.
        """

    def undo(self, batch_id: int | None = None) -> LabelBatch:
        """Take a batch back, else the latest; raises InvalidParams where there is nothing to undo.

        Where a later decision was built on one of them, the later one stands; when that is undone
        too, what counted before both counts again.
        """

    def standing(self) -> list[Standing]:
        """List the YES and NO that stand on every species in every region."""


class Questions(Protocol):
    """Typed questions. A select's fields and filters are those of `query` in the contract."""

    def page(
        self, question: Question, *, limit: int, cursor: str | None = None, exact: bool = False
    ) -> Page:
        """Answer a page of rows; `exact` counts on beyond 10,000. Raises InvalidParams."""

    def rows(self, question: Question, fields: Sequence[str]) -> Iterator[tuple[object, ...]]:
        """Stream some fields of all rows; they may be any that can be filtered by, too."""

    def reading(self) -> AbstractContextManager[None]:
        """Take rows apart: what nobody can have written into them is CatalogUnavailable."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Answer this thread's questions by the catalog as it is now, as `reading`."""

    def analysed(self, where: Where) -> Iterator[int]:
        """List analysed recordings that filters on detections speak of, by path.

        A recording is of the day that it begins on.
        """

    def recorded(self, recording_id: int) -> Recorded:
        """Tell where and when a recording was made."""

    def basis(self, analysis_id: int) -> Basis:
        """Tell what an analysis follows from."""

    def stretch(self, of: Literal["detection", "region"], number: int) -> RecordingSpan | None:
        """Find where a detection (current or not) or a region lies."""


class Embeddings(Protocol):
    """Stored windows and their embeddings. Raises CatalogUnavailable where these are damaged."""

    def versions(self, name: str) -> list[int]:
        """List the modelIds of a model's versions that have embeddings, the one to ask first."""

    def windows(self, model_id: int, recording_ids: Collection[int] | None = None) -> Windows:
        """List the windows that stand for all recordings, or for some, without their offsets."""

    def cut(self, windows: Windows) -> Windows:
        """Look up where windows begin; leaves out recordings whose windows are gone by now."""

    def passing(self, model_id: int, where: Where, grid: Grid) -> Passing:
        """Find windows by the filters of detections; raises InvalidParams.

        Where these speak of places, times, recordings and runs only, windows without any detection
        pass too.
        """

    def overlapping(self, model_id: int, stretch: RecordingSpan, grid: Grid) -> Int64:
        """Find the rows of the windows that a stretch of a recording lies in; may be none."""

    def window(self, model_id: int, row: int, grid: Grid) -> StoredWindow | None:
        """Find whose a row is; None where no recording's windows stand for it any more."""

    def heard(self, window: StoredWindow, detection_id: int | None = None) -> HeardInWindow | None:
        """Tell what was heard in a window, of all or by one detection.

        None where its recording is gone.
        """

    def dimension(self, model_id: int) -> int:
        """Tell how long a model's embeddings are; 0 where none are kept."""

    def rows_in_use(self, model_id: int) -> Int64:
        """List the rows that windows refer to, rising."""

    def read(self, model_id: int, rows: Int64) -> Float32:
        """Read embeddings [n, d] as the model gave them; what was not finite is NaN."""

    def directions(self, model_id: int, rows: Int64) -> Float32:
        """Read unit vectors [up to n, d] of the rows that have a direction."""

    def nearest(
        self, model_id: int, vector: Float32, k: int, among: Int64 | None = None
    ) -> Neighbours:
        """Find the k nearest to `vector` [d] of a model's rows, `among` some (rising) if given."""


class Upkeep(Protocol):
    """The file that a catalog is, where it is one: a server looks after itself."""

    def protects(self, path: Path) -> str | None:
        """Say what at `path` must not be written over, if anything of the catalog's is there."""

    def copy(self) -> Path:
        """Copy the catalog as it is beside itself; returns the copy's path."""


class Catalog(Protocol):
    """All that is known: recordings, what models found in them, and what people decided."""

    @property
    def runs(self) -> Runs: ...

    @property
    def recordings(self) -> Recordings: ...

    @property
    def labels(self) -> Labels: ...

    @property
    def questions(self) -> Questions: ...

    @property
    def embeddings(self) -> Embeddings: ...

    @property
    def upkeep(self) -> Upkeep | None: ...

    def close(self) -> None:
        """Let go of it; nobody may be asking any more."""
