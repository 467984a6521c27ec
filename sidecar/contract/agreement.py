"""Messages about how far people agree on what they both judged."""

from __future__ import annotations

from pydantic import Field

from sidecar.contract.base import Message, Request, Text
from sidecar.contract.estimates import AgreementOfReviewers
from sidecar.contract.notes import Note


class AgreementRequest(Request):
    """How far each two people agree on the species in regions that both judged.

    Each person's last own word counts, and no word that settles a dispute. `species` chooses some.
    The coefficients mean something only where neither knew what the other one said.
    """

    species: list[Text] = Field(default=[], max_length=100)
    level: float = Field(default=0.95, ge=0.5, le=0.999, allow_inf_nan=False)


class AgreementOfPair(AgreementOfReviewers):
    """The agreement of two people on a species; on all together where `species` is null.

    `both` counts what both judged, UNSURE included.
    """

    species: str | None
    common: str | None
    both: int


class AgreementResult(Message):
    """`pairs` has a row of all species for each two people, followed by one of each species.

    The pair that judged most comes first.
    """

    level: float
    pairs: list[AgreementOfPair]
    notes: list[Note]
