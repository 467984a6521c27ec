"""The sentence of each kind of note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sidecar.contract.notes import NoteKind


@dataclass(frozen=True)
class Reason:
    """The sentence of a note about one thing, and about `{n}` things; both may hold `{what}`.

    `changes_results`: the results then mean something else than the request suggests.
    """

    one: str
    many: str
    hint: str = ""
    changes_results: bool = True

    def message(self, count: int, what: str) -> str:
        return (self.one if count == 1 else self.many).format(n=f"{count:,}", what=what)


REASONS: Mapping[NoteKind, Reason] = {
    "stoodIn": Reason(
        "The model failed on 1 recording; the answer has {what} instead.",
        "The model failed on {n} recordings; the answer has {what} instead.",
        "The answer lists them in `fallbacks`. None of them counts as analysed by this model.",
    ),
    "deferred": Reason(
        "1 recording waits for the model {what}.",
        "{n} recordings wait for the model {what}.",
        "Analyse them with `linnet analyze --deferred` once the model works again.",
    ),
    "unlike": Reason(
        "1 window has no stored window that sounds alike, so it has no detections.",
        "{n} windows have no stored window that sounds alike, so they have no detections.",
    ),
    "notCompared": Reason(
        "1 recording was compared with the {what} stored windows nearest in time, and no others.",
        "{n} recordings were compared with the {what} stored windows nearest in time, "
        "and no others.",
        changes_results=False,
    ),
    "withoutStart": Reason(
        "1 recording has no start, so filters on date and time leave it out.",
        "{n} recordings have no start, so filters on date and time leave them out.",
        "Name such files by their date and time, or set their starts.",
        changes_results=False,
    ),
    "clocksDisagree": Reason(
        "1 recording has sources that disagree on its start.",
        "{n} recordings have sources that disagree on their start.",
        "`linnet query sources` shows what each source says. A rule can say which one counts.",
        changes_results=False,
    ),
    "startKept": Reason(
        "1 recording keeps the start that a person set.",
        "{n} recordings keep the starts that a person set.",
        "To change such a start, set it with recordings/update.",
    ),
    "tableLine": Reason(
        "1 line of the table was skipped.",
        "{n} lines of the table were skipped.",
        "Mend these lines, and import the table again.",
    ),
    "zoneFar": Reason(
        "1 site has a time zone that is far from its longitude.",
        "{n} sites have a time zone that is far from their longitude.",
        "Is the longitude west, without its minus sign? Or is the time zone another site's?",
        changes_results=False,
    ),
    "withoutZone": Reason(
        "1 site lies in {what} and has no time zone yet.",
        "{n} sites lie in {what} and have no time zone yet.",
        changes_results=False,
    ),
    "otherZone": Reason(
        "1 recording lies in {what}, but its start is by another clock.",
        "{n} recordings lie in {what}, but their starts are by other clocks.",
        changes_results=False,
    ),
    "withoutPlace": Reason(
        "1 recording has no place, so the range filter did not apply to it.",
        "{n} recordings have no place, so the range filter did not apply to them.",
        "Give latitude and longitude, or set the site of these recordings.",
    ),
    "withoutSun": Reason(
        "1 recording has no place or no offset from UTC. Its sun, moon or UTC is unknown, and no "
        "filter on them finds it.",
        "{n} recordings have no place or no offset from UTC. Their sun, moon or UTC is unknown, "
        "and no filter on them finds them.",
        "`linnet sites set` gives a site its coordinates and its time zone.",
        changes_results=False,
    ),
    "notMeasured": Reason(
        "1 recording was not measured, so nothing is known of its level, rain, wind and indices.",
        "{n} recordings were not measured, so nothing is known of their level, rain, wind and "
        "indices.",
        "`linnet recordings measure` measures them.",
        changes_results=False,
    ),
    "withoutSite": Reason(
        "1 recording has no site, so it is in no occasion.",
        "{n} recordings have no site, so they are in no occasion.",
        "`linnet recordings import` puts recordings into deployments at sites.",
    ),
    "notModelled": Reason(
        "No analysis could have named 1 species, so its occasions are unknown, and not zero.",
        "No analysis could have named {n} species, so their occasions are unknown, and not zero.",
        "Such a species is not among the model's labels, or a list or place filter left it out.",
    ),
    "withoutWeek": Reason(
        "1 recording has no start, so the range filter took species of the whole year.",
        "{n} recordings have no start, so the range filter took species of the whole year.",
        "Give a week, or set the starts of these recordings.",
    ),
    "rangeKept": Reason(
        "The range model knows {what} classes of the model. The other one is kept everywhere.",
        "The range model knows {what} classes of the model. The other {n} are kept everywhere.",
        "To leave out what the range model does not know, drop unknown species.",
        changes_results=False,
    ),
    "rangeDropped": Reason(
        "The range model knows {what} classes of the model. The other one is left out.",
        "The range model knows {what} classes of the model. The other {n} are left out.",
        "To keep what the range model does not know, keep unknown species.",
        changes_results=False,
    ),
    "folderUnreadable": Reason(
        "1 folder cannot be read, so its recordings were left out.",
        "{n} folders cannot be read, so their recordings were left out.",
        "Check whether you may open such a folder.",
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
        "1 recording was skipped, though its earlier analysis covers only a part of it.",
        "{n} recordings were skipped, though their earlier analyses cover only parts of them.",
        "If the whole file is elsewhere, copy it here and analyse again.",
    ),
    "replaced": Reason(
        "1 file holds another sound than before; the earlier recording keeps its labels and is "
        "missing.",
        "{n} files hold another sound than before; the earlier recordings keep their labels and "
        "are missing.",
        "To find the archived copy, use `recordings relink` with the archive's folder.",
    ),
    "deploymentLeft": Reason(
        "1 new recording is not in deployment {what}, where the earlier one at its path was: the "
        "recorder may have moved.",
        "{n} new recordings are not in deployment {what}, where the earlier ones at their paths "
        "were: the recorder may have moved.",
    ),
    "listLine": Reason(
        "1 line in the {what} names no species that the model knows.",
        "{n} lines in the {what} name no species that the model knows.",
        "Write one species a line, by scientific or common name.",
    ),
    "unknownSpecies": Reason(
        "1 name in the filter matches no species.",
        "{n} names in the filter match no species.",
        "Write a scientific or a common name.",
    ),
    "absentSpecies": Reason(
        "The catalog has no rows of 1 species in the filter.",
        "The catalog has no rows of {n} species in the filter.",
        changes_results=False,
    ),
    "nearMiss": Reason(
        "1 name is almost that of a known species, and its labels keep it as it is written.",
        "{n} names are almost those of known species, and their labels keep them as written.",
        "If a name is wrong, undo the batch, or correct its labels.",
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
        "Analyse each channel by itself: `linnet analyze --channel each`.",
    ),
    "silent": Reason(
        "1 recording is silent from beginning to end, so it was not analysed.",
        "{n} recordings are silent from beginning to end, so they were not analysed.",
        "Is the microphone dead?",
    ),
    "silentChannel": Reason(
        "1 channel of a recording is silent from beginning to end, so it was not analysed.",
        "{n} channels of recordings are silent from beginning to end, so they were not analysed.",
        "Is the microphone of such a channel dead?",
    ),
    "tooQuiet": Reason(
        "1 recording has no window above the level asked for.",
        "{n} recordings have no window above the level asked for.",
        "Lower the level below which windows are left out.",
    ),
    "silentWindows": Reason(
        "1 recording has silent stretches, which were not analysed.",
        "{n} recordings have silent stretches, which were not analysed.",
        changes_results=False,
    ),
    "notMissing": Reason(
        "1 recording is not missing, so no other file was looked for.",
        "{n} recordings are not missing, so no other files were looked for.",
        changes_results=False,
    ),
    "deploymentKept": Reason(
        "1 recording keeps its deployment, although its folders have other names.",
        "{n} recordings keep their deployments, although their folders have other names.",
        "To replace a deployment, import the recordings again with the right one.",
    ),
    "emptyColumn": Reason(
        "The column {what} is empty for 1 recording.",
        "The column {what} is empty for {n} recordings.",
        "Set the start, the place or the deployment of these recordings.",
        changes_results=False,
    ),
    "pastEnd": Reason(
        "1 clip is shorter than its detection, because the recording ends before.",
        "{n} clips are shorter than their detections, because the recordings end before.",
        "The file may have been cut short or changed after the analysis.",
    ),
    "asWav": Reason(
        "1 clip is a WAV file, because FLAC would lose some of its sound.",
        "{n} clips are WAV files, because FLAC would lose some of their sound.",
        changes_results=False,
    ),
    "labelsLeftOut": Reason(
        "1 label was left out: its recording has no stored embeddings of this model.",
        "{n} labels were left out: their recordings have no stored embeddings of this model.",
        "Analyse these recordings with the model first.",
    ),
    "speciesSkipped": Reason(
        "1 species was skipped, because its labels are too few or cover no stored window.",
        "{n} species were skipped, because their labels are too few or cover no stored window.",
        "Label more sounds of these species, then train again.",
    ),
    "withoutWindows": Reason(
        "1 recording was left out, because it has no stored embeddings of the head's model.",
        "{n} recordings were left out, because they have no stored embeddings of the head's model.",
        "Analyse these recordings with that model first.",
    ),
    "windowsGone": Reason(
        "1 recording was left out, because another program replaced or removed its windows.",
        "{n} recordings were left out, because another program replaced or removed their windows.",
        "Apply the head again.",
    ),
    "modelDamaged": Reason(
        "1 model is missing here, because its record cannot be read.",
        "{n} models are missing here, because their records cannot be read.",
        "Add these models again.",
        changes_results=False,
    ),
    "baseRemoved": Reason(
        "1 head can no longer be used, because it reads the embeddings of this model.",
        "{n} heads can no longer be used, because they read the embeddings of this model.",
        "Install the same version of the model again to use them.",
        changes_results=False,
    ),
    "otherModel": Reason(
        "1 detection has no probability, because another model made it.",
        "{n} detections have no probability, because another model made them.",
        "Probabilities hold for the exact model of the set.",
        changes_results=False,
    ),
    "withoutCurve": Reason(
        "1 detection has no probability, because the set has no curve for its species.",
        "{n} detections have no probability, because the set has no curve for their species.",
        "Judge more clips of the species, and save the set again.",
        changes_results=False,
    ),
    "beyondLabels": Reason(
        "1 detection has no probability, because no judged clip has a score like its own.",
        "{n} detections have no probability, because no judged clip has a score like theirs.",
        "Judge clips with such scores, and save the set again.",
        changes_results=False,
    ),
    "withoutVerdict": Reason(
        "1 label was kept as UNVERIFIED, because its table has no verdicts.",
        "{n} labels were kept as UNVERIFIED, because their tables have no verdicts.",
        "If a person made these labels and is sure, import them as YES.",
        changes_results=False,
    ),
    "modelResults": Reason(
        "1 row was left out, because {what} wrote it and no person judged it.",
        "{n} rows were left out, because {what} wrote them and no person judged them.",
        'Fill a column "Verified", or ask to keep the results of models.',
    ),
    "noSpecies": Reason(
        '1 row was left out, because "{what}" is no species.',
        '{n} rows were left out, because "{what}" is no species.',
        changes_results=False,
    ),
    "earlierLabels": Reason(
        "1 earlier label of {what} still counts, though the file no longer has it.",
        "{n} earlier labels of {what} still count, though the file no longer has them.",
        "To set earlier labels aside, import the file again and let it replace them.",
    ),
    "earlierResults": Reason(
        "1 file of an earlier run stays in the folder of results.",
        "{n} files of earlier runs stay in the folder of results.",
        "Delete them, or write these formats anew with --format.",
        changes_results=False,
    ),
    "clockUnset": Reason(
        "1 recording starts in {what}, so its recorder's clock was not set.",
        "{n} recordings start in {what}, so their recorder's clock was not set.",
        "After the import, give these recordings their starts, or shift the deployment's clock.",
    ),
    "startApart": Reason(
        "1 recording starts more than a year before or after most others of its folder.",
        "{n} recordings start more than a year before or after most others of their folder.",
        "Was the recorder's clock set anew? A rule for the deployment can shift it.",
    ),
    "startInFuture": Reason(
        "1 recording starts in {what}, which is in the future.",
        "{n} recordings start in {what}, which is in the future.",
        "Shift the clock of the folder in the import, or of the deployment afterwards.",
    ),
    "clockApart": Reason(
        "The clock of this folder is more than a year from those of other folders, in {what}.",
        "The clocks of {n} folders are more than a year from those of others, in {what}.",
        "Was the recorder's clock set? Shift the folder's clock in the import.",
    ),
    "copied": Reason(
        "1 file has the name, the size and the beginning of one in another folder.",
        "{n} files have the names, the sizes and the beginnings of those in another folder.",
        "If one folder is a copy of the other, leave one out.",
    ),
    "knownAlready": Reason(
        "The catalog already has the only file of this folder.",
        "The catalog already has all {n} files of this folder.",
        changes_results=False,
    ),
    "sameNames": Reason(
        "1 file has a name that a file in another folder has too. Linnet tells them apart by "
        "sound.",
        "{n} files have names that files in other folders have too. Linnet tells them apart by "
        "sound.",
        changes_results=False,
    ),
    "recorderTwice": Reason(
        "The recorder {what} also recorded in another folder at another site.",
        "The recorder {what} also recorded in {n} other folders at other sites.",
        "If nobody moved the recorder, one of the sites is wrong.",
    ),
    "severalRecorders": Reason(
        "The folder holds recordings of 1 recorder besides {what}.",
        "The folder holds recordings of {n} recorders besides {what}.",
        "Are these cards of one site? Otherwise, put each into a folder of its own.",
    ),
    "severalRates": Reason(
        "1 recording has another sample rate than {what} Hz.",
        "{n} recordings have other sample rates than {what} Hz.",
        changes_results=False,
    ),
    "unreadable": Reason(
        "1 file cannot be read.",
        "{n} files cannot be read.",
        "Copy such files from the card again. Linnet imports the others.",
    ),
    "clipped": Reason(
        "{what} of the sound is clipped, in 1 of the files that were heard.",
        "{what} of the sound is clipped, in {n} of the files that were heard.",
        "A lower gain would have kept the loudest sounds.",
        changes_results=False,
    ),
    "withoutLanguage": Reason(
        "1 language has no names here, so the answer has none in it.",
        "{n} languages have no names here, so the answer has none in them.",
        "`linnet names add LANGUAGE FILE` brings them, such as BirdNET's label file of a language.",
    ),
    "otherTaxonomy": Reason(
        "1 table is not the published taxonomy, so nobody knows its version.",
        "{n} tables are not the published taxonomy, so nobody knows their versions.",
        "`linnet names install` without a file downloads the published one.",
        changes_results=False,
    ),
    "sharedName": Reason(
        "1 scientific name stands for several taxa, so it has no code.",
        "{n} scientific names stand for several taxa, so they have no codes.",
        "Their common names are found. Other names are not affected.",
    ),
    "split": Reason(
        "1 name was split into several species, and Linnet joins it with none of them.",
        "{n} names were split into several species, and Linnet joins them with none of these.",
        "Ask for the other names too, if their birds are meant.",
        changes_results=False,
    ),
    "detectionGone": Reason(
        "1 detection has no decision, because an analysis removed it meanwhile.",
        "{n} detections have no decision, because an analysis removed them meanwhile.",
        "The new detections of these recordings wait for decisions.",
    ),
    "judgedMeanwhile": Reason(
        "1 detection keeps the decision that a person made meanwhile.",
        "{n} detections keep the decisions that people made meanwhile.",
        changes_results=False,
    ),
    "atBoundary": Reason(
        "1 window lies beyond the boundary of the ball, so its distance is too small.",
        "{n} windows lie beyond the boundary of the ball, so their distances are too small.",
        "A smaller curvature gives a larger ball.",
    ),
    "fewWindows": Reason(
        "{what} has only 1 window with an embedding, too few to tell anything.",
        "{what} has only {n} windows with an embedding, too few to tell anything.",
        "At least 100 windows are needed. Analyse more recordings, or choose a wider filter.",
    ),
    "catalogPassedOver": Reason(
        "Another catalog was not searched. {what}",
        "Other catalogs were not searched. {what}",
    ),
    "speechUnheard": Reason(
        "Nobody looked for speech in 1 recording, so people may speak in it.",
        "Nobody looked for speech in {n} recordings, so people may speak in them.",
        "`linnet speech find` looks for it.",
        changes_results=False,
    ),
    "speechRefused": Reason(
        "1 clip was not written, because people speak in it.",
        "{n} clips were not written, because people speak in them.",
        "Choose to mute speech in clips, or to keep it.",
    ),
    "speechMuted": Reason(
        "1 clip has silence where people speak.",
        "{n} clips have silence where people speak.",
        changes_results=False,
    ),
    "speechKept": Reason(
        "People can be heard in 1 clip.",
        "People can be heard in {n} clips.",
        "The list of clips tells which. Do not publish them without consent.",
        changes_results=False,
    ),
    "withoutSpeech": Reason(
        "1 recording has no speech, so no copy of it was written.",
        "{n} recordings have no speech, so no copies of them were written.",
        changes_results=False,
    ),
    "notRedacted": Reason(
        "1 recording was left out, because it is a copy with muted speech itself.",
        "{n} recordings were left out, because they are copies with muted speech themselves.",
        changes_results=False,
    ),
    "otherVersion": Reason(
        "Version {what} of the model does the work, because the run's own is not installed.",
        "Version {what} of the model does the work, because the runs' own are not installed.",
        "The results name the version. Install the earlier one again to go on with it.",
    ),
}
