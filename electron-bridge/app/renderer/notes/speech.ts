/** Notes on human voices in recordings, clips and copies. */
import { plural, t } from "@lingui/core/macro";
import type { NoteTable } from "./table.js";

export const SPEECH = {
  speechUnheard: {
    said: (count) =>
      plural(count, {
        one: "Nobody looked for speech in # recording, so people may speak in it.",
        other: "Nobody looked for speech in # recordings, so people may speak in them.",
      }),
  },
  speechRefused: {
    said: (count) =>
      plural(count, {
        one: "# clip was not written, because people speak in it.",
        other: "# clips were not written, because people speak in them.",
      }),
    prose: true,
  },
  speechMuted: {
    said: (count) =>
      plural(count, {
        one: "# clip has silence where people speak.",
        other: "# clips have silence where people speak.",
      }),
  },
  speechKept: {
    said: (count) =>
      plural(count, {
        one: "People can be heard in # clip.",
        other: "People can be heard in # clips.",
      }),
    step: () => t`Do not publish such clips without consent.`,
  },
  withoutSpeech: {
    said: (count) =>
      plural(count, {
        one: "# recording has no speech, so no copy of it was written.",
        other: "# recordings have no speech, so no copies of them were written.",
      }),
  },
  notRedacted: {
    said: (count) =>
      plural(count, {
        one: "# recording was left out, because it is a copy with muted speech itself.",
        other: "# recordings were left out, because they are copies with muted speech themselves.",
      }),
  },
} satisfies Partial<NoteTable>;
