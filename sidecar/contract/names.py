"""Messages about names of species."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from sidecar.contract.base import Message, Request, Text
from sidecar.contract.notes import Note

# A tag of a language, such as en, es or pt_BR, as BirdNET's label files are named.
_Language = Annotated[
    str, StringConstraints(max_length=8, pattern=r"^[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?$")
]


class SearchNamesRequest(Request):
    """Find species by a part of their scientific name, common name or code, or by a name like it.

    `languages` asks for common names in these languages. `model` searches the classes of one model
    alone; by default, Linnet searches all installed models and the species of the catalog.
    """

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    languages: list[_Language] = Field(default=[], max_length=100)
    model: Text | None = None
    limit: int = Field(default=20, ge=1, le=200)


class SpeciesName(Message):
    """A species, with the models that know it; `inCatalog`: the catalog has its name.

    `common` is the name in the model's own language, mostly English. `code` is that of the model's
    label file, mostly eBird's; null where it has none.
    """

    species: str
    common: str | None
    code: str | None
    models: list[str]
    in_catalog: bool


class SearchNamesResult(Message):
    """`names` has the best matches first: whole names, then their begins, then words and parts.

    If no name has the text, `names` has those that are like it. Of equal matches, species of the
    catalog come first.
    """

    names: list[SpeciesName]
    notes: list[Note]
