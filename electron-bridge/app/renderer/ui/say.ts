/** What a screen reader is told: one polite region for the whole page, one message a second. */
import { create } from "zustand";

/** Between two messages, so that each can be heard. */
const APART_MS = 1_000;

/** Messages that wait; of more, the oldest are past. */
const MOST = 4;

export const useSpoken = create<{ text: string }>(() => ({ text: "" }));

let waiting: { about: unknown; text: string }[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function next(): void {
  const first = waiting.shift();
  timer = first && setTimeout(next, APART_MS);
  if (first === undefined) return;
  // The same words again would be no change, and would not be heard.
  useSpoken.setState(({ text }) => ({
    text: text === first.text ? `${first.text}\u00a0` : first.text,
  }));
}

/** Say a text when its turn comes; a newer one about the same replaces one that still waits. */
export function say(about: unknown, text: string): void {
  waiting = [...waiting.filter((each) => each.about !== about), { about, text }].slice(-MOST);
  if (timer === undefined) next();
}
