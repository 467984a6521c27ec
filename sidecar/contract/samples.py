"""Messages about samples: clips drawn by a rule, which people judge."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from sidecar.contract.base import (
    Id,
    LongRequest,
    Message,
    Progress,
    ReadPath,
    Request,
    Seed,
    Text,
    WritePath,
    gives,
)
from sidecar.contract.labels import LabelerName, RowError
from sidecar.contract.notes import Note
from sidecar.contract.query import Where
from sidecar.contract.rows import Purpose, Shown, Unit
from sidecar.errors import InvalidParams
from sidecar.samples.design import By

SampleName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]

# Clips of one species: more than anybody judges.
MOST_CLIPS = 10_000

Clips = Annotated[int, Field(ge=1, le=MOST_CLIPS)]

# Fields that say how to draw; a sample that grows keeps its own.
_OF_A_DRAW = (
    "name",
    "where",
    "model",
    "seed",
    "bands",
    "power",
    "least",
    "floor",
    "deepest",
    "by",
    "perRecording",
    "unitClips",
    "blockSeconds",
    "choose",
    "diverse",
    "unit",
    "shown",
    "batches",
)


class DrawSampleRequest(LongRequest):
    """Draws a sample of clips to judge, from the detections of one model.

    `where` has the filters of detections. Each species gets `n` clips. The scores from `floor` on
    are parted into `bands` of equal width in logit; each band gets clips by its size to the
    `power`, at least `least`. `deepest` also draws from windows below the floor, down to this
    logit, judged again from stored embeddings. `choose: "top"` and `diverse` take the best scores:
    such a sample shows where a species is, and gives no estimate.

    `unitClips` draws `n` whole units, by the highest score of each: a reviewer listens from there
    down until a clip is YES, 10 clips or so at most. Such a sample says how many units with a
    detection hold the species.

    `enlarge` adds `n` clips of each species to a sample, or of the named `species` and `inBands`;
    it draws nothing anew. `refresh` draws the rule of a sample again, with its seed, from what the
    catalog holds now.
    """

    name: SampleName | None = None
    where: Where = Field(default={})
    species: list[Text] = Field(default=[], max_length=100)
    model: Text | None = Field(
        default=None, description="MODEL or MODEL@VERSION. Default: the one with analyses."
    )
    n: Clips = 100
    seed: Seed | None = Field(default=None, description="Default: it follows from the name.")
    bands: int = Field(default=5, ge=1, le=20)
    power: float = Field(default=1 / 3, ge=0, le=1, allow_inf_nan=False)
    least: int = Field(default=2, ge=0, le=100)
    floor: float | None = Field(
        default=None,
        ge=0,
        lt=1,
        allow_inf_nan=False,
        description="Least confidence. Default: the highest with which the runs kept detections.",
    )
    deepest: float | None = Field(default=None, ge=-16, le=0, allow_inf_nan=False)
    by: By | None = Field(
        default=None,
        description="Parts each band by site, by hour or day of the recorder's clock, or by both.",
    )
    per_recording: Clips | None = Field(
        default=None, description="Most windows of a recording and band that may be drawn."
    )
    unit_clips: Annotated[int, Field(ge=1, le=100)] | None = Field(
        default=None,
        description="Draws whole units in place of clips, and lists so many clips of each at most.",
    )
    block_seconds: float | None = Field(
        default=None,
        gt=0,
        le=1e6,
        allow_inf_nan=False,
        description="At most one window of each block of this length and band may be drawn.",
    )
    spacing: float | None = Field(
        default=None,
        ge=0,
        le=1e6,
        allow_inf_nan=False,
        description="Always refused, with the reason: use blockSeconds.",
    )
    choose: Literal["random", "top"] = "random"
    diverse: Literal["site", "day"] | None = None
    unit: Unit = "siteDay"
    shown: Shown = "rank"
    batches: list[Clips] = Field(
        default=[],
        max_length=100,
        description="Numbers of clips at which batches end. Default: 30, 60, 100, 200.",
    )
    enlarge: SampleName | None = None
    in_bands: list[Annotated[int, Field(ge=0, le=100)]] = Field(default=[], max_length=100)
    refresh: SampleName | None = None
    labeler: LabelerName | None = None
    dry_run: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> DrawSampleRequest:
        if self.spacing is not None:
            raise InvalidParams(
                "Clips that are left out for lying too near to another cannot be weighed, so no "
                "estimate could be made.",
                field="spacing",
                hint="Use blockSeconds: at most one clip of each block of time.",
            )
        if self.enlarge is not None:
            for field in (*_OF_A_DRAW, "refresh"):
                if gives(self, field):
                    raise InvalidParams(
                        f"A sample that grows keeps its own {field}.",
                        field=field,
                        hint="Draw another sample, under another name.",
                    )
            return self
        if self.name is None:
            raise InvalidParams("A sample needs a name.", field="name")
        if self.in_bands:
            raise InvalidParams(
                "Only a sample that grows takes clips of some bands alone.", field="inBands"
            )
        return self._drawn()

    def _drawn(self) -> DrawSampleRequest:
        if self.refresh is not None:
            for field in (*_OF_A_DRAW[1:], "species"):
                if gives(self, field):
                    raise InvalidParams(
                        f"A sample that is drawn again keeps its own {field}.", field=field
                    )
        elif not self.species:
            raise InvalidParams("Name at least one species.", field="species")
        if self.per_recording is not None and self.block_seconds is not None:
            raise InvalidParams(
                "Limit the clips of a recording or those of a block, not both.",
                field="blockSeconds",
            )
        if self.unit_clips is not None:
            self._of_units()
        if self.batches != sorted(set(self.batches)):
            raise InvalidParams("The ends of batches must rise.", field="batches")
        return self

    def _of_units(self) -> None:
        """Refuse what has no meaning where whole units are drawn."""
        asked = {
            "deepest": self.deepest,
            "perRecording": self.per_recording,
            "blockSeconds": self.block_seconds,
            "choose": None if self.choose == "random" else self.choose,
            "diverse": self.diverse,
            "by": None if self.by == "site" else self.by,
        }
        for field, value in asked.items():
            if value is not None:
                raise InvalidParams(
                    f"A sample of whole units takes no {field}.",
                    field=field,
                    hint="Leave it out, or draw single clips without unitClips.",
                )


class SampleStratum(Message):
    """A band of scores of a species, from `low` up to `high` confidence.

    `stratum` names its site, hour or day if the sample is parted further, and "" one not known.

    `windows` could be drawn, `candidates` are left after limits by recording or block, and `n` are
    members. All three count units where whole units are drawn. `band` counts from the lowest.
    """

    band: int
    stratum: str | None
    low: float | None
    high: float | None
    windows: int
    candidates: int
    n: int


class DrawnSpecies(Message):
    """What was drawn of a species.

    `windows` could be drawn. `silent` are without sound, `belowFloor` below the floor, and `copies`
    in copies of recordings. `unreported` are windows that the analysis could not report: outside
    its place or lists, or beyond its limit of species per window; they are counted where windows
    below the floor are drawn too. None of these could be drawn. Where a sample grows, the last
    three are null, because the catalog is not looked at again. `n` counts the units of a sample of
    whole units, and `windows` all units with a detection.
    """

    species: str
    floor: float
    windows: int
    silent: int
    below_floor: int | None
    copies: int | None
    unreported: int | None
    n: int
    strata: list[SampleStratum]


class SampleModel(Message):
    name: str
    version: str
    sha256: str
    converter: str


class DrawSampleResult(Message):
    """`sampleId` is null for a dry run. `added` counts the new members.

    `drawnUnit` says what was drawn whole; it is null for single clips.

    `seedFrom` says whether the request gave the seed, or whether it follows from the name or is
    that of an earlier sample.
    """

    sample_id: int | None
    name: str
    seed: int
    seed_from: Literal["request", "name", "sample"]
    purpose: Purpose
    drawn_unit: Unit | None
    model: SampleModel
    added: int
    species: list[DrawnSpecies]
    notes: list[Note]


class SampleProgress(Progress):
    unit: Literal["window"]
    total: int | None


class SampleOf(Request):
    """Names a sample by its name or its id."""

    name: SampleName | None = None
    sample_id: Id | None = None

    @model_validator(mode="after")
    def _one(self) -> SampleOf:
        if (self.name is None) == (self.sample_id is None):
            raise InvalidParams("Name one sample: give name or sampleId.", field="name")
        return self


class NextItemsRequest(SampleOf):
    """Asks for the next members to judge.

    They come by rank: the first of each species, then the second. `after` is an itemId: those after
    it come first, and then the earlier ones. `order` "score" shows the surest first within a batch.
    """

    after: Id | None = None
    limit: int = Field(default=60, ge=1, le=1000)
    order: Literal["rank", "score"] = "rank"
    species: list[Text] = Field(default=[], max_length=100)


class NextItem(Message):
    """A member of a sample, as a tile needs it.

    `recordingId` and `path` are null if the catalog has no recording with its sound. `missing`
    tells that its file is not there.
    """

    item_id: int
    rank: int
    batch: int
    species: str
    common: str | None
    recording_id: int | None
    path: str | None
    missing: bool
    start: float
    end: float
    logit: float
    confidence: float
    band: int
    site: str | None
    unit: str


class NextItemsResult(Message):
    """`judged`, `skipped` and `waiting` add up to the members of the sample.

    Where whole units are drawn, the clips of a unit that has a YES need no verdict: they count as
    skipped.
    """

    sample_id: int
    name: str
    items: list[NextItem]
    members: int
    judged: int
    skipped: int
    waiting: int
    notes: list[Note]


class SkipItemsRequest(SampleOf):
    """Passes members over, or takes that back with `unskip`.

    `restOf` is a member that was judged: all members of its species and unit without a verdict are
    skipped. Exactly one of `items` and `restOf` is needed.
    """

    items: list[Id] = Field(default=[], max_length=MOST_CLIPS)
    rest_of: Id | None = None
    unskip: bool = False
    reason: Annotated[str, Field(max_length=1_000)] | None = None
    labeler: LabelerName | None = None

    @model_validator(mode="after")
    def _which(self) -> SkipItemsRequest:
        if bool(self.items) == (self.rest_of is not None):
            raise InvalidParams("Give the items to skip, or restOf.", field="items")
        return self


class SkipItemsResult(Message):
    """`items` are those that changed."""

    items: list[int]


class RemoveSampleRequest(SampleOf):
    """Removes a sample. Its clips and all verdicts on them stay."""


class RemoveSampleResult(Message):
    sample_id: int
    name: str
    members: int


class ExportSampleRequest(SampleOf):
    """Writes a sample to one file: `.json` holds all of it, `.csv` a row for each member.

    Another catalog with the same recordings takes either (`samples/import`). A sample from a table
    lists members, and cannot grow.
    """

    path: WritePath
    overwrite: bool = False


class ExportSampleResult(Message):
    path: str
    bytes: int
    members: int


class ImportSampleRequest(Request):
    """Reads a sample from a file that `samples/export` wrote; `name` gives it another name.

    `path` may also be a folder of questions (`annotations/export`). Then the sample has its clips,
    to be judged in a catalog without the recordings. The clips must be recordings there
    (`recordings/import` over the folder). `annotations/export` with "answers" takes the verdicts
    home.
    """

    path: ReadPath
    name: SampleName | None = None
    dry_run: bool = False


class MissingSound(Message):
    """A recording that the catalog lacks, by the digest of its samples, and its members."""

    digest: str
    members: int


class ImportSampleResult(Message):
    """`found` members have their sound in the catalog; `missing` names up to 100 recordings.

    `errors` are lines of questions whose clips cannot be judged.
    """

    sample_id: int | None
    name: str
    species: list[str]
    members: int
    found: int
    missing: list[MissingSound]
    missing_recordings: int
    errors: list[RowError]
