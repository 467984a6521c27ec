/** What the engine keeps on disks; asked once for all that show it. */
import type {
  ClearStorageResult,
  Methods,
  StorageResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { useEffect } from "react";
import { create } from "zustand";
import { type Answer, useAnswer } from "../../data/answer.js";
import { call, type Outcome } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";

export type ClearAsked = Omit<Methods["storage/clear"]["params"], "progress">;

/** Grows with each change of ours, so that everything that shows sizes asks again. */
const useChanges = create<{ changes: number }>(() => ({ changes: 0 }));

export function storageChanged(): void {
  useChanges.setState(({ changes }) => ({ changes: changes + 1 }));
}

export function useStoredChanges(): number {
  return useChanges(({ changes }) => changes);
}

interface Asked {
  question: string;
  outcome: Promise<Outcome<StorageResult>>;
}

/** The parts of a section ask together; it is forgotten when none of them is there. */
let asked: Asked | undefined;
let users = 0;

function askedOnce(question: string): Promise<Outcome<StorageResult>> {
  if (asked?.question !== question) asked = { question, outcome: call("storage", {}) };
  return asked.outcome;
}

/** What is stored; without an engine nothing is asked, and nothing is there. */
export function useStored(): Answer<StorageResult> {
  const { state, project } = useEngine();
  const changes = useStoredChanges();
  const question = `storage ${String(project)} ${String(changes)}`;
  useEffect(() => {
    users++;
    return () => {
      users--;
      if (users === 0) asked = undefined;
    };
  }, []);
  const answer = useAnswer(state === "ready" ? question : undefined, () => askedOnce(question));
  // What was counted cannot be cleared while the engine is away.
  return { ...answer, ...(state !== "ready" && { value: undefined }), again: storageChanged };
}

/** Clear, or only tell what would be cleared. */
export async function clear(wish: ClearAsked): Promise<Outcome<ClearStorageResult>> {
  const outcome = await call("storage/clear", wish);
  if (wish.dryRun !== true) storageChanged();
  return outcome;
}
