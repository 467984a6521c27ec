"""Messages about names of species."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from sidecar.contract.base import Id, LongRequest, Message, ReadPath, Request, Text
from sidecar.contract.notes import Note

# A tag of a language, such as en, es or pt_BR, as BirdNET's label files are named.
_Language = Annotated[
    str, StringConstraints(max_length=8, pattern=r"^[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?$")
]


class SearchNamesRequest(Request):
    """Find species by a part of their scientific name, common name or code, or by a name like it.

    An empty text finds all names of models and of the catalog. `languages` searches common names in
    these languages too, and gives them; `names/add` brings the names of a language, and
    `names/install` those of 29 together, which are all searched. `model`
    searches the classes of one model alone; by default, Linnet searches all installed models and
    the species of the catalog. With `recordingId`, the species that are expected at the place and
    week of this recording are told, and come before others.
    """

    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
    languages: list[_Language] = Field(default=[], max_length=100)
    model: Text | None = None
    limit: int = Field(default=20, ge=1, le=1000)
    recording_id: Id | None = None
    in_catalog: bool = Field(default=False, description="Only species of the catalog.")


class SpeciesName(Message):
    """A species, with the models that know it; `inCatalog`: the catalog has its name.

    `detections` counts those that the catalog has now, as `query` species does. `expected` is true
    if the range model gives the species 0.03 or more at the recording's place and week. `names`
    has the common names in the languages that were asked for, by the tags of the request.
    `common` is the name in the model's own language, mostly English. `code` is that of the model's
    label file, else of the taxonomy, mostly eBird's; null where neither has one.

    A taxon that was renamed is one row: `species` is the name that the catalog has, else a model,
    else the taxonomy, and `otherNames` are the names that the others of these have. `accepted` is
    the name in the latest checklist, if `species` is an older one. Without models, the taxonomy
    alone has the name.
    """

    species: str
    accepted: str | None = Field(default=None)
    other_names: list[str] = Field(default=[])
    common: str | None
    code: str | None
    models: list[str]
    in_catalog: bool
    detections: int
    expected: bool
    names: dict[str, str] = Field(default={})


class TaxonomyFacts(Message):
    """An installed taxonomy; `version` is null for a table that is not the published one.

    `source` says where the table came from. `licence` is what the publisher says, and `licenceAt`
    where it says so; both are null for another table.
    """

    version: str | None
    sha256: str
    source: str
    taxa: int
    languages: list[str]
    licence: str | None
    licence_at: str | None
    installed_at: datetime


class SearchNamesResult(Message):
    """`names` has the species of the catalog first, then the expected ones, then all others.

    Among each of these, the best matches come first: whole names, then their begins, then words and
    parts. Of equal matches in the catalog, the species with more detections comes first. A text of
    four or six letters is a code too: TAOW is the Tawny Owl, and STRALU Strix aluco. If no name has
    the text, `names` has those with the fewest slips of the pen: one in four to seven letters, two
    in up to 13, else three. `total` counts all species that were found, also those beyond `limit`.
    `languages` lists the languages that have names here. `taxonomy` is the installed one; null
    without one.
    """

    names: list[SpeciesName]
    total: int
    languages: list[str] = Field(default=[])
    taxonomy: TaxonomyFacts | None = None
    notes: list[Note]


class AddNamesRequest(Request):
    """Keep the common names of a language, in place of those that were there.

    `path` is a file of lines `Scientific name_Common name`, as BirdNET's label files are, or a
    table with columns of scientific and common names.
    """

    language: _Language
    path: ReadPath


class AddNamesResult(Message):
    """`names` counts the species with a name, `known` those that a model or the catalog has."""

    language: str
    names: int
    known: int


class RemoveNamesRequest(Request):
    """Remove the names of a language that `names/add` brought."""

    language: _Language


class RemoveNamesResult(Message):
    language: str


class InstallNamesRequest(LongRequest):
    """Install a taxonomy: names of 14,000 taxa in 29 languages, and eBird's codes.

    Linnet downloads the published table, and refuses one with another digest. `path` is the table
    as a file, in place of the download. A table of another version is accepted from a file, and a
    note says so.
    """

    path: ReadPath | None = None


class InstallNamesResult(Message):
    taxonomy: TaxonomyFacts
    notes: list[Note]


class UninstallNamesRequest(Request):
    """Remove the installed taxonomy; names that `names/add` brought stay."""


class UninstallNamesResult(Message):
    removed: bool = Field(description="False: no taxonomy was installed.")
