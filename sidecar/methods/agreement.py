"""`annotations/agreement`: how far each two people agree, in all and by species."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sidecar.app.engine import Engine
from sidecar.app.ledger import Ledger
from sidecar.app.method import Method
from sidecar.catalog.values import Question
from sidecar.contract.agreement import AgreementOfPair, AgreementRequest, AgreementResult
from sidecar.estimates.reviewers import agreement_of_counts
from sidecar.methods.estimatedspecies import reviewers
from sidecar.recordings.filters import species_of
from sidecar.rpc.verb import Call

_Row = dict[str, Any]

# The counts of a row, by the answers of its first and of its second person: YES, NO, UNSURE.
_COUNTS = (
    ("yesYes", "yesNo", "yesUnsure"),
    ("noYes", "noNo", "noUnsure"),
    ("unsureYes", "unsureNo", "unsureUnsure"),
)
_FIELDS = (
    *("labelerId", "labeler", "otherId", "other", "species", "common"),
    *(name for line in _COUNTS for name in line),
)


def agreement(engine: Engine, request: AgreementRequest, call: Call) -> AgreementResult:
    """Compare each two people who judged the same."""
    ledger = Ledger()
    species = species_of(engine, request.species, ledger)
    question = Question("agreement", {"species": species} if species else {}, ["species"])
    of_pair = defaultdict[tuple[int, int], list[_Row]](list)
    for values in engine.catalog.questions.rows(question, _FIELDS):
        row: _Row = dict(zip(_FIELDS, values, strict=True))
        of_pair[row["labelerId"], row["otherId"]].append(row)
    call.check()
    most = sorted(of_pair.values(), key=_place)
    return AgreementResult(
        level=request.level,
        pairs=[each for rows in most for each in _pair(rows, request.level)],
        notes=ledger.notes(),
    )


def _place(rows: Sequence[_Row]) -> tuple[int, str, str]:
    """Put the pair first that judged most."""
    return -int(_counted(rows).sum()), rows[0]["labeler"], rows[0]["other"]


def _pair(rows: Sequence[_Row], level: float) -> Iterator[AgreementOfPair]:
    yield _agreement(rows, None, None, level)
    for row in rows:
        yield _agreement([row], row["species"], row["common"], level)


def _agreement(
    rows: Sequence[_Row], species: str | None, common: str | None, level: float
) -> AgreementOfPair:
    counts = _counted(rows)
    told = reviewers((rows[0]["labeler"], rows[0]["other"]), agreement_of_counts(counts, level))
    return AgreementOfPair(
        **{name: getattr(told, name) for name in type(told).model_fields},
        species=species,
        common=common,
        both=int(counts.sum()),
    )


def _counted(rows: Sequence[_Row]) -> npt.NDArray[np.int64]:
    """Sum the counts of rows: [3, 3], the first person's answers down."""
    return np.array(
        [[sum(row[name] for row in rows) for name in line] for line in _COUNTS], np.int64
    )


METHODS = (
    Method("annotations/agreement", agreement, "look", "Tell how far each two people agree."),
)
