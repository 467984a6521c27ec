"""Messages of `publish`: packages in the standards of journals, agencies and other programs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from sidecar.contract.base import FileError, LongRequest, Message, Text, WritePath
from sidecar.contract.notes import Note
from sidecar.contract.query import Where
from sidecar.unpublished import Reason

StandardName = Literal["camtrapDp", "darwinCore", "ebird", "inaturalist", "aoef"]

_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]


class PackageContributor(Message):
    """A person or an organisation; `title` is the name, and `url` an address such as an ORCID."""

    title: _Line
    role: (
        Literal["contact", "principalInvestigator", "rightsHolder", "publisher", "contributor"]
        | None
    ) = None
    email: _Line | None = None
    url: _Line | None = None
    organization: _Line | None = None


class PublishRequest(LongRequest):
    """Write verified rows in a standard; what nobody told is left empty, and nothing is guessed.

    `where` has the fields of `query` for `select`, but `verified`. A row that lacks what the
    standard needs is left out, and `leftOut` of the answer counts it. With `dryRun`, nothing is
    written. A field that the standard does not know has no effect, and a note says so.
    """

    standard: StandardName
    destination: WritePath = Field(description="A folder; a file for ebird, inaturalist and aoef.")
    overwrite: bool = Field(
        default=False, description="Replace files that are no earlier publication."
    )
    select: Literal["detections", "annotations"] = Field(
        default="detections",
        description="Detections of models, or the labels that people drew, confirmed or corrected.",
    )
    where: Where = Field(default={})
    unverified: bool = Field(
        default=False,
        description="Also rows that nobody judged. Rows judged as wrong or unsure stay out.",
    )
    utc_offset: (
        Annotated[str, StringConstraints(pattern=r"^[+-](0\d|1[0-4]):[0-5]\d$", max_length=6)]
        | None
    ) = Field(
        default=None,
        description="Offset from UTC, such as +02:00, of clocks whose offset nobody knows.",
    )
    uncertainty: int | None = Field(
        default=None,
        ge=1,
        le=20_000_000,
        description="Radius, in metres, of the circle around the coordinates that holds the place.",
    )
    title: _Line | None = Field(default=None, description="Title of the project.")
    description: Text | None = None
    contributors: list[PackageContributor] = Field(default=[], max_length=1000)
    licence: _Line | None = Field(
        default=None, description="Licence of the rows: a short name, such as CC-BY-4.0, or a URL."
    )
    media_licence: _Line | None = Field(default=None, description="Licence of the recordings.")
    rights_holder: _Line | None = None
    sampling_design: (
        Literal[
            "simpleRandom",
            "systematicRandom",
            "clusteredRandom",
            "experimental",
            "targeted",
            "opportunistic",
        ]
        | None
    ) = None
    capture_methods: list[Literal["activityDetection", "continuous", "recordingSchedule"]] = Field(
        default=[], max_length=3
    )
    sampling_protocol: _Line | None = Field(
        default=None, description="How the sites were sampled, in words."
    )
    media_public: bool = Field(default=False, description="Anybody may hear the recordings.")
    media_base: _Line | None = Field(
        default=None, description="URL below which the recordings lie, in their folders."
    )
    protocol: (
        Literal[
            "Stationary", "Traveling", "Incidental", "Historical", "Nocturnal Flight Call Count"
        ]
        | None
    ) = Field(default=None, description="eBird's name of how the birds were observed.")
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$", max_length=2)] | None = Field(
        default=None, description="Code of two letters, such as EE."
    )
    state: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{1,3}$", max_length=3)] | None = (
        Field(default=None, description="Code of the state or province, without the country's.")
    )
    observers: int | None = Field(default=None, ge=1, le=1000)
    remarks: _Line | None = Field(default=None, description="Comment on each list or event.")
    tags: list[_Line] = Field(default=[], max_length=100)
    geoprivacy: Literal["open", "obscured", "private"] | None = None
    dry_run: bool = Field(
        default=False, description="Only count rows and bytes, and name the files."
    )


class PublishedFile(Message):
    """A file that was, or would be, written; `replacedBytes` is null if no file has its name."""

    path: str
    rows: int
    bytes: int
    replaced_bytes: int | None


class LeftOutRows(Message):
    """Rows that were left out for one reason; `recordings` counts those left out as a whole."""

    reason: Reason
    rows: int
    recordings: int
    message: str
    hint: str
    examples: list[str]


class PublishResult(Message):
    """`rows` were published, of `recordings`; silent ones count where the standard lists them.

    With `dryRun`, `written` is false, and `refusals` name files that cannot be replaced.
    """

    standard: StandardName
    written: bool
    files: list[PublishedFile]
    rows: int
    recordings: int
    left_out: list[LeftOutRows]
    refusals: list[FileError] = Field(default=[])
    notes: list[Note]
    elapsed_seconds: float
