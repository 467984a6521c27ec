"""Questions to a catalog, as every catalog answers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol

from sidecar.catalog.analyses import AnalysedSound
from sidecar.catalog.matches import MatchPage, MatchQuestion
from sidecar.catalog.occasions import (
    BestDetection,
    CellPlace,
    OccasionBlock,
    OccasionFrame,
    OccasionQuestion,
    Reportable,
)
from sidecar.catalog.values import (
    Basis,
    FieldType,
    Marks,
    Occasion,
    Page,
    Question,
    Recorded,
    RecordingSpan,
    Tally,
    Where,
)
from sidecar.occasions.calendar import OccasionCalendar


class Questions(Protocol):
    """Typed questions. A select's fields and filters are those of `query` in the contract."""

    def fields(self, select: str) -> Mapping[str, FieldType]:
        """Tell the type of each field that a filter on a select may name."""

    def page(
        self,
        question: Question,
        *,
        limit: int,
        cursor: str | None = None,
        exact: bool = False,
        fields: Sequence[str] = (),
        at: Mapping[str, Any] | None = None,
        before: int = 0,
    ) -> Page:
        """Answer a page of rows; `exact` counts on beyond 10,000. Raises InvalidParams.

        `fields` are those of the rows, besides their id; none means all. The page begins at a
        cursor, or `before` rows before the first row that has the values `at` or later ones.
        """

    def marks(self, question: Question, count: int) -> Marks:
        """Find up to `count` evenly spaced rows, the first and the last among them.

        Raises InvalidParams.
        """

    def rows(
        self, question: Question, fields: Sequence[str], *, most: int | None = None
    ) -> Iterator[tuple[object, ...]]:
        """Stream some fields of all rows, or of the first ones; filters may be among the fields."""

    def sizes(self, question: Question) -> dict[int, int]:
        """Count the rows of each recording that has any, by recordingId."""

    def counts(self, tally: Tally, most: int) -> list[dict[str, object]]:
        """Count by keys, with hours of effort; rows come in the order of their keys.

        A row has the fields of its keys, of what was counted, and of the hours. Raises
        InvalidParams for a wrong filter, and if there are more than `most` rows.
        """

    def matches(self, asked: MatchQuestion, *, limit: int, cursor: str | None = None) -> MatchPage:
        """Pair the detections of two models, a page at a time: by recording, start and id.

        Recordings that both models analysed are compared. Raises InvalidParams.
        """

    def match_totals(self, asked: MatchQuestion, most: int) -> list[dict[str, Any]]:
        """Count what two models have in common by species, in all and by site.

        The fields of a row are those of `MatchTotalRow`. Raises InvalidParams for a wrong
        filter, and if there are more than `most` rows.
        """

    def occasion_frame(self, asked: OccasionQuestion) -> OccasionFrame:
        """Tell the sites and occasions of a question. Raises InvalidParams for a wrong filter."""

    def occasions(
        self,
        asked: OccasionQuestion,
        calendar: OccasionCalendar,
        sites: Sequence[int],
        reportable: Reportable,
    ) -> Iterator[OccasionBlock]:
        """Add up hours and detections of some sites, a few sites at a time, in their order.

        `reportable` tells which species each basis lets an analysis name; a basis that is missing
        names all.
        """

    def best_of(self, model: str, cells: Sequence[CellPlace]) -> list[BestDetection | None]:
        """Find the detection of each cell that has the cell's score; the first one of several."""

    def models_in_use(self) -> list[str]:
        """Name the models whose analyses count now."""

    def species(self, name: str | None = None) -> list[tuple[str, str | None]]:
        """List scientific and common names: all, or those of exactly this scientific name."""

    def reading(self) -> AbstractContextManager[None]:
        """Guard code that reads values from rows: an impossible one is CatalogUnavailable."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Answer this thread's questions from the catalog as it is now; guards as `reading`."""

    def analysed(self, where: Where) -> Iterator[int]:
        """List the analysed recordings that filters on detections choose, by path.

        A recording belongs to the day on which it begins.
        """

    def paths(self, where: Where) -> Iterator[str]:
        """List the paths of these recordings."""

    def recorded(self, recording_id: int) -> Recorded:
        """Tell where and when a recording was made."""

    def occasion(self, recording_id: int) -> Occasion | None:
        """Tell where and when a recording was made; None if there is no such recording."""

    def basis(self, analysis_id: int) -> Basis:
        """Give the settings, place and exact model of an analysis."""

    def analysed_by(self, recording_id: int) -> list[AnalysedSound]:
        """List the analyses of a recording that count, the latest first."""

    def decider(self, detection_id: int) -> str | None:
        """Name the person whose decision counts for a detection; None if there is none."""

    def stretch(self, of: Literal["detection", "region"], number: int) -> RecordingSpan | None:
        """Find the stretch of a detection (current or not) or of a region."""
