"""Messages about names of species."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from sidecar.contract.base import Id, Message, Request, Text
from sidecar.contract.notes import Note

# A tag of a language, such as en, es or pt_BR, as BirdNET's label files are named.
_Language = Annotated[
    str, StringConstraints(max_length=8, pattern=r"^[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?$")
]


class SearchNamesRequest(Request):
    """Find species by a part of their scientific name, common name or code, or by a name like it.

    An empty text finds all names. `languages` asks for common names in these languages. `model`
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
    if the range model gives the species 0.03 or more at the recording's place and week.
    `common` is the name in the model's own language, mostly English. `code` is that of the model's
    label file, mostly eBird's; null where it has none.
    """

    species: str
    common: str | None
    code: str | None
    models: list[str]
    in_catalog: bool
    detections: int
    expected: bool


class SearchNamesResult(Message):
    """`names` has the species of the catalog first, then the expected ones, then all others.

    Among each of these, the best matches come first: whole names, then their begins, then words and
    parts. Of equal matches in the catalog, the species with more detections comes first. If no name
    has the text, `names` has those that are like it. `total` counts all species that were found,
    also those beyond `limit`.
    """

    names: list[SpeciesName]
    total: int
    notes: list[Note]
