/** Notes on runs: what was not analysed, which settings did nothing, and what the models lack. */
import { plural, t } from "@lingui/core/macro";
import { noEffect } from "./settings.js";
import type { NoteTable } from "./table.js";

export const RUNS = {
  // The sentence of the engine says in its own language what stands in.
  stoodIn: {
    said: (count) =>
      plural(count, {
        one: "The model failed on # recording, and something else stands in for its analysis.",
        other: "The model failed on # recordings, and something else stands in for their analyses.",
      }),
    prose: true,
  },
  deferred: {
    said: (count, what) =>
      plural(count, {
        one: `# recording waits until the model ${what} works again.`,
        other: `# recordings wait until the model ${what} works again.`,
      }),
    step: () => t`Analyse these recordings again later.`,
  },
  unlike: {
    said: (count) =>
      plural(count, {
        one: "# window has no detections, because no stored window sounds alike.",
        other: "# windows have no detections, because no stored window sounds alike.",
      }),
  },
  notCompared: {
    said: (count, what) =>
      plural(count, {
        one: `# recording was compared with the ${what} stored windows nearest in time alone.`,
        other: `# recordings were compared with the ${what} stored windows nearest in time alone.`,
      }),
  },
  withoutPlace: {
    said: (count) =>
      plural(count, {
        one: "# recording has no place, so in it all species may be named.",
        other: "# recordings have no place, so in them all species may be named.",
      }),
    step: () => t`Give a place in the settings of the run.`,
  },
  withoutWeek: {
    said: (count) =>
      plural(count, {
        one: "# recording has no start, so species of the whole year may be named in it.",
        other: "# recordings have no start, so species of the whole year may be named in them.",
      }),
    step: () => t`Give a week in the settings of the run.`,
  },
  rangeKept: {
    said: (count, what) =>
      plural(count, {
        one: `The range model knows ${what} classes of the model. # other is kept everywhere.`,
        other: `The range model knows ${what} classes of the model. # others are kept everywhere.`,
      }),
  },
  rangeDropped: {
    said: (count, what) =>
      plural(count, {
        one: `The range model knows ${what} classes of the model. # other is left out.`,
        other: `The range model knows ${what} classes of the model. # others are left out.`,
      }),
  },
  partialBefore: {
    said: (count) =>
      plural(count, {
        one: "# recording was skipped, though its earlier analysis covers only a part of it.",
        other: "# recordings were skipped, though their earlier analyses cover only parts of them.",
      }),
    step: () => t`If the whole file is elsewhere, copy it here and analyse it again.`,
    prose: true,
  },
  listLine: {
    said: (count) =>
      plural(count, {
        one: "# name of your lists is of no species that the model knows.",
        other: "# names of your lists are of no species that the model knows.",
      }),
    step: () => t`Write one species in a line, by scientific or common name.`,
    prose: true,
  },
  atBoundary: {
    said: (count) =>
      plural(count, {
        one: "The distance of # sound came out too small.",
        other: "The distances of # sounds came out too small.",
      }),
  },
  // The sentence names its examples already.
  noEffect: { said: noEffect, prose: true },
  empty: {
    said: (count) =>
      plural(count, {
        one: "# recording has no sound in it.",
        other: "# recordings have no sound in them.",
      }),
  },
  channelsCancel: {
    said: (count) =>
      plural(count, {
        one: "# recording has channels that cancel each other, so little is left of them mixed.",
        other:
          "# recordings have channels that cancel each other, so little is left of them mixed.",
      }),
    step: () => t`Under More settings, choose each channel by itself.`,
  },
  silent: {
    said: (count) =>
      plural(count, {
        one: "# recording is silent from beginning to end, so it was not analysed.",
        other: "# recordings are silent from beginning to end, so they were not analysed.",
      }),
    step: () => t`Is the microphone dead?`,
  },
  silentChannel: {
    said: (count) =>
      plural(count, {
        one: "# channel of a recording is silent from beginning to end, so it was not analysed.",
        other:
          "# channels of recordings are silent from beginning to end, so they were not analysed.",
      }),
    step: () => t`Is the microphone of such a channel dead?`,
    prose: true,
  },
  tooQuiet: {
    said: (count) =>
      plural(count, {
        one: "# recording has no window above the level asked for.",
        other: "# recordings have no window above the level asked for.",
      }),
    step: () => t`Under More settings, lower the level below which windows are left out.`,
  },
  silentWindows: {
    said: (count) =>
      plural(count, {
        one: "# recording has silent stretches, which were not analysed.",
        other: "# recordings have silent stretches, which were not analysed.",
      }),
  },
  withoutWindows: {
    said: (count) =>
      plural(count, {
        one: "# recording was left out, because the classifier's model has not analysed it.",
        other: "# recordings were left out, because the classifier's model has not analysed them.",
      }),
    step: () => t`Analyse these recordings with that model first.`,
  },
  windowsGone: {
    said: (count) =>
      plural(count, {
        one: "# recording was left out, because another program replaced or removed its windows.",
        other:
          "# recordings were left out, because another program replaced or removed their windows.",
      }),
    step: () => t`Start the run again.`,
  },
  // The sentence of the engine says why.
  catalogPassedOver: {
    said: () => t`Another project was not searched for similar sounds.`,
    step: () => t`Open it once in Linnet, and close it again.`,
    prose: true,
  },
  otherVersion: {
    said: () => t`Another version of the model did the work: the run's own is not installed.`,
    step: () => t`The results name the version.`,
  },
  fewWindows: {
    said: (count) =>
      plural(count, {
        one: "A group has only # window, too few to compare.",
        other: "A group has only # windows, too few to compare.",
      }),
    step: () => t`Analyse more recordings, or choose a longer period.`,
    prose: true,
  },
  modelDamaged: {
    said: (count) =>
      plural(count, {
        one: "# model is missing here, because its record cannot be read.",
        other: "# models are missing here, because their records cannot be read.",
      }),
    step: () => t`Add these models again.`,
  },
  baseRemoved: {
    said: (count) =>
      plural(count, {
        one: "# classifier of your own needs the removed model, and cannot be used now.",
        other: "# classifiers of your own need the removed model, and cannot be used now.",
      }),
    step: () => t`Install the same version of the model again to use them.`,
  },
  withoutLanguage: {
    said: (count) =>
      plural(count, {
        one: "# language has no names of species here.",
        other: "# languages have no names of species here.",
      }),
  },
  otherTaxonomy: {
    said: (count) =>
      plural(count, {
        one: "# table is not the published taxonomy, so nobody knows its version.",
        other: "# tables are not the published taxonomy, so nobody knows their versions.",
      }),
  },
  sharedName: {
    said: (count) =>
      plural(count, {
        one: "# scientific name stands for several taxa, so it has no code.",
        other: "# scientific names stand for several taxa, so they have no codes.",
      }),
  },
} satisfies Partial<NoteTable>;
