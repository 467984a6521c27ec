"""Places of recordings, and changes to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sidecar.audio.fingerprint import Head


@dataclass(frozen=True)
class NewPlace:
    """The path that a person gave for a recording; `head` is None if the file is unreadable."""

    url: str
    there: bool
    head: Head | None


@dataclass(frozen=True)
class PlaceChange:
    """What a person says of a site, deployment, folder, recording or rule; `key` None adds one.

    `columns` are values of the app's table, `names` those of its survey, site and recorder. `clock`
    holds fields of ClockRules; None empties one. `about` names the part of the request.
    """

    of: Literal["site", "deployment", "folder", "recording", "rule"]
    key: int | str | None = None
    columns: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str | None] = field(default_factory=dict)
    clock: Mapping[str, Any] = field(default_factory=dict)
    removes: bool = False
    about: str = ""


@dataclass(frozen=True)
class MovedStart:
    """A recording that has another start after a change."""

    recording_id: int
    url: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class PlacesChanged:
    """A batch of changes, with the ids of their sites and deployments, in order.

    `recordings` counts those concerned, `starts` those with another start now. `kept` are the urls
    of those whose start a person set. `placed` counts recordings that are at the site in their name
    now, and `unknown_sites` are codes in names of which the catalog has no site, or several.
    `moved` are some of the other starts. A dry run has no batch.
    """

    batch_id: int | None
    ids: Sequence[int | None]
    recordings: int
    starts: int
    kept: Sequence[str]
    placed: int = 0
    unknown_sites: Sequence[str] = ()
    moved: Sequence[MovedStart] = ()
