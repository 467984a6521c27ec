/** Notes on what ended while the person was elsewhere already. */
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import { tell } from "../ui/toast.js";
import { noteSaid } from "./words.js";

export function tellNotes(notes: readonly Note[]): void {
  for (const note of notes) {
    const { said, step } = noteSaid(note);
    tell({ text: step === undefined ? said : `${said} ${step}` });
  }
}
