/** The sentence and the next step of each kind of note: a new kind fails to compile without them. */
import { useLingui } from "@lingui/react";
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import { LABELS } from "./labels.js";
import { RECORDINGS } from "./recordings.js";
import { RUNS } from "./runs.js";
import { SPEECH } from "./speech.js";
import type { NoteTable } from "./table.js";

const WORDS: NoteTable = { ...RECORDINGS, ...RUNS, ...LABELS, ...SPEECH };

export interface NoteSaid {
  said: string;
  step: string | undefined;
  /** Files, folders or names that the person knows. */
  examples: readonly string[];
}

/** A note in the language that the page speaks now. */
export function noteSaid({ kind, count, what = "", examples }: Note): NoteSaid {
  const { said, step, prose } = WORDS[kind];
  return { said: said(count, what, examples), step: step?.(), examples: prose ? [] : examples };
}

/** The same for a component, which is drawn again when the language changes. */
export function useNoteSaid(): typeof noteSaid {
  useLingui();
  return noteSaid;
}
