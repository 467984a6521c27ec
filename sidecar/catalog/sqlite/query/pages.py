"""The rows of one page, forward or backward, and the places where the pages beside it begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sidecar.catalog.sqlite.query.cursor import Way
from sidecar.catalog.sqlite.query.field import Field
from sidecar.catalog.sqlite.query.order import Place
from sidecar.catalog.sqlite.query.resolved import AnswerRows, Keyed

End = tuple[Way, list[Any]]


@dataclass(frozen=True)
class Part:
    """The rows of a page, and the ends of the pages beside it; None where there are no rows.

    `before` of them come before the place that was asked for.
    """

    keyed: list[Keyed]
    earlier: End | None
    later: End | None
    before: int = 0


def first(found: AnswerRows, limit: int, fields: dict[str, Field]) -> Part:
    keyed = found.page(limit + 1, None, fields)
    return Part(keyed[:limit], None, _after(keyed, limit))


def beside(
    found: AnswerRows, way: Way, values: Sequence[Any], limit: int, fields: dict[str, Field]
) -> Part:
    """Find the rows after a row, or before it."""
    place = Place(tuple(values), before=way in (">=", "<"))
    if way == ">=":
        return around(found, place, limit, 0, fields)
    if way == ">":
        keyed = found.page(limit + 1, place, fields)
        earlier: End = ("<", keyed[0][0]) if keyed else ("<=", [*values])
        return Part(keyed[:limit], earlier, _after(keyed, limit))
    keyed = found.turned().page(limit + 1, _turned(place), fields)
    later: End = (">", keyed[0][0]) if keyed else (">=" if way == "<" else ">", [*values])
    ahead: End | None = ("<", keyed[limit - 1][0]) if len(keyed) > limit else None
    return Part(keyed[:limit][::-1], ahead, later)


def around(
    found: AnswerRows, place: Place, limit: int, before: int, fields: dict[str, Field]
) -> Part:
    """Find the rows after a place, and some before it."""
    ahead = found.turned().page(before + 1, _turned(place), fields)
    earlier: End | None = ("<=", ahead[before][0]) if len(ahead) > before else None
    ahead = ahead[:before][::-1]
    keyed = ahead + found.page(limit - len(ahead) + 1, place, fields)
    return Part(keyed[:limit], earlier, _after(keyed, limit), before=len(ahead))


def _turned(place: Place) -> Place:
    """Give the same place in the order from the last row to the first."""
    return replace(place, before=not place.before)


def _after(keyed: list[Keyed], limit: int) -> End | None:
    return (">", keyed[limit - 1][0]) if len(keyed) > limit else None
