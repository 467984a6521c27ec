"""Messages of `storage`, `storage/set` and `storage/clear`: the room that Linnet takes on disks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sidecar.contract.base import LongRequest, Message, Progress, Request, Text
from sidecar.contract.settings import Source

Clearable = Literal["features", "overviews", "graphs", "downloads", "scratch"]

PartName = Literal[
    "catalog",
    "embeddings",
    "searchIndex",
    "models",
    "features",
    "overviews",
    "graphs",
    "downloads",
    "scratch",
    "backups",
    "setAside",
]

KeptWhy = Literal["inUse", "foreign", "cannotRemove", "onlyCopy"]


class StorageRequest(Request):
    pass


class StoragePart(Message):
    """What one kind of files takes.

    `searchIndex` is made from the embeddings. `features` are prepared recordings, `overviews`
    pictures of long ones, `graphs` models as they were optimised for this computer, `downloads`
    beginnings of downloads, `scratch` what
    programs left that ended. `setAside` are damaged catalogs that a repair has replaced.
    """

    what: PartName
    path: str = Field(description="The folder, or the catalog's file.")
    drive: int = Field(description="The place of its drive in `drives`.")
    bytes: int
    files: int
    complete: bool = Field(description="False: there is more; counting it would take too long.")
    clearable: bool = Field(description="True: Linnet can make it again, so it can be cleared.")


class StoredVersion(Message):
    """One version of a model that is installed, or of a head."""

    name: str
    title: str
    version_id: str
    active: bool
    head: bool
    bytes: int


class StoredBackup(Message):
    """A copy of the catalog beside it; `bytes` are those of its embeddings too."""

    name: str
    path: str
    bytes: int
    made_at: str = Field(description="When it was made, in UTC.")
    embeddings: bool = Field(description="True if it has embeddings of its own.")


class StorageDrive(Message):
    """A drive on which Linnet keeps something; null where the system does not say."""

    path: str
    free_bytes: int | None
    total_bytes: int | None


class CacheLimit(Message):
    """The most that prepared recordings take, and what says so, as in `settings/show`."""

    bytes: int
    source: Source
    place: str | None
    changeable: bool = Field(description="False: a variable or flag says it, so no file can.")


class StorageResult(Message):
    parts: list[StoragePart]
    models: list[StoredVersion]
    backups: list[StoredBackup] = Field(description="The newest first.")
    drives: list[StorageDrive]
    cache: CacheLimit
    read_only: bool = Field(
        description="True if the catalog is there, and its file or folder may not be written."
    )


class SetStorageRequest(Request):
    """The limit is kept in the user's file of settings, and acts at once."""

    cache_bytes: Annotated[int, Field(ge=0, le=10**15)] | None = Field(
        description="Null takes the limit out of the file, so that the profile's counts again."
    )


class SetStorageResult(Message):
    cache: CacheLimit
    file: str


class ClearStorageRequest(LongRequest):
    """Clears only what Linnet can make again; and those backups that are named."""

    what: list[Clearable] = Field(default=[], max_length=5)
    backups: list[Text] = Field(
        default=[], max_length=1_000, description="Names of backups, as `storage` lists them."
    )
    dry_run: bool = Field(default=False, description="Only tell what would be cleared.")


class Cleared(Message):
    what: Clearable | Literal["backups"]
    bytes: int
    files: int


class Kept(Message):
    """What was not cleared, and why.

    `inUse`: a run or another program uses it. `foreign`: Linnet did not make it. `cannotRemove`:
    the system refused. `onlyCopy`: the catalog itself has problems, so its backups stay.
    """

    what: Clearable | Literal["backups"]
    why: KeptWhy
    bytes: int
    files: int
    examples: list[str]


class ClearStorageResult(Message):
    dry_run: bool
    bytes: int
    cleared: list[Cleared]
    kept: list[Kept]


class StorageProgress(Progress):
    total: int | None
    unit: Literal["file"]
