/** Notes on labels, exports and filters. */
import { plural, t } from "@lingui/core/macro";
import type { NoteTable } from "./table.js";

export const LABELS = {
  unknownSpecies: {
    said: (count) =>
      plural(count, {
        one: "# name in the filter matches no species.",
        other: "# names in the filter match no species.",
      }),
    step: () => t`Write a scientific or a common name.`,
    prose: true,
  },
  absentSpecies: {
    said: (count) =>
      plural(count, {
        one: "The project has nothing of # species in the filter.",
        other: "The project has nothing of # species in the filter.",
      }),
  },
  split: {
    said: (count) =>
      plural(count, {
        one: "# name was split into several species, and is counted as none of them.",
        other: "# names were split into several species, and are counted as none of them.",
      }),
    step: () => t`Add the other names to the filter, if their birds are meant.`,
    prose: true,
  },
  nearMiss: {
    said: (count) =>
      plural(count, {
        one: "# name is almost that of a known species, and its labels keep it as it is written.",
        other: "# names are almost those of known species, and their labels keep them as written.",
      }),
    step: () => t`If a name is wrong, undo the step in the project's history.`,
    prose: true,
  },
  labelsLeftOut: {
    said: (count) =>
      plural(count, {
        one: "# label was left out, because this model has not analysed its recording.",
        other: "# labels were left out, because this model has not analysed their recordings.",
      }),
    step: () => t`Analyse these recordings with the model first.`,
  },
  speciesSkipped: {
    said: (count) =>
      plural(count, {
        one: "# species was skipped, because it has too few labels on analysed sound.",
        other: "# species were skipped, because they have too few labels on analysed sound.",
      }),
    prose: true,
  },
  otherModel: {
    said: (count) =>
      plural(count, {
        one: "# detection has no probability, because another model made it.",
        other: "# detections have no probability, because another model made them.",
      }),
  },
  withoutCurve: {
    said: (count) =>
      plural(count, {
        one: "# detection has no probability, because the set has no curve for its species.",
        other: "# detections have no probability, because the set has no curve for their species.",
      }),
  },
  beyondLabels: {
    said: (count) =>
      plural(count, {
        one: "# detection has no probability, because no judged clip has a score like its own.",
        other: "# detections have no probability, because no judged clip has a score like theirs.",
      }),
  },
  withoutVerdict: {
    said: (count) =>
      plural(count, {
        one: "# label was kept as not checked, because its table has no verdicts.",
        other: "# labels were kept as not checked, because their tables have no verdicts.",
      }),
  },
  modelResults: {
    said: (count, what) =>
      plural(count, {
        one: `# row was left out, because ${what} wrote it and no person judged it.`,
        other: `# rows were left out, because ${what} wrote them and no person judged them.`,
      }),
    prose: true,
  },
  detectionGone: {
    said: (count) =>
      plural(count, {
        one: "# detection has no verdict, because a run replaced it meanwhile.",
        other: "# detections have no verdict, because a run replaced them meanwhile.",
      }),
    step: () => t`The new detections of these recordings wait for verdicts.`,
  },
  judgedMeanwhile: {
    said: (count) =>
      plural(count, {
        one: "# detection keeps the verdict that a person gave meanwhile.",
        other: "# detections keep the verdicts that people gave meanwhile.",
      }),
  },
  noSpecies: {
    said: (count, what) =>
      plural(count, {
        one: `# row was left out, because “${what}” is no species.`,
        other: `# rows were left out, because “${what}” is no species.`,
      }),
    prose: true,
  },
  earlierLabels: {
    said: (count, what) =>
      plural(count, {
        one: `# earlier label of ${what} still counts, though the file no longer has it.`,
        other: `# earlier labels of ${what} still count, though the file no longer has them.`,
      }),
  },
  outsideRoot: {
    said: (count) =>
      plural(count, {
        one: "# recording lies outside the root folder, so its full path stands in the table.",
        other: "# recordings lie outside the root folder, so their full paths stand in the table.",
      }),
  },
  emptyColumn: {
    said: (count, what) =>
      plural(count, {
        one: `The column ${what} is empty for # recording.`,
        other: `The column ${what} is empty for # recordings.`,
      }),
  },
  pastEnd: {
    said: (count) =>
      plural(count, {
        one: "# clip is shorter than its detection, because the recording ends before.",
        other: "# clips are shorter than their detections, because the recordings end before.",
      }),
    step: () => t`The file may have been cut short or changed after the analysis.`,
  },
  asWav: {
    said: (count) =>
      plural(count, {
        one: "# clip is a WAV file, because FLAC would lose some of its sound.",
        other: "# clips are WAV files, because FLAC would lose some of their sound.",
      }),
  },
  earlierResults: {
    said: (count) =>
      plural(count, {
        one: "# file of an earlier run stays in the folder of results.",
        other: "# files of earlier runs stay in the folder of results.",
      }),
  },
} satisfies Partial<NoteTable>;
