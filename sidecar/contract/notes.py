"""The ledger of a request: what was asked and not done, one note per reason."""

from __future__ import annotations

from typing import Literal

from sidecar.contract.base import Message

NoteKind = Literal[
    "withoutStart",
    "clocksDisagree",
    "startKept",
    "tableLine",
    "zoneFar",
    "withoutZone",
    "otherZone",
    "withoutPlace",
    "withoutWeek",
    "rangeKept",
    "rangeDropped",
    "withoutSun",
    "notMeasured",
    "withoutSite",
    "notModelled",
    "folderUnreadable",
    "passedOver",
    "ownClips",
    "partialBefore",
    "replaced",
    "deploymentLeft",
    "listLine",
    "unknownSpecies",
    "absentSpecies",
    "nearMiss",
    "outsideRoot",
    "noEffect",
    "empty",
    "channelsCancel",
    "silent",
    "silentChannel",
    "tooQuiet",
    "silentWindows",
    "notMissing",
    "deploymentKept",
    "emptyColumn",
    "pastEnd",
    "asWav",
    "labelsLeftOut",
    "speciesSkipped",
    "withoutWindows",
    "windowsGone",
    "modelDamaged",
    "baseRemoved",
    "withoutVerdict",
    "otherModel",
    "withoutCurve",
    "beyondLabels",
    "modelResults",
    "noSpecies",
    "earlierLabels",
    "earlierResults",
    "clockUnset",
    "startApart",
    "recorderTwice",
    "severalRecorders",
    "severalRates",
    "unreadable",
    "clipped",
    "withoutLanguage",
    "otherTaxonomy",
    "sharedName",
    "split",
    "detectionGone",
    "judgedMeanwhile",
    "atBoundary",
    "stoodIn",
    "deferred",
    "unlike",
    "notCompared",
    "fewWindows",
    "otherVersion",
    "startInFuture",
    "clockApart",
    "copied",
    "knownAlready",
    "sameNames",
    "catalogPassedOver",
    "speechUnheard",
    "speechRefused",
    "speechMuted",
    "speechKept",
    "withoutSpeech",
    "notRedacted",
]


class Note(Message):
    """One reason why part of a request was not done, with the number of things it concerns.

    `examples` names at most 5 of them: files, folders, lines or fields. `changesResults` is true if
    the results mean something else than the request alone would suggest; then the command line
    exits with 1. `what` is the name or value that the sentence holds, such as a recorder's serial
    number; for `noEffect` and `passedOver` it is a sentence. It is empty where there is none.
    """

    kind: NoteKind
    count: int
    message: str
    what: str = ""
    examples: list[str]
    hint: str
    changes_results: bool
