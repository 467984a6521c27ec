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
  /** It was not undone since a later step, made elsewhere, has to be taken back before it. */
  isBehind: boolean;
}

export const useChanges = create<Changes>(() => ({
  made: [],
  error: undefined,
  isBehind: false,
}));

const CALM = { error: undefined, isBehind: false } as const;

/** As the engine says which step it would undo: this page knows its own steps alone. */
const BEHIND = /^Undo batch \d+ first/;

/** What reads places and clocks. */
const READS = ["sites", "deployments", "surveys", "clocks", "recordings", "counts"] as const;

/** Note what a change has done; it can be taken back from now on. */
export function made(batchId: number, what: string): void {
  const { project } = useEngine.getState();
  useChanges.setState(({ made: before }) => ({
    made: [...before, { batchId, project, what }],
    ...CALM,
  }));
  touch(READS);
}

export function failed(error: PageError): void {
  useChanges.setState({ error, isBehind: false });
}

export function forgetTrouble(): void {
  useChanges.setState(CALM);
}

/** The change that an undo takes back; undefined if nothing was changed here. */
export function lastChange(): Change | undefined {
  const { project } = useEngine.getState();
  return useChanges.getState().made.findLast((each) => each.project === project);
}

/** Take the last change back. */
export async function undoLast(change: Change): Promise<Outcome<PlacesResult>> {
  const outcome = await call("places/undo", { batchId: change.batchId });
  if (outcome.ok) {
    undone(change.batchId);
    return outcome;
  }
  const { error } = outcome;
  failed(error);
  if (error.kind === "InvalidParams") {
    useChanges.setState({ isBehind: BEHIND.test(error.hint ?? "") });
  }
  return outcome;
}

/** Take back the latest step of places, whoever made it: the steps of this page come after it. */
export async function undoLatest(): Promise<Outcome<PlacesResult>> {
  const outcome = await call("places/undo", {});
  if (outcome.ok) undone(outcome.value.batchId);
  else failed(outcome.error);
  return outcome;
}

function undone(batchId: number | null): void {
  useChanges.setState(({ made: before }) => ({
    made: before.filter((each) => each.batchId !== batchId),
    ...CALM,
  }));
  touch(READS);
}
