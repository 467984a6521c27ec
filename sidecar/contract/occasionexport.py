"""Messages of `occasions/export`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import FileError, KeptName, LongRequest, Message, WritePath
from sidecar.contract.export import Overwrite
from sidecar.contract.notes import Note
from sidecar.contract.occasions import OccasionOptions
from sidecar.contract.query import Where

OccasionForm = Literal["long", "unmarked", "spOccupancy", "camtrapR"]


class ExportOccasionsRequest(LongRequest):
    """Write occasions into a folder, with a text that tells what they mean.

    `where.species` names the species, and `where.model` the model. `long` has a row for each cell;
    the others are named as the R packages read them, with a script that does so. With `dryRun`,
    nothing is written: the answer names the files.
    """

    destination: WritePath = Field(description="A folder.")
    form: OccasionForm = "long"
    where: Where = Field(default={})
    occasions: OccasionOptions | None = None
    threshold_set: KeptName | None = None
    overwrite: Overwrite = False
    dry_run: bool = Field(default=False, description="Only name the files.")


class OccasionFile(Message):
    """A file of the export; `bytes` and `rows` are null where nothing was written."""

    path: str
    rows: int | None
    bytes: int | None
    replaces: bool = Field(description="Whether an earlier file had its name.")


class ExportOccasionsResult(Message):
    """`files` lists at most 1,000; `written` counts all. With `refusals`, a plan would write none.

    `cells` are sites * occasions * species.
    """

    files: list[OccasionFile]
    written: int
    sites: int
    occasions: int
    species: int
    cells: int
    refusals: list[FileError]
    notes: list[Note]
    elapsed_seconds: float
