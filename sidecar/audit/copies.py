"""Recordings that hold the sound of another one, by the identity of their content."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sidecar.audit.finding import MOST_NAMED, Finding
from sidecar.audit.fixes import remove
from sidecar.audit.season import NONE, Season, first_of
from sidecar.values import Int64

# Where the original is not among the recordings that were asked about.
_ELSEWHERE = -2


def check_copies(season: Season) -> Iterator[Finding]:
    """Find equal sound, by the deployments of copies and originals; silence is no copy."""
    rows = np.flatnonzero(season.original != NONE)
    if not len(rows):
        return
    here, there = _place(season, rows), _originals(season, rows)
    order = np.lexsort((season.recording[rows], there, here))
    keys = np.stack([here[order], there[order]])
    changes = np.flatnonzero((keys[:, 1:] != keys[:, :-1]).any(axis=0)) + 1
    for some in np.split(order, changes):
        yield _finding(season, rows[some], int(here[some[0]]), int(there[some[0]]))


def _place(season: Season, rows: Int64) -> Int64:
    """Give the deployment of rows, or a number below it for the folder of one without."""
    deployment = season.deployment[rows]
    return np.where(deployment == NONE, -10 - season.folder[rows], deployment)


def _originals(season: Season, rows: Int64) -> Int64:
    """Give the places of the originals of rows."""
    order = np.argsort(season.recording)
    ids = season.recording[order]
    at = np.minimum(np.searchsorted(ids, season.original[rows]), len(ids) - 1)
    known = ids[at] == season.original[rows]
    return np.where(known, _place(season, order[at]), _ELSEWHERE)


def _finding(season: Season, rows: Int64, here: int, there: int) -> Finding:
    sites = [_site(season, each) for each in (here, there)]
    apart = None not in sites and sites[0] != sites[1]
    number = "1 recording holds" if len(rows) == 1 else f"{len(rows):,} recordings hold"
    one, other = _name(season, here), _name(season, there)
    message = f"{one[0].upper()}{one[1:]}: {number} the same sound as recordings " + (
        "of the same deployment, under other names." if here == there else f"of {other}."
    )
    ids = tuple(sorted(season.recording[rows].tolist()))
    does = (
        "If the sound was not recorded here, this removes these copies from the catalog."
        if apart
        else "This removes the later copies from the catalog. Their files stay."
    )
    return Finding(
        kind="soundAtTwoSites" if apart else "sameSound",
        severity="fault" if apart else "doubt",
        message=message,
        recordings=first_of(season, rows, MOST_NAMED),
        count=len(rows),
        deployment_ids=tuple(
            sorted({season.deployments[each].deployment_id for each in (here, there) if each >= 0})
        ),
        sites=tuple(
            dict.fromkeys(
                site
                for each in (here, there)
                if each >= 0 and (site := season.deployments[each].site) is not None
            )
        ),
        fixes=(remove(ids, does),),
    )


def _site(season: Season, place: int) -> int | None:
    return season.deployments[place].site_id if place >= 0 else None


def _name(season: Season, place: int) -> str:
    if place >= 0:
        return season.deployments[place].name
    if place == _ELSEWHERE:
        return "other deployments"
    return f"the folder {season.folders[-10 - place]}"
