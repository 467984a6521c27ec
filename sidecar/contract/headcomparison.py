"""Messages of `heads/compare`: two heads on recordings that neither learnt from."""

from __future__ import annotations

from sidecar.contract.base import Message, Request, Text


class CompareHeadsRequest(Request):
    """Score two versions of a head, or two heads of one embedding model, on equal recordings.

    `a` and `b` are heads, or `head@version` with the version's number or id. Only labelled
    recordings count from which neither learnt. A species needs two recordings with it and two with
    windows without it.
    """

    a: Text
    b: Text


class ComparedHead(Message):
    """A version. `recordingsKnown`: it was trained here, or its file names what it learnt from.

    Of a classifier that was made elsewhere, nobody here knows the recordings.
    """

    name: str
    number: int
    version_id: str
    recordings_known: bool


class HeadScore(Message):
    average_precision: float
    auroc: float


class HeadSpeciesScores(Message):
    """A species in the windows that were compared; scores are null if `note` says why.

    `difference` is b less a.
    """

    species: str
    common: str | None
    positives: int
    negatives: int
    recordings: int
    a: HeadScore | None
    b: HeadScore | None
    difference: HeadScore | None
    note: str | None


class CompareHeadsResult(Message):
    """Scores on the same windows; the means are over the compared species.

    `onlyA` and `onlyB` are species that the other one does not know. `learntFrom` counts the
    labelled recordings that were left out because either learnt from them.
    """

    a: ComparedHead
    b: ComparedHead
    recordings: int
    windows: int
    learnt_from: int
    mean_a: HeadScore
    mean_b: HeadScore
    difference: HeadScore
    species: list[HeadSpeciesScores]
    only_a: list[str]
    only_b: list[str]
