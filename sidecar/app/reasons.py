"""The sentence of each kind of note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sidecar.contract.notes import NoteKind


@dataclass(frozen=True)
class Reason:
    """What a note says of one thing, and of `{n}` things; both may hold `{what}`."""

    one: str
    many: str
    hint: str = ""
    changes_results: bool = True

    def message(self, count: int, what: str) -> str:
        return (self.one if count == 1 else self.many).format(n=f"{count:,}", what=what)


REASONS: Mapping[NoteKind, Reason] = {
    "withoutStart": Reason(
        "1 recording has no start, so dates and hours do not cover it.",
        "{n} recordings have no start, so dates and hours do not cover them.",
        "Set the starts of these recordings.",
        changes_results=False,
    ),
    "withoutPlace": Reason(
        "1 recording has no place, so species of the whole world count for it.",
        "{n} recordings have no place, so species of the whole world count for them.",
        "Give latitude and longitude, or set the site of these recordings.",
    ),
    "withoutWeek": Reason(
        "1 recording has no start, so species of the whole year count for it.",
        "{n} recordings have no start, so species of the whole year count for them.",
        "Give a week, or set the starts of these recordings.",
    ),
    "folderUnreadable": Reason(
        "1 folder cannot be read, so its recordings are missing here.",
        "{n} folders cannot be read, so their recordings are missing here.",
        "Do you have permission to open it?",
    ),
    "passedOver": Reason(
        "1 file was passed over. {what}",
        "{n} files were passed over. {what}",
    ),
    "ownClips": Reason(
        "1 clip that Linnet cut from a recording was passed over.",
        "{n} clips that Linnet cut from recordings were passed over.",
        "To analyse clips, name their own folder.",
        changes_results=False,
    ),
    "partialBefore": Reason(
        "1 recording was skipped whose earlier analysis covers only a part of it.",
        "{n} recordings were skipped whose earlier analyses cover only a part of them.",
        "If the whole file is elsewhere, copy it here and analyse again.",
    ),
    "listLine": Reason(
        "The model knows no species of 1 line in the {what}.",
        "The model knows no species of {n} lines in the {what}.",
        "Write one species a line, by scientific or common name.",
    ),
    "unknownSpecies": Reason(
        "1 name in the filter matches no species.",
        "{n} names in the filter match no species.",
        "Write a scientific or a common name.",
    ),
    "absentSpecies": Reason(
        "The catalog holds nothing of 1 species in the filter.",
        "The catalog holds nothing of {n} species in the filter.",
        changes_results=False,
    ),
    "outsideRoot": Reason(
        "1 recording lies outside the root folder, so its full path stands in the table.",
        "{n} recordings lie outside the root folder, so their full paths stand in the table.",
        "Name a root folder that holds all recordings.",
        changes_results=False,
    ),
    "noEffect": Reason("{what}", "{what}"),
    "empty": Reason(
        "1 recording has no sound in it.",
        "{n} recordings have no sound in them.",
        changes_results=False,
    ),
    "channelsCancel": Reason(
        "1 recording has channels that cancel each other, so their mean holds little sound.",
        "{n} recordings have channels that cancel each other, so their mean holds little sound.",
        "Analyse a single channel of it.",
    ),
    "silent": Reason(
        "1 recording is silent from beginning to end, so no model was asked about it.",
        "{n} recordings are silent from beginning to end, so no model was asked about them.",
        "Is the microphone dead? In a file of several channels, analyse one of them.",
    ),
    "tooQuiet": Reason(
        "1 recording has no window above the level asked for.",
        "{n} recordings have no window above the level asked for.",
        "Lower the level below which windows are left out.",
    ),
    "silentWindows": Reason(
        "1 recording has silent stretches, which no model was asked about.",
        "{n} recordings have silent stretches, which no model was asked about.",
        changes_results=False,
    ),
    "withoutVerdict": Reason(
        "1 label was kept as UNVERIFIED, because its table has no verdicts.",
        "{n} labels were kept as UNVERIFIED, because their tables have no verdicts.",
        'Import with verified "YES" (--verified YES) if a person drew them and is sure.',
        changes_results=False,
    ),
    "modelResults": Reason(
        "1 row was left out, because {what} wrote it and no person judged it.",
        "{n} rows were left out, because {what} wrote them and no person judged them.",
        'Fill a column "Verified", or import with modelResults "keep" (--model-results keep).',
    ),
    "noSpecies": Reason(
        '1 row was left out, because "{what}" is no species.',
        '{n} rows were left out, because "{what}" is no species.',
        changes_results=False,
    ),
    "earlierLabels": Reason(
        "1 earlier label of {what} counts, though the file no longer has it.",
        "{n} earlier labels of {what} count, though the file no longer has them.",
        "Import the file with replace (--replace) to set them aside.",
    ),
    "earlierResults": Reason(
        "1 file of an earlier run stays in the folder of results.",
        "{n} files of earlier runs stay in the folder of results.",
        "Delete them, or write these formats anew with --format.",
        changes_results=False,
    ),
}
