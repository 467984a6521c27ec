"""Messages of `query`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union

from pydantic import ConfigDict, Field, model_validator

from sidecar.contract.base import MOST_ITEMS, Message, PathText, ReadPath, Request, Text, gives
from sidecar.contract.counts import CountKey, CountOf, CountRow
from sidecar.contract.notes import Note
from sidecar.contract.occasions import OccasionOptions
from sidecar.contract.rows import (
    AccuracyRow,
    ActivityRow,
    AgreementRow,
    AnnotationRow,
    BatchRow,
    CatalogModelRow,
    ClockRow,
    DeferredRow,
    DeploymentRow,
    DetectionRow,
    DisputeRow,
    MatchTotalRow,
    MinuteRow,
    ModelMatchRow,
    OccasionRow,
    PresenceRow,
    RecorderRow,
    RecordingRow,
    RunFileRow,
    RunRow,
    SampleItemRow,
    SampleRow,
    SiteRow,
    SourceRow,
    SpeciesRow,
    SpeechRow,
    SpeechTotalRow,
    SurveyRow,
)
from sidecar.contract.similar import Like, Rerank, SimilarRow
from sidecar.errors import InvalidParams

# Filters compare these with what the catalog holds, and with nothing else; a path is the longest.
_Number = Annotated[float, Field(allow_inf_nan=False)]
Scalar = PathText | int | _Number | None


class Comparison(Message):
    """One or more conditions on a field; all must hold."""

    eq: Scalar = None
    ne: Scalar = None
    lt: _Number | PathText | None = None
    le: _Number | PathText | None = None
    gt: _Number | PathText | None = None
    ge: _Number | PathText | None = None
    contains: str | None = Field(default=None, max_length=1000)
    between: tuple[_Number | PathText, _Number | PathText] | None = Field(
        default=None,
        description="Includes both ends. Times of day and days of the year may cross midnight "
        "and New Year: [22, 4].",
    )
    in_: list[Scalar] | None = Field(
        default=None, fail_fast=True, max_length=MOST_ITEMS, alias="in"
    )

    @model_validator(mode="after")
    def _one_at_least(self) -> Comparison:
        if not self.model_fields_set:
            raise ValueError("give at least one of eq, ne, lt, le, gt, ge, contains, between, in")
        for name in self.model_fields_set - {"eq", "ne"}:
            if getattr(self, name) is None:
                raise ValueError(f"{name.rstrip('_')} compares with a value, and takes no null")
        return self


# Maps fields to a value, a list of values, or comparisons. No select has so many fields.
Where = Annotated[
    dict[
        str,
        Scalar | Annotated[list[Scalar], Field(fail_fast=True, max_length=MOST_ITEMS)] | Comparison,
    ],
    Field(max_length=200),
]


class Listing(NamedTuple):
    """What a select lists: its kind of row, and how the command line tells of it.

    `columns` are the main ones, for a person; none means all.
    """

    row: type[Message]
    summary: str
    columns: str = ""


# The selects. A new one is a row in `rows`, a line here, and the catalog's way to it.
LISTINGS = {
    "recordings": Listing(
        RecordingRow,
        "recordings, with their place and their numbers of detections and labels",
        "path start duration site detections annotations recordingId",
    ),
    "sources": Listing(
        SourceRow,
        "what each source says of a recording's start and place, and which one counts",
        "path source start latitude longitude givesStart givesPlace disagrees why impossible",
    ),
    "clocks": Listing(
        ClockRow, "rules of recorders' clocks, by recording, deployment, site or folder"
    ),
    "detections": Listing(
        DetectionRow,
        "detections of models, with people's decisions",
        "species common confidence probability verified path channel start heardAt detectionId",
    ),
    "annotations": Listing(
        AnnotationRow,
        "decisions of people and models, one by one",
        "species verified labeler path start end annotationId",
    ),
    "species": Listing(
        SpeciesRow,
        "detections counted by species",
        "species common detections recordings maxConfidence",
    ),
    "activity": Listing(
        ActivityRow,
        "detections counted by species, date and hour",
        "date hour species common detections maxConfidence",
    ),
    "presence": Listing(
        PresenceRow,
        "first, last and number of nights on which species were heard, in all and by site",
        "species site scope nights firstHeardAt lastHeardAt detections",
    ),
    "minutes": Listing(
        MinuteRow,
        "minutes of recordings with their level, clipping, rain, wind and acoustic indices",
        "path minute seconds level clipping silence rain wind aci ndsi bi h adi lacks",
    ),
    "accuracy": Listing(AccuracyRow, "how often models were right, by species"),
    "runs": Listing(
        RunRow,
        "analyses of folders, with their outcome",
        "runId model status startedAt files done partial failed",
    ),
    "runFiles": Listing(
        RunFileRow,
        "files of runs, with the outcome of each",
        "runId path status detections message hint",
    ),
    "deferred": Listing(
        DeferredRow,
        "recordings that wait for a model that failed",
        "deferredId model path tries since triedAt message",
    ),
    "models": Listing(
        CatalogModelRow,
        "models that analysed recordings",
        "modelId name version licence recordings",
    ),
    "deployments": Listing(
        DeploymentRow,
        "places of recorders, with their dates",
        "deploymentId survey site recorder startDate endDate recordings",
    ),
    "sites": Listing(SiteRow, "sites, with their coordinates"),
    "surveys": Listing(SurveyRow, "surveys"),
    "recorders": Listing(RecorderRow, "recorders"),
    "disputes": Listing(
        DisputeRow,
        "species in regions on which people disagree",
        "species yes no unsure settled settledAs path start end disputeId",
    ),
    "agreement": Listing(
        AgreementRow,
        "what two people said of the same, counted by pair and species",
        "labeler other species yesYes yesNo noYes noNo unsure pair",
    ),
    "matchTotals": Listing(
        MatchTotalRow,
        "what two models have in common, counted by species, in all and by site",
        "species site scope both onlyA onlyB notComparedA notComparedB",
    ),
    "modelMatches": Listing(
        ModelMatchRow,
        "detections of two models side by side: of both, of one alone",
        "heardBy species confidenceA confidenceB path startA startB detectionIdA detectionIdB",
    ),
    "batches": Listing(BatchRow, "groups of decisions, for `linnet labels undo`"),
    "samples": Listing(
        SampleRow,
        "samples of clips to judge",
        "name species members skipped batches purpose model seed drawnAt sampleId",
    ),
    "sampleItems": Listing(
        SampleItemRow,
        "members of samples, with the verdict that counts for each",
        "sample species rank confidence state verified path start itemId",
    ),
    "speech": Listing(
        SpeechRow,
        "stretches of recordings in which people speak",
        "path start end probability heardAt site intervalId",
    ),
    "speechTotals": Listing(
        SpeechTotalRow,
        "how much speech there is at each site, and how much nobody listened to",
        "site recordings recordingsHeard withSpeech hoursRecorded hoursHeard hoursSpeech",
    ),
    "counts": Listing(
        CountRow,
        "detections, labels or recordings counted by up to two keys, with hours of effort",
        "species common site deploymentId recorder date week month hour "
        "hourFromSunrise hourFromSunset sun score verdict model "
        "detections labels recordings confirmed maxScore hoursRecorded hoursAnalysed",
    ),
    "occasions": Listing(
        OccasionRow,
        "days or nights of sites: whether species were detected, and the hours analysed",
        "site date species detected unknown n maxScore hoursAnalysed verified",
    ),
    "similar": Listing(
        SimilarRow,
        "stored windows that sound like another",
        "similarity distance species common path channel start end verified detectionId catalog",
    ),
}


class PartialRow(Message):
    """A row with the `fields` of its request alone, and its id."""

    model_config = ConfigDict(extra="allow")


# The type checker cannot read a table, so it knows less than pydantic does.
if TYPE_CHECKING:
    Select = str
    Row = Any
else:
    Select = Literal[tuple(LISTINGS)]
    Row = Union[(*(listing.row for listing in LISTINGS.values()), PartialRow)]


# Fields that some selects alone take. Their answer has one page.
_OWN = {
    "similar": ("k", "model", "rerank", "catalogs"),
    "counts": ("of", "by"),
    "detections": ("thresholdSet",),
    "occasions": ("occasions", "thresholdSet"),
    "matchTotals": ("models",),
    "modelMatches": ("models",),
}
_PAGED: tuple[str, ...] = ("orderBy", "limit", "cursor", "total", "fields", "at", "before", "marks")
_ORDERED: tuple[str, ...] = ("orderBy", "total", "at", "before", "marks")
# Of some selects, the fields of pages that they do not take.
_NOT_PAGED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("similar", "counts", "matchTotals"), _PAGED),
    "modelMatches": (*_ORDERED, "fields"),
    "occasions": _ORDERED,
}
_ONE_PAGE = {
    "occasions": "Occasions have one order: sites by name, then occasions, then species as asked.",
    "similar": "Similar sounds have one page: k rows, the nearest first.",
    "counts": "Counts have one page: all rows, ordered by their keys.",
    "matchTotals": "The counts have one page: all rows, by species and site.",
    "modelMatches": "Matches come by recording and start, with all fields.",
}

# Keys that a count cannot have.
_NO_KEY: dict[str, tuple[str, ...]] = {
    "labels": ("score", "model"),
    "recordings": ("species", "score", "verdict"),
}

# Fields that choose a page, and so have no meaning beside marks of the whole answer.
_OF_A_PAGE = ("limit", "cursor", "total", "fields", "at", "before", "thresholdSet")


class QueryRequest(Request):
    """`where` maps fields to a value, a list of values, or comparisons.

    `orderBy` lists fields, the most important first; a minus sign reverses the order. `cursor` is
    the `nextCursor` or `prevCursor` of another page, or the cursor of a mark. `like` and `k` belong
    to `similar`, which lists the nearest first and has one page; `model` chooses the embeddings
    (default: the active model's). `of` and `by` belong to `counts`: what to count, and its keys.
    The filters of `counts` are those of detections, annotations or recordings, and its answer has
    one page. Those of `matchTotals` and `modelMatches` are those of detections.
    """

    select: Select
    where: Where = Field(default={})
    order_by: list[Text] = Field(default=[], max_length=100)
    limit: int = Field(default=100, ge=1, le=1000)
    cursor: Text | None = None
    fields: list[Text] = Field(
        default=[],
        max_length=200,
        description="Fields that the rows have, besides their id. Default: all.",
    )
    at: dict[str, Scalar] | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="Values of the first fields of `orderBy`. The page begins with the first row "
        "that has these values or later ones. Takes the place of `cursor`.",
    )
    before: int = Field(
        default=0,
        ge=0,
        le=999,
        description="Rows of the page that come before the values of `at`; fewer than `limit`.",
    )
    marks: int | None = Field(
        default=None,
        ge=2,
        le=512,
        description="Number of evenly spaced marks over all rows, in place of a page.",
    )
    total: Literal["bounded", "exact"] = Field(
        default="bounded", description="An exact total may count millions of rows."
    )
    like: Like | None = None
    k: int = Field(default=10, ge=1, le=1000)
    model: Text | None = None
    catalogs: list[ReadPath] = Field(
        default=[],
        max_length=100,
        description="Files of other catalogs that `similar` goes through too. Linnet only reads "
        "them. Those without embeddings by exactly the same model are passed over, with a note.",
    )
    rerank: Rerank | None = Field(
        default=None, description="Another order of the nearest. Default: by cosine."
    )
    threshold_set: Text | None = Field(
        default=None,
        description="A set of `thresholds/save`: its curves give detections a `probability`, and "
        "its thresholds say which detections count in occasions.",
    )
    occasions: OccasionOptions | None = Field(
        default=None,
        description="How occasions part time, and which detections count. The species are those of "
        "`where.species`, and the model is `where.model`.",
    )
    models: tuple[Text, Text] | None = Field(
        default=None,
        description="The two sides A and B of `matchTotals` and `modelMatches`: a model, "
        '`model@version`, or a run, such as "run 7". " from 0.5" after it leaves out lower scores.',
    )
    of: CountOf = "detections"
    by: list[CountKey] = Field(
        default=[], max_length=2, description="Keys of `counts`; without any, one row has the sums."
    )

    @model_validator(mode="after")
    def _like_what(self) -> QueryRequest:
        if (self.select == "similar") != (self.like is not None):
            raise ValueError("similar needs like, and no other select takes it")
        own = _OWN.get(self.select, ())
        others = [field for each in _OWN.values() for field in each if field not in own]
        for field in (*_NOT_PAGED.get(self.select, ()), *others):
            if gives(self, field):
                raise InvalidParams(
                    f"The select {self.select} takes no {field}.",
                    field=field,
                    hint=_ONE_PAGE.get(self.select, ""),
                )
        if "models" in own and self.models is None:
            raise InvalidParams(
                f"The select {self.select} compares two models.",
                field="models",
                hint='Name both, such as "birdnet-v2.4" and "perch-v2".',
            )
        probability = self.select == "detections" and "probability" in self.fields
        if probability and self.threshold_set is None:
            raise InvalidParams(
                "The probability of detections needs thresholdSet.",
                field="fields",
                hint="`linnet thresholds list` shows all sets.",
            )
        return self

    @model_validator(mode="after")
    def _countable(self) -> QueryRequest:
        for number, key in enumerate(self.by):
            if key in _NO_KEY.get(self.of, ()):
                raise InvalidParams(
                    f"The {self.of} have no {key} to count by.", field=f"by.{number}"
                )
        if len(set(self.by)) < len(self.by):
            raise InvalidParams("The two keys are the same.", field="by", hint="Give it once.")
        return self

    @model_validator(mode="after")
    def _one_place(self) -> QueryRequest:
        if self.marks is not None:
            for field in _OF_A_PAGE:
                if gives(self, field):
                    raise InvalidParams(
                        f"Marks are of the whole answer, and take no {field}.",
                        field=field,
                        hint="Ask for the page with the cursor of a mark.",
                    )
        if self.at is not None and self.cursor is not None:
            raise InvalidParams("A page begins at a value or at a cursor, not at both.", field="at")
        if self.before and self.at is None:
            raise InvalidParams("Rows before a value need that value, in at.", field="before")
        if self.before >= self.limit:
            raise InvalidParams(
                f"The page has {self.limit} rows, so fewer than that can come before its value.",
                field="before",
            )
        return self


class Mark(Message):
    """One of the rows of an answer, counted from 0.

    The page of `cursor` begins with this row. `values` are those of the fields of `orderBy`.
    """

    row: int
    cursor: str
    values: dict[str, Scalar]


class QueryResult(Message):
    """`total` counts the rows that pass the filters; without `totalExact` there may be more.

    `before` counts the rows of this page that come before the values of `at`. `marks` are those
    that the request asked for, else none.
    """

    rows: list[Row]
    next_cursor: str | None
    prev_cursor: str | None
    before: int
    marks: list[Mark]
    total: int
    total_exact: bool
    notes: list[Note]

    @classmethod
    def of_one_page(
        cls,
        rows: Sequence[Message],
        notes: list[Note],
        *,
        marks: Sequence[Mark] = (),
        total: int | None = None,
    ) -> QueryResult:
        """Make an answer without another page; `total` is the number of its rows unless given."""
        return cls(
            rows=[*rows],
            next_cursor=None,
            prev_cursor=None,
            before=0,
            marks=[*marks],
            total=len(rows) if total is None else total,
            total_exact=True,
            notes=notes,
        )
