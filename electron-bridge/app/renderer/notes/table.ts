/** What the tables of notes hold for each kind. */
import type { Note } from "@linnet/electron-bridge/generated/contract.js";

export type NoteKind = Note["kind"];

export interface NoteWords {
  /** The sentence about so many things; `what` is the value that the engine names. */
  said: (count: number, what: string, examples: readonly string[]) => string;
  /** What the person can do about it in this app; left out where the app can do nothing. */
  step?: () => string;
  /** The engine's examples hold words of its language, so they stand in the details alone. */
  prose?: true;
}

export type NoteTable = Readonly<Record<NoteKind, NoteWords>>;
