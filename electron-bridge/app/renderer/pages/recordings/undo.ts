/** Changes of places that were made on this page, the last of which can be taken back. */
import { create } from "zustand";
import type { PlacesResult } from "@linnet/electron-bridge/generated/contract.js";
import { call, type Outcome, type PageError } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";
import { touch } from "../../data/revision.js";

interface Change {
  batchId: number;
  /** The project in which it was made; ids of another one mean nothing. */
  project: number;
  /** What was done, as the news about it says. */
  what: string;
}

interface Changes {
  made: readonly Change[];
  /** Why the last change or undo was not done. */
  error: PageError | undefined;
}

export const useChanges = create<Changes>(() => ({ made: [], error: undefined }));

/** What reads places and clocks. */
const READS = ["sites", "deployments", "surveys", "clocks", "recordings", "counts"] as const;

/** Note what a change has done; it can be taken back from now on. */
export function made(batchId: number, what: string): void {
  const { project } = useEngine.getState();
  useChanges.setState(({ made: before }) => ({
    made: [...before, { batchId, project, what }],
    error: undefined,
  }));
  touch(READS);
}

export function failed(error: PageError): void {
  useChanges.setState({ error });
}

export function forgetTrouble(): void {
  useChanges.setState({ error: undefined });
}

/** The change that an undo takes back; undefined if nothing was changed here. */
export function lastChange(): Change | undefined {
  const { project } = useEngine.getState();
  return useChanges.getState().made.findLast((each) => each.project === project);
}

/** Take the last change back. */
export async function undoLast(change: Change): Promise<Outcome<PlacesResult>> {
  const outcome = await call("places/undo", { batchId: change.batchId });
  if (!outcome.ok) {
    failed(outcome.error);
    return outcome;
  }
  useChanges.setState(({ made: before }) => ({
    made: before.filter(({ batchId }) => batchId !== change.batchId),
    error: undefined,
  }));
  touch(READS);
  return outcome;
}
