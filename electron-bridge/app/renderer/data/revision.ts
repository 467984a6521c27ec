/** What changed in the catalog, and when: answers that read it are stale from then on. */
import { create } from "zustand";

/** Parts of a catalog that a question reads, as the engine's change notice names them. */
export type Part = "detections" | "labels" | "recordings" | "places" | "models" | "runs";

interface RevisionStore {
  touched: Readonly<Partial<Record<Part, number>>>;
}

let step = 0;

export const useRevision = create<RevisionStore>(() => ({ touched: {} }));

/** Told by the engine's notice, and by our own calls before it comes. */
export function touch(parts: readonly Part[]): void {
  step++;
  const changed = Object.fromEntries(parts.map((part) => [part, step]));
  useRevision.setState(({ touched }) => ({ touched: { ...touched, ...changed } }));
}

/** The latest change of what a question reads; 0 if there was none since the start. */
export function latest(reads: readonly Part[], touched: RevisionStore["touched"]): number {
  return Math.max(0, ...reads.map((part) => touched[part] ?? 0));
}

export function useLatest(reads: readonly Part[]): number {
  return useRevision(({ touched }) => latest(reads, touched));
}
