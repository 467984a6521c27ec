/** Notes on recordings and their files: what an import and a look at a folder tell. */
import { plural, t } from "@lingui/core/macro";
import { english } from "../ui/plain.js";
import type { NoteTable } from "./table.js";

export const RECORDINGS = {
  withoutSun: {
    said: (count) =>
      plural(count, {
        one: "# recording has no place or no offset from UTC, so its sun and moon are unknown.",
        other:
          "# recordings have no place or no offset from UTC, so their sun and moon are unknown.",
      }),
    step: () => t`Give the sites their coordinates and time zones.`,
  },
  notMeasured: {
    said: (count) =>
      plural(count, {
        one: "# recording was not measured, so nothing is known of its level, rain, wind and indices.",
        other:
          "# recordings were not measured, so nothing is known of their level, rain, wind and indices.",
      }),
  },
  withoutSite: {
    said: (count) =>
      plural(count, {
        one: "# recording has no site, so it is in no occasion.",
        other: "# recordings have no site, so they are in no occasion.",
      }),
    step: () => t`Put the recordings into deployments at sites.`,
  },
  notModelled: {
    said: (count) =>
      plural(count, {
        one: "No analysis could have named # species, so its occasions are unknown, and not zero.",
        other:
          "No analysis could have named # species, so their occasions are unknown, and not zero.",
      }),
  },
  withoutStart: {
    said: (count) =>
      plural(count, {
        one: "# recording does not say when it began, so filters on date and time leave it out.",
        other:
          "# recordings do not say when they began, so filters on date and time leave them out.",
      }),
  },
  clocksDisagree: {
    said: (count) =>
      plural(count, {
        one: "The sources of # recording disagree on its start.",
        other: "The sources of # recordings disagree on their starts.",
      }),
  },
  startKept: {
    said: (count) =>
      plural(count, {
        one: "# recording keeps the start that a person set.",
        other: "# recordings keep the starts that a person set.",
      }),
  },
  clockUnset: {
    said: (count) =>
      plural(count, {
        one: "The clock was not set for # recording.",
        other: "The clock was not set for # recordings.",
      }),
  },
  startInFuture: {
    said: (count, what) =>
      plural(count, {
        one: `# recording starts in ${what}, which is in the future.`,
        other: `# recordings start in ${what}, which is in the future.`,
      }),
    step: () => t`Shift the clock of the folder, or of the deployment afterwards.`,
  },
  clockApart: {
    said: (_, what) =>
      t`The clock is more than a year from those of the other folders, in ${what}.`,
    step: () => t`Was the recorder's clock set?`,
  },
  copied: {
    said: (count) =>
      plural(count, {
        one: "# file has the name, the size and the beginning of one in another folder.",
        other: "# files have the names, the sizes and the beginnings of those in another folder.",
      }),
    step: () => t`If one folder is a copy of the other, leave one out.`,
  },
  knownAlready: {
    said: (count) =>
      plural(count, {
        one: "The one file of this folder is in the project already.",
        other: "All # files of this folder are in the project already.",
      }),
  },
  sameNames: {
    said: (count) =>
      plural(count, {
        one: "# file has a name that a file in another folder has too. Linnet tells them apart by their sound.",
        other:
          "# files have names that files in other folders have too. Linnet tells them apart by their sound.",
      }),
  },
  startApart: {
    said: (count) =>
      plural(count, {
        one: "# recording is a year or more apart from the others.",
        other: "# recordings are a year or more apart from the others.",
      }),
    step: () => t`Was the recorder's clock set anew?`,
  },
  recorderTwice: {
    said: (_, what) => t`The same recorder also recorded in another folder: ${what}.`,
    step: () => t`If nobody moved the recorder, one of the sites is wrong.`,
  },
  severalRecorders: {
    said: () => t`The folder has recordings of several recorders.`,
    step: () => t`If their sites differ, give each recorder a folder of its own.`,
  },
  severalRates: { said: () => t`The recordings have different sample rates.` },
  clipped: { said: () => t`Loud sounds are cut off; the gain was too high.` },
  unreadable: {
    said: (count) =>
      plural(count, { one: "# file cannot be read.", other: "# files cannot be read." }),
    step: () => t`Copy such files from the card again. Linnet imports the others.`,
  },
  folderUnreadable: {
    said: (count) =>
      plural(count, {
        one: "# folder cannot be read, so its recordings were left out.",
        other: "# folders cannot be read, so their recordings were left out.",
      }),
    step: () => t`Check whether you may open such a folder.`,
  },
  passedOver: {
    said: (count, what) => {
      const why = english(what) ?? t`Linnet cannot use this kind of file.`;
      return plural(count, {
        one: `# file was passed over. ${why}`,
        other: `# files were passed over. ${why}`,
      });
    },
  },
  ownClips: {
    said: (count) =>
      plural(count, {
        one: "# clip that Linnet cut from a recording was passed over.",
        other: "# clips that Linnet cut from recordings were passed over.",
      }),
    step: () => t`To analyse clips, choose their own folder.`,
  },
  replaced: {
    said: (count) =>
      plural(count, {
        one: "# file holds another sound than before; the earlier recording keeps its labels and is missing.",
        other:
          "# files hold another sound than before; the earlier recordings keep their labels and are missing.",
      }),
  },
  notMissing: {
    said: (count) =>
      plural(count, {
        one: "# recording is not missing, so no other file was looked for.",
        other: "# recordings are not missing, so no other files were looked for.",
      }),
  },
  zoneFar: {
    said: (count) =>
      plural(count, {
        one: "# site has a time zone that is far from its longitude.",
        other: "# sites have a time zone that is far from their longitude.",
      }),
    step: () =>
      t`Does a western longitude lack its minus sign? Or is the time zone another site's?`,
    prose: true,
  },
  withoutZone: {
    said: (count) =>
      plural(count, {
        one: "# site has no time zone yet.",
        other: "# sites have no time zone yet.",
      }),
  },
  otherZone: {
    said: (count) =>
      plural(count, {
        one: "The start of # recording is by another clock than that of its place.",
        other: "The starts of # recordings are by other clocks than those of their places.",
      }),
  },
  deploymentLeft: {
    said: (count, what) =>
      plural(count, {
        one: `# new recording is not in deployment ${what}, where the earlier one at its path was.`,
        other: `# new recordings are not in deployment ${what}, where the earlier ones at their paths were.`,
      }),
    step: () => t`The recorder may have moved meanwhile.`,
  },
  deploymentKept: {
    said: (count) =>
      plural(count, {
        one: "# recording keeps its deployment, although its folders have other names.",
        other: "# recordings keep their deployments, although their folders have other names.",
      }),
  },
  tableLine: {
    said: (count) =>
      plural(count, {
        one: "# line of the table was skipped.",
        other: "# lines of the table were skipped.",
      }),
    step: () => t`Mend these lines, and read the table again.`,
    prose: true,
  },
} satisfies Partial<NoteTable>;
